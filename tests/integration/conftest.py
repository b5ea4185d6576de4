"""What the tests with a database share: two municipalities, the cast, and a small plan."""

import pytest
from django.core.cache import cache
from tests.factories.personen import Cast, maak_cast, maak_gemeente
from tests.factories.plannen import KleinPlan, maak_plan

from kompas.core.models import Gemeente


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
