"""Values that no plan has are refused: one of them would take down every page that shows the indicator."""

import pytest
from django.test import Client
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.base import RefusedError
from kompas.beleid.actions import doel_wijzigen, indicator_wijzigen
from kompas.beleid.models import Indicator
from kompas.core.models import Wijziging


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("decimalen", 5), ("decimalen", 32_000), ("uitgangsjaar", 20_244), ("uitgangsjaar", 0), ("doeljaar", 20_255)],
)
def test_an_impossible_value_of_an_indicator_is_refused(cast: Cast, klein: KleinPlan, veld: str, waarde: int) -> None:
    with pytest.raises(RefusedError, match=r"hoogstens 4 cijfers|tussen 1950 en 2100"):
        indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={veld: waarde})
    assert not Wijziging.objects.exists()


def test_an_impossible_year_of_a_goal_is_refused(cast: Cast, klein: KleinPlan) -> None:
    with pytest.raises(RefusedError, match="tussen 1950 en 2100"):
        doel_wijzigen(doel=klein.doel, door=cast.anna, versie=1, velden={"doeljaar": 20_255})


@pytest.mark.parametrize("veld", ["decimalen", "uitgangsjaar", "doeljaar"])
def test_the_form_says_it_and_the_pages_stay_up(client: Client, cast: Cast, klein: KleinPlan, veld: str) -> None:
    client.force_login(cast.anna)
    adres = f"/{klein.plan.gemeente.slug}/indicator/{klein.indicator.pk}/wijzigen/"
    i = klein.indicator
    gegevens = {"versie": 1, "naam": i.naam, "streefsoort": i.streefsoort, "streefwaarde": "7,5", "decimalen": 1}
    antwoord = client.post(adres, gegevens | {veld: "20244"})
    assert antwoord.status_code == 422
    assert Indicator.objects.get().versie == 1
    assert client.get(f"/{klein.plan.gemeente.slug}/").status_code == 200
