"""SciPy, loaded at the first use: its modules would take half a second of every start."""

from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def special() -> ModuleType:
    return import_module("scipy.special")


@cache
def stats() -> ModuleType:
    return import_module("scipy.stats")


@cache
def optimize() -> ModuleType:
    return import_module("scipy.optimize")


@cache
def sparse() -> ModuleType:
    return import_module("scipy.sparse")


@cache
def lapack() -> ModuleType:
    """For small systems many times over: a tenth of the time of numpy's solver."""
    return import_module("scipy.linalg.lapack")
