"""One indicator: its page, and its chart as a picture."""

from hashlib import sha256
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate
from django.views.decorators.http import condition, require_safe

from kompas import __version__
from kompas.beleid import queries
from kompas.beleid.models import Indicator
from kompas.beleid.queries.bevindingen import overnames
from kompas.beleid.queries.grafieken import grafiek_van
from kompas.core.models import Gemeente
from kompas.core.openbaar import rol_in
from kompas.core.views import cijfers_van, gemeente_of_404, peildag, persoon_van, toon


def indicator_of_404(request: HttpRequest, gemeente: Gemeente, pk: UUID) -> Indicator:
    indicator_ = queries.indicator_van(gemeente, pk, persoon_van(request))
    if indicator_ is None:
        raise Http404(f"{gemeente} heeft geen indicator met dit nummer.")
    return indicator_


@require_safe
def indicator(request: HttpRequest, gemeente: str, indicator: UUID) -> HttpResponse:
    gemeente_ = gemeente_of_404(request, gemeente)
    stand = queries.indicator_stand(indicator_of_404(request, gemeente_, indicator), cijfers_van(request, gemeente_))
    doel = stand.indicator.doel
    context = {
        "plan": doel.plan,
        "thema": doel.thema,
        "stand": stand,
        "overnames": overnames(stand),
        "breuken": stand.breuken,
        "kolom": stand.indicator.eenheid or (stand.definitie.eenheid if stand.definitie else "") or "aantal",
        "met_marge": any(waarde.laag is not None for waarde in stand.reeks),
        "met_telling": any(waarde.noemer is not None for waarde in stand.reeks),
    }
    return toon(request, gemeente_, "beleid/indicator.html", context)


def grafiek_versie(request: HttpRequest, gemeente: str, indicator: UUID) -> str:
    """The ETag: everything that the chart is drawn from, the program and the year of reading included."""
    gemeente_ = gemeente_of_404(request, gemeente)
    gevonden = indicator_of_404(request, gemeente_, indicator)
    doel = gevonden.doel
    metingen = sorted((str(meting.pk), meting.versie) for meting in gevonden.metingen.all())
    delen = (
        "smal" in request.GET,
        __version__,
        localdate().year,
        cijfers_van(request, gemeente_).build_id,
        peildag(request),
        sorted(rol_in(persoon_van(request))),
        gevonden.pk,
        gevonden.versie,
        doel.versie,
        doel.plan.versie,
    )
    return f'"{sha256(repr((delen, metingen)).encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=grafiek_versie)
def indicator_grafiek(request: HttpRequest, gemeente: str, indicator: UUID) -> HttpResponse:
    """The chart as a picture; a browser that has this version gets a 304."""
    gemeente_ = gemeente_of_404(request, gemeente)
    stand = queries.indicator_stand(indicator_of_404(request, gemeente_, indicator), cijfers_van(request, gemeente_))
    grafiek = grafiek_van(stand, smal="smal" in request.GET)
    if grafiek is None:
        raise Http404("Van deze indicator zijn er geen cijfers om te tekenen.")
    antwoord = HttpResponse(grafiek.svg(), content_type="image/svg+xml")
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(antwoord, private=True, no_cache=True)
    return antwoord
