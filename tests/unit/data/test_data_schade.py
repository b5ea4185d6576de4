"""Damaged files: a clear Dutch sentence that says what, where and what to do; the figures stay as they were."""

import gzip
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kompas.base import RefusedError
from kompas.data.build import lees_bestanden
from kompas.data.definities import laad_definities

KOP = "ID,SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\r\n"
RIJEN = [f"{nr},1.1.1 ,GM0575    ,{jaar}JJ00,{100 + nr}\r\n" for nr, jaar in enumerate(range(2012, 2026))]
CSV = KOP + "".join(RIJEN)
OBJECTEN = [
    {"ID": nr, "SoortMisdrijf": "1.1.1 ", "WijkenEnBuurten": "GM0575    ", "Perioden": f"{jaar}JJ00",
     "GeregistreerdeMisdrijven_1": 100 + nr}
    for nr, jaar in enumerate(range(2012, 2026))
]  # fmt: skip
JSON = json.dumps({"odata.metadata": "https://voorbeeld/47018NED/$metadata#x", "value": OBJECTEN})
STATLINE = '"Soort misdrijf";"Perioden";"Wijken en buurten";"Geregistreerde misdrijven (aantal)"\n'
YAML = (
    "kompas_cijfers: 1\ntitel: x\nbron: politie-misdrijven\ntabel: 47018NED\nopgehaald: 2024-01-01\n"
    'perioden: [2019]\nreeksen:\n  - code: "1.1.1"\n    gebieden: {GM0575: [1]}\n'
)

BOM = "a: &a [x,x,x]\n" + "".join(
    f"{c}: &{c} [{','.join([f'*{p}'] * 6)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
)


def in_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archief:
        archief.writestr("cijfers.csv", CSV)
    return buffer.getvalue()


def vervang(nummer: int, rij: str) -> str:
    """The good file with one row replaced; a blank line counts as a row that is gone."""
    return KOP + "".join(rij if nr == nummer else goed for nr, goed in enumerate(RIJEN))


def verkeerd_totaal() -> str:
    """All 59 kinds, with a total that is not their sum."""
    lijst = laad_definities().soortenlijsten["politie-misdrijven"]
    rijen = [f"0,{code},NL00,2019JJ00,1\r\n" for code in lijst.bladeren]
    return KOP + "0,0.0.0,NL00,2019JJ00,100\r\n" + "".join(rijen)


SCHADE: dict[str, tuple[str, str | bytes, str]] = {
    "truncated json": ("a.json", JSON[:-60], "houdt midden in de gegevens op"),
    "json cut between rows": ("a.json", JSON[: JSON.rindex(", {")], "houdt midden in de gegevens op"),
    "json without rows": ("a.json", '{"value": []}', "wordt niet herkend"),
    "json error answer": ("a.json", '{"odata.error": {"code": "", "message": "x"}}', "geen lijst met rijen"),
    "json of numbers": ("a.json", "[1, 2, 3]", "een rij is geen object"),
    "json of another service": ("a.json", '[{"a": 1, "b": 2}]', "wordt niet herkend (kolommen: a, b)"),
    "deeply nested json": ("a.json", '{"value": [' + "[" * 100_000, "Haal het"),
    "windows-1252": (
        "a.csv",
        (CSV + "14,1.1.1 ,Súdwest,2012JJ00,1\r\n").encode("cp1252"),
        "regel 16: deze tekst is geen UTF-8",
    ),
    "utf-16": ("a.csv", CSV.encode("utf-16"), "opgeslagen als UTF-16"),
    "missing measure": (
        "a.csv",
        CSV.replace("GeregistreerdeMisdrijven_1", "Iets"),
        "kolom GeregistreerdeMisdrijven_1 ontbreekt",
    ),
    "missing area": ("a.csv", CSV.replace("WijkenEnBuurten", "Plek"), "de kolom WijkenEnBuurten ontbreekt"),
    "missing period": ("a.csv", CSV.replace("Perioden", "Jaar"), "de kolom Perioden ontbreekt"),
    "column twice": ("a.csv", CSV.replace("ID,", "Perioden,", 1), "een kolomnaam staat er twee keer in"),
    "two measures": (
        "a.csv",
        KOP.strip() + ",GeregistreerdeMisdrijven_2\r\n0,1.1.1,GM0575,2012JJ00,1,2\r\n",
        "laat er één staan",
    ),
    "shifted separators": (
        "a.csv",
        CSV.replace("GM0575    ,", "GM0575    ,,"),
        "geen enkele rij is bruikbaar. De eerste: 6 cellen, verwacht 5",
    ),
    "some shifted separators": ("a.csv", CSV.replace("2JJ00,", "2JJ00,,"), "rijen zijn onbruikbaar"),
    "decimal comma splits a number": ("a.csv", CSV.replace(",10", ",1,0"), "6 cellen, verwacht 5"),
    "key twice with two figures": (
        "a.csv",
        CSV + "14,1.1.1 ,GM0575    ,2012JJ00,7\r\n",
        "regel 2: 1.1.1 GM0575 2012JJ00 (tabel 47018NED) staat ook in",
    ),
    "unknown codes": ("a.csv", CSV.replace("1.1.1 ", "9.9.9 "), "soort '9.9.9' staat niet in de lijst"),
    "unknown areas": ("a.csv", CSV.replace("GM0575", "XX0575"), "'XX0575' is geen gebiedscode"),
    "negative numbers": ("a.csv", CSV.replace(",10", ",-10"), "een aantal is nul of meer"),
    "fractions": ("a.csv", CSV.replace(",10", ",0.10"), "een aantal is een heel getal"),
    "words for numbers": ("a.csv", CSV.replace(",10", ",veel"), "is geen getal"),
    "infinite": ("a.csv", re.sub(r",1\d\d\r", ",inf\r", CSV), "is geen getal"),
    "not a number": ("a.csv", re.sub(r",1\d\d\r", ",nan\r", CSV), "is geen getal"),
    "period nonsense": ("a.csv", CSV.replace("JJ00", "MM13"), "is geen periode"),
    "period far away": ("a.csv", CSV.replace(",20", ",99"), "het jaar 9912 kan niet"),
    "html error page": ("a.csv", "<!DOCTYPE html><html><body>500</body></html>", "dit is een webpagina"),
    "xml error": ("a.json", '\n <?xml version="1.0"?><error/>', "dit is een webpagina of XML"),
    "empty": ("a.csv", b"", "het bestand is leeg"),
    "only a bom": ("a.csv", b"\xef\xbb\xbf\n", "het bestand is leeg"),
    "only a heading": ("a.csv", KOP, "er staan geen rijen met cijfers in"),
    "zip named csv": ("a.csv", in_zip(), "dit is een zip- of Excelbestand"),
    "gzip named csv": ("a.csv", gzip.compress(CSV.encode()), "dit is een gzipbestand"),
    "pdf named csv": ("a.csv", b"%PDF-1.7 x", "dit is een pdf"),
    "huge line": ("a.csv", KOP + "x" * 2_000_000, "regel 2: deze regel is langer dan 1 MB"),
    "huge cell": ("a.csv", CSV + f'"{"x" * 200_000}",1.1.1,GM0575,2012JJ00,1\r\n', "regel 16: de rij is niet te lezen"),
    "very many cells": ("a.csv", CSV + "," * 5000 + "\r\n", "regel 16: deze rij heeft 5001 cellen"),
    "nul bytes": ("a.csv", CSV.replace("2015", "\x0015").encode(), "op regel 5 staan nulbytes"),
    "nul bytes far away": (
        "a.csv",
        (KOP + "".join(RIJEN) * 300 + "\x00\n").encode(),
        "nulbytes; het bestand is beschadigd",
    ),
    "open quote": ("a.csv", vervang(2, '2,"1.1.1 ,GM0575,2014JJ00,1\r\n'), "ontbreekt een aanhalingsteken"),
    "cut in the middle of a row": ("a.csv", CSV[: CSV.rindex("GM0575")], "regel 15: de laatste regel heeft te weinig"),
    "cut in the middle of a number": ("a.csv", CSV[:-3], "regel 15: de laatste regel heeft geen regeleinde"),
    "last row short, but ended": ("a.csv", CSV + "14,1.1.1\r\n", "regel 16: de laatste regel heeft te weinig cellen"),
    "cut inside quotes": ("a.csv", CSV + '14,"1.1', "halverwege afgebroken"),
    "own list cut": (
        "a.csv",
        "bron;tabel;code;gebied;periode;waarde\npolitie-misdrijven;x;1.1.1;GM0575;2019;78\npolitie-misdrijven;x;1",
        "regel 3: de laatste regel heeft te weinig cellen",
    ),
    "too large a number": ("a.csv", CSV.replace(",10", ",99999999999999999910"), "dit getal is te groot"),
    "second table": ("a.csv", CSV + KOP + RIJEN[0], "regel 16: hier begint een tweede tabel"),
    "mixed tables": ("a.csv", KOP.replace("ID", "Overlast") + "E33,1.1.1,GM0575,2012JJ00,1\r\n", "kan van alles zijn"),
    "total is not the sum": ("a.csv", verkeerd_totaal(), "het totaal is 100, maar de soorten zijn samen 58"),
    "statline without names": (
        "a.csv",
        STATLINE + '"Totaal misdrijven";"2022 december";"Utopia";1\n',
        "de naam 'Utopia' is niet bekend",
    ),
    "statline two measures": (
        "a.csv",
        STATLINE.strip() + ';"Geregistreerde aangiften"\n"a";"b";"c";1;2\n',
        "verwacht één kolom",
    ),
    "statline without areas": (
        "a.csv",
        '"Soort misdrijf";"Perioden";"Geregistreerde misdrijven"\n"a";"b";1\n',
        "de kolom Wijken en buurten ontbreekt",
    ),
    "not yaml": ("a.yaml", YAML + "  - [", "is geen geldige YAML"),
    "yaml of something else": ("a.yaml", "naam: x\n", "veld kompas_cijfers"),
    "yaml too short": ("a.yaml", YAML.replace("[1]", "[1, 2]"), "1.1.1 GM0575: 2 cijfers bij 1 perioden"),
    "yaml unknown source": ("a.yaml", YAML.replace("politie-misdrijven", "krant"), "bron 'krant' is onbekend"),
    "yaml bomb": ("a.yaml", BOM, "is geen geldige YAML"),
    "yaml without bottom": ("a.yaml", "kompas_cijfers: " + "[" * 50_000, "te diep genest"),
    "number without end": ("a.json", JSON.replace(": 100", ": " + "9" * 5000), "Haal het"),
    "numbers of a programmer": ("a.csv", CSV.replace(",10", ",1_0"), "is geen getal"),
    "recipe": ("recept.csv", "Neem 200 gram bloem\nen roer\n", "wordt niet herkend"),
}


@pytest.mark.parametrize("soort", list(SCHADE))
def test_a_damaged_file_changes_nothing(
    soort: str,
    maak: Callable[[str, str | bytes], Path],
    voorbeeldmap: Path,
    tmp_path: Path,
    vingerafdruk: Callable[[Path], dict[str, str]],
) -> None:
    map_ = tmp_path / "cijfers"
    shutil.copytree(voorbeeldmap, map_)
    eerst = vingerafdruk(map_)
    naam, inhoud, melding = SCHADE[soort]
    goed = maak("goed.csv", CSV)
    stuk = maak(naam, inhoud)
    with pytest.raises(RefusedError) as fout:
        lees_bestanden(map_, [goed, stuk])
    assert melding in str(fout.value)
    assert vingerafdruk(map_) == eerst
    assert str(fout.value).strip().endswith(".") or "Wel te lezen" in str(fout.value)
    assert not list((map_).glob("werk/*"))


def test_more_than_twenty_kinds() -> None:
    assert len(SCHADE) >= 20


@pytest.mark.parametrize("pad", ["er-is-niets.csv", "."])
def test_no_file(tmp_path: Path, pad: str) -> None:
    with pytest.raises(RefusedError, match="Er is niets veranderd"):
        lees_bestanden(tmp_path / "cijfers", [tmp_path / pad])


def test_nothing_given(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="ten minste één bestand"):
        lees_bestanden(tmp_path / "cijfers", [])
