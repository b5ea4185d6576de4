"""The reader measured: all that was taken from the two plans by hand is found, in every format; nothing is invented."""

import io
import re
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import docx
import pytest
import typst
import yaml

from kompas.beleid.lezen import Waarom, als_json, lees_document, lees_plan
from kompas.beleid.lezen.tekst import schoon

NOORDWIJK, WESTLAND = "noordwijk-ivp-2021-2024.txt", "westland-veiligheidsbeleid-2019-2022.txt"


@cache
def gelezen(pad: Path) -> dict[str, Any]:
    return als_json(lees_plan(lees_document(pad)))


def verschillen(verwacht: Any, gevonden: Any, pad: str = "") -> list[str]:
    """Every place where the answer is not what was expected; lists must have the same length."""
    if isinstance(verwacht, dict):
        if not isinstance(gevonden, dict):
            return [f"{pad}: {gevonden!r}"]
        return [
            fout
            for sleutel, waarde in verwacht.items()
            if sleutel != "valkuilen"
            for fout in verschillen(waarde, gevonden.get(sleutel), f"{pad}.{sleutel}")
        ]
    if isinstance(verwacht, list):
        if pad.endswith(".begroting"):  # the list names the lines with an amount; the reader also finds the one without
            gevonden = [g for g in gevonden if g["bedrag"] is not None]
        if not isinstance(gevonden, list) or len(verwacht) != len(gevonden):
            return [f"{pad}: {len(verwacht)} verwacht, {gevonden!r} gevonden"]
        return [
            fout
            for i, (a, b) in enumerate(zip(verwacht, gevonden, strict=True))
            for fout in verschillen(a, b, f"{pad}[{i}]")
        ]
    if isinstance(verwacht, date):
        verwacht = verwacht.isoformat()
    return [] if verwacht == gevonden else [f"{pad}: {verwacht!r} verwacht, {gevonden!r} gevonden"]


@pytest.mark.parametrize("naam", [NOORDWIJK, WESTLAND])
def test_everything_that_was_found_by_hand_is_found(plannenmap: Path, naam: str) -> None:
    verwacht = yaml.safe_load((plannenmap / "verwacht.yaml").read_text())[naam]
    assert verschillen(verwacht, gelezen(plannenmap / naam)) == []


def _strings(waarde: Any, sleutel: str = "") -> list[tuple[str, str]]:
    if isinstance(waarde, dict):
        return [s for k, v in waarde.items() for s in _strings(v, k)]
    if isinstance(waarde, list):
        return [s for v in waarde for s in _strings(v, sleutel)]
    return [(sleutel, waarde)] if isinstance(waarde, str) else []


EIGEN_WOORDEN = {
    "soort",
    "doel",
    "waarom",
    "uitleg",
    "bij",
    "geldend_vanaf",
    "sleutel",
    "thema",
    "eerder_doel",
    "wie",
    "uitgangswaarde",
}
"""Keys with a code, a date, a sign or a sentence of the reader itself."""


@pytest.mark.parametrize("naam", [NOORDWIJK, WESTLAND])
def test_nothing_is_invented(plannenmap: Path, naam: str) -> None:
    bron = re.sub(r"\s+", "", schoon((plannenmap / naam).read_text()))
    vreemd = []
    for sleutel, tekst in _strings({k: v for k, v in gelezen(plannenmap / naam).items() if k != "aandacht"}):
        delen = tekst.split("\n") if sleutel in {"tekst", "omschrijving"} else [tekst]
        if sleutel in EIGEN_WOORDEN:
            continue
        vreemd += [(sleutel, deel) for deel in delen if not _komt_voor(deel, bron)]
    # the two that are meant: a scan error put right, and a budget line shortened by words that carry no meaning
    assert set(vreemd) <= {("omschrijving", "intensivering ondermijning")}, vreemd


def _komt_voor(deel: str, bron: str) -> bool:
    """In the source, apart from white space and markup; text that a page break tore apart may be in parts."""
    plat = re.sub(r"\s+", "", schoon(deel))
    return plat in bron or all(
        re.sub(r"\s+", "", schoon(w)) in bron for w in re.split(r"(?<=\S) (?=[a-zé&])", deel) if len(deel) > 200
    )


def test_the_counts_are_exact(plannenmap: Path) -> None:
    noordwijk, westland = gelezen(plannenmap / NOORDWIJK), gelezen(plannenmap / WESTLAND)
    assert [
        len(noordwijk[k])
        for k in ("prioritaire_themas", "going_concern_themas", "indicatoren", "strategische_doelen", "uitgangspunten")
    ] == [4, 8, 2, 2, 9]
    assert [
        len(westland[k])
        for k in ("prioritaire_themas", "going_concern_themas", "indicatoren", "strategische_doelen", "uitgangspunten")
    ] == [4, 8, 11, 3, 6]
    assert [len(t["deelthemas"]) for t in westland["prioritaire_themas"] if "deelthemas" in t] == [3]
    assert len(westland["methode_themas"]) == 22
    assert {m["veld"] for m in westland["methode_themas"]} == {
        "Veilige woon- en leefomgeving",
        "Bedrijvigheid en veiligheid",
        "Jeugd en veiligheid",
        "Fysieke veiligheid",
        "Integriteit en veiligheid",
    }
    assert len(noordwijk["cijfertabellen"]) == 1
    assert noordwijk["cijfertabellen"][0]["kolommen"] == [
        "gemiddeld p/j 2017-2019",
        "2019",
        "september 2019 t/m augustus 2020",
    ]


def test_every_place_points_at_the_text(plannenmap: Path) -> None:
    for naam in (NOORDWIJK, WESTLAND):
        regels = (plannenmap / naam).read_text().splitlines()
        plan = lees_plan(lees_document(plannenmap / naam))
        for thema in plan.alle_themas:
            assert schoon(thema.titel_in_tekst) in schoon(regels[thema.plaats.van - 1])
            for hoofdlijn in thema.hoofdlijnen:
                stuk = schoon(" ".join(regels[hoofdlijn.plaats.van - 1 : hoofdlijn.plaats.tot]))
                assert schoon(hoofdlijn.tekst)[:40] in stuk
        for indicator in (i for t in plan.alle_themas for i in t.indicatoren):
            assert schoon(indicator.naam) in schoon(regels[indicator.plaats.van - 1])


def _punten(pad: Path) -> list[tuple[Waarom, str]]:
    return [(a.waarom, a.uitleg) for a in lees_plan(lees_document(pad)).aandacht]


@pytest.mark.parametrize(
    ("naam", "waarom", "stukjes"),
    [
        (NOORDWIJK, Waarom.BEELD, ["Figuur 2.1", "Figuur 2.2", "Figuur 2.3"]),
        (NOORDWIJK, Waarom.TEGENSPRAAK, ["1.538", "1.650", "112", "noot 2"]),
        (NOORDWIJK, Waarom.DUBBEL, ["omgevingsdienst", "Omgeving"]),
        (NOORDWIJK, Waarom.INVULPLEK, ["Omgevingsdienst .. ."]),
        (NOORDWIJK, Waarom.GEEN_INDICATOR, ["5.1", "5.2", "5.3", "5.4"]),
        (NOORDWIJK, Waarom.GEEN_DOEL, ["6.1", "6.8"]),
        (WESTLAND, Waarom.VERWIJZING, ["paragraaf 4.4"]),
        (WESTLAND, Waarom.TITEL, ["5.3", "Jeugd en veiligheid", "5.4", "Georganiseerde"]),
        (WESTLAND, Waarom.PM, ["incidenten woonoverlast"]),
        (WESTLAND, Waarom.JAREN, ["binge drinken", "2016"]),
        (WESTLAND, Waarom.LEESFOUT, ["hoofdpijnen", "ondernijning"]),
        (WESTLAND, Waarom.VASTHOUDEN, ["rapportcijfer leefbaarheid"]),
        (WESTLAND, Waarom.BEELD, ["Figuur 2.1", "Figuur 2.2"]),
    ],
)
def test_what_needs_a_person_is_listed_with_its_reason(
    plannenmap: Path, naam: str, waarom: Waarom, stukjes: list[str]
) -> None:
    teksten = " ".join(uitleg for soort, uitleg in _punten(plannenmap / naam) if soort is waarom)
    assert [s for s in stukjes if s not in teksten] == []


def test_what_only_looks_wrong_is_not_reported(plannenmap: Path) -> None:
    teksten = " ".join(uitleg for _, uitleg in _punten(plannenmap / WESTLAND))
    assert "preventen" not in teksten
    assert "Dat betekent ..." not in teksten
    assert [u for w, u in _punten(plannenmap / NOORDWIJK) if w is Waarom.VERWIJZING] == []
    assert len([u for w, u in _punten(plannenmap / WESTLAND) if w is Waarom.VERWIJZING]) == 1
    assert len([u for w, u in _punten(plannenmap / NOORDWIJK) if w is Waarom.DUBBEL]) == 2


# The same plans as a Word file, web page and PDF, made by the plainest possible conversion of their lines.
_KOP = re.compile(r"^(\d(?:\.\d)?\.?)\s+[A-Z‘].{2,100}[^.:;,]$")
_LETTER = re.compile(r"^[abc]: [A-Z]")
_PUNT = re.compile(r"^(\s*)(?:[•●○o-] |[•-]$)(?:[✓°-]|\d\.|[a-d]\.)?\s*(.*)$")


def _delen(tekst: str) -> list[tuple[str, int, Any]]:
    """(kind, level, text or rows) per line: heading, item, paragraph, table."""
    uit: list[tuple[str, int, Any]] = []
    wacht: int | None = None
    for regel in tekst.splitlines():
        schone = schoon(regel)
        if not schone:
            continue
        if "\t" in regel.strip() and not schone.endswith("33") and not re.search(r"p\. \d+$", schone):
            cellen = [schoon(c) for c in regel.split("\t")]
            if uit and uit[-1][0] == "tabel":
                uit[-1][2].append(cellen)
            else:
                uit.append(("tabel", 0, [cellen]))
        elif match := _PUNT.match(regel):
            diep = 2 if len(match[1]) >= 4 else 1
            wacht = None if match[2] else diep
            if match[2]:
                uit.append(("punt", diep, schoon(match[2])))
        elif wacht is not None:
            uit.append(("punt", wacht, schone))
            wacht = None
        elif "\t" not in regel and (_KOP.match(schone) or schone.startswith("Bijlage 1: ")):
            uit.append(("kop", 2 if re.match(r"\d\.\d", schone) else 1, schone))
        elif _LETTER.match(schone):
            uit.append(("kop", 3, schone))
        else:
            uit.append(("alinea", 0, regel.strip() if "\t" in regel else schone))
    return uit


def _word(delen: list[tuple[str, int, Any]]) -> bytes:
    document = docx.Document()
    for soort, niveau, inhoud in delen:
        if soort == "tabel":
            tabel = document.add_table(rows=0, cols=max(map(len, inhoud)))
            for rij in inhoud:
                cellen = tabel.add_row().cells
                for cel, tekst in zip(cellen, rij, strict=False):
                    cel.text = tekst
        elif soort == "kop":
            document.add_heading(inhoud, niveau)
        elif soort == "punt":
            document.add_paragraph(inhoud, style="List Bullet" if niveau == 1 else "List Bullet 2")
        else:
            document.add_paragraph(inhoud)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _html(delen: list[tuple[str, int, Any]]) -> bytes:
    uit, diep = ["<html><body>"], 0
    for soort, niveau, inhoud in delen:
        gewenst = niveau if soort == "punt" else 0
        uit.append("<ul>" * (gewenst - diep) + "</ul>" * (diep - gewenst))
        diep = gewenst
        if soort == "tabel":
            uit.append(
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in rij) + "</tr>" for rij in inhoud)
                + "</table>"
            )
        else:
            tag = {"kop": f"h{niveau + 1}", "punt": "li", "alinea": "p"}[soort]
            uit.append(f"<{tag}>{escape(inhoud)}</{tag}>")
    return "\n".join(uit).encode()


def _pdf(delen: list[tuple[str, int, Any]]) -> bytes:
    def tekst(inhoud: str) -> str:
        return '"' + inhoud.replace("\\", "\\\\").replace('"', '\\"') + '"'

    uit = ['#set text(lang: "nl", hyphenate: false, size: 10pt)', '#set page(numbering: "1")']
    for soort, niveau, inhoud in delen:
        if soort == "tabel":
            breed = max(map(len, inhoud))
            cellen = [tekst(c) for rij in inhoud for c in rij + [""] * (breed - len(rij))]
            uit.append(f"#table(columns: {breed}, {', '.join(cellen)})")
        elif soort == "kop":
            uit.append(f"#heading(level: {niveau}, {tekst(inhoud)})")
        elif soort == "punt":
            item = f"list([#{tekst(inhoud)}])"
            uit.append(f"#{item}" if niveau == 1 else f"#pad(left: 12pt, {item})")
        else:
            uit += [f"#{tekst(inhoud)}", ""]
    return bytes(typst.compile("\n".join(uit).encode()))


@pytest.mark.parametrize("naam", [NOORDWIJK, WESTLAND])
@pytest.mark.parametrize(("vorm", "schrijver"), [("docx", _word), ("html", _html), ("pdf", _pdf)])
def test_the_same_structure_comes_out_of_other_formats(
    plannenmap: Path, tmp_path: Path, naam: str, vorm: str, schrijver: Any
) -> None:
    verwacht = yaml.safe_load((plannenmap / "verwacht.yaml").read_text())[naam]
    pad = tmp_path / f"plan.{vorm}"
    pad.write_bytes(schrijver(_delen((plannenmap / naam).read_text())))
    gevonden = als_json(lees_plan(lees_document(pad)))
    assert verschillen(verwacht, gevonden) == []
    if vorm == "pdf":
        assert all(t["plaats"]["bladzijde"] for t in gevonden["prioritaire_themas"])
