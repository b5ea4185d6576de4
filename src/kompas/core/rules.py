"""Roles and what they allow; pure decisions."""

from enum import Enum

from kompas.base import Refused


class Rol(Enum):
    """A role in one municipality. The value is stored, the label is shown."""

    ADVISEUR = "adviseur"
    LEZER = "lezer"

    @property
    def label(self) -> str:
        return {"adviseur": "adviseur openbare orde en veiligheid", "lezer": "lezer"}[self.value]


BEWERKERS = frozenset({Rol.ADVISEUR})
"""The roles that may change a plan."""


def may_bewerken(rollen: frozenset[Rol]) -> frozenset[Rol] | Refused:
    """The roles that allow editing, or why not."""
    if not rollen:
        return Refused("Meld u aan met een account van deze gemeente om te bewerken.")
    toegestaan = rollen & BEWERKERS
    return toegestaan or Refused("Alleen een adviseur openbare orde en veiligheid mag het plan bewerken.")
