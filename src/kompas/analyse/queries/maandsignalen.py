"""Signals on monthly figures: which series call for a look, at how many false alarms a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.conf import settings

from kompas.analyse.queries.duiden import reeksnaam
from kompas.analyse.queries.gebieden import SOORTEN, Gebieden
from kompas.analyse.queries.maandreeksen import Maandreeks, Maandtabel, maandtabel, per_jaar
from kompas.analyse.queries.woorden import drempels_van
from kompas.analyse.rules.bewaken import Bewaakt, Bewaking, bewaak
from kompas.base import Periode, Refused, getal_tekst, nodige_decimalen
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.data.geheugen import Geheugen
from kompas.data.openbaar import OpenbareCijfers
from kompas.data.queries.gebieden import Gebiedskeuze
from kompas.stats.artefacten import Artefact, heel_gebied_leeg, sprong_in_aandeel
from kompas.stats.duiding import Artefactfeit, Reeksnaam, Signaalfeit, Uitspraak, duid

GEMEENTE, WIJKEN = "gemeente", "wijken"
PLEKKEN: Final = {GEMEENTE: "de gemeente als geheel", WIJKEN: "de wijken"}
"""Where is watched: its name in an address, and what it is called. A month of a buurt is nearly always 0, 1 or 2."""
_MAANDEN = {GEMEENTE: 120, WIJKEN: 60}
VEEL_TEGELIJK: Final = 5
"""So many signals in one month are more likely one message than as many."""

FAMILIE = "deze maandreeksen"
MAAND_OP_NUL = "maand op nul"
_NIETS = "Er zijn van {waar} geen maandcijfers die u hier kunt zien."
_geheugen = Geheugen(64)


@dataclass(frozen=True)
class Signaalrij:
    """One series: its newest month, and the word about it; or the reason why it is not watched."""

    reeks: Maandreeks
    maand: Periode | None
    stand: Bewaakt | Refused
    uitspraak: Uitspraak | None = None

    @property
    def naam(self) -> str:
        """What is counted, with where when that is a part of the municipality."""
        gebied, titel = self.reeks.gebied, self.reeks.definitie.titel
        if gebied.soort not in ("WK", "BU"):
            return titel
        soort = SOORTEN[gebied.soort]
        plek = gebied.naam if soort in gebied.naam.casefold() else f"{soort} {gebied.naam}"
        return f"{titel}, {plek}"

    @property
    def heeft_signaal(self) -> bool:
        return isinstance(self.stand, Bewaakt) and bool(self.stand.soort)


@dataclass(frozen=True, slots=True)
class Eerder:
    """A series that called before the newest month: in which months, the newest first, and the word about that one."""

    maanden: tuple[Periode, ...]
    rij: Signaalrij
    uitspraak: Uitspraak

    @property
    def maand(self) -> Periode:
        return self.maanden[0]

    @property
    def ook(self) -> str:
        """The other months, as a sentence says them."""
        return ", ".join(maand.label for maand in self.maanden[1:])

    @property
    def kop(self) -> str:
        return f"{self.rij.naam}, {self.maand.label}"


@dataclass(frozen=True, slots=True)
class Vlag:
    """Something in the registration that a person should look at first."""

    naam: str
    uitspraak: Uitspraak


@dataclass(frozen=True)
class Signaalbeeld:
    """What the monthly figures of a municipality say; `reden` when nothing can be said.

    `nu` has the series that call in their newest month, `eerder` those that did in the eleven months before. Of
    `met_land` series it is known how the rest of the country moved.
    """

    waar: str
    maand: Periode | None = None
    per_jaar: float = 0.0
    rijen: tuple[Signaalrij, ...] = ()
    eerder: tuple[Eerder, ...] = ()
    artefacten: tuple[Vlag, ...] = ()
    reden: str = ""
    met_land: int = 0

    @property
    def nu(self) -> tuple[Signaalrij, ...]:
        return tuple(rij for rij in self.rijen if rij.heeft_signaal)

    @property
    def bewaakt(self) -> tuple[Signaalrij, ...]:
        return tuple(rij for rij in self.rijen if isinstance(rij.stand, Bewaakt))

    @property
    def niet_bewaakt(self) -> tuple[Signaalrij, ...]:
        return tuple(rij for rij in self.rijen if isinstance(rij.stand, Refused))

    @property
    def per_jaar_tekst(self) -> str:
        return getal_tekst(self.per_jaar, nodige_decimalen(self.per_jaar))

    @property
    def is_veel(self) -> bool:
        """Whether so many series call at once that it is likelier one thing: the whole country, or the registration."""
        return len(self.nu) >= VEEL_TEGELIJK


def alarmen_per_jaar(cijfers: Cijfers) -> float:
    """The budget of false alarms: that of the installation, else that of the definitions."""
    gekozen: float | None = settings.KOMPAS_VALSE_ALARMEN_PER_JAAR
    return cijfers.definities.woorden.valse_alarmen_per_jaar if gekozen is None else gekozen


def plekken_voor(cijfers: Cijfers, gemeente: Gemeente) -> tuple[str, ...]:
    """Where this reader may look: months below the municipality are for who has a role in it."""
    met_rol = not isinstance(cijfers, OpenbareCijfers) or gemeente.code in cijfers.rol_in
    return (GEMEENTE, WIJKEN) if met_rol else (GEMEENTE,)


def signaalbeeld(cijfers: Cijfers, gemeente: Gemeente, waar: str = GEMEENTE) -> Signaalbeeld:
    """The signals of a municipality as this reader may see them; made once per set of figures."""
    met_rol = len(plekken_voor(cijfers, gemeente)) > 1
    per_jaar = alarmen_per_jaar(cijfers)
    definities = cijfers.definities
    vraag = (cijfers.bekend, gemeente.code, met_rol, waar, per_jaar, id(definities))
    # The definitions are kept with the answer: as long as they live, no other object has their id.
    return _geheugen.geef(vraag, lambda: (definities, _maak(cijfers, gemeente, waar, per_jaar)))[1]


def _maak(cijfers: Cijfers, gemeente: Gemeente, waar: str, per_jaar: float) -> Signaalbeeld:
    gebieden = _gebieden(cijfers, gemeente, waar)
    tabel = maandtabel(cijfers, gemeente.code, gebieden, _MAANDEN[waar])
    if not tabel.reeksen:
        return Signaalbeeld(waar, reden=_NIETS.format(waar=PLEKKEN[waar]))
    bewaking = bewaak(
        tabel.tellingen, per_jaar, eerste_maand=tabel.maanden[0].begin.month, groepen=tabel.groepen, elders=tabel.elders
    )
    if isinstance(bewaking, Refused):
        return Signaalbeeld(waar, tabel.maanden[-1], per_jaar, reden=bewaking.reason)
    maken = _Woorden(cijfers, gemeente, tabel, bewaking)
    rijen = maken.rijen()
    return Signaalbeeld(
        waar, tabel.maanden[-1], per_jaar, rijen, maken.eerder(rijen), maken.artefacten(), met_land=tabel.met_land
    )


def _gebieden(cijfers: Cijfers, gemeente: Gemeente, waar: str) -> tuple[Gebiedskeuze, ...]:
    gebieden = Gebieden(cijfers, gemeente)
    return gebieden.wijken if waar == WIJKEN else (gebieden.eigen,)


@dataclass(frozen=True)
class _Woorden:
    """Makes rows and sentences out of what watching gave."""

    cijfers: Cijfers
    gemeente: Gemeente
    tabel: Maandtabel
    bewaking: Bewaking

    def rijen(self) -> tuple[Signaalrij, ...]:
        paren = list(zip(self.tabel.reeksen, self.bewaking.reeksen, strict=True))
        standen = [(reeks, stand, stand.maand) for reeks, stand in paren if isinstance(stand, Bewaakt)]
        woorden = iter(self._zeg(standen))
        return tuple(
            Signaalrij(reeks, self.tabel.maanden[stand.maand], stand, next(woorden))
            if isinstance(stand, Bewaakt)
            else Signaalrij(reeks, None, stand)
            for reeks, stand in paren
        )

    def eerder(self, rijen: Sequence[Signaalrij]) -> tuple[Eerder, ...]:
        """Every series once, by the newest of the months before that it called in."""
        gevonden = [(rij, rij.stand) for rij in rijen if isinstance(rij.stand, Bewaakt) and rij.stand.eerder]
        gevonden.sort(key=lambda paar: -paar[1].eerder[-1])
        woorden = self._zeg([(rij.reeks, stand, stand.eerder[-1]) for rij, stand in gevonden])
        return tuple(
            Eerder(tuple(self.tabel.maanden[maand] for maand in reversed(stand.eerder)), rij, woord)
            for (rij, stand), woord in zip(gevonden, woorden, strict=True)
        )

    def artefacten(self) -> tuple[Vlag, ...]:
        """Months in which every kind of an area stands at zero, and years in which a share of the country jumps."""
        per_gebied: dict[str, list[int]] = {}
        for nummer, reeks in enumerate(self.tabel.reeksen):
            per_gebied.setdefault(reeks.gebied.code, []).append(nummer)
        vlaggen = [
            (self.tabel.reeksen[nummers[0]].gebied, artefact)
            for nummers in per_gebied.values()
            for artefact in self._leeg(nummers)
        ]
        feiten = [
            (Reeksnaam("Alle soorten samen", gebied.naam), [self._als_feit(artefact)]) for gebied, artefact in vlaggen
        ]
        feiten += list(self._sprongen())
        woorden = duid(feiten, drempels_van(self.cijfers), FAMILIE)
        return tuple(Vlag(_kop(naam), een) for (naam, _), [een] in zip(feiten, woorden, strict=True))

    def _sprongen(self) -> Iterator[tuple[Reeksnaam, list[Artefactfeit]]]:
        """Of the newest two whole years: a merger, a new institution or another way of counting is likelier."""
        jaren, eigen = per_jaar(self.tabel.maanden, self.tabel.tellingen)
        _, elders = per_jaar(self.tabel.maanden, self.tabel.elders)
        for reeks, rij, land in zip(self.tabel.reeksen, eigen, elders, strict=True):
            bekend = np.flatnonzero(np.isfinite(rij) & np.isfinite(land))
            if len(bekend) < 2:
                continue
            sprongen = sprong_in_aandeel(rij[None, bekend], (rij + land)[bekend])
            for sprong in () if isinstance(sprongen, Refused) else sprongen:
                jaar = jaren[int(bekend[sprong.periode])]
                if jaar >= jaren[-1] - 1:
                    feit = Artefactfeit(str(sprong.soort), jaar, sprong.reden)
                    yield reeksnaam(reeks.definitie, reeks.gebied.naam), [feit]

    def _leeg(self, nummers: Sequence[int]) -> Sequence[Artefact]:
        soorten = self.tabel.tellingen[nummers][:, None, self.bewaking.vanaf :]
        gevonden = heel_gebied_leeg(soorten)
        return () if isinstance(gevonden, Refused) else gevonden

    def _als_feit(self, artefact: Artefact) -> Artefactfeit:
        maand = self.tabel.maanden[self.bewaking.vanaf + artefact.periode]
        return Artefactfeit(MAAND_OP_NUL, maand.begin.year, f"{maand.label.capitalize()}: {artefact.reden}")

    def _zeg(self, standen: Sequence[tuple[Maandreeks, Bewaakt, int]]) -> list[Uitspraak]:
        feiten = [
            (reeksnaam(reeks.definitie, reeks.gebied.naam), [self._feit(stand, maand)])
            for reeks, stand, maand in standen
        ]
        return [een for [een] in duid(feiten, drempels_van(self.cijfers), FAMILIE)]

    def _feit(self, stand: Bewaakt, maand: int) -> Signaalfeit:
        return Signaalfeit(
            self.tabel.maanden[maand].label,
            stand.geteld[maand],
            stand.verwacht[maand],
            stand.soort_in(maand),
            self.bewaking.per_jaar,
            self.bewaking.aantal,
        )


def _kop(naam: Reeksnaam) -> str:
    return f"{naam.naam} in {naam.gemeente}"
