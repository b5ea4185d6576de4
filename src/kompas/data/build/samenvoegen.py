"""The workbench of one build: rows of the files, compared and merged with the active build, in SQL on disk."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from kompas.data.build.opslag import DATABASE, FEITEN, GEBIEDEN, SCHEMA
from kompas.data.build.verslag import MAX_GENOEMD, Gewijzigd, Nieuw
from kompas.data.build.verzamelen import Verzameld
from kompas.data.definities import Definities
from kompas.data.sources import Namen
from kompas.data.vingerafdruk import bestandshash

GEHEUGEN = "512MB"
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
_WAT = "(waarde, vlag, laag, hoog, gebied_jaar)"
_LAATST = 10**12  # place of a new row among those of one moment
_KOLOMMEN = ", ".join(KOLOMMEN)
_ZELFDE = " AND ".join(f"o.{kolom} IS NOT DISTINCT FROM n.{kolom}" for kolom in ("waarde", "vlag", "laag", "hoog"))
# An example figure never replaces a real one; a real one replaces the example also when it is equal.
_BLIJFT = "(n.voorbeeld AND NOT o.voorbeeld)"
_OUDER = "(n.bekend_vanaf < o.gezien[-1] AND NOT (o.voorbeeld AND NOT n.voorbeeld))"
_GEMEENTE = (
    "CASE WHEN n.gebied[:2] = 'GM' THEN n.gebied WHEN n.gebied[:2] IN ('WK', 'BU') THEN 'GM' || n.gebied[3:6] END"
)
# What was known of one key, in order of time: each value from when it was first known until another was seen, or the
# same within other boundaries. Every moment at which it was seen counts, so what an older file tells comes between.
_TIJDLIJN = f"""
    SELECT * EXCLUDE (opgehaald, bekend_vanaf, gezien, moment, echt, beurt, vorige, reeks), reeks,
           moment AS bekend_vanaf, list_sort(list_distinct(list(moment) OVER in_reeks)) AS gezien,
           coalesce(opgehaald, min(opgehaald) OVER in_reeks) AS opgehaald
    FROM (
        SELECT *, sum(CASE WHEN beurt = 1 OR {_WAT} IS DISTINCT FROM vorige THEN 1 ELSE 0 END)
                  OVER (PARTITION BY {_SLEUTEL} ORDER BY beurt) AS reeks
        FROM (
            SELECT *, row_number() OVER op_tijd AS beurt, lag({_WAT}) OVER op_tijd AS vorige
            FROM (SELECT *, bool_or(NOT voorbeeld) OVER (PARTITION BY {_SLEUTEL}) AS echt FROM gebeurtenis)
            WHERE NOT (voorbeeld AND echt)
            WINDOW op_tijd AS (PARTITION BY {_SLEUTEL} ORDER BY moment, volgnr)
        )
    )
    WINDOW in_reeks AS (PARTITION BY {_SLEUTEL}, reeks)
    QUALIFY row_number() OVER (PARTITION BY {_SLEUTEL}, reeks ORDER BY beurt) = 1
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Inleesopgave:
    """When the files are read, and what the user said about them."""

    moment: datetime
    opgehaald: date | None
    indeling: int | None


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
        db.execute("CREATE TABLE hernoemd (nummer INTEGER, gebied VARCHAR NOT NULL)")
        if vorige:
            _neem_vorige(db, vorige, vastgelegd)
        db.execute("CREATE VIEW oud AS SELECT * FROM alles WHERE bekend_tot IS NULL")
        return cls(werkmap, db)

    def close(self) -> None:
        self._db.close()

    def rijen(self, vraag: str, waarden: list[object] | None = None) -> list[tuple[object, ...]]:
        return self._db.execute(vraag, waarden or []).fetchall()

    def neem_op(self, deel: Verzameld, definities: Definities, opgave: Inleesopgave) -> None:
        """Take over the rows of one file. A source with the newest boundaries gets the year of its newest figure."""
        van_toen = [bron.key for bron in definities.bronnen if bron.indeling == "van toen"]
        ruw = str(deel.feiten)
        [(laatste,)] = self.rijen("SELECT max(left(right(periode, 8), 4)::SMALLINT) FROM read_parquet(?)", [ruw])
        self._db.execute(
            """
            INSERT INTO nieuw BY NAME
            SELECT r.* EXCLUDE (gebied_jaar, opgehaald, toen, eigen, dag), dag AS opgehaald,
                   -- With a known day a figure is the same whenever it is read in; else that is all we know.
                   CASE WHEN dag IS NULL THEN $ingelezen END AS ingelezen,
                   CASE WHEN toen THEN eigen ELSE 0 END AS sleutel_jaar, eigen AS gebied_jaar,
                   coalesce(dag::TIMESTAMP, $moment) AS bekend_vanaf, [bekend_vanaf] AS gezien,
                   $nummer AS nummer, $bestand AS bestand
            FROM (
                SELECT *, list_contains($van_toen, bron) AS toen, coalesce(opgehaald, $opgehaald) AS dag,
                       coalesce(gebied_jaar, CASE WHEN toen THEN left(periode, 4)::SMALLINT ELSE $indeling END,
                                $laatste) AS eigen
                FROM read_parquet($ruw)
            ) r
            """,
            {
                "ingelezen": opgave.moment.date(), "moment": _zonder_zone(opgave.moment), "nummer": deel.nummer,
                "bestand": deel.bestand.sha256, "van_toen": van_toen, "opgehaald": opgave.opgehaald,
                "indeling": opgave.indeling, "laatste": laatste, "ruw": ruw,
            },
        )  # fmt: skip
        self._neem_namen_op(f"COPY naam FROM '{_tekst(deel.gebieden)}' ({_CSV})", nummer=deel.nummer)

    def neem_namen(self, gebieden: Path) -> None:
        """The names of areas in the Parquet file of a kubus."""
        self._neem_namen_op(
            "INSERT INTO naam SELECT g.code, g.naam, m.code FROM read_parquet(?) g LEFT JOIN read_parquet(?) m"
            " ON m.id = g.gemeente",
            [str(gebieden), str(gebieden)],
        )

    def _neem_namen_op(self, kopieer: str, waarden: list[object] | None = None, nummer: int = 0) -> None:
        self._db.execute("CREATE OR REPLACE TEMP TABLE naam (code VARCHAR, naam VARCHAR, gemeente VARCHAR)")
        self._db.execute(kopieer, waarden or [])
        self._db.execute(
            "INSERT INTO hernoemd SELECT ?, n.code FROM naam n JOIN gebieden g USING (code) WHERE n.naam <> g.naam",
            [nummer],
        )
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

    def zoek_dubbele(self) -> bool:
        """Fill `dubbel` with the keys that occur more than once; False when there are none."""
        self._db.execute(
            f"CREATE OR REPLACE TEMP TABLE dubbel AS SELECT {_SLEUTEL} FROM nieuw GROUP BY {_SLEUTEL}"  # noqa: S608
            " HAVING count(*) > 1"
        )
        return bool(self._tel("dubbel"))

    def zet_naast(self) -> None:
        """Fill `naast`: each new key once, beside what the active build has for it; to be called when all is read."""
        eerste = f"SELECT DISTINCT ON ({_SLEUTEL}) * FROM nieuw ORDER BY {_SLEUTEL}, nummer, regel"  # noqa: S608
        self._db.execute(f"CREATE TEMP VIEW eens AS {eerste if self.zoek_dubbele() else 'SELECT * FROM nieuw'}")  # noqa: S608
        samen = f"LEFT JOIN oud o USING ({_SLEUTEL})" if self._tel("alles") else "LEFT JOIN oud o ON false"
        self._db.execute(
            f"""
            CREATE TEMP TABLE naast AS
            SELECT n.nummer, n.regel, n.bron, n.tabel, n.code, n.gebied, n.periode, o.waarde AS oud,
                   n.waarde AS nieuw, coalesce(n.bekend_vanaf < o.bekend_vanaf AND NOT {_BLIJFT}, false) AS eerder,
                   CASE WHEN o.bron IS NULL THEN 'nieuw' WHEN {_ZELFDE} OR {_BLIJFT} THEN 'gelijk'
                        WHEN {_OUDER} THEN 'ouder' ELSE 'anders' END AS wat
            FROM eens n {samen}
            """  # noqa: S608
        )

    def vergelijk(self, nummer: int, gesloten: Sequence[str] = ()) -> Telling:
        """How the rows of one file relate to the active build; a row that an earlier file also has counts there.

        `gesloten` are the sources that are not for everybody, by key.
        """
        per_soort = self.rijen("SELECT wat, count(*) FROM naast WHERE nummer = ? GROUP BY wat", [nummer])
        tel = {str(wat): aantal for wat, aantal in per_soort}
        n, g, h = (int(str(tel.get(wat, 0))) for wat in ("nieuw", "anders", "ouder"))
        [(totaal,)] = self.rijen("SELECT count(*) FROM nieuw WHERE nummer = ?", [nummer])
        genoemd = "FROM naast WHERE nummer = ? AND wat = ? ORDER BY regel LIMIT ?"
        wijzigingen = self.rijen(
            f"SELECT tabel, code, gebied, periode, oud, nieuw {genoemd}", [nummer, "anders", MAX_GENOEMD]
        )
        nieuwe = self.rijen(f"SELECT tabel, code, gebied, periode, nieuw {genoemd}", [nummer, "nieuw", MAX_GENOEMD])
        return Telling(
            n,
            g,
            int(str(totaal)) - n - g - h,
            h,
            tuple(Gewijzigd(*rij) for rij in wijzigingen),  # type: ignore[arg-type]
            tuple(Nieuw(*rij) for rij in nieuwe),  # type: ignore[arg-type]
            self._geraakt(nummer, gesloten),
        )

    def _geraakt(self, nummer: int, gesloten: Sequence[str]) -> tuple[str, ...]:
        """Municipalities of which a file changes a figure, since when it was known, or the name of an area.

        Where a figure is not for everybody an unchanged one counts too: else "nothing changes" would confirm a guess.
        """
        rijen = self.rijen(
            f"""
            SELECT DISTINCT {_GEMEENTE} AS gm FROM (
                SELECT gebied FROM naast
                WHERE nummer = ? AND (wat <> 'gelijk' OR eerder OR gebied[:2] IN ('WK', 'BU') OR list_contains(?, bron))
                UNION ALL SELECT gebied FROM hernoemd WHERE nummer = ?
            ) n WHERE gm IS NOT NULL ORDER BY 1
            """,  # noqa: S608
            [nummer, list(gesloten), nummer],
        )
        return tuple(str(rij[0]) for rij in rijen)

    def voeg_samen(self) -> None:
        """The rows of the new build: what was known, with what the files add, revise or tell about the past."""
        eens = f"SELECT {_KOLOMMEN}, NULL::TIMESTAMP AS bekend_tot, 0 AS volgnr FROM eens"  # noqa: S608
        self._db.execute(
            f"""
            CREATE TABLE feiten AS SELECT {_KOLOMMEN}, bekend_tot FROM
            ({self._met_verleden(eens) if self._tel("alles") else eens}) ORDER BY {_SLEUTEL}, bekend_vanaf, volgnr
            """  # noqa: S608
        )
        self.aantal_feiten = self._tel("feiten WHERE bekend_tot IS NULL")
        self.aantal_gebieden = self._tel("gebieden")

    def _met_verleden(self, eens: str) -> str:
        """The question for all rows when there was a build already: only keys that come again get a new timeline."""
        self._db.execute(
            f"""
            CREATE TEMP TABLE gebeurtenis AS
            SELECT * EXCLUDE (bekend_tot), unnest(gezien) AS moment FROM alles SEMI JOIN nieuw USING ({_SLEUTEL})
            UNION ALL BY NAME
            SELECT * EXCLUDE (nummer), {_LAATST} AS volgnr, bekend_vanaf AS moment
            FROM eens SEMI JOIN alles USING ({_SLEUTEL})
            """  # noqa: S608
        )
        return f"""
            SELECT {_KOLOMMEN}, bekend_tot, volgnr FROM alles ANTI JOIN nieuw USING ({_SLEUTEL})
            UNION ALL
            {eens} ANTI JOIN alles USING ({_SLEUTEL})
            UNION ALL
            SELECT {_KOLOMMEN.replace("ingelezen", "if(opgehaald IS NULL, ingelezen, NULL)")},
                   lead(bekend_vanaf) OVER (PARTITION BY {_SLEUTEL} ORDER BY reeks), reeks
            FROM ({_TIJDLIJN})
        """  # noqa: S608

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
