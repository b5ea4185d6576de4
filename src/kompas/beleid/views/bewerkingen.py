"""What can be changed, added and removed, where it stands, and which act does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from kompas.base import Refused
from kompas.beleid import actions
from kompas.beleid.forms import DoelForm, HoofdlijnForm, IndicatorForm, OnderdeelForm, PlandoelForm, ThemaForm
from kompas.beleid.models import Bevinding, Doel, Hoofdlijn, Indicator, Onderdeel, Plan, Thema
from kompas.beleid.queries.bevindingen import bevinding_op_nummer
from kompas.beleid.queries.onderdelen import (
    doel_op_nummer,
    hoofdlijn_op_nummer,
    indicator_op_nummer,
    plan_op_nummer,
    thema_op_nummer,
)
from kompas.core.access import Persoon, rollen_in
from kompas.core.models import Gemeente
from kompas.core.rules import may_bewerken
from kompas.core.views import persoon_van

Vinder = Callable[[Gemeente, UUID, Persoon], Onderdeel | None]

VINDERS: Mapping[str, Vinder] = {
    "plan": plan_op_nummer,
    "thema": thema_op_nummer,
    "doel": doel_op_nummer,
    "indicator": indicator_op_nummer,
    "hoofdlijn": hoofdlijn_op_nummer,
    "bevinding": bevinding_op_nummer,
}


@dataclass(frozen=True, slots=True)
class Bewerking:
    """What it takes to change one kind of part."""

    soort: str
    form: type[OnderdeelForm[Any]]
    act: Callable[..., Onderdeel]


@dataclass(frozen=True, slots=True)
class Toevoeging:
    """What it takes to add a part under another; `ouders` are the fields of the new part that say where it hangs."""

    soort: str
    onder: str
    model: type[Onderdeel]
    form: type[OnderdeelForm[Any]]
    act: Callable[..., Onderdeel]
    ouders: Callable[[Any], dict[str, Onderdeel]]


WIJZIGINGEN = {
    "thema": Bewerking("thema", ThemaForm, actions.thema_wijzigen),
    "doel": Bewerking("doel", DoelForm, actions.doel_wijzigen),
    "indicator": Bewerking("indicator", IndicatorForm, actions.indicator_wijzigen),
    "hoofdlijn": Bewerking("hoofdlijn", HoofdlijnForm, actions.hoofdlijn_wijzigen),
}

TOEVOEGINGEN = {
    "doel bij thema": Toevoeging(
        "doel", "thema", Doel, DoelForm, actions.doel_toevoegen, lambda thema: {"plan": thema.plan, "thema": thema}
    ),
    "doel bij plan": Toevoeging(
        "doel", "plan", Doel, PlandoelForm, actions.doel_toevoegen, lambda plan: {"plan": plan}
    ),
    "indicator": Toevoeging(
        "indicator", "doel", Indicator, IndicatorForm, actions.indicator_toevoegen, lambda doel: {"doel": doel}
    ),
    "hoofdlijn": Toevoeging(
        "hoofdlijn", "thema", Hoofdlijn, HoofdlijnForm, actions.hoofdlijn_toevoegen, lambda thema: {"thema": thema}
    ),
}

VERWIJDERINGEN: Mapping[str, Callable[..., None]] = {
    "doel": actions.doel_verwijderen,
    "indicator": actions.indicator_verwijderen,
    "hoofdlijn": actions.hoofdlijn_verwijderen,
    "bevinding": actions.bevinding_verwijderen,
}


def onderdeel_of_404(request: HttpRequest, gemeente: Gemeente, soort: str, pk: UUID) -> Onderdeel:
    onderdeel = VINDERS[soort](gemeente, pk, persoon_van(request))
    if onderdeel is None:
        raise Http404(f"{gemeente} heeft geen {soort} met dit nummer.")
    return onderdeel


def mag_bewerken(request: HttpRequest, gemeente: Gemeente) -> bool:
    return not isinstance(may_bewerken(rollen_in(persoon_van(request), gemeente)), Refused)


def pagina_van(onderdeel: Onderdeel, gemeente: Gemeente) -> str:
    """Where a reader sees this part: its page, and the place on it."""
    match onderdeel:
        case Indicator():
            adres = reverse("indicator", args=[gemeente.slug, onderdeel.pk])
        case Thema():
            adres = reverse("thema", args=[gemeente.slug, onderdeel.plan.slug, onderdeel.slug])
        case Doel():
            adres = f"{pagina_van(onderdeel.thema or onderdeel.plan, gemeente)}#doel-{onderdeel.pk}"
        case Hoofdlijn():
            adres = f"{pagina_van(onderdeel.thema, gemeente)}#hoofdlijn-{onderdeel.pk}"
        case Bevinding():
            adres = f"{pagina_van(onderdeel.plan, gemeente)}#bevinding-{onderdeel.pk}"
        case Plan():
            adres = reverse("plan", args=[gemeente.slug, onderdeel.slug])
        case _:
            raise TypeError(f"{type(onderdeel).__name__} heeft geen eigen pagina")
    return adres


def boven(onderdeel: Onderdeel) -> Onderdeel:
    """The part that this one hangs under, where a reader goes when it is gone."""
    match onderdeel:
        case Indicator():
            return onderdeel.doel
        case Hoofdlijn():
            return onderdeel.thema
        case Bevinding():
            return onderdeel.plan
        case Doel():
            return onderdeel.thema or onderdeel.plan
    raise TypeError(f"{type(onderdeel).__name__} is niet te verwijderen")
