"""Who may write, against which version, and the line of history that every write leaves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils import timezone

from kompas.base import RefusedError, demand, getal_tekst
from kompas.core.access import Persoon, rollen_in
from kompas.core.models import Gebruiker, Gemeente, Wijziging
from kompas.core.queries import laatste_wijziging
from kompas.core.rules import is_dezelfde_versie, may_bewerken

SYSTEEM = "Veiligheidskompas"
"""Who did it when no person did: loading the example, an import on the command line."""


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
