"""How a plan stands: verdict per indicator, goal and theme, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from kompas.base import Waarde
from kompas.beleid.models import Doel, Indicator, Plan, StrategischDoel, Thema
from kompas.beleid.queries.aandacht import indicator_aandacht, plan_aandacht
from kompas.beleid.queries.plannen import THEMA_INHOUD
from kompas.beleid.queries.standen import DoelStand, IndicatorStand, PlanStand, ThemaStand
from kompas.beleid.queries.vragen import definitie_van, doelvraag
from kompas.beleid.rules import (
    Benaming,
    Samenvatting,
    beoordeel,
    doel_samenvatten,
    samenvatten,
    telling,
    zonder_doel,
    zonder_indicator,
)
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie, Reeksbreuk


@dataclass(frozen=True)
class _Peiling:
    """What every verdict of one page shares."""

    cijfers: Cijfers
    peiljaar: int | None
    vandaag: date


def indicator_stand(
    indicator: Indicator, cijfers: Cijfers, *, peiljaar: int | None = None, vandaag: date | None = None
) -> IndicatorStand:
    """`peiljaar` None: the target year once that has passed, else the newest year with a figure."""
    return _indicator(indicator, _Peiling(cijfers, peiljaar, vandaag or timezone.localdate()))


def thema_stand(
    thema: Thema, cijfers: Cijfers, *, peiljaar: int | None = None, vandaag: date | None = None
) -> ThemaStand:
    """A theme with its goals, and the themes below it with theirs."""
    onder: defaultdict[object, list[Thema]] = defaultdict(list)
    for ander in _themas(thema.plan):
        onder[ander.bovenliggend_id].append(ander)
    doelen = _doelen(thema.plan).filter(thema__isnull=False)
    peiling = _Peiling(cijfers, peiljaar, vandaag or timezone.localdate())
    return _thema(thema, onder, _per_thema(doelen, thema.plan), peiling)


def plan_stand(plan: Plan, cijfers: Cijfers, *, peiljaar: int | None = None, vandaag: date | None = None) -> PlanStand:
    """The whole plan; see `indicator_stand` for `peiljaar`."""
    peiling = _Peiling(cijfers, peiljaar, vandaag or timezone.localdate())
    doelen = list(_doelen(plan))
    per_thema = _per_thema(doelen, plan)
    onder: defaultdict[object, list[Thema]] = defaultdict(list)
    for thema in _themas(plan):
        onder[thema.bovenliggend_id].append(thema)
    strategisch = _strategisch(plan, doelen, peiling)
    themas = [_thema(thema, onder, per_thema, peiling) for thema in onder[None]]
    alle = (*strategisch, *(doel for thema in themas for doel in thema.alle_doelen))
    return PlanStand(
        plan=plan,
        peiljaar=_peiljaar(plan, peiling),
        strategisch=strategisch,
        prioriteiten=tuple(t for t in themas if t.thema.status == Thema.Status.PRIORITAIR),
        going_concern=tuple(t for t in themas if t.thema.status == Thema.Status.GOING_CONCERN),
        aandacht=plan_aandacht(plan, themas, alle, peiling.vandaag),
        telling=telling([doel.oordeel for doel in alle]),
    )


def _peiljaar(plan: Plan, peiling: _Peiling) -> int:
    """The year on the cover: the one asked for, else the last full year that the plan covers."""
    return peiling.peiljaar if peiling.peiljaar is not None else min(plan.jaar_tot, peiling.vandaag.year - 1)


def _themas(plan: Plan) -> QuerySet[Thema]:
    return plan.themas.prefetch_related(*THEMA_INHOUD)


def _doelen(plan: Plan) -> QuerySet[Doel]:
    return plan.doelen.select_related("thema", "strategisch_doel").prefetch_related("indicatoren__metingen")


def _per_thema(doelen: Iterable[Doel], plan: Plan) -> dict[object, list[Doel]]:
    gevonden: defaultdict[object, list[Doel]] = defaultdict(list)
    for doel in doelen:
        doel.plan = plan  # with its municipality, already read
        gevonden[doel.thema_id].append(doel)
    return gevonden


def _strategisch(plan: Plan, doelen: list[Doel], peiling: _Peiling) -> tuple[DoelStand, ...]:
    """Goals of the whole plan; a strategic goal without measurable side stands here itself."""
    overkoepelend = [doel for doel in doelen if doel.thema_id is None]
    standen: list[DoelStand] = []
    for strategisch in plan.strategische_doelen.all():
        eigen = [doel for doel in overkoepelend if doel.strategisch_doel_id == strategisch.pk]
        standen += [_doel(doel, peiling) for doel in eigen] or [_zonder_meetbare_kant(strategisch)]
    los = [doel for doel in overkoepelend if doel.strategisch_doel_id is None]
    return (*standen, *(_doel(doel, peiling) for doel in los))


def _zonder_meetbare_kant(doel: StrategischDoel) -> DoelStand:
    samenvatting = zonder_indicator("het plan geeft er geen meetbaar doel bij")
    return DoelStand(doel, (), samenvatting.oordeel, samenvatting.want)


def _thema(
    thema: Thema, onder: dict[object, list[Thema]], per_thema: dict[object, list[Doel]], peiling: _Peiling
) -> ThemaStand:
    doelen = tuple(_doel(doel, peiling) for doel in per_thema.get(thema.pk, []))
    deelthemas = tuple(_thema(deel, onder, per_thema, peiling) for deel in onder.get(thema.pk, []))
    delen = [*(doel.oordeel for doel in doelen), *(deel.oordeel for deel in deelthemas if deel.alle_doelen)]
    if len(doelen) == 1 and len(delen) == 1:
        return ThemaStand(thema, doelen, deelthemas, doelen[0].oordeel, doelen[0].want)
    samenvatting = samenvatten(delen, _namen(doelen, deelthemas)) or zonder_doel(thema.geen_indicator_omdat)
    return ThemaStand(thema, doelen, deelthemas, samenvatting.oordeel, samenvatting.want)


def _namen(doelen: tuple[DoelStand, ...], deelthemas: tuple[ThemaStand, ...]) -> Benaming:
    """What the parts of a theme are called."""
    if not deelthemas:
        return Benaming("doel", "doelen")
    return Benaming("onderdeel", "onderdelen") if doelen else Benaming("deelthema", "deelthema's")


def _doel(doel: Doel, peiling: _Peiling) -> DoelStand:
    standen = tuple(_indicator(indicator, peiling) for indicator in doel.indicatoren.all())
    samenvatting = _samenvatting(doel, standen)
    return DoelStand(doel, standen, samenvatting.oordeel, samenvatting.want)


def _samenvatting(doel: Doel, standen: tuple[IndicatorStand, ...]) -> Samenvatting:
    delen = [(stand.indicator.naam, stand.oordeel, stand.want) for stand in standen]
    return doel_samenvatten(delen) or zonder_indicator(doel.geen_indicator_omdat)


def _indicator(indicator: Indicator, peiling: _Peiling) -> IndicatorStand:
    definitie = definitie_van(indicator, peiling.cijfers)
    vraag = doelvraag(indicator, definitie, peiling.cijfers, peiljaar=peiling.peiljaar, vandaag=peiling.vandaag)
    beoordeling = beoordeel(vraag)
    aandacht = indicator_aandacht(indicator, vraag, beoordeling)
    breuken = _breuken(definitie, vraag.reeks, peiling.cijfers)
    return IndicatorStand(indicator, beoordeling, vraag.reeks, definitie, aandacht, breuken)


def _breuken(
    definitie: IndicatorDefinitie | None, reeks: tuple[Waarde, ...], cijfers: Cijfers
) -> tuple[Reeksbreuk, ...]:
    """The breaks between the first and the last year of the series."""
    if definitie is None or not reeks:
        return ()
    jaren = [waarde.periode.eind.year for waarde in reeks]
    return cijfers.breuken(definitie.key, min(jaren), max(jaren))
