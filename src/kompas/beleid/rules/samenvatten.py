"""From indicators to a goal, from goals to a theme: never an average."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kompas.beleid.rules.bevinding import met_kleine_letter
from kompas.beleid.rules.soorten import Oordeel, Samenvatting

VOLGORDE: Final = (
    Oordeel.ACHTER_OP_KOERS,
    Oordeel.NIET_TE_ZEGGEN,
    Oordeel.NIET_TE_BEOORDELEN,
    Oordeel.OP_KOERS,
    Oordeel.BEHAALD,
)
"""The first verdict that occurs is the verdict on the whole.

What is behind shows first; what is unknown is never hidden behind what went well.
"""


@dataclass(frozen=True, slots=True)
class Benaming:
    """What the parts of a whole are called."""

    enkelvoud: str
    meervoud: str

    def alle(self, aantal: int) -> str:
        if aantal == 1:
            return f"Het enige onderdeel ({self.enkelvoud}) is"
        return f"Beide {self.meervoud} zijn" if aantal == 2 else f"Alle {aantal} {self.meervoud} zijn"


INDICATOREN: Final = Benaming("indicator", "indicatoren")


def samenvatten(oordelen: Sequence[Oordeel], wat: Benaming) -> Samenvatting | None:
    """The verdict on the whole and how it came about; None when there is nothing below it."""
    if not oordelen:
        return None
    return Samenvatting(_eerste(oordelen), _telling_zin(oordelen, wat))


def doel_samenvatten(delen: Sequence[tuple[str, Oordeel, str]]) -> Samenvatting | None:
    """The verdict on a goal from its indicators (name, verdict, sentence); a verdict that is not good says why."""
    if not delen:
        return None
    oordelen = [oordeel for _, oordeel, _ in delen]
    oordeel = _eerste(oordelen)
    naam, want = next((naam, want) for naam, deel, want in delen if deel is oordeel)
    if len(delen) == 1:
        return Samenvatting(oordeel, want)
    telling_zin = _telling_zin(oordelen, INDICATOREN)
    if oordeel in (Oordeel.BEHAALD, Oordeel.OP_KOERS):
        return Samenvatting(oordeel, telling_zin)
    return Samenvatting(oordeel, f"{telling_zin} {naam[:1].upper()}{naam[1:]}: {met_kleine_letter(want)}")


def telling(oordelen: Sequence[Oordeel]) -> dict[Oordeel, int]:
    """How often each verdict occurs, every verdict present."""
    aantal = Counter(oordelen)
    return {oordeel: aantal[oordeel] for oordeel in Oordeel}


def _eerste(oordelen: Sequence[Oordeel]) -> Oordeel:
    return next(oordeel for oordeel in VOLGORDE if oordeel in oordelen)


def _telling_zin(oordelen: Sequence[Oordeel], wat: Benaming) -> str:
    aantal = Counter(oordelen)
    if len(aantal) == 1:
        return f"{wat.alle(len(oordelen))} {oordelen[0]}."
    delen = [f"{aantal[oordeel]} {oordeel}" for oordeel in VOLGORDE if aantal[oordeel]]
    return f"Van de {len(oordelen)} {wat.meervoud}: {', '.join(delen[:-1])} en {delen[-1]}."


def zonder_indicator(reden: str) -> Samenvatting:
    """A goal that nobody made measurable, with the reason that the plan gives."""
    waarom = met_kleine_letter(reden).strip() or "het plan noemt er geen, en ook geen reden"
    return Samenvatting(Oordeel.NIET_TE_BEOORDELEN, _zin(f"Dit doel heeft geen indicator: {waarom}"))


def zonder_doel(reden: str) -> Samenvatting:
    """A theme without goals, with the reason that the plan gives."""
    waarom = f": {met_kleine_letter(reden).strip()}" if reden.strip() else ""
    return Samenvatting(Oordeel.NIET_TE_BEOORDELEN, _zin(f"Bij dit thema staat geen doel in het plan{waarom}"))


def _zin(tekst: str) -> str:
    return tekst if tekst.endswith((".", "!", "?")) else f"{tekst}."
