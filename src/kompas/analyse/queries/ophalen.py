"""Reads of the page that fetches figures."""

from dataclasses import dataclass

from kompas.base import getal_tekst
from kompas.core.models import Gemeente, Ophaalplan, Ophaling
from kompas.core.queries import ophaalplannen_van, ophalingen_van, voor_in_de_rij
from kompas.core.rules import BUNDELS, Stand

GETOOND = 20


@dataclass(frozen=True, slots=True)
class Bezig:
    """A fetch that waits or runs, in words."""

    ophaling: Ophaling
    stand: str
    tempo: str
    resterend: str


@dataclass(frozen=True, slots=True)
class Planregel:
    """One bundle and how often it is fetched; `plan` None when nobody set that."""

    wat: str
    titel: str
    plan: Ophaalplan | None


@dataclass(frozen=True, slots=True)
class Geweest:
    """A fetch that ended: how, and what did not work of it, a line each."""

    ophaling: Ophaling
    afloop: str
    niet_gelukt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ophaaloverzicht:
    bezig: tuple[Bezig, ...]
    geweest: tuple[Geweest, ...]


def ophaaloverzicht(gemeente: Gemeente) -> Ophaaloverzicht:
    """What waits or runs for this municipality, and how the last ones ended."""
    alle = list(ophalingen_van(gemeente)[: GETOOND + len(BUNDELS)])
    bezig = tuple(_bezig(ophaling) for ophaling in alle if ophaling.is_open)
    return Ophaaloverzicht(bezig, tuple(_geweest(ophaling) for ophaling in alle if not ophaling.is_open)[:GETOOND])


def planregels(gemeente: Gemeente) -> tuple[Planregel, ...]:
    plannen = {plan.wat: plan for plan in ophaalplannen_van(gemeente)}
    return tuple(Planregel(wat, titel, plannen.get(wat)) for wat, titel in BUNDELS.items())


def _bezig(ophaling: Ophaling) -> Bezig:
    return Bezig(ophaling, _stand(ophaling), _tempo(ophaling), duur(ophaling.resterend))


def _geweest(ophaling: Ophaling) -> Geweest:
    stand, melding = ophaling.get_stand_display(), ophaling.melding
    afloop = melding if melding.casefold().startswith(stand.casefold()) else f"{stand.capitalize()}. {melding}".strip()
    return Geweest(ophaling, afloop, tuple(regel for regel in ophaling.niet_gelukt.splitlines() if regel))


def _stand(ophaling: Ophaling) -> str:
    if ophaling.wordt_afgebroken:
        return "wordt gestopt"
    if ophaling.stand == Stand.BEZIG.value:
        wat = ophaling.tabel.rstrip(" .")
        return f"bezig: {wat[:1].lower()}{wat[1:]}" if wat else "bezig"
    voor = voor_in_de_rij(ophaling)
    if voor:
        return "wacht: er is nog 1 opdracht voor" if voor == 1 else f"wacht: er zijn nog {voor} opdrachten voor"
    return "begint zo"


def _tempo(ophaling: Ophaling) -> str:
    if not ophaling.rijen:
        return ""
    tempo = f", {getal_tekst(ophaling.tempo)} per seconde" if ophaling.tempo else ""
    return f"{getal_tekst(ophaling.rijen)} cijfers{tempo}"


def duur(seconden: int | None) -> str:
    """How long it takes yet, as people say it."""
    if seconden is None:
        return ""
    if seconden < 60:
        return "minder dan een minuut"
    minuten = round(seconden / 60)
    if minuten < 60:
        return f"ongeveer {minuten} {'minuut' if minuten == 1 else 'minuten'}"
    return f"ongeveer {getal_tekst(minuten / 60, 1)} uur"
