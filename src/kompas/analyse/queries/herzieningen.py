"""Which figures of a municipality are otherwise now: the source changed them, or a plan quotes an older one."""

from dataclasses import dataclass

from kompas.base import getal_tekst, nodige_decimalen
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.herzien import Herzien

RIJEN_MAX = 500


@dataclass(frozen=True, slots=True)
class Bijstelling:
    """One figure that changed, under the indicator by which it can be looked up."""

    definitie: IndicatorDefinitie
    herzien: Herzien

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


def herzieningen_van(cijfers: Cijfers, gebied: str, key: str = "") -> list[Bijstelling]:
    """The newest first, each once; of one indicator, or of all."""
    gevraagd = [d for d in cijfers.definities.indicatoren if not key or d.key == key]
    # A rate is made of a count: the change stands under the count, unless just the rate was asked.
    gevraagd.sort(key=lambda definitie: bool(definitie.per) or not definitie.is_enkelvoudig)
    gevonden: dict[Herzien, Bijstelling] = {}
    for definitie in gevraagd:
        for herzien in cijfers.herzieningen(definitie.key, gebied):
            gevonden.setdefault(herzien, Bijstelling(definitie, herzien))
    rijen = sorted(gevonden.values(), key=lambda b: (b.herzien.periode.eind, b.herzien.naam), reverse=True)
    return rijen[:RIJEN_MAX]


def _tekst(getal: float | None) -> str:
    return "geen cijfer" if getal is None else getal_tekst(getal, nodige_decimalen(getal))
