"""The SQL of every question is what its expression gives, and costs nothing to make when asking."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from tests.factories.leveringen import maak_levering

from kompas.base import RefusedError
from kompas.data.kubus.bouwen import Peiling, bouw
from kompas.data.kubus.compileer import BACKENDS, compileer_alles, vragen_sql
from kompas.data.kubus.indeling import WIJD_GAT, Loop, lopen
from kompas.data.kubus.lezer import open_lezer
from kompas.data.kubus.schema import Kubus
from kompas.data.kubus.vragen import VRAGEN


@pytest.fixture(scope="module")
def kubus(tmp_path_factory: pytest.TempPathFactory) -> Kubus:
    map_ = tmp_path_factory.mktemp("kubus")
    levering = maak_levering(
        map_ / "levering", {("GM0001", "1.1.1", "2019JJ00"): 93},
        gebieden=["NL", "GM0001", "GM0002"], codes=["1.1.1"], perioden=["2018JJ00", "2019JJ00"],
    )  # fmt: skip
    return bouw(map_ / "kubus", [Peiling(levering, "hash")]).kubus


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_sql_in_the_repository_is_that_of_the_expressions(repo: Path, backend: str) -> None:
    tekst = (repo / f"src/kompas/data/kubus/sql/{backend}.sql").read_text("utf-8")
    assert tekst == compileer_alles(backend), "run: python -m kompas.data.kubus.compileer"


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_question_has_sql_for_every_engine(backend: str) -> None:
    assert set(vragen_sql(backend)) == set(VRAGEN)
    assert vragen_sql(backend) is vragen_sql(backend)


@pytest.mark.parametrize(("backend", "plek"), [("duckdb", "CAST($code AS USMALLINT)"), ("spark", ":code")])
def test_values_are_bound_not_pasted(backend: str, plek: str) -> None:
    assert plek in vragen_sql(backend)["reeks_op_code"]
    assert "waarde_" not in vragen_sql(backend)["reeks_op_code"]


def test_asking_does_not_load_ibis(kubus: Kubus) -> None:
    """Importing Ibis takes a second, which a command that prints one figure should not cost."""
    vraag = (
        "import sys; from pathlib import Path\n"
        "from kompas.data.kubus.lezer import open_lezer; from kompas.data.kubus.schema import Kubus\n"
        "kubus = Kubus.lees(Path(sys.argv[1])); lezer = open_lezer('duckdb', {kubus.tabel: kubus})\n"
        "print(lezer.reeksen(kubus.tabel, ['1.1.1'], ['GM0001'])[1].waarde, 'ibis' in sys.modules)"
    )
    antwoord = subprocess.run(
        [sys.executable, "-c", vraag, str(kubus.map)], capture_output=True, text=True, check=True, timeout=60
    )
    assert antwoord.stdout.split() == ["93.0", "False"]


def test_every_thread_reads_at_once(kubus: Kubus) -> None:
    lezer = open_lezer("duckdb", {kubus.tabel: kubus})
    antwoorden: list[float | None] = []

    def vraag() -> None:
        for _ in range(20):
            antwoorden.extend(rij.waarde for rij in lezer.reeksen(kubus.tabel, ["1.1.1"], ["GM0001"]))

    draden = [threading.Thread(target=vraag) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    lezer.close()
    assert sorted(antwoorden, key=float) == [0.0] * 160 + [93.0] * 160


def test_a_path_with_a_quote(kubus: Kubus, tmp_path: Path) -> None:
    map_ = tmp_path / "kubus 's-Gravenhage"
    map_.symlink_to(kubus.map)
    verplaatst = Kubus.lees(map_)
    lezer = open_lezer("duckdb", {verplaatst.tabel: verplaatst})
    assert len(lezer.reeksen(verplaatst.tabel, ["1.1.1"], ["GM0002"])) == 2
    lezer.close()


@pytest.mark.parametrize("backend", ["", "sparks", "postgres", "DUCKDB"])
def test_an_unknown_engine_is_refused(backend: str) -> None:
    with pytest.raises(RefusedError, match=r"Kies duckdb, spark:local\[2\] of spark://server:7077"):
        open_lezer(backend, {})


@pytest.mark.parametrize(
    ("ids", "verwacht"),
    [
        ([4], [Loop(4, 4)]),
        ([4, 5, 9], [Loop(4, 9)]),
        ([0, 1, 1 + WIJD_GAT], [Loop(0, 1), Loop(1 + WIJD_GAT, 1 + WIJD_GAT)]),
        ([0, WIJD_GAT, 3 * WIJD_GAT], [Loop(0, WIJD_GAT), Loop(3 * WIJD_GAT, 3 * WIJD_GAT)]),
    ],
)
def test_ranges_around_ids(ids: list[int], verwacht: list[Loop]) -> None:
    import numpy as np

    assert list(lopen(np.array(ids))) == verwacht


def test_a_year_with_its_months_is_one_range_of_ids(tmp_path: Path) -> None:
    """A question about a year reads one range; two ranges cost half a millisecond more."""
    perioden = [f"{jaar}{deel}" for jaar in (2018, 2019, 2020) for deel in ("JJ00", "HJ02", "KW03", "MM01", "MM12")]
    levering = maak_levering(tmp_path / "levering", {}, gebieden=["NL"], codes=["1.1.1"], perioden=sorted(perioden))
    kubus = bouw(tmp_path / "kubus", [Peiling(levering, "hash")]).kubus
    lezer = open_lezer("duckdb", {kubus.tabel: kubus})
    indeling = lezer.indeling(kubus.tabel)
    van_jaar = np.flatnonzero(indeling.jaren == 2019).tolist()
    assert van_jaar == list(range(van_jaar[0], van_jaar[0] + 5))
    for soort in ("JJ", "HJ", "KW", "MM"):
        assert (np.diff(indeling.maanden[indeling.periodesoorten == soort]) > 0).all(), "within a kind in order of time"
    lezer.close()


def test_a_question_is_parsed_once_per_thread(kubus: Kubus, monkeypatch: pytest.MonkeyPatch) -> None:
    gelezen: list[str] = []

    class Vragen(dict[str, str]):
        def __getitem__(self, naam: str) -> str:
            gelezen.append(naam)
            return super().__getitem__(naam)

    vragen = Vragen(vragen_sql("duckdb"))
    monkeypatch.setattr("kompas.data.kubus.duckdb_lezer.vragen_sql", lambda _: vragen)
    lezer = open_lezer("duckdb", {kubus.tabel: kubus})
    antwoorden = [lezer.reeksen(kubus.tabel, ["1.1.1"], [gebied]) for gebied in ("GM0001", "GM0002") * 3]
    assert [antwoord[1].waarde for antwoord in antwoorden[:2]] == [93.0, 0.0]
    assert gelezen.count("reeks_op_code") == 1
    lezer.close()
