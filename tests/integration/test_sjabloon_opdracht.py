"""`kompas cijfers sjabloon`: what it writes can be read in, and it never writes over something."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kompas.cli.app import app

TABEL = "Gemeente;Jaar;Soort;Aantal\nGM0575;2023;jeugd;5\nGM0575;2024;jeugd;7\n"


def roep(*delen: object) -> tuple[int, str]:
    uitslag = CliRunner().invoke(app, ["cijfers", *(str(deel) for deel in delen)])
    return uitslag.exit_code, " ".join((uitslag.stdout + uitslag.stderr).split())


def test_from_template_to_figures(tmp_path: Path) -> None:
    lijst = tmp_path / "halt.csv"
    code, tekst = roep("sjabloon", lijst, "--bron", "bbv", "--gemeente", "gm0575", "--jaar", "2024")
    assert (code, tekst) == (0, f"{lijst} is gemaakt.")
    lijst.write_text(lijst.read_text("utf-8").replace("geweld;GM0575;2024;", "geweld;GM0575;2024;4,3"), "utf-8")
    code, tekst = roep("lees", lijst, "--map", tmp_path / "cijfers")
    assert code == 0, tekst
    assert roep("sjabloon", lijst, "--bron", "bbv") == (
        1, f"{lijst} bestaat al. Kies een andere naam, dan blijft uw bestand staan.",
    )  # fmt: skip


def test_from_somebody_elses_table_to_figures(tmp_path: Path) -> None:
    (tmp_path / "levering.csv").write_text(TABEL, "utf-8")
    code, tekst = roep("sjabloon", tmp_path / "levering.kompas.yaml", "--voor", tmp_path / "levering.csv")
    assert code == 0, tekst
    code, tekst = roep("lees", tmp_path / "levering.csv", "--map", tmp_path / "cijfers")
    assert code == 0, tekst
    assert "levering.kompas.yaml" in tekst


@pytest.mark.parametrize(
    ("delen", "klacht"),
    [
        (["x.xlsx", "--bron", "krant"], "Bron 'krant' bestaat niet. Kies uit:"),
        (["x.doc"], "Geef een naam die eindigt op .xlsx of .csv"),
        (["x.csv", "--voor", "levering.csv"], "Een beschrijving eindigt op .kompas.yaml"),
        (["x.kompas.yaml", "--voor", "weg.csv"], "dit bestand bestaat niet"),
        (["map/x.csv"], "is niet te schrijven"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, delen: list[str], klacht: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "levering.csv").write_text(TABEL, "utf-8")
    code, tekst = roep("sjabloon", *delen)
    assert code == 1
    assert klacht in tekst
    assert [pad.name for pad in tmp_path.iterdir()] == ["levering.csv"]
