"""Choose and download a report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kompas.base import Refused
from kompas.core.openbaar import openbare_cijfers
from kompas.core.views import gemeente_of_404, peildag, persoon_van, toon
from kompas.rapportage.actions import build_vastzetten
from kompas.rapportage.forms import RapportForm
from kompas.rapportage.queries import maak_rapport, rapportjaren
from kompas.rapportage.renderers import VORMEN


@require_safe
def rapport(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The page with the choice; a choice that was made leads to the file."""
    gemeente_ = gemeente_of_404(request, gemeente)
    jaren = rapportjaren(gemeente_, persoon_van(request))
    form = RapportForm(request.GET or None, jaren=jaren)
    if form.is_bound and form.is_valid():
        gekozen = form.cleaned_data
        return redirect("rapport_bestand", gemeente=gemeente_.slug, jaar=gekozen["jaar"], vorm=gekozen["vorm"])
    return toon(request, gemeente_, "rapportage/keuze.html", {"form": form, "jaren": jaren, "vormen": VORMEN})


@require_safe
def rapport_bestand(request: HttpRequest, gemeente: str, jaar: int, vorm: str) -> HttpResponse:
    """The report as a file; a year without a plan or an unknown form does not exist."""
    gemeente_ = gemeente_of_404(request, gemeente)
    gekozen = VORMEN.get(vorm)
    if gekozen is None:
        raise Http404(f"Een rapport is er niet als {vorm}.")
    cijfers = openbare_cijfers(gemeente_, peildag(request))
    inhoud = maak_rapport(gemeente_, jaar, cijfers, persoon_van(request))
    if isinstance(inhoud, Refused):
        raise Http404(inhoud.reason)
    build_vastzetten(gemeente_, jaar, cijfers)
    antwoord = HttpResponse(gekozen.maak(inhoud), content_type=gekozen.media_type)
    # Always a download: the HTML form has its own style, which the pages' security policy would not allow.
    antwoord["Content-Disposition"] = f'attachment; filename="{gekozen.bestandsnaam(inhoud)}"'
    antwoord["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(antwoord, private=True, no_cache=True)
    return antwoord
