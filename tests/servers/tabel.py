"""A table of the invented services: dimensions, measures under their headings, and cells."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.servers.wereld import BLANCO, PUNT, Cijfers

Rij = dict[str, Any]


@dataclass(frozen=True)
class Dimensie:
    """Members by padded key; `soort` is the Type in DataProperties (GeoDetail for wijken en buurten)."""

    naam: str
    soort: str
    breedte: int
    leden: tuple[Rij, ...]

    @cached_property
    def sleutels(self) -> list[str]:
        return [lid["Key"] for lid in self.leden]


def dimensie(naam: str, soort: str, breedte: int, leden: Sequence[tuple[str, str] | Rij]) -> Dimensie:
    rijen = [lid if isinstance(lid, dict) else {"Key": lid[0], "Title": lid[1]} for lid in leden]
    return Dimensie(naam, soort, breedte, tuple(_lid(rij, soort, breedte) for rij in rijen))


def _lid(rij: Rij, soort: str, breedte: int) -> Rij:
    extra = {"Status": "Definitief"} if soort == "TimeDimension" else {}
    return {"Key": rij["Key"].ljust(breedte), "Title": rij["Title"], "Description": "", **extra} | {
        naam: waarde for naam, waarde in rij.items() if naam not in {"Key", "Title"}
    }


@dataclass(frozen=True)
class Maat:
    """A measure; `onder` are the titles of the headings above it, `positie` the number behind its name."""

    naam: str
    positie: int
    titel: str = ""
    onder: tuple[str, ...] = ()
    eenheid: str = "aantal"
    datatype: str = "Long"
    decimalen: int = 0

    @property
    def key(self) -> str:
        return f"{self.naam}_{self.positie}"


Blok = Callable[[int], Mapping[str, Cijfers]]


@dataclass
class Tabel:
    """`blok(group)` gives the cells of a group of areas per measure name, axes as the dimensions."""

    naam: str
    dienst: str
    titel: str
    catalogus: str
    dims: tuple[Dimensie, ...]
    maten: tuple[Maat, ...]
    blok: Blok
    groep: NDArray[np.int64]
    plek: NDArray[np.int64]
    teksten: dict[str, list[str]] = field(default_factory=dict)
    verschuif: int = 0
    blok_van: Callable[[Maat], Cijfers] | None = None  # for tables whose names of measures repeat

    @cached_property
    def vorm(self) -> tuple[int, ...]:
        return tuple(len(dim.leden) for dim in self.dims)

    @cached_property
    def gebiedas(self) -> int:
        return next(i for i, dim in enumerate(self.dims) if dim.soort in {"GeoDimension", "GeoDetail"})

    @property
    def kolommen(self) -> dict[str, Maat]:
        """Measures by column name, with the positions as they are after a revision of the table."""
        return {f"{maat.naam}_{maat.positie + self.verschuif}": maat for maat in self.maten}

    def cellen(self, maat: Maat, plekken: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
        """The values of a measure at the given indices, one array per dimension."""
        if self.blok_van is not None:
            return self.blok_van(maat)[tuple(plekken)]
        gebieden = plekken[self.gebiedas]
        uit = np.empty(len(gebieden), np.float32)
        for groep in np.unique(self.groep[gebieden]):
            rijen = self.groep[gebieden] == groep
            assen = [as_[rijen] for as_ in plekken]
            assen[self.gebiedas] = self.plek[assen[self.gebiedas]]
            uit[rijen] = self.blok(int(groep))[maat.naam][tuple(assen)]
        return uit

    def tekst(self, maat: Maat) -> list[str] | None:
        """The texts of a measure that is no number, one per area."""
        return self.teksten.get(maat.key, self.teksten.get(maat.naam)) if maat.datatype == "String" else None

    def eigenschappen(self) -> list[Rij]:
        """DataProperties: dimensions, then every heading before its measures, tied together by ParentID."""
        rijen = [_dimensierij(nummer, dim) for nummer, dim in enumerate(self.dims)]
        koppen: dict[tuple[str, ...], int] = {}
        for key, maat in self.kolommen.items():
            for diepte in range(1, len(maat.onder) + 1):
                pad = maat.onder[:diepte]
                if pad not in koppen:
                    koppen[pad] = len(rijen)
                    rijen.append(_rij(len(rijen), koppen.get(pad[:-1]), "TopicGroup", "", pad[-1]))
            rij = _rij(len(rijen), koppen.get(maat.onder), "Topic", key, maat.titel or maat.naam)
            extra = {"Datatype": maat.datatype, "Unit": maat.eenheid, "Decimals": maat.decimalen}
            rijen.append(rij | extra | {"Default": "Impossible"})
        return rijen


def _dimensierij(nummer: int, dim: Dimensie) -> Rij:
    rij = _rij(nummer, None, dim.soort, dim.naam, dim.naam)
    return rij | {"ReleasePolicy": True} if dim.soort == "TimeDimension" else rij


def _rij(nummer: int, ouder: int | None, soort: str, key: str, titel: str) -> Rij:
    return {
        "odata.type": f"Cbs.OData.{soort}",
        "ID": nummer,
        "Position": nummer,
        "ParentID": ouder,
        "Type": soort,
        "Key": key,
        "Title": titel,
        "Description": "",
    }


def enkel(blok: Mapping[str, Cijfers] | Callable[[], Mapping[str, Cijfers]]) -> Blok:
    """A table that keeps all its cells together."""
    return lambda _groep: blok() if callable(blok) else blok


def verzonnen(naam: str, vorm: tuple[int, ...], laag: float, hoog: float, decimalen: int) -> Cijfers:
    """Figures between two limits that follow from a name."""
    trekking = np.random.default_rng(zlib.crc32(naam.encode()))
    return np.round(trekking.uniform(laag, hoog, vorm), decimalen).astype(np.float32)


__all__ = ["BLANCO", "PUNT", "Blok", "Dimensie", "Maat", "Rij", "Tabel", "dimensie", "enkel", "verzonnen"]
