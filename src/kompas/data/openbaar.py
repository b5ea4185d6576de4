"""The figures as someone may see them: what is not public is a figure without number, with the reason.

Who has a role in a municipality sees its figures, except about sexual offences per buurt, which nobody sees. Everybody
else sees below the municipality calendar years only, and of those what `kompas.data.masker` lets through.
See docs/methoden/openbaarmaking.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from kompas.base import GeenCijfer, Herkomst, Periode, Refused, Waarde, demand
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Bron, IndicatorDefinitie
from kompas.data.masker import Maskers, gemeente_van, is_buurt, is_zeden, onder_gemeente
from kompas.data.paneel import zonder_gebieden
from kompas.data.queries.herzien import Herzien
from kompas.stats.batterij.paneel import Telpaneel
from kompas.stats.openbaarmaking import afgerond, bezwaar

DREMPEL: Final = 5
"""Counts below it stay hidden below the municipality, unless an installation chooses otherwise."""

_ZEDEN = "cijfers over zedenmisdrijven worden per buurt nooit getoond"
_ZEDEN_WIJK = "cijfers over zedenmisdrijven zijn onder de gemeente niet openbaar"
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

    def paneel(self, key: str, *, tot: int | None = None) -> Telpaneel | Refused:
        """Without the municipalities of which this reader may not see every figure."""
        paneel = super().paneel(key, tot=tot)
        zicht = self.zicht(key)
        if isinstance(paneel, Refused) or zicht is None:
            return paneel
        # The panel is kept in the answer: as long as it is there, no other has its id.
        return self.onthoud(("zichtbaar", id(paneel), zicht), lambda: (paneel, self._zichtbaar(key, paneel)))[1]

    def zicht(self, key: str) -> frozenset[str] | None:
        bronnen = (self.definities.bronnen[bron] for bron in self.definities.bronnen_van(self.definitie(key)))
        return self.rol_in if any(bron.openbaarheid == "intern" for bron in bronnen) else None

    def _zichtbaar(self, key: str, paneel: Telpaneel) -> Telpaneel | Refused:
        vreemd = [gebied for gebied in paneel.gebieden if not self._heeft_rol(gebied)]
        return zonder_gebieden(paneel, (gebied for gebied in vreemd if not self._alles_zichtbaar(key, gebied)))

    def _alles_zichtbaar(self, key: str, gebied: str) -> bool:
        """Whether nothing that is known of this series is hidden, months included."""
        gevonden = self.perioden(key, gebied)
        perioden = {*gevonden, *(Periode.jaar(periode.begin.year) for periode in gevonden)}
        return not any(self.waarde(key, gebied, periode).reden is GeenCijfer.ONDERDRUKT for periode in perioden)

    def herzieningen(self, key: str, gebied: str) -> tuple[Herzien, ...]:
        """What a source changed; nothing where the figures themselves are not for this reader."""
        definitie = self.definitie(key)
        intern = any(bron.openbaarheid == "intern" for bron, _ in self._cellen(definitie))
        cellen = self._kleine_cellen(definitie) if onder_gemeente(gebied) else []
        if self._is_zeden_per_buurt(cellen, gebied) or ((intern or cellen) and not self._heeft_rol(gebied)):
            return ()
        return super().herzieningen(key, gebied)

    @cached_property
    def _maskers(self) -> Maskers | None:
        return Maskers(self._store, self.definities, self.regels.drempel) if self._store else None

    @cached_property
    def _interne_titels(self) -> frozenset[str]:
        return frozenset(bron.titel for bron in self.definities.bronnen if bron.openbaarheid == "intern")

    @cached_property
    def _gesloten_titels(self) -> frozenset[str]:
        """Sources of which something may be hidden."""
        return frozenset(bron.titel for bron in self.definities.bronnen if bron.openbaarheid != "open")

    def _weet_iets(self, waarde: Waarde) -> bool:
        """Whether a figure without number was made of one that has a number, and that may be hidden."""
        return any(blad.bekend and blad.herkomst.bron in self._gesloten_titels for blad in bladeren(waarde))

    def _toon(self, definitie: IndicatorDefinitie, gebied: str, waarde: Waarde) -> Waarde:
        """The figure, or without number when one of the figures that it was made of is not for this reader.

        Why a formula has no outcome ("divided by zero") tells about its parts too: only a figure of which no part is
        known keeps its own reason.
        """
        if reden := self._bezwaar(definitie, gebied, waarde):
            if waarde.bekend or self._weet_iets(waarde):
                return _verborgen(waarde, reden)
            return replace(waarde, herkomst=_kaal(waarde.herkomst))
        if self._is_klein(definitie, gebied):
            return self._rond(_zonder_maanden(waarde), definitie)
        return waarde

    def _bezwaar(self, definitie: IndicatorDefinitie, gebied: str, waarde: Waarde) -> str:
        if not self._heeft_rol(gebied) and self._interne_titels & {blad.herkomst.bron for blad in bladeren(waarde)}:
            return _INTERN
        if not onder_gemeente(gebied):
            return ""
        cellen = self._kleine_cellen(definitie)
        if self._is_zeden_per_buurt(cellen, gebied):
            return _ZEDEN
        cellen = [(bron, code) for bron, code in cellen if self._heeft_rijen(bron, code, gebied)]
        if not cellen or self._heeft_rol(gebied):
            return ""
        if any(bron.openbaarheid == "open" for bron, _ in cellen):
            return _ZEDEN_WIJK
        return self._bezwaar_voor_iedereen(cellen, gebied, waarde)

    @staticmethod
    def _is_zeden_per_buurt(cellen: list[tuple[Bron, str]], gebied: str) -> bool:
        """One such part is enough: a formula can make that the other parts do not count (`a + 0 * b`)."""
        return is_buurt(gebied) and any(is_zeden(bron, code) for bron, code in cellen)

    def _bezwaar_voor_iedereen(self, cellen: list[tuple[Bron, str]], gebied: str, waarde: Waarde) -> str:
        gemeente = gemeente_van(gebied)
        if not gemeente or self._maskers is None:
            return _SOORT
        if self.op_dag is not None:
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
        """Every code of a source that an indicator may be made of: parts, their alternatives, weights, denominator."""
        for sleutel, code in definitie.codes():
            yield self.definities.bronnen[sleutel], code
        for sleutel in definitie.verwijst_naar:
            yield from self._cellen(self.definitie(sleutel))

    def _kleine_cellen(self, definitie: IndicatorDefinitie) -> list[tuple[Bron, str]]:
        """Those that hide something below the municipality; sexual offences do in a source that is open too."""
        alle = dict.fromkeys((bron.key, code) for bron, code in self._cellen(definitie))
        cellen = [(self.definities.bronnen[sleutel], code) for sleutel, code in alle]
        return [
            (bron, code) for bron, code in cellen if bron.openbaarheid in {"klein", "zeden"} or is_zeden(bron, code)
        ]

    def _heeft_rijen(self, bron: Bron, code: str, gebied: str) -> bool:
        """Whether a figure can have come from here; an alternative of which there is nothing is not asked."""
        return self._store is not None and bool(self._store.feiten(bron.key, code, gebied))

    def _is_klein(self, definitie: IndicatorDefinitie, gebied: str) -> bool:
        """Whether what a visitor sees here passed the mask."""
        if not onder_gemeente(gebied) or self._heeft_rol(gebied):
            return False
        return bool(self._kleine_cellen(definitie))

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
    perioden = {waarde.periode, *_perioden(waarde)}
    if not all(_is_heel(periode) for periode in perioden):
        return ()
    return tuple(sorted({jaar for p in perioden for jaar in range(p.begin.year, p.eind.year + 1)}))


def _perioden(waarde: Waarde) -> Iterator[Periode]:
    """The periods of the figures below; a year of which all months were added up is that year."""
    delen = waarde.herkomst.delen
    if not delen or (_is_heel(waarde.periode) and _is_som_van_maanden(waarde)):
        yield waarde.periode
        return
    for deel in delen:
        yield from _perioden(deel)


def _is_som_van_maanden(waarde: Waarde) -> bool:
    """Every month of the period once, of one code, and together exactly the figure: no formula that weighs them."""
    delen, periode = waarde.herkomst.delen, waarde.periode
    maanden = {deel.periode for deel in delen if deel.periode.maanden == 1}
    binnen = all(periode.begin <= maand.begin and maand.eind <= periode.eind for maand in maanden)
    alle = len(delen) == len(maanden) == periode.maanden and binnen
    een_code = len({(deel.herkomst.bron, deel.herkomst.codes) for deel in delen}) == 1
    return alle and een_code and sum(deel.getal for deel in delen if deel.getal is not None) == waarde.getal


def _is_heel(periode: Periode) -> bool:
    return periode.begin.month == 1 and periode.eind.month == 12


def _zonder_maanden(waarde: Waarde) -> Waarde:
    """The figure without the months that it was added up from: those are not public."""
    if all(_is_heel(blad.periode) for blad in bladeren(waarde)):
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
    return replace(herkomst, delen=(), formule="", adres="", regel=0, ruw="", opmerkingen=(), vindplaats="")
