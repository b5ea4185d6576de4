"""A raw file that someone gives us: what it is, streamed in bounded memory, never trusted."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NoReturn

from kompas.base import RefusedError
from kompas.data.sources.jsonstroom import json_rijen
from kompas.data.sources.werkboek import Werkboek, soort_werkboek
from kompas.data.vingerafdruk import bestandshash

BLOK = 64 * 1024
MAX_REGEL = 1024 * 1024
MAX_VELDEN = 200
MAX_KLEIN = 8 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_MAGIE = {
    b"PK": "een zip- of Excelbestand (pak het uit, of sla het werkblad op als xlsx, ods of CSV UTF-8)",
    b"\x1f\x8b": "een gzipbestand (pak het eerst uit)",
    b"%PDF": "een pdf (een pdf is geen cijferbestand; haal de tabel als CSV op)",
    b"\xd0\xcf\x11\xe0": "een oud Excelbestand (sla het op als xlsx, of als CSV UTF-8)",
    b"PAR1": "een Parquetbestand (lees het oorspronkelijke CSV- of JSON-bestand in)",
    b"\xff\xfe": "opgeslagen als UTF-16 (sla het op als CSV UTF-8)",
    b"\xfe\xff": "opgeslagen als UTF-16 (sla het op als CSV UTF-8)",
}
# Sheets of our own template that hold no figures.
GEEN_CIJFERS = {"kompas", "uitleg", "codes"}
Vorm = Literal["csv", "json", "yaml", "blad", "kaart"]
_KAART = re.compile(r'"type"\s*:\s*"FeatureCollection"')


class BestandFoutError(RefusedError):
    """The file as a whole cannot be used: what is wrong, where, and what to do, in Dutch."""


@dataclass(frozen=True)
class Bestand:
    """A raw file; make one with `Bestand.open`, which refuses what is no table, list or workbook."""

    pad: Path
    grootte: int
    vorm: Vorm
    _kop: str = field(repr=False)

    @classmethod
    def open(cls, pad: Path) -> "Bestand":
        try:
            grootte = pad.stat().st_size
            if not (pad.is_file() or pad.is_dir()):  # a pipe would wait for ever
                raise BestandFoutError(f"{pad.name}: dit is geen bestand. Geef de naam van een bestand.")
            with pad.open("rb") as bron:
                begin = bron.read(BLOK)
        except OSError as fout:
            wat = {FileNotFoundError: "dit bestand bestaat niet", IsADirectoryError: "dit is een map, geen bestand"}
            reden = wat.get(type(fout), "dit bestand mag niet worden gelezen")
            raise BestandFoutError(f"{pad}: {reden}. Controleer de naam. Er is niets veranderd.") from None
        return cls(pad, grootte, *_bekijk(pad, begin))

    @property
    def naam(self) -> str:
        return self.pad.name

    @cached_property
    def sha256(self) -> str:
        return bestandshash(self.pad)

    @property
    def begin(self) -> str:
        """The first 64 kB as text, to recognise the file by."""
        return self._kop

    @property
    def scheiding(self) -> str:
        """The separator of a CSV: the one that the heading has most of."""
        kop = next((regel for regel in self._kop.splitlines() if any(teken in regel for teken in ";,\t|")), "")
        kop = re.sub(r'"[^"]*"', "", kop)
        return max(";,\t|", key=kop.count)

    @cached_property
    def werkboek(self) -> Werkboek:
        """The workbook, checked; only for `vorm` blad."""
        return Werkboek.open(self.pad, self.stuk)

    @cached_property
    def blad(self) -> str:
        """The first sheet with figures."""
        bladen = [blad for blad in self.werkboek.bladen if blad.casefold() not in GEEN_CIJFERS]
        if not bladen:
            self.stuk(0, "dit rekenblad heeft geen zichtbaar blad met cijfers")
        return bladen[0]

    @cached_property
    def kolommen(self) -> tuple[str, ...]:
        """The heading of a CSV or sheet, or the keys of the first row of a JSON file."""
        if self.vorm == "json":
            eerste = next(iter(self.objecten()), None)
            return tuple(str(sleutel) for sleutel in eerste[1]) if eerste else ()
        return self.kopregel()[1] if self.vorm in {"csv", "blad"} else ()

    def kopregel(self) -> tuple[int, tuple[str, ...]]:
        """Line number and names of the first row with at least two cells: StatLine may put titles above it."""
        for nummer, cellen in self.rijen():
            gevuld = sum(bool(cel.strip()) for cel in cellen) if self.vorm == "blad" else len(cellen)
            if gevuld > 1:
                return nummer, tuple(cel.strip() or self._zonder_kop(plek) for plek, cel in enumerate(cellen, 1))
            if nummer > 20:
                break
        return 0, ()

    def _zonder_kop(self, plek: int) -> str:
        """A column of a sheet without heading; two of them are not two columns of one name."""
        return f"(kolom {plek})" if self.vorm == "blad" else ""

    def rijen(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of a CSV with the line on which each ends, or those of the first sheet with figures."""
        if self.vorm == "blad":
            yield from self.werkboek.rijen(self.blad)
            return
        lezer = csv.reader(self.regels(), delimiter=self.scheiding, strict=True)
        try:
            for cellen in lezer:
                if len(cellen) > MAX_VELDEN:
                    self.stuk(lezer.line_num, f"deze rij heeft {len(cellen)} cellen; dat is geen cijfertabel")
                if cellen:
                    yield lezer.line_num, cellen
        except csv.Error as fout:
            self.stuk(
                lezer.line_num,
                f"de rij is niet te lezen ({fout}); waarschijnlijk ontbreekt een aanhalingsteken of is het bestand"
                " halverwege afgebroken. Haal het opnieuw op",
            )

    def regels(self) -> Iterator[str]:
        """Decoded lines; a line longer than 1 MB, a NUL byte or anything but UTF-8 is refused with its line number."""
        with self.pad.open("rb") as bron:
            nummer = 0
            while blok := bron.read(BLOK):
                if not blok.endswith(b"\n"):
                    blok += bron.readline(MAX_REGEL + 1)
                schoon = blok.removeprefix(_BOM) if nummer == 0 else blok
                yield from self._regels_in(schoon, nummer)
                nummer += blok.count(b"\n")

    def _regels_in(self, blok: bytes, nummer: int) -> Iterator[str]:
        """The lines of a piece that ends with a line; one by one only when something is wrong with the whole."""
        if len(blok) <= MAX_REGEL and b"\x00" not in blok:
            try:
                return iter(io.StringIO(blok.decode("utf-8"), newline="\n"))
            except UnicodeDecodeError:
                pass
        return self._losse_regels(io.BytesIO(blok), nummer)

    def _losse_regels(self, blok: io.BytesIO, nummer: int) -> Iterator[str]:
        for ruw in blok:
            nummer += 1
            if len(ruw) > MAX_REGEL:
                self.stuk(nummer, "deze regel is langer dan 1 MB; een cijfertabel heeft zulke regels niet")
            if b"\x00" in ruw:
                self.stuk(nummer, "hier staan nulbytes; het bestand is beschadigd. Haal het opnieuw op")
            yield self._tekst(ruw, nummer)

    def _tekst(self, ruw: bytes, nummer: int) -> str:
        try:
            return ruw.decode("utf-8")
        except UnicodeDecodeError:
            self.stuk(
                nummer,
                "deze tekst is geen UTF-8 (waarschijnlijk Windows-1252, zoals Excel soms opslaat). Sla het bestand op"
                " als 'CSV UTF-8' of haal het opnieuw op",
            )

    @property
    def eindigt_netjes(self) -> bool:
        """Whether the last line is complete; a download that broke off ends in the middle of one."""
        if self.vorm == "blad":  # half a workbook cannot be opened at all
            return True
        with self.pad.open("rb") as bron:
            bron.seek(-1, 2)
            return bron.read(1) in b"\r\n"

    def objecten(self) -> Iterator[tuple[int, dict[str, object]]]:
        """The rows of OData JSON (`value`, or a bare list) with their number, one at a time."""
        yield from json_rijen(self._blokken(), self.stuk)

    @cached_property
    def is_eerste_bladzijde(self) -> bool:
        """Whether an OData answer says that more pages follow (`odata.nextLink`, always after the rows)."""
        if self.vorm != "json":
            return False
        with self.pad.open("rb") as bron:
            bron.seek(max(0, self.grootte - 4096))
            return b"nextLink" in bron.read()

    def _blokken(self) -> Iterator[str]:
        """Decoded pieces of the file."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        with self.pad.open("rb") as bron:
            ruw = bron.read(BLOK).removeprefix(_BOM)
            while ruw:
                try:
                    yield decoder.decode(ruw)
                except UnicodeDecodeError:
                    self.stuk(0, "deze tekst is geen UTF-8. Haal het bestand opnieuw op")
                ruw = bron.read(BLOK)

    def klein(self) -> str:
        """The whole text of a small file."""
        if self.grootte > MAX_KLEIN:
            self.stuk(0, "dit bestand is te groot voor een cijferlijst in YAML (hoogstens 8 MB); gebruik CSV")
        return "".join(self.regels())

    def stuk(self, regel: int, wat: str) -> NoReturn:
        """Refuse the file."""
        plaats = (
            f"{self.naam}, {'rij' if self.vorm in {'json', 'blad', 'kaart'} else 'regel'} {regel}"
            if regel
            else self.naam
        )
        raise BestandFoutError(f"{plaats}: {wat}. Er is niets veranderd.")


def _bekijk(pad: Path, begin: bytes) -> tuple[Vorm, str]:
    """What kind of file this is, from its first bytes; the name only decides between YAML and CSV."""
    if not begin.removeprefix(_BOM).strip():
        raise _weiger(pad, "het bestand is leeg. Haal het opnieuw op")
    if begin.startswith(b"PK") and _is_werkboek(pad):
        return "blad", ""
    _geen_ander_bestand(pad, begin)
    kop = begin.removeprefix(_BOM).decode("utf-8", "replace")
    if re.match(r"\s*(<!doctype html|<html|<\?xml|<head|<body)", kop, re.IGNORECASE):
        raise _weiger(
            pad, "dit is een webpagina of XML, geen tabel; vaak een foutmelding van de dienst. Haal CSV of JSON op"
        )
    if kop.lstrip().startswith(("{", "[")):
        return "kaart" if _KAART.search(kop) else "json", kop
    if pad.suffix.lower() in {".yaml", ".yml"} or re.search(r"^kompas_(cijfers|tabel):", kop, re.MULTILINE):
        return "yaml", kop
    return "csv", kop


def _geen_ander_bestand(pad: Path, begin: bytes) -> None:
    """Refuse what is packed, drawn or damaged."""
    if begin.startswith(b"PK") and pad.suffix.lower() in {".xlsx", ".xlsm", ".ods"}:
        raise _weiger(pad, "dit rekenblad is beschadigd. Open het in Excel of LibreOffice en sla het opnieuw op")
    for magie, wat in _MAGIE.items():
        if begin.startswith(magie):
            raise _weiger(pad, f"dit is {wat}")
    if b"\x00" in begin:
        regel = begin[: begin.index(b"\x00")].count(b"\n") + 1
        raise _weiger(pad, f"op regel {regel} staan nulbytes; het bestand is beschadigd. Haal het opnieuw op")


def _weiger(pad: Path, wat: str) -> BestandFoutError:
    return BestandFoutError(f"{pad.name}: {wat}. Er is niets veranderd.")


def _is_werkboek(pad: Path) -> bool:
    try:
        with zipfile.ZipFile(pad) as archief:
            return bool(soort_werkboek(archief))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
