"""With whom a municipality is compared: those that resemble it most, or all others. See docs/methoden/referentie.md.

A group is the same for everybody who looks: the definitions see to it that its characteristics come from open sources.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Periode, Refused
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Kenmerk
from kompas.stats.batterij import Telpaneel
from kompas.stats.referentie import Referentiegroep, vergelijkbare_gemeenten

VERGELIJKBAAR: Final = "vergelijkbare gemeenten"
ALLE: Final = "andere gemeenten"
MINSTE_DEEL: Final = 0.75
"""The part of the municipalities of which a characteristic is known, at least, to use it."""
TERUG: Final = 6
"""So many years with figures are looked at for a characteristic, newest first."""

Matrix = NDArray[np.float64]
Groepen = tuple[Referentiegroep | Refused, ...]


@dataclass(frozen=True, slots=True)
class Groep:
    """Who a municipality is held against, nearest first; `uitleg` says how they were chosen, and what to know."""

    naam: str
    leden: tuple[str, ...]
    uitleg: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groepenset:
    """The group of every area of a panel; `masker` None: everyone is held against all others."""

    gebieden: tuple[str, ...]
    groepen: Groepen
    masker: NDArray[np.bool_] | None

    def groep(self, gebied: str) -> Groep:
        """The group of one area."""
        if gebied not in self.gebieden:
            return Groep(ALLE, self.gebieden, ("Van deze gemeente zijn hier geen cijfers.",))
        groep = self.groepen[self.gebieden.index(gebied)]
        if isinstance(groep, Refused):
            leden = tuple(ander for ander in self.gebieden if ander != gebied)
            wie = f"Dat zijn alle {len(leden)} andere gemeenten waarvan hier cijfers zijn, samen."
            if len(leden) < 2:
                hoeveel = "maar één andere gemeente" if leden else "geen enkele andere gemeente"
                wie = f"Van {hoeveel} zijn hier aantallen."
            return Groep(ALLE, leden, (wie, f"Er is geen groep van vergelijkbare gemeenten. {groep.reason}"))
        kenmerken = _opsomming(groep.kenmerken)
        zinnen = (f"De {len(groep.leden)} gemeenten die het meest lijken, op {kenmerken}.", groep.waarschuwing())
        leden = tuple(self.gebieden[lid.gebied] for lid in groep.leden)
        return Groep(VERGELIJKBAAR, leden, tuple(zin for zin in zinnen if zin))


def groepenset(cijfers: Cijfers, paneel: Telpaneel) -> Groepenset:
    """The groups among the municipalities of a panel, on what was known of them up to its last year."""
    return groepen_onder(cijfers, paneel.gebieden, paneel.jaren[-1])


def groepen_onder(cijfers: Cijfers, gebieden: tuple[str, ...], tot: int) -> Groepenset:
    """The groups among these municipalities, on what was known of them up to a year."""
    return cijfers.onthoud(("groepen", gebieden, tot), lambda: _groepenset(cijfers, gebieden, tot))


def _groepenset(cijfers: Cijfers, gebieden: tuple[str, ...], tot: int) -> Groepenset:
    referentie = cijfers.definities.woorden.referentie
    cijfers.voorladen([kenmerk.indicator for kenmerk in referentie.kenmerken], gebieden)
    bekend = [(kenmerk, _kolom(cijfers, kenmerk, gebieden, tot)) for kenmerk in referentie.kenmerken]
    bruikbaar = [(kenmerk, kolom) for kenmerk, kolom in bekend if np.isfinite(kolom).any()]
    if len(bruikbaar) < 2:
        welke = _opsomming([kenmerk.titel for kenmerk, _ in bruikbaar])
        alleen = f"Daarvoor is alleen bekend: {welke}." if welke else "De kenmerken daarvoor zijn niet ingelezen."
        return Groepenset(gebieden, (Refused(alleen),) * len(gebieden), None)
    groepen = tuple(_groep(bruikbaar, nummer, referentie.aantal) for nummer in range(len(gebieden)))
    if all(isinstance(groep, Refused) for groep in groepen):
        return Groepenset(gebieden, groepen, None)
    return Groepenset(gebieden, groepen, _masker(groepen))


def _groep(kenmerken: Sequence[tuple[Kenmerk, Matrix]], gemeente: int, aantal: int) -> Referentiegroep | Refused:
    return vergelijkbare_gemeenten(
        np.column_stack([kolom for _, kolom in kenmerken]),
        [kenmerk.titel for kenmerk, _ in kenmerken],
        gemeente,
        aantal=aantal,
        gewichten=[kenmerk.gewicht for kenmerk, _ in kenmerken],
        logaritmisch=[kenmerk.titel for kenmerk, _ in kenmerken if kenmerk.logaritmisch],
    )


def _kolom(cijfers: Cijfers, kenmerk: Kenmerk, gebieden: tuple[str, ...], tot: int) -> Matrix:
    """The characteristic of every area in the newest year that most have, or its own newest before it; NaN: unknown."""
    jaren: Counter[int] = Counter()
    for gebied in gebieden:
        perioden = cijfers.perioden(kenmerk.indicator, gebied)
        jaren.update({periode.begin.year for periode in perioden if periode.is_jaar and periode.begin.year <= tot})
    genoeg = sorted(jaar for jaar, aantal in jaren.items() if aantal >= MINSTE_DEEL * len(gebieden))
    kolom = np.full(len(gebieden), np.nan)
    for jaar in reversed(genoeg[-TERUG:]):
        weg = np.flatnonzero(np.isnan(kolom))
        waarden = cijfers.vergelijk(kenmerk.indicator, [gebieden[nummer] for nummer in weg], Periode.jaar(jaar))
        getallen = np.array([np.nan if waarde.getal is None else waarde.getal for waarde in waarden])
        if kenmerk.logaritmisch:
            getallen[getallen <= 0] = np.nan
        kolom[weg] = getallen
        if np.isfinite(kolom).all():
            break
    return kolom if np.isfinite(kolom).mean() >= MINSTE_DEEL else np.full(len(gebieden), np.nan)


def _masker(groepen: Groepen) -> NDArray[np.bool_]:
    masker = ~np.eye(len(groepen), dtype=np.bool_)
    for nummer, groep in enumerate(groepen):
        if not isinstance(groep, Refused):
            masker[nummer] = False
            masker[nummer, [lid.gebied for lid in groep.leden]] = True
    return masker


def _opsomming(namen: Sequence[str]) -> str:
    return " en ".join([", ".join(namen[:-1]), namen[-1]] if len(namen) > 1 else list(namen))
