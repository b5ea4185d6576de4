"""The workbench of one build: rows of the files, compared and merged with the active build, in SQL on disk."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from kompas.data.build.opslag import DATABASE, FEITEN, GEBIEDEN, SCHEMA
from kompas.data.build.verslag import MAX_GENOEMD, Gewijzigd, Nieuw
from kompas.data.build.verzamelen import Verzameld
from kompas.data.definities import Definities
from kompas.data.sources import Namen
from kompas.data.vingerafdruk import bestandshash

GEHEUGEN = "512MB"
_RUW = """
    nummer INTEGER, regel BIGINT, bron VARCHAR, tabel VARCHAR, code VARCHAR, naam VARCHAR, gebied VARCHAR,
    gebied_jaar SMALLINT, periode VARCHAR, waarde DOUBLE, vlag VARCHAR, laag DOUBLE, hoog DOUBLE,
    vindplaats VARCHAR, toelichting VARCHAR, opgehaald DATE, ingelezen DATE, voorbeeld BOOLEAN, bestand VARCHAR
"""
_FEIT = """
    bron VARCHAR NOT NULL, tabel VARCHAR NOT NULL, code VARCHAR NOT NULL, gebied VARCHAR NOT NULL,
    periode VARCHAR NOT NULL, sleutel_jaar SMALLINT NOT NULL, gebied_jaar SMALLINT NOT NULL,
    naam VARCHAR NOT NULL, waarde DOUBLE, vlag VARCHAR NOT NULL, laag DOUBLE, hoog DOUBLE,
    vindplaats VARCHAR NOT NULL, toelichting VARCHAR NOT NULL, opgehaald DATE, ingelezen DATE,
    voorbeeld BOOLEAN NOT NULL, bestand VARCHAR NOT NULL, regel BIGINT NOT NULL, bekend_vanaf TIMESTAMP NOT NULL,
    gezien TIMESTAMP[] NOT NULL
"""
_CSV = (
    "FORMAT csv, AUTO_DETECT false, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '',"
    " MAX_LINE_SIZE 4194304"
)
KOLOMMEN = (
    "bron", "tabel", "code", "gebied", "periode", "sleutel_jaar", "gebied_jaar", "naam", "waarde", "vlag", "laag",
    "hoog", "vindplaats", "toelichting", "opgehaald", "ingelezen", "voorbeeld", "bestand", "regel", "bekend_vanaf",
    "gezien",
)  # fmt: skip
SLEUTEL = ("bron", "tabel", "code", "gebied", "periode", "sleutel_jaar")
_SLEUTEL = ", ".join(SLEUTEL)
_LAATST = 10**12  # place of a new row among those of one moment
_KOLOMMEN = ", ".join(KOLOMMEN)
_ZELFDE = " AND ".join(f"o.{kolom} IS NOT DISTINCT FROM n.{kolom}" for kolom in ("waarde", "vlag", "laag", "hoog"))
# An example figure never replaces a real one; a real one replaces the example also when it is equal.
_BLIJFT = "(n.voorbeeld AND NOT o.voorbeeld)"
_OUDER = "(n.bekend_vanaf < o.gezien[-1] AND NOT (o.voorbeeld AND NOT n.voorbeeld))"
_GEMEENTE = (
    "CASE WHEN n.gebied[:2] = 'GM' THEN n.gebied WHEN n.gebied[:2] IN ('WK', 'BU') THEN 'GM' || n.gebied[3:6] END"
)
# What was known of one key, in order of time: each value from when it was first known until another was seen. Every
# moment at which it was seen counts, so that what an older file tells comes in between.
_TIJDLIJN = f"""
    SELECT * EXCLUDE (opgehaald, bekend_vanaf, gezien, moment, echt, beurt, vorige, reeks), reeks,
           moment AS bekend_vanaf, list_sort(list_distinct(list(moment) OVER in_reeks)) AS gezien,
           coalesce(opgehaald, min(opgehaald) OVER in_reeks) AS opgehaald
    FROM (
        SELECT *, sum(CASE WHEN beurt = 1 OR (waarde, vlag, laag, hoog) IS DISTINCT FROM vorige THEN 1 ELSE 0 END)
                  OVER (PARTITION BY {_SLEUTEL} ORDER BY beurt) AS reeks
        FROM (
            SELECT *, row_number() OVER op_tijd AS beurt, lag((waarde, vlag, laag, hoog)) OVER op_tijd AS vorige
            FROM (SELECT *, bool_or(NOT voorbeeld) OVER (PARTITION BY {_SLEUTEL}) AS echt FROM gebeurtenis)
            WHERE NOT (voorbeeld AND echt)
            WINDOW op_tijd AS (PARTITION BY {_SLEUTEL} ORDER BY moment, volgnr)
        )
    )
    WINDOW in_reeks AS (PARTITION BY {_SLEUTEL}, reeks)
    QUALIFY row_number() OVER (PARTITION BY {_SLEUTEL}, reeks ORDER BY beurt) = 1
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Telling:
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    historie: int
    wijzigingen: tuple[Gewijzigd, ...]
    nieuwe: tuple[Nieuw, ...]
    gemeenten: tuple[str, ...]


class Werkbank:
    """The database of a build while it is being made."""

    def __init__(self, werkmap: Path, verbinding: duckdb.DuckDBPyConnection) -> None:
        self._werkmap = werkmap
        self._db = verbinding
        self.aantal_feiten = 0
        self.aantal_gebieden = 0
        self.inhoud: dict[str, str] = {}

    @classmethod
    def open(cls, werkmap: Path, vorige: Path | None, vastgelegd: str = "") -> "Werkbank":
        """Start from the active build (`vastgelegd`: when it was made), or from nothing, in bounded memory."""
        db = duckdb.connect(
            ":memory:",  # what does not fit goes to the temporary directory
            config={"memory_limit": GEHEUGEN, "temp_directory": str(werkmap / "tijdelijk")},
        )
        db.execute(f"CREATE TABLE alles ({_FEIT}, bekend_tot TIMESTAMP, volgnr BIGINT)")
        db.execute(f"CREATE TABLE nieuw (nummer INTEGER, {_FEIT})")
        db.execute("CREATE TABLE gebieden (code VARCHAR NOT NULL, naam VARCHAR NOT NULL, gemeente VARCHAR NOT NULL)")
        if vorige:
            _neem_vorige(db, vorige, vastgelegd)
        db.execute("CREATE VIEW oud AS SELECT * FROM alles WHERE bekend_tot IS NULL")
        return cls(werkmap, db)

    def close(self) -> None:
        self._db.close()

    def rijen(self, vraag: str, waarden: list[object] | None = None) -> list[tuple[object, ...]]:
        return self._db.execute(vraag, waarden or []).fetchall()

    def neem_op(self, deel: Verzameld, definities: Definities, indeling: int | None, moment: datetime) -> None:
        """Take over the rows of one file. A source with the newest boundaries gets the year of its newest figure."""
        van_toen = [bron.key for bron in definities.bronnen if bron.indeling == "van toen"]
        self._db.execute("CREATE OR REPLACE TEMP TABLE ruw (" + _RUW + ")")
        self._db.execute(f"COPY ruw FROM '{_tekst(deel.feiten)}' ({_CSV})")
        [(laatste,)] = self.rijen("SELECT max(left(right(periode, 8), 4)::SMALLINT) FROM ruw")
        self._db.execute(
            """
            INSERT INTO nieuw BY NAME
            SELECT r.* EXCLUDE (gebied_jaar, naam, vlag, vindplaats, toelichting, toen, eigen),
                   coalesce(naam, '') AS naam, coalesce(vlag, '') AS vlag,
                   coalesce(vindplaats, '') AS vindplaats, coalesce(toelichting, '') AS toelichting,
                   CASE WHEN toen THEN eigen ELSE 0 END AS sleutel_jaar, eigen AS gebied_jaar,
                   coalesce(opgehaald::TIMESTAMP, ?) AS bekend_vanaf, [bekend_vanaf] AS gezien
            FROM (
                SELECT *, list_contains(?, bron) AS toen,
                       coalesce(gebied_jaar, CASE WHEN list_contains(?, bron) THEN left(periode, 4)::SMALLINT
                                                  ELSE ? END, ?) AS eigen
                FROM ruw
            ) r
            """,
            [_zonder_zone(moment), van_toen, van_toen, indeling, laatste],
        )
        self._db.execute("DROP TABLE ruw")
        self._neem_namen_op(f"COPY naam FROM '{_tekst(deel.gebieden)}' ({_CSV})")

    def neem_namen(self, gebieden: Path) -> None:
        """The names of areas in the Parquet file of a kubus."""
        self._neem_namen_op(
            "INSERT INTO naam SELECT g.code, g.naam, m.code FROM read_parquet(?) g LEFT JOIN read_parquet(?) m"
            " ON m.id = g.gemeente",
            [str(gebieden), str(gebieden)],
        )

    def _neem_namen_op(self, kopieer: str, waarden: list[object] | None = None) -> None:
        self._db.execute("CREATE OR REPLACE TEMP TABLE naam (code VARCHAR, naam VARCHAR, gemeente VARCHAR)")
        self._db.execute(kopieer, waarden or [])
        self._db.execute("DELETE FROM gebieden WHERE code IN (SELECT code FROM naam)")
        self._db.execute(
            "INSERT INTO gebieden SELECT code, max(naam), coalesce(max(gemeente), '') FROM naam GROUP BY code"
        )

    def namen(self, definities: Definities) -> Namen:
        """Every name that is known now, also of municipalities that no longer exist."""
        codes: dict[str, set[str]] = defaultdict(set)
        gemeente_van: dict[str, str] = {}
        for code, naam, gemeente in self.rijen("SELECT code, naam, gemeente FROM gebieden"):
            codes[str(naam)].add(str(code))
            gemeente_van[str(code)] = str(gemeente)
        for herindeling in definities.herindelingen:
            for code, naam in herindeling.namen.items():
                codes[naam].add(code)
                gemeente_van[code] = code
        return Namen({naam: frozenset(gevonden) for naam, gevonden in codes.items()}, gemeente_van)

    def tabellen_van(self, nummer: int) -> tuple[str, ...]:
        return tuple(
            str(rij[0]) for rij in self.rijen("SELECT DISTINCT tabel FROM nieuw WHERE nummer = ? ORDER BY 1", [nummer])
        )

    def vergelijk(self, nummer: int) -> Telling:
        """How the rows of one file relate to the active build; a row that an earlier file also has counts there."""
        eerste = f"SELECT * FROM nieuw QUALIFY row_number() OVER (PARTITION BY {_SLEUTEL} ORDER BY nummer, regel) = 1"  # noqa: S608
        anders = f"o.bron IS NOT NULL AND NOT ({_ZELFDE}) AND NOT {_BLIJFT}"
        samen = f"FROM ({eerste}) n LEFT JOIN oud o USING ({_SLEUTEL}) WHERE n.nummer = ?"
        [(nieuw, gewijzigd, historie)] = self.rijen(
            f"SELECT count(*) FILTER (o.bron IS NULL), count(*) FILTER ({anders} AND NOT {_OUDER}),"
            f" count(*) FILTER ({anders} AND {_OUDER}) {samen}",
            [nummer],
        )
        [(totaal,)] = self.rijen("SELECT count(*) FROM nieuw WHERE nummer = ?", [nummer])
        voorbeelden = self.rijen(
            f"SELECT n.tabel, n.code, n.gebied, n.periode, o.waarde, n.waarde {samen} AND {anders} AND NOT {_OUDER}"
            f" ORDER BY n.regel LIMIT {MAX_GENOEMD}",
            [nummer],
        )
        wijzigingen = tuple(Gewijzigd(*rij) for rij in voorbeelden)  # type: ignore[arg-type]
        nieuwe = self.rijen(
            f"SELECT n.tabel, n.code, n.gebied, n.periode, n.waarde {samen} AND o.bron IS NULL"
            f" ORDER BY n.regel LIMIT {MAX_GENOEMD}",
            [nummer],
        )
        gemeenten = self.rijen(
            f"SELECT DISTINCT {_GEMEENTE} AS gm {samen} AND (o.bron IS NULL OR ({anders})) AND gm IS NOT NULL"
            " ORDER BY 1",
            [nummer],
        )
        n, g, h, t = (int(str(getal)) for getal in (nieuw, gewijzigd, historie, totaal))
        return Telling(
            n,
            g,
            t - n - g - h,
            h,
            wijzigingen,
            tuple(Nieuw(*rij) for rij in nieuwe),  # type: ignore[arg-type]
            tuple(str(rij[0]) for rij in gemeenten),
        )

    def voeg_samen(self) -> None:
        """The rows of the new build: what was known, with what the files add, revise or tell about the past."""
        self._db.execute(
            f"""
            CREATE TEMP VIEW eens AS SELECT DISTINCT ON ({_SLEUTEL}) * EXCLUDE (nummer) FROM nieuw
            ORDER BY {_SLEUTEL}, nummer, regel
            """  # noqa: S608
        )
        self._db.execute(
            f"""
            CREATE TEMP TABLE gebeurtenis AS
            SELECT * EXCLUDE (bekend_tot), unnest(gezien) AS moment
            FROM alles SEMI JOIN nieuw USING ({_SLEUTEL})
            UNION ALL BY NAME
            SELECT *, {_LAATST} AS volgnr, bekend_vanaf AS moment FROM eens SEMI JOIN alles USING ({_SLEUTEL})
            """  # noqa: S608
        )
        self._db.execute(
            f"""
            CREATE TABLE feiten AS
            SELECT {_KOLOMMEN}, bekend_tot FROM (
                SELECT {_KOLOMMEN}, bekend_tot, volgnr FROM alles ANTI JOIN nieuw USING ({_SLEUTEL})
                UNION ALL
                SELECT {_KOLOMMEN}, NULL, 0 FROM eens ANTI JOIN alles USING ({_SLEUTEL})
                UNION ALL
                SELECT {_KOLOMMEN.replace("ingelezen", "if(opgehaald IS NULL, ingelezen, NULL)")},
                       lead(bekend_vanaf) OVER (PARTITION BY {_SLEUTEL} ORDER BY reeks), reeks
                FROM ({_TIJDLIJN})
            ) ORDER BY {_SLEUTEL}, bekend_vanaf, volgnr
            """  # noqa: S608
        )
        self.aantal_feiten = self._tel("feiten WHERE bekend_tot IS NULL")
        self.aantal_gebieden = self._tel("gebieden")

    def _tel(self, tabel: str) -> int:
        return int(str(self.rijen(f"SELECT count(*) FROM {tabel}")[0][0]))  # noqa: S608

    def tabellen(self) -> dict[str, int]:
        """How many figures each table has now."""
        vraag = "SELECT tabel, count(*) FROM feiten WHERE bekend_tot IS NULL GROUP BY tabel ORDER BY tabel"
        return {str(tabel): int(str(aantal)) for tabel, aantal in self.rijen(vraag)}

    def schrijf(self, kubussen: Mapping[str, str]) -> str:
        """Write Parquet and the database; the id of the build is the hash of what is in it and in its kubussen."""
        self._db.execute("CREATE TABLE gebied AS SELECT * FROM gebieden ORDER BY code")
        self._db.execute("SET threads = 1")  # row groups end at the same rows every time
        vingerafdruk = hashlib.sha256(f"schema {SCHEMA}\n".encode())
        for tabel, naam in (("feiten", FEITEN), ("gebied", GEBIEDEN)):
            self._db.execute(f"COPY {tabel} TO '{_tekst(self._werkmap / naam)}' (FORMAT parquet, COMPRESSION zstd)")
            self.inhoud[naam] = self._vingerafdruk(tabel)
            vingerafdruk.update(self.inhoud[naam].encode())
        for tabel, versie in sorted(kubussen.items()):
            vingerafdruk.update(f"{tabel} {versie}\n".encode())
        self._schrijf_database()
        self.close()
        self._ruim_op()
        return vingerafdruk.hexdigest()[:16]

    def _vingerafdruk(self, tabel: str) -> str:
        tekst = self._werkmap / f"{tabel}.vingerafdruk"
        self._db.execute(f"COPY {tabel} TO '{_tekst(tekst)}' (FORMAT csv, HEADER true)")
        return bestandshash(tekst)

    def _schrijf_database(self) -> None:
        self._db.execute(f"ATTACH '{_tekst(self._werkmap / DATABASE)}' AS uit")
        self._db.execute(
            "CREATE TABLE uit.feiten AS SELECT * FROM feiten ORDER BY bron, code, gebied, periode, tabel, bekend_vanaf"
        )
        self._db.execute("CREATE TABLE uit.gebieden AS SELECT * FROM gebied ORDER BY code")
        self._db.execute("DETACH uit")

    def _ruim_op(self) -> None:
        """Leave only the files of the build."""
        for pad in self._werkmap.iterdir():
            if pad.is_file() and pad.name not in {FEITEN, GEBIEDEN, DATABASE}:
                pad.unlink()


def _neem_vorige(db: duckdb.DuckDBPyConnection, vorige: Path, vastgelegd: str) -> None:
    """The rows of the active build. One of before schema 3 knew one value for each key, and only the day of it."""
    bron = str(vorige / FEITEN)
    aanwezig = {rij[0] for rij in db.execute("DESCRIBE FROM read_parquet(?)", [bron]).fetchall()}
    sinds = ""
    if "bekend_vanaf" not in aanwezig:
        dagen = "opgehaald, ingelezen" if "ingelezen" in aanwezig else "opgehaald"
        sinds = f", coalesce({dagen}, ?)::TIMESTAMP AS bekend_vanaf, [bekend_vanaf] AS gezien"
    moment = _zonder_zone(datetime.fromisoformat(vastgelegd)) if sinds else None
    db.execute(
        f"INSERT INTO alles BY NAME SELECT *{sinds}, file_row_number AS volgnr"  # noqa: S608
        " FROM read_parquet(?, file_row_number = true)".replace("SELECT *", "SELECT * EXCLUDE (file_row_number)"),
        [moment, bron] if sinds else [bron],
    )
    db.execute("INSERT INTO gebieden BY NAME SELECT * FROM read_parquet(?)", [str(vorige / GEBIEDEN)])


def _zonder_zone(moment: datetime) -> datetime:
    """In UTC, as a TIMESTAMP column has it; whole seconds."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _tekst(pad: Path) -> str:
    """A path as an SQL string: COPY takes no parameters."""
    return str(pad).replace("'", "''")
