"""How far a fetch is."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Voortgang:
    """`klaar` of `totaal` requests done; `resterend_s` is None as long as there is no rate to tell it by.

    `nummer` of `aantal`: which table this is of those that are fetched together.
    """

    tabel: str
    klaar: int
    totaal: int
    rijen: int
    rijen_per_s: float
    resterend_s: float | None
    nummer: int = 1
    aantal: int = 1


Meld = Callable[[Voortgang], None]


@dataclass
class Teller:
    """Counts requests and rows; the rate is that of this run, so that resumed work does not flatter it."""

    tabel: str
    totaal: int
    meld: Meld
    klaar: int = 0
    rijen: int = 0
    klok: Callable[[], float] = time.monotonic
    _begin: float = field(init=False)
    _eerder: int = field(init=False, default=0)
    _rijen_eerder: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._begin = self.klok()

    def begin(self, klaar: int, rijen: int) -> None:
        """What an earlier run already has."""
        self.klaar = self._eerder = klaar
        self.rijen = self._rijen_eerder = rijen
        self._toon()

    def erbij(self, rijen: int) -> None:
        self.klaar += 1
        self.rijen += rijen
        self._toon()

    def nog(self) -> None:
        """Nothing new; the time goes on."""
        self._toon()

    def _toon(self) -> None:
        duur = max(self.klok() - self._begin, 1e-9)
        gedaan = self.klaar - self._eerder
        over = (self.totaal - self.klaar) * duur / gedaan if gedaan else None
        tempo = (self.rijen - self._rijen_eerder) / duur if gedaan else 0.0
        self.meld(Voortgang(self.tabel, self.klaar, self.totaal, self.rijen, tempo, over))
