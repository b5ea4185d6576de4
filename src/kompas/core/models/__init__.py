"""The municipality, its people and the history of every change."""

from kompas.core.models.eigen import EigenIndicator
from kompas.core.models.gemeente import Gebied, Gebruiker, Gemeente, GemeenteQuerySet, Rolverlening
from kompas.core.models.ophaling import Ophaalplan, OphaalplanQuerySet, Ophaling, OphalingQuerySet
from kompas.core.models.wijziging import Wijziging, WijzigingQuerySet

__all__ = [
    "EigenIndicator",
    "Gebied",
    "Gebruiker",
    "Gemeente",
    "GemeenteQuerySet",
    "Ophaalplan",
    "OphaalplanQuerySet",
    "Ophaling",
    "OphalingQuerySet",
    "Rolverlening",
    "Wijziging",
    "WijzigingQuerySet",
]
