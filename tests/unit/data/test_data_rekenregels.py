"""What formulas do with real rows: more time than was asked, weights, other sources, margins, breaks."""

from collections.abc import Callable, Mapping
from math import sqrt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities.formule import lees_formule
from kompas.data.queries.marges import marges

JAAR = Periode.jaar
Reeksen = Mapping[str, Mapping[str, list[object]]]
Maak = Callable[..., Cijfers]
EIGEN = {
    "omschrijving": "Om te toetsen.", "bron": "politie-misdrijven", "eenheid": "misdrijven", "richting": "lager",
    "soort": "telling",
}  # fmt: skip


def verschil_van(code: str) -> Mapping[str, object]:
    """This year minus last year."""
    return {"delen": {"nu": {"code": code}, "toen": {"code": code, "terug": "1 jaar"}}, "formule": "nu - toen"}


def schrijf(map_: Path, bron: str, tabel: str, perioden: list[str], reeksen: Reeksen, indeling: int | None) -> Path:
    inhoud = {
        "kompas_cijfers": 1, "titel": bron, "bron": bron, "tabel": tabel, "opgehaald": "2025-03-01",
        "perioden": perioden, "reeksen": [{"code": code, "gebieden": dict(g)} for code, g in reeksen.items()],
        **({"indeling": indeling} if indeling else {}),
    }  # fmt: skip
    pad = map_ / f"{bron}-{tabel}-{len(list(map_.iterdir()))}.yaml"
    pad.write_text(yaml.safe_dump(inhoud))
    return pad


@pytest.fixture
def maak_cijfers(tmp_path: Path) -> Maak:
    """Figures out of (source, table, periods, series, year of boundaries), with own indicators."""

    def maak(*lijsten: tuple[str, str, list[str], Reeksen, int | None], **eigen: Mapping[str, object]) -> Cijfers:
        ruw = tmp_path / "ruw"
        ruw.mkdir()
        lees_bestanden(tmp_path / "c", [schrijf(ruw, *lijst) for lijst in lijsten])
        definities = tmp_path / "definities"
        (definities / "indicatoren").mkdir(parents=True)
        rijen = [{**EIGEN, "key": key, "titel": key.capitalize(), **velden} for key, velden in eigen.items()]
        (definities / "indicatoren/eigen.yaml").write_text(yaml.safe_dump({"indicatoren": rijen}))
        return open_cijfers(tmp_path / "c", definities)

    return maak


JAREN = ["2017JJ00", "2018JJ00", "2019JJ00", "2020JJ00"]


def test_over_and_back(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("politie-misdrijven", "47018NED", JAREN, {"1.1.1": {"GM1783": [60, 90, 30, 45]}}, 2025),
        drie={"delen": {"a": {"code": "1.1.1", "over": "3 jaar"}}},
        verschil=verschil_van("1.1.1"),
        tegen={
            "delen": {"nu": {"code": "1.1.1", "eenheid": "misdrijven"},
                      "gemiddeld": {"code": "1.1.1", "eenheid": "misdrijven", "over": "3 jaar", "terug": "1 jaar"}},
            "formule": "(nu - gemiddeld) / gemiddeld * 100", "eenheid": "%", "soort": "verhouding",
        },
    )  # fmt: skip
    drie = cijfers.waarde("drie", "GM1783", JAAR(2019))
    assert (drie.getal, drie.periode, drie.eenheid, drie.telling) == (60, JAAR(2019), "misdrijven per jaar", None)
    assert drie.herkomst.formule == "gemiddeld per jaar over 2017, 2018, 2019"
    verschil = cijfers.waarde("verschil", "GM1783", JAAR(2019))
    assert verschil.getal == -60
    assert verschil.telling is None
    assert verschil.herkomst.formule == "Verschil (2019) − Verschil (2018)"
    assert cijfers.waarde("tegen", "GM1783", JAAR(2020)).getal == pytest.approx((45 - 60) / 60 * 100)
    assert cijfers.waarde("drie", "GM1783", JAAR(2018)).uitleg == "drie: 2016 ontbreekt"


def test_rate_over_three_years_has_the_population_of_three_years(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("politie-misdrijven", "47018NED", JAREN, {"1.1.1": {"GM1783": [60, 90, 30, 45]}}, 2025),
        ("cbs-bevolking", "70072ned", JAREN, {"inwoners": {"GM1783": [1000, 2000, 3000, 4000]}}, None),
        drie={
            "delen": {"a": {"indicator": "woninginbraak", "over": "3 jaar"}}, "per": 1000, "soort": "verhouding",
            "eenheid": "per 1.000 inwoners",
        },
    )  # fmt: skip
    waarde = cijfers.waarde("drie", "GM1783", JAAR(2019))
    assert waarde.getal == pytest.approx(60 / 2000 * 1000)
    assert (waarde.telling, waarde.noemer) == (None, None)  # overlapping windows are no separate counts


def test_weights(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("politie-misdrijven", "47018NED", JAREN, {"1.1.1": {"GM1783": [6] * 4}, "1.4.7": {"GM1783": [2] * 4}}, 2025),
        ("veiligheidsmonitor", "85146NED", ["2021JJ00"],
         {"VooruitGegaan": {"GM1783": [10]}, "AchteruitGegaan": {"GM1783": [20]}}, None),
        ("cbs-bevolking", "70072ned", ["2021JJ00"],
         {"inwoners": {"GM1783": [300]}, "inwoners-1-januari": {"GM1783": [100]}}, None),
        vast={
            "delen": {"a": {"indicator": "woninginbraak"}, "b": {"indicator": "overval"}},
            "gewichten": {"a": 1, "b": 3},
        },
        naar={
            "delen": {"a": {"indicator": "buurt-vooruit"}, "b": {"indicator": "buurt-achteruit"}}, "soort": "enquete",
            "gewichten": {"a": "inwoners", "b": "inwoners-1-januari"}, "eenheid": "%", "bron": "veiligheidsmonitor",
        },
    )  # fmt: skip
    assert cijfers.waarde("vast", "GM1783", JAAR(2019)).getal == pytest.approx((6 + 3 * 2) / 4)
    assert cijfers.waarde("naar", "GM1783", JAAR(2021)).getal == pytest.approx((10 * 300 + 20 * 100) / 400)


def test_halt_is_converted_when_the_source_still_gives_it_per_10_000(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("bbv", "waarstaatjegemeente", ["2018JJ00"], {"halt-per-10000": {"GM1783": [176]}}, None),
        ("bbv", "waarstaatjegemeente", ["2021JJ00"], {"halt-per-1000": {"GM1783": [13]}}, None),
    )
    oud, nieuw = (cijfers.waarde("bbv-halt", "GM1783", JAAR(jaar)) for jaar in (2018, 2021))
    assert (oud.getal, oud.eenheid) == (pytest.approx(17.6), "per 1.000 jongeren")
    assert "per 10.000 jongeren; omgerekend" in oud.herkomst.opmerkingen[0]
    assert oud.herkomst.delen[0].tekst_met_eenheid == "176,0 per 10.000 jongeren"
    assert (nieuw.getal, nieuw.herkomst.opmerkingen) == (13, ())


def test_bbv_falls_back_on_the_cbs_and_never_on_the_police(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("cbs-criminaliteit", "83648NED", ["2021JJ00"], {"per1000:CRI3000": {"GM1783": [4.3]}}, None),
        ("politie-misdrijven", "47018NED", ["2021JJ00"], {"2.5.2": {"GM1783": [99]}}, 2025),
    )
    assert cijfers.waarde("bbv-geweld", "GM1783", JAAR(2021)).getal == 4.3
    assert cijfers.waarde("bbv-winkeldiefstal", "GM1783", JAAR(2021)).reden is GeenCijfer.ONTBREEKT
    assert [d.key for d in cijfers.indicatorenset("bbv")] == [
        "bbv-halt", "bbv-winkeldiefstal", "bbv-geweld", "bbv-woninginbraak", "bbv-vernieling",
    ]  # fmt: skip


def test_neighbourhoods_take_their_inhabitants_from_their_own_table(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("politie-misdrijven", "47018NED", ["2019JJ00"], {"1.1.1": {"BU17830001": [4], "GM1783": [246]}}, 2025),
        (
            "cbs-wijken-buurten",
            "84583NED",
            ["2019JJ00"],
            {"AantalInwoners": {"BU17830001": [2000], "GM1783": [1]}},
            None,
        ),
    )
    assert cijfers.waarde("woninginbraak-per-1000", "BU17830001", JAAR(2019)).getal == 2
    # For a municipality that count of 1 January is not what the rate is defined with.
    assert cijfers.waarde("woninginbraak-per-1000", "GM1783", JAAR(2019)).uitleg == "inwoners 2019 ontbreekt"


def test_nothing_is_put_together_over_a_break(maak_cijfers: Maak) -> None:
    jaren = [f"{jaar}JJ00" for jaar in range(2013, 2019)]
    cijfers = maak_cijfers(
        ("politie-misdrijven", "47018NED", jaren, {"3.9.1": {"GM1783": [1, 2, 3, 4, 5, 6]}}, 2025),
        verschil={
            "delen": {"nu": {"code": "3.9.1"}, "toen": {"code": "3.9.1", "terug": "1 jaar"}},
            "formule": "nu - toen",
        },
    )
    over = cijfers.waarde("horizontale-fraude", "GM1783", Periode.jaren(2014, 2017))
    assert over.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert "in 2016 begint een nieuwe reeks" in over.uitleg
    assert cijfers.waarde("horizontale-fraude", "GM1783", Periode.jaren(2016, 2018)).getal == 5
    assert cijfers.waarde("verschil", "GM1783", JAAR(2016)).reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert cijfers.waarde("verschil", "GM1783", JAAR(2017)).getal == 1
    assert not cijfers.vergelijkbaar("verschil", JAAR(2017), JAAR(2015), "GM1783")


def test_twelve_months_into_a_year_whose_inhabitants_are_not_counted_yet(maak_cijfers: Maak) -> None:
    maanden = [f"2025MM{m:02}" for m in range(1, 13)] + [f"2026MM{m:02}" for m in range(1, 4)]
    cijfers = maak_cijfers(
        ("politie-misdrijven", "47018NED", maanden, {"1.1.1": {"GM1783": [2] * 15}}, 2026),
        ("cbs-bevolking", "70072ned", ["2025JJ00"], {"inwoners": {"GM1783": [12_000]}}, None),
    )
    waarde = cijfers.waarde("woninginbraak-per-1000", "GM1783", Periode.twaalf_maanden(2026, 3))
    assert waarde.getal == 2
    zin = "Inwoners april 2025 t/m maart 2026 is nog niet bekend; gerekend is met 2025."
    assert waarde.herkomst.opmerkingen[-1] == zin
    assert not cijfers.waarde("woninginbraak-per-1000", "GM1783", JAAR(2026)).bekend


def test_every_missing_part_is_named_once(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(("politie-misdrijven", "47018NED", JAREN, {"1.1.1": {"GM1783": [1] * 4}}, 2025))
    waarde = cijfers.waarde("high-impact-crimes-per-1000", "GM1783", JAAR(2019))
    assert waarde.uitleg == "straatroof 2019 ontbreekt; overval 2019 ontbreekt; inwoners 2019 ontbreekt"


def test_division_by_zero_is_a_reason(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(("politie-misdrijven", "47018NED", JAREN, {"1.1.1": {"GM1783": [0, 3, 3, 3]}}, 2025))
    assert "gedeeld door nul" in cijfers.waarde("woninginbraak-verandering", "GM1783", JAAR(2018)).uitleg
    assert cijfers.waarde("woninginbraak-verandering", "GM1783", JAAR(2019)).getal == 0


def enquete(getal: float, laag: float | None, hoog: float | None, bron: str = "VM") -> Waarde:
    return Waarde("x", JAAR(2021), "%", getal, laag=laag, hoog=hoog, herkomst=Herkomst(bron))


def test_margins_of_one_survey_add_up_and_of_two_surveys_less() -> None:
    reken = lees_formule("a - b").reken
    een, ander = enquete(10, 9, 11), enquete(4, 3, 6)
    assert marges(reken, {"a": een, "b": ander}) == pytest.approx((6 - 1 - 2, 6 + 1 + 1))
    ander = enquete(4, 3, 6, "GGD")
    assert marges(reken, {"a": een, "b": ander}) == pytest.approx((6 - sqrt(1 + 4), 6 + sqrt(1 + 1)))


def test_a_survey_without_margin_leaves_the_result_without(maak_cijfers: Maak) -> None:
    cijfers = maak_cijfers(
        ("veiligheidsmonitor", "85146NED", ["2021JJ00"],
         {"VooruitGegaan": {"GM1783": [10]}, "AchteruitGegaan": {"GM1783": [20]}}, None),
    )  # fmt: skip
    waarde = cijfers.waarde("buurt-saldo", "GM1783", JAAR(2021))
    assert (waarde.getal, waarde.laag, waarde.hoog) == (-10, None, None)


GRENZEN = st.tuples(*[st.floats(0, 100, allow_nan=False) for _ in range(3)]).map(sorted)


@given(GRENZEN, GRENZEN, st.sampled_from(["a + b", "a - b", "a * 2 - b", "(a + b) / 2", "a * b"]))
def test_a_margin_always_holds_the_figure_and_grows_with_its_parts(
    een: list[float], ander: list[float], tekst: str
) -> None:
    reken = lees_formule(tekst).reken
    delen = {"a": enquete(een[1], een[0], een[2]), "b": enquete(ander[1], ander[0], ander[2])}
    laag, hoog = marges(reken, delen)
    getal = reken({"a": een[1], "b": ander[1]})
    assert laag is not None
    assert hoog is not None
    assert laag <= getal + 1e-9
    assert hoog >= getal - 1e-9
    zonder_b = {**delen, "b": enquete(ander[1], None, None)}
    smal_laag, smal_hoog = marges(reken, zonder_b)
    assert smal_laag is not None
    assert smal_hoog is not None
    assert smal_laag >= laag - 1e-9
    assert smal_hoog <= hoog + 1e-9


@given(GRENZEN, st.floats(0.1, 1000))
def test_a_margin_scales_with_its_figure(grenzen: list[float], factor: float) -> None:
    laag, midden, hoog = grenzen
    gevonden = marges(lambda delen: delen["a"] * factor, {"a": enquete(midden, laag, hoog)})
    assert gevonden == pytest.approx((laag * factor, hoog * factor), abs=1e-6)


def test_the_newest_months_are_provisional(maak_cijfers: Maak) -> None:
    maanden = ["2024MM06", "2025MM01", "2025MM02"]
    cijfers = maak_cijfers(("politie-misdrijven", "47018NED", maanden, {"1.1.1": {"GM1783": [1, 2, 3]}}, 2025))
    gezegd = [cijfers.waarde("woninginbraak", "GM1783", Periode.lees(maand)).herkomst.opmerkingen for maand in maanden]
    assert gezegd[0] == ()
    assert gezegd[1] == gezegd[2]
    assert gezegd[1][0].startswith("Voorlopig: de bron vult de laatste")
