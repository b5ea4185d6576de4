"""The page and the command about the effect of a measure, with figures in which the effect is known."""

import json
from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore

import numpy as np
import pytest
import typer
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import Cast
from typer.testing import CliRunner

from kompas.analyse.queries import effectrekenen
from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Indicator
from kompas.cli.cijfers import app
from kompas.core.cijfers import cijfermap
from kompas.core.models import Gemeente
from kompas.data.build import lees_bestanden
from kompas.data.geheugen import Geheugen

JAREN = tuple(range(2010, 2022))
BEGIN = 2018
GEMEENTEN = ("GM0575", *(f"GM{nummer:04d}" for nummer in range(1001, 1041)))
WIJKEN = tuple(f"WK0575{nummer:02d}" for nummer in range(24))


def _reeksen(codes: tuple[str, ...], effect: float, omvang: float) -> dict[str, list[int]]:
    """Areas that fall by 3% a year; the first falls by `effect` more from the measure on."""
    rng = np.random.default_rng(7)
    verwacht = rng.uniform(0.5, 2, (len(codes), 1)) * omvang * 0.97 ** np.arange(len(JAREN))
    verwacht[0, JAREN.index(BEGIN) :] *= effect
    return {code: [int(n) for n in rij] for code, rij in zip(codes, rng.poisson(verwacht), strict=True)}


@pytest.fixture
def cijfers_erin(cast: Cast, hier: Gemeente, lege_home: Path, tmp_path: Path) -> None:  # noqa: ARG001
    """Burglaries halve in Noordwijk from 2018 on; assaults do not; nothing is known of some municipalities."""
    woningen = _reeksen(GEMEENTEN, 0.5, 500) | _reeksen(WIJKEN, 0.3, 30)
    mensen = {code: [40_000] * len(JAREN) for code in (*GEMEENTEN, *WIJKEN)}
    namen = tmp_path / "RegioS.csv"
    regels = ['"Key","Title","Description","CategoryGroupID"']
    regels += [f'"{code}","Plaats {code}","",""' for code in (*GEMEENTEN[1:], *WIJKEN, "GM1099")]
    namen.write_text("\n".join([*regels, '"GM0575","Noordwijk","",""']) + "\n")
    lees(
        tmp_path,
        lijst({"1.1.1": woningen, "1.4.5": _reeksen(GEMEENTEN, 1.0, 200)}, jaren=JAREN),
        lijst({"1.1.1": {"GM1099": [5, 6]}}, jaren=JAREN[:2]),
        lijst({"inwoners": mensen}, bron="cbs-bevolking", tabel="70072ned", jaren=JAREN),
    )
    lees_bestanden(cijfermap(), [namen])
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)  # so that a visitor sees it


def _vraag(client: Client, status: int = 200, **velden: object) -> BeautifulSoup:
    antwoord = client.get(reverse("effect", args=["noordwijk"]), {"indicator": "woninginbraak", **velden})
    assert antwoord.status_code == status
    return BeautifulSoup(antwoord.content, "html.parser")


def _tekst(blad: BeautifulSoup, keuze: str = "main") -> str:
    return " ".join(deel.get_text(" ", strip=True) for deel in blad.select(keuze))


@pytest.mark.usefixtures("cijfers_erin")
def test_an_effect_that_is_there_is_seen_and_not_explained(client: Client) -> None:
    blad = _vraag(client, vanaf=BEGIN)
    tekst = _tekst(blad, ".kompas-antwoord")
    assert "minder dan zonder maatregel te verwachten was" in tekst
    assert "Of dit door de maatregel komt, is met deze vergelijking niet te zeggen." in tekst
    assert "We nemen aan dat de andere gebieden de maatregel niet hadden" in tekst
    assert "naast alle gemeenten" in tekst
    assert "1 van de 41 andere gebieden telt niet mee" in tekst
    [beeld] = blad.select("figure img")
    assert "Aangegeven is 2018: maatregel." in str(beeld["alt"])
    svg = client.get(beeld["src"])
    assert svg.status_code == 200
    assert svg["Content-Type"] == "image/svg+xml"
    rijen = [[cel.get_text(strip=True) for cel in rij.select("th, td")] for rij in blad.select("figure tbody tr")]
    assert [rij[0] for rij in rijen] == [str(jaar) for jaar in JAREN]
    assert [rij[4] for rij in rijen] == ["ervoor"] * 8 + ["met maatregel"] * 4


@pytest.mark.usefixtures("cijfers_erin")
def test_no_effect_is_not_told_as_none(client: Client) -> None:
    tekst = _tekst(_vraag(client, indicator="mishandeling", vanaf=BEGIN), ".kompas-antwoord")
    assert "effect niet aan te tonen" in tekst
    assert "Dat betekent niet dat de maatregel niets deed" in tekst
    assert "na de start ziet u een daling van" in tekst


@pytest.mark.usefixtures("cijfers_erin")
def test_a_peak_and_a_start_halfway_and_one_to_come(client: Client) -> None:
    tekst = _tekst(_vraag(client, vanaf=BEGIN, piek="1", deels="1"), ".kompas-antwoord")
    assert "Het jaar 2018 zelf telt niet mee." in tekst
    assert "Zo'n piek zakt ook zonder maatregel" in tekst
    assert "≈ effect niet aan te tonen" in tekst
    blad = _vraag(client, vanaf=2023)
    regels = [regel.get_text(" ", strip=True) for regel in blad.select(".kompas-antwoord li")]
    assert sum(regel.startswith("Met ") for regel in regels) == 4
    assert regels[0].startswith("Met 1 jaar na de start: een daling van ")
    assert "Aangegeven is" not in _tekst(blad)


@pytest.mark.usefixtures("cijfers_erin")
def test_displacement_is_looked_at_and_those_areas_are_no_comparison(client: Client) -> None:
    blad = _vraag(client, vanaf=BEGIN, uitwijk_erbij="Plaats GM1001; GM1002")
    koppen = [kop.get_text(strip=True) for kop in blad.select(".kompas-antwoord h4")]
    assert koppen[2:] == ["Waar het heen kan gaan", "Samen met waar het heen kan gaan"]
    assert "van de 39 andere gebieden" in _tekst(blad, ".kompas-antwoord")
    assert blad.select_one("#effect-uitwijk")["value"] == "Plaats GM1001; Plaats GM1002"


FOUT: list[tuple[dict[str, object], str, str]] = [
    ({"indicator": "bestaat-niet", "vanaf": 2018}, "indicator", "bestaat hier niet"),
    ({"indicator": "inwoners", "vanaf": 2018}, "indicator", "is geen aantal"),
    ({"vanaf": "<script>"}, "vanaf", "kan niet. Schrijf een jaar"),
    ({"vanaf": ""}, "vanaf", "Vul het jaar in"),
    ({"vanaf": 2011}, "vanaf", "Kies 2012 of later"),
    ({"vanaf": 2040}, "vanaf", "te ver vooruit"),
    ({"vanaf": 2021, "deels": "1"}, "vanaf", "in de loop van 2021"),
    ({"vanaf": 2018, "met": "maan"}, "met", "kan Noordwijk niet worden vergeleken"),
    ({"vanaf": 2018, "met": "wijken"}, "met", "kan Noordwijk niet worden vergeleken"),
    ({"vanaf": 2018, "gebied": "GM1001"}, "gebied", "is geen gebied van Noordwijk"),
    ({"vanaf": 2018, "uitwijk_erbij": "Nergens"}, "uitwijk", "kennen we niet als gemeente"),
    ({"vanaf": 2018, "uitwijk_erbij": "Plaats GM10"}, "uitwijk", "Er zijn meer gebieden die"),
    ({"vanaf": 2018, "uitwijk_erbij": "Noordwijk"}, "uitwijk", "het gebied met de maatregel zelf"),
    ({"vanaf": 2018, "gebied": "WK057590"}, "gebied", "is geen gebied van Noordwijk"),
]


@pytest.mark.usefixtures("cijfers_erin")
def test_what_is_wrong_is_told_at_its_field(client: Client) -> None:
    for velden, veld, zin in FOUT:
        blad = _vraag(client, 400, **velden)
        assert zin in _tekst(blad, f"#effect-{veld}-fout"), velden
        assert blad.select_one(f"#effect-{veld}")["aria-invalid"] == "true"
        assert blad.select_one(f'.kompas-melding a[href="#effect-{veld}"]') is not None
        assert blad.title is not None
        assert "Fout: " in blad.title.get_text()
        assert blad.select(".kompas-antwoord") == []
    velden = {"indicator": "niets", "vanaf": "x", "met": "maan"}
    assert {a["href"] for a in _vraag(client, 400, **velden).select(".kompas-melding a")} == {
        "#effect-indicator", "#effect-vanaf", "#effect-met",
    }  # fmt: skip
    assert client.get(reverse("effect_grafiek", args=["noordwijk"]), velden).status_code == 404


@pytest.mark.usefixtures("cijfers_erin")
def test_the_empty_page_only_asks(client: Client) -> None:
    antwoord = client.get(reverse("effect", args=["noordwijk"]))
    assert antwoord.status_code == 200
    blad = BeautifulSoup(antwoord.content, "html.parser")
    assert blad.select(".kompas-antwoord, .kompas-melding--fout, [aria-invalid]") == []
    assert "Een verschil is nog geen effect." in _tekst(blad)
    titels = {optie["value"] for optie in blad.select("#effect-indicator option")}
    assert {"woninginbraak", "woninginbraak-per-1000"} <= titels
    assert "inwoners" not in titels


@pytest.mark.usefixtures("cijfers_erin")
def test_a_wijk_is_compared_with_wijken_by_who_may_see_them(cast: Cast, client: Client, settings: object) -> None:
    velden = {"vanaf": BEGIN, "gebied": WIJKEN[0]}
    tekst = _tekst(_vraag(als(cast.anna), **velden), ".kompas-antwoord")
    assert "alle wijken (24)" in tekst
    assert _vraag(als(cast.anna), **velden).select("#effect-met option[selected]") == []
    assert "minder dan zonder maatregel te verwachten was" in tekst
    # With a threshold above every count of a wijk a visitor has nothing left to compare.
    settings.KOMPAS_DREMPEL = 100  # type: ignore[attr-defined]
    blad = _vraag(client, 400, vanaf=BEGIN, gebied=WIJKEN[0])
    assert "geen hele jaren" in _tekst(blad, "#effect-gebied-fout")


def _roep(*woorden: str, code: int = 0) -> str:
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    uitkomst = CliRunner().invoke(kompas, ["cijfers", "effect", *woorden], env={"COLUMNS": "200"})
    assert uitkomst.exit_code == code, uitkomst.output + repr(uitkomst.exception)
    return uitkomst.output + (str(uitkomst.exception) if code else "")


@pytest.mark.usefixtures("cijfers_erin")
def test_the_command_says_what_the_page_says(client: Client) -> None:
    uit = _roep("woninginbraak", "Noordwijk", "--vanaf", "2018", "--uitwijk", "GM1001")
    assert "▼ minder dan zonder maatregel te verwachten was: " in uit
    [zin] = [regel.strip() for regel in uit.splitlines() if regel.startswith("  ") and "andere gebieden doen" in regel]
    assert zin in _tekst(_vraag(client, vanaf=2018, uitwijk_erbij="GM1001"))
    antwoord = json.loads(_roep("woninginbraak", "GM0575", "--vanaf", "2018", "--vorm", "json"))
    assert antwoord["oordeel"]["zekerheid"] == "zeker"
    assert antwoord["andere_gebieden"] == 40
    assert antwoord["vergelijkingen"][0]["titel"] == "Naast andere gebieden"
    vooruit = json.loads(_roep("woninginbraak", "GM0575", "--vanaf", "2023", "--vorm", "json"))["vooruit"]
    assert [rij["jaren"] for rij in vooruit] == [1, 2, 3, 4]
    assert vooruit[0]["kleinste_daling"] > vooruit[1]["kleinste_daling"] > 0.02

    uit = _roep("woninginbraak", "Noordwijk", "--vanaf", "20x", "--met", "maan", code=1)
    assert "--vanaf: ‘20x’ kan niet" in uit
    assert "--met: " in uit


@pytest.mark.django_db
def test_the_page_of_an_indicator_leads_here(client: Client) -> None:
    voorbeeld_laden(opnieuw=True)
    indicator = Indicator.objects.get(doel__plan__gemeente__slug="westland", definitie="woninginbraak-per-1000")
    blad = BeautifulSoup(client.get(reverse("indicator", args=["westland", indicator.pk])).content, "html.parser")
    [link] = blad.select("#kop-effect ~ p a")
    antwoord = client.get(str(link["href"]))
    assert antwoord.status_code == 200
    gekozen = BeautifulSoup(antwoord.content, "html.parser").select("#effect-indicator option[selected]")
    assert [optie["value"] for optie in gekozen] == ["woninginbraak-per-1000"]


@pytest.mark.usefixtures("cijfers_erin")
def test_a_busy_server_says_so_and_keeps_the_question(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effectrekenen, "_antwoorden", Geheugen(8))
    monkeypatch.setattr(effectrekenen, "WACHT", 0.01)
    monkeypatch.setattr(effectrekenen, "_plaatsen", BoundedSemaphore(1))
    beeld = {"indicator": "woninginbraak", "vanaf": str(BEGIN)}
    with effectrekenen._plaats():
        blad = _vraag(client, status=503, vanaf=BEGIN)
        assert client.get(reverse("effect_grafiek", args=["noordwijk"]), beeld).status_code == 503
    assert "Wacht een minuut" in _tekst(blad)
    assert [gekozen["value"] for gekozen in blad.select("#effect-indicator option[selected]")] == ["woninginbraak"]
    assert "kop-antwoord" in str(_vraag(client, vanaf=BEGIN))


@pytest.mark.usefixtures("cijfers_erin")
def test_looking_back_the_picture_looks_back_too(client: Client) -> None:
    gisteren = localdate() - timedelta(days=1)
    toen = _vraag(client, vanaf=BEGIN, op=gisteren)
    adressen = [beeld["src"] for beeld in toen.select(".kompas-antwoord img")]
    assert adressen
    assert all(f"op={gisteren}" in adres for adres in adressen)
    assert "op=" not in str(_vraag(client, vanaf=BEGIN).select(".kompas-antwoord img"))
