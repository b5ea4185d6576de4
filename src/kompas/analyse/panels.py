"""What the analysis adds to the menu of a municipality."""

from django.urls import reverse

from kompas.core.panels import INGANGEN, Ingang

INGANGEN.add(Ingang("cijfers", "Cijfers", lambda _request, gemeente: reverse("cijfers", args=[gemeente.slug]), 30))
