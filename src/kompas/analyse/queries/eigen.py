"""Reads of the pages of own indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kompas.base import Refused, Waarde
from kompas.core.cijfers import cijfers as alle_cijfers
from kompas.core.eigen import controleer, definitie_van, eigen_van
from kompas.core.models import EigenIndicator, Gemeente, Wijziging
from kompas.core.queries import wijzigingen_van
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Definities, IndicatorDefinitie, Soortenlijst

SOORT = "core.EigenIndicator"
VERWIJDERD = "eigen indicator verwijderd"
GETOONDE_JAREN = 6


@dataclass(frozen=True, slots=True)
class Stand:
    """An own indicator in the list: its newest figure, or why it cannot be used."""

    indicator: EigenIndicator
    nieuwste: Waarde | None
    fout: str = ""


@dataclass(frozen=True, slots=True)
class Voorproef:
    """What a definition would show: the figures of the last years, or the reason why there is none."""

    definitie: IndicatorDefinitie
    reeks: tuple[Waarde, ...]


@dataclass(frozen=True, slots=True)
class Verwijderd:
    """An own indicator that is gone, and where its history is."""

    naam: str
    object_id: str
    door_naam: str


def eigen_op_sleutel(gemeente: Gemeente, sleutel: str) -> EigenIndicator | None:
    return EigenIndicator.objects.filter(gemeente=gemeente, sleutel=sleutel).first()


def standen(gemeente: Gemeente, cijfers: Cijfers) -> tuple[Stand, ...]:
    """Every own indicator of this municipality; `cijfers` has those that can be used."""
    rijen = eigen_van(gemeente)
    fout = controleer(rijen, _definities(gemeente, zonder=frozenset(rij.sleutel for rij in rijen))).fout
    return tuple(Stand(rij, _nieuwste(rij, gemeente, cijfers), fout.get(rij.sleutel, "")) for rij in rijen)


def _nieuwste(rij: EigenIndicator, gemeente: Gemeente, cijfers: Cijfers) -> Waarde | None:
    if rij.sleutel not in cijfers.definities.indicatoren:
        return None
    reeks = cijfers.reeks(rij.sleutel, gemeente.code)
    return reeks[-1] if reeks else None


def _definities(gemeente: Gemeente, zonder: frozenset[str]) -> Definities:
    """Those of everyone, and the usable own ones of this municipality except `zonder`."""
    gedeeld = alle_cijfers().definities
    anderen = [rij for rij in eigen_van(gemeente) if rij.sleutel not in zonder]
    return gedeeld.met(controleer(anderen, gedeeld).goed)


def voorproef(gemeente: Gemeente, rij: EigenIndicator) -> Voorproef | Refused:
    """The figures of a definition that is not kept yet, or what is wrong with it."""
    rij.sleutel = rij.sleutel or "eigen-voorproef"
    definitie = definitie_van(rij, _definities(gemeente, zonder=frozenset({rij.sleutel})))
    if isinstance(definitie, Refused):
        return definitie
    cijfers = alle_cijfers(gemeente=gemeente).met_definities([definitie])
    return Voorproef(definitie, _laatste_jaren(cijfers, definitie.key, gemeente.code))


def _laatste_jaren(cijfers: Cijfers, sleutel: str, gebied: str) -> tuple[Waarde, ...]:
    """The newest years; where there is no figure at all, the newest years of any figure, so that a reason is seen."""
    jaren = cijfers.jaren(sleutel, gebied)
    laatste = jaren[-1] if jaren else max(_jaren_van_delen(cijfers, sleutel, gebied), default=None)
    if laatste is None:
        laatste = max((cijfers.laatste_jaar("inwoners", gebied) or 0, 0)) or None
    return () if laatste is None else cijfers.reeks(sleutel, gebied, laatste - GETOONDE_JAREN + 1, laatste)


def _jaren_van_delen(cijfers: Cijfers, sleutel: str, gebied: str) -> Sequence[int]:
    verwezen = cijfers.definitie(sleutel).verwijst_naar
    return [jaar for naar in verwezen if (jaar := cijfers.laatste_jaar(naar, gebied)) is not None]


def codelijsten() -> tuple[tuple[str, Soortenlijst], ...]:
    """Title of the source and its code list, for who looks for a code."""
    definities = alle_cijfers().definities
    return tuple((b.titel, definities.soortenlijsten[b.soorten]) for b in definities.bronnen if b.soorten)


def geschiedenis_van(gemeente: Gemeente, object_id: UUID) -> list[Wijziging]:
    """Every line about one own indicator, newest first, also after it is gone; nothing of another municipality."""
    return list(wijzigingen_van(SOORT, object_id).filter(gemeente=gemeente))


def verwijderde(gemeente: Gemeente) -> tuple[Verwijderd, ...]:
    """What is gone, each once."""
    regels = Wijziging.objects.filter(gemeente=gemeente, soort__iexact=SOORT, handeling=VERWIJDERD).order_by("-moment")
    uniek = {regel.object_id: regel for regel in regels}
    return tuple(Verwijderd(r.object_naam, r.object_id, r.door_naam) for r in uniek.values())
