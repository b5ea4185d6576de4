"""Rows of a table, whether they came as CSV or as OData JSON."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kompas.data.feiten import Afgekeurd
from kompas.data.sources.bestand import Bestand

Cellen = dict[str, object]
_TABEL = re.compile(r"\b(\d{5}(?:NED|ned))\b")


def tabelrijen(bestand: Bestand) -> Iterator[tuple[int, Cellen] | Afgekeurd]:
    """Line number and cells by column name; a row of another shape is refused with its line number."""
    if bestand.vorm == "json":
        yield from bestand.objecten()
        return
    kopregel, kop = bestand.kopregel()
    if len(set(kop)) < len(kop):
        bestand.stuk(kopregel, f"een kolomnaam staat er twee keer in ({', '.join(kop)})")
    laatste = kopregel, len(kop)
    for regel, cellen in bestand.rijen():
        if regel <= kopregel:
            continue
        if (rij := _rij(bestand, kop, regel, cellen)) is not None:
            laatste = regel, len(cellen)
            yield rij
    eis_laatste_rij(bestand, laatste[0], te_kort=laatste[1] < len(kop))


def _rij(
    bestand: Bestand, kop: tuple[str, ...], regel: int, cellen: list[str]
) -> tuple[int, Cellen] | Afgekeurd | None:
    if len(cellen) != len(kop):
        if len(cellen) == 1 and cellen[0].strip().lower().startswith(("bron:", "©")):
            return None
        return Afgekeurd(regel, f"{len(cellen)} cellen, verwacht {len(kop)} ({', '.join(kop)})")
    if cellen[0].strip() == kop[0] and tuple(cel.strip() for cel in cellen) == kop:
        bestand.stuk(regel, "hier begint een tweede tabel. Zet elke tabel in een eigen bestand")
    return regel, dict(zip(kop, cellen, strict=True))


def eis_laatste_rij(bestand: Bestand, regel: int, *, te_kort: bool) -> None:
    """Refuse a file that stops in its last row: what was cut off before that row cannot be known."""
    if bestand.eindigt_netjes and not te_kort:
        return
    wat = "heeft te weinig cellen" if te_kort else "heeft geen regeleinde"
    eigen = "" if te_kort else ". Is het bestand wel compleet, zet dan een Enter achter de laatste regel"
    bestand.stuk(
        regel,
        f"de laatste regel {wat}, dus het ophalen is waarschijnlijk halverwege afgebroken. Haal het bestand opnieuw op"
        + eigen,
    )


def maatkolom(bestand: Bestand, stam: str) -> str:
    """The column of a measure; its number (`_1`) may change when a table is revised."""
    passend = [kolom for kolom in bestand.kolommen if re.fullmatch(rf"{stam}(_\d+)?", kolom)]
    if not passend:
        bestand.stuk(0, f"de kolom {stam}_1 ontbreekt (wel aanwezig: {', '.join(bestand.kolommen)})")
    if len(passend) > 1:
        bestand.stuk(0, f"de kolommen {' en '.join(passend)} kunnen allebei {stam} zijn; laat er één staan")
    return passend[0]


def eis_kolommen(bestand: Bestand, *kolommen: str) -> None:
    """Refuse a file that misses one of these columns."""
    if weg := [kolom for kolom in kolommen if kolom not in bestand.kolommen]:
        bestand.stuk(
            0,
            f"de kolom {' en '.join(weg)} ontbreekt (wel aanwezig: {', '.join(bestand.kolommen)})."
            " Haal de tabel opnieuw op met alle kolommen",
        )


def tabel_volgens_bestand(bestand: Bestand) -> str:
    """The table id that an OData answer or the file name gives, or nothing."""
    kop = bestand.begin if bestand.vorm == "json" else ""
    match = re.search(r'"odata\.metadata"\s*:\s*"[^"]*?/(\d{5}(?:NED|ned))/', kop) or _TABEL.search(
        bestand.naam.replace("_", " ")
    )
    return match[1] if match else ""


@lru_cache(maxsize=4096)
def kaal(naam: str) -> str:
    """A title as it can be compared: without code in front, double spaces and capitals."""
    return " ".join(re.sub(r"^\d+(\.\d+)*\s+", "", naam.strip()).split()).casefold()
