"""The figures as the rest of the product sees them: one frozen object per build."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from kompas.base import GeenCijfer, Herkomst, Periode, Refused, Waarde
from kompas.data.definities import Bron, Definities, IndicatorDefinitie, Reeksbreuk
from kompas.data.geheugen import Geheugen
from kompas.data.paneel import maak_paneel, noemer_van
from kompas.data.queries.document import DocumentRij, document_rijen
from kompas.data.queries.gebieden import Gebiedskeuze, gebiedskeuzes
from kompas.data.queries.grenzen import Grenzen
from kompas.data.queries.herzien import Herzien, herzieningen
from kompas.data.queries.reeksen import Reeksen
from kompas.data.queries.rekenen import Rekenaar
from kompas.data.queries.vergelijken import Vergelijkbaar, vergelijkbaar
from kompas.data.queries.verklaren import Verklaring, verklaar
from kompas.data.queries.voorladen import voorladen
from kompas.data.queries.vraag import NU, Vraag, geen
from kompas.data.store import Store
from kompas.stats.batterij.paneel import Telpaneel

T = TypeVar("T")


@dataclass(frozen=True)
class Cijfers:
    """An opened build with its definitions; `leeg` when no figures were read yet. Every answer is a `Waarde`.

    `op_dag` is the day that is looked back to: nothing is known that was not known then.
    """

    definities: Definities
    _store: Store | None = field(default=None, repr=False)
    op_dag: date | None = None
    _geheugen: Geheugen = field(default_factory=Geheugen, repr=False, compare=False)

    @property
    def build_id(self) -> str:
        return self._store.build_id if self._store else ""

    @property
    def leeg(self) -> bool:
        return self._store is None

    @cached_property
    def _rekenaar(self) -> Rekenaar | None:
        return Rekenaar(self._store, self.definities, self._nu) if self._store else None

    @cached_property
    def _reeksen(self) -> Reeksen:
        return Reeksen(self.definities)

    @property
    def _nu(self) -> int:
        """The year whose boundaries count."""
        return self.op_dag.year if self.op_dag else NU

    def op(self, dag: date) -> "Cijfers":
        """The figures as they were known at the end of a day."""
        return replace(self, _store=self._store.op(dag) if self._store else None, op_dag=dag)

    def met_definitie(self, definitie: IndicatorDefinitie) -> "Cijfers":
        """With one more indicator, for a preview; nothing is kept."""
        return self.met_definities([definitie])

    def met_definities(self, definities: Iterable[IndicatorDefinitie]) -> "Cijfers":
        """With these indicators added, or in the place of those with the same key."""
        return replace(self, definities=self.definities.met(definities))

    def definitie(self, key: str) -> IndicatorDefinitie:
        """The definition of an indicator; `KeyError` with a Dutch text when there is none."""
        return self.definities.indicatoren[key]

    def waarde(self, key: str, gebied: str, periode: Periode) -> Waarde:
        """The figure for an area and period, or the reason why there is none."""
        definitie = self.definitie(key)
        if self._rekenaar is None:
            return self._nog_leeg(definitie, gebied, periode)
        return self._rekenaar.waarde(definitie, self._rekenaar.vraag(gebied, periode))

    def reeks(self, key: str, gebied: str, van: int | None = None, tot: int | None = None) -> tuple[Waarde, ...]:
        """Calendar years without gaps; from the first to the last year with a figure unless told otherwise."""
        jaren = self.jaren(key, gebied) if van is None or tot is None else ()
        if (van is None or tot is None) and not jaren:
            return ()
        eerste = van if van is not None else jaren[0]
        laatste = tot if tot is not None else jaren[-1]
        return tuple(self.waarde(key, gebied, Periode.jaar(jaar)) for jaar in range(eerste, laatste + 1))

    def vergelijk(self, key: str, gebieden: Sequence[str], periode: Periode) -> tuple[Waarde, ...]:
        """One figure per area, in the order that was asked; fast for all municipalities at once."""
        self.voorladen([key], gebieden)
        return tuple(self.waarde(key, gebied, periode) for gebied in gebieden)

    def vergelijk_reeks(self, key: str, gebieden: Sequence[str], van: int, tot: int) -> tuple[tuple[Waarde, ...], ...]:
        """The calendar years of every area, in the order that was asked."""
        self.voorladen([key], gebieden)
        return tuple(self.reeks(key, gebied, van, tot) for gebied in gebieden)

    def vergelijkbaar(self, key: str, a: Periode, b: Periode, gebied: str) -> Vergelijkbaar | Refused:
        """Whether two figures may be compared: not over a new beginning of the series or over other boundaries.

        What was bridged (recalculated, added up, estimated) stands in `overbrugd`.
        """
        if self._rekenaar is None:
            return Refused("Er zijn nog geen cijfers ingelezen.")
        return vergelijkbaar(self._rekenaar, self.definitie(key), a, b, gebied)

    def paneel(self, key: str, *, tot: int | None = None) -> Telpaneel | Refused:
        """The counts behind an indicator in all municipalities: whole years and months of one unbroken series.

        With `tot` nothing of later than that year is in it.
        """
        definitie, rekenaar = self.definitie(key), self._rekenaar
        if rekenaar is None:
            return Refused("Er zijn nog geen cijfers ingelezen.")

        def maak() -> Telpaneel | Refused:
            noemer = noemer_van(rekenaar, definitie)
            wat = ("noemers", self.samenstelling(noemer.key) if noemer else ())
            noemers: dict[Vraag, float] = self.onthoud(wat, dict)
            return maak_paneel(rekenaar, definitie, self.gemeenten(key), tot or NU, noemers)

        return self.onthoud(("paneel", self.samenstelling(key), tot), maak)

    def samenstelling(self, key: str) -> tuple[str, ...]:
        """The definition of an indicator and of all that it is made of: by these a result is remembered.

        Two municipalities may each have an own indicator with one key; what it is made of tells them apart.
        """
        return tuple(deel.model_dump_json() for deel in self.definities.met_onderdelen([self.definitie(key)]))

    def gemeenten(self, key: str) -> tuple[str, ...]:
        """The municipalities of today that have a name here, and those that only have figures for an indicator."""
        rekenaar, namen = self._rekenaar, dict(self.gebieden())
        if rekenaar is None:
            return ()
        for deel in self.definities.met_onderdelen([self.definitie(key)]):
            for bron, code in deel.codes():
                for gebied in rekenaar.store.gebieden_in_bestanden(bron, [code]):
                    namen.setdefault(gebied, gebied)
        keuzes = gebiedskeuzes(namen.items(), rekenaar.feiten.grenzen, "GM", "", self._nu)
        return tuple(keuze.code for keuze in keuzes)

    def zicht(self, key: str) -> frozenset[str] | None:  # noqa: ARG002  (who sees less than all, looks at it)
        """Who shares what this reader sees of an indicator: None is everybody, else who has these roles."""
        return None

    def onthoud(self, vraag: Hashable, maak: Callable[[], T]) -> T:
        """What was worked out from figures, once for as long as they are open; `vraag` says from which and how."""
        return self._geheugen.geef((self.bekend, vraag), maak)

    @cached_property
    def bekend(self) -> tuple[object, ...]:
        """The build, what of it was known, and the boundaries: equal for days between which nothing came in.

        So a visitor who asks about one day after another does not have everything worked out for each of them.
        """
        return (self.build_id, self._store.stand if self._store else (), self._nu)

    def verklaar(self, key: str, gebied: str, periode: Periode) -> Verklaring:
        """The whole derivation of a figure, down to the rows of the sources."""
        return verklaar(self.waarde(key, gebied, periode), self.build_id, self.op_dag)

    def herzieningen(self, key: str, gebied: str) -> tuple[Herzien, ...]:
        """Figures that changed after we first knew them, or that a plan quotes and that are otherwise now."""
        return herzieningen(self._rekenaar, self.definitie(key), gebied) if self._rekenaar else ()

    def perioden(self, key: str, gebied: str) -> tuple[Periode, ...]:
        """The periods that have a row, of whatever length, in order of time."""
        return tuple(sorted(self._perioden(key, gebied)))

    def maanden(self, key: str, gebied: str) -> tuple[Periode, ...]:
        """The single months that have a figure."""
        maanden = (periode for periode in self.perioden(key, gebied) if periode.maanden == 1)
        return tuple(maand for maand in maanden if self.waarde(key, gebied, maand).bekend)

    def jaren(self, key: str, gebied: str) -> tuple[int, ...]:
        """The calendar years that have a figure."""
        return tuple(
            jaar for jaar in self._kandidaten(key, gebied) if self.waarde(key, gebied, Periode.jaar(jaar)).bekend
        )

    def laatste_jaar(self, key: str, gebied: str) -> int | None:
        return max(self.jaren(key, gebied), default=None)

    def laatste_maand(self, key: str, gebied: str) -> Periode | None:
        """The newest single month that has a figure."""
        maanden = sorted((p for p in self._perioden(key, gebied) if p.maanden == 1), reverse=True)
        return next((maand for maand in maanden if self.waarde(key, gebied, maand).bekend), None)

    def breuken(self, key: str, van: int, tot: int) -> tuple[Reeksbreuk, ...]:
        """Breaks between two years: figures of before and after are not comparable."""
        return self._reeksen.tussen(self.definitie(key), van, tot)

    def uitschieters(self, key: str, van: int, tot: int) -> tuple[Reeksbreuk, ...]:
        """Years within the span that are known to be unusual, with the reason."""
        eerste, laatste = sorted((van, tot))
        return tuple(
            b
            for b in self._reeksen.meldingen(self.definitie(key))
            if b.soort == "uitschieter" and b.jaar <= laatste and (b.tot or b.jaar) >= eerste
        )

    def indicatoren_met_cijfers(self, gebied: str, *, alle: bool = False) -> tuple[IndicatorDefinitie, ...]:
        """The indicators with at least one figure for this area, in the order of the definitions.

        Those of the overview, or with `alle` of the whole catalogue.
        """
        gevraagd = [definitie for definitie in self.definities.indicatoren if alle or definitie.overzicht]
        self.voorladen([definitie.key for definitie in gevraagd], [gebied])
        return tuple(definitie for definitie in gevraagd if self._heeft_cijfer(definitie.key, gebied))

    def indicatorenset(self, key: str) -> tuple[IndicatorDefinitie, ...]:
        """The indicators of a list, such as `bbv`, in the order of the definitions."""
        return tuple(definitie for definitie in self.definities.indicatoren if key in definitie.sets)

    def bron_van(self, key: str) -> Bron:
        """The source that an indicator is first of all read from."""
        return self.definities.bronnen[self.definitie(key).bron]

    def gebieden_van(self, soort: str, binnen: str = "") -> tuple[Gebiedskeuze, ...]:
        """Areas of one kind (NL LD PV RE GM WK BU) by name, for WK and BU within a municipality if asked."""
        grenzen = self._rekenaar.feiten.grenzen if self._rekenaar else Grenzen(self.definities.herindelingen)
        return gebiedskeuzes(self.gebieden(), grenzen, soort, binnen, self._nu)

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

    def _kandidaten(self, key: str, gebied: str) -> list[int]:
        """Years that may have a figure."""
        return sorted({jaar for periode in self._perioden(key, gebied) for jaar in _jaren_in(periode)})

    def _heeft_cijfer(self, key: str, gebied: str) -> bool:
        jaren = reversed(self._kandidaten(key, gebied))
        heeft_jaar = any(self.waarde(key, gebied, Periode.jaar(jaar)).bekend for jaar in jaren)
        return heeft_jaar or self.laatste_maand(key, gebied) is not None

    def voorladen(self, keys: Sequence[str], gebieden: Sequence[str]) -> None:
        """Read all that these indicators are made of in a few questions; nothing else changes, only the speed."""
        if self._rekenaar is not None:
            voorladen(self._rekenaar, [self.definitie(key) for key in keys], gebieden)

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
