"""The words that may stand beside a figure, by the thresholds that hold here: their meaning, with sentences as example.

Meanings and sentences come from the same rules as those on the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kompas.base import getal_tekst, nodige_decimalen
from kompas.stats.duiding import (
    Artefactfeit,
    Feit,
    Geen,
    Hoogte,
    Kansfeit,
    Onderwerp,
    Reeksnaam,
    Signaalfeit,
    Trendfeit,
    Uitspraak,
    Verschil,
    Woorduitleg,
    duid,
    uitleg,
)
from kompas.stats.meervoud import Drempels

PLAATS: Final = "Voorbeeldstad"
"""A municipality that does not exist: an example is never about somebody's own figures."""
_AANTAL: Final = Reeksnaam("Woninginbraken", PLAATS, "misdrijven", 0, lager_is_beter=True)
_SCHAAL: Final = Reeksnaam("Woninginbraken", PLAATS, "per 1.000 inwoners", 1, lager_is_beter=True)
_ZEKER, _BIJNA, _TOEVAL = 0.4, 0.9, 0.6
"""Where the p of an example lies: well within a threshold, just within it, or in the middle of chance."""


@dataclass(frozen=True, slots=True)
class Regels:
    """What is chosen here: the thresholds, how many years count as before, the false alarms a year."""

    drempels: Drempels
    basisjaren: int
    per_jaar: float

    @property
    def per_jaar_tekst(self) -> str:
        return getal_tekst(self.per_jaar, nodige_decimalen(self.per_jaar))


@dataclass(frozen=True, slots=True)
class Woordgroep:
    """The words that answer one question; `hoe` is how we find the answer."""

    onderwerp: Onderwerp
    vraag: str
    hoe: str
    woorden: tuple[Woorduitleg, ...]
    voorbeelden: tuple[Uitspraak, ...]

    @property
    def sleutel(self) -> str:
        return self.onderwerp.name.lower()


def woordenlijst(regels: Regels) -> tuple[Woordgroep, ...]:
    """Every question with its words, in the order in which a page answers them."""
    alle = uitleg(regels.drempels, valse_per_jaar=regels.per_jaar)
    voorbeelden = _voorbeelden(regels)
    vragen = _vragen(regels)
    groepen = []
    for onderwerp in dict.fromkeys(woord.onderwerp for woord in alle):
        vraag, hoe = vragen.get(onderwerp, (f"{onderwerp.capitalize()}", ""))
        zinnen = tuple(_zeg(*voorbeeld, regels.drempels) for voorbeeld in voorbeelden.get(onderwerp, ()))
        groepen.append(Woordgroep(onderwerp, vraag, hoe, tuple(w for w in alle if w.onderwerp is onderwerp), zinnen))
    return tuple(groepen)


def een_op(deel: float) -> str:
    """A share as people say it: 0.05 is 1 op de 20."""
    keer = 1 / deel
    return f"1 op de {getal_tekst(keer, 0 if abs(keer - round(keer)) < 0.05 else 1)}"


def _vragen(regels: Regels) -> dict[Onderwerp, tuple[str, str]]:
    return {
        Onderwerp.VERSCHIL: (
            "Is het cijfer veranderd?",
            (
                f"We vergelijken het nieuwste jaar met de {regels.basisjaren} jaren ervoor, of twee cijfers die naast "
                "elkaar staan. Een toets zegt hoe vaak zo'n verschil vanzelf ontstaat."
            ),
        ),
        Onderwerp.HOOGTE: (
            "Is het cijfer anders dan bij andere gemeenten?",
            (
                "Gemeenten verschillen altijd van elkaar. Pas als een gemeente verder weg ligt dan gewoon is, zeggen "
                "we er iets over."
            ),
        ),
        Onderwerp.TREND: (
            "Welke kant gaat het op, en is dat elders ook zo?",
            "We leggen een lijn door alle jaren die te vergelijken zijn, en een lijn door alle andere gemeenten samen.",
        ),
        Onderwerp.KANS: (
            "Wordt het doel gehaald?",
            "We kijken vooruit met de cijfers tot nu toe: die van de gemeente en die van het hele land.",
        ),
        Onderwerp.SIGNAAL: (
            "Vragen de nieuwste maanden om te kijken?",
            (
                "We bewaken alle maandreeksen van de gemeente tegelijk. We stellen dat zo in dat er door toeval "
                f"ongeveer {regels.per_jaar_tekst} signalen per jaar komen, over alle reeksen samen."
            ),
        ),
        Onderwerp.ARTEFACT: (
            "Klopt het cijfer zelf wel?",
            "Een cijfer kan ook veranderen doordat er anders is geteld, of doordat één melder veel meldt.",
        ),
        Onderwerp.EFFECT: (
            "Heeft een maatregel gewerkt?",
            "We vergelijken de gemeente met gemeenten waar die maatregel er niet was, voor en na het begin ervan.",
        ),
    }


def _voorbeelden(regels: Regels) -> dict[Onderwerp, tuple[tuple[Reeksnaam, Feit], ...]]:
    """Facts of a municipality that does not exist, one on every step of the thresholds."""
    d = regels.drempels
    return {
        Onderwerp.VERSCHIL: (
            *((_AANTAL, _verschil(p, later)) for p, later in _trap(d, (52, 62, 74))),
            (_AANTAL, Geen(Onderwerp.VERSCHIL, "Er is geen cijfer over 2024.")),
        ),
        Onderwerp.HOOGTE: tuple(
            (_SCHAAL, Hoogte(2024, getal, getal - 1, getal + 1, 3.6, "vergelijkbare gemeenten", 20, 4.8, p, *plaats))
            for (p, getal), plaats in zip(_trap(d, (6, 5, 4)), ((1, 3), (2, 9), (5, 16)), strict=True)
        ),
        Onderwerp.TREND: tuple((_AANTAL, feit) for feit in _trends(d)),
        Onderwerp.KANS: (
            (_AANTAL, Kansfeit(2028, 60, minstens=False, kans=0.35, midden=66, laag80=51, hoog80=84, stand=2024,
                               kans_zonder_verandering=0.28, nu=69)),
        ),
        Onderwerp.SIGNAAL: tuple(
            (_AANTAL, Signaalfeit("oktober 2024", telling, 8.0, soort, regels.per_jaar, 52))
            for telling, soort in ((21, "piek"), (13, "aanhoudend"), (9, ""))
        ),
        Onderwerp.ARTEFACT: (
            (_AANTAL, Artefactfeit("sprong in aandeel", 2022, "Van 310 naar 640: het deel van het geheel werd 2,1 keer "
                                   "zo groot in één stap.")),
        ),
    }  # fmt: skip


def _verschil(p: float, later: float) -> Verschil:
    verhouding = later / 80
    return Verschil("2021 t/m 2023", "2024", 80, later, verhouding, verhouding * 0.7, verhouding * 1.4, p, "E-toets")


def _trends(d: Drempels) -> tuple[Trendfeit, Trendfeit]:
    p = d.zeker * _ZEKER
    return (
        Trendfeit(2015, 2024, 0.93, 0.90, 0.96, p / 4, 0.9, p / 50, 1.033, 1.01, 1.06, p, 341),
        Trendfeit(2015, 2024, 0.98, 0.94, 1.02, _TOEVAL, 0.97, p / 50, 1.01, 0.97, 1.05, _TOEVAL, 341),
    )


def _zeg(naam: Reeksnaam, feit: Feit, drempels: Drempels) -> Uitspraak:
    [[gezegd]] = duid([(naam, [feit])], drempels, "dit voorbeeld")
    return gezegd


def _trap(d: Drempels, getallen: Sequence[float]) -> list[tuple[float, float]]:
    """One p on every step: certain, probable, cannot be said."""
    zeker = d.zeker * _ZEKER
    waarschijnlijk = max(d.waarschijnlijk * _BIJNA, (d.zeker + d.waarschijnlijk) / 2)
    return list(zip((zeker, waarschijnlijk, _TOEVAL), getallen, strict=True))
