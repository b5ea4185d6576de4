"""The store behind KOMPAS_CIJFERS_BACKEND: the same rows, whatever engine answers."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.factories.kubussen import Orakel

from kompas.data.build import neem_leveringen
from kompas.data.kubus.compileer import vragen_sql
from kompas.data.kubus.indeling import Kolommen
from kompas.data.kubus.lezer import Kubuslezer, open_lezer
from kompas.data.kubus.schema import Kubus
from kompas.data.kubus.vragen import VRAGEN
from kompas.data.store import Store

TABEL, MET_MARGES = "47022NED", "85146NED"
WAARDEN: dict[str, int | str] = {
    "code": 2, "code_van": 1, "code_tot": 5, "gebied_van": 1, "gebied_tot": 12, "periode_van": 0, "periode_tot": 11,
    "soort": "BU",
}  # fmt: skip
"""A value for every parameter, so that each question finds something and leaves something out."""


@pytest.fixture(scope="module")
def map_(orakels: dict[str, Orakel], tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("cijfers")
    neem_leveringen(map_, orakels[TABEL].leveringen)
    return map_


@pytest.mark.spark
@pytest.mark.parametrize("op", [None, date(2020, 6, 30)])
def test_the_store_gives_the_same_on_spark(map_: Path, op: date | None) -> None:
    antwoorden = []
    for backend in ("duckdb", "spark:local[2]"):
        store = Store.open(map_, backend=backend)
        assert store is not None
        toen = store if op is None else store.op(op)
        antwoorden.append(
            (
                toen.feiten("politie-misdrijven", "1.1.1", "GM0001"),
                toen.feiten("politie-misdrijven", "0.0.0", "BU00020102"),
                store.herzieningen("politie-misdrijven", "1.1.1", "GM0001"),
            )
        )
        store.close()
    assert antwoorden[0] == antwoorden[1]
    assert antwoorden[0][0]


@pytest.fixture(scope="module")
def motoren(kubussen: dict[str, Kubus]) -> Iterator[tuple[Kubuslezer, Kubuslezer]]:
    lezers = open_lezer("duckdb", kubussen), open_lezer("spark:local[2]", kubussen)
    yield lezers
    for lezer in lezers:
        lezer.close()


def _rijen(kolommen: Kolommen) -> Counter[tuple[object, ...]]:
    """Rows in whatever order, by name of column; numbers as numbers, whatever their type."""
    namen = sorted(kolommen)
    cellen = (np.ma.asarray(kolommen[naam]) for naam in namen)
    tijden = (rij.astype("datetime64[us]") if rij.dtype.kind == "M" else rij for rij in cellen)
    return Counter(zip(*(rij.tolist() for rij in tijden), strict=True))


@pytest.mark.spark
@pytest.mark.parametrize("vraag", VRAGEN)
def test_every_question_gives_the_same_rows_on_spark(
    motoren: tuple[Kubuslezer, Kubuslezer], kubussen: dict[str, Kubus], vraag: str
) -> None:
    marges = vraag.endswith("_marges")
    kubus = kubussen[MET_MARGES if marges else TABEL]
    waarden = {**WAARDEN, "peiling": 0 if marges else 1}
    gevraagd = {naam: waarden[naam] for naam in re.findall(r"\$(\w+)", vragen_sql("duckdb")[vraag])}
    duckdb, spark = (_rijen(lezer.motor.stel(kubus, vraag, gevraagd)) for lezer in motoren)
    assert duckdb == spark
    assert duckdb
