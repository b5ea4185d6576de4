"""What the analysis adds to the menu of a municipality."""

from django.urls import reverse

from kompas.core.panels import INGANGEN, Ingang

INGANGEN.add(Ingang("cijfers", "Cijfers", lambda _request, gemeente: reverse("cijfers", args=[gemeente.slug]), 30))

ONDERDELEN: list[tuple[str, str]] = [
    ("cijfers", "Overzicht"),
    ("verkennen", "Verkennen"),
    ("indicatoren", "Indicatoren"),
    ("bronnen", "Bronnen"),
    ("herzieningen", "Bijgestelde cijfers"),
]
"""The pages of figures, by the name of their address and their title in the menu above them."""
