"""Finding one part of a plan to edit; what a person may not see does not exist."""

from uuid import UUID

from django.db.models import QuerySet

from kompas.beleid.access import zichtbare_indicatoren, zichtbare_plannen, zichtbare_themas
from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Partner, Plan, Thema
from kompas.core.access import Persoon
from kompas.core.models import Gemeente


def plan_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Plan | None:
    return zichtbare_plannen(gemeente, persoon).select_related("gemeente").filter(pk=pk).first()


def thema_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Thema | None:
    return zichtbare_themas(gemeente, persoon).select_related("plan__gemeente", "bovenliggend").filter(pk=pk).first()


def doel_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Doel | None:
    doelen = Doel.objects.filter(plan__in=zichtbare_plannen(gemeente, persoon))
    return doelen.select_related("plan__gemeente", "thema", "strategisch_doel").filter(pk=pk).first()


def indicator_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Indicator | None:
    indicatoren = zichtbare_indicatoren(gemeente, persoon)
    return indicatoren.select_related("doel__plan__gemeente", "doel__thema").filter(pk=pk).first()


def hoofdlijn_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Hoofdlijn | None:
    hoofdlijnen = Hoofdlijn.objects.filter(thema__in=zichtbare_themas(gemeente, persoon))
    return hoofdlijnen.select_related("thema__plan__gemeente").filter(pk=pk).first()


def partners_van(plan: Plan) -> QuerySet[Partner]:
    """Every partner that a theme of this plan names, once."""
    return Partner.objects.filter(themapartners__thema__plan=plan).distinct()
