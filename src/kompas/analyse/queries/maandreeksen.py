"""The monthly counts of a municipality or its parts as one table of series x months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kompas.analyse.queries.gebieden import LAND
from kompas.base import Periode
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.gebieden import Gebiedskeuze

Matrix = NDArray[np.float64]

MAANDEN_MAX = 120
"""Further back a series says little about this year."""
_WEG = float("nan")
_LEEG = np.empty((0, 0))


@dataclass(frozen=True, slots=True)
class Maandreeks:
    """What one series counts, and where."""

    definitie: IndicatorDefinitie
    gebied: Gebiedskeuze


@dataclass(frozen=True)
class Maandtabel:
    """Series x months without gaps in time; what is not known, or not for this reader, is NaN.

    `elders` are the counts of the same kinds in the rest of the country.
    """

    reeksen: tuple[Maandreeks, ...]
    maanden: tuple[Periode, ...]
    tellingen: Matrix
    elders: Matrix

    @property
    def met_land(self) -> int:
        """Of how many series the country is known."""
        return int(np.isfinite(self.elders).any(axis=1).sum()) if self.reeksen else 0

    @cached_property
    def groepen(self) -> tuple[int, ...]:
        """The kind of every series, numbered: the same kind in several areas has one season."""
        nummers = {key: nummer for nummer, key in enumerate(dict.fromkeys(r.definitie.key for r in self.reeksen))}
        return tuple(nummers[reeks.definitie.key] for reeks in self.reeksen)


def maandtabel(
    cijfers: Cijfers, gemeente: str, gebieden: Sequence[Gebiedskeuze], maanden_max: int = MAANDEN_MAX
) -> Maandtabel:
    """Every count of the catalogue with months, each kind once: no sums of kinds and no rates of the same counts."""
    if len(gebieden) == 1:
        cijfers.indicatoren_met_cijfers(gebieden[0].code, alle=True)  # reads all series of one area at once
    gevonden = [paar for definitie in _tellingen(cijfers) for paar in _maanden_van(cijfers, definitie, gebieden)]
    if not gevonden:
        return Maandtabel((), (), _LEEG, _LEEG)
    laatste = max(perioden[-1] for _, perioden in gevonden)
    eerste = max(min(perioden[0] for _, perioden in gevonden), laatste.eerder(maanden_max - 1))
    maanden = tuple(_tussen(eerste, laatste))
    rijen = [_rij(cijfers, reeks, maanden, set(perioden)) for reeks, perioden in gevonden]
    met_iets = [nummer for nummer, rij in enumerate(rijen) if np.isfinite(rij).any()]
    if not met_iets:
        return Maandtabel((), (), _LEEG, _LEEG)
    tellingen = np.array([rijen[nummer] for nummer in met_iets])
    tot = int(np.flatnonzero(np.isfinite(tellingen).any(axis=0))[-1]) + 1
    reeksen = tuple(gevonden[nummer][0] for nummer in met_iets)
    maanden = maanden[:tot]
    return Maandtabel(reeksen, maanden, tellingen[:, :tot], _elders(cijfers, gemeente, reeksen, maanden))


def _elders(cijfers: Cijfers, gemeente: str, reeksen: Sequence[Maandreeks], maanden: Sequence[Periode]) -> Matrix:
    """Per series the country without this municipality; NaN where one of both is not known."""
    per_soort: dict[str, list[float]] = {}
    for definitie in {reeks.definitie.key: reeks.definitie for reeks in reeksen}.values():
        land = {periode for periode in cijfers.perioden(definitie.key, LAND) if periode.maanden == 1}
        per_soort[definitie.key] = [
            _telling(cijfers, definitie.key, LAND, maand) - _telling(cijfers, definitie.key, gemeente, maand)
            if maand in land
            else _WEG
            for maand in maanden
        ]
    elders = np.array([per_soort[reeks.definitie.key] for reeks in reeksen])
    return np.where(elders >= 0, elders, _WEG)


def _maanden_van(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebieden: Sequence[Gebiedskeuze]
) -> Iterator[tuple[Maandreeks, list[Periode]]]:
    """The series of one kind that have months, with those months."""
    for gebied in gebieden:
        maanden = [periode for periode in cijfers.perioden(definitie.key, gebied.code) if periode.maanden == 1]
        if not maanden:
            continue
        if gebied is gebieden[0] and len(gebieden) > 1:
            # Asked for all areas at once, their series are read in one question.
            cijfers.vergelijk(definitie.key, [g.code for g in gebieden], maanden[-1])
        yield Maandreeks(definitie, gebied), maanden


def _tellingen(cijfers: Cijfers) -> Iterator[IndicatorDefinitie]:
    """Counts of one code of a source, that code once."""
    gezien: set[tuple[str, str]] = set()
    for definitie in cijfers.definities.indicatoren:
        delen = list(definitie.delen.values())
        if definitie.soort != "telling" or definitie.geen_bron_omdat or not definitie.is_enkelvoudig or len(delen) != 1:
            continue
        [deel] = delen
        wat = (deel.bron or definitie.bron, deel.code or "")
        if deel.code and not deel.over and not deel.terug and wat not in gezien:
            gezien.add(wat)
            yield definitie


def _tussen(eerste: Periode, laatste: Periode) -> Iterator[Periode]:
    jaar, maand = eerste.begin.year, eerste.begin.month
    while (periode := Periode.maand(jaar, maand)) <= laatste:
        yield periode
        jaar, maand = (jaar + 1, 1) if maand == 12 else (jaar, maand + 1)


def _rij(cijfers: Cijfers, reeks: Maandreeks, maanden: Sequence[Periode], aanwezig: set[Periode]) -> list[float]:
    """The counts of one series; before a break it counted something else."""
    key, code = reeks.definitie.key, reeks.gebied.code
    breuken = cijfers.breuken(key, maanden[0].begin.year, maanden[-1].begin.year)
    vanaf = breuken[-1].jaar if breuken else 0
    mee = [maand in aanwezig and maand.begin.year >= vanaf for maand in maanden]
    return [_telling(cijfers, key, code, maand) if mag else _WEG for maand, mag in zip(maanden, mee, strict=True)]


def _telling(cijfers: Cijfers, key: str, gebied: str, maand: Periode) -> float:
    getal = cijfers.waarde(key, gebied, maand).getal
    return _WEG if getal is None else getal


def per_jaar(maanden: Sequence[Periode], tellingen: Matrix) -> tuple[list[int], Matrix]:
    """The calendar years with all their months here, and the counts of those years; NaN if a month is not known."""
    nummers = [maand.begin.year for maand in maanden]
    jaren = [jaar for jaar in dict.fromkeys(nummers) if nummers.count(jaar) == 12]
    kolommen = [tellingen[:, [n for n, jaar in enumerate(nummers) if jaar == gevraagd]] for gevraagd in jaren]
    sommen = [kolom.sum(axis=1) for kolom in kolommen]
    return jaren, np.array(sommen).T if sommen else np.empty((len(tellingen), 0))
