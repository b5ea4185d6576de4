"""The front door: municipalities, signing in and out; and what every page of a municipality shares."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from kompas.core.access import Persoon, rollen_in, zichtbare_gemeenten
from kompas.core.actions import voorbeeldaccounts
from kompas.core.forms import AanmeldForm
from kompas.core.models import Gemeente
from kompas.core.openbaar import cijfers_voor
from kompas.core.queries import gemeente_van
from kompas.core.rules import may_bewerken
from kompas.data.openbaar import OpenbareCijfers


def persoon_van(request: HttpRequest) -> Persoon:
    return request.user


def gemeente_of_404(request: HttpRequest, slug: str) -> Gemeente:
    """The municipality, when this visitor may see it; an invisible one does not exist."""
    gemeente = gemeente_van(persoon_van(request), slug)
    if gemeente is None:
        raise Http404("Deze gemeente bestaat hier niet, of u kunt haar niet zien zonder u aan te melden.")
    return gemeente


def toon(
    request: HttpRequest, gemeente: Gemeente, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """A page of a municipality: with its menu, whether (or why not) this visitor may edit, and the day of its figures.

    `op_vraag` ("?op=2020-07-07" or nothing) goes behind every link to another page of figures.
    """
    bewerken = may_bewerken(rollen_in(persoon_van(request), gemeente))
    dag = peildag(request)
    vast = {"gemeente": gemeente, "bewerken": bewerken, "op_dag": dag, "op_vraag": f"?op={dag}" if dag else ""}
    return render(request, template, {**vast, **context}, status=status)


def cijfers_van(request: HttpRequest, gemeente: Gemeente) -> OpenbareCijfers:
    """The figures as this visitor may see them, as known on the day that the address names."""
    return cijfers_voor(persoon_van(request), gemeente, op=peildag(request))


def peildag(request: HttpRequest) -> date | None:
    """The day as of which this visitor wants the figures; None for now. What is no day, or still to come, is now."""
    try:
        dag = date.fromisoformat(request.GET.get("op", "").strip())
    except ValueError:
        return None
    return dag if dag < localdate() else None


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The municipalities that this visitor may see, with what the features tell about each."""
    return render(request, "core/start.html", {"gemeenten": zichtbare_gemeenten(persoon_van(request))})


class Aanmelden(LoginView):
    """Signing in; the example accounts stand beside the form as long as they work."""

    template_name = "core/aanmelden.html"
    authentication_form = AanmeldForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  (Django's own signature)
        return super().get_context_data(**kwargs) | {"accounts": voorbeeldaccounts()}


class Afmelden(LogoutView):
    """Signing out is a POST, so that no link or prefetch can do it."""

    next_page = "start"
