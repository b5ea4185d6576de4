"""The workbench of one build: rows of the files, compared and merged with the active build, in SQL on disk."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kompas.data.build.opslag import DATABASE, FEITEN, GEBIEDEN
from kompas.data.build.verslag import MAX_GENOEMD, Gewijzigd
from kompas.data.build.verzamelen import Verzameld
from kompas.data.definities import Definities
from kompas.data.sources import Namen

SCHEMA = 2
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
    voorbeeld BOOLEAN NOT NULL, bestand VARCHAR NOT NULL, regel BIGINT NOT NULL
"""
_CSV = (
    "FORMAT csv, AUTO_DETECT false, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '',"
    " MAX_LINE_SIZE 4194304"
)
KOLOMMEN = (
    "bron", "tabel", "code", "gebied", "periode", "sleutel_jaar", "gebied_jaar", "naam", "waarde", "vlag", "laag",
    "hoog", "vindplaats", "toelichting", "opgehaald", "ingelezen", "voorbeeld", "bestand", "regel",
)  # fmt: skip
SLEUTEL = ("bron", "tabel", "code", "gebied", "periode", "sleutel_jaar")
_SLEUTEL = ", ".join(SLEUTEL)
_ZELFDE = " AND ".join(f"o.{kolom} IS NOT DISTINCT FROM n.{kolom}" for kolom in ("waarde", "vlag", "laag", "hoog"))
# An example figure never replaces a real one; a real one replaces the example also when it is equal.
_BLIJFT = "(n.voorbeeld AND NOT o.voorbeeld)"
_VERVANGT = f"NOT {_BLIJFT} AND (NOT ({_ZELFDE}) OR (o.voorbeeld AND NOT n.voorbeeld))"


@dataclass(frozen=True, slots=True)
class Telling:
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    wijzigingen: tuple[Gewijzigd, ...]


class Werkbank:
    """The database of a build while it is being made."""

    def __init__(self, werkmap: Path, verbinding: duckdb.DuckDBPyConnection) -> None:
        self._werkmap = werkmap
        self._db = verbinding
        self.aantal_feiten = 0
        self.aantal_gebieden = 0

    @classmethod
    def open(cls, werkmap: Path, vorige: Path | None) -> "Werkbank":
        """Start from the active build, or from nothing. One thread and a memory limit: same bytes, bounded memory."""
        db = duckdb.connect(
            ":memory:",  # what does not fit goes to the temporary directory
            config={"threads": 1, "memory_limit": GEHEUGEN, "temp_directory": str(werkmap / "tijdelijk")},
        )
        db.execute(f"CREATE TABLE oud ({_FEIT})")
        db.execute(f"CREATE TABLE nieuw (nummer INTEGER, {_FEIT})")
        db.execute("CREATE TABLE gebieden (code VARCHAR NOT NULL, naam VARCHAR NOT NULL, gemeente VARCHAR NOT NULL)")
        if vorige:
            db.execute("INSERT INTO oud BY NAME SELECT * FROM read_parquet(?)", [str(vorige / FEITEN)])
            db.execute("INSERT INTO gebieden BY NAME SELECT * FROM read_parquet(?)", [str(vorige / GEBIEDEN)])
        return cls(werkmap, db)

    def close(self) -> None:
        self._db.close()

    def rijen(self, vraag: str, waarden: list[object] | None = None) -> list[tuple[object, ...]]:
        return self._db.execute(vraag, waarden or []).fetchall()

    def neem_op(self, deel: Verzameld, definities: Definities, indeling: int | None) -> None:
        """Take over the rows of one file. A source with the newest boundaries gets the year of its newest figure."""
        van_toen = [bron.key for bron in definities.bronnen if bron.indeling == "van toen"]
        self._db.execute("CREATE OR REPLACE TEMP TABLE ruw (" + _RUW + ")")
        self._db.execute(f"COPY ruw FROM '{_tekst(deel.feiten)}' ({_CSV})")
        self._db.execute(
            """
            INSERT INTO nieuw BY NAME
            SELECT r.* EXCLUDE (gebied_jaar, naam, vlag, vindplaats, toelichting, toen, eigen),
                   coalesce(naam, '') AS naam, coalesce(vlag, '') AS vlag,
                   coalesce(vindplaats, '') AS vindplaats, coalesce(toelichting, '') AS toelichting,
                   CASE WHEN toen THEN eigen ELSE 0 END AS sleutel_jaar, eigen AS gebied_jaar
            FROM (
                SELECT *, list_contains(?, bron) AS toen,
                       coalesce(gebied_jaar, CASE WHEN list_contains(?, bron) THEN left(periode, 4)::SMALLINT
                                                  ELSE ? END,
                                max(left(right(periode, 8), 4)::SMALLINT) OVER ()) AS eigen
                FROM ruw
            ) r
            """,
            [van_toen, van_toen, indeling],
        )
        self._neem_namen_op(deel.gebieden)

    def _neem_namen_op(self, pad: Path) -> None:
        self._db.execute("CREATE OR REPLACE TEMP TABLE naam (code VARCHAR, naam VARCHAR, gemeente VARCHAR)")
        self._db.execute(f"COPY naam FROM '{_tekst(pad)}' ({_CSV})")
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
        [(nieuw, gewijzigd)] = self.rijen(
            f"SELECT count(*) FILTER (o.bron IS NULL), count(*) FILTER ({anders}) {samen}",
            [nummer],
        )
        [(totaal,)] = self.rijen("SELECT count(*) FROM nieuw WHERE nummer = ?", [nummer])
        voorbeelden = self.rijen(
            f"SELECT n.tabel, n.code, n.gebied, n.periode, o.waarde, n.waarde {samen} AND {anders}"
            f" ORDER BY n.regel LIMIT {MAX_GENOEMD}",
            [nummer],
        )
        wijzigingen = tuple(Gewijzigd(*rij) for rij in voorbeelden)  # type: ignore[arg-type]
        n, g, t = (int(str(getal)) for getal in (nieuw, gewijzigd, totaal))
        return Telling(n, g, t - n - g, wijzigingen)

    def voeg_samen(self) -> None:
        """The rows of the new build: the old ones, with what the files add or revise."""
        kolommen = ", ".join(KOLOMMEN)
        keuze = ", ".join(
            f"CASE WHEN o.bron IS NULL OR ({_VERVANGT}) THEN n.{kolom} ELSE o.{kolom} END AS {kolom}"
            for kolom in KOLOMMEN
        )
        self._db.execute(
            f"""
            CREATE TABLE feiten AS
            SELECT {kolommen} FROM (
                SELECT {", ".join(f"o.{kolom}" for kolom in KOLOMMEN)} FROM oud o ANTI JOIN nieuw n USING ({_SLEUTEL})
                UNION ALL
                SELECT {keuze} FROM (SELECT DISTINCT ON ({_SLEUTEL}) * FROM nieuw ORDER BY {_SLEUTEL}, nummer, regel) n
                LEFT JOIN oud o USING ({_SLEUTEL})
            ) ORDER BY {_SLEUTEL}
            """  # noqa: S608
        )
        self.aantal_feiten = self._tel("feiten")
        self.aantal_gebieden = self._tel("gebieden")

    def _tel(self, tabel: str) -> int:
        return int(str(self.rijen(f"SELECT count(*) FROM {tabel}")[0][0]))  # noqa: S608

    def tabellen(self) -> dict[str, int]:
        return dict(self._tabellen)

    def schrijf(self) -> str:
        """Write Parquet and the database; the id of the build is the hash of what is in it."""
        self._db.execute("CREATE TABLE gebied AS SELECT * FROM gebieden ORDER BY code")
        self._tabellen = {
            str(tabel): int(str(aantal))
            for tabel, aantal in self.rijen("SELECT tabel, count(*) FROM feiten GROUP BY tabel ORDER BY tabel")
        }
        vingerafdruk = hashlib.sha256(f"schema {SCHEMA}\n".encode())
        for tabel, naam in (("feiten", FEITEN), ("gebied", GEBIEDEN)):
            self._db.execute(f"COPY {tabel} TO '{_tekst(self._werkmap / naam)}' (FORMAT parquet, COMPRESSION zstd)")
            tekst = self._werkmap / f"{tabel}.vingerafdruk"
            self._db.execute(f"COPY {tabel} TO '{_tekst(tekst)}' (FORMAT csv, HEADER true)")
            with tekst.open("rb") as bron:
                vingerafdruk.update(hashlib.file_digest(bron, "sha256").digest())
        self._schrijf_database()
        self.close()
        self._ruim_op()
        return vingerafdruk.hexdigest()[:16]

    def _schrijf_database(self) -> None:
        self._db.execute(f"ATTACH '{_tekst(self._werkmap / DATABASE)}' AS uit")
        self._db.execute("CREATE TABLE uit.feiten AS SELECT * FROM feiten ORDER BY bron, code, gebied, periode")
        self._db.execute("CREATE TABLE uit.gebieden AS SELECT * FROM gebied ORDER BY code")
        self._db.execute("DETACH uit")

    def _ruim_op(self) -> None:
        """Leave only the files of the build."""
        for pad in self._werkmap.iterdir():
            if pad.is_file() and pad.name not in {FEITEN, GEBIEDEN, DATABASE}:
                pad.unlink()


def _tekst(pad: Path) -> str:
    """A path as an SQL string: COPY takes no parameters."""
    return str(pad).replace("'", "''")
