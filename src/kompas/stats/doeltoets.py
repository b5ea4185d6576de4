"""Can this target be measured at all? Margins, samples and smallest visible changes. See docs/methoden/doeltoets.md."""

import math
from functools import cache
from importlib import import_module
from types import ModuleType

from kompas.base import Refused


@cache
def _norm() -> ModuleType:
    return import_module("scipy.stats").norm  # type: ignore[no-any-return]


def _kwantiel(kans: float) -> float:
    return float(_norm().ppf(kans))


def margin_of_proportion(
    deel: float, steekproef: float, *, ontwerp: float = 1.0, niveau: float = 0.95
) -> float | Refused:
    """Half the width of the normal interval of a survey share; `ontwerp` is the design effect."""
    if not 0 <= deel <= 1:
        return Refused("Een aandeel ligt tussen 0 en 1.")
    if not steekproef > 0 or not ontwerp > 0:
        return Refused("Een steekproef en een ontwerpeffect zijn groter dan nul.")
    return _kwantiel(0.5 + niveau / 2) * math.sqrt(deel * (1 - deel) * ontwerp / steekproef)


def sample_for_proportions(
    deel1: float, deel2: float, *, alfa: float = 0.05, onderscheid: float = 0.8, ontwerp: float = 1.0
) -> int | Refused:
    """Respondents per wave to see the change from one share to another with the given power (two-sided)."""
    if not (0 <= deel1 <= 1 and 0 <= deel2 <= 1):
        return Refused("Een aandeel ligt tussen 0 en 1.")
    if deel1 == deel2:
        return Refused("Een doel dat gelijk is aan de uitgangswaarde is geen verandering om te zien.")
    midden = (deel1 + deel2) / 2
    za, zb = _kwantiel(1 - alfa / 2), _kwantiel(onderscheid)
    wortels = za * math.sqrt(2 * midden * (1 - midden)) + zb * math.sqrt(deel1 * (1 - deel1) + deel2 * (1 - deel2))
    return math.ceil(wortels**2 / (deel1 - deel2) ** 2 * ontwerp)


def sample_for_means(
    verschil: float, spreiding: float, *, alfa: float = 0.05, onderscheid: float = 0.8, ontwerp: float = 1.0
) -> int | Refused:
    """Respondents per wave to see this difference between two mean marks with standard deviation `spreiding`."""
    if verschil == 0 or not spreiding > 0:
        return Refused("Geef een verschil dat niet nul is en een spreiding groter dan nul.")
    z = _kwantiel(1 - alfa / 2) + _kwantiel(onderscheid)
    return math.ceil(2 * (z * spreiding / verschil) ** 2 * ontwerp)


def smallest_visible_count(
    telling: float, *, phi: float = 1.0, alfa: float = 0.05, onderscheid: float = 0.8
) -> int | Refused:
    """The largest count that would, in an equal period, be seen as a fall from `telling` with the given power.

    Square-root scale; `phi` is the overdispersion of the counts. Refused when no fall could be seen.
    """
    if not (math.isfinite(telling) and telling >= 0) or not phi > 0:
        return Refused("Een telling is nul of meer, en de spreiding is groter dan nul.")
    z = _kwantiel(1 - alfa / 2) + _kwantiel(onderscheid)
    wortel = math.sqrt(telling) - z * math.sqrt(phi / 2)
    if wortel <= 0:
        return Refused(f"Bij {telling:.0f} is geen enkele daling met zekerheid te zien.")
    return math.floor(wortel**2)
