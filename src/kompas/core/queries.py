"""Reading municipalities and history."""

from django.db.models import QuerySet

from kompas.core.access import Persoon, zichtbare_gemeenten
from kompas.core.models import Gemeente, Wijziging


def gemeente_van(persoon: Persoon, slug: str) -> Gemeente | None:
    """The municipality, when this person may see it; an invisible one does not exist."""
    return zichtbare_gemeenten(persoon).filter(slug=slug).first()


def wijzigingen_van(soort: str, object_id: object) -> QuerySet[Wijziging]:
    """The history of one thing, newest first; `soort` is its model, for instance "beleid.Indicator"."""
    return Wijziging.objects.filter(soort__iexact=soort, object_id=str(object_id))


def laatste_wijziging(soort: str, object_id: object) -> Wijziging | None:
    return wijzigingen_van(soort, object_id).order_by("-moment").first()
