"""What was found about one series of one municipality: numbers and tests, no words yet.

Figures are in the unit of the indicator (per 1.000 inhabitants, or a count a year); ratios are plain: 0.8 is a fifth
less. `p_waarden` are the tests that a word would rest on; they are corrected together with all other words shown.
"""

from dataclasses import dataclass
from enum import StrEnum


class Onderwerp(StrEnum):
    """The question that a fact answers; the order is the order on a page."""

    HOOGTE = "naast andere gemeenten"
    VERSCHIL = "verandering"
    TREND = "richting over de jaren"
    KANS = "kans dat het doel wordt gehaald"
    SIGNAAL = "laatste maanden"
    ARTEFACT = "let op de registratie"
    EFFECT = "effect van een maatregel"


class Vorm(StrEnum):
    """What kind of number a figure is; it decides how a sentence speaks of a difference."""

    AANTAL = "aantal"
    VERHOUDING = "verhouding"
    AANDEEL = "aandeel"
    CIJFER = "cijfer"


@dataclass(frozen=True, slots=True)
class Reeksnaam:
    """What the sentences speak of. `lager_is_beter` None: neither way is better in itself.

    `steekproef`: asked of a sample, so the figure itself has a margin. `gemeente` may be another kind of
    area, and `gebieden` is what those are called together.
    """

    naam: str
    gemeente: str
    eenheid: str = ""
    decimalen: int = 0
    lager_is_beter: bool | None = None
    steekproef: bool = False
    gebieden: str = "gemeenten"

    @property
    def vorm(self) -> Vorm:
        if self.eenheid == "%":
            return Vorm.AANDEEL
        if not self.eenheid:
            return Vorm.CIJFER
        return Vorm.VERHOUDING if self.eenheid.startswith("per ") else Vorm.AANTAL


@dataclass(frozen=True, slots=True)
class Hoogte:
    """The level of the latest year beside a group; p from the funnel, spread between municipalities included.

    `phi` is how much more municipalities differ than chance would make them; `plaats_laag`-`plaats_hoog` the ranks
    (1 is highest) that are possible.
    """

    jaar: int
    getal: float
    laag: float
    hoog: float
    anderen: float
    groep: str
    aantal: int
    phi: float
    p: float
    plaats_laag: int
    plaats_hoog: int

    onderwerp = Onderwerp.HOOGTE

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return (self.p,)


@dataclass(frozen=True, slots=True)
class Verschil:
    """Two periods of the same series: figures per year, the ratio later / earlier with its 95% limits, and the test.

    `van` and `tot` are the labels of the periods ("2021 t/m 2023", "2024"); `methode` names the test that was used.
    `phi` is how much more such counts vary from year to year than independent incidents would, and `p_los` the test
    that knows only the chance of independent incidents. `p_los` None: phi is not known, and `p` is that test itself.
    """

    van: str
    tot: str
    eerder: float
    later: float
    verhouding: float
    laag: float
    hoog: float
    p: float
    methode: str
    overlap_maanden: int = 0
    p_los: float | None = None
    phi: float = 1.0

    onderwerp = Onderwerp.VERSCHIL

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return (self.p,)


@dataclass(frozen=True, slots=True)
class Trendfeit:
    """Growth a year as a ratio (0.95: 5% less each year), own, of all other areas together, and the one over the other.

    `verschil` and `p_verschil` are None when there was no elsewhere to hold it against. `samenhang_bekend` False:
    the series do not tell how alike neighbouring years are, and a cautious likeness was taken.
    """

    van: int
    tot: int
    eigen: float
    eigen_laag: float
    eigen_hoog: float
    p_eigen: float
    elders: float | None = None
    p_elders: float | None = None
    verschil: float | None = None
    verschil_laag: float | None = None
    verschil_hoog: float | None = None
    p_verschil: float | None = None
    aantal_elders: int = 0
    samenhang_bekend: bool = True

    onderwerp = Onderwerp.TREND

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return (self.p_eigen,) if self.p_verschil is None else (self.p_eigen, self.p_verschil)


@dataclass(frozen=True, slots=True)
class Kansfeit:
    """The chance that a target is met, and the chance that it would be met if nothing really changed.

    `laag80`-`hoog80` is what the forecast allows for with 80%; `kans_zonder_verandering` None: not computed.
    `stand` is the year of the latest figure that the forecast knew, `nu` that figure.
    """

    doeljaar: int
    streef: float
    minstens: bool
    kans: float
    midden: float
    laag80: float
    hoog80: float
    stand: int
    kans_zonder_verandering: float | None = None
    met_maanden: bool = False
    nu: float | None = None

    onderwerp = Onderwerp.KANS

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Signaalfeit:
    """The latest month beside what was expected; `valse_per_jaar` is the alarm budget of the whole municipality.

    `soort` is "piek" (one month far up), "aanhoudend" (months in a row above), or "" (no signal).
    """

    maand: str
    telling: float
    verwacht: float
    soort: str
    valse_per_jaar: float
    reeksen: int

    onderwerp = Onderwerp.SIGNAAL

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Artefactfeit:
    """A movement that may be the registration, for a person to look at; `reden` is a whole sentence."""

    soort: str
    jaar: int
    reden: str

    onderwerp = Onderwerp.ARTEFACT

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Geen:
    """Nothing can be said about this question, and why (a whole Dutch sentence)."""

    onderwerp: Onderwerp
    reden: str

    @property
    def p_waarden(self) -> tuple[float, ...]:
        return ()


Feit = Hoogte | Verschil | Trendfeit | Kansfeit | Signaalfeit | Artefactfeit | Geen
