"""The figures as someone may see them: what is not public is a figure without number, with the reason.

Who has a role in a municipality sees its figures, except about sexual offences per buurt, which nobody sees. Everybody
else sees below the municipality calendar years only, and of those what `kompas.data.masker` lets through.
See docs/methoden/openbaarmaking.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde, demand
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Bron, IndicatorDefinitie
from kompas.data.masker import Maskers, gemeente_van, is_buurt, is_zeden, onder_gemeente
from kompas.stats.openbaarmaking import afgerond, bezwaar

DREMPEL: Final = 5
"""Counts below it stay hidden below the municipality, unless an installation chooses otherwise."""

_ZEDEN = "cijfers over zedenmisdrijven worden per buurt nooit getoond"
_INTERN = "deze cijfers zijn alleen te zien voor wie bij de gemeente werkt"
_MAANDEN = "onder de gemeente zijn alleen cijfers over hele kalenderjaren openbaar"
_TERUG = "onder de gemeente is alleen de nieuwste stand openbaar"
_SOORT = "voor dit soort gebied is niet na te gaan of het aantal openbaar kan zijn"


@dataclass(frozen=True, slots=True)
class Openbaarregels:
    """What an installation chooses: the smallest count that is shown below the municipality, and rounding there."""

    drempel: int = DREMPEL
    stap: int = 1

    def __post_init__(self) -> None:
        if (reden := bezwaar(self.drempel, self.stap)) is not None:
            demand(reden)


@dataclass(frozen=True)
class OpenbareCijfers(Cijfers):
    """`Cijfers` of which every answer was judged first.

    `rol_in` are the municipalities (codes) in which the reader has a role; nothing for a visitor.
    """

    rol_in: frozenset[str] = frozenset()
    regels: Openbaarregels = Openbaarregels()

    @classmethod
    def van(cls, cijfers: Cijfers, *, rol_in: frozenset[str], regels: Openbaarregels) -> Self:
        """The same figures for a reader with roles in these municipalities."""
        velden = {veld: getattr(cijfers, veld) for veld in Cijfers.__dataclass_fields__}
        return cls(**velden, rol_in=rol_in, regels=regels)

    def waarde(self, key: str, gebied: str, periode: Periode) -> Waarde:
        return self._toon(self.definitie(key), gebied, super().waarde(key, gebied, periode))

    @cached_property
    def _maskers(self) -> Maskers | None:
        return Maskers(self._store, self.definities, self.regels.drempel) if self._store else None

    @cached_property
    def _interne_titels(self) -> frozenset[str]:
        return frozenset(bron.titel for bron in self.definities.bronnen if bron.openbaarheid == "intern")

    def _toon(self, definitie: IndicatorDefinitie, gebied: str, waarde: Waarde) -> Waarde:
        """The figure, or without number when one of the figures that it was made of is not for this reader."""
        if reden := self._bezwaar(definitie, gebied, waarde):
            return _verborgen(waarde, reden) if waarde.bekend else replace(waarde, herkomst=_kaal(waarde.herkomst))
        if self._is_klein(definitie, gebied):
            return self._rond(_zonder_maanden(waarde), definitie)
        return waarde

    def _bezwaar(self, definitie: IndicatorDefinitie, gebied: str, waarde: Waarde) -> str:
        if not self._heeft_rol(gebied) and self._interne_titels & {blad.herkomst.bron for blad in bladeren(waarde)}:
            return _INTERN
        if not onder_gemeente(gebied):
            return ""
        cellen = [(bron, code) for bron, code in self._cellen(definitie) if bron.openbaarheid in {"klein", "zeden"}]
        if is_buurt(gebied) and cellen and all(is_zeden(bron, code) for bron, code in cellen):
            return _ZEDEN
        if not cellen or self._heeft_rol(gebied):
            return ""
        return self._bezwaar_voor_iedereen(cellen, gebied, waarde)

    def _bezwaar_voor_iedereen(self, cellen: list[tuple[Bron, str]], gebied: str, waarde: Waarde) -> str:
        gemeente = gemeente_van(gebied)
        if not gemeente or self._maskers is None:
            return _SOORT
        if getattr(self, "op_dag", None) is not None:
            return _TERUG
        jaren = _hele_jaren(waarde)
        if not jaren:
            return _MAANDEN
        redenen = (
            self._maskers.van(bron, code, gemeente, jaar).bezwaar(gebied, code)
            for jaar in jaren
            for bron, code in cellen
        )
        return next((reden for reden in redenen if reden), "")

    def _cellen(self, definitie: IndicatorDefinitie) -> Iterator[tuple[Bron, str]]:
        """Every code of a source that an indicator is made of, its denominator included."""
        for deel in definitie.delen.values():
            if deel.indicator:
                yield from self._cellen(self.definitie(deel.indicator))
            elif deel.code:
                yield self.definities.bronnen[deel.bron or definitie.bron], deel.code
        if definitie.noemer:
            yield from self._cellen(self.definitie(definitie.noemer))

    def _is_klein(self, definitie: IndicatorDefinitie, gebied: str) -> bool:
        """Whether what a visitor sees here passed the mask."""
        if not onder_gemeente(gebied) or self._heeft_rol(gebied):
            return False
        return any(bron.openbaarheid in {"klein", "zeden"} for bron, _ in self._cellen(definitie))

    def _heeft_rol(self, gebied: str) -> bool:
        return gemeente_van(gebied) in self.rol_in

    def _rond(self, waarde: Waarde, definitie: IndicatorDefinitie) -> Waarde:
        """Round a count; a rate follows from its rounded count."""
        stap = self.regels.stap
        telling = waarde.telling if waarde.telling is not None else waarde.getal
        if stap == 1 or waarde.getal is None or telling is None or definitie.soort not in {"telling", "verhouding"}:
            return waarde
        rond = afgerond(telling, stap)
        getal = waarde.getal * rond / telling if telling else waarde.getal
        herkomst = replace(waarde.herkomst, delen=(), formule=f"afgerond op {stap}")
        nieuwe_telling = None if waarde.telling is None else rond
        return replace(waarde, getal=getal, telling=nieuwe_telling, laag=None, hoog=None, herkomst=herkomst)


def bladeren(waarde: Waarde) -> Iterator[Waarde]:
    """The figures that a figure was made of and that were not computed themselves."""
    if not waarde.herkomst.delen:
        yield waarde
    for deel in waarde.herkomst.delen:
        yield from bladeren(deel)


def _hele_jaren(waarde: Waarde) -> tuple[int, ...]:
    """The calendar years that a figure is made of; none when it needs a part of a year."""
    perioden = {waarde.periode, *(blad.periode for blad in bladeren(waarde) if not _binnen(blad, waarde))}
    if not all(periode.begin.month == 1 and periode.eind.month == 12 for periode in perioden):
        return ()
    return tuple(sorted({jaar for p in perioden for jaar in range(p.begin.year, p.eind.year + 1)}))


def _binnen(blad: Waarde, waarde: Waarde) -> bool:
    return waarde.periode.begin <= blad.periode.begin and blad.periode.eind <= waarde.periode.eind


def _zonder_maanden(waarde: Waarde) -> Waarde:
    """The figure without the months that it was added up from: those are not public."""
    if all(blad.periode.begin.month == 1 and blad.periode.eind.month == 12 for blad in bladeren(waarde)):
        return waarde
    return replace(waarde, herkomst=replace(waarde.herkomst, delen=()))


def _verborgen(waarde: Waarde, reden: str) -> Waarde:
    return replace(
        waarde,
        getal=None,
        reden=GeenCijfer.ONDERDRUKT,
        uitleg=reden,
        laag=None,
        hoog=None,
        telling=None,
        noemer=None,
        herkomst=_kaal(waarde.herkomst),
    )


def _kaal(herkomst: Herkomst) -> Herkomst:
    """Which source and area, without the road to the number itself."""
    return replace(herkomst, delen=(), formule="", adres="", bestand="", regel=0, ruw="", opmerkingen=(), vindplaats="")
