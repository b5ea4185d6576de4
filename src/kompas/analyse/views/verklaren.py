"""How a figure came about, down to the rows of the source; and what was revised since."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.analyse.queries.herzieningen import bijstellingen, herzieningen_van
from kompas.analyse.queries.opvraag import lees_periode
from kompas.analyse.rules.gebieden import ligt_hier
from kompas.base import RefusedError
from kompas.core.views import cijfers_van, gemeente_of_404, toon


@require_safe
def verklaren(request: HttpRequest, gemeente: str, key: str, gebied: str, periode: str) -> HttpResponse:
    """The whole derivation of one figure."""
    gemeente_ = gemeente_of_404(request, gemeente)
    cijfers = cijfers_van(request, gemeente_)
    if key not in cijfers.definities.indicatoren:
        raise Http404("Deze indicator bestaat hier niet (meer).")
    if not ligt_hier(gemeente_.code, gebied):
        raise Http404(f"Het gebied {gebied} ligt niet in {gemeente_.naam}.")
    try:
        periode_ = lees_periode(periode)
    except RefusedError as fout:
        raise Http404(str(fout)) from None
    verklaring = cijfers.verklaar(key, gebied, periode_)
    bijgesteld = [b for b in herzieningen_van(cijfers, gebied, key) if b.herzien.periode == periode_]
    context = {
        "v": verklaring,
        "d": cijfers.definitie(key),
        "gebied": gebied,
        "naam": cijfers.gebied_naam(gebied),
        "periode": periode_,
        "bijstellingen": bijgesteld,
    }
    return toon(request, gemeente_, "analyse/verklaren.html", context)


@require_safe
def herzieningen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """Which figures of this municipality are otherwise now than they were, or than the plan quotes them."""
    gemeente_ = gemeente_of_404(request, gemeente)
    cijfers = cijfers_van(request, gemeente_)
    definities = cijfers.definities.indicatoren
    key = request.GET.get("indicator", "").strip()
    indicator = cijfers.definitie(key) if key in definities else None
    gevonden = bijstellingen(cijfers, gemeente_.code, indicator.key if indicator else "")
    context = {"gevonden": gevonden, "rijen": gevonden.rijen, "indicator": indicator}
    return toon(request, gemeente_, "analyse/herzieningen.html", context)
