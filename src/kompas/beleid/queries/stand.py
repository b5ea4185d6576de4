"""How a plan stands: verdict per indicator, goal and theme, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kompas.beleid.models import Doel, Indicator, Plan, StrategischDoel, Thema
from kompas.beleid.queries.aandacht import plan_aandacht
from kompas.beleid.queries.beoordelen import Peiling, indicator_standen
from kompas.beleid.queries.plannen import THEMA_INHOUD
from kompas.beleid.queries.standen import DoelStand, IndicatorStand, PlanStand, ThemaStand
from kompas.beleid.rules import (
    Benaming,
    Samenvatting,
    doel_samenvatten,
    samenvatten,
    telling,
    zonder_doel,
    zonder_indicator,
)
from kompas.data.cijfers import Cijfers

Standen = dict[UUID, IndicatorStand]


def indicator_stand(
    indicator: Indicator, cijfers: Cijfers, *, peiljaar: int | None = None, vandaag: date | None = None
) -> IndicatorStand:
    """`peiljaar` None: the target year once that has passed, else the newest year with a figure."""
    plan = indicator.doel.plan
    anderen = _indicatoren(_doelen(plan), plan)
    # The indicator itself as it was given, with what its page already read.
    alle = [indicator, *(ander for ander in anderen if ander.pk != indicator.pk)]
    return indicator_standen(alle, Peiling(cijfers, peiljaar, vandaag or timezone.localdate()))[indicator.pk]


def thema_stand(
    thema: Thema, cijfers: Cijfers, *, peiljaar: int | None = None, vandaag: date | None = None
) -> ThemaStand:
    """A theme with its goals, and the themes below it with theirs."""
    onder: defaultdict[object, list[Thema]] = defaultdict(list)
    for ander in _themas(thema.plan):
        onder[ander.bovenliggend_id].append(ander)
    doelen = list(_doelen(thema.plan))
    per_thema = _per_thema(doelen, thema.plan)
    peiling = Peiling(cijfers, peiljaar, vandaag or timezone.localdate())
    return _thema(thema, onder, per_thema, indicator_standen(_indicatoren(doelen, thema.plan), peiling))


def plan_stand(plan: Plan, cijfers: Cijfers, *, peiljaar: int | None = None, vandaag: date | None = None) -> PlanStand:
    """The whole plan; see `indicator_stand` for `peiljaar`."""
    peiling = Peiling(cijfers, peiljaar, vandaag or timezone.localdate())
    doelen = list(_doelen(plan))
    per_thema = _per_thema(doelen, plan)
    onder: defaultdict[object, list[Thema]] = defaultdict(list)
    for thema in _themas(plan):
        onder[thema.bovenliggend_id].append(thema)
    standen = indicator_standen(_indicatoren(doelen, plan), peiling)
    strategisch = _strategisch(plan, doelen, standen)
    themas = [_thema(thema, onder, per_thema, standen) for thema in onder[None]]
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


def _peiljaar(plan: Plan, peiling: Peiling) -> int:
    """The year on the cover: the one asked for, else the last full year that the plan covers."""
    return peiling.peiljaar if peiling.peiljaar is not None else min(plan.jaar_tot, peiling.vandaag.year - 1)


def _themas(plan: Plan) -> QuerySet[Thema]:
    return plan.themas.prefetch_related(*THEMA_INHOUD)


def _doelen(plan: Plan) -> QuerySet[Doel]:
    return plan.doelen.select_related("thema", "strategisch_doel").prefetch_related("indicatoren__metingen")


def _indicatoren(doelen: Iterable[Doel], plan: Plan) -> Iterator[Indicator]:
    """All indicators of the plan: the words of one are corrected for all."""
    for doel in doelen:
        doel.plan = plan  # with its municipality, already read
        yield from doel.indicatoren.all()


def _per_thema(doelen: Iterable[Doel], plan: Plan) -> dict[object, list[Doel]]:
    gevonden: defaultdict[object, list[Doel]] = defaultdict(list)
    for doel in doelen:
        doel.plan = plan  # with its municipality, already read
        gevonden[doel.thema_id].append(doel)
    return gevonden


def _strategisch(plan: Plan, doelen: list[Doel], standen: Standen) -> tuple[DoelStand, ...]:
    """Goals of the whole plan; a strategic goal without measurable side stands here itself."""
    overkoepelend = [doel for doel in doelen if doel.thema_id is None]
    gevonden: list[DoelStand] = []
    for strategisch in plan.strategische_doelen.all():
        eigen = [doel for doel in overkoepelend if doel.strategisch_doel_id == strategisch.pk]
        gevonden += [_doel(doel, standen) for doel in eigen] or [_zonder_meetbare_kant(strategisch)]
    los = [doel for doel in overkoepelend if doel.strategisch_doel_id is None]
    return (*gevonden, *(_doel(doel, standen) for doel in los))


def _zonder_meetbare_kant(doel: StrategischDoel) -> DoelStand:
    samenvatting = zonder_indicator("het plan geeft er geen meetbaar doel bij")
    return DoelStand(doel, (), samenvatting.oordeel, samenvatting.want)


def _thema(
    thema: Thema, onder: dict[object, list[Thema]], per_thema: dict[object, list[Doel]], standen: Standen
) -> ThemaStand:
    doelen = tuple(_doel(doel, standen) for doel in per_thema.get(thema.pk, []))
    deelthemas = tuple(_thema(deel, onder, per_thema, standen) for deel in onder.get(thema.pk, []))
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


def _doel(doel: Doel, standen: Standen) -> DoelStand:
    eigen = tuple(standen[indicator.pk] for indicator in doel.indicatoren.all())
    samenvatting = _samenvatting(doel, eigen)
    return DoelStand(doel, eigen, samenvatting.oordeel, samenvatting.want)


def _samenvatting(doel: Doel, standen: tuple[IndicatorStand, ...]) -> Samenvatting:
    delen = [(stand.indicator.naam, stand.oordeel, stand.want) for stand in standen]
    return doel_samenvatten(delen) or zonder_indicator(doel.geen_indicator_omdat)
