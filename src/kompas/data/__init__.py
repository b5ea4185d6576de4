"""Figures: definitions, sources, builds and queries. Knows no Django; folders are arguments."""

from pathlib import Path

from kompas.data.cijfers import Cijfers
from kompas.data.definities import laad_definities
from kompas.data.store import Store

__all__ = ["Cijfers", "open_cijfers"]


def open_cijfers(map_: Path, *definitie_mappen: Path, build: str = "") -> Cijfers:
    """Open the active build in `map_` (or the given one), with the definitions of the product and of these folders."""
    return Cijfers(laad_definities(*definitie_mappen), Store.open(Path(map_), build))
