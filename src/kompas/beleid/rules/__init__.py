"""The verdict on goals: pure decisions, written down in docs/methoden/oordeel.md."""

from kompas.beleid.rules.beoordeel import beoordeel
from kompas.beleid.rules.samenvatten import samenvatten, telling
from kompas.beleid.rules.soorten import (
    Beoordeling,
    Breuk,
    Doelvraag,
    Niveau,
    Oordeel,
    Richting,
    Samenvatting,
    Soort,
    Streefsoort,
)

__all__ = [
    "Beoordeling",
    "Breuk",
    "Doelvraag",
    "Niveau",
    "Oordeel",
    "Richting",
    "Samenvatting",
    "Soort",
    "Streefsoort",
    "beoordeel",
    "samenvatten",
    "telling",
]
