"""Who changed what, and when; also of a part that is no longer there."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.beleid.queries.verwijderd import SOORTEN, hing_onder, verwijderd_onder, verwijderd_onderdeel
from kompas.beleid.views.bewerkingen import VINDERS, pagina_van
from kompas.core.models import Gemeente
from kompas.core.queries import wijzigingen_van
from kompas.core.views import gemeente_of_404, persoon_van, toon


@require_safe
def geschiedenis(request: HttpRequest, gemeente: str, soort: str, pk: UUID) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    if soort not in SOORTEN:
        raise Http404(f"Van {soort} is er geen geschiedenis.")
    onderdeel = VINDERS[soort](waar, pk, persoon_van(request))
    if onderdeel is None:
        over = _van_verwijderd(request, waar, soort, pk)
    else:
        over = {
            "naam": str(onderdeel),
            "terug": pagina_van(onderdeel, waar),
            "terug_naar": soort,
            "verwijderde_delen": verwijderd_onder(onderdeel, waar),
        }
    context = {"soort": soort, "wijzigingen": wijzigingen_van(SOORTEN[soort]._meta.label, pk), **over}
    return toon(request, waar, "beleid/geschiedenis.html", context)


def _van_verwijderd(request: HttpRequest, gemeente: Gemeente, soort: str, pk: UUID) -> dict[str, object]:
    """A removed part is seen by who sees the part that it hung under; for others it never was."""
    regel = verwijderd_onderdeel(gemeente, soort, pk)
    boven = hing_onder(regel, persoon_van(request)) if regel else None
    if regel is None or boven is None:
        raise Http404(f"{gemeente} heeft geen {soort} met dit nummer.")
    return {
        "naam": regel.object_naam,
        "verwijdering": regel,
        "terug": pagina_van(boven, gemeente),
        "terug_naar": str(boven._meta.verbose_name),
    }
