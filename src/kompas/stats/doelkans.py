"""The chance that a target is met, for counts, rates and survey figures. See docs/methoden/doelkans.md."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import GROOTST, gelijke_vorm
from kompas.stats.lazy import stats
from kompas.stats.vooruitblik import Vooruitblik

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

MINSTE_GEBIEDEN: Final = 10
"""With fewer areas it cannot be seen how much figures move besides their margins."""
MINSTE_METINGEN: Final = 3
_GROEI_DEMPING: Final = 0.9
_RAND: Final = 1e-3


def chance_of_count(blik: Vooruitblik, streef: ArrayLike, *, minstens: bool = False) -> Matrix | Refused:
    """Chance per area and year ahead of a count of at most (`minstens`: at least) `streef`; NaN without history."""
    doel = np.asarray(streef, dtype=float)
    if (reden := _bezwaar_doel(doel, blik.verwacht.shape)) is not None:
        return reden
    if minstens:
        return 1 - blik.kans_hoogstens(np.ceil(doel - 1e-9) - 1)
    return blik.kans_hoogstens(doel)


def chance_of_rate(
    blik: Vooruitblik,
    inwoners: ArrayLike,
    streef: ArrayLike,
    *,
    per: float = 1000.0,
    decimalen: int | None = None,
    minstens: bool = False,
) -> Matrix | Refused:
    """The same for a figure per so many inhabitants (areas x years ahead, of the year of the target).

    With `decimalen` the figure is judged as printed: 35,4 without decimals is 35, and meets "at most 35".
    """
    noemer, doel = np.asarray(inwoners, dtype=float), np.asarray(streef, dtype=float)
    if (reden := _bezwaar_doel(doel, blik.verwacht.shape)) is not None:
        return reden
    if not (np.isfinite(noemer).all() and (noemer > 0).all() and 0 < per < math.inf):
        return Refused("Het aantal inwoners is een gewoon getal groter dan nul.")
    if not _past(noemer.shape, blik.verwacht.shape):
        return Refused("Geef inwoners voor dezelfde gebieden en jaren als de vooruitblik.")
    speling = 0.0 if decimalen is None else 0.5 * 10.0**-decimalen
    if minstens:
        return chance_of_count(blik, np.maximum(np.ceil((doel - speling) * noemer / per - 1e-7), 0.0), minstens=True)
    grens = (doel + speling) * noemer / per
    # Printed figures are rounded half up, so the upper limit itself is just too much.
    hele = np.floor(grens + 1e-7) if decimalen is None else np.ceil(grens - 1e-7) - 1
    return blik.kans_hoogstens(hele)


def population_ahead(inwoners: ArrayLike, jaren_vooruit: int) -> Matrix | Refused:
    """Inhabitants of the coming years: the mean growth of the last three years, a tenth less every year ahead."""
    rijen = np.atleast_2d(np.asarray(inwoners, dtype=float))
    if rijen.ndim != 2 or rijen.shape[1] < 2 or not 1 <= jaren_vooruit <= 30:
        return Refused("Geef inwoners van ten minste twee jaren en kijk 1 tot 30 jaar vooruit.")
    if not (np.isfinite(rijen).all() and (rijen > 0).all()):
        return Refused("Het aantal inwoners is een gewoon getal groter dan nul.")
    groei = np.diff(np.log(rijen[:, -4:]), axis=1).mean(axis=1, keepdims=True)
    antwoord: Matrix = rijen[:, -1:] * np.exp(groei * np.cumsum(_GROEI_DEMPING ** np.arange(jaren_vooruit))[None, :])
    return antwoord


def rest_of_year(blik: Vooruitblik, geteld: ArrayLike, deel: float) -> Vooruitblik | Refused:
    """What is still to come in the first year ahead, of which `geteld` is known in a usual part `deel` (0-1).

    The forecast as a gamma distribution of the level of the year, updated with the months that are there.
    """
    tot_nu, mu, grootte = np.asarray(geteld, dtype=float), blik.verwacht[:, 0], blik.grootte[:, 0]
    if tot_nu.shape not in ((), mu.shape):
        return Refused("Geef per gebied één telling.")
    if not (np.isfinite(tot_nu).all() and (tot_nu >= 0).all() and (tot_nu <= GROOTST).all() and 0 <= deel < 1):
        return Refused("Een telling is nul of meer, en het deel van het jaar ligt tussen 0 en 1.")
    nieuw = grootte + tot_nu
    return Vooruitblik((mu * (1 - deel) * nieuw / (grootte + mu * deel))[:, None], nieuw[:, None])


def chance_this_year(
    blik: Vooruitblik, geteld: ArrayLike, deel: float, streef: ArrayLike, *, minstens: bool = False
) -> Vector | Refused:
    """Chance for the first year ahead, of which `geteld` is known and a usual part `deel` (0-1) has passed."""
    tot_nu, doel = np.asarray(geteld, dtype=float), np.asarray(streef, dtype=float)
    vorm = blik.verwacht[:, 0].shape
    if (reden := _bezwaar_doel(doel, vorm)) is not None:
        return reden
    rest = rest_of_year(blik, tot_nu, deel)
    if isinstance(rest, Refused):
        return rest
    over = (np.ceil(doel - 1e-9) - 1 if minstens else doel) - tot_nu
    hoogstens = rest.kans_hoogstens(np.broadcast_to(over, vorm)[:, None])[:, 0]
    return 1 - hoogstens if minstens else hoogstens


def _bezwaar_doel(doel: Matrix, vorm: tuple[int, ...]) -> Refused | None:
    if not (np.isfinite(doel).all() and (doel >= 0).all()):
        return Refused("Een doel is een gewoon getal van nul of meer.")
    return None if _past(doel.shape, vorm) else Refused("Geef één doel, of een doel per gebied en jaar.")


def _past(vorm: tuple[int, ...], groot: tuple[int, ...]) -> bool:
    """Whether an array of this shape can be read as one of the other."""
    try:
        return np.broadcast_shapes(vorm, groot) == groot
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, eq=False)
class EnqueteBlik:
    """Distribution of survey figures to come (areas x moments): Student's t on the scale it was worked out on.

    `aandeel`: that is the log-odds scale. `fout` contains the margin of the wave to come.
    """

    verwacht: Matrix
    fout: Matrix
    vrijheid: Matrix
    aandeel: bool

    def kans_hoogstens(self, streef: ArrayLike) -> Matrix:
        """The chance that the figure, as it will be measured, is at most `streef`."""
        doel = _log_kans(np.asarray(streef, dtype=float)) if self.aandeel else np.asarray(streef, dtype=float)
        return np.asarray(stats().t.cdf((doel - self.verwacht) / self.fout, self.vrijheid), dtype=np.float64)

    def kans_minstens(self, streef: ArrayLike) -> Matrix:
        return np.asarray(1 - self.kans_hoogstens(streef), dtype=np.float64)

    def kwantiel(self, deel: float) -> Matrix:
        ruw = self.verwacht + self.fout * stats().t.ppf(deel, self.vrijheid)
        return np.asarray(1 / (1 + np.exp(-ruw)) if self.aandeel else ruw, dtype=np.float64)


def survey_ahead(
    metingen: ArrayLike,
    fouten: ArrayLike,
    momenten: ArrayLike,
    dan: ArrayLike,
    *,
    fout_dan: ArrayLike | None = None,
    aandeel: bool = False,
) -> EnqueteBlik | Refused:
    """Figures and their standard errors as areas x waves (NaN is missing), moments in years, and moments to come.

    A local level per area that walks, together with all areas and by itself; both variances pooled over the areas.
    Shares (0-1) on the log-odds scale. `fout_dan` is the standard error to come, the latest known one if not given.
    """
    paar = gelijke_vorm(metingen, fouten)
    if isinstance(paar, Refused):
        return paar
    y, s = paar
    t, straks = np.asarray(momenten, dtype=float), np.atleast_1d(np.asarray(dan, dtype=float))
    if (reden := _bezwaar_enquete(y, s, t, straks, aandeel)) is not None:
        return reden
    bekend = np.isfinite(y)
    y, s = _op_schaal(y, s, aandeel)
    later = _laatste(s, bekend)
    if fout_dan is not None:
        gegeven = np.asarray(fout_dan, dtype=float)
        if not ((gegeven >= 0) & (gegeven <= GROOTST)).all() or not _past(gegeven.shape, later.shape):
            return Refused("Geef één standaardfout, of één per gebied.")
        later = _op_schaal(_terug(_laatste(y, bekend), aandeel), np.broadcast_to(gegeven, later.shape), aandeel)[1]
    stappen = _stappen(y, s, t, bekend)
    if isinstance(stappen, Refused):
        return stappen
    pad, samen, eigen = stappen
    stand, onzeker = _filter(y - pad, s, t, eigen, bekend)
    vooruit = (straks - t[-1])[None, :]
    gezamenlijk = samen * vooruit
    variantie = onzeker[:, None] + eigen * vooruit + gezamenlijk + (later**2)[:, None]
    # Few waves say little about how much all areas move together (Satterthwaite).
    vrijheid = np.maximum((len(t) - 1) * (variantie / np.maximum(gezamenlijk, 1e-3 * variantie)) ** 2, 1.0)
    return EnqueteBlik(
        np.repeat((stand + pad[-1])[:, None], len(straks), axis=1),
        np.sqrt(variantie),
        np.minimum(vrijheid, 1e6),
        aandeel,
    )


def _bezwaar_enquete(y: Matrix, s: Matrix, t: Vector, straks: Vector, aandeel: bool) -> Refused | None:
    if y.ndim != 2 or y.shape != s.shape or t.shape != y.shape[1:] or straks.ndim != 1 or not len(straks):
        return Refused("Metingen, standaardfouten en momenten moeten bij elkaar passen.")
    if y.shape[0] < MINSTE_GEBIEDEN or y.shape[1] < MINSTE_METINGEN:
        return Refused(f"Hiervoor zijn ten minste {MINSTE_GEBIEDEN} gebieden en {MINSTE_METINGEN} metingen nodig.")
    if not (np.isfinite(t).all() and np.isfinite(straks).all() and (np.diff(t) > 0).all() and (straks > t[-1]).all()):
        return Refused("De momenten lopen op, en het moment van het doel ligt na de laatste meting.")
    bekend = np.isfinite(y)
    if np.isinf(y).any() or not (np.isfinite(s[bekend]).all() and (s[bekend] > 0).all()):
        return Refused("Bij elke meting hoort een standaardfout groter dan nul.")
    if (np.abs(y[bekend]) > 1e9).any() or (aandeel and ((y[bekend] < 0) | (y[bekend] > 1)).any()):
        return Refused("Een aandeel ligt tussen 0 en 1.")
    return None


def _log_kans(deel: Matrix) -> Matrix:
    binnen = np.clip(deel, _RAND, 1 - _RAND)
    return np.asarray(np.log(binnen / (1 - binnen)), dtype=np.float64)


def _terug(y: Matrix, aandeel: bool) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-y)) if aandeel else y, dtype=np.float64)


def _op_schaal(y: Matrix, s: Matrix, aandeel: bool) -> tuple[Matrix, Matrix]:
    if not aandeel:
        return y, s
    binnen = np.clip(y, _RAND, 1 - _RAND)
    return _log_kans(y), s / (binnen * (1 - binnen))


def _laatste(rijen: Matrix, bekend: NDArray[np.bool_]) -> Vector:
    """The latest known value per area; NaN where there is none."""
    plek = bekend.shape[1] - 1 - np.argmax(bekend[:, ::-1], axis=1)
    return np.where(bekend.any(axis=1), rijen[np.arange(len(rijen)), plek], np.nan)


def _stappen(y: Matrix, s: Matrix, t: Vector, bekend: NDArray[np.bool_]) -> tuple[Vector, float, float] | Refused:
    """The joint path, and the variance per year of joint and of own steps."""
    sprongen, samen, eigen = [0.0], [], []
    for meting in range(1, len(t)):
        beide = bekend[:, meting] & bekend[:, meting - 1]
        if beide.sum() < MINSTE_GEBIEDEN:
            return Refused(f"Twee metingen na elkaar hebben minder dan {MINSTE_GEBIEDEN} dezelfde gebieden.")
        stap = y[beide, meting] - y[beide, meting - 1]
        ruis = s[beide, meting] ** 2 + s[beide, meting - 1] ** 2
        duur = float(t[meting] - t[meting - 1])
        midden = float(np.average(stap, weights=1 / (ruis + np.median(ruis))))
        sprongen.append(midden)
        samen.append(midden**2 / duur)
        eigen.append(
            (float(np.mean((stap - midden) ** 2)) * beide.sum() / (beide.sum() - 1) - float(ruis.mean())) / duur
        )
    return np.cumsum(sprongen), float(np.mean(samen)), max(float(np.mean(eigen)), 0.0)


def _filter(y: Matrix, s: Matrix, t: Vector, eigen: float, bekend: NDArray[np.bool_]) -> tuple[Vector, Vector]:
    """Level of every area after the last wave, and its variance; before the first one, that of all areas."""
    gemiddeld = np.array(
        [float(rij[erbij].mean()) if erbij.any() else np.nan for rij, erbij in zip(y, bekend, strict=True)]
    )
    erin = np.isfinite(gemiddeld)
    ruis = np.array(
        [float((rij[erbij] ** 2).mean() / erbij.sum()) for rij, erbij in zip(s, bekend, strict=True) if erbij.any()]
    )
    stand = np.full(len(y), float(gemiddeld[erin].mean()))
    onzeker = np.full(len(y), max(float(gemiddeld[erin].var(ddof=1)) - float(ruis.mean()), 0.05 * float(ruis.mean())))
    for meting in range(len(t)):
        if meting:
            onzeker = onzeker + eigen * float(t[meting] - t[meting - 1])
        variantie = np.where(bekend[:, meting], s[:, meting], 1.0) ** 2
        winst = np.where(bekend[:, meting], onzeker / (onzeker + variantie), 0.0)
        stand = stand + winst * np.where(bekend[:, meting], y[:, meting] - stand, 0.0)
        onzeker = (1 - winst) * onzeker
    return np.where(erin, stand, np.nan), onzeker
