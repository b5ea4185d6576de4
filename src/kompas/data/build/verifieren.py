"""Make a build again from what was kept of its raw files, and compare."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kompas.base import RefusedError
from kompas.data.build.inlezen import Opgave, lees_bestanden
from kompas.data.build.leveringen import neem_leveringen
from kompas.data.build.opslag import Manifest, Opslag
from kompas.data.build.ruw import beschadigd_ruw, bewaard_bestand, bewaarde_levering
from kompas.data.definities import Definities


@dataclass(frozen=True, slots=True)
class Verificatie:
    """`beschadigd`: files, kept inputs too, that are gone or changed since they were written.

    `afwijkend`: tables that came out different.

    `niet_nagerekend`: why the build could not be made again, or "".
    """

    build_id: str
    beschadigd: tuple[str, ...]
    afwijkend: tuple[str, ...]
    niet_nagerekend: str

    @property
    def klopt(self) -> bool:
        """Nothing is wrong, as far as could be seen."""
        return not (self.beschadigd or self.afwijkend)


def verifieer(
    map_: Path, build_id: str | None = None, *, definities: Definities | None = None, narekenen: bool = True
) -> Verificatie:
    """Compare the files of a build (the active one) with their hashes, and make it again from the raw files."""
    opslag = Opslag(Path(map_))
    build_id = build_id or opslag.actief
    if not build_id:
        raise RefusedError("Er zijn nog geen cijfers ingelezen. Lees ze in met kompas cijfers lees of haal.")
    manifest = opslag.manifest(build_id)
    ruw = beschadigd_ruw(opslag, manifest.ruw)
    beschadigd = (*opslag.beschadigd(build_id), *ruw)
    if ruw:
        return Verificatie(build_id, beschadigd, (), "niet alle ruwe bestanden zijn nog heel")
    if not narekenen:
        return Verificatie(build_id, beschadigd, (), "niet gevraagd")
    try:
        afwijkend = _reken_na(opslag, manifest, definities)
    except RefusedError as fout:
        return Verificatie(build_id, beschadigd, (), str(fout))
    return Verificatie(build_id, beschadigd, afwijkend, "")


def _reken_na(opslag: Opslag, manifest: Manifest, definities: Definities | None) -> tuple[str, ...]:
    """The tables that come out different when every step is done again."""
    if not manifest.stappen or any(stap["soort"] == "build" for stap in manifest.stappen):
        raise RefusedError("deze cijfers zijn ingelezen toen ruwe bestanden nog niet werden bewaard")
    with TemporaryDirectory(dir=opslag.map, prefix="proef-") as tijdelijk:
        kopie = Opslag(Path(tijdelijk) / "cijfers")
        for nummer, stap in enumerate(manifest.stappen):
            _doe(opslag, kopie, stap, Path(tijdelijk) / str(nummer), definities)
        opnieuw = kopie.manifest(kopie.actief)
    paren = [(manifest.inhoud, opnieuw.inhoud), (manifest.kubussen, opnieuw.kubussen)]
    return tuple(
        naam for een, twee in paren for naam in sorted(een.keys() | twee.keys()) if een.get(naam) != twee.get(naam)
    )


def _doe(opslag: Opslag, kopie: Opslag, stap: dict[str, Any], map_: Path, definities: Definities | None) -> None:
    moment = datetime.fromisoformat(stap["moment"])
    if stap["soort"] == "leveringen":
        neem_leveringen(kopie.map, [bewaarde_levering(opslag, naam) for naam in stap["ruw"]], klok=lambda: moment)
        return
    paden = _onder_eigen_naam(opslag, stap["ruw"], stap["namen"], map_)
    lees_bestanden(kopie.map, paden, definities=definities, opgave=Opgave.uit(stap["opgave"]), klok=lambda: moment)


def _onder_eigen_naam(opslag: Opslag, ruw: Sequence[str], namen: Sequence[str], map_: Path) -> list[Path]:
    """The kept files under the names they had: a name may tell which table it is."""
    paden: list[Path] = []
    for bewaard, naam in zip(ruw, namen, strict=True):
        # In one folder, where a description lies beside its table; two of one name do not fit in it.
        pad = next(pad for nummer in count() if (pad := map_ / str(nummer) / naam) not in paden)
        pad.parent.mkdir(parents=True, exist_ok=True)
        bron = bewaard_bestand(opslag, bewaard)
        with suppress(OSError):
            os.link(bron, pad)
        if not pad.is_file():
            shutil.copyfile(bron, pad)
        paden.append(pad)
    return paden
