"""Codes that people fill in by hand: what they mean, and which values cannot be."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from kompas.data.definities.laden import lees_items, meegeleverde_map
from kompas.data.definities.modellen import Definitie, Regel, Sleutel
from kompas.data.definities.verzameling import Definities


class Sjablooncode(Definitie):
    """One code of a template; a value above `hoogstens` is probably in another unit."""

    code: Regel
    titel: Regel
    eenheid: str = ""
    hoogstens: float | None = Field(None, gt=0)
    let_op: str = ""


class Sjabloon(Definitie):
    """The codes of a source that has no code list of its own."""

    key: Sleutel
    bron: Sleutel
    tabel: Regel
    codes: tuple[Sjablooncode, ...] = Field(min_length=1)


@lru_cache(maxsize=4)
def laad_sjablonen(*mappen: Path) -> Mapping[str, Sjabloon]:
    """Every template by its source."""
    gevonden: dict[str, Sjabloon] = {}
    for map_ in (meegeleverde_map(), *mappen):
        if (pad := map_ / "sjablonen.yaml").is_file():
            gevonden |= {sjabloon.bron: sjabloon for sjabloon in lees_items(Sjabloon, pad, "sjablonen")}
    return MappingProxyType(gevonden)


def keur_waarde(bron: str, code: str, waarde: float | None) -> None:
    """`ValueError` when a figure cannot be: 176 per 1.000 is 176 per 10.000."""
    sjabloon = laad_sjablonen().get(bron)
    wat = next((deel for deel in sjabloon.codes if deel.code == code), None) if sjabloon else None
    if wat and wat.hoogstens is not None and waarde is not None and waarde > wat.hoogstens:
        raise ValueError(
            f"{waarde:g} kan niet voor {code} ({wat.eenheid}, hoogstens {wat.hoogstens:g}). {wat.let_op}".strip()
        )


def codes_van(definities: Definities, bron: str) -> tuple[Sjablooncode, ...]:
    """The codes to offer in a template: those of the template, of the code list, or that indicators use."""
    if (sjabloon := laad_sjablonen().get(bron)) is not None:
        return sjabloon.codes
    lijst = definities.bronnen[bron].soorten
    if lijst:
        return tuple(
            Sjablooncode(code=soort.code, titel=soort.titel, eenheid="aantal")
            for soort in definities.soortenlijsten[lijst].soorten
        )
    return tuple(_uniek(_gebruikt(definities, bron)))


def _gebruikt(definities: Definities, bron: str) -> Iterator[Sjablooncode]:
    for indicator in definities.indicatoren:
        for deel in indicator.delen.values():
            if deel.code and (deel.bron or indicator.bron) == bron:
                yield Sjablooncode(code=deel.code, titel=deel.titel or indicator.titel, eenheid=indicator.eenheid)


def _uniek(codes: Iterable[Sjablooncode]) -> Iterable[Sjablooncode]:
    return {code.code: code for code in codes}.values()
