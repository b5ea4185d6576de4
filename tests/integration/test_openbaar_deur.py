"""The one door to figures knows who has a role where; failed sources are told to who can do something about it."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.personen import NAMEN, Cast

from kompas.core.models import Gemeente, Ophaling
from kompas.core.openbaar import cijfers_voor, openbare_cijfers
from kompas.core.rules import BUNDELS
from kompas.core.signalen import mislukte_bronnen, signalen
from kompas.data.haal import bundels

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lege_home")]
ROLLEN = {"anna": {"GM0575"}, "bram": {"GM0575"}, "carla": {"GM1783"}, "dirk": set(), "bezoeker": set()}


@pytest.mark.parametrize("naam", NAMEN)
def test_roles_open_the_figures_of_the_own_municipality(naam: str, cast: Cast, hier: Gemeente) -> None:
    assert cijfers_voor(cast.wie(naam), hier).rol_in == ROLLEN[naam]


def test_a_blocked_account_is_a_visitor(cast: Cast, hier: Gemeente) -> None:
    cast.anna.is_active = False
    assert cijfers_voor(cast.anna, hier).rol_in == frozenset()


def test_a_report_is_made_for_nobody_in_particular(hier: Gemeente) -> None:
    assert openbare_cijfers(hier).rol_in == frozenset()


def test_the_choice_of_the_installation_counts(hier: Gemeente, settings: object, lege_home: Path) -> None:
    settings.KOMPAS_DREMPEL, settings.KOMPAS_AFRONDING = 10, 5  # type: ignore[attr-defined]
    regels = openbare_cijfers(hier).regels
    assert (regels.drempel, regels.stap) == (10, 5)
    assert lege_home.is_dir()


def _klaar(gemeente: Gemeente, stand: str, **velden: str) -> Ophaling:
    nu = timezone.now()
    return Ophaling.objects.create(
        gemeente=gemeente, wat="politie", door_naam="Anna", gevraagd_op=nu, afgelopen_op=nu, stand=stand, **velden
    )


def test_a_failed_fetch_is_a_signal_until_a_later_one_works(hier: Gemeente) -> None:
    _klaar(hier, "mislukt", melding="De bron antwoordt niet.")
    assert mislukte_bronnen(hier)["politie-misdrijven"] == "De bron antwoordt niet."
    assert "politie, geregistreerde misdrijven: het ophalen is mislukt. De bron antwoordt niet." in [
        signaal.zin for signaal in signalen(hier, timezone.localdate())
    ]
    _klaar(hier, "klaar")
    assert mislukte_bronnen(hier) == {}


def test_one_table_that_did_not_come_is_a_signal_of_its_source(hier: Gemeente) -> None:
    _klaar(hier, "klaar", niet_gelukt="47021NED: De tabel is tijdens het ophalen gewijzigd.")
    assert mislukte_bronnen(hier) == {"politie-overlast": "De tabel is tijdens het ophalen gewijzigd."}


@pytest.mark.parametrize("naam", ["anna", "bram", "bezoeker"])
def test_only_an_adviser_sees_signals_on_the_front_page(naam: str, cast: Cast, hier: Gemeente, client: Client) -> None:
    _klaar(hier, "mislukt", melding="De bron antwoordt niet.")
    if naam != "bezoeker":
        client.force_login(cast.wie(naam))  # type: ignore[arg-type]
    assert ("van cijfers vragen aandacht" in client.get("/").content.decode()) is (naam == "anna")


def test_what_can_be_asked_is_what_can_be_fetched() -> None:
    assert set(BUNDELS) == set(bundels())
