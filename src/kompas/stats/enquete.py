"""Survey results: comparison by margins, and the sample that a difference asks for. See docs/methoden/enquete.md."""

import math
from dataclasses import dataclass
from typing import Final

from kompas.base import Refused
from kompas.stats.doeltoets import sample_for_means, sample_for_proportions

Z_95: Final = 1.959963984540054
Z_MACHT_80: Final = 0.8416212335729143


@dataclass(frozen=True, slots=True)
class Meetpunt:
    """An estimate with the limits of its 95% interval."""

    getal: float
    laag: float
    hoog: float

    @property
    def bezwaar(self) -> Refused | None:
        """Why this cannot be used; None when it can."""
        if not all(math.isfinite(deel) for deel in (self.getal, self.laag, self.hoog)):
            return Refused("Een meting en haar marge moeten gewone getallen zijn.")
        if not self.laag <= self.getal <= self.hoog:
            return Refused("De meting ligt niet binnen haar eigen marge.")
        return None


def vergelijk_metingen(eerder: Meetpunt, later: Meetpunt) -> float | Refused:
    """Two-sided p that two independent surveys measured the same.

    Square-and-add limits for the difference (Zou & Donner 2008): each side uses the arms that point to the other
    estimate, so skewed margins of small percentages are respected.
    """
    for meting in (eerder, later):
        if meting.bezwaar is not None:
            return meting.bezwaar
    verschil = later.getal - eerder.getal
    if verschil == 0:
        return 1.0
    armen = (eerder.hoog - eerder.getal, later.getal - later.laag)
    if verschil < 0:
        armen = (eerder.getal - eerder.laag, later.hoog - later.getal)
    marge = math.hypot(*armen)
    if marge == 0:
        return Refused("Een meting zonder marge is geen steekproef; het verschil is niet te toetsen.")
    return math.erfc(abs(verschil) / marge * Z_95 / math.sqrt(2))


def vergelijk_met_niveau(meting: Meetpunt, niveau: float) -> float | Refused:
    """Two-sided p that a survey measured the level `niveau`: below 0,05 just when its 95% margin leaves that out."""
    if meting.bezwaar is not None:
        return meting.bezwaar
    if not math.isfinite(niveau):
        return Refused("Een niveau is een gewoon getal.")
    verschil = niveau - meting.getal
    if verschil == 0:
        return 1.0
    arm = meting.hoog - meting.getal if verschil > 0 else meting.getal - meting.laag
    return math.erfc(abs(verschil) / arm * Z_95 / math.sqrt(2)) if arm else 0.0


def steekproef_aandelen(p1: float, p2: float) -> int | Refused:
    """Respondents per survey needed to see the step from share p1 to p2 (95% two-sided, 80% power)."""
    if not (0 < p1 < 1 and 0 < p2 < 1):
        return Refused("Een aandeel ligt tussen 0 en 1.")
    return sample_for_proportions(p1, p2)


def steekproef_gemiddelden(verschil: float, spreiding: float) -> int | Refused:
    """Respondents per survey needed to see a step between two means (95% two-sided, 80% power)."""
    return sample_for_means(verschil, spreiding)
