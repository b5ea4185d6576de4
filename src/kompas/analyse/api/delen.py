"""What the addresses of the API share: who asks, of which municipality, which page, and the file form."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import Path, Query

from kompas.analyse.rules.gebieden import ligt_hier
from kompas.core.access import zichtbare_gemeenten
from kompas.core.api import MAX_PER_PAGINA, VraagError
from kompas.core.models import Gemeente
from kompas.core.openbaar import cijfers_voor
from kompas.core.views import persoon_van
from kompas.data.cijfers import Cijfers

Code = Annotated[str, Path(description="CBS-code van de gemeente, zoals GM0575", pattern=r"^GM\d{4}$")]
Pagina = Annotated[int, Query(ge=1, le=1_000_000, description="Nummer van de pagina, vanaf 1")]
PerPagina = Annotated[int, Query(ge=1, le=MAX_PER_PAGINA, alias="paginaGrootte", description="Regels per pagina")]
Op = Annotated[date | None, Query(description="Wat was er op deze dag bekend? Leeg is nu. Bijvoorbeeld 2020-07-07")]
Formaat = Annotated[Literal["json", "csv"] | None, Query(description="csv geeft een bestand in plaats van JSON")]


def gemeente_of_404(request: HttpRequest, code: str) -> Gemeente:
    """The municipality, when this visitor may see it; asked at every call."""
    gemeente = zichtbare_gemeenten(persoon_van(request)).filter(code=code).first()
    if gemeente is None:
        raise Http404(f"Gemeente {code} bestaat hier niet, of u kunt haar niet zien zonder u aan te melden.")
    return gemeente


def cijfers_van(request: HttpRequest, gemeente: Gemeente, op: date | None = None) -> Cijfers:
    """The figures as this visitor may see them, with the own indicators of this municipality."""
    if op is not None and op > localdate():
        raise VraagError("op: deze dag moet nog komen.")
    return cijfers_voor(persoon_van(request), gemeente, op)


def eis_gebieden(code: str, gebieden: Sequence[str]) -> None:
    """Parts of a municipality are asked at that municipality: who may see them is decided there.

    It also bounds the work: what may be shown of a wijk or buurt is decided on all figures of its municipality.
    """
    for gebied in gebieden:
        if not ligt_hier(code, gebied):
            raise VraagError(f"gebied: {gebied!r} ligt niet in {code}. Vraag het bij de gemeente waarin het ligt.")


def wil_csv(request: HttpRequest, formaat: str | None) -> bool:
    """By the parameter, or else by what the program says it accepts."""
    if formaat:
        return formaat == "csv"
    soorten = [deel.split(";")[0].strip() for deel in request.headers.get("Accept", "").split(",")]
    return "text/csv" in soorten and "application/json" not in soorten


def als_bestand(inhoud: bytes, naam: str) -> HttpResponse:
    return HttpResponse(
        inhoud,
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{naam}.csv"', "Vary": "Accept"},
    )
