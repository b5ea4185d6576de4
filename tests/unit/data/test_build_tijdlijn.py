"""Figures of files over time: an oracle in plain Python, and the preview."""

import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from kompas.data.build import Opgave, Opslag, lees_bestanden
from kompas.data.store import Store

Maak = Callable[[str, str | bytes], Path]
KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
BRON = "politie-misdrijven"


def utc(*delen: int) -> datetime:
    """A moment as a TIMESTAMP column gives it."""
    return datetime(*delen, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type]


def csv(cijfers: dict[int, int]) -> str:
    return KOP + "".join(f"1.1.1,GM0575,{jaar}JJ00,{aantal}\n" for jaar, aantal in cijfers.items())


def toen(store: Store, dag: date) -> dict[str, float | None]:
    return {rij.periode: rij.waarde for rij in store.op(dag).feiten(BRON, "1.1.1", "GM0575")}


@pytest.mark.parametrize("zaad", range(12))
def test_every_day_tells_the_last_file_of_before_it(tmp_path: Path, maak: Maak, zaad: int) -> None:
    rng = random.Random(zaad)  # noqa: S311 - the same examples every time
    gelezen: list[tuple[date, dict[int, int]]] = []
    for nummer in range(5):
        dag = date(2020, 1, 1) + timedelta(days=rng.randrange(8))
        cijfers = {jaar: rng.randrange(3) for jaar in rng.sample([2017, 2018, 2019], rng.randint(1, 3))}
        lees_bestanden(tmp_path / "c", [maak(f"{nummer}.csv", csv(cijfers))], opgave=Opgave(opgehaald=dag))
        gelezen.append((dag, cijfers))
    store = Store.open(tmp_path / "c")
    assert store
    for plus in range(-1, 9):
        dag = date(2020, 1, 1) + timedelta(days=plus)
        verwacht: dict[str, float] = {}
        for _, cijfers in sorted((paar for paar in gelezen if paar[0] <= dag), key=lambda paar: paar[0]):
            verwacht |= {f"{jaar}JJ00": aantal for jaar, aantal in cijfers.items()}
        assert toen(store, dag) == verwacht
    assert {rij.periode: rij.waarde for rij in store.feiten(BRON, "1.1.1", "GM0575")} == verwacht
    store.close()


def test_an_older_file_adds_history_and_says_so(tmp_path: Path, maak: Maak) -> None:
    lees_bestanden(tmp_path / "c", [maak("a.csv", csv({2019: 92}))], opgave=Opgave(opgehaald=date(2024, 1, 1)))
    [bestand] = lees_bestanden(
        tmp_path / "c", [maak("b.csv", csv({2019: 93, 2018: 69}))], opgave=Opgave(opgehaald=date(2020, 1, 1))
    ).bestanden
    assert (bestand.nieuw, bestand.gewijzigd, bestand.historie, bestand.ongewijzigd) == (1, 0, 1, 0)
    assert "wat er toen bekend was" in " ".join(bestand.opmerkingen)
    store = Store.open(tmp_path / "c")
    assert store
    assert toen(store, date(2021, 1, 1)) == {"2018JJ00": 69, "2019JJ00": 93}
    [herzien] = store.herzieningen(BRON, "1.1.1", "GM0575")
    assert (herzien.oud, herzien.nieuw, herzien.tot) == (93, 92, utc(2024, 1, 1))
    store.close()


def test_reading_again_with_the_day_fills_it_in(tmp_path: Path, maak: Maak) -> None:
    bron = maak("a.csv", csv({2019: 92}))
    lees_bestanden(tmp_path / "c", [bron], klok=lambda: datetime(2024, 3, 1, 9, tzinfo=UTC))
    verslag = lees_bestanden(tmp_path / "c", [bron], opgave=Opgave(opgehaald=date(2024, 1, 1)))
    assert verslag.is_nieuw
    store = Store.open(tmp_path / "c")
    assert store
    [rij] = store.feiten(BRON, "1.1.1", "GM0575")
    assert (rij.opgehaald, rij.ingelezen, rij.bekend_vanaf) == (date(2024, 1, 1), None, utc(2024, 1, 1))
    assert store.herzieningen(BRON, "1.1.1", "GM0575") == ()
    store.close()


def test_an_older_file_with_the_same_value_leaves_the_boundaries_of_now(tmp_path: Path, maak: Maak) -> None:
    bestand = maak("a.csv", csv({2018: 69}))
    for opgave in (Opgave(date(2026, 3, 1), 2025), Opgave(date(2020, 7, 7), 2019)):
        lees_bestanden(tmp_path / "c", [bestand], opgave=opgave)
    store = Store.open(tmp_path / "c")
    assert store
    for dag, jaar, opgehaald in ((None, 2025, date(2026, 3, 1)), (date(2021, 1, 1), 2019, date(2020, 7, 7))):
        [rij] = (store.op(dag) if dag else store).feiten(BRON, "1.1.1", "GM0575")
        assert (rij.waarde, rij.gebied_jaar, rij.opgehaald) == (69, jaar, opgehaald)
    assert store.herzieningen(BRON, "1.1.1", "GM0575") == ()  # the number never changed
    store.close()


def test_two_values_of_one_day_are_both_remembered(tmp_path: Path, maak: Maak) -> None:
    for naam, aantal in (("a.csv", 92), ("b.csv", 93)):
        lees_bestanden(tmp_path / "c", [maak(naam, csv({2019: aantal}))], opgave=Opgave(opgehaald=date(2024, 1, 1)))
    store = Store.open(tmp_path / "c")
    assert store
    assert toen(store, date(2024, 1, 1)) == {"2019JJ00": 93}
    assert [(h.oud, h.nieuw) for h in store.herzieningen(BRON, "1.1.1", "GM0575")] == [(92, 93)]
    store.close()


def test_a_preview_changes_nothing(tmp_path: Path, maak: Maak, vingerafdruk: Callable[[Path], dict[str, str]]) -> None:
    map_ = tmp_path / "c"
    lees_bestanden(map_, [maak("a.csv", csv({2019: 92}))], opgave=Opgave(opgehaald=date(2024, 1, 1)))
    eerst, opgave = vingerafdruk(map_), Opgave(opgehaald=date(2024, 2, 1))
    bron = maak("b.csv", csv({2019: 93, 2020: 5}))
    with Opslag(map_).bouwer():  # someone else is reading files meanwhile
        proef = lees_bestanden(map_, [bron], opgave=opgave, proef=True)
    assert (proef.proef, proef.is_nieuw, proef.nieuw, proef.gewijzigd) == (True, True, 1, 1)
    assert vingerafdruk(map_) == eerst
    assert lees_bestanden(map_, [bron], opgave=opgave).build_id == proef.build_id
    assert not lees_bestanden(map_, [bron], opgave=opgave, proef=True).is_nieuw


def test_a_build_of_before_schema_3_is_read_and_built_upon(tmp_path: Path, maak: Maak) -> None:
    """Its figures have been known since they were fetched, or else since the build was made."""
    map_ = tmp_path / "c"
    een = lees_bestanden(map_, [maak("a.csv", csv({2019: 92}))], klok=lambda: datetime(2024, 3, 1, tzinfo=UTC))
    _maak_oud(Opslag(map_), een.build_id)
    store = Store.open(map_)
    assert store
    assert store.feiten(BRON, "1.1.1", "GM0575")[0].bekend_vanaf == utc(2024, 3, 1)
    assert toen(store, date(2024, 2, 1)) == {}
    store.close()
    lees_bestanden(map_, [maak("b.csv", csv({2019: 93}))], opgave=Opgave(opgehaald=date(2024, 4, 1)))
    store = Store.open(map_)
    assert store
    assert toen(store, date(2024, 3, 15)) == {"2019JJ00": 92}
    assert toen(store, date(2024, 4, 15)) == {"2019JJ00": 93}
    store.close()


def _maak_oud(opslag: Opslag, build: str) -> None:
    """Take the columns and fields away that came with schema 3."""
    map_ = opslag.pad(build)
    with duckdb.connect(str(map_ / "cijfers.duckdb")) as db:
        db.execute("ALTER TABLE feiten DROP COLUMN bekend_vanaf")
        db.execute("ALTER TABLE feiten DROP COLUMN gezien")
        db.execute("ALTER TABLE feiten DROP COLUMN bekend_tot")
        db.execute(f"COPY feiten TO '{map_ / 'feiten.parquet'}' (FORMAT parquet)")
    manifest = opslag.manifest(build)
    manifest.schrijf(map_)
    tekst = (map_ / "manifest.json").read_text()
    velden = {k: v for k, v in json.loads(tekst).items() if k not in {"schema", "inhoud", "kubussen", "stappen"}}
    (map_ / "manifest.json").write_text(json.dumps(velden))
