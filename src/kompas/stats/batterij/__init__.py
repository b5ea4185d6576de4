"""All questions about a kind of figure at once, for every municipality. See docs/methoden/batterij.md."""

from kompas.stats.batterij.paneel import Telpaneel
from kompas.stats.batterij.samen import Batterij, batterij, gewone_spreiding

__all__ = ["Batterij", "Telpaneel", "batterij", "gewone_spreiding"]
