"""Numbers as a sentence says them: Dutch notation, as precise as they are, never more."""

import math
import re
from typing import Final

from kompas.base import getal_tekst
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


def getal(waarde: float, naam: Reeksnaam, *, decimalen: int | None = None) -> str:
    """A figure without its unit, but with its per cent sign."""
    tekst = getal_tekst(waarde, naam.decimalen if decimalen is None else decimalen)
    return f"{tekst}%" if naam.vorm is Vorm.AANDEEL else tekst


def met_eenheid(waarde: float, naam: Reeksnaam, *, decimalen: int | None = None) -> str:
    """A figure with its unit: 69 misdrijven, 1 misdrijf, 3,9 per 1.000 inwoners, 22%, 7,4."""
    tekst = getal(waarde, naam, decimalen=decimalen)
    if naam.vorm in {Vorm.AANDEEL, Vorm.CIJFER}:
        return tekst
    return f"{tekst} {ENKELVOUD.get(naam.eenheid, naam.eenheid) if tekst == '1' else naam.eenheid}"


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
    heel = round(abs(deel) * 100)
    return "minder dan 1%" if heel < 1 else f"{heel}%"


def keer(verhouding: float) -> str:
    """A ratio of two or more: 2, 2,3, 14."""
    decimalen = 0 if verhouding >= 10 or abs(verhouding - round(verhouding)) < 0.05 else 1
    return f"{getal_tekst(verhouding, decimalen)} keer zo {{}}"


def zoveel(verhouding: float, naam: Reeksnaam) -> str:
    """A ratio as people say it: 22% minder, minder dan 1% meer, 2,3 keer zo veel. Empty when it cannot be said so."""
    if not math.isfinite(verhouding) or verhouding <= 0:
        return ""
    meer, minder, veel = ("meer", "minder", "veel") if naam.vorm is Vorm.AANTAL else ("hoger", "lager", "hoog")
    if verhouding >= 1.995:
        return keer(verhouding).format(veel)
    return f"{procent(verhouding - 1)} {meer if verhouding > 1 else minder}"


def punten(verschil: float, naam: Reeksnaam) -> str:
    """A difference between two shares or marks: 4 procentpunt lager, 0,3 punt hoger."""
    grootte = getal_tekst(abs(verschil), naam.decimalen)
    soort = "procentpunt" if naam.vorm is Vorm.AANDEEL else "punt"
    return f"{grootte} {soort} {'hoger' if verschil > 0 else 'lager'}"


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
    """A period within a sentence: 2017-2019 is 2017 tot en met 2019."""
    if (gevonden := re.fullmatch(r"(\d{4})\s*(?:-|t/m|tot en met)\s*(\d{4})", label)) is not None:
        return f"{gevonden[1]} tot en met {gevonden[2]}"
    return label


def is_meerjarig(label: str) -> bool:
    return periode_tekst(label) != label or re.fullmatch(r"\d{4} tot en met \d{4}", label) is not None


def jaren(label: str) -> list[int]:
    """The years that a label names."""
    return [int(jaar) for jaar in re.findall(r"\b(?:19|20)\d{2}\b", label)]
