"""The figures of a municipality in one table."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.analyse.queries import cijfertabel
from kompas.core.cijfers import cijfers as open_cijfers
from kompas.core.views import gemeente_of_404, toon


@require_safe
def cijfers(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The table of figures: an average of some years, the years, and the last twelve months where months exist."""
    gemeente_ = gemeente_of_404(request, gemeente)
    winkel = open_cijfers()
    context = {"tabel": cijfertabel(gemeente_, winkel), "leeg": winkel.leeg}
    return toon(request, gemeente_, "analyse/cijfers.html", context)
