"""The one door to figures for whatever others see: pages, reports, downloads, the API."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from kompas.core.access import Persoon
from kompas.core.cijfers import cijfers
from kompas.core.models import Gebruiker, Gemeente, Rolverlening
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers


def cijfers_voor(persoon: Persoon, gemeente: Gemeente | None = None, op: date | None = None) -> OpenbareCijfers:
    """The figures as this person may see them, with the own indicators of `gemeente`; `op`: as known then."""
    regels = Openbaarregels(settings.KOMPAS_DREMPEL, settings.KOMPAS_AFRONDING)
    return OpenbareCijfers.van(cijfers(gemeente=gemeente, op=op), rol_in=rol_in(persoon), regels=regels)


def openbare_cijfers(gemeente: Gemeente | None = None, op: date | None = None) -> OpenbareCijfers:
    """The figures as everybody may see them: for a report, which leaves the house whoever made it."""
    return cijfers_voor(AnonymousUser(), gemeente, op)


def rol_in(persoon: Persoon) -> frozenset[str]:
    """The codes of the municipalities in which this person has a role."""
    if not isinstance(persoon, Gebruiker) or not persoon.is_active:
        return frozenset()
    return frozenset(Rolverlening.objects.filter(gebruiker=persoon).values_list("gemeente__code", flat=True))
