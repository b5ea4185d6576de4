"""What two waves of a survey say about each other, and the chance that a target is met in the next one."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.analyse.queries.enquetehoogte import meting
from kompas.base import Refused, Waarde
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.stats.doelkans import MINSTE_GEBIEDEN, MINSTE_METINGEN, EnqueteBlik, survey_ahead
from kompas.stats.duiding import Geen, Kansfeit, Onderwerp, Verschil
from kompas.stats.enquete import Meetpunt, vergelijk_metingen

Matrix = NDArray[np.float64]
Doel = tuple[float, bool, int]
"""The target figure, whether it is a minimum, and its year."""

METHODE: Final = "vergelijking van marges"
METEEN: Final = 1e-6
"""A moment after the last wave, in years."""


def enquetefeiten(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str, waarden: Sequence[Waarde], doel: Doel | None
) -> Iterator[Verschil | Kansfeit | Geen]:
    """The change between the last two waves, and with a target the chance to meet it."""
    yield _verschil(cijfers, definitie, waarden)
    if doel is not None:
        yield _kans(cijfers, definitie, gebied, waarden, doel)


def _verschil(cijfers: Cijfers, definitie: IndicatorDefinitie, waarden: Sequence[Waarde]) -> Verschil | Geen:
    if len(waarden) < 2:
        return Geen(Onderwerp.VERSCHIL, "Er zijn nog geen twee metingen om naast elkaar te zetten.")
    eerder, later = waarden[-2:]
    if breuken := cijfers.breuken(definitie.key, eerder.periode.eind.year, later.periode.eind.year):
        begin = breuken[-1]
        return Geen(
            Onderwerp.VERSCHIL,
            f"De cijfers vanaf {begin.jaar} zijn niet te vergelijken met die van ervoor. {begin.reden}",
        )
    een, ander = _meetpunt(eerder), _meetpunt(later)
    if een is None or ander is None:
        return Geen(Onderwerp.VERSCHIL, "Van deze metingen is de marge niet bekend. Daarom is er niets te toetsen.")
    p = vergelijk_metingen(een, ander)
    if isinstance(p, Refused):
        return Geen(Onderwerp.VERSCHIL, p.reason)
    laag, hoog = _grenzen(een, ander)
    return Verschil(
        eerder.periode.label,
        later.periode.label,
        een.getal,
        ander.getal,
        _deel(ander.getal, een.getal),
        _deel(een.getal + laag, een.getal),
        _deel(een.getal + hoog, een.getal),
        p,
        METHODE,
    )


def _meetpunt(waarde: Waarde) -> Meetpunt | None:
    if waarde.getal is None or waarde.laag is None or waarde.hoog is None:
        return None
    return Meetpunt(waarde.getal, waarde.laag, waarde.hoog)


def _grenzen(eerder: Meetpunt, later: Meetpunt) -> tuple[float, float]:
    """Limits of the difference, by the arms that point to the other (Zou and Donner 2008): those of the test."""
    verschil = later.getal - eerder.getal
    omlaag = math.hypot(later.getal - later.laag, eerder.hoog - eerder.getal)
    omhoog = math.hypot(later.hoog - later.getal, eerder.getal - eerder.laag)
    return verschil - omlaag, verschil + omhoog


def _deel(een: float, ander: float) -> float:
    return een / ander if ander else math.inf


@dataclass(frozen=True, slots=True, eq=False)
class _Metingen:
    """Figures and standard errors, areas x waves, NaN where an area was not asked; shares as parts of one."""

    gebieden: tuple[str, ...]
    jaren: tuple[int, ...]
    getal: Matrix
    fout: Matrix
    is_aandeel: bool


def _kans(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str, waarden: Sequence[Waarde], doel: Doel
) -> Kansfeit | Geen:
    streef, minstens, jaar = doel
    bekend = [waarde for waarde in waarden if waarde.getal is not None]
    if not bekend or jaar <= bekend[-1].periode.eind.year:
        return Geen(Onderwerp.KANS, "Het doeljaar is al gemeten." if bekend else "Er zijn nog geen metingen.")
    wie = (cijfers.samenstelling(definitie.key), cijfers.zicht(definitie.key), gebied, bekend[-1].periode)
    metingen = cijfers.onthoud(("metingen", *wie), lambda: _metingen(cijfers, definitie, bekend))
    if reden := _bezwaar(metingen, gebied):
        return Geen(Onderwerp.KANS, reden)
    stand = bekend[-1].periode.eind.year
    # As if measured once more at once: nothing has had time to change, and there is only the margin.
    momenten = [stand + METEEN, jaar]
    blik = survey_ahead(metingen.getal, metingen.fout, metingen.jaren, momenten, aandeel=metingen.is_aandeel)
    if isinstance(blik, Refused):
        return Geen(Onderwerp.KANS, blik.reason)
    schaal, rij = (100.0 if metingen.is_aandeel else 1.0), metingen.gebieden.index(gebied)
    zonder, kans = _kansen(blik, streef / schaal, rij, minstens=minstens)
    laag, midden, hoog = (float(schaal * blik.kwantiel(deel)[rij, 1]) for deel in (0.1, 0.5, 0.9))
    if not math.isfinite(kans):
        return Geen(Onderwerp.KANS, "Er zijn te weinig metingen om vooruit te kijken.")
    return Kansfeit(jaar, streef, minstens, kans, midden, laag, hoog, stand, zonder, nu=bekend[-1].getal)


def _bezwaar(metingen: _Metingen, gebied: str) -> str:
    """Why these waves do not tell what comes; empty when they do."""
    if gebied not in metingen.gebieden:
        return "Van deze metingen is de marge niet bekend. Daarom is de kans niet te berekenen."
    if len(metingen.jaren) < MINSTE_METINGEN:
        return f"Om vooruit te kijken zijn ten minste {MINSTE_METINGEN} metingen nodig."
    if len(metingen.gebieden) < MINSTE_GEBIEDEN:
        nodig = f"(ten minste {MINSTE_GEBIEDEN} zijn nodig)"
        return f"Van te weinig gemeenten zijn hier metingen om vooruit te kijken {nodig}."
    return ""


def _kansen(blik: EnqueteBlik, streef: float, rij: int, *, minstens: bool) -> tuple[float, float]:
    """The chance when nothing changes, and the chance in the target year."""
    kans = blik.kans_minstens(streef) if minstens else blik.kans_hoogstens(streef)
    return float(kans[rij, 0]), float(kans[rij, 1])


def _metingen(cijfers: Cijfers, definitie: IndicatorDefinitie, bekend: Sequence[Waarde]) -> _Metingen:
    """Every municipality in the waves of one unbroken series."""
    laatste = bekend[-1].periode.eind.year
    jaren = tuple(
        waarde.periode.eind.year
        for waarde in bekend
        if not cijfers.breuken(definitie.key, waarde.periode.eind.year, laatste)
    )
    gemeenten = cijfers.gemeenten(definitie.key)
    reeksen = cijfers.vergelijk_reeks(definitie.key, gemeenten, jaren[0], jaren[-1])
    getal, fout = (
        np.array([[meting(reeks[jaar - jaren[0]])[deel] for jaar in jaren] for reeks in reeksen]) for deel in (0, 1)
    )
    erbij = np.flatnonzero(np.isfinite(getal).any(axis=1))
    aandeel = definitie.eenheid == "%"
    schaal = 100.0 if aandeel else 1.0
    namen = tuple(gemeenten[nummer] for nummer in erbij)
    return _Metingen(namen, jaren, getal[erbij] / schaal, fout[erbij] / schaal, aandeel)
