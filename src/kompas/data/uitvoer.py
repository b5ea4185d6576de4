"""Figures as a file to keep: CSV for a Dutch spreadsheet, xlsx, and Parquet for who computes on.

Each row carries its own source; what is the same for all stands once more on a sheet of its own (xlsx) or in the
metadata of the file (Parquet), so that a file that is passed on still says where it comes from.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from kompas.base import Waarde

Cel = str | float | int | date | None
KOLOMMEN: tuple[tuple[str, type], ...] = (
    ("indicator", str), ("indicator_naam", str), ("gebied", str), ("gebied_naam", str), ("periode", str),
    ("periode_naam", str), ("waarde", float), ("eenheid", str), ("ondergrens_95", float), ("bovengrens_95", float),
    ("geen_cijfer", str), ("uitleg", str), ("aantal", float), ("noemer", float), ("bron", str), ("tabel", str),
    ("formule", str), ("grenzen_van_jaar", int), ("opgehaald", date), ("licentie", str), ("cijferset", str),
)  # fmt: skip
_ARROW = {str: pa.string(), float: pa.float64(), int: pa.int32(), date: pa.date32()}
_FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Gegeven:
    """One figure of a file: which indicator, of which area."""

    indicator: str
    gebied: str
    gebied_naam: str
    waarde: Waarde


def rij(gegeven: Gegeven) -> tuple[Cel, ...]:
    """A figure as cells, in the order of `KOLOMMEN`."""
    w, h = gegeven.waarde, gegeven.waarde.herkomst
    return (
        gegeven.indicator, w.naam, gegeven.gebied, gegeven.gebied_naam, w.periode.code,
        w.periode.label, _afgerond(w, w.getal), w.eenheid, _afgerond(w, w.laag), _afgerond(w, w.hoog),
        str(w.reden or ""), w.uitleg, w.telling, w.noemer, h.bron, h.tabel,
        h.formule, h.gebied_jaar, h.opgehaald or h.ingelezen, h.licentie, h.build,
    )  # fmt: skip


def als_csv(gegevens: Iterable[Gegeven]) -> bytes:
    """UTF-8 with BOM, semicolons and decimal commas."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([naam for naam, _ in KOLOMMEN])
    schrijver.writerows([_csv_cel(cel) for cel in rij(gegeven)] for gegeven in gegevens)
    return uit.getvalue().encode("utf-8-sig")


def als_xlsx(gegevens: Iterable[Gegeven], over: Sequence[tuple[str, str]]) -> bytes:
    """A sheet with the figures and one that tells about them; `over` are pairs of name and text."""
    uit = io.BytesIO()
    # strings_to_formulas: a name from a source that begins with "=" stays text.
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(uit, opties) as boek:
        vet, dag = boek.add_format({"bold": True}), boek.add_format({"num_format": "yyyy-mm-dd"})
        blad = boek.add_worksheet("Cijfers")
        blad.write_row(0, 0, [naam for naam, _ in KOLOMMEN], vet)
        laatste = 0
        for laatste, gegeven in enumerate(gegevens, start=1):
            for kolom, cel in enumerate(rij(gegeven)):
                _schrijf(blad, laatste, kolom, cel, dag)
        blad.freeze_panes(1, 0)
        blad.autofilter(0, 0, laatste, len(KOLOMMEN) - 1)
        blad.set_column(0, len(KOLOMMEN) - 1, 16)
        _over_blad(boek, over)
    return uit.getvalue()


def als_parquet(gegevens: Iterable[Gegeven], over: Sequence[tuple[str, str]]) -> bytes:
    """Typed columns; what `over` says is metadata of the file."""
    kolommen = list(zip(*(rij(gegeven) for gegeven in gegevens), strict=True)) or [()] * len(KOLOMMEN)
    soorten: Mapping[str, pa.DataType] = {naam: _ARROW[soort] for naam, soort in KOLOMMEN}
    velden = [pa.array(kolom, type=soort) for kolom, soort in zip(kolommen, soorten.values(), strict=True)]
    schema = pa.schema(soorten.items(), metadata={naam.encode(): tekst.encode() for naam, tekst in over})
    uit = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(velden, schema=schema), uit, compression="zstd")
    return uit.getvalue()


def veilig(tekst: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    plat = " ".join(tekst.split())
    return f"'{plat}" if tekst.startswith(_FORMULETEKENS) or plat.startswith(_FORMULETEKENS) else plat


def _afgerond(waarde: Waarde, getal: float | None) -> float | None:
    """With three decimals more than the page shows: enough to compute on, without noise of the division."""
    return None if getal is None else round(getal, waarde.decimalen + 3)


def _csv_cel(cel: Cel) -> str:
    if cel is None:
        return ""
    if isinstance(cel, str):
        return veilig(cel)
    if isinstance(cel, float):
        return f"{cel:.10g}".replace(".", ",")
    return str(cel)


def _schrijf(blad: xlsxwriter.worksheet.Worksheet, rij_: int, kolom: int, cel: Cel, dag: object) -> None:
    if cel is None or cel == "":
        return
    if isinstance(cel, date):
        blad.write_datetime(rij_, kolom, cel, dag)
    elif isinstance(cel, str):
        blad.write_string(rij_, kolom, cel)
    else:
        blad.write_number(rij_, kolom, cel)


def _over_blad(boek: xlsxwriter.Workbook, over: Sequence[tuple[str, str]]) -> None:
    blad = boek.add_worksheet("Bron")
    terug = boek.add_format({"text_wrap": True, "valign": "top"})
    vet = boek.add_format({"bold": True, "valign": "top"})
    for nummer, (naam, tekst) in enumerate(over):
        blad.write_string(nummer, 0, naam, vet)
        blad.write_string(nummer, 1, tekst, terug)
    blad.set_column(0, 0, 22)
    blad.set_column(1, 1, 100)
