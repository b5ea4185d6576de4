"""Time of day of incidents that nobody saw: spread over the time in which they can have happened (aoristic).

See docs/methoden/plekken-tijdstip.md.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from kompas.base import Refused
from kompas.stats.plekken.raster import Getallen, Rij

_UREN: Final = {"dag": 24, "week": 168}
_MAANDAG: Final = np.datetime64("1970-01-05T00:00:00", "s")


@dataclass(frozen=True, slots=True)
class Tijdstip:
    """Incidents per hour of the day, or of the week from Monday 0:00.

    `aantal` spreads each incident evenly over its own time. Between `zeker` (lies within the hour as a whole) and
    `mogelijk` (can lie in it) the truth is. `te_lang`: left out, because their time was too long; `onbruikbaar`:
    without times, or with an end before the beginning.
    """

    aantal: Rij
    zeker: Getallen
    mogelijk: Getallen
    te_lang: int
    onbruikbaar: int

    @property
    def deel_zeker(self) -> float:
        """The part of the incidents of which the hour is known."""
        return float(self.zeker.sum() / self.aantal.sum())


def aoristic(
    begin: ArrayLike, eind: ArrayLike, *, cyclus: Literal["dag", "week"] = "dag", langst: float = 24.0
) -> Tijdstip | Refused:
    """Local times (datetime64, or hours since some Monday 0:00) between which each incident took place.

    The same time twice is a known moment; a period of more than `langst` hours tells too little and stays out.
    """
    van, tot = _uren(begin), _uren(eind)
    if van is None or tot is None or van.shape != tot.shape or van.ndim != 1:
        return Refused("Geef voor elk voorval een begin en een einde: tijden of uren.")
    if not langst > 0:
        return Refused("De langste duur is een aantal uren boven nul.")
    bruikbaar = np.isfinite(van) & np.isfinite(tot) & (np.abs(van) < 1e9) & (np.abs(tot) < 1e9) & (tot >= van)
    van, tot = van[bruikbaar], tot[bruikbaar]
    kort = tot - van <= langst
    if not kort.any():
        return Refused("Van geen enkel voorval is goed genoeg bekend wanneer het was.")
    periode = _UREN[cyclus]
    start = van[kort] % periode
    return Tijdstip(
        *_verdeel(start, (tot - van)[kort], periode), int((~kort).sum()), int(len(bruikbaar) - bruikbaar.sum())
    )


def _uren(tijden: ArrayLike) -> Rij | None:
    ruw = np.asarray(tijden)
    if ruw.dtype.kind == "M":
        uren = (ruw.astype("datetime64[s]") - _MAANDAG) / np.timedelta64(1, "h")
        return np.asarray(uren, dtype=np.float64)
    return ruw.astype(np.float64) if ruw.dtype.kind in "fiu" else None


def _verdeel(start: Rij, duur: Rij, periode: int) -> tuple[Rij, Getallen, Getallen]:
    """Weights, certain and possible incidents per hour; `start` lies in the first cycle."""
    moment = duur == 0
    los = np.bincount(start[moment].astype(np.int64) % periode, minlength=periode)
    a, lang = start[~moment], duur[~moment]
    b = a + lang
    aantal = los + _tot(b, 1 / lang, periode) - _tot(a, 1 / lang, periode)
    # Hours touched: from the one of the beginning up to the one in which the last moment lies.
    eerste = np.floor(a).astype(np.int64)
    laatste = np.maximum(np.ceil(b).astype(np.int64) - 1, eerste)
    zeker = los + np.bincount(eerste[laatste == eerste] % periode, minlength=periode)
    return np.maximum(aantal, 0.0), zeker, los + _geraakt(eerste, laatste, periode)


def _tot(moment: Rij, gewicht: Rij, periode: int) -> Rij:
    """For each hour of the cycle: the weighted time that lies in it before `moment`, summed over incidents."""
    ronden, rest = np.divmod(moment, periode)
    uur = np.minimum(rest.astype(np.int64), periode - 1)
    in_uur = np.bincount(uur, weights=gewicht * (rest - uur), minlength=periode)
    begonnen = np.bincount(uur, weights=gewicht, minlength=periode)
    voorbij = begonnen.sum() - np.cumsum(begonnen)  # Those whose moment lies in a later hour.
    return np.asarray(in_uur + voorbij + np.sum(gewicht * ronden), dtype=np.float64)


def _geraakt(eerste: Getallen, laatste: Getallen, periode: int) -> Getallen:
    """In how many incidents each hour of the cycle occurs, however often it does so in one."""
    hele = laatste - eerste >= periode - 1
    e, n = eerste[~hele] % periode, (laatste - eerste)[~hele]
    rand = np.bincount(e, minlength=2 * periode + 1) - np.bincount(e + n + 1, minlength=2 * periode + 1)
    langs = np.cumsum(rand)[: 2 * periode]
    return np.asarray(langs[:periode] + langs[periode:] + hele.sum(), dtype=np.int64)


def drukste_uren(tijdstip: Tijdstip, lengte: int) -> tuple[int, float] | Refused:
    """The first hour of the `lengte` successive hours with most incidents, and their part of all."""
    periode = len(tijdstip.aantal)
    if not 1 <= lengte <= periode:
        return Refused(f"Het aantal uren ligt van 1 t/m {periode}.")
    rond = np.concatenate([tijdstip.aantal, tijdstip.aantal[: lengte - 1]])
    sommen = np.convolve(rond, np.ones(lengte), "valid")
    # Equal hours differ in their last bits; the first of them is the answer.
    eerste = int(np.argmax(sommen >= sommen.max() * (1 - 1e-9)))
    return eerste, float(sommen[eerste] / tijdstip.aantal.sum())
