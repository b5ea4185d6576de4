"""The forms: Dutch numbers, messages that help, and nothing but values for the action."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.beleid.actions import indicator_toevoegen, indicator_wijzigen, thema_wijzigen
from kompas.beleid.forms import DoelForm, HoofdlijnForm, IndicatorForm, ThemaForm
from kompas.beleid.models import Doel, Hoofdlijn, Indicator


def _ingevuld(form: IndicatorForm | ThemaForm | DoelForm | HoofdlijnForm, **anders: str) -> dict[str, str]:
    """What a browser sends when the user changes only some fields of the form as it was shown."""
    gegevens = {naam: form[naam].value() for naam in form.fields}
    tekst = {naam: "" if waarde is None or waarde is False else str(waarde) for naam, waarde in gegevens.items()}
    return {naam: waarde for naam, waarde in (tekst | anders).items() if naam != "is_pm" or waarde}


@pytest.mark.parametrize(
    ("getypt", "getal"),
    [
        ("3,5", "3.5"), ("3.5", "3.5"), ("1.400", "1400"), ("1.234.567,25", "1234567.25"), ("4,2%", "4.2"),
        (" 7 ", "7"), ("1400", "1400"), ("0,0001", "0.0001"),
    ],
)  # fmt: skip
def test_a_number_as_people_type_it(klein: KleinPlan, getypt: str, getal: str) -> None:
    form = IndicatorForm(
        _ingevuld(IndicatorForm(instance=klein.indicator), streefwaarde=getypt), instance=klein.indicator
    )
    assert form.is_valid(), form.errors
    assert form.velden["streefwaarde"] == Decimal(getal)


def test_a_target_below_zero_goes_with_a_baseline_below_zero(klein: KleinPlan) -> None:
    onder_nul = {"streefwaarde": "-1,5", "uitgangswaarde": "-2", "uitgangsjaar": "2019"}
    form = IndicatorForm(_ingevuld(IndicatorForm(instance=klein.indicator), **onder_nul), instance=klein.indicator)
    assert form.is_valid(), form.errors
    assert form.velden["streefwaarde"] == Decimal("-1.5")


@pytest.mark.parametrize("getypt", ["veel", "3,5,1", "1.40.0", "1,400.5", "NaN", "1e5", "≤ 3", "٣"])
def test_what_is_no_number_says_how_to_write_one(klein: KleinPlan, getypt: str) -> None:
    form = IndicatorForm(
        _ingevuld(IndicatorForm(instance=klein.indicator), streefwaarde=getypt), instance=klein.indicator
    )
    assert form.errors["streefwaarde"] == ["Vul een getal in, bijvoorbeeld 3,5 of 1.400."]


def test_an_unchanged_form_changes_nothing(cast: Cast, klein: KleinPlan) -> None:
    form = IndicatorForm(_ingevuld(IndicatorForm(instance=klein.indicator)), instance=klein.indicator)
    assert form.is_valid(), form.errors
    assert IndicatorForm(instance=klein.indicator)["streefwaarde"].value() == "7,5"
    uitkomst = indicator_wijzigen(
        indicator=klein.indicator, door=cast.anna, versie=form.versie_gezien, velden=form.velden
    )
    assert uitkomst.versie == 1


def test_a_pm_needs_no_target_and_a_target_is_no_pm(klein: KleinPlan) -> None:
    leeg = IndicatorForm(instance=klein.indicator)
    form = IndicatorForm(
        _ingevuld(leeg, streefwaarde="", is_pm="on", pm_eigenaar="adviseur OOV", pm_datum="2026-03-01"),
        instance=klein.indicator,
    )
    assert form.is_valid(), form.errors
    assert (form.velden["is_pm"], form.velden["pm_datum"]) == (True, date(2026, 3, 1))
    dubbel = IndicatorForm(_ingevuld(leeg, streefwaarde="3", is_pm="on"), instance=klein.indicator)
    assert "haal PM weg" in dubbel.errors["streefwaarde"][0]
    getypt = IndicatorForm(_ingevuld(leeg, streefwaarde="PM"), instance=klein.indicator)
    assert getypt.errors["streefwaarde"] == ["Laat dit veld leeg en kruis PM aan."]


def test_no_target_and_no_pm_is_one_clear_message(klein: KleinPlan) -> None:
    form = IndicatorForm(_ingevuld(IndicatorForm(instance=klein.indicator), streefwaarde=""), instance=klein.indicator)
    assert not form.is_valid()
    assert form.non_field_errors() == ["Vul een streefwaarde in, of kies PM als het plan die openlaat."]


def test_a_scale_is_one_level_a_line(klein: KleinPlan) -> None:
    gegevens = {"streefsoort": "kwalitatief", "streefwaarde": "", "schaal": "laag\n\n hoog "}
    form = IndicatorForm(_ingevuld(IndicatorForm(instance=klein.indicator), **gegevens), instance=klein.indicator)
    assert form.is_valid(), form.errors
    assert form.velden["schaal"] == ["laag", "hoog"]
    kort = IndicatorForm(
        _ingevuld(IndicatorForm(instance=klein.indicator), **(gegevens | {"schaal": "laag"})), instance=klein.indicator
    )
    assert "ten minste twee niveaus" in kort.errors["schaal"][0]


def test_a_form_of_an_old_page_is_valid_but_carries_its_old_version(cast: Cast, klein: KleinPlan) -> None:
    oud = _ingevuld(ThemaForm(instance=klein.thema), titel="Daarna")
    thema_wijzigen(thema=klein.thema, door=cast.anna, versie=1, velden={"titel": "Eerst"})
    klein.thema.refresh_from_db()
    form = ThemaForm(oud, instance=klein.thema)
    assert form.is_valid(), form.errors
    assert (form.versie_gezien, klein.thema.versie) == (1, 2)


def test_required_and_year_messages_are_plain_dutch(klein: KleinPlan) -> None:
    form = DoelForm(_ingevuld(DoelForm(instance=klein.doel), tekst="", doeljaar="straks"), instance=klein.doel)
    assert form.errors["tekst"] == ["Vul dit in."]
    assert form.errors["doeljaar"] == ["Vul een jaar in met vier cijfers, bijvoorbeeld 2024."]


def test_new_parts_have_forms_too(cast: Cast, klein: KleinPlan) -> None:
    gegevens = {
        "naam": "fietsdiefstal",
        "streefsoort": "hoogstens",
        "streefwaarde": "150",
        "decimalen": "0",
        "versie": "1",
    }
    form = IndicatorForm(gegevens, instance=Indicator(doel=klein.doel))
    assert form.is_valid(), form.errors
    assert indicator_toevoegen(doel=klein.doel, door=cast.anna, velden=form.velden).streefwaarde == 150
    assert HoofdlijnForm({"tekst": "Nieuw", "versie": "1"}, instance=Hoofdlijn(thema=klein.thema)).is_valid()
    assert DoelForm({"tekst": "Nieuw", "versie": "1"}, instance=Doel(plan=klein.plan)).is_valid()


def test_figures_are_chosen_from_the_definitions(klein: KleinPlan) -> None:
    leeg = IndicatorForm(instance=klein.indicator)
    assert "overlast-jeugd-per-1000" in dict(leeg.fields["definitie"].choices)  # type: ignore[attr-defined]
    goed = IndicatorForm(_ingevuld(leeg, definitie="overlast-jeugd-per-1000"), instance=klein.indicator)
    assert goed.is_valid(), goed.errors
    fout = IndicatorForm(_ingevuld(leeg, definitie="verzonnen"), instance=klein.indicator)
    assert "definitie" in fout.errors


def test_a_definition_that_was_removed_does_not_block_other_changes(cast: Cast, klein: KleinPlan) -> None:
    Indicator.objects.update(definitie="vervallen")
    klein.indicator.refresh_from_db()
    form = IndicatorForm(
        _ingevuld(IndicatorForm(instance=klein.indicator), streefwaarde="7"), instance=Indicator.objects.get()
    )
    assert form.is_valid(), form.errors
    uitkomst = indicator_wijzigen(
        indicator=klein.indicator, door=cast.anna, versie=form.versie_gezien, velden=form.velden
    )
    assert (uitkomst.streefwaarde, uitkomst.definitie) == (7, "vervallen")


def test_every_field_has_a_label(klein: KleinPlan) -> None:
    for form in (
        ThemaForm(instance=klein.thema),
        DoelForm(instance=klein.doel),
        IndicatorForm(instance=klein.indicator),
        HoofdlijnForm(instance=klein.hoofdlijn),
    ):
        assert all(veld.label for veld in form.visible_fields())
        assert form["versie"].is_hidden
