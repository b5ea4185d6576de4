"""The shape of one table at an OData service: its dimensions, and which measures become which codes."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kompas.data.definities.laden import lees_items, meegeleverde_map
from kompas.data.definities.modellen import Definitie, Regel, Sleutel

Tabelnummer = Annotated[str, Field(pattern=r"^\d{5}(NED|ned|ENG|eng)$")]
Naam = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=100)]
Gebiedsoort = Literal["NL", "LD", "PV", "RE", "PD", "BT", "VR", "GG", "GM", "WK", "BU", "WP"]
_PLAATS = re.compile(r"\{(\w*)\}")
_PLAATSEN = {"soort", "naam", "onder"}


class Maat(Definitie):
    """One measure: its name without the position behind it (`Slachtoffers`, not `Slachtoffers_72`).

    `onder` are titles of the topic groups above it, outermost first, as many as make it the only one: names repeat.
    `code` is the code that its figures get; `{soort}` is the member of the kind dimension, `{onder}` the titles.
    Without `verplicht` a table that lacks the measure is still fetched.
    """

    naam: Naam
    onder: tuple[Regel, ...] = ()
    code: Regel = "{naam}"
    titel: str = ""
    eenheid: str = ""
    heel: bool = False
    verplicht: bool = True

    @model_validator(mode="before")
    @classmethod
    def _alleen_een_naam(cls, ruw: object) -> object:
        """A bare name is a measure that is called what it is."""
        return {"naam": ruw} if isinstance(ruw, str) else ruw

    @model_validator(mode="after")
    def _plaatsen_bestaan(self) -> Self:
        if onbekend := sorted(set(_PLAATS.findall(self.code)) - _PLAATSEN):
            raise ValueError(f"in de code kan {{{onbekend[0]}}} niet; wel {{soort}}, {{naam}} en {{onder}}")
        return self


class Marges(Definitie):
    """The dimension that gives a value and its 95% limits as three members.

    Without `verplicht` a table that lacks the dimension is fetched without limits.
    """

    dimensie: Naam = "Marges"
    waarde: Regel
    laag: Regel
    hoog: Regel
    verplicht: bool = True


class Tabelvorm(Definitie):
    """How one table is asked for and what its figures are called.

    Widths are those of the padded keys (0: what the service says). A table of one year has `vaste_periode` and no
    period dimension. `vast` holds one member per dimension that has to be chosen, `vrij` is a dimension whose members
    go into the code (`Eenzaam:20300`); `vrije_leden` limits them. With `alle_maten` every numeric measure of the table
    is taken, and `maten` only lists those that need a code of their own. `totaal` is the member of the kind dimension
    that is the sum of the others. `soortcodes` gives a member of it another code than its own.
    """

    tabel: Tabelnummer
    bron: Sleutel
    dienst: Literal["dataderden", "opendata"]
    titel: Regel
    bundel: Sleutel
    gebied: Naam = "RegioS"
    gebied_breedte: int = Field(6, ge=0, le=20)
    landcode: Literal["NL00", "NL01", ""] = "NL01"
    soort_gebieden: tuple[Gebiedsoort, ...] = Field(min_length=1)
    periode: Naam | None = "Perioden"
    vaste_periode: Annotated[str, Field(pattern=r"^\d{4}(JJ00|KW0[1-4]|MM(0[1-9]|1[0-2]))$")] | None = None
    perioden: Literal["jaar", "maand", "beide"] = "jaar"
    soort_dimensie: Naam | None = None
    soort_breedte: int = Field(0, ge=0, le=20)
    totaal: str = ""
    soortcodes: dict[Regel, Regel] = Field(default_factory=dict)
    vast: dict[Naam, Regel] = Field(default_factory=dict)
    vrij: Naam | None = None
    vrije_leden: tuple[Regel, ...] = ()
    marges: Marges | None = None
    maten: tuple[Maat, ...] = ()
    alle_maten: bool = False
    indeling: Literal["nieuwste", "van toen"] = "nieuwste"

    @model_validator(mode="before")
    @classmethod
    def _jaartabel(cls, ruw: object) -> object:
        """A table of one year has no period dimension."""
        if isinstance(ruw, dict) and ruw.get("vaste_periode") and "periode" not in ruw:
            return {**ruw, "periode": None}
        return ruw

    @model_validator(mode="after")
    def _kloppend(self) -> Self:
        if (self.periode is None) == (self.vaste_periode is None):
            raise ValueError("geef periode (de dimensie) of vaste_periode (een tabel van één jaar), niet allebei")
        if not self.maten and not self.alle_maten:
            raise ValueError("geef ten minste één maat, of alle_maten: true")
        if self.vrije_leden and not self.vrij:
            raise ValueError("vrije_leden hoort bij een vrije dimensie")
        self._codes_kloppen()
        self._dimensies_een_keer()
        return self

    def _codes_kloppen(self) -> None:
        met_soort = ["{soort}" in maat.code for maat in self.maten]
        if self.soort_dimensie and not (all(met_soort) and met_soort):
            raise ValueError("bij een soort_dimensie hoort {soort} in de code van elke maat")
        if not self.soort_dimensie and (any(met_soort) or self.totaal or self.soortcodes):
            raise ValueError("{soort}, totaal en soortcodes kunnen alleen bij een soort_dimensie")
        namen = [(maat.code, maat.naam, maat.onder) for maat in self.maten]
        codes = [code.format(soort="{soort}", naam=naam, onder="/".join(onder)) for code, naam, onder in namen]
        if dubbel := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"code {dubbel[0]} is van twee maten; geef ze een eigen code of zeg onder welk kopje")

    def _dimensies_een_keer(self) -> None:
        namen = list(self.dimensies)
        if dubbel := sorted({naam for naam in namen if namen.count(naam) > 1}):
            raise ValueError(f"dimensie {dubbel[0]} wordt twee keer gebruikt")

    @property
    def dimensies(self) -> tuple[str, ...]:
        """Every dimension that the table must have."""
        marges = self.marges.dimensie if self.marges else None
        return tuple(d for d in (self.gebied, self.periode, self.soort_dimensie, self.vrij, marges, *self.vast) if d)


class Gebiedentabel(Definitie):
    """A table that says in which larger areas every municipality lies; the year of its boundaries is in its title."""

    tabel: Tabelnummer
    bron: Sleutel
    dienst: Literal["dataderden", "opendata"]
    titel: Regel
    gebied: Naam = "RegioS"


def laad_gebiedentabellen(*mappen: Path) -> Mapping[str, Gebiedentabel]:
    """Every area table by its number, in order; those of later folders come last."""
    gevonden: dict[str, Gebiedentabel] = {}
    for map_ in (meegeleverde_map(), *mappen):
        if (pad := map_ / "gebiedentabellen.yaml").is_file():
            gevonden |= {tabel.tabel: tabel for tabel in lees_items(Gebiedentabel, pad, "gebiedentabellen")}
    return MappingProxyType(gevonden)


@lru_cache(maxsize=8)
def laad_tabelvormen(*mappen: Path) -> Mapping[str, Tabelvorm]:
    """Every table by its number: those of the product, completed or replaced by those in the given folders."""
    gevonden: dict[str, Tabelvorm] = {}
    for map_ in (meegeleverde_map(), *mappen):
        for pad in sorted((map_ / "tabellen").glob("*.yaml")):
            gevonden |= {vorm.tabel: vorm for vorm in lees_items(Tabelvorm, pad, "tabellen")}
    return MappingProxyType(gevonden)
