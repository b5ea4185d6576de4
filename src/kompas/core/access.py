"""Who sees which municipality, and with which roles; and which accounts may sign in here."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from kompas.core.models import Gebruiker, Gemeente, GemeenteQuerySet, Rolverlening
from kompas.core.rules import Rol, may_aanmelden

Persoon = Gebruiker | AnonymousUser


class KompasBackend(ModelBackend):
    """Django's own accounts, except that an example account works on the own computer only.

    Django asks this at every request too: a session made on loopback ends when the server opens up.
    """

    def user_can_authenticate(self, user: Gebruiker | AnonymousUser | None) -> bool:
        if not isinstance(user, Gebruiker):
            return False
        toegestaan = may_aanmelden(is_voorbeeld=user.is_voorbeeld, loopback=settings.KOMPAS_LOOPBACK)
        return toegestaan is True and super().user_can_authenticate(user)


def zichtbare_gemeenten(persoon: Persoon) -> GemeenteQuerySet:
    """The examples for everyone; the others for those with a role there."""
    alle = Gemeente.objects.all()
    if not isinstance(persoon, Gebruiker):
        return alle.filter(is_voorbeeld=True)
    return alle.filter(Q(is_voorbeeld=True) | Q(rolverleningen__gebruiker=persoon)).distinct()


def rollen_in(persoon: Persoon, gemeente: Gemeente) -> frozenset[Rol]:
    """The roles of this person in this municipality; empty for a stranger."""
    if not isinstance(persoon, Gebruiker) or not persoon.is_active:
        return frozenset()
    verleend = Rolverlening.objects.filter(gebruiker=persoon, gemeente=gemeente).values_list("rol", flat=True)
    return frozenset(Rol(rol) for rol in verleend)
