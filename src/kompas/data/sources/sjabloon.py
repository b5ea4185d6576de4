"""Ready-made templates: a list to fill in, and the draft of a description for a table that somebody mailed."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
import yaml

from kompas.data.definities import Definities
from kompas.data.definities.sjablonen import Sjablooncode, codes_van, laad_sjablonen
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.partnertabel import lees_periode

KOLOMMEN = ("bron", "tabel", "code", "gebied", "periode", "waarde", "laag", "hoog", "indeling", "vindplaats")
UITLEG = (
    ("bron", "De sleutel van de bron, zoals bbv of partner. Laat staan wat er staat."),
    ("tabel", "Een naam voor deze lijst. Laat staan wat er staat, of kies een eigen naam."),
    ("code", "Wat er geteld is. Kies een code van het blad codes, of een eigen woord zonder spaties."),
    ("gebied", "De CBS-code: GM0575 (gemeente), WK057500 (wijk), BU05750000 (buurt) of NL."),
    ("periode", "2023, 2023KW01 (kwartaal) of 2023MM01 (maand)."),
    ("waarde", "Een getal. Laat leeg als er geen cijfer is, of schrijf een punt als het geheim of onbekend is."),
    ("laag en hoog", "Bij een enquête: de onder- en bovengrens van de marge. Anders leeg."),
    ("indeling", "Het jaar van de gemeentegrenzen. Leeg mag."),
    ("vindplaats", "Waar het cijfer staat: document en bladzijde."),
)
_GEBIED = re.compile(r"gemeente|gebied|regio|wijk|buurt|plaats", re.IGNORECASE)
_PERIODE = re.compile(r"jaar|periode|maand|kwartaal|datum|peildatum", re.IGNORECASE)
_CODE = re.compile(r"soort|onderwerp|indicator|categorie|type|code", re.IGNORECASE)
_GETAL = re.compile(r"[+-]?\d[\d.,' ]*%?")
VOORBEELDRIJEN = 50


def sjabloon_xlsx(definities: Definities, bron: str, gemeente: str = "GM0000", jaar: int = 2025) -> bytes:
    """A workbook that can be read in as it is: a list with one line per code, the codes, and what the columns mean."""
    codes = codes_van(definities, bron)
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit, {"in_memory": True})
    kop = boek.add_format({"bold": True, "bottom": 1})
    lijst = boek.add_worksheet("cijfers")
    lijst.write_row(0, 0, KOLOMMEN, kop)
    for nummer, rij in enumerate(_rijen(bron, codes, gemeente, jaar), start=1):
        lijst.write_row(nummer, 0, rij)
    lijst.freeze_panes(1, 0)
    lijst.set_column(0, len(KOLOMMEN) - 1, 16)
    _blad(boek, "codes", ("code", "titel", "eenheid", "let op"), [_coderij(code) for code in codes])
    _blad(boek, "uitleg", ("kolom", "wat u invult"), UITLEG)
    boek.close()
    return uit.getvalue()


def sjabloon_csv(definities: Definities, bron: str, gemeente: str = "GM0000", jaar: int = 2025) -> str:
    """The same list as text, with semicolons as Dutch spreadsheets expect them."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOLOMMEN)
    schrijver.writerows(_rijen(bron, codes_van(definities, bron), gemeente, jaar))
    return "\ufeff" + uit.getvalue()  # without this mark Excel reads another alphabet


def beschrijving_voor(bestand: Bestand, bron: str = "partner") -> str:
    """A description of this very file: which column seems to be what, to be checked by a person."""
    if bestand.vorm not in {"csv", "blad"}:
        bestand.stuk(0, "een beschrijving is er voor CSV, xlsx en ods")
    kopregel, kop = bestand.kopregel()
    rijen = _eerste_rijen(bestand, kopregel, kop)
    gebied = _zoek(kop, _GEBIED) or kop[0]
    periode = _zoek(kop, _PERIODE) or _met_perioden(kop, rijen, {gebied})
    code = _zoek(kop, _CODE, {gebied, periode or ""})
    cijfers = [naam for naam in kop if naam not in {gebied, periode, code} and _is_getal(naam, rijen)]
    velden: dict[str, object] = {
        "kompas_tabel": 1,
        "titel": bestand.pad.stem,
        "bestand": bestand.naam,
        "bron": bron,
        "tabel": _sleutel(bestand.pad.stem),
        **({"blad": bestand.blad} if bestand.vorm == "blad" else {}),
        "kopregel": kopregel,
        "gebied": {"kolom": gebied},
        "periode": {"kolom": periode} if periode else {"vast": "2025"},
    }
    if code:
        velden["code"] = {"kolom": code}
    velden["waarden"] = [{"kolom": naam} | ({} if code else {"code": _sleutel(naam)}) for naam in cijfers or [kop[-1]]]
    tekst = yaml.safe_dump(velden, allow_unicode=True, sort_keys=False, width=110)
    return f"{_KOP}{tekst}{_STAART}"


_KOP = (
    "# Beschrijving van een tabel. Kijk na of elke kolom klopt, zet dit bestand naast de tabel en lees die in met\n"
    "# kompas cijfers lees. In bestand staat * voor alles, zodat de levering van volgende maand ook past.\n"
)
_STAART = (
    "# Wat ook kan:\n"
    "#   gebied: {vast: GM0575}                       het hele bestand gaat over één gemeente\n"
    '#   code: {kolom: Soort, waarden: {"Jeugd": meldingen-jeugd}}   vertaal woorden naar codes\n'
    "#   geen_getal: {x: punt, n.v.t.: blanco}        wat er staat als er geen cijfer is (leeg, punt, blanco, pm)\n"
    "#   overslaan: [Totaal]                          rijen waarin dit staat\n"
    '#   duizendtal: "."                              1.234 is duizendtweehonderdvierendertig; of decimaal: "."\n'
    "#   waarden met laag en hoog: de marges van een enquête\n"
)


def _rijen(bron: str, codes: Sequence[Sjablooncode], gemeente: str, jaar: int) -> list[tuple[str, ...]]:
    sjabloon = laad_sjablonen().get(bron)
    tabel = sjabloon.tabel if sjabloon else f"opgave-{bron}"
    return [(bron, tabel, code.code, gemeente, str(jaar), "", "", "", "", "") for code in codes]


def _coderij(code: Sjablooncode) -> tuple[str, ...]:
    return code.code, code.titel, code.eenheid, code.let_op


def _blad(boek: xlsxwriter.Workbook, naam: str, kop: Sequence[str], rijen: Sequence[Sequence[str]]) -> None:
    blad = boek.add_worksheet(naam)
    blad.write_row(0, 0, kop, boek.add_format({"bold": True, "bottom": 1}))
    for nummer, rij in enumerate(rijen, start=1):
        blad.write_row(nummer, 0, rij)
    blad.set_column(0, 0, 20)
    blad.set_column(1, len(kop) - 1, 70)


def _eerste_rijen(bestand: Bestand, kopregel: int, kop: tuple[str, ...]) -> list[dict[str, str]]:
    rijen: list[dict[str, str]] = []
    for regel, cellen in bestand.rijen():
        if regel > kopregel:
            rijen.append(dict(zip(kop, (cel.strip() for cel in cellen), strict=False)))
        if len(rijen) >= VOORBEELDRIJEN:
            break
    return rijen


def _zoek(kop: Sequence[str], patroon: re.Pattern[str], niet: set[str] | None = None) -> str | None:
    return next((naam for naam in kop if patroon.search(naam) and naam not in (niet or set())), None)


def _met_perioden(kop: Sequence[str], rijen: Sequence[dict[str, str]], niet: set[str]) -> str | None:
    """A column that holds nothing but periods."""
    for naam in kop:
        waarden = [rij[naam] for rij in rijen if rij.get(naam)]
        if naam not in niet and waarden and all(_is_periode(waarde) for waarde in waarden):
            return naam
    return None


def _is_periode(tekst: str) -> bool:
    try:
        lees_periode(tekst)
    except ValueError:
        return False
    return True


def _is_getal(naam: str, rijen: Sequence[dict[str, str]]) -> bool:
    """Whether most of what stands in a column is a number."""
    goed = sum(bool(_GETAL.fullmatch(rij.get(naam, ""))) for rij in rijen)
    return goed * 2 > len(rijen) or not rijen


def _sleutel(tekst: str) -> str:
    """A heading as a code: small letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", tekst.casefold()).strip("-")[:80] or "cijfers"


def schrijf(pad: Path, inhoud: bytes | str) -> None:
    """Write a template; an existing file is the user's and is never overwritten (`FileExistsError`)."""
    with pad.open("xb") as bestand:
        bestand.write(inhoud if isinstance(inhoud, bytes) else inhoud.encode("utf-8"))
