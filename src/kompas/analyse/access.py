"""Who sees the figures of a municipality: everyone who sees the municipality."""

from kompas.core.access import Persoon, zichtbare_gemeenten
from kompas.core.models import Gemeente


def gemeente_met_cijfers(persoon: Persoon, slug: str) -> Gemeente | None:
    """The municipality when this person may see it; otherwise it is not there."""
    return zichtbare_gemeenten(persoon).filter(slug=slug).first()
