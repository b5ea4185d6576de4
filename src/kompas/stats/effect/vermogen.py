"""What an evaluation could show, worked out before the measure starts. See docs/methoden/effect.md."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused, getal_tekst
from kompas.stats.effect.verschil import MINSTE_VERGELIJKING, Drift, drift_tussen, log_stappen
from kompas.stats.lazy import optimize, stats

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vermogen:
    """The smallest fall (0,3 is 30%) that would be seen with the power asked, and what it rests on.

    `tussen` is the standard deviation, on the log scale, by which areas move apart without any measure.
    """

    kleinste_daling: float
    verwacht: float
    tussen: float
    onderscheid: float
    zin: str


def power_beforehand(
    gebied: ArrayLike,
    vergelijking: ArrayLike,
    perioden_na: int,
    *,
    niveau: float = 0.95,
    onderscheid: float = 0.8,
    voor: int | None = None,
    namen: tuple[str, str] = ("periode", "perioden"),
) -> Vermogen | Refused:
    """Counts per period until now of the area and of areas to compare with (areas x periods), for a later
    difference-in-differences over the last `voor` of these periods (all, when not told) and `perioden_na` more.

    Periods of longer ago only help to see how far areas drift. `namen` are one period and several.
    """
    eigen, rest = np.asarray(gebied, dtype=float), np.atleast_2d(np.asarray(vergelijking, dtype=float))
    if (reden := _bezwaar(eigen, rest, perioden_na, niveau, onderscheid)) is not None:
        return reden
    alle = eigen.shape[0]
    voor = min(alle, max(1, voor or alle))
    # The last periods play the part of the ones to come: how far did areas move apart then?
    vanaf = max(1, alle - perioden_na)
    stap, ruis = log_stappen(rest, vanaf, max(0, vanaf - voor), alle)
    if len(stap) < MINSTE_VERGELIJKING:
        return Refused(f"Neem ten minste {MINSTE_VERGELIJKING} gebieden zonder maatregel waar iets is geteld.")
    drift = drift_tussen(stap, ruis)
    midden = 1 / float((1 / drift.variantie(ruis)).sum())
    eigen = eigen[alle - voor :]
    kritiek = float(stats().t.isf((1 - niveau) / 2, len(stap) - 1) + stats().norm.ppf(onderscheid))
    verwacht = float(eigen.sum()) / voor * perioden_na
    vast = drift.vast + midden + drift.factor / (float(eigen.sum()) + 0.5)
    daling = _kleinste(verwacht, vast, drift, kritiek)
    duur = f"{perioden_na} {namen[perioden_na > 1]}"
    if daling is None:
        return Refused(
            f"Bij {getal_tekst(verwacht)} verwachte incidenten in {duur} is met deze gebieden geen enkele daling aan "
            "te tonen."
        )
    zin = (
        f"Met dit gebied en {duur} na de start ziet u een daling van {math.ceil(daling * 100 - 1e-9)}% of meer in "
        f"{onderscheid * 100:.0f} van de 100 gevallen. Een kleinere daling blijft vaker onzichtbaar."
    )
    ruis_eigen = np.array([1 / (float(eigen.sum()) + 0.5) + 1 / (verwacht + 0.5)])
    return Vermogen(daling, verwacht, drift.tussen(ruis_eigen), onderscheid, zin)


def _bezwaar(eigen: Matrix, rest: Matrix, na: int, niveau: float, onderscheid: float) -> Refused | None:
    if eigen.ndim != 1 or rest.ndim != 2 or rest.shape[1] != len(eigen) or len(eigen) < 2:
        return Refused("Geef van alle gebieden dezelfde perioden, ten minste twee.")
    for tellingen in (eigen, rest):
        if not (np.isfinite(tellingen).all() and (tellingen >= 0).all() and (tellingen < 1e12).all()):
            return Refused("Een telling is een gewoon getal van nul of meer; laat gebieden met een gat weg.")
    if na < 1:
        return Refused("Na de start van de maatregel is ten minste één periode nodig.")
    if not (0 < niveau < 1 and 0.5 <= onderscheid < 1):
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1 en een onderscheid tussen 0,5 en 1.")
    return None


def _kleinste(verwacht: float, vast: float, drift: Drift, kritiek: float) -> float | None:
    """The smallest fall whose log is as many standard errors below zero as asked; None when one incident is left."""

    def over(daling: float) -> float:
        return math.log1p(-daling) + kritiek * math.sqrt(vast + drift.factor / (verwacht * (1 - daling) + 0.5))

    grootste = 1 - 1 / verwacht if verwacht > 1 else 0.0
    if grootste <= 0 or over(grootste) > 0:
        return None
    return float(optimize().brentq(over, 0.0, grootste, xtol=1e-6))
