"""The figures as the rest of the product sees them: one frozen object per build."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.data.definities import Definities, IndicatorDefinitie, Reeksbreuk
from kompas.data.queries.document import DocumentRij, document_rijen
from kompas.data.queries.feiten import Vraag, geen
from kompas.data.queries.rekenen import Rekenaar
from kompas.data.store import Store


@dataclass(frozen=True)
class Cijfers:
    """An opened build with its definitions; `leeg` when no figures were read yet. Every answer is a `Waarde`."""

    definities: Definities
    _store: Store | None = field(default=None, repr=False)

    @property
    def build_id(self) -> str:
        return self._store.build_id if self._store else ""

    @property
    def leeg(self) -> bool:
        return self._store is None

    @cached_property
    def _rekenaar(self) -> Rekenaar | None:
        return Rekenaar(self._store, self.definities) if self._store else None

    def definitie(self, key: str) -> IndicatorDefinitie:
        """The definition of an indicator; `KeyError` with a Dutch text when there is none."""
        return self.definities.indicatoren[key]

    def waarde(self, key: str, gebied: str, periode: Periode) -> Waarde:
        """The figure for an area and period, or the reason why there is none."""
        definitie = self.definitie(key)
        if self._rekenaar is None:
            return self._nog_leeg(definitie, gebied, periode)
        return self._rekenaar.waarde(definitie, Vraag(gebied, periode))

    def reeks(self, key: str, gebied: str, van: int | None = None, tot: int | None = None) -> tuple[Waarde, ...]:
        """Calendar years without gaps; from the first to the last year with a figure unless told otherwise."""
        jaren = self.jaren(key, gebied) if van is None or tot is None else ()
        if (van is None or tot is None) and not jaren:
            return ()
        eerste = van if van is not None else jaren[0]
        laatste = tot if tot is not None else jaren[-1]
        return tuple(self.waarde(key, gebied, Periode.jaar(jaar)) for jaar in range(eerste, laatste + 1))

    def jaren(self, key: str, gebied: str) -> tuple[int, ...]:
        """The calendar years that have a figure."""
        kandidaten = {jaar for periode in self._perioden(key, gebied) for jaar in _jaren_in(periode)}
        return tuple(jaar for jaar in sorted(kandidaten) if self.waarde(key, gebied, Periode.jaar(jaar)).bekend)

    def laatste_jaar(self, key: str, gebied: str) -> int | None:
        return max(self.jaren(key, gebied), default=None)

    def laatste_maand(self, key: str, gebied: str) -> Periode | None:
        """The newest single month that has a figure."""
        maanden = sorted((p for p in self._perioden(key, gebied) if p.maanden == 1), reverse=True)
        return next((maand for maand in maanden if self.waarde(key, gebied, maand).bekend), None)

    def breuken(self, key: str, van: int, tot: int) -> tuple[Reeksbreuk, ...]:
        """Breaks between two years: figures of before and after are not comparable."""
        eerste, laatste = sorted((van, tot))
        return tuple(b for b in self._meldingen(key) if b.soort == "breuk" and eerste < b.jaar <= laatste)

    def uitschieters(self, key: str, van: int, tot: int) -> tuple[Reeksbreuk, ...]:
        """Years within the span that are known to be unusual, with the reason."""
        eerste, laatste = sorted((van, tot))
        return tuple(
            b
            for b in self._meldingen(key)
            if b.soort == "uitschieter" and b.jaar <= laatste and (b.tot or b.jaar) >= eerste
        )

    def indicatoren_met_cijfers(self, gebied: str) -> tuple[IndicatorDefinitie, ...]:
        """The indicators that have at least one figure for this area, in the order of the definitions."""
        return tuple(
            definitie
            for definitie in self.definities.indicatoren
            if self.jaren(definitie.key, gebied) or self.laatste_maand(definitie.key, gebied)
        )

    def document_tabel(self, gebied: str) -> tuple[DocumentRij, ...]:
        """What the plan of a municipality quotes, in the order of the document."""
        return document_rijen(self._rekenaar, gebied) if self._rekenaar else ()

    def gebied_naam(self, gebied: str) -> str:
        return self._rekenaar.feiten.gebied_naam(gebied) if self._rekenaar else gebied

    def gebieden(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every area that has a name in this build."""
        return self._store.gebieden() if self._store else ()

    @property
    def aantal_voorbeeldcijfers(self) -> int:
        return self._store.aantal_voorbeeldcijfers() if self._store else 0

    def close(self) -> None:
        if self._store:
            self._store.close()

    def _perioden(self, key: str, gebied: str) -> set[Periode]:
        if self._rekenaar is None:
            return set()
        return {Periode.lees(code) for code in self._rekenaar.perioden(self.definitie(key), gebied)}

    def _meldingen(self, key: str) -> tuple[Reeksbreuk, ...]:
        """What is known about the series of an indicator and of everything that it is made of."""
        definities = list(self._samenstelling(self.definitie(key)))
        keys = {definitie.key for definitie in definities}
        bronnen = {definitie.bron for definitie in definities}
        return tuple(b for b in self.definities.reeksbreuken if b.indicator in keys or b.bron in bronnen)

    def _samenstelling(self, definitie: IndicatorDefinitie) -> Iterator[IndicatorDefinitie]:
        yield definitie
        for deel in definitie.delen.values():
            if deel.indicator:
                yield from self._samenstelling(self.definitie(deel.indicator))

    def _nog_leeg(self, definitie: IndicatorDefinitie, gebied: str, periode: Periode) -> Waarde:
        bron = self.definities.bronnen[definitie.bron]
        uitleg = definitie.geen_bron_omdat or "er zijn nog geen cijfers ingelezen"
        reden = GeenCijfer.PM if definitie.geen_bron_omdat else GeenCijfer.ONTBREEKT
        return geen(definitie, periode, reden, uitleg, Herkomst(bron=bron.titel, gebied=gebied, licentie=bron.licentie))


def _jaren_in(periode: Periode) -> range:
    """The calendar years of a period; months of a year may add up to it, a quoted average over years may not."""
    if periode.maanden > 1 and not periode.is_jaar:
        return range(0)
    return range(periode.begin.year, periode.eind.year + 1)
