"""Weighing of themes on several criteria, with uncertain weights and figures. See docs/methoden/weging.md."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

TREKKINGEN: Final = 10_000
VAST: Final = 20.0
"""How sure the given weights are: as if twenty people had shared out one vote each."""
_PORTIE: Final = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Weging:
    """One row per theme. `score` uses the given weights and figures; `kans_op_plaats` has one column per place.

    `kans_in_top` is the share of simulations among the first k; `gewicht_nodig` and `score_nodig` (themes x criteria)
    say what alone would bring it in, or out if it is in: the weight (0-1) that criterion would need, and the change of
    the theme's own figure on it; NaN where that alone can never do it.
    """

    score: Vector
    plaats: NDArray[np.int64]
    kans_op_plaats: Matrix
    kans_in_top: Vector
    gewicht_nodig: Matrix
    score_nodig: Matrix
    top: int

    @property
    def twijfel(self) -> tuple[int, ...]:
        """The themes that are in the first k in more than 5% and fewer than 95% of the simulations."""
        return tuple(int(rij) for rij in np.flatnonzero((self.kans_in_top > 0.05) & (self.kans_in_top < 0.95)))


def weigh_criteria(
    scores: ArrayLike,
    gewichten: ArrayLike,
    *,
    rng: np.random.Generator,
    top: int,
    onzeker: ArrayLike = 0.0,
    vastheid: float = VAST,
    trekkingen: int = TREKKINGEN,
) -> Weging | Refused:
    """Themes x criteria, on one scale on which more is more urgent; `onzeker` holds the standard deviations.

    Stochastic multicriteria acceptability (Lahdelma, Hokkanen and Salminen 1998): weights from a Dirichlet
    distribution around the given ones (`vastheid` 0: no opinion on weights at all, every mix equally likely).
    """
    s, w = np.asarray(scores, dtype=float), np.asarray(gewichten, dtype=float)
    sd = np.asarray(onzeker, dtype=float)
    if (reden := _bezwaar(s, w, sd)) is not None:
        return reden
    if (reden := _bezwaar_vraag(len(s), top, vastheid, trekkingen)) is not None:
        return reden
    w = w / w.sum()
    score: Vector = s @ w
    kans = _kans_op_plaats(s, w, np.broadcast_to(sd, s.shape), vastheid, trekkingen, rng)
    grens = _grenzen(score, top)
    return Weging(
        score=score,
        plaats=_plaatsen(score[None, :])[0] + 1,
        kans_op_plaats=kans,
        kans_in_top=np.minimum(kans[:, :top].sum(axis=1), 1.0),
        gewicht_nodig=_gewicht_nodig(s, w, grens),
        score_nodig=_score_nodig(score, w, grens),
        top=top,
    )


def _bezwaar(s: Matrix, w: Vector, sd: Matrix) -> Refused | None:
    if s.ndim != 2 or w.shape != s.shape[1:] or s.shape[0] < 2:
        return Refused("Geef ten minste twee thema's en per criterium één gewicht.")
    if not (np.isfinite(s).all() and np.isfinite(w).all() and np.isfinite(sd).all() and np.abs(s).max() < 1e9):
        return Refused("Elke score en elk gewicht is een gewoon getal; vul een open score in of laat het thema weg.")
    if (w < 0).any() or not w.sum() > 0 or (sd < 0).any() or (sd > 1e9).any():
        return Refused("Een gewicht en een onzekerheid zijn nul of meer, en niet alle gewichten zijn nul.")
    if sd.ndim and sd.shape not in (s.shape, s.shape[1:]):
        return Refused("Geef één onzekerheid, één per criterium of één per score.")
    return None


def _bezwaar_vraag(themas: int, top: int, vastheid: float, trekkingen: int) -> Refused | None:
    if not 1 <= top < themas:
        return Refused("De top is ten minste één thema en minder dan alle thema's.")
    if not (0 <= vastheid < 1e9 and math.isfinite(vastheid)) or not 100 <= trekkingen <= 1_000_000:
        return Refused("De vastheid is nul of meer en het aantal trekkingen ligt tussen 100 en 1.000.000.")
    return None


def _kans_op_plaats(
    s: Matrix, w: Vector, sd: Matrix, vastheid: float, trekkingen: int, rng: np.random.Generator
) -> Matrix:
    aantal = np.zeros((len(s), len(s)))
    rest, thema = trekkingen, np.arange(len(s))
    while rest:
        nu = min(rest, max(1, _PORTIE // s.size))
        gewicht = _trek_gewichten(w, vastheid, nu, rng)
        # The sum over criteria of independent normal errors is one normal error per theme.
        fout = np.sqrt(gewicht**2 @ (sd**2).T) * rng.standard_normal((nu, len(s)))
        plaats = _plaatsen(gewicht @ s.T + fout, rng)
        np.add.at(aantal, (np.broadcast_to(thema, plaats.shape), plaats), 1)
        rest -= nu
    kans: Matrix = aantal / trekkingen
    return kans


def _trek_gewichten(w: Vector, vastheid: float, aantal: int, rng: np.random.Generator) -> Matrix:
    if vastheid == 0:
        vrij: Matrix = rng.dirichlet(np.ones(len(w)), aantal)
        return vrij
    # A weight of zero stays zero: it was given as "does not count".
    gewicht = np.zeros((aantal, len(w)))
    gewicht[:, w > 0] = rng.dirichlet(w[w > 0] * vastheid, aantal) if (w > 0).sum() > 1 else 1.0
    return gewicht


def _plaatsen(score: Matrix, rng: np.random.Generator | None = None) -> NDArray[np.int64]:
    """Place from zero, highest score first, per row; ties by lot, or in the order given."""
    volgorde = np.arange(score.shape[1])[None, :] * np.ones((len(score), 1))
    lot = rng.random(score.shape) if rng is not None else volgorde
    # Rounding keeps equal figures equal: a sum of products differs in its last bits.
    rond = np.round(score, 9)
    gesorteerd = np.lexsort((lot, -rond), axis=1)
    return np.argsort(gesorteerd, axis=1).astype(np.int64)


def _grenzen(score: Vector, top: int) -> NDArray[np.int64]:
    """Per theme the one to pass: the last one in for who is out, the first one out for who is in."""
    volgorde = np.argsort(-np.round(score, 9), kind="stable")
    antwoord = np.full(len(score), volgorde[top - 1])
    antwoord[volgorde[:top]] = volgorde[top]
    return antwoord.astype(np.int64)


def _gewicht_nodig(s: Matrix, w: Vector, grens: NDArray[np.int64]) -> Matrix:
    """The weight of one criterion, the others in their old proportion, at which theme and rival are level."""
    rest = s @ w
    antwoord = np.full(s.shape, np.nan)
    for criterium in range(s.shape[1]):
        if w[criterium] >= 1:
            continue
        eigen = s[:, criterium] - s[grens, criterium]
        totaal = rest - rest[grens]
        anders = (totaal - w[criterium] * eigen) / (1 - w[criterium])
        noemer = anders - eigen
        gewicht = np.divide(anders, noemer, out=np.full(len(s), np.nan), where=np.abs(noemer) > 1e-12)
        antwoord[:, criterium] = np.where((gewicht >= 0) & (gewicht <= 1), gewicht, np.nan)
    return antwoord


def _score_nodig(score: Vector, w: Vector, grens: NDArray[np.int64]) -> Matrix:
    """The change of the theme's own figure on one criterion at which it is level with its rival."""
    tekort = (score[grens] - score)[:, None]
    nodig: Matrix = np.divide(tekort, w[None, :], out=np.full((len(score), len(w)), np.nan), where=w[None, :] > 0)
    return nodig
