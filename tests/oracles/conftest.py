"""What the oracles of the kubussen share: tables that were delivered several times, and the engines that read them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.factories.kubussen import Orakel, maak_orakels

from kompas.data.kubus.bouwen import Peiling, bouw
from kompas.data.kubus.lezer import Kubuslezer, open_lezer
from kompas.data.kubus.schema import Kubus

BACKENDS = ["duckdb", pytest.param("spark:local[2]", marks=pytest.mark.spark)]
ALLEEN_DUCKDB = {
    "op": {date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 1), date(2020, 7, 1), date(2020, 9, 4)},
    "tot": {"2019MM11"},
    "gemeente": {"GM0002"},
    "soort": {"BU"},
}
"""Other values for questions that Spark is asked already: what is made of the rows is the same code for each engine."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Spark takes half a second for a question; test_oracle_backend holds each of its answers against DuckDB."""
    weg = [item for item in items if item.get_closest_marker("spark") and _op_duckdb_genoeg(item)]
    config.hook.pytest_deselected(items=weg)
    items[:] = [item for item in items if item not in weg]


def _op_duckdb_genoeg(item: pytest.Item) -> bool:
    keuze = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return "lezer" in keuze and any(keuze.get(naam) in waarden for naam, waarden in ALLEEN_DUCKDB.items())


@pytest.fixture(scope="session")
def orakels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Orakel]:
    """Per table what was delivered, in plain Python."""
    return maak_orakels(tmp_path_factory.mktemp("leveringen"))


@pytest.fixture(scope="session")
def kubussen(orakels: dict[str, Orakel], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kubus]:
    """The same deliveries as kubussen."""
    return {tabel: _gebouwd(orakel, tmp_path_factory.mktemp(tabel)) for tabel, orakel in orakels.items()}


@pytest.fixture(scope="session", params=BACKENDS)
def lezer(request: pytest.FixtureRequest, kubussen: dict[str, Kubus]) -> Iterator[Kubuslezer]:
    """The same kubussen behind each engine."""
    lezer = open_lezer(request.param, kubussen)
    yield lezer
    lezer.close()


def _gebouwd(orakel: Orakel, map_: Path) -> Kubus:
    """One delivery after another, as an installation would get them."""
    kubus: Kubus | None = None
    for nummer, levering in enumerate(orakel.leveringen):
        kubus = bouw(map_ / str(nummer), [Peiling(levering, f"hash-{nummer}")], kubus).kubus
    assert kubus is not None
    return kubus
