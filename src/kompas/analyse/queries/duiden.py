"""What the figures say about one indicator of a municipality, and the words for it; see docs/methoden/duiding.md.

First the facts of every indicator that is shown (`feiten_over`), then the words of all of them together (`duid_samen`):
how certain a word is depends on how many others stand beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kompas.analyse.queries.enquetefeiten import enquetefeiten
from kompas.analyse.queries.enquetehoogte import enquetehoogte
from kompas.analyse.queries.referentie import Groep, groepenset
from kompas.base import Refused, Waarde
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.stats.batterij import Batterij, Telpaneel, batterij, gewone_spreiding
from kompas.stats.duiding import Feit, Geen, Onderwerp, Reeksnaam, Uitspraak, Verschil, duid
from kompas.stats.meervoud import Drempels
from kompas.stats.spreiding import Jaarspreiding, jaarspreiding
from kompas.stats.tellingen import poisson_e_test
from kompas.stats.verandering import methode_tekst

ZAAD: Final = 20_260_101
"""Where drawing by lot begins: the same figures give the same words, whoever asks and whenever."""


@dataclass(frozen=True, slots=True)
class Doelkeuze:
    """A target in the unit of the indicator: at most `streef` (or at least, with `minstens`) in the year `jaar`."""

    streef: float
    minstens: bool
    jaar: int


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The facts about one series, the figures that they rest on, and who it was compared with.

    `spreiding` is how much such counts ordinarily vary between years, None when that is not known.
    """

    naam: Reeksnaam
    feiten: tuple[Feit, ...]
    waarden: tuple[Waarde, ...]
    groep: Groep | None = None
    spreiding: Jaarspreiding | None = None

    @property
    def alpha(self) -> float | None:
        """The spread for counts as large as the newest one: of mean m, the variance is m + alpha m²."""
        telling = next((w.telling for w in reversed(self.waarden) if w.telling), None)
        if self.spreiding is None or telling is None:
            return None
        return (float(self.spreiding.phi(telling)) - 1) / telling


@dataclass(frozen=True, slots=True)
class Duiding:
    """The words about one series, each with its method and numbers; the figures, and who it was compared with."""

    naam: Reeksnaam
    uitspraken: tuple[Uitspraak, ...]
    waarden: tuple[Waarde, ...]
    groep: Groep | None = None


def feiten_over(
    cijfers: Cijfers, key: str, gebied: str, *, doel: Doelkeuze | None = None, tot: int | None = None
) -> Gevonden:
    """Every fact about an indicator in a municipality; what cannot be said is a fact too, with the reason.

    With `tot` nothing of later than that year is known: a report on a year says what that year said.
    """
    definitie = cijfers.definities.indicatoren.get(key)
    plaats = cijfers.gebied_naam(gebied)
    if definitie is None:
        return Gevonden(Reeksnaam(key, plaats), (Geen(Onderwerp.VERSCHIL, "Dit cijfer is hier niet bekend."),), ())
    naam = reeksnaam(definitie, plaats)
    waarden = tuple(waarde for waarde in cijfers.reeks(key, gebied, tot=tot) if waarde.bekend)
    if definitie.soort == "stand":
        geteld = "Dit is een telling van alles wat er is. Toeval speelt geen rol, dus er is niets te toetsen."
        return Gevonden(naam, (Geen(Onderwerp.VERSCHIL, geteld),), waarden)
    if definitie.soort == "enquete":
        streef = None if doel is None else (doel.streef, doel.minstens, doel.jaar)
        hoogte, groep = enquetehoogte(cijfers, definitie, gebied, waarden)
        rest = tuple(enquetefeiten(cijfers, definitie, gebied, waarden, streef))
        return Gevonden(naam, rest if hoogte is None else (hoogte, *rest), waarden, groep)
    return _Telvraag(cijfers, definitie, gebied, doel, tot).gevonden(naam, waarden)


def duid_samen(gevonden: Sequence[Gevonden], drempels: Drempels, familie: str) -> tuple[Duiding, ...]:
    """The words about all series that are shown together; `familie` names them: "dit plan", "deze tabel"."""
    per_reeks = duid([(deel.naam, deel.feiten) for deel in gevonden], drempels, familie)
    return tuple(
        Duiding(deel.naam, uitspraken, deel.waarden, deel.groep)
        for deel, uitspraken in zip(gevonden, per_reeks, strict=True)
    )


def reeksnaam(definitie: IndicatorDefinitie, plaats: str) -> Reeksnaam:
    """What the sentences speak of."""
    return Reeksnaam(
        definitie.titel,
        plaats,
        definitie.eenheid,
        definitie.decimalen,
        lager_is_beter=definitie.richting == "lager",
        steekproef=definitie.soort == "enquete",
    )


def batterij_over(cijfers: Cijfers, paneel: Telpaneel, per: float | None) -> Batterij | Refused:
    """All questions about a panel at once, for all its municipalities; worked out once for a build.

    `per` is what the figure is per: so many inhabitants, or None for a count a year.
    """
    groepen, basisjaren = groepenset(cijfers, paneel), cijfers.definities.woorden.basisjaren

    def maak() -> tuple[Telpaneel, Batterij | Refused]:
        # The panel is kept in the answer: as long as it is there, no other has its id.
        rng = np.random.default_rng(ZAAD)
        return paneel, batterij(paneel, per=per, groep=groepen.masker, basisjaren=basisjaren, rng=rng)

    return cijfers.onthoud(("batterij", id(paneel), per, basisjaren), maak)[1]


def spreiding_over(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str, *, tot: int | None = None
) -> Jaarspreiding | None:
    """How much such counts ordinarily vary between years, the same as `feiten_over` tests with, in far less time.

    None when too few municipalities are known to tell, or when nothing is counted.
    """
    if definitie.soort not in {"telling", "verhouding"}:
        return None
    vraag = _Telvraag(cijfers, definitie, gebied, None, tot)
    paneel = vraag.gedeeld()
    if isinstance(paneel, Refused):
        return vraag.eigen_spreiding([w for w in cijfers.reeks(definitie.key, gebied, tot=tot) if w.bekend])
    # The panel is kept in the answer: as long as it is there, no other has its id.
    wijze = ("spreiding", id(paneel), vraag.per)
    return cijfers.onthoud(wijze, lambda: (paneel, gewone_spreiding(paneel, per=vraag.per)))[1]


@dataclass(frozen=True, slots=True)
class _Telvraag:
    """A count, or a rate of counts, of one municipality."""

    cijfers: Cijfers
    definitie: IndicatorDefinitie
    gebied: str
    doel: Doelkeuze | None
    tot: int | None

    @property
    def per(self) -> float | None:
        return None if self.definitie.per is None else float(self.definitie.per)

    def gevonden(self, naam: Reeksnaam, waarden: tuple[Waarde, ...]) -> Gevonden:
        """Facts from all municipalities together, or else from this one alone."""
        paneel = self.gedeeld()
        if isinstance(paneel, Refused):
            spreiding = self.eigen_spreiding(waarden)
            return Gevonden(naam, tuple(self._alleen(waarden, spreiding)), waarden, spreiding=spreiding)
        uitkomst = batterij_over(self.cijfers, paneel, self.per)
        if isinstance(uitkomst, Refused):
            spreiding = self.eigen_spreiding(waarden)
            geen = Geen(Onderwerp.HOOGTE, uitkomst.reason)
            return Gevonden(naam, (geen, *self._alleen(waarden, spreiding)), waarden, spreiding=spreiding)
        groep = groepenset(self.cijfers, paneel).groep(self.gebied)
        feiten = uitkomst.feiten(self.gebied, groepnaam=groep.naam)
        if (nieuwer := self._nieuwer(paneel)) is not None:
            feiten = tuple(nieuwer if feit.onderwerp is Onderwerp.VERSCHIL else feit for feit in feiten)
        return Gevonden(naam, (*feiten, *self._kans(uitkomst)), waarden, groep, uitkomst.jaarspreiding)

    def _paneel(self, tot: int | None) -> Telpaneel | Refused:
        paneel = self.cijfers.paneel(self.definitie.key, tot=tot)
        if isinstance(paneel, Refused) or self.gebied in paneel.gebieden:
            return paneel
        return Refused("Van deze gemeente zijn hier geen aantallen.")

    def gedeeld(self) -> Telpaneel | Refused:
        """Up to the last year that this municipality shares with most others: one that is ahead has no others yet."""
        paneel = self._paneel(self.tot)
        if isinstance(paneel, Refused):
            return paneel
        bekend = np.isfinite(paneel.tellingen)
        van_velen = bekend.sum(axis=0) >= bekend.any(axis=1).sum() / 2
        eigen = bekend[paneel.gebieden.index(self.gebied)]
        samen = np.flatnonzero(van_velen & eigen)
        laatste = paneel.jaren[int(samen[-1])] if len(samen) else paneel.jaren[-1]
        return paneel if laatste == paneel.jaren[-1] else self._paneel(laatste)

    def _nieuwer(self, gedeeld: Telpaneel) -> Verschil | None:
        """The change up to the newest own year, when the others do not have that year yet."""
        paneel = self._paneel(self.tot)
        if isinstance(paneel, Refused) or paneel.jaren[-1] == gedeeld.jaren[-1]:
            return None
        uitkomst = batterij_over(self.cijfers, paneel, self.per)
        feiten = () if isinstance(uitkomst, Refused) else uitkomst.feiten(self.gebied, groepnaam="")
        return next((feit for feit in feiten if isinstance(feit, Verschil)), None)

    def _kans(self, uitkomst: Batterij) -> tuple[Feit, ...]:
        if self.doel is None:
            return ()
        # The verdict on a target looks at the figure itself, not at the figure as printed; so does the chance.
        return (uitkomst.kans(self.gebied, self.doel.streef, self.doel.minstens, self.doel.jaar, self.per),)

    def eigen_spreiding(self, waarden: Sequence[Waarde]) -> Jaarspreiding | None:
        """How much this series itself varies between its years; None when they are too few, or not comparable."""
        jaren = [w for w in waarden if w.periode.is_jaar and w.telling is not None]
        if not jaren:
            return None
        later = jaren[-1].periode

        def telt(waarde: Waarde) -> bool:
            uitkomst = self.cijfers.vergelijkbaar(self.definitie.key, waarde.periode, later, self.gebied)
            return not isinstance(uitkomst, Refused)

        reeks = [w for w in jaren if w.periode == later or telt(w)]
        gevonden = jaarspreiding([[w.telling or 0.0 for w in reeks]], [[w.noemer or 1.0 for w in reeks]])
        return None if isinstance(gevonden, Refused) else gevonden

    def _alleen(self, waarden: Sequence[Waarde], spreiding: Jaarspreiding | None) -> Iterator[Verschil | Geen]:
        """Without other municipalities: the newest year beside those before it, and the spread of the own years."""
        basis = self.cijfers.definities.woorden.basisjaren
        venster = [waarde for waarde in waarden if waarde.periode.is_jaar][-basis - 1 :]
        if bezwaar := self._bezwaar(venster, basis):
            yield Geen(Onderwerp.VERSCHIL, bezwaar)
            return
        *eerder, later = venster
        duur = sum(w.noemer or 1.0 for w in eerder), later.noemer or 1.0
        aantal = sum(w.telling or 0.0 for w in eerder), later.telling or 0.0
        # As in a panel: the spread belongs to the level of the newest year when nothing changes.
        phi = None if spreiding is None else float(spreiding.phi(sum(aantal) / sum(duur) * duur[1]))
        p_los = poisson_e_test(aantal[0], duur[0], aantal[1], duur[1], statistiek="score")
        p = p_los
        if phi is not None:
            p = poisson_e_test(aantal[0], duur[0], aantal[1], duur[1], statistiek="score", phi=phi)
        if isinstance(p, Refused) or isinstance(p_los, Refused):
            yield Geen(Onderwerp.VERSCHIL, p.reason if isinstance(p, Refused) else "")
            return
        per = (self.per or 1.0) if later.noemer else 1.0
        tempo = aantal[0] / duur[0], aantal[1] / duur[1]
        verhouding = tempo[1] / tempo[0] if tempo[0] else float("inf")
        van = f"{eerder[0].periode.label} t/m {eerder[-1].periode.label}" if basis > 1 else eerder[0].periode.label
        yield Verschil(
            van,
            later.periode.label,
            per * tempo[0],
            per * tempo[1],
            verhouding,
            0.0,
            float("inf"),
            p,
            methode_tekst(phi),
            p_los=None if phi is None else p_los,
            phi=phi or 1.0,
        )

    def _bezwaar(self, venster: Sequence[Waarde], basis: int) -> str:
        """Why the last year cannot be held against the years before it; empty when it can."""
        if any(waarde.telling is None for waarde in venster):
            return "Bij dit cijfer zijn geen aantallen bekend. Daarom is niet te toetsen of het is veranderd."
        aaneen = len(venster) == basis + 1 and venster[0].periode.begin.year + basis == venster[-1].periode.begin.year
        if not aaneen:
            return f"Voor een vergelijking zijn cijfers van {basis + 1} jaren na elkaar nodig; die zijn er niet."
        vergelijkbaar = self.cijfers.vergelijkbaar(
            self.definitie.key, venster[0].periode, venster[-1].periode, self.gebied
        )
        return vergelijkbaar.reason if isinstance(vergelijkbaar, Refused) else ""
