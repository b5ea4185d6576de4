"""What making a report leaves behind."""

from kompas.core.cijfers import cijfermap
from kompas.core.models import Gemeente
from kompas.data import Cijfers
from kompas.data.build import pin


def build_vastzetten(gemeente: Gemeente, jaar: int, cijfers: Cijfers) -> None:
    """A report says from which build its figures are: that one has to stay, however old it becomes."""
    if cijfers.build_id:
        pin(cijfermap(), cijfers.build_id, f"voortgangsrapportage {jaar} van {gemeente.naam}")
