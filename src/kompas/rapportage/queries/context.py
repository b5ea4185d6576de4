"""The standing of a plan as plain facts for the sections."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.utils.formats import date_format

from kompas.base import Waarde, getal_tekst, kort
from kompas.beleid.models import Bevinding, Budgetregel, Doel, Indicator, Plan, StrategischDoel, Thema
from kompas.beleid.queries import AandachtSoort, DoelStand, IndicatorStand, PlanStand, ThemaStand
from kompas.beleid.rules import Streefsoort
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Bron
from kompas.rapportage.queries.figuren import figuur_van
from kompas.rapportage.secties.context import Budget, Context, Doeldeel, Indicatordeel, Planfeiten, Themadeel
from kompas.rapportage.secties.definitie import Rapportdefinitie
from kompas.rapportage.secties.inhoud import Tabel
from kompas.ui.charts.marge import met_toevalsmarge

_EXTRA_AANDACHT = {AandachtSoort.BINNEN_MARGE, AandachtSoort.STAP_TE_KLEIN, AandachtSoort.BASISJAREN}
"""What the verdict itself does not say already."""

HELE_PLAN = "het hele plan"
_STREEFWOORD = {
    Streefsoort.HOOGSTENS: "hoogstens",
    Streefsoort.MINSTENS: "minstens",
    Streefsoort.VASTHOUDEN: "vasthouden op",
    Streefsoort.KWALITATIEF: "niveau",
}


@dataclass(frozen=True)
class Gegevens:
    """What was fetched for one report."""

    stand: PlanStand
    jaar: int
    definitie: Rapportdefinitie
    cijfers: Cijfers
    tabellen: tuple[Tabel, ...]
    waarden: tuple[Waarde, ...]


def context_van(gegevens: Gegevens) -> Context:
    stand, plan = gegevens.stand, gegevens.stand.plan
    nummers = count(1)
    strategisch = _doelen(stand.strategisch, HELE_PLAN, gegevens, nummers)
    prioriteiten = tuple(_thema(thema, gegevens, nummers) for thema in stand.prioriteiten)
    going_concern = tuple(_thema(thema, gegevens, nummers) for thema in stand.going_concern)
    context = Context(
        gemeente=plan.gemeente.naam,
        jaar=gegevens.jaar,
        plan=_planfeiten(plan),
        definitie=gegevens.definitie,
        strategisch=strategisch,
        prioriteiten=prioriteiten,
        going_concern=going_concern,
        telling=stand.telling,
        aandacht=tuple(aandacht.zin for aandacht in stand.aandacht),
        peildatum=date(gegevens.jaar, 12, 31),
        build_id=gegevens.cijfers.build_id or "geen cijfers",
        is_voorbeeld=plan.is_voorbeeld or plan.gemeente.is_voorbeeld,
        naam=f"voortgangsrapportage-{plan.gemeente.slug}-{gegevens.jaar}",
        budget=_budget(plan.budgetregels.filter(thema=None)),
        cijfertabellen=gegevens.tabellen,
        cijfers=gegevens.waarden,
    )
    return replace(context, peildatum=_peildatum(context), bronnen=_bronnen(context, gegevens.cijfers))


def _planfeiten(plan: Plan) -> Planfeiten:
    return Planfeiten(
        titel=plan.titel,
        soort=plan.get_soort_display(),
        periode=plan.periode,
        status=plan.get_status_display(),
        besluit=plan.besluit,
        missie=plan.missie,
        verantwoording=plan.verantwoording,
        bron=plan.bron,
    )


def _thema(stand: ThemaStand, gegevens: Gegevens, nummers: Iterator[int]) -> Themadeel:
    thema = stand.thema
    return Themadeel(
        anker=f"thema-{thema.slug}",
        naam=str(thema),
        status=thema.get_status_display(),
        oordeel=stand.oordeel,
        want=thema.geen_indicator_omdat or stand.want,
        doelen=_doelen(stand.doelen, str(thema), gegevens, nummers),
        reden=thema.reden,
        inleiding=thema.inleiding,
        bevindingen=tuple(_bevindingen(thema.bevindingen.all(), gegevens.jaar)),
        hoofdlijnen=tuple(_met_rol(lijn.tekst, lijn.get_rol_gemeente_display()) for lijn in thema.hoofdlijnen.all()),
        partners=tuple(_met_rol(p.partner.naam, p.rol) for p in thema.themapartners.select_related("partner")),
        flankerend=tuple(_met_rol(veld.beleidsveld, veld.contactfunctie) for veld in thema.flankerend_beleid.all()),
        zelf_doen=_zelf_doen(thema),
        budget=_budget(thema.budgetregels.all()),
        deelthemas=tuple(_thema(deel, gegevens, nummers) for deel in stand.deelthemas),
    )


def _bevindingen(bevindingen: Iterable[Bevinding], jaar: int) -> Iterator[str]:
    """What the plan found; of the figures only what was said in the year of the report or the year it was made."""
    for bevinding in bevindingen:
        op = bevinding.cijfers_op
        if op is None:
            yield bevinding.tekst
        elif op.year <= jaar + 1:
            yield f"{bevinding.tekst} (Uit de cijfers van {date_format(op, 'j F Y')}.)"


def _met_rol(naam: str, rol: str) -> str:
    return f"{naam.rstrip('.')} ({rol})" if rol else naam


def _zelf_doen(thema: Thema) -> tuple[str, ...]:
    return tuple(punt.tekst for punt in thema.burgerperspectief.all() if punt.kant == "betekent")


def _budget(regels: Iterable[Budgetregel]) -> tuple[Budget, ...]:
    return tuple(
        Budget(
            omschrijving=regel.omschrijving,
            bedrag="niet genoemd" if regel.bedrag is None else f"€ {getal_tekst(float(regel.bedrag))}",
            jaar=str(regel.jaar or "niet genoemd"),
            status=regel.get_status_display(),
        )
        for regel in regels
    )


def _doelen(
    standen: Sequence[DoelStand], waar: str, gegevens: Gegevens, nummers: Iterator[int]
) -> tuple[Doeldeel, ...]:
    return tuple(_doel(stand, waar, gegevens, next(nummers)) for stand in standen)


def _doel(stand: DoelStand, waar: str, gegevens: Gegevens, nummer: int) -> Doeldeel:
    doel = stand.doel if isinstance(stand.doel, Doel) else None
    return Doeldeel(
        nummer=nummer,
        tekst=stand.titel,
        waar=waar,
        oordeel=stand.oordeel,
        want=stand.want,
        doeljaar=doel.doeljaar if doel else None,
        invloed=doel.get_invloed_display() if doel else "",
        toelichting=stand.doel.omschrijving if isinstance(stand.doel, StrategischDoel) else "",
        indicatoren=tuple(_indicator(deel, gegevens) for deel in stand.standen),
    )


def _indicator(stand: IndicatorStand, gegevens: Gegevens) -> Indicatordeel:
    indicator = stand.indicator
    laatste = stand.beoordeling.laatste
    stand = replace(stand, reeks=tuple(w for w in stand.reeks if w.periode.eind.year <= gegevens.jaar))
    return Indicatordeel(
        naam=indicator.naam,
        streef=streef_tekst(stand),
        beoordeling=replace(stand.beoordeling, laatste=laatste and met_toevalsmarge(laatste)),
        reeks=tuple(met_toevalsmarge(waarde) for waarde in stand.reeks),
        definitie=stand.definitie,
        bron_plan=indicator.bron,
        toelichting=indicator.toelichting,
        aan_zet=_aan_zet(indicator),
        aandacht=tuple(aandacht.zin for aandacht in stand.aandacht if aandacht.soort in _EXTRA_AANDACHT),
        figuur=figuur_van(stand),
        uitspraken=stand.gezegd,
        meetbaar=stand.doeltoets.zinnen if stand.doeltoets else (),
    )


def streef_tekst(stand: IndicatorStand) -> str:
    """The target as a reader says it: `hoogstens 3,5 (2022)`."""
    indicator, streef = stand.indicator, stand.beoordeling.streef
    soort = Streefsoort(indicator.streefsoort)
    doeljaar = stand.beoordeling.doeljaar or indicator.doeljaar or indicator.doel.doeljaar
    wanneer = f" ({doeljaar})" if doeljaar else ""
    if indicator.is_pm:
        return f"PM{wanneer}"
    if streef is None:
        return f"{'vasthouden' if soort is Streefsoort.VASTHOUDEN else 'niet genoemd'}{wanneer}"
    if soort is Streefsoort.KWALITATIEF:
        niveaus = indicator.schaal
        niveau = niveaus[int(streef) - 1] if 0 < int(streef) <= len(niveaus) else str(int(streef))
        return f"{_STREEFWOORD[soort]} {niveau}{wanneer}"
    procent = "%" if indicator.eenheid == "%" else ""
    return f"{_STREEFWOORD[soort]} {kort(streef)}{procent}{wanneer}"


def _aan_zet(indicator: Indicator) -> str:
    wanneer = f"uiterlijk {indicator.pm_datum:%d-%m-%Y}" if indicator.pm_datum else ""
    return ", ".join(filter(None, (indicator.pm_eigenaar, wanneer)))


def _peildatum(context: Context) -> date:
    """The newest day on which a figure of this report was fetched or read in; without any, the end of the year."""
    waarden = [*context.cijfers, *(waarde for _, deel in context.indicatoren() for waarde in deel.reeks)]
    dagen = [waarde.herkomst.dag for waarde in waarden if waarde.herkomst.dag]
    return max(dagen, default=context.peildatum)


def _bronnen(context: Context, cijfers: Cijfers) -> tuple[Bron, ...]:
    """The sources of the indicators that are used, each once."""
    sleutels = dict.fromkeys(deel.definitie.bron for _, deel in context.indicatoren() if deel.definitie)
    return tuple(bron for sleutel in sleutels if (bron := cijfers.definities.bronnen.get(sleutel)) is not None)
