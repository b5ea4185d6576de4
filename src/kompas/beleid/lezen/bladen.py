"""Plain text in pages: running heads, running feet and page numbers are no part of the text."""

import re
from collections import Counter
from dataclasses import replace

from kompas.beleid.lezen.document import Regel
from kompas.beleid.lezen.tekst import schoon

_PAGINA = re.compile(
    r"^[-–—\s]*(?:(?:pagina|blz\.?|bladzijde|pag\.?)\s*)?\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?[-–—\s]*$", re.IGNORECASE
)
_PAGINA_ZEKER = re.compile(
    r"^[-–—\s]*(?:pagina|blz\.?|bladzijde|pag\.?)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?[-–—\s]*$", re.IGNORECASE
)
_RAND = 2


def zonder_loopregels(regels: list[Regel]) -> list[Regel]:
    """As many lines as before: what belongs to the page and not to the text is empty, so that places stay true."""
    weg = {i for i, r in enumerate(regels) if _PAGINA_ZEKER.match(r.tekst.strip())}
    weg |= _aan_de_rand(regels) if any(r.pagina for r in regels) else set()
    return [replace(r, tekst="") if i in weg else r for i, r in enumerate(regels)]


def _aan_de_rand(regels: list[Regel]) -> set[int]:
    bladen: dict[int, list[int]] = {}
    for i, regel in enumerate(regels):
        if regel.tekst.strip():
            bladen.setdefault(regel.pagina or 0, []).append(i)
    randen = [[*blad[:_RAND], *blad[_RAND:][-_RAND:]] for blad in bladen.values()]
    vormen = Counter(vorm for rand in randen for vorm in {_vorm(regels[i]) for i in rand})
    vaak = {v for v, aantal in vormen.items() if aantal >= max(3, 0.5 * len(randen)) and any(c.isalpha() for c in v)}
    nummers = {
        rij for rij in (i for blad in bladen.values() for i in (blad[0], blad[-1])) if _PAGINA.match(regels[rij].tekst)
    }
    return {i for rand in randen for i in rand if _vorm(regels[i]) in vaak} | (nummers if len(nummers) > 1 else set())


def _vorm(regel: Regel) -> str:
    return re.sub(r"\d+", "#", schoon(regel.tekst).lower())
