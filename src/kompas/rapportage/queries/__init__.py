"""From a municipality and a year to a report."""

from datetime import date

from kompas.analyse.queries import cijfertabel
from kompas.base import Refused
from kompas.beleid.models import Plan
from kompas.beleid.queries import plan_stand, plannen_van
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.rapportage.queries.cijfertabel import tabel_van, waarden_van
from kompas.rapportage.queries.context import Gegevens, context_van
from kompas.rapportage.secties import stel_samen
from kompas.rapportage.secties.definitie import laad_rapportdefinitie
from kompas.rapportage.secties.inhoud import Rapport

__all__ = ["maak_rapport", "plan_over", "rapportjaren"]

VOORTGANG = "voortgang"


def rapportjaren(gemeente: Gemeente) -> tuple[int, ...]:
    """The years of which a report can be made, newest first: those of the plans of this municipality."""
    jaren = {jaar for plan in plannen_van(gemeente) for jaar in range(plan.jaar_van, plan.jaar_tot + 1)}
    return tuple(sorted(jaren, reverse=True))


def plan_over(gemeente: Gemeente, jaar: int) -> Plan | Refused:
    """The plan that a report on this year is about: the newest that covers it, or why there is none."""
    plannen = list(plannen_van(gemeente))
    if passend := [plan for plan in plannen if plan.jaar_van <= jaar <= plan.jaar_tot]:
        return max(passend, key=lambda plan: plan.jaar_van)
    if not plannen:
        return Refused(f"{gemeente.naam} heeft nog geen plan; een voortgangsrapportage gaat over een plan.")
    perioden = " en ".join(plan.periode for plan in plannen)
    return Refused(f"{gemeente.naam} heeft geen plan over {jaar}. Kies een jaar uit {perioden}.")


def maak_rapport(gemeente: Gemeente, jaar: int, cijfers: Cijfers) -> Rapport | Refused:
    """The progress report over one year, or why it cannot be made. Figures of later years stay out."""
    plan = plan_over(gemeente, jaar)
    if isinstance(plan, Refused):
        return plan
    # Not today: what a report over a year says may not depend on the day on which it is made.
    stand = plan_stand(plan, cijfers, peiljaar=jaar, vandaag=date(jaar, 12, 31))
    tabel = cijfertabel(gemeente, cijfers)
    gegevens = Gegevens(
        stand=stand,
        jaar=jaar,
        definitie=laad_rapportdefinitie(VOORTGANG),
        cijfers=cijfers,
        tabel=tabel_van(tabel, jaar),
        waarden=waarden_van(tabel, jaar),
    )
    return stel_samen(context_van(gegevens))
