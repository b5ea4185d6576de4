"""The figures that the web server shows: opened once, opened again when another build became active."""

from pathlib import Path
from threading import Lock

from django.conf import settings

from kompas.data import Cijfers, open_cijfers
from kompas.data.build import Opslag

_SLOT = Lock()
_geopend: dict[tuple[Path, str, tuple[Path, ...]], Cijfers] = {}


def cijfermap() -> Path:
    """Where the builds of this installation are."""
    return Path(settings.KOMPAS_HOME) / "cijfers"


def definitiemappen() -> tuple[Path, ...]:
    """The folder with the municipality's own definitions, if it has one."""
    return tuple(settings.KOMPAS_DEFINITIES)


def cijfers() -> Cijfers:
    """The active figures. An older build that a running request still reads stays open until nobody holds it."""
    sleutel = (cijfermap(), Opslag(cijfermap()).actief, definitiemappen())
    with _SLOT:
        if sleutel not in _geopend:
            _geopend.clear()
            _geopend[sleutel] = open_cijfers(sleutel[0], *sleutel[2], build=sleutel[1])
        return _geopend[sleutel]
