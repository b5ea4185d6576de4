"""Places: where incidents happen, never who. Points in metres (RD). See docs/methoden/plekken.md."""

from kompas.stats.plekken.dichtheid import kernel_density
from kompas.stats.plekken.raster import Kaart, Raster, Telling, laat_zien, raster_om, tel, zichtbaar
from kompas.stats.plekken.samenhang import (
    Buren,
    Gi,
    Kwadrant,
    LokaleMoran,
    buren_in_raster,
    buren_uit_paren,
    getis_ord,
    local_moran,
)

__all__ = [
    "Buren",
    "Gi",
    "Kaart",
    "Kwadrant",
    "LokaleMoran",
    "Raster",
    "Telling",
    "buren_in_raster",
    "buren_uit_paren",
    "getis_ord",
    "kernel_density",
    "laat_zien",
    "local_moran",
    "raster_om",
    "tel",
    "zichtbaar",
]
