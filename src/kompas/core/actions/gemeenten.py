"""Municipalities and their advisers, added by whoever manages the computer."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.text import slugify

from kompas.base import RefusedError, demand
from kompas.core.actions.geschiedenis import Verschil, wijziging_vastleggen
from kompas.core.models import Gebruiker, Gemeente, Rolverlening
from kompas.core.rules import Rol, gemeentecode


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
