"""Adding and removing goals, indicators and lines of approach."""

from decimal import Decimal

import pytest
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan, maak_plan

from kompas.base import RefusedError
from kompas.beleid.actions import (
    doel_toevoegen,
    doel_verwijderen,
    hoofdlijn_toevoegen,
    hoofdlijn_verwijderen,
    indicator_toevoegen,
    indicator_verwijderen,
)
from kompas.beleid.models import Doel, Hoofdlijn, Indicator
from kompas.core.models import Gemeente, Wijziging

NIEUW = {"naam": "fietsdiefstal", "streefsoort": "hoogstens", "streefwaarde": Decimal(150)}


def test_a_goal_is_added_at_the_end_and_leaves_a_line(cast: Cast, klein: KleinPlan) -> None:
    doel = doel_toevoegen(plan=klein.plan, thema=klein.thema, door=cast.anna, velden={"tekst": "Veilig op school"})
    assert (doel.volgorde, doel.thema, doel.vindplaats) == (1, klein.thema, "toegevoegd in Veiligheidskompas")
    regel = Wijziging.objects.get()
    assert (regel.handeling, regel.nieuw, regel.object_id) == ("toegevoegd", "Veilig op school", str(doel.pk))


def test_a_goal_of_the_whole_plan(cast: Cast, klein: KleinPlan) -> None:
    doel = doel_toevoegen(plan=klein.plan, door=cast.anna, velden={"tekst": "Minder misdrijven"})
    assert (doel.thema, doel.strategisch_doel) == (None, None)


def test_a_goal_may_not_land_in_the_theme_of_another_plan(cast: Cast, klein: KleinPlan, elders: Gemeente) -> None:
    vreemd = maak_plan(elders)
    with pytest.raises(RefusedError, match="ander plan"):
        doel_toevoegen(plan=klein.plan, thema=vreemd.thema, door=cast.anna, velden={"tekst": "Nieuw"})


def test_an_indicator_is_added(cast: Cast, klein: KleinPlan) -> None:
    indicator = indicator_toevoegen(doel=klein.doel, door=cast.anna, velden=NIEUW)
    assert list(klein.doel.indicatoren.all()) == [klein.indicator, indicator]


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"naam": "x", "streefsoort": "hoogstens"}, "Vul een streefwaarde in"),
        ({"naam": "", "streefsoort": "hoogstens", "is_pm": True}, "Naam: "),
        ({"naam": "x", "streefsoort": "hoogstens", "is_pm": True, "uitgangswaarde": Decimal(1)}, "ook het jaar"),
    ],
)
def test_an_incomplete_indicator_is_refused(
    cast: Cast, klein: KleinPlan, velden: dict[str, object], melding: str
) -> None:
    with pytest.raises(RefusedError) as weigering:
        indicator_toevoegen(doel=klein.doel, door=cast.anna, velden=velden)
    assert melding in str(weigering.value)
    assert Indicator.objects.count() == 1


def test_the_same_form_sent_twice_adds_once(cast: Cast, klein: KleinPlan) -> None:
    indicator_toevoegen(doel=klein.doel, door=cast.anna, velden=NIEUW)
    hoofdlijn_toevoegen(thema=klein.thema, door=cast.anna, velden={"tekst": "Nieuw"})
    doel_toevoegen(plan=klein.plan, thema=klein.thema, door=cast.anna, velden={"tekst": "Nieuw"})
    with pytest.raises(RefusedError, match="Dit staat er al: fietsdiefstal"):
        indicator_toevoegen(doel=klein.doel, door=cast.anna, velden=NIEUW)
    with pytest.raises(RefusedError, match="Dit staat er al"):
        hoofdlijn_toevoegen(thema=klein.thema, door=cast.anna, velden={"tekst": "Nieuw"})
    with pytest.raises(RefusedError, match="Dit staat er al"):
        doel_toevoegen(plan=klein.plan, thema=klein.thema, door=cast.anna, velden={"tekst": "Nieuw"})
    assert (Indicator.objects.count(), Hoofdlijn.objects.count(), Doel.objects.count()) == (2, 2, 2)


def test_nothing_is_added_under_what_is_gone(cast: Cast, klein: KleinPlan) -> None:
    doel_verwijderen(doel=klein.doel, door=cast.anna, versie=1)
    with pytest.raises(RefusedError, match="bestaat niet meer"):
        indicator_toevoegen(doel=klein.doel, door=cast.anna, velden=NIEUW)


def test_removing_a_goal_takes_its_indicators_and_leaves_a_line_for_each(cast: Cast, klein: KleinPlan) -> None:
    doel_verwijderen(doel=klein.doel, door=cast.anna, versie=1, toelichting="Vervallen door de raad")
    assert not Doel.objects.exists()
    assert {(r.soort, r.oud, r.toelichting) for r in Wijziging.objects.filter(handeling="verwijderd")} == {
        ("beleid.Doel", "Minder overlast van jeugd", "Vervallen door de raad"),
        ("beleid.Indicator", "meldingen jeugdoverlast", "Vervallen door de raad"),
    }


def test_what_was_changed_meanwhile_is_not_removed(cast: Cast, klein: KleinPlan) -> None:
    Indicator.objects.filter(pk=klein.indicator.pk).update(versie=2)
    with pytest.raises(RefusedError, match="intussen gewijzigd"):
        indicator_verwijderen(indicator=klein.indicator, door=cast.anna, versie=1)
    assert Indicator.objects.exists()


def test_removing_twice_says_it_is_gone(cast: Cast, klein: KleinPlan) -> None:
    hoofdlijn_verwijderen(hoofdlijn=klein.hoofdlijn, door=cast.anna, versie=1)
    with pytest.raises(RefusedError, match="bestaat niet meer"):
        hoofdlijn_verwijderen(hoofdlijn=klein.hoofdlijn, door=cast.anna, versie=1)
    assert Wijziging.objects.count() == 1
