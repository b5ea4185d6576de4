"""A document that was read in, by hand: one element with the characteristics of a plan."""

from django.utils import timezone

from kompas.beleid.models import Inlezing, InlezingElement
from kompas.core.models import Gebruiker, Gemeente

PLANTEKST = b"""Integraal veiligheidsplan gemeente Testdorp 2025-2028

Prioriteiten

Jeugd

Hoofdlijnen

- We kennen de jongeren; politie en handhaving letten op overlast en inbraak.
"""


def maak_inlezing(gemeente: Gemeente, besluit: str = "open") -> Inlezing:
    door = Gebruiker.objects.order_by("pk").first()
    assert door is not None
    nu = timezone.now()
    inlezing = Inlezing.objects.create(
        gemeente=gemeente, bestandsnaam="plan.txt", sha256="0" * 64, regels=[["Plan", None]], door=door, moment=nu
    )
    InlezingElement.objects.create(
        inlezing=inlezing,
        volgorde=1,
        soort="plan",
        waarde={"titel": "Plan", "soort": "ivp", "jaar_van": "2025", "jaar_tot": "2028"},
        plaats="regel 1",
        regel=1,
        besluit=besluit,
        besloten_door=None if besluit == "open" else door,
        besloten_op=None if besluit == "open" else nu,
    )
    return inlezing
