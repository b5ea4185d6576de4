"""Reads of the import page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kompas.analyse.access import zichtbare_aanleveringen
from kompas.analyse.models import Aanlevering
from kompas.base import Periode, kort
from kompas.core.access import Persoon
from kompas.core.models import Gemeente

GETOOND = 25


@dataclass(frozen=True, slots=True)
class Regel:
    """One figure that a file would add or change, in words; `oud` is empty for a new one."""

    wat: str
    gebied: str
    periode: str
    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True)
class Bestandsvoorbeeld:
    """One file of a preview as the page shows it."""

    naam: str
    herkend_als: str
    tabellen: tuple[str, ...]
    gelezen: int
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    namen: int
    aantal_afgekeurd: int
    afgekeurd: tuple[Mapping[str, Any], ...]
    opmerkingen: tuple[str, ...]
    nieuwe: tuple[Regel, ...]
    wijzigingen: tuple[Regel, ...]

    @property
    def meer_nieuw(self) -> int:
        """How many new figures are not shown."""
        return self.nieuw - len(self.nieuwe)

    @property
    def meer_gewijzigd(self) -> int:
        return self.gewijzigd - len(self.wijzigingen)

    @property
    def meer_afgekeurd(self) -> int:
        return self.aantal_afgekeurd - len(self.afgekeurd)


def aanlevering_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Aanlevering | None:
    return zichtbare_aanleveringen(gemeente, persoon).select_related("door", "besloten_door").filter(pk=pk).first()


def aanleveringen_van(gemeente: Gemeente, persoon: Persoon) -> list[Aanlevering]:
    """The newest first."""
    return list(zichtbare_aanleveringen(gemeente, persoon).select_related("door")[:GETOOND])


def bestandsvoorbeelden(aanlevering: Aanlevering, gebieden: Mapping[str, str]) -> tuple[Bestandsvoorbeeld, ...]:
    """What each file would change; `gebieden` is code and name of the areas that are known."""
    return tuple(_voorbeeld(bestand, gebieden) for bestand in aanlevering.verslag.get("bestanden", []))


def _voorbeeld(ruw: Mapping[str, Any], gebieden: Mapping[str, str]) -> Bestandsvoorbeeld:
    return Bestandsvoorbeeld(
        naam=ruw["naam"],
        herkend_als=ruw["herkend_als"],
        tabellen=tuple(ruw["tabellen"]),
        gelezen=ruw["gelezen"],
        nieuw=ruw["nieuw"],
        gewijzigd=ruw["gewijzigd"],
        ongewijzigd=ruw["ongewijzigd"],
        namen=ruw["namen"],
        aantal_afgekeurd=ruw["aantal_afgekeurd"],
        afgekeurd=tuple(ruw["afgekeurd"]),
        opmerkingen=tuple(ruw["opmerkingen"]),
        nieuwe=tuple(_regel(rij, gebieden) for rij in ruw.get("nieuwe", ())),
        wijzigingen=tuple(_regel(rij, gebieden) for rij in ruw["wijzigingen"]),
    )


def _regel(rij: Mapping[str, Any], gebieden: Mapping[str, str]) -> Regel:
    code, gebied = str(rij["code"]), str(rij["gebied"])
    return Regel(
        wat=f"{rij['tabel']}, {code}" if rij["tabel"] else code,
        gebied=f"{gebieden[gebied]} ({gebied})" if gebied in gebieden else gebied,
        periode=_periode(str(rij["periode"])),
        oud=_getal(rij["oud"]) if "oud" in rij else "",
        nieuw=_getal(rij["nieuw"] if "nieuw" in rij else rij["waarde"]),
    )


def _periode(code: str) -> str:
    try:
        return Periode.lees(code).label
    except ValueError:
        return code


def _getal(getal: float | None) -> str:
    return "geen cijfer" if getal is None else kort(getal)
