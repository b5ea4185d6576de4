"""Whole tables of cells as arrays: filled from the stored rows, added up over twelve months, ranked."""

from collections.abc import Mapping

import numpy as np

from kompas.data.kubus.antwoorden import GETAL, ONTBREEKT, Blok, Getallen, Rang
from kompas.data.kubus.indeling import NOOIT, Indeling, Kolommen, plaatsen

Assen = tuple[Getallen, Getallen, Getallen]
"""The ids of areas, codes and periods of a block."""
MAANDEN = 12


def leeg_blok(indeling: Indeling, assen: Assen, peiling: int) -> Blok:
    """Every delivered cell 0, every other one absent."""
    status = np.full(tuple(len(as_) for as_ in assen), ONTBREEKT, dtype=np.uint8)
    if peiling != NOOIT and status.size:
        status[indeling.gezien_blok(*assen, peiling) != NOOIT] = GETAL
    waarde = np.zeros(status.shape)
    waarde[status == ONTBREEKT] = np.nan
    namen = (indeling.gebieden, indeling.codes, indeling.perioden)
    gebieden, codes, perioden = (
        tuple(naam[plek] for plek in as_.tolist()) for naam, as_ in zip(namen, assen, strict=True)
    )
    return Blok(gebieden, codes, perioden, waarde, status)


def vul_blok(blok: Blok, indeling: Indeling, assen: Assen, rijen: Kolommen) -> None:
    """Put stored rows in their cells; rows that were not asked for are left out."""
    aantallen = (len(indeling.gebieden), len(indeling.codes), len(indeling.perioden))
    plek = [
        plaatsen(as_, aantal)[rijen[naam].astype(np.int64)]
        for as_, aantal, naam in zip(assen, aantallen, ("gebied", "code", "periode"), strict=True)
    ]
    gevraagd = (plek[0] != NOOIT) & (plek[1] != NOOIT) & (plek[2] != NOOIT)
    keuze = slice(None) if gevraagd.all() else gevraagd
    cel = (plek[0][keuze], plek[1][keuze], plek[2][keuze])
    blok.waarde[cel] = getallen(rijen["waarde"])[keuze]
    blok.status[cel] = rijen["vlag"][keuze]


def getallen(kolom: Getallen) -> Getallen:
    """A column of a backend as floats, NaN where it holds nothing."""
    return np.ma.filled(np.ma.asarray(kolom).astype(np.float64), np.nan)


def over_twaalf_maanden(blok: Blok, maanden: Getallen, *, heel: bool) -> Blok:
    """The sum of each month and the eleven before it, in order of time; no sum where one of the twelve is absent.

    `maanden` numbers the periods of the block (12 * year + month - 1).
    """
    if not len(maanden):
        return blok
    kalender = np.arange(maanden.min() - MAANDEN + 1, maanden.max() + 1)
    plek = maanden - kalender[0]
    vorm = (*blok.waarde.shape[:2], len(kalender))
    weg = np.ones(vorm, dtype=np.bool_)
    weg[:, :, plek] = blok.status != GETAL
    waarde = np.zeros(vorm, dtype=np.int64 if heel else np.float64)
    waarde[:, :, plek] = np.where(weg[:, :, plek], 0, blok.waarde)
    som = _vensters(waarde, heel=heel)[:, :, plek - MAANDEN + 1].astype(np.float64)
    ontbreekt = _vensters(weg.astype(np.int32), heel=True)[:, :, plek - MAANDEN + 1] > 0
    som[ontbreekt] = np.nan
    status = np.where(ontbreekt, ONTBREEKT, GETAL).astype(np.uint8)
    return Blok(blok.gebieden, blok.codes, blok.perioden, som, status)


def _vensters(waarde: Getallen, *, heel: bool) -> Getallen:
    """The sums of every twelve neighbours; differences of running totals are exact for whole numbers only."""
    lengte = waarde.shape[2] - MAANDEN + 1
    if not heel:
        return sum((waarde[:, :, plek : plek + lengte] for plek in range(MAANDEN)), np.zeros(1))
    loop = np.cumsum(waarde, axis=2)
    som: Getallen = loop[:, :, MAANDEN - 1 :].copy()
    som[:, :, 1:] -= loop[:, :, : lengte - 1]
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
