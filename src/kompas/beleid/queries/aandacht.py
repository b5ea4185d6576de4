"""What asks for attention: in a plan, and at one indicator."""

from collections.abc import Iterator, Sequence
from datetime import date

from kompas.beleid.models import (
    Bevinding,
    Doel,
    FlankerendBeleid,
    Indicator,
    Partner,
    PartnerAlias,
    Plan,
    StrategischDoel,
    Thema,
)
from kompas.beleid.queries.standen import Aandacht, AandachtSoort, DoelStand, ThemaStand
from kompas.beleid.rules import (
    Beoordeling,
    Doelvraag,
    Oordeel,
    Termijn,
    binnen_marge_van_uitgang,
    dubbele,
    stap_te_klein,
)


def indicator_aandacht(indicator: Indicator, vraag: Doelvraag, beoordeling: Beoordeling) -> tuple[Aandacht, ...]:
    """What is weak about one indicator: its value is open, it is behind, or its target cannot be told from chance."""
    return tuple(Aandacht(soort, zin, indicator) for soort, zin in _punten(vraag, beoordeling))


def _punten(vraag: Doelvraag, beoordeling: Beoordeling) -> Iterator[tuple[AandachtSoort, str]]:
    naam = vraag.naam[:1].upper() + vraag.naam[1:]
    if vraag.is_pm:
        yield AandachtSoort.PM, f"{naam}: de waarde staat nog op PM. {vraag.pm_toelichting}"
    elif beoordeling.oordeel is Oordeel.ACHTER_OP_KOERS:
        yield AandachtSoort.ACHTER, f"{naam}: {beoordeling.want}"
    elif beoordeling.oordeel is Oordeel.NIET_TE_BEOORDELEN:
        yield AandachtSoort.NIET_TE_BEOORDELEN, f"{naam}: niet te beoordelen. {beoordeling.want}"
    if beoordeling.binnen_marge and beoordeling.is_oordeel:
        yield AandachtSoort.BINNEN_MARGE, f"{naam}: het doel ligt binnen de marge van het laatste cijfer."
    if (zin := binnen_marge_van_uitgang(vraag)) is not None:
        yield AandachtSoort.BINNEN_MARGE, f"{naam}: {zin[:1].lower()}{zin[1:]}"
    if (zin := stap_te_klein(vraag)) is not None:
        yield AandachtSoort.STAP_TE_KLEIN, f"{naam}: {zin[:1].lower()}{zin[1:]}"


def plan_aandacht(
    plan: Plan, themas: Sequence[ThemaStand], doelen: Sequence[DoelStand], vandaag: date
) -> tuple[Aandacht, ...]:
    """Everything that asks for attention in a plan, most urgent first."""
    gevonden = [
        *_termijn(plan, vandaag),
        *(punt for doel in doelen for stand in doel.standen for punt in stand.aandacht),
        *(punt for doel in doelen for punt in _doel(doel)),
        *(punt for thema in themas for punt in _thema_zonder_doel(thema)),
        *_onderbouwing(plan, themas),
        *_dubbele_partners(plan),
        *(punt for thema in themas for punt in _dubbel_beleid(thema)),
    ]
    volgorde = list(AandachtSoort)
    return tuple(sorted(gevonden, key=lambda punt: volgorde.index(punt.soort)))


def _termijn(plan: Plan, vandaag: date) -> Iterator[Aandacht]:
    if plan.soort == Plan.Soort.UITVOERINGSPLAN or plan.status == Plan.Status.CONCEPT:
        return
    termijn = _termijn_van(plan)
    if zin := termijn.zin(vandaag):
        verlopen = termijn.is_verlopen(vandaag)
        yield Aandacht(AandachtSoort.PLAN_VERLOPEN if verlopen else AandachtSoort.PLAN_LOOPT_AF, zin, plan)


def _termijn_van(plan: Plan) -> Termijn:
    later = Plan.objects.filter(gemeente=plan.gemeente_id, jaar_tot__gt=plan.jaar_tot)
    opvolgers = list(later.exclude(soort=Plan.Soort.UITVOERINGSPLAN))
    vastgesteld = [ander for ander in opvolgers if ander.status != Plan.Status.CONCEPT]
    opvolger = next(iter(vastgesteld or opvolgers), None)
    return Termijn(
        einde=plan.geldig_tot or date(plan.jaar_tot, 12, 31),
        vastgesteld=plan.besluitdatum or plan.geldig_vanaf or date(plan.jaar_van, 1, 1),
        opvolger=opvolger.titel if opvolger else "",
        opvolger_is_concept=bool(opvolger) and not vastgesteld,
    )


def _doel(stand: DoelStand) -> Iterator[Aandacht]:
    if not stand.standen:
        yield Aandacht(
            AandachtSoort.ZONDER_INDICATOR, f"{_kort(stand.doel)}{stand.want.removeprefix('Dit doel')}", stand.doel
        )
    jaren = sorted({s.indicator.uitgangsjaar for s in stand.standen if s.indicator.uitgangsjaar is not None})
    if len(jaren) > 1:
        welke = f"{', '.join(map(str, jaren[:-1]))} en {jaren[-1]}"
        zin = f"{_kort(stand.doel)}: de uitgangswaarden komen uit verschillende jaren ({welke})."
        yield Aandacht(AandachtSoort.BASISJAREN, zin, stand.doel)


def _kort(doel: Doel | StrategischDoel) -> str:
    """A goal as it is called in a sentence; never cut off, because half a goal is another goal."""
    tekst = doel.titel if isinstance(doel, StrategischDoel) else doel.tekst
    return f"Doel '{tekst.rstrip('.')}'"


def _thema_zonder_doel(stand: ThemaStand) -> Iterator[Aandacht]:
    if stand.thema.status == Thema.Status.PRIORITAIR and not stand.alle_doelen:
        zin = f"Thema {stand.thema} is een prioriteit, maar heeft geen doel."
        yield Aandacht(AandachtSoort.ZONDER_INDICATOR, zin, stand.thema)


def _onderbouwing(plan: Plan, themas: Sequence[ThemaStand]) -> Iterator[Aandacht]:
    """Priorities that no finding led to, and findings that led nowhere; a good finding needs no theme."""
    bevindingen = list(plan.bevindingen.exclude(uitkomst=Bevinding.Uitkomst.GUNSTIG).prefetch_related("themas"))
    prioriteiten = [stand for stand in themas if stand.thema.status == Thema.Status.PRIORITAIR]
    if prioriteiten and not bevindingen:
        zin = "Bij dit plan staat geen aandachtspunt uit een analyse: waar de prioriteiten op rusten, is niet te zien."
        yield Aandacht(AandachtSoort.ZONDER_BEVINDING, zin, plan)
        return
    geraakt = {thema.pk for bevinding in bevindingen for thema in bevinding.themas.all()}
    for stand in prioriteiten:
        if not geraakt & {stand.thema.pk, *(deel.thema.pk for deel in stand.deelthemas)}:
            zin = f"Thema {stand.thema} is een prioriteit, maar geen aandachtspunt uit de analyse leidt ernaartoe."
            yield Aandacht(AandachtSoort.ZONDER_BEVINDING, zin, stand.thema)
    for bevinding in bevindingen:
        # One from the figures of a goal of the whole plan hangs at that goal.
        if not bevinding.themas.all() and bevinding.indicator_id is None:
            zin = f"Dit aandachtspunt kreeg geen plek bij een thema: {bevinding.tekst}"
            yield Aandacht(AandachtSoort.BEVINDING_ZONDER_THEMA, zin, bevinding)


def _dubbele_partners(plan: Plan) -> Iterator[Aandacht]:
    """Partners of the municipality that go by the same name or alias."""
    partners = {partner.pk: partner for partner in Partner.objects.filter(gemeente=plan.gemeente_id)}
    aliassen = PartnerAlias.objects.filter(partner__gemeente=plan.gemeente_id).values_list("partner_id", "naam")
    namen = [*((pk, partner.naam) for pk, partner in partners.items()), *aliassen]
    for naam, wie in dubbele(namen):
        partijen = " en ".join(partners[pk].naam for pk in wie)
        zin = f"De naam '{naam}' hoort bij meer dan één partner: {partijen}."
        yield Aandacht(AandachtSoort.DUBBELE_PARTNER, zin, partners[wie[0]])


def _dubbel_beleid(stand: ThemaStand) -> Iterator[Aandacht]:
    velden: list[FlankerendBeleid] = list(stand.thema.flankerend_beleid.all())
    for naam, _ in dubbele((veld.pk, veld.beleidsveld) for veld in velden):
        zin = f"Bij thema {stand.thema} staat het beleidsveld '{naam}' dubbel."
        yield Aandacht(AandachtSoort.DUBBELE_PARTNER, zin, stand.thema)
    for deel in stand.deelthemas:
        yield from _dubbel_beleid(deel)
