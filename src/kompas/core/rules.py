"""Roles and what they allow; pure decisions."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
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


def may_cijfers(rollen: frozenset[Rol]) -> frozenset[Rol] | Refused:
    """The roles that allow reading figures in and making indicators of one's own, or why not."""
    if not rollen:
        return Refused("Meld u aan met een account van deze gemeente om cijfers in te lezen of te maken.")
    return rollen & BEWERKERS or Refused(
        "Alleen een adviseur openbare orde en veiligheid mag cijfers inlezen of eigen indicatoren maken."
    )


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


BUNDELS: Mapping[str, str] = {
    "politie": "misdrijven en overlast (politie)",
    "bevolking": "inwoners (CBS)",
    "bbv": "criminaliteit naar soort, voor de BBV-indicatoren (CBS)",
    "enquetes": "beleving van inwoners (Veiligheidsmonitor)",
    "gezondheid": "gezondheid (GGD en RIVM)",
    "verkeer": "verkeersongevallen (BRON)",
    "leefbaarheid": "leefbaarheid (Leefbaarometer)",
    "gebieden": "grenzen en gebieden",
    "alles": "alle bronnen",
}
"""What can be fetched at once, as the sources bundle it, and what people call it."""


class Stand(Enum):
    """How far a fetch is. The value is stored, the label is shown."""

    WACHT = "wacht"
    BEZIG = "bezig"
    KLAAR = "klaar"
    MISLUKT = "mislukt"
    AFGEBROKEN = "afgebroken"

    @property
    def label(self) -> str:
        return {"wacht": "wacht op zijn beurt"}.get(self.value, self.value)


class Ritme(Enum):
    """How often figures are fetched by themselves. The value is stored, the label is shown."""

    BRON = "bron"
    WEEK = "week"
    MAAND = "maand"

    @property
    def label(self) -> str:
        return {
            "bron": "zodra de bron nieuwe cijfers heeft",
            "week": "elke week",
            "maand": "elke maand",
        }[self.value]


HARTSLAG_SECONDEN = 5
"""How often a worker says that it lives."""
DOOD_NA_SECONDEN = 60
"""A worker that was silent for so long is dead: another takes its task up."""
UITSTEL_SECONDEN = 15
"""How long a task waits when someone else is fetching or reading in figures."""
MAX_HERVATTINGEN = 5
"""A task that died so often is not taken up again: it is the task that kills."""


def may_ophalen(rollen: frozenset[Rol]) -> frozenset[Rol] | Refused:
    """The roles that allow fetching figures for a municipality, or why not."""
    if not rollen:
        return Refused("Meld u aan met een account van deze gemeente om cijfers op te halen.")
    return rollen & BEWERKERS or Refused("Alleen een adviseur openbare orde en veiligheid mag cijfers ophalen.")


def bundel(wat: str) -> str | Refused:
    """The bundle, when it exists."""
    if wat in BUNDELS:
        return wat
    return Refused(f"{wat!r} kan niet worden opgehaald. Kies uit: {', '.join(BUNDELS)}.")


def may_afbreken(stand: Stand) -> Stand | Refused:
    """Only what waits or runs can be stopped."""
    if stand in {Stand.WACHT, Stand.BEZIG}:
        return stand
    return Refused(f"Deze ophaling is al {stand.label}; er valt niets meer af te breken.")


def is_dood(hartslag: datetime | None, nu: datetime) -> bool:
    """Whether the worker of a running task is gone."""
    return hartslag is None or nu - hartslag > timedelta(seconds=DOOD_NA_SECONDEN)


def volgende_keer(ritme: Ritme, vandaag: date, verwacht: date | None) -> date:
    """The day of the next fetch; `verwacht` is when the sources publish again, and late figures are tried daily."""
    if ritme is Ritme.WEEK:
        return vandaag + timedelta(days=7)
    if ritme is Ritme.MAAND or verwacht is None:
        volgende = (vandaag.replace(day=1) + timedelta(days=32)).replace(day=1)
        return volgende.replace(day=min(vandaag.day, 28))
    return max(verwacht, vandaag + timedelta(days=1))
