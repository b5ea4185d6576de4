"""A PDF with text as lines: fragments with a place on the page become paragraphs, headings, items and table rows."""

import io
import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from kompas.beleid.lezen.document import Grenzen, Regel
from kompas.beleid.lezen.fout import LeesFout
from kompas.beleid.lezen.pdf_opmaak import Stuk, alineas

_PER_PAGINA = 20_000


def lees_pdf(inhoud: bytes, grenzen: Grenzen) -> tuple[str, list[Regel]]:
    """Title (metadata) and lines, each with its page."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    lezer = _open(inhoud, grenzen)
    stukken: list[list[Stuk]] = []
    beelden: list[int] = []
    tekens = 0
    for nummer, pagina in enumerate(lezer.pages, start=1):
        vangst = _Vangst()
        pagina.extract_text(visitor_text=vangst)
        stukken.append(vangst.stukken)
        tekens += sum(len(s.tekst) for s in vangst.stukken)
        if tekens > grenzen.tekens:
            raise LeesFout("{naam} heeft meer tekst dan een plan ooit heeft. Lever alleen het plan zelf aan.")
        if _heeft_beeld(pagina):
            beelden.append(nummer)
    if tekens < 20:
        raise LeesFout(_zonder_tekst(len(stukken), bool(beelden)))
    return _titel(lezer), alineas(stukken, frozenset(beelden))


def _zonder_tekst(aantal: int, beeld: bool) -> str:
    if not aantal:
        return "{naam} heeft geen bladzijden. Controleer of u het goede bestand koos."
    wat = "alleen afbeeldingen (een scan)" if beeld else "geen tekst"
    return (
        f"{{naam}} heeft {aantal} bladzijden met {wat}. Laat eerst tekstherkenning (OCR) los op de pdf, of "
        "lever het plan aan als Word of tekst."
    )


def _open(inhoud: bytes, grenzen: Grenzen) -> PdfReader:
    lezer = PdfReader(io.BytesIO(inhoud), strict=False)
    if lezer.is_encrypted:
        try:
            mag = bool(lezer.decrypt(""))
        except (PyPdfError, NotImplementedError, ImportError):
            mag = False
        if not mag:
            raise LeesFout("{naam} is beveiligd met een wachtwoord. Haal de beveiliging eraf en lever het opnieuw aan.")
    aantal = len(lezer.pages)
    if aantal > grenzen.paginas:
        raise LeesFout(
            f"{{naam}} heeft {aantal} bladzijden; de lezer leest er hoogstens {grenzen.paginas}. Lever alleen "
            "het plan zelf aan."
        )
    return lezer


def _titel(lezer: PdfReader) -> str:
    try:
        return (lezer.metadata.title or "").strip() if lezer.metadata else ""
    except (PyPdfError, ValueError):
        return ""


def _heeft_beeld(pagina: PageObject) -> bool:
    try:
        bronnen: Any = pagina.get("/Resources", {}).get_object()
        objecten: Any = bronnen.get("/XObject", {}).get_object()
        soorten = Counter(str(objecten[naam].get_object().get("/Subtype")) for naam in list(objecten)[:50])
    except (PyPdfError, AttributeError, KeyError, TypeError):
        return False
    return soorten["/Image"] > 0


@dataclass
class _Vangst:
    """Receives every piece of text of a page with its matrix and font."""

    stukken: list[Stuk] = field(default_factory=list)

    def __call__(self, tekst: str, cm: Any, tm: Any, lettertype: Any, grootte: Any) -> None:  # noqa: ANN401
        if not tekst.strip() or len(self.stukken) >= _PER_PAGINA:
            return
        x = cm[4] + tm[4] * cm[0] + tm[5] * cm[2]
        y = cm[5] + tm[4] * cm[1] + tm[5] * cm[3]
        schaal = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
        naam = str(lettertype.get("/BaseFont", "")) if lettertype else ""
        vet = any(woord in naam.lower() for woord in ("bold", "black", "heavy", "semibold"))
        self.stukken.append(Stuk(float(x), float(y), float(grootte or 1) * schaal, vet, tekst))
