"""Places: where incidents happen, never who. Points in metres (RD). See docs/methoden/plekken.md."""

from kompas.stats.plekken.dichtheid import kernel_density
from kompas.stats.plekken.herhaling import Herhaling, Klasse, Terugkeer, herhaalde_adressen, terugkeer
from kompas.stats.plekken.nabij import Knox, knox
from kompas.stats.plekken.raster import Raster, Telling, raster_om, tel
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
from kompas.stats.plekken.tijdstip import Tijdstip, aoristic, drukste_uren
from kompas.stats.plekken.tonen import Kaart, laat_zien, zichtbaar
from kompas.stats.plekken.treffers import Treffers, Vergelijking, treffers, vergelijk_treffers
from kompas.stats.plekken.verloop import Verloop, Verplaatsing, verplaatsing

__all__ = [
    "Buren",
    "Gi",
    "Herhaling",
    "Kaart",
    "Klasse",
    "Knox",
    "Kwadrant",
    "LokaleMoran",
    "Raster",
    "Telling",
    "Terugkeer",
    "Tijdstip",
    "Treffers",
    "Vergelijking",
    "Verloop",
    "Verplaatsing",
    "aoristic",
    "buren_in_raster",
    "buren_uit_paren",
    "drukste_uren",
    "getis_ord",
    "herhaalde_adressen",
    "kernel_density",
    "knox",
    "laat_zien",
    "local_moran",
    "raster_om",
    "tel",
    "terugkeer",
    "treffers",
    "vergelijk_treffers",
    "verplaatsing",
    "zichtbaar",
]
