"""The JSON API: the design rules, the figures with their origin, and who sees what."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import NAMEN, Cast

from kompas.core.actions import eigen_indicator_toevoegen
from kompas.core.api import PER_MINUUT
from kompas.core.models import Gemeente
from kompas.project.api import als_tekst, api

BASIS = "/api/v1"
NOORDWIJK = f"{BASIS}/gemeenten/GM0575"
BUURT = "BU05750101"
ZIEN = {"anna", "bram"}
PADEN = [
    "", "/indicatoren", "/indicatoren/woninginbraak", "/gebieden", "/waarden?indicator=woninginbraak",
    "/waarden/woninginbraak/GM0575/2019", "/herzieningen?indicator=woninginbraak",
]  # fmt: skip


@pytest.fixture
def gevuld(hier: Gemeente, lege_home: Path, tmp_path: Path) -> Gemeente:  # noqa: ARG001
    """Burglaries of two years, of which one was revised later; a small number in a buurt; inhabitants."""
    lees(
        tmp_path,
        lijst({"1.1.1": {"GM0575": [93, 78], BUURT: [2, 12]}}, jaren=(2018, 2019), opgehaald=date(2020, 7, 1)),
        lijst({"1.1.1": {"GM0575": [92, 78]}}, jaren=(2018, 2019), opgehaald=date(2024, 2, 1)),
        lijst({"inwoners": {"GM0575": [42760, 43000]}}, bron="cbs-bevolking", tabel="70072ned", jaren=(2018, 2019)),
    )
    return hier


@pytest.fixture
def openbaar(gevuld: Gemeente) -> Gemeente:
    gevuld.is_voorbeeld = True
    gevuld.save()
    return gevuld


def vraag(client: Client, adres: str, status: int = 200, **koppen: str) -> dict[str, object]:
    antwoord = client.get(adres, headers=koppen)
    assert antwoord.status_code == status, antwoord.text
    assert antwoord["API-Version"] == api.version
    soort = "application/json; charset=utf-8" if status == 200 else "application/problem+json"
    assert antwoord["Content-Type"] == soort
    inhoud: dict[str, object] = antwoord.json()
    return inhoud


# The rules ------------------------------------------------------------------------------------------------------------


def test_the_committed_document_is_the_one_that_is_served(repo: Path, client: Client, db: None) -> None:  # noqa: ARG001
    vastgelegd = (repo / "docs" / "api" / "openapi.json").read_text("utf-8")
    assert vastgelegd == als_tekst(), "run: python tools/openapi.py"
    antwoord = client.get(f"{BASIS}/openapi.json")
    assert json.loads(vastgelegd) == antwoord.json()
    assert antwoord["Access-Control-Allow-Origin"] == "*"


def test_the_document_follows_the_design_rules() -> None:
    document = json.loads(als_tekst())
    assert document["openapi"].startswith("3.")
    assert document["servers"] == [{"url": "/api/v1"}]
    assert all(deel.isdecimal() for deel in document["info"]["version"].split("."))
    assert {"/", "/openapi.json"} <= set(document["paths"])
    for pad, methoden in document["paths"].items():
        assert pad == "/" or not pad.endswith("/"), pad
        assert set(methoden) == {"get"}
        for methode in methoden.values():
            assert methode["tags"]
            assert methode["summary"]
            for status, antwoord in methode["responses"].items():
                assert "API-Version" in antwoord["headers"], (pad, status)
                if status >= "400":
                    assert set(antwoord["content"]) == {"application/problem+json"}
            for parameter in methode["parameters"]:
                assert "_" not in parameter["name"], parameter
    for naam, schema in document["components"]["schemas"].items():
        assert naam[0].isupper()
        assert not [veld for veld in schema["properties"] if "_" in veld.removeprefix("_links")], naam


@pytest.mark.parametrize("pad", ["bestaat-niet", "bronnen/bestaat-niet", "bronnen/", "gemeenten/GM9999", "gemeenten/x"])
def test_nothing_there_is_a_problem_in_dutch(client: Client, openbaar: Gemeente, pad: str) -> None:  # noqa: ARG001
    status = 400 if pad == "gemeenten/x" else 404
    fout = vraag(client, f"{BASIS}/{pad}", status)
    assert set(fout) == {"type", "title", "status", "detail", "instance"}
    assert fout["status"] == status
    assert str(fout["detail"]).endswith(".")


@pytest.mark.parametrize(
    ("pad", "deel"),
    [
        ("/waarden", "indicator: ontbreekt"),
        ("/waarden?indicator=x", "'x' bestaat niet"),
        ("/waarden?indicator=woninginbraak&van=hoi", "van: moet een heel getal zijn"),
        ("/waarden?indicator=woninginbraak&op=gisteren", "op: moet een datum zijn"),
        ("/waarden?indicator=woninginbraak&op=2999-01-01", "moet nog komen"),
        ("/waarden?indicator=woninginbraak&periode=2019XX", "periode: '2019XX' bestaat niet"),
        ("/waarden?indicator=woninginbraak&periode=9999", "geef een jaar van"),
        ("/waarden?indicator=woninginbraak&stap=dag", "stap: is geen van de toegestane waarden"),
        ("/waarden?indicator=woninginbraak&paginaGrootte=5000", "paginaGrootte: is te groot"),
        ("/waarden?indicator=woninginbraak&pagina=0", "pagina: is te klein"),
        ("/waarden/woninginbraak/GM0575/x", "periode: 'x' bestaat niet"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(client: Client, openbaar: Gemeente, pad: str, deel: str) -> None:  # noqa: ARG001
    assert deel in str(vraag(client, NOORDWIJK + pad, 400)["detail"])


def test_other_methods_are_refused_in_the_same_form(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    antwoord = client.post(f"{BASIS}/bronnen", {})
    assert (antwoord.status_code, antwoord["Content-Type"]) == (405, "application/problem+json")
    assert antwoord["Allow"] == "GET"


def test_no_other_site_may_read_along(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    antwoord = client.get(f"{NOORDWIJK}/gebieden", headers={"Origin": "https://elders.example"})
    assert [kop for kop in antwoord.headers if kop.lower().startswith("access-control")] == []
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]


def test_too_many_questions_wait(client: Client, openbaar: Gemeente, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setitem(PER_MINUUT, "bezoeker", 2)
    for _ in range(2):
        vraag(client, f"{BASIS}/bronnen")
    antwoord = client.get(f"{BASIS}/bronnen")
    assert (antwoord.status_code, antwoord["Retry-After"]) == (429, "60")
    assert antwoord["Content-Type"] == "application/problem+json"
    andere = client.get(f"{BASIS}/bronnen", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "1.2.3.4"})
    assert andere.status_code == 200


# The answers ----------------------------------------------------------------------------------------------------------


def test_the_landing_page_leads_on(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    begin = vraag(client, f"{BASIS}/")
    for adres in begin["_links"].values():  # type: ignore[attr-defined]
        assert client.get(adres).status_code == 200


def test_a_figure_with_its_origin(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    antwoord = vraag(client, f"{NOORDWIJK}/waarden?indicator=woninginbraak&van=2018&tot=2020")
    assert antwoord["totaal"] == 3
    eerste, tweede, derde = antwoord["waarden"]  # type: ignore[misc]
    assert [rij["getal"] for rij in (eerste, tweede, derde)] == [92, 78, None]
    assert tweede["periode"] == {"code": "2019JJ00", "label": "2019", "begin": "2019-01-01", "eind": "2019-12-31"}
    assert tweede["herkomst"]["tabel"] == "47018NED"
    assert tweede["herkomst"]["opgehaald"]
    assert tweede["herkomst"]["build"] == antwoord["build"]
    assert (derde["tekst"] != "0", bool(derde["uitleg"])) == (True, True)


def test_as_known_on_a_day(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    adres = f"{NOORDWIJK}/waarden/woninginbraak/GM0575/2018"
    assert [vraag(client, adres + op)["getal"] for op in ("", "?op=2020-07-07", "?op=2019-01-01")] == [92, 93, None]


def test_the_derivation_of_a_rate(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    waarde = vraag(client, f"{NOORDWIJK}/waarden/woninginbraak-per-1000/GM0575/2019JJ00")
    assert waarde["tekst"] == "1,81"
    getallen = {deel["naam"]: deel["getal"] for deel in waarde["verklaring"]}  # type: ignore[attr-defined]
    assert set(getallen.values()) == {78, 43000}


def test_revisions(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    [herziening] = vraag(client, f"{NOORDWIJK}/herzieningen?indicator=woninginbraak")["herzieningen"]  # type: ignore[misc]
    assert (herziening["oud"], herziening["nieuw"], herziening["periode"]["code"]) == (93, 92, "2018JJ00")
    leeg = vraag(client, f"{NOORDWIJK}/herzieningen?indicator=woninginbraak&periode=2019")
    assert leeg["herzieningen"] == []


def test_pages_of_a_list(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    adres, gezien = (
        f"{NOORDWIJK}/waarden?indicator=woninginbraak&indicator=inwoners&van=2018&tot=2019&paginaGrootte=3",
        [],
    )
    while adres:
        blad = vraag(client, adres)
        gezien += [(rij["indicator"], rij["periode"]["label"]) for rij in blad["waarden"]]  # type: ignore[attr-defined]
        adres = (blad["_links"].get("volgende") or {}).get("href", "")  # type: ignore[attr-defined]
    assert gezien == [(i, j) for i in ("woninginbraak", "inwoners") for j in ("2018", "2019")]
    voorbij = vraag(client, f"{NOORDWIJK}/waarden?indicator=inwoners&pagina=99")
    assert (voorbij["waarden"], voorbij["_links"]["volgende"]) == ([], None)  # type: ignore[index]


@pytest.mark.parametrize(("vorm", "kop"), [("&formaat=csv", ""), ("", "text/csv")])
def test_csv(client: Client, openbaar: Gemeente, vorm: str, kop: str) -> None:  # noqa: ARG001
    antwoord = client.get(f"{NOORDWIJK}/waarden?indicator=woninginbraak{vorm}", headers={"Accept": kop or "*/*"})
    assert antwoord["Content-Type"].startswith("text/csv")
    regels = antwoord.content.decode("utf-8-sig").splitlines()
    assert len(regels) == 3
    assert "47018NED" in regels[1]


def test_a_file_has_an_end(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    perioden = "".join(f"&periode={jaar}MM{maand:02d}" for jaar in range(2000, 2020) for maand in range(1, 13))
    gebieden = "".join(f"&gebied=BU0575{nummer:04d}" for nummer in range(300))
    fout = vraag(client, f"{NOORDWIJK}/waarden?formaat=csv&indicator=inwoners{perioden}{gebieden}", 400)
    assert "hoogstens 50000" in str(fout["detail"])


def test_sources_say_what_to_print(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    bronnen = vraag(client, f"{BASIS}/bronnen?paginaGrootte=1000")
    assert all(bron["bronvermelding"] for bron in bronnen["bronnen"])  # type: ignore[attr-defined]
    een = vraag(client, f"{BASIS}/bronnen/politie-misdrijven")
    assert een in bronnen["bronnen"]  # type: ignore[operator]


def test_builds_are_listed_without_names_of_files(client: Client, openbaar: Gemeente) -> None:  # noqa: ARG001
    antwoord = vraag(client, f"{BASIS}/builds")
    assert [rij["isActief"] for rij in antwoord["builds"]] == [True, False, False]  # type: ignore[attr-defined]
    assert "lijst-" not in json.dumps(antwoord)


# Who ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", NAMEN)
def test_a_municipality_is_there_for_who_may_see_it(cast: Cast, gevuld: Gemeente, naam: str) -> None:  # noqa: ARG001
    client = als(cast.wie(naam))
    for pad in PADEN:
        vraag(client, NOORDWIJK + pad, 200 if naam in ZIEN else 404)
    gemeenten = vraag(client, f"{BASIS}/gemeenten")["gemeenten"]
    assert ("GM0575" in [rij["code"] for rij in gemeenten]) == (naam in ZIEN)  # type: ignore[attr-defined]


@pytest.mark.parametrize("naam", NAMEN)
def test_small_numbers_below_the_municipality(cast: Cast, openbaar: Gemeente, naam: str) -> None:  # noqa: ARG001
    adres = f"{NOORDWIJK}/waarden?indicator=woninginbraak&gebied={BUURT}&periode=2018"
    [rij] = vraag(als(cast.wie(naam)), adres)["waarden"]  # type: ignore[misc]
    if naam in ZIEN:
        assert rij["getal"] == 2
        return
    assert (rij["getal"], rij["reden"]) == (None, "onderdrukt")
    assert rij["telling"] is None
    csv = als(cast.wie(naam)).get(f"{adres}&formaat=csv").content.decode("utf-8-sig").splitlines()[1]
    assert "onderdrukt" in csv
    assert ";2;" not in csv


def test_own_indicators_stay_with_their_municipality(cast: Cast, openbaar: Gemeente, elders: Gemeente) -> None:
    velden = {"titel": "Dubbel", "omschrijving": "Twee keer", "bron": "politie-misdrijven", "soort": "telling",
              "richting": "lager", "eenheid": "misdrijven", "delen": "a = 1.1.1 in misdrijven",
              "formule": "a * 2"}  # fmt: skip
    eigen = eigen_indicator_toevoegen(gemeente=openbaar, door=cast.anna, velden=velden)
    client = als(cast.carla)
    waarde = vraag(client, f"{NOORDWIJK}/waarden/{eigen.sleutel}/GM0575/2019")
    assert waarde["getal"] == 156
    assert vraag(client, f"{NOORDWIJK}/indicatoren/{eigen.sleutel}")["isEigen"] is True
    bij_elders = f"{BASIS}/gemeenten/{elders.code}"
    vraag(client, f"{bij_elders}/indicatoren/{eigen.sleutel}", 404)
    vraag(client, f"{bij_elders}/waarden/{eigen.sleutel}/GM0575/2019", 400)
    lijst_ = vraag(client, f"{bij_elders}/indicatoren?paginaGrootte=1000")["indicatoren"]
    assert not [rij for rij in lijst_ if rij["isEigen"]]  # type: ignore[attr-defined]
