"""Fetch one table: ask, check, keep; resumable at any moment, and always of one version of the table."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kompas.base import RefusedError
from kompas.data.definities.tabellen import Tabelvorm
from kompas.data.levering import LEVERINGBESTAND, Levering
from kompas.data.sources.ophalen.adressen import Bronadressen
from kompas.data.sources.ophalen.beschrijving import Beschrijving, Gebiedskeuze, beschrijf, haal_versie, tabelpad
from kompas.data.sources.ophalen.delen import is_heel
from kompas.data.sources.ophalen.plan import Groep, gelijk, maak_plan
from kompas.data.sources.ophalen.staat import Staat
from kompas.data.sources.ophalen.uitvoering import Uitvoering
from kompas.data.sources.ophalen.verbinding import Beleid, BronError, Verbinding
from kompas.data.sources.ophalen.voortgang import Meld, Voortgang

MAX_VERBINDINGEN = 16
_VERSIES = 3
_TUSSENDOOR = 120.0


class AndereVersieError(Exception):
    """The table changed while it was fetched."""


@dataclass(frozen=True, slots=True)
class Ophaalwijze:
    """How to fetch: where, with how many connections, how patiently, and who hears how far it is."""

    adressen: Bronadressen = field(default_factory=Bronadressen)
    verbindingen: int = 4
    beleid: Beleid = field(default_factory=Beleid)
    meld: Meld = lambda _: None
    klok: Callable[[], datetime] = lambda: datetime.now(UTC)


def haal_tabel(  # noqa: PLR0913 - every choice of the user, by name
    vorm: Tabelvorm,
    keuze: Gebiedskeuze,
    map: Path,  # noqa: A002 - the word of the contract
    *,
    adressen: Bronadressen | None = None,
    verbindingen: int = 4,
    voortgang: Callable[[Voortgang], None] = lambda _: None,
    beleid: Beleid | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> Levering:
    """The delivery of one table in `map`; call again with the same folder to go on where it stopped.

    `RefusedError` in Dutch when the source does not give what it should. An exception of `voortgang` stops the fetch
    and comes back; what was fetched stays. `meld` hears in Dutch why nothing comes.
    """
    if not 1 <= verbindingen <= MAX_VERBINDINGEN:
        raise RefusedError(f"{verbindingen} verbindingen kan niet; kies 1 tot en met {MAX_VERBINDINGEN}.")
    wijze = Ophaalwijze(adressen or Bronadressen(), verbindingen, beleid or Beleid(), voortgang)
    stop = threading.Event()
    verbinding = Verbinding(wijze.adressen.voor(vorm.dienst), verbindingen, wijze.beleid, stop, meld)
    try:
        for _ in range(_VERSIES):
            try:
                return _Ophaling(vorm, keuze, Staat(map), wijze, verbinding).haal()
            except AndereVersieError:
                Staat(map).wis()
    finally:
        stop.set()
        verbinding.sluit()
    raise BronError(
        f"Tabel {vorm.tabel} verandert bij de bron terwijl we hem ophalen. Probeer het over een uur opnieuw."
    )


@dataclass
class _Ophaling:
    """One try at one version of a table."""

    vorm: Tabelvorm
    keuze: Gebiedskeuze
    staat: Staat
    wijze: Ophaalwijze
    verbinding: Verbinding
    _bekeken: float = field(init=False, default_factory=time.monotonic)

    def haal(self) -> Levering:
        wat = beschrijf(self.verbinding, self.vorm, self.keuze)
        groepen = maak_plan(wat)
        self.staat.begin(_opdracht(wat, groepen, self.verbinding.basis))
        if (self.staat.map / LEVERINGBESTAND).exists():
            return Levering.lees(self.staat.map)
        werk = Uitvoering(wat, groepen, self.staat, self.verbinding, self.wijze.meld)
        werk.voer_uit(tussendoor=lambda: self.kijk_tussendoor(wat))
        self.controleer_versie(wat)
        levering = _levering(wat, self.staat.map, self.wijze.klok(), self.verbinding.basis)
        levering.schrijf()
        return levering

    def controleer_versie(self, wat: Beschrijving) -> None:
        """Never mix two versions: what came in belongs to `gewijzigd` only if the table still says so."""
        gewijzigd, _ = haal_versie(self.verbinding, self.vorm)
        self._bekeken = time.monotonic()
        if gewijzigd != wat.gewijzigd:
            raise AndereVersieError

    def kijk_tussendoor(self, wat: Beschrijving) -> None:
        """In a long fetch it is a pity to find out at the end."""
        if time.monotonic() - self._bekeken > _TUSSENDOOR:
            self.controleer_versie(wat)


def _opdracht(wat: Beschrijving, groepen: tuple[Groep, ...], basis: str) -> dict[str, object]:
    """What the pages on disk belong to: this version of this table, asked in these pieces."""
    vraag = repr((wat.vorm.model_dump(mode="json"), wat.assen, wat.vast, wat.maten, wat.volgorde, groepen, basis))
    return {
        "tabel": wat.vorm.tabel,
        "gewijzigd": wat.gewijzigd,
        "vraag": hashlib.sha256(vraag.encode()).hexdigest(),
    }


def _levering(wat: Beschrijving, map_: Path, opgehaald: datetime, basis: str) -> Levering:
    return Levering(
        tabel=wat.vorm.tabel,
        bron=wat.vorm.bron,
        map=map_,
        gebieden=wat.gebieden,
        codes=wat.codes,
        perioden=wat.perioden,
        totaal=wat.totaal,
        gewijzigd=wat.gewijzigd,
        opgehaald=opgehaald,
        indeling=wat.indeling,
        adres=_adres(wat, basis),
        heeft_marges=wat.vorm.marges is not None,
        heel=is_heel(wat),
    )


def _adres(wat: Beschrijving, basis: str) -> str:
    """The request for one row, with area, kind and period left open in their width."""
    gebied, periode = f"{{gebied:<{len(wat.gebied.sleutels[0])}}}", "{periode}"
    delen = [f"{wat.gebied.naam} eq '{gebied}'"]
    if wat.soort.naam and not wat.vorm.soortcodes:
        delen.append(f"{wat.soort.naam} eq '{{code:<{len(wat.soort.sleutels[0])}}}'")
    if wat.vrij.naam:
        delen.append(f"{wat.vrij.naam} eq '{{code:<{len(wat.vrij.sleutels[0])}}}'")
    if wat.periode.naam:
        delen.append(f"{wat.periode.naam} eq '{periode}'")
    delen += [gelijk(naam, sleutel) for naam, sleutel in wat.vast.items()]
    return f"{basis}/{tabelpad(wat.vorm, 'UntypedDataSet')}?$format=json&$filter={' and '.join(delen)}"
