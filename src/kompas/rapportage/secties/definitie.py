"""The definition of a report: which sections in which order, and its fixed texts. Content for policy people."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from kompas.data.definities import DefinitieError, meegeleverde_map
from kompas.data.definities.laden import lees_yaml
from kompas.data.definities.modellen import Definitie, Sleutel


class Uitleg(Definitie):
    """A short text with its own heading."""

    kop: str = Field(min_length=1, max_length=200)
    tekst: str = Field(min_length=1)


class Rapportdefinitie(Definitie):
    key: Sleutel
    titel: str = Field(min_length=1, max_length=200)
    secties: tuple[Sleutel, ...] = Field(min_length=1)
    leeswijzer: str = ""
    voorbeeld: str = ""
    methoden: tuple[Uitleg, ...] = ()


def laad_rapportdefinitie(key: str, *mappen: Path) -> Rapportdefinitie:
    """The definition that comes with the product, or the one in the last given folder that has it."""
    return _laad(key, tuple(mappen))


@lru_cache(maxsize=16)
def _laad(key: str, mappen: tuple[Path, ...]) -> Rapportdefinitie:
    paden = [map_ / "rapporten" / f"{key}.yaml" for map_ in (meegeleverde_map(), *mappen)]
    pad = next((pad for pad in reversed(paden) if pad.is_file()), None)
    if pad is None:
        raise DefinitieError(f"er is geen rapport {key!r} (gezocht: {paden[-1]})")
    try:
        definitie = Rapportdefinitie.model_validate(lees_yaml(pad))
    except ValidationError as fout:
        eerste = fout.errors()[0]
        veld = ".".join(str(stap) for stap in eerste["loc"])
        raise DefinitieError(f"{pad}: veld {veld}: {eerste['msg']}") from None
    if definitie.key != key:
        raise DefinitieError(f"{pad}: veld key: verwacht {key!r}, net als de naam van het bestand")
    return definitie
