"""Whole tables of cells as arrays: filled from the stored rows, added up over twelve months, ranked."""

from collections.abc import Mapping

import numpy as np

from kompas.data.kubus.antwoorden import ONTBREEKT, Blok, Getallen, Rang
from kompas.data.kubus.indeling import NOOIT, Assen, Indeling, Kolommen

MAANDEN = 12
IN_CACHE = 256
"""So many areas at once: their months stay in the cache of a processor, which is three times as fast."""


def leeg_blok(indeling: Indeling, assen: Assen, peiling: int) -> Blok:
    """Every delivered cell 0, every other one absent."""
    gebieden, codes, perioden = assen
    vorm = tuple(len(as_) for as_ in assen)
    waarde, status = np.zeros(vorm), np.zeros(vorm, dtype=np.uint8)
    patronen = indeling.patroon[gebieden]
    for patroon in np.unique(patronen) if indeling.patronen > 1 else (0,):
        weg = indeling.gezien(int(patroon), peiling)[np.ix_(codes, perioden)] == NOOIT
        if weg.any():
            status[(patronen == patroon)[:, None, None] & weg] = ONTBREEKT
    if status.any():
        waarde[status == ONTBREEKT] = np.nan
    van_gebied, van_code, van_periode = indeling.namen(assen)
    return Blok(van_gebied, van_code, van_periode, waarde, status)


def vul_blok(blok: Blok, indeling: Indeling, assen: Assen, rijen: Kolommen) -> None:
    """Put stored rows in their cells; rows that were not asked for are left out."""
    stappen = (len(assen[1]) * len(assen[2]), len(assen[2]), 1)
    gebied, code, periode = (
        _verschuiving(as_, aantal, stap, blok.waarde.size)
        for as_, aantal, stap in zip(assen, indeling.aantallen, stappen, strict=True)
    )
    cel = gebied.take(rijen["gebied"])
    cel += periode.take(rijen["periode"])
    cel += code.take(rijen["code"])
    waarde, vlag = rijen["waarde"], rijen["vlag"]
    gevraagd = cel >= 0
    if not gevraagd.all():
        cel, waarde, vlag = cel[gevraagd], waarde[gevraagd], vlag[gevraagd]
    blok.waarde.reshape(-1)[cel] = getallen(waarde)
    if vlag.any():
        blok.status.reshape(-1)[cel] = vlag


def _verschuiving(as_: Getallen, aantal: int, stap: int, cellen: int) -> Getallen:
    """Per id how far its cells lie from the first one; so far down that it never adds up when it was not asked for."""
    ver = np.full(aantal, -cellen, dtype=np.int64)
    ver[as_] = np.arange(0, len(as_) * stap, stap)
    return ver


def getallen(kolom: Getallen) -> Getallen:
    """A column of a backend as floats, NaN where it holds nothing."""
    if isinstance(kolom, np.ma.MaskedArray):
        return np.ma.filled(kolom.astype(np.float64), np.nan)
    return kolom


def over_twaalf_maanden(blok: Blok, maanden: Getallen, *, heel: bool) -> Blok:
    """The sum of each month and the eleven before it, in order of time; no sum where one of the twelve is absent.

    `maanden` numbers the periods of the block: 12 * year + month - 1. The block itself is used up.
    """
    if not blok.waarde.size:
        return blok
    plek = maanden - maanden[0]
    if len(plek) == plek[-1] + 1:
        _vensters(blok.waarde, blok.status, heel=heel)
        return blok
    breed = np.full((*blok.waarde.shape[:2], int(plek[-1]) + 1), np.nan)
    breed[:, :, plek] = blok.waarde
    status = np.zeros(breed.shape, dtype=np.uint8)
    _vensters(breed, status, heel=heel)
    return Blok(blok.gebieden, blok.codes, blok.perioden, breed[:, :, plek], status[:, :, plek])


def _vensters(waarde: Getallen, status: Getallen, *, heel: bool) -> None:
    """Put in the place of every month the sum of the twelve up to it; NaN where one of them is."""
    eerste, lengte = MAANDEN - 1, waarde.shape[2] - MAANDEN + 1
    for begin in range(0, len(waarde), IN_CACHE):
        deel = waarde[begin : begin + IN_CACHE]
        if lengte > 0:
            exact = heel and not np.isnan(deel.max())
            deel[:, :, eerste:] = _uit_lopend_totaal(deel) if exact else _een_voor_een(deel, lengte)
        deel[:, :, :eerste] = np.nan
        np.multiply(np.isnan(deel), np.uint8(ONTBREEKT), out=status[begin : begin + IN_CACHE])


def _een_voor_een(waarde: Getallen, lengte: int) -> Getallen:
    som = waarde[:, :, :lengte].copy()
    for eerste in range(1, MAANDEN):
        som += waarde[:, :, eerste : eerste + lengte]
    return som


def _uit_lopend_totaal(waarde: Getallen) -> Getallen:
    """Sums of twelve as differences of running totals: quick, and exact for whole numbers only."""
    # A processor waits for each addition of fractions, not for those of whole numbers.
    totaal = np.cumsum(waarde.astype(np.int64), axis=2)
    som: Getallen = totaal[:, :, MAANDEN - 1 :]
    som[:, :, 1:] = totaal[:, :, MAANDEN:] - totaal[:, :, :-MAANDEN]
    return som


def met_periode(blok: Blok, periode: str) -> Blok:
    """One period of a block; empty when the block does not have it."""
    plek = [nummer for nummer, code in enumerate(blok.perioden) if code == periode]
    perioden = tuple(blok.perioden[nummer] for nummer in plek)
    return Blok(blok.gebieden, blok.codes, perioden, blok.waarde[:, :, plek], blok.status[:, :, plek])


def rangschik(blok: Blok, noemers: Mapping[str, float], per: float) -> tuple[Rang, ...]:
    """Areas of a block of one code and one period by rate, highest first; equal rates share a place, by area code."""
    if not blok.waarde.size:
        return ()
    waarde, noemer = blok.waarde[:, 0, 0], np.array([noemers[gebied] for gebied in blok.gebieden])
    kan = np.flatnonzero((noemer > 0) & ~np.isnan(waarde))
    verhouding = waarde[kan] * per / noemer[kan]
    volgorde = np.lexsort((np.array(blok.gebieden)[kan], -verhouding))
    verhouding = verhouding[volgorde]
    plaats = np.searchsorted(-verhouding, -verhouding) + 1
    gebieden = [blok.gebieden[nummer] for nummer in kan[volgorde].tolist()]
    getallen_ = (plaats.tolist(), gebieden, waarde[kan[volgorde]].tolist(), verhouding.tolist())
    return tuple(map(Rang, *getallen_))
