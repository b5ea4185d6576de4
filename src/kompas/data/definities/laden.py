"""Read the definitions from their folders; a fault names the file and the field."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from kompas.base import Registry
from kompas.data.definities.controle import fouten, uitleg
from kompas.data.definities.indicator import IndicatorDefinitie
from kompas.data.definities.modellen import Bron, Definitie, Soortenlijst
from kompas.data.definities.reeksen import Herindeling, Reeksbreuk
from kompas.data.definities.verzameling import DefinitieError, Definities
from kompas.data.definities.woorden import Woorden

M = TypeVar("M", bound=Definitie)


def meegeleverde_map() -> Path:
    """The folder with definitions that comes with the product."""
    return Path(str(files("kompas"))) / "definities"


def laad_definities(*mappen: Path) -> Definities:
    """The definitions that come with the product, completed or replaced by those in the given folders (by key)."""
    return _laad(tuple(Path(map_).resolve() for map_ in mappen))


@lru_cache(maxsize=8)
def _laad(mappen: tuple[Path, ...]) -> Definities:
    alle = (meegeleverde_map(), *mappen)
    definities = Definities(
        bronnen=Registry("bron", *_op_sleutel(Bron, alle, "bronnen", "bronnen")),
        indicatoren=Registry("indicator", *_op_sleutel(IndicatorDefinitie, alle, "indicatoren", "indicatoren")),
        soortenlijsten=Registry("soortenlijst", *_op_sleutel(Soortenlijst, alle, "soorten", "soortenlijsten")),
        # The same day and the same municipality in a later folder: it knows better, for instance which shares.
        herindelingen=tuple(
            {(h.datum, h.naar): h for h in _lijst(Herindeling, alle, "herindelingen.yaml", "herindelingen")}.values()
        ),
        reeksbreuken=tuple(_lijst(Reeksbreuk, alle, "reeksbreuken.yaml", "reeksbreuken")),
        woorden=_woorden(alle),
    )
    if fout := next(fouten(definities), None):
        raise DefinitieError(fout)
    return definities


def _op_sleutel(model: type[M], mappen: tuple[Path, ...], submap: str, veld: str) -> Iterator[M]:
    """All entries of `submap/*.yaml`; a later folder replaces an entry with the same key, one folder never does."""
    gevonden: dict[str, M] = {}
    for map_ in mappen:
        hier: dict[str, Path] = {}
        for pad in sorted((map_ / submap).glob("*.yaml")):
            for item in lees_items(model, pad, veld):
                key = str(getattr(item, "key"))  # noqa: B009 - the type variable cannot promise a key
                if key in hier:
                    raise DefinitieError(f"{pad}: {key} staat ook in {hier[key].name}; laat één van de twee weg")
                hier[key] = pad
                gevonden[key] = item
    yield from gevonden.values()


def _lijst(model: type[M], mappen: tuple[Path, ...], naam: str, veld: str) -> Iterator[M]:
    for map_ in mappen:
        if (map_ / naam).is_file():
            yield from lees_items(model, map_ / naam, veld)


def _woorden(mappen: tuple[Path, ...]) -> Woorden:
    """One set of thresholds: a later folder only says what differs there."""
    samen: dict[str, object] = {}
    for pad in (map_ / "woorden.yaml" for map_ in mappen if (map_ / "woorden.yaml").is_file()):
        ruw = lees_yaml(pad)
        if not isinstance(ruw, Mapping) or set(ruw) != {"woorden"} or not isinstance(ruw["woorden"], Mapping):
            raise DefinitieError(f"{pad}: verwacht één veld 'woorden' met daaronder de drempels")
        samen |= ruw["woorden"]
        _maak(Woorden, samen, pad, "woorden")
    return Woorden.model_validate(samen)


def lees_items(model: type[M], pad: Path, veld: str) -> Iterator[M]:
    """The entries of one file; a fault names the file, the entry and the field."""
    ruw = lees_yaml(pad)
    if not isinstance(ruw, Mapping) or set(ruw) != {veld} or not isinstance(ruw[veld], list):
        raise DefinitieError(f"{pad}: verwacht één veld {veld!r} met een lijst")
    for nummer, item in enumerate(ruw[veld], start=1):
        yield _maak(model, item, pad, f"{veld} {nummer}")


def _maak(model: type[M], item: object, pad: Path, plaats: str) -> M:
    naam = item.get("key") if isinstance(item, Mapping) else None
    try:
        return model.model_validate(item)
    except ValidationError as fout:
        regels = [f"{pad}: {naam or plaats}, {uitleg(dict(detail))}" for detail in fout.errors()]
        raise DefinitieError("\n".join(regels)) from None


def lees_yaml(pad: Path) -> object:
    """Parse a YAML file safely; a fault names file and line."""
    try:
        return yaml.safe_load(pad.read_text("utf-8"))
    except UnicodeDecodeError:
        raise DefinitieError(f"{pad}: geen UTF-8-tekst; sla het bestand op als UTF-8") from None
    except yaml.MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else "?"
        raise DefinitieError(f"{pad}: regel {regel} is geen geldige YAML") from None
