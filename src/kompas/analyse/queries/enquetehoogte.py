"""The level of a survey figure beside other municipalities that were asked the same in the same year."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.analyse.queries.referentie import Groep, groepen_onder
from kompas.base import Refused, Waarde
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.stats.duiding import Geen, Hoogte, Onderwerp
from kompas.stats.enquete import Z_95
from kompas.stats.enquetevergelijking import MINSTE_GEBIEDEN, enquete_naast_anderen

Rij = NDArray[np.float64]

ZAAD: Final = 20_260_101
"""Places are drawn by lot; the lot is the same for everybody, whenever they ask."""
GEEN_MARGE: Final = "Van dit cijfer is de marge niet bekend. Daarom is het niet naast andere gemeenten te zetten."
TE_WEINIG: Final = f"Van te weinig andere gemeenten zijn hier cijfers (ten minste {MINSTE_GEBIEDEN} zijn nodig)."
RAND: Final = "Bij niemand of iedereen zegt de marge te weinig. Daarom is het cijfer niet naast andere te zetten."


@dataclass(frozen=True, slots=True, eq=False)
class Golf:
    """One year of a survey: the municipalities with a margin, figures and standard errors; shares as parts of one."""

    jaar: int
    gebieden: tuple[str, ...]
    getal: Rij
    fout: Rij
    is_aandeel: bool


def enquetehoogte(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str, waarden: Sequence[Waarde]
) -> tuple[Hoogte | Geen | None, Groep | None]:
    """The newest own year that enough others have too; nothing when no other municipality was asked."""
    eigen = [waarde for waarde in waarden if waarde.periode.is_jaar and waarde.getal is not None]
    golven: list[Golf] = []
    for waarde in reversed(eigen):
        golf = _golf_van(cijfers, definitie, waarde)
        if gebied in golf.gebieden and len(golf.gebieden) >= MINSTE_GEBIEDEN:
            return _hoogte(cijfers, gebied, waarde, golf)
        golven.append(golf)
    if not any(set(golf.gebieden) - {gebied} for golf in golven):
        return None, None
    met_marge = any(gebied in golf.gebieden for golf in golven)
    return Geen(Onderwerp.HOOGTE, TE_WEINIG if met_marge else GEEN_MARGE), None


def _hoogte(cijfers: Cijfers, gebied: str, waarde: Waarde, golf: Golf) -> tuple[Hoogte | Geen, Groep | None]:
    groepen, rij = groepen_onder(cijfers, golf.gebieden, golf.jaar), golf.gebieden.index(gebied)
    uitkomst = enquete_naast_anderen(
        golf.getal,
        golf.fout,
        rng=np.random.default_rng(ZAAD),
        groep=groepen.masker,
        aandeel=golf.is_aandeel,
        alleen=rij,
    )
    if isinstance(uitkomst, Refused):
        aan_de_rand = golf.is_aandeel and not 0 < golf.getal[rij] < 1
        return Geen(Onderwerp.HOOGTE, RAND if aan_de_rand else uitkomst.reason), None
    groep, schaal = groepen.groep(gebied), 100.0 if golf.is_aandeel else 1.0
    getal, laag, hoog = (0.0 if deel is None else deel for deel in (waarde.getal, waarde.laag, waarde.hoog))
    feit = Hoogte(
        jaar=golf.jaar,
        getal=getal,
        laag=laag,
        hoog=hoog,
        anderen=float(uitkomst.anderen[rij]) * schaal,
        groep=groep.naam,
        aantal=int(uitkomst.aantal[rij]),
        phi=float(uitkomst.phi[rij]),
        p=float(uitkomst.p[rij]),
        plaats_laag=int(uitkomst.plaats_laag[rij]),
        plaats_hoog=int(uitkomst.plaats_hoog[rij]),
    )
    return feit, groep


def _golf_van(cijfers: Cijfers, definitie: IndicatorDefinitie, waarde: Waarde) -> Golf:
    """Only what this reader sees: a hidden figure is no figure."""
    wie = (cijfers.samenstelling(definitie.key), cijfers.zicht(definitie.key), waarde.periode)
    return cijfers.onthoud(("golf", *wie), lambda: _golf(cijfers, definitie, waarde))


def _golf(cijfers: Cijfers, definitie: IndicatorDefinitie, waarde: Waarde) -> Golf:
    gemeenten = cijfers.gemeenten(definitie.key)
    waarden = cijfers.vergelijk(definitie.key, gemeenten, waarde.periode)
    cijfer, fout = (np.array([meting(een)[deel] for een in waarden], dtype=float) for deel in (0, 1))
    erbij = np.flatnonzero(np.isfinite(cijfer) & np.isfinite(fout))
    schaal = 100.0 if definitie.eenheid == "%" else 1.0
    namen = tuple(gemeenten[nummer] for nummer in erbij)
    return Golf(waarde.periode.begin.year, namen, cijfer[erbij] / schaal, fout[erbij] / schaal, schaal != 1.0)


def meting(waarde: Waarde) -> tuple[float, float]:
    """A figure with its standard error; NaN without a margin that is one."""
    if waarde.getal is None or waarde.laag is None or waarde.hoog is None or waarde.hoog <= waarde.laag:
        return math.nan, math.nan
    return waarde.getal, (waarde.hoog - waarde.laag) / (2 * Z_95)
