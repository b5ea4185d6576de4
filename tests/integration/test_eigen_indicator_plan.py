"""An own indicator of a municipality behind an indicator of its plan: chosen, shown, and of no other municipality."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.base import RefusedError
from kompas.beleid.actions import indicator_wijzigen
from kompas.core.actions import eigen_indicator_toevoegen, eigen_indicator_verwijderen
from kompas.core.models import EigenIndicator, Gemeente

VELDEN: dict[str, object] = {
    "titel": "Inbraak en geweld",
    "omschrijving": "Woninginbraken en mishandelingen samen",
    "bron": "politie-misdrijven",
    "soort": "telling",
    "richting": "lager",
    "eenheid": "misdrijven",
    "delen": "inbraak = 1.1.1\ngeweld = 1.4.5",
    "formule": "inbraak + geweld",
}


@pytest.fixture
def eigen(cast: Cast, klein: KleinPlan, lege_home: Path, tmp_path: Path) -> EigenIndicator:  # noqa: ARG001
    code = klein.plan.gemeente.code
    lees(tmp_path, lijst({"1.1.1": {code: [70, 78]}, "1.4.5": {code: [90, 93]}}, jaren=(2018, 2019)))
    return eigen_indicator_toevoegen(gemeente=klein.plan.gemeente, door=cast.anna, velden=VELDEN)


def _vul(client: Client, klein: KleinPlan, **velden: str) -> str:
    adres = reverse("indicator_wijzigen", args=[klein.plan.gemeente.slug, klein.indicator.pk])
    return client.post(adres, {"versie": "1", "naam": "inbraak en geweld", **velden}).content.decode()


def test_the_plan_can_choose_it_and_its_page_shows_the_figures(
    cast: Cast, klein: KleinPlan, eigen: EigenIndicator
) -> None:
    client = als(cast.anna)
    adres = reverse("indicator_wijzigen", args=[klein.plan.gemeente.slug, klein.indicator.pk])
    formulier = client.get(adres).content.decode()
    assert f'<optgroup label="Eigen indicatoren van {klein.plan.gemeente}">' in formulier
    assert f'value="{eigen.sleutel}"' in formulier
    assert "171" in _vul(client, klein, definitie=eigen.sleutel, toon_cijfers="ja")  # the table to choose a year from

    indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"definitie": eigen.sleutel})
    pagina = client.get(reverse("indicator", args=[klein.plan.gemeente.slug, klein.indicator.pk])).content.decode()
    assert "171" in pagina
    assert "Woninginbraken en mishandelingen samen" in pagina


def test_that_of_another_municipality_cannot_be_chosen(
    cast: Cast, klein: KleinPlan, eigen: EigenIndicator, elders: Gemeente
) -> None:
    vreemd = eigen_indicator_toevoegen(gemeente=elders, door=cast.carla, velden={**VELDEN, "titel": "Van de buren"})
    assert vreemd.sleutel != eigen.sleutel
    with pytest.raises(RefusedError, match="er is geen definitie met de sleutel eigen-van-de-buren"):
        indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"definitie": vreemd.sleutel})
    assert vreemd.sleutel not in _vul(als(cast.anna), klein, definitie=eigen.sleutel, toon_cijfers="ja")


def test_a_removed_one_stays_visible_as_gone(cast: Cast, klein: KleinPlan, eigen: EigenIndicator) -> None:
    indicator_wijzigen(indicator=klein.indicator, door=cast.anna, versie=1, velden={"definitie": eigen.sleutel})
    eigen_indicator_verwijderen(indicator=eigen, door=cast.anna, versie=eigen.versie)
    client = als(cast.anna)
    adres = reverse("indicator_wijzigen", args=[klein.plan.gemeente.slug, klein.indicator.pk])
    assert f"{eigen.sleutel} (bestaat niet meer)" in client.get(adres).content.decode()
    pagina = client.get(reverse("indicator", args=[klein.plan.gemeente.slug, klein.indicator.pk]))
    assert pagina.status_code == 200
