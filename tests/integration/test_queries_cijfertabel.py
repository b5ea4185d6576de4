"""The table of figures on the example data, held against the store itself."""

from collections.abc import Iterator

import pytest
from tests.factories.cijfers import open_voorbeeldcijfers
from tests.factories.personen import Cast

from kompas.analyse.queries import Cijferrij, Cijfertabel, cijfertabel
from kompas.base import Periode
from kompas.core.models import Gemeente
from kompas.core.queries import gemeente_van
from kompas.data import Cijfers, open_cijfers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def voorbeeldcijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    geopend = open_voorbeeldcijfers(tmp_path_factory.mktemp("cijfers"))
    yield geopend
    geopend.close()


@pytest.fixture
def tabel(hier: Gemeente, voorbeeldcijfers: Cijfers) -> Cijfertabel:
    return cijfertabel(hier, voorbeeldcijfers)


def _rij(tabel: Cijfertabel, key: str) -> Cijferrij:
    [gevonden] = [rij for rij in tabel.rijen if rij.definitie is not None and rij.definitie.key == key]
    return gevonden


def _documenten(tabel: Cijfertabel, eind: str) -> list[Cijfertabel]:
    return [document for document in tabel.documenten if document.titel.endswith(eind)]


def test_figures_that_are_only_a_picture_are_listed_without_numbers(tabel: Cijfertabel) -> None:
    [figuren] = _documenten(tabel, "figuren")
    assert [rij.naam[:10] for rij in figuren.rijen] == ["Figuur 2.1", "Figuur 2.2", "Figuur 2.3"]
    assert {cel.tekst for cel in figuren.waarden} == {"alleen als afbeelding in het plan; geen cijfers"}
    assert {rij.eenheid for rij in figuren.rijen} == {""}
    assert figuren.waarden[0].herkomst.vindplaats == "hoofdstuk 2, figuur 2.1"


def test_columns_are_an_average_and_the_newest_years(tabel: Cijfertabel) -> None:
    assert tabel.kolommen == ("gemiddeld per jaar 2022-2024", "2023", "2024", "2025")
    assert all(len(rij.cellen) == 4 for rij in tabel.rijen)


def test_burglaries_of_noordwijk(tabel: Cijfertabel) -> None:
    rij = _rij(tabel, "woninginbraak")
    assert [cel.tekst for cel in rij.cellen] == ["51", "64", "41", "45"]
    assert rij.vergelijking == "2022-2024 tegen 2025"
    assert rij.verandering is not None
    assert rij.verandering.woord == "niet te zeggen"


def test_averages_equal_those_of_the_store(tabel: Cijfertabel, voorbeeldcijfers: Cijfers) -> None:
    for rij in tabel.rijen:
        if rij.definitie is None or rij.definitie.soort not in ("telling", "verhouding"):
            continue
        anders = voorbeeldcijfers.waarde(rij.definitie.key, "GM0575", Periode.jaren(2022, 2024))
        assert rij.cellen[0].getal == pytest.approx(anders.getal)
        assert rij.cellen[0].telling == anders.telling
        assert rij.cellen[0].noemer == pytest.approx(anders.noemer)


def test_every_figure_knows_where_it_comes_from(tabel: Cijfertabel) -> None:
    for cel in tabel.waarden:
        assert cel.herkomst.bron != "onbekend"
        assert cel.bekend or cel.reden


def test_inhabitants_are_counted_and_not_tested(tabel: Cijfertabel) -> None:
    assert _rij(tabel, "inwoners").verandering is None


def test_figures_that_stopped_are_listed_apart(tabel: Cijfertabel) -> None:
    ouder = {waarde.naam: waarde.periode.label for waarde in tabel.ouder}
    assert ouder["Totaal misdrijven volgens het CBS"] == "2020"
    assert not set(ouder) & {rij.naam for rij in tabel.rijen}


@pytest.mark.parametrize(
    ("naam", "cellen", "woord"),
    [
        ("Diefstal/inbraak woning", ["89", "78", "69"], "waarschijnlijk gedaald, niet zeker"),
        ("Diefstal uit/vanaf motorvoertuigen", ["71", "55", "35"], "zeker gedaald"),
        ("Overlast personen met verward gedrag", ["229", "253", "306"], "zeker gestegen"),
        ("Overlast jeugd", ["237", "235", "260"], "niet te zeggen"),
    ],
)
def test_table_2_1_as_printed(tabel: Cijfertabel, naam: str, cellen: list[str], woord: str) -> None:
    [tabel_2_1] = _documenten(tabel, "tabel 2.1")
    assert tabel_2_1.kolommen == ("gemiddeld per jaar 2017-2019", "2019", "september 2019 t/m augustus 2020")
    [rij] = [rij for rij in tabel_2_1.rijen if rij.naam == naam]
    assert [cel.tekst for cel in rij.cellen] == cellen
    assert rij.verandering is not None
    assert rij.verandering.woord == woord
    assert "overlappen 4 maanden" in rij.verandering.toelichting


def test_one_quoted_figure_is_no_change(elders: Gemeente, voorbeeldcijfers: Cijfers) -> None:
    [doelen] = _documenten(cijfertabel(elders, voorbeeldcijfers), "2019-2022")
    assert all(rij.verandering is None for rij in doelen.rijen)
    assert doelen.kolommen == ("2016", "2017")


def test_quoted_figures_are_as_precise_as_the_plan(elders: Gemeente, voorbeeldcijfers: Cijfers) -> None:
    [doelen] = _documenten(cijfertabel(elders, voorbeeldcijfers), "2019-2022")
    gedrukt = {rij.naam: [cel.tekst for cel in rij.cellen] for rij in doelen.rijen}
    leeg = "staat niet in het plan"
    assert gedrukt["Totaal misdrijven (per 1.000 inwoners)"] == [leeg, "37"]
    assert gedrukt["Woninginbraken (per 1.000 inwoners)"] == [leeg, "3,8"]
    assert gedrukt["Auto-inbraak (per 1.000 inwoners)"] == [leeg, "1,6"]
    assert gedrukt["Jongeren die onlangs vijf of meer glazen alcohol dronken"] == ["22", leeg]


def test_nothing_after_the_asked_year(hier: Gemeente, voorbeeldcijfers: Cijfers) -> None:
    tabel = cijfertabel(hier, voorbeeldcijfers, tot=2022)
    assert tabel.kolommen == ("gemiddeld per jaar 2019-2021", "2020", "2021", "2022")
    assert all(cel.periode.eind.year <= 2022 for cel in tabel.waarden)


def test_an_empty_store_gives_an_empty_table(hier: Gemeente, tmp_path_factory: pytest.TempPathFactory) -> None:
    tabel = cijfertabel(hier, open_cijfers(tmp_path_factory.mktemp("leeg")))
    assert (tabel.kolommen, tabel.rijen, tabel.documenten) == ((), (), ())


def test_who_sees_the_figures(cast: Cast, hier: Gemeente) -> None:
    ziet = {
        naam: gemeente_van(cast.wie(naam), hier.slug) == hier for naam in ("anna", "bram", "carla", "dirk", "bezoeker")
    }
    assert ziet == {"anna": True, "bram": True, "carla": False, "dirk": False, "bezoeker": False}
