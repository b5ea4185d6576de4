"""Editing a theme, a goal or an indicator, and what changed before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kompas.base import Refused, RefusedError
from kompas.beleid import actions
from kompas.beleid.forms import DoelForm, IndicatorForm, OnderdeelForm, ThemaForm
from kompas.beleid.models import Doel, Indicator, Onderdeel, Thema
from kompas.beleid.queries.onderdelen import doel_op_nummer, indicator_op_nummer, thema_op_nummer
from kompas.core.access import Persoon, rollen_in
from kompas.core.models import Gemeente
from kompas.core.queries import wijzigingen_van
from kompas.core.rules import may_bewerken
from kompas.core.views import gemeente_of_404, persoon_van, toon

Wijzigbaar = Thema | Doel | Indicator


@dataclass(frozen=True, slots=True)
class Bewerking:
    """What it takes to edit one kind of part."""

    soort: str
    vind: Callable[[Gemeente, UUID, Persoon], Wijzigbaar | None]
    form: type[OnderdeelForm[Any]]
    wijzigen: Callable[..., Onderdeel]


BEWERKINGEN = {
    "thema": Bewerking("thema", thema_op_nummer, ThemaForm, actions.thema_wijzigen),
    "doel": Bewerking("doel", doel_op_nummer, DoelForm, actions.doel_wijzigen),
    "indicator": Bewerking("indicator", indicator_op_nummer, IndicatorForm, actions.indicator_wijzigen),
}


def onderdeel_of_404(request: HttpRequest, bewerking: Bewerking, gemeente: Gemeente, pk: UUID) -> Wijzigbaar:
    onderdeel = bewerking.vind(gemeente, pk, persoon_van(request))
    if onderdeel is None:
        raise Http404(f"{gemeente} heeft geen {bewerking.soort} met dit nummer.")
    return onderdeel


def pagina_van(onderdeel: Wijzigbaar, gemeente: Gemeente) -> str:
    """The page on which a reader sees this part."""
    if isinstance(onderdeel, Indicator):
        return reverse("indicator", args=[gemeente.slug, onderdeel.pk])
    thema = onderdeel if isinstance(onderdeel, Thema) else onderdeel.thema
    if thema is None:
        return reverse("plan", args=[gemeente.slug, onderdeel.plan.slug])
    return reverse("thema", args=[gemeente.slug, onderdeel.plan.slug, thema.slug])


@require_http_methods(["GET", "HEAD", "POST"])
def thema_wijzigen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    return wijzigen(request, gemeente_of_404(request, gemeente), pk, BEWERKINGEN["thema"])


@require_http_methods(["GET", "HEAD", "POST"])
def doel_wijzigen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    return wijzigen(request, gemeente_of_404(request, gemeente), pk, BEWERKINGEN["doel"])


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_wijzigen(request: HttpRequest, gemeente: str, pk: UUID) -> HttpResponse:
    return wijzigen(request, gemeente_of_404(request, gemeente), pk, BEWERKINGEN["indicator"])


def wijzigen(request: HttpRequest, gemeente: Gemeente, pk: UUID, bewerking: Bewerking) -> HttpResponse:
    """The form, or why this visitor gets none; a change that is accepted leads back to the page of the part."""
    onderdeel = onderdeel_of_404(request, bewerking, gemeente, pk)
    terug = pagina_van(onderdeel, gemeente)
    naam = str(onderdeel)  # before the form fills the instance with what was typed
    form = bewerking.form(request.POST or None, instance=onderdeel)
    if isinstance(may_bewerken(rollen_in(persoon_van(request), gemeente)), Refused):
        status = 403
    elif request.method == "POST":
        if form.is_valid() and opgeslagen(request, bewerking, onderdeel, form):
            return redirect(terug)
        status = 422
    else:
        status = 200
    context = {"soort": bewerking.soort, "naam": naam, "form": form, "terug": terug}
    return toon(request, gemeente, "beleid/wijzigen.html", context, status)


def opgeslagen(request: HttpRequest, bewerking: Bewerking, onderdeel: Wijzigbaar, form: OnderdeelForm[Any]) -> bool:
    """Ask the action; its refusal stands above the form."""
    try:
        bewerking.wijzigen(
            **{bewerking.soort: onderdeel},
            door=persoon_van(request),
            versie=form.versie_gezien,
            velden=form.velden,
            toelichting=form.reden,
        )
    except RefusedError as geweigerd:
        form.add_error(None, str(geweigerd))
        return False
    messages.success(request, "De wijziging is opgeslagen. U ziet haar terug in de geschiedenis.")
    return True


@require_safe
def geschiedenis(request: HttpRequest, gemeente: str, soort: str, pk: UUID) -> HttpResponse:
    """Who changed what, and when."""
    gemeente_ = gemeente_of_404(request, gemeente)
    bewerking = BEWERKINGEN.get(soort)
    if bewerking is None:
        raise Http404(f"Van {soort} is er geen geschiedenis.")
    onderdeel = onderdeel_of_404(request, bewerking, gemeente_, pk)
    context = {
        "soort": soort,
        "naam": str(onderdeel),
        "wijzigingen": wijzigingen_van(onderdeel._meta.label, onderdeel.pk),
        "terug": pagina_van(onderdeel, gemeente_),
    }
    return toon(request, gemeente_, "beleid/geschiedenis.html", context)
