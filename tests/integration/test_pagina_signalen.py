"""The signals page: what calls, at which budget, who sees what, and the words explained."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als
from tests.factories.maandcijfers import LAATSTE, lees_maanden, met_uitbraak, rustig
from tests.factories.personen import Cast, maak_gemeente
from tests.factories.plannen import maak_plan

from kompas.analyse.queries.maandsignalen import GEMEENTE, WIJKEN, Signaalbeeld, plekken_voor, signaalbeeld
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente
from kompas.core.openbaar import cijfers_voor
from kompas.project.environment import valse_alarmen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def map_met_uitbraak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("uitbraak")
    lees_maanden(home / "cijfers", met_uitbraak(), home)
    return home


@pytest.fixture
def noordwijk(map_met_uitbraak: Path, settings: Any) -> Gemeente:
    settings.KOMPAS_HOME = map_met_uitbraak
    return maak_gemeente(is_voorbeeld=True)


def soep(client: Client, vraag: str = "", naam: str = "cijfers_signalen") -> BeautifulSoup:
    antwoord = client.get(reverse(naam, args=["noordwijk"]) + vraag)
    assert antwoord.status_code == 200
    return BeautifulSoup(antwoord.content, "html.parser")


def beeld(gemeente: Gemeente, waar: str = GEMEENTE) -> Signaalbeeld:
    return signaalbeeld(cijfers(), gemeente, waar)


def test_what_was_planted_is_what_calls(client: Client, noordwijk: Gemeente) -> None:
    gevonden = beeld(noordwijk)
    assert [rij.reeks.definitie.key for rij in gevonden.nu] == ["woninginbraak", "auto-inbraak"]
    woorden = {was.uitspraak.woord for was in gevonden.eerder if was.rij.reeks.definitie.key == "auto-inbraak"}
    assert "al maanden hoger" in woorden
    blad = soep(client)
    assert blad.select_one("#kop-nu").get_text() == f"{LAATSTE.capitalize()}: 2 signalen"
    zin = blad.select_one(".kompas-woord").get_text(" ", strip=True)
    assert "opvallend hoog" in zin
    assert "30 misdrijven" in zin
    link = blad.select_one(".kompas-woorden h3 a")["href"]
    assert "stap=maand" in link
    assert client.get(link).status_code == 200


def test_every_series_stands_in_the_table_with_what_was_expected(client: Client, noordwijk: Gemeente) -> None:
    rijen = soep(client).select("table tbody tr")
    assert len(rijen) == len(beeld(noordwijk).bewaakt) == 10
    inbraak = next(rij for rij in rijen if "woning" in rij.th.get_text())
    maand, aantal, gewoon, *_, woord = [cel.get_text(strip=True) for cel in inbraak.select("td")]
    assert (maand, aantal) == (LAATSTE, "30")
    assert 3 <= float(gewoon.replace(",", ".")) <= 10
    assert woord.endswith("opvallend hoog")


def test_the_budget_is_a_setting_over_the_definitions(client: Client, noordwijk: Gemeente, settings: Any) -> None:
    assert beeld(noordwijk).per_jaar == cijfers().definities.woorden.valse_alarmen_per_jaar == 4
    settings.KOMPAS_VALSE_ALARMEN_PER_JAAR = 30.0
    veel = beeld(noordwijk)
    assert veel.per_jaar == 30
    assert len(veel.nu) + len(veel.eerder) > 2
    assert "ongeveer 30 signalen per jaar" in soep(client).get_text()
    assert "ongeveer 30 signalen per jaar" in soep(client, naam="cijfers_woorden").get_text()


@pytest.mark.parametrize(("tekst", "getal"), [("", None), ("6", 6.0), ("0,5", 0.5)])
def test_the_setting_is_read(tekst: str, getal: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_VALSE_ALARMEN_PER_JAAR", tekst)
    assert valse_alarmen() == getal


@pytest.mark.parametrize("tekst", ["veel", "0", "-4", "nan", "1e9"])
def test_a_setting_that_is_no_number_stops_the_start(tekst: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_VALSE_ALARMEN_PER_JAAR", tekst)
    with pytest.raises(ValueError, match="KOMPAS_VALSE_ALARMEN_PER_JAAR"):
        valse_alarmen()


def test_months_of_wijken_are_for_who_has_a_role(cast: Cast, settings: Any, map_met_uitbraak: Path) -> None:
    settings.KOMPAS_HOME = map_met_uitbraak
    hier = Gemeente.objects.get(slug="noordwijk")
    mag = {
        naam: plekken_voor(cijfers_voor(cast.wie(naam), hier), hier)
        for naam in ("anna", "bram", "carla", "dirk", "bezoeker")
    }
    alles = (GEMEENTE, WIJKEN)
    assert mag == {"anna": alles, "bram": alles, "carla": alles[:1], "dirk": alles[:1], "bezoeker": alles[:1]}
    blad = soep(als("bram", cast), "?waar=wijken")
    assert ", Noordwijk aan Zee" in blad.get_text()
    assert len(blad.select("table tbody tr")) == 2 * len(signaalbeeld(cijfers(), hier).bewaakt)


def test_a_visitor_cannot_ask_for_wijken(client: Client, noordwijk: Gemeente) -> None:
    blad = soep(client, "?waar=wijken")
    assert "aan Zee" not in blad.get_text()
    assert not blad.select("nav[aria-label=Waar]")
    # And not through the query itself either: the figures refuse, not the page.
    openbaar = signaalbeeld(cijfers_voor(AnonymousUser(), noordwijk), noordwijk, WIJKEN)
    assert openbaar.rijen == ()
    assert "geen maandcijfers die u hier kunt zien" in openbaar.reden


def test_without_months_the_page_says_so(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.KOMPAS_HOME = tmp_path
    hier = maak_gemeente(is_voorbeeld=True)
    assert "geen maandcijfers" in soep(client).get_text()
    assert soep(client, naam="gemeente").select_one("#kop-maandsignalen") is None
    assert signaalbeeld(cijfers(), hier).rijen == ()


def test_the_page_of_the_municipality_names_the_signals(client: Client, noordwijk: Gemeente) -> None:
    maak_plan(noordwijk)
    deel = soep(client, naam="gemeente").select_one("#kop-maandsignalen").parent.get_text(" ", strip=True)
    assert deel.startswith(f"Signalen in {LAATSTE}")
    assert "opvallend hoog Diefstal/inbraak woning" in deel


def test_many_signals_at_once_are_one_message(client: Client, settings: Any, tmp_path: Path) -> None:
    reeksen = rustig({"GM0575": 1.0})
    for code in ("1.1.1", "1.2.1", "1.2.3", "1.4.5", "2.2.1", "2.5.2"):
        reeksen[code]["GM0575"][-1] = 60
    lees_maanden(tmp_path / "cijfers", reeksen, tmp_path)
    settings.KOMPAS_HOME = tmp_path
    hier = maak_gemeente(is_voorbeeld=True)
    assert beeld(hier).is_veel
    assert "Veel signalen tegelijk" in soep(client).get_text()


def test_a_month_in_which_everything_is_zero_is_missing_and_not_safe(settings: Any, tmp_path: Path) -> None:
    reeksen = rustig({"GM0575": 1.0})
    for gebieden in reeksen.values():
        gebieden["GM0575"][-1] = 0
    lees_maanden(tmp_path / "cijfers", reeksen, tmp_path)
    settings.KOMPAS_HOME = tmp_path
    [vlag] = beeld(maak_gemeente(is_voorbeeld=True)).artefacten
    assert vlag.uitspraak.woord == "let op"
    assert LAATSTE.capitalize() in vlag.uitspraak.zin


def test_a_share_of_the_country_that_jumps_is_flagged(client: Client, settings: Any, tmp_path: Path) -> None:
    reeksen = rustig({"GM0575": 1.0, "NL": 300.0})
    reeksen["0.0.0"]["GM0575"][-12:] *= 2
    lees_maanden(tmp_path / "cijfers", reeksen, tmp_path)
    settings.KOMPAS_HOME = tmp_path
    gevonden = beeld(maak_gemeente(is_voorbeeld=True))
    assert gevonden.met_land == len(gevonden.bewaakt)
    [vlag] = gevonden.artefacten
    assert vlag.naam == "Totaal misdrijven in Noordwijk"
    assert "2025" in vlag.uitspraak.zin
    tekst = soep(client).get_text()
    assert "Let op de registratie" in tekst
    assert "Wat in het hele land tegelijk stijgt of daalt" in tekst


def test_figures_of_an_earlier_day_have_no_signals_of_later(client: Client, noordwijk: Gemeente) -> None:
    assert noordwijk.slug
    assert "geen maandcijfers" in soep(client, "?op=2025-06-01").get_text()


def test_the_words_are_explained_with_the_thresholds_in_use(client: Client, noordwijk: Gemeente) -> None:
    assert noordwijk.slug
    blad = soep(client, naam="cijfers_woorden")
    tekst = blad.get_text(" ", strip=True)
    assert "na correctie onder 0,05" in tekst
    assert "Voorbeeldstad" in tekst
    assert len({kop["id"] for kop in blad.select("h2[id]")}) == len(blad.select("h2[id]")) >= 6
