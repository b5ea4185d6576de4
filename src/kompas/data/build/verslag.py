"""What happened while reading files, for people."""

from dataclasses import dataclass

from kompas.data.feiten import Afgekeurd

MAX_GENOEMD = 20


@dataclass(frozen=True, slots=True)
class Gewijzigd:
    """A figure that the source revised."""

    tabel: str
    code: str
    gebied: str
    periode: str
    oud: float | None
    nieuw: float | None


@dataclass(frozen=True, slots=True)
class Nieuw:
    """A figure that was not there yet."""

    tabel: str
    code: str
    gebied: str
    periode: str
    waarde: float | None


@dataclass(frozen=True, slots=True)
class Bestandsverslag:
    """One file or fetched table; `afgekeurd`, `wijzigingen` and `nieuwe` hold the first twenty.

    `gemeenten`: codes of the municipalities of which (or of whose parts) figures are added or changed; of a file only.
    `historie`: rows that are older than what was known and differ from it; they only tell what was known then.
    """

    naam: str
    herkend_als: str
    tabellen: tuple[str, ...]
    gelezen: int
    aantal_afgekeurd: int
    afgekeurd: tuple[Afgekeurd, ...]
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    wijzigingen: tuple[Gewijzigd, ...] = ()
    namen: int = 0
    opmerkingen: tuple[str, ...] = ()
    historie: int = 0
    nieuwe: tuple[Nieuw, ...] = ()
    gemeenten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inleesverslag:
    """All files of one command, and the build that came out; `is_nieuw` is False when nothing changed.

    `proef`: nothing was stored; `build_id` is what would have come out.
    """

    build_id: str
    vorige_build: str
    is_nieuw: bool
    bestanden: tuple[Bestandsverslag, ...]
    aantal_feiten: int
    proef: bool = False

    @property
    def nieuw(self) -> int:
        return sum(bestand.nieuw for bestand in self.bestanden)

    @property
    def gewijzigd(self) -> int:
        return sum(bestand.gewijzigd for bestand in self.bestanden)
