"""Roles and what they allow; pure decisions."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Literal

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


def may_aanmelden(*, is_voorbeeld: bool, loopback: bool) -> Literal[True] | Refused:
    """Whether an account of this kind works on this server, or why not."""
    if is_voorbeeld and not loopback:
        return Refused("Een voorbeeldaccount werkt alleen op de computer waarop Veiligheidskompas draait.")
    return True


def is_dezelfde_versie(gezien: int, huidig: int, *, wie: str, wanneer: str) -> Literal[True] | Refused:
    """Whether the user saw the newest version, or who was first."""
    if gezien == huidig:
        return True
    if not wie:
        return Refused("Dit onderdeel is intussen gewijzigd; bekijk de nieuwe versie en probeer opnieuw.")
    return Refused(
        f"Dit onderdeel is intussen gewijzigd door {wie}, om {wanneer}; bekijk de nieuwe versie en probeer opnieuw."
    )


MAX_POGINGEN = 5
"""Failed attempts to sign in before an account waits, per address."""
MAX_PER_ADRES = 50
"""Failed attempts from one address, whatever the account; colleagues may share an address."""
WACHTTIJD_MINUTEN = 10


def may_proberen(mislukt: int, van_adres: int = 0) -> Literal[True] | Refused:
    """Whether another attempt to sign in is allowed after this many failures for the account and from the address."""
    if mislukt < MAX_POGINGEN and van_adres < MAX_PER_ADRES:
        return True
    return Refused(f"Te vaak mislukt. Wacht {WACHTTIJD_MINUTEN} minuten en probeer het dan opnieuw.")


def gemeentecode(code: str, naam: str, bekend: Mapping[str, str]) -> str | Refused:
    """The CBS code as we write it, when it fits the name; `bekend` is code and name of the areas in the figures."""
    schoon = code.strip().upper()
    if not re.fullmatch(r"GM\d{4}", schoon, re.ASCII):
        return Refused(f"{code!r} is geen CBS-code van een gemeente. Zo'n code is GM met vier cijfers, zoals GM0050.")
    if schoon in bekend:
        if _zelfde_naam(bekend[schoon], naam):
            return schoon
        return Refused(f"{schoon} is in de ingelezen cijfers {bekend[schoon]}, niet {naam}. Controleer code en naam.")
    ander = next((c for c, n in bekend.items() if c.startswith("GM") and _zelfde_naam(n, naam)), None)
    if ander:
        return Refused(f"{naam} heeft in de ingelezen cijfers de code {ander}, niet {schoon}. Controleer code en naam.")
    return schoon


def _zelfde_naam(een: str, twee: str) -> bool:
    return een.removesuffix(" (gemeente)").casefold() == twee.removesuffix(" (gemeente)").casefold()
