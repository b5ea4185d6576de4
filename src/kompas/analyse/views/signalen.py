"""What the newest monthly figures ask a person to look at."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.analyse.queries.maandsignalen import GEMEENTE, PLEKKEN, plekken_voor, signaalbeeld
from kompas.core.views import cijfers_van, gemeente_of_404, toon
from kompas.stats.signalering import VENSTER


@require_safe
def signalen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """Series that call in their newest month, those that called this year, and all others with what was expected."""
    gemeente_ = gemeente_of_404(request, gemeente)
    cijfers = cijfers_van(request, gemeente_)
    plekken = plekken_voor(cijfers, gemeente_)
    gevraagd = request.GET.get("waar", GEMEENTE)
    waar = gevraagd if gevraagd in plekken else GEMEENTE
    context = {
        "beeld": signaalbeeld(cijfers, gemeente_, waar),
        "plekken": [(plek, PLEKKEN[plek]) for plek in plekken],
        "plek": PLEKKEN[waar],
        "venster": VENSTER,
    }
    return toon(request, gemeente_, "analyse/signalen.html", context)
