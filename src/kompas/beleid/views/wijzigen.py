"""Changing a part of a plan, or adding one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from kompas.beleid.models import Onderdeel
from kompas.beleid.views.bewerkingen import (
    TOEVOEGINGEN,
    WIJZIGINGEN,
    Toevoeging,
    onderdeel_of_404,
    pagina_van,
)
from kompas.beleid.views.invullen import Form, Invulling, vul_in
from kompas.core.models import Gemeente
from kompas.core.views import gemeente_of_404, persoon_van


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, gemeente: str, pk: UUID, soort: str) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    bewerking = WIJZIGINGEN[soort]
    onderdeel = onderdeel_of_404(request, waar, soort, pk)

    def bewaar(form: Form) -> Onderdeel:
        return bewerking.act(
            **{soort: onderdeel},
            door=persoon_van(request),
            versie=form.versie_gezien,
            velden=form.velden,
            toelichting=form.reden,
        )

    # The name is read here, before the form fills the part with what was typed.
    context = {"titel": f"{soort.capitalize()} wijzigen", "naam": str(onderdeel), "knoptekst": "Opslaan"}
    terug = {"terug": pagina_van(onderdeel, waar), "terugtekst": "Niet wijzigen, terug", "stap": "Wijzigen"}
    gelukt = "De wijziging is opgeslagen. U ziet haar terug in de geschiedenis."
    return vul_in(
        request, waar, Invulling(soort, bewerking.form, onderdeel, bewaar, gelukt, begin={}, context=context | terug)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def toevoegen(request: HttpRequest, gemeente: str, pk: UUID, wat: str) -> HttpResponse:
    waar = gemeente_of_404(request, gemeente)
    toevoeging = TOEVOEGINGEN[wat]
    onder = onderdeel_of_404(request, waar, toevoeging.onder, pk)
    return vul_in(request, waar, _nieuw(request, waar, toevoeging, onder))


def _nieuw(request: HttpRequest, gemeente: Gemeente, toevoeging: Toevoeging, onder: Onderdeel) -> Invulling:
    ouders, soort = toevoeging.ouders(onder), toevoeging.soort

    def bewaar(form: Form) -> Onderdeel:
        return toevoeging.act(**ouders, **form.erbij, door=persoon_van(request), velden=form.velden)

    context = {
        "titel": f"{soort.capitalize()} toevoegen",
        "naam": f"Bij het {toevoeging.onder}: {onder}",
        "knoptekst": "Toevoegen",
        "terug": pagina_van(onder, gemeente),
        "terugtekst": "Niet toevoegen, terug",
        "stap": "Toevoegen",
    }
    return Invulling(
        soort,
        toevoeging.form,
        toevoeging.model(**ouders),
        bewaar,
        f"Toegevoegd: {'het doel' if soort == 'doel' else f'de {soort}'}. U ziet dat terug in de geschiedenis.",
        begin={"strategisch_doel": request.GET.get("strategisch_doel", "")},
        context=context,
    )
