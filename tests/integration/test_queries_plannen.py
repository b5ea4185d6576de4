"""Reading plans with figures: the verdicts of the two example plans, visibility, and a fixed number of queries."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cijfers import open_voorbeeldcijfers
from tests.factories.personen import Cast, maak_gemeente
from tests.factories.plannen import KleinPlan

from kompas.beleid import queries
from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Bevinding, Doel, Indicator, Meting, Partner, PartnerAlias, Plan, StrategischDoel, Thema
from kompas.beleid.queries import AandachtSoort, Dekking, PlanStand
from kompas.beleid.rules import Oordeel
from kompas.core.methode import laad_editie
from kompas.core.models import Gemeente
from kompas.data import Cijfers, open_cijfers

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 11, 21)
N = Oordeel.NIET_TE_BEOORDELEN


@pytest.fixture(scope="module")
def voorbeeldcijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    """The example figures, built once."""
    geopend = open_voorbeeldcijfers(tmp_path_factory.mktemp("cijfers"))
    yield geopend
    geopend.close()


@pytest.fixture(scope="module")
def leeg(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    return open_cijfers(tmp_path_factory.mktemp("leeg"))


@pytest.fixture
def voorbeeld(lege_home: Path) -> Path:
    voorbeeld_laden()
    return lege_home


def _stand(slug: str, cijfers: Cijfers) -> PlanStand:
    plan = queries.plan_van(Gemeente.objects.get(slug=slug))
    assert plan is not None
    return queries.plan_stand(plan, cijfers, vandaag=VANDAAG)


def _indicator(stand: PlanStand, begin: str) -> queries.IndicatorStand:
    [gevonden] = [i for i in stand.indicatoren if i.indicator.naam.startswith(begin)]
    return gevonden


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize(
    ("slug", "indicator", "oordeel", "fragment"),
    [
        ("westland", "woninginbraken", Oordeel.BEHAALD, "1,35 per 1.000 inwoners in 2022; het doel was hoogstens 3,5"),
        ("westland", "auto-inbraak", Oordeel.BEHAALD, "1,21 per 1.000 inwoners in 2022; het doel was hoogstens 1,5"),
        ("westland", "aantal misdrijven", Oordeel.BEHAALD, "93 misdrijven in 2022; het doel was hoogstens 150"),
        ("westland", "incidenten woonoverlast", Oordeel.NIET_TE_BEOORDELEN, "PM"),
        ("westland", "beeld van ondermijning", Oordeel.NIET_TE_BEOORDELEN, "geen niveau"),
        (
            "noordwijk",
            "totaal misdrijven",
            Oordeel.NIET_TE_BEOORDELEN,
            "'Fraude met online-handel' over 2024 ontbreekt",
        ),
        ("noordwijk", "rapportcijfer", Oordeel.NIET_TE_BEOORDELEN, "Het laatste cijfer is van 2019"),
    ],
)
def test_verdicts_of_the_examples(
    voorbeeldcijfers: Cijfers, slug: str, indicator: str, oordeel: Oordeel, fragment: str
) -> None:
    gevonden = _indicator(_stand(slug, voorbeeldcijfers), indicator)
    assert gevonden.oordeel is oordeel
    assert fragment in gevonden.want


@pytest.mark.usefixtures("voorbeeld")
def test_the_steps_name_counts_test_and_a_baseline_that_the_source_revised(voorbeeldcijfers: Cijfers) -> None:
    stand = _stand("westland", voorbeeldcijfers)
    stappen = " ".join(_indicator(stand, "woninginbraken").beoordeling.stappen)
    assert "153 op 113.668" in stappen
    assert "406 in 2017 tegen 153 in 2022: zeker gedaald" in stappen
    assert "De bron geeft voor dat jaar nu 1,45" in " ".join(_indicator(stand, "auto-inbraak").beoordeling.stappen)


@pytest.mark.usefixtures("voorbeeld")
def test_themes_and_counts_of_westland(voorbeeldcijfers: Cijfers) -> None:
    stand = _stand("westland", voorbeeldcijfers)
    assert stand.peiljaar == 2022
    assert [t.thema.nummer for t in stand.prioriteiten] == ["5.1", "5.2", "5.3", "5.4"]
    assert len(stand.going_concern) == 8
    assert sum(stand.telling.values()) == len(stand.alle_doelen)
    assert stand.telling[Oordeel.BEHAALD] == 2
    dorpen = stand.prioriteiten[0]
    assert [deel.oordeel for deel in dorpen.deelthemas] == [N, Oordeel.BEHAALD, N]
    assert dorpen.want == "Van de 3 deelthema's: 2 niet te beoordelen en 1 behaald."


@pytest.mark.usefixtures("voorbeeld")
def test_what_asks_for_attention(voorbeeldcijfers: Cijfers) -> None:
    noordwijk, westland = (_stand(slug, voorbeeldcijfers).aandacht for slug in ("noordwijk", "westland"))
    assert noordwijk[0].soort is AandachtSoort.PLAN_VERLOPEN
    assert "31-12-2024" in noordwijk[0].zin
    assert len([p for p in noordwijk if p.soort is AandachtSoort.ZONDER_INDICATOR]) == 5
    soorten = {punt.soort for punt in westland}
    assert {AandachtSoort.PM, AandachtSoort.STAP_TE_KLEIN, AandachtSoort.BASISJAREN} <= soorten
    [basisjaren] = [p for p in westland if p.soort is AandachtSoort.BASISJAREN]
    assert "2016 en 2017" in basisjaren.zin


@pytest.mark.usefixtures("voorbeeld")
def test_the_number_of_queries_does_not_grow_with_the_plan(voorbeeldcijfers: Cijfers) -> None:
    plannen = [queries.plan_van(gemeente) for gemeente in Gemeente.objects.order_by("slug")]
    aantallen = []
    for plan in plannen:
        assert plan is not None
        with CaptureQueriesContext(connection) as gevangen:
            stand = queries.plan_stand(plan, voorbeeldcijfers, vandaag=VANDAAG)
            for thema in stand.themas:
                list(thema.thema.hoofdlijnen.all())
                [str(themapartner.partner) for themapartner in thema.thema.themapartners.all()]
            for doel in stand.alle_doelen:
                assert doel.doel.plan.gemeente == plan.gemeente
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 18


@pytest.mark.usefixtures("voorbeeld")
def test_one_theme_stands_as_in_the_whole_plan(voorbeeldcijfers: Cijfers) -> None:
    heel = _stand("westland", voorbeeldcijfers).prioriteiten[0]
    plan = Plan.objects.get(gemeente__slug="westland")
    thema = queries.thema_van(plan, heel.thema.slug)
    assert thema is not None
    assert queries.thema_stand(thema, voorbeeldcijfers, vandaag=VANDAAG) == heel


@pytest.mark.usefixtures("voorbeeld")
def test_one_indicator_stands_as_in_the_whole_plan(voorbeeldcijfers: Cijfers) -> None:
    heel = _indicator(_stand("westland", voorbeeldcijfers), "woninginbraken")
    gevonden = queries.indicator_van(Gemeente.objects.get(slug="westland"), heel.indicator.pk)
    assert gevonden is not None
    assert queries.indicator_stand(gevonden, voorbeeldcijfers, vandaag=VANDAAG) == heel


@pytest.mark.usefixtures("voorbeeld")
def test_another_year_can_be_asked_for(voorbeeldcijfers: Cijfers) -> None:
    plan = Plan.objects.get(gemeente__slug="westland")
    stand = queries.plan_stand(plan, voorbeeldcijfers, peiljaar=2020, vandaag=VANDAAG)
    gevonden = _indicator(stand, "woninginbraken")
    assert (stand.peiljaar, gevonden.beoordeling.peiljaar) == (2020, 2020)
    assert gevonden.oordeel is Oordeel.OP_KOERS
    assert gevonden.beoordeling.regel == "telling-op-pad-zeker"


@pytest.mark.usefixtures("voorbeeld")
def test_method_coverage_of_both_plans() -> None:
    editie = laad_editie("2017")
    for plan in Plan.objects.all():
        dekking = queries.methode_dekking(plan, editie)
        assert len(dekking.themas) == sum(dekking.telling.values()) == 22
        per_code = {thema.methode_thema.code: thema for thema in dekking.themas}
        assert per_code["5.2"].dekking is Dekking.PRIORITAIR
        assert per_code["4.2"].dekking is Dekking.GOING_CONCERN
        assert per_code["1.4"].dekking is Dekking.STRATEGISCH
        assert dekking.niet_gedekt == ()
        if plan.gemeente.slug == "westland":
            assert [t.nummer for t in per_code["4.1"].themas] == ["5.1c", "6.3"]


def test_a_method_theme_that_nobody_linked_is_not_covered(klein: KleinPlan) -> None:
    dekking = queries.methode_dekking(klein.plan, laad_editie("2017"))
    assert len(dekking.niet_gedekt) == 22
    assert dekking.buiten_methode == (klein.thema,)


# A small plan, without figures.


def test_without_figures_everything_says_so(klein: KleinPlan, leeg: Cijfers) -> None:
    klein.indicator.definitie = "overlast-jeugd-per-1000"
    klein.indicator.save()
    stand = queries.plan_stand(klein.plan, leeg, vandaag=VANDAAG)
    [gevonden] = stand.indicatoren
    assert (gevonden.oordeel, gevonden.beoordeling.regel) == (N, "geen-cijfers")
    assert "nog geen cijfers ingelezen" in gevonden.want


@pytest.mark.parametrize("definitie", ["", "bestaat-niet"])
def test_an_indicator_without_definition_can_be_measured_by_hand(
    klein: KleinPlan, leeg: Cijfers, definitie: str
) -> None:
    klein.indicator.definitie = definitie
    klein.indicator.save()
    stand = queries.indicator_stand(klein.indicator, leeg, vandaag=VANDAAG)
    assert (stand.oordeel, stand.beoordeling.regel, stand.definitie) == (N, "geen-cijfers", None)
    Meting.objects.create(
        indicator=klein.indicator, jaar=2024, waarde=Decimal("7.0"), laag=Decimal("6.6"), hoog=Decimal("7.4"),
        bron="eigen onderzoek",
    )  # fmt: skip
    stand = queries.indicator_stand(klein.indicator, leeg, vandaag=VANDAAG)
    assert (stand.oordeel, stand.beoordeling.regel) == (Oordeel.BEHAALD, "enquete-doel-gehaald")
    assert stand.reeks[-1].herkomst.bron == "eigen onderzoek"


def test_a_measurement_without_margin_cannot_be_told_from_chance(klein: KleinPlan, leeg: Cijfers) -> None:
    Meting.objects.create(indicator=klein.indicator, jaar=2024, waarde=Decimal("7.0"), bron="jaarverslag")
    stand = queries.indicator_stand(klein.indicator, leeg, vandaag=VANDAAG)
    assert stand.beoordeling.regel == "enquete-zonder-marge"


def test_a_level_needs_assessor_and_grounds(klein: KleinPlan, leeg: Cijfers) -> None:
    schaal = Indicator.objects.create(
        doel=klein.doel, naam="beeld", streefsoort="kwalitatief", streefwaarde=2, schaal=["slechter", "beter"]
    )
    meting = Meting.objects.create(indicator=schaal, jaar=2024, niveau="beter", bron="RIEC")
    assert queries.indicator_stand(schaal, leeg, vandaag=VANDAAG).oordeel is N
    meting.beoordelaar, meting.onderbouwing = "RIEC", "ondermijningsbeeld 2024"
    meting.save()
    schaal = Indicator.objects.get(pk=schaal.pk)
    stand = queries.indicator_stand(schaal, leeg, vandaag=VANDAAG)
    assert stand.oordeel is Oordeel.BEHAALD
    assert "RIEC beoordeelt dit in 2024" in stand.want


def test_pm_says_who_fills_it_in_and_when(klein: KleinPlan, leeg: Cijfers) -> None:
    Indicator.objects.filter(pk=klein.indicator.pk).update(
        is_pm=True, streefwaarde=None, pm_eigenaar="De beleidsadviseur", pm_datum=date(2027, 3, 1)
    )
    stand = queries.indicator_stand(Indicator.objects.get(pk=klein.indicator.pk), leeg, vandaag=VANDAAG)
    assert "De beleidsadviseur vult die in (uiterlijk 01-03-2027)." in stand.want
    assert [punt.soort for punt in stand.aandacht] == [AandachtSoort.PM]


def test_goals_without_indicator_and_themes_without_goal(klein: KleinPlan, leeg: Cijfers) -> None:
    Doel.objects.create(plan=klein.plan, thema=klein.thema, tekst="Meer rust", geen_indicator_omdat="Niet te meten.")
    Thema.objects.create(plan=klein.plan, nummer="5.2", slug="leeg", titel="Leeg", status="prioritair")
    StrategischDoel.objects.create(plan=klein.plan, titel="Een veiliger gemeente")
    stand = queries.plan_stand(klein.plan, leeg, vandaag=VANDAAG)
    zinnen = [punt.zin for punt in stand.aandacht if punt.soort is AandachtSoort.ZONDER_INDICATOR]
    assert "Doel 'Meer rust' heeft geen indicator: niet te meten." in zinnen
    assert "Thema 5.2 Leeg is een prioriteit, maar heeft geen doel." in zinnen
    assert any("'Een veiliger gemeente'" in zin for zin in zinnen)
    assert stand.prioriteiten[1].oordeel is N
    assert stand.strategisch[0].titel == "Een veiliger gemeente"


def test_a_priority_without_finding_and_a_finding_without_theme_are_told(klein: KleinPlan, leeg: Cijfers) -> None:
    def punten() -> list[tuple[AandachtSoort, object]]:
        gevonden = queries.plan_stand(klein.plan, leeg, vandaag=VANDAAG).aandacht
        soorten = {AandachtSoort.ZONDER_BEVINDING, AandachtSoort.BEVINDING_ZONDER_THEMA}
        return [(punt.soort, punt.onderdeel) for punt in gevonden if punt.soort in soorten]

    assert punten() == [(AandachtSoort.ZONDER_BEVINDING, klein.plan)]
    gunstig = Bevinding.objects.create(plan=klein.plan, tekst="Goed.", soort="veiligheidsbeeld", uitkomst="gunstig")
    assert punten() == [(AandachtSoort.ZONDER_BEVINDING, klein.plan)]
    gunstig.delete()
    los = Bevinding.objects.create(plan=klein.plan, tekst="Te veel.", soort="veiligheidsbeeld", uitkomst="aandacht")
    assert punten() == [
        (AandachtSoort.ZONDER_BEVINDING, klein.thema),
        (AandachtSoort.BEVINDING_ZONDER_THEMA, los),
    ]
    deel = Thema.objects.create(
        plan=klein.plan, nummer="5.1a", slug="a", titel="A", status="prioritair", bovenliggend=klein.thema
    )
    los.themas.add(deel)
    assert punten() == []


@pytest.mark.usefixtures("voorbeeld")
def test_the_examples_say_where_every_priority_comes_from(leeg: Cijfers) -> None:
    for slug in ("noordwijk", "westland"):
        soorten = {punt.soort for punt in _stand(slug, leeg).aandacht}
        assert not soorten & {AandachtSoort.ZONDER_BEVINDING, AandachtSoort.BEVINDING_ZONDER_THEMA}


def test_partners_with_the_same_name_are_told(klein: KleinPlan, leeg: Cijfers) -> None:
    een = Partner.objects.create(gemeente=klein.plan.gemeente, naam="OM")
    twee = Partner.objects.create(gemeente=klein.plan.gemeente, naam="Openbaar Ministerie")
    PartnerAlias.objects.create(partner=twee, naam="O.M.")
    stand = queries.plan_stand(klein.plan, leeg, vandaag=VANDAAG)
    [dubbel] = [punt for punt in stand.aandacht if punt.soort is AandachtSoort.DUBBELE_PARTNER]
    assert "OM en Openbaar Ministerie" in dubbel.zin
    assert dubbel.onderdeel == een


def test_a_successor_ends_the_warning(klein: KleinPlan, leeg: Cijfers) -> None:
    def soorten() -> set[AandachtSoort]:
        return {punt.soort for punt in queries.plan_stand(klein.plan, leeg, vandaag=VANDAAG).aandacht}

    assert AandachtSoort.PLAN_VERLOPEN in soorten()
    opvolger = Plan.objects.create(
        gemeente=klein.plan.gemeente, slug="volgende", titel="IVP 2025-2028", soort="ivp", jaar_van=2025, jaar_tot=2028
    )
    assert AandachtSoort.PLAN_VERLOPEN in soorten()  # a concept is not adopted
    opvolger.status = Plan.Status.GELDEND
    opvolger.save()
    assert AandachtSoort.PLAN_VERLOPEN not in soorten()


# Finding, and who may find.


def test_a_concept_is_found_by_its_editors_only(cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    Plan.objects.filter(pk=klein.plan.pk).update(status=Plan.Status.CONCEPT)
    ziet = {
        naam: queries.plan_van(hier, cast.wie(naam)) is not None
        for naam in ("anna", "bram", "carla", "dirk", "bezoeker")
    }
    assert ziet == {"anna": True, "bram": False, "carla": False, "dirk": False, "bezoeker": False}
    assert queries.plan_van(hier) is None
    assert queries.indicator_van(hier, klein.indicator.pk) is None
    assert queries.indicator_van(hier, klein.indicator.pk, cast.anna) == klein.indicator
    assert queries.thema_van(klein.plan, "jeugd") is None
    assert queries.plan_met_slug(hier, "ivp") is None


def test_an_indicator_of_another_municipality_is_not_found(klein: KleinPlan, elders: Gemeente) -> None:
    assert queries.indicator_van(elders, klein.indicator.pk) is None


@pytest.mark.parametrize("pk", ["geen-nummer", None, 5])
def test_what_is_no_id_is_not_found(hier: Gemeente, pk: object) -> None:
    assert queries.indicator_van(hier, pk) is None


def test_the_plan_in_force_comes_before_a_newer_one(klein: KleinPlan, hier: Gemeente) -> None:
    for soort, slug in (("ivp", "later"), ("uitvoeringsplan", "uitvoering")):
        Plan.objects.create(
            gemeente=hier, slug=slug, titel=slug, soort=soort, jaar_van=2025, jaar_tot=2028, status="raad"
        )
    assert queries.plan_van(hier) == klein.plan
    Plan.objects.filter(pk=klein.plan.pk).update(status=Plan.Status.VERVALLEN)
    gevonden = queries.plan_van(hier)
    assert gevonden is not None
    assert gevonden.slug == "later"
    assert len(queries.plannen_van(hier)) == 3
    assert queries.plan_van(maak_gemeente("Leiden", "GM0546")) is None
