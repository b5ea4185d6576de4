"""From an indicator in the plan and the figures in the store to the question that the rules answer."""

from datetime import date
from decimal import Decimal

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.beleid.models import Indicator, Meting
from kompas.beleid.rules import Breuk, Doelvraag, Niveau, Richting, Soort, Streefsoort, Uitschieter
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie

SOORTEN = {"telling": Soort.TELLING, "verhouding": Soort.VERHOUDING, "enquete": Soort.ENQUETE}
"""The rules' word for the kind of figure of a definition."""


def definitie_van(indicator: Indicator, cijfers: Cijfers) -> IndicatorDefinitie | None:
    """The definition of the figures; None when the plan names none that exists."""
    if not indicator.definitie:
        return None
    try:
        return cijfers.definitie(indicator.definitie)
    except KeyError:
        return None


def doeljaar_van(indicator: Indicator) -> int:
    """The year in which the target counts: of the indicator, else of its goal, else the last year of the plan."""
    return indicator.doeljaar or indicator.doel.doeljaar or indicator.doel.plan.jaar_tot


def doelvraag(
    indicator: Indicator, definitie: IndicatorDefinitie | None, cijfers: Cijfers, *, peiljaar: int | None, vandaag: date
) -> Doelvraag:
    """`peiljaar` None: the target year once that has passed, else the newest year with a figure."""
    doeljaar = doeljaar_van(indicator)
    peil = peiljaar if peiljaar is not None else doeljaar if doeljaar < vandaag.year else None
    streefsoort = Streefsoort(indicator.streefsoort)
    uitgang = _uitgang(indicator)
    return Doelvraag(
        naam=indicator.naam,
        soort=_soort(indicator, definitie, streefsoort),
        streefsoort=streefsoort,
        richting=_richting(definitie, streefsoort),
        streef=_getal(indicator.streefwaarde),
        doeljaar=doeljaar,
        peiljaar=peil,
        reeks=_reeks(indicator, definitie, cijfers, peil),
        uitgang=uitgang,
        eenheid=indicator.eenheid or (definitie.eenheid if definitie else ""),
        decimalen=indicator.decimalen,
        per=definitie.per if definitie else None,
        is_pm=indicator.is_pm,
        pm_toelichting=_pm_toelichting(indicator),
        breuken=_breuken(definitie, cijfers, uitgang, doeljaar),
        uitschieters=_uitschieters(definitie, cijfers, uitgang, doeljaar),
        zonder_cijfers_omdat=_zonder_cijfers_omdat(definitie, cijfers),
        schaal=tuple(indicator.schaal),
        niveaus=_niveaus(indicator),
        inwoners=_inwoners(indicator, cijfers, uitgang),
    )


def _inwoners(indicator: Indicator, cijfers: Cijfers, uitgang: Waarde | None) -> float | None:
    """Of the municipality in the year of the baseline; asked for a survey, that cannot reach more people."""
    if uitgang is None or "inwoners" not in cijfers.definities.indicatoren:
        return None
    return cijfers.waarde("inwoners", indicator.doel.plan.gemeente.code, uitgang.periode).getal


def _soort(indicator: Indicator, definitie: IndicatorDefinitie | None, streefsoort: Streefsoort) -> Soort:
    if streefsoort is Streefsoort.KWALITATIEF:
        return Soort.KWALITATIEF
    if definitie is not None:
        return SOORTEN.get(definitie.soort, Soort.ONBEKEND)
    metingen = list(indicator.metingen.all())
    met_marge = bool(metingen) and all(m.laag is not None and m.hoog is not None for m in metingen)
    return Soort.ENQUETE if met_marge else Soort.ONBEKEND


def _richting(definitie: IndicatorDefinitie | None, streefsoort: Streefsoort) -> Richting:
    if definitie is not None:
        return Richting(definitie.richting)
    return Richting.HOGER if streefsoort is Streefsoort.MINSTENS else Richting.LAGER


def _uitgang(indicator: Indicator) -> Waarde | None:
    """The baseline as the plan prints it; a PM is a known state, not a missing number."""
    if indicator.uitgangsjaar is None:
        return None
    getal = _getal(indicator.uitgangswaarde)
    reden = None if getal is not None else GeenCijfer.PM if indicator.is_pm else GeenCijfer.ONTBREEKT
    plan = indicator.doel.plan
    return Waarde(
        naam=indicator.naam,
        periode=Periode.jaar(indicator.uitgangsjaar),
        eenheid=indicator.eenheid,
        getal=getal,
        reden=reden,
        decimalen=indicator.decimalen,
        herkomst=Herkomst(
            bron=plan.bron or plan.titel,
            gebied=plan.gemeente.code,
            gebied_naam=plan.gemeente.naam,
            vindplaats=indicator.vindplaats,
            toelichting=f"Zoals het plan het noemt; bron volgens het plan: {indicator.bron or 'niet genoemd'}.",
        ),
    )


def _reeks(
    indicator: Indicator, definitie: IndicatorDefinitie | None, cijfers: Cijfers, peil: int | None
) -> tuple[Waarde, ...]:
    """Calendar years in order: the store, completed by what was measured or quoted by hand."""
    gebied = indicator.doel.plan.gemeente.code
    gelezen = _uit_de_bron(definitie, cijfers, gebied, peil) if definitie is not None else ()
    jaren = {waarde.periode.begin.year: waarde for waarde in gelezen}
    for meting in indicator.metingen.all():
        if meting.waarde is not None and (meting.jaar not in jaren or not jaren[meting.jaar].bekend):
            jaren[meting.jaar] = _gemeten(meting, indicator)
    return tuple(jaren[jaar] for jaar in sorted(jaren))


def _uit_de_bron(definitie: IndicatorDefinitie, cijfers: Cijfers, gebied: str, peil: int | None) -> tuple[Waarde, ...]:
    """Without gaps and up to the judged year: a year without a figure answers its reason."""
    reeks = cijfers.reeks(definitie.key, gebied)
    if peil is None or (reeks and reeks[-1].periode.begin.year >= peil):
        return reeks
    if not reeks or reeks[0].periode.begin.year > peil:
        return (cijfers.waarde(definitie.key, gebied, Periode.jaar(peil)), *reeks)
    return cijfers.reeks(definitie.key, gebied, tot=peil)


def _gemeten(meting: Meting, indicator: Indicator) -> Waarde:
    gemeente = indicator.doel.plan.gemeente
    return Waarde(
        naam=indicator.naam,
        periode=Periode.jaar(meting.jaar),
        eenheid=indicator.eenheid,
        getal=_getal(meting.waarde),
        laag=_getal(meting.laag),
        hoog=_getal(meting.hoog),
        decimalen=indicator.decimalen,
        uitleg=meting.onderbouwing,
        herkomst=Herkomst(
            bron=meting.bron, gebied=gemeente.code, gebied_naam=gemeente.naam, vindplaats=meting.vindplaats
        ),
    )


def _niveaus(indicator: Indicator) -> tuple[Niveau, ...]:
    return tuple(
        Niveau(meting.jaar, meting.niveau, meting.beoordelaar, meting.onderbouwing)
        for meting in sorted(indicator.metingen.all(), key=lambda meting: meting.jaar)
        if meting.niveau
    )


def _breuken(
    definitie: IndicatorDefinitie | None, cijfers: Cijfers, uitgang: Waarde | None, tot: int
) -> tuple[Breuk, ...]:
    if definitie is None or uitgang is None:
        return ()
    breuken = cijfers.breuken(definitie.key, uitgang.periode.begin.year, tot)
    return tuple(Breuk(breuk.jaar, breuk.reden) for breuk in breuken)


def _uitschieters(
    definitie: IndicatorDefinitie | None, cijfers: Cijfers, uitgang: Waarde | None, tot: int
) -> tuple[Uitschieter, ...]:
    if definitie is None:
        return ()
    van = uitgang.periode.begin.year if uitgang is not None else tot
    gevonden = cijfers.uitschieters(definitie.key, van, tot)
    return tuple(Uitschieter(melding.jaar, melding.tot or melding.jaar, melding.reden) for melding in gevonden)


def _zonder_cijfers_omdat(definitie: IndicatorDefinitie | None, cijfers: Cijfers) -> str:
    if definitie is None:
        return "Bij deze indicator hoort nog geen bron met cijfers, en er is nog geen meting vastgelegd."
    if definitie.geen_bron_omdat:
        return definitie.geen_bron_omdat
    return "Er zijn nog geen cijfers ingelezen." if cijfers.leeg else ""


def _pm_toelichting(indicator: Indicator) -> str:
    if not indicator.is_pm:
        return ""
    wie = (
        f"{indicator.pm_eigenaar} vult die in" if indicator.pm_eigenaar else "Nog niemand is gevraagd die in te vullen"
    )
    wanneer = f" (uiterlijk {indicator.pm_datum:%d-%m-%Y})" if indicator.pm_datum else ""
    return f"{wie}{wanneer}."


def _getal(getal: Decimal | None) -> float | None:
    return None if getal is None else float(getal)
