"""Writes that every feature shares: history, municipalities, and the example accounts."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.text import slugify

from kompas.base import RefusedError, demand, getal_tekst
from kompas.core.access import Persoon, rollen_in
from kompas.core.models import Gebruiker, Gemeente, Rolverlening, Wijziging
from kompas.core.queries import laatste_wijziging
from kompas.core.rules import Rol, gemeentecode, is_dezelfde_versie, may_bewerken

SYSTEEM = "Veiligheidskompas"
"""Who did it when no person did: loading the example, an import on the command line."""


@dataclass(frozen=True, slots=True)
class Voorbeeldaccount:
    gebruikersnaam: str
    wachtwoord: str
    rol: str


@dataclass(frozen=True, slots=True)
class Adviseursaccount:
    """An adviser's account after adding a municipality; no password when the account was there already."""

    gebruikersnaam: str
    wachtwoord: str = ""


@dataclass(frozen=True, slots=True)
class Toegevoegd:
    """A municipality and, when asked for, the account of its adviser; `is_nieuw` False: the municipality was there."""

    gemeente: Gemeente
    is_nieuw: bool
    account: Adviseursaccount | None = None


@dataclass(frozen=True, slots=True)
class Verschil:
    """What a change did: the field (empty for the thing as a whole), what it was and what it became."""

    veld: str = ""
    oud: object = ""
    nieuw: object = ""


NIETS = Verschil()


def bewerker(door: Persoon, gemeente: Gemeente) -> Gebruiker:
    """The person as an editor of this municipality, or `RefusedError` with the reason."""
    demand(may_bewerken(rollen_in(door, gemeente)))
    if not isinstance(door, Gebruiker):  # a rule that let an anonymous visitor through would be a mistake
        raise RefusedError("Meld u aan om te bewerken.")
    return door


def eis_versie(onderdeel: models.Model, gezien: int) -> None:
    """Refuse when someone changed the thing after the user saw it."""
    huidig: int = onderdeel.versie  # type: ignore[attr-defined]
    if gezien == huidig:
        return
    laatste = laatste_wijziging(onderdeel._meta.label, onderdeel.pk)
    wanneer = timezone.localtime(laatste.moment).strftime("%H:%M") if laatste else ""
    demand(is_dezelfde_versie(gezien, huidig, wie=laatste.door_naam if laatste else "", wanneer=wanneer))


def wijziging_vastleggen(
    *,
    gemeente: Gemeente,
    onderdeel: models.Model,
    door: Gebruiker | None,
    handeling: str,
    wat: Verschil = NIETS,
    toelichting: str = "",
    bovenliggend: UUID | None = None,
) -> Wijziging:
    """Append one row of history; call it inside the transaction of the change itself.

    `bovenliggend` is what the thing hangs under: the road to its history once it is removed.
    """
    return Wijziging.objects.create(
        gemeente=gemeente,
        moment=timezone.now(),
        door=door,
        door_naam=str(door or SYSTEEM)[:160],
        handeling=handeling,
        soort=onderdeel._meta.label,
        object_id=str(onderdeel.pk),
        object_naam=str(onderdeel)[:300],
        bovenliggend=bovenliggend,
        veld=wat.veld,
        oud=als_tekst(wat.oud),
        nieuw=als_tekst(wat.nieuw),
        toelichting=toelichting,
    )


def als_tekst(waarde: object) -> str:
    """A value as history keeps it: readable for people, in Dutch notation."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Decimal):
        return getal_tekst(float(waarde), max(0, -int(waarde.normalize().as_tuple().exponent)))
    if isinstance(waarde, date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    if isinstance(waarde, list | tuple):
        return "; ".join(als_tekst(deel) for deel in waarde)
    return str(waarde)


@transaction.atomic
def gemeente_toevoegen(*, code: str, naam: str, adviseur: str = "", bekend: Mapping[str, str]) -> Toegevoegd:
    """Add a municipality, by whoever manages the computer; with `adviseur` also an account that may edit there.

    One that is there already only gets the adviser. `RefusedError` tells what does not fit.
    """
    naam = " ".join(naam.split())
    code = demand(gemeentecode(code, naam, bekend))
    gemeente = Gemeente.objects.select_for_update().filter(code=code).first()
    is_nieuw = gemeente is None
    if gemeente is None:
        gemeente = _nieuwe_gemeente(code, naam)
    elif gemeente.is_voorbeeld:
        raise RefusedError(
            f"{gemeente} ({code}) staat hier als voorbeeld. Verwijder eerst de voorbeelden: kompas voorbeeld verwijder."
        )
    elif not adviseur:
        raise RefusedError(f"{gemeente} ({code}) staat hier al. Een account erbij maken kan met --adviseur.")
    return Toegevoegd(gemeente, is_nieuw, _adviseur(gemeente, adviseur) if adviseur else None)


def _nieuwe_gemeente(code: str, naam: str) -> Gemeente:
    slug = slugify(naam)[:50].strip("-")
    if not slug or resolve(reverse("gemeente", args=[slug])).url_name != "gemeente":
        raise RefusedError(f"{naam!r} kan geen naam van een gemeente zijn: er is geen webadres van te maken.")
    if ander := Gemeente.objects.filter(slug=slug).first():
        raise RefusedError(f"Er staat hier al een gemeente met die naam: {ander} ({ander.code}).")
    gemeente = Gemeente(code=code, naam=naam, slug=slug, indelingsjaar=timezone.localdate().year)
    _eis_geldig(gemeente)
    gemeente.save()
    wijziging_vastleggen(gemeente=gemeente, onderdeel=gemeente, door=None, handeling="gemeente toegevoegd")
    return gemeente


def _adviseur(gemeente: Gemeente, gebruikersnaam: str) -> Adviseursaccount:
    persoon = Gebruiker.objects.filter(username=gebruikersnaam).first()
    wachtwoord = ""
    if persoon is None:
        wachtwoord = secrets.token_urlsafe(12)
        persoon = Gebruiker(username=gebruikersnaam)
        persoon.set_password(wachtwoord)
        _eis_geldig(persoon)
        persoon.save()
    elif persoon.is_voorbeeld or not persoon.is_active:
        raise RefusedError(
            f"Het account {gebruikersnaam} is een voorbeeldaccount of werkt niet meer. Kies een andere naam."
        )
    _, is_nieuw = Rolverlening.objects.get_or_create(gebruiker=persoon, gemeente=gemeente, rol=Rol.ADVISEUR.value)
    if not is_nieuw:
        raise RefusedError(f"{gebruikersnaam} is al adviseur van {gemeente}.")
    wijziging_vastleggen(
        gemeente=gemeente,
        onderdeel=gemeente,
        door=None,
        handeling="adviseur toegevoegd",
        wat=Verschil(nieuw=gebruikersnaam),
    )
    return Adviseursaccount(gebruikersnaam, wachtwoord)


def _eis_geldig(rij: models.Model) -> None:
    """Refuse a new row that its own fields refuse, with the name of the field."""
    try:
        rij.clean_fields()
    except ValidationError as fout:
        veld, meldingen = next(iter(fout.message_dict.items()))
        raise RefusedError(f"{rij._meta.get_field(veld).verbose_name}: {meldingen[0]}") from None  # type: ignore[union-attr]


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
