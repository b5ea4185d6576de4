"""The catalogue of sources and indicators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kompas.analyse.queries.catalogus import Catalogus, groepeer
from kompas.core.views import cijfers_van, gemeente_of_404, toon


@require_safe
def indicatoren(request: HttpRequest, gemeente: str) -> HttpResponse:
    """Every indicator, to search in by words, source and theme."""
    gemeente_ = gemeente_of_404(request, gemeente)
    catalogus = Catalogus(cijfers_van(request, gemeente_), gemeente_)
    zoek, bron, thema = (request.GET.get(naam, "").strip() for naam in ("zoek", "bron", "thema"))
    alleen = request.GET.get("cijfers") == "ja"
    gevonden = catalogus.indicatoren(zoek, bron, thema, met_cijfers=alleen)
    context = {
        "groepen": groepeer(gevonden),
        "aantal": len(gevonden),
        "totaal": len(catalogus.cijfers.definities.indicatoren),
        "keuze": {"zoek": zoek, "bron": bron, "thema": thema, "cijfers": alleen},
        "bronnen": catalogus.cijfers.definities.bronnen,
        "themas": catalogus.themas(),
    }
    return toon(request, gemeente_, "analyse/indicatoren.html", context)


@require_safe
def indicator(request: HttpRequest, gemeente: str, key: str) -> HttpResponse:
    """One indicator: what it counts, how, with which sources and breaks."""
    gemeente_ = gemeente_of_404(request, gemeente)
    catalogus = Catalogus(cijfers_van(request, gemeente_), gemeente_)
    if key not in catalogus.cijfers.definities.indicatoren:
        raise Http404("Deze indicator bestaat hier niet (meer).")
    kaart = catalogus.indicator(catalogus.cijfers.definitie(key))
    return toon(request, gemeente_, "analyse/indicator.html", {"kaart": kaart, "d": kaart.definitie})


@require_safe
def bronnen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """Every source, with how fresh its figures are here."""
    gemeente_ = gemeente_of_404(request, gemeente)
    catalogus = Catalogus(cijfers_van(request, gemeente_), gemeente_)
    zoek = request.GET.get("zoek", "").strip()
    return toon(request, gemeente_, "analyse/bronnen.html", {"kaarten": catalogus.bronnen(zoek), "zoek": zoek})


@require_safe
def bron(request: HttpRequest, gemeente: str, key: str) -> HttpResponse:
    """One source: licence, rhythm, definitions, breaks, and the indicators that use it."""
    gemeente_ = gemeente_of_404(request, gemeente)
    catalogus = Catalogus(cijfers_van(request, gemeente_), gemeente_)
    if key not in catalogus.cijfers.definities.bronnen:
        raise Http404("Deze bron bestaat hier niet (meer).")
    kaart = catalogus.bron(catalogus.cijfers.definities.bronnen[key])
    return toon(request, gemeente_, "analyse/bron.html", {"kaart": kaart, "b": kaart.bron})
