"""The base page and the error pages, through the whole of the middleware."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

WESTLAND = SimpleNamespace(naam="Westland", slug="westland", is_voorbeeld=True)
EIGEN = SimpleNamespace(naam="Eigenstad", slug="eigenstad", is_voorbeeld=False)


def pagina(request: HttpRequest, gemeente: object = None) -> HttpResponse:
    return render(request, "ui/basis.html", {"gemeente": gemeente})


def met_melding(request: HttpRequest) -> HttpResponse:
    messages.success(request, "De streefwaarde is <gewijzigd>.")
    return pagina(request)


def verboden(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def verdacht(_request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("vreemd verzoek")


def stuk(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("kapot")


def eigen_beleid(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("", headers={"Content-Security-Policy": "sandbox"})


urlpatterns = [
    path("", pagina, name="start"),
    path("voorbeeld/", pagina, {"gemeente": WESTLAND}),
    path("eigen/", pagina, {"gemeente": EIGEN}),
    path("melding/", met_melding),
    path("verboden/", verboden),
    path("verdacht/", verdacht),
    path("stuk/", stuk),
    path("eigen-beleid/", eigen_beleid),
    path("aanmelden/", pagina, name="aanmelden"),
    path("afmelden/", pagina, name="afmelden"),
]


def soep(antwoord: HttpResponseBase) -> BeautifulSoup:
    assert isinstance(antwoord, HttpResponse)
    return BeautifulSoup(antwoord.content, "html.parser")


def test_the_page_says_what_it_is_and_where_its_content_begins(client: Client) -> None:
    pagina_ = soep(client.get("/"))
    assert pagina_.html is not None
    assert pagina_.html["lang"] == "nl"
    eerste = pagina_.body.find("a")
    assert (eerste["href"], eerste.get_text()) == ("#inhoud", "Ga naar de inhoud")
    assert [len(pagina_.select(landmark)) for landmark in ("header", "main#inhoud", "footer")] == [1, 1, 1]
    assert "width=device-width" in str(pagina_.select_one("meta[name=viewport]"))


def test_style_and_script_come_from_here_with_tokens_before_our_own(client: Client) -> None:
    pagina_ = soep(client.get("/"))
    stijlen = [link["href"].rpartition("/")[2].split(".")[0] for link in pagina_.select("link[rel=stylesheet]")]
    assert stijlen == ["lettertype", "componenten", "thema", "tokens-kompas", "kompas", "paginas", "afdruk"]
    adressen = [deel["src"] for deel in pagina_.select("[src]")]
    adressen += [deel["href"] for deel in pagina_.select("link[href]")]
    assert adressen
    assert all(adres.startswith("/static/") for adres in adressen)


@pytest.mark.parametrize("adres", ["/", "/bestaat-niet/", "/voorbeeld/"])
def test_every_answer_carries_the_security_headers(adres: str, client: Client) -> None:
    koppen = client.get(adres).headers
    beleid = dict(regel.split(" ", 1) for regel in koppen["Content-Security-Policy"].split("; "))
    assert beleid == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["X-Frame-Options"] == "DENY"
    assert koppen["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in koppen["Permissions-Policy"]
    assert koppen["Cache-Control"] == "private, no-cache"


def test_a_view_may_bring_its_own_policy(client: Client) -> None:
    assert client.get("/eigen-beleid/").headers["Content-Security-Policy"] == "sandbox"


def test_htmx_needs_no_eval_and_no_inline_style(client: Client) -> None:
    instelling = soep(client.get("/")).select_one("meta[name=htmx-config]")["content"]
    assert '"allowEval":false' in instelling
    assert '"includeIndicatorStyles":false' in instelling


def test_an_example_is_marked_and_another_municipality_is_not(client: Client) -> None:
    voorbeeld = soep(client.get("/voorbeeld/"))
    assert voorbeeld.select_one(".kompas-voorbeeld").get_text(strip=True).startswith("Voorbeeld.")
    assert voorbeeld.select_one(".kompas-kop__gemeente").get_text() == "Gemeente Westland"
    assert soep(client.get("/eigen/")).select_one(".kompas-voorbeeld") is None


def test_a_message_is_announced_and_escaped(client: Client) -> None:
    status = soep(client.get("/melding/")).select_one("[role=status]")
    assert status.get_text(strip=True) == "De streefwaarde is <gewijzigd>."
    assert status.select_one(".utrecht-alert--ok") is not None


def test_sign_in_and_sign_out(client: Client, django_user_model: type) -> None:
    assert soep(client.get("/")).select_one("header a[href='/aanmelden/']").get_text() == "Aanmelden"
    client.force_login(django_user_model.objects.create_user("anna", first_name="Anna"))
    kop = soep(client.get("/")).select_one("header")
    assert "Anna" in kop.get_text()
    assert kop.select_one("form[method=post][action='/afmelden/'] input[name=csrfmiddlewaretoken]") is not None


@override_settings(DEBUG=False)
@pytest.mark.parametrize(
    ("adres", "status", "kop"),
    [
        ("/bestaat-niet/", 404, "Deze pagina bestaat niet"),
        ("/verboden/", 403, "U mag deze pagina niet bekijken"),
        ("/verdacht/", 400, "Dit verzoek klopt niet"),
        ("/stuk/", 500, "Er ging iets mis"),
    ],
)
def test_an_error_is_told_in_plain_words(adres: str, status: int, kop: str) -> None:
    client = Client(raise_request_exception=False)
    antwoord = client.get(adres)
    assert antwoord.status_code == status
    pagina_ = soep(antwoord)
    assert pagina_.select_one("h1").get_text() == kop
    assert pagina_.title.get_text() == f"{kop} - Veiligheidskompas"
    assert pagina_.select_one("main a[href='/']") is not None
