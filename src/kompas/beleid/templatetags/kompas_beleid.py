"""Sentences and addresses of parts of a plan."""

from datetime import date
from decimal import Decimal

from django import template
from django.db.models import Model
from django.template.context import Context
from django.urls import reverse
from django.utils.timezone import localdate

from kompas.base import Waarde, getal_tekst
from kompas.beleid.models import Bevinding, Doel, Hoofdlijn, Indicator, Partner, Plan, StrategischDoel, Thema
from kompas.beleid.queries import IndicatorStand, PlanStand
from kompas.beleid.queries.grafieken import grafiek_van
from kompas.beleid.rules import Oordeel, termijn
from kompas.core.models import Gemeente

register = template.Library()

_ANKERS: dict[type[Model], str] = {
    Bevinding: "bevindingen",
    Partner: "partners",
    StrategischDoel: "doelen",
}
"""Parts that stand on the page of the whole plan, and where."""

_ACTIES: dict[type[Model], tuple[tuple[str, str], ...]] = {
    Plan: (("Doel van het hele plan toevoegen", "plandoel_toevoegen"),),
    Thema: (
        ("Thema wijzigen", "thema_wijzigen"),
        ("Doel toevoegen", "doel_toevoegen"),
        ("Hoofdlijn toevoegen", "hoofdlijn_toevoegen"),
    ),
    Doel: (
        ("Indicator toevoegen", "indicator_toevoegen"),
        ("Doel wijzigen", "doel_wijzigen"),
        ("Doel verwijderen", "doel_verwijderen"),
    ),
    Indicator: (("Indicator wijzigen", "indicator_wijzigen"), ("Indicator verwijderen", "indicator_verwijderen")),
    Hoofdlijn: (("Hoofdlijn wijzigen", "hoofdlijn_wijzigen"), ("Hoofdlijn verwijderen", "hoofdlijn_verwijderen")),
}
"""What can be done with a part: the words on the button, and the name of the address."""

_STREEF = {"hoogstens": "hoogstens ", "minstens": "minstens ", "vasthouden": "vasthouden op ", "kwalitatief": ""}


@register.filter
def status_zin(plan: Plan) -> str:
    """The status, and whether the years of the plan are over."""
    return termijn.status_zin(
        plan.get_status_display(),
        geldend=plan.status == Plan.Status.GELDEND,
        jaren=(plan.jaar_van, plan.jaar_tot),
        laatste_dag=plan.geldig_tot or date(plan.jaar_tot, 12, 31),
        vandaag=localdate(),
    )


@register.simple_tag
def telzin(stand: PlanStand) -> str:
    """How many goals can be judged, without blame: a goal in words is a goal too."""
    totaal = sum(stand.telling.values())
    zonder = stand.telling[Oordeel.NIET_TE_BEOORDELEN]
    met = totaal - zonder
    if not totaal:
        return "In dit plan staan geen doelen."
    begin = f"Dit plan heeft {_tel(totaal, 'doel', 'doelen')}."
    if not zonder:
        return f"{begin} Over alle doelen kunnen we iets zeggen met cijfers."
    if not met:
        return f"{begin} Ze staan er in woorden, of het cijfer is er nog niet. Daarom geven we geen oordeel."
    rest = f"De andere {zonder} staan" if zonder > 1 else "Het andere staat"
    return (
        f"{begin} Over {met} daarvan kunnen we iets zeggen met cijfers. {rest} er in woorden, of het cijfer ontbreekt."
    )


@register.simple_tag
def doelzin(stand: IndicatorStand) -> str:
    """Latest value, target and baseline of one indicator in one line."""
    laatste, uitgang = stand.beoordeling.laatste, stand.beoordeling.uitgang
    over = f" over {stand.beoordeling.peiljaar}" if stand.beoordeling.peiljaar else ""
    nu = f"Nu: {_met_jaar(laatste)}" if laatste and laatste.bekend else f"Geen cijfer{over}"
    delen = [nu, f"Doel: {streef_tekst(stand)}"]
    if uitgang and uitgang.bekend:
        delen.append(f"Was: {_met_jaar(uitgang)}")
    return " · ".join(delen)


@register.filter
def streef_tekst(stand: IndicatorStand) -> str:
    """The target with its year, or why there is no number."""
    indicator, jaar = stand.indicator, stand.beoordeling.doeljaar
    if indicator.is_pm:
        return "nog open (PM)"
    if indicator.streefwaarde is None:
        return "in woorden" if indicator.schaal else "niet genoemd"
    getal = getal_tekst(float(indicator.streefwaarde), _decimalen(indicator.streefwaarde, indicator.decimalen))
    procent = "%" if indicator.eenheid == "%" else ""
    return f"{_STREEF[indicator.streefsoort]}{getal}{procent}" + (f" in {jaar}" if jaar else "")


@register.filter
def euro(bedrag: Decimal | None) -> str:
    """An amount, or that the plan names none."""
    return "geen bedrag genoemd" if bedrag is None else f"€ {getal_tekst(float(bedrag), 0 if bedrag % 1 == 0 else 2)}"


@register.filter
def regels(tekst: str) -> list[str]:
    """A text with one item per line, as a list."""
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


@register.filter
def heel(getal: float | None) -> str:
    """A count in Dutch notation; nothing when there is none."""
    return "" if getal is None else getal_tekst(float(getal))


@register.inclusion_tag("beleid/deel_grafiek.html", takes_context=True)
def indicator_grafiek(
    context: Context, stand: IndicatorStand, gemeente: Gemeente, met_tabel: bool = True
) -> dict[str, object]:
    """The chart of an indicator; nothing when there is nothing to draw. `met_tabel`: no table stands beside it."""
    grafiek = grafiek_van(stand)
    adres = reverse("indicator_grafiek", args=[gemeente.slug, stand.indicator.pk]) + str(context.get("op_vraag", ""))
    return {"figuur": grafiek, "adres": adres, "tabel": grafiek.tabel if grafiek and met_tabel else None}


@register.simple_tag
def acties(onderdeel: Model, gemeente: Gemeente) -> list[tuple[str, str]]:
    """Words and address of every button of this part, for who may use them."""
    knoppen = _ACTIES.get(type(onderdeel), ())
    return [(tekst, reverse(naam, args=[gemeente.slug, onderdeel.pk])) for tekst, naam in knoppen]


@register.filter
def is_strategisch(onderdeel: Model) -> bool:
    """Whether this is a strategic goal that nobody made measurable yet."""
    return isinstance(onderdeel, StrategischDoel)


@register.simple_tag
def onderdeel_adres(onderdeel: Model, gemeente: Gemeente, plan: Plan) -> str:
    """Where a reader finds this part; empty when it has no place of its own."""
    heel_plan = reverse("plan", args=[gemeente.slug, plan.slug])
    match onderdeel:
        case Thema():
            adres = _thema_adres(onderdeel, gemeente, plan)
        case Indicator():
            adres = reverse("indicator", args=[gemeente.slug, onderdeel.pk])
        case Doel(thema=Thema() as thema):
            adres = f"{_thema_adres(thema, gemeente, plan)}#doel-{onderdeel.pk}"
        case Doel():
            adres = f"{heel_plan}#doel-{onderdeel.pk}"
        case Plan():
            adres = heel_plan
        case _:
            anker = _ANKERS.get(type(onderdeel))
            adres = f"{heel_plan}#{anker}" if anker else ""
    return adres


def _thema_adres(thema: Thema, gemeente: Gemeente, plan: Plan) -> str:
    return reverse("thema", args=[gemeente.slug, plan.slug, thema.slug])


@register.simple_tag
def onderdeel_naam(onderdeel: Model) -> str:
    """For a link text that can stand alone."""
    match onderdeel:
        case Thema():
            return f"thema {onderdeel}"
        case Indicator():
            return f"de indicator {onderdeel.naam}"
        case Plan():
            return "het plan"
        case Partner():
            return f"de partner {onderdeel}"
        case Bevinding():
            return "de bevindingen uit de analyse"
    return f"het doel: {onderdeel}"


def _met_jaar(waarde: Waarde) -> str:
    procent = "%" if waarde.eenheid == "%" else ""
    return f"{waarde.tekst}{procent} ({waarde.periode.label})"


def _decimalen(getal: Decimal, minstens: int) -> int:
    """As many as the target was written with: a target of 3,25 is not 3,3."""
    return max(minstens, -int(getal.normalize().as_tuple().exponent))


def _tel(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"
