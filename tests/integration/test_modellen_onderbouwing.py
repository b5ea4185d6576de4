"""What the database refuses around findings, named documents, areas and policy fields."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from tests.factories.plannen import KleinPlan

from kompas.beleid.models import Bevinding, FlankerendBeleid, GenoemdStuk, Plan
from kompas.core.models import Gebied, Gemeente

pytestmark = pytest.mark.django_db


def _weigert(model: type[Model], **velden: object) -> bool:
    try:
        with transaction.atomic():
            model._default_manager.create(**velden)
    except IntegrityError:
        return True
    return False


def test_a_policy_field_hangs_on_the_plan_or_on_one_theme(klein: KleinPlan) -> None:
    assert _weigert(FlankerendBeleid, beleidsveld="Jeugd")
    assert _weigert(FlankerendBeleid, beleidsveld="Jeugd", plan=klein.plan, thema=klein.thema)
    assert not _weigert(FlankerendBeleid, beleidsveld="Jeugd", plan=klein.plan)
    assert not _weigert(FlankerendBeleid, beleidsveld="Jeugd", thema=klein.thema)


def test_only_a_plan_of_action_works_out_another_plan(klein: KleinPlan) -> None:
    velden = {
        "gemeente": klein.plan.gemeente,
        "titel": "Twee",
        "jaar_van": 2021,
        "jaar_tot": 2022,
        "hoort_bij": klein.plan,
    }
    assert _weigert(Plan, slug="twee", soort="ivp", **velden)
    assert not _weigert(Plan, slug="twee", soort="uitvoeringsplan", **velden)
    twee = klein.plan.uitvoeringsplannen.get()
    twee.hoort_bij = twee
    with pytest.raises(IntegrityError), transaction.atomic():
        twee.save()
    klein.plan.delete()
    twee.refresh_from_db()
    assert twee.hoort_bij is None


def test_a_finding_says_something_and_a_document_is_not_its_own_plan(klein: KleinPlan) -> None:
    assert _weigert(Bevinding, plan=klein.plan, tekst="", soort="aanpak")
    stuk = {"plan": klein.plan, "naam": "Uitvoeringsplan", "soort": "uitvoeringsplan", "status": "aangekondigd"}
    assert _weigert(GenoemdStuk, opgenomen_als=klein.plan, **stuk)
    assert not _weigert(GenoemdStuk, **stuk)
    assert _weigert(GenoemdStuk, **stuk)


def test_an_area_is_registered_once_and_never_under_itself(hier: Gemeente, elders: Gemeente) -> None:
    wijk = Gebied.objects.create(gemeente=hier, naam="Duinzicht", soort="wijk", code="WK057501")
    assert _weigert(Gebied, gemeente=hier, naam="Duinzicht", soort="wijk")
    assert _weigert(Gebied, gemeente=hier, naam="Andere", soort="wijk", code="WK057501")
    assert not _weigert(Gebied, gemeente=hier, naam="Duinzicht", soort="buurt", bovenliggend=wijk)
    assert not _weigert(Gebied, gemeente=elders, naam="Duinzicht", soort="wijk")
    wijk.bovenliggend = wijk
    with pytest.raises(IntegrityError), transaction.atomic():
        wijk.save()


def test_an_area_lies_in_one_municipality(hier: Gemeente, elders: Gemeente) -> None:
    wijk = Gebied.objects.create(gemeente=elders, naam="Ver", soort="wijk")
    with pytest.raises(ValidationError, match="dezelfde gemeente"):
        Gebied(gemeente=hier, naam="Hier", soort="buurt", bovenliggend=wijk).full_clean()


def test_a_municipality_goes_with_its_nested_areas(elders: Gemeente) -> None:
    wijk = Gebied.objects.create(gemeente=elders, naam="Wijk", soort="wijk")
    Gebied.objects.create(gemeente=elders, naam="Buurt", soort="buurt", bovenliggend=wijk)
    elders.delete()
    assert not Gebied.objects.exists()
