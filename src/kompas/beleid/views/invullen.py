"""One form of a part of a plan, to change it or to add it: who gets it, what was typed, what is weak about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kompas.base import RefusedError
from kompas.beleid.forms import OnderdeelForm
from kompas.beleid.models import Onderdeel
from kompas.beleid.views import indicatorhulp
from kompas.beleid.views.bewerkingen import mag_bewerken, pagina_van
from kompas.core.models import Gemeente
from kompas.core.views import toon

Form = OnderdeelForm[Any]


@dataclass(frozen=True, slots=True)
class Invulling:
    """A form for one part. `bewaar` asks the action; `begin` is what stands in the form when it opens."""

    soort: str
    form: type[Form]
    onderdeel: Onderdeel
    bewaar: Callable[[Form], Onderdeel]
    gelukt: str
    begin: Mapping[str, Any]
    context: Mapping[str, object]


def vul_in(request: HttpRequest, gemeente: Gemeente, invulling: Invulling) -> HttpResponse:
    """The form, or why this visitor gets none; what is accepted leads to the place where it stands now."""
    waarschuwingen: tuple[str, ...] = ()
    status = HTTPStatus.OK
    if not mag_bewerken(request, gemeente):
        form, status = invulling.form(instance=invulling.onderdeel), HTTPStatus.FORBIDDEN
    elif (tussenstand := indicatorhulp.tussenstand(request, gemeente, invulling.soort)) is not None:
        form = invulling.form(instance=invulling.onderdeel, initial=tussenstand)
    elif request.method == "POST":
        form = invulling.form(request.POST, instance=invulling.onderdeel)
        waarschuwingen = _ongezien(request, form)
        if not form.errors and not waarschuwingen and (opgeslagen := _opgeslagen(form, invulling)) is not None:
            messages.success(request, invulling.gelukt)
            return redirect(pagina_van(opgeslagen, gemeente))
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    else:
        form = invulling.form(instance=invulling.onderdeel, initial=invulling.begin)
    context = {
        "form": form,
        "soort": invulling.soort,
        "waarschuwingen": waarschuwingen,
        "gezien": " ".join(waarschuwingen),
        **(indicatorhulp.hulp(request, gemeente, invulling.soort, form) if status != HTTPStatus.FORBIDDEN else {}),
        **invulling.context,
    }
    return toon(request, gemeente, "beleid/wijzigen.html", context, status)


def _ongezien(request: HttpRequest, form: Form) -> tuple[str, ...]:
    """What is weak about a valid form, unless this visitor read exactly that and saves all the same."""
    gevonden = indicatorhulp.waarschuwingen(form.instance) if form.is_valid() else ()
    return () if request.POST.get("gezien") == " ".join(gevonden) else gevonden


def _opgeslagen(form: Form, invulling: Invulling) -> Onderdeel | None:
    """Ask the action; its refusal stands above the form."""
    try:
        return invulling.bewaar(form)
    except RefusedError as geweigerd:
        form.add_error(None, str(geweigerd))
        return None
