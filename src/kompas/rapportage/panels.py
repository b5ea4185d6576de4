"""What the reports add to the menu of a municipality."""

from django.urls import reverse

from kompas.core.panels import INGANGEN, Ingang

INGANGEN.add(Ingang("rapport", "Rapport", lambda _request, gemeente: reverse("rapport", args=[gemeente.slug]), 50))
