"""Who sees which municipality, and with which roles."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from kompas.core.models import Gebruiker, Gemeente, GemeenteQuerySet, Rolverlening
from kompas.core.rules import Rol

Persoon = Gebruiker | AnonymousUser


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
