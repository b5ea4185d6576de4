"""Who may sign in: example accounts on the own computer only, and not endlessly often."""

import threading
import time
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from tests.factories.personen import WACHTWOORD

from kompas.core.access import KompasBackend
from kompas.core.actions import voorbeeldaccounts
from kompas.core.forms import AanmeldForm
from kompas.core.models import Gebruiker
from kompas.core.rules import MAX_PER_ADRES, MAX_POGINGEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _snel(settings: object) -> None:
    """Real hashing takes a fifth of a second; these tests hash often and test something else."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def anna() -> Gebruiker:
    return Gebruiker.objects.create_user("anna", password=WACHTWOORD)


@pytest.fixture
def proef() -> Gebruiker:
    return Gebruiker.objects.create_user("adviseur", password=WACHTWOORD, is_voorbeeld=True)


def _meld_aan(naam: str, wachtwoord: str = WACHTWOORD, adres: str = "127.0.0.1") -> AanmeldForm:
    verzoek = RequestFactory().post("/aanmelden/", REMOTE_ADDR=adres)
    form = AanmeldForm(verzoek, data={"username": naam, "password": wachtwoord})
    form.is_valid()
    return form


@pytest.mark.parametrize("loopback", [True, False])
def test_an_ordinary_account_signs_in_anywhere(anna: Gebruiker, settings: object, loopback: bool) -> None:
    settings.KOMPAS_LOOPBACK = loopback  # type: ignore[attr-defined]
    assert _meld_aan("anna").get_user() == anna


def test_an_example_account_signs_in_on_loopback(proef: Gebruiker, settings: object) -> None:
    settings.KOMPAS_LOOPBACK = True  # type: ignore[attr-defined]
    assert _meld_aan("adviseur").get_user() == proef


def test_an_example_account_does_not_exist_on_an_open_server(proef: Gebruiker, settings: object) -> None:
    settings.KOMPAS_LOOPBACK = False  # type: ignore[attr-defined]
    form = _meld_aan("adviseur")
    assert form.get_user() is None
    assert "horen niet bij elkaar" in form.non_field_errors()[0]
    assert KompasBackend().get_user(proef.pk) is None  # a session that was made on loopback ends
    assert voorbeeldaccounts() == ()


def test_a_blocked_account_does_not_sign_in(anna: Gebruiker) -> None:
    anna.is_active = False
    anna.save()
    assert _meld_aan("anna").get_user() is None


@pytest.mark.usefixtures("anna")
def test_after_five_failures_the_account_waits_even_with_the_right_password() -> None:
    for _ in range(MAX_POGINGEN):
        assert "horen niet bij elkaar" in _meld_aan("anna", "fout").non_field_errors()[0]
    geblokkeerd = _meld_aan("anna")
    assert geblokkeerd.get_user() is None
    assert geblokkeerd.non_field_errors() == ["Te vaak mislukt. Wacht 10 minuten en probeer het dan opnieuw."]
    assert _meld_aan("ANNA").get_user() is None
    assert _meld_aan("anna", adres="10.0.0.2").get_user() is not None
    cache.clear()  # ten minutes later
    assert _meld_aan("anna").get_user() is not None


@pytest.mark.usefixtures("anna")
def test_a_success_starts_the_count_anew() -> None:
    for _ in range(3):
        for _ in range(MAX_POGINGEN - 1):
            _meld_aan("anna", "fout")
        assert _meld_aan("anna").get_user() is not None


@pytest.mark.usefixtures("anna")
def test_attempts_at_the_same_moment_count_too() -> None:
    """Counted before the password is looked at: who sends many at once gets no more than who sends one by one."""
    klaar, gezien = threading.Barrier(12), []

    class Traag(KompasBackend):
        def authenticate(self, *_: object, **__: object) -> None:
            gezien.append(1)
            time.sleep(0.05)

    def poging() -> None:
        klaar.wait(timeout=10)
        _meld_aan("anna", "fout")

    with mock.patch("django.contrib.auth._get_backends", return_value=[(Traag(), "traag")]):
        draden = [threading.Thread(target=poging) for _ in range(12)]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join(timeout=20)
    assert len(gezien) == MAX_POGINGEN


@pytest.mark.usefixtures("anna")
def test_one_address_cannot_try_names_without_end_nor_push_a_lock_out_of_memory() -> None:
    for _ in range(MAX_POGINGEN):
        _meld_aan("anna", "fout")
    for nummer in range(400):
        cache.set(f"vol-{nummer}", 1)  # Django's own limit is 300: then it forgets
        if nummer < MAX_PER_ADRES:
            _meld_aan(f"naam{nummer}", "fout")
    assert "Te vaak" in _meld_aan("anna").non_field_errors()[0]
    assert "Te vaak" in _meld_aan("nieuw").non_field_errors()[0]
    assert _meld_aan("anna", adres="10.0.0.2").get_user() is not None


@pytest.mark.usefixtures("anna")
def test_colleagues_behind_one_address_who_sign_in_are_not_counted() -> None:
    for _ in range(MAX_PER_ADRES + 5):
        assert _meld_aan("anna").get_user() is not None


def test_empty_fields_say_what_to_fill_in() -> None:
    form = _meld_aan("", "")
    assert form.errors["username"] == ["Vul uw gebruikersnaam in."]
    assert form.errors["password"] == ["Vul uw wachtwoord in."]
