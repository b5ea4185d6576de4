"""What the figures say about one indicator of a municipality, and the words for it; see docs/methoden/duiding.md.

First the facts of every indicator that is shown (`feiten_over`), then the words of all of them together (`duid_samen`):
how certain a word is depends on how many others stand beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas.base import Refused, Waarde
from kompas.data.cijfers import Cijfers
from kompas.stats.duiding import Feit, Geen, Onderwerp, Reeksnaam, Uitspraak, Verschil
from kompas.stats.meervoud import Drempels
from kompas.stats.tellingen import poisson_e_test


@dataclass(frozen=True, slots=True)
class Doelkeuze:
    """A target in the unit of the indicator: at most `streef` (or at least, with `minstens`) in the year `jaar`."""

    streef: float
    minstens: bool
    jaar: int


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The facts about one series, and the figures that they rest on."""

    naam: Reeksnaam
    feiten: tuple[Feit, ...]
    waarden: tuple[Waarde, ...]


@dataclass(frozen=True, slots=True)
class Duiding:
    """The words about one series, each with its method and numbers, and the figures that they rest on."""

    naam: Reeksnaam
    uitspraken: tuple[Uitspraak, ...]
    waarden: tuple[Waarde, ...]


def feiten_over(cijfers: Cijfers, key: str, gebied: str, *, doel: Doelkeuze | None = None) -> Gevonden:
    """Every fact about an indicator in a municipality; what cannot be said is a fact too, with the reason."""
    definitie = cijfers.definitie(key)
    naam = Reeksnaam(
        definitie.titel,
        cijfers.gebied_naam(gebied),
        definitie.eenheid,
        definitie.decimalen,
        definitie.richting == "lager",
    )
    waarden = tuple(waarde for waarde in cijfers.reeks(key, gebied) if waarde.bekend)
    return Gevonden(naam, (_verandering(waarden, cijfers.definities.woorden.basisjaren),), waarden)


def duid_samen(gevonden: Sequence[Gevonden], drempels: Drempels, familie: str) -> tuple[Duiding, ...]:
    """The words about all series that are shown together; `familie` names them: "dit plan", "deze tabel"."""
    from kompas.stats.duiding import duid

    per_reeks = duid([(deel.naam, deel.feiten) for deel in gevonden], drempels, familie)
    return tuple(
        Duiding(deel.naam, uitspraken, deel.waarden) for deel, uitspraken in zip(gevonden, per_reeks, strict=True)
    )


def _verandering(waarden: Sequence[Waarde], basisjaren: int) -> Verschil | Geen:
    """The newest year beside the years before it."""
    tellingen = [w for w in waarden if w.telling is not None]
    if len(tellingen) <= basisjaren:
        return Geen(Onderwerp.VERSCHIL, f"Er zijn geen aantallen van {basisjaren + 1} jaren.")
    eerder, later = tellingen[-basisjaren - 1 : -1], tellingen[-1]
    duur = (sum(w.noemer or 1 for w in eerder), later.noemer or 1)
    aantallen = (sum(w.telling or 0 for w in eerder), later.telling or 0)
    p = poisson_e_test(aantallen[0], duur[0], aantallen[1], duur[1], statistiek="score")
    if isinstance(p, Refused) or not aantallen[0]:
        return Geen(Onderwerp.VERSCHIL, p.reason if isinstance(p, Refused) else "Eerder was er niets geteld.")
    getal = sum(w.getal or 0 for w in eerder) / basisjaren
    verhouding = (aantallen[1] / duur[1]) / (aantallen[0] / duur[0])
    van = f"{eerder[0].periode.label} t/m {eerder[-1].periode.label}"
    return Verschil(
        van, later.periode.label, getal, later.getal or 0, verhouding, 0.0, float("inf"), p, "E-toets voor twee tellingen"
    )
