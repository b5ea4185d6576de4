"""A workbook (xlsx, ods) that someone mails: opened within bounds, never trusted.

Everything that could cost memory is counted in the packed file before a cell is read: the size of what is packed, the
corners of each sheet (one cell far away would stand for billions), entities, formulas without an outcome. Macros and
links to other files are never followed; a formula counts for the outcome that is saved with it.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

MAX_UITGEPAKT = 256 * 1024 * 1024
MAX_DELEN = 2_000
MAX_VERHOUDING = 200
MAX_RIJEN = 500_000
MAX_KOLOMMEN = 200
MAX_CELLEN = 2_000_000
MAX_HEEL = 1e15
MAX_FOUTEN = 10_000
FOUT = "#FOUT"
MAXFOUT = "#FOUT"
_BLOK = 64 * 1024
_CEL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
Weiger = Callable[[int, str], NoReturn]


@dataclass
class _Omvang:
    """How far a sheet reaches, counted over cells that hold something."""

    rij: int = 0
    kolom: int = 0
    cellen: int = 0
    formules: int = 0
    zonder_uitkomst: int = 0
    gedeeld: int = 0
    fouten: dict[int, set[int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Cel:
    rij: int = 0
    kolom: int = 0
    waarde: bool = False
    formule: bool = False
    fout: bool = False


@dataclass(frozen=True)
class Werkboek:
    """An xlsx or ods file; make one with `Werkboek.open`."""

    pad: Path
    soort: str
    _weiger: Weiger = field(repr=False)
    _omvang: dict[str, _Omvang] = field(repr=False)

    @classmethod
    def open(cls, pad: Path, weiger: Weiger) -> "Werkboek":
        """Check the whole file; `weiger` gets a row number (0) and what is wrong, and raises."""
        try:
            with zipfile.ZipFile(pad) as archief:
                soort = soort_werkboek(archief)
                _keur_archief(archief, weiger)
                omvang = _xlsx(archief, weiger) if soort == "xlsx" else _ods(archief, weiger)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
            weiger(0, "dit bestand is beschadigd of heeft een wachtwoord. Open het in Excel en sla het opnieuw op")
        except expat.ExpatError:
            weiger(0, "dit rekenblad is beschadigd. Open het in Excel of LibreOffice en sla het opnieuw op")
        return cls(pad, soort, weiger, omvang)

    @property
    def bladen(self) -> tuple[str, ...]:
        """Names of the sheets that people see, in order."""
        return tuple(blad.name for blad in self._boek.sheets_metadata if _is_zichtbaar(blad))

    @property
    def formules(self) -> int:
        """Cells whose number is the saved outcome of a formula."""
        return sum(deel.formules for deel in self._omvang.values())

    def rijen(self, blad: str, decimaal: str = ".") -> Iterator[tuple[int, list[str]]]:
        """Row number (as people see it) and cells as text; empty rows are left out.

        With `decimaal` "," a number of the sheet can be told from a text in which a dot groups thousands.
        """
        try:
            tabel = self._boek.get_sheet_by_name(blad)
        except (CalamineError, ValueError, OSError):
            self._weiger(0, f"het blad {blad!r} is beschadigd. Open het bestand in Excel en sla het opnieuw op")
        if tabel.start is None:
            return
        fouten = self._omvang[blad].fouten if blad in self._omvang else {}
        # Cells before the first filled one are empty; without them the columns would shift.
        for nummer, cellen in enumerate(tabel.to_python(skip_empty_area=False), start=1):
            teksten = [_tekst(cel, decimaal) for cel in cellen]
            for kolom in fouten.get(nummer, ()):  # the library gives nothing at all for an error
                teksten += [""] * (kolom - len(teksten))
                teksten[kolom - 1] = FOUT
            if any(teksten):
                yield nummer, teksten

    @cached_property
    def _boek(self) -> CalamineWorkbook:
        try:
            return CalamineWorkbook.from_path(str(self.pad))
        except (CalamineError, ValueError, OSError):
            self._weiger(0, "dit rekenblad is niet te lezen. Open het in Excel of LibreOffice en sla het opnieuw op")


def _is_zichtbaar(blad: SheetMetadata) -> bool:
    return blad.visible == SheetVisibleEnum.Visible and blad.typ == SheetTypeEnum.WorkSheet


def soort_werkboek(archief: zipfile.ZipFile) -> str:
    """`xlsx`, `ods`, or nothing when it is another kind of zip."""
    namen = set(archief.namelist())
    if "[Content_Types].xml" in namen and any(naam.startswith("xl/") for naam in namen):
        return "xlsx"
    if "mimetype" in namen and archief.getinfo("mimetype").file_size < 200:
        return "ods" if archief.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet") else ""
    return ""


def _keur_archief(archief: zipfile.ZipFile, weiger: Weiger) -> None:
    delen = archief.infolist()
    if len(delen) > MAX_DELEN:
        weiger(0, f"dit bestand bestaat uit {len(delen)} delen; zo groot is een rekenblad met cijfers niet")
    if any(deel.flag_bits & 0x1 for deel in delen):
        weiger(0, "dit bestand is beveiligd met een wachtwoord. Sla het zonder wachtwoord op")
    totaal = sum(deel.file_size for deel in delen)
    ingepakt = sum(deel.compress_size for deel in delen) or 1
    if totaal > MAX_UITGEPAKT or (totaal > 16 * 1024 * 1024 and totaal / ingepakt > MAX_VERHOUDING):
        weiger(0, f"dit bestand is uitgepakt {totaal // 1_000_000} MB; dat is geen gewoon rekenblad. Gebruik CSV")


def _lees(archief: zipfile.ZipFile, naam: str, weiger: Weiger, begin: Callable[..., None], eind: Callable[..., None],
          tekst: Callable[[str], None] | None = None) -> None:  # fmt: skip
    """Walk through one XML part; a part that claims less than it unpacks to is stopped."""
    lezer = expat.ParserCreate()
    lezer.buffer_text = True
    lezer.StartElementHandler, lezer.EndElementHandler = begin, eind
    if tekst:
        lezer.CharacterDataHandler = tekst
    # No document types: that is where entities come from, which unpack to gigabytes or read other files.
    lezer.StartDoctypeDeclHandler = lambda *_: weiger(
        0, "dit rekenblad bevat verwijzingen (DOCTYPE) en wordt niet gelezen"
    )
    gelezen = 0
    with archief.open(naam) as bron:
        while blok := bron.read(_BLOK):
            gelezen += len(blok)
            if gelezen > MAX_UITGEPAKT:
                weiger(0, "dit rekenblad is uitgepakt te groot. Gebruik CSV")
            lezer.Parse(blok, False)
    lezer.Parse(b"", True)


def _xlsx(archief: zipfile.ZipFile, weiger: Weiger) -> dict[str, _Omvang]:
    """Reach of every sheet by its name, and no entities in any part that is read."""
    omvang = {}
    for naam in archief.namelist():
        if naam.startswith("xl/worksheets/") and naam.endswith(".xml"):
            omvang[naam] = _xlsx_blad(archief, naam, weiger)
        elif naam.endswith((".xml", ".rels")) and not naam.startswith(("xl/drawings/", "xl/charts/", "xl/media/")):
            _lees(archief, naam, weiger, _niets, _niets)
    _keur_tekst(_langste_gedeelde(archief, weiger) * sum(blad.gedeeld for blad in omvang.values()), weiger)
    namen = _xlsx_namen(archief, weiger)
    return {namen.get(deel, deel): reikwijdte for deel, reikwijdte in omvang.items()}


def _langste_gedeelde(archief: zipfile.ZipFile, weiger: Weiger) -> int:
    """The length of the longest text that cells refer to; each of them gets a copy of it."""
    nu = langste = 0

    def begin(naam: str, _velden: dict[str, str]) -> None:
        nonlocal nu
        nu = 0 if naam.rpartition(":")[2] == "si" else nu

    def tekst(stuk: str) -> None:
        nonlocal nu, langste
        nu += len(stuk)
        langste = max(langste, nu)

    for naam in archief.namelist():
        if naam.casefold().endswith("sharedstrings.xml"):
            _lees(archief, naam, weiger, begin, _niets, tekst)
    return langste


def _keur_tekst(tekens: int, weiger: Weiger) -> None:
    if tekens > MAX_UITGEPAKT:
        weiger(0, "een lange tekst staat in heel veel cellen; zo groot is een rekenblad met cijfers niet. Gebruik CSV")


def _xlsx_namen(archief: zipfile.ZipFile, weiger: Weiger) -> dict[str, str]:
    """Name of each sheet by the part that holds it."""
    doelen: dict[str, str] = {}
    namen: dict[str, str] = {}

    def verwijzing(naam: str, velden: dict[str, str]) -> None:
        if naam.rpartition(":")[2] == "Relationship":
            doelen[velden.get("Id", "")] = "xl/" + velden.get("Target", "").removeprefix("/xl/").removeprefix("/")

    def blad(naam: str, velden: dict[str, str]) -> None:
        if naam.rpartition(":")[2] == "sheet":
            namen[doelen.get(velden.get("r:id", ""), "")] = velden.get("name", "")

    delen = set(archief.namelist())
    for deel, begin in (("xl/_rels/workbook.xml.rels", verwijzing), ("xl/workbook.xml", blad)):
        if deel in delen:
            _lees(archief, deel, weiger, begin, _niets)
    return namen


def _xlsx_blad(archief: zipfile.ZipFile, naam: str, weiger: Weiger) -> _Omvang:
    omvang, cel = _Omvang(), _Cel()

    def begin(naam: str, velden: dict[str, str]) -> None:
        kort = naam.rpartition(":")[2]
        if kort == "row":
            cel.rij = int(velden["r"]) if velden.get("r", "").isdecimal() else cel.rij + 1
            cel.kolom = 0
        elif kort == "c":
            cel.rij, cel.kolom = _plek(velden.get("r", ""), cel)
            omvang.gedeeld += velden.get("t") == "s"
            cel.waarde, cel.formule, cel.fout = False, False, velden.get("t") == "e"
        elif kort in {"v", "is"}:
            cel.waarde = True
        elif kort == "f":
            cel.formule = True

    def eind(naam: str) -> None:
        if naam.rpartition(":")[2] == "c" and (cel.waarde or cel.formule):
            _tel_op(omvang, cel.rij, cel.kolom, cel)
            _keur_omvang(omvang, weiger)

    _lees(archief, naam, weiger, begin, eind)
    _keur_formules(omvang, weiger)
    return omvang


def _plek(plek: str, vorige: _Cel) -> tuple[int, int]:
    """Row and column; a cell that does not say where it is stands beside the one before it."""
    match = _CEL.fullmatch(plek)
    if match is None:
        return vorige.rij, vorige.kolom + 1
    kolom = 0
    for letter in match[1]:
        kolom = kolom * 26 + ord(letter) - 64
    return int(match[2]), kolom


def _tel_op(omvang: _Omvang, rij: int, kolom: int, cel: _Cel) -> None:
    omvang.rij, omvang.kolom = max(omvang.rij, rij), max(omvang.kolom, kolom)
    omvang.cellen += 1
    omvang.formules += cel.formule
    omvang.zonder_uitkomst += cel.formule and not cel.waarde
    if cel.fout and len(omvang.fouten) < MAX_FOUTEN:
        omvang.fouten.setdefault(rij, set()).add(kolom)


def _keur_omvang(omvang: _Omvang, weiger: Weiger) -> None:
    if omvang.rij > MAX_RIJEN:
        weiger(0, f"een cel staat op rij {omvang.rij}; meer dan {MAX_RIJEN} rijen kan niet. Gebruik CSV")
    if omvang.kolom > MAX_KOLOMMEN:
        weiger(0, f"een cel staat in kolom {omvang.kolom}; meer dan {MAX_KOLOMMEN} kolommen kan niet")
    if omvang.rij * omvang.kolom > MAX_CELLEN * 10 or omvang.cellen > MAX_CELLEN:
        weiger(0, f"dit blad is te groot ({omvang.rij} rijen en {omvang.kolom} kolommen). Gebruik CSV")


def _keur_formules(omvang: _Omvang, weiger: Weiger) -> None:
    if omvang.zonder_uitkomst:
        weiger(
            0,
            f"{omvang.zonder_uitkomst} formules hebben geen uitkomst. Open het bestand in Excel of LibreOffice, sla het"
            " op en probeer het opnieuw",
        )


@dataclass(slots=True)
class _OdsPlek:
    blad: str = ""
    rij: int = 0
    kolom: int = 0
    rijen: int = 1
    herhaald: int = 1
    tekens: int = 0


def _ods(archief: zipfile.ZipFile, weiger: Weiger) -> dict[str, _Omvang]:
    """Reach of every sheet; a repeated row or cell counts as often as it is repeated, when it holds something."""
    omvang: dict[str, _Omvang] = {}
    plek = _OdsPlek()

    def begin(naam: str, velden: dict[str, str]) -> None:
        if naam == "table:table":
            plek.blad, plek.rij = velden.get("table:name", ""), 0
        elif naam == "table:table-row":
            plek.kolom, plek.rijen = 0, _aantal(velden, "table:number-rows-repeated")
        elif naam in {"table:table-cell", "table:covered-table-cell"}:
            _ods_cel(omvang.setdefault(plek.blad, _Omvang()), plek, velden, weiger)

    def eind(naam: str) -> None:
        if naam == "table:table-row":
            plek.rij += plek.rijen

    def tekst(stuk: str) -> None:
        plek.tekens += len(stuk) * plek.herhaald * plek.rijen
        _keur_tekst(plek.tekens, weiger)

    if "content.xml" not in archief.namelist():
        weiger(0, "dit rekenblad is beschadigd: de inhoud ontbreekt. Sla het opnieuw op")
    _lees(archief, "content.xml", weiger, begin, eind, tekst)
    for deel in omvang.values():
        _keur_formules(deel, weiger)
    return omvang


def _ods_cel(omvang: _Omvang, plek: _OdsPlek, velden: dict[str, str], weiger: Weiger) -> None:
    herhaald = _aantal(velden, "table:number-columns-repeated")
    plek.kolom, plek.herhaald = plek.kolom + herhaald, herhaald
    soort = velden.get("office:value-type", velden.get("calcext:value-type", ""))
    formule = "table:formula" in velden
    if soort or formule:
        fout = velden.get("calcext:value-type") == "error"
        _tel_op(omvang, plek.rij + plek.rijen, plek.kolom, _Cel(waarde=bool(soort), formule=formule, fout=fout))
        omvang.cellen += herhaald * plek.rijen - 1
        _keur_omvang(omvang, weiger)


def _aantal(velden: dict[str, str], naam: str) -> int:
    waarde = velden.get(naam, "1")
    return int(waarde) if waarde.isdecimal() and len(waarde) < 10 else MAX_RIJEN * 10


def _niets(*_: object) -> None:
    """A part that only has to be free of entities."""


def _tekst(cel: object, decimaal: str) -> str:
    """A cell as the text that stands for it in a CSV."""
    if isinstance(cel, bool):
        return "waar" if cel else "onwaar"
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() and abs(cel) < MAX_HEEL else repr(cel).replace(".", decimaal)
    if isinstance(cel, datetime) and cel.time() == time(0):
        return cel.date().isoformat()
    return cel.isoformat() if isinstance(cel, date) else str(cel).strip()
