"""Repeat addresses: how much happens again at the same address, never at which. See docs/methoden/plekken-knox.md."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.openbaarmaking import bezwaar
from kompas.stats.plekken.raster import Getallen


@dataclass(frozen=True, slots=True)
class Klasse:
    """Addresses with `van` up to and with `tot` incidents; the last class of a table has no `tot`."""

    van: int
    tot: int | None
    adressen: int
    voorvallen: int


@dataclass(frozen=True, slots=True)
class Herhaling:
    """Numbers of addresses and incidents. `verwacht`: addresses that chance alone would hit twice or more."""

    adressen: int
    voorvallen: int
    herhaald: int
    voorvallen_herhaald: int
    verwacht: float
    klassen: tuple[Klasse, ...]

    @property
    def deel_herhaald(self) -> float:
        """The part of the incidents that happened at an address with more than one."""
        return self.voorvallen_herhaald / self.voorvallen


@dataclass(frozen=True, slots=True)
class Terugkeer:
    """Of the incidents followed long enough, the part with a next one at that address within so many days.

    `verwacht` is the same part when the days are dealt out again over all incidents: addresses stay as busy.
    """

    dagen: tuple[float, ...]
    gevolgd: tuple[int, ...]
    deel: tuple[float, ...]
    verwacht: tuple[float, ...]
    p: tuple[float, ...]


def herhaalde_adressen(adres: ArrayLike, adressen_totaal: int, drempel: int) -> Herhaling | Refused:
    """Incidents by how often their address was hit; `adres` holds any code per incident, `""`, None or NaN is unknown.

    `adressen_totaal`: all addresses that could have been hit. Classes with fewer than `drempel` addresses are joined.
    """
    per_adres = _per_adres(adres)
    if (reden := bezwaar(drempel, 1)) is not None:
        return reden
    if not len(per_adres):
        return Refused("Geen enkel voorval heeft een adres.")
    if adressen_totaal < max(len(per_adres), 2):
        return Refused("Er zijn meer adressen getroffen dan er adressen zouden zijn.")
    vaker = per_adres[per_adres > 1]
    return Herhaling(
        adressen=len(per_adres),
        voorvallen=int(per_adres.sum()),
        herhaald=len(vaker),
        voorvallen_herhaald=int(vaker.sum()),
        verwacht=_verwacht(int(per_adres.sum()), adressen_totaal),
        klassen=_klassen(per_adres, drempel),
    )


def terugkeer(
    adres: ArrayLike, dag: ArrayLike, dagen: Sequence[float], *, rng: np.random.Generator, herhalingen: int = 199
) -> Terugkeer | Refused:
    """How soon an address is hit again, beside what its number of incidents alone would give; p one-sided."""
    codes, bekend = _codes(adres)
    tijd = np.asarray(dag, dtype=np.float64)
    if tijd.shape != codes.shape:
        return Refused("Geef voor elk voorval een adres en een dag.")
    mee = bekend & np.isfinite(tijd)
    if mee.sum() < 2:
        return Refused("Er zijn minstens twee voorvallen met adres en dag nodig.")
    termijnen = np.asarray(dagen, dtype=np.float64)
    if not len(termijnen) or not np.isfinite(termijnen).all() or termijnen.min() < 0:
        return Refused("Een termijn is een aantal dagen van nul of meer.")
    if not 1 <= herhalingen <= 9_999:
        return Refused("Het aantal herhalingen ligt van 1 t/m 9.999.")
    codes, tijd = codes[mee], tijd[mee]
    telling, gevolgd = _snel_weer(codes, tijd, termijnen)
    toeval = np.array([_snel_weer(codes, rng.permutation(tijd), termijnen)[0] for _ in range(herhalingen)])
    p = ((toeval >= telling).sum(axis=0) + 1) / (herhalingen + 1)
    noemer = np.where(gevolgd > 0, gevolgd, np.nan)
    return Terugkeer(
        tuple(termijnen.tolist()),
        tuple(gevolgd.tolist()),
        tuple((telling / noemer).tolist()),
        tuple((toeval.mean(axis=0) / noemer).tolist()),
        tuple(p.tolist()),
    )


def _codes(adres: ArrayLike) -> tuple[Getallen, NDArray[np.bool_]]:
    """Addresses as numbers, and which are known."""
    ruw = np.asarray(adres)
    if ruw.ndim != 1:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_)
    if ruw.dtype.kind == "f":
        bekend = np.isfinite(ruw)
    elif ruw.dtype.kind == "O":
        bekend = np.array([code is not None and code == code and code != "" for code in ruw], dtype=np.bool_)  # noqa: PLR0124
        ruw = np.array([str(code) for code in ruw])
    else:
        bekend = ruw != "" if ruw.dtype.kind in "US" else np.ones(len(ruw), dtype=np.bool_)
    return np.unique(ruw, return_inverse=True)[1].ravel().astype(np.int64), bekend


def _per_adres(adres: ArrayLike) -> Getallen:
    codes, bekend = _codes(adres)
    aantal = np.bincount(codes[bekend]) if bekend.any() else np.empty(0, dtype=np.int64)
    return np.asarray(aantal[aantal > 0], dtype=np.int64)


def _verwacht(n: int, totaal: int) -> float:
    """Addresses with two incidents or more if each incident picks one of all addresses."""
    geen = math.exp(n * math.log1p(-1 / totaal))
    een = n / totaal * math.exp((n - 1) * math.log1p(-1 / totaal))
    return totaal * max(0.0, 1 - geen - een)


def _klassen(per_adres: Getallen, drempel: int) -> tuple[Klasse, ...]:
    """Classes from 1 incident up, each with enough addresses; what is left on top goes with the last one."""
    hoeveel = np.bincount(per_adres)
    grenzen, som = [1], 0
    for keer in range(1, len(hoeveel)):
        som += int(hoeveel[keer])
        if som >= drempel and int(hoeveel[keer + 1 :].sum()) >= drempel:
            grenzen.append(keer + 1)
            som = 0
    if som < drempel:
        return ()
    tot = [*(grens - 1 for grens in grenzen[1:]), None]
    return tuple(_klasse(hoeveel, van, t) for van, t in zip(grenzen, tot, strict=True))


def _klasse(hoeveel: Getallen, van: int, tot: int | None) -> Klasse:
    deel = hoeveel[van : None if tot is None else tot + 1]
    return Klasse(van, tot, int(deel.sum()), int(deel @ np.arange(van, van + len(deel))))


def _snel_weer(codes: Getallen, tijd: NDArray[np.float64], termijnen: NDArray[np.float64]) -> tuple[Getallen, Getallen]:
    """Per term: incidents with a next one in time, of those whose term ended before the data do; and those."""
    volgorde = np.lexsort((tijd, codes))
    c, t = codes[volgorde], tijd[volgorde]
    wachttijd = np.full(len(t), np.inf)
    wachttijd[:-1] = np.where(c[1:] == c[:-1], np.diff(t), np.inf)
    over = t.max() - t
    mee = over[None, :] >= termijnen[:, None]
    return ((wachttijd[None, :] <= termijnen[:, None]) & mee).sum(axis=1), mee.sum(axis=1)
