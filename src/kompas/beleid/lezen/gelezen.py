"""What the reader found: frozen, and every element with its place in the document."""

from dataclasses import dataclass
from enum import StrEnum

from kompas.beleid.lezen.document import Plaats


@dataclass(frozen=True, slots=True)
class Tekst:
    tekst: str
    plaats: Plaats


@dataclass(frozen=True, slots=True)
class Meetwaarde:
    """A value from a goal table: a number, or PM; `teken` is "<=", ">=", "=" or "" (not given), `eenheid` "%" or ""."""

    getal: float | None
    is_pm: bool = False
    teken: str = ""
    eenheid: str = ""
    jaar: int | None = None
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Relatief:
    """A target as a change: -10.0 is ten percent lower than in the base year."""

    procent: float
    basisjaar: int | None = None


@dataclass(frozen=True, slots=True)
class GelezenIndicator:
    naam: str
    plaats: Plaats
    bron: str = ""
    thema: str = ""
    uitgangswaarde: Meetwaarde | None = None
    jaar: int | None = None
    doel: Meetwaarde | None = None
    doeljaar: int | None = None
    realisatie: Meetwaarde | None = None
    eerder_doel: Meetwaarde | None = None
    doel_uit: str = ""
    relatief: Relatief | None = None
    twijfel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hoofdlijn:
    tekst: str
    plaats: Plaats
    deelpunten: tuple[Tekst, ...] = ()


@dataclass(frozen=True, slots=True)
class Actie:
    """A row of a table with actions."""

    tekst: str
    plaats: Plaats
    trekker: str = ""
    partners: tuple[Tekst, ...] = ()
    planning: str = ""


@dataclass(frozen=True, slots=True)
class Doelstelling:
    tekst: str
    plaats: Plaats
    jaar: int | None = None


@dataclass(frozen=True, slots=True)
class GelezenThema:
    """`titel` is as meant, `titel_in_tekst` as it stands there (scan errors included)."""

    sleutel: str
    nummer: str
    letter: str
    titel: str
    titel_in_tekst: str
    prioritair: bool
    plaats: Plaats
    inleiding: Tekst | None = None
    hoofdlijnen: tuple[Hoofdlijn, ...] = ()
    partners: tuple[Tekst, ...] = ()
    flankerend_beleid: tuple[Tekst, ...] = ()
    doelstelling: Doelstelling | None = None
    indicatoren: tuple[GelezenIndicator, ...] = ()
    geen_indicator_omdat: Tekst | None = None
    begint_bij_jezelf: Plaats | None = None
    betekent: tuple[Tekst, ...] = ()
    versterkt: tuple[Tekst, ...] = ()
    deelthemas: tuple["GelezenThema", ...] = ()
    andere_titel: str = ""
    heeft_partners: bool = False
    heeft_flankerend: bool = False
    acties: tuple[Actie, ...] = ()


@dataclass(frozen=True, slots=True)
class Kader:
    naam: str
    plaats: Plaats
    periode: str = ""
    prioriteiten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budgetregel:
    """`bedrag` in euros; None when the text names no amount."""

    omschrijving: str
    tekst: str
    plaats: Plaats
    bedrag: int | None = None
    jaar: int | None = None
    is_claim: bool = False


@dataclass(frozen=True, slots=True)
class Raadpleging:
    wie: tuple[str, ...]
    tekst: str
    plaats: Plaats
    datum: str = ""


@dataclass(frozen=True, slots=True)
class Benoemd:
    """A name with its explanation: a strategic goal, a principle, a connecting theme."""

    naam: str
    plaats: Plaats
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Cijferrij:
    label: str
    waarden: tuple[float | None, ...]
    plaats: Plaats


@dataclass(frozen=True, slots=True)
class Cijfertabel:
    """A table of figures; `nummer` and `titel` come from its caption."""

    nummer: str
    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[Cijferrij, ...]
    plaats: Plaats
    bron: str = ""


@dataclass(frozen=True, slots=True)
class MethodeThema:
    code: str
    naam: str
    veld: str
    plaats: Plaats


@dataclass(frozen=True, slots=True)
class Noot:
    nummer: str
    tekst: str
    plaats: Plaats


class Waarom(StrEnum):
    """Why a person must look; the value is the heading under which it is listed."""

    ONTBREEKT = "ontbreekt"
    GEEN_DOEL = "thema zonder doelstelling"
    GEEN_INDICATOR = "doel zonder indicator"
    PM = "PM: waarde staat nog open"
    TEGENSPRAAK = "tegenspraak"
    VERWIJZING = "verwijzing naar iets dat er niet is"
    DUBBEL = "staat er twee keer"
    BEELD = "alleen als afbeelding"
    TITEL = "titels verschillen"
    JAREN = "verschillende uitgangsjaren"
    INVULPLEK = "nog in te vullen"
    LEESFOUT = "vermoedelijke leesfout"
    ONDUIDELIJK = "onduidelijk"
    VASTHOUDEN = "doel is gelijk aan de uitgangswaarde"


@dataclass(frozen=True, slots=True)
class Aandachtspunt:
    waarom: Waarom
    uitleg: str
    plaats: Plaats
    bij: str = ""


@dataclass(frozen=True, slots=True)
class GelezenPlan:
    gemeente: Tekst | None = None
    gemeenten: tuple[str, ...] = ()
    titel: Tekst | None = None
    soort: str = ""
    periode: tuple[int, int] | None = None
    periode_plaats: Plaats | None = None
    geldend_vanaf: Tekst | None = None
    besluit: Tekst | None = None
    vervangt: Tekst | None = None
    methode_editie: Tekst | None = None
    missie: Benoemd | None = None
    strategische_doelen: tuple[Benoemd, ...] = ()
    uitgangspunten: tuple[Benoemd, ...] = ()
    prioritair: tuple[GelezenThema, ...] = ()
    going_concern: tuple[GelezenThema, ...] = ()
    going_concern_geen_indicator: Tekst | None = None
    indicatoren: tuple[GelezenIndicator, ...] = ()
    partners: tuple[Tekst, ...] = ()
    verbindende_themas: tuple[Benoemd, ...] = ()
    bovenlokale_kaders: tuple[Kader, ...] = ()
    begroting: tuple[Budgetregel, ...] = ()
    raadplegingen: tuple[Raadpleging, ...] = ()
    cijfertabellen: tuple[Cijfertabel, ...] = ()
    methode_themas: tuple[MethodeThema, ...] = ()
    methode_bijlage: str = ""
    noten: tuple[Noot, ...] = ()
    coordinatie: Tekst | None = None
    verantwoording: Tekst | None = None
    aandacht: tuple[Aandachtspunt, ...] = ()

    @property
    def alle_themas(self) -> tuple[GelezenThema, ...]:
        """Every theme and sub-theme, in order."""
        uit: list[GelezenThema] = []
        for thema in self.prioritair + self.going_concern:
            uit += [thema, *thema.deelthemas]
        return tuple(uit)
