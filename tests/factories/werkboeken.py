"""Workbooks to read: made by a library, by hand, and by somebody with bad intentions."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import xlsxwriter

Rijen = Sequence[Sequence[object]]
MIME_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def xlsx(rijen: Rijen, blad: str = "Blad1", **meer: Rijen) -> bytes:
    """A workbook with one sheet, or more."""
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit, {"in_memory": True})
    dag = boek.add_format({"num_format": "yyyy-mm-dd"})
    for naam, inhoud in {blad: rijen, **meer}.items():
        werkblad = boek.add_worksheet(naam)
        for rij, cellen in enumerate(inhoud):
            for kolom, cel in enumerate(cellen):
                if isinstance(cel, date):
                    werkblad.write_datetime(rij, kolom, cel, dag)
                elif isinstance(cel, tuple):  # a formula with its saved outcome
                    werkblad.write_formula(rij, kolom, cel[0], None, cel[1])
                elif cel is not None:
                    werkblad.write(rij, kolom, cel)
    boek.close()
    return uit.getvalue()


def met_delen(werkboek: bytes, delen: Mapping[str, str | bytes], *, weg: Sequence[str] = ()) -> bytes:
    """The same workbook with parts replaced, added or taken out."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(werkboek)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            if naam not in delen and naam not in weg:
                nieuw.writestr(naam, oud.read(naam))
        for naam, inhoud in delen.items():
            nieuw.writestr(naam, inhoud)
    return uit.getvalue()


def met_stuk_deel(werkboek: bytes, deel: str) -> bytes:
    """The same workbook with one bit of a packed part turned over."""
    with zipfile.ZipFile(io.BytesIO(werkboek)) as archief:
        info = archief.getinfo(deel)
    plek = info.header_offset + 30 + len(deel) + info.compress_size // 2
    return werkboek[:plek] + bytes([werkboek[plek] ^ 0x10]) + werkboek[plek + 1 :]


def met_blad(cellen: str) -> bytes:
    """A workbook whose first sheet is this raw XML."""
    return met_delen(xlsx([["x", "y"]]), {"xl/worksheets/sheet1.xml": _SHEET.format(cellen)})


def ods(rijen: Rijen, *, ruw: str = "", voor: str = "", blad: str = "Blad1") -> bytes:
    """An ods by hand; `ruw` are rows as XML behind the others, `voor` stands before the root."""
    inhoud = "".join(f"<table:table-row>{''.join(_ods_cel(cel) for cel in rij)}</table:table-row>" for rij in rijen)
    tekst = (
        f'<?xml version="1.0" encoding="UTF-8"?>{voor}<office:document-content {_NS} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{blad}">{inhoud}{ruw}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr(zipfile.ZipInfo("mimetype"), MIME_ODS)
        archief.writestr("META-INF/manifest.xml", manifest)
        archief.writestr("content.xml", tekst)
    return uit.getvalue()


def _ods_cel(cel: object) -> str:
    if cel is None:
        return "<table:table-cell/>"
    soort = f'float" office:value="{cel}' if isinstance(cel, int | float) else "string"
    return f'<table:table-cell office:value-type="{soort}"><text:p>{escape(str(cel))}</text:p></table:table-cell>'
