"""Own indicators: the list, the editor with its preview, removing, and history."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kompas.analyse.forms import EigenIndicatorForm
from kompas.analyse.queries.eigen import (
    codelijsten,
    eigen_op_sleutel,
    geschiedenis_van,
    standen,
    verwijderde,
    voorproef,
)
from kompas.base import Refused, RefusedError
from kompas.core import actions
from kompas.core.access import rollen_in
from kompas.core.forms import VersieForm
from kompas.core.models import EigenIndicator, Gemeente
from kompas.core.rules import may_cijfers
from kompas.core.views import cijfers_van, gemeente_of_404, persoon_van, toon


def _mag(request: HttpRequest, gemeente: Gemeente) -> object:
    return may_cijfers(rollen_in(persoon_van(request), gemeente))


def _indicator_of_404(gemeente: Gemeente, sleutel: str) -> EigenIndicator:
    gevonden = eigen_op_sleutel(gemeente, sleutel)
    if gevonden is None:
        raise Http404(f"{gemeente} heeft geen eigen indicator {sleutel}.")
    return gevonden


@require_safe
def eigen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The own indicators of this municipality with their newest figure."""
    waar = gemeente_of_404(request, gemeente)
    cijfers = cijfers_van(request, waar)
    context = {"standen": standen(waar, cijfers), "verwijderd": verwijderde(waar), "mag": _mag(request, waar)}
    return toon(request, waar, "analyse/eigen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def toevoegen(request: HttpRequest, gemeente: str) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    return _vul_in(request, waar, EigenIndicator(gemeente=waar))


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, gemeente: str, sleutel: str) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    return _vul_in(request, waar, _indicator_of_404(waar, sleutel))


def _vul_in(request: HttpRequest, gemeente: Gemeente, rij: EigenIndicator) -> HttpResponse:
    """The form; "bekijk" shows what the definition gives and keeps nothing, "opslaan" asks the action."""
    mag, naam = _mag(request, gemeente), rij.titel
    form = EigenIndicatorForm(request.POST if request.method == "POST" else None, instance=rij)
    proef = None
    if form.is_bound and not isinstance(mag, Refused) and form.is_valid():
        if "bekijk" in request.POST:
            proef = voorproef(gemeente, form.instance)
            if isinstance(proef, Refused):
                form.add_error(None, proef.reason)
        elif opgeslagen := _opgeslagen(request, gemeente, form):
            messages.success(request, f"Opgeslagen: {opgeslagen.titel}. Dit cijfer staat nu bij de eigen indicatoren.")
            return redirect("cijfers_eigen", gemeente.slug)
    status = 403 if isinstance(mag, Refused) else 422 if form.errors else 200
    context = {"form": form, "mag": mag, "proef": proef or None, "naam": naam, "codelijsten": codelijsten()}
    return toon(request, gemeente, "analyse/eigen_wijzigen.html", context, status)


def _opgeslagen(request: HttpRequest, gemeente: Gemeente, form: EigenIndicatorForm) -> EigenIndicator | None:
    """Ask the action; its refusal stands above the form."""
    try:
        if form.instance._state.adding:
            return actions.eigen_indicator_toevoegen(gemeente=gemeente, door=persoon_van(request), velden=form.velden)
        return actions.eigen_indicator_wijzigen(
            indicator=form.instance,
            door=persoon_van(request),
            versie=form.versie_gezien,
            velden=form.velden,
            toelichting=form.reden,
        )
    except RefusedError as geweigerd:
        form.add_error(None, str(geweigerd))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, gemeente: str, sleutel: str) -> HttpResponse:
    """Says what goes, and removes it after a press on the button."""
    waar = gemeente_of_404(request, gemeente)
    rij = _indicator_of_404(waar, sleutel)
    mag = _mag(request, waar)
    form = VersieForm(request.POST if request.method == "POST" else None, initial={"versie": rij.versie})
    if form.is_bound and not isinstance(mag, Refused) and form.is_valid():
        try:
            actions.eigen_indicator_verwijderen(
                indicator=rij, door=persoon_van(request), versie=form.cleaned_data["versie"]
            )
        except RefusedError as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            messages.success(request, f"Verwijderd: {rij.titel}. De geschiedenis blijft.")
            return redirect("cijfers_eigen", waar.slug)
    status = 403 if isinstance(mag, Refused) else 422 if form.errors else 200
    return toon(request, waar, "analyse/eigen_verwijderen.html", {"form": form, "indicator": rij, "mag": mag}, status)


@require_safe
def geschiedenis(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    """Who changed what and when; for those who work here, as names of people stand in it."""
    waar = gemeente_of_404(request, gemeente)
    regels = geschiedenis_van(waar, pk)
    if not regels:
        raise Http404("Van deze eigen indicator is geen geschiedenis.")
    return toon(request, waar, "analyse/eigen_geschiedenis.html", {"regels": regels, "naam": regels[0].object_naam})
