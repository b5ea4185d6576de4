"""What the tests of fetching share."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.servers.odata import Bronserver

from kompas.data.definities.tabellen import laad_tabelvormen
from kompas.data.levering import Levering
from kompas.data.sources.ophalen import Beleid, Bronadressen, Gebiedskeuze, haal_tabel

KATWIJK = Gebiedskeuze(("GM0537",))
SNEL = Beleid(pogingen=4, wachttijd=60, eerste_pauze=0.01, langste_pauze=3)
Rijen = dict[tuple[str, str, str], tuple[float | None, int]]
Haal = Callable[..., Levering]


@pytest.fixture
def haal(bronserver: Bronserver, tmp_path: Path) -> Haal:
    """Fetch a table of Katwijk from the server of this test."""

    def doe(tabel: str = "47018NED", **opties: object) -> Levering:
        keuze = opties.pop("keuze", KATWIJK)
        adressen = Bronadressen.lees(bronserver.adressen)
        waar = opties.pop("map", tmp_path / tabel)
        opties.setdefault("beleid", SNEL)
        return haal_tabel(laad_tabelvormen()[tabel], keuze, waar, adressen=adressen, **opties)  # type: ignore[arg-type]

    return doe


def rijen_van(levering: Levering) -> Rijen:
    """Every row of the parts by its key; a key that comes back twice fails."""
    uit: Rijen = {}
    for pad in levering.delen:
        tabel = pq.read_table(pad).to_pydict()
        namen = ("gebied", "code", "periode", "waarde", "vlag")
        for gebied, code, periode, waarde, vlag in zip(*(tabel[naam] for naam in namen), strict=True):
            assert (gebied, code, periode) not in uit
            uit[gebied, code, periode] = (waarde, vlag)
    return uit


def verwacht_van(server: Bronserver, levering: Levering, maat: str = "", code: str = "{soort}") -> Rijen:
    """The oracle: what the server has for the areas, kinds and periods of a delivery, cell by cell."""
    tabel = server.tabel(levering.tabel)
    assert tabel is not None
    onderwerp = next(m for m in tabel.maten if m.naam == (maat or tabel.maten[0].naam))
    soorten, gebieden, perioden = (
        {("NL" if lid["Key"].strip() in {"NL00", "NL01"} else lid["Key"].strip()): n for n, lid in enumerate(dim.leden)}
        for dim in tabel.dims
    )
    sleutels = [(g.code, s, p) for g in levering.gebieden for s in soorten for p in levering.perioden]
    plekken = [np.array([lijst[s[i]] for s in sleutels]) for i, lijst in ((1, soorten), (0, gebieden), (2, perioden))]
    cellen = tabel.cellen(onderwerp, plekken)
    uit: Rijen = {}
    for (gebied, soort, periode), cel in zip(sleutels, cellen, strict=True):
        vlag = 1 if np.isnan(cel) else 2 if np.isinf(cel) else 0
        uit[gebied, code.format(soort=soort), periode] = (None if vlag else float(cel), vlag)
    return uit
