"""Pure decisions about figures: averages, honest change words, and questions as an address puts them."""

from kompas.analyse.rules.vergelijken import (
    JAREN_GEMIDDELD,
    Spreiding,
    gemiddeld_per_jaar,
    overlap_in_maanden,
    vergelijk,
)

__all__ = ["JAREN_GEMIDDELD", "Spreiding", "gemiddeld_per_jaar", "overlap_in_maanden", "vergelijk"]
