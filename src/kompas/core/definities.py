"""YAML definitions: the ones that come with the product and those of the municipality, checked while reading."""

from pathlib import Path
from typing import TypeVar

import yaml
from django.conf import settings
from pydantic import BaseModel, ValidationError

import kompas

T = TypeVar("T", bound=BaseModel)
MEEGELEVERD = Path(kompas.__file__).parent / "definities"

_MELDINGEN = {
    "missing": "is verplicht",
    "extra_forbidden": "bestaat niet; controleer de spelling",
    "string_type": "moet tekst zijn (zet een getal tussen aanhalingstekens)",
    "int_type": "moet een heel getal zijn",
    "int_parsing": "moet een heel getal zijn",
    "decimal_parsing": "moet een getal zijn",
    "decimal_type": "moet een getal zijn",
    "bool_parsing": "moet true of false zijn",
    "date_from_datetime_parsing": "moet een datum zijn, zoals 2021-01-06",
    "string_too_short": "mag niet leeg zijn",
    "too_short": "heeft te weinig onderdelen",
}


class DefinitieFout(ValueError):  # noqa: N818  (Dutch word for the error that a policy adviser reads)
    """A definition file that cannot be used: names the file and the field, in Dutch."""


def mappen(soort: str) -> tuple[Path, ...]:
    """The folders with definitions of one kind; a later folder wins."""
    return tuple(map_ / soort for map_ in (MEEGELEVERD, *settings.KOMPAS_DEFINITIES))


def bestanden(soort: str) -> dict[str, Path]:
    """Definition files by name without extension; the municipality's file replaces ours of the same name."""
    gevonden = {pad.stem: pad for map_ in mappen(soort) if map_.is_dir() for pad in sorted(map_.glob("*.yaml"))}
    return dict(sorted(gevonden.items()))


def lees(pad: Path, model: type[T]) -> T:
    """Read and check one file; `DefinitieFout` names the file and every field that is wrong."""
    try:
        inhoud = yaml.load(pad.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  (a safe loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise DefinitieFout(f"{pad}: dit bestand is niet te lezen als YAML: {_kort(fout)}") from fout
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        regels = "; ".join(_melding(deel["loc"], deel["type"], deel["msg"]) for deel in fout.errors())
        raise DefinitieFout(f"{pad}: {regels}") from fout


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _kort(fout: Exception) -> str:
    plek = getattr(fout, "problem_mark", None)
    if plek is None:
        return str(fout)
    return f"fout op regel {plek.line + 1}, positie {plek.column + 1}"


def _melding(plek: tuple[int | str, ...], soort: str, tekst: str) -> str:
    veld = ".".join(str(deel + 1) if isinstance(deel, int) else deel for deel in plek) or "het bestand"
    if soort == "value_error":
        return f"veld {veld}: {tekst.removeprefix('Value error, ')}"
    return f"veld {veld} {_MELDINGEN.get(soort, 'heeft een waarde die niet mag')}"
