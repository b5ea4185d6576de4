"""Where the services of the sources are: their public addresses, or a mirror that the administrator names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from kompas.base import RefusedError

STANDAARD: Mapping[str, str] = MappingProxyType(
    {
        "dataderden": "https://dataderden.cbs.nl",
        "opendata": "https://opendata.cbs.nl",
        "pdok": "https://api.pdok.nl",
        "bron": "https://geo.rijkswaterstaat.nl",
        "leefbaarometer": "https://geo.leefbaarometer.nl",
    }
)
_EIGEN_MACHINE = {"127.0.0.1", "::1", "localhost"}
_NAAM = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Bronadressen:
    """Base address per service. Catalogues of the sources name hosts that do not exist; these do."""

    adressen: Mapping[str, str] = field(default_factory=lambda: STANDAARD)

    @classmethod
    def lees(cls, tekst: str) -> "Bronadressen":
        """`dataderden=https://spiegel.voorbeeld.nl,opendata=...`; what is not named keeps its public address."""
        eigen = dict(_deel(deel) for deel in tekst.split(",") if deel.strip())
        return cls(MappingProxyType({**STANDAARD, **eigen}))

    def voor(self, dienst: str) -> str:
        try:
            return self.adressen[dienst]
        except KeyError:
            raise RefusedError(
                f"Van de dienst {dienst!r} is geen adres bekend. Zet het in KOMPAS_BRONADRESSEN."
            ) from None


def _deel(deel: str) -> tuple[str, str]:
    naam, _, adres = deel.strip().partition("=")
    delen = urlsplit(adres)
    veilig = delen.scheme == "https" or (delen.scheme == "http" and delen.hostname in _EIGEN_MACHINE)
    if not _NAAM.fullmatch(naam) or not delen.hostname or delen.query or delen.fragment:
        raise RefusedError(f"KOMPAS_BRONADRESSEN: {deel.strip()!r} heeft niet de vorm dienst=https://adres.")
    if not veilig:
        raise RefusedError(
            f"KOMPAS_BRONADRESSEN: {adres} is niet versleuteld. Gebruik https, of een dienst op 127.0.0.1."
        )
    return naam, adres.rstrip("/")
