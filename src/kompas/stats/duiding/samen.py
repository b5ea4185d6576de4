"""All words that are shown together: corrected as one family, then worded one by one."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from kompas.base import demand
from kompas.stats.duiding.bewijs import Bewijs, Getoetst, Gezegd
from kompas.stats.duiding.feiten import (
    Artefactfeit,
    Feit,
    Geen,
    Hoogte,
    Kansfeit,
    Reeksnaam,
    Signaalfeit,
    Trendfeit,
    Verschil,
)
from kompas.stats.duiding.hoogte import zeg_hoogte
from kompas.stats.duiding.meldingen import zeg_artefact, zeg_geen, zeg_signaal
from kompas.stats.duiding.richting import zeg_trend
from kompas.stats.duiding.uitspraak import Uitspraak
from kompas.stats.duiding.verschil import zeg_verschil
from kompas.stats.duiding.vooruit import zeg_kans
from kompas.stats.meervoud import Drempels, familie_tekst, q_waarden, zekerheid
from kompas.stats.verandering import Zekerheid

Reeks = tuple[Reeksnaam, Sequence[Feit]]


def duid(reeksen: Sequence[Reeks], drempels: Drempels, familie: str) -> tuple[tuple[Uitspraak, ...], ...]:
    """One statement per fact, in the order of the facts; every test in `reeksen` counts for every word.

    `familie` names what the words stand in, after "over": "dit plan", "deze tabel".
    """
    p = [waarde for _, feiten in reeksen for feit in feiten for waarde in feit.p_waarden]
    q = demand(q_waarden(p))
    tekst = familie_tekst(int(np.isfinite(q).sum()), familie)
    rest = iter(q.tolist())
    return tuple(tuple(_zeg_reeks(naam, feiten, rest, drempels, tekst)) for naam, feiten in reeksen)


def _zeg_reeks(
    naam: Reeksnaam, feiten: Sequence[Feit], rest: Iterator[float], drempels: Drempels, familie: str
) -> Iterator[Uitspraak]:
    q = [tuple(islice(rest, len(feit.p_waarden))) for feit in feiten]
    getoetst = [
        Getoetst(feit, _zekerheden(feit.p_waarden, samen, drempels)) for feit, samen in zip(feiten, q, strict=True)
    ]
    for plek, deel in enumerate(getoetst):
        andere = (*getoetst[:plek], *getoetst[plek + 1 :])
        bewijs = Bewijs(naam, deel.feit.p_waarden, q[plek], deel.zekerheden, drempels, familie, andere)
        yield bewijs.uitspraak(_zeg(deel.feit, bewijs))


def _zekerheden(p: tuple[float, ...], q: tuple[float, ...], drempels: Drempels) -> tuple[Zekerheid, ...]:
    return tuple(zekerheid(los, samen, drempels) for los, samen in zip(p, q, strict=True))


def _zeg(feit: Feit, bewijs: Bewijs) -> Gezegd:
    match feit:
        case Hoogte():
            gezegd = zeg_hoogte(feit, bewijs)
        case Verschil():
            gezegd = zeg_verschil(feit, bewijs)
        case Trendfeit():
            gezegd = zeg_trend(feit, bewijs)
        case Kansfeit():
            gezegd = zeg_kans(feit, bewijs)
        case Signaalfeit():
            gezegd = zeg_signaal(feit, bewijs)
        case Artefactfeit():
            gezegd = zeg_artefact(feit, bewijs)
        case Geen():
            gezegd = zeg_geen(feit)
    return gezegd
