"""The last twelve months: which they are, what has none, and over which windows is compared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kompas.analyse.queries import Cijferrij, Cijfertabel, cijfertabel
from kompas.core.models import Gemeente
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden

pytestmark = pytest.mark.django_db

JAREN = ["2022JJ00", "2023JJ00", "2024JJ00", "2025JJ00"]
MAANDEN = [*(f"2025MM{maand:02}" for maand in range(9, 13)), *(f"2026MM{maand:02}" for maand in range(1, 9))]


def _lijst(map_: Path, naam: str, bron: str, tabel: str, perioden: list[str], reeksen: dict[str, list[int]]) -> Path:
    inhoud = {
        "kompas_cijfers": 1, "titel": naam, "bron": bron, "tabel": tabel, "opgehaald": "2026-10-01", "indeling": 2026,
        "perioden": perioden,
        "reeksen": [{"code": code, "gebieden": {"GM0575": getallen}} for code, getallen in reeksen.items()],
    }  # fmt: skip
    pad = map_ / f"{naam}.yaml"
    pad.write_text(yaml.safe_dump(inhoud), encoding="utf-8")
    return pad


@pytest.fixture(scope="module")
def maandcijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    map_ = tmp_path_factory.mktemp("maanden")
    paden = [
        _lijst(
            map_, "jaar", "politie-misdrijven", "47018NED", JAREN, {c: [90, 80, 70, 60] for c in ("1.1.1", "1.4.5")}
        ),
        _lijst(map_, "maand", "politie-misdrijven", "47018NED", MAANDEN, {c: [5] * 12 for c in ("1.1.1", "1.4.5")}),
        _lijst(map_, "inwoners", "cbs-bevolking", "70072ned", JAREN, {"inwoners": [44_000] * 4}),
    ]
    lees_bestanden(map_ / "cijfers", paden)
    geopend = open_cijfers(map_ / "cijfers")
    yield geopend
    geopend.close()


@pytest.fixture
def tabel(hier: Gemeente, maandcijfers: Cijfers) -> Cijfertabel:
    return cijfertabel(hier, maandcijfers)


def rij(tabel: Cijfertabel, key: str) -> Cijferrij:
    return next(rij for rij in tabel.rijen if rij.definitie is not None and rij.definitie.key == key)


def test_heading_says_which_months(tabel: Cijfertabel) -> None:
    assert tabel.kolommen[-1] == "laatste 12 maanden: september 2025 t/m augustus 2026"
    assert not tabel.periode_per_cijfer


def test_what_has_no_months_says_that(tabel: Cijfertabel) -> None:
    assert rij(tabel, "woninginbraak-per-1000").cellen[-1].tekst == "geen maandcijfers"
    assert rij(tabel, "inwoners").cellen[-1].tekst == "geen maandcijfers"


def test_a_count_and_its_rate_are_compared_over_the_same_windows(tabel: Cijfertabel) -> None:
    aantal, verhouding = rij(tabel, "woninginbraak"), rij(tabel, "woninginbraak-per-1000")
    assert aantal.vergelijking == verhouding.vergelijking == "2022-2024 tegen 2025"
    zonder_verhouding = rij(tabel, "mishandeling")
    assert zonder_verhouding.vergelijking == "2022-2024 tegen september 2025 t/m augustus 2026"
