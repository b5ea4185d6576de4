"""Figures as a file: each row says where it comes from, and no name becomes a formula."""

import csv
import io
from datetime import date

import pyarrow.parquet as pq
import python_calamine as calamine

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.data.uitvoer import KOLOMMEN, Gegeven, als_csv, als_parquet, als_xlsx

HERKOMST = Herkomst(
    bron="politie", tabel="47018NED", licentie="CC BY 4.0", opgehaald=date(2026, 3, 2), gebied_jaar=2025, build="abc"
)


def inbraken(getal: float | None) -> Waarde:
    reden = GeenCijfer.ONDERDRUKT if getal is None else None
    return Waarde("Woninginbraken", Periode.jaar(2019), "misdrijven", getal, reden, herkomst=HERKOMST)


GEGEVENS = [
    Gegeven("woninginbraak", "GM0575", "Noordwijk", inbraken(78.0)),
    Gegeven("woninginbraak", "GM1783", "=Westland", inbraken(0.0)),
    Gegeven("woninginbraak", "BU05750101", "Buurt", inbraken(None)),
]
OVER = [("Bron", "politie, 47018NED"), ("Licentie", "CC BY 4.0")]
NAMEN = [naam for naam, _ in KOLOMMEN]


def test_csv_for_a_dutch_spreadsheet() -> None:
    rijen = list(csv.DictReader(io.StringIO(als_csv(GEGEVENS).decode("utf-8-sig")), delimiter=";"))
    assert list(rijen[0]) == NAMEN
    assert [(rij["waarde"], rij["geen_cijfer"]) for rij in rijen] == [("78", ""), ("0", ""), ("", "onderdrukt")]
    assert rijen[1]["gebied_naam"] == "'=Westland"
    assert {(rij["bron"], rij["tabel"], rij["licentie"], rij["opgehaald"]) for rij in rijen} == {
        ("politie", "47018NED", "CC BY 4.0", "2026-03-02")
    }


def test_decimals_stand_behind_a_comma() -> None:
    breuk = Waarde("x", Periode.jaar(2019), "per 1.000", 1.8149, decimalen=1)
    [rij] = csv.DictReader(io.StringIO(als_csv([Gegeven("x", "GM1", "A", breuk)]).decode("utf-8-sig")), delimiter=";")
    assert rij["waarde"] == "1,8149"


def test_xlsx_has_the_figures_and_a_sheet_about_them() -> None:
    boek = calamine.load_workbook(io.BytesIO(als_xlsx(GEGEVENS, OVER)))
    assert boek.sheet_names == ["Cijfers", "Bron"]
    kop, *rijen = boek.get_sheet_by_name("Cijfers").to_python()
    assert kop == NAMEN
    assert [rij[kop.index("waarde")] for rij in rijen] == [78.0, 0.0, ""]
    assert rijen[1][kop.index("gebied_naam")] == "=Westland"
    assert rijen[0][kop.index("opgehaald")] == date(2026, 3, 2)
    assert boek.get_sheet_by_name("Bron").to_python() == [list(paar) for paar in OVER]


def test_parquet_is_typed_and_says_its_source() -> None:
    tabel = pq.read_table(io.BytesIO(als_parquet(GEGEVENS, OVER)))
    assert tabel.column_names == NAMEN
    assert tabel["waarde"].to_pylist() == [78.0, 0.0, None]
    assert tabel["opgehaald"].to_pylist()[0] == date(2026, 3, 2)
    assert tabel.schema.metadata[b"Licentie"] == b"CC BY 4.0"


def test_no_figures_is_a_file_with_only_a_heading() -> None:
    assert als_csv([]).decode("utf-8-sig").strip() == ";".join(NAMEN)
    assert pq.read_table(io.BytesIO(als_parquet([], OVER))).num_rows == 0
    assert len(calamine.load_workbook(io.BytesIO(als_xlsx([], OVER))).get_sheet_by_index(0).to_python()) == 1
