"""A question about the effect of a measure as an address puts it; pure decisions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from kompas.analyse.rules.vraag import EERSTE_JAAR, LAATSTE_JAAR
from kompas.base import Refused

MINST_VOOR: Final = 2
"""Years before the measure without which nothing can be compared."""
VOORUIT_MAX: Final = 5
"""So many years ahead a measure may start; beyond that the figures of now say nothing about it."""
JAREN_VOORUIT: Final = (1, 2, 3, 4)
"""Years after the start for which is told beforehand what could be seen."""
_JAAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Effectvraag:
    """`vanaf` is the first year of the measure, with `deels` a year that does not count because it began halfway.

    `met` is the set to compare with, `uitwijk` names areas (codes or a set) where the problem may have gone.
    """

    indicator: str = ""
    gebied: str = ""
    vanaf: int | None = None
    met: str = ""
    uitwijk: tuple[str, ...] = ()
    deels: bool = False
    piek: bool = False

    def adres(self) -> str:
        """The question as the part of an address after the `?`."""
        paren = [("indicator", self.indicator), ("gebied", self.gebied), ("vanaf", str(self.vanaf or ""))]
        paren += [("met", self.met), *(("uitwijk", naam) for naam in self.uitwijk)]
        paren += [("deels", "1" if self.deels else ""), ("piek", "1" if self.piek else "")]
        return urlencode([(naam, inhoud) for naam, inhoud in paren if inhoud])


@dataclass(frozen=True, slots=True)
class GelezenEffect:
    """The question, and per field what was wrong with it."""

    vraag: Effectvraag
    fouten: Mapping[str, str] = field(default_factory=dict)


def lees_effectvraag(velden: Mapping[str, str], uitwijk: Sequence[str]) -> GelezenEffect:
    """Read an address; several names may stand in one field, divided by a semicolon (names have commas)."""
    vanaf = lees_jaar(velden.get("vanaf", ""))
    namen = [naam.strip() for veld in (*uitwijk, velden.get("uitwijk_erbij", "")) for naam in veld.split(";")]
    vraag = Effectvraag(
        indicator=velden.get("indicator", "").strip(),
        gebied=velden.get("gebied", "").strip(),
        vanaf=None if isinstance(vanaf, Refused) else vanaf,
        met=velden.get("met", "").strip(),
        uitwijk=tuple(dict.fromkeys(naam for naam in namen if naam)),
        deels=velden.get("deels", "") == "1",
        piek=velden.get("piek", "") == "1",
    )
    return GelezenEffect(vraag, {"vanaf": vanaf.reason} if isinstance(vanaf, Refused) else {})


def lees_jaar(tekst: str) -> int | Refused | None:
    """A year of four digits; None when nothing was said."""
    tekst = tekst.strip()
    if not tekst:
        return None
    if not _JAAR.fullmatch(tekst) or not EERSTE_JAAR <= int(tekst) <= LAATSTE_JAAR:
        welk = f"tussen {EERSTE_JAAR} en {LAATSTE_JAAR}, in vier cijfers"
        return Refused(f"‘{tekst[:40]}’ kan niet. Schrijf een jaar {welk}, bijvoorbeeld 2021.")
    return int(tekst)


def is_telbaar(soort: str) -> bool:
    """Whether a kind of indicator has counts behind it; a survey or a stock has none."""
    return soort in ("telling", "verhouding")


def past_bij(vanaf: int, jaren: Sequence[int], *, deels: bool = False) -> Refused | None:
    """Whether a measure that starts in this year can be looked at with figures of these years (in order)."""
    if not jaren:
        return Refused("Van dit cijfer zijn er geen hele jaren om mee te vergelijken. Kies een ander cijfer.")
    vroegst, laatst = jaren[0] + MINST_VOOR, jaren[-1] + VOORUIT_MAX
    if vanaf < vroegst:
        return Refused(
            f"Vóór {vanaf} zijn er te weinig jaren met cijfers: er zijn er ten minste {MINST_VOOR} nodig. "
            f"Kies {vroegst} of later."
        )
    if vanaf > laatst:
        return Refused(
            f"{vanaf} is te ver vooruit. Het laatste jaar met cijfers is {jaren[-1]}; kies {laatst} of eerder."
        )
    if deels and vanaf == jaren[-1]:
        return Refused(
            f"De maatregel begon in de loop van {vanaf} en van daarna zijn er nog geen cijfers. "
            f"Kies {vanaf + 1} om te zien wat er straks te zien zal zijn."
        )
    return None
