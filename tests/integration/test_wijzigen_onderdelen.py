"""Changing a theme, a goal and a line of approach."""

import pytest
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.base import RefusedError
from kompas.beleid.actions import doel_wijzigen, hoofdlijn_wijzigen, thema_wijzigen
from kompas.beleid.models import Thema
from kompas.core.models import Wijziging


def test_a_theme_becomes_going_concern_with_its_reason(cast: Cast, klein: KleinPlan) -> None:
    velden = {"status": Thema.Status.GOING_CONCERN, "reden": "Het aantal meldingen is laag."}
    thema = thema_wijzigen(thema=klein.thema, door=cast.anna, versie=1, velden=velden)
    assert (thema.status, thema.versie) == ("going_concern", 2)
    regels = {regel.veld: (regel.oud, regel.nieuw) for regel in Wijziging.objects.filter(soort="beleid.Thema")}
    assert regels == {"status": ("prioritair", "going concern"), "reden": ("", "Het aantal meldingen is laag.")}


def test_a_theme_keeps_its_number_and_address(cast: Cast, klein: KleinPlan) -> None:
    with pytest.raises(RefusedError, match="nummer, slug"):
        thema_wijzigen(thema=klein.thema, door=cast.anna, versie=1, velden={"slug": "x", "nummer": "9"})


def test_a_goal(cast: Cast, klein: KleinPlan) -> None:
    doel = doel_wijzigen(doel=klein.doel, door=cast.anna, versie=1, velden={"doeljaar": 2026, "invloed": "indirect"})
    assert (doel.doeljaar, doel.invloed) == (2026, "indirect")
    assert {(r.veld, r.oud, r.nieuw) for r in Wijziging.objects.all()} == {
        ("doeljaar", "2024", "2026"),
        ("invloed", "", "indirect"),
    }


@pytest.mark.parametrize("velden", [{"tekst": ""}, {"doeljaar": "straks"}, {"doeljaar": -1}, {"invloed": "groot"}])
def test_a_goal_with_wrong_input(cast: Cast, klein: KleinPlan, velden: dict[str, object]) -> None:
    with pytest.raises(RefusedError):
        doel_wijzigen(doel=klein.doel, door=cast.anna, versie=1, velden=velden)
    assert not Wijziging.objects.exists()


def test_a_line_of_approach(cast: Cast, klein: KleinPlan) -> None:
    hoofdlijn_wijzigen(hoofdlijn=klein.hoofdlijn, door=cast.anna, versie=1, velden={"rol_gemeente": "regie"})
    regel = Wijziging.objects.get()
    assert (regel.veld_label, regel.oud, regel.nieuw) == ("rol van de gemeente", "", "regie")


def test_an_old_version_is_refused_for_every_kind(cast: Cast, klein: KleinPlan) -> None:
    thema_wijzigen(thema=klein.thema, door=cast.anna, versie=1, velden={"titel": "Eerst"})
    doel_wijzigen(doel=klein.doel, door=cast.anna, versie=1, velden={"tekst": "Eerst"})
    hoofdlijn_wijzigen(hoofdlijn=klein.hoofdlijn, door=cast.anna, versie=1, velden={"tekst": "Eerst"})
    with pytest.raises(RefusedError, match="Anna"):
        thema_wijzigen(thema=klein.thema, door=cast.anna, versie=1, velden={"titel": "Daarna"})
    with pytest.raises(RefusedError, match="Anna"):
        doel_wijzigen(doel=klein.doel, door=cast.anna, versie=1, velden={"tekst": "Daarna"})
    with pytest.raises(RefusedError, match="Anna"):
        hoofdlijn_wijzigen(hoofdlijn=klein.hoofdlijn, door=cast.anna, versie=1, velden={"tekst": "Daarna"})
