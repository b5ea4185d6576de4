"""Read the definitions from their folders; a fault names the file and the field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from kompas.base import RefusedError, Registry
from kompas.data.definities.modellen import (
    Bron,
    Definitie,
    Herindeling,
    IndicatorDefinitie,
    Reeksbreuk,
    Soort,
    Soortenlijst,
)

M = TypeVar("M", bound=Definitie)

_BERICHTEN = {
    "extra_forbidden": "dit veld bestaat niet",
    "missing": "dit veld ontbreekt",
    "string_pattern_mismatch": "heeft niet de juiste vorm",
    "literal_error": "is geen van de toegestane waarden",
    "string_type": "moet tekst zijn (zet aanhalingstekens om de waarde)",
    "int_parsing": "moet een heel getal zijn",
}


class DefinitieError(RefusedError, ValueError):
    """A definition that cannot be used; the text names file and field, in Dutch."""


@dataclass(frozen=True)
class Definities:
    """Everything that policy people define, by key."""

    bronnen: Registry[Bron]
    indicatoren: Registry[IndicatorDefinitie]
    soortenlijsten: Registry[Soortenlijst]
    herindelingen: tuple[Herindeling, ...]
    reeksbreuken: tuple[Reeksbreuk, ...]

    def soort(self, bron: str, code: str) -> Soort | None:
        """The member of the code list of a source, if the source has one."""
        return self._soorten.get((bron, code))

    def bron_van_tabel(self, tabel: str) -> Bron | None:
        return next((bron for bron in self.bronnen if tabel in bron.tabellen), None)

    @cached_property
    def _soorten(self) -> dict[tuple[str, str], Soort]:
        return {
            (bron.key, soort.code): soort
            for bron in self.bronnen
            if bron.soorten
            for soort in self.soortenlijsten[bron.soorten].soorten
        }


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
        herindelingen=tuple(_lijst(Herindeling, alle, "herindelingen.yaml", "herindelingen")),
        reeksbreuken=tuple(_lijst(Reeksbreuk, alle, "reeksbreuken.yaml", "reeksbreuken")),
    )
    _verwijzingen_kloppen(definities)
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


def uitleg(detail: dict[str, Any]) -> str:
    """What is wrong with one field, in Dutch; `detail` is an entry of `ValidationError.errors()`."""
    veld = ".".join(str(stap) for stap in detail["loc"])
    bericht = _BERICHTEN.get(detail["type"], detail["msg"].removeprefix("Value error, "))
    if detail["type"] == "literal_error":
        bericht += f" ({detail['ctx']['expected'].replace(' or ', ' of ')})"
    return f"veld {veld}: {bericht}" if veld else bericht


def lees_yaml(pad: Path) -> object:
    """Parse a YAML file safely; a fault names file and line."""
    try:
        return yaml.safe_load(pad.read_text("utf-8"))
    except UnicodeDecodeError:
        raise DefinitieError(f"{pad}: geen UTF-8-tekst; sla het bestand op als UTF-8") from None
    except yaml.MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else "?"
        raise DefinitieError(f"{pad}: regel {regel} is geen geldige YAML") from None


def _verwijzingen_kloppen(definities: Definities) -> None:
    """Every key that a definition names must exist, and no indicator may lead back to itself."""
    for bron in definities.bronnen:
        if bron.soorten and bron.soorten not in definities.soortenlijsten:
            raise DefinitieError(f"bron {bron.key}, veld soorten: {bron.soorten} bestaat niet")
    for indicator in definities.indicatoren:
        _indicator_klopt(indicator, definities)
        _geen_kring(indicator.key, definities, ())
    for breuk in definities.reeksbreuken:
        if breuk.bron and breuk.bron not in definities.bronnen:
            raise DefinitieError(f"reeksbreuken.yaml: bron {breuk.bron} bestaat niet")
        if breuk.indicator and breuk.indicator not in definities.indicatoren:
            raise DefinitieError(f"reeksbreuken.yaml: indicator {breuk.indicator} bestaat niet")


def _indicator_klopt(indicator: IndicatorDefinitie, definities: Definities) -> None:
    for naam, deel in indicator.delen.items():
        bron = definities.bronnen.get(deel.bron or indicator.bron)
        if bron is None:
            raise DefinitieError(f"indicator {indicator.key}, bron: {deel.bron or indicator.bron} bestaat niet")
        if deel.indicator and deel.indicator not in definities.indicatoren:
            raise DefinitieError(f"indicator {indicator.key}, deel {naam}: indicator {deel.indicator} bestaat niet")
        if deel.code and bron.soorten and definities.soort(bron.key, deel.code) is None:
            raise DefinitieError(
                f"indicator {indicator.key}, deel {naam}: code {deel.code} staat niet in {bron.soorten}"
            )
    if indicator.noemer and indicator.noemer not in definities.indicatoren:
        raise DefinitieError(f"indicator {indicator.key}, noemer: indicator {indicator.noemer} bestaat niet")


def _geen_kring(key: str, definities: Definities, pad: tuple[str, ...]) -> None:
    if key in pad:
        raise DefinitieError(f"indicator {key} verwijst naar zichzelf: {' → '.join((*pad, key))}")
    indicator = definities.indicatoren[key]
    verder = [deel.indicator for deel in indicator.delen.values() if deel.indicator]
    for volgende in (*verder, *([indicator.noemer] if indicator.noemer else [])):
        _geen_kring(volgende, definities, (*pad, key))
