"""The verdict on a measure in words: what the design allows, and its reservations. See docs/methoden/effect.md."""

from dataclasses import dataclass
from typing import Final

from kompas.base import Refused, getal_tekst
from kompas.stats.effect.synthetisch import SynthetischeControle
from kompas.stats.effect.verschil import VerschilInVerschillen
from kompas.stats.effect.wdd import NIET_AAN_TE_TONEN, Effect
from kompas.stats.tellingen import Interval
from kompas.stats.verandering import Zekerheid

Uitkomst = Effect | VerschilInVerschillen | SynthetischeControle

ALGEMEEN: Final = "Of dit door de maatregel komt, is met deze vergelijking niet te zeggen."
NIET_NUL: Final = "Dat betekent niet dat de maatregel niets deed: een kleiner effect is zo niet te zien."
PIEK: Final = (
    "Het gebied is gekozen omdat het er net slecht ging. Zo'n piek zakt ook zonder maatregel; dit telt niet als effect."
)
UITEEN: Final = "De gebieden liepen vóór de maatregel al uiteen; het verschil kan daarvan komen."
SLECHTE_PAS: Final = "Vóór de maatregel leek de mengeling van andere gebieden te weinig op dit gebied."
WEGLATEN: Final = "Het verschil keert om als één van de andere gebieden wegvalt."
ONEENS: Final = "De twee manieren van vergelijken wijzen niet dezelfde kant op."
ZWAK: Final = "De tweede manier van vergelijken wijst dezelfde kant op, maar sluit toeval niet uit."
GEEN_TWEEDE: Final = "Een tweede manier van vergelijken kon hier niet."
VERPLAATST: Final = (
    "Samen met de gebieden waar het heen kan gaan, is de daling niet zeker. Een deel kan zijn verplaatst."
)
NIET_TE_BEOORDELEN: Final = "niet te beoordelen"
_GRENS_VOORAF: Final = 0.05


@dataclass(frozen=True, slots=True)
class Oordeel:
    """`woord` for a table, `zin` with the numbers, `voorbehoud` to print below it, always."""

    woord: str
    zin: str
    voorbehoud: tuple[str, ...]
    zekerheid: Zekerheid


def verdict(uitkomst: Uitkomst, *, gekozen_om_piek: bool = False) -> Oordeel:
    """A serious reservation, or an area chosen at its peak, takes back every word but "niet aan te tonen"."""
    zin, ernstig = _zin(uitkomst)
    if gekozen_om_piek:
        ernstig = (PIEK, *ernstig)
    woord = NIET_AAN_TE_TONEN if ernstig else uitkomst.woord
    toont = woord != NIET_AAN_TE_TONEN
    zekerheid = Zekerheid.ZEKER if toont else Zekerheid.NIET_TE_ZEGGEN
    return Oordeel(woord, zin, (*ernstig, ALGEMEEN if toont else NIET_NUL), zekerheid)


def joint_verdict(
    verschil: VerschilInVerschillen | Refused,
    synthetisch: SynthetischeControle | Refused,
    samen_met_uitwijk: Effect | Refused | None = None,
    *,
    gekozen_om_piek: bool = False,
) -> Oordeel:
    """One word over all comparisons: the first decides whether there is one, the second how sure it is.

    So looking twice never finds an effect more often than looking once.
    """
    if isinstance(verschil, Refused):
        return Oordeel(NIET_TE_BEOORDELEN, verschil.reason, (), Zekerheid.NIET_TE_BEOORDELEN)
    eerste = verdict(verschil, gekozen_om_piek=gekozen_om_piek)
    if eerste.zekerheid is not Zekerheid.ZEKER:
        return eerste
    zekerheid, bezwaren = _tweede(verschil, synthetisch)
    if zekerheid is Zekerheid.NIET_TE_ZEGGEN:
        return Oordeel(NIET_AAN_TE_TONEN, eerste.zin, (*bezwaren, NIET_NUL), zekerheid)
    if isinstance(samen_met_uitwijk, Effect) and verschil.verhouding < 1 and samen_met_uitwijk.interval.hoog >= 0:
        bezwaren = (*bezwaren, VERPLAATST)
    woord = eerste.woord if zekerheid is Zekerheid.ZEKER else f"waarschijnlijk {eerste.woord}"
    return Oordeel(woord, eerste.zin, (*bezwaren, ALGEMEEN), zekerheid)


def _tweede(
    verschil: VerschilInVerschillen, synthetisch: SynthetischeControle | Refused
) -> tuple[Zekerheid, tuple[str, ...]]:
    """What the second comparison leaves of the word of the first."""
    if isinstance(synthetisch, Refused):
        return Zekerheid.WAARSCHIJNLIJK, (GEEN_TWEEDE, synthetisch.reason)
    ernstig = _zin(synthetisch)[1]
    if ernstig:
        return Zekerheid.WAARSCHIJNLIJK, ernstig
    if (synthetisch.effect < 0) != (verschil.verhouding < 1):
        return Zekerheid.NIET_TE_ZEGGEN, (ONEENS,)
    if synthetisch.woord == NIET_AAN_TE_TONEN:
        return Zekerheid.WAARSCHIJNLIJK, (ZWAK,)
    return Zekerheid.ZEKER, ()


def _zin(uitkomst: Uitkomst) -> tuple[str, tuple[str, ...]]:
    """The sentence, and what takes its word back."""
    if isinstance(uitkomst, Effect):
        return _zin_wdd(uitkomst), ()
    if isinstance(uitkomst, VerschilInVerschillen):
        vooraf = uitkomst.vooraf
        return _zin_did(uitkomst), ((UITEEN,) if vooraf is not None and vooraf < _GRENS_VOORAF else ())
    ernstig = () if uitkomst.past else (SLECHTE_PAS,)
    if uitkomst.zonder.laag < 0 < uitkomst.zonder.hoog:
        ernstig = (*ernstig, WEGLATEN)
    return _zin_synthetisch(uitkomst), ernstig


def _zin_wdd(effect: Effect) -> str:
    aantal = _ongeveer(effect.schatting)
    incidenten = "incident" if aantal.endswith("1") and round(abs(effect.schatting)) <= 1 else "incidenten"
    return (
        f"{aantal} {incidenten} {_richting(effect.schatting)} dan het vergelijkingsgebied doet verwachten. "
        f"{_marge(effect.niveau, effect.interval)}"
    )


def _zin_did(effect: VerschilInVerschillen) -> str:
    verschil = (effect.verhouding - 1) * 100
    procenten = Interval((effect.interval.laag - 1) * 100, (effect.interval.hoog - 1) * 100)
    return (
        f"{_ongeveer(verschil)}% {_richting(verschil)} dan {effect.vergelijkingsgebieden} andere gebieden doen "
        f"verwachten. {_marge(effect.niveau, procenten, '%')}"
    )


def _zin_synthetisch(effect: SynthetischeControle) -> str:
    maat, eenheid, decimalen = (100.0, "%", 0) if effect.schaal == "index" else (1.0, "", 2)
    interval = Interval(effect.interval.laag * maat, effect.interval.hoog * maat)
    aantal = len(effect.placebo_effecten)
    erboven = round(effect.p * (aantal + 1)) - 1
    hoeveel = f"{_ongeveer(effect.effect * maat, decimalen).lower()}{eenheid} {_richting(effect.effect)}"
    return (
        f"Gemiddeld {hoeveel} dan een mengeling van andere gebieden die er vóór de maatregel het meest op leek. "
        f"{_marge(effect.niveau, interval, eenheid, decimalen)} Van de {aantal} andere gebieden "
        f"{'week' if erboven == 1 else 'weken'} er {erboven} even sterk of sterker af."
    )


def _ongeveer(getal: float, decimalen: int = 0) -> str:
    """At the start of a sentence, without its sign; "0% more" would be no sentence."""
    if round(abs(getal), decimalen):
        return _tal(abs(getal), decimalen)
    return f"Minder dan {_tal(10.0**-decimalen, decimalen)}"


def _richting(getal: float) -> str:
    return "minder" if getal < 0 else "meer"


def _marge(niveau: float, interval: Interval, eenheid: str = "", decimalen: int = 0) -> str:
    """In words instead of minus signs, and without "zeker": that would be read as being about the measure."""
    laag, hoog = (f"{_tal(abs(grens), decimalen)}{eenheid}" for grens in (interval.laag, interval.hoog))
    if interval.hoog < 0:
        tekst = f"{hoog} tot {laag} minder"
    elif interval.laag > 0:
        tekst = f"{laag} tot {hoog} meer"
    else:
        tekst = f"van {laag} minder tot {hoog} meer"
    return f"Marge ({niveau * 100:.0f}%): {tekst}."


def _tal(getal: float, decimalen: int = 0) -> str:
    return getal_tekst(round(getal, decimalen) + 0.0, decimalen)
