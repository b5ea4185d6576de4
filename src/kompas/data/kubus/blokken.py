"""Whole tables of cells as arrays: filled from the stored rows, added up over twelve months, ranked."""

from collections.abc import Mapping

import numpy as np

from kompas.data.kubus.antwoorden import ONTBREEKT, Blok, Getallen, Rang
from kompas.data.kubus.indeling import NOOIT, Assen, Indeling, Kolommen, plaatsen

MAANDEN = 12
IN_CACHE = 256
"""So many areas at once: their months stay in the cache of a processor, which is three times as fast."""


def leeg_blok(indeling: Indeling, assen: Assen, peiling: int) -> Blok:
    """Every delivered cell 0, every other one absent."""
    gebieden, codes, perioden = assen
    vorm = tuple(len(as_) for as_ in assen)
    waarde, status = np.zeros(vorm), np.zeros(vorm, dtype=np.uint8)
    patronen = indeling.patroon[gebieden]
    for patroon in np.unique(patronen):
        weg = indeling.gezien(int(patroon), peiling)[np.ix_(codes, perioden)] == NOOIT
        if weg.any():
            status[(patronen == patroon)[:, None, None] & weg] = ONTBREEKT
    if status.any():
        waarde[status == ONTBREEKT] = np.nan
    van_gebied, van_code, van_periode = indeling.namen(assen)
    return Blok(van_gebied, van_code, van_periode, waarde, status)


def vul_blok(blok: Blok, indeling: Indeling, assen: Assen, rijen: Kolommen) -> None:
    """Put stored rows in their cells; rows that were not asked for are left out."""
    aantallen = (len(indeling.gebieden), len(indeling.codes), len(indeling.perioden))
    waarde, vlag = rijen["waarde"], rijen["vlag"]
    cel = np.zeros(len(vlag), dtype=np.int64)
    gevraagd = np.ones(len(vlag), dtype=np.bool_)
    for as_, aantal, naam in zip(assen, aantallen, ("gebied", "code", "periode"), strict=True):
        plek = plaatsen(rijen[naam], as_, aantal)
        gevraagd &= plek >= 0
        cel *= len(as_)
        cel += plek
    if not gevraagd.all():
        cel, waarde, vlag = cel[gevraagd], waarde[gevraagd], vlag[gevraagd]
    blok.waarde.reshape(-1)[cel] = getallen(waarde)
    if vlag.any():
        blok.status.reshape(-1)[cel] = vlag


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
    totaal = np.cumsum(waarde, axis=2)
    som: Getallen = totaal[:, :, MAANDEN - 1 :].copy()
    som[:, :, 1:] -= totaal[:, :, :-MAANDEN]
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
    paren = zip(blok.gebieden, blok.waarde[:, 0, 0].tolist(), strict=True)
    rijen = [(waarde * per / noemers[gebied], gebied, waarde) for gebied, waarde in paren if noemers[gebied] > 0]
    rijen = sorted((rij for rij in rijen if rij[0] == rij[0]), key=lambda rij: (-rij[0], rij[1]))
    uit: list[Rang] = []
    for nummer, (verhouding, gebied, waarde) in enumerate(rijen, 1):
        plaats = uit[-1].plaats if uit and uit[-1].verhouding == verhouding else nummer
        uit.append(Rang(plaats, gebied, waarde, verhouding))
    return tuple(uit)
