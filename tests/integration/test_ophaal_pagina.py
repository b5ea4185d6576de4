"""The page that fetches figures: ask, follow, stop, plan; the worker itself has tests of its own."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.cijferlijsten import als
from tests.factories.personen import Cast

from kompas.analyse.queries.ophalen import duur
from kompas.core.models import Gemeente, Ophaalplan, Ophaling

ADRES = "/noordwijk/cijfers/ophalen/"


@pytest.fixture
def anna(cast: Cast, hier: Gemeente) -> Client:  # noqa: ARG001
    return als(cast.anna)


def zet(**velden: object) -> Ophaling:
    """What the worker would have written by now."""
    Ophaling.objects.update(**velden)
    return Ophaling.objects.get()


def test_ask_follow_and_stop(anna: Client, cast: Cast) -> None:
    assert anna.post(ADRES, {"wat": "politie"}).url == ADRES
    ophaling = Ophaling.objects.get()
    assert (ophaling.door, ophaling.wat) == (cast.anna, "politie")
    wacht = anna.get(ADRES).text
    assert "Begint zo" in wacht
    assert 'hx-trigger="every 2s"' in wacht
    opnieuw = anna.post(ADRES, {"wat": "politie"})
    assert (opnieuw.status_code, "worden al opgehaald" in opnieuw.text) == (422, True)

    nu = timezone.now()
    zet(stand="bezig", werker="w", hartslag=nu, tabel="tabel 47018NED (2 van 7)", klaar=3, totaal=12, rijen=144196,
        tempo=2500.0, resterend=190)  # fmt: skip
    deel = anna.get(ADRES, headers={"HX-Request": "true"})
    assert "<html" not in deel.text
    assert "HX-Request" in deel["Vary"]
    for tekst in ("Bezig: tabel 47018NED (2 van 7)", "25% klaar", "144.196 cijfers, 2.500 per seconde",
                  "Nog ongeveer 3 minuten", 'value="3" max="12"'):  # fmt: skip
        assert tekst in deel.text
    gestopt = anna.post(f"{ADRES}{ophaling.pk}/afbreken/", follow=True)
    assert "Gestopt" in gestopt.text
    assert "Wordt gestopt" in gestopt.text
    assert Ophaling.objects.get().wordt_afgebroken


def test_how_it_ended_stays_and_nothing_is_asked_again(anna: Client) -> None:
    anna.post(ADRES, {"wat": "politie"})
    zet(stand="mislukt", afgelopen_op=timezone.now(), melding="De bron antwoordt niet. Probeer het morgen opnieuw.",
        niet_gelukt="47022NED: geen antwoord\n47008NED: geen antwoord")  # fmt: skip
    pagina = anna.get(ADRES).text
    for tekst in ("Mislukt. De bron antwoordt niet. Probeer het morgen opnieuw.", "47022NED: geen antwoord"):
        assert tekst in pagina
    assert "every 2s" not in pagina


def test_a_plan(anna: Client) -> None:
    plan = f"{ADRES}plan/politie/"
    assert "niet vanzelf" in anna.get(ADRES).text
    anna.post(plan, {"politie-versie": "0", "politie-ritme": "maand", "politie-actief": "on"})
    assert [(p.wat, p.ritme, p.actief) for p in Ophaalplan.objects.all()] == [("politie", "maand", True)]
    assert "elke maand, volgende keer op" in anna.get(ADRES).text
    oud = anna.post(plan, {"politie-versie": "0", "politie-ritme": "week"}, follow=True)
    assert "intussen gewijzigd" in oud.text
    fout = anna.post(plan, {"politie-versie": "1", "politie-ritme": "soms"}, follow=True)
    assert "Kies hoe vaak" in fout.text
    assert Ophaalplan.objects.get().ritme == "maand"
    assert anna.post(f"{ADRES}plan/niets/", {}).status_code == 404


@pytest.mark.parametrize("naam", ["bram", "carla", "dirk", "bezoeker"])
def test_others_see_why_not(cast: Cast, hier: Gemeente, naam: str) -> None:
    hier.is_voorbeeld = True
    hier.save()
    als(cast.anna).post(ADRES, {"wat": "politie"})
    ophaling, client = Ophaling.objects.get(), als(cast.wie(naam))
    pagina = client.get(ADRES)
    assert (pagina.status_code, "<select" in pagina.text, "Anna" in pagina.text) == (403, False, False)
    assert client.get(ADRES, headers={"HX-Request": "true"}).status_code == 403
    assert client.post(ADRES, {"wat": "bevolking"}).status_code == 403
    client.post(f"{ADRES}{ophaling.pk}/afbreken/")
    client.post(f"{ADRES}plan/politie/", {"politie-versie": "0", "politie-ritme": "week"})
    assert [(o.wat, o.stand, o.afbreken_op) for o in Ophaling.objects.all()] == [("politie", "wacht", None)]
    assert not Ophaalplan.objects.exists()


def test_a_fetch_of_elsewhere_is_not_found(anna: Client, cast: Cast, elders: Gemeente) -> None:
    anna.post(ADRES, {"wat": "politie"})
    adres = f"/{elders.slug}/cijfers/ophalen/{Ophaling.objects.get().pk}/afbreken/"
    assert als(cast.carla).post(adres).status_code == 404


@pytest.mark.parametrize(
    ("seconden", "tekst"),
    [
        (None, ""),
        (5, "minder dan een minuut"),
        (61, "ongeveer 1 minuut"),
        (190, "ongeveer 3 minuten"),
        (5400, "ongeveer 1,5 uur"),
    ],
)
def test_time_left_in_words(seconden: int | None, tekst: str) -> None:
    assert duur(seconden) == tekst
