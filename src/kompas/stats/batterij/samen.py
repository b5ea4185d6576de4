"""The battery: every question about a kind of figure, asked for all areas in one go."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.artefacten import Artefact
from kompas.stats.batterij import zeggen
from kompas.stats.batterij.gegevens import Gegevens, maak_gegevens
from kompas.stats.batterij.niveau import Cijfers, Niveaus, cijfers, niveaus
from kompas.stats.batterij.paneel import Telpaneel
from kompas.stats.batterij.verandering import Veranderingen, veranderingen
from kompas.stats.batterij.vooruit import Doel, Toekomst, doeljaar_voorbij, kans, toekomst
from kompas.stats.duiding.feiten import Feit, Geen, Kansfeit, Onderwerp
from kompas.stats.spreiding import Jaarspreiding, spreiding_om_lijnen
from kompas.stats.trend import NaastElders, Trend, trend, trend_naast_elders

Rij = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Batterij:
    """All answers about one kind; an answer that cannot be given is the reason why.

    `per` is what the figure is per (None: a count a year). `jaarspreiding` is the ordinary spread between years, None
    when there is too little to learn it from. `lijn` is the trend of every area, `trend` also beside elsewhere.
    """

    paneel: Telpaneel
    per: float | None
    basisjaren: int
    gegevens: Gegevens
    jaarspreiding: Jaarspreiding | None
    cijfers: Cijfers
    verandering: Veranderingen | Refused
    niveau: Niveaus | Refused
    lijn: Trend | Refused
    trend: NaastElders | Refused
    toekomst: Toekomst | Refused

    @property
    def vlaggen(self) -> tuple[Artefact, ...]:
        """What asks for a person's look, in all areas and years."""
        return self.gegevens.vlaggen

    @cached_property
    def elders(self) -> NDArray[np.bool_]:
        """The areas of which elsewhere is made: without a missing year."""
        heel = np.isfinite(self.gegevens.y if self.per is None else self.gegevens.y_met_omvang).all(axis=1)
        if not isinstance(self.lijn, Refused):
            heel &= np.isfinite(self.lijn.helling)
        return np.asarray(heel, dtype=np.bool_)

    @cached_property
    def maandtrend(self) -> Trend | Refused:
        """Growth a month beside the season of every area, worked out when it is first asked for."""
        if self.paneel.maanden is None or self.paneel.eerste_maand is None:
            return Refused("Er zijn geen cijfers per maand.")
        maanden = np.asarray(self.paneel.maanden, dtype=float)
        return trend(maanden, 1.0, seizoen="golf", eerste_maand=self.paneel.eerste_maand[1])

    def spreiding(self, gemiddelde: float) -> float | None:
        """How many times more than by chance a yearly count of this size varies; None when not known."""
        return None if self.jaarspreiding is None else float(self.jaarspreiding.phi(gemiddelde))

    def feiten(self, gebied: str, *, groepnaam: str) -> tuple[Feit, ...]:
        """Everything there is to say about an area; `groepnaam` is what the group is called in a sentence."""
        rij = self.paneel.rij(gebied)
        if isinstance(rij, Refused):
            return (Geen(Onderwerp.HOOGTE, rij.reason), Geen(Onderwerp.VERSCHIL, rij.reason))
        return (
            zeggen.hoogte(self, rij, groepnaam),
            zeggen.verschil(self, rij),
            zeggen.trendfeit(self, rij),
            *zeggen.artefacten(self, rij),
        )

    def kans(
        self,
        gebied: str,
        streef: float,
        minstens: bool,
        doeljaar: int,
        per: float | None,
        *,
        decimalen: int | None = None,
    ) -> Kansfeit | Geen:
        """The chance that an area meets a target: `streef` per so many inhabitants, or a count (`per` None).

        With `decimalen` the figure is judged as it will be printed. A target year that is over has no chance any more.
        """
        rij = self.paneel.rij(gebied)
        if isinstance(rij, Refused):
            return Geen(Onderwerp.KANS, rij.reason)
        doel = Doel(streef, minstens, doeljaar, per, decimalen)
        if doeljaar <= self.paneel.jaren[-1]:
            return doeljaar_voorbij(self.paneel, self.gegevens, rij, doel)
        if isinstance(self.toekomst, Refused):
            return Geen(Onderwerp.KANS, self.toekomst.reason)
        return kans(self.paneel, self.gegevens, self.toekomst, rij, doel)


def batterij(
    paneel: Telpaneel,
    *,
    per: float | None = None,
    groep: ArrayLike | None = None,
    basisjaren: int = 3,
    rng: np.random.Generator,
) -> Batterij | Refused:
    """Everything at once for all areas of a panel.

    `groep` is areas x areas: with which others a row is compared (None: all others). The latest year is compared with
    the `basisjaren` years before it, by rate, or by count a year when `per` is None.
    """
    if basisjaren < 1:
        return Refused("Vergelijk met ten minste één eerder jaar.")
    wie = None if groep is None else np.asarray(groep, dtype=bool)
    if wie is not None and wie.shape != (len(paneel.gebieden),) * 2:
        return Refused("Een vergelijkingsgroep is een tabel van gebied bij gebied.")
    gegevens = maak_gegevens(paneel)
    if isinstance(gegevens, Refused):
        return gegevens
    omvang = np.ones(gegevens.y.shape) if per is None else gegevens.n
    naast = trend_naast_elders(gegevens.y, omvang)
    lijn = trend(gegevens.y, omvang) if isinstance(naast, Refused) else naast.eigen
    gewoon = _jaarspreiding(gegevens, lijn)
    return Batterij(
        paneel,
        per,
        basisjaren,
        gegevens,
        gewoon,
        cijfers(gegevens),
        veranderingen(gegevens, basisjaren=basisjaren, gewoon=gewoon, per_omvang=per is not None),
        niveaus(gegevens, wie, gewoon, rng),
        lijn,
        naast,
        toekomst(paneel, gegevens),
    )


def gewone_spreiding(paneel: Telpaneel, *, per: float | None = None) -> Jaarspreiding | None:
    """Only the ordinary spread between years, as the battery finds it; None when the panel cannot tell."""
    gegevens = maak_gegevens(paneel)
    if isinstance(gegevens, Refused):
        return None
    omvang = np.ones(gegevens.y.shape) if per is None else gegevens.n
    return _jaarspreiding(gegevens, trend(gegevens.y, omvang))


def _jaarspreiding(gegevens: Gegevens, lijn: Trend | Refused) -> Jaarspreiding | None:
    if isinstance(lijn, Refused):
        return None
    gewoon = spreiding_om_lijnen(gegevens.y, lijn.verwacht)
    return None if isinstance(gewoon, Refused) else gewoon
