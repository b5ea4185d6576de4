"""From numbers to words: what was found (`feiten`), and what may be said about it (`uitspraak`).

See docs/methoden/duiding.md.
"""

from kompas.stats.duiding.feiten import (
    Artefactfeit,
    Feit,
    Geen,
    Hoogte,
    Kansfeit,
    Onderwerp,
    Reeksnaam,
    Signaalfeit,
    Trendfeit,
    Verschil,
)
from kompas.stats.duiding.uitspraak import Uitspraak

__all__ = [
    "Artefactfeit",
    "Feit",
    "Geen",
    "Hoogte",
    "Kansfeit",
    "Onderwerp",
    "Reeksnaam",
    "Signaalfeit",
    "Trendfeit",
    "Uitspraak",
    "Verschil",
]
