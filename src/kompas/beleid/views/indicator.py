"""One indicator: its page, and its chart as a picture."""

from hashlib import sha256

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from kompas.beleid import queries
from kompas.beleid.models import Indicator
from kompas.beleid.views.grafieken import grafiek_van
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente
from kompas.core.views import gemeente_of_404, toon
from kompas.data.definities import Reeksbreuk


def indicator_of_404(gemeente: Gemeente, pk: object) -> Indicator:
    indicator_ = queries.indicator_van(gemeente, pk)
    if indicator_ is None:
        raise Http404(f"{gemeente} heeft geen indicator met dit nummer.")
    return indicator_


@require_safe
def indicator(request: HttpRequest, gemeente: str, indicator: object) -> HttpResponse:
    gemeente_ = gemeente_of_404(request, gemeente)
    stand = queries.indicator_stand(indicator_of_404(gemeente_, indicator), cijfers())
    doel = stand.indicator.doel
    context = {
        "plan": doel.plan,
        "thema": doel.thema,
        "stand": stand,
        "breuken": breuken_in(stand),
        "met_marge": any(waarde.laag is not None for waarde in stand.reeks),
        "met_telling": any(waarde.noemer is not None for waarde in stand.reeks),
    }
    return toon(request, gemeente_, "beleid/indicator.html", context)


def breuken_in(stand: queries.IndicatorStand) -> tuple[Reeksbreuk, ...]:
    """The breaks between the first and the last year of the series."""
    if stand.definitie is None or not stand.reeks:
        return ()
    jaren = [waarde.periode.eind.year for waarde in stand.reeks]
    return cijfers().breuken(stand.definitie.key, min(jaren), max(jaren))


def grafiek_versie(request: HttpRequest, gemeente: str, indicator: object) -> str:
    """The ETag: figures build, indicator with its measurements, and who may see it."""
    gevonden = indicator_of_404(gemeente_of_404(request, gemeente), indicator)
    metingen = [(meting.pk, meting.versie) for meting in gevonden.metingen.all()]
    inhoud = f"{cijfers().build_id} {gevonden.pk} {gevonden.versie} {gevonden.doel.versie} {metingen}"
    return f'"{sha256(inhoud.encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=grafiek_versie)
def indicator_grafiek(request: HttpRequest, gemeente: str, indicator: object) -> HttpResponse:
    """The chart as SVG; drawn once per version."""
    versie = grafiek_versie(request, gemeente, indicator)
    svg = cache.get(versie)
    if svg is None:
        grafiek = grafiek_van(queries.indicator_stand(indicator_of_404(gemeente_of_404(request, gemeente), indicator), cijfers()))
        if grafiek is None:
            raise Http404("Van deze indicator zijn er geen cijfers om te tekenen.")
        svg = grafiek.svg()
        cache.set(versie, svg, 3600)
    antwoord = HttpResponse(svg, content_type="image/svg+xml")
    antwoord["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    patch_cache_control(antwoord, private=True, no_cache=True)
    return antwoord
