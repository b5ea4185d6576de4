"""The answers of the queries: what a page or a report shows, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

from kompas.base import Waarde
from kompas.beleid.models import Doel, Indicator, Plan, StrategischDoel, Thema
from kompas.beleid.rules import Beoordeling, Doeltoets, Oordeel
from kompas.data.definities import IndicatorDefinitie, Reeksbreuk
from kompas.stats.duiding import Onderwerp, Uitspraak
from kompas.stats.verandering import Zekerheid


class AandachtSoort(StrEnum):
    """Why something asks for attention; the order is the order in which it is shown."""

    PLAN_VERLOPEN = "plan verlopen"
    PLAN_LOOPT_AF = "plan loopt af"
    ACHTER = "achter op koers"
    PM = "PM staat open"
    NIET_TE_BEOORDELEN = "niet te beoordelen"
    ZONDER_INDICATOR = "doel zonder indicator"
    BINNEN_MARGE = "doel binnen de marge"
    STAP_TE_KLEIN = "stap te klein om te meten"
    BASISJAREN = "verschillende basisjaren"
    ZONDER_BEVINDING = "prioriteit zonder bevinding"
    BEVINDING_ZONDER_THEMA = "aandachtspunt zonder thema"
    DUBBELE_PARTNER = "dubbele partner"


@dataclass(frozen=True)
class Aandacht:
    """One thing that asks for attention: a sentence, and the object to go to."""

    soort: AandachtSoort
    zin: str
    onderdeel: Model


@dataclass(frozen=True)
class Vergeleken:
    """The group that a municipality was compared with; `namen` is empty when there are too many to name."""

    naam: str
    aantal: int
    namen: tuple[str, ...]
    uitleg: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorStand:
    """An indicator with its series and verdict. `aandacht` holds what is weak about its target or baseline,
    `breuken` where the series starts anew, `uitspraken` what the figures say (corrected for all words over the plan),
    `doeltoets` whether its target can be told from chance, `vergeleken` with whom it was compared.
    """

    indicator: Indicator
    beoordeling: Beoordeling
    reeks: tuple[Waarde, ...]
    definitie: IndicatorDefinitie | None
    aandacht: tuple[Aandacht, ...] = ()
    breuken: tuple[Reeksbreuk, ...] = ()
    uitspraken: tuple[Uitspraak, ...] = ()
    doeltoets: Doeltoets | None = None
    vergeleken: Vergeleken | None = None

    @property
    def gezegd(self) -> tuple[Uitspraak, ...]:
        """What can be said, in the order of the page."""
        gezegd = (u for u in self.uitspraken if u.zekerheid is not Zekerheid.NIET_TE_BEOORDELEN)
        return tuple(sorted(gezegd, key=lambda u: list(Onderwerp).index(u.onderwerp)))

    @property
    def zonder_kans(self) -> tuple[Uitspraak, ...]:
        """What can be said about the figures themselves; the chance is about the goal."""
        return tuple(u for u in self.gezegd if u.onderwerp is not Onderwerp.KANS)

    @property
    def niet_gezegd(self) -> tuple[Uitspraak, ...]:
        """What cannot be said, each with its reason."""
        return tuple(u for u in self.uitspraken if u.zekerheid is Zekerheid.NIET_TE_BEOORDELEN)

    @property
    def kans(self) -> Uitspraak | None:
        """The chance that the target is met; None when it is not known, or the target year has its figure."""
        return next((u for u in self.gezegd if u.onderwerp is Onderwerp.KANS), None)

    @property
    def oordeel(self) -> Oordeel:
        return self.beoordeling.oordeel

    @property
    def want(self) -> str:
        return self.beoordeling.want


@dataclass(frozen=True)
class DoelStand:
    """A goal with its indicators. A strategic goal that nobody made measurable stands here itself."""

    doel: Doel | StrategischDoel
    standen: tuple[IndicatorStand, ...]
    oordeel: Oordeel
    want: str

    @property
    def titel(self) -> str:
        return str(self.doel)


@dataclass(frozen=True)
class ThemaStand:
    thema: Thema
    doelen: tuple[DoelStand, ...]
    deelthemas: tuple["ThemaStand", ...]
    oordeel: Oordeel
    want: str

    @property
    def alle_doelen(self) -> tuple[DoelStand, ...]:
        """The goals of this theme and of the themes below it."""
        return (*self.doelen, *(doel for deel in self.deelthemas for doel in deel.alle_doelen))

    @property
    def kansen(self) -> tuple[IndicatorStand, ...]:
        """The indicators whose chance is known, those of the themes below included."""
        return tuple(stand for doel in self.alle_doelen for stand in doel.standen if stand.kans is not None)


@dataclass(frozen=True)
class PlanStand:
    """How a whole plan stands. `telling` counts goals per verdict, every verdict present."""

    plan: Plan
    peiljaar: int
    strategisch: tuple[DoelStand, ...]
    prioriteiten: tuple[ThemaStand, ...]
    going_concern: tuple[ThemaStand, ...]
    aandacht: tuple[Aandacht, ...]
    telling: Mapping[Oordeel, int]

    @property
    def themas(self) -> tuple[ThemaStand, ...]:
        return (*self.prioriteiten, *self.going_concern)

    @property
    def alle_doelen(self) -> tuple[DoelStand, ...]:
        return (*self.strategisch, *(doel for thema in self.themas for doel in thema.alle_doelen))

    @property
    def indicatoren(self) -> tuple[IndicatorStand, ...]:
        return tuple(stand for doel in self.alle_doelen for stand in doel.standen)
