"""Five questions over the national table of police figures by month and neighbourhood (190.7M cells).

    python -m bench.schaal [--deel 0.01] [--rivalen 0.1] [--spark] [--map MAP]

Builds the store (bench.landelijk) at 1, 10 and 100 % (no further than --deel) and prints size and warm medians; what
keeping the questions compiled saves; and SQLite, PostgreSQL, Polars and pandas on the same questions over a slice
(--rivalen; 0 leaves them out). Answers that differ end the run.

Q1 one neighbourhood, one kind, all periods      Q2 one municipality, all its areas and kinds, one year
Q3 municipalities ranked per 1,000               Q4 rolling twelve months of all neighbourhoods, one kind
Q5 kind x period, added up over every area
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from bench.landelijk import BRON, meet
from bench.rivalen import RIVALEN, Antwoord, Keuze, Vragen, maak_dicht, werkmap

from kompas.data.kubus.compileer import compileer
from kompas.data.kubus.lezer import Kubuslezer, open_lezer
from kompas.data.kubus.schema import Kubus

DELEN = (0.01, 0.1, 1.0)
JAAR, PERIODE = 2019, "2019JJ00"
DOELEN = {"Q1": 1.5, "Q2": 1.5, "Q3": 4.0, "Q4": 40.0, "Q5": 120.0}
TIJD_S = 2.0
"""So long a question is repeated, at least five times and at most 200."""


@dataclass(frozen=True)
class Onderwerp:
    """The questions to one kubus: what they are about by name, and the same in ids for the rivals."""

    kubus: Kubus
    buurt: str
    code: str
    gemeente: str
    noemers: Mapping[str, float]
    keuze: Keuze

    @classmethod
    def kies(cls, kubus: Kubus, lezer: Kubuslezer) -> "Onderwerp":
        """A municipality in the middle, its first neighbourhood, and a kind that is as sparse as the whole table."""
        indeling = lezer.indeling(kubus.tabel)
        gemeenten = indeling.van_soort("GM")
        gemeente = indeling.gebieden[gemeenten[len(gemeenten) // 2]]
        eigen = indeling.van_gemeente(gemeente)
        buurt = next(plek for plek in eigen if indeling.soorten[plek] == "BU")
        code = _gewone_code(kubus)
        noemers = {indeling.gebieden[plek]: 5000.0 + 61 * nummer for nummer, plek in enumerate(gemeenten)}
        maanden = np.flatnonzero(indeling.periodesoorten == "MM")
        keuze = Keuze(
            buurt=int(buurt), code=code, gemeente=tuple(eigen.tolist()),
            jaar=tuple(np.flatnonzero(indeling.jaren == JAAR).tolist()), periode=indeling.periode_id[PERIODE],
            maanden=tuple(maanden.tolist()), gemeenten=tuple(gemeenten.tolist()),
            noemers=tuple(noemers.values()), buurten=tuple(indeling.van_soort("BU").tolist()),
        )  # fmt: skip
        return cls(kubus, indeling.gebieden[buurt], indeling.codes[code], gemeente, noemers, keuze)

    def vragen(self, lezer: Kubuslezer) -> Vragen:
        """Each question with its answer as plain numbers, to hold against those of the others."""
        tabel, plek = self.kubus.tabel, lezer.indeling(self.kubus.tabel).gebied_id
        return {
            "Q1": lambda: _plat([rij.waarde for rij in lezer.reeksen(tabel, [self.code], [self.buurt])]),
            "Q2": lambda: lezer.gemeente_jaar(tabel, self.gemeente, JAAR).waarde.reshape(-1),
            "Q3": lambda: _plat(
                [
                    (plek[rang.gebied], rang.verhouding)
                    for rang in lezer.rangorde(tabel, self.code, PERIODE, self.noemers)
                ]
            ),
            "Q4": lambda: lezer.twaalf_maanden(tabel, self.code, "BU").waarde[:, 0, 11:],
            "Q5": lambda: lezer.totalen(tabel).som,
        }


def _plat(getallen: list[Any]) -> Antwoord:
    return np.array(getallen, dtype=np.float64)


def _gewone_code(kubus: Kubus) -> int:
    """The kind whose neighbourhoods have a figure in as many months as the average of all kinds."""
    with duckdb.connect(str(kubus.database), read_only=True) as db:
        aantallen = dict(
            db.execute(
                "SELECT o.code, count(*) FROM op_code o JOIN gebied g ON g.id = o.gebied JOIN periode p"
                " ON p.id = o.periode WHERE g.soort = 'BU' AND p.soort = 'MM' GROUP BY 1"
            ).fetchall()
        )
    doel = statistics.mean(aantallen.values())
    return min(aantallen, key=lambda code: (abs(aantallen[code] - doel), code))


@dataclass(frozen=True)
class Tijd:
    """Milliseconds, warm. `rekentijd` is of the processor over all threads: on an idle machine nothing takes longer."""

    mediaan: float
    laagste: float
    rekentijd: float


def meet_vraag(werk: Callable[[], object]) -> Tijd:
    """Ask many times after a first time that warms up."""
    werk()
    klok: list[float] = []
    rekentijd: list[float] = []
    einde = time.perf_counter() + TIJD_S
    while len(klok) < 5 or (len(klok) < 200 and time.perf_counter() < einde):
        begin, rekenbegin = time.perf_counter(), time.process_time()
        werk()
        klok.append((time.perf_counter() - begin) * 1000)
        rekentijd.append((time.process_time() - rekenbegin) * 1000)
    return Tijd(statistics.median(klok), min(klok), statistics.median(rekentijd))


def regel(naam: str, vragen: Vragen, **rest: str) -> str:
    """A line with medians, one with the lowest times and one with processor time."""
    tijden = [meet_vraag(vraag) for vraag in vragen.values()]
    bij = "  ".join(f"{kop} {waarde}" for kop, waarde in rest.items())
    rijen = ((naam, "mediaan", bij), ("  lowest", "laagste", ""), ("  processor time", "rekentijd", ""))
    return "\n".join(
        f"{kop:<26}{''.join(f'{getattr(tijd, veld):>10,.2f}' for tijd in tijden)}   {uit}" for kop, veld, uit in rijen
    )


KOP = f"{'warm medians in ms':<26}" + "".join(f"{naam:>10}" for naam in DOELEN)


def groei(map_: Path, tot: float) -> Iterator[tuple[float, Kubus, str]]:
    """The store at each share of the country."""
    for deel in DELEN:
        if deel <= tot:
            kubus_map = map_ / f"deel-{deel}"
            meting = meet(kubus_map, deel)
            tekst = (
                f"{meting.rijen:>13,} cells, {meting.nullen:.1%} zeros: built in {meting.bouwen_s:.1f} s, peak"
                f" {meting.geheugen_mb:,.0f} MB; store {meting.database_mb:.1f} MB, Parquet {meting.parquet_mb:.1f} MB"
            )
            yield deel, meting.kubus, tekst


def opslag_van_vragen(kubus: Kubus, onderwerp: Onderwerp, lezer: Kubuslezer) -> Iterator[str]:
    """What a kept question costs over the same SQL by hand, and what Ibis would cost each time."""
    from kompas.data.kubus.vragen import VRAGEN

    keuze = onderwerp.keuze
    waarden = {"code": keuze.code, "gebied_van": keuze.buurt, "gebied_tot": keuze.buurt, "periode_van": 0}
    waarden["periode_tot"] = len(lezer.indeling(kubus.tabel).perioden) - 1
    sql = (
        "SELECT gebied, periode, waarde, vlag, peiling FROM op_code WHERE code = {code}::USMALLINT AND gebied BETWEEN"
        " {gebied_van}::USMALLINT AND {gebied_tot}::USMALLINT AND periode BETWEEN {periode_van}::USMALLINT"
        " AND {periode_tot}::USMALLINT"
    ).format(**waarden)
    with duckdb.connect(str(kubus.database), read_only=True) as db:
        met_hand = meet_vraag(lambda: db.execute(sql).fetchnumpy())
    bewaard = meet_vraag(lambda: lezer.motor.stel(kubus, "reeks_op_code", waarden))
    ibis = meet_vraag(lambda: compileer(VRAGEN["reeks_op_code"](), "duckdb"))
    for naam, welke in (("median", "mediaan"), ("lowest", "laagste"), ("processor time", "rekentijd")):
        hand, vraag, erbij = (getattr(tijd, welke) for tijd in (met_hand, bewaard, ibis))
        yield (
            f"{naam}: Q1 as SQL by hand {hand:.2f} ms, as kept question"
            f" {vraag:.2f} ms ({vraag - hand:+.2f}); making SQL of the expression each time would add {erbij:.1f}"
        )


def zelfde(vragen: Vragen, goed: Mapping[str, Antwoord], naam: str) -> None:
    """Stop the run when an engine answers something else."""
    for vraag, antwoord in goed.items():
        ander = vragen[vraag]()
        if not np.allclose(ander.reshape(-1), antwoord.reshape(-1), rtol=1e-12, atol=0, equal_nan=True):
            raise SystemExit(f"{naam} answers {vraag} differently")


def rivalen(kubus: Kubus, onderwerp: Onderwerp, lezer: Kubuslezer, map_: Path, *, spark: bool) -> Iterator[str]:
    """The others on the same slice, after their answers were found equal."""
    goed = {naam: vraag() for naam, vraag in onderwerp.vragen(lezer).items()}
    grootte = kubus.database.stat().st_size / 1e6
    yield regel("Kompas (DuckDB, sparse)", onderwerp.vragen(lezer), store=f"{grootte:,.0f} MB")
    dicht = map_ / "dicht.parquet"
    maak_dicht(kubus.database, dicht)
    for open_rival in RIVALEN:
        with open_rival(dicht, onderwerp.keuze, map_) as rival:
            zelfde(rival.vragen, goed, rival.naam)
            yield regel(rival.naam, rival.vragen, store=f"{rival.mb:,.0f} MB", loaded=f"in {rival.laden_s:.0f} s")
    if spark:
        begin = time.perf_counter()
        ander = open_lezer("spark:local[2]", {kubus.tabel: kubus})
        vragen = onderwerp.vragen(ander)
        zelfde(vragen, goed, "Spark")
        yield regel("Kompas (Spark local[2])", vragen, started=f"in {time.perf_counter() - begin:.0f} s")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deel", type=float, default=1.0, help="largest share of the country, 0.01 for a try")
    parser.add_argument("--rivalen", type=float, default=0.1, help="share on which the others are asked; 0 for none")
    parser.add_argument("--spark", action="store_true", help="ask Spark too, in this process")
    parser.add_argument("--map", type=Path, help="keep what is made in this folder")
    opties = parser.parse_args()
    slice_ = max((deel for deel in DELEN if deel <= min(opties.deel, opties.rivalen)), default=0)
    with werkmap() as tijdelijk:
        map_ = opties.map or tijdelijk
        print(f"source {BRON}\n{KOP}\n{'target (100 %)':<26}" + "".join(f"{doel:>10,.2f}" for doel in DOELEN.values()))
        bewaard: list[str] = []
        for deel, kubus, tekst in groei(map_, opties.deel):
            lezer = open_lezer("duckdb", {kubus.tabel: kubus})
            onderwerp = Onderwerp.kies(kubus, lezer)
            print(f"{tekst}\n{regel(f'Kompas at {deel:.0%}', onderwerp.vragen(lezer))}", flush=True)
            bewaard = list(opslag_van_vragen(kubus, onderwerp, lezer))
            if deel == slice_:
                print(f"\nthe others on {deel:.0%} of the country, answers equal\n{KOP}", flush=True)
                for uitkomst in rivalen(kubus, onderwerp, lezer, tijdelijk, spark=opties.spark):
                    print(uitkomst, flush=True)
                print(f"\n{KOP}")
            lezer.close()
        print("\n" + "\n".join(bewaard))


if __name__ == "__main__":
    main()
