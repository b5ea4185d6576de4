"""Fetching figures from the sources: ask for it, see how far it is, stop it, and set how often it happens."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST

from kompas.analyse.forms import OphaalForm, OphaalplanForm
from kompas.analyse.queries.ophalen import Planregel, ophaaloverzicht, planregels
from kompas.base import Refused, RefusedError
from kompas.core import actions
from kompas.core.access import rollen_in
from kompas.core.models import Gemeente
from kompas.core.queries import ophalingen_van
from kompas.core.rules import BUNDELS, Ritme, may_ophalen
from kompas.core.views import gemeente_of_404, persoon_van, toon


@require_http_methods(["GET", "HEAD", "POST"])
def ophalen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The button, what runs now, what was done, and the schedule; htmx asks every other second for what runs."""
    waar = gemeente_of_404(request, gemeente)
    mag = may_ophalen(rollen_in(persoon_van(request), waar))
    form = OphaalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not isinstance(mag, Refused) and form.is_valid() and _vraag_aan(request, waar, form):
        return redirect("cijfers_ophalen", waar.slug)
    status = 403 if isinstance(mag, Refused) else 422 if form.errors else 200
    if isinstance(mag, Refused):
        return toon(request, waar, "analyse/ophalen.html", {"mag": mag}, status)
    context = {"form": form, "mag": mag, "overzicht": ophaaloverzicht(waar), "plannen": _planformulieren(waar)}
    is_deel = request.method != "POST" and request.headers.get("HX-Request")
    antwoord = toon(request, waar, f"analyse/{'deel_ophalingen' if is_deel else 'ophalen'}.html", context, status)
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord


def _vraag_aan(request: HttpRequest, gemeente: Gemeente, form: OphaalForm) -> bool:
    """Ask the action; its refusal stands above the form."""
    try:
        actions.ophaling_aanvragen(gemeente=gemeente, door=persoon_van(request), wat=form.cleaned_data["wat"])
    except RefusedError as geweigerd:
        form.add_error(None, str(geweigerd))
        return False
    return True


def _planformulieren(gemeente: Gemeente) -> list[tuple[Planregel, OphaalplanForm]]:
    return [(regel, _planformulier(regel)) for regel in planregels(gemeente)]


def _planformulier(regel: Planregel) -> OphaalplanForm:
    plan = regel.plan
    begin = {
        "versie": plan.versie if plan else 0,
        "ritme": plan.ritme if plan else Ritme.BRON.value,
        "actief": bool(plan and plan.actief),
    }
    return OphaalplanForm(initial=begin, prefix=regel.wat)


@require_POST
def afbreken(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    ophaling = ophalingen_van(waar).filter(pk=pk).first()
    if ophaling is None:
        raise Http404(f"{waar} heeft geen ophaling met dit nummer.")
    try:
        actions.ophaling_afbreken(ophaling=ophaling, door=persoon_van(request))
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"Gestopt: {ophaling.wat_label}. De cijfers zijn niet veranderd.")
    return redirect("cijfers_ophalen", waar.slug)


@require_POST
def plan(request: HttpRequest, gemeente: str, wat: str) -> HttpResponse:
    """Set how often one bundle is fetched."""
    waar = gemeente_of_404(request, gemeente)
    if wat not in BUNDELS:
        raise Http404(f"{wat} kan niet worden opgehaald.")
    form = OphaalplanForm(request.POST, prefix=wat)
    try:
        if not form.is_valid():
            raise RefusedError("Kies hoe vaak de cijfers worden opgehaald.")
        velden = {"ritme": form.cleaned_data["ritme"], "actief": form.cleaned_data["actief"]}
        actions.ophaalplan_wijzigen(
            gemeente=waar, door=persoon_van(request), wat=wat, versie=form.cleaned_data["versie"], velden=velden
        )
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"Opgeslagen: {BUNDELS[wat]}.")
    return redirect("cijfers_ophalen", waar.slug)
