"""The figures of a municipality in one table, and where each of them comes from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kompas.analyse.queries import cijfer_op, cijfertabel, definitie_op
from kompas.core.views import cijfers_van, gemeente_of_404, toon


@require_safe
def cijfers(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The table of figures: an average of some years, the years, and the last twelve months where months exist."""
    gemeente_ = gemeente_of_404(request, gemeente)
    winkel = cijfers_van(request, gemeente_)
    context = {"tabel": cijfertabel(gemeente_, winkel), "leeg": winkel.leeg}
    return toon(request, gemeente_, "analyse/cijfers.html", context)


@require_safe
def cijfer_herkomst(request: HttpRequest, gemeente: str, deel: str, rij: str, kolom: str) -> HttpResponse:
    """The origin of one figure: a page of its own, or for htmx only what the panel on the page of figures shows."""
    gemeente_ = gemeente_of_404(request, gemeente)
    tabel = cijfertabel(gemeente_, cijfers_van(request, gemeente_))
    cijfer = cijfer_op(tabel, deel, rij, kolom)
    if cijfer is None:
        raise Http404("Dit cijfer staat niet (meer) bij de cijfers van deze gemeente.")
    sjabloon = "analyse/deel_herkomst.html" if request.headers.get("HX-Request") else "analyse/herkomst.html"
    antwoord = toon(
        request, gemeente_, sjabloon, {"w": cijfer, "h": cijfer.herkomst, "d": definitie_op(tabel, deel, rij)}
    )
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord
