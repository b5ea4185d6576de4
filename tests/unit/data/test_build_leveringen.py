"""Fetched tables in a build: merged with files, as known on a day, whatever the order in which they came."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest
from tests.factories.leveringen import maak_levering

from kompas.base import RefusedError
from kompas.data.build import Opgave, Opslag, lees_bestanden, neem_leveringen, verifieer
from kompas.data.levering import Levering
from kompas.data.store import FeitRij, Store

Maak = Callable[[str, str | bytes], Path]
CEL = ("GM0575", "1.4.5", "2019JJ00")
KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"


def utc(*delen: int) -> datetime:
    """A moment as a TIMESTAMP column gives it."""
    return datetime(*delen, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type]


def peiling(map_: Path, dag: str, cijfer: float | str, *, gebieden: tuple[str, ...] = ("GM0575",)) -> Levering:
    cijfers = {CEL: cijfer} if cijfer != 0 else {}
    return maak_levering(map_, cijfers, gebieden=gebieden, codes=("1.4.5",), perioden=("2019JJ00", "2020JJ00"), dag=dag)


def klok(dag: str) -> Callable[[], datetime]:
    return lambda: datetime.fromisoformat(dag).replace(tzinfo=UTC)


def open_store(map_: Path) -> Store:
    store = Store.open(map_)
    assert store
    return store


def cijfer(store: Store, jaar: int = 2019) -> float | None:
    return {rij.periode: rij.waarde for rij in store.feiten("politie-misdrijven", "1.4.5", "GM0575")}[f"{jaar}JJ00"]


def rij(store: Store) -> FeitRij:
    return store.feiten("politie-misdrijven", "1.4.5", "GM0575")[0]


def test_what_was_known_on_a_day(tmp_path: Path) -> None:
    """Mishandeling 2019 was 93 in the plan of 2020 and is 92 now."""
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2020-06-15", 93)])
    verslag = neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l2", "2024-01-15", 92)])
    [tabel] = verslag.bestanden
    assert (tabel.nieuw, tabel.gewijzigd, tabel.ongewijzigd) == (0, 1, 1)
    [wijziging] = tabel.wijzigingen
    assert (wijziging.code, wijziging.periode, wijziging.oud, wijziging.nieuw) == ("1.4.5", "2019JJ00", 93, 92)
    store = open_store(tmp_path / "c")
    assert (cijfer(store), cijfer(store.op(date(2020, 7, 7)))) == (92, 93)
    assert store.op(date(2020, 6, 14)).feiten("politie-misdrijven", "1.4.5", "GM0575") == ()
    [herzien] = store.herzieningen("politie-misdrijven", "1.4.5", "GM0575")
    assert (herzien.oud, herzien.nieuw, herzien.van.date(), herzien.tot.date()) == (
        93, 92, date(2020, 6, 15), date(2024, 1, 15),
    )  # fmt: skip
    assert store.op(date(2024, 1, 14)).herzieningen("politie-misdrijven", "1.4.5", "GM0575") == ()
    store.close()


def test_a_row_says_where_it_comes_from(tmp_path: Path) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2020-06-15", 93)])
    store = open_store(tmp_path / "c")
    uit = rij(store)
    assert (uit.tabel, uit.bron, uit.gebied_jaar, uit.opgehaald) == (
        "47018NED", "politie-misdrijven", 2026, date(2020, 6, 15),
    )  # fmt: skip
    assert uit.bekend_vanaf == utc(2020, 6, 15, 12)
    assert uit.adres == "https://bron.example/OData/GM0575/1.4.5/2019JJ00"
    assert (tmp_path / "c" / "ruw" / uit.bestand / "levering.json").is_file()
    assert cijfer(store, 2020) == 0
    assert store.naam("GM0575") == "Gebied GM0575"
    store.close()


def test_the_order_of_arrival_leaves_no_trace(tmp_path: Path) -> None:
    dagen = {"2020-06-15": 93, "2022-06-15": 0, "2024-01-15": 92}
    ids = set()
    for nummer, volgorde in enumerate(permutations(dagen)):
        map_ = tmp_path / f"c{nummer}"
        for dag in volgorde:
            levering = peiling(tmp_path / f"l{nummer}-{dag}", dag, dagen[dag])
            neem_leveringen(map_, [levering])
        ids.add(Opslag(map_).actief)
        store = open_store(map_)
        assert [cijfer(store.op(date(jaar, 12, 31))) for jaar in (2020, 2022, 2024)] == [93, 0, 92]
        store.close()
    assert len(ids) == 1


def test_a_late_delivery_revises_nothing(tmp_path: Path) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2024-01-15", 92)])
    [tabel] = neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l2", "2020-06-15", 93)]).bestanden
    assert (tabel.nieuw, tabel.gewijzigd, tabel.wijzigingen) == (0, 0, ())
    assert "toen bekend" in tabel.opmerkingen[0]


def test_the_same_delivery_again_changes_nothing(tmp_path: Path) -> None:
    levering = peiling(tmp_path / "l1", "2020-06-15", 93)
    neem_leveringen(tmp_path / "c", [levering])
    verslag = neem_leveringen(tmp_path / "c", [levering])
    assert not verslag.is_nieuw
    assert verslag.bestanden[0].ongewijzigd == 2


def test_a_municipality_more(tmp_path: Path) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2020-06-15", 93)])
    [tabel] = neem_leveringen(
        tmp_path / "c", [peiling(tmp_path / "l2", "2020-06-16", 93, gebieden=("GM0575", "GM1783"))]
    ).bestanden
    assert (tabel.nieuw, tabel.gewijzigd, tabel.ongewijzigd) == (2, 0, 2)


@pytest.mark.parametrize(("dag", "verwacht"), [("2021-01-01", 93), ("2019-01-01", 95)])
def test_of_a_file_and_a_fetch_the_later_counts(tmp_path: Path, maak: Maak, dag: str, verwacht: float) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", dag, 93)])
    bestand = maak("47018NED.csv", KOP + "1.4.5,GM0575,2019JJ00,95\n")
    lees_bestanden(tmp_path / "c", [bestand], opgave=Opgave(opgehaald=date(2020, 1, 1)))
    store = open_store(tmp_path / "c")
    reeks = store.feiten("politie-misdrijven", "1.4.5", "GM0575")
    assert [(uit.periode, uit.waarde) for uit in reeks] == [("2019JJ00", verwacht), ("2020JJ00", 0)]
    store.close()


def test_an_example_never_hides_a_fetched_figure(tmp_path: Path, maak: Maak) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2020-06-15", 93)])
    lijst = (
        "kompas_cijfers: 1\ntitel: P\nbron: politie-misdrijven\ntabel: 47018NED\n"
        "opgehaald: 2025-01-01\nvoorbeeld: true\n"
        'perioden: [2019]\nreeksen: [{code: "1.4.5", gebieden: {GM0575: [5]}}]\n'
    )
    lees_bestanden(tmp_path / "c", [maak("v.yaml", lijst)])
    store = open_store(tmp_path / "c")
    assert cijfer(store) == 93
    store.close()


def test_boundaries_of_then(tmp_path: Path) -> None:
    """A delivery without a year of boundaries: each figure is for the boundaries of its own year."""
    cellen = {("GM0575", "inwoners", f"{jaar}JJ00"): 26_000 + jaar for jaar in (2018, 2019)}
    levering = maak_levering(
        tmp_path / "l", cellen, gebieden=["GM0575"], codes=["inwoners"], perioden=["2018JJ00", "2019JJ00"],
        tabel="70072ned", bron="cbs-bevolking", indeling=0,
    )  # fmt: skip
    neem_leveringen(tmp_path / "c", [levering])
    store = open_store(tmp_path / "c")
    assert [uit.gebied_jaar for uit in store.feiten("cbs-bevolking", "inwoners", "GM0575")] == [2018, 2019]
    store.close()


def test_preloading_gives_the_same_rows(tmp_path: Path) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l", "2020-06-15", 93, gebieden=("GM0575", "GM1783"))])
    los, voor = open_store(tmp_path / "c"), open_store(tmp_path / "c")
    voor.voorlaad("politie-misdrijven", ("1.4.5", "9.9.9"), ("GM0575", "GM1783", "GM9999"))
    voor.lezer.close()
    for gebied in ("GM0575", "GM1783", "GM9999"):
        for code in ("1.4.5", "9.9.9"):
            assert voor.feiten("politie-misdrijven", code, gebied) == los.feiten("politie-misdrijven", code, gebied)
    los.close()


def test_a_broken_delivery_changes_nothing(tmp_path: Path) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2020-06-15", 93)])
    eerst = sorted(str(pad) for pad in (tmp_path / "c").rglob("*"))
    goed, stuk = peiling(tmp_path / "l2", "2021-06-15", 90), peiling(tmp_path / "l3", "2021-06-16", 91)
    shutil.rmtree(stuk.map / "delen")
    with pytest.raises(RefusedError, match="de levering klopt niet"):
        neem_leveringen(tmp_path / "c", [goed, Levering.lees(stuk.map)])
    assert sorted(str(pad) for pad in (tmp_path / "c").rglob("*")) == eerst


def test_everything_made_again_from_the_raw_files(tmp_path: Path, maak: Maak) -> None:
    map_ = tmp_path / "c"
    neem_leveringen(map_, [peiling(tmp_path / "l1", "2024-01-15", 92)], klok=klok("2024-01-16"))
    lees_bestanden(map_, [maak("47018NED.csv", KOP + "1.1.1,GM0575,2019JJ00,78\n")], klok=klok("2024-02-01"))
    neem_leveringen(map_, [peiling(tmp_path / "l2", "2020-06-15", 93)], klok=klok("2024-03-01"))
    shutil.rmtree(tmp_path / "l1")
    shutil.rmtree(tmp_path / "l2")
    (tmp_path / "47018NED.csv").unlink()
    for manifest in Opslag(map_).manifesten():
        uitslag = verifieer(map_, manifest.build_id)
        assert uitslag.klopt
        assert uitslag.niet_nagerekend == ""
    [raw] = (map_ / "ruw").glob("*.csv")
    raw.write_text(KOP + "1.1.1,GM0575,2019JJ00,79\n")
    uitslag = verifieer(map_)
    assert not uitslag.klopt
    assert [naam[:4] for naam in uitslag.beschadigd] == ["ruw/"]
    assert "ruwe bestanden" in uitslag.niet_nagerekend


def test_a_touched_kubus_is_noticed(tmp_path: Path) -> None:
    neem_leveringen(tmp_path / "c", [peiling(tmp_path / "l1", "2020-06-15", 93)])
    [pad] = (tmp_path / "c" / "kubussen").rglob("op_gebied.parquet")
    pad.write_bytes(pad.read_bytes() + b"x")
    uitslag = verifieer(tmp_path / "c")
    assert (uitslag.klopt, uitslag.beschadigd) == (False, ("47018NED/op_gebied.parquet",))
