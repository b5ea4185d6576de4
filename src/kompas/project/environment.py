"""Settings from environment variables, with safe defaults.

`ENVIRONMENT` is the one list: docs/beheer/instellingen.md describes every entry and a test holds the two together.
"""

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str


ENVIRONMENT = (
    Setting("KOMPAS_HOME", "gegevensmap van de gebruiker", "Map met database, cijfers en geheime sleutel."),
    Setting(
        "KOMPAS_DATABASE_URL", "SQLite in KOMPAS_HOME", "Database, bijvoorbeeld postgresql://naam:wachtwoord@host/db."
    ),
    Setting("KOMPAS_SECRET_KEY", "eenmalig gemaakt in KOMPAS_HOME", "Sleutel waarmee sessies worden ondertekend."),
    Setting("KOMPAS_DEBUG", "0", "1 toont technische fouten; nooit in gebruik."),
    Setting("KOMPAS_HOSTS", "localhost,127.0.0.1,[::1]", "Namen waaronder de dienst bereikbaar is, met komma's."),
    Setting("KOMPAS_HTTPS", "0", "1 als een proxy ervoor HTTPS afhandelt: cookies alleen over HTTPS, HSTS aan."),
    Setting(
        "KOMPAS_PROXY", "127.0.0.1", "Adres van die proxy, zoals `kompas start` het ziet; alleen zij wordt geloofd."
    ),
    Setting(
        "KOMPAS_LOOPBACK",
        "0",
        "Zet `kompas start` zelf op 1 als alleen deze computer erbij kan: voorbeeldaccounts werken.",
    ),
    Setting(
        "KOMPAS_DREMPEL",
        "5",
        "Aantallen onder dit getal zijn onder de gemeente niet openbaar; 1 verbergt geen aantallen.",
    ),
    Setting("KOMPAS_AFRONDING", "1", "Op welk veelvoud openbare aantallen onder de gemeente zijn afgerond; 1 is niet."),
    Setting(
        "KOMPAS_VALSE_ALARMEN_PER_JAAR",
        "4",
        "Hoeveel signalen op maandcijfers er per jaar mogen komen terwijl er niets aan de hand is, per gemeente.",
    ),
    Setting(
        "KOMPAS_CIJFERS_BACKEND",
        "duckdb",
        "Wat de vragen aan de cijfers beantwoordt: duckdb, of Spark met spark:local[2] of spark://server:7077.",
    ),
    Setting(
        "KOMPAS_BRONADRESSEN",
        "",
        "Andere adressen voor bronnen, bijvoorbeeld een spiegel: dataderden=https://...,opendata=https://...",
    ),
    Setting(
        "KOMPAS_DEFINITIES", "", "Map van de gemeente met eigen definities, die de meegeleverde aanvullen of vervangen."
    ),
)


def home() -> Path:
    """The data folder; made on first use, readable by its owner only."""
    map_ = Path(os.environ.get("KOMPAS_HOME") or _user_data()).expanduser()
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    return map_


def _user_data() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "veiligheidskompas"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "veiligheidskompas"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "veiligheidskompas"


def _eigen_bestand(path: Path) -> Path:
    """The file, for its owner only, whatever the folder allows; what SQLite puts beside it follows its rights."""
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    with suppress(PermissionError):  # made by another user, who decides
        path.chmod(0o600)
    return path


def secret_key(home_: Path) -> str:
    """The given key, or one made once and kept with owner-only rights."""
    if given := os.environ.get("KOMPAS_SECRET_KEY"):
        return given
    path = home_ / "geheime-sleutel"
    with suppress(FileNotFoundError):
        if sleutel := path.read_text().strip():
            return sleutel
    # Written whole and then named: a start that was cut off, or two at once, never leave an empty or a second key.
    nieuw = home_ / f".geheime-sleutel-{secrets.token_hex(8)}"
    with os.fdopen(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
    if path.exists() and not path.read_text().strip():
        path.unlink()
    with suppress(FileExistsError):
        os.link(nieuw, path)
    nieuw.unlink()
    return path.read_text()


def flag(name: str) -> bool:
    return os.environ.get(name, "0").lower() in {"1", "true", "ja"}


def hosts() -> list[str]:
    return [host.strip() for host in os.environ.get("KOMPAS_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]


def loopback(namen: list[str], *, https: bool) -> bool:
    """Whether only this computer can reach us: said by `kompas start`, contradicted by a proxy or another name."""
    eigen = {"localhost", "127.0.0.1", "[::1]"}
    return flag("KOMPAS_LOOPBACK") and not https and set(namen) <= eigen


def proxy() -> str:
    """The address of the proxy whose word about the visitor counts."""
    return os.environ.get("KOMPAS_PROXY") or "127.0.0.1"


def drempel() -> int:
    return _heel_getal("KOMPAS_DREMPEL", os.environ.get("KOMPAS_DREMPEL") or "5")


def afronding() -> int:
    return _heel_getal("KOMPAS_AFRONDING", os.environ.get("KOMPAS_AFRONDING") or "1")


def valse_alarmen() -> float | None:
    """How many false signals a year are allowed; None leaves it to the definitions."""
    tekst = os.environ.get("KOMPAS_VALSE_ALARMEN_PER_JAAR", "").strip().replace(",", ".")
    if not tekst:
        return None
    try:
        aantal = float(tekst)
    except ValueError:
        aantal = 0.0
    if not 0.1 <= aantal <= 1000:
        raise ValueError(f"KOMPAS_VALSE_ALARMEN_PER_JAAR is een getal van 0,1 t/m 1000, niet {tekst!r}")
    return aantal


def _heel_getal(naam: str, tekst: str) -> int:
    """A choice from 1 to 100; a typing error stops the start instead of opening up figures."""
    if not tekst.strip().isdecimal() or not 1 <= int(tekst) <= 100:
        raise ValueError(f"{naam} is een heel getal van 1 t/m 100, niet {tekst!r}")
    return int(tekst)


def definities() -> tuple[Path, ...]:
    """The folders of the municipality with its own definitions; none by default."""
    map_ = os.environ.get("KOMPAS_DEFINITIES")
    return (Path(map_).expanduser(),) if map_ else ()


def cijfers_backend() -> str:
    """What answers questions about figures: DuckDB in this process, or Spark."""
    keuze = os.environ.get("KOMPAS_CIJFERS_BACKEND") or "duckdb"
    if keuze != "duckdb" and not keuze.startswith(("spark:local", "spark://")):
        raise ValueError(
            f"KOMPAS_CIJFERS_BACKEND is {keuze!r}; kies duckdb, spark:local[2] of spark://server:7077 (of laat hem weg)"
        )
    return keuze


def database(home_: Path) -> dict[str, object]:
    """Django's database settings for SQLite in WAL mode, or for the PostgreSQL of KOMPAS_DATABASE_URL."""
    url = os.environ.get("KOMPAS_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _eigen_bestand(home_ / "kompas.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("KOMPAS_DATABASE_URL begint met postgresql:// (of laat hem weg voor SQLite)")
    instellingen: dict[str, object] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
    extra = dict(parse_qsl(parts.query))
    # ?host=/map is how PostgreSQL names a socket; the rest (sslmode, connect_timeout ...) goes to the driver as it is.
    if host := extra.pop("host", ""):
        instellingen["HOST"] = host
    return instellingen | {"OPTIONS": extra}


def bronadressen() -> str:
    """Other addresses for the services of the sources, as `kompas.data.sources.ophalen` reads them."""
    return os.environ.get("KOMPAS_BRONADRESSEN", "")
