"""A figure is a number with its origin, or the reason why there is none."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kompas.base.periode import Periode


class GeenCijfer(StrEnum):
    """Why there is no number. The value is the text that a reader sees."""

    ONTBREEKT = "ontbreekt"
    NIET_GEPUBLICEERD = "niet gepubliceerd"
    ONDERDRUKT = "onderdrukt"
    PM = "PM"
    NOG_NIET_GEMETEN = "nog niet gemeten"
    NIET_TE_BEOORDELEN = "niet te beoordelen"
    GEEN_MAANDCIJFERS = "geen maandcijfers"
    STAAT_NIET_IN_PLAN = "staat niet in het plan"
    ALLEEN_AFBEELDING = "alleen als afbeelding in het plan; geen cijfers"


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a figure comes from: everything that the herkomst panel shows.

    `codes` are the dimension members used ("1.1.1 Diefstal/inbraak woning"), `formule` how they were combined,
    `gebied_jaar` the year of the municipal boundaries, `opgehaald` the day on which the source was fetched, `ingelezen`
    the day on which the file was read in (only kept when nobody said when it was fetched), `build` the id of the
    figures build (empty for a figure quoted from a document), `vindplaats` the page or line of a document.
    `delen` are the figures that a derived figure was made of. Of a figure that is one row of a source: `bekend_vanaf`
    is the moment from which we knew it, `adres` the request that gives exactly this row, `ruw` the hash of the raw file
    or delivery that is kept, `regel` the line in it (0: an address instead). `opmerkingen` say what was bridged
    or estimated.
    """

    bron: str
    tabel: str = ""
    codes: tuple[str, ...] = ()
    formule: str = ""
    gebied: str = ""
    gebied_naam: str = ""
    gebied_jaar: int | None = None
    opgehaald: date | None = None
    ingelezen: date | None = None
    build: str = ""
    vindplaats: str = ""
    licentie: str = ""
    toelichting: str = ""
    delen: tuple["Waarde", ...] = ()
    bekend_vanaf: datetime | None = None
    adres: str = ""
    regel: int = 0
    ruw: str = ""
    opmerkingen: tuple[str, ...] = ()

    @property
    def dag(self) -> date | None:
        """The day that is known of the figure; `dagsoort` says of what."""
        return self.opgehaald or self.ingelezen

    @property
    def dagsoort(self) -> str:
        """What happened on `dag`, as a label."""
        return "Opgehaald" if self.opgehaald or not self.ingelezen else "Ingelezen op"


@dataclass(frozen=True, slots=True)
class Waarde:
    """A number, or the reason why there is none; never both, never neither.

    `getal` is in `eenheid`; `laag` and `hoog` are the limits of the 95% interval where one exists.
    `telling` and `noemer` keep the count and the population of a rate, because a test needs counts.
    """

    naam: str
    periode: Periode
    eenheid: str
    getal: float | None = None
    reden: GeenCijfer | None = None
    uitleg: str = ""
    laag: float | None = None
    hoog: float | None = None
    telling: float | None = None
    noemer: float | None = None
    decimalen: int = 0
    herkomst: Herkomst = field(default_factory=lambda: Herkomst(bron="onbekend"))

    def __post_init__(self) -> None:
        if (self.getal is None) == (self.reden is None):
            raise ValueError(f"{self.naam}: een waarde heeft een getal of een reden waarom er geen is")

    @property
    def bekend(self) -> bool:
        return self.getal is not None

    @property
    def tekst(self) -> str:
        """The figure in Dutch notation without unit, or the reason."""
        if self.getal is None:
            return str(self.reden)
        return getal_tekst(self.getal, self.decimalen)

    @property
    def tekst_met_eenheid(self) -> str:
        if self.getal is None or not self.eenheid:
            return self.tekst
        return f"{self.tekst}%" if self.eenheid == "%" else f"{self.tekst} {self.eenheid}"


def nodige_decimalen(getal: float, hoogstens: int = 4) -> int:
    """The fewest decimals that show the number as it is, at most `hoogstens`."""
    return next((d for d in range(hoogstens + 1) if abs(round(getal, d) - getal) < 1e-9), hoogstens)


def kort(getal: float) -> str:
    """A number as a plan prints it: no more decimals than it has, at most four."""
    return getal_tekst(getal, nodige_decimalen(getal))


def getal_tekst(getal: float, decimalen: int = 0) -> str:
    """Dutch notation: point for thousands, comma for decimals, halves rounded away from zero."""
    stap = 10**decimalen
    # A small nudge: 2.675 is stored as 2.67499...; people expect 2,68.
    afgerond = int(abs(getal) * stap + 0.5 + 1e-9) / stap
    teken = "-" if getal < 0 and afgerond else ""
    heel, _, deel = f"{afgerond:,.{decimalen}f}".partition(".")
    return teken + heel.replace(",", ".") + (f",{deel}" if deel else "")
