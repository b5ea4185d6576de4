"""From "the police figures of Katwijk" to figures in use: fetch every table of a bundle, then make one build."""

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from kompas.base import BezetError, RefusedError
from kompas.data.build import Inleesverslag, neem_leveringen
from kompas.data.build.opslag import geef_slot, neem_slot
from kompas.data.build.schijf import let_op_schijf
from kompas.data.definities import laad_definities
from kompas.data.definities.tabellen import Tabelvorm, laad_tabelvormen
from kompas.data.levering import Levering
from kompas.data.sources.gebieden import haal_indelingen
from kompas.data.sources.grenzen import haal_grenzen
from kompas.data.sources.leefbaarheid import haal_leefbaarheid
from kompas.data.sources.ongevallen import haal_ongevallen
from kompas.data.sources.ophalen import Beleid, Bronadressen, Gebiedskeuze, Verbinding, Voortgang, haal_tabel
from kompas.data.sources.ophalen.beschrijving import haal_lijst
from kompas.data.sources.ophalen.verbinding import BronError

GEBIEDEN, VERKEER, LEEFBAARHEID, ALLES = "gebieden", "verkeer", "leefbaarheid", "alles"
_ZONDER_BUNDEL = {"plaatsen"}  # only by number: a table of the whole country that says nothing about areas of ours
_NAMENTABEL = "47021NED"
_GEEN_GEMEENTE = {"GM0998", "GM0999"}  # abroad, and what cannot be placed
_OUD = 45 * 24 * 3600.0  # seconds; the police figures change every month
_GEMEENTE = re.compile(r"GM\d{4}")


@dataclass(frozen=True, slots=True)
class Haalwijze:
    """Where and how to fetch, and who hears how far it is."""

    adressen: Bronadressen = field(default_factory=Bronadressen)
    verbindingen: int = 4
    beleid: Beleid = field(default_factory=Beleid)
    voortgang: Callable[[Voortgang], None] = lambda _: None
    meld: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Haalverslag:
    """What was fetched; `verslag` is None when there were only maps. `mislukt`: what did not come, and why in Dutch."""

    verslag: Inleesverslag | None
    gehaald: tuple[str, ...]
    rijen: int
    mislukt: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stap:
    """One thing to fetch, from one service: gives a delivery, or None when it keeps what it fetched itself."""

    naam: str
    doe: Callable[[Path, Callable[[Voortgang], None]], Levering | None]
    dienst: str


def bundels(*definitiemappen: Path) -> tuple[str, ...]:
    """What can be fetched at once."""
    van_tabellen = {vorm.bundel for vorm in laad_tabelvormen(*definitiemappen).values()} - _ZONDER_BUNDEL
    return (*sorted(van_tabellen), VERKEER, LEEFBAARHEID, GEBIEDEN, ALLES)


def haal(  # noqa: PLR0913 - every choice of the user, by name
    map_: Path,
    wat: str,
    gemeenten: Sequence[str] = (),
    *,
    tabellen: Sequence[str] = (),
    landelijk: bool = False,
    opdracht: str = "",
    definitiemappen: Sequence[Path] = (),
    wijze: Haalwijze | None = None,
) -> Haalverslag:
    """Fetch a bundle (or the tables named) for municipalities and put it in use.

    The same assignment again goes on where it stopped. A table that fails does not keep the others back; when all
    fail, `RefusedError`. An exception of `wijze.voortgang` stops the work; what was fetched stays for the next time.
    """
    if not gemeenten and not landelijk:
        raise RefusedError("Geef een gemeente, of vraag alles landelijk op.")
    wijze = wijze or Haalwijze()
    keuze = Gebiedskeuze(_met_voorgangers(gemeenten, definitiemappen), landelijk)
    stappen = _stappen(Path(map_), wat, tabellen, keuze, tuple(definitiemappen), wijze)
    naam = opdracht or _naam(wat, tabellen, keuze)
    werk = Path(map_) / "ophalen" / naam
    with let_op_schijf(Path(map_)), _enige(Path(map_) / "ophalen"):
        _ruim_oude(werk)
        werk.mkdir(parents=True, exist_ok=True)
        gehaald, mislukt = _haal_alles(stappen, werk, wijze)
        leveringen = [levering for _, levering in gehaald if levering is not None]
        verslag = neem_leveringen(Path(map_), leveringen, voortgang=wijze.meld) if leveringen else None
        if not mislukt:  # otherwise what came stays too: the next time only what failed is asked
            shutil.rmtree(werk, ignore_errors=True)
    namen = tuple(stap.naam for stap, _ in gehaald)
    return Haalverslag(verslag, namen, sum(levering.aantal for levering in leveringen), tuple(mislukt))


def vind_gemeente(tekst: str, *, adressen: Bronadressen | None = None, beleid: Beleid | None = None) -> tuple[str, str]:
    """Code and name of a municipality by either, asked of the service; `RefusedError` when it is not there."""
    gemeenten = lijst_gemeenten(adressen=adressen, beleid=beleid)
    zoek = tekst.strip().casefold()
    gevonden = [(code, naam) for code, naam in gemeenten.items() if zoek in {code.casefold(), naam.casefold()}]
    if len(gevonden) == 1:
        return gevonden[0]
    lijkt_op = [naam for naam in gemeenten.values() if zoek and zoek in naam.casefold()][:8]
    lijkt_op = lijkt_op or _lijkt_op(tekst, gemeenten.values())
    bedoeld = f" Bedoelt u {', '.join(lijkt_op)}?" if lijkt_op else " Controleer de naam, of geef de code (GM0537)."
    raise RefusedError(f"{tekst.strip()!r} is geen gemeente van nu.{bedoeld}")


def lijst_gemeenten(*, adressen: Bronadressen | None = None, beleid: Beleid | None = None) -> dict[str, str]:
    """The municipalities of today by code, as the police table has them."""
    vorm = laad_tabelvormen()[_NAMENTABEL]
    verbinding = Verbinding((adressen or Bronadressen()).voor(vorm.dienst), 1, beleid or Beleid())
    try:
        leden = haal_lijst(verbinding, vorm, vorm.gebied)
    finally:
        verbinding.sluit()
    namen = {str(lid["Key"]).strip(): str(lid.get("Title") or "").strip() for lid in leden}
    return {code: naam for code, naam in namen.items() if _GEMEENTE.fullmatch(code) and code not in _GEEN_GEMEENTE}


def _met_voorgangers(gemeenten: Sequence[str], mappen: Sequence[Path]) -> tuple[str, ...]:
    """Also the municipalities that went into these: denominators of before the merger are theirs."""
    alle = dict.fromkeys(code.strip().upper() for code in gemeenten)
    for herindeling in sorted(laad_definities(*mappen).herindelingen, key=lambda h: h.datum, reverse=True):
        if herindeling.naar in alle:
            alle |= dict.fromkeys(herindeling.van)
    for code in alle:
        if not _GEMEENTE.fullmatch(code):
            raise RefusedError(f"{code!r} is geen code van een gemeente. Een code is bijvoorbeeld GM0537.")
    return tuple(alle)


def _stappen(
    map_: Path, wat: str, tabellen: Sequence[str], keuze: Gebiedskeuze, mappen: tuple[Path, ...], wijze: Haalwijze
) -> list[_Stap]:
    vormen = laad_tabelvormen(*mappen)
    if onbekend := [tabel for tabel in tabellen if tabel not in vormen]:
        raise RefusedError(_onbekend(onbekend[0], bundels(*mappen), sorted(vormen)))
    if not tabellen and wat not in bundels(*mappen):
        raise RefusedError(f"{wat!r} kan niet worden opgehaald. Kies uit: {', '.join(bundels(*mappen))}.")
    gekozen = [vormen[tabel] for tabel in tabellen] or [vorm for vorm in vormen.values() if _hoort_bij(vorm, wat)]
    stappen = [_tabelstap(vorm, keuze, wijze) for vorm in gekozen]
    if not tabellen:
        stappen += _andere_stappen(map_, wat, keuze, wijze)
    return stappen


def _onbekend(tekst: str, namen: Sequence[str], tabellen: Sequence[str]) -> str:
    """Neither a bundle nor a table (a bundle goes alone): what it could have been."""
    if tekst in namen:
        return f"Haal {tekst} apart op, niet samen met iets anders."
    dichtbij = _lijkt_op(tekst, (*namen, *tabellen))
    bedoeld = f" Bedoelt u {', '.join(dichtbij)}?" if dichtbij else ""
    keuze = f"Kies uit {', '.join(namen)}, of geef nummers van tabellen: {', '.join(tabellen)}."
    return f"{tekst!r} kan niet worden opgehaald.{bedoeld} {keuze}"


def _lijkt_op(tekst: str, namen: Iterable[str]) -> list[str]:
    """Names that differ by a slip of the finger."""
    echt = {naam.casefold(): naam for naam in namen}
    return [echt[naam] for naam in get_close_matches(tekst.strip().casefold(), echt, n=3, cutoff=0.75)]


def _hoort_bij(vorm: Tabelvorm, wat: str) -> bool:
    return vorm.bundel == wat or (wat == ALLES and vorm.bundel not in _ZONDER_BUNDEL)


def _tabelstap(vorm: Tabelvorm, keuze: Gebiedskeuze, wijze: Haalwijze) -> _Stap:
    def doe(werk: Path, meld: Callable[[Voortgang], None]) -> Levering:
        return haal_tabel(
            vorm,
            keuze,
            werk,
            adressen=wijze.adressen,
            verbindingen=wijze.verbindingen,
            voortgang=meld,
            beleid=wijze.beleid,
            meld=wijze.meld,
        )

    return _Stap(vorm.tabel, doe, vorm.dienst)


def _andere_stappen(map_: Path, wat: str, keuze: Gebiedskeuze, wijze: Haalwijze) -> Iterator[_Stap]:
    """What is no table of an OData service. Borders first: accidents are points, and the borders say where."""
    gemeenten = () if keuze.landelijk else keuze.gemeenten
    adressen, meld = wijze.adressen, wijze.meld

    def grenzen(_werk: Path, _voortgang: object) -> None:
        haal_grenzen(map_, gemeenten=gemeenten, adressen=adressen, meld=meld)

    def indelingen(_werk: Path, _voortgang: object) -> None:
        haal_indelingen(map_, adressen=adressen, meld=meld)

    def ongevallen(werk: Path, _voortgang: object) -> Levering:
        return haal_ongevallen(map_, werk, gemeenten, adressen=adressen, meld=meld)

    def leefbaarheid(werk: Path, _voortgang: object) -> Levering:
        return haal_leefbaarheid(werk, gemeenten, adressen=adressen, meld=meld)

    if wat in {GEBIEDEN, VERKEER, ALLES}:
        yield _Stap("grenzen", grenzen, "pdok")
    if wat in {GEBIEDEN, ALLES}:
        yield _Stap("indelingen", indelingen, "opendata")
    if wat in {VERKEER, ALLES}:
        yield _Stap("ongevallen", ongevallen, "bron")
    if wat in {LEEFBAARHEID, ALLES}:
        yield _Stap("leefbaarheid", leefbaarheid, "leefbaarometer")


def _haal_alles(
    stappen: Sequence[_Stap], werk: Path, wijze: Haalwijze
) -> tuple[list[tuple[_Stap, Levering | None]], list[tuple[str, str]]]:
    """Every step; what one of them cannot give does not keep the others back, but who is not there is asked once."""
    gehaald: list[tuple[_Stap, Levering | None]] = []
    mislukt: list[tuple[str, str]] = []
    weg: dict[str, str] = {}
    for nummer, stap in enumerate(stappen, start=1):
        if stap.dienst in weg:
            mislukt.append((stap.naam, weg[stap.dienst]))
            continue
        meld = _genummerd(wijze.voortgang, nummer, len(stappen))
        try:
            gehaald.append((stap, stap.doe(werk / stap.naam, meld)))
        except RefusedError as fout:
            mislukt.append((stap.naam, str(fout)))
            if isinstance(fout, BronError) and fout.onbereikbaar:
                weg[stap.dienst] = str(fout)
    if not gehaald:
        raise RefusedError(" ".join(dict.fromkeys(reden for _, reden in mislukt)))
    return gehaald, mislukt


def _ruim_oude(werk: Path) -> None:
    """Half fetches that nobody came back to for so long that the tables have changed since."""
    grens = time.time() - _OUD
    for map_ in werk.parent.iterdir():
        if map_.is_dir() and map_ != werk and max(p.stat().st_mtime for p in (map_, *map_.iterdir())) < grens:
            shutil.rmtree(map_, ignore_errors=True)


def _genummerd(voortgang: Callable[[Voortgang], None], nummer: int, aantal: int) -> Callable[[Voortgang], None]:
    return lambda stand: voortgang(replace(stand, nummer=nummer, aantal=aantal))


def _naam(wat: str, tabellen: Sequence[str], keuze: Gebiedskeuze) -> str:
    """The same question has the same folder, so that asking again goes on where it stopped."""
    vraag = repr((wat, sorted(tabellen), sorted(keuze.gemeenten), keuze.landelijk))
    return f"{'tabellen' if tabellen else wat}-{hashlib.sha256(vraag.encode()).hexdigest()[:12]}"


@contextmanager
def _enige(map_: Path) -> Iterator[None]:
    """One fetch at a time: the sources are public services, and the folder holds what others would throw away."""
    map_.mkdir(parents=True, exist_ok=True)
    with (map_ / "slot").open("a+b") as slot:
        if not neem_slot(slot):
            raise BezetError("Er worden al cijfers opgehaald. Wacht tot dat klaar is en probeer het opnieuw.")
        try:
            yield
        finally:
            geef_slot(slot)
