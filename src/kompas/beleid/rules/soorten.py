"""The question that is judged, and the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kompas.base import Waarde


class Oordeel(StrEnum):
    """How a goal stands. The value is the text that a reader sees; the order is the order of a summary."""

    BEHAALD = "behaald"
    OP_KOERS = "op koers"
    ACHTER_OP_KOERS = "achter op koers"
    NIET_TE_ZEGGEN = "niet te zeggen"
    NIET_TE_BEOORDELEN = "niet te beoordelen"

    @property
    def symbool(self) -> str:
        """A text symbol with its own shape: never colour alone."""
        return {"behaald": "✔", "op koers": "▲", "achter op koers": "▼", "niet te zeggen": "≈"}.get(self.value, "○")

    @property
    def sleutel(self) -> str:
        """For a class name or an address: lower case, with dashes."""
        return self.value.replace(" ", "-")


class Streefsoort(StrEnum):
    HOOGSTENS = "hoogstens"
    MINSTENS = "minstens"
    VASTHOUDEN = "vasthouden"
    KWALITATIEF = "kwalitatief"


class Richting(StrEnum):
    """Which way is better."""

    LAGER = "lager"
    HOGER = "hoger"


class Soort(StrEnum):
    """What kind of figure it is; it decides which test is honest."""

    TELLING = "telling"
    VERHOUDING = "verhouding"
    ENQUETE = "enquete"
    KWALITATIEF = "kwalitatief"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Breuk:
    """From `jaar` on the series counts something else."""

    jaar: int
    reden: str


@dataclass(frozen=True, slots=True)
class Uitschieter:
    """Years that are comparable but unusual: told with the verdict, no reason to withhold it."""

    jaar: int
    tot: int
    reden: str


@dataclass(frozen=True, slots=True)
class Niveau:
    """An assessed level on a qualitative scale: who says so, and on what grounds."""

    jaar: int
    niveau: str
    beoordelaar: str = ""
    onderbouwing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doelvraag:
    """Everything that the verdict on one indicator needs.

    `reeks` holds calendar years; `uitgang` is the baseline as the plan prints it and stays so. `streef` is in the
    unit of the series; on a qualitative scale it is the rank of the level, counted from 1. `per` is the
    multiplier of a rate (1000 for "per 1.000 inwoners"). `zonder_cijfers_omdat` says why no figures exist.
    `kans` is the chance that the target is met, as the forecast has it; `phi` tells for a count how many times
    more than by chance it ordinarily varies between years, None when that is not known.
    """

    naam: str
    soort: Soort
    streefsoort: Streefsoort
    richting: Richting
    streef: float | None
    doeljaar: int | None
    peiljaar: int | None
    reeks: tuple[Waarde, ...] = ()
    uitgang: Waarde | None = None
    eenheid: str = ""
    decimalen: int = 0
    per: float | None = None
    is_pm: bool = False
    pm_toelichting: str = ""
    breuken: tuple[Breuk, ...] = ()
    uitschieters: tuple[Uitschieter, ...] = ()
    geen_indicator_omdat: str = ""
    zonder_cijfers_omdat: str = ""
    schaal: tuple[str, ...] = ()
    niveaus: tuple[Niveau, ...] = ()
    inwoners: float | None = None
    kans: float | None = None
    phi: Callable[[float], float] | None = None

    def spreiding(self, telling: float) -> float | None:
        """How many times more than by chance a yearly count of this size varies; None when not known."""
        return None if self.phi is None else max(1.0, self.phi(telling))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beoordeling:
    """The verdict, the sentence that carries it, and the numbers that led to it.

    `regel` is the key of the written rule in docs/methoden/oordeel.md; `p` belongs to the test named in `methode`
    (None when nothing was tested), `q` is that p beside all other tests of the plan, `kans` the chance that the target
    is met (None: not known, or the target year is here); `binnen_marge` says that the target lies inside the interval
    of the latest value.
    """

    oordeel: Oordeel
    want: str
    regel: str
    methode: str = ""
    peiljaar: int | None = None
    laatste: Waarde | None = None
    uitgang: Waarde | None = None
    streef: float | None = None
    streefsoort: Streefsoort = Streefsoort.HOOGSTENS
    doeljaar: int | None = None
    pad: float | None = None
    p: float | None = None
    q: float | None = None
    kans: float | None = None
    stappen: tuple[str, ...] = ()
    binnen_marge: bool = False

    @property
    def is_oordeel(self) -> bool:
        """Whether something was judged at all."""
        return self.oordeel is not Oordeel.NIET_TE_BEOORDELEN


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """The verdict on a goal or a theme, from the verdicts below it."""

    oordeel: Oordeel
    want: str
