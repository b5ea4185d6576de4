"""The shape of an example plan in definities/voorbeeld/*.yaml, checked while reading."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kompas.core.definities import bestanden, lees

T = TypeVar("T")
Tekst = Annotated[str, Field(min_length=1)]
Jaar = Annotated[int, Field(ge=1990, le=2100)]
Nummer = Annotated[str, Field(pattern=r"^\d+(\.\d+)*[a-z]?$")]


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _MetVindplaats(_Deel):
    vindplaats: str = ""


def _korte_vorm(sleutel: str) -> BeforeValidator:
    """A bare string stands for an object with only that key."""
    return BeforeValidator(lambda waarde: {sleutel: waarde} if isinstance(waarde, str) else waarde)


class GemeenteDeel(_Deel):
    code: Annotated[str, Field(pattern=r"^GM\d{4}$")]
    naam: Tekst
    slug: Tekst
    indelingsjaar: Jaar


class GebiedDeel(_Deel):
    naam: Tekst
    soort: Literal["", "wijk", "buurt", "kern"] = ""
    code: str = ""
    toelichting: str = ""


class PlanDeel(_MetVindplaats):
    slug: Tekst
    titel: Tekst
    soort: Literal["ivp", "ivb", "kadernota"]
    periode: tuple[Jaar, Jaar]
    status: Literal["concept", "college", "raad", "geldend", "vervallen"]
    besluit: str = ""
    besluitdatum: date | None = None
    geldig_vanaf: date | None = None
    vervangt: str = ""
    looptijd: str = ""
    missie: Tekst
    missie_toelichting: str = ""
    methode_editie: Tekst
    bron: Tekst
    coordinatie: str = ""
    verantwoording: str = ""


class Uitgangswaarde(_Deel):
    waarde: Decimal | None = None
    jaar: Jaar


class Streefwaarde(_Deel):
    soort: Literal["hoogstens", "minstens", "vasthouden", "kwalitatief"]
    waarde: Decimal | None = None


class IndicatorDeel(_MetVindplaats):
    naam: Tekst
    definitie: str = ""
    bron: Tekst
    eenheid: Tekst
    decimalen: Annotated[int, Field(ge=0, le=4)] = 0
    uitgangswaarde: Uitgangswaarde | None = None
    streefwaarde: Streefwaarde
    is_pm: bool = False
    schaal: tuple[Tekst, ...] = ()
    toelichting: str = ""

    @model_validator(mode="after")
    def _compleet(self) -> Self:
        if self.streefwaarde.soort == "kwalitatief":
            if len(self.schaal) < 2:
                raise ValueError("een kwalitatieve indicator heeft een schaal van ten minste twee niveaus")
        elif (self.streefwaarde.waarde is None) != self.is_pm:
            raise ValueError("geef een streefwaarde, of is_pm: true als het plan die openlaat")
        return self


class DoelDeel(_MetVindplaats):
    tekst: Tekst
    doeljaar: Jaar
    geen_indicator_omdat: str = ""
    indicatoren: tuple[IndicatorDeel, ...] = ()

    @model_validator(mode="after")
    def _meetbaar_of_reden(self) -> Self:
        if not self.indicatoren and not self.geen_indicator_omdat:
            raise ValueError("een doel heeft een indicator, of zegt bij geen_indicator_omdat waarom niet")
        return self


class StrategischDeel(_MetVindplaats):
    titel: Tekst
    omschrijving: str = ""
    kwalitatief: bool = False
    methode_themas: tuple[Tekst, ...] = ()
    doelen: tuple[DoelDeel, ...] = ()


class HoofdlijnDeel(_MetVindplaats):
    tekst: Tekst
    rol_gemeente: Literal["", "regie", "uitvoering", "facilitering", "advies"] = ""
    gebieden: tuple[Tekst, ...] = ()


class FlankerendDeel(_MetVindplaats):
    beleidsveld: Tekst
    wisselwerking: str = ""


class ThemaPartnerDeel(_MetVindplaats):
    genoemd_als: Tekst
    rol: str = ""


class BegintBijJezelf(_MetVindplaats):
    betekent: tuple[Tekst, ...] = Field(min_length=1)
    versterkt: tuple[Tekst, ...] = Field(min_length=1)


class DeelthemaDeel(_MetVindplaats):
    nummer: Nummer
    titel: Tekst
    andere_titel: str = ""
    reden: Tekst
    inleiding: str = ""
    geen_indicator_omdat: str = ""
    digitaal: str = ""
    focus: tuple[Tekst, ...] = ()
    methode_themas: tuple[Tekst, ...] = ()
    hoofdlijnen: tuple[Annotated[HoofdlijnDeel, _korte_vorm("tekst")], ...] = ()
    partners: tuple[Annotated[ThemaPartnerDeel, _korte_vorm("genoemd_als")], ...] = ()
    flankerend_beleid: tuple[Annotated[FlankerendDeel, _korte_vorm("beleidsveld")], ...] = ()
    begint_bij_jezelf: BegintBijJezelf | None = None
    doelen: tuple[DoelDeel, ...] = ()


class ThemaDeel(DeelthemaDeel):
    status: Literal["prioritair", "going_concern"]
    deelthemas: tuple[DeelthemaDeel, ...] = ()


class UitgangspuntDeel(_MetVindplaats):
    naam: Tekst
    omschrijving: Tekst
    themas: tuple[Nummer, ...] = ()


class BevindingDeel(_MetVindplaats):
    tekst: Tekst
    soort: Literal["veiligheidsbeeld", "aanpak"]
    uitkomst: Literal["", "gunstig", "aandacht"]
    themas: tuple[Nummer, ...] = ()


class PraktijkDeel(_MetVindplaats):
    naam: Tekst
    waar: str = ""
    effect: Tekst
    herbruikbaar_voor: str = ""
    gebieden: tuple[Tekst, ...] = ()


class StukDeel(_MetVindplaats):
    naam: Tekst
    soort: Literal["uitvoeringsplan", "beleid", "convenant", "motie", "onderzoek"]
    status: Literal["aangekondigd", "bestaand"]
    wanneer: str = ""
    looptijd: str = ""
    omschrijving: str = ""
    themas: tuple[Nummer, ...] = ()


class VerbindendDeel(_MetVindplaats):
    naam: Tekst
    omschrijving: Tekst
    themas: tuple[Nummer, ...] = ()


class KaderDeel(_MetVindplaats):
    naam: Tekst
    andere_namen: str = ""
    soort: str = ""
    periode: str = ""
    prioriteiten: tuple[Tekst, ...] = ()
    opvolger: str = ""


class RaadplegingDeel(_MetVindplaats):
    wie: Tekst
    vorm: str = ""
    datum: date | None = None
    aantal: int | None = None
    resultaat: str = ""


class BudgetDeel(_MetVindplaats):
    omschrijving: Tekst
    bedrag: Decimal | None = None
    jaar: Jaar | None = None
    soort: Literal["", "structureel", "incidenteel"] = ""
    status: Literal["begroot", "verkenning", "claim", "toegekend", "afgewezen"]
    thema: Nummer | None = None


class PartnerDeel(_Deel):
    naam: Tekst
    soort: str = ""
    aliassen: tuple[Tekst, ...] = ()


class Lijst(_MetVindplaats, Generic[T]):
    """Parts that share one place in the document."""

    lijst: tuple[T, ...]


class Voorbeeldplan(_Deel):
    gemeente: GemeenteDeel
    gebieden: tuple[GebiedDeel, ...] = ()
    plan: PlanDeel
    bevindingen: Lijst[BevindingDeel]
    goede_praktijken: Lijst[PraktijkDeel]
    genoemde_stukken: Lijst[StukDeel]
    flankerend_beleid: Lijst[Annotated[FlankerendDeel, _korte_vorm("beleidsveld")]]
    strategische_doelen: tuple[StrategischDeel, ...]
    uitgangspunten: Lijst[UitgangspuntDeel]
    verbindende_themas: Lijst[VerbindendDeel]
    bovenlokale_kaders: Lijst[KaderDeel]
    raadplegingen: tuple[RaadplegingDeel, ...]
    budgetregels: Lijst[BudgetDeel]
    partners: tuple[PartnerDeel, ...]
    themas: tuple[ThemaDeel, ...]

    @model_validator(mode="after")
    def _verwijzingen_kloppen(self) -> Self:
        self._eis_bekend(
            "partner", self.partnernamen(), (p.genoemd_als for t in self.alle_themas() for p in t.partners)
        )
        nummers = {thema.nummer: thema.nummer for thema in self.alle_themas()}
        self._eis_bekend("thema", nummers, self._genoemde_themas())
        gebieden = {gebied.naam.casefold(): gebied.naam for gebied in self.gebieden}
        self._eis_bekend("gebied", gebieden, self._genoemde_gebieden())
        return self

    def _genoemde_themas(self) -> Iterator[str]:
        lijsten = (self.verbindende_themas, self.uitgangspunten, self.bevindingen, self.genoemde_stukken)
        for lijst in lijsten:
            for deel in lijst.lijst:
                yield from deel.themas
        yield from (regel.thema for regel in self.budgetregels.lijst if regel.thema)

    def _genoemde_gebieden(self) -> Iterator[str]:
        for praktijk in self.goede_praktijken.lijst:
            yield from praktijk.gebieden
        for thema in self.alle_themas():
            for lijn in thema.hoofdlijnen:
                yield from lijn.gebieden

    def alle_themas(self) -> Iterator[DeelthemaDeel]:
        for thema in self.themas:
            yield thema
            yield from thema.deelthemas

    def partnernamen(self) -> dict[str, str]:
        """Every name and alias of a partner, folded, with the name under which it is registered."""
        namen: dict[str, str] = {}
        for partner in self.partners:
            for naam in {naam.casefold() for naam in (partner.naam, *partner.aliassen)}:
                if naam in namen:
                    raise ValueError(f"de naam {naam!r} hoort bij twee partners: {namen[naam]} en {partner.naam}")
                namen[naam] = partner.naam
        return namen

    def partner_van(self, genoemd_als: str) -> str:
        return self.partnernamen()[genoemd_als.casefold()]

    @staticmethod
    def _eis_bekend(soort: str, bekend: dict[str, str], genoemd: Iterator[str]) -> None:
        if onbekend := sorted({naam for naam in genoemd if naam.casefold() not in bekend}):
            raise ValueError(f"{soort} {', '.join(onbekend)} wordt genoemd maar staat niet in de lijst")


def voorbeeldbestanden() -> dict[str, Path]:
    """The example plans by municipality (slug)."""
    return bestanden("voorbeeld")


def lees_voorbeeldplan(pad: Path) -> Voorbeeldplan:
    return lees(pad, Voorbeeldplan)
