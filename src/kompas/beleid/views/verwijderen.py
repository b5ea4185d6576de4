"""Removing a part of a plan: first what goes and what stays, then the act."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kompas.base import RefusedError
from kompas.beleid.forms import VerwijderForm
from kompas.beleid.models import Doel, Onderdeel
from kompas.beleid.queries.verwijderd import SOORTEN, verdwijnt_met
from kompas.beleid.views.bewerkingen import VERWIJDERINGEN, boven, mag_bewerken, onderdeel_of_404, pagina_van
from kompas.core.models import Gemeente
from kompas.core.views import gemeente_of_404, persoon_van, toon

LIDWOORD = {"doel": "het doel", "indicator": "de indicator", "hoofdlijn": "de hoofdlijn", "bevinding": "de bevinding"}


@require_http_methods(["GET", "HEAD", "POST"])
def verwijderen(request: HttpRequest, gemeente: str, pk: UUID, soort: str) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    onderdeel = onderdeel_of_404(request, waar, soort, pk)
    form = VerwijderForm(request.POST or None, initial={"versie": onderdeel.versie})
    status = 200
    if not mag_bewerken(request, waar):
        status = 403
    elif request.method == "POST":
        if form.is_valid() and _verwijderd(request, soort, onderdeel, form):
            return redirect(_daarna(onderdeel, waar))
        status = 422
    context = {
        "soort": soort,
        "wat": LIDWOORD[soort],
        "naam": str(onderdeel),
        "form": form,
        "verdwijnt": verdwijnt_met(onderdeel),
        "terug": pagina_van(onderdeel, waar),
        "geschiedenis_van": _geschiedenis(boven(onderdeel), waar),
    }
    return toon(request, waar, "beleid/verwijderen.html", context, status)


def _verwijderd(request: HttpRequest, soort: str, onderdeel: Onderdeel, form: VerwijderForm) -> bool:
    """Ask the action; its refusal stands above the form."""
    try:
        VERWIJDERINGEN[soort](
            **{soort: onderdeel}, door=persoon_van(request), versie=form.versie_gezien, toelichting=form.reden
        )
    except RefusedError as geweigerd:
        form.add_error(None, str(geweigerd))
        return False
    wat = LIDWOORD[soort]
    messages.success(request, f"{wat.capitalize()} is verwijderd. Wat er stond, blijft in de geschiedenis staan.")
    return True


def _daarna(onderdeel: Onderdeel, gemeente: Gemeente) -> str:
    """The page that the part stood on, from its top: there is the message, and the part itself is gone."""
    adres = pagina_van(boven(onderdeel), gemeente)
    return adres if isinstance(boven(onderdeel), Doel) else adres.partition("#")[0]


def _geschiedenis(onderdeel: Onderdeel, gemeente: Gemeente) -> dict[str, str]:
    """Where the history of what is removed can be found: with the part that it hung under."""
    soort = next(woord for woord, model in SOORTEN.items() if isinstance(onderdeel, model))
    return {"soort": soort, "adres": reverse("geschiedenis", args=[gemeente.slug, soort, onderdeel.pk])}
