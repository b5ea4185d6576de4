"""`kompas cijfers toon`, `verklaar` and `herzieningen` as a person types them, also for a day in the past."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kompas.cli.cijfers import app
from kompas.data.definities import meegeleverde_map

KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Violence in Noordwijk in 2019: 93 in a file of June 2020, 92 in one of 2026; and the quotes of the plan."""
    werk = tmp_path_factory.mktemp("terugkijken")
    for dag, getal in (("2020-06-15", 93), ("2026-01-15", 92)):
        bestand = werk / f"{dag}.csv"
        bestand.write_text(f"{KOP}1.4.5,GM0575,2019JJ00,{getal}\n")
        _roep(werk / "c", "lees", str(bestand), "--opgehaald", dag, "--indeling", "2025")
    _roep(
        werk / "c", "lees", *(str(p) for p in sorted((meegeleverde_map() / "voorbeeld/cijfers").glob("plan-n*.yaml")))
    )
    return werk / "c"


def _roep(map_: Path, *woorden: str, code: int = 0) -> str:
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    uitkomst = CliRunner().invoke(kompas, ["cijfers", *woorden, "--map", str(map_)], env={"COLUMNS": "200"})
    assert uitkomst.exit_code == code, uitkomst.output + repr(uitkomst.exception)
    return uitkomst.output


def test_show_as_known_on_a_day(map_: Path) -> None:
    assert "92 misdrijven" in _roep(map_, "toon", "mishandeling", "GM0575")
    uit = _roep(map_, "toon", "mishandeling", "GM0575", "--op", "2020-07-07")
    assert "93 misdrijven" in uit
    assert "stand van 2020-07-07" in uit
    uit = _roep(map_, "toon", "mishandeling", "GM0575", "--op", "2020-01-01")
    assert "in wat op 1 januari 2020 bekend was" in uit


def test_explain_as_known_on_a_day(map_: Path) -> None:
    uit = _roep(map_, "verklaar", "mishandeling", "GM0575", "2019", "--op", "2020-07-07")
    assert "Mishandeling 2019: 93 misdrijven" in uit
    assert "stand van: 2020-07-07" in uit
    assert "bekend vanaf: 2020-06-15" in uit
    assert "regel van het bestand: 2" in uit
    assert "hash van de bron: " in uit


def test_revisions(map_: Path) -> None:
    uit = _roep(map_, "herzieningen", "GM0575", "--indicator", "mishandeling")
    assert "mishandeling 2019: 93 → 92 (tabel 47018NED, sinds 2026-01-15)" in uit
    assert "mishandeling 2019: 93 → 92 (in Integraal veiligheidsplan Noordwijk 2021-2024, tabel 2.1" in uit
    assert "mishandeling 2019: 93 → 92" in _roep(map_, "herzieningen", "GM0575")
    assert "geen herziene cijfers" in _roep(map_, "herzieningen", "GM1783")


def test_a_series_over_a_merger_says_so(tmp_path: Path) -> None:
    bestand = tmp_path / "m.csv"
    bestand.write_text(f"{KOP}1.1.1,GM0575,2018JJ00,69\n1.1.1,GM0575,2019JJ00,78\n1.1.1,GM0575,2020JJ00,57\n")
    _roep(tmp_path / "c", "lees", str(bestand), "--indeling", "2025")
    uit = _roep(tmp_path / "c", "toon", "woninginbraak", "GM0575")
    assert "Let op: Door de bron omgerekend naar de gemeentegrenzen van 2025: Noordwijk" in uit
    assert "Let op: In de coronajaren 2020 en 2021" in uit


def test_a_wrong_day_is_told(map_: Path) -> None:
    _roep(map_, "toon", "mishandeling", "GM0575", "--op", "gisteren", code=2)
