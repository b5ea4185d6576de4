"""How a table of a partner is read: a small YAML file beside it that says where area, period, code and figure stand."""

import fnmatch
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import ConfigDict, Field, ValidationError, model_validator

from kompas.data.definities.controle import uitleg
from kompas.data.definities.modellen import Definitie, Regel, Sleutel
from kompas.data.feiten import BLANCO, LEEG, PM, PUNT
from kompas.data.sources.bestand import Bestand

ACHTERVOEGSEL = ".kompas.yaml"
MAX_BESCHRIJVING = 64 * 1024
MAX_BUREN = 200
_VLAGGEN = {"leeg": LEEG, "punt": PUNT, "blanco": BLANCO, "pm": PM}
Tekst = Annotated[str, Field(min_length=1, max_length=200)]


class ZonderVerwijzing(yaml.SafeLoader):
    """Safe YAML without anchors: a few lines that point at each other can stand for billions of figures."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            merk = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError("verwijzing", merk, "verwijzingen (*) mogen niet", merk)
        return super().compose_node(parent, index)


class _Los(Definitie):
    """A description is typed by people: 2023 is as good as "2023"."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, coerce_numbers_to_str=True)


class Plek(_Los):
    """Where something stands: in a column, or the same for the whole file. `waarden` translates what stands there."""

    kolom: Tekst | None = None
    vast: Tekst | None = None
    waarden: dict[str, Tekst] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _een_van_beide(self) -> Self:
        if (self.kolom is None) == (self.vast is None):
            raise ValueError("geef kolom (waar het staat) of vast (voor het hele bestand), niet allebei")
        return self

    def lees(self, cellen: Mapping[str, str]) -> str:
        tekst = self.vast if self.vast is not None else cellen[self.kolom or ""]
        return self.waarden.get(tekst, tekst)


class Waardekolom(_Los):
    """A column with figures; a table that is wide has more than one, each with its own code or period."""

    kolom: Tekst
    code: Tekst | None = None
    periode: Tekst | None = None
    laag: Tekst | None = None
    hoog: Tekst | None = None
    naam: str = ""


class Tabelbeschrijving(_Los):
    """The whole description. `bestand` is a name in which * stands for anything, so that next month fits too.

    `duizendtal` and `decimaal` are the signs in numbers that are text; without them a number that can be read in two
    ways (1.234) is refused.
    """

    kompas_tabel: Annotated[int, Field(ge=1, le=1)]
    titel: Regel
    bestand: Regel
    bron: Sleutel
    tabel: Regel
    opgehaald: date | None = None
    indeling: int | None = Field(None, ge=1990, le=2100)
    blad: str = ""
    kopregel: int | None = Field(None, ge=1, le=1000)
    gebied: Plek
    periode: Plek | None = None
    code: Plek | None = None
    waarden: tuple[Waardekolom, ...] = Field(min_length=1, max_length=200)
    geen_getal: dict[str, Tekst] = Field(default_factory=dict)
    overslaan: tuple[str, ...] = ()
    duizendtal: Annotated[str, Field(pattern=r"^[. ']?$")] = ""
    decimaal: Literal[",", ".", ""] = ""
    heel: bool = False
    negatief: bool = False
    vindplaats: str = ""
    toelichting: str = ""

    @model_validator(mode="after")
    def _kloppend(self) -> Self:
        for wat, plek in (("code", self.code), ("periode", self.periode)):
            if plek is None and any(getattr(kolom, wat) is None for kolom in self.waarden):
                raise ValueError(f"zeg met {wat} waar die staat, of geef elke waardekolom een eigen {wat}")
        if onbekend := sorted(set(self.geen_getal.values()) - set(_VLAGGEN)):
            raise ValueError(f"geen_getal {onbekend[0]!r} bestaat niet (wel: {', '.join(_VLAGGEN)})")
        if any((kolom.laag is None) != (kolom.hoog is None) for kolom in self.waarden):
            raise ValueError("geef bij een waardekolom zowel laag als hoog, of geen van beide")
        return self

    @property
    def kolommen(self) -> tuple[str, ...]:
        """Every column that the table must have, each once."""
        plekken = [plek.kolom for plek in (self.gebied, self.periode, self.code) if plek]
        cijfers = [naam for waarde in self.waarden for naam in (waarde.kolom, waarde.laag, waarde.hoog)]
        return tuple(dict.fromkeys(naam for naam in (*plekken, *cijfers) if naam))

    def vlag(self, tekst: str) -> str | None:
        """The reason for which a cell has no number, or None when it should be one."""
        naam = self.geen_getal.get(tekst)
        return _VLAGGEN[naam] if naam else None


def lees_beschrijving(bestand: Bestand) -> Tabelbeschrijving:
    """The description in a YAML file; a fault names file and field."""
    if bestand.grootte > MAX_BESCHRIJVING:
        bestand.stuk(0, "deze beschrijving is te groot (hoogstens 64 kB)")
    try:
        ruw = yaml.load(bestand.klein(), ZonderVerwijzing)  # noqa: S506 - a safe loader
    except RecursionError:
        bestand.stuk(0, "de YAML is te diep genest. Begin opnieuw met kompas cijfers sjabloon")
    except yaml.YAMLError as fout:
        merk = getattr(fout, "problem_mark", None)
        bestand.stuk(merk.line + 1 if merk else 0, "dit is geen geldige YAML. Verbeter de regel")
    except ValueError:
        bestand.stuk(0, "een datum in deze beschrijving bestaat niet (kijk bij opgehaald). Verbeter die")
    if not isinstance(ruw, dict):
        bestand.stuk(0, "hier horen velden te staan, te beginnen met kompas_tabel: 1")
    try:
        return Tabelbeschrijving.model_validate(ruw)
    except ValidationError as fout:
        bestand.stuk(0, f"beschrijving, {uitleg(dict(fout.errors()[0]))}. Verbeter dat in dit bestand")


def beschrijving_bij(pad: Path) -> Path | None:
    """The description that belongs to a file: beside it, of the same name, or naming it in `bestand`."""
    if pad.name.endswith(ACHTERVOEGSEL):
        return None
    for naam in (pad.name + ACHTERVOEGSEL, pad.stem + ACHTERVOEGSEL):
        if (eigen := pad.with_name(naam)).is_file():
            return eigen
    buren = sorted(pad.parent.glob(f"*{ACHTERVOEGSEL}"))[:MAX_BUREN]
    return next((buur for buur in buren if fnmatch.fnmatchcase(pad.name.casefold(), _patroon(buur))), None)


def met_beschrijvingen(paden: Iterable[Path]) -> list[Path]:
    """The files, each with the description that stands beside it: both belong to what was read in."""
    alle: dict[Path, None] = {}
    for pad in paden:
        if beschrijving := beschrijving_bij(pad):
            alle[beschrijving] = None
        alle[pad] = None
    return list(alle)


def _patroon(pad: Path) -> str:
    """The name in `bestand` of a description; one that cannot be read fits nothing."""
    try:
        if pad.stat().st_size > MAX_BESCHRIJVING:
            return ""
        ruw = yaml.load(pad.read_text("utf-8"), ZonderVerwijzing)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError):
        return ""
    return str(ruw.get("bestand", "")).casefold() if isinstance(ruw, dict) else ""
