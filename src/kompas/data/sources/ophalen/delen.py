"""Groups of areas as Parquet parts: sorted by area, code and period, keys as dictionaries."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kompas.data.sources.ophalen.beschrijving import Beschrijving
from kompas.data.sources.ophalen.bladzijde import Blad
from kompas.data.sources.ophalen.plan import Groep
from kompas.data.sources.ophalen.verbinding import BronError

WAARDE, LAAG, HOOG = 0, 1, 2


def is_heel(wat: Beschrijving) -> bool:
    """Whether all figures of the table are whole numbers."""
    return not wat.vorm.marges and all(maat.heel for maat in wat.maten)


def schrijf_deel(wat: Beschrijving, groep: Groep, blad: Blad, pad: Path) -> None:
    """One part, written beside its place and renamed."""
    gebieden = [gebied.code for gebied in wat.gebieden[slice(*groep.geheel.gebied)]]
    codes, perioden = wat.codes, wat.perioden
    waarden, vlaggen = blad.waarden, blad.vlaggen
    namen = {
        "gebied": _sleutels(gebieden, 1, len(codes) * len(perioden)),
        "code": _sleutels(codes, len(gebieden), len(perioden)),
        "periode": _sleutels(perioden, len(gebieden) * len(codes), 1),
        "waarde": _getallen(wat, waarden[..., WAARDE].ravel(), vlaggen[..., WAARDE].ravel(), heel=is_heel(wat)),
        "vlag": pa.array(vlaggen[..., WAARDE].ravel(), pa.uint8()),
    }
    if wat.vorm.marges:
        for naam, marge in (("laag", LAAG), ("hoog", HOOG)):
            namen[naam] = _getallen(wat, waarden[..., marge].ravel(), vlaggen[..., marge].ravel(), heel=False)
    voorlopig = pad.with_name(pad.name + ".nieuw")
    pq.write_table(pa.table(namen), voorlopig, compression="zstd", store_schema=False, row_group_size=1_048_576)
    voorlopig.replace(pad)


def _sleutels(leden: Sequence[str], herhaal: int, elk: int) -> pa.DictionaryArray:
    """Every member `elk` times, all of that `herhaal` times."""
    nummers = np.tile(np.repeat(np.arange(len(leden), dtype=np.int32), elk), herhaal)
    return pa.DictionaryArray.from_arrays(pa.array(nummers), pa.array(leden, pa.string()))


def _getallen(wat: Beschrijving, waarden: NDArray[Any], vlaggen: NDArray[Any], *, heel: bool) -> pa.Array:
    leeg = vlaggen != 0
    if not heel:
        return pa.array(waarden, pa.float64(), mask=leeg)
    hele = np.where(leeg, 0, waarden)
    if (hele != np.floor(hele)).any():
        raise BronError(
            f"Tabel {wat.vorm.tabel} geeft getallen met cijfers achter de komma waar aantallen horen."
            " Pas definities/tabellen aan (heel: false)."
        )
    return pa.array(hele.astype(np.int64), mask=leeg)
