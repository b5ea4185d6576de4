"""Definitions that policy people own: sources, indicators, boundaries, series breaks, code lists."""

from kompas.data.definities.laden import DefinitieError, Definities, laad_definities, meegeleverde_map
from kompas.data.definities.modellen import (
    Bron,
    Deel,
    Herindeling,
    IndicatorDefinitie,
    Reeksbreuk,
    Soort,
    Soortenlijst,
)

__all__ = [
    "Bron",
    "Deel",
    "DefinitieError",
    "Definities",
    "Herindeling",
    "IndicatorDefinitie",
    "Reeksbreuk",
    "Soort",
    "Soortenlijst",
    "laad_definities",
    "meegeleverde_map",
]
