"""The verdict on a measure in words: what the design allows, and its reservations. See docs/methoden/effect.md."""

from dataclasses import dataclass
from typing import Final

from kompas.base import getal_tekst
from kompas.stats.effect.synthetisch import SynthetischeControle
from kompas.stats.effect.verschil import VerschilInVerschillen
from kompas.stats.effect.wdd import NIET_AAN_TE_TONEN, Effect
from kompas.stats.tellingen import Interval

ALGEMEEN: Final = "Of dit door de maatregel komt, is met deze vergelijking niet te zeggen."
NIET_NUL: Final = "Dat betekent niet dat de maatregel niets deed: een kleiner effect is zo niet te zien."
PIEK: Final = (
    "Het gebied is gekozen omdat het er net slecht ging. Zo'n piek zakt ook zonder maatregel; dit telt niet als effect."
)
UITEEN: Final = "De gebieden liepen vóór de maatregel al uiteen; het verschil kan daarvan komen."
SLECHTE_PAS: Final = "Vóór de maatregel leek de mengeling van andere gebieden te weinig op dit gebied."
WEGLATEN: Final = "Het verschil keert om als één van de andere gebieden wegvalt."
_GRENS_VOORAF: Final = 0.05


@dataclass(frozen=True, slots=True)
class Oordeel:
    """`woord` for a table, `zin` with the numbers, `voorbehoud` to print below it, always."""

    woord: str
    zin: str
    voorbehoud: tuple[str, ...]


def verdict(
    uitkomst: Effect | VerschilInVerschillen | SynthetischeControle, *, gekozen_om_piek: bool = False
) -> Oordeel:
    """A serious reservation, or an area chosen at its peak, takes back every word but "niet aan te tonen"."""
    zin, ernstig = _zin(uitkomst)
    if gekozen_om_piek:
        ernstig = (PIEK, *ernstig)
    woord = NIET_AAN_TE_TONEN if ernstig else uitkomst.woord
    slot = NIET_NUL if woord == NIET_AAN_TE_TONEN else ALGEMEEN
    return Oordeel(woord, zin, (*ernstig, slot))


def _zin(uitkomst: Effect | VerschilInVerschillen | SynthetischeControle) -> tuple[str, tuple[str, ...]]:
    if isinstance(uitkomst, Effect):
        return _zin_wdd(uitkomst), ()
    if isinstance(uitkomst, VerschilInVerschillen):
        vooraf = uitkomst.vooraf
        return _zin_did(uitkomst), ((UITEEN,) if vooraf is not None and vooraf < _GRENS_VOORAF else ())
    ernstig = () if uitkomst.past else (SLECHTE_PAS,)
    if uitkomst.zonder.laag < 0 < uitkomst.zonder.hoog:
        ernstig = (*ernstig, WEGLATEN)
    return _zin_synthetisch(uitkomst), ernstig


def _zin_wdd(effect: Effect) -> str:
    return (
        f"{_tal(abs(effect.schatting))} incidenten {_richting(effect.schatting)} dan het vergelijkingsgebied doet "
        f"verwachten {_tussen(effect.niveau, effect.interval)}."
    )


def _zin_did(effect: VerschilInVerschillen) -> str:
    verschil = (effect.verhouding - 1) * 100
    procenten = Interval((effect.interval.laag - 1) * 100, (effect.interval.hoog - 1) * 100)
    return (
        f"{_tal(abs(verschil))} % {_richting(verschil)} dan {effect.vergelijkingsgebieden} gebieden zonder de "
        f"maatregel doen verwachten {_tussen(effect.niveau, procenten, ' %')}."
    )


def _zin_synthetisch(effect: SynthetischeControle) -> str:
    maat, eenheid, decimalen = (100.0, " %", 0) if effect.schaal == "index" else (1.0, "", 2)
    interval = Interval(effect.interval.laag * maat, effect.interval.hoog * maat)
    aantal = len(effect.placebo_effecten)
    erboven = round(effect.p * (aantal + 1)) - 1
    hoeveel = f"{_tal(abs(effect.effect) * maat, decimalen)}{eenheid} {_richting(effect.effect)}"
    grenzen = _tussen(effect.niveau, interval, eenheid, decimalen)
    return (
        f"Gemiddeld {hoeveel} dan een mengeling van andere gebieden die tot de maatregel gelijk opliep {grenzen}. "
        f"Van de {aantal} gebieden zonder maatregel {'week' if erboven == 1 else 'weken'} er {erboven} even sterk af."
    )


def _richting(getal: float) -> str:
    return "minder" if getal < 0 else "meer"


def _tussen(niveau: float, interval: Interval, eenheid: str = "", decimalen: int = 0) -> str:
    laag, hoog = (_tal(grens, decimalen) for grens in (interval.laag, interval.hoog))
    return f"({niveau * 100:.0f} % zeker: tussen {laag}{eenheid} en {hoog}{eenheid})"


def _tal(getal: float, decimalen: int = 0) -> str:
    return getal_tekst(round(getal, decimalen) + 0.0, decimalen)
