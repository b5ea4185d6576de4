"""In which larger areas a municipality lies: police unit, safety region, province, GGD region, per year of boundaries.

`groepen/<jaar>-<hash>.json` in the folder with figures; the newest year counts unless another is asked for.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from kompas.base import RefusedError
from kompas.data.schrijven import schrijf_zeker

GROEPEN = "groepen"
SOORTEN: Mapping[str, str] = {
    "RE": "politie-eenheid", "VR": "veiligheidsregio", "PV": "provincie", "GG": "GGD-regio", "LD": "landsdeel",
}  # fmt: skip
_NAAM = re.compile(r"(?P<jaar>\d{4})-[0-9a-f]{16}\.json")


@dataclass(frozen=True, slots=True)
class Groep:
    """A larger area with the municipalities in it."""

    key: str
    titel: str
    soort: str
    leden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indeling:
    """All groups of one year, and from which table they came."""

    jaar: int
    tabel: str
    groepen: tuple[Groep, ...]

    def van(self, gemeente: str) -> tuple[Groep, ...]:
        """The groups in which a municipality lies, in the order of SOORTEN."""
        volgorde = list(SOORTEN)
        eigen = [groep for groep in self.groepen if gemeente in groep.leden]
        return tuple(sorted(eigen, key=lambda groep: (volgorde.index(groep.soort), groep.key)))


def groepen_van(map_: Path, gemeente: str, jaar: int | None = None) -> tuple[Groep, ...]:
    """The groups of a municipality; nothing when no area table was fetched."""
    indeling = open_indeling(map_, jaar)
    return indeling.van(gemeente) if indeling else ()


def open_indeling(map_: Path, jaar: int | None = None) -> Indeling | None:
    """The newest division that is not of later than `jaar`, else the oldest there is; None without any."""
    gevonden = sorted(
        (int(naam["jaar"]), pad.stat().st_mtime_ns, pad)
        for pad in (map_ / GROEPEN).glob("*.json")
        if (naam := _NAAM.fullmatch(pad.name))
    )
    if not gevonden:
        return None
    tot_dan = [deel for deel in gevonden if jaar is None or deel[0] <= jaar]
    _, gewijzigd, pad = tot_dan[-1] if tot_dan else gevonden[0]
    return _lees(pad, gewijzigd)


def bewaar_indeling(map_: Path, indeling: Indeling) -> Path:
    """Keep a division; the same contents give the same file."""
    velden = {**asdict(indeling), "groepen": [asdict(groep) for groep in _op_volgorde(indeling.groepen)]}
    tekst = json.dumps(velden, ensure_ascii=False, sort_keys=True, indent=1)
    pad = map_ / GROEPEN / f"{indeling.jaar}-{sha256(tekst.encode()).hexdigest()[:16]}.json"
    pad.parent.mkdir(parents=True, exist_ok=True)
    if not pad.exists():
        schrijf_zeker(pad, tekst)
    return pad


def _op_volgorde(groepen: Iterable[Groep]) -> list[Groep]:
    return sorted(groepen, key=lambda groep: groep.key)


@lru_cache(maxsize=8)
def _lees(pad: Path, _gewijzigd: int) -> Indeling:
    try:
        velden = json.loads(pad.read_text("utf-8"))
        groepen = tuple(Groep(**{**groep, "leden": tuple(groep["leden"])}) for groep in velden.pop("groepen"))
        return Indeling(**velden, groepen=groepen)
    except (ValueError, TypeError, KeyError):
        raise RefusedError(f"{pad}: deze indeling is beschadigd. Haal de gebieden opnieuw op.") from None
