"""From dense deliveries to a kubus: zeros left out, values that were superseded kept, two sort orders."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import duckdb
import pyarrow as pa

from kompas.base import RefusedError
from kompas.data.kubus.delen import Delen, Plaatsen
from kompas.data.kubus.inhoud import oplopend, versie_van
from kompas.data.kubus.schema import (
    DATABASE,
    DIMENSIES,
    HERZIEN,
    MANIFEST,
    PARQUET,
    SOORTEN_PERIODE,
    VOLGORDES,
    Kubus,
    kolommen,
)
from kompas.data.kubus.verschil import Telling, aantal_cellen, neem_over
from kompas.data.levering import Levergebied, Levering
from kompas.data.vingerafdruk import bestandshash

GEHEUGEN = "1500MB"
_PERIODE = re.compile(r"(\d{4})(JJ|HJ|KW|MM)(\d\d)")
_MAANDEN = {"JJ": 12, "HJ": 6, "KW": 3, "MM": 1}
MAX_GEBIEDEN = 65_000
RIJEN_BIJEEN = 61_440
"""Half of what DuckDB takes: a question about one municipality reads less, and the file does not grow."""


@dataclass(frozen=True, slots=True)
class Peiling:
    """A delivery with the hash under which its raw files are kept."""

    levering: Levering
    ruw: str

    @property
    def moment(self) -> str:
        """When it was fetched, in UTC; in order of time as text too."""
        return self.levering.opgehaald.astimezone(UTC).isoformat(timespec="microseconds")

    @property
    def volgorde(self) -> tuple[str, str]:
        return self.moment, self.ruw


@dataclass(frozen=True, slots=True)
class Gebouwd:
    """A kubus that was just made, with what each delivery changed, by the hash of the delivery."""

    kubus: Kubus
    tellingen: dict[str, Telling]


def bouw(werkmap: Path, peilingen: Sequence[Peiling], vorige: Kubus | None = None) -> Gebouwd:
    """Write the kubus of one table into `werkmap`: that of `vorige` with these deliveries, which are all later.

    Raises `RefusedError` (Dutch) when a delivery is not what it says it is.
    """
    shutil.rmtree(werkmap, ignore_errors=True)
    werkmap.mkdir(parents=True)
    with closing(_verbind(werkmap)) as db:
        bouwer = _Bouwer(db, werkmap, vorige)
        bouwer.begin(sorted(peilingen, key=lambda peiling: peiling.volgorde))
        tellingen = {peiling.ruw: bouwer.neem(peiling) for peiling in bouwer.peilingen}
        kubus = bouwer.schrijf()
    shutil.rmtree(werkmap / "tijdelijk", ignore_errors=True)
    return Gebouwd(kubus, tellingen)


def _verbind(werkmap: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"memory_limit": GEHEUGEN, "temp_directory": str(werkmap / "tijdelijk")})


class _Bouwer:
    def __init__(self, db: duckdb.DuckDBPyConnection, werkmap: Path, vorige: Kubus | None) -> None:
        self._db = db
        self._werkmap = werkmap
        self._vorige = vorige
        self.peilingen: Sequence[Peiling] = ()
        self._eerdere = 0
        self._db.execute(f"ATTACH '{_tekst(vorige.database)}' AS oud (READ_ONLY)" if vorige else "SELECT 1")

    def begin(self, peilingen: Sequence[Peiling]) -> None:
        """Lay out areas, codes and periods of everything together, and take over what was known."""
        self.peilingen = peilingen
        laatste = peilingen[-1].levering
        vorige = self._vorige
        self.heel = all(p.levering.heel for p in peilingen) and (vorige is None or vorige.heel)
        self.marges = any(p.levering.heeft_marges for p in peilingen) or (vorige is not None and vorige.heeft_marges)
        self._kop = {
            "tabel": laatste.tabel, "bron": laatste.bron, "totaal": laatste.totaal, "heel": self.heel,
            "heeft_marges": self.marges,
        }  # fmt: skip
        for tabel in (*DIMENSIES, *VOLGORDES, HERZIEN):
            velden = ", ".join(f"{naam} {soort}" for naam, soort in self._kolommen(tabel).items())
            self._db.execute(f"CREATE TABLE {tabel} ({velden})")
        self._plaatsen = self._leg_uit()
        if vorige:
            self._neem_vorige_over(vorige)
        self._schrijf_peilingen()

    def _kolommen(self, tabel: str) -> dict[str, str]:
        return kolommen(tabel, heel=self.heel, marges=self.marges)

    def _leg_uit(self) -> Plaatsen:
        """Ids in an order in which what is asked together lies together: a municipality, then its districts."""
        laatste = self.peilingen[-1].levering
        gebieden = {gebied.code: gebied for gebied in self._oude_gebieden()}
        gebieden |= {gebied.code: gebied for p in self.peilingen for gebied in p.levering.gebieden}
        volgorde = sorted(gebieden.values(), key=_gebiedsplek)
        if len(volgorde) > MAX_GEBIEDEN:
            raise RefusedError(
                f"Tabel {self._kop['tabel']}: {len(volgorde)} gebieden zijn er te veel (hoogstens {MAX_GEBIEDEN})."
            )
        gebied = {gebied.code: nummer for nummer, gebied in enumerate(volgorde)}
        self._vul(
            "gebied",
            ((gebied[g.code], g.code, g.naam, g.soort, gebied.get(_gemeente(g))) for g in volgorde),
        )
        code = self._nummers("code", (c for p in self.peilingen for c in p.levering.codes), key=_codeplek)
        totaal = laatste.totaal
        self._vul("code", ((nr, c, _is_totaal(c, totaal)) for c, nr in code.items()))
        periode = self._nummers("periode", (c for p in self.peilingen for c in p.levering.perioden), key=_periodeplek)
        self._vul("periode", ((nr, c, *_periodevelden(c)) for c, nr in periode.items()))
        return Plaatsen(gebied, code, periode)

    def _oude_gebieden(self) -> list[Levergebied]:
        if not self._vorige:
            return []
        vraag = "SELECT g.code, g.naam, g.soort, coalesce(m.code, '') FROM oud.gebied g LEFT JOIN oud.gebied m ON m.id = g.gemeente"  # noqa: E501
        return [Levergebied(*rij) for rij in self._db.execute(vraag).fetchall()]

    def _nummers(self, tabel: str, nieuw: Iterable[str], key: Callable[[str], tuple[object, ...]]) -> dict[str, int]:
        oud = self._db.execute(f"SELECT code FROM oud.{tabel}").fetchall() if self._vorige else []  # noqa: S608
        return {code: nummer for nummer, code in enumerate(sorted({*(rij[0] for rij in oud), *nieuw}, key=key))}

    def _vul(self, tabel: str, rijen: Iterable[Sequence[object]]) -> None:
        """Insert the rows of a small table."""
        typen = self._kolommen(tabel)
        per_kolom = zip(typen, zip(*rijen, strict=True), strict=True)
        tekst = {naam: [None if cel is None else str(cel) for cel in cellen] for naam, cellen in per_kolom}
        self._db.register("rijen", pa.table({naam: pa.array(cellen, pa.string()) for naam, cellen in tekst.items()}))
        keuze = ", ".join(f"CAST({naam} AS {soort})" for naam, soort in typen.items())
        self._db.execute(f"INSERT INTO {tabel} SELECT {keuze} FROM rijen")  # noqa: S608
        self._db.unregister("rijen")

    def _neem_vorige_over(self, vorige: Kubus) -> None:
        """The rows that were known, under their new ids."""
        for tabel in ("gebied", "code", "periode"):
            self._db.execute(
                f"CREATE TEMP TABLE naar_{tabel} AS SELECT o.id AS oud, n.id AS nieuw FROM oud.{tabel} o JOIN {tabel} n USING (code)"  # noqa: S608, E501
            )
        for tabel in ("op_gebied", HERZIEN):
            over = [naam for naam in vorige.kolommen(tabel) if naam not in {"gebied", "code", "periode"}]
            self._db.execute(
                f"INSERT INTO {tabel} BY NAME SELECT g.nieuw AS gebied, c.nieuw AS code, p.nieuw AS periode,"  # noqa: S608
                f" {', '.join(f'r.{naam}' for naam in over)} FROM oud.{tabel} r JOIN naar_gebied g ON g.oud = r.gebied"
                " JOIN naar_code c ON c.oud = r.code JOIN naar_periode p ON p.oud = r.periode"
            )
        self._db.execute("INSERT INTO peiling SELECT * FROM oud.peiling")
        for tabel, kolom in (("dekking", "gebied"), ("peiling_code", "code"), ("peiling_periode", "periode")):
            self._db.execute(
                f"INSERT INTO {tabel} SELECT d.peiling, n.nieuw FROM oud.{tabel} d JOIN naar_{kolom} n ON n.oud = d.{kolom}"  # noqa: S608, E501
            )
        [(self._eerdere,)] = self._db.execute("SELECT count(*) FROM peiling").fetchall()

    def _schrijf_peilingen(self) -> None:
        self._vul("peiling", (_peilingrij(self._eerdere + nr, p) for nr, p in enumerate(self.peilingen)))

    def neem(self, peiling: Peiling) -> Telling:
        """Merge one delivery, later than all before it."""
        nummer = self._eerdere + self.peilingen.index(peiling)
        levering, plaatsen = peiling.levering, self._plaatsen
        velden = ", ".join(
            f"{naam} {soort}" for naam, soort in self._kolommen("op_gebied").items() if naam != "peiling"
        )
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE ruw ({velden})")
        for brok in Delen(levering, plaatsen).schaars():
            self._db.register("brok", brok)
            self._db.execute("INSERT INTO ruw BY NAME SELECT * FROM brok")
            self._db.unregister("brok")
        self._klopt_totaal(levering)
        self._vul("dekking", ((nummer, plaatsen.gebied[gebied.code]) for gebied in levering.gebieden))
        self._vul("peiling_code", ((nummer, plaatsen.code[code]) for code in levering.codes))
        self._vul("peiling_periode", ((nummer, plaatsen.periode[periode]) for periode in levering.perioden))
        return neem_over(self._db, nummer, levering, marges=self.marges)

    def _klopt_totaal(self, levering: Levering) -> None:
        """Where every kind has a number, their sum is the total; each measure has its own total."""
        if not levering.totaal or not levering.heel:
            return
        maten = {_maat(code) for code in levering.codes if _is_totaal(code, levering.totaal)}
        self._db.register(
            "maten",
            pa.table({"id": [self._plaatsen.code[c] for c in levering.codes], "maat": map(_maat, levering.codes)}),
        )
        rijen = self._db.execute(
            """
            SELECT g.code, p.code, s.totaal, s.som FROM (
                SELECT r.gebied, r.periode, m.maat, coalesce(sum(waarde) FILTER (c.is_totaal), 0) AS totaal,
                       coalesce(sum(waarde) FILTER (NOT c.is_totaal), 0) AS som
                FROM ruw r JOIN code c ON c.id = r.code JOIN maten m ON m.id = r.code
                WHERE list_contains(?, m.maat) GROUP BY ALL HAVING bool_and(r.vlag = 0)
            ) s JOIN gebied g ON g.id = s.gebied JOIN periode p ON p.id = s.periode
            WHERE s.totaal <> s.som ORDER BY s.gebied, s.periode LIMIT 1
            """,
            [sorted(maten)],
        ).fetchall()
        self._db.unregister("maten")
        if rijen:
            gebied, periode, totaal, som = rijen[0]
            raise RefusedError(
                f"Tabel {levering.tabel}, {gebied} {periode}: het totaal is {totaal:.0f}, maar de soorten zijn samen"
                f" {som:.0f}. Haal de tabel opnieuw op. Er is niets veranderd."
            )

    def schrijf(self) -> Kubus:
        """The database, the exchange form and the manifest; what was written is read back and compared."""
        uit = self._werkmap / DATABASE
        self._db.execute(f"ATTACH '{_tekst(uit)}' AS uit (ROW_GROUP_SIZE {RIJEN_BIJEEN})")
        for tabel in (*DIMENSIES, *VOLGORDES, HERZIEN):
            namen = ", ".join(self._kolommen(tabel))
            bron = "op_gebied" if tabel in VOLGORDES else tabel
            volgorde = ", ".join(VOLGORDES.get(tabel, ())) or "ALL"
            self._db.execute(f"CREATE TABLE uit.{tabel} AS SELECT {namen} FROM {bron} ORDER BY {volgorde}")  # noqa: S608
        self._db.execute("CHECKPOINT uit")
        self._db.execute("DETACH uit")
        with closing(_verbind(self._werkmap)) as db:
            db.execute(f"ATTACH '{_tekst(uit)}' AS uit (READ_ONLY)")
            db.execute("USE uit")
            self._lees_terug(db)
            for tabel in PARQUET:
                doel = _tekst(self._werkmap / f"{tabel}.parquet")
                db.execute(f"COPY {tabel} TO '{doel}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 1000000)")
            versie = versie_van(db, self._kop, heel=self.heel, marges=self.marges)
            self._manifest(db, versie)
        return Kubus.lees(self._werkmap)

    def _lees_terug(self, db: duckdb.DuckDBPyConnection) -> None:
        """Both orders hold the same rows, each cell once."""
        som = "SELECT count(*), sum(hash(gebied, code, periode, waarde, vlag, peiling)::HUGEINT) FROM "
        een, twee = (db.execute(som + tabel).fetchall()[0] for tabel in VOLGORDES)
        if een != twee or not all(oplopend(db, tabel, volgorde) for tabel, volgorde in VOLGORDES.items()):
            raise RefusedError(
                f"Tabel {self._kop['tabel']} is niet goed geschreven ({een[0]} en {twee[0]} rijen); de oude cijfers"
                " blijven in gebruik. Is de schijf vol?"
            )

    def _manifest(self, db: duckdb.DuckDBPyConnection, versie: str) -> None:
        aantallen = {
            tabel: db.execute(f"SELECT count(*) FROM {tabel}").fetchall()[0][0]  # noqa: S608
            for tabel in (*DIMENSIES, "op_gebied", HERZIEN)
        }
        peilingen = db.execute("SELECT ruw FROM peiling ORDER BY id").fetchall()
        hashes = {naam: bestandshash(self._werkmap / naam) for naam in (DATABASE, *map("{}.parquet".format, PARQUET))}
        velden = {
            **self._kop, "versie": versie, "aantallen": aantallen, "ruw": [rij[0] for rij in peilingen],
            "bestanden": hashes, "cellen": aantal_cellen(db), "laatste": self.peilingen[-1].moment,
        }  # fmt: skip
        tekst = json.dumps(velden, ensure_ascii=False, indent=1, sort_keys=True)
        (self._werkmap / MANIFEST).write_text(tekst + "\n", "utf-8")


def _peilingrij(nummer: int, peiling: Peiling) -> tuple[object, ...]:
    levering = peiling.levering
    moment = levering.opgehaald.astimezone(UTC)
    return (
        nummer, moment.replace(tzinfo=None), moment.date(), levering.gewijzigd, levering.indeling, levering.adres,
        peiling.ruw,
    )  # fmt: skip


def _gemeente(gebied: Levergebied) -> str:
    """A municipality lies in itself, so that one filter finds it with its districts."""
    return gebied.code if gebied.soort == "GM" else gebied.gemeente


def _gebiedsplek(gebied: Levergebied) -> tuple[str, bool, str]:
    return _gemeente(gebied), gebied.soort != "GM", gebied.code


def _is_totaal(code: str, totaal: str) -> bool:
    return bool(totaal) and code.rpartition(":")[2] == totaal


def _maat(code: str) -> str:
    """The measure in front of a kind; empty for the main one."""
    return code.rpartition(":")[0]


def _codeplek(code: str) -> tuple[str, list[tuple[int, str]]]:
    """The main measure first, and 1.2.10 after 1.2.9."""
    return _maat(code), [(int(deel), "") if deel.isdigit() else (-1, deel) for deel in re.split(r"[.:]", code)]


def _periodevelden(code: str) -> tuple[str, int, int]:
    """Kind, year and month number of the first month."""
    if not (delen := _PERIODE.fullmatch(code)):
        raise RefusedError(f"{code!r} is geen periode (verwacht: 2019JJ00, 2019HJ01, 2019KW03 of 2019MM09).")
    jaar, soort, nummer = int(delen[1]), delen[2], int(delen[3])
    return soort, jaar, jaar * 12 + max(nummer - 1, 0) * _MAANDEN[soort]


def _periodeplek(code: str) -> tuple[int, int, int]:
    """A year with its months, so that one range of ids holds them."""
    soort, jaar, maand = _periodevelden(code)
    return jaar, SOORTEN_PERIODE.index(soort), maand


def _tekst(pad: Path) -> str:
    """A path as an SQL string: ATTACH and COPY take no parameters."""
    return str(pad).replace("'", "''")
