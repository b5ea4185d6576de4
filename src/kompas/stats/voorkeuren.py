"""What groups find important: pairs, points, and weights to the population. See docs/methoden/voorkeuren.md."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.lazy import stats

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

GROOTSTE_WEGING: Final = 5.0
"""One answer counts at most this many times as much as the mean one."""
_RONDEN: Final = 2_000
_NAUWKEURIG: Final = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Sterkte:
    """Per theme the log strength (mean zero), its standard error, and the chance to win from a mean theme."""

    sterkte: Vector
    fout: Vector
    winkans: Vector

    def kans(self, een: int, ander: int) -> float:
        """The chance that the first is preferred to the other."""
        return float(1 / (1 + np.exp(self.sterkte[ander] - self.sterkte[een])))


def bradley_terry(gewonnen: ArrayLike, *, gelijkspel: float = 0.0) -> Sterkte | Refused:
    """From how often the row was preferred to the column (Bradley and Terry 1952), by maximum likelihood.

    `gelijkspel` adds that many halves won and lost to every pair, for a small group in which one theme won all.
    """
    w = np.asarray(gewonnen, dtype=float)
    if (reden := _bezwaar_paren(w, gelijkspel)) is not None:
        return reden
    w = np.where(np.eye(len(w), dtype=bool), 0.0, w + gelijkspel / 2)
    if not _verbonden(w):
        return Refused("Een groep thema's won alles van de rest of is er nooit mee vergeleken; zo is er geen volgorde.")
    sterkte = _aannemelijkst(w)
    if sterkte is None:
        return Refused("De volgorde is niet te schatten: de uitslagen zijn te eenzijdig.")
    kans = 1 / (1 + np.exp(sterkte[None, :] - sterkte[:, None]))
    informatie = (w + w.T) * kans * (1 - kans)
    hessiaan = np.diag(informatie.sum(axis=1)) - informatie
    fout = np.sqrt(np.maximum(np.diag(np.linalg.pinv(hessiaan)), 0.0))
    return Sterkte(sterkte, fout, 1 / (1 + np.exp(-sterkte)))


def _bezwaar_paren(w: Matrix, gelijkspel: float) -> Refused | None:
    if w.ndim != 2 or w.shape[0] != w.shape[1] or len(w) < 2:
        return Refused("Geef per twee thema's hoe vaak het ene boven het andere ging.")
    if not (np.isfinite(w).all() and (w >= 0).all() and (w < 1e9).all() and 0 <= gelijkspel < 1e9):
        return Refused("Een aantal keuzes is een gewoon getal van nul of meer.")
    return None


def _verbonden(w: Matrix) -> bool:
    """Whether every theme won, directly or by others, from every other (Ford 1957)."""
    bereik = (w > 0) | np.eye(len(w), dtype=bool)
    for _ in range(max(1, math.ceil(math.log2(len(w))))):
        bereik = (bereik.astype(float) @ bereik.astype(float)) > 0
    return bool(bereik.all())


def _aannemelijkst(w: Matrix) -> Vector | None:
    """Log strengths by Newton steps on the concave likelihood, halved while they do not improve."""
    paren, totaal = w + w.T, w.sum(axis=1)
    theta = np.zeros(len(w))

    def log_kans(t: Vector) -> float:
        return -float((w * np.logaddexp(0.0, t[None, :] - t[:, None])).sum())

    nu = log_kans(theta)
    for _ in range(_RONDEN):
        kans = 1 / (1 + np.exp(np.clip(theta[None, :] - theta[:, None], -500, 500)))
        helling = totaal - (paren * kans).sum(axis=1)
        if np.abs(helling).max() < 1e-8 * max(1.0, totaal.max()):
            return np.asarray(theta - theta.mean(), dtype=np.float64)
        informatie = paren * kans * (1 - kans)
        hessiaan = np.diag(informatie.sum(axis=1)) - informatie + 1 / len(w)
        stap = np.linalg.lstsq(hessiaan, helling, rcond=None)[0]
        maat = 1.0
        # Near the top the likelihood differs by rounding only; such a step is no step down.
        while (nieuw := log_kans(theta + maat * stap)) < nu - 1e-12 * abs(nu) and maat > 1e-9:
            maat /= 2
        theta, nu = theta + maat * stap, nieuw
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Punten:
    """Share of the points per theme, with limits; `kans_in_top` among the first k, over resampled respondents.

    `geteld` respondents gave points; `werkelijk` is the number of unweighted answers they are worth.
    """

    aandeel: Vector
    laag: Vector
    hoog: Vector
    kans_in_top: Vector
    geteld: int
    werkelijk: float


def points_division(
    punten: ArrayLike,
    *,
    rng: np.random.Generator,
    top: int,
    gewichten: ArrayLike | None = None,
    niveau: float = 0.95,
    trekkingen: int = 2_000,
) -> Punten | Refused:
    """Respondents x themes. Every respondent has one say: points are divided by the total he or she gave out.

    Who gave nothing does not count. Limits are Student's t over respondents, with weights as in a ratio estimate.
    """
    p = np.asarray(punten, dtype=float)
    w = np.ones(p.shape[:1]) if gewichten is None else np.asarray(gewichten, dtype=float)
    if (reden := _bezwaar_punten(p, w, top, niveau, trekkingen)) is not None:
        return reden
    erbij = (p.sum(axis=1) > 0) & (w > 0)
    if erbij.sum() < 2:
        return Refused("Ten minste twee deelnemers moeten punten hebben verdeeld.")
    deel, w = p[erbij] / p[erbij].sum(axis=1, keepdims=True), w[erbij] / w[erbij].sum()
    aandeel: Vector = w @ deel
    n = len(w)
    fout = np.sqrt((w[:, None] ** 2 * (deel - aandeel) ** 2).sum(axis=0) * n / (n - 1))
    grens = float(stats().t.isf((1 - niveau) / 2, n - 1)) * fout
    return Punten(
        aandeel,
        np.maximum(aandeel - grens, 0.0),
        np.minimum(aandeel + grens, 1.0),
        _kans_in_top(deel, w, top, trekkingen, rng),
        n,
        1 / float((w**2).sum()),
    )


def _bezwaar_punten(p: Matrix, w: Vector, top: int, niveau: float, trekkingen: int) -> Refused | None:
    if p.ndim != 2 or p.shape[1] < 2 or w.shape != p.shape[:1]:
        return Refused("Geef per deelnemer de punten van ten minste twee thema's, en per deelnemer één gewicht.")
    if not (np.isfinite(p).all() and (p >= 0).all() and (p < 1e9).all()):
        return Refused("Punten zijn gewone getallen van nul of meer.")
    if not (np.isfinite(w).all() and (w >= 0).all() and w.sum() > 0):
        return Refused("Een gewicht is nul of meer, en niet alle gewichten zijn nul.")
    if not (1 <= top < p.shape[1] and 0 < niveau < 1 and 100 <= trekkingen <= 100_000):
        return Refused("De top is minder dan alle thema's, een betrouwbaarheid ligt tussen 0 en 1.")
    return None


def _kans_in_top(deel: Matrix, w: Vector, top: int, trekkingen: int, rng: np.random.Generator) -> Vector:
    """Bootstrap over respondents; equal shares by lot."""
    n, themas = deel.shape
    geteld = np.zeros(themas)
    portie = max(1, 2_000_000 // n)
    for begin in range(0, trekkingen, portie):
        aantal = min(portie, trekkingen - begin)
        keer = rng.multinomial(n, np.full(n, 1 / n), aantal) * w
        som = np.round(keer @ deel / keer.sum(axis=1, keepdims=True), 12)
        volgorde = np.lexsort((rng.random(som.shape), -som), axis=1)
        geteld += np.bincount(volgorde[:, :top].ravel(), minlength=themas)
    return geteld / trekkingen


@dataclass(frozen=True, slots=True, eq=False)
class Gewogen:
    """Weights with mean one; `ontwerp` is Kish's design effect, `afwijking` the largest distance to a given share."""

    gewichten: Vector
    ontwerp: float
    afwijking: float
    afgekapt: int


def rake(
    kenmerken: Sequence[ArrayLike], bevolking: Sequence[ArrayLike], *, grootste: float = GROOTSTE_WEGING
) -> Gewogen | Refused:
    """Iterative proportional fitting (Deming and Stephan 1940), weights cut at `grootste` times the mean.

    Per characteristic the class number (from 0) of each respondent, and the share of each class in the population.
    """
    klassen = [np.asarray(kenmerk) for kenmerk in kenmerken]
    delen = [np.asarray(doel, dtype=float) for doel in bevolking]
    if (reden := _bezwaar_raken(klassen, delen, grootste)) is not None:
        return reden
    delen = [deel / deel.sum() for deel in delen]
    n = len(klassen[0])
    w = np.ones(n)
    for _ in range(_RONDEN):
        eerder = w
        for klasse, deel in zip(klassen, delen, strict=True):
            nu = np.bincount(klasse, weights=w, minlength=len(deel))
            w = w * np.divide(deel * n, nu, out=np.zeros(len(deel)), where=nu > 0)[klasse]
        w = _kap(w, grootste)
        if np.abs(w - eerder).max() < _NAUWKEURIG:
            break
    afwijking = max(
        float(np.abs(np.bincount(klasse, weights=w, minlength=len(deel)) / n - deel).max())
        for klasse, deel in zip(klassen, delen, strict=True)
    )
    return Gewogen(w, float(np.mean(w**2)), afwijking, int((w >= grootste * (1 - 1e-9)).sum()))


def _kap(w: Vector, grootste: float) -> Vector:
    """Weights with mean one of which none is larger than `grootste`."""
    w = w / w.mean()
    for _ in range(200):
        if w.max() <= grootste * (1 + 1e-9):
            break
        w = np.minimum(w, grootste)
        w = w / w.mean()
    return w


def _bezwaar_raken(klassen: list[NDArray[np.int64]], delen: list[Vector], grootste: float) -> Refused | None:
    if not klassen or len(klassen) != len(delen) or not 1 <= grootste < 1e9:
        return Refused("Geef bij elk kenmerk de verdeling van de bevolking, en een grootste gewicht van 1 of meer.")
    for klasse, deel in zip(klassen, delen, strict=True):
        if klasse.ndim != 1 or len(klasse) != len(klassen[0]) or not len(klasse) or klasse.dtype.kind not in "iu":
            return Refused("Elke deelnemer heeft bij elk kenmerk één klasse.")
        if deel.ndim != 1 or klasse.min() < 0 or klasse.max() >= len(deel):
            return Refused("Een deelnemer heeft een klasse die in de bevolking niet voorkomt.")
        if not (np.isfinite(deel).all() and (deel >= 0).all() and deel.sum() > 0):
            return Refused("Een aandeel in de bevolking is nul of meer.")
        if (reden := _bezwaar_klassen(klasse, deel)) is not None:
            return reden
    return None


def _bezwaar_klassen(klasse: NDArray[np.int64], deel: Vector) -> Refused | None:
    geteld = np.bincount(klasse, minlength=len(deel))
    if ((geteld == 0) & (deel > 0)).any():
        nummer = int(np.flatnonzero((geteld == 0) & (deel > 0))[0])
        return Refused(f"Niemand deed mee uit klasse {nummer}; voeg klassen samen en weeg dan.")
    if ((geteld > 0) & (deel == 0)).any():
        return Refused("Er deed iemand mee uit een klasse die in de bevolking niet voorkomt.")
    return None
