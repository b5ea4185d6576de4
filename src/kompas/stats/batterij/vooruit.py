"""What is to come in every area, and the chance that a target is met."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused, demand
from kompas.stats.batterij.gegevens import Gegevens
from kompas.stats.batterij.paneel import Telpaneel
from kompas.stats.doelkans import chance_of_count, chance_of_rate, chance_this_year, population_ahead, rest_of_year
from kompas.stats.duiding.feiten import Geen, Kansfeit, Onderwerp
from kompas.stats.vooruitblik import MINSTE_GEBIEDEN, MINSTE_JAREN, Vooruitblik, stand_nu, vooruitblik

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]

JAREN_VOORUIT: Final = 5
"""So far ahead at most; further nobody can say how sure a forecast is."""
MINSTE_JAREN_AANDEEL: Final = 3
"""So many whole years are needed to know which part of a year the first months usually are."""


@dataclass(frozen=True, slots=True, eq=False)
class Toekomst:
    """Forecast, level now and inhabitants, for the areas with a history; `plek` is the row of an area in them, or -1.

    `geteld` is what the months after the last year counted so far (NaN: not known), usually the part `deel` of a year.
    """

    blik: Vooruitblik
    nu: Rij
    omvang_nu: Rij
    omvang_dan: Matrix
    plek: NDArray[np.int_]
    geteld: Rij
    deel: float


@dataclass(frozen=True, slots=True)
class Doel:
    """At most `streef`, or with `minstens` at least, in a year; per so many inhabitants, or a count (None)."""

    streef: float
    minstens: bool
    jaar: int
    per: float | None
    decimalen: int | None = None


def toekomst(paneel: Telpaneel, gegevens: Gegevens) -> Toekomst | Refused:
    y, n = gegevens.y_met_omvang, gegevens.n
    mee = np.flatnonzero(np.isfinite(y).any(axis=1) & np.isfinite(n[:, -1]))
    jaren = min(JAREN_VOORUIT, y.shape[1] - 1)
    if y.shape[1] < MINSTE_JAREN:
        return Refused(f"Om vooruit te kijken zijn cijfers van ten minste {MINSTE_JAREN} jaren nodig.")
    if len(mee) < MINSTE_GEBIEDEN:
        return Refused(
            f"Van te weinig gemeenten zijn hier cijfers om vooruit te kijken (ten minste {MINSTE_GEBIEDEN} zijn nodig)."
        )
    y, n = y[mee], _vul_terug(n[mee])
    blik, nu = vooruitblik(y, n, jaren), stand_nu(y, n)
    omvang_dan = population_ahead(n, jaren)
    for deel in (blik, nu, omvang_dan):
        if isinstance(deel, Refused):
            return deel
    plek = np.full(len(paneel.gebieden), -1)
    plek[mee] = np.arange(len(mee))
    geteld, van_jaar = _tot_nu(paneel)
    return Toekomst(blik, nu, n[:, -1], omvang_dan, plek, geteld, van_jaar)  # type: ignore[arg-type]


def _vul_terug(n: Matrix) -> Matrix:
    """Every size known: a missing one is the next known, or else the one before."""
    gevuld = n.copy()
    for jaar in range(n.shape[1] - 2, -1, -1):
        gevuld[:, jaar] = np.where(np.isnan(gevuld[:, jaar]), gevuld[:, jaar + 1], gevuld[:, jaar])
    return gevuld


def _tot_nu(paneel: Telpaneel) -> tuple[Rij, float]:
    """What the months after the last year counted, per area, and which part of a year they usually are."""
    niets = np.full(len(paneel.gebieden), np.nan), 0.0
    if paneel.maanden is None or paneel.eerste_maand is None:
        return niets
    jaar, maand = paneel.eerste_maand
    begin = (paneel.jaren[-1] + 1 - jaar) * 12 - (maand - 1)
    maanden = paneel.maanden.shape[1] - begin
    if begin < 12 * MINSTE_JAREN_AANDEEL or not 0 < maanden < 12:
        return niets
    toen = paneel.maanden[:, begin - 12 * MINSTE_JAREN_AANDEEL : begin]
    heel = toen[np.isfinite(toen).all(axis=1)].sum(axis=0).reshape(MINSTE_JAREN_AANDEEL, 12)
    if not heel.sum() > 0:
        return niets
    return paneel.maanden[:, begin:].sum(axis=1), float(heel[:, :maanden].sum() / heel.sum())


def kans(paneel: Telpaneel, gegevens: Gegevens, straks: Toekomst, gebied: int, doel: Doel) -> Kansfeit | Geen:
    """The chance of one target of one area."""
    stand, vooruit = paneel.jaren[-1], doel.jaar - paneel.jaren[-1]
    rij = int(straks.plek[gebied])
    if rij < 0 or not np.isfinite(straks.blik.verwacht[rij, 0]):
        return Geen(Onderwerp.KANS, "Van deze gemeente zijn te weinig cijfers bekend om vooruit te kijken.")
    if vooruit > straks.blik.verwacht.shape[1]:
        verst = stand + straks.blik.verwacht.shape[1]
        return Geen(Onderwerp.KANS, f"Verder vooruit dan {verst} is niet te zeggen hoe groot de kans is.")
    blik = Vooruitblik(
        straks.blik.verwacht[[rij], vooruit - 1 :][:, :1], straks.blik.grootte[[rij], vooruit - 1 :][:, :1]
    )
    zonder = Vooruitblik(straks.nu[[rij], None], straks.blik.grootte[[rij], :1])
    inwoners = straks.omvang_dan[[rij], vooruit - 1 :][:, :1]
    met_maanden = vooruit == 1 and straks.deel > 0 and bool(np.isfinite(straks.geteld[gebied]))
    if met_maanden:
        gehaald = _met_maanden(blik, inwoners, float(straks.geteld[gebied]), straks.deel, doel)
    else:
        gehaald = _kans(blik, inwoners, doel)
    toevallig = _kans(zonder, straks.omvang_nu[[rij], None], doel)
    if isinstance(gehaald, Refused) or isinstance(toevallig, Refused):
        reden = gehaald if isinstance(gehaald, Refused) else toevallig
        return Geen(Onderwerp.KANS, reden.reason if isinstance(reden, Refused) else "")
    laatste = figuur(gegevens, gebied, -1, doel.per)
    maat = 1.0 if doel.per is None else doel.per / float(inwoners[0, 0])
    al, nog = 0.0, blik
    if met_maanden:
        # The same months that the chance knows: what was counted cannot be undone by the forecast.
        al, nog = float(straks.geteld[gebied]), demand(rest_of_year(blik, straks.geteld[[gebied]], straks.deel))
    laag, midden, hoog = ((al + float(nog.kwantiel(deel)[0, 0])) * maat for deel in (0.1, 0.5, 0.9))
    return Kansfeit(
        doel.jaar,
        doel.streef,
        doel.minstens,
        gehaald,
        midden,
        laag,
        hoog,
        stand,
        kans_zonder_verandering=toevallig,
        met_maanden=met_maanden,
        nu=laatste,
    )


def doeljaar_voorbij(paneel: Telpaneel, gegevens: Gegevens, gebied: int, doel: Doel) -> Kansfeit | Geen:
    """A target year that has its figure: met or not is a fact, not a chance."""
    if doel.jaar not in paneel.jaren:
        return Geen(Onderwerp.KANS, f"Van {doel.jaar} is er geen cijfer waarmee het doel is te vergelijken.")
    toen = figuur(gegevens, gebied, paneel.jaren.index(doel.jaar), doel.per)
    if toen is None:
        return Geen(Onderwerp.KANS, f"Het cijfer van {doel.jaar} ontbreekt.")
    haalt = _haalt(toen, doel)
    return Kansfeit(doel.jaar, doel.streef, doel.minstens, float(haalt), toen, toen, toen, doel.jaar, nu=toen)


def _haalt(getal: float, doel: Doel) -> bool:
    """Whether a figure meets the target, as it is printed: rounded half up."""
    speling = 0.0 if doel.decimalen is None else 0.5 * 10.0**-doel.decimalen
    if doel.minstens:
        return getal >= doel.streef - speling
    return getal <= doel.streef if doel.decimalen is None else getal < doel.streef + speling


def figuur(gegevens: Gegevens, gebied: int, jaar: int, per: float | None) -> float | None:
    """The figure of an area in the unit of the indicator; None when it is not known."""
    telling, omvang = float(gegevens.y[gebied, jaar]), float(gegevens.n[gebied, jaar])
    getal = telling if per is None else telling / omvang * per
    return getal if np.isfinite(getal) else None


def _kans(blik: Vooruitblik, inwoners: Matrix, doel: Doel) -> float | Refused:
    if doel.per is None:
        kans_ = chance_of_count(blik, doel.streef, minstens=doel.minstens)
    else:
        kans_ = chance_of_rate(
            blik, inwoners, doel.streef, per=doel.per, decimalen=doel.decimalen, minstens=doel.minstens
        )
    return kans_ if isinstance(kans_, Refused) else float(kans_[0, 0])


def _met_maanden(blik: Vooruitblik, inwoners: Matrix, geteld: float, deel: float, doel: Doel) -> float | Refused:
    """The chance for the year that is under way."""
    streef = doel.streef
    if doel.per is not None:
        speling = 0.0 if doel.decimalen is None else 0.5 * 10.0**-doel.decimalen
        streef = max((doel.streef + (-speling if doel.minstens else speling)) * float(inwoners[0, 0]) / doel.per, 0.0)
    kans_ = chance_this_year(blik, geteld, deel, streef, minstens=doel.minstens)
    return kans_ if isinstance(kans_, Refused) else float(np.clip(kans_[0], 0.0, 1.0))
