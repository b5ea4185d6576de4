"""The shape of every definition; unknown fields are refused, so that a typing error never goes unnoticed."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kompas.data.definities.formule import lees_formule

Sleutel = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Regel = Annotated[str, Field(min_length=1, max_length=200)]
GEMEENTECODE = r"^GM\d{4}$"


class Definitie(BaseModel):
    """What all definitions share: frozen, and strict about fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Bron(Definitie):
    """Where figures come from.

    `tabellen` in order of preference: the first table with a figure for a period wins. `indeling` says which
    boundaries the source uses: the newest for all years, or those of the year itself.
    """

    key: Sleutel
    titel: Regel
    houder: Regel
    tabellen: tuple[str, ...] = ()
    licentie: str = ""
    webadres: str = ""
    indeling: Literal["nieuwste", "van toen"] = "nieuwste"
    soorten: Sleutel | None = None
    toelichting: str = ""


class Deel(Definitie):
    """A named part of a formula: a code of a source, or another indicator."""

    code: str | None = None
    bron: Sleutel | None = None
    indicator: Sleutel | None = None
    titel: str = ""

    @model_validator(mode="after")
    def _een_van_beide(self) -> Self:
        if (self.code is None) == (self.indicator is None):
            raise ValueError("een deel heeft een code of een indicator, niet allebei en niet geen van beide")
        return self


class IndicatorDefinitie(Definitie):
    """What is measured and how: parts, formula, denominator, unit, direction.

    `code` alone is short for one part with that code. `per` 1000 divides by the indicator `noemer`.
    `stand` is a stock (inhabitants): over several years its average counts, not its sum.
    """

    key: Sleutel
    titel: Regel
    omschrijving: Regel
    bron: Sleutel
    eenheid: str = ""
    decimalen: int = Field(0, ge=0, le=4)
    richting: Literal["lager", "hoger"]
    soort: Literal["telling", "verhouding", "enquete", "stand"]
    code: str | None = None
    delen: dict[str, Deel] = Field(default_factory=dict)
    formule: str = ""
    per: int | None = Field(None, gt=0)
    noemer: Sleutel | None = None
    jaar_uit_maanden: bool = True
    geen_bron_omdat: str = ""
    toelichting: str = ""
    methode_themas: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _vul_aan(cls, ruw: object) -> object:
        """Write the short form out: one code becomes one part, and `per` takes inhabitants unless told otherwise."""
        if not isinstance(ruw, dict):
            return ruw
        velden = dict(ruw)
        if velden.get("code") and not velden.get("delen"):
            velden["delen"] = {"aantal": {"code": velden["code"]}}
        if isinstance(velden.get("delen"), dict) and len(velden["delen"]) == 1 and not velden.get("formule"):
            velden["formule"] = next(iter(velden["delen"]))
        if velden.get("per") and not velden.get("noemer"):
            velden["noemer"] = "inwoners"
        return velden

    @model_validator(mode="after")
    def _kloppend(self) -> Self:
        if bool(self.delen) == bool(self.geen_bron_omdat):
            raise ValueError("geef delen (of een code), of geen_bron_omdat met de reden waarom er geen cijfers zijn")
        if self.noemer and not self.per:
            raise ValueError("een noemer hoort bij per, bijvoorbeeld per: 1000")
        if self.delen:
            self._formule_past()
        return self

    def _formule_past(self) -> None:
        namen = set(lees_formule(self.formule).namen)
        if onbekend := sorted(namen - set(self.delen)):
            raise ValueError(f"de formule noemt {', '.join(onbekend)}, maar dat is geen deel")
        if ongebruikt := sorted(set(self.delen) - namen):
            raise ValueError(f"deel {', '.join(ongebruikt)} komt niet in de formule voor")

    @property
    def is_enkelvoudig(self) -> bool:
        """One part, taken as it is."""
        return len(self.delen) == 1 and self.formule.strip() in self.delen


class Herindeling(Definitie):
    """Municipalities that went on as one; `naar` may be one of them, with the same code and a new area.

    `geheel` is False when a municipality was divided: figures of before cannot be added up to the new area.
    """

    datum: date
    van: tuple[Annotated[str, Field(pattern=GEMEENTECODE)], ...] = Field(min_length=1)
    naar: Annotated[str, Field(pattern=GEMEENTECODE)]
    namen: dict[str, str]
    geheel: bool = True
    toelichting: str = ""

    @model_validator(mode="after")
    def _namen_compleet(self) -> Self:
        if zonder := sorted({*self.van, self.naar} - set(self.namen)):
            raise ValueError(f"geef de naam van {', '.join(zonder)}")
        return self

    @property
    def jaar(self) -> int:
        """First year with the new boundaries; a change during a year counts from the next one."""
        begin_van_jaar = (self.datum.month, self.datum.day) == (1, 1)
        return self.datum.year if begin_van_jaar else self.datum.year + 1


class Reeksbreuk(Definitie):
    """A year in which a series starts anew (`breuk`), or years that are an outlier (`uitschieter`)."""

    jaar: int = Field(ge=1900, le=2200)
    tot: int | None = Field(None, description="laatste jaar van een uitschieter")
    soort: Literal["breuk", "uitschieter"] = "breuk"
    bron: Sleutel | None = None
    indicator: Sleutel | None = None
    reden: Annotated[str, Field(min_length=10)]

    @model_validator(mode="after")
    def _waarvan(self) -> Self:
        if (self.bron is None) == (self.indicator is None):
            raise ValueError("geef de bron of de indicator waarvoor dit geldt, niet allebei")
        return self


class Soort(Definitie):
    """One member of a code list of a source; `let_op` tells where the label misleads."""

    code: str
    titel: Regel
    is_totaal: bool = False
    alleen_jaar: bool = False
    let_op: str = ""
    methode_themas: tuple[str, ...] = ()


class Soortenlijst(Definitie):
    """A complete code list of a source."""

    key: Sleutel
    titel: Regel
    soorten: tuple[Soort, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _uniek(self) -> Self:
        codes = [soort.code for soort in self.soorten]
        if dubbel := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"code {', '.join(dubbel)} staat er twee keer in")
        return self

    @property
    def totaal(self) -> str | None:
        return next((soort.code for soort in self.soorten if soort.is_totaal), None)

    @property
    def bladeren(self) -> tuple[str, ...]:
        return tuple(soort.code for soort in self.soorten if not soort.is_totaal)
