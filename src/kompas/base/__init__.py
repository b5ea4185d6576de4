"""A few dependency-free types for everyone."""

from kompas.base.periode import Periode
from kompas.base.refused import BezetError, Refused, RefusedError, demand
from kompas.base.registry import Registry
from kompas.base.waarde import GeenCijfer, Herkomst, Waarde, getal_tekst, kort, nodige_decimalen

__all__ = [
    "BezetError",
    "GeenCijfer",
    "Herkomst",
    "Periode",
    "Refused",
    "RefusedError",
    "Registry",
    "Waarde",
    "demand",
    "getal_tekst",
    "kort",
    "nodige_decimalen",
]
