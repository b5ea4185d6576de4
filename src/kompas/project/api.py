"""The API put together; `python tools/openapi.py` writes its OpenAPI document to docs/api."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from kompas.analyse.api import catalogus, uitspraken, waarden
from kompas.core.api import WORTEL, KompasAPI

BESCHRIJVING = """Cijfers over de veiligheid in een gemeente, elk met zijn herkomst.

Alles is te lezen zonder aan te melden, voor zover het openbaar is. Wie is aangemeld bij Veiligheidskompas, ziet met
dezelfde sessie ook wat bij zijn rol hoort. Een leeg cijfer is nooit nul: de reden staat erbij. Zet bij wat u publiceert
de bronvermelding die bij de bron staat."""

api = KompasAPI(
    title="Veiligheidskompas",
    description=BESCHRIJVING,
    servers=[{"url": WORTEL}],
    urls_namespace="api",
    openapi_extra={
        "info": {
            "contact": {"name": "De beheerder van dit Veiligheidskompas", "url": "/toegankelijkheid/"},
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "tags": [{"name": "catalogus"}, {"name": "cijfers"}, {"name": "openapi"}],
    },
)
api.add_router("", catalogus)
api.add_router("", waarden)
api.add_router("", uitspraken)


@api.get("/openapi.json", summary="Beschrijving van deze API", operation_id="openapi", tags=["openapi"])
def openapi(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Het OpenAPI-document. Elke webpagina mag het lezen; de andere adressen niet."""
    del request
    response["Access-Control-Allow-Origin"] = "*"
    return api.get_openapi_schema()


def als_tekst() -> str:
    """The document as it stands in docs/api."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
