"""Definitions that policy people own: sources, indicators, boundaries, series breaks, code lists."""

from kompas.data.definities.controle import controleer_definitie
from kompas.data.definities.indicator import Alternatief, Deel, IndicatorDefinitie
from kompas.data.definities.laden import laad_definities, meegeleverde_map
from kompas.data.definities.modellen import Bron, Soort, Soortenlijst
from kompas.data.definities.reeksen import Herindeling, Reeksbreuk
from kompas.data.definities.verzameling import DefinitieError, Definities
from kompas.data.definities.woorden import Kenmerk, Woorden

__all__ = [
    "Alternatief",
    "Bron",
    "Deel",
    "DefinitieError",
    "Definities",
    "Herindeling",
    "IndicatorDefinitie",
    "Kenmerk",
    "Reeksbreuk",
    "Soort",
    "Soortenlijst",
    "Woorden",
    "controleer_definitie",
    "laad_definities",
    "meegeleverde_map",
]
