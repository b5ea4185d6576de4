"""Finding a plan, a theme or an indicator; what a person may not see is not found."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from kompas.beleid.access import NIEMAND, zichtbare_indicatoren, zichtbare_plannen, zichtbare_themas
from kompas.beleid.models import Bevinding, Indicator, Plan, Thema, ThemaPartner
from kompas.core.access import Persoon
from kompas.core.models import Gemeente

THEMA_INHOUD: "tuple[str | Prefetch[str, QuerySet[Any], str], ...]" = (
    "hoofdlijnen__gebieden",
    Prefetch("bevindingen", queryset=Bevinding.objects.select_related("indicator")),
    "flankerend_beleid",
    "burgerperspectief",
    "koppelingen",
    "budgetregels",
    Prefetch("themapartners", queryset=ThemaPartner.objects.select_related("partner")),
)
"""Everything that the page of a theme shows, in a fixed number of queries."""


def plannen_van(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> list[Plan]:
    """The plans in force first, then the newest."""
    geldend_eerst = Case(When(status=Plan.Status.GELDEND, then=Value(0)), default=Value(1), output_field=IntegerField())
    plannen = zichtbare_plannen(gemeente, persoon).select_related("gemeente")
    return list(plannen.order_by(geldend_eerst, "-jaar_van", "-jaar_tot", "titel"))


def plan_van(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> Plan | None:
    """The policy plan in force, or else the newest; a plan of action is no policy plan."""
    plannen = plannen_van(gemeente, persoon)
    beleid = [plan for plan in plannen if plan.soort != Plan.Soort.UITVOERINGSPLAN]
    return next(iter(beleid or plannen), None)


def plan_met_slug(gemeente: Gemeente, slug: str, persoon: Persoon = NIEMAND) -> Plan | None:
    return zichtbare_plannen(gemeente, persoon).select_related("gemeente").filter(slug=slug).first()


def thema_van(plan: Plan, slug: str, persoon: Persoon = NIEMAND) -> Thema | None:
    themas = zichtbare_themas(plan.gemeente, persoon).filter(plan=plan, slug=slug)
    return themas.select_related("plan__gemeente", "bovenliggend").prefetch_related(*THEMA_INHOUD).first()


def indicator_van(gemeente: Gemeente, pk: object, persoon: Persoon = NIEMAND) -> Indicator | None:
    if not isinstance(pk, UUID | str):
        return None
    indicatoren = zichtbare_indicatoren(gemeente, persoon).select_related("doel__plan__gemeente", "doel__thema")
    try:
        return indicatoren.prefetch_related("metingen").filter(pk=pk).first()
    except ValidationError:
        return None  # not the shape of an id
