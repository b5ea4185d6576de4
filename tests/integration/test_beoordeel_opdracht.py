"""`kompas cijfers beoordeel` as a person types it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kompas.analyse.queries.duiden import Duiding
from kompas.analyse.queries.referentie import Groep
from kompas.base import RefusedError
from kompas.cli.beoordeel import _als_csv
from kompas.cli.cijfers import app
from kompas.data.definities import laad_definities
from kompas.stats.duiding import Onderwerp, Reeksnaam, Uitspraak
from kompas.stats.verandering import Zekerheid

KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
INWONERS = "RegioS,Perioden,GemiddeldAantalInwoners_51\n"
NAMEN = "Key,Title\n"
EIGEN = "GM3004"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty municipalities; in ours burglary fell from 80 to 20, and assault stayed as it was."""
    werk = tmp_path_factory.mktemp("beoordeel")
    misdrijven, inwoners, namen = [], [], []
    for nummer in range(30):
        gebied = f"GM{3000 + nummer}"
        namen.append(f"{gebied},Proefstad {nummer}")
        for jaar in range(2012, 2022):
            zakt = 20 if gebied == EIGEN and jaar == 2021 else 80
            misdrijven.append(f"1.1.1,{gebied},{jaar}JJ00,{zakt + (nummer * 7 + jaar * 5) % 13}")
            misdrijven.append(f"1.4.5,{gebied},{jaar}JJ00,{60 + (nummer * 3 + jaar * 7) % 11}")
            inwoners.append(f"{gebied},{jaar}JJ00,{50000 + nummer}")
    for naam, kop, regels in (("m", KOP, misdrijven), ("i", INWONERS, inwoners), ("n", NAMEN, namen)):
        (werk / f"{naam}.csv").write_text(kop + "\n".join(regels) + "\n")
    _roep(werk / "c", "lees", *(str(werk / f"{naam}.csv") for naam in "min"))
    return werk / "c"


def _roep(map_: Path, *woorden: str, code: int = 0) -> str:
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    uitkomst = CliRunner().invoke(kompas, ["cijfers", *woorden, "--map", str(map_)], env={"COLUMNS": "200"})
    assert uitkomst.exit_code == code, uitkomst.output + repr(uitkomst.exception)
    return uitkomst.stdout


def _weigert(map_: Path, *woorden: str) -> str:
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    uitkomst = CliRunner().invoke(kompas, ["cijfers", *woorden, "--map", str(map_)])
    assert isinstance(uitkomst.exception, RefusedError)  # `main` prints it and ends with 1
    return str(uitkomst.exception)


def test_words_of_a_municipality(map_: Path) -> None:
    uit = _roep(map_, "beoordeel", "Proefstad 4")
    assert "Wat zeggen de cijfers van Proefstad 4?" in uit
    assert "Woninginbraken per 1.000 inwoners (woninginbraak-per-1000)" in uit
    assert re.search(r"▼ verandering: zeker gedaald\n", uit)
    assert "methode:" not in uit
    aantal = re.search(r"Gecorrigeerd voor (\d+) woorden over dit overzicht\.", uit)
    assert aantal is not None
    assert int(aantal[1]) >= 6


def test_figures_about_which_nothing_can_be_said_stand_together(map_: Path) -> None:
    uit = _roep(map_, "beoordeel", "Proefstad 4", "--indicator", "inwoners", "--indicator", "woninginbraak")
    kop = uit.index("Hier is niets over te zeggen")
    assert uit.index("verandering: zeker gedaald") < kop < uit.index("Inwoners (inwoners)")
    met_uitleg = _roep(map_, "beoordeel", "Proefstad 4", "--indicator", "inwoners", "--uitleg")
    assert "verandering: niet te beoordelen" in met_uitleg


def test_a_count_beside_its_own_rate_is_not_said_twice(map_: Path) -> None:
    assert "(woninginbraak)" not in _roep(map_, "beoordeel", "Proefstad 4")
    assert "(woninginbraak)" in _roep(map_, "beoordeel", "Proefstad 4", "--alles")


def test_method_and_numbers_behind_every_word(map_: Path) -> None:
    uit = _roep(map_, "beoordeel", "Proefstad 4", "--indicator", "woninginbraak-per-1000", "--uitleg")
    assert "mishandeling" not in uit.lower()
    assert "(docs/methoden/verandering.md)" in uit
    assert "2018 tot en met 2020" in uit
    assert re.search(r"p = [\d,]+; na correctie [\d,]+|p = minder dan", uit)
    assert "let op:" in uit
    assert "Vergeleken met andere gemeenten." in uit
    assert "Proefstad 12" in uit


def test_every_page_of_methods_that_is_named_is_there(map_: Path, repo: Path) -> None:
    uit = _roep(map_, "beoordeel", "Proefstad 4", "--alles", "--uitleg")
    paginas = set(re.findall(r"docs/methoden/([\w-]+)\.md", uit))
    assert {"verandering", "funnel", "trend"} <= paginas
    assert [pagina for pagina in paginas if not (repo / "docs" / "methoden" / f"{pagina}.md").is_file()] == []


def test_for_a_machine(map_: Path) -> None:
    gelezen = json.loads(_roep(map_, "beoordeel", EIGEN, "--vorm", "json", "--indicator", "woninginbraak"))
    assert gelezen["gemeente"] == "Proefstad 4"
    [indicator] = gelezen["indicatoren"]
    assert (indicator["indicator"], indicator["vergeleken_met"]["aantal"]) == ("woninginbraak", 29)
    verandering = next(u for u in indicator["uitspraken"] if u["onderwerp"] == "verandering")
    assert (verandering["woord"], verandering["zekerheid"], verandering["gunstig"]) == ("zeker gedaald", "zeker", True)
    assert verandering["q"][0] >= verandering["p"][0]
    rijen = list(
        csv.DictReader(io.StringIO(_roep(map_, "beoordeel", EIGEN, "--vorm", "csv", "--indicator", "woninginbraak")),
                       delimiter=";")
    )  # fmt: skip
    assert [rij["woord"] for rij in rijen] == [u["woord"] for u in indicator["uitspraken"]]
    assert {rij["indicator"] for rij in rijen} == {"woninginbraak"}


def test_nothing_of_later_than_a_year(map_: Path) -> None:
    uit = _roep(map_, "beoordeel", EIGEN, "--indicator", "woninginbraak", "--tot", "2020")
    assert "2021" not in uit
    assert "zeker gedaald" not in uit


def test_a_theme(map_: Path) -> None:
    assert "(woninginbraak-per-1000)" in _roep(map_, "beoordeel", EIGEN, "--thema", "1.3")
    assert "(woninginbraak-per-1000)" in _roep(map_, "beoordeel", EIGEN, "--thema", "1")
    assert "geen cijfers van Proefstad 4 bij thema 4" in _weigert(map_, "beoordeel", EIGEN, "--thema", "4")


def test_what_is_not_there_is_said(map_: Path, tmp_path: Path) -> None:
    assert "bestaat niet" in _weigert(map_, "beoordeel", EIGEN, "--indicator", "xyz")
    assert "geen gebied" in _weigert(map_, "beoordeel", "Nergens")
    assert "Er zijn geen cijfers van" in _weigert(map_, "beoordeel", "GM9999")
    assert "Er zijn geen cijfers van" in _weigert(tmp_path, "beoordeel", "GM0575")


def test_without_any_figures_it_says_so_and_not_that_the_municipality_is_unknown(tmp_path: Path) -> None:
    assert "Er zijn nog geen cijfers" in _weigert(tmp_path / "leeg", "beoordeel", "Westland")


def test_a_name_of_a_file_is_no_formula_in_the_csv() -> None:
    definitie = laad_definities().indicatoren["woninginbraak"]
    woord = Uitspraak(Onderwerp.VERSCHIL, "-", "≈", Zekerheid.NIET_TE_ZEGGEN, "=HYPERLINK(1)", "+x", "x", ())
    duiding = Duiding(Reeksnaam("x", "y"), (woord,), (), Groep("@SUM(1)", (), ()))
    [rij] = csv.DictReader(io.StringIO(_als_csv([(definitie, duiding)])), delimiter=";")
    assert [rij[kolom] for kolom in ("woord", "zin", "vergeleken_met")] == ["'-", "'=HYPERLINK(1)", "'@SUM(1)"]
    assert not any(str(cel).startswith(("=", "+", "-", "@")) for cel in rij.values())
