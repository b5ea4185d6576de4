"""The kit of the JSON API: errors as problem details, pages of a list, limits, and the OpenAPI document.

Follows the NLGov REST API Design Rules: plural nouns, no slash at the end, the version in the address and in a header,
problem+json (RFC 9457) for whatever goes wrong, and the OpenAPI document at /openapi.json.
"""

import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.throttling import BaseThrottle
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from kompas.base import RefusedError

WORTEL: Final = "/api/v1"
VERSIE: Final = "1.0.0"
PROBLEEM: Final = "application/problem+json"
MAX_PER_PAGINA: Final = 1000
PER_MINUUT: Final = {"bezoeker": 300, "gebruiker": 3000}
"""Requests that one address, or one person who signed in, may make in a minute."""

_TITELS = {
    400: "De vraag klopt niet",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    413: "Te groot",
    429: "Te veel vragen",
    500: "Er ging iets mis",
    503: "Even niet beschikbaar",
}
_UITLEG = {
    404: "Op dit adres is niets. In /api/v1/openapi.json staat welke adressen er zijn.",
    405: "Deze API geeft alleen gegevens: gebruik GET.",
    500: "Dit ligt aan ons. Probeer het later opnieuw of vraag de beheerder om in het logboek te kijken.",
}
_BERICHTEN = {
    "missing": "ontbreekt",
    "int_parsing": "moet een heel getal zijn",
    "bool_parsing": "moet true of false zijn",
    "date_from_datetime_parsing": "moet een datum zijn, zoals 2020-07-07",
    "date_parsing": "moet een datum zijn, zoals 2020-07-07",
    "greater_than_equal": "is te klein",
    "less_than_equal": "is te groot",
    "too_long": "heeft te veel waarden",
    "string_too_long": "is te lang",
    "string_pattern_mismatch": "heeft niet de juiste vorm",
    "enum": "is geen van de toegestane waarden",
    "literal_error": "is geen van de toegestane waarden",
}


class Vorm(Schema):
    """What every answer shares: names in camelCase outside, as the rules ask."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Probleem(Schema):
    """Problem details (RFC 9457): what is wrong and what to do, in Dutch."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str = ""


class Link(Vorm):
    href: str


class Paginalinks(Vorm):
    """This page of a list, and the ones beside it where they exist."""

    self: Link
    vorige: Link | None = None
    volgende: Link | None = None


class VraagError(Exception):
    """A question that cannot be answered; the text is Dutch."""


def probleem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """An answer that says what is wrong."""
    titel = _TITELS.get(status, HTTPStatus(status).phrase)
    lichaam = Probleem(title=titel, status=status, detail=detail or _UITLEG.get(status, titel), instance=request.path)
    return HttpResponse(json.dumps(lichaam.dict(), ensure_ascii=False), status=status, content_type=PROBLEEM)


def paginalinks(request: HttpRequest, pagina: int, per_pagina: int, totaal: int) -> Paginalinks:
    """Addresses with the same question and another page; without a host, so that a proxy may rename us."""

    def link(nummer: int) -> Link:
        vraag = request.GET.copy()
        vraag["pagina"] = str(nummer)
        paren = [(naam, waarde) for naam, waarden in vraag.lists() for waarde in waarden]
        return Link(href=f"{request.path}?{urlencode(paren)}")

    laatste = max(1, -(-totaal // per_pagina))
    return Paginalinks(
        self=link(pagina),
        vorige=link(min(pagina - 1, laatste)) if pagina > 1 else None,
        volgende=link(pagina + 1) if pagina < laatste else None,
    )


def plak(rijen: Sequence[Any], pagina: int, per_pagina: int) -> Sequence[Any]:
    """The part of a list that is on this page."""
    return rijen[(pagina - 1) * per_pagina : pagina * per_pagina]


class Tempo(BaseThrottle):
    """A number of requests a minute, counted per person, or per address of who did not sign in."""

    def allow_request(self, request: HttpRequest) -> bool:
        is_gebruiker = request.user.is_authenticated
        wie = f"g{request.user.pk}" if is_gebruiker else f"a{request.META.get('REMOTE_ADDR', '')}"
        sleutel = f"api-tempo-{wie}"
        cache.add(sleutel, 0, timeout=60)
        try:
            aantal = cache.incr(sleutel)
        except ValueError:  # the minute was up between the two lines
            return True
        return aantal <= PER_MINUUT["gebruiker" if is_gebruiker else "bezoeker"]

    def wait(self) -> float | None:
        return 60.0


class KompasAPI(NinjaAPI):
    """Django Ninja with the errors and the OpenAPI document of the design rules."""

    def __init__(self, **opties: Any) -> None:  # noqa: ANN401  (ninja's own)
        super().__init__(docs_url=None, openapi_url=None, throttle=Tempo(), version=VERSIE, **opties)
        self.add_exception_handler(ValidationError, _veldfouten)
        self.add_exception_handler(Http404, lambda request, fout: probleem(request, 404, str(fout)))
        self.add_exception_handler(VraagError, lambda request, fout: probleem(request, 400, str(fout)))
        self.add_exception_handler(RefusedError, lambda request, fout: probleem(request, 400, str(fout)))

    def get_openapi_schema(self, **_opties: Any) -> OpenAPISchema:  # noqa: ANN401  (ninja's own)
        """The document: addresses from the root of the API, the version header and the errors with each answer."""
        schema = super().get_openapi_schema(path_prefix="")
        schema["paths"] = {pad.rstrip("/") or "/": methoden for pad, methoden in sorted(schema["paths"].items())}
        schema["components"]["schemas"]["Probleem"] = Probleem.model_json_schema()
        for pad, methoden in schema["paths"].items():
            for methode in methoden.values():
                _vul_antwoorden(pad, methode)
        return schema


def _vul_antwoorden(pad: str, methode: dict[str, Any]) -> None:
    koppen = {"API-Version": {"description": "Volledige versie van deze API.", "schema": {"type": "string"}}}
    if pad == "/openapi.json":
        koppen["access-control-allow-origin"] = {"description": "Altijd *.", "schema": {"type": "string"}}
    methode["responses"] = {str(status): antwoord for status, antwoord in methode["responses"].items()}
    for antwoord in methode["responses"].values():
        antwoord["headers"] = dict(koppen)
        antwoord["description"] = "Gelukt"
    for status in (400, 404, 429):
        methode["responses"][str(status)] = {
            "description": _TITELS[status],
            "headers": {"API-Version": koppen["API-Version"]},
            "content": {PROBLEEM: {"schema": {"$ref": "#/components/schemas/Probleem"}}},
        }


def _veldfouten(request: HttpRequest, fout: Any) -> HttpResponse:  # noqa: ANN401  (one of ninja's exceptions)
    """Every parameter that is wrong, by its name."""
    return probleem(request, 400, "; ".join(_veldfout(details) for details in fout.errors) + ".")


def _veldfout(details: dict[str, Any]) -> str:
    naam = ".".join(str(stap) for stap in details["loc"][1:])
    return f"{naam or 'vraag'}: {_BERICHTEN.get(details['type'], 'klopt niet')}"


class Apikop:
    """Middleware: the version on every answer of the API, and no error page for people where a program asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        if not (request.path == WORTEL or request.path.startswith(f"{WORTEL}/")):
            return antwoord
        if antwoord.status_code >= 400 and antwoord.headers.get("Content-Type") != PROBLEEM:
            koppen = {naam: antwoord.headers[naam] for naam in ("Allow", "Retry-After") if naam in antwoord.headers}
            antwoord = probleem(request, antwoord.status_code)
            for naam, waarde in koppen.items():
                antwoord.headers[naam] = waarde
        if antwoord.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            antwoord.headers["Retry-After"] = "60"
        antwoord.headers["API-Version"] = VERSIE
        antwoord.headers.setdefault("Cache-Control", "private, no-cache")
        return antwoord
