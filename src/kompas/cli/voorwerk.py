"""Work that is done before the first visitor asks for it."""

from threading import Thread
from typing import Final

GEMEENTEN_MAX: Final = 10
"""More would keep the machine busy for minutes; the rest is reckoned at its first visit."""


def begin_voorwerk() -> None:
    """Reckon in the background what the pages of the plans show; it ends with the server."""
    Thread(target=_voorwerk, name="voorwerk", daemon=True).start()


def _voorwerk() -> None:
    from django.db import connections

    from kompas.beleid.queries import plan_stand, plan_van
    from kompas.core.models import Gemeente
    from kompas.core.openbaar import openbare_cijfers

    try:
        for gemeente in Gemeente.objects.order_by("naam")[:GEMEENTEN_MAX]:
            plan = plan_van(gemeente)
            if plan is not None:
                plan_stand(plan, openbare_cijfers(gemeente))
    finally:
        connections.close_all()
