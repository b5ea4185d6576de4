"""From indicators to a goal, from goals to a theme: never an average."""

from collections import Counter
from collections.abc import Sequence
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


def samenvatten(oordelen: Sequence[Oordeel], wat: tuple[str, str]) -> Samenvatting | None:
    """The verdict on the whole and how it came about; None when there is nothing below it.

    `wat` names the parts in singular and plural ("indicator", "indicatoren").
    """
    if not oordelen:
        return None
    oordeel = next(o for o in VOLGORDE if o in oordelen)
    return Samenvatting(oordeel, _telling_zin(oordelen, wat))


def telling(oordelen: Sequence[Oordeel]) -> dict[Oordeel, int]:
    """How often each verdict occurs, every verdict present."""
    aantal = Counter(oordelen)
    return {oordeel: aantal[oordeel] for oordeel in Oordeel}


def _telling_zin(oordelen: Sequence[Oordeel], wat: tuple[str, str]) -> str:
    aantal = Counter(oordelen)
    naam = wat[0] if len(oordelen) == 1 else wat[1]
    if len(aantal) == 1:
        wie = f"De {naam} is" if len(oordelen) == 1 else f"Alle {len(oordelen)} {naam} zijn"
        return f"{wie} {oordelen[0]}."
    delen = [f"{aantal[oordeel]} {oordeel}" for oordeel in VOLGORDE if aantal[oordeel]]
    return f"Van de {len(oordelen)} {naam}: {', '.join(delen[:-1])} en {delen[-1]}."


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
