"""Which figures a visitor gets: through the rules of disclosure, as known on the day that the address names."""

from django.http import HttpRequest

from kompas.core.models import Gemeente
from kompas.core.openbaar import cijfers_voor
from kompas.core.views import peildag, persoon_van
from kompas.data.cijfers import Cijfers


def cijfers_van(request: HttpRequest, gemeente: Gemeente) -> Cijfers:
    return cijfers_voor(persoon_van(request), gemeente, op=peildag(request))
