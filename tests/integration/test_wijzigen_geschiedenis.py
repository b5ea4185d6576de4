"""History is appended: nobody edits it, not even past the models."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from tests.factories.personen import Cast, maak_cast, maak_gemeente
from tests.factories.plannen import KleinPlan, maak_plan

from kompas.base import RefusedError
from kompas.beleid.actions import indicator_wijzigen, thema_wijzigen
from kompas.core.actions import als_tekst
from kompas.core.models import Gemeente, Wijziging
from kompas.core.queries import laatste_wijziging, wijzigingen_van


@pytest.fixture
def regel(cast: Cast, klein: KleinPlan) -> Wijziging:
    thema_wijzigen(thema=klein.thema, door=cast.anna, versie=1, velden={"titel": "Jeugd"})
    return Wijziging.objects.get()


def test_a_saved_row_cannot_be_saved_again(regel: Wijziging) -> None:
    regel.nieuw = "Iets anders"
    with pytest.raises(DatabaseError, match="nooit gewijzigd"), transaction.atomic():
        regel.save()
    regel.refresh_from_db()
    assert regel.nieuw == "Jeugd"


def test_not_by_a_queryset_and_not_by_sql(regel: Wijziging) -> None:
    with pytest.raises(TypeError, match="nooit gewijzigd"):
        Wijziging.objects.update(nieuw="x")
    with pytest.raises(TypeError, match="nooit gewist"):
        Wijziging.objects.all().delete()
    with pytest.raises(TypeError, match="nooit gewist"):
        regel.delete()
    with pytest.raises(DatabaseError, match="nooit gewijzigd"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_wijziging SET nieuw = 'x'")
    assert Wijziging.objects.get() == regel


def test_history_outlives_people_and_things(regel: Wijziging, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    klein.plan.delete()
    with pytest.raises(ProtectedError):
        cast.anna.delete()
    with pytest.raises(ProtectedError):
        hier.delete()
    assert wijzigingen_van("beleid.Thema", klein.thema.pk).get() == regel


@pytest.mark.usefixtures("regel")
def test_newest_first_and_the_kind_in_any_case(cast: Cast, klein: KleinPlan) -> None:
    thema_wijzigen(thema=klein.thema, door=cast.anna, versie=2, velden={"titel": "Jongeren"})
    assert [r.nieuw for r in wijzigingen_van("beleid.thema", klein.thema.pk)] == ["Jongeren", "Jeugd"]
    laatste = laatste_wijziging("beleid.Thema", klein.thema.pk)
    assert laatste is not None
    assert laatste.nieuw == "Jongeren"


def test_a_label_for_a_field_that_no_longer_exists() -> None:
    assert Wijziging(soort="beleid.Thema", veld="titel").veld_label == "titel"
    assert Wijziging(soort="beleid.Indicator", veld="is_pm").veld_label == "PM"
    assert Wijziging(soort="beleid.Thema", veld="kleur").veld_label == "kleur"
    assert Wijziging(soort="beleid.Weg", veld="kleur").veld_label == "kleur"


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (None, ""),
        (True, "ja"),
        (Decimal("1538.0000"), "1.538"),
        (Decimal("3.5000"), "3,5"),
        (Decimal("0.0000"), "0"),
        (date(2021, 1, 6), "6-1-2021"),
        (["laag", "hoog"], "laag; hoog"),
        (2024, "2024"),
    ],
)
def test_values_are_kept_as_people_read_them(waarde: object, tekst: str) -> None:
    assert als_tekst(waarde) == tekst


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_users_at_the_same_moment_one_wins() -> None:
    hier, elders = maak_gemeente(), maak_gemeente("Westland", "GM1783")
    anna, klein = maak_cast(hier, elders).anna, maak_plan(hier)
    klaar = threading.Barrier(2)
    uitkomsten: list[str] = []

    def poging(naam: str) -> None:
        klaar.wait(timeout=10)
        try:
            indicator_wijzigen(indicator=klein.indicator, door=anna, versie=1, velden={"naam": naam})
            uitkomsten.append("gelukt")
        except RefusedError:
            uitkomsten.append("geweigerd")
        finally:
            connection.close()

    draden = [threading.Thread(target=poging, args=(naam,)) for naam in ("links", "rechts")]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=20)
    assert sorted(uitkomsten) == ["gelukt", "geweigerd"]
    assert Wijziging.objects.count() == 1
