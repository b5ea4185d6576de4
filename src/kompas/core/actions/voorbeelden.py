"""The example accounts, and the end of an example."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kompas.core.models import Gebruiker, Gemeente, Rolverlening, Wijziging
from kompas.core.rules import Rol


@dataclass(frozen=True, slots=True)
class Voorbeeldaccount:
    gebruikersnaam: str
    wachtwoord: str
    rol: str


def _accountbestand() -> Path:
    return Path(settings.KOMPAS_HOME) / "voorbeeldaccounts.json"


def voorbeeldaccounts() -> tuple[Voorbeeldaccount, ...]:
    """The example accounts that work now; none when the example is not loaded or the server is open to others."""
    pad = _accountbestand()
    if not settings.KOMPAS_LOOPBACK or not pad.is_file():
        return ()
    return tuple(Voorbeeldaccount(**account) for account in json.loads(pad.read_text(encoding="utf-8")))


@transaction.atomic
def voorbeeldaccounts_maken(gemeenten: tuple[Gemeente, ...]) -> None:
    """An adviser and a reader of the example municipalities; passwords are made here and kept for the owner only.

    Safe to repeat: existing example accounts keep their password, unless the file with passwords was lost.
    A name that a real account already has stays with that account.
    """
    bekend = {a.gebruikersnaam: a for a in _lees_accounts()}
    accounts = [account for rol in Rol if (account := _voorbeeldaccount(rol, gemeenten, bekend.get(rol.value)))]
    _schrijf_prive(_accountbestand(), json.dumps([asdict(account) for account in accounts], indent=1))


def _lees_accounts() -> tuple[Voorbeeldaccount, ...]:
    pad = _accountbestand()
    if not pad.is_file():
        return ()
    return tuple(Voorbeeldaccount(**account) for account in json.loads(pad.read_text(encoding="utf-8")))


def _voorbeeldaccount(
    rol: Rol, gemeenten: tuple[Gemeente, ...], bekend: Voorbeeldaccount | None
) -> Voorbeeldaccount | None:
    persoon, is_nieuw = Gebruiker.objects.get_or_create(
        username=rol.value, defaults={"first_name": "Voorbeeld", "last_name": rol.value, "is_voorbeeld": True}
    )
    if not persoon.is_voorbeeld:
        return None
    for gemeente in gemeenten:
        Rolverlening.objects.get_or_create(gebruiker=persoon, gemeente=gemeente, rol=rol.value)
    if bekend is not None and not is_nieuw:
        return bekend
    wachtwoord = secrets.token_urlsafe(9)
    persoon.set_password(wachtwoord)
    persoon.save(update_fields=["password"])
    return Voorbeeldaccount(persoon.username, wachtwoord, rol.label)


def _schrijf_prive(pad: Path, tekst: str) -> None:
    """Write a file that only its owner can read, complete or not at all."""
    tijdelijk = pad.with_suffix(".nieuw")
    with os.fdopen(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as bestand:
        bestand.write(tekst)
    tijdelijk.replace(pad)


@transaction.atomic
def voorbeeldgemeenten_verwijderen() -> None:
    """Remove the example municipalities and accounts; their plans must be gone already.

    The one place that removes history: of an example, together with all it was about.
    """
    gemeenten = Gemeente.objects.voorbeelden()
    geschiedenis = Wijziging.objects.filter(gemeente__in=gemeenten)
    geschiedenis._raw_delete(geschiedenis.db)
    gemeenten.delete()
    for persoon in Gebruiker.objects.filter(is_voorbeeld=True):
        if not persoon.wijzigingen.exists() and not persoon.rolverleningen.exists():
            persoon.delete()
        else:
            persoon.is_active = False
            persoon.save(update_fields=["is_active"])
    _accountbestand().unlink(missing_ok=True)
