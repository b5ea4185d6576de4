"""From a file to a `Document`: decide what it is by its content, check its size, read it behind a fence."""

import os
from dataclasses import replace
from pathlib import Path

from kompas.beleid.lezen.afgeschermd import lees_afgeschermd
from kompas.beleid.lezen.bladen import zonder_loopregels
from kompas.beleid.lezen.document import STANDAARD, Document, Grenzen, Regel, Soort, genummerd, vingerafdruk
from kompas.beleid.lezen.fout import LeesFout

VORMEN = ("txt", "docx", "pdf", "html")
_EXTENSIES = {
    ".txt": "txt",
    ".md": "txt",
    ".text": "txt",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_ANDERE = {
    b"\xd0\xcf\x11\xe0": (
        "een oud Office-bestand (.doc) of een Word-bestand met een wachtwoord. Sla het in Word op als .docx "
        "zonder wachtwoord"
    ),
    b"{\\rtf": "een RTF-bestand. Sla het in Word op als .docx",
    b"\x89PNG": "een afbeelding. Lever het document aan als tekst, Word of pdf met tekst",
    b"\xff\xd8\xff": "een foto. Lever het document aan als tekst, Word of pdf met tekst",
    b"Rar!": "een RAR-archief. Pak het eerst uit",
    b"7z\xbc\xaf": "een 7z-archief. Pak het eerst uit",
    b"\x1f\x8b": "een gzip-archief. Pak het eerst uit",
    b"MZ": "een programma, geen document",
    b"\x7fELF": "een programma, geen document",
}


def lees_document(bron: Path | str | bytes, naam: str = "", grenzen: Grenzen = STANDAARD) -> Document:
    """Read a file (path) or its bytes (with `naam`); `LeesFout` says in Dutch what is wrong and what to do."""
    if isinstance(bron, bytes):
        return _uit_bytes(bron, naam or "document", grenzen)
    pad = Path(bron)
    naam = naam or pad.name
    try:
        grootte = pad.stat().st_size
        if not pad.is_file():
            raise LeesFout(f"{naam} is geen bestand maar een map of apparaat. Geef het pad van het document zelf.")
        keur_grootte(grootte, naam, grenzen)
        return _uit_bytes(pad.read_bytes(), naam, grenzen)
    except FileNotFoundError:
        raise LeesFout(f"Het bestand {naam} bestaat niet. Controleer het pad.") from None
    except OSError as fout:
        reden = os.strerror(fout.errno) if fout.errno else "onbekende reden"
        raise LeesFout(f"Het bestand {naam} kan niet worden geopend ({reden}). Controleer de rechten.") from None


def keur_grootte(grootte: int, naam: str, grenzen: Grenzen = STANDAARD) -> None:
    """Refuse by size before a single byte is read; uploads use this too."""
    if grootte > grenzen.bytes:
        raise LeesFout(
            f"{naam} is {_mb(grootte)} groot; de lezer neemt hoogstens {_mb(grenzen.bytes)} aan. "
            "Haal grote afbeeldingen eruit of lever alleen het plan zelf aan."
        )
    if grootte == 0:
        raise LeesFout(f"{naam} is leeg: er staat niets in. Controleer of u het goede bestand koos.")


def _mb(aantal: int) -> str:
    return f"{aantal / 1_000_000:.0f} MB" if aantal >= 1_000_000 else f"{aantal / 1000:.1f} kB".replace(".", ",")


def herken_vorm(inhoud: bytes, naam: str) -> str:
    """What the bytes are, whatever the extension says."""
    begin = inhoud[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"%PDF") or b"%PDF-" in inhoud[:1024]:
        return "pdf"
    if inhoud.startswith(b"PK"):
        return "docx"
    for kop, wat in _ANDERE.items():
        if inhoud.startswith(kop):
            raise LeesFout(f"{naam} is {wat}. De lezer kan .txt, .docx, .pdf met tekst en .html lezen.")
    klein = begin[:400].lower()
    if klein.startswith((b"<!doctype html", b"<html")) or (
        b"<html" in klein or (_extensie(naam) == "html" and b"<" in begin)
    ):
        return "html"
    if _extensie(naam) in {"docx", "pdf"}:
        raise LeesFout(
            f"{naam} heet .{_extensie(naam)}, maar is dat van binnen niet: het bestand is beschadigd of heeft "
            "een verkeerde "
            "naam. Open het in het programma waarmee het is gemaakt en sla het opnieuw op."
        )
    return "txt"


def _extensie(naam: str) -> str:
    return _EXTENSIES.get(Path(naam).suffix.lower(), "")


def _uit_bytes(inhoud: bytes, naam: str, grenzen: Grenzen) -> Document:
    keur_grootte(len(inhoud), naam, grenzen)
    vorm = herken_vorm(inhoud, naam)
    if vorm == "txt":
        titel, regels = "", _platte_tekst(inhoud, naam)
    else:
        titel, regels = lees_afgeschermd(vorm, inhoud, naam, grenzen)
    _keur_omvang(regels, naam, grenzen)
    regels = [deel for regel in regels for deel in _geknipt(regel, grenzen.regellengte)]
    return Document(naam, vorm, genummerd(regels), vingerafdruk(inhoud), titel)


def _keur_omvang(regels: list[Regel], naam: str, grenzen: Grenzen) -> None:
    tekens = sum(len(r.tekst) for r in regels)
    if not any(c.isalnum() for r in regels for c in r.tekst):
        raise LeesFout(f"In {naam} staat geen tekst. Controleer of u het goede bestand koos.")
    if tekens > grenzen.tekens or len(regels) > grenzen.regels:
        raise LeesFout(
            f"{naam} heeft {len(regels)} regels en {tekens} tekens; dat is meer dan een plan ooit heeft "
            f"(hoogstens {grenzen.regels} regels en {grenzen.tekens} tekens). Lever alleen het plan zelf aan."
        )


def _geknipt(regel: Regel, lengte: int) -> list[Regel]:
    """A line longer than any paragraph becomes several, cut at a space: no pattern has to search pages at once."""
    uit, tekst = [], regel.tekst
    while len(tekst) > lengte:
        knip = tekst.rfind(" ", lengte // 2, lengte) + 1 or lengte
        uit.append(replace(regel, tekst=tekst[:knip]))
        tekst, regel = tekst[knip:], replace(regel, soort=Soort.TEKST, cellen=())
    return [*uit, replace(regel, tekst=tekst) if uit else regel]


def _platte_tekst(inhoud: bytes, naam: str) -> list[Regel]:
    tekst = _ontcijferd(inhoud)
    vreemd = sum(1 for c in tekst[:200_000] if (ord(c) < 32 and c not in "\t\r\n\f") or c == "\ufffd")
    if vreemd > 5 + len(tekst[:200_000]) // 100:
        raise LeesFout(
            f"{naam} is geen leesbare tekst: er staan {vreemd} onleesbare tekens in. "
            "De lezer kan .txt, .docx, .pdf met tekst en .html lezen."
        )
    regels: list[Regel] = []
    for nummer, bladzijde in enumerate(tekst.split("\f"), start=1):
        pagina = nummer if "\f" in tekst else None
        regels += [Regel(0, regel, pagina=pagina) for regel in bladzijde.splitlines()]
    return zonder_loopregels(regels)


def _ontcijferd(inhoud: bytes) -> str:
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        return inhoud.decode("utf-16", errors="replace")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")
