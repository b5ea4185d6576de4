"""Which figures of a municipality are otherwise now: the source changed them, or a plan quotes an older one."""

from collections import defaultdict
from dataclasses import dataclass

from kompas.base import getal_tekst, nodige_decimalen
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.herzien import Herzien

RIJEN_MAX = 100
"""Lines on a page: more are for the question about one indicator."""


@dataclass(frozen=True, slots=True)
class Bijstelling:
    """One figure that changed, under the indicator by which it can be looked up."""

    definitie: IndicatorDefinitie
    herzien: Herzien
    tabellen: tuple[str, ...] = ()
    """Every table that changed it in the same way: the police publish one count in several."""

    @property
    def oud(self) -> str:
        return _tekst(self.herzien.oud)

    @property
    def nieuw(self) -> str:
        return _tekst(self.herzien.nieuw)

    @property
    def is_plan(self) -> bool:
        """A plan quotes the old figure; the source may never have had it otherwise."""
        return self.herzien.soort == "plan"


@dataclass(frozen=True, slots=True)
class Bijstellingen:
    """What a page shows, and what it leaves out: how many lines, and whether there are parts of years."""

    rijen: tuple[Bijstelling, ...]
    weggelaten: int = 0
    alleen_jaren: bool = False


def bijstellingen(cijfers: Cijfers, gebied: str, key: str = "") -> Bijstellingen:
    """Of one indicator everything; of all of them the whole years and what a plan quotes, the newest first."""
    alle = herzieningen_van(cijfers, gebied, key)
    getoond = [b for b in alle if key or b.is_plan or b.herzien.periode.is_jaar]
    rest = len(getoond) - RIJEN_MAX
    return Bijstellingen(tuple(getoond[:RIJEN_MAX]), max(rest, 0), alleen_jaren=len(getoond) < len(alle))


def herzieningen_van(cijfers: Cijfers, gebied: str, key: str = "") -> list[Bijstelling]:
    """The newest first, each once; of one indicator, or of all."""
    gevraagd = [d for d in cijfers.definities.indicatoren if not key or d.key == key]
    # A rate is made of a count: the change stands under the count, unless just the rate was asked.
    gevraagd.sort(key=lambda definitie: bool(definitie.per) or not definitie.is_enkelvoudig)
    gevonden: dict[tuple[object, ...], tuple[IndicatorDefinitie, Herzien]] = {}
    tabellen: dict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
    for definitie in gevraagd:
        for herzien in cijfers.herzieningen(definitie.key, gebied):
            wat = (herzien.naam, herzien.periode, herzien.oud, herzien.nieuw, herzien.sinds, herzien.soort)
            gevonden.setdefault((*wat, herzien.code, herzien.gebied), (definitie, herzien))
            tabellen[*wat, herzien.code, herzien.gebied][herzien.waar] = None
    rijen = [Bijstelling(definitie, h, tuple(tabellen[wat])) for wat, (definitie, h) in gevonden.items()]
    return sorted(rijen, key=lambda b: (b.herzien.periode.eind, b.herzien.naam), reverse=True)


def _tekst(getal: float | None) -> str:
    return "geen cijfer" if getal is None else getal_tekst(getal, nodige_decimalen(getal))
