"""Where features meet without importing each other.

A feature adds its panels and entries in its own `panels.py`; the pages and the menu ask here. `CoreConfig.ready`
loads those modules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kompas.base import Registry
from kompas.core.models import Gemeente


@dataclass(frozen=True, slots=True)
class Paneel:
    """A piece of one feature on the page of another.

    `plek` is the place on the page ("start.gemeente", "gemeente.onder", "indicator.onder"). `gegevens` gets the request
    and the thing that the page is about, and answers the context of `template`, or None to stay away.
    """

    key: str
    plek: str
    template: str
    gegevens: Callable[[HttpRequest, Any], Mapping[str, object] | None]
    volgorde: int = 0


@dataclass(frozen=True, slots=True)
class Ingang:
    """One entry in the menu of a municipality; `adres` answers the address, or None where it does not apply."""

    key: str
    titel: str
    adres: Callable[[HttpRequest, Gemeente], str | None]
    volgorde: int = 0


PANELEN: Registry[Paneel] = Registry("paneel")
INGANGEN: Registry[Ingang] = Registry("ingang")


def panelen_op(plek: str) -> list[Paneel]:
    """The panels of one place, in their order."""
    return sorted((paneel for paneel in PANELEN if paneel.plek == plek), key=lambda paneel: paneel.volgorde)


def menu_van(request: HttpRequest, gemeente: Gemeente) -> list[tuple[Ingang, str]]:
    """The entries that apply to this municipality, with their address."""
    gesorteerd = sorted(INGANGEN, key=lambda ingang: ingang.volgorde)
    adressen = ((ingang, ingang.adres(request, gemeente)) for ingang in gesorteerd)
    return [(ingang, adres) for ingang, adres in adressen if adres]
