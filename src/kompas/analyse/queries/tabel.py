"""Tables of figures: the newest years beside the years before, and what a plan quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.text import slugify

from kompas.analyse.queries.woorden import drempels_van, spreiding_van
from kompas.analyse.rules import JAREN_GEMIDDELD, gemiddeld_per_jaar, vergelijk
from kompas.base import GeenCijfer, Periode, Waarde
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.document import DocumentRij
from kompas.stats.meervoud import Drempels, woorden_samen
from kompas.stats.verandering import Verandering, niet_te_beoordelen

GETOONDE_JAREN = 3
_MAANDEN = "laatste 12 maanden"
EERDER = "eerder"
"""In an address: the figures that are older than the columns of the table."""


@dataclass(frozen=True)
class Cijferrij:
    """One indicator: a figure per column, and the change in words (None where comparing makes no sense)."""

    naam: str
    eenheid: str
    definitie: IndicatorDefinitie | None
    cellen: tuple[Waarde, ...]
    verandering: Verandering | None
    vergelijking: str = ""

    @property
    def sleutel(self) -> str:
        """What the row is called in an address."""
        return slugify(self.naam)


@dataclass(frozen=True)
class Cijfertabel:
    """`kolommen` are the headings of `cellen`. `ouder` holds the newest figure of indicators that have none in the
    shown years; `documenten` are the tables that plans quote, as printed. With `periode_per_cijfer` the figures of the
    last column are not all of the same months.
    """

    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[Cijferrij, ...]
    ouder: tuple[Waarde, ...] = ()
    documenten: tuple["Cijfertabel", ...] = ()
    periode_per_cijfer: bool = False

    @property
    def vergelijkt(self) -> bool:
        """Whether any row has a change to show."""
        return any(rij.verandering is not None for rij in self.rijen)

    @property
    def aantal_woorden(self) -> int:
        """How many changes were tested; they are corrected for each other."""
        return sum(1 for rij in self.rijen if rij.verandering is not None and rij.verandering.p is not None)

    @property
    def sleutel(self) -> str:
        """What the table is called in an address."""
        return slugify(self.titel)

    def met_woorden_samen(self, drempels: Drempels) -> "Cijfertabel":
        """The same table with the words that stay when all of them are read together."""
        plekken = [nummer for nummer, rij in enumerate(self.rijen) if rij.verandering is not None]
        veranderingen = [rij.verandering for rij in self.rijen if rij.verandering is not None]
        samen = dict(zip(plekken, woorden_samen(veranderingen, drempels, "deze tabel"), strict=True))
        rijen = tuple(
            replace(rij, verandering=samen[nummer]) if nummer in samen else rij for nummer, rij in enumerate(self.rijen)
        )
        return replace(self, rijen=rijen)

    def cel(self, rij: str, kolom: str) -> Waarde | None:
        """The figure at this place, as an address names it."""
        for gevonden in self.rijen:
            if gevonden.sleutel == rij:
                per_kolom = zip(self.kolommen, gevonden.cellen, strict=True)
                return next((cel for kop, cel in per_kolom if slugify(kop) == kolom), None)
        return None

    @property
    def waarden(self) -> tuple[Waarde, ...]:
        """Every figure of the table, row by row."""
        return tuple(cel for rij in self.rijen for cel in rij.cellen)


def cijfertabel(gemeente: Gemeente, cijfers: Cijfers, *, tot: int | None = None) -> Cijfertabel:
    """Multi-year average, calendar years and the last twelve months, for every indicator with figures.

    With `tot` nothing of later than that year is in it: a report on a year says what that year said. The words about
    change are corrected for all others in the same table; a quoted document is a table of its own.
    """
    gebied, drempels = gemeente.code, drempels_van(cijfers)
    tabellen = _document_tabellen(cijfers.document_tabel(gebied))
    documenten = tuple(tabel.met_woorden_samen(drempels) for tabel in tabellen)
    definities = cijfers.indicatoren_met_cijfers(gebied)
    laatste = max((jaar for d in definities if (jaar := cijfers.laatste_jaar(d.key, gebied)) is not None), default=None)
    titel = f"Cijfers van {gemeente.naam}"
    if laatste is None:
        return Cijfertabel(titel, (), (), documenten=documenten)
    met_maanden = tot is None and any(cijfers.laatste_maand(d.key, gebied) for d in definities)
    jaar = laatste if tot is None else min(laatste, tot)
    maken = _Tabelmaker(cijfers, gebied, jaar, met_maanden, frozenset(_tellers(definities)), tot)
    rijen = tuple(maken.rij(definitie) for definitie in definities)
    gevuld = tuple(rij for rij in rijen if any(cel.bekend for cel in rij.cellen))
    leeg = [rij.definitie for rij in rijen if rij not in gevuld and rij.definitie is not None]
    ouder = tuple(waarde for definitie in leeg if (waarde := maken.nieuwste(definitie)) is not None)
    tabel = Cijfertabel(titel, maken.kolommen, gevuld, ouder, documenten).met_woorden_samen(drempels)
    return _met_maanden_in_de_kop(tabel) if met_maanden else tabel


def _tellers(definities: Sequence[IndicatorDefinitie]) -> Iterator[str]:
    verhoudingen = (definitie for definitie in definities if definitie.soort == "verhouding")
    return (deel.indicator for definitie in verhoudingen for deel in definitie.delen.values() if deel.indicator)


def _met_maanden_in_de_kop(tabel: Cijfertabel) -> Cijfertabel:
    """Which twelve months, in the heading; where they differ per figure, with each figure."""
    perioden = {
        rij.cellen[-1].periode for rij in tabel.rijen if rij.cellen[-1].reden is not GeenCijfer.GEEN_MAANDCIJFERS
    }
    if len(perioden) == 1:
        kop = f"{_MAANDEN}: {perioden.pop().label}"
        return replace(tabel, kolommen=(*tabel.kolommen[:-1], kop))
    return replace(tabel, periode_per_cijfer=bool(perioden))


@dataclass(frozen=True)
class _Tabelmaker:
    """The columns of one table: they are the same for every row."""

    cijfers: Cijfers
    gebied: str
    laatste: int
    met_maanden: bool
    met_verhouding: frozenset[str]
    """Keys of the counts that a rate in this table is made of."""
    tot: int | None = None

    @property
    def gemiddelde_jaren(self) -> range:
        """The years before the newest one, so that average and newest year share nothing."""
        return range(self.laatste - JAREN_GEMIDDELD, self.laatste)

    @property
    def kolommen(self) -> tuple[str, ...]:
        gemiddeld = f"gemiddeld per jaar {self.gemiddelde_jaren[0]}-{self.gemiddelde_jaren[-1]}"
        jaren = (str(jaar) for jaar in range(self.laatste - GETOONDE_JAREN + 1, self.laatste + 1))
        return (gemiddeld, *jaren, *((_MAANDEN,) if self.met_maanden else ()))

    def rij(self, definitie: IndicatorDefinitie) -> Cijferrij:
        begin = min(self.gemiddelde_jaren[0], self.laatste - GETOONDE_JAREN + 1)
        reeks = self.cijfers.reeks(definitie.key, self.gebied, begin, self.laatste)
        per_jaar = {waarde.periode.begin.year: waarde for waarde in reeks}
        gemiddeld = gemiddeld_per_jaar([per_jaar[j] for j in self.gemiddelde_jaren], definitie.soort, definitie.per)
        jaren = tuple(per_jaar[j] for j in range(self.laatste - GETOONDE_JAREN + 1, self.laatste + 1))
        maanden = self._laatste_maanden(definitie) if self.met_maanden else None
        cellen = (gemiddeld, *jaren, *((maanden or _geen_maanden(jaren[-1]),) if self.met_maanden else ()))
        eerder, later = gemiddeld, maanden if self._vergelijkt_maanden(definitie, maanden) and maanden else jaren[-1]
        if definitie.soort == "enquete":
            reeks = self.cijfers.reeks(definitie.key, self.gebied, tot=self.laatste)
            eerder, later = _laatste_twee(reeks) or (eerder, later)
        verandering = self._verandering(definitie, eerder, later)
        vergelijking = "" if verandering is None else f"{eerder.periode.label} tegen {later.periode.label}"
        return Cijferrij(definitie.titel, definitie.eenheid, definitie, cellen, verandering, vergelijking)

    def nieuwste(self, definitie: IndicatorDefinitie) -> Waarde | None:
        jaren = self.cijfers.jaren(definitie.key, self.gebied)
        jaar = max((jaar for jaar in jaren if jaar <= self.laatste), default=None)
        return None if jaar is None else self.cijfers.waarde(definitie.key, self.gebied, Periode.jaar(jaar))

    def _vergelijkt_maanden(self, definitie: IndicatorDefinitie, maanden: Waarde | None) -> bool:
        """A count that stands beside its own rate is compared over the same years as that rate."""
        return maanden is not None and maanden.bekend and definitie.key not in self.met_verhouding

    def _laatste_maanden(self, definitie: IndicatorDefinitie) -> Waarde | None:
        """The twelve months up to the newest month; None when this indicator has no months."""
        maand = self.cijfers.laatste_maand(definitie.key, self.gebied)
        if maand is None:
            return None
        periode = Periode.twaalf_maanden(maand.eind.year, maand.eind.month)
        return self.cijfers.waarde(definitie.key, self.gebied, periode)

    def _verandering(self, definitie: IndicatorDefinitie, eerder: Waarde, later: Waarde) -> Verandering | None:
        """A stock such as inhabitants is counted in full; there is nothing to test."""
        if definitie.soort == "stand":
            return None
        breuken = self.cijfers.breuken(definitie.key, eerder.periode.begin.year, later.periode.eind.year)
        if breuken:
            return niet_te_beoordelen(
                f"De cijfers vanaf {breuken[-1].jaar} zijn niet te vergelijken met die van ervoor."
            )
        spreiding = spreiding_van(self.cijfers, definitie, self.gebied, tot=self.tot)
        return vergelijk(eerder, later, definitie.soort, spreiding)


def definitie_op(tabel: Cijfertabel, deel: str, rij: str) -> IndicatorDefinitie | None:
    """The indicator of the row that an address names; None for what a plan quotes without one."""
    gevonden = next((t for t in (tabel, *tabel.documenten) if t.sleutel == deel), None)
    rijen = gevonden.rijen if gevonden else ()
    return next((r.definitie for r in rijen if r.sleutel == rij and gevonden is tabel), None)


def cijfer_op(tabel: Cijfertabel, deel: str, rij: str, kolom: str) -> Waarde | None:
    """The figure that an address names: the table or the document that it stands in, its row and its column."""
    if deel == EERDER:
        ouder = ((slugify(waarde.naam), slugify(waarde.periode.label), waarde) for waarde in tabel.ouder)
        return next((waarde for naam, periode, waarde in ouder if (naam, periode) == (rij, kolom)), None)
    gevonden = next((t for t in (tabel, *tabel.documenten) if t.sleutel == deel), None)
    return None if gevonden is None else gevonden.cel(rij, kolom)


def _geen_maanden(jaar: Waarde) -> Waarde:
    """The empty cell of an indicator that is only published per year."""
    return Waarde(
        naam=jaar.naam,
        periode=jaar.periode,
        eenheid=jaar.eenheid,
        reden=GeenCijfer.GEEN_MAANDCIJFERS,
        uitleg="dit cijfer is er alleen per jaar",
        herkomst=jaar.herkomst,
    )


def _laatste_twee(reeks: Sequence[Waarde]) -> tuple[Waarde, Waarde] | None:
    bekend = [waarde for waarde in reeks if waarde.bekend]
    return (bekend[-2], bekend[-1]) if len(bekend) >= 2 else None


def _document_tabellen(rijen: Sequence[DocumentRij]) -> Iterator[Cijfertabel]:
    """One table per quoted document, with the columns in order of time."""
    for document, groep in groupby(rijen, key=lambda rij: rij.document):
        van_document = tuple(groep)
        perioden = tuple(sorted({waarde.periode for rij in van_document for waarde in rij.waarden}))
        koppen = tuple(_kop(periode) for periode in perioden)
        yield Cijfertabel(document, koppen, tuple(_document_rij(rij, perioden) for rij in van_document))


def _kop(periode: Periode) -> str:
    return f"gemiddeld per jaar {periode.label}" if periode.maanden > 12 else periode.label


def _document_rij(rij: DocumentRij, perioden: Sequence[Periode]) -> Cijferrij:
    """As printed; the change compares the first figure of the row with its last, by chance alone."""
    per_periode = {waarde.periode: waarde for waarde in rij.waarden}
    cellen = tuple(per_periode.get(periode) or _niet_in_document(rij.waarden[0], periode) for periode in perioden)
    eenheid = rij.waarden[-1].eenheid
    bekend = [cel for cel in cellen if cel.bekend]
    if len(bekend) < 2:
        return Cijferrij(rij.naam, eenheid, rij.definitie, cellen, None)
    soort = rij.definitie.soort if rij.definitie else "telling"
    vergelijking = f"{bekend[0].periode.label} tegen {bekend[-1].periode.label}"
    return Cijferrij(rij.naam, eenheid, rij.definitie, cellen, vergelijk(bekend[0], bekend[-1], soort), vergelijking)


def _niet_in_document(voorbeeld: Waarde, periode: Periode) -> Waarde:
    return Waarde(
        naam=voorbeeld.naam,
        periode=periode,
        eenheid=voorbeeld.eenheid,
        reden=GeenCijfer.STAAT_NIET_IN_PLAN,
        uitleg="het plan noemt over deze periode geen cijfer",
        herkomst=voorbeeld.herkomst,
    )
