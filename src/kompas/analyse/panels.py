"""What the analysis adds to the menu and the pages of a municipality."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from kompas.analyse.queries.maandsignalen import signaalbeeld
from kompas.analyse.rules.effect import is_telbaar
from kompas.base import Refused
from kompas.core.access import rollen_in
from kompas.core.models import Gemeente
from kompas.core.panels import INGANGEN, PANELEN, Ingang, Paneel
from kompas.core.rules import may_ophalen
from kompas.core.signalen import signalen
from kompas.core.views import cijfers_van, peildag, persoon_van


def _signalen(request: HttpRequest, gemeente: Gemeente) -> Mapping[str, object] | None:
    """Late and failed sources, for who can do something about them."""
    if isinstance(may_ophalen(rollen_in(persoon_van(request), gemeente)), Refused):
        return None
    gevonden = signalen(gemeente, localdate())
    return {"gemeente": gemeente, "signalen": gevonden} if gevonden else None


def _maandsignalen(request: HttpRequest, gemeente: Gemeente) -> Mapping[str, object] | None:
    """What the newest months ask to look at; nothing where there are no months that can be watched."""
    beeld = signaalbeeld(cijfers_van(request, gemeente), gemeente)
    return {"gemeente": gemeente, "beeld": beeld, "op_dag": peildag(request)} if beeld.rijen else None


class MetDefinitie(Protocol):
    """What an indicator of a plan offers; the pages of policy know more of it."""

    @property
    def definitie(self) -> str: ...
    @property
    def doel(self) -> Any: ...  # noqa: ANN401  (a model of a higher feature)


def _effect(request: HttpRequest, indicator: MetDefinitie) -> Mapping[str, object] | None:
    """The way to the page about the effect of a measure, for a figure that can be compared there."""
    gemeente = indicator.doel.plan.gemeente
    definitie = cijfers_van(request, gemeente).definities.indicatoren.get(indicator.definitie)
    return {"gemeente": gemeente, "key": definitie.key} if definitie and is_telbaar(definitie.soort) else None


PANELEN.add(Paneel("effect", "indicator.onder", "analyse/deel_effect_kort.html", _effect, 90))
PANELEN.add(Paneel("cijfersignalen-start", "start.gemeente", "analyse/deel_signalen_kort.html", _signalen, 90))
PANELEN.add(Paneel("cijfersignalen", "gemeente.onder", "analyse/deel_signalen.html", _signalen, 90))
PANELEN.add(Paneel("maandsignalen", "gemeente.onder", "analyse/deel_maandsignalen.html", _maandsignalen, 80))

INGANGEN.add(Ingang("cijfers", "Cijfers", lambda _request, gemeente: reverse("cijfers", args=[gemeente.slug]), 30))

ONDERDELEN = (
    ("cijfers", "Overzicht"),
    ("verkennen", "Verkennen"),
    ("cijfers_signalen", "Signalen"),
    ("effect", "Effect van een maatregel"),
    ("indicatoren", "Indicatoren"),
    ("bronnen", "Bronnen"),
    ("herzieningen", "Bijgestelde cijfers"),
)
"""The pages of figures, by the name of their address and their title in the menu above them."""
VOOR_BEWERKERS = (
    ("cijfers_ophalen", "Ophalen"),
    ("cijfers_inlezen", "Inlezen"),
    ("cijfers_eigen", "Eigen indicatoren"),
)
"""The same, for who may change something there."""
