"""The pages for reading a document in: who sees them, what they say, and that they work without JavaScript."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.inlezingen import PLANTEKST, maak_inlezing
from tests.factories.personen import NAMEN, Cast
from tests.unit.lezen.plandocumenten import VAARTWIJK, als_txt

from kompas.beleid.models import Inlezing, Plan
from kompas.core.models import Gebruiker, Gemeente

MAGEN = {"anna"}


def _als(cast: Cast, naam: str) -> Client:
    client, wie = Client(), cast.wie(naam)
    if isinstance(wie, Gebruiker):
        client.force_login(wie)
    return client


def _upload(client: Client, inhoud: bytes, naam: str = "plan.txt"):  # noqa: ANN202  (the response of the test client)
    return client.post("/noordwijk/inlezen/", {"document": SimpleUploadedFile(naam, inhoud)})


@pytest.fixture
def voorbeeld(hier: Gemeente) -> Gemeente:
    hier.is_voorbeeld = True
    hier.save()
    return hier


@pytest.mark.parametrize("naam", NAMEN)
def test_who_may_send_a_document(cast: Cast, voorbeeld: Gemeente, naam: str) -> None:
    client = _als(cast, naam)
    pagina = client.get(f"/{voorbeeld.slug}/inlezen/")
    antwoord = _upload(client, PLANTEKST)
    if naam in MAGEN:
        assert (pagina.status_code, antwoord.status_code) == (200, 302)
        assert Inlezing.objects.get().door == cast.wie(naam)
        return
    assert (pagina.status_code, antwoord.status_code) == (403, 403)
    assert 'type="file"' not in pagina.text
    assert not Inlezing.objects.exists()


def test_a_municipality_that_one_may_not_see_does_not_exist(cast: Cast, hier: Gemeente) -> None:
    assert _als(cast, "carla").get(f"/{hier.slug}/inlezen/").status_code == 404
    assert _als(cast, "bezoeker").get(f"/{hier.slug}/inlezen/").status_code == 404


@pytest.mark.parametrize("naam", [n for n in NAMEN if n not in MAGEN])
def test_a_document_of_others_does_not_exist(cast: Cast, voorbeeld: Gemeente, naam: str) -> None:
    inlezing = maak_inlezing(voorbeeld)
    client, element = _als(cast, naam), inlezing.elementen.get()
    basis = f"/noordwijk/inlezen/{inlezing.pk}/"
    assert client.get(basis).status_code == 404
    for pad in (f"{basis}onderdeel/{element.pk}/", f"{basis}rest/", f"{basis}overnemen/", f"{basis}verwerpen/"):
        assert client.post(pad, {"besluit": "overnemen", "versie": "1"}).status_code == 404
    element.refresh_from_db()
    assert element.besluit == "open"


def test_a_document_of_another_municipality_is_not_found_through_ones_own(cast: Cast, voorbeeld: Gemeente) -> None:
    inlezing = maak_inlezing(voorbeeld)
    assert _als(cast, "carla").get(f"/westland/inlezen/{inlezing.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("leeg.txt", b"", "leeg"),
        ("recept.txt", b"Meng de bloem met de suiker.", "lijkt geen veiligheidsplan"),
        ("kapot.docx", b"PK\x03\x04kapot", "beschadigd"),
        ("plan.pdf", b"geen pdf", "verkeerde naam"),
    ],
)
def test_a_bad_document_is_answered_with_the_reason(
    cast: Cast, voorbeeld: Gemeente, naam: str, inhoud: bytes, zin: str
) -> None:
    antwoord = _upload(_als(cast, "anna"), inhoud, naam)
    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert "{naam}" not in antwoord.text
    assert not Inlezing.objects.filter(gemeente=voorbeeld).exists()


def test_a_too_large_document_is_not_taken_in(cast: Cast, voorbeeld: Gemeente, settings: object) -> None:
    settings.MAX_UPLOAD_BYTES = 100_000  # type: ignore[attr-defined]
    antwoord = _upload(_als(cast, "anna"), PLANTEKST + b"x" * 200_000)
    assert antwoord.status_code == 422
    assert "te groot" in antwoord.text
    assert not Inlezing.objects.filter(gemeente=voorbeeld).exists()


def test_the_whole_road_without_javascript(cast: Cast, voorbeeld: Gemeente) -> None:
    client = _als(cast, "anna")
    adres = _upload(client, als_txt(VAARTWIJK), "vaartwijk.txt").url
    pagina = client.get(adres).text
    assert 'id="regel-1"' in pagina
    assert "Integraal Veiligheidsplan Vaartwijk 2023-2026" in pagina
    assert "Hier moet een mens naar kijken" in pagina
    inlezing = Inlezing.objects.get()

    thema = inlezing.elementen.get(soort="thema", waarde__nummer="4.1")
    onderdeel = f"{adres}onderdeel/{thema.pk}/"
    na = client.post(onderdeel, {"besluit": "overnemen", "versie": "1"})
    assert na.url == f"{adres}#onderdeel-{thema.pk}"

    indicator = inlezing.elementen.get(soort="indicator", waarde__naam="woninginbraken")
    formulier = client.get(f"{adres}onderdeel/{indicator.pk}/").text
    waarden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', formulier)) | {"streefsoort": "hoogstens"}
    assert waarden["uitgangswaarde"] == "64"
    fout = client.post(f"{adres}onderdeel/{indicator.pk}/", waarden | {"streefwaarde": "weinig"})
    assert fout.status_code == 422
    assert "klopt niet" in fout.text
    goed = client.post(f"{adres}onderdeel/{indicator.pk}/", waarden | {"streefwaarde": "45"})
    assert goed.status_code == 302

    assert client.post(f"{adres}rest/").status_code == 302
    plan_adres = client.post(f"{adres}overnemen/").url
    plan = Plan.objects.get(gemeente=voorbeeld)
    assert plan.status == "concept"
    assert plan.doelen.get(indicatoren__naam="woninginbraken").indicatoren.get(naam="woninginbraken").streefwaarde == 45
    assert client.get(plan_adres).status_code == 200
    assert _als(cast, "bezoeker").get(plan_adres).status_code == 404
    dicht = client.get(adres).text
    assert "overgenomen als conceptplan" in dicht
    assert ">Overnemen<" not in dicht


def test_htmx_gets_only_the_element_back(cast: Cast, voorbeeld: Gemeente) -> None:
    inlezing = maak_inlezing(voorbeeld)
    element = inlezing.elementen.get()
    client = _als(cast, "anna")
    adres = f"/noordwijk/inlezen/{inlezing.pk}/onderdeel/{element.pk}/"
    deel = client.post(adres, {"besluit": "verwerpen", "versie": "1"}, headers={"HX-Request": "true"})
    assert deel.status_code == 200
    assert deel.text.strip().startswith("<li")
    assert "<html" not in deel.text
    assert "verworpen" in deel.text
    te_laat = client.post(adres, {"besluit": "overnemen", "versie": "1"}, headers={"HX-Request": "true"})
    assert "intussen gewijzigd" in te_laat.text


def test_text_of_a_document_is_never_markup(cast: Cast, voorbeeld: Gemeente) -> None:
    tekst = PLANTEKST.replace(b"We kennen", b"<script>alert(1)</script><img src=x onerror=alert(1)> We kennen")
    client = _als(cast, "anna")
    pagina = client.get(_upload(client, tekst).url).text
    assert "<script>alert(1)" not in pagina
    assert "<img src=x" not in pagina
    assert "&lt;script&gt;" in pagina
    assert voorbeeld.naam in pagina


def test_rejecting_a_document(cast: Cast, voorbeeld: Gemeente) -> None:
    inlezing = maak_inlezing(voorbeeld)
    antwoord = _als(cast, "anna").post(f"/noordwijk/inlezen/{inlezing.pk}/verwerpen/", follow=True)
    assert "is verworpen" in antwoord.text
    inlezing.refresh_from_db()
    assert inlezing.status == "verworpen"


def test_the_menu_shows_the_entry_to_who_may(cast: Cast, voorbeeld: Gemeente) -> None:
    assert (
        "/inlezen/" in _als(cast, "anna").get(f"/{voorbeeld.slug}/plan/").text
        or "/inlezen/" in _als(cast, "anna").get(f"/{voorbeeld.slug}/").text
    )
    assert ">Inlezen<" not in _als(cast, "bram").get(f"/{voorbeeld.slug}/").text


@pytest.mark.parametrize("versie", ["²", "9" * 5000, "-1", "", "1e3"])
def test_a_strange_version_is_an_old_version(cast: Cast, voorbeeld: Gemeente, versie: str) -> None:
    inlezing = maak_inlezing(voorbeeld)
    element = inlezing.elementen.get()
    adres = f"/noordwijk/inlezen/{inlezing.pk}/onderdeel/{element.pk}/"
    antwoord = _als(cast, "anna").post(adres, {"besluit": "overnemen", "versie": versie})
    assert antwoord.status_code == 302
    element.refresh_from_db()
    assert element.besluit == "open"
