"""The cast: who they are, and what of. Every who-may table has a column for each of them.

Anna is adviser of Noordwijk, Bram reader of Noordwijk, Carla adviser of Westland, Dirk signed in without a role,
and the visitor did not sign in.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from kompas.core.access import Persoon
from kompas.core.models import Gebruiker, Gemeente, Rolverlening
from kompas.core.rules import Rol

WACHTWOORD = "een-wachtwoord-voor-de-proef"


@dataclass(frozen=True, slots=True)
class Cast:
    anna: Gebruiker
    bram: Gebruiker
    carla: Gebruiker
    dirk: Gebruiker
    bezoeker: AnonymousUser

    def wie(self, naam: str) -> Persoon:
        persoon: Persoon = getattr(self, naam)
        return persoon


NAMEN = ("anna", "bram", "carla", "dirk", "bezoeker")


def maak_gemeente(naam: str = "Noordwijk", code: str = "GM0575", *, is_voorbeeld: bool = False) -> Gemeente:
    return Gemeente.objects.create(
        naam=naam, code=code, slug=naam.lower(), indelingsjaar=2019, is_voorbeeld=is_voorbeeld
    )


def maak_gebruiker(naam: str, gemeente: Gemeente | None = None, rol: Rol | None = None) -> Gebruiker:
    """Without a password, for hashing one takes long; a test that signs in uses `force_login` or sets `WACHTWOORD`."""
    persoon = Gebruiker.objects.create(username=naam, password="!", first_name=naam.capitalize())  # noqa: S106
    if gemeente is not None and rol is not None:
        Rolverlening.objects.create(gebruiker=persoon, gemeente=gemeente, rol=rol.value)
    return persoon


def maak_cast(hier: Gemeente, elders: Gemeente) -> Cast:
    return Cast(
        anna=maak_gebruiker("anna", hier, Rol.ADVISEUR),
        bram=maak_gebruiker("bram", hier, Rol.LEZER),
        carla=maak_gebruiker("carla", elders, Rol.ADVISEUR),
        dirk=maak_gebruiker("dirk"),
        bezoeker=AnonymousUser(),
    )
