"""The four years of article 38b of the Police Act: when the council must set its goals again."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

SIGNAAL: Final = timedelta(days=365)
"""How long before the last day the end of a plan asks for attention: making a plan takes about a year."""


@dataclass(frozen=True, slots=True)
class Termijn:
    """When the goals of a plan run out, and whether a next plan stands ready.

    `vastgesteld` is when the council decided; unknown counts from the first day of the plan.
    """

    einde: date
    vastgesteld: date
    opvolger: str = ""
    opvolger_is_concept: bool = False

    @property
    def uiterste_datum(self) -> date:
        """The last day on which the law is met: the end of the plan, but at most four years after the decision."""
        return min(self.einde, _plus_vier_jaar(self.vastgesteld))

    @property
    def is_opgevolgd(self) -> bool:
        return bool(self.opvolger) and not self.opvolger_is_concept

    def is_verlopen(self, vandaag: date) -> bool:
        return not self.is_opgevolgd and vandaag > self.uiterste_datum

    def loopt_af(self, vandaag: date) -> bool:
        return not self.is_opgevolgd and not self.is_verlopen(vandaag) and vandaag > self.uiterste_datum - SIGNAAL

    def zin(self, vandaag: date) -> str:
        """What a reader must know about the end of this plan; empty when nothing is wrong."""
        wet = "De raad stelt ten minste eens in de vier jaar veiligheidsdoelen vast (artikel 38b Politiewet 2012)."
        wanneer = f"{self.uiterste_datum:%d-%m-%Y}"
        if self.is_verlopen(vandaag):
            return f"De doelen van dit plan liepen tot en met {wanneer} en {self._vervolg()}. {wet}"
        if self.loopt_af(vandaag):
            return f"De doelen van dit plan lopen tot en met {wanneer} en {self._vervolg()}. {wet}"
        return ""

    def _vervolg(self) -> str:
        if self.opvolger:
            return f"de opvolger ({self.opvolger}) is nog een concept"
        return "er staat hier nog geen opvolger"


def status_zin(status: str, *, geldend: bool, jaren: tuple[int, int], laatste_dag: date, vandaag: date) -> str:
    """The status of a plan beside its years: a decision can be in force while the years of the plan are over."""
    if not geldend or vandaag <= laatste_dag:
        return status
    return f"{status} volgens het besluit; de looptijd {jaren[0]}-{jaren[1]} is voorbij"


def _plus_vier_jaar(dag: date) -> date:
    try:
        return dag.replace(year=dag.year + 4) - timedelta(days=1)
    except ValueError:  # 29 February in a century year that is no leap year
        return dag.replace(year=dag.year + 4, day=28)
