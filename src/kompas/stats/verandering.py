"""Change in words that a test stands behind. See docs/methoden/verandering.md."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kompas.base import Refused, getal_tekst
from kompas.stats.enquete import Meetpunt, vergelijk_metingen
from kompas.stats.tellingen import poisson_e_test

ZEKER_ONDER: Final = 0.05
WAARSCHIJNLIJK_ONDER: Final = 0.10
E_TOETS: Final = "E-toets voor twee tellingen"
GEWOON_TOEVAL: Final = 1.2
"""Up to so much spread the chance of independent incidents is the whole story."""


class Zekerheid(StrEnum):
    ZEKER = "zeker"
    WAARSCHIJNLIJK = "waarschijnlijk"
    NIET_TE_ZEGGEN = "niet te zeggen"
    NIET_TE_BEOORDELEN = "niet te beoordelen"
    GEEN_TOETS = "geen toets"
    """Not a word of a test: a chance, a signal, a flag."""


class Beweging(StrEnum):
    """Which way the figure itself went; whether that is good is not said here."""

    GESTEGEN = "gestegen"
    GEDAALD = "gedaald"
    GELIJK = "gelijk gebleven"


_SYMBOLEN: Final = {
    (Zekerheid.ZEKER, Beweging.GESTEGEN): "▲",
    (Zekerheid.ZEKER, Beweging.GEDAALD): "▼",
    (Zekerheid.WAARSCHIJNLIJK, Beweging.GESTEGEN): "△",
    (Zekerheid.WAARSCHIJNLIJK, Beweging.GEDAALD): "▽",
}


@dataclass(frozen=True, slots=True)
class Verandering:
    """A change in words. `p` is None when nothing could be tested; `toelichting` then says why.

    `q` is p corrected for the other words shown with it (`meervoud.woorden_samen`), None until that is done.
    """

    woord: str
    symbool: str
    zekerheid: Zekerheid
    richting: Beweging
    p: float | None
    methode: str
    toelichting: str = ""
    q: float | None = None

    @property
    def is_zeker(self) -> bool:
        return self.zekerheid is Zekerheid.ZEKER


def vergelijk_tellingen(
    eerder: float,
    eerder_duur: float,
    later: float,
    later_duur: float,
    *,
    overlap_maanden: int = 0,
    phi: float | None = None,
) -> Verandering:
    """Compare two counts; a duration is years, or years times inhabitants.

    `phi` is how much more such counts vary from year to year than independent incidents would (1: no more), None when
    that is not known: the word then rests on chance alone. Windows that overlap share events: the difference is tested
    as if they did not, and the answer says so.
    """
    # The score statistic: with unequal durations the Wald statistic calls a fall certain sooner than a rise.
    p = poisson_e_test(eerder, eerder_duur, later, later_duur, statistiek="score", phi=phi or 1.0)
    if isinstance(p, Refused):
        return niet_getoetst(p.reason)
    verschil = later / later_duur - eerder / eerder_duur
    return _verandering(verschil, p, methode_tekst(phi), overlap_zin(overlap_maanden))


def methode_tekst(phi: float | None) -> str:
    """The name of the test, with what it counts as ordinary."""
    if phi is None or phi <= GEWOON_TOEVAL:
        return E_TOETS
    return f"{E_TOETS}, met de gewone schommeling tussen jaren ({getal_tekst(phi, 1)} keer die van los toeval)"


def vergelijk_enquetes(eerder: Meetpunt, later: Meetpunt) -> Verandering:
    """Compare two survey results by their margins."""
    p = vergelijk_metingen(eerder, later)
    if isinstance(p, Refused):
        return niet_getoetst(p.reason)
    return _verandering(later.getal - eerder.getal, p, "vergelijking van marges")


def niet_getoetst(reden: str) -> Verandering:
    """There are two figures, but no word about the change, with the reason."""
    return _zonder_toets(Zekerheid.NIET_TE_ZEGGEN, "≈", reden)


def niet_te_beoordelen(reden: str) -> Verandering:
    """There are no two figures that can be held against each other, with the reason."""
    return _zonder_toets(Zekerheid.NIET_TE_BEOORDELEN, "○", reden)


def _zonder_toets(zekerheid: Zekerheid, symbool: str, reden: str) -> Verandering:
    return Verandering(str(zekerheid), symbool, zekerheid, Beweging.GELIJK, None, "niet getoetst", reden)


def zekerheid_van(p: float) -> Zekerheid:
    if p < ZEKER_ONDER:
        return Zekerheid.ZEKER
    return Zekerheid.WAARSCHIJNLIJK if p < WAARSCHIJNLIJK_ONDER else Zekerheid.NIET_TE_ZEGGEN


def met_zekerheid(verandering: Verandering, zekerheid: Zekerheid, q: float, familie: str = "") -> Verandering:
    """The same change with the word that stays after correction for `familie` ("38 woorden over dit plan")."""
    if verandering.p is None:
        return verandering
    if verandering.richting is Beweging.GELIJK:
        zekerheid = Zekerheid.NIET_TE_ZEGGEN
    delen = [verandering.toelichting]
    if familie:
        delen.append(f"Gecorrigeerd voor {familie}: {p_tekst(q, 'q')}.")
    if zekerheid is not verandering.zekerheid:
        delen.append(f"Los bekeken was het woord: {verandering.woord}.")
    return replace(
        verandering,
        woord=woord_van(zekerheid, verandering.richting),
        symbool=symbool_van(zekerheid, verandering.richting),
        zekerheid=zekerheid,
        toelichting=" ".join(delen),
        q=q,
    )


def p_tekst(p: float, letter: str = "p") -> str:
    """A p-value (or q-value) as a reader can use it."""
    if math.isnan(p):
        return "niet getoetst"
    return f"{letter} < 0,001" if p < 0.001 else f"{letter} = {getal_tekst(math.floor(p * 1000) / 1000, 3)}"


def overlap_zin(maanden: int) -> str:
    if maanden <= 0:
        return ""
    hoeveel = "1 maand" if maanden == 1 else f"{maanden} maanden"
    return f"Let op: de twee periodes overlappen {hoeveel}; het verschil is daardoor in werkelijkheid minder zeker."


def _verandering(verschil: float, p: float, methode: str, extra: str = "") -> Verandering:
    richting = Beweging.GELIJK if verschil == 0 else Beweging.GESTEGEN if verschil > 0 else Beweging.GEDAALD
    zekerheid = zekerheid_van(p) if verschil else Zekerheid.NIET_TE_ZEGGEN
    symbool = symbool_van(zekerheid, richting)
    toelichting = " ".join(deel for deel in (f"{methode}: {p_tekst(p)}.", extra) if deel)
    return Verandering(woord_van(zekerheid, richting), symbool, zekerheid, richting, p, methode, toelichting)


def symbool_van(zekerheid: Zekerheid, richting: Beweging) -> str:
    return _SYMBOLEN.get((zekerheid, richting), "≈")


def woord_van(zekerheid: Zekerheid, richting: Beweging) -> str:
    if zekerheid is Zekerheid.ZEKER:
        return f"zeker {richting}"
    if zekerheid is Zekerheid.WAARSCHIJNLIJK:
        return f"waarschijnlijk {richting}, niet zeker"
    return str(zekerheid)
