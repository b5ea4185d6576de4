"""Synthetic control as Abadie and Gardeazabal wrote it: areas that are alike in predictors. See effect.md.

The importance of each predictor is searched for, and that search has many valleys: another optimiser finds another
answer. So the optimiser is fixed (Nelder-Mead, from equal importance), and what others would find stands beside it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.effect.synthetisch import MATIGE_PAS, MINSTE_DONOREN, SynthetischeControle, gewichten_bij
from kompas.stats.effect.wdd import NIET_AAN_TE_TONEN, woord_bij
from kompas.stats.lazy import optimize
from kompas.stats.tellingen import Interval

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

ZOEKWIJZE: Final = "Nelder-Mead"
ANDERE_ZOEKWIJZEN: Final = ("Powell", "L-BFGS-B")
MINSTE_ANDERE: Final = 3
GROOTSTE: Final = 1e12
_STAPPEN: Final = 1000
_MEETELT: Final = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Kenmerkcontrole:
    """`controle` is the comparison itself; `belang` the weight of each predictor (sum 1), `spiegel` their values in
    the mix. `andere` are the lowest and highest effect over the fixed and other optimisers.
    """

    controle: SynthetischeControle
    belang: Vector
    spiegel: Vector
    andere: Interval


@dataclass(frozen=True, slots=True, eq=False)
class _Opgave:
    """One area and those to mix: outcomes (`y`, areas x periods `d`) and predictors (`x`, areas x predictors `k`)."""

    y: Vector
    d: Matrix
    x: Vector
    k: Matrix
    vanaf: int

    def zonder(self, rij: int) -> "_Opgave":
        return replace(self, d=np.delete(self.d, rij, axis=0), k=np.delete(self.k, rij, axis=0))

    def placebo(self, rij: int) -> "_Opgave":
        return replace(self.zonder(rij), y=self.d[rij], x=self.k[rij])

    def oplossing(self, zoekwijze: str = ZOEKWIJZE) -> "_Oplossing":
        maat = np.vstack([self.k, self.x]).std(axis=0, ddof=1)
        # A predictor that is the same everywhere tells nothing about who is alike.
        maat[maat <= 0] = np.inf
        x, k = self.x / maat, self.k / maat

        def gewichten(ruw: Vector) -> Vector:
            belang = np.sqrt(np.abs(ruw) / max(float(np.abs(ruw).sum()), 1e-300))
            return gewichten_bij(x * belang, k * belang, 0.0)

        def verlies(ruw: Vector) -> float:
            verschil = self.y[: self.vanaf] - gewichten(ruw) @ self.d[:, : self.vanaf]
            return float((verschil**2).mean())

        begin = np.full(len(x), 1 / len(x))
        antwoord = optimize().minimize(verlies, begin, method=zoekwijze, options={"maxiter": _STAPPEN}).x
        return _Oplossing(self, gewichten(antwoord), np.abs(antwoord) / np.abs(antwoord).sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Oplossing:
    opgave: _Opgave
    gewichten: Vector
    belang: Vector

    @property
    def verschil(self) -> Vector:
        return self.opgave.y - self.gewichten @ self.opgave.d

    @property
    def effect(self) -> float:
        return float(self.verschil[self.opgave.vanaf :].mean())

    @property
    def voor(self) -> float:
        return math.sqrt(float((self.verschil[: self.opgave.vanaf] ** 2).mean()))

    @property
    def verhouding(self) -> float:
        """Error after against error before."""
        return math.sqrt(float((self.verschil[self.opgave.vanaf :] ** 2).mean())) / max(self.voor, 1e-12)


def synthetic_control_with_predictors(
    behandeld: ArrayLike,
    donoren: ArrayLike,
    kenmerken: ArrayLike,
    kenmerken_donoren: ArrayLike,
    vanaf: int,
    *,
    niveau: float = 0.90,
) -> Kenmerkcontrole | Refused:
    """Outcomes of the area (periods) and of others (areas x periods), with predictors of the area and of the others
    (areas x predictors); the measure runs from period `vanaf` on.

    Abadie and Gardeazabal (2003). The predictors are brought to the same scale; which of them count is chosen so that
    the mix follows the outcomes before the measure best.
    """
    y, d, x, k = (np.asarray(deel, dtype=float) for deel in (behandeld, donoren, kenmerken, kenmerken_donoren))
    if (reden := _bezwaar(y, d, x, k, vanaf, niveau)) is not None:
        return reden
    opgave = _Opgave(y, d, x, k, vanaf)
    eigen = opgave.oplossing()
    placebos = [opgave.placebo(rij).oplossing() for rij in range(len(d))]
    andere = [eigen.effect, *(opgave.oplossing(zoekwijze).effect for zoekwijze in ANDERE_ZOEKWIJZEN)]
    controle = _controle(eigen, placebos, Interval(min(andere), max(andere)), niveau)
    spiegel = cast("Vector", eigen.gewichten @ k)
    return Kenmerkcontrole(controle, eigen.belang, spiegel, Interval(min(andere), max(andere)))


def _controle(
    eigen: _Oplossing, placebos: Sequence[_Oplossing], andere: Interval, niveau: float
) -> SynthetischeControle:
    p = (1 + sum(placebo.verhouding >= eigen.verhouding for placebo in placebos)) / (1 + len(placebos))
    past = eigen.voor <= MATIGE_PAS * float(np.median([placebo.voor for placebo in placebos])) + 1e-12
    effecten = np.array([placebo.effect for placebo in placebos])
    laag, hoog = np.quantile(effecten, [(1 - niveau) / 2, (1 + niveau) / 2])
    interval = Interval(eigen.effect - float(hoog), eigen.effect - float(laag))
    eens = (andere.laag < 0) == (andere.hoog < 0)
    zegt_iets = past and eens and p <= 1 - niveau and len(placebos) >= MINSTE_DONOREN
    return SynthetischeControle(
        schaal="stand",
        gewichten=eigen.gewichten,
        reeks=eigen.opgave.y,
        synthetisch=eigen.opgave.y - eigen.verschil,
        effect=eigen.effect,
        interval=interval,
        niveau=niveau,
        p=p,
        pasfout=eigen.voor,
        past=past,
        placebo_effecten=effecten,
        zonder=_zonder(eigen),
        woord=woord_bij(interval) if zegt_iets else NIET_AAN_TE_TONEN,
    )


def _zonder(eigen: _Oplossing) -> Interval:
    zwaar = [int(rij) for rij in np.argsort(-eigen.gewichten)[:10] if eigen.gewichten[rij] > _MEETELT]
    effecten = [eigen.effect, *(eigen.opgave.zonder(rij).oplossing().effect for rij in zwaar)]
    return Interval(min(effecten), max(effecten))


def _bezwaar(y: Vector, d: Matrix, x: Vector, k: Matrix, vanaf: int, niveau: float) -> Refused | None:
    if (reden := _vorm(y, d, x, k)) is not None:
        return reden
    if len(d) < MINSTE_ANDERE:
        return Refused(f"Neem ten minste {MINSTE_ANDERE} andere gebieden.")
    if not 2 <= vanaf < len(y):
        return Refused("Er moeten ten minste twee perioden voor en één na het begin van de maatregel zijn.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    if float(np.vstack([k, x]).std(axis=0).max()) <= 0:
        return Refused("Alle gebieden zijn gelijk; dan is er niets te vergelijken.")
    return None


def _vorm(y: Vector, d: Matrix, x: Vector, k: Matrix) -> Refused | None:
    if y.ndim != 1 or d.ndim != 2 or d.shape[1:] != y.shape:
        return Refused("Het gebied en de andere gebieden moeten dezelfde perioden hebben.")
    if x.ndim != 1 or k.ndim != 2 or k.shape != (len(d), len(x)) or not len(x):
        return Refused("Elk gebied moet dezelfde kenmerken hebben, ten minste één.")
    delen = [deel for deel in (y, d, x, k) if deel.size]
    if not all(np.isfinite(deel).all() and float(np.abs(deel).max()) <= GROOTSTE for deel in delen):
        return Refused("Elk cijfer is een gewoon getal; laat gebieden met een gat weg.")
    return None
