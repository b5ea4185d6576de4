"""Downloads laid side by side, as files and on the command line."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kompas.base import GeenCijfer, Herkomst, Periode, Refused, RefusedError, Waarde
from kompas.cli.cijfers import app
from kompas.data.definities import laad_definities
from kompas.data.uitvoer import Gegeven, als_csv
from kompas.data.verraad import Sleutel, Totaal, Uitvoer, Verraden, lees_uitvoer, totalen_van, verraden

W, B1, B2, B3 = "WK057501", "BU05750101", "BU05750102", "BU05750103"
Rijen = Mapping[tuple[str, str], float | None]


def _waarde(getal: float | None, noemer: float | None = None) -> Waarde:
    reden = GeenCijfer.ONDERDRUKT if getal is None else None
    return Waarde("x", Periode.jaar(2023), "x", getal, reden, noemer=noemer, decimalen=2, herkomst=Herkomst(bron="x"))


def _schrijf(pad: Path, rijen: Rijen, **per_1000: float | None) -> Path:
    gegevens = [Gegeven(indicator, gebied, gebied, _waarde(getal)) for (indicator, gebied), getal in rijen.items()]
    gegevens += [Gegeven("per-1000", gebied, gebied, _waarde(getal, 100.0)) for gebied, getal in per_1000.items()]
    pad.write_bytes(als_csv(gegevens))
    return pad


def _lek(*rijen: Rijen, totalen: tuple[Totaal, ...] = ()) -> set[tuple[str, str, str, float]]:
    uitvoeren = [
        Uitvoer(str(n), {Sleutel(i, g, "2023JJ00"): getal for (i, g), getal in inhoud.items()})
        for n, inhoud in enumerate(rijen)
    ]
    gevonden = verraden(uitvoeren, totalen)
    assert not isinstance(gevonden, Refused), gevonden
    return {(lek.bestand, lek.sleutel.indicator, lek.sleutel.gebied, lek.getal) for lek in gevonden}


OUD: Rijen = {("a", W): 30, ("a", B1): None, ("a", B2): None, ("a", B3): 20}


def test_one_table_that_was_hidden_well_gives_nothing_away() -> None:
    assert _lek(OUD) == set()


def test_another_version_that_hides_another_companion_does() -> None:
    """B2 was hidden beside B1; now B3 is. Nothing changed: B2 is 7, so B1 was 3."""
    nieuw = OUD | {("a", B2): 7, ("a", B3): None}
    assert _lek(OUD, nieuw) == {("0", "a", B1, 3.0), ("0", "a", B2, 7.0), ("1", "a", B1, 3.0), ("1", "a", B3, 20.0)}


def test_a_single_hidden_part_follows_from_its_total() -> None:
    assert _lek({("a", W): 30, ("a", B1): None, ("a", B2): 27}) == {("0", "a", B1, 3.0)}


def test_wijken_add_up_to_the_municipality() -> None:
    assert _lek({("a", "GM0575"): 30, ("a", W): None, ("a", "WK057502"): 27}) == {("0", "a", W, 3.0)}


def test_kinds_add_up_to_their_total() -> None:
    rijen = {("alles", B1): 12, ("a", B1): None, ("b", B1): 9}
    assert _lek(rijen, totalen=(Totaal("alles", ("a", "b"), True),)) == {("0", "a", B1, 3.0)}
    assert _lek(rijen, totalen=(Totaal("alles", ("a", "b", "c"), False),)) == set()
    alles_op = {("alles", B1): 9, ("a", B1): None, ("b", B1): 9}
    assert _lek(alles_op, totalen=(Totaal("alles", ("a", "b", "c"), False),)) == {("0", "a", B1, 0.0)}


def test_a_revision_is_no_contradiction() -> None:
    """B3 went from 20 to 25, so a hidden count may have changed as well: then nothing is certain."""
    nieuw = {("a", W): 36, ("a", B1): None, ("a", B2): None, ("a", B3): 25}
    assert _lek(OUD, nieuw) == set()


def test_areas_that_do_not_add_up_are_at_most_their_total() -> None:
    rijen = {("a", W): 30, ("a", B1): 5, ("a", B2): 20}
    assert _lek(rijen, {("a", W): 30, ("a", B1): None, ("a", B2): 20}) == {("1", "a", B1, 5.0)}


def test_no_files() -> None:
    assert isinstance(verraden([], ()), Refused)


def test_files_are_read_as_they_were_written(tmp_path: Path) -> None:
    uitvoer = lees_uitvoer(_schrijf(tmp_path / "a.csv", OUD, **{W: 2.5, B1: None}))
    assert uitvoer.naam == "a.csv"
    assert {(s.indicator, s.gebied): getal for s, getal in uitvoer.cellen.items()} == dict(OUD)


def test_averages_are_no_counts(tmp_path: Path) -> None:
    assert not lees_uitvoer(_schrijf(tmp_path / "a.csv", {("cijfer", W): 7.25, ("cijfer", B1): None})).cellen


@pytest.mark.parametrize("inhoud", [b"", b"a;b\n1;2\n", b"\xff\xfe\x00", b"indicator;gebied;periode;waarde;geen_cijfer;noemer\na;b;c;veel;;\n"])  # fmt: skip # noqa: E501
def test_another_file_is_refused(tmp_path: Path, inhoud: bytes) -> None:
    pad = tmp_path / "ander.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(RefusedError, match=r"ander\.csv"):
        lees_uitvoer(pad)


def test_totals_of_the_police() -> None:
    totaal = next(t for t in totalen_van(laad_definities()) if t.indicator == "misdrijven-totaal")
    assert {"woninginbraak", "mishandeling"} <= set(totaal.delen)
    assert "misdrijven-totaal" not in totaal.delen


def _roep(*woorden: str) -> tuple[int, str]:
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    uitkomst = CliRunner().invoke(kompas, ["cijfers", "verschilcheck", *woorden], env={"COLUMNS": "200"})
    return uitkomst.exit_code, uitkomst.output


def test_the_command(tmp_path: Path) -> None:
    oud = _schrijf(tmp_path / "oud.csv", OUD)
    nieuw = _schrijf(tmp_path / "nieuw.csv", OUD | {("a", B2): 7, ("a", B3): None})
    assert _roep(str(oud)) == (0, "Van de 2 verborgen aantallen is er geen precies uit te rekenen.\n")
    code, tekst = _roep(str(oud), str(nieuw))
    assert code == 1
    assert "4 uit te rekenen" in tekst
    assert B1 in tekst


def test_a_finding_says_where(tmp_path: Path) -> None:
    uitvoer = lees_uitvoer(_schrijf(tmp_path / "a.csv", {("a", W): 30, ("a", B1): None, ("a", B2): 27}))
    assert verraden([uitvoer], ()) == (Verraden("a.csv", Sleutel("a", B1, "2023JJ00"), 3.0),)
