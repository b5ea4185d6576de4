"""What a report is about, gathered once and frozen: sections read this and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kompas.base import Waarde
from kompas.beleid.rules import Beoordeling, Oordeel
from kompas.data.definities import Bron, IndicatorDefinitie
from kompas.rapportage.secties.definitie import Rapportdefinitie
from kompas.rapportage.secties.inhoud import Figuur, Tabel
from kompas.stats.duiding import Uitspraak


@dataclass(frozen=True, slots=True)
class Indicatordeel:
    """An indicator with its verdict; `streef` is the target as a reader says it.

    `uitspraken` is what the figures say, `meetbaar` whether the target can be told from chance.
    """

    naam: str
    streef: str
    beoordeling: Beoordeling
    reeks: tuple[Waarde, ...]
    definitie: IndicatorDefinitie | None
    bron_plan: str = ""
    toelichting: str = ""
    aan_zet: str = ""
    aandacht: tuple[str, ...] = ()
    figuur: Figuur | None = None
    uitspraken: tuple[Uitspraak, ...] = ()
    meetbaar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doeldeel:
    """A goal; `nummer` counts through the whole report, `waar` is its theme."""

    nummer: int
    tekst: str
    waar: str
    oordeel: Oordeel
    want: str
    doeljaar: int | None = None
    invloed: str = ""
    toelichting: str = ""
    indicatoren: tuple[Indicatordeel, ...] = ()

    @property
    def anker(self) -> str:
        return f"doel-{self.nummer}"


@dataclass(frozen=True, slots=True)
class Budget:
    omschrijving: str
    bedrag: str
    jaar: str
    status: str


@dataclass(frozen=True, slots=True)
class Themadeel:
    anker: str
    naam: str
    status: str
    oordeel: Oordeel
    want: str
    doelen: tuple[Doeldeel, ...] = ()
    reden: str = ""
    inleiding: str = ""
    bevindingen: tuple[str, ...] = ()
    hoofdlijnen: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    flankerend: tuple[str, ...] = ()
    zelf_doen: tuple[str, ...] = ()
    budget: tuple[Budget, ...] = ()
    deelthemas: tuple["Themadeel", ...] = ()

    @property
    def alle_doelen(self) -> tuple[Doeldeel, ...]:
        return (*self.doelen, *(doel for deel in self.deelthemas for doel in deel.alle_doelen))


@dataclass(frozen=True, slots=True)
class Planfeiten:
    titel: str
    soort: str
    periode: str
    status: str
    besluit: str = ""
    missie: str = ""
    verantwoording: str = ""
    bron: str = ""


@dataclass(frozen=True)
class Context:
    """`cijfertabellen` and `cijfers` are the figures tables and the figures in them."""

    gemeente: str
    jaar: int
    plan: Planfeiten
    definitie: Rapportdefinitie
    strategisch: tuple[Doeldeel, ...]
    prioriteiten: tuple[Themadeel, ...]
    going_concern: tuple[Themadeel, ...]
    telling: Mapping[Oordeel, int]
    aandacht: tuple[str, ...]
    peildatum: date
    build_id: str
    is_voorbeeld: bool
    naam: str = "rapport"
    budget: tuple[Budget, ...] = ()
    cijfertabellen: tuple[Tabel, ...] = ()
    cijfers: tuple[Waarde, ...] = ()
    bronnen: tuple[Bron, ...] = field(default=())

    @property
    def themas(self) -> tuple[Themadeel, ...]:
        return (*self.prioriteiten, *self.going_concern)

    @property
    def doelen(self) -> tuple[Doeldeel, ...]:
        return (*self.strategisch, *(doel for thema in self.themas for doel in thema.alle_doelen))

    def indicatoren(self) -> Iterator[tuple[Doeldeel, Indicatordeel]]:
        for doel in self.doelen:
            for indicator in doel.indicatoren:
                yield doel, indicator
