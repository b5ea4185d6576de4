"""Units: what a formula makes of the units of its parts, so that apples are never added to pears."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isclose

from kompas.data.definities.formule import Formule

_PER = re.compile(r"(?:(?P<boven>.+?) )?per (?:(?P<aantal>\d{1,3}(?:\.\d{3})*|\d+) )?(?P<onder>.+)")
PROCENT = frozenset({"%", "procent", "procentpunt"})
Machten = tuple[tuple[str, int], ...]


class EenheidError(ValueError):
    """Units that do not fit; the text is Dutch."""


@dataclass(frozen=True, slots=True)
class Eenheid:
    """A product of powers of what is counted, times a scale: % is a bare ratio times 100.

    `schaal` is None when it can no longer be told (a weighted sum, an average). `getal` is set for a bare number in a
    formula, `is_som` for two things added up.
    """

    machten: Machten = ()
    schaal: float | None = 1.0
    getal: float | None = None
    is_som: bool = False

    @property
    def is_kaal(self) -> bool:
        """A ratio: what was counted has cancelled out."""
        return not self.machten

    @property
    def is_aantal(self) -> bool:
        """Only things that are counted, nothing that they are counted per."""
        return all(macht > 0 for _, macht in self.machten)

    @property
    def tekst(self) -> str:
        """As a reader would write it."""
        if self.is_kaal:
            return "%" if self.schaal == 100 else "een verhoudingsgetal"
        boven = " × ".join(naam for naam, macht in self.machten if macht > 0)
        onder = " × ".join(naam for naam, macht in self.machten if macht < 0)
        schaal = f"{self.schaal:,.0f} ".replace(",", ".") if self.schaal not in {None, 1.0} else ""
        return f"{boven} per {schaal}{onder}".strip() if onder else boven


@lru_cache(maxsize=512)
def lees_eenheid(tekst: str) -> Eenheid:
    """Read a unit as definitions write it: `misdrijven`, `%`, `per 1.000 inwoners`, `misdrijven per jaar`."""
    tekst = " ".join(tekst.split())
    if not tekst:
        return Eenheid()
    if tekst in PROCENT:
        return Eenheid(schaal=100.0)
    if deel := _PER.fullmatch(tekst):
        aantal = float(deel["aantal"].replace(".", "")) if deel["aantal"] else 1.0
        boven = {deel["boven"]: 1} if deel["boven"] else {}
        return Eenheid(_machten({**boven, deel["onder"]: -1}), aantal)
    return Eenheid(((tekst, 1),))


def van_formule(formule: Formule, delen: dict[str, Eenheid]) -> Eenheid:
    """The unit of the result; `EenheidError` when parts cannot be added up or subtracted."""
    return formule.vouw(delen.__getitem__, lambda getal: Eenheid(getal=getal), _som)


def past(uitkomst: Eenheid, bedoeld: Eenheid) -> bool:
    """Whether a result may be shown in this unit; what is counted may be left out before "per 1.000 inwoners"."""
    if uitkomst.is_kaal or bedoeld.is_kaal:
        return uitkomst.is_kaal and bedoeld.is_kaal and (bedoeld.schaal == 1.0 or _zelfde_schaal(uitkomst, bedoeld))
    onder = tuple(deel for deel in uitkomst.machten if deel[1] < 0)
    if bedoeld.machten not in {uitkomst.machten, onder}:
        return False
    return uitkomst.is_aantal or _zelfde_schaal(uitkomst, bedoeld)


def omrekening(van: Eenheid, naar: Eenheid) -> float:
    """What to multiply a number with; per 10.000 to per 1.000 is 0,1. `EenheidError` when they measure other things."""
    if van.machten != naar.machten or van.schaal is None or naar.schaal is None:
        raise EenheidError(f"{van.tekst} is niet om te rekenen naar {naar.tekst}")
    return naar.schaal / van.schaal


def _som(teken: str, links: Eenheid, rechts: Eenheid) -> Eenheid:
    if teken in "+-":
        return _optellen(links, rechts)
    richting = 1 if teken == "*" else -1
    if teken == "/" and rechts.getal == 0:
        raise EenheidError("de formule deelt door nul")
    machten = dict(links.machten)
    for naam, macht in rechts.machten:
        machten[naam] = machten.get(naam, 0) + richting * macht
    return Eenheid(_machten(machten), _schaal(teken, links, rechts), _getal(teken, links, rechts))


def _optellen(links: Eenheid, rechts: Eenheid) -> Eenheid:
    if links.getal is not None and rechts.getal is not None:
        return Eenheid(getal=1.0)
    for los, ander in ((links, rechts), (rechts, links)):
        if los.getal is not None:
            if ander.is_kaal:
                return ander
            raise EenheidError(f"een los getal en {ander.tekst} zijn niet op te tellen of af te trekken")
    zelfde = _zelfde_schaal(links, rechts)
    if links.machten != rechts.machten or not (zelfde or (links.machten and links.is_aantal)):
        raise EenheidError(f"{links.tekst} en {rechts.tekst} zijn niet op te tellen of af te trekken")
    return Eenheid(links.machten, links.schaal if zelfde else None, is_som=True)


def _zelfde_schaal(een: Eenheid, ander: Eenheid) -> bool:
    return een.schaal is None or ander.schaal is None or isclose(een.schaal, ander.schaal, rel_tol=1e-9)


def _schaal(teken: str, links: Eenheid, rechts: Eenheid) -> float | None:
    een, ander = links.getal or links.schaal, rechts.getal or rechts.schaal
    # A sum times or divided by a number may be an average: (a + b) / 2 is in the unit of a.
    gemiddeld = (links.is_som and rechts.getal is not None) or (rechts.is_som and links.getal is not None)
    if een is None or ander is None or gemiddeld:
        return None
    return een * ander if teken == "*" else een / ander


def _getal(teken: str, links: Eenheid, rechts: Eenheid) -> float | None:
    """A number times or divided by a number is a bare number still."""
    return None if links.getal is None or rechts.getal is None else _schaal(teken, links, rechts)


def _machten(machten: dict[str, int]) -> Machten:
    return tuple(sorted((naam, macht) for naam, macht in machten.items() if macht))
