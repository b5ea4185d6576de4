"""Numbers as Dutch policy documents write them: "1.538 [2019]", "≤ 4 %", "PM", "minimaal 7,5"."""

import re

from kompas.beleid.lezen.gelezen import Meetwaarde
from kompas.beleid.lezen.tekst import kaal, schoon, zonder_accent
from kompas.beleid.lezen.woordenboek import Woordenboek

_JAAR = re.compile(r"[\[(]\s*((?:19|20)\d{2})\s*[\])]|\b(?:in|per|,)\s+((?:19|20)\d{2})\b")
_GETAL = re.compile(r"(?<![\w,.])[-–−]?\s?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?(?!\d)|(?<![\w,.])[-–−]?\d+(?:[.,]\d+)?")
_VAN_NAAR = re.compile(r"\b(?:van|vanaf)\s+(?P<van>[^a-z]{1,20}?)\s+naar\s+(?P<naar>.+)$", re.IGNORECASE)
_BIJNA_GETAL = re.compile(r"(?<![A-Za-z0-9])(?=[OolI.,]*\d)[\dOolI]+(?:[.,][\dOolI]+)*(?![A-Za-z0-9])")
_CIJFERS = str.maketrans("OolI", "0011")
_DUIZEND = re.compile(r"[-–−]?\s?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")


def hersteld(tekst: str) -> str:
    """Letters that a scanner read for digits put right, only inside something that is a number: "1.4OO", "l20"."""
    return _BIJNA_GETAL.sub(lambda m: m[0].translate(_CIJFERS), tekst)


def getal(tekst: str) -> float | None:
    """The first number; a point or space before three digits separates thousands, a comma decimals."""
    match = _GETAL.search(hersteld(schoon(tekst)))
    if match is None:
        return None
    ruw = match[0].replace("–", "-").replace("−", "-").replace(" ", "")
    if _DUIZEND.fullmatch(match[0]):
        return float(ruw.replace(".", "").replace(",", "."))
    return float(ruw.replace(",", "."))


def meetwaarde(tekst: str, boek: Woordenboek) -> Meetwaarde | None:
    """A cell of a goal table; None when the cell is empty or says that there is no value."""
    heel = schoon(tekst)
    if not heel or zonder_accent(heel).strip() in boek.leeg:
        return None
    if van_naar := _VAN_NAAR.search(heel):
        heel = van_naar["naar"]
    jaar, rest = _zonder_jaar(hersteld(heel))
    teken, rest = _teken(rest, boek)
    eenheid = "%" if "%" in rest else ""
    if kaal(rest) in {kaal(p) for p in boek.pro_memorie}:
        return Meetwaarde(None, is_pm=True, teken=teken, eenheid=eenheid, jaar=jaar, tekst=heel)
    waarde = getal(rest)
    if waarde is None and not teken:
        return None
    return Meetwaarde(waarde, teken=teken, eenheid=eenheid, jaar=jaar, tekst=heel)


def _zonder_jaar(tekst: str) -> tuple[int | None, str]:
    match = _JAAR.search(tekst)
    if match is None:
        return None, tekst
    return int(match[1] or match[2]), (tekst[: match.start()] + " " + tekst[match.end() :]).strip()


def _teken(tekst: str, boek: Woordenboek) -> tuple[str, str]:
    laag = zonder_teken_accent(tekst)
    for teken, vormen in boek.streefsoorten.items():
        for vorm in sorted(vormen, key=len, reverse=True):
            if laag.startswith(vorm):
                return teken, tekst[len(vorm) :].strip()
    for teken, vormen in boek.streefsoorten.items():
        if any(vorm.isalpha() and len(vorm) > 4 and vorm in laag for vorm in vormen):
            return teken, tekst
    return "", tekst


def zonder_teken_accent(tekst: str) -> str:
    """Lower case, with the comparison signs kept as they are."""
    return tekst.strip().lower()


def als_tekst(waarde: float) -> str:
    return str(int(waarde)) if waarde == int(waarde) else repr(waarde)
