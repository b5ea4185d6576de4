"""Which areas a question may be about: the municipality, its wijken and buurten, others, groups, the country."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kompas.analyse.rules.klassen import (
    STEDELIJKHEID,
    grootte_tekst,
    grootteklasse,
    zelfde_grootte,
    zelfde_stedelijkheid,
)
from kompas.base import Periode
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.data.groepen import SOORTEN as GROEPSOORTEN
from kompas.data.groepen import Groep, groepen_van
from kompas.data.kaarten import buren, open_kaart
from kompas.data.queries.gebieden import Gebiedskeuze

LAND = "NL"


def eerste_gebieden(definitie: IndicatorDefinitie | None, gemeente: str) -> tuple[str, ...]:
    """What to show first: a count of the country would flatten that of the municipality, a rate or a mark would not."""
    is_aantal = definitie is not None and definitie.soort in {"telling", "stand"} and not definitie.per
    return (gemeente,) if is_aantal else (gemeente, LAND)


SOORTEN = {
    "NL": "Nederland", "LD": "landsdeel", "PV": "provincie", "RE": "politie-eenheid", "PD": "politiedistrict",
    "BT": "basisteam", "GGD": "GGD-regio", "GM": "gemeente", "WK": "wijk", "BU": "buurt",
}  # fmt: skip
VERZAMELINGEN = {
    "wijken": ("WK", "alle wijken"),
    "buurten": ("BU", "alle buurten"),
    "gemeenten": ("GM", "alle gemeenten"),
}
"""Names in an address that stand for many areas: those within the municipality, or all municipalities."""
GROEP = "groep:"
GROOTTE, STEDELIJK = "even-groot", "even-stedelijk"


@dataclass(frozen=True, slots=True)
class Verzameling:
    """A set that can be chosen as a whole: its name in an address, what it is called, how many areas it has."""

    sleutel: str
    titel: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Vergelijkgroep:
    """Municipalities to compare with: the name of the group in an address, what it is called, who is in it."""

    sleutel: str
    titel: str
    leden: tuple[str, ...]


@dataclass(frozen=True)
class Gebieden:
    """The areas of one set of figures, seen from one municipality."""

    cijfers: Cijfers
    gemeente: Gemeente
    map: Path | None = None
    """The folder with figures, for what stands beside them: maps and groups."""

    @cached_property
    def gemeenten(self) -> tuple[Gebiedskeuze, ...]:
        return self.cijfers.gebieden_van("GM")

    @cached_property
    def wijken(self) -> tuple[Gebiedskeuze, ...]:
        return self.cijfers.gebieden_van("WK", self.gemeente.code)

    @cached_property
    def buurten(self) -> tuple[Gebiedskeuze, ...]:
        return self.cijfers.gebieden_van("BU", self.gemeente.code)

    @cached_property
    def groter(self) -> tuple[Gebiedskeuze, ...]:
        """The country and the regions that have figures of their own."""
        soorten = ("NL", "LD", "PV", "RE", "PD", "BT", "GGD")
        return tuple(gebied for soort in soorten for gebied in self.cijfers.gebieden_van(soort))

    @cached_property
    def eigen(self) -> Gebiedskeuze:
        return Gebiedskeuze(self.gemeente.code, self.gemeente.naam, "GM", self.gemeente.code)

    @cached_property
    def bekend(self) -> dict[str, Gebiedskeuze]:
        """Every area that this page knows, by code; the municipality itself is always there."""
        lijsten = (self.groter, self.gemeenten, self.wijken, self.buurten, (self.eigen,))
        return {gebied.code: gebied for lijst in lijsten for gebied in lijst}

    @cached_property
    def verzamelingen(self) -> tuple[Verzameling, ...]:
        """The sets that have any area here."""
        per_soort = {"WK": self.wijken, "BU": self.buurten, "GM": self.gemeenten}
        vast = (Verzameling(sleutel, titel, len(per_soort[soort])) for sleutel, (soort, titel) in VERZAMELINGEN.items())
        groepen = (Verzameling(groep.sleutel, groep.titel, len(groep.leden)) for groep in self.groepen)
        return tuple(verzameling for verzameling in (*vast, *groepen) if verzameling.aantal)

    @cached_property
    def groepen(self) -> tuple[Vergelijkgroep, ...]:
        """The groups of municipalities that this one is in: neighbours, those that look like it, and its regions."""
        return (*self._rondom, *self._gelijkend)

    @cached_property
    def _gelijkend(self) -> tuple[Vergelijkgroep, ...]:
        """Those of the same size and those as urban, by the newest figures of this municipality."""
        inwoners, jaar = self._nieuwste("inwoners")
        stedelijk, van = self._nieuwste("stedelijkheid")
        even_groot = zelfde_grootte(inwoners, self.gemeente.code)
        even_stedelijk = zelfde_stedelijkheid(stedelijk, self.gemeente.code)
        groepen = []
        if even_groot:
            klasse = grootte_tekst(grootteklasse(inwoners[self.gemeente.code]))
            groepen.append(Vergelijkgroep(GROOTTE, f"even grote gemeenten: {klasse} in {jaar}", even_groot))
        if even_stedelijk:
            klasse = STEDELIJKHEID[int(stedelijk[self.gemeente.code])]
            groepen.append(Vergelijkgroep(STEDELIJK, f"even stedelijke gemeenten: {klasse} in {van}", even_stedelijk))
        return tuple(groepen)

    def _nieuwste(self, key: str) -> tuple[dict[str, float], int | None]:
        """The figure of every municipality in the newest year that this one has a figure for, and that year."""
        if key not in self.cijfers.definities.indicatoren:
            return {}, None
        jaar = self.cijfers.laatste_jaar(key, self.gemeente.code)
        if jaar is None:
            return {}, None
        codes = [gebied.code for gebied in self.gemeenten]
        waarden = zip(codes, self.cijfers.vergelijk(key, codes, Periode.jaar(jaar)), strict=True)
        return {code: waarde.getal for code, waarde in waarden if waarde.getal is not None}, jaar

    @cached_property
    def _rondom(self) -> tuple[Vergelijkgroep, ...]:
        """Its neighbours on the map, and the regions of the area tables."""
        if self.map is None:
            return ()
        kaart = open_kaart(self.map, "GM")
        rondom = buren(kaart, self.gemeente.code) if kaart else ()
        omliggend = [Vergelijkgroep("omliggend", "omliggende gemeenten", rondom)] if rondom else []
        regios = (
            Vergelijkgroep(f"{GROEP}{groep.key}", f"gemeenten in {noem_groep(groep)}", groep.leden)
            for groep in groepen_van(self.map, self.gemeente.code)
        )
        return (*omliggend, *regios)

    def zoek(self, tekst: str) -> tuple[Gebiedskeuze, ...]:
        """The areas that a typed name or code may mean: exactly one when it is exact, else those that begin so."""
        plat = tekst.strip().casefold()
        if not plat:
            return ()
        exact = [g for g in self.bekend.values() if plat in (g.code.casefold(), g.naam.casefold(), noem(g).casefold())]
        if exact:
            return tuple(exact)
        return tuple(g for g in self.bekend.values() if g.naam.casefold().startswith(plat))[:20]

    def kies(self, namen: Sequence[str]) -> tuple[tuple[Gebiedskeuze, ...], tuple[str, ...]]:
        """The areas of codes and sets in the order of asking, each once; and the names that mean nothing here."""
        gekozen: dict[str, Gebiedskeuze] = {}
        onbekend = []
        for naam in namen:
            gevonden = tuple(self._van(naam))
            if not gevonden:
                onbekend.append(naam)
            gekozen |= {gebied.code: gebied for gebied in gevonden if gebied.code not in gekozen}
        return tuple(gekozen.values()), tuple(onbekend)

    def _van(self, naam: str) -> Iterator[Gebiedskeuze]:
        if naam in VERZAMELINGEN:
            yield from {"wijken": self.wijken, "buurten": self.buurten, "gemeenten": self.gemeenten}[naam]
        elif naam in self.bekend:
            yield self.bekend[naam]
        else:
            leden = next((groep.leden for groep in self.groepen if groep.sleutel == naam), ())
            yield from (self.bekend[code] for code in leden if code in self.bekend)


def noem(gebied: Gebiedskeuze) -> str:
    """An area by name, with what it is where that is not plain: a wijk and a municipality may share a name."""
    if gebied.soort in ("GM", "NL"):
        return gebied.naam
    soort = SOORTEN.get(gebied.soort, "")
    return gebied.naam if soort and soort in gebied.naam.casefold() else f"{gebied.naam} ({soort or gebied.code})"


def noem_groep(groep: Groep) -> str:
    """A larger area with what it is in words: the area tables put a letter code behind the name, or nothing."""
    naam = groep.titel.removesuffix(f" ({groep.soort})")
    soort = GROEPSOORTEN.get(groep.soort, "")
    begin = soort.partition("-")[0].casefold()
    return naam if not soort or begin in naam.casefold() else f"{soort} {naam}"
