"""Statements about an indicator that can be taken over as a finding of its plan, and the findings themselves."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from kompas.beleid.access import zichtbare_plannen
from kompas.beleid.models import Bevinding, Indicator
from kompas.beleid.queries.standen import IndicatorStand
from kompas.core.access import Persoon
from kompas.core.models import Gemeente
from kompas.stats.duiding import Uitspraak


@dataclass(frozen=True)
class Overname:
    """A statement on the page of an indicator; `bevinding` is the finding that was made of it before."""

    uitspraak: Uitspraak
    kenmerk: str
    bevinding: Bevinding | None


def overnames(stand: IndicatorStand) -> tuple[Overname, ...]:
    """Every statement about the figures of this indicator, in the order of its page."""
    eerder = {bevinding.tekst: bevinding for bevinding in bevindingen_uit(stand.indicator)}
    return tuple(Overname(u, kenmerk_van(u), eerder.get(u.volzin)) for u in stand.zonder_kans)


def bevindingen_uit(indicator: Indicator) -> QuerySet[Bevinding]:
    """What was taken over from the figures of this indicator."""
    return Bevinding.objects.filter(indicator=indicator).order_by("volgorde", "id")


def bevinding_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Bevinding | None:
    bevindingen = Bevinding.objects.filter(plan__in=zichtbare_plannen(gemeente, persoon))
    return bevindingen.select_related("plan__gemeente", "indicator").filter(pk=pk).first()


def kenmerk_van(uitspraak: Uitspraak) -> str:
    """Short for everything that a reader sees of a statement: another word, sentence, number or p gives another one."""
    u = uitspraak
    gezien = (u.onderwerp.value, u.woord, u.volzin, u.methode, u.getallen, u.let_op, u.familie, u.toetsregels)
    return sha256(repr(gezien).encode()).hexdigest()
