"""Rows of a table as the JSON of the services: `UntypedDataSet` in padded texts, `TypedDataSet` in numbers."""

import json
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tests.servers.tabel import Maat, Tabel

_TABEL_TOT = 20_000


def kies_rijen(tabel: Tabel, keuze: dict[str, NDArray[np.bool_]]) -> list[NDArray[np.int64]]:
    """Per dimension the indices of the members that pass the filter."""
    return [np.flatnonzero(keuze[dim.naam]) if dim.naam in keuze else np.arange(len(dim.leden)) for dim in tabel.dims]


def rijen_json(
    tabel: Tabel, gekozen: Sequence[NDArray[np.int64]], van: int, tot: int, kolommen: Sequence[str], *, getypeerd: bool
) -> list[bytes]:
    """Rows `van` to `tot` of the selection, each as a JSON object of the chosen columns."""
    vorm = tuple(len(as_) for as_ in gekozen)
    plaatsen = np.unravel_index(np.arange(van, tot), vorm)
    assen = [as_[plaats] for as_, plaats in zip(gekozen, plaatsen, strict=True)]
    nummer = np.ravel_multi_index(assen, tabel.vorm)
    stukken: list[NDArray[np.uint8]] = []
    for volg, kolom in enumerate(kolommen):
        stukken.append(_vast(f'{"," if volg else "{"}"{kolom}":'.encode(), len(nummer)))
        stukken.append(_bytes(_kolom(tabel, kolom, assen, nummer, getypeerd=getypeerd)))
    stukken.append(_vast(b"}", len(nummer)))
    vlak = np.ascontiguousarray(np.concatenate(stukken, axis=1))
    return list(vlak.view(f"S{vlak.shape[1]}").ravel()) if len(vlak) else []


def _vast(tekst: bytes, aantal: int) -> NDArray[np.uint8]:
    return np.broadcast_to(np.frombuffer(tekst, np.uint8), (aantal, len(tekst)))


def _bytes(waarden: NDArray[np.bytes_]) -> NDArray[np.uint8]:
    """Every value as wide as the widest, filled with spaces: white space that JSON allows."""
    breedte = waarden.dtype.itemsize
    vlak = np.ascontiguousarray(waarden).view(np.uint8).reshape(len(waarden), breedte)
    return np.where(vlak == 0, np.uint8(32), vlak)


def _kolom(
    tabel: Tabel, kolom: str, assen: Sequence[NDArray[np.int64]], nummer: NDArray[np.int64], *, getypeerd: bool
) -> NDArray[np.bytes_]:
    if kolom == "ID":
        return nummer.astype("S")
    for dim, as_ in zip(tabel.dims, assen, strict=True):
        if dim.naam == kolom:
            return _teksten(tuple(dim.sleutels))[as_]
    maat = tabel.kolommen[kolom]
    if (tekst := tabel.tekst(maat)) is not None:
        return _teksten(tuple(tekst))[assen[tabel.gebiedas]]
    return _getallen(tabel.cellen(maat, assen), maat, getypeerd=getypeerd)


@lru_cache(maxsize=256)
def _teksten(teksten: tuple[str, ...]) -> NDArray[np.bytes_]:
    return np.array([json.dumps(tekst, ensure_ascii=False).encode() for tekst in teksten])


def _getallen(waarden: NDArray[np.float32], maat: Maat, *, getypeerd: bool) -> NDArray[np.bytes_]:
    """Untyped: text of at least 8 wide, nothing is blank, secret is a dot. Typed: both are null."""
    uit = np.empty(len(waarden), "S14")
    getal = np.isfinite(waarden)
    uit[~getal] = b"null"
    if not getypeerd:
        uit[np.isnan(waarden)] = b'"        "'
        uit[np.isinf(waarden)] = b'"       ."'
    if maat.decimalen:
        uit[getal] = [_schrijf(float(w), maat.decimalen, getypeerd=getypeerd) for w in waarden[getal]]
        return uit
    hele = waarden[getal].astype(np.int64)
    klein = (hele >= 0) & (hele < _TABEL_TOT)
    geschreven = np.empty(len(hele), "S14")
    geschreven[klein] = _opzoektabel(getypeerd=getypeerd)[hele[klein]]
    geschreven[~klein] = [_schrijf(int(w), 0, getypeerd=getypeerd) for w in hele[~klein]]
    uit[getal] = geschreven
    return uit


@lru_cache(maxsize=2)
def _opzoektabel(*, getypeerd: bool) -> NDArray[np.bytes_]:
    return np.array([_schrijf(i, 0, getypeerd=getypeerd) for i in range(_TABEL_TOT)], "S14")


def _schrijf(waarde: float, decimalen: int, *, getypeerd: bool) -> bytes:
    kaal = f"{waarde:.{decimalen}f}"
    return kaal.encode() if getypeerd else f'"{kaal:>8}"'.encode()
