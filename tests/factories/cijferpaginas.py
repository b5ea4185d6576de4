"""What the pages that make figures need to have something to show."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories.cijferlijsten import lijst

from kompas.analyse.actions import cijfers_aanleveren
from kompas.analyse.models import Aanlevering
from kompas.core.actions import eigen_indicator_toevoegen
from kompas.core.models import EigenIndicator, Gebruiker, Gemeente, Ophaling


def noordwijk() -> Gemeente:
    return Gemeente.objects.get(slug="noordwijk")


def adviseur() -> Gebruiker:
    return Gebruiker.objects.get(username="adviseur")


def aangeleverd() -> Aanlevering:
    """A file with something new and something that changes."""
    inhoud = lijst({"1.1.1": {"GM0575": [78, 81, 70]}}, jaren=(2018, 2019, 2030), opgehaald=date(2026, 11, 21))
    bestand = SimpleUploadedFile("politie.yaml", inhoud)
    return cijfers_aanleveren(gemeente=noordwijk(), door=adviseur(), bestanden=[bestand])


def eigen_indicator() -> EigenIndicator:
    velden: dict[str, object] = {
        "titel": "Inbraak en geweld", "omschrijving": "Woninginbraken en mishandelingen samen",
        "bron": "politie-misdrijven", "soort": "telling", "richting": "lager", "eenheid": "misdrijven",
        "delen": "inbraak = 1.1.1\ngeweld = 1.4.5", "formule": "inbraak + geweld", "in_begroting": True,
    }  # fmt: skip
    return eigen_indicator_toevoegen(gemeente=noordwijk(), door=adviseur(), velden=velden)


def ophalingen() -> None:
    """One that runs, one that went well and one that did not."""
    nu = timezone.now()
    vast = {"gemeente": noordwijk(), "door_naam": "Anna", "gevraagd_op": nu}
    Ophaling.objects.create(
        **vast, wat="politie", stand="bezig", werker="w", hartslag=nu, tabel="tabel 47018NED (2 van 7)", klaar=3,
        totaal=12, rijen=144_196, tempo=2500, resterend=190,
    )  # fmt: skip
    Ophaling.objects.create(**vast, wat="bevolking", stand="klaar", afgelopen_op=nu, rijen=3000, melding="Klaar.")
    Ophaling.objects.create(
        **vast, wat="verkeer", stand="mislukt", afgelopen_op=nu, melding="De bron antwoordt niet.",
        niet_gelukt="BRON: geen antwoord",
    )  # fmt: skip
