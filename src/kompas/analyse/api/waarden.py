"""The figures themselves, where they come from, and what was revised."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from kompas.analyse.api.delen import (
    Code,
    Formaat,
    Op,
    Pagina,
    PerPagina,
    als_bestand,
    cijfers_van,
    eis_gebieden,
    gemeente_of_404,
    wil_csv,
)
from kompas.analyse.api.vormen import (
    Deelvorm,
    Herzieningenlijst,
    Herzieningvorm,
    VerklaardeWaarde,
    Waardenlijst,
    Waardevorm,
)
from kompas.analyse.queries.opvraag import MAX_CELLEN, Cel, Opvraag, Stap, lees_periode, opvraag
from kompas.core.api import VraagError, paginalinks, plak
from kompas.data.cijfers import Cijfers
from kompas.data.uitvoer import Gegeven, als_csv

router = Router(tags=["cijfers"])
Indicatoren = Annotated[
    list[str], Query(alias="indicator", min_length=1, max_length=25, description="Sleutel; mag vaker voorkomen")
]
Gebieden = Annotated[
    list[str], Query(alias="gebied", max_length=1000, description="CBS-code; mag vaker voorkomen. Leeg is de gemeente")
]
Perioden = Annotated[
    list[str], Query(alias="periode", max_length=400, description="Jaar of CBS-code; mag vaker voorkomen")
]
Jaar = Annotated[int | None, Query(ge=1900, le=2200, description="Jaartal")]


@router.get(
    "/gemeenten/{code}/waarden",
    response=Waardenlijst,
    by_alias=True,
    summary="Cijfers",
    operation_id="waarden",
    openapi_extra={
        "responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    },
)
def waarden(  # noqa: PLR0913  (each is a parameter of the address)
    request: HttpRequest,
    code: Code,
    *,
    indicatoren: Indicatoren,
    gebieden: Gebieden = [],  # noqa: B006  (ninja reads the default, nobody changes it)
    perioden: Perioden = [],  # noqa: B006
    van: Jaar = None,
    tot: Jaar = None,
    stap: Annotated[Stap, Query(description="Hoe lang één periode is")] = "jaar",
    op: Op = None,
    formaat: Formaat = None,
    pagina: Pagina = 1,
    per_pagina: PerPagina = 100,
) -> Any:  # noqa: ANN401  (a list as JSON, or a file)
    """Elk cijfer met zijn herkomst. Is er geen cijfer, dan staat er waarom niet: leeg is nooit nul."""
    gemeente = gemeente_of_404(request, code)
    winkel = cijfers_van(request, gemeente, op)
    eis_gebieden(code, gebieden)
    vraag = opvraag(winkel, indicatoren, gebieden or [code], perioden, stap=stap, jaren=(van, tot))
    if wil_csv(request, formaat):
        return _bestand(vraag, f"cijfers-{gemeente.slug}")
    cellen = vraag.cellen((pagina - 1) * per_pagina, pagina * per_pagina)
    return {
        "links": paginalinks(request, pagina, per_pagina, vraag.totaal),
        "totaal": vraag.totaal,
        "op": op,
        "build": winkel.build_id,
        "waarden": [Waardevorm(**_velden(winkel, cel)) for cel in cellen],
    }


def _velden(cijfers: Cijfers, cel: Cel) -> dict[str, Any]:
    return Waardevorm.velden(cel.indicator, cel.gebied, cijfers.gebied_naam(cel.gebied), cel.waarde)


def _bestand(vraag: Opvraag, naam: str) -> HttpResponse:
    if vraag.totaal > MAX_CELLEN:
        raise VraagError(f"Dit zijn {vraag.totaal} cijfers; een bestand heeft er hoogstens {MAX_CELLEN}. Vraag minder.")
    cellen = vraag.cellen(0, vraag.totaal)
    rijen = (Gegeven(c.indicator, c.gebied, vraag.cijfers.gebied_naam(c.gebied), c.waarde) for c in cellen)
    return als_bestand(als_csv(rijen), naam)


@router.get(
    "/gemeenten/{code}/waarden/{indicator}/{gebied}/{periode}",
    response=VerklaardeWaarde,
    by_alias=True,
    summary="Eén cijfer met zijn verklaring",
    operation_id="waarde",
)
def waarde(
    request: HttpRequest, code: Code, indicator: str, gebied: str, periode: str, op: Op = None
) -> VerklaardeWaarde:
    """De hele berekening, tot en met de cijfers van de bron."""
    winkel = cijfers_van(request, gemeente_of_404(request, code), op)
    eis_gebieden(code, [gebied])
    [cel] = opvraag(winkel, [indicator], [gebied], [periode]).cellen(0, 1)
    delen = [Deelvorm.van(deel) for deel in cel.waarde.herkomst.delen]
    return VerklaardeWaarde(**_velden(winkel, cel), op=op, verklaring=delen)


@router.get(
    "/gemeenten/{code}/herzieningen",
    response=Herzieningenlijst,
    by_alias=True,
    summary="Herzieningen",
    operation_id="herzieningen",
)
def herzieningen(
    request: HttpRequest,
    code: Code,
    indicator: Annotated[str, Query(description="Sleutel van de indicator")],
    gebied: Annotated[str | None, Query(description="CBS-code; leeg is de gemeente")] = None,
    periode: Annotated[str | None, Query(description="Jaar of CBS-code; leeg is alles")] = None,
    pagina: Pagina = 1,
    per_pagina: PerPagina = 100,
) -> dict[str, Any]:
    """Cijfers die de bron later heeft veranderd: wat het was en wat het werd."""
    winkel = cijfers_van(request, gemeente_of_404(request, code))
    eis_gebieden(code, [gebied or code])
    opvraag(winkel, [indicator], [gebied or code], ["2000"])  # refuses an unknown indicator
    binnen = lees_periode(periode) if periode else None
    alle = [h for h in winkel.herzieningen(indicator, gebied or code) if binnen in {None, h.periode}]
    rijen = [Herzieningvorm.van(herzien) for herzien in plak(alle, pagina, per_pagina)]
    return {"links": paginalinks(request, pagina, per_pagina, len(alle)), "totaal": len(alle), "herzieningen": rijen}
