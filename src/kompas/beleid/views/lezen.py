"""Reading a plan and how it stands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.beleid import queries
from kompas.beleid.models import Plan
from kompas.beleid.queries.methode import editie_bekend
from kompas.beleid.queries.onderdelen import partners_van
from kompas.core.methode import laad_editie
from kompas.core.models import Gemeente
from kompas.core.views import cijfers_van, gemeente_of_404, persoon_van, toon


def plan_of_404(request: HttpRequest, gemeente: Gemeente, slug: str) -> Plan:
    plan_ = queries.plan_met_slug(gemeente, slug, persoon_van(request))
    if plan_ is None:
        raise Http404(f"{gemeente} heeft geen plan met deze naam.")
    return plan_


@require_safe
def gemeente_kompas(request: HttpRequest, gemeente: str) -> HttpResponse:
    """How the municipality stands: strategic goals, priorities and what asks for attention."""
    gemeente_ = gemeente_of_404(request, gemeente)
    plan_ = queries.plan_van(gemeente_, persoon_van(request))
    stand = queries.plan_stand(plan_, cijfers_van(request, gemeente_)) if plan_ else None
    return toon(request, gemeente_, "beleid/gemeente.html", {"plan": plan_, "stand": stand})


@require_safe
def plan(request: HttpRequest, gemeente: str, plan: str) -> HttpResponse:
    """The whole plan, readable from beginning to end."""
    gemeente_ = gemeente_of_404(request, gemeente)
    plan_ = plan_of_404(request, gemeente_, plan)
    context = {
        "plan": plan_,
        "stand": queries.plan_stand(plan_, cijfers_van(request, gemeente_)),
        **_andere_plannen(plan_, queries.plannen_van(gemeente_, persoon_van(request))),
        **_inhoud(plan_),
    }
    return toon(request, gemeente_, "beleid/plan.html", context | {"inhoudsopgave": inhoudsopgave(context)})


def _andere_plannen(plan_: Plan, zichtbaar: list[Plan]) -> dict[str, object]:
    """The plans that this visitor may see, and which of them work out this one, or are worked out by it."""
    return {
        "zichtbare_plannen": zichtbaar,
        "werkt_uit": next((ander for ander in zichtbaar if ander.pk == plan_.hoort_bij_id), None),
        "uitvoeringsplannen": [ander for ander in zichtbaar if ander.hoort_bij_id == plan_.pk],
        "vervangt": plan_.vervangt.all(),
    }


def _inhoud(plan_: Plan) -> dict[str, object]:
    """What the plan says outside its themes."""
    return {
        "bevindingen": plan_.bevindingen.select_related("indicator").prefetch_related("themas"),
        "uitgangspunten": plan_.uitgangspunten.prefetch_related("themas"),
        "verbindende_themas": plan_.verbindende_themas.prefetch_related("themas"),
        "goede_praktijken": plan_.goede_praktijken.all(),
        "flankerend": plan_.flankerend_beleid.all(),
        "kaders": plan_.bovenlokale_kaders.all(),
        "genoemde_stukken": plan_.genoemde_stukken.select_related("opgenomen_als").prefetch_related("themas"),
        "raadplegingen": plan_.raadplegingen.all(),
        "partners": partners_van(plan_),
        "budgetregels": plan_.budgetregels.all(),
        "coordinatie": plan_.coordinatie or plan_.verantwoording,
    }


INHOUD = (
    ("plan", "doelen", "Missie en strategische doelen"),
    ("bevindingen", "bevindingen", "Wat de veiligheidsanalyse liet zien"),
    ("uitgangspunten", "uitgangspunten", "Uitgangspunten"),
    ("verbindende_themas", "verbindend", "Verbindende thema's"),
    ("plan", "prioriteiten", "Prioriteiten"),
    ("plan", "going-concern", "Thema's die gewoon doorgaan"),
    ("goede_praktijken", "praktijken", "Wat al goed werkt"),
    ("flankerend", "flankerend", "Ander beleid van de gemeente dat hiermee samenhangt"),
    ("kaders", "kaders", "Plannen van partners waar dit plan bij aansluit"),
    ("genoemde_stukken", "stukken", "Stukken die dit plan noemt"),
    ("raadplegingen", "raadplegingen", "Wie heeft meegedacht"),
    ("partners", "partners", "Partners"),
    ("budgetregels", "geld", "Geld"),
    ("coordinatie", "coordinatie", "Coördinatie en verantwoording"),
)


def inhoudsopgave(context: dict[str, object]) -> list[tuple[str, str]]:
    """Anchor and title of the parts that this plan has, in order of the page."""
    return [(anker, titel) for sleutel, anker, titel in INHOUD if context[sleutel]]


@require_safe
def thema(request: HttpRequest, gemeente: str, plan: str, thema: str) -> HttpResponse:
    gemeente_ = gemeente_of_404(request, gemeente)
    plan_ = plan_of_404(request, gemeente_, plan)
    thema_ = queries.thema_van(plan_, thema, persoon_van(request))
    if thema_ is None:
        raise Http404("Dit plan heeft geen thema met deze naam.")
    context = {"plan": plan_, "thema": thema_, "stand": queries.thema_stand(thema_, cijfers_van(request, gemeente_))}
    return toon(request, gemeente_, "beleid/thema.html", context)


@require_safe
def methode(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The themes of the method beside the themes of the plan."""
    gemeente_ = gemeente_of_404(request, gemeente)
    plan_ = queries.plan_van(gemeente_, persoon_van(request))
    if plan_ is None:
        raise Http404(f"{gemeente_} heeft nog geen plan.")
    if not editie_bekend(plan_):
        raise Http404(f"Editie {plan_.methode_editie} van Kernbeleid Veiligheid is hier niet beschreven.")
    editie = laad_editie(plan_.methode_editie or "2017")
    context = {"plan": plan_, "editie": editie, "dekking": queries.methode_dekking(plan_, editie)}
    return toon(request, gemeente_, "beleid/methode.html", context)
