"""Who sees which plan: an adopted plan for everyone who sees the municipality, a concept for those who work on it."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from kompas.beleid.models import Indicator, Inlezing, Plan, Thema
from kompas.beleid.models.plan import PlanQuerySet
from kompas.core.access import Persoon, rollen_in
from kompas.core.models import Gemeente
from kompas.core.rules import BEWERKERS

NIEMAND = AnonymousUser()


def zichtbare_plannen(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> PlanQuerySet:
    """The plans of a municipality that this person may see; the municipality itself was checked before."""
    plannen = Plan.objects.filter(gemeente=gemeente)
    if rollen_in(persoon, gemeente) & BEWERKERS:
        return plannen
    return plannen.exclude(status=Plan.Status.CONCEPT)


def zichtbare_themas(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> QuerySet[Thema]:
    return Thema.objects.filter(plan__in=zichtbare_plannen(gemeente, persoon))


def zichtbare_indicatoren(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> QuerySet[Indicator]:
    return Indicator.objects.filter(doel__plan__in=zichtbare_plannen(gemeente, persoon))


def zichtbare_inlezingen(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> QuerySet[Inlezing]:
    """Documents that are being read in: work in progress, for those who edit."""
    alle = Inlezing.objects.filter(gemeente=gemeente)
    return alle if rollen_in(persoon, gemeente) & BEWERKERS else alle.none()
