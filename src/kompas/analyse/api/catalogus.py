"""What there is: municipalities, sources, indicators, areas, builds."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from kompas.analyse.api.delen import Code, Pagina, PerPagina, cijfers_van, gemeente_of_404
from kompas.analyse.api.vormen import (
    Bronnenlijst,
    Bronvorm,
    Buildslijst,
    Buildvorm,
    Gebiedenlijst,
    Gebiedvorm,
    Gemeentenlijst,
    Gemeentevorm,
    Indicatorenlijst,
    Indicatorvorm,
    Landing,
)
from kompas.core.access import zichtbare_gemeenten
from kompas.core.api import VERSIE, WORTEL, paginalinks, plak
from kompas.core.cijfers import cijfermap, cijfers
from kompas.core.models.eigen import VOORVOEGSEL
from kompas.core.views import persoon_van
from kompas.data.build import Opslag

router = Router(tags=["catalogus"])
SOORTEN = {"GM": "gemeente", "WK": "wijk", "BU": "buurt", "NL": "land", "PV": "provincie", "RE": "politie-eenheid"}


@router.get("/", response=Landing, by_alias=True, summary="Wat deze API biedt", operation_id="landing")
def landing(request: HttpRequest) -> dict[str, Any]:
    """De adressen waar u begint."""
    del request
    namen = ("gemeenten", "bronnen", "builds", "openapi.json")
    return {"titel": "Veiligheidskompas", "versie": VERSIE, "links": {naam: f"{WORTEL}/{naam}" for naam in namen}}


@router.get("/gemeenten", response=Gemeentenlijst, by_alias=True, summary="Gemeenten", operation_id="gemeenten")
def gemeenten(request: HttpRequest, pagina: Pagina = 1, per_pagina: PerPagina = 100) -> dict[str, Any]:
    """De gemeenten die u hier mag zien."""
    alle = list(zichtbare_gemeenten(persoon_van(request)))
    rijen = [Gemeentevorm.van(gemeente) for gemeente in plak(alle, pagina, per_pagina)]
    return {"links": paginalinks(request, pagina, per_pagina, len(alle)), "totaal": len(alle), "gemeenten": rijen}


@router.get("/gemeenten/{code}", response=Gemeentevorm, by_alias=True, summary="Gemeente", operation_id="gemeente")
def gemeente(request: HttpRequest, code: Code) -> Gemeentevorm:
    """Eén gemeente."""
    return Gemeentevorm.van(gemeente_of_404(request, code))


@router.get("/bronnen", response=Bronnenlijst, by_alias=True, summary="Bronnen", operation_id="bronnen")
def bronnen(request: HttpRequest, pagina: Pagina = 1, per_pagina: PerPagina = 100) -> dict[str, Any]:
    """Waar cijfers vandaan komen, met licentie en de tekst die u erbij moet zetten."""
    alle = list(cijfers().definities.bronnen)
    rijen = [Bronvorm.van(bron) for bron in plak(alle, pagina, per_pagina)]
    return {"links": paginalinks(request, pagina, per_pagina, len(alle)), "totaal": len(alle), "bronnen": rijen}


@router.get("/bronnen/{sleutel}", response=Bronvorm, by_alias=True, summary="Bron", operation_id="bron")
def bron(request: HttpRequest, sleutel: str) -> Bronvorm:
    """Eén bron."""
    del request
    gevonden = cijfers().definities.bronnen.get(sleutel)
    if gevonden is None:
        raise Http404(f"Bron {sleutel} bestaat niet.")
    return Bronvorm.van(gevonden)


@router.get(
    "/gemeenten/{code}/indicatoren",
    response=Indicatorenlijst,
    by_alias=True,
    summary="Indicatoren van een gemeente",
    operation_id="indicatoren",
)
def indicatoren(request: HttpRequest, code: Code, pagina: Pagina = 1, per_pagina: PerPagina = 100) -> dict[str, Any]:
    """Alle indicatoren, met die van deze gemeente zelf."""
    alle = list(cijfers_van(request, gemeente_of_404(request, code)).definities.indicatoren)
    deze = plak(alle, pagina, per_pagina)
    rijen = [Indicatorvorm.van(d, is_eigen=d.key.startswith(VOORVOEGSEL)) for d in deze]
    return {"links": paginalinks(request, pagina, per_pagina, len(alle)), "totaal": len(alle), "indicatoren": rijen}


@router.get(
    "/gemeenten/{code}/indicatoren/{sleutel}",
    response=Indicatorvorm,
    by_alias=True,
    summary="Indicator",
    operation_id="indicator",
)
def indicator(request: HttpRequest, code: Code, sleutel: str) -> Indicatorvorm:
    """Eén indicator."""
    definitie = cijfers_van(request, gemeente_of_404(request, code)).definities.indicatoren.get(sleutel)
    if definitie is None:
        raise Http404(f"Indicator {sleutel} bestaat niet bij gemeente {code}.")
    return Indicatorvorm.van(definitie, is_eigen=sleutel.startswith(VOORVOEGSEL))


@router.get(
    "/gemeenten/{code}/gebieden",
    response=Gebiedenlijst,
    by_alias=True,
    summary="Gebieden van een gemeente",
    operation_id="gebieden",
)
def gebieden(request: HttpRequest, code: Code, pagina: Pagina = 1, per_pagina: PerPagina = 100) -> dict[str, Any]:
    """De gemeente, haar wijken en haar buurten."""
    gemeente_ = gemeente_of_404(request, code)
    winkel = cijfers_van(request, gemeente_)
    binnen = [g for soort in ("WK", "BU") for g in winkel.gebieden_van(soort, code)]
    alle = [
        Gebiedvorm(code=code, naam=gemeente_.naam, soort=SOORTEN["GM"], gemeente=code),
        *(Gebiedvorm(code=g.code, naam=g.naam, soort=SOORTEN.get(g.soort, g.soort), gemeente=code) for g in binnen),
    ]
    deze = plak(alle, pagina, per_pagina)
    return {"links": paginalinks(request, pagina, per_pagina, len(alle)), "totaal": len(alle), "gebieden": deze}


@router.get("/builds", response=Buildslijst, by_alias=True, summary="Cijfersets", operation_id="builds")
def builds(request: HttpRequest, pagina: Pagina = 1, per_pagina: PerPagina = 100) -> dict[str, Any]:
    """Alle keren dat cijfers zijn vastgelegd, de nieuwste eerst."""
    opslag = Opslag(cijfermap())
    actief, alle = opslag.actief, opslag.manifesten()[::-1]
    rijen = [
        Buildvorm.model_validate(
            {
                "build": manifest.build_id,
                "gemaakt": manifest.gemaakt,
                "vorige": manifest.vorige,
                "aantal_feiten": manifest.aantal_feiten,
                "is_actief": manifest.build_id == actief,
            }
        )
        for manifest in plak(alle, pagina, per_pagina)
    ]
    return {"links": paginalinks(request, pagina, per_pagina, len(alle)), "totaal": len(alle), "builds": rijen}
