"""Numbers as a sentence says them: Dutch notation, as precise as they are, never more."""

import math
import re
from typing import Final

from kompas.base import getal_tekst, nodige_decimalen
from kompas.base.periode import MAANDEN
from kompas.stats.duiding.feiten import Reeksnaam, Vorm

ENKELVOUD: Final = {
    "misdrijven": "misdrijf",
    "meldingen": "melding",
    "ongevallen": "ongeval",
    "incidenten": "incident",
    "aangiften": "aangifte",
    "inwoners": "inwoner",
    "registraties": "registratie",
    "slachtoffers": "slachtoffer",
    "branden": "brand",
    "gevallen": "geval",
}
KLEIN: Final = 10.0
"""Below so many a year one case more or less is visible in the figure."""
VEELVOUD: Final = 1.995
"""From here on people say 'twice as many' instead of '100% more'."""


def getal(waarde: float, naam: Reeksnaam, decimalen: int | None = None) -> str:
    """A figure without its unit, but with its per cent sign; a whole count has no decimals."""
    decimalen = naam.decimalen if decimalen is None else decimalen
    if naam.vorm is Vorm.AANTAL:
        decimalen = min(decimalen, nodige_decimalen(waarde))
    tekst = getal_tekst(waarde, decimalen)
    return f"{tekst}%" if naam.vorm is Vorm.AANDEEL else tekst


def met_eenheid(waarde: float, naam: Reeksnaam, decimalen: int | None = None) -> str:
    """A figure with its unit: 69 misdrijven, 1 misdrijf, 3,9 per 1.000 inwoners, 22%, 7,4."""
    tekst = getal(waarde, naam, decimalen)
    if naam.vorm in {Vorm.AANDEEL, Vorm.CIJFER}:
        return tekst
    return f"{tekst} {eenheid(naam.eenheid) if tekst == '1' else naam.eenheid}"


def eenheid(meervoud: str) -> str:
    """One of them."""
    return ENKELVOUD.get(meervoud, meervoud)


def wat(naam: Reeksnaam) -> str:
    """What a sentence calls the figure itself."""
    return "aantal" if naam.vorm is Vorm.AANTAL else "cijfer"


def er_waren(aantal: float, wat: str, plaats: str) -> str:
    """waren er in Noordwijk 69 misdrijven; was er in Noordwijk 1 misdrijf; waren er in Noordwijk geen misdrijven."""
    tekst = getal_tekst(aantal, nodige_decimalen(aantal, 1))
    if tekst == "1":
        return f"was er in {plaats} 1 {eenheid(wat)}"
    return f"waren er in {plaats} {'geen' if tekst == '0' else tekst} {wat}"


def ongeveer(aantal: float) -> str:
    """A number that was to be expected, so not a whole one; only a small one keeps a decimal."""
    return getal_tekst(aantal, 0 if aantal >= 3 else min(1, nodige_decimalen(aantal)))


def decimalen_voor(naam: Reeksnaam, *waarden: float) -> int:
    """Enough decimals to see that figures differ: 4,3 and 3,8 instead of 4 and 4; at most two more than usual."""
    if len({round(waarde, 9) for waarde in waarden}) == 1:
        return naam.decimalen
    for decimalen in range(naam.decimalen, naam.decimalen + 3):
        if len({getal_tekst(waarde, decimalen) for waarde in waarden}) > 1:
            return decimalen
    return naam.decimalen


def procent(deel: float) -> str:
    """A share as a whole per cent; a small one is not rounded to nothing."""
    heel = math.floor(abs(deel) * 100 + 0.5)
    return "minder dan 1%" if heel < 1 else f"{getal_tekst(heel)}%"


def keer(verhouding: float) -> str:
    """A ratio of two or more, before "keer": 2, 2,3, 14."""
    decimalen = 0 if verhouding >= 10 or abs(verhouding - round(verhouding)) < 0.05 else 1
    return getal_tekst(verhouding, decimalen)


def zoveel(verhouding: float, naam: Reeksnaam) -> str:
    """A ratio as people say it: 22% minder, minder dan 1% verschil, 2,3 keer zo veel. Empty when it cannot be said."""
    if not math.isfinite(verhouding) or verhouding <= 0:
        return ""
    meer, minder, veel = ("meer", "minder", "veel") if naam.vorm is Vorm.AANTAL else ("hoger", "lager", "hoog")
    if verhouding >= VEELVOUD:
        return f"{keer(verhouding)} keer zo {veel}"
    if abs(verhouding - 1) < 0.005:
        return "geen verschil" if verhouding == 1 else "minder dan 1% verschil"
    return f"{procent(verhouding - 1)} {meer if verhouding > 1 else minder}"


def punten(verschil: float, naam: Reeksnaam) -> str:
    """The size of a difference between two shares or marks: 4 punten, 0,3 punt."""
    tekst = getal_tekst(abs(verschil), naam.decimalen)
    return f"{tekst} punt" if tekst == "1" or tekst.startswith("0,") else f"{tekst} punten"


def kans_tekst(kans: float) -> str:
    """A chance in steps of 5%, because it is not known more precisely."""
    if kans < 0.05:
        return "minder dan 5%"
    if kans > 0.95:
        return "meer dan 95%"
    return f"ongeveer {5 * math.floor(kans * 20 + 0.5)}%"


def maand_tekst(maand: str) -> str:
    """A month as people say it; 2024-10 is oktober 2024."""
    if (gevonden := re.fullmatch(r"(\d{4})-(\d{2})", maand)) is None:
        return maand
    return f"{MAANDEN[int(gevonden[2]) - 1]} {gevonden[1]}"


def periode_tekst(label: str) -> str:
    """A period within a sentence: 2017-2019 is 2017 tot en met 2019, twelve months are called so by their last one."""
    tekst = re.sub(r" en (?=\d{4} en )", ", ", label)
    tekst = re.sub(r"\s*t/m\s*|(?<=\d{4})\s*-\s*(?=\d{4})", " tot en met ", tekst)
    if (gevonden := re.fullmatch(r"([a-z]+) (\d{4}) tot en met ([a-z]+) (\d{4})", tekst)) is None:
        return tekst
    begin, eind = (_maandnummer(gevonden[n], gevonden[n + 1]) for n in (1, 3))
    return f"de 12 maanden tot en met {gevonden[3]} {gevonden[4]}" if eind - begin == 11 else tekst


def _maandnummer(maand: str, jaar: str) -> int:
    return int(jaar) * 12 + (MAANDEN.index(maand) if maand in MAANDEN else -99)


def is_meerjarig(label: str) -> bool:
    """Whether a label is of more than one calendar year, so that the figure is an average."""
    return re.fullmatch(r"\d{4}(?: tot en met |, | en )\d{4}.*", periode_tekst(label)) is not None


def jaren(label: str) -> tuple[int, ...]:
    """The years that a label names."""
    return tuple(int(jaar) for jaar in re.findall(r"\b(?:19|20)\d{2}\b", label))
