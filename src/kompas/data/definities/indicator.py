"""What an indicator is: parts, a formula, a denominator, a unit and a direction."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from kompas.data.definities.formule import lees_formule
from kompas.data.definities.modellen import Definitie, Regel, Sleutel

Tijdvak = Annotated[str, Field(pattern=r"^[1-9]\d? (jaar|maanden)$")]
Deelnaam = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$", max_length=40)]
MAX_JAREN, MAX_MAANDEN = 20, 24


class Alternatief(Definitie):
    """Another source for a part, for when the first has no figure; `gebieden` are the kinds of area that it is for.

    `eenheid` is that of the other source, when it differs only in scale: per 10.000 becomes per 1.000 by itself.
    """

    code: str
    bron: Sleutel | None = None
    eenheid: str = ""
    gebieden: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()

    def geldt_voor(self, gebied: str) -> bool:
        return not self.gebieden or gebied[:2] in self.gebieden


class Deel(Definitie):
    """A named part of a formula: a code of a source, or another indicator.

    `over` looks at more time than was asked: `3 jaar` is the average per year of three years that end with it, `12
    maanden` the twelve months. `terug` looks at the same length of time, so much earlier. `soort` says what a code of
    its own is; in a rate that is a count unless told otherwise.
    """

    code: str | None = None
    bron: Sleutel | None = None
    indicator: Sleutel | None = None
    titel: str = ""
    eenheid: str = ""
    soort: Literal["telling", "stand", "enquete"] | None = None
    over: Tijdvak | None = None
    terug: Tijdvak | None = None
    anders: tuple[Alternatief, ...] = ()

    @model_validator(mode="after")
    def _een_van_beide(self) -> Self:
        if (self.code is None) == (self.indicator is None):
            raise ValueError("een deel heeft een code of een indicator, niet allebei en niet geen van beide")
        if self.indicator and (self.anders or self.bron or self.eenheid or self.soort):
            raise ValueError("bron, eenheid, soort en anders horen bij een code; een indicator heeft die zelf al")
        for tijdvak in (self.over, self.terug):
            self._niet_te_lang(tijdvak)
        return self

    def _niet_te_lang(self, tijdvak: str | None) -> None:
        aantal, _, soort = (tijdvak or "1 jaar").partition(" ")
        if int(aantal) > (MAX_JAREN if soort == "jaar" else MAX_MAANDEN):
            raise ValueError(f"{tijdvak} is te lang: hoogstens {MAX_JAREN} jaar of {MAX_MAANDEN} maanden")


class IndicatorDefinitie(Definitie):
    """What is measured and how: parts, formula, denominator, unit, direction.

    `code` alone is short for one part with that code. `per` 1000 divides by the indicator `noemer`. `gewichten` makes
    the weighted average of the parts: a number, or an indicator that weighs. `stand` is a stock (inhabitants): over
    several years its average counts, not its sum. `sets` are the lists that it belongs to, such as `bbv`. Without
    `overzicht` it is in the catalogue, but not in the table with all figures of a municipality.
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
    anders: tuple[Alternatief, ...] = ()
    delen: dict[Deelnaam, Deel] = Field(default_factory=dict)
    formule: str = ""
    gewichten: dict[Deelnaam, float | Sleutel] = Field(default_factory=dict)
    per: int | None = Field(None, gt=0)
    noemer: Sleutel | None = None
    jaar_uit_maanden: bool = True
    geen_bron_omdat: str = ""
    toelichting: str = ""
    methode_themas: tuple[str, ...] = ()
    sets: tuple[Sleutel, ...] = ()
    overzicht: bool = True

    @model_validator(mode="before")
    @classmethod
    def _vul_aan(cls, ruw: object) -> object:
        """Write the short forms out: one code becomes one part, weights a formula, `per` takes inhabitants."""
        if not isinstance(ruw, dict):
            return ruw
        velden = dict(ruw)
        if velden.get("code") and not velden.get("delen"):
            velden["delen"] = {"aantal": {"code": velden["code"], "anders": velden.get("anders", ())}}
        delen, gewichten = velden.get("delen"), velden.get("gewichten")
        if isinstance(delen, dict) and isinstance(gewichten, dict) and gewichten and not velden.get("formule"):
            velden["delen"], velden["formule"] = _gewogen(delen, gewichten)
        if isinstance(delen, dict) and len(delen) == 1 and not velden.get("formule"):
            velden["formule"] = next(iter(delen))
        if velden.get("per") and not velden.get("noemer"):
            velden["noemer"] = "inwoners"
        return velden

    @model_validator(mode="after")
    def _kloppend(self) -> Self:
        if bool(self.delen) == bool(self.geen_bron_omdat):
            raise ValueError("geef delen (of een code), of geen_bron_omdat met de reden waarom er geen cijfers zijn")
        if self.noemer and not self.per:
            raise ValueError("een noemer hoort bij per, bijvoorbeeld per: 1000")
        if self.anders and not self.code:
            raise ValueError("anders hoort bij code; bij delen staat het in het deel zelf")
        if onbekend := sorted(set(self.gewichten) - set(self.delen)):
            raise ValueError(f"gewichten noemt {', '.join(onbekend)}, maar dat is geen deel")
        if self.delen:
            self._formule_past()
        return self

    def _formule_past(self) -> None:
        if not self.formule:
            raise ValueError("geef een formule: er is meer dan één deel")
        namen = set(lees_formule(self.formule).namen)
        if onbekend := sorted(namen - set(self.delen)):
            raise ValueError(f"de formule noemt {', '.join(onbekend)}, maar dat is geen deel")
        if ongebruikt := sorted(set(self.delen) - namen):
            raise ValueError(f"deel {', '.join(ongebruikt)} komt niet in de formule voor")

    @property
    def is_enkelvoudig(self) -> bool:
        """One part, taken as it is."""
        [*delen] = self.delen.values()
        return len(delen) == 1 and self.formule.strip() in self.delen

    @property
    def verwijst_naar(self) -> tuple[str, ...]:
        """Keys of the indicators that it is made of."""
        delen = [deel.indicator for deel in self.delen.values() if deel.indicator]
        return (*delen, *([self.noemer] if self.noemer else []))

    def gemeten(self, deel: Deel) -> "IndicatorDefinitie":
        """How a code of its own is read and shown: a rate is made of counts, and they have their own unit."""
        is_deel = bool(self.per) or not self.is_enkelvoudig
        soort = deel.soort or ("telling" if is_deel and self.soort == "verhouding" else self.soort)
        if soort == self.soort and not deel.eenheid and not deel.titel and not self.per:
            return self
        eenheid = deel.eenheid or ("" if self.per else self.eenheid)
        decimalen = 0 if soort == "telling" else self.decimalen
        velden = {"soort": soort, "eenheid": eenheid, "titel": deel.titel or self.titel, "decimalen": decimalen}
        return self.model_copy(update=velden)

    def codes(self) -> tuple[tuple[str, str], ...]:
        """Source and code of everything that it reads itself, other sources included."""
        eigen = [(deel.bron or self.bron, deel.code) for deel in self.delen.values() if deel.code]
        anders = [(a.bron or d.bron or self.bron, a.code) for d in self.delen.values() for a in d.anders]
        return (*eigen, *anders)


def _gewogen(delen: dict[str, Any], gewichten: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The parts with the indicators that weigh, and the formula of the weighted average."""
    namen, alle = {}, dict(delen)
    for naam, gewicht in gewichten.items():
        is_getal = isinstance(gewicht, int | float)
        namen[naam] = f"{gewicht:g}" if is_getal else f"gewicht_{naam}"
        if not is_getal:
            alle[f"gewicht_{naam}"] = {"indicator": gewicht}
    boven = " + ".join(f"{naam} * {gewicht}" for naam, gewicht in namen.items())
    return alle, f"({boven}) / ({' + '.join(namen.values())})"


def maanden_van(tijdvak: str) -> int:
    """How many months `3 jaar` or `12 maanden` is."""
    match = re.fullmatch(r"(\d+) (jaar|maanden)", tijdvak)
    if match is None:
        raise ValueError(f"{tijdvak!r} is geen tijdvak")
    return int(match[1]) * (12 if match[2] == "jaar" else 1)
