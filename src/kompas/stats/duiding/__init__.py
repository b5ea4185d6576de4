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
    Vorm,
)
from kompas.stats.duiding.samen import duid
from kompas.stats.duiding.taal import kans_tekst
from kompas.stats.duiding.uitleg import Woorduitleg, uitleg
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
    "Vorm",
    "Woorduitleg",
    "duid",
    "kans_tekst",
    "uitleg",
]
