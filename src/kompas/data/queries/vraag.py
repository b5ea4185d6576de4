"""What is asked, and the answer when there is no figure."""

from dataclasses import dataclass

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.data.definities import Bron, IndicatorDefinitie

NU = 9999  # the newest boundaries, whatever their year


@dataclass(frozen=True, slots=True)
class Vraag:
    """Which figure: area, period and the year of the boundaries that it must be for.

    `schat`: a stock may be estimated where a municipality was divided; only a denominator asks so.
    """

    gebied: str
    periode: Periode
    indeling: int = NU
    schat: bool = False


@dataclass(frozen=True, slots=True)
class Meetlat:
    """What is measured: the code of a source, and how the indicator shows it."""

    bron: Bron
    code: str
    naam: str
    definitie: IndicatorDefinitie


def geen(definitie: IndicatorDefinitie, periode: Periode, reden: GeenCijfer, uitleg: str, herkomst: Herkomst) -> Waarde:
    """A figure that is not there, and why."""
    return Waarde(
        naam=definitie.titel,
        periode=periode,
        eenheid=eenheid(definitie, periode),
        reden=reden,
        uitleg=uitleg,
        decimalen=definitie.decimalen,
        herkomst=herkomst,
    )


def eenheid(definitie: IndicatorDefinitie, periode: Periode) -> str:
    """The unit; a count over several years is shown per year."""
    if definitie.soort == "telling" and periode.maanden > 12:
        return f"{definitie.eenheid} per jaar"
    return definitie.eenheid


def klein(naam: str) -> str:
    """A title inside a sentence: without capital, unless it is an abbreviation."""
    return naam if naam[1:2].isupper() else naam[:1].lower() + naam[1:]
