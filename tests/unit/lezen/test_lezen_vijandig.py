"""Hostile and useless input: a clear Dutch sentence within bounded time and memory."""

import contextlib
import io
import time
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from kompas.beleid.lezen import Grenzen, LeesFout, lees_document, lees_plan

HANGT = 120  # seconds: a bound that tells hanging from slow, on any machine; no measurement
KLEIN = Grenzen(bytes=2_000_000, uitgepakt=20_000_000, tekens=200_000, regels=5_000, paginas=20, seconden=10)
PDF = typst.compile(b"Dit is een veiligheidsplan van de gemeente, met politie, overlast en handhaving.")


def _zip(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam.replace("__", "/").replace("_xml", ".xml"), inhoud)
    return uit.getvalue()


def _word_met(xml: bytes) -> bytes:
    return _zip(word__document_xml=xml)


def _versleuteld() -> bytes:
    schrijver = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    schrijver.encrypt("geheim", algorithm="RC4-128")
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def _lege_pdf(aantal: int = 2) -> bytes:
    schrijver = PdfWriter()
    for _ in range(aantal):
        schrijver.add_blank_page(200, 200)
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def _scan() -> bytes:
    """A page that is one picture, as a scanner makes it."""
    pixel = zlib.compress(bytes(3))
    return typst.compile(f"#image(bytes(({', '.join(map(str, _png(pixel)))})), width: 100%)".encode())


def _png(pixel: bytes) -> bytes:
    del pixel

    def stuk(soort: bytes, inhoud: bytes) -> bytes:
        return len(inhoud).to_bytes(4, "big") + soort + inhoud + zlib.crc32(soort + inhoud).to_bytes(4, "big")

    kop = (1).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + stuk(b"IHDR", kop) + stuk(b"IDAT", zlib.compress(b"\0\0\0\0")) + stuk(b"IEND", b"")


def _kringpdf() -> bytes:
    """A page tree in which a node is its own child."""
    objecten = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    uit, plekken = b"%PDF-1.4\n", []
    for nummer, inhoud in enumerate(objecten, start=1):
        plekken.append(len(uit))
        uit += b"%d 0 obj\n%s\nendobj\n" % (nummer, inhoud)
    begin = len(uit)
    uit += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in plekken)
    return uit + b"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % begin


BOM_ENTITEITEN = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><x>&d;</x>"""
BUITENLAND = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>"""
RECEPT = (
    "Appeltaart\n\nIngrediënten\n\n- 6 appels\n- 200 gram suiker\n- 300 gram bloem\n\nBereiding\n\n"
    "Verwarm de oven voor op 180 graden. Schil de appels en snijd ze in stukjes. Meng de suiker en de bloem.\n"
).encode()


@pytest.mark.parametrize(
    ("naam", "inhoud", "verwacht"),
    [
        ("leeg.docx", b"", "is leeg"),
        ("leeg.txt", b"  \n\n \t\n", "staat geen tekst"),
        ("groot.txt", b"a" * 2_000_001, "hoogstens 2 MB"),
        ("plan.docx", _word_met(b"<w>" + b" " * 30_000_000 + b"</w>"), "na uitpakken 30 MB"),
        ("plan.docx", _word_met(BOM_ENTITEITEN), "beschadigd"),
        ("plan.docx", _word_met(BUITENLAND), "beschadigd"),
        ("plan.docx", _word_met(b"<w>niet af"), "beschadigd"),
        ("plan.docx", _word_met(b"<a>" * 50_000), "beschadigd"),
        ("plan.docx", _zip(iets_xml=b"<x/>"), "geen Word-document"),
        ("plan.docx", b"PK\x03\x04" + bytes(range(256)) * 20, "zip"),
        ("plan.docx", PDF[:-200] + b"x" * 50, ""),
        ("plan.docx", b"gewoon wat tekst", "verkeerde naam"),
        ("plan.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 500, "oud Office-bestand"),
        ("plan.rtf", b"{\\rtf1 hallo}", "RTF"),
        ("plan.pdf", b"dit is geen pdf", "verkeerde naam"),
        ("plan.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, ""),
        ("plan.pdf", _versleuteld(), "wachtwoord"),
        ("plan.pdf", _lege_pdf(), "geen tekst"),
        ("plan.pdf", _lege_pdf(21), "hoogstens 20"),
        ("plan.pdf", _scan(), "tekstherkenning"),
        ("plan.pdf", _kringpdf(), ""),
        ("plan.pdf", PDF[: len(PDF) // 2], ""),
        ("foto.png", _png(b""), "afbeelding"),
        ("programma.exe", b"MZ" + b"\0" * 300, "programma"),
        ("ruis.txt", bytes(range(256)) * 50, "onleesbare tekens"),
        ("lang.txt", b"politie\n" * 6_000, "meer dan een plan ooit heeft"),
        ("recept.txt", RECEPT, "geen veiligheidsplan"),
        ("plan.html", b"<html><body>" + b"<div>" * 20_000 + b"politie", "geen veiligheidsplan"),
        ("leeg.html", b"<html><body><script>alert(1)</script></body></html>", "staat geen tekst"),
        (
            "nieuws.txt",
            b"De politie en de burgemeester spraken over veiligheid, overlast en handhaving in de gemeente.",
            "kopstijl",
        ),
    ],
)
def test_a_bad_file_gets_a_clear_sentence(naam: str, inhoud: bytes, verwacht: str) -> None:
    begin = time.monotonic()
    with pytest.raises(LeesFout) as fout:
        lees_plan(lees_document(inhoud, naam, KLEIN))
    zin = str(fout.value)
    assert verwacht in zin
    assert naam in zin
    assert "{" not in zin
    assert zin.endswith(".")
    assert "root:" not in zin
    assert time.monotonic() - begin < HANGT


def test_a_file_of_200_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    pad = tmp_path / "enorm.pdf"
    with pad.open("wb") as bestand:
        bestand.truncate(200_000_000)
    begin = time.monotonic()
    with pytest.raises(LeesFout, match="200 MB"):
        lees_document(pad)
    assert time.monotonic() - begin < HANGT


def test_what_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(LeesFout, match="bestaat niet"):
        lees_document(tmp_path / "weg.txt")
    with pytest.raises(LeesFout, match="map"):
        lees_document(tmp_path)


def test_reading_stops_after_the_time_limit() -> None:
    zwaar = b"<html><body>" + b"<table><tr><td>politie</td></tr></table>" * 40_000
    begin = time.monotonic()
    with pytest.raises(LeesFout, match="langer dan"):
        lees_document(zwaar, "traag.html", Grenzen(seconden=0.2))
    assert time.monotonic() - begin < HANGT


def test_a_child_without_enough_memory_gives_a_sentence() -> None:
    document = docx.Document()
    document.add_paragraph("politie " * 50)
    uit = io.BytesIO()
    document.save(uit)
    with pytest.raises(LeesFout, match=r"geheugen|beschadigd"):
        lees_document(uit.getvalue(), "plan.docx", Grenzen(geheugen=30_000_000))


def test_a_wrong_extension_does_not_matter_when_the_content_is_clear() -> None:
    assert lees_document(PDF, "plan.txt").vorm == "pdf"
    assert lees_document(b"<!doctype html><p>Plan", "plan.txt").vorm == "html"


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_in_every_usual_encoding(codering: str) -> None:
    assert "coördinatie é" in lees_document("De coördinatie é".encode(codering), "plan.txt").tekst


def test_word_keeps_footnotes_and_pictures() -> None:
    document = docx.Document()
    document.add_paragraph("Een alinea.")
    document.add_picture(io.BytesIO(_png(b"")))
    ruw = io.BytesIO()
    document.save(ruw)
    ruw_uit = io.BytesIO()
    naamruimte = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    alinea = "<w:p><w:r><w:t>Een noot.</w:t></w:r></w:p>"
    noot = f'<w:footnotes {naamruimte}><w:footnote w:id="1">{alinea}</w:footnote></w:footnotes>'
    with zipfile.ZipFile(ruw) as oud, zipfile.ZipFile(ruw_uit, "w") as nieuw:
        for deel in oud.infolist():
            nieuw.writestr(deel, oud.read(deel))
        nieuw.writestr("word/footnotes.xml", noot)
    regels = lees_document(ruw_uit.getvalue(), "plan.docx").regels
    assert [r.tekst for r in regels if r.soort == "beeld"] == ["[afbeelding]"]
    assert [(r.noot, r.tekst) for r in regels if r.soort == "noot"] == [("1", "Een noot.")]


STUKKEN = st.sampled_from(
    [
        "1. Prioriteiten",
        "5.1 Jeugd",
        "Hoofdlijnen 2020-2024",
        "- punt",
        "• ",
        "• -",
        "°",
        "indicator",
        "bron",
        "uitgangswaarde 2019",
        "doelstelling 2024",
        "≤ 4 %",
        "PM",
        "12",
        "1.538 [2019]",
        "| a | b |",
        "|--|--|",
        "a\tb\tc",
        "Doelstelling:",
        "Doel: iets",
        "Tabel 1: x",
        "Figuur 2",
        "Noot",
        "¹ noot",
        "a: Deel",
        "veiligheid politie overlast handhaving inbraak",
        "Inhoudsopgave",
        "1.\tInleiding\tp. 3",
        "€ 5.000",
        "Begroting",
        "paragraaf 9.9",
        "**vet**",
        "*" * 30,
        "(" * 40,
        "° ° °",
    ]
)


@given(st.lists(st.one_of(STUKKEN, st.text(max_size=60)), max_size=80))
@settings(
    max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None
)
def test_no_text_crashes_the_reader(stukken: list[str]) -> None:
    with contextlib.suppress(LeesFout):
        lees_plan(lees_document("\n".join(stukken).encode("utf-8", "replace"), "plan.txt"))


@pytest.mark.parametrize(
    "regel",
    [
        "*" * 20_000,
        "- " * 10_000,
        "(" * 20_000,
        "1." * 10_000,
        "a, " * 10_000 + "b",
        "Partners: " + "x en " * 5_000,
        "12 " * 10_000,
        ". " * 10_000,
        "€ 1.000.000 " * 3_000,
        "‘" * 20_000,
    ],
    ids=["ster", "streep", "haak", "nummer", "komma", "en", "getal", "punt", "euro", "aanhaling"],
)
def test_a_line_made_to_be_slow_is_not(regel: str) -> None:
    tekst = (
        f"Veiligheidsplan gemeente Testdorp\n\n1. Prioriteiten\n\n{regel}\n\n1.1 "
        f"Jeugd\n\nDoelstelling\n\n{regel}\n\nBegroting\n\n{regel}\npolitie overlast handhaving inbraak"
    )
    begin = time.monotonic()
    lees_plan(lees_document(tekst.encode(), "plan.txt"))
    assert time.monotonic() - begin < HANGT
