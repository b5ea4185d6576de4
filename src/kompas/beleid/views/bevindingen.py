"""Taking over a statement about an indicator as a finding of its plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kompas.base import RefusedError
from kompas.beleid import actions
from kompas.beleid.forms import OvernameForm
from kompas.beleid.models import Indicator
from kompas.beleid.views.indicator import indicator_of_404
from kompas.core.views import gemeente_of_404, persoon_van

ONLEESBAAR = "Er is niets overgenomen: het formulier kwam niet goed aan. Kies de knop bij de uitspraak nog een keer."


@require_POST
def bevinding_overnemen(request: HttpRequest, gemeente: str, indicator: UUID) -> HttpResponse:
    """Back to the statements, with what happened above the page."""
    waar = gemeente_of_404(request, gemeente)
    gevonden = indicator_of_404(request, waar, indicator)
    form = OvernameForm(request.POST)
    if not form.is_valid():
        messages.error(request, ONLEESBAAR)
    else:
        _neem_over(request, gevonden, form)
    return redirect(f"{reverse('indicator', args=[waar.slug, gevonden.pk])}#kop-woorden")


def _neem_over(request: HttpRequest, indicator: Indicator, form: OvernameForm) -> None:
    """Ask the action; its refusal is the message."""
    try:
        bevinding = actions.bevinding_overnemen(
            indicator=indicator, door=persoon_van(request), versie=form.versie_gezien, kenmerk=form.gezien
        )
    except RefusedError as geweigerd:
        messages.error(request, str(geweigerd))
        return
    thema = indicator.doel.thema
    waar = f"bij het thema {thema} en op de pagina van het plan" if thema else "op de pagina van het plan"
    messages.success(request, f"Overgenomen als bevinding: {bevinding}. U vindt haar {waar}.")
