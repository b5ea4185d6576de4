"""Loading and removing the examples: once, complete, never over what a person changed."""

import json
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from tests.factories.personen import maak_gebruiker, maak_gemeente

from kompas.beleid.actions import indicator_wijzigen, thema_wijzigen, voorbeeld_laden, voorbeeld_verwijderen
from kompas.beleid.models import (
    Bevinding,
    Budgetregel,
    Burgerperspectief,
    Doel,
    FlankerendBeleid,
    GenoemdStuk,
    GoedePraktijk,
    Hoofdlijn,
    Indicator,
    Partner,
    Plan,
    Thema,
    ThemaKoppeling,
    ThemaPartner,
    Uitgangspunt,
    VerbindendThema,
)
from kompas.core.actions import voorbeeldaccounts
from kompas.core.cijfers import cijfers
from kompas.core.models import Gebied, Gebruiker, Gemeente, Wijziging

pytestmark = pytest.mark.django_db


@pytest.fixture
def geladen(lege_home: Path) -> Path:
    """A data folder in which the examples were just loaded."""
    verslag = voorbeeld_laden()
    assert verslag.geladen == ("noordwijk", "westland")
    return lege_home


@pytest.mark.usefixtures("geladen")
def test_both_plans_are_there_and_marked_as_example() -> None:
    assert {(p.gemeente.naam, p.jaar_van, p.jaar_tot, p.is_voorbeeld) for p in Plan.objects.all()} == {
        ("Noordwijk", 2021, 2024, True),
        ("Westland", 2019, 2022, True),
    }
    assert all(gemeente.is_voorbeeld for gemeente in Gemeente.objects.all())
    assert (
        Wijziging.objects.filter(handeling="voorbeeld geladen", door=None, door_naam="Veiligheidskompas").count() == 2
    )


@pytest.mark.usefixtures("geladen")
def test_the_parts_hang_where_the_plan_has_them() -> None:
    westland = Plan.objects.get(gemeente__slug="westland")
    assert [t.nummer for t in Thema.objects.get(plan=westland, nummer="5.1").deelthemas.all()] == [
        "5.1a",
        "5.1b",
        "5.1c",
    ]
    assert Thema.objects.get(plan=westland, nummer="5.4").andere_titel == "Georganiseerde, ondermijnende criminaliteit"
    woonoverlast = Indicator.objects.get(definitie="woonoverlast-per-1000")
    assert (woonoverlast.is_pm, woonoverlast.streefwaarde, woonoverlast.uitgangswaarde) == (True, None, None)
    assert (woonoverlast.pm_eigenaar, woonoverlast.pm_datum, woonoverlast.uitgangsjaar) == ("", None, 2017)
    totaal = Indicator.objects.get(definitie="misdrijven-totaal-zonder-online-fraude")
    assert (totaal.uitgangswaarde, totaal.streefwaarde, totaal.doeljaar) == (Decimal(1538), Decimal(1400), 2024)
    assert totaal.doel.strategisch_doel is not None
    ondermijning = Budgetregel.objects.get(bedrag=520000)
    assert (ondermijning.jaar, ondermijning.soort, str(ondermijning.thema)) == (2019, "incidenteel", "5.4 Ondermijning")
    dubbel = ThemaKoppeling.objects.filter(methode_thema="4.1", thema__plan=westland)
    assert {koppeling.thema.nummer for koppeling in dubbel} == {"5.1c", "6.3"}
    toezicht = VerbindendThema.objects.get(plan=westland, naam="Toezicht en handhaving")
    assert {thema.nummer for thema in toezicht.themas.all()} == {"5.1c", "5.2", "5.4"}
    assert set(Burgerperspectief.objects.values_list("kant", flat=True)) == {"betekent", "versterkt"}


@pytest.mark.usefixtures("geladen")
def test_partners_are_registered_once_whatever_the_plan_calls_them() -> None:
    genoemd = {
        (deel.genoemd_als, deel.partner.naam)
        for deel in ThemaPartner.objects.filter(thema__plan__gemeente__slug="westland")
    }
    assert {("OM", "Openbaar Ministerie"), ("Openbaar Ministerie", "Openbaar Ministerie")} <= genoemd
    assert ("Veiligheidshuis", "Zorg- en Veiligheidshuis Haaglanden") in genoemd
    assert Partner.objects.filter(naam="Openbaar Ministerie").count() == 2  # one per municipality


@pytest.mark.usefixtures("geladen")
def test_every_part_knows_its_place_in_the_document_and_passes_its_own_checks() -> None:
    modellen = (
        Plan, Thema, Doel, Indicator, Budgetregel, ThemaPartner, Burgerperspectief, Bevinding, GoedePraktijk,
        GenoemdStuk, FlankerendBeleid, Uitgangspunt, VerbindendThema,
    )  # fmt: skip
    for model in modellen:
        assert model.objects.exists()
        for deel in model.objects.all():
            assert deel.vindplaats, deel
            deel.full_clean()
    for gebied in Gebied.objects.all():
        gebied.full_clean()


def _nummers(deel: Bevinding | GenoemdStuk | Uitgangspunt) -> list[str]:
    return [thema.nummer for thema in deel.themas.order_by("nummer")]


@pytest.mark.usefixtures("geladen")
def test_findings_lead_to_themes_also_when_they_became_no_priority() -> None:
    aandacht = Bevinding.objects.filter(plan__gemeente__slug="noordwijk", uitkomst="aandacht")
    assert [_nummers(bevinding) for bevinding in aandacht] == [["5.1"], ["5.2"], ["5.3"], ["5.4"], ["6.1"]]
    [digitaal] = aandacht.filter(tekst__startswith="Gedigitaliseerde")
    assert digitaal.themas.get().status == Thema.Status.GOING_CONCERN
    westland = Bevinding.objects.filter(plan__gemeente__slug="westland")
    assert {nummer for bevinding in westland.filter(uitkomst="aandacht") for nummer in _nummers(bevinding)} >= {
        "5.1", "5.1a", "5.1b", "5.1c", "5.2", "5.3", "5.4",
    }  # fmt: skip
    assert westland.filter(uitkomst="gunstig").count() == 6


@pytest.mark.usefixtures("geladen")
def test_plans_of_action_are_known_and_not_included() -> None:
    stukken = {stuk.plan.gemeente.slug: stuk for stuk in GenoemdStuk.objects.filter(soort="uitvoeringsplan")}
    assert {slug: (stuk.wanneer, stuk.looptijd) for slug, stuk in stukken.items()} == {
        "noordwijk": ("eind 2020 in het college", "vier jaar, tussendoor bij te stellen"),
        "westland": ("", "twee jaar"),
    }
    assert all(stuk.status == "aangekondigd" and stuk.opgenomen_als is None for stuk in stukken.values())
    assert not Plan.objects.filter(soort="uitvoeringsplan").exists()
    assert GenoemdStuk.objects.get(soort="motie").wanneer == "6 november 2018"


@pytest.mark.usefixtures("geladen")
def test_principles_areas_and_policy_beside_the_whole_plan() -> None:
    punten = {punt.naam: _nummers(punt) for punt in Uitgangspunt.objects.filter(plan__gemeente__slug="noordwijk")}
    assert punten["Risico's rond drugs"] == ["5.1", "5.2", "5.3", "5.4"]
    assert punten["Digitale component"] == ["6.1", "6.6"]
    assert punten["Regie"] == []
    boerenburg = Gebied.objects.get(naam="Boerenburg")
    assert boerenburg.soort == ""
    assert Hoofdlijn.objects.get(gebieden=boerenburg).thema.nummer == "5.3"
    assert GoedePraktijk.objects.get(gebieden=boerenburg).plan.gemeente == boerenburg.gemeente
    [omgeving] = FlankerendBeleid.objects.filter(plan__gemeente__slug="westland", beleidsveld="Omgevingsbeleid")
    assert omgeving.thema is None
    assert "Twee kanten op" in omgeving.wisselwerking


@pytest.mark.usefixtures("geladen")
def test_figures_come_along() -> None:
    assert cijfers().waarde  # opened on the build of this folder
    assert cijfers().document_tabel("GM0575")
    assert cijfers().laatste_jaar("woninginbraak", "GM1783") is not None


def test_a_second_time_says_it_is_there_and_keeps_what_a_person_changed(geladen: Path) -> None:
    adviseur = Gebruiker.objects.get(username="adviseur")
    indicator = Indicator.objects.get(definitie="bedrijfsinbraak")
    indicator_wijzigen(indicator=indicator, door=adviseur, versie=1, velden={"streefwaarde": Decimal(140)})
    wachtwoorden = (geladen / "voorbeeldaccounts.json").read_text()
    build = cijfers().build_id
    verslag = voorbeeld_laden()
    assert verslag.geladen == ()
    assert verslag.regels == ("Noordwijk staat er al.", "Westland staat er al.")
    assert Indicator.objects.get(definitie="bedrijfsinbraak").streefwaarde == 140
    assert Plan.objects.count() == 2
    assert (geladen / "voorbeeldaccounts.json").read_text() == wachtwoorden
    assert cijfers().build_id == build


def test_a_removed_example_stays_away_until_someone_asks(geladen: Path) -> None:
    adviseur = Gebruiker.objects.get(username="adviseur")
    thema = Thema.objects.filter(plan__gemeente__slug="westland").first()
    assert thema is not None
    thema_wijzigen(thema=thema, door=adviseur, versie=1, velden={"titel": "Anders"})
    assert voorbeeld_verwijderen() == 2
    assert not any(model.objects.exists() for model in (Gemeente, Gebied, Plan, Thema, Partner, Wijziging, Gebruiker))
    assert not (geladen / "voorbeeldaccounts.json").exists()
    assert "niet opnieuw geladen" in voorbeeld_laden().regels[0]
    assert not Gemeente.objects.exists()
    assert voorbeeld_laden(opnieuw=True).geladen == ("noordwijk", "westland")
    assert voorbeeld_laden().geladen == ()


def test_removing_leaves_own_municipalities_alone(geladen: Path) -> None:
    eigen = maak_gemeente("Katwijk", "GM0537")
    maak_gebruiker("anna")
    voorbeeld_verwijderen()
    assert list(Gemeente.objects.all()) == [eigen]
    assert [persoon.username for persoon in Gebruiker.objects.all()] == ["anna"]
    assert geladen.is_dir()


@pytest.mark.parametrize(("naam", "code"), [("Noordwijk", "GM0575"), ("Gemeente Noordwijk", "GM0575")])
@pytest.mark.usefixtures("lege_home")
def test_a_real_municipality_of_that_name_or_code_is_not_touched(naam: str, code: str) -> None:
    eigen = Gemeente.objects.create(naam=naam, code=code, slug=naam.lower().replace(" ", "-"), indelingsjaar=2019)
    verslag = voorbeeld_laden()
    assert verslag.geladen == ("westland",)
    assert "is hier een eigen gemeente" in verslag.regels[0]
    assert not eigen.plannen.exists()
    eigen.refresh_from_db()
    assert not eigen.is_voorbeeld


def test_passwords_are_made_and_kept_for_the_owner_only(geladen: Path, settings: object) -> None:
    settings.KOMPAS_LOOPBACK = True  # type: ignore[attr-defined]
    pad = geladen / "voorbeeldaccounts.json"
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    accounts = voorbeeldaccounts()
    assert {(a.gebruikersnaam, a.rol) for a in accounts} == {
        ("adviseur", "adviseur openbare orde en veiligheid"),
        ("lezer", "lezer"),
    }
    assert len({a.wachtwoord for a in accounts}) == 2
    for account in accounts:
        persoon = Gebruiker.objects.get(username=account.gebruikersnaam)
        assert persoon.check_password(account.wachtwoord)
        assert persoon.is_voorbeeld
        assert (persoon.is_staff, persoon.is_superuser) == (False, False)


def test_a_lost_file_gives_new_passwords(geladen: Path) -> None:
    pad = geladen / "voorbeeldaccounts.json"
    oud = json.loads(pad.read_text())
    pad.unlink()
    voorbeeld_laden()
    nieuw = json.loads(pad.read_text())
    assert [a["gebruikersnaam"] for a in nieuw] == [a["gebruikersnaam"] for a in oud]
    assert nieuw[0]["wachtwoord"] != oud[0]["wachtwoord"]
    assert Gebruiker.objects.get(username="adviseur").check_password(nieuw[0]["wachtwoord"])


def test_a_real_account_keeps_its_name(lege_home: Path) -> None:
    echt = maak_gebruiker("lezer")
    voorbeeld_laden()
    echt.refresh_from_db()
    assert (echt.is_voorbeeld, echt.password) == (False, "!")
    assert [a["gebruikersnaam"] for a in json.loads((lege_home / "voorbeeldaccounts.json").read_text())] == ["adviseur"]
    assert not echt.rolverleningen.exists()


def test_the_home_of_the_tests_is_not_a_persons_home() -> None:
    assert Path(django_settings.KOMPAS_HOME).name.startswith("kompas-test-")
