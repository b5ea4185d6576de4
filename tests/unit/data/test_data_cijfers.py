"""What must come out of the example figures, word for word from the issue and the plans."""

from pathlib import Path

import pytest

from kompas.base import GeenCijfer, Periode
from kompas.data import Cijfers, open_cijfers

NOORDWIJK, WESTLAND = "GM0575", "GM1783"


@pytest.mark.parametrize(
    ("key", "gebied", "jaar", "tekst"),
    [
        ("woninginbraak", NOORDWIJK, 2019, "78 misdrijven"),
        ("woninginbraak", "NL", 2019, "39.474 misdrijven"),
        ("bedrijfsinbraak", WESTLAND, 2017, "177 misdrijven"),
        ("bedrijfsinbraak", WESTLAND, 2022, "93 misdrijven"),
        ("woninginbraak-per-1000", WESTLAND, 2017, "3,81 per 1.000 inwoners"),
        ("woninginbraak-per-1000", WESTLAND, 2022, "1,35 per 1.000 inwoners"),
        ("woninginbraak-per-1000", NOORDWIJK, 2018, "1,61 per 1.000 inwoners"),
        ("inwoners", NOORDWIJK, 2018, "42.760 inwoners"),
        ("misdrijven-totaal-zonder-online-fraude", NOORDWIJK, 2019, "1.538 misdrijven"),
        ("rapportcijfer-veiligheid-buurt", WESTLAND, 2017, "7,4"),
        ("binge-drinken-12-18", WESTLAND, 2016, "22%"),
        ("misdrijven-totaal-cbs", NOORDWIJK, 2019, "1.680 misdrijven"),
        ("misdrijven-totaal-cbs", NOORDWIJK, 2018, "1.815 misdrijven"),  # 1.325 + 490 for Noordwijkerhout
    ],
)
def test_known_figures(voorbeeld: Cijfers, key: str, gebied: str, jaar: int, tekst: str) -> None:
    assert voorbeeld.waarde(key, gebied, Periode.jaar(jaar)).tekst_met_eenheid == tekst


def test_count_and_denominator_are_kept_for_tests(voorbeeld: Cijfers) -> None:
    waarde = voorbeeld.waarde("woninginbraak-per-1000", WESTLAND, Periode.jaar(2022))
    assert (waarde.telling, waarde.noemer) == (153, 113668)
    assert waarde.getal == pytest.approx(153 / 113668 * 1000)


def test_a_missing_part_makes_that_there_is_no_result(voorbeeld: Cijfers) -> None:
    waarde = voorbeeld.waarde("misdrijven-totaal-zonder-online-fraude", NOORDWIJK, Periode.jaar(2024))
    assert waarde.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert waarde.getal is None
    assert waarde.uitleg == "totaal misdrijven 2024 ontbreekt; fraude met online-handel 2024 ontbreekt"


def test_woonoverlast_is_pm(voorbeeld: Cijfers) -> None:
    assert {voorbeeld.waarde("woonoverlast-per-1000", WESTLAND, Periode.jaar(j)).reden for j in (2017, 2022)} == {
        GeenCijfer.PM
    }


def test_origin_answers_every_question(voorbeeld: Cijfers) -> None:
    herkomst = voorbeeld.waarde("woninginbraak-per-1000", NOORDWIJK, Periode.jaar(2018)).herkomst
    assert herkomst.bron == "politie, geregistreerde misdrijven"
    assert herkomst.tabel == "47018NED"
    assert herkomst.codes == ("1.1.1 Diefstal/inbraak woning",)
    assert herkomst.formule == "Diefstal/inbraak woning ÷ Inwoners × 1.000"
    assert (herkomst.gebied, herkomst.gebied_naam, herkomst.gebied_jaar) == (NOORDWIJK, "Noordwijk", 2025)
    assert herkomst.opgehaald is not None
    assert herkomst.build == voorbeeld.build_id
    assert herkomst.licentie == "CC BY 4.0"
    assert [deel.tekst for deel in herkomst.delen] == ["69", "42.760"]
    assert all("Voorbeeldcijfer." in deel.herkomst.toelichting for deel in herkomst.delen)


def test_a_quoted_figure_says_where_it_stands(voorbeeld: Cijfers) -> None:
    herkomst = voorbeeld.waarde("overlast-jongeren-vaak", WESTLAND, Periode.jaar(2017)).herkomst
    assert herkomst.bron == "plan van de gemeente"
    assert herkomst.tabel == "Westlands Veiligheidsbeleid 2019-2022"
    assert herkomst.vindplaats == "paragraaf 5.3, doelentabel, p. 22"


def test_series_has_no_holes(voorbeeld: Cijfers) -> None:
    reeks = voorbeeld.reeks("misdrijven-totaal-zonder-online-fraude", NOORDWIJK, tot=2021)
    assert [(w.periode.label, w.bekend) for w in reeks] == [("2019", True), ("2020", False), ("2021", False)]
    assert voorbeeld.jaren("woninginbraak", NOORDWIJK) == tuple(range(2012, 2026))
    assert voorbeeld.laatste_jaar("woninginbraak", NOORDWIJK) == 2025
    assert voorbeeld.laatste_maand("woninginbraak", NOORDWIJK) is None
    assert voorbeeld.reeks("woonoverlast-per-1000", WESTLAND) == ()


def test_average_over_years_keeps_the_sum(voorbeeld: Cijfers) -> None:
    waarde = voorbeeld.waarde("woninginbraak", NOORDWIJK, Periode.jaren(2017, 2019))
    assert (waarde.tekst_met_eenheid, waarde.telling) == ("89 misdrijven per jaar", 268)
    rate = voorbeeld.waarde("woninginbraak-per-1000", NOORDWIJK, Periode.jaren(2017, 2019))
    assert rate.telling is not None
    assert rate.noemer is not None
    assert rate.getal == pytest.approx(rate.telling / rate.noemer * 1000)


def test_table_2_1_of_the_plan(voorbeeld: Cijfers) -> None:
    rijen = [rij for rij in voorbeeld.document_tabel(NOORDWIJK) if rij.document.endswith("tabel 2.1")]
    assert {rij.naam: [w.getal for w in rij.waarden] for rij in rijen} == {
        "Totaal misdrijven": [1776, 1650, 1716],
        "Diefstal/inbraak woning": [89, 78, 69],
        "Bedreiging": [45, 44, 47],
        "Mishandeling": [114, 93, 97],
        "Diefstal fiets": [148, 137, 139],
        "Diefstal uit/vanaf motorvoertuigen": [71, 55, 35],
        "Overlast personen met verward gedrag": [229, 253, 306],
        "Overlast jeugd": [237, 235, 260],
        "Fraude met online-handel": [91, 112, 140],
    }
    eerste = rijen[0].waarden[0]
    assert (eerste.eenheid, eerste.telling, eerste.periode.label) == ("misdrijven per jaar", 3 * 1776, "2017-2019")
    # Bicycles alone are not what the open figure of thefts of bicycles and mopeds measures.
    assert next(rij for rij in rijen if rij.naam == "Diefstal fiets").definitie is None


def test_breaks_between_two_years(voorbeeld: Cijfers) -> None:
    key = "rapportcijfer-veiligheid-buurt"
    assert [b.jaar for b in voorbeeld.breuken(key, 2019, 2023)] == [2021]
    assert voorbeeld.breuken(key, 2021, 2023) == ()
    assert voorbeeld.breuken(key, 2017, 2019) == ()
    assert [b.jaar for b in voorbeeld.breuken("horizontale-fraude", 2015, 2019)] == [2016]
    assert voorbeeld.breuken("overlast-jeugd", 2019, 2022) == ()
    assert [(b.jaar, b.tot) for b in voorbeeld.uitschieters("overlast-jeugd-per-1000", 2019, 2022)] == [(2020, 2021)]


def test_indicators_with_figures(voorbeeld: Cijfers) -> None:
    keys = [definitie.key for definitie in voorbeeld.indicatoren_met_cijfers(NOORDWIJK)]
    assert "woninginbraak" in keys
    assert "woonoverlast-per-1000" not in keys
    assert "high-impact-crimes" not in keys  # straatroof and overval are not in the example


def test_a_derived_figure_names_every_missing_part(voorbeeld: Cijfers) -> None:
    waarde = voorbeeld.waarde("high-impact-crimes", NOORDWIJK, Periode.jaar(2019))
    assert waarde.uitleg == "straatroof 2019 ontbreekt; overval 2019 ontbreekt"


def test_no_population_is_no_rate(voorbeeld: Cijfers) -> None:
    waarde = voorbeeld.waarde("misdrijven-totaal-per-1000", NOORDWIJK, Periode.jaar(2011))
    assert waarde.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert waarde.uitleg == "totaal misdrijven 2011 ontbreekt; inwoners 2011 ontbreekt"


def test_nothing_read_yet(tmp_path: Path) -> None:
    cijfers = open_cijfers(tmp_path / "leeg")
    assert cijfers.leeg
    assert cijfers.build_id == ""
    waarde = cijfers.waarde("woninginbraak", NOORDWIJK, Periode.jaar(2019))
    assert (waarde.reden, waarde.uitleg) == (GeenCijfer.ONTBREEKT, "er zijn nog geen cijfers ingelezen")
    assert cijfers.waarde("woonoverlast-per-1000", WESTLAND, Periode.jaar(2019)).reden is GeenCijfer.PM
    assert cijfers.reeks("woninginbraak", NOORDWIJK) == ()
    assert cijfers.indicatoren_met_cijfers(NOORDWIJK) == ()
    assert cijfers.document_tabel(NOORDWIJK) == ()


def test_unknown_indicator(voorbeeld: Cijfers) -> None:
    with pytest.raises(KeyError, match="onbekend: indicator"):
        voorbeeld.waarde("bestaat-niet", NOORDWIJK, Periode.jaar(2019))
