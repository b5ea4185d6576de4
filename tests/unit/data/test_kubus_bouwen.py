"""A kubus against a plain Python ledger of what every delivery said about every cell."""

import random
import shutil
from collections.abc import Sequence
from datetime import UTC
from itertools import pairwise, permutations
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.factories.leveringen import Cel, maak_levering

from kompas.base import RefusedError
from kompas.data.kubus.bouwen import Gebouwd, Peiling, bouw
from kompas.data.kubus.schema import DIMENSIES, HERZIEN, Kubus
from kompas.data.levering import Levering

VLAGGEN = ("", "blanco", "punt")
GEBIEDEN = ["NL", "GM0001", "GM0002", "WK000100", "BU00010000", "BU00010001", "BU00020000"]
CODES = ["0.0.0", "1.1.1", "1.1.2", "1.10.1"]
PERIODEN = ["2019JJ00", "2020JJ00", "2020MM01", "2020MM02", "2020KW01"]
Waarde = float | str


def kies(rng: random.Random, uit: Sequence[str]) -> list[str]:
    return sorted(rng.sample(list(uit), rng.randint(1, len(uit))))


def levering(map_: Path, rng: random.Random, dag: str) -> tuple[Levering, dict[Cel, Waarde]]:
    gebieden, codes, perioden = kies(rng, GEBIEDEN), kies(rng, CODES), kies(rng, PERIODEN)
    keuze: list[Waarde] = [0, 0, 0, 1, 2, "blanco", "punt"]
    cellen = {(g, c, p): rng.choice(keuze) for g in gebieden for c in codes for p in perioden}
    deel = maak_levering(map_, cellen, gebieden=gebieden, codes=codes, perioden=perioden, dag=dag, per_deel=7)
    return deel, cellen


def grootboek(reeks: Sequence[dict[Cel, Waarde]]) -> dict[Cel, list[tuple[int, Waarde]]]:
    """Per cell: from which delivery it had which value."""
    uit: dict[Cel, list[tuple[int, Waarde]]] = {}
    for nummer, cellen in enumerate(reeks):
        for cel, waarde in cellen.items():
            verleden = uit.setdefault(cel, [])
            if not verleden or verleden[-1][1] != waarde:
                verleden.append((nummer, waarde))
    return uit


def lees(kubus: Kubus, tabel: str, extra: str = "") -> dict[tuple[object, ...], Waarde]:
    with duckdb.connect(str(kubus.database), read_only=True) as db:
        rijen = db.execute(
            f"SELECT g.code, c.code, p.code, r.waarde, r.vlag, r.peiling{extra} FROM {tabel} r"  # noqa: S608
            " JOIN gebied g ON g.id = gebied JOIN code c ON c.id = r.code JOIN periode p ON p.id = r.periode"
        ).fetchall()
    return {(*rij[:3], *rij[5:]): VLAGGEN[rij[4]] or rij[3] for rij in rijen}


@pytest.mark.parametrize("zaad", range(12))
def test_the_kubus_tells_what_the_ledger_tells(tmp_path: Path, zaad: int) -> None:
    rng = random.Random(zaad)  # noqa: S311 - the same examples every time
    delen = [levering(tmp_path / f"l{dag}", rng, f"2026-01-{dag:02}") for dag in range(1, 6)]
    kubus: Kubus | None = None
    for nummer, (deel, cellen) in enumerate(delen):
        gebouwd = bouw(tmp_path / f"k{nummer}", [Peiling(deel, f"ruw{nummer}")], kubus)
        kubus = gebouwd.kubus
        eerder = grootboek([c for _, c in delen[:nummer]])
        [telling] = gebouwd.tellingen.values()
        assert telling.nieuw == sum(cel not in eerder for cel in cellen)
        assert telling.gewijzigd == sum(cel in eerder and eerder[cel][-1][1] != cellen[cel] for cel in cellen)
    assert kubus
    boek = grootboek([cellen for _, cellen in delen])
    nu = {(*cel, verleden[-1][0]): verleden[-1][1] for cel, verleden in boek.items() if verleden[-1][1] != 0}
    toen = {(*cel, van, tot): oud for cel, verleden in boek.items() for (van, oud), (tot, _) in pairwise(verleden)}
    assert lees(kubus, "op_gebied") == lees(kubus, "op_code") == nu
    assert lees(kubus, HERZIEN, ", r.tot") == toen
    samen = bouw(tmp_path / "samen", [Peiling(deel, f"ruw{nr}") for nr, (deel, _) in enumerate(delen)])
    assert samen.kubus.versie == kubus.versie


def test_the_order_of_the_list_does_not_matter(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - the same examples every time
    peilingen = [Peiling(levering(tmp_path / f"l{d}", rng, f"2026-01-0{d}")[0], f"r{d}") for d in range(1, 4)]
    versies = {bouw(tmp_path / "k", list(volgorde)).kubus.versie for volgorde in permutations(peilingen)}
    assert len(versies) == 1


def eenvoudig(tmp_path: Path, **anders: object) -> Levering:
    velden: dict[str, object] = {"gebieden": ["GM0001"], "codes": ["1.1.1"], "perioden": ["2019JJ00", "2020JJ00"]}
    return maak_levering(tmp_path / "l", {("GM0001", "1.1.1", "2019JJ00"): 3}, **{**velden, **anders})  # type: ignore[arg-type]


def test_what_stands_in_the_dimensions(tmp_path: Path) -> None:
    deel = maak_levering(
        tmp_path / "m", {}, gebieden=GEBIEDEN, codes=[*CODES, "aangiften:0.0.0"], perioden=PERIODEN, totaal="0.0.0"
    )
    kubus = bouw(tmp_path / "k", [Peiling(deel, "abc")]).kubus
    with duckdb.connect(str(kubus.database), read_only=True) as db:
        gebied = db.execute("SELECT code, soort, gemeente FROM gebied ORDER BY id").fetchall()
        code = db.execute("SELECT code, is_totaal FROM code ORDER BY id").fetchall()
        periode = db.execute("SELECT code, soort, jaar, maand FROM periode ORDER BY id").fetchall()
        [peiling] = db.execute("SELECT moment, opgehaald::VARCHAR, indeling, ruw FROM peiling").fetchall()
    assert [rij[0] for rij in gebied] == [
        "NL", "GM0001", "BU00010000", "BU00010001", "WK000100", "GM0002", "BU00020000",
    ]  # fmt: skip
    assert [rij[2] for rij in gebied] == [None, 1, 1, 1, 1, 5, 5]
    assert code == [("0.0.0", True), ("1.1.1", False), ("1.1.2", False), ("1.10.1", False), ("aangiften:0.0.0", True)]
    assert [rij[0] for rij in periode] == ["2019JJ00", "2020JJ00", "2020KW01", "2020MM01", "2020MM02"]
    assert periode[-1] == ("2020MM02", "MM", 2020, 2020 * 12 + 1)
    assert peiling == (deel.opgehaald.astimezone(UTC).replace(tzinfo=None), "2026-01-15", 2026, "abc")


def test_the_exchange_form_holds_the_same(tmp_path: Path) -> None:
    kubus = bouw(tmp_path / "k", [Peiling(eenvoudig(tmp_path), "abc")]).kubus
    assert pq.read_table(kubus.parquet("op_gebied")).num_rows == 1
    for tabel in DIMENSIES:
        with duckdb.connect(str(kubus.database), read_only=True) as db:
            rijen = db.execute(f"FROM {tabel}").fetchall()
        assert duckdb.read_parquet(str(kubus.parquet(tabel))).fetchall() == rijen


def test_margins_are_kept_and_a_zero_with_margins_too(tmp_path: Path) -> None:
    cel = ("GM0001", "cijfer", "2019JJ00")
    deel = maak_levering(
        tmp_path / "l", {("GM0001", "cijfer", "2020JJ00"): 7.5}, gebieden=["GM0001"], codes=["cijfer"],
        perioden=["2019JJ00", "2020JJ00"], marges={cel: (0.0, 0.4)}, heel=False,
    )  # fmt: skip
    kubus = bouw(tmp_path / "k", [Peiling(deel, "a")]).kubus
    with duckdb.connect(str(kubus.database), read_only=True) as db:
        rijen = db.execute("SELECT waarde, laag, hoog FROM op_gebied ORDER BY periode").fetchall()
    assert rijen == [(0.0, 0.0, 0.4), (7.5, None, None)]


def test_a_broken_total_is_refused_per_measure(tmp_path: Path) -> None:
    cijfers = {("GM0001", "0.0.0", "2019JJ00"): 5, ("GM0001", "1.1.1", "2019JJ00"): 4}
    deel = maak_levering(
        tmp_path / "l", cijfers, gebieden=["GM0001"], codes=["0.0.0", "1.1.1", "aangiften:1.1.1"],
        perioden=["2019JJ00"], totaal="0.0.0",
    )  # fmt: skip
    with pytest.raises(RefusedError, match=r"GM0001 2019JJ00: het totaal is 5, maar de soorten zijn samen 4"):
        bouw(tmp_path / "k", [Peiling(deel, "a")])


def _vervang(deel: Levering, nieuw: dict[str, object]) -> None:
    tabel = pq.read_table(deel.delen[0]).to_pydict()
    for kolom, cellen in nieuw.items():
        tabel[kolom] = cellen
    pq.write_table(pa.table(tabel), deel.delen[0])


@pytest.mark.parametrize(
    ("stuk", "melding"),
    [
        ({"gebied": ["GM0009", "GM0001"]}, "gebied 'GM0009' hoort niet bij wat is gevraagd"),
        ({"code": ["1.1.1", "9.9.9"]}, "code '9.9.9'"),
        ({"periode": ["2019JJ00", "2019JJ00"]}, "1 cijfers ontbreken en 1 staan er dubbel"),
        ({"gebied": [None, "GM0001"]}, "een rij heeft geen gebied"),
        ({"waarde": [1.5, 2.0]}, "geen heel getal"),
        ({"waarde": [float("nan"), 2.0]}, "geen getal"),
        ({"waarde": [2**40, 2]}, "te groot"),
        ({"waarde": [None, 2]}, "een cijfer en ook een reden"),
        ({"vlag": [1, 0]}, "een cijfer en ook een reden"),
        ({"vlag": [7, 0], "waarde": [None, 1]}, "een cijfer en ook een reden"),
    ],
)
def test_a_delivery_that_is_not_what_it_says(tmp_path: Path, stuk: dict[str, object], melding: str) -> None:
    deel = eenvoudig(tmp_path)
    _vervang(deel, stuk)
    with pytest.raises(RefusedError, match=melding):
        bouw(tmp_path / "k", [Peiling(deel, "a")])


def test_a_missing_or_cut_off_part(tmp_path: Path) -> None:
    deel = eenvoudig(tmp_path)
    heel = deel.delen[0].read_bytes()
    deel.delen[0].write_bytes(heel[: len(heel) // 2])
    with pytest.raises(RefusedError, match="is beschadigd"):
        bouw(tmp_path / "k", [Peiling(deel, "a")])
    shutil.rmtree(deel.map / "delen")
    leeg = Levering.lees(deel.map)
    with pytest.raises(RefusedError, match="0 rijen, verwacht 2; 2 cijfers ontbreken"):
        bouw(tmp_path / "k", [Peiling(leeg, "a")])


def test_a_period_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="'2019X' is geen periode"):
        bouw(tmp_path / "k", [Peiling(eenvoudig(tmp_path, perioden=["2019X"]), "a")])


def test_equal_again_changes_only_the_peiling(tmp_path: Path) -> None:
    een = bouw(tmp_path / "k1", [Peiling(eenvoudig(tmp_path), "a")])
    zelfde = maak_levering(
        tmp_path / "l2", {("GM0001", "1.1.1", "2019JJ00"): 3}, gebieden=["GM0001"], codes=["1.1.1"],
        perioden=["2019JJ00", "2020JJ00"], dag="2026-02-15",
    )  # fmt: skip
    twee: Gebouwd = bouw(tmp_path / "k2", [Peiling(zelfde, "b")], een.kubus)
    [telling] = twee.tellingen.values()
    assert (telling.nieuw, telling.gewijzigd, telling.ongewijzigd) == (0, 0, 2)
    assert lees(twee.kubus, "op_gebied") == {("GM0001", "1.1.1", "2019JJ00", 0): 3}
    assert een.kubus.versie != twee.kubus.versie
