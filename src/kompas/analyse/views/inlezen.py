"""Reading figures in from files: send, see what would change, decide."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kompas.analyse import actions
from kompas.analyse.forms import AanleverForm
from kompas.analyse.models import Aanlevering
from kompas.analyse.queries.aanleveringen import aanlevering_op_nummer, aanleveringen_van, bestandsvoorbeelden
from kompas.base import Refused, RefusedError, getal_tekst
from kompas.core.access import rollen_in
from kompas.core.cijfers import cijfers, definities_van
from kompas.core.models import Gemeente
from kompas.core.rules import may_cijfers
from kompas.core.views import gemeente_of_404, persoon_van, toon
from kompas.data.sources.sjabloon import sjabloon_xlsx

ZELF_INVULLEN = ("partner", "politie-lokaal", "ggd-jeugd", "bbv")
"""Sources that no service offers: somebody mails the figures, or counts them."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def aanlevering_of_404(request: HttpRequest, gemeente: Gemeente, pk: UUID) -> Aanlevering:
    gevonden = aanlevering_op_nummer(gemeente, pk, persoon_van(request))
    if gevonden is None:
        raise Http404(f"{gemeente} heeft geen aanlevering met dit nummer, of u mag haar niet zien.")
    return gevonden


@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """A form to send files, and what was sent before."""
    waar = gemeente_of_404(request, gemeente)
    mag = may_cijfers(rollen_in(persoon_van(request), waar))
    form = AanleverForm(request.POST, request.FILES) if request.method == "POST" else AanleverForm()
    if form.is_bound and not isinstance(mag, Refused):
        if _is_te_groot(request):
            form.add_error("bestanden", "Samen zijn deze bestanden te groot: hoogstens 25 MB. Stuur ze in delen.")
        elif form.is_valid() and (nieuw := _lever_aan(request, waar, form)):
            return redirect("cijfers_aanlevering", waar.slug, nieuw.pk)
    status = 403 if isinstance(mag, Refused) else 422 if form.is_bound else 200
    bronnen = cijfers().definities.bronnen
    sjablonen = [bronnen[key] for key in ZELF_INVULLEN if key in bronnen]
    context = {
        "form": form,
        "mag": mag,
        "sjablonen": sjablonen,
        "aanleveringen": aanleveringen_van(waar, persoon_van(request)),
    }
    return toon(request, waar, "analyse/inlezen.html", context, status)


@require_safe
def sjabloon(request: HttpRequest, gemeente: str, bron: str) -> HttpResponse:
    """A list to fill in for a source that cannot be fetched, with the code of this municipality in it."""
    waar = gemeente_of_404(request, gemeente)
    definities = definities_van(waar)
    if bron not in ZELF_INVULLEN or bron not in definities.bronnen:
        raise Http404("Voor deze bron is er geen lijst om in te vullen.")
    inhoud = sjabloon_xlsx(definities, bron, waar.code, localdate().year - 1)
    kop = {"Content-Disposition": f'attachment; filename="sjabloon-{bron}-{waar.slug}.xlsx"'}
    return HttpResponse(inhoud, content_type=XLSX, headers=kop)


def _is_te_groot(request: HttpRequest) -> bool:
    """Whether the upload guard ended the request: then the files never arrived."""
    return not request.FILES and int(request.headers.get("Content-Length") or 0) > settings.MAX_UPLOAD_BYTES


def _lever_aan(request: HttpRequest, gemeente: Gemeente, form: AanleverForm) -> Aanlevering | None:
    """Ask the action; its refusal stands above the form."""
    gegevens = form.cleaned_data
    try:
        return actions.cijfers_aanleveren(
            gemeente=gemeente,
            door=persoon_van(request),
            bestanden=gegevens["bestanden"],
            keuzes=actions.Keuzes(gegevens["opgehaald"], gegevens["ook_onvolledig"]),
        )
    except RefusedError as geweigerd:
        form.add_error("bestanden", str(geweigerd))
        return None


@require_safe
def aanlevering(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    """What the files would change, with the buttons to decide."""
    waar = gemeente_of_404(request, gemeente)
    rij = aanlevering_of_404(request, waar, pk)
    context = {
        "aanlevering": rij,
        "voorbeelden": bestandsvoorbeelden(rij, dict(cijfers().gebieden())),
        "is_open": rij.status == Aanlevering.Status.OPEN,
        "verandert_iets": rij.verslag.get("is_nieuw", False),
    }
    return toon(request, waar, "analyse/aanlevering.html", context)


@require_POST
def overnemen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    rij = aanlevering_of_404(request, waar, pk)
    try:
        verslag = actions.aanlevering_inlezen(aanlevering=rij, door=persoon_van(request))
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        nieuw, gewijzigd = getal_tekst(verslag.nieuw), getal_tekst(verslag.gewijzigd)
        messages.success(request, f"Ingelezen: {nieuw} nieuwe en {gewijzigd} gewijzigde cijfers.")
    return redirect("cijfers_aanlevering", waar.slug, rij.pk)


@require_POST
def verwerpen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    rij = aanlevering_of_404(request, waar, pk)
    try:
        actions.aanlevering_verwerpen(aanlevering=rij, door=persoon_van(request))
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
        return redirect("cijfers_aanlevering", waar.slug, rij.pk)
    messages.success(request, f"Niet ingelezen: {rij}. De cijfers zijn niet veranderd.")
    return redirect("cijfers_inlezen", waar.slug)
