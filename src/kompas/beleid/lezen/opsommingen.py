"""Lists in running text: partners, policy fields, quoted names."""

import re

from kompas.beleid.lezen.document import Plaats
from kompas.beleid.lezen.gelezen import Tekst
from kompas.beleid.lezen.tekst import schoon
from kompas.beleid.lezen.woordenboek import Woordenboek

_LAATSTE_EN = re.compile(r"^(?P<voor>.*[^-\s])\s+en\s+(?P<na>\S.*)$")
_STUK = r"(?:beleid|visie|nota|plan|programma|agenda|strategie|verordening)"
_TWEE_STUKKEN = re.compile(rf"{_STUK}\s+en\s+\S.*{_STUK}$")
"""Two documents joined by "en", unlike one field with two words ("zorg en welzijn")."""
_AANGEHAALD = re.compile(r"[‘'“\"]([^‘’'“”\"]{2,90})[’'”\"]")


def gesplitst(tekst: str, scheiders: str = ",;") -> list[str]:
    """Split at commas and semicolons that do not stand between brackets."""
    delen, diepte, huidig = [], 0, ""
    for teken in tekst:
        diepte += (teken == "(") - (teken == ")")
        if teken in scheiders and diepte <= 0:
            delen.append(huidig)
            huidig = ""
        else:
            huidig += teken
    return [d for d in (schoon(deel).rstrip(".").strip() for deel in [*delen, huidig]) if d]


def deel_lijst(tekst: str, plaats: Plaats, *, laatste_en: bool = False) -> list[Tekst]:
    """A list under a label: "Politie, ondernemersverenigingen (KHN, NOV), reddingsbrigades."."""
    delen = gesplitst(tekst)
    if laatste_en or _TWEE_STUKKEN.search(delen[-1] if delen else ""):
        delen = met_laatste_en(delen)
    return [Tekst(deel, plaats) for deel in delen if len(deel) <= 160]


def met_laatste_en(delen: list[str]) -> list[str]:
    """In a sentence the last two names are joined by "en"; "zorg- en welzijn" is one name."""
    if delen and (match := _LAATSTE_EN.match(delen[-1])) and len(delen) > 1:
        return [*delen[:-1], match["voor"].strip(), match["na"].strip()]
    if len(delen) == 1 and (match := _LAATSTE_EN.match(delen[0])):
        return [match["voor"].strip(), match["na"].strip()]
    return delen


def partners_in_zin(tekst: str, plaats: Plaats, boek: Woordenboek) -> list[Tekst]:
    """ "Belangrijke partners zijn politie, Openbaar Ministerie en het RIEC."."""
    match = boek.partnerzin.search(tekst)
    if match is None:
        return []
    delen = met_laatste_en(gesplitst(match["lijst"]))
    return [Tekst(re.sub(r"^(?:de|het)\s+", "", deel), plaats) for deel in delen if len(deel) <= 160]


def aangehaald(tekst: str) -> list[str]:
    return [schoon(m) for m in _AANGEHAALD.findall(tekst)]
