"""Figures: definitions, sources, builds and queries. Knows no Django; folders are arguments."""

from collections.abc import Iterable
from pathlib import Path

from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie, laad_definities
from kompas.data.store import Store

__all__ = ["Cijfers", "open_cijfers"]


def open_cijfers(
    map_: Path,
    *definitie_mappen: Path,
    build: str = "",
    eigen: Iterable[IndicatorDefinitie] = (),
    backend: str = "duckdb",
) -> Cijfers:
    """Open the active build in `map_` (or the given one), with the definitions of the product and of these folders.

    `backend` is what answers questions about kubussen (`kompas.data.kubus.lezer.open_lezer`).
    `eigen` are indicators that are not in a folder; they were checked with `controleer_definitie`.
    """
    return Cijfers(laad_definities(*definitie_mappen).met(eigen), Store.open(Path(map_), build, backend))
