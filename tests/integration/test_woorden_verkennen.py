"""The explorer: areas beside each other in words, corrected together with the changes that are shown."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als
from tests.factories.personen import Cast, maak_gemeente

from kompas.core.models import Gemeente
from kompas.data.build import lees_bestanden

pytestmark = pytest.mark.django_db
BUURTEN = [f"BU057501{nummer:02}" for nummer in range(30)]
GEMEENTEN = ["GM0575", *(f"GM{nummer}" for nummer in range(9001, 9025))]
JAREN = ["2022JJ00", "2023JJ00"]


def _lijst(map_: Path, bron: str, tabel: str, code: str, gebieden: dict[str, list[int]]) -> Path:
    inhoud = {
        "kompas_cijfers": 1, "titel": bron, "bron": bron, "tabel": tabel, "opgehaald": "2024-02-01",
        "indeling": 2023, "perioden": JAREN, "namen": {gebied: f"Plek {gebied}" for gebied in gebieden},
        "reeksen": [{"code": code, "gebieden": gebieden}],
    }  # fmt: skip
    pad = map_ / f"{bron}.yaml"
    pad.write_text(yaml.safe_dump(inhoud), encoding="utf-8")
    return pad


def _enquete(map_: Path) -> Path:
    """The Veiligheidsmonitor of 2023: the first municipality lies far above the others, which differ a little."""
    rng = np.random.default_rng(6)
    regels = ["bron;tabel;code;gebied;periode;waarde;laag;hoog;indeling"]
    for gebied in GEMEENTEN:
        getal = 38.0 if gebied == "GM0575" else float(rng.normal(20, 2))
        cijfers = f"{getal:.1f};{getal - 2:.1f};{getal + 2:.1f}"
        regels.append(f"veiligheidsmonitor;85146NED;VoeltZichWeleensOnveiligInBuurt;{gebied};2023;{cijfers};2023")
    pad = map_ / "enquete.csv"
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return pad


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty buurten of which three are small, and 25 municipalities of which one has far more burglaries."""
    map_ = tmp_path_factory.mktemp("buurten")
    rng = np.random.default_rng(5)
    inwoners = {code: [int(n)] * 2 for code, n in zip(BUURTEN, rng.integers(900, 6000, 30), strict=True)}
    inwoners |= {code: [int(n)] * 2 for code, n in zip(GEMEENTEN, rng.integers(15_000, 90_000, 25), strict=True)}
    inbraken = {code: rng.poisson(n[0] * 0.008, 2).tolist() for code, n in inwoners.items()}
    for code in BUURTEN[:3]:
        inwoners[code], inbraken[code] = [200, 200], [2, 3]
    inbraken["GM0575"] = [int(inwoners["GM0575"][0] * 0.03)] * 2
    lees_bestanden(
        map_ / "cijfers",
        [
            _lijst(map_, "politie-misdrijven", "47018NED", "1.1.1", inbraken),
            _lijst(map_, "cbs-bevolking", "70072ned", "inwoners", inwoners),
            _enquete(map_),
        ],
    )
    return map_


@pytest.fixture
def cijferhuis(home: Path, settings: Any) -> Path:
    settings.KOMPAS_HOME = home
    return home


def soep(client: Client, vraag: str) -> BeautifulSoup:
    antwoord = client.get(f"{reverse('verkennen', args=['noordwijk'])}?{vraag}")
    assert antwoord.status_code == 200
    return BeautifulSoup(antwoord.content, "html.parser")


def naast(blad: BeautifulSoup) -> BeautifulSoup:
    kop = blad.select_one("#kop-naast")
    assert kop is not None
    return kop.parent


@pytest.mark.usefixtures("cijferhuis")
def test_a_municipality_that_differs_gets_the_word_and_the_places(client: Client) -> None:
    maak_gemeente(is_voorbeeld=True)
    deel = naast(soep(client, "indicator=woninginbraak-per-1000&gebieden=gemeenten"))
    assert "zeker hoger dan de andere gemeenten" in deel.select_one(".kompas-woord").get_text(" ", strip=True)
    assert "Bij 1 van de 25 gemeenten" in deel.get_text()
    rijen = deel.select("tbody tr")
    assert len(rijen) == 25
    eerste = [cel.get_text(" ", strip=True) for cel in rijen[0].select("th, td")]
    assert eerste[2] == "1"
    assert eerste[3].endswith("zeker hoger dan de andere gemeenten")
    assert "Rustiger" not in deel.get_text()


@pytest.mark.usefixtures("cijferhuis")
def test_surveys_of_municipalities_are_held_beside_each_other_by_their_margins(client: Client) -> None:
    maak_gemeente(is_voorbeeld=True)
    deel = naast(soep(client, "indicator=onveilig-in-buurt&gebieden=gemeenten"))
    woord = deel.select_one(".kompas-woord").get_text(" ", strip=True)
    assert "zeker hoger dan de andere gemeenten" in woord
    assert "Bij de andere gemeenten was het gemiddeld" in woord
    assert "Bij 1 van de 25 gemeenten" in deel.get_text()
    eerste = [cel.get_text(" ", strip=True) for cel in deel.select("tbody tr")[0].select("th, td")]
    assert eerste[1:3] == ["38,0", "1"]


@pytest.mark.usefixtures("cijferhuis")
def test_every_word_counts_for_every_other_word_on_the_page(client: Client) -> None:
    maak_gemeente(is_voorbeeld=True)
    blad = soep(client, "indicator=woninginbraak-per-1000&gebieden=gemeenten")
    assert "50 woorden over deze vraag" in naast(blad).get_text()  # 25 levels and 25 changes
    veranderd = blad.select(".kompas-kolom-verandering .kompas-uitklap")
    assert len(veranderd) == 25
    assert all("50 woorden over deze vraag" in cel.get_text() for cel in veranderd)
    woorden = {cel.get_text(strip=True) for cel in blad.select(".kompas-kolom-verandering .kompas-verandering")}
    assert "≈niet te zeggen" in woorden
    assert not [woord for woord in woorden if woord[1:].startswith("zeker")]  # nothing changed in these figures


@pytest.mark.usefixtures("cijferhuis")
def test_buurten_get_calmer_figures_with_the_reason(cast: Cast) -> None:
    deel = naast(soep(als("anna", cast), "indicator=woninginbraak-per-1000&gebieden=buurten"))
    assert "In buurten gaat het om kleine aantallen" in deel.get_text()
    kop = [cel.get_text(strip=True) for cel in deel.select("thead th")]
    assert kop == ["Gebied", "2023", "Rustiger", "Plaats", "Naast de andere buurten"]
    rijen = {rij.th.get_text(strip=True): [td.get_text(strip=True) for td in rij.select("td")] for rij in
             deel.select("tbody tr")}  # fmt: skip
    assert len(rijen) == 30
    klein = next(cellen for naam, cellen in rijen.items() if BUURTEN[0] in naam)
    ruw, rustig = (float(tekst.replace(",", ".")) for tekst in klein[:2])
    assert ruw == 15
    assert 7 < rustig < 12


@pytest.mark.usefixtures("cijferhuis")
def test_a_visitor_gets_nothing_of_what_is_hidden(cast: Cast) -> None:
    Gemeente.objects.filter(slug="noordwijk").update(is_voorbeeld=True)
    vraag = "indicator=woninginbraak-per-1000&gebieden=buurten"
    openbaar = soep(als("bezoeker", cast), vraag)
    assert openbaar.select_one("#kop-naast") is None
    assert "Rustiger" not in openbaar.get_text()
    assert len(naast(soep(als("bram", cast), vraag)).select("tbody tr")) == 30


@pytest.mark.usefixtures("cijferhuis")
def test_counts_of_areas_of_unequal_size_are_not_compared(client: Client) -> None:
    maak_gemeente(is_voorbeeld=True)
    deel = naast(soep(client, "indicator=woninginbraak&gebieden=gemeenten"))
    assert "Aantallen zijn niet te vergelijken" in deel.get_text()
    assert not deel.select("table")


@pytest.mark.usefixtures("cijferhuis")
def test_one_area_is_not_compared(client: Client) -> None:
    maak_gemeente(is_voorbeeld=True)
    assert soep(client, "indicator=woninginbraak-per-1000&gebieden=GM0575").select_one("#kop-naast") is None
