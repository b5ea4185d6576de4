"""Settings from environment variables: safe without any, strict where it matters."""

from pathlib import Path

import pytest

from kompas.project import environment


@pytest.fixture(autouse=True)
def leeg(monkeypatch: pytest.MonkeyPatch) -> None:
    for instelling in environment.ENVIRONMENT:
        monkeypatch.delenv(instelling.name, raising=False)


def test_without_settings_debug_and_loopback_are_off() -> None:
    assert not environment.flag("KOMPAS_DEBUG")
    assert not environment.loopback(environment.hosts(), https=False)


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    sleutel = environment.secret_key(tmp_path)
    assert len(sleutel) >= 50
    assert environment.secret_key(tmp_path) == sleutel
    assert (tmp_path / "geheime-sleutel").stat().st_mode & 0o077 == 0


def test_an_empty_key_of_a_start_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "geheime-sleutel").write_text("")
    assert len(environment.secret_key(tmp_path)) > 40
    assert [pad.name for pad in tmp_path.iterdir()] == ["geheime-sleutel"]


def test_a_given_secret_key_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_SECRET_KEY", "geheim")
    assert environment.secret_key(tmp_path) == "geheim"
    assert list(tmp_path.iterdir()) == []


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_HOME", str(tmp_path / "nieuw"))
    assert environment.home() == tmp_path / "nieuw"
    assert (tmp_path / "nieuw").stat().st_mode & 0o077 == 0


def test_only_the_owner_can_read_the_database_even_in_a_folder_for_all(tmp_path: Path) -> None:
    (tmp_path / "kompas.sqlite3").touch(mode=0o644)
    tmp_path.chmod(0o755)
    assert environment.database(tmp_path)["NAME"] == tmp_path / "kompas.sqlite3"
    assert (tmp_path / "kompas.sqlite3").stat().st_mode & 0o077 == 0


def test_the_proxy_that_is_believed_is_on_this_computer_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.proxy() == "127.0.0.1"
    monkeypatch.setenv("KOMPAS_PROXY", "192.0.2.10")
    assert environment.proxy() == "192.0.2.10"


def test_sqlite_unless_a_database_is_named(tmp_path: Path) -> None:
    instellingen = environment.database(tmp_path)
    assert instellingen["NAME"] == tmp_path / "kompas.sqlite3"
    assert "journal_mode=WAL" in str(instellingen["OPTIONS"])


def test_a_postgresql_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_DATABASE_URL", "postgresql://jan:p%40s@db.example:5433/kompas?sslmode=require")
    assert environment.database(tmp_path) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kompas",
        "USER": "jan",
        "PASSWORD": "p@s",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_postgresql_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_DATABASE_URL", "postgresql:///kompas?host=/run/postgresql")
    instellingen = environment.database(tmp_path)
    assert (instellingen["HOST"], instellingen["OPTIONS"]) == ("/run/postgresql", {})


def test_another_database_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_DATABASE_URL", "mysql://x/y")
    with pytest.raises(ValueError, match="postgresql://"):
        environment.database(tmp_path)


@pytest.mark.parametrize(
    ("vlag", "namen", "https", "uitkomst"),
    [
        ("1", ["localhost", "127.0.0.1"], False, True),
        ("0", ["localhost"], False, False),
        ("1", ["kompas.example"], False, False),
        ("1", ["localhost"], True, False),
    ],
)
def test_loopback_is_contradicted_by_a_proxy_or_a_real_name(
    monkeypatch: pytest.MonkeyPatch, vlag: str, namen: list[str], https: bool, uitkomst: bool
) -> None:
    monkeypatch.setenv("KOMPAS_LOOPBACK", vlag)
    assert environment.loopback(namen, https=https) is uitkomst


@pytest.mark.parametrize("backend", ["duckdb", "spark:local[2]", "spark://server:7077"])
def test_engine_for_figures(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setenv("KOMPAS_CIJFERS_BACKEND", backend)
    assert environment.cijfers_backend() == backend


@pytest.mark.parametrize("backend", ["sqlite", "spark", "yarn", "DuckDB"])
def test_an_engine_that_does_not_exist_stops_the_start(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setenv("KOMPAS_CIJFERS_BACKEND", backend)
    with pytest.raises(ValueError, match=r"kies duckdb, spark:local\[2\] of spark://server:7077"):
        environment.cijfers_backend()


def test_the_engine_is_duckdb_without_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOMPAS_CIJFERS_BACKEND", raising=False)
    assert environment.cijfers_backend() == "duckdb"
