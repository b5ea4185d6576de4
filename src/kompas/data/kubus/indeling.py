"""The small tables of a kubus in memory: what each id stands for, and which cells were ever delivered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

import numpy as np

from kompas.data.kubus.antwoorden import Getallen

Kolommen = Mapping[str, Getallen]
"""The answer of a backend: an array per column."""
Assen = tuple[Getallen, Getallen, Getallen]
"""Ids of areas, codes and periods, each in order: what a question is about."""

NOOIT: Final = -1
WIJD_GAT: Final = 500
"""Reading past so many areas that were not asked for costs as much as another question."""


@dataclass(frozen=True, slots=True)
class Peiling:
    """One delivery: when, and from where; `bron` is what a `KubusRij` ends with."""

    id: int
    moment: datetime
    opgehaald: date
    bron: tuple[date, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Loop:
    """A range of ids, both ends included."""

    van: int
    tot: int


@dataclass(frozen=True)
class Indeling:
    """Read once per kubus, which never changes. Ids are places in the tuples."""

    gebieden: tuple[str, ...]
    soorten: Getallen
    gemeenten: Getallen
    codes: tuple[str, ...]
    perioden: tuple[str, ...]
    periodesoorten: Getallen
    jaren: Getallen
    maanden: Getallen
    peilingen: tuple[Peiling, ...]
    _dekking: Getallen = field(repr=False)
    _met_code: Getallen = field(repr=False)
    _met_periode: Getallen = field(repr=False)
    _gezien: dict[tuple[int, int], Getallen] = field(default_factory=dict, repr=False)
    _eerste: dict[int, Getallen] = field(default_factory=dict, repr=False)

    @classmethod
    def uit(cls, tabellen: Mapping[str, Kolommen]) -> "Indeling":
        """From the tables of `schema.DIMENSIES`, each ordered by id."""
        gebied, code, periode = tabellen["gebied"], tabellen["code"], tabellen["periode"]
        aantal = len(tabellen["peiling"]["id"])
        return cls(
            gebieden=_teksten(gebied["code"]),
            soorten=np.array(_teksten(gebied["soort"]), dtype=np.str_),
            gemeenten=np.ma.filled(np.ma.asarray(gebied["gemeente"]).astype(np.float64), np.nan),
            codes=_teksten(code["code"]),
            perioden=_teksten(periode["code"]),
            periodesoorten=np.array(_teksten(periode["soort"]), dtype=np.str_),
            jaren=periode["jaar"],
            maanden=periode["maand"],
            peilingen=tuple(_peilingen(tabellen["peiling"])),
            _dekking=_vlakken(tabellen["dekking"], "gebied", aantal, len(gebied["id"])),
            _met_code=_vlakken(tabellen["peiling_code"], "code", aantal, len(code["id"])),
            _met_periode=_vlakken(tabellen["peiling_periode"], "periode", aantal, len(periode["id"])),
        )

    @cached_property
    def aantallen(self) -> tuple[int, int, int]:
        return len(self.gebieden), len(self.codes), len(self.perioden)

    @cached_property
    def gebied_id(self) -> Mapping[str, int]:
        return {code: plek for plek, code in enumerate(self.gebieden)}

    @cached_property
    def code_id(self) -> Mapping[str, int]:
        return {code: plek for plek, code in enumerate(self.codes)}

    @cached_property
    def periode_id(self) -> Mapping[str, int]:
        return {code: plek for plek, code in enumerate(self.perioden)}

    @cached_property
    def _als_rij(self) -> tuple[Getallen, ...]:
        return tuple(np.array(codes, dtype=np.object_) for codes in (self.gebieden, self.codes, self.perioden))

    def namen(self, assen: Assen) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The codes of areas, codes and periods."""
        gebieden, codes, perioden = (rij[ids].tolist() for rij, ids in zip(self._als_rij, assen, strict=True))
        return tuple(gebieden), tuple(codes), tuple(perioden)

    def van_soort(self, soort: str) -> Getallen:
        """The ids of every area of one kind; of every area for ""."""
        return np.arange(len(self.gebieden)) if not soort else np.flatnonzero(self.soorten == soort)

    def van_gemeente(self, gemeente: str) -> Getallen:
        """The ids of a municipality and of everything that lies in it."""
        plek = self.gebied_id.get(gemeente, NOOIT)
        return np.flatnonzero((self.gemeenten == plek) | (np.arange(len(self.gebieden)) == plek))

    def peiling_op(self, dag: date | None) -> int:
        """The last delivery retrieved on or before a day; NOOIT when nothing was known yet."""
        if dag is None:
            return len(self.peilingen) - 1
        return max((peiling.id for peiling in self.peilingen if peiling.opgehaald <= dag), default=NOOIT)

    @cached_property
    def patroon(self) -> Getallen:
        """Per area the number of its pattern: areas that were in the same deliveries have the same one."""
        nummers: dict[bytes, int] = {}
        rijen = np.ascontiguousarray(np.packbits(self._dekking, axis=0).T)
        return np.array([nummers.setdefault(rij.tobytes(), len(nummers)) for rij in rijen])

    @cached_property
    def patronen(self) -> int:
        """How many there are, numbered from 0."""
        return int(self.patroon.max(initial=0)) + 1

    def gezien(self, patroon: int, peiling: int) -> Getallen:
        """[code, periode]: the last delivery up to `peiling` that held the cell for areas of a pattern, or NOOIT."""
        sleutel = (patroon, peiling)
        if sleutel not in self._gezien:
            gebied = int(np.argmax(self.patroon == patroon))
            self._gezien[sleutel] = self._laatste(np.flatnonzero(self._dekking[: peiling + 1, gebied]))
        return self._gezien[sleutel]

    def gedekt(self, gebieden: Getallen, peiling: int) -> Getallen:
        """[code, periode]: for how many of these areas the cell was delivered."""
        patronen, aantallen = np.unique(self.patroon[gebieden], return_counts=True)
        som = np.zeros((len(self.codes), len(self.perioden)), dtype=np.int64)
        for patroon, aantal in zip(patronen, aantallen, strict=True):
            som += aantal * (self.gezien(int(patroon), peiling) != NOOIT)
        return som

    def eerste(self, patroon: int) -> Getallen:
        """[code, periode]: the first delivery that held the cell for areas of a pattern, or NOOIT."""
        if patroon not in self._eerste:
            gebied = int(np.argmax(self.patroon == patroon))
            self._eerste[patroon] = self._laatste(np.flatnonzero(self._dekking[:, gebied])[::-1])
        return self._eerste[patroon]

    def _laatste(self, peilingen: Getallen) -> Getallen:
        gezien = np.full((len(self.codes), len(self.perioden)), NOOIT, dtype=np.int32)
        for peiling in peilingen:
            gezien[np.ix_(self._met_code[peiling], self._met_periode[peiling])] = peiling
        return gezien


def lopen(ids: Getallen, gat: int = WIJD_GAT) -> Iterator[Loop]:
    """One range that holds all ids (in order, not empty), or two when there is a wide gap between them."""
    gaten = np.diff(ids)
    grens = int(np.argmax(gaten)) if len(gaten) else 0
    if not len(gaten) or gaten[grens] < gat:
        yield Loop(int(ids[0]), int(ids[-1]))
        return
    yield Loop(int(ids[0]), int(ids[grens]))
    yield Loop(int(ids[grens + 1]), int(ids[-1]))


def plaatsen(kolom: Getallen, ids: Getallen, aantal: int) -> Getallen:
    """Per row its place among the asked ids, NOOIT when it was not asked for."""
    if ids[-1] - ids[0] + 1 == len(ids):
        aaneen: Getallen = kolom.astype(np.int64) - ids[0]
        return aaneen
    plek = np.full(aantal, NOOIT, dtype=np.int64)
    plek[ids] = np.arange(len(ids))
    gevonden: Getallen = plek[kolom]
    return gevonden


def bekende(namen: Sequence[str], ids: Mapping[str, int]) -> Getallen:
    """The ids of the names that the kubus has, in order, each once."""
    return np.array(sorted({ids[naam] for naam in namen if naam in ids}), dtype=np.int64)


def _teksten(kolom: Getallen) -> tuple[str, ...]:
    return tuple(str(waarde) for waarde in kolom.tolist())


def _peilingen(tabel: Kolommen) -> Iterator[Peiling]:
    tijden = {"moment": "datetime64[us]", "opgehaald": "datetime64[D]"}
    namen = ("id", "moment", "opgehaald", "gewijzigd", "indeling", "adres", "ruw")
    kolommen = [tabel[naam].astype(tijden.get(naam, tabel[naam].dtype)).tolist() for naam in namen]
    for nummer, moment, *bron in zip(*kolommen, strict=True):
        yield Peiling(nummer, moment, bron[0], tuple(bron))


def _vlakken(tabel: Kolommen, lid: str, peilingen: int, leden: int) -> Getallen:
    """[peiling, lid] -> whether the delivery held it."""
    vlak = np.zeros((peilingen, leden), dtype=np.bool_)
    vlak[tabel["peiling"].astype(np.int64), tabel[lid].astype(np.int64)] = True
    return vlak
