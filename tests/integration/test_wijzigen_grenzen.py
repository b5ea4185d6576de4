"""Values that no plan has are refused: one of them would take down every page that shows the indicator."""

from decimal import Decimal

import pytest
from django.test import Client
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.base import RefusedError
from kompas.beleid.actions import doel_wijzigen, indicator_wijzigen
from kompas.beleid.models import Indicator
from kompas.core.actions import als_tekst
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


def test_a_plan_of_an_edition_that_we_do_not_know_has_no_method_page(
    client: Client, cast: Cast, klein: KleinPlan
) -> None:
    """What a document calls its edition is text; a page that is not there is no broken page."""
    client.force_login(cast.anna)
    klein.plan.methode_editie = "2031"
    klein.plan.save()
    adres = f"/{klein.plan.gemeente.slug}/methode/"
    assert client.get(adres).status_code == 404
    pagina = client.get(f"/{klein.plan.gemeente.slug}/")
    assert pagina.status_code == 200
    assert adres not in pagina.text


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"streefwaarde": Decimal(-5)}, "onder nul"),
        ({"eenheid": "%", "streefwaarde": Decimal(120)}, "Meer dan 100%"),
        ({"uitgangswaarde": Decimal(8), "uitgangsjaar": 2023, "doeljaar": 2022}, "ligt vóór het jaar"),
    ],
)
def test_a_target_that_cannot_be_is_refused(
    client: Client, cast: Cast, klein: KleinPlan, velden: dict[str, object], zin: str
) -> None:
    with pytest.raises(RefusedError, match=zin):
        indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden=velden)
    client.force_login(cast.anna)
    i = klein.indicator
    gegevens = {"versie": 1, "naam": i.naam, "streefsoort": i.streefsoort, "streefwaarde": "7,5", "decimalen": 1}
    antwoord = client.post(
        f"/{klein.plan.gemeente.slug}/indicator/{i.pk}/wijzigen/",
        gegevens | {veld: als_tekst(waarde) for veld, waarde in velden.items()},
    )
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert Indicator.objects.get().versie == 1
