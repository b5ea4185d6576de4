"""Our own simple list of figures: YAML for series that were copied with care, CSV for everybody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

import yaml
from pydantic import ConfigDict, Field, ValidationError, model_validator

from kompas.data.definities.modellen import Definitie, Regel, Sleutel
from kompas.data.definities.sjablonen import keur_waarde
from kompas.data.feiten import AFBEELDING, BLANCO, LEEG, PM, PUNT, Afgekeurd, Feit, Gebiedsnaam, Rij
from kompas.data.sources.basis import Context, gebiedscode, getal, periodecode
from kompas.data.sources.beschrijving import ZonderVerwijzing
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.tabel import eis_laatste_rij

_TEKENS = {"": LEEG, ".": PUNT, "-": BLANCO, "PM": PM, "AFBEELDING": AFBEELDING}


class Reeks(Definitie):
    """One code in one or more areas; every list of figures is as long as the list of periods."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, strict=False)

    code: str
    naam: str = ""
    vindplaats: str = ""
    toelichting: str = ""
    gebieden: dict[str, list[float | str | None]]


class Cijferlijst(Definitie):
    """A list of figures of one source and table, with where it was found."""

    kompas_cijfers: Annotated[int, Field(ge=1, le=1)]
    titel: Regel
    bron: Sleutel
    tabel: Regel
    opgehaald: date
    indeling: int | None = Field(None, ge=1990, le=2100)
    voorbeeld: bool = False
    vindplaats: str = ""
    toelichting: str = ""
    perioden: list[str | int] = Field(min_length=1)
    namen: dict[str, str] = Field(default_factory=dict)
    reeksen: list[Reeks] = Field(min_length=1)

    @model_validator(mode="after")
    def _even_lang(self) -> Self:
        for reeks in self.reeksen:
            for gebied, cijfers in reeks.gebieden.items():
                if len(cijfers) != len(self.perioden):
                    raise ValueError(f"{reeks.code} {gebied}: {len(cijfers)} cijfers bij {len(self.perioden)} perioden")
        return self


@dataclass(frozen=True)
class CijferlijstYaml:
    """The YAML form, see `docs/methoden/cijfers.md`."""

    key: str = "cijferlijst-yaml"
    titel: str = "cijferlijst (YAML)"
    licentie: str = "zoals de lijst zelf zegt"
    kolommen: tuple[str, ...] = ("kompas_cijfers", "bron", "tabel", "perioden", "reeksen")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return bestand.vorm == "yaml" and "kompas_tabel:" not in bestand.begin

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        lijst = self._lees(bestand)
        if lijst.bron not in context.definities.bronnen:
            bekend = ", ".join(bron.key for bron in context.definities.bronnen)
            bestand.stuk(0, f"bron {lijst.bron!r} is onbekend (bekend: {bekend})")
        for code, naam in lijst.namen.items():
            yield Gebiedsnaam(0, gebiedscode(code), naam, code if code.startswith("GM") else "")
        nummer = 0
        for reeks in lijst.reeksen:
            for gebied, cijfers in reeks.gebieden.items():
                for periode, cijfer in zip(lijst.perioden, cijfers, strict=True):
                    if cijfer is None:  # the list says nothing about this period
                        continue
                    nummer += 1
                    yield _feit(lijst, reeks, gebied, str(periode), cijfer, nummer)

    def _lees(self, bestand: Bestand) -> Cijferlijst:
        try:
            return Cijferlijst.model_validate(yaml.load(bestand.klein(), ZonderVerwijzing))  # noqa: S506 - a safe loader
        except RecursionError:
            bestand.stuk(0, "de YAML is te diep genest")
        except yaml.YAMLError as fout:
            merk = getattr(fout, "problem_mark", None)
            bestand.stuk(merk.line + 1 if merk else 0, "dit is geen geldige YAML")
        except ValidationError as fout:
            detail = fout.errors()[0]
            veld = ".".join(str(stap) for stap in detail["loc"]) or "lijst"
            bestand.stuk(0, f"veld {veld}: {detail['msg'].removeprefix('Value error, ')}")


def _feit(lijst: Cijferlijst, reeks: Reeks, gebied: str, periode: str, cijfer: float | str, nr: int) -> Rij:
    try:
        waarde, vlag = _cijfer(cijfer)
        keur_waarde(lijst.bron, reeks.code, waarde)
        return Feit(
            nr,
            lijst.bron,
            lijst.tabel,
            reeks.code,
            gebiedscode(gebied),
            periodecode(periode if len(periode) > 4 else f"{periode}JJ00"),
            waarde,
            vlag,
            naam=reeks.naam,
            gebied_jaar=lijst.indeling,
            vindplaats=reeks.vindplaats or lijst.vindplaats,
            toelichting=reeks.toelichting or lijst.toelichting,
            opgehaald=lijst.opgehaald,
            voorbeeld=lijst.voorbeeld,
        )
    except ValueError as fout:
        return Afgekeurd(nr, f"{reeks.code} {gebied} {periode}: {fout}")


_TWEE_LEZINGEN = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
"""1.650 in a text file is sixteen hundred and fifty, or 1,65; a spreadsheet has numbers and leaves no doubt."""


def _cijfer(cijfer: float | str) -> tuple[float | None, str]:
    if isinstance(cijfer, str):
        teken = cijfer.strip()
        if teken not in _TEKENS:
            raise ValueError(f"{teken!r} is geen getal (wel toegestaan: {', '.join(t for t in _TEKENS if t)})")
        return None, _TEKENS[teken]
    return getal(cijfer, heel=False)


@dataclass(frozen=True)
class CijferlijstCsv:
    """One figure a line: bron;tabel;code;gebied;periode;waarde, and if wanted laag;hoog;indeling;vindplaats."""

    key: str = "cijferlijst-csv"
    titel: str = "cijferlijst (CSV, xlsx of ods)"
    licentie: str = "zoals de lijst zelf zegt"
    kolommen: tuple[str, ...] = ("bron", "tabel", "code", "gebied", "periode", "waarde")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return bestand.vorm in {"csv", "blad"} and set(self.kolommen) <= {kolom.lower() for kolom in bestand.kolommen}

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        kopregel, kop = bestand.kopregel()
        namen = [kolom.lower() for kolom in kop]
        regel, te_kort = kopregel, False
        for regel, cellen in bestand.rijen():
            if regel <= kopregel:
                continue
            te_kort = len(cellen) < len(namen)
            if len(cellen) != len(namen):
                yield Afgekeurd(regel, f"{len(cellen)} cellen, verwacht {len(namen)}")
                continue
            yield self._feit(dict(zip(namen, cellen, strict=True)), regel, context, is_tekst=bestand.vorm == "csv")
        eis_laatste_rij(bestand, regel, te_kort=te_kort)

    def _feit(self, cellen: dict[str, Any], regel: int, context: Context, *, is_tekst: bool) -> Rij:
        try:
            bron = context.definities.bronnen.get(cellen["bron"].strip())
            if bron is None:
                raise ValueError(f"bron {cellen['bron']!r} is onbekend")
            tekst = cellen["waarde"].strip()
            if is_tekst and _TWEE_LEZINGEN.fullmatch(tekst):
                raise ValueError(
                    f"{tekst} kan op twee manieren worden gelezen. Schrijf {tekst.replace('.', '')} zonder punt, of"
                    f" {tekst.replace('.', ',', 1)} met een komma"
                )
            waarde, vlag = _cijfer(tekst) if tekst in _TEKENS else getal(tekst.replace(",", "."), heel=False)
            keur_waarde(bron.key, cellen["code"].strip(), waarde)
            return Feit(
                regel,
                bron.key,
                cellen["tabel"].strip(),
                cellen["code"].strip(),
                gebiedscode(cellen["gebied"]),
                periodecode(cellen["periode"] if len(cellen["periode"]) > 4 else f"{cellen['periode']}JJ00"),
                waarde,
                vlag,
                laag=_grens(cellen.get("laag")),
                hoog=_grens(cellen.get("hoog")),
                gebied_jaar=int(cellen["indeling"]) if cellen.get("indeling") else None,
                vindplaats=cellen.get("vindplaats", ""),
                opgehaald=context.opgehaald,
            )
        except ValueError as fout:
            return Afgekeurd(regel, str(fout))


def _grens(tekst: str | None) -> float | None:
    return getal(tekst.replace(",", "."), heel=False)[0] if tekst else None


CIJFERLIJST_YAML = CijferlijstYaml()
CIJFERLIJST_CSV = CijferlijstCsv()
