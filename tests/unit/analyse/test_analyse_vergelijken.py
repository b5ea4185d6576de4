"""Averages per year and the change words of a table."""

import pytest

from kompas.analyse.rules import gemiddeld_per_jaar, overlap_in_maanden, vergelijk
from kompas.base import GeenCijfer, Periode, Waarde


def _telling(jaar: int, getal: float | None) -> Waarde:
    reden = GeenCijfer.ONTBREEKT if getal is None else None
    return Waarde("inbraken", Periode.jaar(jaar), "misdrijven", getal=getal, reden=reden)


def _tempo(jaar: int, aantal: int, inwoners: int) -> Waarde:
    tempo = aantal / inwoners * 1000
    return Waarde("x", Periode.jaar(jaar), "", getal=tempo, telling=aantal, noemer=inwoners, decimalen=2)


def test_average_of_counts_keeps_the_sum_for_the_test() -> None:
    gemiddeld = gemiddeld_per_jaar([_telling(2017, 121), _telling(2018, 69), _telling(2019, 78)], "telling")
    assert gemiddeld.getal == pytest.approx(268 / 3)
    assert gemiddeld.telling == 268
    assert gemiddeld.periode == Periode.jaren(2017, 2019)
    assert [deel.getal for deel in gemiddeld.herkomst.delen] == [121, 69, 78]


def test_average_of_a_rate_is_the_sum_of_counts_on_the_sum_of_inhabitants() -> None:
    gemiddeld = gemiddeld_per_jaar([_tempo(2017, 10, 1000), _tempo(2018, 10, 9000)], "verhouding", 1000)
    assert gemiddeld.getal == pytest.approx(2.0)
    assert (gemiddeld.telling, gemiddeld.noemer) == (20, 10_000)


def test_a_year_without_figure_makes_that_there_is_no_average() -> None:
    gemiddeld = gemiddeld_per_jaar([_telling(2017, 5), _telling(2018, None), _telling(2019, None)], "telling")
    assert gemiddeld.reden is GeenCijfer.ONTBREEKT
    assert gemiddeld.uitleg == "er is geen cijfer over 2018 en 2019"


def test_a_rate_without_counts_has_no_average() -> None:
    kaal = [Waarde("x", Periode.jaar(jaar), "", getal=3.8) for jaar in (2017, 2018)]
    assert not gemiddeld_per_jaar(kaal, "verhouding", 1000).bekend


def test_a_survey_has_no_average() -> None:
    metingen = [Waarde("x", Periode.jaar(jaar), "", getal=7.4, laag=7.3, hoog=7.5) for jaar in (2017, 2018)]
    gemiddeld = gemiddeld_per_jaar(metingen, "enquete")
    assert gemiddeld.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert gemiddeld.laag is None


@pytest.mark.parametrize(
    ("een", "twee", "maanden"),
    [
        (Periode.jaren(2017, 2019), Periode.twaalf_maanden(2020, 8), 4),
        (Periode.jaren(2017, 2019), Periode.jaar(2019), 12),
        (Periode.jaren(2017, 2019), Periode.jaar(2020), 0),
        (Periode.jaar(2020), Periode.twaalf_maanden(2020, 1), 1),
    ],
)
def test_shared_months(een: Periode, twee: Periode, maanden: int) -> None:
    assert overlap_in_maanden(een, twee) == overlap_in_maanden(twee, een) == maanden


def test_average_against_the_next_year() -> None:
    eerder = gemiddeld_per_jaar([_telling(2017, 89), _telling(2018, 89), _telling(2019, 89)], "telling")
    assert vergelijk(eerder, _telling(2020, 69), "telling").woord == "waarschijnlijk gedaald, niet zeker"
    assert vergelijk(eerder, _telling(2020, 35), "telling").woord == "zeker gedaald"


def test_an_average_without_its_count_is_not_tested() -> None:
    eerder = Waarde("x", Periode.jaren(2017, 2019), "", getal=89)
    gevonden = vergelijk(eerder, _telling(2020, 69), "telling")
    assert gevonden.p is None
    assert "niet bekend" in gevonden.toelichting


def test_rates_are_compared_with_their_inhabitants() -> None:
    gevonden = vergelijk(_tempo(2017, 406, 106_562), _tempo(2022, 153, 113_668), "verhouding")
    assert gevonden.woord == "zeker gedaald"


def test_a_missing_figure_is_not_compared() -> None:
    gevonden = vergelijk(_telling(2017, None), _telling(2018, 3), "telling")
    assert (gevonden.woord, gevonden.symbool, gevonden.p) == ("niet te beoordelen", "○", None)
    assert gevonden.toelichting == "Er is geen cijfer over 2017: ontbreekt."


def test_surveys_need_margins() -> None:
    met = [Waarde("x", Periode.jaar(j), "", getal=g, laag=g - 0.1, hoog=g + 0.1) for j, g in ((2021, 7.4), (2023, 7.8))]
    assert vergelijk(met[0], met[1], "enquete").woord == "zeker gestegen"
    zonder = Waarde("x", Periode.jaar(2023), "", getal=7.8)
    assert "marge" in vergelijk(met[0], zonder, "enquete").toelichting


def test_the_ordinary_spread_is_that_of_a_mean_year() -> None:
    """Three years and one year together are four; single months are two windows, and their movement is their own."""
    gevraagd: list[float] = []

    def spreiding(telling: float) -> float:
        gevraagd.append(telling)
        return 5.0

    gemiddeld = gemiddeld_per_jaar([_telling(jaar, 100) for jaar in (2020, 2021, 2022)], "telling")
    los, gewogen = (vergelijk(gemiddeld, _telling(2023, 70), "telling", s) for s in (None, spreiding))
    assert gevraagd == [92.5]
    assert los.p is not None
    assert gewogen.p is not None
    assert los.p < 0.01
    assert gewogen.p > 0.1
    assert "5,0 keer die van los toeval" in gewogen.toelichting
    maanden = [Waarde("m", Periode.maand(2023, maand), "", getal=getal) for maand, getal in ((1, 8.0), (2, 12.0))]
    vergelijk(*maanden, "telling", spreiding)
    assert gevraagd[1:] == [10.0]


def test_without_count_the_spread_is_not_asked() -> None:
    def spreiding(_telling: float) -> float:
        raise AssertionError

    assert vergelijk(_telling(2020, None), _telling(2021, 5), "telling", spreiding).p is None
