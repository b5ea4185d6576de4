"""What the tests with a database share: two municipalities, the cast, and a small plan."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from tests.factories.personen import Cast, maak_cast, maak_gemeente
from tests.factories.plannen import KleinPlan, maak_plan

from kompas.core.models import Gemeente


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database: the rest was run beside SQLite and would do just the same."""
    if os.environ.get("KOMPAS_TEST_DATABASE_URL"):
        elders = [item for item in items if not _raakt_database(item)]
        items[:] = [item for item in items if _raakt_database(item)]
        config.hook.pytest_deselected(items=elders)


def _raakt_database(item: pytest.Item) -> bool:
    if not item.path.is_relative_to(Path(__file__).parent):  # the hook is given the tests of other folders too
        return True
    gemerkt = any(item.get_closest_marker(naam) for naam in ("django_db", "postgres"))
    return gemerkt or bool({"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def _lege_cache() -> None:
    """Attempts to sign in are counted in the cache: every test starts at zero."""
    cache.clear()


@pytest.fixture
def hier(db: None) -> Gemeente:  # noqa: ARG001  (asks for the database)
    return maak_gemeente()


@pytest.fixture
def elders(db: None) -> Gemeente:  # noqa: ARG001  (asks for the database)
    return maak_gemeente("Westland", "GM1783")


@pytest.fixture
def cast(hier: Gemeente, elders: Gemeente) -> Cast:
    return maak_cast(hier, elders)


@pytest.fixture
def klein(hier: Gemeente) -> KleinPlan:
    """The plan of `hier`."""
    return maak_plan(hier)
