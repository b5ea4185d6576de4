"""Figures of thirty invented municipalities and Noordwijk and Westland: enough to learn swings and chances from."""

from pathlib import Path

import numpy as np

from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden

JAREN = range(2012, 2024)
NOORDWIJK, WESTLAND = "GM0575", "GM1783"
SOORTEN = {"1.1.1": 4.0, "2.5.1": 1.7, "1.2.1": 2.0}
"""Incidents per 1.000 inhabitants in 2017, per kind."""
VORM = {"1.1.1": 250, "2.5.1": 50, "1.2.1": 250}
"""The swings between years are gamma with this shape: companies swing most."""


def open_veel_gemeenten(map_: Path, zaad: int = 11) -> Cijfers:
    """Burglary falls everywhere by about 8% a year; Westland's at companies stays; the caller closes."""
    rng = np.random.default_rng(zaad)
    gebieden = [NOORDWIJK, WESTLAND, *(f"GM9{nummer:03d}" for nummer in range(30))]
    inwoners = np.array([43_000, 106_000, *rng.integers(20_000, 120_000, 30)])
    misdrijven = ["SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1"]
    for soort, tempo in SOORTEN.items():
        eigen = tempo * rng.gamma(20, 1 / 20, len(gebieden))
        for jaar in JAREN:
            daling = np.where((np.array(gebieden) == WESTLAND) & (soort == "2.5.1"), 1.0, 0.92 ** (jaar - 2017))
            schommeling = rng.gamma(VORM[soort], 1 / VORM[soort], len(gebieden))
            aantallen = rng.poisson(inwoners / 1000 * eigen * daling * schommeling)
            paren = zip(gebieden, aantallen, strict=True)
            misdrijven += [f"{soort},{gebied},{jaar}JJ00,{aantal}" for gebied, aantal in paren]
    mensen = ["RegioS,Perioden,GemiddeldAantalInwoners_51"]
    mensen += [f"{g},{jaar}JJ00,{n}" for g, n in zip(gebieden, inwoners, strict=True) for jaar in JAREN]
    for naam, regels in (("47018NED.csv", misdrijven), ("70072ned.csv", mensen)):
        (map_ / naam).write_text("\n".join(regels) + "\n", "utf-8")
    cijfermap = map_ / "cijfers"
    cijfermap.mkdir()
    lees_bestanden(cijfermap, [map_ / "47018NED.csv", map_ / "70072ned.csv"])
    return open_cijfers(cijfermap)
