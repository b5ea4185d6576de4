"""Making a goal measurable: which figures there are to choose from, and what is weak about the choice."""

from dataclasses import dataclass
from datetime import date

from kompas.base import Waarde, getal_tekst
from kompas.beleid.models import Indicator
from kompas.beleid.queries.beoordelen import Peiling, gewogen_vraag
from kompas.beleid.queries.vragen import SOORTEN
from kompas.beleid.rules import Doelvraag, Soort, binnen_marge_van_uitgang, doeltoets, stap_te_klein, telling_van
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.stats.tellingen import marge_van_telling

GETOONDE_JAREN = 8

VAAK_TOEVAL = 0.2
"""A target that is met so often when nothing changes deserves a warning."""


@dataclass(frozen=True)
class Keuzejaar:
    """A year that can be the baseline; `marge` is its 95% interval in words, empty when none is known."""

    jaar: int
    waarde: Waarde
    marge: str


@dataclass(frozen=True)
class Cijferkeuze:
    """The figures of one definition in one municipality, newest year first; without any, the reason."""

    definitie: IndicatorDefinitie
    bron: str
    jaren: tuple[Keuzejaar, ...]
    geen_omdat: str = ""

    @property
    def laatste(self) -> Waarde | None:
        return self.jaren[0].waarde if self.jaren else None

    def jaar(self, jaar: str) -> Keuzejaar | None:
        """The baseline candidate of this year, as a form sends it."""
        return next((keuze for keuze in self.jaren if str(keuze.jaar) == jaar), None)


def cijferkeuze(key: str, gemeente: Gemeente, cijfers: Cijfers) -> Cijferkeuze | None:
    """None when no figures were chosen, or a definition that is gone."""
    if not key:
        return None
    try:
        definitie = cijfers.definitie(key)
    except KeyError:
        return None
    bekend = [waarde for waarde in cijfers.reeks(key, gemeente.code) if waarde.bekend]
    jaren = tuple(_keuzejaar(waarde, definitie) for waarde in reversed(bekend[-GETOONDE_JAREN:]))
    geen_omdat = "" if jaren else definitie.geen_bron_omdat or f"Over {gemeente} zijn deze cijfers er nog niet."
    return Cijferkeuze(definitie, cijfers.definities.bronnen[definitie.bron].titel, jaren, geen_omdat)


def streefwaarschuwingen(indicator: Indicator, cijfers: Cijfers, vandaag: date) -> tuple[str, ...]:
    """What is weak about the target as it stands, saved or not: met by chance, or too small a step to see."""
    vraag = gewogen_vraag(indicator, Peiling(cijfers, None, vandaag))
    zinnen = (binnen_marge_van_uitgang(vraag) or _vaak_toeval(vraag), stap_te_klein(vraag))
    return tuple(zin for zin in zinnen if zin)


def _vaak_toeval(vraag: Doelvraag) -> str:
    """The sentence when chance alone meets the target often; the swings between years make it more than the margin."""
    toets = doeltoets(vraag)
    return toets.toeval_zin if toets is not None and (toets.toeval or 0) >= VAAK_TOEVAL else ""


def _keuzejaar(waarde: Waarde, definitie: IndicatorDefinitie) -> Keuzejaar:
    telling = telling_van(waarde, SOORTEN.get(definitie.soort, Soort.ONBEKEND))
    marge = marge_van_telling(waarde, telling, per=definitie.per)
    decimalen = waarde.decimalen if definitie.soort == "telling" else max(waarde.decimalen, 1)
    tekst = f"{getal_tekst(marge.laag, decimalen)} tot {getal_tekst(marge.hoog, decimalen)}" if marge else ""
    return Keuzejaar(waarde.periode.begin.year, waarde, tekst)
