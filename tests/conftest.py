"""Shared fixtures. Before Django loads, the environment gets a private data folder and the database of choice."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import django
import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from tests.servers.odata import Bronserver

# The same examples on every machine, and no failure because a machine is busy.
hypothesis_settings.register_profile("vast", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("vast")

REPO = Path(__file__).resolve().parent.parent


def _private_environment() -> Path:
    """A KOMPAS_HOME for this process only; settings of the person who runs the tests do not leak in."""
    if settings.configured:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests would write in the KOMPAS_HOME of this shell.")
    for name in [name for name in os.environ if name.startswith("KOMPAS_") and not name.startswith("KOMPAS_TEST")]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="kompas-test-"))
    (home / "static").mkdir()  # the static file server warns when its folder is missing, and warnings are errors
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["KOMPAS_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kompas.project.settings"
    os.environ["COLUMNS"] = "160"  # answers of the command are wrapped alike with and without a terminal
    if url := os.environ.get("KOMPAS_TEST_DATABASE_URL"):
        os.environ["KOMPAS_DATABASE_URL"] = url
    return home


HOME = _private_environment()
django.setup()
# With it the workers of xdist would load the settings before this file, and share the folder of their parent.
del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `postgres` need KOMPAS_TEST_DATABASE_URL: `make test` starts a server and sets it."""
    if os.environ.get("KOMPAS_TEST_DATABASE_URL"):
        return
    skip = pytest.mark.skip(reason="only on PostgreSQL: set KOMPAS_TEST_DATABASE_URL or use `make test`")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the repository."""
    return REPO


@pytest.fixture(scope="session")
def kompas_home() -> Path:
    """The data folder of this test process; shared by its tests, gone afterwards."""
    return HOME


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Real plans and figures that are not in the repository; a test that needs them is skipped without them."""
    folder = Path(os.environ.get("KOMPAS_TESTDATA") or REPO.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no test data in {folder}: set KOMPAS_TESTDATA")
    return folder


@pytest.fixture
def lege_home(tmp_path: Path, settings: object) -> Path:
    """An empty KOMPAS_HOME for one test."""
    settings.KOMPAS_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def bronserver() -> Iterator["Bronserver"]:
    """The invented sources on loopback, with every quirk of the real ones; `bronserver.adressen` points to them."""
    from tests.servers.odata import bronserver as starten

    with starten() as server:
        yield server
