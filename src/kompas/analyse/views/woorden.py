"""What the words about figures mean, by the thresholds that hold here."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.analyse.queries.uitleg import regels_van
from kompas.analyse.rules.woordenlijst import PLAATS, een_op, woordenlijst
from kompas.core.views import cijfers_van, gemeente_of_404, toon


@require_safe
def woorden(request: HttpRequest, gemeente: str) -> HttpResponse:
    """Every word that may stand beside a figure, with what it says and what it does not."""
    gemeente_ = gemeente_of_404(request, gemeente)
    regels = regels_van(cijfers_van(request, gemeente_))
    context = {
        "groepen": woordenlijst(regels),
        "regels": regels,
        "plaats": PLAATS,
        "onterecht": een_op(regels.drempels.zeker),
    }
    return toon(request, gemeente_, "analyse/woorden.html", context)
