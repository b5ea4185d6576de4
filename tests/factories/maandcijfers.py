"""Months of police figures in the form of a list: quiet years, and what a test plants in them."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from kompas.data.build import lees_bestanden

EERSTE_JAAR, MAANDEN = 2018, 96
LAATSTE = "december 2025"
CODES = {
    "0.0.0": 80.0, "1.1.1": 6.0, "1.2.1": 8.0, "1.2.3": 12.0, "1.4.1": 3.0, "1.4.4": 2.0, "1.4.5": 7.0, "2.2.1": 14.0,
    "2.5.2": 5.0, "3.9.1": 1.0,
}  # fmt: skip
NAMEN = {"GM0575": "Noordwijk", "WK057501": "Noordwijk-Binnen", "WK057502": "Noordwijk aan Zee"}
Getallen = NDArray[np.int64]


def rustig(gebieden: Mapping[str, float], zaad: int = 4) -> dict[str, dict[str, Getallen]]:
    """Code -> area -> months in which nothing happens; an area has its part of the level of the code."""
    rng = np.random.default_rng(zaad)
    return {
        code: {gebied: rng.poisson(niveau * deel, MAANDEN) for gebied, deel in gebieden.items()}
        for code, niveau in CODES.items()
    }


def met_uitbraak() -> dict[str, dict[str, Getallen]]:
    """Noordwijk and two wijken: burglary far up in the newest month, thefts from cars up for half a year."""
    reeksen = rustig({"GM0575": 1.0, "WK057501": 0.6, "WK057502": 0.4})
    reeksen["1.1.1"]["GM0575"][-1] = 30
    reeksen["1.2.1"]["GM0575"][-6:] = 15
    return reeksen


def lees_maanden(cijfermap: Path, reeksen: Mapping[str, Mapping[str, Getallen]], map_: Path) -> None:
    """Read them into the figures of an installation."""
    perioden = [f"{EERSTE_JAAR + m // 12}MM{m % 12 + 1:02}" for m in range(MAANDEN)]
    inhoud = {
        "kompas_cijfers": 1,
        "titel": "Maanden",
        "bron": "politie-misdrijven",
        "tabel": "47022NED",
        "opgehaald": "2026-01-15",
        "indeling": 2025,
        "namen": NAMEN,
        "perioden": perioden,
        "reeksen": [
            {"code": code, "gebieden": {gebied: rij.tolist() for gebied, rij in gebieden.items()}}
            for code, gebieden in reeksen.items()
        ],
    }
    map_.mkdir(parents=True, exist_ok=True)
    pad = map_ / "maanden.yaml"
    pad.write_text(yaml.safe_dump(inhoud), encoding="utf-8")
    lees_bestanden(cijfermap, [pad])
