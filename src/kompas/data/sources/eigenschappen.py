"""Which columns of a table are which measures, from its `DataProperties`: by name and heading, never by position.

The number behind a column (`_60`) changes when a table is revised, and a name may occur many times: what
`Slachtoffers_72` counts is only told by the topic groups above it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from kompas.base import RefusedError
from kompas.data.definities.tabellen import Maat, Tabelvorm

Eigenschap = Mapping[str, object]
_POSITIE = re.compile(r"_\d+$")
_TEKST = {"string", "date", "datetime", "boolean"}
_HEEL = {"long", "integer", "short"}
MAX_DIEPTE = 20


@dataclass(frozen=True, slots=True)
class Maatkolom:
    """A column of the table, and the code of its figures (still with `{soort}` when there is a kind dimension)."""

    kolom: str
    code: str
    heel: bool = False
    titel: str = ""
    eenheid: str = ""
    soortcodes: Mapping[str, str] = field(default_factory=dict)

    def code_voor(self, soort: str = "", vrij: str = "") -> str:
        """The code of one figure; the member of a free dimension comes behind it."""
        return self.code.replace("{soort}", self.soortcodes.get(soort, soort)) + (f":{vrij}" if vrij else "")


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The measures of a table as it is now; `ontbreekt` says which ones could not be had, and why."""

    maten: tuple[Maatkolom, ...]
    ontbreekt: tuple[str, ...] = ()

    @property
    def namen(self) -> tuple[str, ...]:
        return tuple(maat.kolom for maat in self.maten)


@dataclass(frozen=True, slots=True)
class _Onderwerp:
    """A topic: name without position, and the titles above it, outermost first."""

    kolom: str
    naam: str
    pad: tuple[str, ...]
    titel: str
    eenheid: str
    soort: str

    @property
    def is_getal(self) -> bool:
        return self.soort not in _TEKST


def resolve(vorm: Tabelvorm, dataproperties: Sequence[Eigenschap]) -> Kolommen:
    """The columns of the measures of `vorm`; `RefusedError` when the table no longer has that shape."""
    _dimensies_kloppen(aangepast(vorm, dataproperties), dataproperties)
    onderwerpen = _onderwerpen(dataproperties)
    maten: list[Maatkolom] = []
    ontbreekt: list[str] = []
    for maat in vorm.maten:
        gevonden = [onderwerp for onderwerp in onderwerpen if _past(maat, onderwerp)]
        if len(gevonden) == 1:
            maten.append(replace(_kolom(maat, gevonden[0]), soortcodes=vorm.soortcodes))
        elif maat.verplicht:
            _niet_een(vorm, maat, gevonden, onderwerpen)
        else:
            ontbreekt.append(f"{maat.naam} staat {len(gevonden)} keer in tabel {vorm.tabel}")
    if vorm.alle_maten:
        maten += _overige(onderwerpen, {maat.kolom for maat in maten}, ontbreekt)
    if not maten:
        _weiger(vorm, "heeft geen enkele kolom met cijfers")
    return Kolommen(tuple(maten), tuple(ontbreekt))


def aangepast(vorm: Tabelvorm, dataproperties: Sequence[Eigenschap]) -> Tabelvorm:
    """The shape without the limits that this table turns out not to have, when the definition allows that."""
    if vorm.marges and not vorm.marges.verplicht and vorm.marges.dimensie not in dimensies_van(dataproperties):
        return vorm.model_copy(update={"marges": None})
    return vorm


def dimensies_van(dataproperties: Sequence[Eigenschap]) -> tuple[str, ...]:
    """The keys of the dimensions; the type of `WijkenEnBuurten` is `GeoDetail`, without the word dimension."""
    return tuple(
        str(rij["Key"])
        for rij in dataproperties
        if (soort := str(rij.get("Type", ""))) == "GeoDetail" or soort.endswith("Dimension")
    )


def _dimensies_kloppen(vorm: Tabelvorm, dataproperties: Sequence[Eigenschap]) -> None:
    echt = dimensies_van(dataproperties)
    if weg := [naam for naam in vorm.dimensies if naam not in echt]:
        _weiger(vorm, f"heeft geen dimensie {weg[0]} (wel: {', '.join(echt) or 'geen'})")
    if extra := [naam for naam in echt if naam not in vorm.dimensies]:
        # Not choosing a member would add up over all of them, totals included.
        _weiger(vorm, f"heeft een dimensie {extra[0]} die de definitie niet noemt; zet die bij vast of vrij")


def _onderwerpen(dataproperties: Sequence[Eigenschap]) -> list[_Onderwerp]:
    op_id = {str(rij.get("ID")): rij for rij in dataproperties}
    return [
        _Onderwerp(
            kolom=str(rij["Key"]),
            naam=_POSITIE.sub("", str(rij["Key"])),
            pad=_pad(rij, op_id),
            titel=_schoon(rij.get("Title")),
            eenheid=_schoon(rij.get("Unit")),
            soort=_schoon(rij.get("Datatype")).casefold(),
        )
        for rij in dataproperties
        if rij.get("Type") == "Topic"
    ]


def _pad(rij: Eigenschap, op_id: Mapping[str, Eigenschap]) -> tuple[str, ...]:
    """Titles of the topic groups above a topic, outermost first; a circle in them ends the walk."""
    pad: list[str] = []
    ouder = op_id.get(str(rij.get("ParentID")))
    while ouder is not None and ouder.get("Type") == "TopicGroup" and len(pad) < MAX_DIEPTE:
        pad.append(_schoon(ouder.get("Title")))
        ouder = op_id.get(str(ouder.get("ParentID")))
    return tuple(reversed(pad))


def _past(maat: Maat, onderwerp: _Onderwerp) -> bool:
    """The name is equal, and the headings that the definition gives stand above it in that order."""
    if maat.naam.casefold() != onderwerp.naam.casefold():
        return False
    boven = iter(titel.casefold() for titel in onderwerp.pad)
    return all(any(titel.casefold() == kop for kop in boven) for titel in maat.onder)


def _kolom(maat: Maat, onderwerp: _Onderwerp) -> Maatkolom:
    code = maat.code.replace("{naam}", maat.naam).replace("{onder}", "/".join(maat.onder))
    titel = maat.titel or onderwerp.titel
    return Maatkolom(onderwerp.kolom, code, maat.heel, titel, maat.eenheid or onderwerp.eenheid)


def _overige(onderwerpen: Sequence[_Onderwerp], gekozen: set[str], ontbreekt: list[str]) -> list[Maatkolom]:
    """Every other measure with numbers; a name that repeats gets the fewest headings that tell it apart."""
    maten = []
    for onderwerp in onderwerpen:
        if onderwerp.kolom in gekozen or not onderwerp.is_getal:
            continue
        if (code := _eigen_code(onderwerp, onderwerpen)) is None:
            ontbreekt.append(f"{onderwerp.kolom} is niet van {onderwerp.naam} elders in de tabel te onderscheiden")
            continue
        heel = onderwerp.soort in _HEEL
        maten.append(Maatkolom(onderwerp.kolom, code, heel, onderwerp.titel, onderwerp.eenheid))
    return maten


def _eigen_code(onderwerp: _Onderwerp, onderwerpen: Sequence[_Onderwerp]) -> str | None:
    zelfde = [ander for ander in onderwerpen if ander.naam == onderwerp.naam]
    for diepte in range(max(len(ander.pad) for ander in zelfde) + 1):
        staart = _staart(onderwerp, diepte)
        if [_staart(ander, diepte) for ander in zelfde].count(staart) == 1:
            return "/".join((onderwerp.naam, *staart))
    return None


def _staart(onderwerp: _Onderwerp, diepte: int) -> tuple[str, ...]:
    return onderwerp.pad[-diepte:] if diepte else ()


def _niet_een(
    vorm: Tabelvorm, maat: Maat, gevonden: Sequence[_Onderwerp], onderwerpen: Sequence[_Onderwerp]
) -> NoReturn:
    if gevonden:
        plekken = "; ".join(" > ".join(onderwerp.pad) or "zonder kopje" for onderwerp in gevonden[:5])
        _weiger(vorm, f"heeft {len(gevonden)} keer een maat {maat.naam} (onder: {plekken}); zeg bij onder welke het is")
    onder = f" onder {' > '.join(maat.onder)}" if maat.onder else ""
    namen = ", ".join(dict.fromkeys(onderwerp.naam for onderwerp in onderwerpen)) or "geen"
    _weiger(vorm, f"heeft geen maat {maat.naam}{onder} meer (wel: {namen[:300]})")


def _weiger(vorm: Tabelvorm, wat: str) -> NoReturn:
    raise RefusedError(
        f"Tabel {vorm.tabel} {wat}. De tabel is bij de bron veranderd: pas definities/tabellen aan."
        " Er is niets veranderd."
    )


def _schoon(tekst: object) -> str:
    return " ".join(str(tekst or "").split())
