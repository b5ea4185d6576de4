"""A spreadsheet that is small on disk and huge in memory is refused before a cell is read."""

import zipfile
from pathlib import Path

import pytest

from kompas.base import Periode
from kompas.data.sources.bestand import Bestand, BestandFoutError

BLAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def _xlsx(pad: Path, rijen: str, tekst: str = "a") -> Bestand:
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("[Content_Types].xml", "<Types/>")
        archief.writestr("xl/workbook.xml", "<workbook/>")
        archief.writestr("xl/worksheets/sheet1.xml", BLAD.format(rijen))
        archief.writestr("xl/sharedStrings.xml", f"<sst><si><t>{tekst}</t></si></sst>")
    return Bestand.open(pad)


def test_cells_that_do_not_say_where_they_are_are_counted_on(tmp_path: Path) -> None:
    bestand = _xlsx(tmp_path / "breed.xlsx", f"<row>{'<c><v>1</v></c>' * 300}</row>")
    with pytest.raises(BestandFoutError, match="kolom 201"):
        _ = bestand.werkboek


def test_one_long_text_in_very_many_cells(tmp_path: Path) -> None:
    rijen = '<row><c t="s"><v>0</v></c></row>' * 3000
    bestand = _xlsx(tmp_path / "tekst.xlsx", rijen, "A" * 100_000)
    with pytest.raises(BestandFoutError, match="lange tekst"):
        _ = bestand.werkboek


def test_the_same_in_an_ods_that_repeats_a_cell(tmp_path: Path) -> None:
    cel = '<table:table-cell office:value-type="string" table:number-columns-repeated="100">'
    cel += f"<text:p>{'A' * 10_000}</text:p></table:table-cell>"
    rij = f'<table:table-row table:number-rows-repeated="1000">{cel}</table:table-row>'
    pad = tmp_path / "tekst.ods"
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("mimetype", ODS)
        archief.writestr("content.xml", f'<a><table:table table:name="x">{rij}</table:table></a>')
    with pytest.raises(BestandFoutError, match="lange tekst"):
        _ = Bestand.open(pad).werkboek


@pytest.mark.parametrize("code", ["9999JJ00", "0000JJ00", "0001MM01", "1000JJ00-9999JJ00"])
def test_years_at_the_end_of_the_calendar(code: str) -> None:
    with pytest.raises(ValueError, match="kan niet"):
        Periode.lees(code)
