"""YAML definitions of the Django side: the ones that come with the product and those of the municipality."""

from pathlib import Path
from typing import TypeVar

from django.conf import settings
from pydantic import BaseModel, ValidationError

from kompas.data.definities import DefinitieError, meegeleverde_map
from kompas.data.definities.controle import uitleg
from kompas.data.definities.laden import lees_yaml

T = TypeVar("T", bound=BaseModel)


def mappen(soort: str) -> tuple[Path, ...]:
    """The folders with definitions of one kind; a later folder wins."""
    return tuple(map_ / soort for map_ in (meegeleverde_map(), *settings.KOMPAS_DEFINITIES))


def bestanden(soort: str) -> dict[str, Path]:
    """Definition files by name without extension; the municipality's file replaces ours of the same name."""
    gevonden = {pad.stem: pad for map_ in mappen(soort) for pad in sorted(map_.glob("*.yaml"))}
    return dict(sorted(gevonden.items()))


def lees(pad: Path, model: type[T]) -> T:
    """Read and check one file; `DefinitieError` names the file and every field that is wrong."""
    try:
        return model.model_validate(lees_yaml(pad))
    except ValidationError as fout:
        raise DefinitieError("\n".join(f"{pad}: {uitleg(dict(detail))}" for detail in fout.errors())) from None
