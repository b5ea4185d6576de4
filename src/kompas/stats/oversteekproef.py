"""Extra respondents: what they add, and how to divide them over goals. See docs/methoden/doeltoets.md."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kompas.base import Refused
from kompas.stats.doeltoets import power_of_share, sample_next_wave


@dataclass(frozen=True, slots=True)
class Meetdoel:
    """A share that must move from `deel` to `streef` among `groep` (all inhabitants, 12-18 years, a neighbourhood).

    `eerder` respondents answered in the first wave, `gepland` will without extra ones. Goals of one group share them.
    """

    groep: str
    deel: float
    streef: float
    eerder: float
    gepland: float
    ontwerp: float = 1.0


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Extra respondents per group, and per goal the chance that meeting it is seen, without and with them.

    `over` is what was not needed: it would make no further goal visible.
    """

    erbij: Mapping[str, int]
    zonder: tuple[float, ...]
    met: tuple[float, ...]
    over: int
    onderscheid: float

    @property
    def zichtbaar(self) -> tuple[int, ...]:
        """The goals that would be seen with the power asked."""
        return tuple(nummer for nummer, kans in enumerate(self.met) if kans >= self.onderscheid - 1e-6)


def divide_oversampling(
    doelen: Sequence[Meetdoel], budget: int, *, alfa: float = 0.05, onderscheid: float = 0.8
) -> Verdeling | Refused:
    """As many goals as possible visible, with the fewest extra respondents. Exact, not greedy."""
    if not doelen or budget < 0:
        return Refused("Geef ten minste één doel en een aantal extra deelnemers van nul of meer.")
    zonder = [_kans(doel, 0, alfa) for doel in doelen]
    if (reden := next((kans for kans in zonder if isinstance(kans, Refused)), None)) is not None:
        return reden
    erbij = _goedkoopst(_keuzes(doelen, alfa, onderscheid), budget)
    met = [_kans(doel, erbij.get(doel.groep, 0), alfa) for doel in doelen]
    return Verdeling(
        {groep: erbij.get(groep, 0) for groep in dict.fromkeys(doel.groep for doel in doelen)},
        _getallen(zonder),
        _getallen(met),
        budget - sum(erbij.values()),
        onderscheid,
    )


def _getallen(kansen: Iterable[float | Refused]) -> tuple[float, ...]:
    return tuple(kans for kans in kansen if not isinstance(kans, Refused))


def _kans(doel: Meetdoel, erbij: int, alfa: float) -> float | Refused:
    return power_of_share(doel.deel, doel.streef, doel.eerder, doel.gepland + erbij, ontwerp=doel.ontwerp, alfa=alfa)


def _keuzes(doelen: Sequence[Meetdoel], alfa: float, onderscheid: float) -> dict[str, list[int]]:
    """Per group the extra respondents after which one goal more is visible, rising."""
    nodig: defaultdict[str, list[int]] = defaultdict(list)
    for doel in doelen:
        totaal = sample_next_wave(
            doel.deel, doel.streef, doel.eerder, ontwerp=doel.ontwerp, alfa=alfa, onderscheid=onderscheid
        )
        if not isinstance(totaal, Refused):
            nodig[doel.groep].append(max(0, math.ceil(totaal - doel.gepland)))
    return {groep: sorted(aantallen) for groep, aantallen in nodig.items()}


def _goedkoopst(keuzes: Mapping[str, list[int]], budget: int) -> dict[str, int]:
    """Fewest extra respondents for every number of visible goals; the largest number within the budget is taken."""
    beste: dict[int, tuple[int, dict[str, int]]] = {0: (0, {})}
    for groep, aantallen in keuzes.items():
        nieuw = dict(beste)
        for zichtbaar, (kosten, deel) in beste.items():
            for meer, erbij in enumerate(aantallen, start=1):
                som = kosten + erbij
                if som <= budget and som < nieuw.get(zichtbaar + meer, (math.inf,))[0]:
                    nieuw[zichtbaar + meer] = (som, {**deel, groep: erbij})
        beste = nieuw
    return beste[max(beste)][1]
