"""A delivery from figures in memory: small sources that are counted or scored here, not fetched as a table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kompas.data.levering import BLANCO, GETAL, Levering

Sleutel = tuple[str, str, str]


def schrijf_dicht(levering: Levering, cijfers: Mapping[Sleutel, float], *, anders: float | None) -> Levering:
    """Write the parts and the description; a combination without figure gets `anders` (None: cannot occur)."""
    sleutels = [
        (gebied.code, code, periode)
        for gebied in levering.gebieden
        for code in levering.codes
        for periode in levering.perioden
    ]
    waarden = [cijfers.get(sleutel, anders) for sleutel in sleutels]
    vlaggen = [BLANCO if waarde is None else GETAL for waarde in waarden]
    tabel = pa.table(
        {
            "gebied": _kolom(sleutels, 0),
            "code": _kolom(sleutels, 1),
            "periode": _kolom(sleutels, 2),
            "waarde": _getallen(waarden, heel=levering.heel),
            "vlag": pa.array(vlaggen, pa.uint8()),
        }
    )
    pad = levering.map / "delen" / "0000.parquet"
    pad.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(tabel, pad, compression="zstd", store_schema=False)
    levering.schrijf()
    return levering


def map_van(map_: Path, tabel: str) -> Path:
    """A folder for one delivery; what an interrupted run left there is overwritten."""
    pad = map_ / tabel
    pad.mkdir(parents=True, exist_ok=True)
    return pad


def _kolom(sleutels: Sequence[Sleutel], plek: int) -> pa.Array:
    return pa.array([sleutel[plek] for sleutel in sleutels], pa.string())


def _getallen(waarden: Sequence[float | None], *, heel: bool) -> pa.Array:
    if not heel:
        return pa.array(waarden, pa.float64())
    return pa.array([None if waarde is None else int(waarde) for waarde in waarden], pa.int64())
