"""A build, opened read-only: the figures of files and of fetched tables as one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby, pairwise
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import duckdb

from kompas.data.build.opslag import DATABASE, Opslag
from kompas.data.kubus.antwoorden import Herziening, KubusRij
from kompas.data.kubus.lezer import Kubuslezer, open_lezer
from kompas.data.kubus.schema import Kubus
from kompas.data.levering import rij_adres

MAX_ONTHOUDEN = 400_000
"""Rows that are remembered at most."""
MAX_DAGEN = 8
_VELDEN = (
    "bron, tabel, code, gebied, periode, gebied_jaar, naam, waarde, vlag, laag, hoog, vindplaats, toelichting,"
    " opgehaald, ingelezen, voorbeeld, bestand, regel, bekend_vanaf, '' AS adres"
)


class FeitRij(NamedTuple):
    """One stored figure, of a file or of a fetched table; a tuple, because a series of months has hundreds.

    `bekend_vanaf` (UTC) is when this value was first known. `adres` is the request that gives exactly this source row,
    of a fetched table; then `bestand` is the hash of the delivery.
    """

    bron: str
    tabel: str
    code: str
    gebied: str
    periode: str
    gebied_jaar: int
    naam: str
    waarde: float | None
    vlag: str
    laag: float | None
    hoog: float | None
    vindplaats: str
    toelichting: str
    opgehaald: date | None
    ingelezen: date | None
    voorbeeld: bool
    bestand: str
    regel: int
    bekend_vanaf: datetime
    adres: str = ""


class _Gezien(NamedTuple):
    """A row, the year of boundaries that belongs to its identity (0: the newest), and when it was last seen."""

    rij: FeitRij
    jaar: int
    gezien: datetime


Reeks = tuple[FeitRij, ...]
Sleutel = tuple[str, str, str]


class _Geheugen:
    """Series that were read, until there are too many; several threads use it."""

    def __init__(self) -> None:
        self._reeksen: dict[Sleutel, Reeks] = {}
        self._rijen = 0
        self._slot = Lock()

    def geef(self, sleutel: Sleutel) -> Reeks | None:
        return self._reeksen.get(sleutel)

    def onthoud(self, reeksen: Mapping[Sleutel, Reeks]) -> None:
        aantal = sum(map(len, reeksen.values())) + len(reeksen)
        with self._slot:
            if self._rijen + aantal > MAX_ONTHOUDEN:
                self._reeksen.clear()
                self._rijen = 0
            self._reeksen.update(reeksen)
            self._rijen += aantal


@dataclass(frozen=True)
class Store:
    """The figures of one build; a series is read once and remembered, because a build never changes.

    With `op_dag` it gives what was known at the end of that day.
    """

    build_id: str
    lezer: Kubuslezer = field(repr=False)
    _db: duckdb.DuckDBPyConnection = field(repr=False)
    _feiten: str = field(repr=False)
    _namen: dict[str, str] = field(repr=False)
    op_dag: date | None = None
    _geheugen: _Geheugen = field(default_factory=_Geheugen, repr=False)
    _dagen: dict[date, "Store"] = field(default_factory=dict, repr=False)
    _herzien: dict[tuple[str, tuple[str, ...]], frozenset[tuple[str, date]]] = field(default_factory=dict, repr=False)
    _momenten: list[datetime] = field(default_factory=list, repr=False)

    @classmethod
    def open(cls, map_: Path, build_id: str = "", backend: str = "duckdb") -> "Store | None":
        """The given build or the active one; None when nothing was read yet."""
        opslag = Opslag(map_)
        build_id = build_id or opslag.actief
        if not build_id:
            return None
        manifest = opslag.manifest(build_id)
        lezer = open_lezer(backend, opslag.kubussen(build_id))
        db = duckdb.connect(str(opslag.pad(build_id) / DATABASE), read_only=True)
        namen = dict(db.execute("SELECT code, naam FROM gebieden").fetchall())
        return cls(build_id, lezer, db, _leesvorm(db, manifest.gemaakt), namen)

    def close(self) -> None:
        self.lezer.close()
        self._db.close()

    def op(self, dag: date) -> "Store":
        """The same build as known at the end of a day."""
        if dag not in self._dagen:
            if len(self._dagen) >= MAX_DAGEN:
                self._dagen.clear()
            self._dagen[dag] = replace(self, op_dag=dag, _geheugen=_Geheugen())
        return self._dagen[dag]

    @property
    def stand(self) -> tuple[int, ...]:
        """What was known, as numbers: the same on two days between which nothing came in and nothing changed."""
        if self.op_dag is None:
            return ()
        if not self._momenten:  # the same list for every day, and never empty once it was read
            vraag = f"SELECT bekend_vanaf FROM {self._feiten} UNION SELECT bekend_tot FROM {self._feiten} WHERE bekend_tot IS NOT NULL"  # noqa: S608, E501
            gelezen = [moment for [moment] in self._rijen(vraag, []) if isinstance(moment, datetime)]
            self._momenten[:] = sorted({_begin(date.min), *gelezen})
        peilingen = (self.lezer.indeling(tabel).peiling_op(self.op_dag) for tabel in self.kubussen)
        return bisect_left(self._momenten, _na(self.op_dag)), *peilingen

    @property
    def kubussen(self) -> Mapping[str, Kubus]:
        """The fetched tables by name."""
        return self.lezer.kubussen

    def naam(self, gebied: str) -> str:
        """The name of an area; its code when no source named it."""
        return self._namen.get(gebied, gebied)

    def feiten(self, bron: str, code: str, gebied: str) -> Reeks:
        """Every figure of one code of a source in one area, all tables and periods."""
        sleutel = (bron, code, gebied)
        gevonden = self._geheugen.geef(sleutel)
        return self._lees(bron, (code,), (gebied,))[sleutel] if gevonden is None else gevonden

    def voorlaad(self, bron: str, codes: Sequence[str], gebieden: Sequence[str]) -> None:
        """Read the series of these codes and areas in one question per table, to be remembered."""
        weg = [
            (code, gebied) for code in codes for gebied in gebieden if self._geheugen.geef((bron, code, gebied)) is None
        ]
        if weg:
            self._lees(bron, *(tuple(dict.fromkeys(deel)) for deel in zip(*weg, strict=True)))

    def _lees(self, bron: str, codes: Sequence[str], gebieden: Sequence[str]) -> dict[Sleutel, Reeks]:
        per_reeks: dict[Sleutel, dict[tuple[str, str, int], _Gezien]] = {
            (bron, code, gebied): {} for code in codes for gebied in gebieden
        }
        for gezien in chain(self._uit_bestanden(bron, codes, gebieden), self._uit_kubussen(bron, codes, gebieden)):
            _neem(per_reeks[bron, gezien.rij.code, gezien.rij.gebied], gezien)
        reeksen = {
            sleutel: tuple(sorted((gezien.rij for gezien in rijen.values()), key=_volgorde))
            for sleutel, rijen in per_reeks.items()
        }
        self._geheugen.onthoud(reeksen)
        return reeksen

    def jaar_uit_bestanden(self, bron: str, gebieden: Sequence[str], jaar: int) -> dict[tuple[str, str], Reeks]:
        """Per area and code the figures within one year of a source, for what files have of it; not remembered.

        One question for all areas together. A fetched table that has the same cells is merged in.
        """
        vraag = (
            f"SELECT {_VELDEN}, sleutel_jaar, gezien[-1] FROM {self._feiten} WHERE bron = ? AND gebied {_in(gebieden)}"  # noqa: S608
            f" AND starts_with(periode, ?) AND {self._geldig}"
        )
        cellen: dict[tuple[str, str], dict[tuple[str, str, int], _Gezien]] = {}
        for rij in self._rijen(vraag, [bron, *gebieden, str(jaar)]):
            gezien = _Gezien(FeitRij._make(rij[:-2]), *rij[-2:])
            _neem(cellen.setdefault((gezien.rij.gebied, gezien.rij.code), {}), gezien)
        for gebied, groep in groupby(sorted(cellen), key=lambda cel: cel[0]) if self._tabellen(bron) else ():
            for gezien in self._uit_kubussen(bron, [code for _, code in groep], [gebied]):
                if gezien.rij.periode.startswith(str(jaar)):
                    _neem(cellen[gebied, gezien.rij.code], gezien)
        return {cel: tuple(sorted((g.rij for g in rijen.values()), key=_volgorde)) for cel, rijen in cellen.items()}

    def codes_in_bestanden(self, bron: str, gebieden: Sequence[str]) -> tuple[str, ...]:
        """Every code of a source that files have for one of these areas."""
        vraag = f"SELECT DISTINCT code FROM {self._feiten} WHERE bron = ? AND gebied {_in(gebieden)} AND {self._geldig}"  # noqa: S608
        return tuple(str(code) for [code] in self._rijen(vraag, [bron, *gebieden]))

    def gebieden_in_bestanden(self, bron: str, codes: Sequence[str]) -> tuple[str, ...]:
        """Every area that files have one of these codes for, named or not."""
        vraag = f"SELECT DISTINCT gebied FROM {self._feiten} WHERE bron = ? AND code {_in(codes)} AND {self._geldig}"  # noqa: S608
        return tuple(str(gebied) for [gebied] in self._rijen(vraag, [bron, *codes]))

    def feiten_van_bron(self, bron: str, gebied: str) -> Reeks:
        """Every figure of a source in one area out of files, in the order of the raw files."""
        vraag = f"SELECT {_VELDEN} FROM {self._feiten} WHERE bron = ? AND gebied = ? AND {self._geldig} ORDER BY tabel, bestand, regel"  # noqa: S608, E501
        return tuple(FeitRij._make(rij) for rij in self._rijen(vraag, [bron, gebied]))

    def herzieningen(self, bron: str, code: str, gebied: str) -> tuple[Herziening, ...]:
        """Every value of a series that was replaced later on, in order of table, period and time."""
        uit = [
            *self._herzien_in_bestanden(bron, code, gebied),
            *(h for tabel in self._tabellen(bron) for h in self.lezer.herzieningen(tabel, (code,), (gebied,))),
        ]
        if self.op_dag:
            grens = _na(self.op_dag)
            uit = [herzien for herzien in uit if herzien.tot < grens]
        return tuple(sorted(uit, key=lambda herzien: (herzien.tabel, herzien.periode, herzien.tot)))

    def dagen_herzien(self, bron: str, gebieden: Sequence[str], jaar: int) -> tuple[date, ...]:
        """The days on which figures of a source in these areas and this year changed, or came in; asked once."""
        sleutel = (bron, tuple(gebieden))
        if sleutel not in self._herzien:
            self._herzien[sleutel] = frozenset(self._lees_dagen(bron, gebieden))
        return tuple(sorted(dag for jaar_, dag in self._herzien[sleutel] if jaar_ == str(jaar)))

    def _lees_dagen(self, bron: str, gebieden: Sequence[str]) -> Iterator[tuple[str, date]]:
        """Year that a figure is about, and day."""
        waar = f"FROM {self._feiten} WHERE bron = ? AND gebied {_in(gebieden)}"
        jaar = "SELECT DISTINCT left(periode, 4)"
        vraag = f"{jaar}, bekend_vanaf::DATE {waar} UNION {jaar}, bekend_tot::DATE {waar} AND bekend_tot IS NOT NULL"
        yield from self._rijen(vraag, [bron, *gebieden] * 2)
        for tabel in self._tabellen(bron):
            rijen = self.lezer.herzieningen(tabel, self.lezer.indeling(tabel).codes, gebieden)
            yield from ((herzien.periode[:4], herzien.tot.date()) for herzien in rijen)

    def aantal_voorbeeldcijfers(self) -> int:
        """How many figures belong to the example."""
        [(aantal,)] = self._rijen(f"SELECT count(*) FROM {self._feiten} WHERE voorbeeld AND {self._geldig}", [])  # noqa: S608
        return int(str(aantal))

    def gebieden(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every area that has a name."""
        return tuple(sorted(self._namen.items()))

    @property
    def _geldig(self) -> str:
        """Which rows count: those of now, or those of the day."""
        if self.op_dag is None:
            return "bekend_tot IS NULL"
        grens = f"TIMESTAMP '{_na(self.op_dag)}'"
        return f"(bekend_vanaf < {grens} AND (bekend_tot IS NULL OR bekend_tot >= {grens}))"

    def _tabellen(self, bron: str) -> list[str]:
        return [tabel for tabel, kubus in self.kubussen.items() if kubus.bron == bron]

    def _uit_bestanden(self, bron: str, codes: Sequence[str], gebieden: Sequence[str]) -> Iterator[_Gezien]:
        vraag = (
            f"SELECT {_VELDEN}, sleutel_jaar, gezien[-1] FROM {self._feiten} WHERE bron = ? AND code {_in(codes)}"  # noqa: S608
            f" AND gebied {_in(gebieden)} AND {self._geldig}"
        )
        for rij in self._rijen(vraag, [bron, *codes, *gebieden]):
            yield _Gezien(FeitRij._make(rij[:-2]), *rij[-2:])  # as the columns are

    def _uit_kubussen(self, bron: str, codes: Sequence[str], gebieden: Sequence[str]) -> Iterator[_Gezien]:
        for tabel in self._tabellen(bron):
            for rij in self.lezer.reeksen(tabel, codes, gebieden, self.op_dag):
                yield _Gezien(_als_feit(bron, rij), 0 if rij.indeling else int(rij.periode[:4]), _begin(rij.opgehaald))

    def _herzien_in_bestanden(self, bron: str, code: str, gebied: str) -> Iterator[Herziening]:
        rijen = self._rijen(
            f"SELECT tabel, periode, sleutel_jaar, waarde, vlag, bekend_vanaf FROM {self._feiten}"  # noqa: S608
            " WHERE bron = ? AND code = ? AND gebied = ?"
            " ORDER BY tabel, periode, sleutel_jaar, bekend_vanaf, bekend_tot NULLS LAST",
            [bron, code, gebied],
        )
        for (tabel, periode, _), groep in groupby(rijen, key=lambda rij: rij[:3]):
            # Rows of which only margins or boundaries differ are one value, known from the first of them.
            waarden = [next(gelijk) for _, gelijk in groupby((rij[3:] for rij in groep), key=lambda rij: rij[:2])]
            for (oud, oud_vlag, van), (nieuw, nieuw_vlag, tot) in pairwise(waarden):
                yield Herziening(tabel, code, gebied, periode, oud, nieuw, van, tot, oud_vlag, nieuw_vlag)

    def _rijen(self, vraag: str, waarden: list[str]) -> list[Any]:
        # A cursor of its own: pages are served by several threads.
        with self._db.cursor() as cursor:
            return cursor.execute(vraag, waarden).fetchall()


def _als_feit(bron: str, rij: KubusRij) -> FeitRij:
    return FeitRij(
        bron, rij.tabel, rij.code, rij.gebied, rij.periode, rij.indeling or int(rij.periode[:4]), "", rij.waarde,
        rij.vlag, rij.laag, rij.hoog, "", "", rij.opgehaald, None, False, rij.ruw, 0, rij.bekend_vanaf,
        rij_adres(rij.adres, rij.gebied, rij.code, rij.periode),
    )  # fmt: skip


def _neem(reeks: dict[tuple[str, str, int], _Gezien], nieuw: _Gezien) -> None:
    """Of the same figure out of a file and out of a fetched table, the one that was seen last; never an example."""
    sleutel = (nieuw.rij.tabel, nieuw.rij.periode, nieuw.jaar)
    eerder = reeks.get(sleutel)
    if eerder is None or (not nieuw.rij.voorbeeld, nieuw.gezien) >= (not eerder.rij.voorbeeld, eerder.gezien):
        reeks[sleutel] = nieuw


def _volgorde(rij: FeitRij) -> tuple[str, str, int]:
    return rij.periode, rij.tabel, rij.gebied_jaar


def _in(waarden: Iterable[str]) -> str:
    return f"IN ({', '.join('?' for _ in waarden)})"


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time())


def _na(dag: date) -> datetime:
    """The moment at which a day is over."""
    return _begin(dag + timedelta(days=1))


def _leesvorm(db: duckdb.DuckDBPyConnection, gemaakt: str) -> str:
    """The table of figures as it is now; builds of before a schema miss the columns that came with it."""
    aanwezig = {rij[0] for rij in db.execute("DESCRIBE feiten").fetchall()}
    if "bekend_vanaf" in aanwezig:
        return "feiten"
    ingelezen = "" if "ingelezen" in aanwezig else ", NULL::DATE AS ingelezen"
    dagen = "opgehaald, ingelezen" if "ingelezen" in aanwezig else "opgehaald"
    dag = datetime.fromisoformat(gemaakt).date()
    return (
        f"(SELECT *{ingelezen}, coalesce({dagen}, DATE '{dag}')::TIMESTAMP AS bekend_vanaf,"  # noqa: S608
        " [bekend_vanaf] AS gezien, NULL::TIMESTAMP AS bekend_tot FROM feiten)"
    )
