"""Synthetic control: a mix of areas without the measure that moved along with the area before it. See effect.md.

The weights are the one exact answer of a convex problem, so they depend on no optimiser, no starting point and no
chance.
"""

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.effect.simplex import simplexgewichten
from kompas.stats.effect.wdd import NIET_AAN_TE_TONEN, woord_bij
from kompas.stats.lazy import optimize
from kompas.stats.tellingen import Interval

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Schaal = Literal["index", "stand"]

MINSTE_PERIODEN: Final = 4
"""Fewer periods before the measure can be fitted by chance."""
MINSTE_DONOREN: Final = 19
"""With fewer areas no placebo p of 0,05 exists."""
KRIMP: Final = 1.0
"""How much the weights are spread, relative to the spread of the areas; see effect.md."""
MATIGE_PAS: Final = 2.0
"""Placebos that fit this many times worse than the area itself are left out of the interval."""
_MEETELT: Final = 0.01
_SOM: Final = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class SynthetischeControle:
    """The area beside its synthetic self; `effect` is the mean difference after, in the unit of `schaal`.

    With schaal "index" every area is divided by its own mean before the measure: -0,2 is 20% of that level less.
    `pasfout` is the root mean square difference before; `p` the place of after/before among the placebos; `zonder`
    the lowest and highest effect when one weighty area is left out; `past` whether the fit before is good enough.
    """

    schaal: Schaal
    gewichten: Vector
    reeks: Vector
    synthetisch: Vector
    effect: float
    interval: Interval
    niveau: float
    p: float
    pasfout: float
    past: bool
    placebo_effecten: Vector
    zonder: Interval
    woord: str


@dataclass(frozen=True, slots=True, eq=False)
class _Pas:
    gewichten: Vector
    verschil: Vector
    effect: float
    voor: float
    na: float

    @property
    def verhouding(self) -> float:
        return self.na / max(self.voor, 1e-12)


@dataclass(frozen=True, slots=True, eq=False)
class _Veld:
    """All areas (rows, the treated one first) in periods, and what every mix of them shares: their products before."""

    reeksen: Matrix
    vanaf: int
    ridge: float
    producten: Matrix

    @classmethod
    def van(cls, reeksen: Matrix, vanaf: int, ridge: float) -> "_Veld":
        voor = reeksen[:, :vanaf]
        return cls(reeksen, vanaf, ridge, voor @ voor.T)

    def pas(self, doel: int, zonder: int = 0) -> _Pas:
        """The mix that follows one area, of all but itself, the treated area and one more."""
        weg = sorted({0, doel, zonder})
        gewichten = np.zeros(len(self.reeksen))
        mag = np.delete(np.arange(len(self.reeksen)), weg)
        snel = simplexgewichten(self.producten, doel, mag, self.ridge)
        if snel is None:
            snel = gewichten_bij(self.reeksen[doel, : self.vanaf], self.reeksen[mag][:, : self.vanaf], self.ridge)
        gewichten[mag] = snel
        verschil = self.reeksen[doel] - gewichten @ self.reeksen
        kwadraat = verschil**2
        voor, na = (math.sqrt(float(deel.mean())) for deel in (kwadraat[: self.vanaf], kwadraat[self.vanaf :]))
        return _Pas(gewichten[1:], verschil, float(verschil[self.vanaf :].mean()), voor, na)


def synthetic_control(
    behandeld: ArrayLike,
    donoren: ArrayLike,
    vanaf: int,
    *,
    schaal: Schaal = "index",
    krimp: float = KRIMP,
    niveau: float = 0.90,
) -> SynthetischeControle | Refused:
    """Rates of the area (periods) and of areas without the measure (areas x periods); measure from `vanaf` on.

    `gewichten` has one weight per given area; an area at zero before the measure has no index, and so no weight.

    Abadie, Diamond and Hainmueller (2010), on the outcomes, with a ridge on the weights.
    """
    y, d = np.asarray(behandeld, dtype=float), np.asarray(donoren, dtype=float)
    if (reden := _bezwaar(y, d, vanaf, krimp, niveau)) is not None:
        return reden
    alles = _geschaald(np.vstack([y[None, :], d]), vanaf, schaal)
    if isinstance(alles, Refused):
        return alles
    bruikbaar: NDArray[np.bool_] = np.array(np.isfinite(alles[1:]).all(axis=1), dtype=np.bool_)
    ridge = krimp * float(alles[1:][bruikbaar, :vanaf].var()) * vanaf
    veld = _Veld.van(np.vstack([alles[:1], alles[1:][bruikbaar]]), vanaf, ridge)
    eigen = veld.pas(0)
    placebos = [veld.pas(rij) for rij in range(1, len(veld.reeksen))]
    gewichten = np.zeros(bruikbaar.shape[0])
    gewichten[bruikbaar] = eigen.gewichten
    effecten = np.array([placebo.effect for placebo in placebos])
    past = eigen.voor <= MATIGE_PAS * float(np.median([placebo.voor for placebo in placebos])) + 1e-12
    interval = _interval(eigen, placebos, niveau)
    p = (1 + sum(placebo.verhouding >= eigen.verhouding for placebo in placebos)) / (1 + len(placebos))
    return SynthetischeControle(
        schaal=schaal,
        gewichten=gewichten,
        reeks=veld.reeksen[0],
        synthetisch=veld.reeksen[0] - eigen.verschil,
        effect=eigen.effect,
        interval=interval,
        niveau=niveau,
        p=p,
        pasfout=eigen.voor,
        past=past,
        placebo_effecten=effecten,
        zonder=_zonder(veld, eigen),
        woord=woord_bij(interval) if past and p <= 1 - niveau else NIET_AAN_TE_TONEN,
    )


def _bezwaar(y: Vector, d: Matrix, vanaf: int, krimp: float, niveau: float) -> Refused | None:
    if y.ndim != 1 or d.ndim != 2 or d.shape[1] != len(y):
        return Refused("Het gebied en de andere gebieden moeten dezelfde perioden hebben.")
    if len(d) < MINSTE_DONOREN:
        return Refused(f"Neem ten minste {MINSTE_DONOREN} andere gebieden; met minder valt toeval niet uit te sluiten.")
    if not MINSTE_PERIODEN <= vanaf < len(y):
        return Refused(
            f"Er moeten ten minste {MINSTE_PERIODEN} perioden voor en één na het begin van de maatregel zijn."
        )
    if not (np.isfinite(y).all() and np.isfinite(d).all()) or max(np.abs(y).max(), np.abs(d).max()) > 1e12:
        return Refused("Elk cijfer is een gewoon getal; laat gebieden met een gat weg.")
    if not (krimp >= 0 and math.isfinite(krimp) and 0 < niveau < 1):
        return Refused("De krimp is nul of meer en een betrouwbaarheid ligt tussen 0 en 1.")
    return None


def _geschaald(reeksen: Matrix, vanaf: int, schaal: Schaal) -> Matrix | Refused:
    if schaal == "stand":
        if float(reeksen[1:, :vanaf].var()) == 0:
            return Refused("Alle gebieden zijn gelijk; dan is er niets te vergelijken.")
        return reeksen
    niveau = reeksen[:, :vanaf].mean(axis=1, keepdims=True)
    if not niveau[0, 0] > 0 or (reeksen < 0).any():
        return Refused("Vóór de maatregel is in dit gebied niets geteld; een index bestaat dan niet.")
    bruikbaar = niveau[:, 0] > 0
    if bruikbaar.sum() - 1 < MINSTE_DONOREN:
        return Refused(f"In minder dan {MINSTE_DONOREN} andere gebieden is iets geteld.")
    index: Matrix = np.where(bruikbaar[:, None], reeksen / np.where(niveau > 0, niveau, 1.0), np.nan)
    if float(index[1:][bruikbaar[1:], :vanaf].var()) == 0:
        return Refused("Alle gebieden bewegen gelijk; dan is er niets te vergelijken.")
    return index


def gewichten_bij(y: Vector, d: Matrix, ridge: float) -> Vector:
    """Weights of zero or more that sum to one: min |y - w d|^2 + ridge |w|^2."""
    # Every row of the problem may be shifted by y, because the weights sum to one; that row itself weighs heavily.
    afstand = (d - y).T
    maat = float(np.abs(afstand).max()) or 1.0
    rijen = [afstand / maat, np.full((1, len(d)), _SOM)]
    if ridge > 0:
        rijen.append(math.sqrt(ridge) / maat * np.eye(len(d)))
    matrix = np.vstack(rijen)
    rechts = np.zeros(len(matrix))
    rechts[len(y)] = _SOM
    gewichten = optimize().nnls(matrix, rechts)[0]
    antwoord: Vector = gewichten / gewichten.sum()
    return antwoord


def _interval(eigen: _Pas, placebos: list[_Pas], niveau: float) -> Interval:
    """The effects that the placebos do not contradict: each could have been added to this area by chance."""
    gelijk = [placebo.effect for placebo in placebos if placebo.voor <= MATIGE_PAS * eigen.voor]
    toeval = gelijk if len(gelijk) >= MINSTE_DONOREN else [placebo.effect for placebo in placebos]
    laag, hoog = np.quantile(toeval, [(1 - niveau) / 2, (1 + niveau) / 2])
    return Interval(eigen.effect - float(hoog), eigen.effect - float(laag))


def _zonder(veld: _Veld, eigen: _Pas) -> Interval:
    """The effect as it is, and when each of the weighty areas (at most ten) is left out in turn."""
    zwaar = [int(rij) for rij in np.argsort(-eigen.gewichten)[:10] if eigen.gewichten[rij] > _MEETELT]
    effecten = [eigen.effect, *(veld.pas(0, zonder=rij + 1).effect for rij in zwaar)]
    return Interval(min(effecten), max(effecten))
