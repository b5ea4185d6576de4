"""By which thresholds figures are put into words here: data, which a municipality may choose itself."""

from kompas.data.cijfers import Cijfers
from kompas.stats.meervoud import Drempels


def drempels_van(cijfers: Cijfers) -> Drempels:
    """Below which p and q a word is printed."""
    return cijfers.definities.woorden.drempels
