"""What the policy feature adds to the pages of others."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from kompas.base import Refused
from kompas.beleid.queries import plan_stand, plan_van
from kompas.beleid.queries.methode import editie_bekend
from kompas.core.access import rollen_in
from kompas.core.models import Gemeente
from kompas.core.panels import INGANGEN, PANELEN, Ingang, Paneel
from kompas.core.rules import may_bewerken
from kompas.core.views import cijfers_van, persoon_van


def _kaart(request: HttpRequest, gemeente: Gemeente) -> Mapping[str, object] | None:
    plan = plan_van(gemeente, persoon_van(request))
    if plan is None:
        return None
    return {"plan": plan, "stand": plan_stand(plan, cijfers_van(request, gemeente))}


def _kompas_adres(_request: HttpRequest, gemeente: Gemeente) -> str:
    return reverse("gemeente", args=[gemeente.slug])


def _plan_adres(request: HttpRequest, gemeente: Gemeente) -> str | None:
    plan = plan_van(gemeente, persoon_van(request))
    return reverse("plan", args=[gemeente.slug, plan.slug]) if plan else None


def _methode_adres(request: HttpRequest, gemeente: Gemeente) -> str | None:
    """Only beside a plan of an edition that is described here: the page compares the two."""
    plan = plan_van(gemeente, persoon_van(request))
    return reverse("methode", args=[gemeente.slug]) if plan and editie_bekend(plan) else None


def _inlees_adres(request: HttpRequest, gemeente: Gemeente) -> str | None:
    """For those who may edit."""
    mag = may_bewerken(rollen_in(persoon_van(request), gemeente))
    return None if isinstance(mag, Refused) else reverse("inlezen", args=[gemeente.slug])


PANELEN.add(Paneel("beleid-kaart", "start.gemeente", "beleid/start_kaart.html", _kaart))
INGANGEN.add(Ingang("kompas", "Kompas", _kompas_adres, 10))
INGANGEN.add(Ingang("plan", "Plan", _plan_adres, 20))
INGANGEN.add(Ingang("methode", "Methode", _methode_adres, 40))
INGANGEN.add(Ingang("inlezen", "Inlezen", _inlees_adres, 90))
