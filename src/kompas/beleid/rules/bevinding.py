"""What a rule works with: the question with its latest figure, and the words for numbers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kompas.base import Refused, Waarde, getal_tekst, kort, nodige_decimalen
from kompas.beleid.rules.soorten import Beoordeling, Doelvraag, Oordeel, Richting, Soort, Streefsoort, Uitschieter
from kompas.beleid.rules.weging import RAND, Toetsen, Weging
from kompas.stats.enquete import Meetpunt, vergelijk_met_niveau
from kompas.stats.meervoud import GEWONE_DREMPELS, Drempels, gecorrigeerd
from kompas.stats.tellingen import Interval, marge_van_telling, poisson_level_test, schaal_van_telling
from kompas.stats.verandering import Beweging, Verandering, niet_getoetst, vergelijk_tellingen

TELBAAR: Final = (Soort.TELLING, Soort.VERHOUDING)
"""Kinds of figures that a count stands behind."""


def met_eenheid(tekst: str, eenheid: str) -> str:
    if not eenheid or eenheid == "aantal":
        return tekst
    return f"{tekst}%" if eenheid == "%" else f"{tekst} {eenheid}"


def met_kleine_letter(zin: str) -> str:
    """To go on in the middle of a sentence; an abbreviation keeps its capitals."""
    return zin if zin[1:2].isupper() else zin[:1].lower() + zin[1:]


def van_jaar(reeks: tuple[Waarde, ...], jaar: int | None) -> Waarde | None:
    """The figure of one calendar year, known or not."""
    return next((w for w in reeks if w.periode.is_jaar and w.periode.begin.year == jaar), None)


def jaar_van(waarde: Waarde) -> int:
    return waarde.periode.eind.year


def _of_geen(p: float | Refused) -> float | None:
    return None if isinstance(p, Refused) else p


def telling_van(waarde: Waarde | None, soort: Soort) -> float | None:
    """The count behind a figure; a count is its own, and behind a survey there is none."""
    if waarde is None or waarde.getal is None or soort not in TELBAAR:
        return None
    if waarde.telling is not None:
        return waarde.telling
    return waarde.getal if soort is Soort.TELLING else None


@dataclass(frozen=True)
class Bevinding:
    """A question whose latest figure is known, in a year `peil` that is not after the target year."""

    vraag: Doelvraag
    laatste: Waarde
    getal: float
    peil: int
    is_einde: bool
    weging: Weging | None = None

    @property
    def streef(self) -> float | None:
        """What the figure is held against; a level to hold without a number of its own is the baseline."""
        if self.vraag.streef is not None or self.vraag.streefsoort is not Streefsoort.VASTHOUDEN:
            return self.vraag.streef
        return self.uitgang

    @property
    def uitgang(self) -> float | None:
        return self.vraag.uitgang.getal if self.vraag.uitgang is not None else None

    @property
    def uitgangsjaar(self) -> int | None:
        return jaar_van(self.vraag.uitgang) if self.vraag.uitgang is not None else None

    @property
    def lager_is_beter(self) -> bool:
        soort = self.vraag.streefsoort
        return soort is Streefsoort.HOOGSTENS or (
            soort is Streefsoort.VASTHOUDEN and self.vraag.richting is Richting.LAGER
        )

    def haalt(self, getal: float, grens: float) -> bool:
        """Whether a number is at the right side of a limit, or on it."""
        return getal <= grens if self.lager_is_beter else getal >= grens

    @property
    def pad(self) -> float | None:
        """The straight line from baseline to target, in the year that is judged."""
        uitgang, van, streef, tot = self.uitgang, self.uitgangsjaar, self.streef, self.vraag.doeljaar
        if streef is None or uitgang is None or van is None or tot is None:
            return None
        if tot <= van:
            return streef
        return uitgang + (streef - uitgang) * (min(self.peil, tot) - van) / (tot - van)

    @property
    def marge(self) -> Interval | None:
        """The 95% interval: as the source gives it, or the exact limits of the count behind the figure."""
        return marge_van_telling(self.laatste, telling_van(self.laatste, self.vraag.soort), per=self.vraag.per)

    @property
    def grens(self) -> float | None:
        """What the latest figure is tested against; None where the verdict asks for no such test."""
        vast = self.vraag.streefsoort is Streefsoort.VASTHOUDEN
        if self.vraag.soort not in TELBAAR:
            return self.streef if vast or self.is_einde else self.pad
        if vast or self.is_einde or self.pad is None or self.haalt(self.getal, self.pad):
            return None
        return None if self.al_gehaald else self.pad

    @property
    def al_gehaald(self) -> bool:
        """Whether the baseline met the target already."""
        return self.uitgang is not None and self.streef is not None and self.haalt(self.uitgang, self.streef)

    @property
    def toetsen(self) -> Toetsen:
        """The tests that the verdict rests on, each by itself."""
        verandering = self._verandering.p if self.vraag.soort in TELBAAR else None
        return Toetsen(verandering, self._p_grens())

    def _p_grens(self) -> float | None:
        if self.grens is None or self.marge is None:
            return None
        if self.laatste.laag is not None:
            meting = Meetpunt(self.getal, self.marge.laag, self.marge.hoog)
            return _of_geen(vergelijk_met_niveau(meting, self.grens))
        telling = telling_van(self.laatste, self.vraag.soort)
        maat = None if telling is None else schaal_van_telling(self.laatste, telling, self.vraag.per)
        if telling is None or not maat:
            return None
        phi = self.vraag.spreiding(self.grens / maat) or 1.0
        return _of_geen(poisson_level_test(telling, self.grens / maat, phi=phi))

    @property
    def grens_blijft(self) -> bool:
        """Whether a limit outside the margin may be called so: beside all tests of the plan, and with yearly swings."""
        p = self.weging.samen.grens if self.weging else self._p_grens()
        return p is None or p <= self._drempels.zeker * RAND

    @property
    def twijfel(self) -> str:
        """Why a limit outside the margin may still be chance."""
        if self.weging is None or (self._p_grens() or 0) > self._drempels.zeker:
            return "Toch kan dat toeval zijn: cijfers als dit schommelen van jaar tot jaar meer dan hun marge."
        hoeveel = f"in dit plan zijn {self.weging.aantal} verschillen getoetst"
        return f"Toch kan dat toeval zijn: {hoeveel}, en dan valt er al gauw een op."

    @property
    def _drempels(self) -> Drempels:
        return self.weging.drempels if self.weging else GEWONE_DREMPELS

    @property
    def binnen_marge(self) -> bool:
        return self.marge is not None and self.streef is not None and self.streef in self.marge

    @property
    def basis(self) -> Waarde | None:
        """The baseline year as the source gives it now; the printed baseline when that is a count itself."""
        bron = van_jaar(self.vraag.reeks, self.uitgangsjaar)
        if telling_van(bron, self.vraag.soort) is not None:
            return bron
        return self.vraag.uitgang if self.vraag.soort is Soort.TELLING else None

    @property
    def verandering(self) -> Verandering:
        """The change since the baseline, tested on counts; in the word that stays beside all others of the plan."""
        q = self.weging.samen.verandering if self.weging else None
        if self.weging is None or q is None:
            return self._verandering
        familie = f"{self.weging.aantal} toetsen over dit plan" if self.weging.aantal > 1 else ""
        return gecorrigeerd(self._verandering, q, self.weging.drempels, familie)

    @cached_property
    def _verandering(self) -> Verandering:
        eerder, later = telling_van(self.basis, self.vraag.soort), telling_van(self.laatste, self.vraag.soort)
        if self.basis is None or eerder is None or later is None:
            return niet_getoetst("Van het uitgangsjaar is geen telling bekend.")
        omvang = self._omvang(self.basis), self._omvang(self.laatste)
        if omvang[0] is None or omvang[1] is None:
            return niet_getoetst("Het aantal inwoners is niet bij beide jaren bekend.")
        return vergelijk_tellingen(eerder, omvang[0], later, omvang[1], phi=self.vraag.spreiding((eerder + later) / 2))

    def _omvang(self, waarde: Waarde) -> float | None:
        return 1.0 if self.vraag.soort is Soort.TELLING else waarde.noemer

    @property
    def zeker_beter(self) -> bool:
        beter = Beweging.GEDAALD if self.lager_is_beter else Beweging.GESTEGEN
        return self.verandering.is_zeker and self.verandering.richting is beter

    @property
    def zeker_slechter(self) -> bool:
        return self.verandering.is_zeker and not self.zeker_beter

    def tekst(self, getal: float) -> str:
        return getal_tekst(getal, self.decimalen)

    @property
    def decimalen(self) -> int:
        return max(self.laatste.decimalen, self.vraag.decimalen)

    @property
    def streef_tekst(self) -> str:
        woord = {
            Streefsoort.HOOGSTENS: "hoogstens ",
            Streefsoort.MINSTENS: "minstens ",
            Streefsoort.VASTHOUDEN: "vasthouden op ",
        }.get(self.vraag.streefsoort, "")
        eenheid = "%" if self.vraag.eenheid == "%" else ""
        return woord + ("?" if self.streef is None else kort(self.streef) + eenheid)

    @property
    def cijfer_zin(self) -> str:
        """The latest figure beside the target: the start of every sentence."""
        cijfer = met_eenheid(self.tekst(self.getal), self.vraag.eenheid)
        werkwoord = "was" if self.is_einde else "is"
        wanneer = "" if self.vraag.doeljaar == jaar_van(self.laatste) else f" in {self.vraag.doeljaar}"
        return f"{cijfer} in {jaar_van(self.laatste)}; het doel {werkwoord} {self.streef_tekst}{wanneer}"

    @property
    def marge_tekst(self) -> str:
        return "" if self.marge is None else f"{self.tekst(self.marge.laag)} tot {self.tekst(self.marge.hoog)}"

    def antwoord(self, oordeel: Oordeel, regel: str, zin: str = "", *, getoetst: bool = False) -> Beoordeling:
        """The verdict of a rule, with the numbers that led to it."""
        want = f"{self.cijfer_zin}." if not zin else f"{self.cijfer_zin}. {zin}"
        return Beoordeling(
            oordeel=oordeel,
            want=want,
            regel=regel,
            methode=self.verandering.methode
            if getoetst and self.verandering.p is not None
            else "vergelijking met het doel",
            peiljaar=self.peil,
            laatste=self.laatste,
            uitgang=self.vraag.uitgang,
            streef=self.streef,
            streefsoort=self.vraag.streefsoort,
            doeljaar=self.vraag.doeljaar,
            pad=self.pad,
            p=self.verandering.p if getoetst else None,
            q=self.verandering.q if getoetst else None,
            stappen=self.stappen(getoetst=getoetst),
            binnen_marge=self.binnen_marge,
        )

    def stappen(self, *, getoetst: bool) -> tuple[str, ...]:
        """The numbers that led to the verdict, each in a line that can be checked."""
        regels = [self._uitgang_stap(), f"Doel: {self.streef_tekst} in {self.vraag.doeljaar}.", self._laatste_stap()]
        if self.marge is not None:
            regels.append(f"Marge van het laatste cijfer (95%): {self.marge_tekst}.")
        if not self.is_einde and self.pad is not None:
            regels.append(f"Recht pad van uitgangswaarde naar doel, in {self.peil}: {self.tekst(self.pad)}.")
        if getoetst:
            regels.append(self._toets_stap())
        regels += [f"Let op: {u.reden}" for u in self.vraag.uitschieters if self._raakt(u)]
        return tuple(regel for regel in regels if regel)

    def _raakt(self, uitschieter: Uitschieter) -> bool:
        """Whether the baseline or the latest figure falls in an unusual year."""
        jaren = (self.uitgangsjaar, jaar_van(self.laatste))
        return any(jaar is not None and uitschieter.jaar <= jaar <= uitschieter.tot for jaar in jaren)

    def _uitgang_stap(self) -> str:
        if self.uitgang is None:
            return "Het plan noemt geen uitgangswaarde."
        zin = f"Uitgangswaarde volgens het plan: {kort(self.uitgang)} ({self.uitgangsjaar})."
        bron = van_jaar(self.vraag.reeks, self.uitgangsjaar)
        if bron is None or bron.getal is None or self._zelfde_afgerond(bron.getal, self.uitgang):
            return zin
        nu = self.tekst(bron.getal)
        return f"{zin} De bron geeft voor dat jaar nu {nu}; het pad rekent met het plan, de toets met de bron."

    @staticmethod
    def _zelfde_afgerond(bron: float, plan: float) -> bool:
        """Equal as far as the plan prints it: 3,81 in the source is the 3,8 of the plan."""
        return abs(bron - plan) <= 0.5 * 10.0 ** -nodige_decimalen(plan) + 1e-9

    def _laatste_stap(self) -> str:
        zin = f"Laatste cijfer: {self.tekst(self.getal)} ({jaar_van(self.laatste)})"
        if self.vraag.soort is Soort.VERHOUDING and self.laatste.telling is not None and self.laatste.noemer:
            zin += f", dat is {kort(self.laatste.telling)} op {kort(self.laatste.noemer)}"
        return zin + "."

    def _toets_stap(self) -> str:
        eerder, later = telling_van(self.basis, self.vraag.soort), telling_van(self.laatste, self.vraag.soort)
        if self.verandering.p is None or eerder is None or later is None:
            return f"De verandering is niet getoetst. {self.verandering.toelichting}"
        toets = f"{kort(eerder)} in {self.uitgangsjaar} tegen {kort(later)} in {jaar_van(self.laatste)}"
        return f"{toets}: {self.verandering.woord}. {self.verandering.toelichting}"
