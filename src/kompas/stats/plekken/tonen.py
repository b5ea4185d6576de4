"""Which cells of a map may be shown, also beside maps that were published before. See docs/methoden/plekken.md."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kompas.base import Refused
from kompas.stats.openbaarmaking import bezwaar
from kompas.stats.plekken.raster import Getallen, Masker, Rij, Telling, scipy_deel


@dataclass(frozen=True, slots=True)
class Kaart:
    """The cells that may be shown; `overig` is what lies in all the others together, empty and small alike."""

    x: Rij
    y: Rij
    aantal: Getallen
    overig: int
    drempel: int


def laat_zien(
    telling: Telling, drempel: int, minstens_plaatsen: int = 2, *, eerder: Sequence[Telling] = ()
) -> Kaart | Refused:
    """The cells with at least `drempel` incidents on at least `minstens_plaatsen` different places.

    A cell with all its incidents at one address would point at that address, however many there are. `eerder` are maps
    that readers have already, of the same incidents or of part of them (a shorter period), in the same cells or in
    smaller ones: what is shown now gives away none of their hidden cells, nor the few that came since.
    """
    if (reden := bezwaar(drempel, 1)) is not None:
        return reden
    if minstens_plaatsen < 1:
        return Refused("Het kleinste aantal plaatsen in een cel is een heel getal van 1 of meer.")
    open_ = _open(telling, drempel, minstens_plaatsen)
    for vorige in eerder:
        verraadt = _verraadt(telling, vorige, drempel, minstens_plaatsen)
        if isinstance(verraadt, Refused):
            return verraadt
        open_ &= ~verraadt
    cellen = np.flatnonzero(_rest_verborgen(telling.aantal, open_))
    aantal = telling.aantal.ravel()[cellen]
    x, y = telling.raster.midden(cellen)
    return Kaart(x, y, aantal, int(telling.aantal.sum() - aantal.sum()), drempel)


def _open(telling: Telling, drempel: int, minstens_plaatsen: int) -> Masker:
    genoeg = (telling.aantal >= drempel) & (telling.plaatsen >= minstens_plaatsen)
    return _rest_verborgen(telling.aantal, genoeg)


def _rest_verborgen(aantal: Getallen, open_: Masker) -> Masker:
    """When one cell alone is hidden, the total gives it away: then the smallest of the others is hidden too."""
    uit, getoond = open_.copy(), np.flatnonzero(open_)
    if len(getoond) and int((~uit).sum()) == 1 and aantal[~uit].sum() > 0:
        uit.ravel()[getoond[np.argmin(aantal.ravel()[getoond])]] = False
    return uit


def _verraadt(telling: Telling, vorige: Telling, drempel: int, minstens_plaatsen: int) -> Masker | Refused:
    """The cells of which the number, minus what was shown before within them, would be that of few incidents."""
    keer = telling.raster.cel / vorige.raster.cel
    if abs(keer - round(keer)) > 1e-9 or keer < 1:
        return Refused(
            "Kaarten naast elkaar hebben dezelfde cellen, of later grotere die precies uit de kleine bestaan."
        )
    waarin = telling.raster.nummer(*vorige.raster.midden(np.arange(vorige.aantal.size)))
    if vorige.aantal.ravel()[waarin < 0].any():
        return Refused("De eerdere kaart ligt niet helemaal binnen deze; neem een raster om alle punten.")
    erin, open_ = waarin >= 0, _open(vorige, drempel, minstens_plaatsen).ravel()
    getoond = _per_cel(waarin, np.where(open_, vorige.aantal.ravel(), 0), erin, telling)
    if (getoond > telling.aantal).any():
        return Refused("De eerdere kaart telt ergens meer voorvallen dan deze; ze gaan niet over hetzelfde.")
    rest = telling.aantal - getoond
    alleen = (
        _per_cel(waarin, (~open_).astype(np.int64), erin, telling) == 1 if keer > 1.5 else np.zeros_like(rest, bool)
    )
    return np.asarray((rest > 0) & ((rest < drempel) | alleen) & (getoond > 0), dtype=np.bool_)


def _per_cel(waarin: Getallen, gewicht: Getallen, erin: Masker, telling: Telling) -> Getallen:
    som = np.bincount(waarin[erin], gewicht[erin], minlength=telling.aantal.size)
    return np.asarray(som.reshape(telling.raster.vorm).round(), dtype=np.int64)


def zichtbaar(telling: Telling, drempel: int, straal: float = 0.0) -> Masker | Refused:
    """Where a smoothed surface may be shown: at least `drempel` incidents in the cells within `straal` metres."""
    if (reden := bezwaar(drempel, 1)) is not None:
        return reden
    if not (np.isfinite(straal) and straal >= 0):
        return Refused("De straal is een aantal meters van nul of meer.")
    bereik = min(straal / telling.raster.cel, 2.0 * max(telling.raster.vorm))
    cellen = min(int(bereik), max(telling.raster.vorm))
    as_ = np.arange(-cellen, cellen + 1)
    schijf = (as_[:, None] ** 2 + as_[None, :] ** 2 <= bereik**2).astype(np.int64)
    som = scipy_deel("ndimage").convolve(telling.aantal, schijf, mode="constant")
    return np.asarray(som >= drempel, dtype=np.bool_)
