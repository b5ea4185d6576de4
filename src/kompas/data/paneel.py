"""One indicator in all municipalities at once, as counts: where comparing starts. See docs/methoden/paneel.md.

Rows of a source are read straight into a table. Every figure that is not simply one row (an alternative source,
predecessors of a municipality, a quote in a plan) is asked one by one as a page asks it, so that the panel never says
anything else than the page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Periode, Refused
from kompas.data.definities import Deel, IndicatorDefinitie
from kompas.data.definities.formule import lees_formule
from kompas.data.definities.indicator import maanden_van
from kompas.data.queries.rekenen import Rekenaar
from kompas.data.queries.voorladen import voorladen
from kompas.data.queries.vraag import NU, Meetlat, Vraag
from kompas.data.store import FeitRij
from kompas.stats.batterij.paneel import Telpaneel

Matrix = NDArray[np.float64]
Masker = NDArray[np.bool_]

INWONERS: Final = "inwoners"
DOORGESCHREVEN: Final = 2
"""So many years after its last known inhabitants a municipality keeps them: they are published later than counts."""

_GEEN_TELLING = "Achter dit cijfer zitten geen aantallen; er is niet mee te tellen."
_LEEG = "Er zijn geen aantallen van hele jaren ingelezen."


def maak_paneel(
    rekenaar: Rekenaar,
    definitie: IndicatorDefinitie,
    gebieden: Sequence[str],
    tot: int = NU,
    noemers: dict[Vraag, float] | None = None,
) -> Telpaneel | Refused:
    """Counts and sizes of these areas up to a year: whole calendar years, and single months where there are any.

    `noemers` are denominators that were found for another panel with the same denominator; new ones are added.
    """
    if definitie.soort not in {"telling", "verhouding"} or not _telt(definitie):
        return Refused(_GEEN_TELLING)
    voorladen(rekenaar, [definitie], gebieden)
    bouwer = _Bouwer(rekenaar, definitie, tuple(gebieden), tot, {} if noemers is None else noemers)
    if not bouwer.jaren:
        return Refused(_LEEG)
    blok = bouwer.blok()
    if not np.isfinite(blok.telling).any():
        return Refused(_GEEN_TELLING if definitie.soort == "verhouding" else _LEEG)
    return _Snijder(rekenaar, definitie, bouwer.perioden, bouwer.jaren).paneel(bouwer.gebieden, blok)


def _telt(definitie: IndicatorDefinitie) -> bool:
    """Whether there can be a count behind a year: what is divided, or is of other years, is no count of that year."""
    if definitie.geen_bron_omdat or not (definitie.is_enkelvoudig or lees_formule(definitie.formule).alleen_optellen):
        return False
    return not any(deel.terug or (deel.over and maanden_van(deel.over) != 12) for deel in definitie.delen.values())


def noemer_van(rekenaar: Rekenaar, definitie: IndicatorDefinitie) -> IndicatorDefinitie | None:
    """What a figure is per: its own denominator, and inhabitants for a plain count."""
    return rekenaar.definities.indicatoren.get(definitie.noemer or INWONERS)


def zonder_gebieden(paneel: Telpaneel, weg: Iterable[str]) -> Telpaneel | Refused:
    """The panel without some of its areas."""
    verborgen = frozenset(weg)
    over = [nummer for nummer, gebied in enumerate(paneel.gebieden) if gebied not in verborgen]
    if not over:
        return Refused("Deze cijfers zijn alleen te zien voor wie bij de gemeente werkt.")
    maanden = None if paneel.maanden is None else paneel.maanden[over]
    gebieden = tuple(paneel.gebieden[nummer] for nummer in over)
    return replace(
        paneel, gebieden=gebieden, tellingen=paneel.tellingen[over], omvang=paneel.omvang[over], maanden=maanden
    )


@dataclass(frozen=True, slots=True)
class _Blok:
    """Counts, the year of their boundaries (0: none) and, of years, what a rate is per: all areas x periods.

    `zeker`: known to be this figure, or known to be none; elsewhere the figure has to be asked.
    """

    telling: Matrix
    indeling: NDArray[np.int64]
    omvang: Matrix
    zeker: Masker

    @classmethod
    def leeg(cls, gebieden: int, perioden: int) -> "_Blok":
        vorm = (gebieden, perioden)
        return cls(np.full(vorm, np.nan), np.zeros(vorm, np.int64), np.full(vorm, np.nan), np.zeros(vorm, np.bool_))

    @property
    def weg(self) -> Masker:
        return np.isnan(self.telling)


@dataclass(frozen=True)
class _Bouwer:
    rekenaar: Rekenaar
    definitie: IndicatorDefinitie
    gebieden: tuple[str, ...]
    tot: int
    noemers: dict[Vraag, float]
    _noemers_per_gebied: dict[str, dict[str, list[FeitRij]]] = field(default_factory=dict, repr=False)

    @cached_property
    def perioden(self) -> tuple[Periode, ...]:
        """The calendar years, and after them the months, of which any area has something."""
        codes = {code for per_gebied in self._codes.values() for code in per_gebied}
        jaren = sorted({int(code[:4]) for code in codes})
        maanden = sorted(code for code in codes if code[4:6] == "MM")
        return (*map(Periode.jaar, jaren), *map(Periode.lees, maanden))

    @cached_property
    def jaren(self) -> int:
        """How many of the periods are years."""
        return sum(periode.is_jaar for periode in self.perioden)

    @cached_property
    def _codes(self) -> dict[str, frozenset[str]]:
        """Per area the codes of the years and months that have a row."""
        gevonden = ((gebied, self.rekenaar.perioden(self.definitie, gebied)) for gebied in self.gebieden)
        return {gebied: frozenset(code for code in codes if self._telt_mee(code)) for gebied, codes in gevonden}

    def _telt_mee(self, code: str) -> bool:
        return len(code) == 8 and code[4:6] in {"JJ", "MM"} and int(code[:4]) <= self.tot

    @cached_property
    def _kolom(self) -> dict[str, int]:
        return {periode.code: nummer for nummer, periode in enumerate(self.perioden)}

    def blok(self) -> _Blok:
        """Every figure, whichever way it is found."""
        snel = self._snel(self.definitie)
        blok = snel or self._leeg()
        vragen = ~blok.zeker & self._heeft_iets()
        if snel is None:
            vragen[:, self.jaren :] = False  # of what is not simply a sum of rows, only years
        for gebied, periode in zip(*(plaatsen.tolist() for plaatsen in np.nonzero(vragen)), strict=True):
            self._vraag(blok, gebied, periode)
        self._noemers(blok)
        return blok

    def _leeg(self) -> _Blok:
        return _Blok.leeg(len(self.gebieden), len(self.perioden))

    def _heeft_iets(self) -> Masker:
        """Where there is a row of the period itself, or of a month of the year."""
        erbij = np.zeros((len(self.gebieden), len(self.perioden)), dtype=np.bool_)
        for nummer, gebied in enumerate(self.gebieden):
            codes = self._codes[gebied]
            erbij[nummer, [self._kolom[code] for code in codes | {f"{code[:4]}JJ00" for code in codes}]] = True
        return erbij

    def _vraag(self, blok: _Blok, gebied: int, periode: int) -> None:
        """One figure as a page asks it."""
        vraag = self.rekenaar.vraag(self.gebieden[gebied], self.perioden[periode])
        waarde = self.rekenaar.waarde(self.definitie, vraag)
        blok.telling[gebied, periode] = np.nan if waarde.telling is None else waarde.telling
        blok.omvang[gebied, periode] = waarde.noemer or np.nan
        blok.indeling[gebied, periode] = waarde.herkomst.gebied_jaar or 0

    def _snel(self, definitie: IndicatorDefinitie) -> _Blok | None:
        """The counts of an indicator that is a row, or a sum of rows; None when it is something else."""
        delen = {naam: self._deel(definitie, deel) for naam, deel in definitie.delen.items()}
        bekend = {naam: blok for naam, blok in delen.items() if blok is not None}
        if not bekend or len(bekend) < len(delen):
            return None
        if definitie.is_enkelvoudig:
            [blok] = bekend.values()
        elif lees_formule(definitie.formule).alleen_optellen:
            blok = self._som(definitie, bekend)
        else:
            return None
        if definitie.soort == "telling":
            self._met_citaat(definitie, blok)
        return blok

    def _deel(self, definitie: IndicatorDefinitie, deel: Deel) -> _Blok | None:
        if deel.over or deel.terug:
            return None
        if deel.indicator:
            onder = self.rekenaar.definities.indicatoren[deel.indicator]
            return None if onder.per or onder.soort != "telling" else self._snel(onder)
        lat, *andere = self.rekenaar.latten(definitie, deel)
        return self._rijen(lat, met_andere=bool(andere)) if lat.definitie.soort == "telling" else None

    def _rijen(self, lat: Meetlat, *, met_andere: bool) -> _Blok:
        """The rows of one code; with other sources behind it, only what it has a figure for is certain."""
        blok = self._leeg()
        gezien = np.zeros_like(blok.zeker)
        for nummer, gebied in enumerate(self.gebieden):
            for kolom, rijen in self._per_kolom(lat, gebied):
                rij = self._kies(lat, gebied, kolom, rijen)
                if rij is not None:
                    gezien[nummer, kolom] = True
                    blok.indeling[nummer, kolom] = rij.gebied_jaar
                    blok.telling[nummer, kolom] = np.nan if rij.waarde is None else rij.waarde
        if lat.bron.indeling == "nieuwste" and not met_andere:
            blok.zeker[:] = True
            self._jaren_uit_maanden(lat, blok, gezien)
        else:
            blok.zeker[:] = ~blok.weg | (gezien & (not met_andere))
        return blok

    def _per_kolom(self, lat: Meetlat, gebied: str) -> Iterator[tuple[int, list[FeitRij]]]:
        per_kolom: dict[int, list[FeitRij]] = {}
        for rij in self.rekenaar.store.feiten(lat.bron.key, lat.code, gebied):
            if (kolom := self._kolom.get(rij.periode)) is not None:
                per_kolom.setdefault(kolom, []).append(rij)
        yield from per_kolom.items()

    def _kies(self, lat: Meetlat, gebied: str, kolom: int, rijen: list[FeitRij]) -> FeitRij | None:
        if len(rijen) == 1 and lat.bron.indeling == "nieuwste":
            return rijen[0]
        return self.rekenaar.feiten.kies(lat.bron, self.rekenaar.vraag(gebied, self.perioden[kolom]), rijen)

    def _jaren_uit_maanden(self, lat: Meetlat, blok: _Blok, gezien: Masker) -> None:
        """A year without row of its own is the sum of its twelve months."""
        for kolom, periode in enumerate(self.perioden[: self.jaren]):
            jaar = periode.begin.year
            maanden = [self._kolom.get(Periode.maand(jaar, maand).code) for maand in range(1, 13)]
            gevonden = [maand for maand in maanden if maand is not None]
            if len(gevonden) < 12 or not lat.definitie.jaar_uit_maanden:
                continue
            som = blok.telling[:, gevonden].sum(axis=1)
            eerste = blok.indeling[:, gevonden[0]]
            hier = ~gezien[:, kolom] & np.isfinite(som)
            een = (blok.indeling[:, gevonden] == eerste[:, None]).all(axis=1)
            blok.telling[hier & een, kolom] = som[hier & een]
            blok.indeling[hier & een, kolom] = eerste[hier & een]
            blok.zeker[hier & ~een, kolom] = False

    def _som(self, definitie: IndicatorDefinitie, delen: dict[str, _Blok]) -> _Blok:
        """Parts added and subtracted; where one is missing there is no sum."""
        formule = lees_formule(definitie.formule)
        blok = self._leeg()
        blok.telling[:] = formule.vouw(
            lambda naam: delen[naam].telling, lambda getal: np.full_like(blok.telling, getal), _optellen
        )
        zekerheid = np.stack([deel.zeker for deel in delen.values()])
        weg = np.stack([deel.weg for deel in delen.values()])
        blok.zeker[:] = zekerheid.all(axis=0) | (zekerheid & weg).any(axis=0)
        indelingen = np.stack([deel.indeling for deel in delen.values()])
        blok.indeling[:] = indelingen.max(axis=0)
        anders = ~blok.weg & (indelingen != indelingen[0]).any(axis=0)
        blok.zeker[anders] = False
        return blok

    def _met_citaat(self, definitie: IndicatorDefinitie, blok: _Blok) -> None:
        """Where there is no figure but a plan quotes one, the quote counts."""
        citaat = self.rekenaar.citaat(definitie)
        for nummer, gebied in enumerate(self.gebieden) if citaat else ():
            for rij in self.rekenaar.feiten.rijen(citaat, gebied) if citaat else ():
                kolom = self._kolom.get(rij.periode)
                if kolom is not None and np.isnan(blok.telling[nummer, kolom]):
                    blok.zeker[nummer, kolom] = False

    def _noemers(self, blok: _Blok) -> None:
        """What every yearly count is per: the denominator of the indicator, or inhabitants; as a page would divide."""
        definitie = noemer_van(self.rekenaar, self.definitie)
        telt = np.isfinite(blok.telling) & np.isnan(blok.omvang)
        telt[:, self.jaren :] = False
        if definitie is not None:
            voorladen(self.rekenaar, [definitie], self.gebieden)
            for gebied, periode in zip(*(plaatsen.tolist() for plaatsen in np.nonzero(telt)), strict=True):
                indeling = int(blok.indeling[gebied, periode]) or self.rekenaar.nu
                vraag = Vraag(self.gebieden[gebied], self.perioden[periode], indeling, schat=True)
                if vraag not in self.noemers:
                    self.noemers[vraag] = self._noemer(definitie, vraag)
                blok.omvang[gebied, periode] = self.noemers[vraag]
        jaren = slice(0, self.jaren)
        if self.definitie.per:
            blok.telling[:, jaren][np.isnan(blok.omvang[:, jaren])] = np.nan
        else:
            _schrijf_door(blok.omvang[:, jaren])

    def _noemer(self, definitie: IndicatorDefinitie, vraag: Vraag) -> float:
        """The row that a page would take, or else whatever a page would work out."""
        if definitie.is_enkelvoudig and not definitie.per:
            [deel] = definitie.delen.values()
            if deel.code and not deel.over and not deel.terug:
                lat = self.rekenaar.latten(definitie, deel)[0]
                rijen = self._noemerrijen(lat, vraag.gebied).get(vraag.periode.code, [])
                rij = self.rekenaar.feiten.kies(lat.bron, vraag, rijen)
                if rij is not None and rij.waarde:
                    return rij.waarde
        return self.rekenaar.waarde(definitie, vraag).getal or np.nan

    def _noemerrijen(self, lat: Meetlat, gebied: str) -> dict[str, list[FeitRij]]:
        if gebied not in self._noemers_per_gebied:
            per_periode = self._noemers_per_gebied.setdefault(gebied, {})
            for rij in self.rekenaar.store.feiten(lat.bron.key, lat.code, gebied):
                per_periode.setdefault(rij.periode, []).append(rij)
        return self._noemers_per_gebied[gebied]


def _optellen(teken: str, een: Matrix, ander: Matrix) -> Matrix:
    return een + ander if teken == "+" else een - ander


def _schrijf_door(omvang: Matrix) -> None:
    """Fill the last years with the last known size: inhabitants come later than counts."""
    for rij in omvang:
        bekend = np.flatnonzero(np.isfinite(rij))
        if len(bekend):
            laatste = int(bekend[-1])
            rij[laatste + 1 : laatste + 1 + DOORGESCHREVEN] = rij[laatste]


@dataclass(frozen=True)
class _Snijder:
    """Leaves what may be compared: one area per row, one series, no columns without figures at the ends."""

    rekenaar: Rekenaar
    definitie: IndicatorDefinitie
    perioden: tuple[Periode, ...]
    jaren: int

    def paneel(self, gebieden: tuple[str, ...], blok: _Blok) -> Telpaneel | Refused:
        for nummer, gebied in enumerate(gebieden):
            self._een_gebied(gebied, blok.telling[nummer], blok.indeling[nummer])
        jaren = np.array([periode.begin.year for periode in self.perioden[: self.jaren]])
        bekend = np.isfinite(blok.telling[:, : self.jaren])
        if not bekend.any():
            return Refused(_LEEG)
        vanaf, voor = self._reeks(int(jaren[bekend.any(axis=0)].max()))
        kolommen = [nummer for nummer, jaar in enumerate(jaren) if vanaf <= jaar < voor and bekend[:, nummer].any()]
        over = np.flatnonzero(bekend[:, kolommen].any(axis=1))
        gevuld = range(int(jaren[kolommen[0]]), int(jaren[kolommen[-1]]) + 1)
        plek = [gevuld.index(int(jaren[nummer])) for nummer in kolommen]
        tellingen, omvang = (
            _uitgelegd(matrix[over][:, kolommen], plek, len(gevuld)) for matrix in (blok.telling, blok.omvang)
        )
        maanden, eerste = self._maanden(blok.telling[over], vanaf, voor)
        namen = tuple(gebieden[nummer] for nummer in over)
        return Telpaneel(namen, tuple(gevuld), tellingen, omvang, maanden, eerste)

    def _een_gebied(self, gebied: str, telling: Matrix, indeling: NDArray[np.int64]) -> None:
        """Figures of other boundaries than the newest figure are about another area."""
        bekend = np.flatnonzero(np.isfinite(telling[: self.jaren]))
        soorten = set(indeling[np.isfinite(telling)].tolist()) - {0}
        if len(bekend) and len(soorten) > 1:
            nu = int(indeling[bekend[-1]]) or self.rekenaar.nu
            for jaar in soorten:
                if not self.rekenaar.feiten.grenzen.zelfde(gebied, jaar, nu):
                    telling[indeling == jaar] = np.nan

    def _reeks(self, laatste: int) -> tuple[int, int]:
        """The first year of the series that the last year belongs to, and the first year after it."""
        breuken = [b.jaar for b in self.rekenaar.reeksen.meldingen(self.definitie) if b.soort == "breuk"]
        return max((b for b in breuken if b <= laatste), default=0), min(
            (b for b in breuken if b > laatste), default=9999
        )

    def _maanden(self, telling: Matrix, vanaf: int, voor: int) -> tuple[Matrix | None, tuple[int, int] | None]:
        maanden = [
            (kolom, periode.begin.year * 12 + periode.begin.month - 1)
            for kolom, periode in enumerate(self.perioden)
            if periode.maanden == 1 and vanaf <= periode.begin.year < voor and np.isfinite(telling[:, kolom]).any()
        ]
        if not maanden:
            return None, None
        eerste, laatste = maanden[0][1], maanden[-1][1]
        kolommen, plek = [kolom for kolom, _ in maanden], [nummer - eerste for _, nummer in maanden]
        return _uitgelegd(telling[:, kolommen], plek, laatste - eerste + 1), (eerste // 12, eerste % 12 + 1)


def _uitgelegd(matrix: Matrix, plek: Sequence[int], breedte: int) -> Matrix:
    """The columns at their places in time, with NaN between; not to be changed, because it is shared."""
    ruim = np.full((len(matrix), breedte), np.nan)
    ruim[:, list(plek)] = matrix
    ruim.setflags(write=False)
    return ruim
