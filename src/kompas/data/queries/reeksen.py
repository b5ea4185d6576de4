"""Where a series starts anew, and which years are unusual: for an indicator and all that it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kompas.base import Periode
from kompas.data.definities import Definities, IndicatorDefinitie, Reeksbreuk
from kompas.data.queries.vraag import Meetlat, klein


@dataclass(frozen=True)
class Reeksen:
    """What `reeksbreuken.yaml` says about indicators."""

    definities: Definities
    _gevonden: dict[str, tuple[Reeksbreuk, ...]] = field(default_factory=dict, repr=False)

    def meldingen(self, definitie: IndicatorDefinitie) -> tuple[Reeksbreuk, ...]:
        """Breaks and outliers of the indicator and of everything that its formula is made of."""
        if definitie.key not in self._gevonden:
            samen = list(self.samenstelling(definitie))
            keys = {deel.key for deel in samen}
            codes = {code for deel in samen for code in deel.codes()}
            self._gevonden[definitie.key] = tuple(
                b for b in self.definities.reeksbreuken if b.indicator in keys or any(b.raakt(*code) for code in codes)
            )
        return self._gevonden[definitie.key]

    def tussen(self, definitie: IndicatorDefinitie, een: int, ander: int) -> tuple[Reeksbreuk, ...]:
        """Breaks between two years: figures of before and after are not comparable."""
        eerste, laatste = sorted((een, ander))
        return tuple(b for b in self.meldingen(definitie) if b.ligt_tussen(eerste, laatste))

    def binnen(self, lat: Meetlat, periode: Periode) -> Reeksbreuk | None:
        """A break inside a period: what lies before it may not be put together with what comes after."""
        eerste, laatste = periode.begin.year, periode.eind.year
        return next(
            (
                b
                for b in self.definities.reeksbreuken
                if (b.indicator == lat.definitie.key or b.raakt(lat.bron.key, lat.code))
                and b.ligt_tussen(eerste, laatste)
            ),
            None,
        )

    def samenstelling(self, definitie: IndicatorDefinitie) -> Iterator[IndicatorDefinitie]:
        """The indicator and every indicator in its formula; denominators are left out."""
        yield definitie
        for deel in definitie.delen.values():
            if deel.indicator:
                yield from self.samenstelling(self.definities.indicatoren[deel.indicator])


def breukzin(naam: str, breuk: Reeksbreuk) -> str:
    """Why figures of before and after a year are not put together."""
    return f"{klein(naam)}: in {breuk.jaar} begint een nieuwe reeks. {breuk.reden}"
