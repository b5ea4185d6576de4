"""Small deliveries of a table, as a fetch would leave them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kompas.data.levering import Levergebied, Levering

VLAGGEN = {"": 0, "blanco": 1, "punt": 2}
Cel = tuple[str, str, str]
# A number, or the flag that says why there is none.
Inhoud = Mapping[Cel, float | str]


def maak_levering(
    map_: Path,
    cijfers: Inhoud,
    *,
    gebieden: Sequence[str],
    codes: Sequence[str],
    perioden: Sequence[str],
    dag: str = "2026-01-15",
    tabel: str = "47018NED",
    bron: str = "politie-misdrijven",
    totaal: str = "",
    marges: Mapping[Cel, tuple[float, float]] | None = None,
    heel: bool = True,
    per_deel: int = 10_000,
    indeling: int = 2026,
) -> Levering:
    """Every cell that `cijfers` does not have is 0. Areas get their kind from their code."""
    cellen = [(gebied, code, periode) for periode in perioden for gebied in gebieden for code in codes]
    (map_ / "delen").mkdir(parents=True)
    for nummer, begin in enumerate(range(0, len(cellen), per_deel)):
        deel = cellen[begin : begin + per_deel]
        pq.write_table(_tabel(deel, cijfers, marges, heel=heel), map_ / "delen" / f"{nummer:04}.parquet")
    levering = Levering(
        tabel=tabel,
        bron=bron,
        map=map_,
        gebieden=tuple(Levergebied(code, f"Gebied {code}", code[:2], _gemeente(code)) for code in gebieden),
        codes=tuple(codes),
        perioden=tuple(perioden),
        totaal=totaal,
        gewijzigd=f"{dag}T02:00:00",
        opgehaald=datetime.fromisoformat(dag).replace(hour=12, tzinfo=UTC)
        if len(dag) == 10
        else datetime.fromisoformat(dag).replace(tzinfo=UTC),
        indeling=indeling,
        adres="https://bron.example/OData/{gebied}/{code}/{periode}",
        heeft_marges=marges is not None,
        heel=heel,
    )
    levering.schrijf()
    return levering


def _tabel(
    cellen: Sequence[Cel], cijfers: Inhoud, marges: Mapping[Cel, tuple[float, float]] | None, *, heel: bool
) -> pa.Table:
    waarden = [cijfers.get(cel, 0) for cel in cellen]
    kolommen = {
        naam: pa.array([cel[plek] for cel in cellen], pa.string())
        for plek, naam in enumerate(("gebied", "code", "periode"))
    }
    getallen = [None if isinstance(waarde, str) else waarde for waarde in waarden]
    kolommen["waarde"] = pa.array(getallen, pa.int64() if heel else pa.float64())
    vlaggen = [VLAGGEN[waarde] if isinstance(waarde, str) else 0 for waarde in waarden]
    kolommen["vlag"] = pa.array(vlaggen, pa.uint8())
    if marges is not None:
        for plek, naam in enumerate(("laag", "hoog")):
            kolommen[naam] = pa.array([marges[cel][plek] if cel in marges else None for cel in cellen], pa.float64())
    return pa.table(kolommen)


def _gemeente(code: str) -> str:
    return f"GM{code[2:6]}" if code[:2] in {"WK", "BU"} else ""
