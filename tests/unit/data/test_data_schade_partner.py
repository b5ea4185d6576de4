"""Broken and hostile workbooks, tables of partners and descriptions: a clear sentence, and nothing changes."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.factories.werkboeken import met_blad, met_delen, met_stuk_deel, ods, xlsx

from kompas.base import RefusedError
from kompas.data.build import lees_bestanden

KOP = ["Gemeente", "Jaar", "Meldingen"]
RIJEN = [KOP, *(["GM0575", jaar, 10 + jaar % 7] for jaar in range(2014, 2026))]
BESCHRIJVING = """kompas_tabel: 1
titel: Meldingen jongerenwerk
bestand: tabel.*
bron: partner
tabel: jongerenwerk
gebied: {kolom: Gemeente}
periode: {kolom: Jaar}
code: {vast: meldingen}
waarden: [{kolom: Meldingen}]
"""
Bestanden = dict[str, str | bytes]
ZIPBOM = met_delen(xlsx(RIJEN), {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 300_000_000})
ENTITEIT = '<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]>'


def csv(rijen: list[list[object]] = RIJEN, scheiding: str = ";") -> str:
    return "".join(scheiding.join(str(cel) for cel in rij) + "\r\n" for rij in rijen)


def rij(*cellen: object) -> list[list[object]]:
    """One row among many good ones does not stop a file; nothing but bad rows does."""
    return [KOP, list(cellen)]


def met(oud: str, nieuw: str) -> str:
    assert oud in BESCHRIJVING
    return BESCHRIJVING.replace(oud, nieuw)


def tabel(inhoud: str | bytes, beschrijving: str = BESCHRIJVING, naam: str = "tabel.xlsx") -> Bestanden:
    return {naam: inhoud, "tabel.kompas.yaml": beschrijving}


def csvtabel(beschrijving: str = BESCHRIJVING, inhoud: str | None = None) -> Bestanden:
    return tabel(csv() if inhoud is None else inhoud, beschrijving, "tabel.csv")


def een(*cellen: object) -> Bestanden:
    return csvtabel(inhoud=csv(rij(*cellen)))


def cel(plek: str, binnen: str, soort: str = "") -> str:
    return f'<row><c r="{plek}"{soort}>{binnen}</c></row>'


WERKBOEKEN: dict[str, tuple[Bestanden, str]] = {
    "unpacks to much more than it is": (tabel(ZIPBOM), "uitgepakt 300 MB; dat is geen gewoon rekenblad"),
    "entities in a sheet": (
        tabel(met_delen(xlsx(RIJEN), {"xl/worksheets/sheet1.xml": f"{ENTITEIT}<worksheet>&x;</worksheet>"})),
        "bevat verwijzingen (DOCTYPE)",
    ),
    "entities in the strings": (
        tabel(met_delen(xlsx(RIJEN), {"xl/sharedStrings.xml": f"{ENTITEIT}<sst>&x;</sst>"})),
        "bevat verwijzingen (DOCTYPE)",
    ),
    "external entity": (
        tabel(met_delen(xlsx(RIJEN), {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///x">]><a>&x;</a>'})),
        "bevat verwijzingen (DOCTYPE)",
    ),
    "one cell on the last row": (tabel(met_blad(cel("A1048576", "<v>1</v>"))), "een cel staat op rij 1048576"),
    "one cell in the last column": (tabel(met_blad(cel("XFD1", "<v>1</v>"))), "een cel staat in kolom 16384"),
    "sheet far too wide and long": (
        tabel(met_blad(cel("GQ499999", "<v>1</v>"))), "dit blad is te groot (499999 rijen en 199 kolommen)",
    ),
    "formula without outcome": (
        tabel(met_blad(cel("A1", "<f>1+1</f>"))), "1 formules hebben geen uitkomst",
    ),
    "sheet cut off": (
        tabel(met_delen(xlsx(RIJEN), {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"})), "is beschadigd",
    ),
    "workbook part gone": (tabel(met_delen(xlsx(RIJEN), {}, weg=["xl/workbook.xml"])), "geen zichtbaar blad"),
    "sheet part gone": (tabel(met_delen(xlsx(RIJEN), {}, weg=["xl/worksheets/sheet1.xml"])), "het blad 'Blad1' is"),
    "half a workbook": (tabel(xlsx(RIJEN)[:-200]), "dit rekenblad is beschadigd"),
    "bytes changed": (tabel(met_stuk_deel(xlsx(RIJEN), "xl/worksheets/sheet1.xml")), "dit bestand is beschadigd"),
    "old excel": (tabel(b"\xd0\xcf\x11\xe0" + b"x" * 600, naam="tabel.xls"), "een oud Excelbestand"),
    "zip of something else": (tabel(met_delen(xlsx(RIJEN), {}, weg=["[Content_Types].xml"])), "beschadigd"),
    "only a heading": (tabel(xlsx([KOP])), "er staan geen rijen met cijfers in"),
    "empty sheet": (tabel(xlsx([])), "geen rij met de kolommen Gemeente, Jaar, Meldingen"),
    "sheet that is not there": (
        tabel(xlsx(RIJEN), BESCHRIJVING + "blad: Cijfers\n"), "er is geen blad 'Cijfers' (wel: Blad1)",
    ),
    "column gone": (
        tabel(xlsx([["Gemeente", "Jaar", "Aantal"]]), BESCHRIJVING + "kopregel: 1\n"), "'Meldingen' ontbreekt",
    ),
    "column twice": (
        tabel(xlsx([[*KOP, "Jaar"], ["GM0575", 2020, 1, 2]])), "de kolom 'Jaar' staat er 2 keer in",
    ),
    "error cells": (
        tabel(xlsx([KOP, ["GM0575", 2020, ("=1/0", "#DIV/0!")], ["GM0575", 2021, ("=A9", "#REF!")]])),
        "de cel is een foutwaarde van het rekenblad",
    ),
    "error as area": (tabel(xlsx([KOP, [("=A9", "#N/A"), 2020, 5]])), "gebied is een foutwaarde"),
    "only our own help sheets": (tabel(xlsx(RIJEN, blad="uitleg")), "geen zichtbaar blad met cijfers"),
    "words for numbers": (tabel(xlsx([KOP, ["GM0575", 2020, "veel"]])), "'veel' is geen getal"),
    "truth for numbers": (tabel(xlsx([KOP, ["GM0575", 2020, True]])), "'waar' is geen getal"),
    "day for number": (tabel(xlsx([KOP, ["GM0575", 2020, date(2020, 1, 5)]])), "'2020-01-05' is geen getal"),
    "nothing recognised": ({"los.xlsx": xlsx(RIJEN)}, "wordt niet herkend (kolommen: Gemeente, Jaar, Meldingen)"),
    "ods cut off": (tabel(ods(RIJEN)[:-100], naam="tabel.ods"), "dit rekenblad is beschadigd"),
    "ods without contents": (
        tabel(met_delen(ods(RIJEN), {}, weg=["content.xml"]), naam="tabel.ods"), "de inhoud ontbreekt",
    ),
    "ods with entities": (tabel(ods(RIJEN, voor=ENTITEIT), naam="tabel.ods"), "bevat verwijzingen (DOCTYPE)"),
    "ods with a row a billion times": (
        tabel(
            ods(RIJEN, ruw='<table:table-row table:number-rows-repeated="1000000000"><table:table-cell'
                ' office:value-type="float" office:value="1"/></table:table-row>'), naam="tabel.ods",
        ), "meer dan 500000 rijen kan niet",
    ),
    "ods with a cell a million times": (
        tabel(
            ods(RIJEN, ruw='<table:table-row><table:table-cell table:number-columns-repeated="1000000"'
                ' office:value-type="float" office:value="1"/></table:table-row>'), naam="tabel.ods",
        ), "een cel staat in kolom 1000000",
    ),
    "ods formula without outcome": (
        tabel(ods(RIJEN, ruw='<table:table-row><table:table-cell table:formula="of:=1"/></table:table-row>'),
              naam="tabel.ods"),
        "formules hebben geen uitkomst",
    ),
    "ods that is a text": (
        tabel(met_delen(ods(RIJEN), {"mimetype": "application/vnd.oasis.opendocument.text"}), naam="tabel.ods"),
        "beschadigd",
    ),
    "ods broken xml": (tabel(met_delen(ods(RIJEN), {"content.xml": "<a><b>"}), naam="tabel.ods"), "is beschadigd"),
}  # fmt: skip
RIJFOUTEN: dict[str, tuple[Bestanden, str]] = {
    "area unknown": (een("Utopia", 2020, 5), "de naam 'Utopia' is niet bekend"),
    "area empty": (een("", 2020, 5), "gebied is leeg"),
    "area a formula": (een("=cmd|x", 2020, 5), "gebied '=cmd|x' begint met '='"),
    "area with plus": (een("+31 6", 2020, 5), "begint met '+'"),
    "area with at": (een("@SUM(1)", 2020, 5), "begint met '@'"),
    "area code of nothing": (een("XX0575", 2020, 5), "'XX0575' is geen gebiedscode"),
    "municipality of five digits": (een("GM05755", 2020, 5), "geen gebiedscode"),
    "period empty": (een("GM0575", "", 5), "is geen periode"),
    "period a word": (een("GM0575", "vorig jaar", 5), "'vorig jaar' is geen periode"),
    "period of an unknown month": (een("GM0575", "foo 2020", 5), "is geen periode"),
    "period of two months": (een("GM0575", "ju 2020", 5), "is geen periode"),
    "month thirteen": (een("GM0575", "2020-13", 5), "geen dag die bestaat"),
    "31 February": (een("GM0575", "31-02-2020", 5), "geen dag die bestaat"),
    "day month swapped": (een("GM0575", "02/31/2020", 5), "geen dag die bestaat"),
    "quarter five": (een("GM0575", "2020KW05", 5), "geen periode"),
    "year of the future": (een("GM0575", 2525, 5), "ligt niet tussen 1990 en 2100"),
    "year of two digits": (een("GM0575", 20, 5), "is geen periode"),
    "number a formula": (een("GM0575", 2020, "=1+1"), "'=1+1' is een formule"),
    "number with words": (een("GM0575", 2020, "5 meldingen"), "is geen getal"),
    "number about": (een("GM0575", 2020, "ca. 5"), "is geen getal"),
    "number smaller than": (een("GM0575", 2020, "<5"), "is geen getal"),
    "number below zero": (een("GM0575", 2020, "-5"), "een aantal is nul of meer"),
    "number with two commas": (een("GM0575", 2020, "1,2,3"), "is geen getal"),
    "number with dot and comma": (een("GM0575", 2020, "1.234,5"), "is geen getal"),
    "number of two readings": (een("GM0575", 2020, "1.234"), "kan op twee manieren worden gelezen"),
    "thousands in a strange place": (
        csvtabel(BESCHRIJVING + 'duizendtal: "."\n', csv(rij("GM0575", 2020, "7.5"))), "op een plek waar geen",
    ),
    "number of another script": (een("GM0575", 2020, "٣"), "is geen getal"),
    "number infinite": (een("GM0575", 2020, "inf"), "is geen getal"),
    "number nan": (een("GM0575", 2020, "NaN"), "is geen getal"),
    "number hexadecimal": (een("GM0575", 2020, "0x10"), "is geen getal"),
    "number too large": (een("GM0575", 2020, "9" * 20), "dit getal is te groot"),
    "fraction of a count": (csvtabel(BESCHRIJVING + "heel: true\n", csv(rij("GM0575", 2020, "1,5"))), "een heel getal"),
    "row too long": (csvtabel(inhoud=csv(rij("GM0575", 2020, 5, 6))), "4 cellen, verwacht 3"),
    "row too short": (csvtabel(inhoud=csv([KOP, ["GM0575", 2020], ["GM0575", 2021]])), "te weinig cellen"),
    "cut off": (csvtabel(inhoud=csv()[:-2]), "de laatste regel heeft geen regeleinde"),
    "same figure twice": (
        csvtabel(inhoud=csv([KOP, ["GM0575", 2020, 5], ["GM0575", 2020, 6]])), "met een ander cijfer",
    ),
    "margins around another value": (
        csvtabel(
            met("[{kolom: Meldingen}]", "[{kolom: Cijfer, laag: Van, hoog: Tot}]"),
            csv([["Gemeente", "Jaar", "Cijfer", "Van", "Tot"], ["GM0575", 2021, "7,4", "7,5", "7,9"]]),
        ), "7.4 ligt niet tussen de marges 7,5 en 7,9",
    ),
    "halt per 1.000 that is per 10.000": (
        csvtabel(
            met("bron: partner", "bron: bbv").replace("vast: meldingen", "vast: halt-per-1000"),
            csv(rij("GM0575", 2018, 176)),
        ), "176 kan niet voor halt-per-1000 (per 1.000 jongeren, hoogstens 60)",
    ),
    "code empty": (
        csvtabel(met("{vast: meldingen}", "{kolom: Soort}"), csv([["Soort", *KOP], ["", "GM0575", 2020, 5]])),
        "code is leeg",
    ),
    "code a formula": (
        csvtabel(met("{vast: meldingen}", "{kolom: Soort}"), csv([["Soort", *KOP], ["=1", "GM0575", 2020, 5]])),
        "code '=1' begint met '='",
    ),
    "code very long": (
        csvtabel(met("{vast: meldingen}", "{kolom: Soort}"), csv([["Soort", *KOP], ["x" * 201, "GM0575", 2020, 5]])),
        "langer dan 200 tekens",
    ),
}  # fmt: skip
BESCHRIJVINGEN: dict[str, tuple[Bestanden, str]] = {
    "unknown field": (csvtabel(BESCHRIJVING + "kleur: rood\n"), "veld kleur: dit veld bestaat niet"),
    "field gone": (csvtabel(met("titel: Meldingen jongerenwerk\n", "")), "veld titel: dit veld ontbreekt"),
    "no figures": (csvtabel(met("waarden: [{kolom: Meldingen}]\n", "")), "veld waarden: dit veld ontbreekt"),
    "no area": (csvtabel(met("gebied: {kolom: Gemeente}\n", "")), "veld gebied: dit veld ontbreekt"),
    "column and fixed": (
        csvtabel(met("{kolom: Gemeente}", "{kolom: Gemeente, vast: GM0575}")), "geef kolom (waar het staat) of vast",
    ),
    "neither": (csvtabel(met("{kolom: Gemeente}", "{}")), "geef kolom (waar het staat) of vast"),
    "no code": (csvtabel(met("code: {vast: meldingen}\n", "")), "zeg met code waar die staat"),
    "no period": (csvtabel(met("periode: {kolom: Jaar}\n", "")), "zeg met periode waar die staat"),
    "unknown reason": (csvtabel(BESCHRIJVING + "geen_getal: {x: onbekend}\n"), "geen_getal 'onbekend' bestaat niet"),
    "one margin": (csvtabel(met("{kolom: Meldingen}", "{kolom: Meldingen, laag: Van}")), "zowel laag als hoog"),
    "unknown source": (csvtabel(met("bron: partner", "bron: krant")), "bron 'krant' in tabel.kompas.yaml is onbekend"),
    "key with capitals": (csvtabel(met("bron: partner", "bron: Partner B")), "heeft niet de juiste vorm"),
    "other version": (csvtabel(met("kompas_tabel: 1", "kompas_tabel: 2")), "veld kompas_tabel"),
    "not yaml": (csvtabel("kompas_tabel: [1\n"), "dit is geen geldige YAML"),
    "a list": (csvtabel("- kompas_tabel: 1\n"), "hier horen velden te staan"),
    "anchors": (csvtabel("a: &a [1]\nb: *a\nkompas_tabel: 1\n"), "dit is geen geldige YAML"),
    "very deep": (csvtabel("kompas_tabel: " + "[" * 20_000), "te diep genest"),
    "very large": (csvtabel(BESCHRIJVING + "# " + "x" * 70_000 + "\n"), "te groot (hoogstens 64 kB)"),
    "no utf-8": ({"tabel.csv": csv(), "tabel.kompas.yaml": BESCHRIJVING.encode() + b"# \xe9\n"}, "geen UTF-8"),
    "heading nowhere": (csvtabel(met("kolom: Meldingen", "kolom: Incidenten")), "geen rij met de kolommen"),
    "heading on a wrong line": (csvtabel(BESCHRIJVING + "kopregel: 5\n"), "de kolom 'Gemeente' ontbreekt"),
    "strange thousands": (csvtabel(BESCHRIJVING + 'duizendtal: "x"\n'), "heeft niet de juiste vorm"),
    "day that is none": (csvtabel(BESCHRIJVING + "opgehaald: 2026-02-31\n"), "een datum in deze beschrijving"),
    "boundaries of long ago": (csvtabel(BESCHRIJVING + "indeling: 1800\n"), "indeling"),
    "code of an object": (csvtabel(BESCHRIJVING + "toelichting: !!python/object:os.system x\n"), "geen geldige YAML"),
    "alone and broken": ({"los.kompas.yaml": "kompas_tabel: 1\n"}, "dit veld ontbreekt"),
}  # fmt: skip
ALLES = {
    **{f"workbook: {naam}": wat for naam, wat in WERKBOEKEN.items()},
    **{f"row: {naam}": wat for naam, wat in RIJFOUTEN.items()},
    **{f"description: {naam}": wat for naam, wat in BESCHRIJVINGEN.items()},
}


@pytest.fixture(scope="module")
def cijfermap(voorbeeldmap: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures that every file of this module leaves as they are."""
    map_ = tmp_path_factory.mktemp("partner") / "cijfers"
    shutil.copytree(voorbeeldmap, map_)
    return map_


@pytest.mark.parametrize("soort", list(ALLES))
def test_a_broken_table_of_a_partner_changes_nothing(
    soort: str, cijfermap: Path, tmp_path: Path, vingerafdruk: Callable[[Path], dict[str, str]]
) -> None:
    bestanden, melding = ALLES[soort]
    eerst = vingerafdruk(cijfermap)
    for naam, inhoud in bestanden.items():
        (tmp_path / naam).write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    gegeven = [tmp_path / naam for naam in bestanden if not naam.endswith(".yaml") or len(bestanden) == 1]
    with pytest.raises(RefusedError) as fout:
        lees_bestanden(cijfermap, gegeven)
    tekst = str(fout.value)
    assert melding in tekst
    assert any(naam in tekst for naam in bestanden), "the sentence names the file"
    assert "Er is niets veranderd" in tekst or "kompas cijfers sjabloon" in tekst
    assert vingerafdruk(cijfermap) == eerst
