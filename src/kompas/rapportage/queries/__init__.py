"""From a municipality and a year to a report."""

from datetime import date

from kompas.analyse.queries import cijfertabel
from kompas.base import Refused
from kompas.beleid.access import NIEMAND
from kompas.beleid.models import Plan
from kompas.beleid.queries import plan_stand, plannen_van
from kompas.core.access import Persoon
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.rapportage.queries.context import Gegevens, context_van
from kompas.rapportage.queries.tabellen import tabellen_van, waarden_van
from kompas.rapportage.secties import stel_samen
from kompas.rapportage.secties.definitie import laad_rapportdefinitie
from kompas.rapportage.secties.inhoud import Rapport

__all__ = ["maak_rapport", "plan_over", "rapportjaren"]

VOORTGANG = "voortgang"


def rapportjaren(gemeente: Gemeente, persoon: Persoon = NIEMAND) -> tuple[int, ...]:
    """The years of which a report can be made, newest first: those of the plans that this person may see."""
    jaren = {jaar for plan in _plannen(gemeente, persoon) for jaar in range(plan.jaar_van, plan.jaar_tot + 1)}
    return tuple(sorted(jaren, reverse=True))


def _plannen(gemeente: Gemeente, persoon: Persoon) -> list[Plan]:
    """The plans with goals of their own: a uitvoeringsplan works out another plan and is reported on with it."""
    return [plan for plan in plannen_van(gemeente, persoon) if plan.soort != Plan.Soort.UITVOERINGSPLAN]


def plan_over(gemeente: Gemeente, jaar: int, persoon: Persoon = NIEMAND) -> Plan | Refused:
    """The plan that a report on this year is about: the newest that covers it, or why there is none."""
    plannen = _plannen(gemeente, persoon)
    if passend := [plan for plan in plannen if plan.jaar_van <= jaar <= plan.jaar_tot]:
        return max(passend, key=lambda plan: plan.jaar_van)
    if not plannen:
        return Refused(f"{gemeente.naam} heeft nog geen plan; een voortgangsrapportage gaat over een plan.")
    perioden = " en ".join(plan.periode for plan in plannen)
    return Refused(f"{gemeente.naam} heeft geen plan over {jaar}. Kies een jaar uit {perioden}.")


def maak_rapport(gemeente: Gemeente, jaar: int, cijfers: Cijfers, persoon: Persoon = NIEMAND) -> Rapport | Refused:
    """The progress report over one year, or why it cannot be made. Figures of later years stay out."""
    plan = plan_over(gemeente, jaar, persoon)
    if isinstance(plan, Refused):
        return plan
    # Not today: what a report over a year says may not depend on the day on which it is made.
    stand = plan_stand(plan, cijfers, peiljaar=jaar, vandaag=date(jaar, 12, 31))
    tabel = cijfertabel(gemeente, cijfers, tot=jaar)
    gegevens = Gegevens(
        stand=stand,
        jaar=jaar,
        definitie=laad_rapportdefinitie(VOORTGANG),
        cijfers=cijfers,
        tabellen=tabellen_van(tabel),
        waarden=waarden_van(tabel),
    )
    return stel_samen(context_van(gegevens))
