"""Kubussen read back: every question complete (a known cell without a row is 0), now or as known on a day.

The engine behind it (DuckDB on one machine, Spark on a cluster) only runs the compiled questions of `vragen`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from threading import Lock
from typing import Final, Protocol

import numpy as np

from kompas.base import RefusedError
from kompas.data.kubus.antwoorden import ONTBREEKT, Blok, Getallen, Herziening, Kruistabel, KubusRij, Rang
from kompas.data.kubus.blokken import (
    getallen,
    leeg_blok,
    met_periode,
    over_twaalf_maanden,
    rangschik,
    vul_blok,
)
from kompas.data.kubus.indeling import NOOIT, Assen, Indeling, Kolommen, Loop, bekende, lopen
from kompas.data.kubus.reeksen import Aanvuller, Cel, Vroeger, herzieningen, lees_reeksen, lees_vroeger
from kompas.data.kubus.schema import DIMENSIES, Kubus

TOEN: Final = "_toen"
REEKS, BLOK = "reeks", "blok"
"""What is read of a cell: everything that a series shows, or its value only."""
PER_CODE: Final = 6
"""Up to this many codes a question is asked per code, of the table that is sorted by code."""


class Motor(Protocol):
    """Runs a compiled question on one kubus."""

    def stel(self, kubus: Kubus, vraag: str, waarden: Mapping[str, int | str]) -> Kolommen: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Kubuslezer:
    """Questions over a set of kubussen; safe to use from several threads."""

    kubussen: Mapping[str, Kubus]
    motor: Motor
    _indelingen: dict[str, Indeling] = field(default_factory=dict, repr=False)
    _slot: Lock = field(default_factory=Lock, repr=False)

    def close(self) -> None:
        self.motor.close()

    def indeling(self, tabel: str) -> Indeling:
        """The small tables of a kubus; read at the first question."""
        gelezen = self._indelingen.get(tabel)
        if gelezen is None:
            kubus = self.kubussen[tabel]
            with self._slot:
                gelezen = self._indelingen.get(tabel) or Indeling.uit(
                    {naam: self.motor.stel(kubus, naam, {}) for naam in DIMENSIES}
                )
                self._indelingen[tabel] = gelezen
        return gelezen

    def reeksen(
        self, tabel: str, codes: Sequence[str], gebieden: Sequence[str], op: date | None = None
    ) -> list[KubusRij]:
        """Every known cell of these codes and areas, in the order of the kubus: area, code, period."""
        indeling, assen = self.indeling(tabel), self._assen(tabel, gebieden, codes)
        peiling = indeling.peiling_op(op)
        if peiling == NOOIT or not _iets(assen):
            return []
        gevonden = lees_reeksen(indeling, assen, self._delen(tabel, assen, self._toen(tabel, op), REEKS))
        aanvuller = Aanvuller(self.kubussen[tabel], indeling, peiling, gevonden, self._vroeger(tabel, assen))
        paren = product(assen[0].tolist(), assen[1].tolist())
        return [rij for gebied, code in paren for rij in aanvuller.reeks(gebied, code)]

    def herzieningen(self, tabel: str, codes: Sequence[str], gebieden: Sequence[str]) -> list[Herziening]:
        """Every value that a later delivery changed, in the order of the kubus and then of time."""
        indeling, assen = self.indeling(tabel), self._assen(tabel, gebieden, codes)
        vroeger = self._vroeger(tabel, assen) if _iets(assen) else {}
        if not vroeger:
            return []
        return list(
            herzieningen(
                tabel, indeling, vroeger, lees_reeksen(indeling, assen, self._delen(tabel, assen, None, REEKS))
            )
        )

    def gemeente_jaar(self, tabel: str, gemeente: str, jaar: int, op: date | None = None) -> Blok:
        """Every cell of a municipality, its wijken and buurten in one year: all codes, the year and its months."""
        indeling = self.indeling(tabel)
        perioden = np.flatnonzero(indeling.jaren == jaar)
        return self._blok(tabel, (indeling.van_gemeente(gemeente), np.arange(len(indeling.codes)), perioden), op)

    def rangorde(
        self,
        tabel: str,
        code: str,
        periode: str,
        noemers: Mapping[str, float],
        per: float = 1000,
        op: date | None = None,
    ) -> tuple[Rang, ...]:
        """The areas of `noemers` by rate, highest first; who has no number or no denominator has no place."""
        indeling = self.indeling(tabel)
        gebieden = bekende(tuple(noemers), indeling.gebied_id)
        blok = self._een_code(tabel, code, gebieden, bekende((periode,), indeling.periode_id), op)
        return rangschik(blok, noemers, per)

    def twaalf_maanden(
        self, tabel: str, code: str, soort: str = "BU", tot: str | None = None, op: date | None = None
    ) -> Blok:
        """Sums over twelve months for every area of a kind; `tot`: the last month only. No sum where a month misses."""
        indeling = self.indeling(tabel)
        maanden = np.flatnonzero(indeling.periodesoorten == "MM")
        if tot is not None:
            eind = indeling.maanden[indeling.periode_id[tot]] if tot in indeling.periode_id else NOOIT
            maanden = maanden[(indeling.maanden[maanden] <= eind) & (indeling.maanden[maanden] > eind - 12)]
        blok = self._een_code(tabel, code, indeling.van_soort(soort), maanden, op)
        gesommeerd = over_twaalf_maanden(blok, indeling.maanden[maanden], heel=self.kubussen[tabel].heel)
        return gesommeerd if tot is None else met_periode(gesommeerd, tot)

    def totalen(self, tabel: str, soort: str = "", op: date | None = None) -> Kruistabel:
        """The sum of every code and period over all areas of a kind; of every area of every kind for ""."""
        indeling = self.indeling(tabel)
        gebieden, peiling = indeling.van_soort(soort), indeling.peiling_op(op)
        vorm = (len(indeling.codes), len(indeling.perioden))
        som, leeg = np.zeros(vorm), np.zeros(vorm, dtype=np.int64)
        if peiling != NOOIT:
            waarden: dict[str, int | str] = {"soort": soort} if soort else {}
            deel = self._stel(tabel, "totalen" if soort else "alle_totalen", waarden, self._toen(tabel, op))
            plek = (deel["code"].astype(np.int64), deel["periode"].astype(np.int64))
            som[plek] = np.nan_to_num(getallen(deel["som"]))
            leeg[plek] = deel["leeg"].astype(np.int64)
        ontbreekt = len(gebieden) - indeling.gedekt(gebieden, peiling) + leeg
        som[ontbreekt == len(gebieden)] = np.nan
        namen = tuple(indeling.gebieden[gebied] for gebied in gebieden.tolist())
        return Kruistabel(namen, indeling.codes, indeling.perioden, som, ontbreekt)

    def _assen(self, tabel: str, gebieden: Sequence[str], codes: Sequence[str]) -> Assen:
        indeling = self.indeling(tabel)
        perioden = np.arange(len(indeling.perioden))
        return bekende(gebieden, indeling.gebied_id), bekende(codes, indeling.code_id), perioden

    def _vroeger(self, tabel: str, assen: Assen) -> Mapping[Cel, list[Vroeger]]:
        """Superseded values; a table that was delivered once has none."""
        indeling = self.indeling(tabel)
        if len(indeling.peilingen) == 1:
            return {}
        return lees_vroeger(indeling, assen, self._herzien(tabel, assen))

    def _een_code(self, tabel: str, code: str, gebieden: Getallen, perioden: Getallen, op: date | None) -> Blok:
        codes = bekende((code,), self.indeling(tabel).code_id)
        return self._blok(tabel, (gebieden, codes, perioden), op)

    def _blok(self, tabel: str, assen: Assen, op: date | None) -> Blok:
        """The cells of areas x codes x periods without gaps."""
        indeling = self.indeling(tabel)
        blok = leeg_blok(indeling, assen, indeling.peiling_op(op))
        if (blok.status != ONTBREEKT).any():
            for deel in self._delen(tabel, assen, self._toen(tabel, op), BLOK):
                vul_blok(blok, indeling, assen, deel)
        return blok

    def _toen(self, tabel: str, op: date | None) -> int | None:
        """The delivery to look back to; None for now, which is asked without history."""
        peiling = self.indeling(tabel).peiling_op(op)
        return None if peiling == len(self.indeling(tabel).peilingen) - 1 else peiling

    def _delen(self, tabel: str, assen: Assen, toen: int | None, vorm: str) -> Iterator[Kolommen]:
        """The stored cells, of a few ranges that may be wider than what was asked."""
        marges = "_marges" * (vorm == REEKS and self.kubussen[tabel].heeft_marges)
        periode = _loop("periode", _rondom(assen[2]))
        for gebied in lopen(assen[0]):
            bereik = _loop("gebied", gebied) | periode
            if len(assen[1]) > PER_CODE:
                yield self._stel(tabel, f"{vorm}_op_gebied", bereik, toen, marges)
                continue
            for code in assen[1].tolist():
                deel = self._stel(tabel, f"{vorm}_op_code", {**bereik, "code": code}, toen, marges)
                yield {**deel, "code": np.broadcast_to(code, len(deel["gebied"]))}

    def _herzien(self, tabel: str, assen: Assen) -> Iterator[Kolommen]:
        code = _loop("code", _rondom(assen[1]))
        for gebied in lopen(assen[0]):
            yield self.motor.stel(self.kubussen[tabel], "herzien", {**_loop("gebied", gebied), **code})

    def _stel(
        self, tabel: str, vraag: str, waarden: Mapping[str, int | str], toen: int | None, marges: str = ""
    ) -> Kolommen:
        if toen is None:
            return self.motor.stel(self.kubussen[tabel], vraag + marges, waarden)
        return self.motor.stel(self.kubussen[tabel], vraag + TOEN + marges, {**waarden, "peiling": toen})


def _iets(assen: Assen) -> bool:
    return all(len(as_) for as_ in assen)


def _rondom(ids: Getallen) -> Loop:
    return Loop(int(ids[0]), int(ids[-1]))


def _loop(naam: str, loop: Loop) -> dict[str, int | str]:
    return {f"{naam}_van": loop.van, f"{naam}_tot": loop.tot}


def open_lezer(backend: str, kubussen: Mapping[str, Kubus]) -> Kubuslezer:
    """A reader on "duckdb", or on Spark: "spark:local[2]" in this process, "spark://host:7077" on a cluster."""
    if backend == "duckdb":
        from kompas.data.kubus.duckdb_lezer import DuckdbMotor  # noqa: PLC0415 - one engine of the two

        return Kubuslezer(kubussen, DuckdbMotor.open())
    if backend.startswith("spark:"):
        from kompas.data.kubus.spark_lezer import SparkMotor  # noqa: PLC0415

        return Kubuslezer(kubussen, SparkMotor.open(backend))
    raise RefusedError(f"KOMPAS_CIJFERS_BACKEND is {backend!r}. Kies duckdb, spark:local[2] of spark://server:7077.")
