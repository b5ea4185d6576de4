"""By which thresholds figures are put into words here, and what counts as ordinary movement."""

from kompas.analyse.queries.duiden import spreiding_over
from kompas.analyse.rules import Spreiding
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.stats.meervoud import Drempels


def drempels_van(cijfers: Cijfers) -> Drempels:
    """Below which p and q a word is printed: data, which a municipality may choose itself."""
    return cijfers.definities.woorden.drempels


def spreiding_van(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str, *, tot: int | None = None
) -> Spreiding | None:
    """How many times more than chance a count varies between years.

    From all municipalities together, or from the own years of another area; None where those are too few to tell.
    """
    gevonden = spreiding_over(cijfers, definitie, gebied, tot=tot)
    return None if gevonden is None else lambda telling: float(gevonden.phi(telling))
