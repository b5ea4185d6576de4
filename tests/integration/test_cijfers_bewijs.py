"""The known numbers on the real files, and what the plans say beside what the sources say now."""

from pathlib import Path
from time import perf_counter

import pytest

from kompas.base import Periode, Refused
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import meegeleverde_map

JAAR = Periode.jaar
NOORDWIJK, WESTLAND, VUGHT = "GM0575", "GM1783", "GM0865"


@pytest.fixture(scope="module")
def cijfers(testdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    """The real tables of police and CBS with the quotes of the two plans."""
    map_ = tmp_path_factory.mktemp("bewijs")
    plannen = sorted((meegeleverde_map() / "voorbeeld/cijfers").glob("plan-*.yaml"))
    ruw = testdata / "data"
    lees_bestanden(map_, [*sorted(ruw.glob("politie/*.csv")), *sorted(ruw.glob("cbs/*.csv")), *plannen])
    return open_cijfers(map_)


def test_the_country(cijfers: Cijfers) -> None:
    assert cijfers.waarde("woninginbraak", "NL", JAAR(2019)).tekst == "39.474"
    assert cijfers._store is not None
    bladeren = cijfers.definities.soortenlijsten["politie-misdrijven"].bladeren
    assert len(bladeren) == 58
    samen = sum(
        rij.waarde or 0
        for code in bladeren
        for rij in cijfers._store.feiten("politie-misdrijven", code, "NL")
        if (rij.tabel, rij.periode) == ("politie-landelijk", "2019JJ00")
    )
    assert samen == cijfers.waarde("misdrijven-totaal", "NL", JAAR(2019)).getal == 803_646


def test_the_two_municipalities(cijfers: Cijfers) -> None:
    assert cijfers.waarde("woninginbraak", NOORDWIJK, JAAR(2019)).getal == 78
    assert cijfers.waarde("bedrijfsinbraak", WESTLAND, JAAR(2017)).getal == 177
    rate = cijfers.waarde("woninginbraak-per-1000", WESTLAND, JAAR(2017))
    assert rate.getal == pytest.approx(3.8, abs=0.05)
    noordwijk = cijfers.waarde("woninginbraak-per-1000", NOORDWIJK, JAAR(2018))
    assert noordwijk.noemer == 42_760
    assert noordwijk.getal == pytest.approx(69 / 42_760 * 1000)


def test_what_the_plan_says_and_what_the_source_says_now(cijfers: Cijfers) -> None:
    [mishandeling] = cijfers.herzieningen("mishandeling", NOORDWIJK)
    assert mishandeling.tekst == "mishandeling 2019: 93 → 92"
    assert mishandeling.soort == "plan"
    assert mishandeling.waar.endswith("tabel 2.1")
    assert cijfers.herzieningen("woninginbraak", NOORDWIJK) == ()  # 89,3 on average is the 89 of the plan
    assert [h.tekst for h in cijfers.herzieningen("auto-inbraak-per-1000", WESTLAND) if h.soort == "plan"] == [
        "auto-inbraken per 1.000 inwoners 2017: 1,6 → 1,5"
    ]


def test_a_merger_is_bridged_and_said(cijfers: Cijfers) -> None:
    antwoord = cijfers.vergelijkbaar("woninginbraak-per-1000", JAAR(2018), JAAR(2020), NOORDWIJK)
    assert not isinstance(antwoord, Refused)
    assert len(antwoord.overbrugd) == 2
    assert "omgerekend naar de gemeentegrenzen van 2025" in antwoord.overbrugd[0]
    assert "Noordwijkerhout (GM0576) gingen in 2019 verder" in antwoord.overbrugd[1]


def test_a_divided_municipality_is_estimated_in_a_denominator_only(cijfers: Cijfers) -> None:
    rate = cijfers.waarde("woninginbraak-per-1000", VUGHT, JAAR(2020))
    assert rate.bekend
    # 2021 is counted on the new boundaries; the estimate for 2020 lies within two percent of it.
    assert rate.noemer == pytest.approx(cijfers.waarde("inwoners", VUGHT, JAAR(2021)).getal, rel=0.02)
    assert any("schatting" in zin for zin in rate.herkomst.opmerkingen)
    assert not cijfers.waarde("inwoners", VUGHT, JAAR(2020)).bekend


def test_a_break_in_the_series_refuses(cijfers: Cijfers) -> None:
    antwoord = cijfers.vergelijkbaar("horizontale-fraude", JAAR(2015), JAAR(2019), "NL")
    assert isinstance(antwoord, Refused)
    assert "2016" in antwoord.reason
    assert cijfers.vergelijkbaar("horizontale-fraude", JAAR(2016), JAAR(2019), "NL")
    over = cijfers.waarde("horizontale-fraude", "NL", Periode.jaren(2014, 2016))
    assert "in 2016 begint een nieuwe reeks" in over.uitleg


def test_all_municipalities_at_once(cijfers: Cijfers) -> None:
    gemeenten = [keuze.code for keuze in cijfers.gebieden_van("GM")]
    assert len(gemeenten) == 342
    begin = perf_counter()
    waarden = cijfers.vergelijk("woninginbraak-per-1000", gemeenten, JAAR(2022))
    assert perf_counter() - begin < 5
    assert sum(waarde.bekend for waarde in waarden) == 179  # of the others these files have no police figures
    assert all(waarde.bekend or waarde.uitleg for waarde in waarden)


def test_wijken_and_buurten_of_a_municipality(cijfers: Cijfers) -> None:
    buurten = cijfers.gebieden_van("BU", NOORDWIJK)
    assert len(buurten) > 40
    assert {buurt.gemeente for buurt in buurten} == {NOORDWIJK}
    assert cijfers.gebieden_van("WK", NOORDWIJK)
    assert [keuze.naam for keuze in cijfers.gebieden_van("NL")] == ["Nederland"]
