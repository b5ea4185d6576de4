"""Difference-in-differences on counts: one area or a few with a measure, many without. See docs/methoden/effect.md."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.effect.wdd import woord_bij
from kompas.stats.lazy import optimize, stats
from kompas.stats.tellingen import Interval

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

MINSTE_VERGELIJKING: Final = 5
"""With fewer comparison areas it cannot be seen how much areas differ without any measure."""
MINSTE_TELLING: Final = 5
"""With fewer incidents before the measure a percentage says nothing."""

MINSTE_VOOR_FACTOR: Final = 20
"""With fewer comparison areas it cannot be seen whether small areas drift more than large ones."""
FACTOREN: Final = (1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0)


@dataclass(frozen=True, slots=True)
class VerschilInVerschillen:
    """How the change in the treated areas compares with that of the comparison areas.

    `verhouding` 0,8 is 20% fewer incidents than the comparison areas lead one to expect (`verwacht`, a count).
    `tussen` is the standard deviation, on the log scale, by which areas of this size move apart without a measure.
    `vooraf` is the p of the same comparison within the years before; None with fewer than four periods.
    """

    verhouding: float
    interval: Interval
    p: float
    niveau: float
    verwacht: float
    scheelt: float
    tussen: float
    vooraf: float | None
    vergelijkingsgebieden: int
    woord: str


@dataclass(frozen=True, slots=True)
class _Schatting:
    log_verhouding: float
    fout: float
    vrijheid: int
    tussen: float
    gebieden: int
    verwacht: float

    @property
    def p(self) -> float:
        return float(2 * stats().t.sf(abs(self.log_verhouding) / self.fout, self.vrijheid))


@dataclass(frozen=True, slots=True, eq=False)
class _Cijfers:
    """Counts, areas x periods, and how many inhabitants they are of; without those every period counts the same."""

    tellingen: Matrix
    omvang: Matrix | None = None

    def groei(self, vanaf: int, van: int, tot: int) -> Vector:
        """How much an area itself grew, on the log scale."""
        if self.omvang is None:
            return np.zeros(len(self.tellingen))
        groei: Vector = np.log(self.omvang[:, vanaf:tot].mean(axis=1) / self.omvang[:, van:vanaf].mean(axis=1))
        return groei


def difference_in_differences(
    behandeld: ArrayLike,
    vergelijking: ArrayLike,
    vanaf: int,
    *,
    omvang: tuple[ArrayLike, ArrayLike] | None = None,
    niveau: float = 0.95,
) -> VerschilInVerschillen | Refused:
    """Counts as areas x periods; the measure runs from column `vanaf` on.

    With `omvang` (inhabitants of the treated and of the comparison areas, in the same shapes) rates are compared, so
    that an area that grew is not blamed for it.

    The log change of each area, by random effects over the comparison areas: their differences, beyond chance, are
    what a treated area could have done too (after Conley and Taber 2011).
    """
    tellingen, rest_tellingen = (np.atleast_2d(np.asarray(deel, float)) for deel in (behandeld, vergelijking))
    if (reden := _bezwaar(tellingen, rest_tellingen, vanaf, niveau)) is not None:
        return reden
    proef, rest = _Cijfers(tellingen), _Cijfers(rest_tellingen)
    if omvang is not None:
        proef, rest = (
            _Cijfers(deel.tellingen, np.atleast_2d(np.asarray(grootte, float)))
            for deel, grootte in zip((proef, rest), omvang, strict=True)
        )
        if (reden := _bezwaar_omvang(proef, rest)) is not None:
            return reden
    schatting = _schat(proef, rest, vanaf, 0, tellingen.shape[1])
    if isinstance(schatting, Refused):
        return schatting
    grens = float(stats().t.isf((1 - niveau) / 2, schatting.vrijheid)) * schatting.fout
    midden = schatting.log_verhouding
    log_interval = Interval(midden - grens, midden + grens)
    return VerschilInVerschillen(
        verhouding=math.exp(midden),
        interval=Interval(_exp(log_interval.laag), _exp(log_interval.hoog)),
        p=schatting.p,
        niveau=niveau,
        verwacht=schatting.verwacht,
        scheelt=float(tellingen[:, vanaf:].sum()) - schatting.verwacht,
        tussen=schatting.tussen,
        vooraf=_vooraf(proef, rest, vanaf),
        vergelijkingsgebieden=schatting.gebieden,
        woord=woord_bij(log_interval),
    )


def _exp(getal: float) -> float:
    return math.exp(min(getal, 700.0))


def _bezwaar(proef: Matrix, rest: Matrix, vanaf: int, niveau: float) -> Refused | None:
    if proef.ndim != 2 or rest.ndim != 2 or proef.shape[1] != rest.shape[1]:
        return Refused("De gebieden met en zonder maatregel moeten dezelfde perioden hebben.")
    if not 0 < vanaf < proef.shape[1]:
        return Refused("Er moet ten minste één periode voor en één periode na het begin van de maatregel zijn.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    for tellingen in (proef, rest):
        if not (np.isfinite(tellingen).all() and (tellingen >= 0).all() and (tellingen < 1e12).all()):
            return Refused("Een telling is een gewoon getal van nul of meer; laat gebieden met een gat weg.")
    return None


def _bezwaar_omvang(*delen: _Cijfers) -> Refused | None:
    for deel in delen:
        if deel.omvang is None or deel.omvang.shape != deel.tellingen.shape:
            return Refused("De inwoners moeten dezelfde gebieden en perioden hebben als de tellingen.")
        if not (np.isfinite(deel.omvang).all() and (deel.omvang > 0).all()):
            return Refused("Een aantal inwoners is een gewoon getal boven nul; laat gebieden met een gat weg.")
    return None


def _schat(proef: _Cijfers, rest: _Cijfers, vanaf: int, van: int, tot: int) -> _Schatting | Refused:
    """The periods van..vanaf against vanaf..tot."""
    voor, na = proef.tellingen[:, van:vanaf].sum(), proef.tellingen[:, vanaf:tot].sum()
    if voor < MINSTE_TELLING:
        return Refused(f"Vóór de maatregel zijn er minder dan {MINSTE_TELLING} geteld; daarin is geen effect te zien.")
    stap, ruis = _stappen(rest, vanaf, van, tot)
    if len(stap) < MINSTE_VERGELIJKING:
        return Refused(f"Neem ten minste {MINSTE_VERGELIJKING} gebieden zonder maatregel waar iets is geteld.")
    drift = drift_tussen(stap, ruis)
    gewicht = 1 / drift.variantie(ruis)
    midden = float((gewicht * stap).sum() / gewicht.sum())
    # Hartung and Knapp (2001): the spread that is really there, never less than the model says.
    breedte = max(1.0, float((gewicht * (stap - midden) ** 2).sum()) / (len(stap) - 1))
    eigen_stap, eigen_ruis = _stappen(proef, vanaf, van, tot)
    eigen_gewicht = 1 / drift.variantie(eigen_ruis)
    eigen = float((eigen_gewicht * eigen_stap).sum() / eigen_gewicht.sum())
    fout = math.sqrt(1 / float(eigen_gewicht.sum()) + breedte / float(gewicht.sum()))
    groei = float(proef.groei(vanaf, van, tot)[0])
    verwacht = float(voor) * _exp(midden + groei) if len(eigen_stap) == 1 else float(na) * _exp(midden - eigen)
    return _Schatting(eigen - midden, fout, len(stap) - 1, drift.tussen(eigen_ruis), len(stap), verwacht)


def _stappen(cijfers: _Cijfers, vanaf: int, van: int, tot: int) -> tuple[Vector, Vector]:
    """The log change of the rate of every area in which something was counted, and its variance by chance."""
    geteld = cijfers.tellingen[:, van:tot].sum(axis=1) > 0
    stap, ruis = log_stappen(cijfers.tellingen, vanaf, van, tot)
    return stap - cijfers.groei(vanaf, van, tot)[geteld], ruis


def log_stappen(tellingen: Matrix, vanaf: int, van: int, tot: int) -> tuple[Vector, Vector]:
    """The log change of every area in which something was counted, and its variance by chance."""
    voor, na = tellingen[:, van:vanaf].sum(axis=1), tellingen[:, vanaf:tot].sum(axis=1)
    erbij = voor + na > 0
    voor, na = voor[erbij] + 0.5, na[erbij] + 0.5
    if not erbij.any():
        return voor, na
    # One share for all of them: with its own share an area that happened to rise would weigh more.
    deel = na.sum() / (voor + na).sum()
    return np.log(na / voor), 1 / ((voor + na) * deel * (1 - deel))


@dataclass(frozen=True, slots=True)
class Drift:
    """How far areas move apart without any measure, on the log scale, more than chance in single incidents would make.

    `factor` (1 or more) is what a small area has more of: incidents come in series. `vast` is what all areas have.
    """

    factor: float
    vast: float

    def variantie(self, ruis: Vector) -> Vector:
        """Of the log change of areas with this variance by chance."""
        return self.factor * ruis + self.vast

    def tussen(self, ruis: Vector) -> float:
        """The standard deviation beyond chance, for areas of about this size."""
        return math.sqrt((self.factor - 1) * float(ruis.mean()) + self.vast)


def drift_tussen(stap: Vector, ruis: Vector) -> Drift:
    """The drift that the areas themselves show: by restricted likelihood, the fixed part as Paule and Mandel (1982)."""
    kandidaten = [Drift(factor, spreiding_tussen(stap, factor * ruis)) for factor in _factoren(len(stap))]
    return max(kandidaten, key=lambda drift: _aannemelijk(stap, drift.variantie(ruis)))


def _factoren(gebieden: int) -> tuple[float, ...]:
    return FACTOREN if gebieden >= MINSTE_VOOR_FACTOR else FACTOREN[:1]


def _aannemelijk(stap: Vector, variantie: Vector) -> float:
    """The restricted log likelihood of normal changes around one mean."""
    gewicht = 1 / variantie
    midden = float((gewicht * stap).sum() / gewicht.sum())
    afstand = np.log(variantie).sum() + (gewicht * (stap - midden) ** 2).sum() + math.log(gewicht.sum())
    return -0.5 * float(afstand)


def spreiding_tussen(stap: Vector, ruis: Vector) -> float:
    """The variance between areas beyond chance (Paule and Mandel 1982)."""

    def te_veel(tussen2: float) -> float:
        gewicht = 1 / (ruis + tussen2)
        midden = (gewicht * stap).sum() / gewicht.sum()
        return float((gewicht * (stap - midden) ** 2).sum()) - (len(stap) - 1)

    if te_veel(0.0) <= 0:
        return 0.0
    hoog = float(np.var(stap)) + 1.0
    while te_veel(hoog) > 0:
        hoog *= 2
    return float(optimize().brentq(te_veel, 0.0, hoog, xtol=1e-10))


def _vooraf(proef: _Cijfers, rest: _Cijfers, vanaf: int) -> float | None:
    """The p of an effect in the second half of the years before, when there was no measure yet."""
    if vanaf < 4:
        return None
    schatting = _schat(proef, rest, vanaf // 2, 0, vanaf)
    return None if isinstance(schatting, Refused) else schatting.p
