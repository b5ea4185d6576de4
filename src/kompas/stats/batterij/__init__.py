"""All questions about a kind of figure at once, for every municipality. See docs/methoden/batterij.md."""

from kompas.stats.batterij.paneel import Telpaneel

__all__ = ["Telpaneel"]
