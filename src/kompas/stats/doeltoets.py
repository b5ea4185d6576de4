"""Can this target be measured at all? Margins, samples and smallest visible changes. See docs/methoden/doeltoets.md."""

import math
from typing import Final

from kompas.base import Refused
from kompas.stats.lazy import stats

GROOTSTE_STEEKPROEF: Final = 1e12
"""More respondents than there are people: the difference is too small to measure."""


def _grens(alfa: float) -> float:
    return float(stats().norm.isf(alfa / 2))


def _som(alfa: float, onderscheid: float) -> float:
    """The distance in standard errors that is seen with this power."""
    return _grens(alfa) + float(stats().norm.ppf(onderscheid))


def margin_of_proportion(
    deel: float, steekproef: float, *, ontwerp: float = 1.0, niveau: float = 0.95
) -> float | Refused:
    """Half the width of the normal interval of a survey share; `ontwerp` is the design effect."""
    if not 0 <= deel <= 1:
        return Refused("Een aandeel ligt tussen 0 en 1.")
    if not (0 < steekproef < math.inf and 0 < ontwerp < math.inf):
        return Refused("Een steekproef en een ontwerpeffect zijn groter dan nul.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    if deel in {0, 1}:
        # Nobody among 300 is not "nobody, without any margin".
        return Refused("Van 0 % of 100 % is geen marge te berekenen.")
    return _grens(1 - niveau) * math.sqrt(deel * (1 - deel)) * math.sqrt(ontwerp / steekproef)


def sample_for_proportions(
    deel1: float, deel2: float, *, alfa: float = 0.05, onderscheid: float = 0.8, ontwerp: float = 1.0
) -> int | Refused:
    """Respondents per wave to see the change from one share to another with the given power (two-sided)."""
    if not (0 <= deel1 <= 1 and 0 <= deel2 <= 1):
        return Refused("Een aandeel ligt tussen 0 en 1.")
    if deel1 == deel2:
        return Refused("Een doel dat gelijk is aan de uitgangswaarde is geen verandering om te zien.")
    if (reden := _bezwaar_vraag(alfa, onderscheid, ontwerp)) is not None:
        return reden
    midden = (deel1 + deel2) / 2
    zonder = _grens(alfa) * math.sqrt(2 * midden * (1 - midden))
    met = float(stats().norm.ppf(onderscheid)) * math.sqrt(deel1 * (1 - deel1) + deel2 * (1 - deel2))
    return _steekproef((zonder + met) / (deel1 - deel2), ontwerp)


def sample_for_means(
    verschil: float, spreiding: float, *, alfa: float = 0.05, onderscheid: float = 0.8, ontwerp: float = 1.0
) -> int | Refused:
    """Respondents per wave to see this difference between two mean marks with standard deviation `spreiding`."""
    if verschil == 0 or not math.isfinite(verschil) or not 0 < spreiding < math.inf:
        return Refused("Geef een verschil dat niet nul is en een spreiding groter dan nul.")
    if (reden := _bezwaar_vraag(alfa, onderscheid, ontwerp)) is not None:
        return reden
    return _steekproef(_som(alfa, onderscheid) * (spreiding / verschil), 2 * ontwerp)


def _steekproef(wortel: float, keer: float) -> int | Refused:
    """The square, times the design, rounded up; products, because a power raises where a product becomes infinite."""
    aantal = wortel * wortel * keer
    if not aantal < GROOTSTE_STEEKPROEF:
        return Refused("Dit verschil is te klein om met een steekproef te meten.")
    return max(1, math.ceil(aantal))


def smallest_visible_count(
    telling: float, *, phi: float = 1.0, alfa: float = 0.05, onderscheid: float = 0.8, minstens: bool = False
) -> int | Refused:
    """The largest count that would, in an equal period, be seen as a fall from `telling` with the given power.

    `minstens`: the smallest one that would be seen as a rise. Square-root scale; `phi` is the overdispersion of the
    counts. Refused when no fall could be seen.
    """
    if not (0 <= telling < GROOTSTE_STEEKPROEF and 0 < phi < GROOTSTE_STEEKPROEF):
        return Refused("Een telling is nul of meer, en de spreiding is groter dan nul.")
    if (reden := _bezwaar_vraag(alfa, onderscheid)) is not None:
        return reden
    stap = _som(alfa, onderscheid) * math.sqrt(phi / 2)
    if minstens:
        return math.ceil((math.sqrt(telling) + stap) ** 2)
    wortel = math.sqrt(telling) - stap
    if wortel <= 0:
        return Refused(f"Bij {telling:.0f} is geen enkele daling met zekerheid te zien.")
    return math.floor(wortel**2)


def power_of_count(telling: float, streef: float, *, phi: float = 1.0, alfa: float = 0.05) -> float | Refused:
    """The chance that the change from `telling` to a true level of `streef`, in an equal period, is seen as one."""
    if not all(0 <= getal < GROOTSTE_STEEKPROEF for getal in (telling, streef)) or not 0 < phi < math.inf:
        return Refused("Een telling is nul of meer, en de spreiding is groter dan nul.")
    return _gezien(abs(math.sqrt(telling) - math.sqrt(streef)) / math.sqrt(phi / 2), alfa)


def power_of_share(
    deel: float, streef: float, eerder: float, later: float, *, ontwerp: float = 1.0, alfa: float = 0.05
) -> float | Refused:
    """The chance that the change of a share is seen, with `eerder` respondents in the first wave and `later` next."""
    if (reden := _bezwaar_deel(deel, streef, eerder, later, ontwerp)) is not None:
        return reden
    fout = math.sqrt(ontwerp * (deel * (1 - deel) / eerder + streef * (1 - streef) / later))
    if fout == 0:
        return Refused("Van 0 % of 100 % is geen marge te berekenen.")
    return _gezien(abs(deel - streef) / fout, alfa)


def power_of_mean(
    verschil: float, spreiding: float, eerder: float, later: float, *, ontwerp: float = 1.0, alfa: float = 0.05
) -> float | Refused:
    """The chance that this difference between two mean marks is seen."""
    fout = _fout_gemiddelde(verschil, spreiding, eerder, later, ontwerp)
    return fout if isinstance(fout, Refused) else _gezien(abs(verschil) / fout, alfa)


def luck_of_count(
    telling: float, streef: float, *, duur: float = 1.0, phi: float = 1.0, minstens: bool = False
) -> float | Refused:
    """The chance that the target is met when nothing changes: next count at most (`minstens`: at least) `streef`.

    `duur` is the size of the next period relative to the one counted (years, inhabitants). The true level is known
    from this count only, so the next one has variance phi times mean times (1 + duur): negative binomial.
    """
    if not all(math.isfinite(getal) and 0 <= getal < 1e12 for getal in (telling, streef)):
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if not (1 <= phi < 1e6 and 1e-6 < duur < 1e6):
        return Refused("De spreiding is ten minste 1, en de periode is langer dan nul.")
    verwacht = (telling + 0.5) * duur
    variantie = phi * verwacht * (1 + duur)
    nbinom = stats().nbinom
    grootte = verwacht**2 / (variantie - verwacht)
    if minstens:
        return float(nbinom.sf(math.ceil(streef - 1e-9) - 1, grootte, verwacht / variantie))
    return float(nbinom.cdf(math.floor(streef + 1e-9), grootte, verwacht / variantie))


def luck_of_share(
    deel: float, streef: float, eerder: float, later: float, *, ontwerp: float = 1.0, minstens: bool = False
) -> float | Refused:
    """The chance that the next wave shows a share of at most (`minstens`: at least) `streef` when nothing changes."""
    if (reden := _bezwaar_deel(deel, streef, eerder, later, ontwerp)) is not None:
        return reden
    fout = math.sqrt(ontwerp * deel * (1 - deel) * (1 / eerder + 1 / later))
    if fout == 0:
        return Refused("Van 0 % of 100 % is geen marge te berekenen.")
    return float(stats().norm.cdf((deel - streef if minstens else streef - deel) / fout))


def luck_of_mean(
    verbetering: float, spreiding: float, eerder: float, later: float, *, ontwerp: float = 1.0
) -> float | Refused:
    """The chance that a mean mark is at least `verbetering` better in the next wave when nothing changes."""
    fout = _fout_gemiddelde(verbetering, spreiding, eerder, later, ontwerp)
    return fout if isinstance(fout, Refused) else float(stats().norm.sf(verbetering / fout))


def target_inside_margin(getal: float, streef: float, marge: float) -> bool | Refused:
    """Whether the target lies within the margin of the starting value: then it may have been met already."""
    if not all(math.isfinite(waarde) for waarde in (getal, streef, marge)) or marge < 0:
        return Refused("Een meting, een doel en een marge zijn gewone getallen; een marge is nul of meer.")
    # A target that is printed exactly on the limit may not fall off it by rounding.
    return abs(getal - streef) <= marge * (1 + 1e-9)


def sample_next_wave(
    deel: float, streef: float, eerder: float, *, ontwerp: float = 1.0, alfa: float = 0.05, onderscheid: float = 0.8
) -> int | Refused:
    """Respondents the next wave needs when the first one is already there.

    Refused when no sample is large enough: the margin of the first wave alone already hides the target.
    """
    if (reden := _bezwaar_deel(deel, streef, eerder, eerder, ontwerp)) is not None:
        return reden
    if deel == streef:
        return Refused("Een doel dat gelijk is aan de uitgangswaarde is geen verandering om te zien.")
    if (reden := _bezwaar_vraag(alfa, onderscheid)) is not None:
        return reden
    ruimte = ((deel - streef) / _som(alfa, onderscheid)) ** 2
    ruimte -= ontwerp * deel * (1 - deel) / eerder
    if ruimte <= 0:
        return Refused(
            "De eerste meting was te klein: ook met een veel grotere volgende meting is dit doel niet te zien."
        )
    nodig = ontwerp * streef * (1 - streef) / ruimte
    if not nodig < GROOTSTE_STEEKPROEF:
        return Refused("Dit verschil is te klein om met een steekproef te meten.")
    return max(1, math.ceil(nodig))


def _gezien(afstand: float, alfa: float) -> float | Refused:
    """Two-sided, so the chance of a difference in the wrong direction is in it as well."""
    if (reden := _bezwaar_vraag(alfa)) is not None:
        return reden
    grens = _grens(alfa)
    return float(stats().norm.cdf(afstand - grens) + stats().norm.cdf(-afstand - grens))


def _bezwaar_vraag(alfa: float, onderscheid: float = 0.8, ontwerp: float = 1.0) -> Refused | None:
    if not 0 < alfa < 1:
        return Refused("De kans op een onterecht ja ligt tussen 0 en 1.")
    if not alfa <= onderscheid < 1:
        # With less power than that, a coin tells as much as the sample.
        return Refused("Het onderscheid is kleiner dan 1, en niet kleiner dan de kans op een onterecht ja.")
    return None if 0 < ontwerp < math.inf else Refused("Een ontwerpeffect is groter dan nul.")


def _bezwaar_deel(deel: float, streef: float, eerder: float, later: float, ontwerp: float) -> Refused | None:
    if not (0 <= deel <= 1 and 0 <= streef <= 1):
        return Refused("Een aandeel ligt tussen 0 en 1.")
    if not all(0 < getal < math.inf for getal in (eerder, later, ontwerp)):
        return Refused("Een steekproef en een ontwerpeffect zijn groter dan nul.")
    return None


def _fout_gemiddelde(verschil: float, spreiding: float, eerder: float, later: float, ontwerp: float) -> float | Refused:
    if not math.isfinite(verschil) or not all(0 < getal < math.inf for getal in (spreiding, eerder, later, ontwerp)):
        return Refused("Een spreiding, een steekproef en een ontwerpeffect zijn groter dan nul.")
    return spreiding * math.sqrt(ontwerp * (1 / eerder + 1 / later))
