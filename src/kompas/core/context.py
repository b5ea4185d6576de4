"""What every template may ask."""

from collections.abc import Callable

from django.http import HttpRequest

from kompas.core.models import Gemeente


def voorbeeld(_request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """`voorbeeld_geladen`: asked only by a page that is of no municipality."""
    return {"voorbeeld_geladen": Gemeente.objects.filter(is_voorbeeld=True).exists}
