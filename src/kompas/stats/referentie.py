"""Which municipalities resemble this one, and why. See docs/methoden/referentie.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import bezwaar_grootte

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]

AANTAL: Final = 10
STABIEL_VANAF: Final = 0.7
"""The part of the group that has to stay when any one characteristic is dropped, to call it stable."""


@dataclass(frozen=True, slots=True)
class Gelijke:
    """A municipality that resembles: its distance, the part of every characteristic in it, and how often it stays.

    `blijft` is the part of the characteristics of which one at a time can be dropped without it leaving the group.
    """

    gebied: int
    afstand: float
    delen: tuple[float, ...]
    blijft: float


@dataclass(frozen=True, slots=True)
class Referentiegroep:
    """The most similar municipalities, nearest first.

    `stabiliteit` is, per characteristic, the part of the group that stays when it is dropped. `zonder_gegevens` could
    not be compared because a figure is missing; `zonder_verschil` are characteristics that are equal everywhere.
    """

    leden: tuple[Gelijke, ...]
    kenmerken: tuple[str, ...]
    stabiliteit: tuple[float, ...]
    zonder_gegevens: tuple[int, ...]
    zonder_verschil: tuple[str, ...]

    @property
    def stabiel(self) -> bool:
        return min(self.stabiliteit) >= STABIEL_VANAF

    def uitleg(self, lid: Gelijke) -> str:
        """In what this municipality differs most, in a sentence."""
        if lid.afstand == 0:
            return "Gelijk op alle kenmerken."
        volgorde = np.argsort(-np.asarray(lid.delen), kind="stable")[:2]
        delen = [f"{self.kenmerken[n]} ({round(100 * lid.delen[n])}%)" for n in volgorde if lid.delen[n] >= 0.1]
        return f"Het verschil zit het meest in {' en '.join(delen or [self.kenmerken[volgorde[0]]])}."

    def waarschuwing(self) -> str:
        """What to know before the group is used; empty when it hangs on no single characteristic."""
        if self.stabiel:
            return ""
        zwak = int(np.argmin(self.stabiliteit))
        weg = len(self.leden) - round(self.stabiliteit[zwak] * len(self.leden))
        waarvan = f"zonder dat kenmerk zijn {weg} van de {len(self.leden)} anders"
        return f"Deze groep hangt sterk af van {self.kenmerken[zwak]}: {waarvan}."


def vergelijkbare_gemeenten(
    kenmerken: ArrayLike,
    namen: Sequence[str],
    gemeente: int,
    *,
    aantal: int = AANTAL,
    gewichten: ArrayLike | None = None,
    logaritmisch: Sequence[str] = (),
) -> Referentiegroep | Refused:
    """The nearest municipalities by weighted Euclidean distance of standardised characteristics.

    `kenmerken` is municipalities x characteristics, NaN where unknown. Those in `logaritmisch` are compared by ratio:
    50.000 and 100.000 inhabitants are as far apart as 100.000 and 200.000.
    """
    x = np.array(kenmerken, dtype=float)
    g = np.ones(len(namen)) if gewichten is None else np.asarray(gewichten, dtype=float)
    if (bezwaar := _bezwaar(x, tuple(namen), gemeente, g, tuple(logaritmisch))) is not None:
        return bezwaar
    for naam in logaritmisch:
        x[:, tuple(namen).index(naam)] = np.log(x[:, tuple(namen).index(naam)])
    heel = np.isfinite(x).all(axis=1)
    kwadraat, gelijk = _kwadraten(x, heel, gemeente, g)
    kandidaten = np.flatnonzero(heel & (np.arange(len(x)) != gemeente))
    if not float(aantal).is_integer() or not 1 <= aantal <= len(kandidaten):
        return Refused(f"Er zijn {len(kandidaten)} gemeenten om mee te vergelijken; gevraagd zijn er {aantal}.")
    groep = _naaste(kwadraat, kandidaten, aantal)
    zonder = [set(_naaste(np.delete(kwadraat, n, axis=1), kandidaten, aantal)) for n in range(len(namen))]
    leden = tuple(_lid(int(gebied), kwadraat[gebied], zonder) for gebied in groep)
    stabiliteit = tuple(len(over & set(groep)) / aantal for over in zonder)
    zonder_verschil = tuple(naam for naam, zo in zip(namen, gelijk, strict=True) if zo)
    return Referentiegroep(leden, tuple(namen), stabiliteit, tuple(np.flatnonzero(~heel).tolist()), zonder_verschil)


def _kwadraten(x: Matrix, heel: NDArray[np.bool_], gemeente: int, g: Rij) -> tuple[Matrix, NDArray[np.bool_]]:
    """Weighted squared differences in standard deviations, and which characteristics are equal everywhere."""
    spreiding = x[heel].std(axis=0)
    gelijk = spreiding <= 1e-12 * np.maximum(np.abs(x[heel]).max(axis=0), 1e-300)
    verschil = np.where(heel[:, None], x - x[gemeente], 0.0) / np.where(gelijk, np.inf, spreiding)
    return g * verschil**2, np.asarray(gelijk)


def _naaste(kwadraat: Matrix, kandidaten: NDArray[np.int_], aantal: int) -> tuple[int, ...]:
    volgorde = np.argsort(kwadraat[kandidaten].sum(axis=1), kind="stable")[:aantal]
    return tuple(kandidaten[volgorde].tolist())


def _lid(gebied: int, kwadraat: Rij, zonder: list[set[int]]) -> Gelijke:
    totaal = float(kwadraat.sum())
    delen = tuple((kwadraat / totaal).tolist()) if totaal else (0.0,) * len(kwadraat)
    return Gelijke(gebied, totaal**0.5, delen, sum(gebied in over for over in zonder) / len(zonder))


def _bezwaar(x: Matrix, namen: tuple[str, ...], gemeente: int, g: Rij, log: tuple[str, ...]) -> Refused | None:
    if x.ndim != 2 or x.shape[1] != len(namen) or len(set(namen)) != len(namen) or len(namen) < 2:
        return Refused("Voor een referentiegroep zijn ten minste twee kenmerken met elk een eigen naam nodig.")
    if not 0 <= gemeente < len(x) or not float(gemeente).is_integer():
        return Refused("Deze gemeente staat niet in de tabel met kenmerken.")
    if not np.isfinite(x[gemeente]).all():
        ontbreekt = ", ".join(naam for naam, getal in zip(namen, x[gemeente], strict=True) if not np.isfinite(getal))
        return Refused(f"Van deze gemeente ontbreekt: {ontbreekt}.")
    if g.shape != (len(namen),) or not np.isfinite(g).all() or (g < 0).any() or (g > 0).sum() < 2:
        return Refused("Elk kenmerk heeft een gewicht van nul of meer, en ten minste twee tellen mee.")
    kolommen = [namen.index(naam) for naam in log if naam in namen]
    if len(kolommen) < len(log) or (x[:, kolommen] <= 0).any():
        return Refused("Een kenmerk dat als verhouding wordt vergeleken, is overal groter dan nul.")
    return bezwaar_grootte(x)
