"""The store behind KOMPAS_CIJFERS_BACKEND: the same rows, whatever engine answers."""

from datetime import date
from pathlib import Path

import pytest
from tests.factories.kubussen import Orakel

from kompas.data.build import neem_leveringen
from kompas.data.store import Store

TABEL = "47022NED"


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
