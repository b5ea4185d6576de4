"""What must be true of the files together, of the merged rows and of the written build."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from kompas.base import RefusedError
from kompas.data.build.opslag import DATABASE, FEITEN
from kompas.data.build.samenvoegen import SLEUTEL, Werkbank
from kompas.data.build.verzamelen import Verzameld
from kompas.data.definities import Bron, Definities
from kompas.data.feiten import Afgekeurd

_SLEUTEL = ", ".join(SLEUTEL)


def ingelezen(werkbank: Werkbank, definities: Definities, verzameld: Sequence[Verzameld]) -> None:
    """No two different figures for one key, and totals that are the sum of their kinds."""
    if werkbank.zoek_dubbele():
        _geen_tegenspraak(werkbank, verzameld)
        _meld_dubbel(werkbank, verzameld)
    for bron in definities.bronnen:
        if bron.soorten:
            _totaal_klopt(werkbank, definities, bron)


def _geen_tegenspraak(werkbank: Werkbank, verzameld: Sequence[Verzameld]) -> None:
    rijen = werkbank.rijen(
        f"""
        SELECT tabel, code, gebied, periode, arg_min(nummer, (nummer, regel)), arg_min(regel, (nummer, regel)),
               arg_max(nummer, (nummer, regel)), arg_max(regel, (nummer, regel)), count(*) OVER ()
        FROM nieuw SEMI JOIN dubbel USING ({_SLEUTEL}) GROUP BY {_SLEUTEL}
        HAVING count(DISTINCT (waarde, vlag, laag, hoog)) > 1 ORDER BY min(nummer), min(regel) LIMIT 1
        """  # noqa: S608
    )
    if not rijen:
        return
    tabel, code, gebied, periode, nummer, regel, later, laatste, aantal = rijen[0]
    namen = {deel.nummer: deel.bestand.naam for deel in verzameld}
    raise RefusedError(
        f"{namen[int(str(nummer))]}, regel {regel}: {code} {gebied} {periode} (tabel {tabel}) staat ook in"
        f" {namen[int(str(later))]}, regel {laatste}, met een ander cijfer ({aantal} keer zo). Welk cijfer geldt, is"
        " niet te zeggen. Haal de dubbele rijen weg of haal het bestand opnieuw op. Er is niets veranderd."
    )


def _meld_dubbel(werkbank: Werkbank, verzameld: Sequence[Verzameld]) -> None:
    """Equal rows within one file: one counts, the others are reported."""
    dubbel = f"SELECT nummer, regel, code, gebied, periode FROM nieuw SEMI JOIN dubbel USING ({_SLEUTEL}) QUALIFY row_number() OVER (PARTITION BY nummer, {_SLEUTEL} ORDER BY regel) > 1"  # noqa: S608, E501
    vraag = f"SELECT regel, code, gebied, periode FROM ({dubbel}) WHERE nummer = ? ORDER BY regel"  # noqa: S608
    for deel in verzameld:
        for regel, code, gebied, periode in werkbank.rijen(vraag, [deel.nummer]):
            deel.keur_af(Afgekeurd(int(str(regel)), f"{code} {gebied} {periode} staat twee keer in het bestand"))
    werkbank.rijen(f"DELETE FROM nieuw USING ({dubbel}) d WHERE nieuw.nummer = d.nummer AND nieuw.regel = d.regel")  # noqa: S608


def _totaal_klopt(werkbank: Werkbank, definities: Definities, bron: Bron) -> None:
    """Within one file: where every kind has a figure, their sum is the total."""
    lijst = definities.soortenlijsten[bron.soorten or ""]
    if lijst.totaal is None:
        return
    rijen = werkbank.rijen(
        """
        SELECT tabel, gebied, periode, max(waarde) FILTER (code = $totaal), sum(waarde) FILTER (code <> $totaal),
               min(regel)
        FROM nieuw WHERE bron = $bron GROUP BY nummer, tabel, gebied, periode
        HAVING count(waarde) = $aantal AND max(waarde) FILTER (code = $totaal) <> sum(waarde) FILTER (code <> $totaal)
        ORDER BY 1, 2, 3 LIMIT 1
        """.replace("$totaal", "?")
        .replace("$bron", "?")
        .replace("$aantal", "?"),
        [lijst.totaal, lijst.totaal, bron.key, len(lijst.soorten), lijst.totaal, lijst.totaal],
    )
    if rijen:
        tabel, gebied, periode, totaal, som, _ = rijen[0]
        raise RefusedError(
            f"Tabel {tabel}, {gebied} {periode}: het totaal is {totaal:.0f}, maar de soorten zijn samen {som:.0f}."
            " Haal het bestand opnieuw op. Er is niets veranderd."
        )


def samengevoegd(werkbank: Werkbank) -> None:
    """No row got lost, each key has one value now, and what was known before ends where the next begins."""
    nu = "FROM feiten WHERE bekend_tot IS NULL"
    [(rijen,)] = werkbank.rijen(f"SELECT count(*) {nu}")
    [(sleutels,)] = werkbank.rijen(f"SELECT count(*) FROM (SELECT 1 {nu} GROUP BY {_SLEUTEL})")  # noqa: S608
    [(eerder, erbij)] = werkbank.rijen(
        "SELECT (SELECT count(*) FROM oud), (SELECT count(*) FROM naast WHERE wat = 'nieuw')"
    )
    verwacht = int(str(eerder)) + int(str(erbij))
    [(gaten,)] = werkbank.rijen(
        f"""
        SELECT count(*) FROM (
            SELECT bekend_tot, lead(bekend_vanaf) OVER (PARTITION BY {_SLEUTEL} ORDER BY bekend_vanaf, bekend_tot) AS v
            FROM feiten SEMI JOIN (FROM feiten WHERE bekend_tot IS NOT NULL) USING ({_SLEUTEL})
        ) WHERE bekend_tot IS DISTINCT FROM v
        """  # noqa: S608
    )
    if rijen != sleutels or rijen != verwacht or gaten:
        raise RefusedError(
            f"De nieuwe cijfers kloppen niet ({rijen} rijen, {sleutels} sleutels, verwacht {verwacht}, {gaten} gaten);"
            " de oude blijven in gebruik. Meld dit als fout in het programma."
        )


def gebouwd(map_: Path, verwacht: int) -> None:
    """What was written can be read back, in both forms."""
    with duckdb.connect(str(map_ / DATABASE), read_only=True) as db:
        [(in_database,)] = db.execute("SELECT count(*) FROM feiten WHERE bekend_tot IS NULL").fetchall()
        [(in_parquet,)] = db.execute(
            "SELECT count(*) FROM read_parquet(?) WHERE bekend_tot IS NULL", [str(map_ / FEITEN)]
        ).fetchall()
    if not in_database == in_parquet == verwacht:
        raise RefusedError(
            f"De geschreven cijfers zijn niet compleet ({in_database} en {in_parquet} van {verwacht} rijen); de oude"
            " blijven in gebruik. Is de schijf vol?"
        )
