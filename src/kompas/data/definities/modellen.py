"""The shape of every definition; unknown fields are refused, so that a typing error never goes unnoticed."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Sleutel = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Regel = Annotated[str, Field(min_length=1, max_length=200)]
GEMEENTECODE = r"^GM\d{4}$"


class Definitie(BaseModel):
    """What all definitions share: frozen, and strict about fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Openbaarheid = Literal["open", "klein", "zeden", "intern"]


class Cadans(Definitie):
    """How often new figures appear, and on which day (and in which month, when not every month)."""

    elke: Literal["maand", "kwartaal", "jaar", "2 jaar", "4 jaar"]
    dag: int = Field(1, ge=1, le=28)
    maand: int | None = Field(None, ge=1, le=12)

    @model_validator(mode="after")
    def _maand_past(self) -> Self:
        if (self.maand is None) != (self.elke in {"maand", "kwartaal"}):
            raise ValueError("bij elke jaar, 2 jaar en 4 jaar hoort een maand; bij elke maand en kwartaal niet")
        return self

    @property
    def jaren(self) -> int:
        """Years between two editions; 0 when there are more in a year."""
        return {"jaar": 1, "2 jaar": 2, "4 jaar": 4}.get(self.elke, 0)


class Begrip(Definitie):
    """What a word of the source means, for who reads its figures."""

    begrip: Regel
    betekenis: Annotated[str, Field(min_length=10)]


class Bron(Definitie):
    """Where figures come from.

    `tabellen` in order of preference: the first table with a figure for a period wins. `indeling` says which
    boundaries the source uses: the newest for all years, or those of the year itself. `attributie` is the text that
    the licence wants beside the figures. Without `cadans` nobody expects new figures; `vertraging` is the number of
    months between the end of a period and the first day on which its figures can appear. `openbaarheid`: open;
    klein = small counts below the municipality are hidden; zeden = never below it; intern = only for who has a role.
    `zedencodes` are the codes of this source about sexual offences. `voorlopig`: so many last periods still change.
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
    attributie: str = ""
    cadans: Cadans | None = None
    vertraging: int = Field(0, ge=0, le=60)
    voorlopig: int = Field(0, ge=0, le=24)
    openbaarheid: Openbaarheid = "open"
    zedencodes: tuple[Regel, ...] = ()
    begrippen: tuple[Begrip, ...] = ()

    @property
    def bronvermelding(self) -> str:
        """The text to print with the figures: what the licence asks, or else holder and title."""
        return self.attributie or f"Bron: {self.houder}, {self.titel}"


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
