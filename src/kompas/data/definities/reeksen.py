"""What breaks a series: redivisions of municipalities, and new ways of counting."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kompas.data.definities.modellen import GEMEENTECODE, Definitie, Sleutel

Gemeentecode = Annotated[str, Field(pattern=GEMEENTECODE)]
Aandeel = Annotated[float, Field(gt=0, lt=1)]


class Herindeling(Definitie):
    """Municipalities that went on as one; `naar` may be one of them, with the same code and a new area.

    `geheel` is False when a municipality was divided: figures of before cannot be added up to the new area.
    `aandelen` say which part of the inhabitants of a divided municipality came to `naar`, None when that is not known;
    `marge` is how far such a share may be off.
    """

    datum: date
    van: tuple[Gemeentecode, ...] = Field(min_length=1)
    naar: Gemeentecode
    namen: dict[str, str]
    geheel: bool = True
    aandelen: dict[Gemeentecode, Aandeel | None] = Field(default_factory=dict)
    marge: float = Field(0.0, ge=0, lt=1)
    toelichting: str = ""

    @model_validator(mode="after")
    def _kloppend(self) -> Self:
        if zonder := sorted({*self.van, self.naar} - set(self.namen)):
            raise ValueError(f"geef de naam van {', '.join(zonder)}")
        if vreemd := sorted(set(self.aandelen) - set(self.van)):
            raise ValueError(f"aandelen noemt {', '.join(vreemd)}, maar die staat niet in van")
        if self.geheel == bool(self.aandelen):
            raise ValueError("geef aandelen bij een gemeente die is verdeeld (geheel: false), en anders niet")
        return self

    @property
    def jaar(self) -> int:
        """First year with the new boundaries; a change during a year counts from the next one."""
        begin_van_jaar = (self.datum.month, self.datum.day) == (1, 1)
        return self.datum.year if begin_van_jaar else self.datum.year + 1

    @property
    def is_te_schatten(self) -> bool:
        """Whether the share of every divided municipality is known."""
        return all(aandeel is not None for aandeel in self.aandelen.values())

    @property
    def zin(self) -> str:
        """Who went on as whom, for a reader."""
        namen = [f"{self.namen[code]} ({code})" for code in self.van]
        if len(namen) == 1 and self.geheel:
            return f"{namen[0]} heet sinds {self.jaar} {self.namen[self.naar]} ({self.naar})"
        samen = f"{', '.join(namen[:-1])} en {namen[-1]}" if len(namen) > 1 else namen[0]
        deels = "" if self.geheel else " (deels)"
        return f"{samen} gingen{deels} in {self.jaar} verder als {self.namen[self.naar]} ({self.naar})"


class Reeksbreuk(Definitie):
    """A year in which a series starts anew (`breuk`), or years that are an outlier (`uitschieter`).

    It holds for an indicator, for a whole source, or for one code of a source and all that is made of it.
    """

    jaar: int = Field(ge=1900, le=2200)
    tot: int | None = Field(None, description="laatste jaar van een uitschieter")
    soort: Literal["breuk", "uitschieter"] = "breuk"
    bron: Sleutel | None = None
    code: str | None = None
    indicator: Sleutel | None = None
    reden: Annotated[str, Field(min_length=10)]

    @model_validator(mode="after")
    def _waarvan(self) -> Self:
        if (self.bron is None) == (self.indicator is None):
            raise ValueError("geef de bron of de indicator waarvoor dit geldt, niet allebei")
        if self.code and not self.bron:
            raise ValueError("een code hoort bij een bron")
        return self

    def raakt(self, bron: str, code: str) -> bool:
        """Whether it holds for this code of a source."""
        return self.bron == bron and self.code in {None, code}

    def ligt_tussen(self, eerste: int, laatste: int) -> bool:
        """Whether figures of these two years are on different sides of a new beginning."""
        return self.soort == "breuk" and eerste < self.jaar <= laatste
