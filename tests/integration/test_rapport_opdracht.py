"""`kompas rapport`: files, messages, and nothing half-written."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kompas.base import RefusedError
from kompas.cli.rapport import rapport
from kompas.core.models import Gemeente
from kompas.rapportage.renderers import VORMEN, Vorm

app = typer.Typer()
app.command()(rapport)


def voer_uit(*opdracht: str) -> list[str]:
    """The printed lines; a refusal is raised, as `kompas` shows it."""
    uitkomst = CliRunner().invoke(app, opdracht)
    if isinstance(uitkomst.exception, RefusedError):
        raise uitkomst.exception
    assert uitkomst.exit_code == 0, uitkomst.output
    return uitkomst.output.split("\n")


@pytest.mark.usefixtures("klein")
def test_maakt_alle_vormen_en_noemt_ze(tmp_path: Path) -> None:
    map_ = tmp_path / "nieuw" / "rapporten"
    regels = voer_uit("noordwijk", "--jaar", "2024", "--vorm", "pdf,docx,html,csv", "-o", str(map_))
    namen = [f"voortgangsrapportage-noordwijk-2024.{vorm.key}" for vorm in VORMEN]
    assert regels[:-1] == [str(map_ / naam) for naam in namen]
    assert sorted(pad.name for pad in map_.iterdir()) == sorted(namen)
    assert (map_ / namen[0]).read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("klein")
@pytest.mark.parametrize("naam", ["noordwijk", "Noordwijk", "GM0575", "gm0575"])
def test_gemeente_bij_naam_of_code(tmp_path: Path, naam: str) -> None:
    assert len(voer_uit(naam, "--jaar", "2024", "--vorm", "csv", "-o", str(tmp_path))) == 2


@pytest.mark.usefixtures("klein")
def test_tweede_keer_geeft_hetzelfde_bestand(tmp_path: Path) -> None:
    pad = tmp_path / "voortgangsrapportage-noordwijk-2024.pdf"
    voer_uit("noordwijk", "--jaar", "2024", "-o", str(tmp_path))
    eerste = pad.read_bytes()
    voer_uit("noordwijk", "--jaar", "2024", "-o", str(tmp_path))
    assert pad.read_bytes() == eerste


@pytest.mark.usefixtures("klein")
@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        (("leiden", "--jaar", "2024"), "De gemeente 'leiden' is hier niet bekend. Bekend: noordwijk."),
        (("noordwijk", "--jaar", "2030"), "Noordwijk heeft geen plan over 2030. Kies een jaar uit 2021-2024."),
        (
            ("noordwijk", "--jaar", "2024", "--vorm", "pdf,xls"),
            "De vorm 'xls' bestaat niet. Kies uit: pdf, docx, html, csv.",
        ),
        (("noordwijk", "--jaar", "2024", "--vorm", ","), "De vorm ',' bestaat niet. Kies uit: pdf, docx, html, csv."),
    ],
)
def test_weigert_met_een_zin(tmp_path: Path, opdracht: tuple[str, ...], zin: str) -> None:
    with pytest.raises(RefusedError) as geweigerd:
        voer_uit(*opdracht, "-o", str(tmp_path / "uit"))
    assert str(geweigerd.value) == zin
    assert not (tmp_path / "uit").exists()


@pytest.mark.usefixtures("klein")
def test_niets_half_geschreven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second form fails: the first is not there either, and what was there stays."""
    oud = tmp_path / "voortgangsrapportage-noordwijk-2024.csv"
    oud.write_text("oud")

    def vol(_rapport: object) -> bytes:
        raise OSError(28, "No space left on device")

    vormen = [VORMEN["csv"], Vorm("html", "HTML", "text/html", vol)]
    monkeypatch.setattr("kompas.cli.rapport._vormen", lambda _namen: vormen)
    with pytest.raises(RefusedError, match=r"kan niet in .* worden geschreven"):
        voer_uit("noordwijk", "--jaar", "2024", "--vorm", "csv,html", "-o", str(tmp_path))
    assert [pad.name for pad in tmp_path.iterdir()] == [oud.name]
    assert oud.read_text() == "oud"


@pytest.mark.usefixtures("klein")
def test_map_die_een_bestand_is(tmp_path: Path) -> None:
    bestand = tmp_path / "bestand"
    bestand.write_text("")
    with pytest.raises(RefusedError, match="kan niet in"):
        voer_uit("noordwijk", "--jaar", "2024", "-o", str(bestand))


def test_zonder_plan(hier: Gemeente, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="heeft nog geen plan"):
        voer_uit(hier.slug, "--jaar", "2024", "-o", str(tmp_path))
