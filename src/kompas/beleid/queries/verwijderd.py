"""Removing a part: what disappears with it beforehand, and where its history is found afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kompas.beleid.models import Bevinding, Doel, Hoofdlijn, Indicator, Onderdeel, Plan, Thema
from kompas.beleid.queries.onderdelen import doel_op_nummer, plan_op_nummer, thema_op_nummer
from kompas.core.access import Persoon
from kompas.core.models import Gemeente, Wijziging

SOORTEN = {
    "plan": Plan,
    "thema": Thema,
    "doel": Doel,
    "indicator": Indicator,
    "hoofdlijn": Hoofdlijn,
    "bevinding": Bevinding,
}
"""The parts that keep a history, by the word in their address."""

_WOORD = {model._meta.label: soort for soort, model in SOORTEN.items()}


@dataclass(frozen=True)
class Verwijderd:
    """A part that was removed: the line in history that says so, and the word for its kind."""

    soort: str
    wijziging: Wijziging


def verdwijnt_met(onderdeel: Onderdeel) -> tuple[str, ...]:
    """What goes when this part goes, in sentences."""
    if isinstance(onderdeel, Doel):
        return (f"Het doel: {onderdeel}", *_indicatoren_van(onderdeel))
    if isinstance(onderdeel, Indicator):
        return (f"De indicator: {onderdeel}", *_metingen_van(onderdeel))
    return (f"De {_WOORD[onderdeel._meta.label]}: {onderdeel}",)


def verwijderd_onderdeel(gemeente: Gemeente, soort: str, pk: UUID) -> Wijziging | None:
    """The line that says that this part was removed; None when it was not."""
    label = SOORTEN[soort]._meta.label
    return _verwijderd(gemeente).filter(soort=label, object_id=str(pk)).first()


def hing_onder(regel: Wijziging, persoon: Persoon) -> Plan | Thema | Doel | None:
    """The nearest part above a removed one that is still there; None when this person may not see that."""
    if regel.bovenliggend is None:
        return None
    for zoek in (doel_op_nummer, thema_op_nummer, plan_op_nummer):
        if gevonden := zoek(regel.gemeente, regel.bovenliggend, persoon):
            return gevonden
    hoger = _verwijderd(regel.gemeente).filter(object_id=str(regel.bovenliggend)).first()
    return hing_onder(hoger, persoon) if hoger else None


def verwijderd_onder(onderdeel: Onderdeel, gemeente: Gemeente) -> tuple[Verwijderd, ...]:
    """Every removed part of a plan, theme or goal, newest first; also what hung under a removed goal."""
    plekken = set(_plekken(onderdeel))
    direct = list(_verwijderd(gemeente).filter(bovenliggend__in=plekken))
    weg = {UUID(regel.object_id) for regel in direct}
    daaronder = list(_verwijderd(gemeente).filter(bovenliggend__in=weg - plekken)) if weg else []
    regels = sorted([*direct, *daaronder], key=lambda regel: regel.moment, reverse=True)
    return tuple(Verwijderd(_WOORD[regel.soort], regel) for regel in regels if regel.soort in _WOORD)


def _verwijderd(gemeente: Gemeente) -> QuerySet[Wijziging]:
    return Wijziging.objects.filter(gemeente=gemeente, handeling="verwijderd").select_related("gemeente")


def _plekken(onderdeel: Onderdeel) -> Iterator[UUID]:
    """Where parts hang or hung: the part itself, and the themes and goals below it."""
    yield onderdeel.pk
    if isinstance(onderdeel, Plan):
        yield from onderdeel.themas.values_list("pk", flat=True)
        yield from onderdeel.doelen.values_list("pk", flat=True)
    if isinstance(onderdeel, Thema):
        yield from onderdeel.doelen.values_list("pk", flat=True)


def _indicatoren_van(doel: Doel) -> Iterator[str]:
    for indicator in doel.indicatoren.all():
        yield f"De indicator die bij dit doel hoort: {indicator}"
        yield from _metingen_van(indicator)


def _metingen_van(indicator: Indicator) -> Iterator[str]:
    if aantal := indicator.metingen.count():
        wat = "1 meting die met de hand is" if aantal == 1 else f"{aantal} metingen die met de hand zijn"
        yield f"Bij {indicator}: {wat} vastgelegd"
