"""Reading an existing plan in: send a document, decide about what was found, make a concept plan of it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kompas.base import Refused, RefusedError
from kompas.beleid import actions
from kompas.beleid.forms.inlezen import ElementForm, InleesForm, begin_van
from kompas.beleid.models import Inlezing, InlezingElement
from kompas.beleid.queries.inlezingen import (
    bronregels,
    element_op_nummer,
    element_stand,
    element_standen,
    inlezing_op_nummer,
    inlezingen_van,
    telling_van,
)
from kompas.core.access import rollen_in
from kompas.core.models import Gemeente
from kompas.core.rules import may_bewerken
from kompas.core.views import gemeente_of_404, persoon_van, toon

MAAK_LEESBAAR = {"overnemen": "overgenomen", "verwerpen": "verworpen", "openen": "open", "verbeteren": "verbeterd"}
"""The word on the button, and the decision that it is."""


def inlezing_of_404(request: HttpRequest, gemeente: Gemeente, pk: UUID) -> Inlezing:
    gevonden = inlezing_op_nummer(gemeente, pk, persoon_van(request))
    if gevonden is None:
        raise Http404(f"{gemeente} heeft geen ingelezen document met dit nummer, of u mag het niet zien.")
    return gevonden


@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The documents so far, and a form to send one."""
    waar = gemeente_of_404(request, gemeente)
    mag = not isinstance(may_bewerken(rollen_in(persoon_van(request), waar)), Refused)
    form = InleesForm(request.POST, request.FILES) if request.method == "POST" else InleesForm()
    if form.is_bound and mag:
        if _is_te_groot(request):
            form.add_error("document", "Dit bestand is te groot: hoogstens 25 MB. Haal grote afbeeldingen eruit.")
        elif form.is_valid() and (nieuw := _lees_in(request, waar, form)):
            return redirect("inlezing", waar.slug, nieuw.pk)
    status = 403 if not mag else 422 if form.is_bound else 200
    context = {"form": form, "inlezingen": inlezingen_van(waar, persoon_van(request))}
    return toon(request, waar, "beleid/inlezen.html", context, status)


def _is_te_groot(request: HttpRequest) -> bool:
    """Whether the upload guard ended the request: then the file never arrived."""
    return not request.FILES and int(request.headers.get("Content-Length") or 0) > settings.MAX_UPLOAD_BYTES


def _lees_in(request: HttpRequest, gemeente: Gemeente, form: InleesForm) -> Inlezing | None:
    """Ask the action; its refusal stands above the form."""
    bestand = form.cleaned_data["document"]
    try:
        return actions.document_inlezen(
            gemeente=gemeente, door=persoon_van(request), naam=bestand.name, inhoud=bestand.read()
        )
    except RefusedError as geweigerd:
        form.add_error("document", str(geweigerd))
        return None


@require_safe
def inlezing(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    """The text of the document beside what was found in it."""
    waar = gemeente_of_404(request, gemeente)
    document = inlezing_of_404(request, waar, pk)
    standen = element_standen(document)
    context = {
        "inlezing": document,
        "standen": standen,
        "telling": telling_van(standen),
        "bronregels": bronregels(document),
        "aandacht": document.structuur.get("aandacht", []),
        "is_open": document.status == Inlezing.Status.OPEN,
    }
    return toon(request, waar, "beleid/inlezing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def inlezing_element(request: HttpRequest, gemeente: str, pk: UUID, element: UUID) -> HttpResponse:
    """Decide about one element; with GET the form to correct it."""
    waar = gemeente_of_404(request, gemeente)
    document = inlezing_of_404(request, waar, pk)
    gevonden = element_op_nummer(document, element)
    if gevonden is None:
        raise Http404("Dit document heeft dat onderdeel niet.")
    besluit = request.POST.get("besluit", "")
    if request.method != "POST" or besluit == "verbeteren":
        return _verbeteren(request, waar, document, gevonden)
    return _besluit(request, waar, document, gevonden, besluit)


def _verbeteren(request: HttpRequest, gemeente: Gemeente, document: Inlezing, element: InlezingElement) -> HttpResponse:
    begin = begin_van(element.verbeterd or element.waarde, element.versie)
    form = ElementForm(element.soort, request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            actions.element_beslissen(
                element=element,
                door=persoon_van(request),
                versie=form.cleaned_data["versie"],
                besluit=InlezingElement.Besluit.VERBETERD,
                verbeterd=form.waarden,
            )
        except RefusedError as geweigerd:
            form.add_error(None, str(geweigerd))
        else:
            return redirect(_plek(gemeente, document, element))
    terug = _plek(gemeente, document, element)
    context = {"inlezing": document, "stand": element_stand(element), "form": form, "terug": terug}
    return toon(request, gemeente, "beleid/inlezing_element.html", context, 422 if form.errors else 200)


def _plek(gemeente: Gemeente, document: Inlezing, element: InlezingElement) -> str:
    return f"{reverse('inlezing', args=[gemeente.slug, document.pk])}#onderdeel-{element.pk}"


def _besluit(
    request: HttpRequest, gemeente: Gemeente, document: Inlezing, element: InlezingElement, besluit: str
) -> HttpResponse:
    """Accept, reject or open again; htmx gets only the element back."""
    fout = ""
    try:
        element = actions.element_beslissen(
            element=element,
            door=persoon_van(request),
            versie=_versie(request),
            besluit=MAAK_LEESBAAR.get(besluit, besluit),
        )
    except RefusedError as geweigerd:
        fout = str(geweigerd)
        element.refresh_from_db()
    if request.headers.get("HX-Request"):
        context = {
            "gemeente": gemeente,
            "inlezing": document,
            "stand": element_stand(element),
            "fout": fout,
            "is_open": True,
        }
        return render(request, "beleid/deel_inleeselement.html", context)
    if fout:
        messages.error(request, fout)
    return redirect(_plek(gemeente, document, element))


def _versie(request: HttpRequest) -> int:
    tekst = request.POST.get("versie", "")
    return int(tekst) if tekst.isdecimal() and len(tekst) < 10 else 0


@require_POST
def inlezing_rest(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    document = inlezing_of_404(request, waar, pk)
    try:
        aantal = actions.elementen_overnemen(inlezing=document, door=persoon_van(request))
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"Overgenomen: {aantal} onderdelen zonder aandachtspunt.")
    return redirect("inlezing", waar.slug, document.pk)


@require_POST
def inlezing_overnemen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    document = inlezing_of_404(request, waar, pk)
    try:
        plan = actions.inlezing_overnemen(inlezing=document, door=persoon_van(request))
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
        return redirect("inlezing", waar.slug, document.pk)
    messages.success(request, "Het conceptplan is gemaakt. Alleen wie mag bewerken, kan het zien.")
    return redirect("plan", waar.slug, plan.slug)


@require_POST
def inlezing_verwerpen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    document = inlezing_of_404(request, waar, pk)
    try:
        actions.inlezing_verwerpen(inlezing=document, door=persoon_van(request))
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
        return redirect("inlezing", waar.slug, document.pk)
    messages.success(request, f"{document.bestandsnaam} is verworpen.")
    return redirect("inlezen", waar.slug)
