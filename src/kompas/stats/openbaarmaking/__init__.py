"""Disclosure: which cells of tables may be published, and what somebody can work out who has several tables.

See docs/methoden/openbaarmaking.md.
"""

from kompas.stats.openbaarmaking.onderdrukken import onderdruk, onderdruk_versies
from kompas.stats.openbaarmaking.tabel import Cel, Onderdrukking, Reden, Tabel, afgerond, bezwaar, klein
from kompas.stats.openbaarmaking.verschil import Bereik, Som, Uitgave, bereiken, verschilcheck

__all__ = [
    "Bereik",
    "Cel",
    "Onderdrukking",
    "Reden",
    "Som",
    "Tabel",
    "Uitgave",
    "afgerond",
    "bereiken",
    "bezwaar",
    "klein",
    "onderdruk",
    "onderdruk_versies",
    "verschilcheck",
]
