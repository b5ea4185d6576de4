"""The effect of a measure: one address is one question; page and picture answer it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kompas.analyse.queries.effect import Effectantwoord, onderzoek, standaard
from kompas.analyse.queries.effectbeeld import grafiek_van_effect
from kompas.analyse.queries.effectkeuzes import Effectkeuzes
from kompas.analyse.queries.gebieden import Gebieden
from kompas.analyse.rules.effect import GelezenEffect, lees_effectvraag
from kompas.base import BezetError
from kompas.core.cijfers import cijfermap
from kompas.core.models import Gemeente
from kompas.core.views import cijfers_van, gemeente_of_404, peildag, toon


def _gevraagd(request: HttpRequest, gemeente: Gemeente) -> tuple[Gebieden, GelezenEffect]:
    gebieden = Gebieden(cijfers_van(request, gemeente), gemeente, cijfermap())
    return gebieden, lees_effectvraag(request.GET.dict(), request.GET.getlist("uitwijk"))


@require_safe
def effect(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The question as a form; once it is whole, the answer below it. What is wrong stands at its field."""
    gemeente_ = gemeente_of_404(request, gemeente)
    gebieden, gelezen = _gevraagd(request, gemeente_)
    vraag = standaard(gelezen.vraag, gebieden)
    # What was not chosen stays open in the form, so that another area brings its own areas to compare with.
    gekozen = replace(vraag, met=gelezen.vraag.met)
    # A link may fill in the figure; only the form asks with a year, even when that is empty.
    druk, uitkomst = "", None
    try:
        uitkomst = onderzoek(gelezen, gebieden) if "vanaf" in request.GET else None
    except BezetError as fout:
        druk = str(fout)
    antwoord = uitkomst if isinstance(uitkomst, Effectantwoord) else None
    fouten = uitkomst if isinstance(uitkomst, dict) else {}
    context: dict[str, object] = {
        "keuzes": Effectkeuzes(gebieden, gekozen, request.GET.get("vanaf", ""), fouten),
        "a": antwoord,
        "druk": druk,
    }
    if antwoord is not None:
        context["grafiek"] = grafiek_van_effect(antwoord)
        dag = peildag(request)
        terug = f"&op={dag}" if dag else ""
        context["grafiek_adres"] = f"{reverse('effect_grafiek', args=[gemeente_.slug])}?{vraag.adres()}{terug}"
    return toon(request, gemeente_, "analyse/effect.html", context, status=503 if druk else 400 if fouten else 200)


@require_safe
def effect_grafiek(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The chart of a whole question as a picture."""
    gemeente_ = gemeente_of_404(request, gemeente)
    gebieden, gelezen = _gevraagd(request, gemeente_)
    try:
        antwoord = onderzoek(gelezen, gebieden)
    except BezetError as fout:
        return HttpResponse(str(fout), status=503, content_type="text/plain; charset=utf-8")
    if not isinstance(antwoord, Effectantwoord):
        raise Http404("Over deze vraag is er geen grafiek.")
    svg = grafiek_van_effect(antwoord, smal="smal" in request.GET).svg()
    beeld = HttpResponse(svg, content_type="image/svg+xml")
    beeld["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(beeld, private=True, no_cache=True)
    return beeld
