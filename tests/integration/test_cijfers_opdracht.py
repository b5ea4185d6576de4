"""The command `kompas cijfers` as a person types it."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kompas.cli.cijfers import app
from kompas.data.build import Opslag
from kompas.data.definities import meegeleverde_map

KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"


@pytest.fixture
def hoofd() -> typer.Typer:
    """The command as part of `kompas`."""
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    return kompas


@pytest.fixture
def kompas(hoofd: typer.Typer, tmp_path: Path) -> "Opdracht":
    return Opdracht(hoofd, tmp_path / "cijfers")


class Opdracht:
    def __init__(self, hoofd: typer.Typer, map_: Path) -> None:
        self.hoofd, self.map = hoofd, map_

    def __call__(self, *woorden: str, code: int = 0) -> str:
        uitkomst = CliRunner().invoke(self.hoofd, ["cijfers", *woorden, "--map", str(self.map)], env={"COLUMNS": "200"})
        assert uitkomst.exit_code == code, uitkomst.output + repr(uitkomst.exception)
        return uitkomst.output + (str(uitkomst.exception) if code and uitkomst.exception else "")

    def laad_voorbeeld(self) -> str:
        return self("lees", *(str(pad) for pad in sorted((meegeleverde_map() / "voorbeeld/cijfers").glob("*.yaml"))))


def test_reading_tells_what_happened(kompas: Opdracht) -> None:
    uit = kompas.laad_voorbeeld()
    assert "misdrijven.yaml: cijferlijst (YAML), tabel 47018NED" in uit
    assert "2.016 rijen gelezen, 0 afgekeurd, 2.016 nieuw, 0 gewijzigd, 0 ongewijzigd" in uit
    assert "Cijfers vastgelegd als build" in uit
    assert "Er is niets veranderd" in kompas.laad_voorbeeld()


def test_reading_tells_revisions_and_refusals(kompas: Opdracht, tmp_path: Path) -> None:
    kompas.laad_voorbeeld()
    bestand = tmp_path / "nieuw.csv"
    goed = "".join(f"1.1.1,GM0546,{jaar}JJ00,1\n" for jaar in range(2005, 2012))
    bestand.write_text(f"{KOP}1.1.1 ,GM0575    ,2019JJ00,79\n{goed}1.1.1,GM0575,2025JJ00,45\n9.9.9,GM0575,2019JJ00,1\n")
    uit = kompas("lees", str(bestand))
    assert "10 rijen gelezen, 1 afgekeurd, 7 nieuw, 1 gewijzigd, 1 ongewijzigd" in uit
    assert "regel 11 afgekeurd: soort '9.9.9' staat niet in de lijst" in uit
    assert "gewijzigd: 1.1.1 GM0575 2019JJ00: 78 werd 79" in uit


def test_a_broken_file_ends_with_code_1(kompas: Opdracht, tmp_path: Path) -> None:
    kompas.laad_voorbeeld()
    actief = (kompas.map / "actief").read_text()
    bestand = tmp_path / "stuk.csv"
    bestand.write_text("<html>500</html>")
    assert "Er is niets veranderd" in kompas("lees", str(bestand), code=1)
    assert (kompas.map / "actief").read_text() == actief


def test_show_and_explain(kompas: Opdracht) -> None:
    kompas.laad_voorbeeld()
    assert "1,35 per 1.000 inwoners" in kompas("toon", "woninginbraak-per-1000", "westland")
    assert "open cijfer over woonoverlast" in kompas("toon", "woonoverlast-per-1000", "Westland")
    uit = kompas("verklaar", "misdrijven-totaal-zonder-online-fraude", "Noordwijk", "2019")
    assert "1.538 misdrijven" in uit
    assert "formule: Totaal misdrijven − Fraude met online-handel" in uit
    assert "vindplaats: hoofdstuk 2, tabel 2.1" in uit
    assert "268" not in kompas("verklaar", "woninginbraak", "GM0575", "2017-2019")
    uit = kompas("verklaar", "misdrijven-totaal-zonder-online-fraude", "Noordwijk", "2024")
    assert "fraude met online-handel 2024 ontbreekt" in uit


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("toon", "bestaat-niet", "Westland"), "Indicator 'bestaat-niet' bestaat niet"),
        (("toon", "woninginbraak", "Atlantis"), "geen gebied waarvan de naam bekend is"),
        (("verklaar", "woninginbraak", "Westland", "gisteren"), "is geen periode"),
    ],
)
def test_wrong_use_is_told(kompas: Opdracht, woorden: tuple[str, ...], melding: str) -> None:
    kompas.laad_voorbeeld()
    assert melding in kompas(*woorden, code=1)


def test_a_fault_in_the_own_definitions_is_told(kompas: Opdracht, settings: object, tmp_path: Path) -> None:
    (tmp_path / "indicatoren").mkdir()
    (tmp_path / "indicatoren" / "mis.yaml").write_text("indicatoren:\n  - {key: mis, titel: Mis}\n")
    settings.KOMPAS_DEFINITIES = (tmp_path,)  # type: ignore[attr-defined]
    assert "mis.yaml: mis, veld omschrijving: dit veld ontbreekt" in kompas("toon", "woninginbraak", "NL", code=1)


def test_builds_with_check(kompas: Opdracht) -> None:
    assert "nog geen cijfers" in kompas("builds")
    kompas.laad_voorbeeld()
    assert "in orde" in kompas("builds", "--controle")
    feiten = next(kompas.map.glob("builds/*/feiten.parquet"))
    feiten.write_bytes(b"x")
    assert "beschadigd: feiten.parquet" in kompas("builds", "--controle", code=1)


def _nog_een_build(kompas: Opdracht, tmp_path: Path, aantal: int) -> str:
    bestand = tmp_path / f"{aantal}.csv"
    bestand.write_text(f"{KOP}1.1.1,GM0575,2019JJ00,{aantal}\n", "utf-8")
    kompas("lees", str(bestand))
    return Opslag(kompas.map).actief


def test_builds_are_kept_let_go_and_pruned(kompas: Opdracht, tmp_path: Path) -> None:
    eerste, tweede, derde = (_nog_een_build(kompas, tmp_path, aantal) for aantal in (78, 79, 80))
    assert "blijft bewaard: jaarverslag 2019." in kompas("bewaar", "jaarverslag 2019", "--build", eerste)
    weg = ("snoei", "--builds", "1", "--dagen", "0")
    assert f"{tweede} zou weggaan" in kompas(*weg, "--proef")
    assert Opslag(kompas.map).pad(tweede).is_dir()
    uit = kompas(*weg)
    assert f"{tweede} is weg" in uit
    assert "1 builds, 0 kubussen" in uit
    assert (Opslag(kompas.map).pad(eerste).is_dir(), Opslag(kompas.map).actief) == (True, derde)
    assert "jaarverslag 2019" in kompas("schijf")
    assert "wordt niet meer bewaard" in kompas("bewaar", "--build", eerste, "--los")
    assert f"{eerste} is weg" in kompas(*weg)


def test_what_cannot_be_kept_is_told(kompas: Opdracht, tmp_path: Path) -> None:
    assert "er valt niets te bewaren" in kompas("bewaar", "jaarverslag", code=1)
    _nog_een_build(kompas, tmp_path, 78)
    assert "Geef de reden" in kompas("bewaar", code=1)
    assert "bestaat niet" in kompas("bewaar", "jaarverslag", "--build", "abc", code=1)


def test_figures_are_made_again_from_what_was_kept(kompas: Opdracht, tmp_path: Path) -> None:
    build = _nog_een_build(kompas, tmp_path, 78)
    assert f"Build {build} is in orde: uit de ruwe bestanden komen dezelfde cijfers." in kompas("verifieer")
    parquet = Opslag(kompas.map).pad(build) / "feiten.parquet"
    bytes_ = bytearray(parquet.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    parquet.write_bytes(bytes_)
    uit = kompas("verifieer", "--snel", code=1)
    assert "beschadigd: " in uit
    assert "klopt niet. Zet de map met cijfers terug uit een reservekopie." in uit
