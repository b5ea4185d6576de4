"""Changing an indicator: history per field, two users, wrong input."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.base import RefusedError
from kompas.beleid.actions import indicator_wijzigen
from kompas.beleid.models import Indicator
from kompas.core.models import Wijziging
from kompas.core.queries import wijzigingen_van


def test_a_corrected_target_is_saved_with_who_when_and_what(cast: Cast, klein: KleinPlan) -> None:
    gewijzigd = indicator_wijzigen(
        indicator=klein.indicator,
        door=cast.anna,
        versie=1,
        velden={"streefwaarde": Decimal("7.25")},
        toelichting="Tikfout in het plan",
    )
    assert (gewijzigd.streefwaarde, gewijzigd.versie) == (Decimal("7.25"), 2)
    regel = wijzigingen_van("beleid.Indicator", klein.indicator.pk).get()
    assert (regel.veld, regel.oud, regel.nieuw) == ("streefwaarde", "7,5", "7,25")
    assert (regel.door, regel.door_naam, regel.toelichting) == (cast.anna, "Anna", "Tikfout in het plan")
    assert (regel.gemeente, regel.handeling, regel.veld_label) == (klein.plan.gemeente, "gewijzigd", "streefwaarde")
    assert regel.moment is not None


def test_each_changed_field_has_its_own_line(cast: Cast, klein: KleinPlan) -> None:
    velden = {
        "naam": "meldingen",
        "bron": "politie",
        "is_pm": True,
        "streefwaarde": None,
        "streefsoort": "minstens",
        "pm_datum": date(2026, 3, 1),
    }
    indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden=velden)
    regels = {regel.veld: (regel.oud, regel.nieuw) for regel in Wijziging.objects.all()}
    assert regels == {
        "naam": ("meldingen jeugdoverlast", "meldingen"),
        "is_pm": ("nee", "ja"),
        "streefwaarde": ("7,5", ""),
        "streefsoort": ("hoogstens (≤)", "minstens (≥)"),
        "pm_datum": ("", "1-3-2026"),
    }


def test_nothing_changed_is_nothing_written(cast: Cast, klein: KleinPlan) -> None:
    velden = {"naam": klein.indicator.naam, "streefwaarde": Decimal("7.5000")}
    assert indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden=velden).versie == 1
    assert not Wijziging.objects.exists()


def test_the_second_of_two_users_hears_who_was_first(cast: Cast, klein: KleinPlan) -> None:
    indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"naam": "Eerst"})
    with pytest.raises(RefusedError, match=r"intussen gewijzigd door Anna, om \d\d:\d\d; bekijk de nieuwe versie"):
        indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"naam": "Daarna"})
    assert Indicator.objects.get().naam == "Eerst"
    assert Wijziging.objects.count() == 1


def test_a_double_click_changes_once(cast: Cast, klein: KleinPlan) -> None:
    for keer in (1, 2):
        try:
            indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"naam": "Anders"})
        except RefusedError:
            assert keer == 2
    assert (Indicator.objects.get().versie, Wijziging.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"streefwaarde": None}, "Vul een streefwaarde in, of kies PM"),
        ({"uitgangsjaar": None}, "Vul bij de uitgangswaarde ook het jaar in"),
        ({"naam": ""}, "Naam: "),
        ({"naam": "x" * 201}, "Naam: "),
        ({"streefsoort": "ongeveer"}, "Soort streefwaarde: "),
        ({"streefwaarde": "veel"}, "Streefwaarde: "),
        ({"doel_id": "00000000-0000-0000-0000-000000000000"}, "kan hier niet worden gewijzigd: doel_id"),
        ({"definitie": "verzonnen"}, "geen definitie met de sleutel verzonnen"),
        ({"versie": 9}, "kan hier niet worden gewijzigd: versie"),
    ],
)
def test_wrong_input_is_refused_and_changes_nothing(
    cast: Cast, klein: KleinPlan, velden: dict[str, object], melding: str
) -> None:
    with pytest.raises(RefusedError) as weigering:
        indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden=velden)
    assert melding in str(weigering.value)
    assert not Wijziging.objects.exists()
    klein.indicator.refresh_from_db()
    assert (klein.indicator.versie, klein.indicator.naam) == (1, "meldingen jeugdoverlast")


@pytest.mark.parametrize("leeg", [None, ""])
def test_emptied_fields_are_empty_the_way_each_field_can_be(cast: Cast, klein: KleinPlan, leeg: str | None) -> None:
    velden: dict[str, object] = dict.fromkeys(("doeljaar", "uitgangswaarde", "bron", "toelichting", "schaal"), leeg)
    indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden=velden)
    rij = Indicator.objects.get()
    assert (rij.doeljaar, rij.uitgangswaarde, rij.bron, rij.toelichting, rij.schaal) == (None, None, "", "", [])


def test_an_indicator_that_is_gone(cast: Cast, klein: KleinPlan) -> None:
    Indicator.objects.filter(pk=klein.indicator.pk).delete()
    with pytest.raises(RefusedError, match="bestaat niet meer"):
        indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"naam": "Anders"})
