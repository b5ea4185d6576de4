"""The panel of an indicator says what the page of every municipality says, cell by cell."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import yaml
from tests.factories.leveringen import maak_levering

from kompas.base import Periode, Refused
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden, neem_leveringen
from kompas.data.definities import Alternatief, Deel
from kompas.data.geheugen import Geheugen
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers
from kompas.stats.batterij import Telpaneel

KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
INWONERS = "RegioS,Perioden,GemiddeldAantalInwoners_51\n"
# Noordwijk took in Noordwijkerhout in 2019; the others stayed as they were.
NOORDWIJK, ERHOUT, WESTLAND, LEIDEN, KATWIJK = "GM0575", "GM0576", "GM1783", "GM0546", "GM0537"
GEMEENTEN = (NOORDWIJK, WESTLAND, LEIDEN, KATWIJK)
JAREN = range(2015, 2021)


def _rijen(code: str, gebied: str, per_jaar: dict[int, int | str]) -> Iterator[str]:
    yield from (f"{code},{gebied},{jaar}JJ00,{aantal}" for jaar, aantal in per_jaar.items())


def _maanden(code: str, gebied: str, jaar: int, aantallen: Sequence[int]) -> Iterator[str]:
    yield from (f"{code},{gebied},{jaar}MM{maand:02d},{a}" for maand, a in enumerate(aantallen, start=1))


def _inwoners() -> Iterator[str]:
    for gebied, aantal in {NOORDWIJK: 26000, ERHOUT: 16000, WESTLAND: 105000, LEIDEN: 122000, KATWIJK: 64000}.items():
        for jaar in JAREN:
            samen = 16000 if gebied == NOORDWIJK and jaar >= 2019 else 0
            if jaar < 2020 and not (gebied == ERHOUT and jaar >= 2019):
                yield f"{gebied},{jaar}JJ00,{aantal + samen + 100 * (jaar - 2015)}"


def _misdrijven() -> Iterator[str]:
    for nummer, gebied in enumerate(GEMEENTEN):
        yield from _rijen("1.1.1", gebied, {jaar: 40 + 10 * nummer + jaar % 5 for jaar in JAREN})
        # Fraud begins anew in 2016.
        yield from _rijen("3.9.1", gebied, dict.fromkeys(JAREN, 100 + nummer))
    # Katwijk: no years for bicycles, but months; of 2017 one is missing. Leiden: a gap, and a dot in the source.
    yield from _rijen("1.2.3", NOORDWIJK, dict.fromkeys(JAREN, 150))
    yield from _rijen("1.2.3", LEIDEN, {2015: 900, 2016: 910, 2018: ".", 2019: 930, 2020: 0})
    for jaar in (2015, 2016, 2018, 2019):
        yield from _maanden("1.2.3", KATWIJK, jaar, [10 + jaar % 7] * 12)
    yield from _maanden("1.2.3", KATWIJK, 2017, [10] * 11)
    yield from _maanden("1.2.3", NOORDWIJK, 2019, range(12))
    yield from _rijen("1.4.3", WESTLAND, {2019: 5, 2020: 6})
    yield from _rijen("1.4.4", WESTLAND, {2019: 7})


def _lijst(map_: Path, bron: str, tabel: str, perioden: list[int], reeksen: dict[str, dict[str, list[int]]]) -> None:
    inhoud = {
        "kompas_cijfers": 1, "titel": tabel, "bron": bron, "tabel": tabel, "indeling": 2024, "opgehaald": "2024-02-01",
        "perioden": perioden, "reeksen": [{"code": code, "gebieden": rijen} for code, rijen in reeksen.items()],
    }  # fmt: skip
    (map_ / f"{tabel}.yaml").write_text(yaml.safe_dump(inhoud, sort_keys=False))


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    map_ = tmp_path_factory.mktemp("paneel")
    (map_ / "misdrijven.csv").write_text(KOP + "\n".join(_misdrijven()) + "\n")
    (map_ / "inwoners.csv").write_text(INWONERS + "\n".join(_inwoners()) + "\n")
    # A second table with another number for the same year: the first in the order of the source goes before it.
    _lijst(map_, "politie-misdrijven", "47022NED", [2019], {"1.1.1": {LEIDEN: [999]}})
    _lijst(map_, "plandocument", "plan", [2017], {"fietsdiefstal": {LEIDEN: [905]}})
    _lijst(map_, "politie-lokaal", "opgave", [2018, 2019], {"F636": {NOORDWIJK: [30, 31], LEIDEN: [8, 9]}})
    lees_bestanden(map_ / "cijfers", sorted([*map_.glob("*.csv"), *map_.glob("*.yaml")]))
    met = open_cijfers(map_ / "cijfers")
    yield met
    met.close()


GEEN_TELLING = ("aandeel-high-impact", "woninginbraak-3-jaar", "woninginbraak-verandering")


def paneel_van(cijfers: Cijfers, key: str, *, tot: int | None = None) -> Telpaneel:
    paneel = cijfers.paneel(key, tot=tot)
    assert isinstance(paneel, Telpaneel), paneel
    return paneel


def verschillen(cijfers: Cijfers, key: str, paneel: Telpaneel) -> list[tuple[str, str, float, float | None]]:
    """The cells in which the panel says something else than the figure of the page."""
    per = cijfers.definitie(key).per
    gevonden = []
    for rij, gebied in enumerate(paneel.gebieden):
        for kolom, jaar in enumerate(paneel.jaren):
            waarde = cijfers.waarde(key, gebied, Periode.jaar(jaar))
            telling = waarde.telling if waarde.bekend else None
            paren = [(paneel.tellingen[rij, kolom], telling)]
            paren += [(paneel.omvang[rij, kolom], waarde.noemer)] if per else []
            gevonden += [(gebied, str(jaar), float(een), ander) for een, ander in paren if not _gelijk(een, ander)]
    # Of a rate the months are counts too; a rate itself needs inhabitants, and those are not there by the month.
    if paneel.maanden is not None and paneel.eerste_maand is not None and not per:
        begin = paneel.eerste_maand[0] * 12 + paneel.eerste_maand[1] - 1
        for rij, gebied in enumerate(paneel.gebieden):
            for kolom in range(paneel.maanden.shape[1]):
                maand = Periode.maand((begin + kolom) // 12, (begin + kolom) % 12 + 1)
                telling = cijfers.waarde(key, gebied, maand).telling
                if not _gelijk(paneel.maanden[rij, kolom], telling):
                    gevonden.append((gebied, maand.code, float(paneel.maanden[rij, kolom]), telling))
    return gevonden


def _gelijk(een: float, ander: float | None) -> bool:
    return bool(np.isnan(een)) if ander is None else bool(een == ander)


@pytest.mark.parametrize("key", ["woninginbraak", "woninginbraak-per-1000", "fietsdiefstal", "fraude-online-handel"])
def test_every_cell_is_the_figure_of_the_page(cijfers: Cijfers, key: str) -> None:
    paneel = paneel_van(cijfers, key)
    assert paneel.jaren == tuple(range(paneel.jaren[0], paneel.jaren[-1] + 1))
    assert verschillen(cijfers, key, paneel) == []


def test_years_out_of_months_a_quote_a_gap_and_a_zero(cijfers: Cijfers) -> None:
    paneel = paneel_van(cijfers, "fietsdiefstal")
    rijen = dict(zip(paneel.gebieden, paneel.tellingen.tolist(), strict=True))
    assert paneel.jaren == tuple(JAREN)
    assert rijen[KATWIJK][:2] == [12 * (10 + 2015 % 7), 12 * 10]
    assert np.isnan(rijen[KATWIJK][2])
    assert rijen[LEIDEN][0] == 900
    assert rijen[LEIDEN][2] == 905  # the plan quotes it
    assert np.isnan(rijen[LEIDEN][3])
    assert rijen[LEIDEN][5] == 0
    assert paneel.eerste_maand == (2015, 1)
    assert paneel.maanden is not None
    assert paneel.maanden.shape[1] == 60
    assert WESTLAND not in rijen


def test_a_size_is_that_of_the_boundaries_of_today_and_the_last_known(cijfers: Cijfers) -> None:
    paneel = paneel_van(cijfers, "woninginbraak")
    omvang = dict(zip(paneel.gebieden, paneel.omvang.tolist(), strict=True))
    assert omvang[NOORDWIJK] == [42000, 42200, 42400, 42600, 42400, 42400]  # 2020 is not published: that of 2019
    assert ERHOUT not in omvang
    verhouding = paneel_van(cijfers, "woninginbraak-per-1000")
    assert verhouding.jaren[-1] == 2019  # a rate without inhabitants is no figure


def test_the_first_table_of_a_source_goes_before_the_second(cijfers: Cijfers) -> None:
    paneel = paneel_van(cijfers, "woninginbraak")
    assert paneel.tellingen[paneel.gebieden.index(LEIDEN), paneel.jaren.index(2019)] == 60 + 2019 % 5


def test_a_series_that_begins_anew_has_no_past(cijfers: Cijfers) -> None:
    definitie = next(d for d in cijfers.definities.indicatoren if ("politie-misdrijven", "3.9.1") in d.codes())
    assert paneel_van(cijfers, definitie.key).jaren == tuple(range(2016, 2021))
    assert paneel_van(cijfers, definitie.key, tot=2015).jaren == (2015,)


def test_nothing_of_later_is_in_a_panel_up_to_a_year(cijfers: Cijfers) -> None:
    kort, lang = paneel_van(cijfers, "fietsdiefstal", tot=2017), paneel_van(cijfers, "fietsdiefstal")
    assert kort.jaren[-1] == 2017
    assert kort.maanden is not None
    assert kort.maanden.shape[1] == 35  # November 2017 is the last that is known of that year
    bekend = [lang.gebieden.index(gebied) for gebied in kort.gebieden]
    np.testing.assert_array_equal(kort.tellingen, lang.tellingen[bekend][:, :3])


def test_a_sum_needs_all_its_parts(cijfers: Cijfers) -> None:
    som = cijfers.definitie("woninginbraak").model_copy(
        update={
            "key": "eigen-som",
            "code": None,
            "delen": {"a": Deel(code="1.4.3"), "b": Deel(code="1.4.4"), "c": Deel(indicator="woninginbraak")},
            "formule": "a + b - c + 1",
        }
    )
    met = cijfers.met_definitie(som)
    paneel = paneel_van(met, "eigen-som")
    assert (paneel.gebieden, paneel.jaren) == ((WESTLAND,), (2019,))
    assert paneel.tellingen.tolist() == [[5 + 7 - (50 + 2019 % 5) + 1]]
    assert verschillen(met, "eigen-som", paneel) == []


def test_another_source_stands_in_where_the_first_has_nothing(cijfers: Cijfers) -> None:
    deel = Deel(code="1.2.3", anders=(Alternatief(code="1.1.1"),))
    anders = cijfers.definitie("woninginbraak").model_copy(
        update={"key": "eigen-anders", "code": None, "delen": {"a": deel}, "formule": "a"}
    )
    met = cijfers.met_definitie(anders)
    paneel = paneel_van(met, "eigen-anders")
    assert paneel.tellingen[paneel.gebieden.index(WESTLAND), 0] == 50 + 2015 % 5
    assert paneel.tellingen[paneel.gebieden.index(LEIDEN), 0] == 900
    assert verschillen(met, "eigen-anders", paneel) == []


def test_a_count_of_another_year_is_no_count_of_this_one(cijfers: Cijfers) -> None:
    delen = {"a": Deel(code="1.1.1", terug="1 jaar")}
    terug = cijfers.definitie("woninginbraak").model_copy(
        update={"key": "eigen-terug", "code": None, "delen": delen, "formule": "a"}
    )
    assert isinstance(cijfers.met_definitie(terug).paneel("eigen-terug"), Refused)


def test_two_own_indicators_with_one_key_are_not_confused(cijfers: Cijfers) -> None:
    def eigen(code: str) -> Cijfers:
        return cijfers.met_definitie(
            cijfers.definitie("woninginbraak").model_copy(
                update={"key": "eigen", "code": None, "delen": {"a": Deel(code=code)}, "formule": "a"}
            )
        )

    assert paneel_van(eigen("1.1.1"), "eigen").gebieden != paneel_van(eigen("1.2.3"), "eigen").gebieden


@pytest.mark.parametrize(
    "key", ["inwoners", "rapportcijfer-veiligheid-buurt", "bbv-woninginbraak", "autodiefstal", *GEEN_TELLING]
)
def test_what_has_no_counts_has_no_panel(cijfers: Cijfers, key: str) -> None:
    assert isinstance(cijfers.paneel(key), Refused)


def test_a_panel_that_is_refused_at_once_has_no_count_on_any_page(cijfers: Cijfers) -> None:
    """Refusing without looking is only right where looking would find nothing."""
    for key in GEEN_TELLING:
        for gebied in GEMEENTEN:
            assert all(waarde.telling is None for waarde in cijfers.reeks(key, gebied, 2015, 2020))


def test_an_empty_installation_has_no_panel(tmp_path: Path) -> None:
    assert isinstance(open_cijfers(tmp_path).paneel("woninginbraak"), Refused)


def test_a_panel_is_made_once_for_all_readers_and_cannot_be_changed(cijfers: Cijfers) -> None:
    bezoeker = OpenbareCijfers.van(cijfers, rol_in=frozenset(), regels=Openbaarregels())
    paneel = paneel_van(cijfers, "woninginbraak")
    assert bezoeker.paneel("woninginbraak") is paneel
    with pytest.raises(ValueError, match="read-only"):
        paneel.tellingen[0, 0] = 1.0


def test_internal_figures_are_for_who_has_a_role(cijfers: Cijfers) -> None:
    """Not even as part of the others: a visitor must not work them out of a comparison."""
    alles = paneel_van(cijfers, "fraude-online-handel")
    assert set(alles.gebieden) == {NOORDWIJK, LEIDEN}

    def als(*rol_in: str) -> Telpaneel | Refused:
        lezer = OpenbareCijfers.van(cijfers, rol_in=frozenset(rol_in), regels=Openbaarregels())
        return lezer.paneel("fraude-online-handel")

    assert isinstance(als(), Refused)
    leiden = als(LEIDEN)
    assert isinstance(leiden, Telpaneel)
    assert leiden.gebieden == (LEIDEN,)
    assert leiden.tellingen.shape == (1, len(leiden.jaren))


def test_a_fetched_table_gives_the_same_panel(tmp_path: Path) -> None:
    perioden = [f"{jaar}JJ00" for jaar in JAREN] + [f"2020MM{maand:02d}" for maand in range(1, 13)]
    cellen: dict[tuple[str, str, str], float | str] = {
        (gebied, "1.1.1", periode): 10.0 * plek + nummer
        for plek, gebied in enumerate(GEMEENTEN, start=1)
        for nummer, periode in enumerate(perioden)
    }
    cellen[LEIDEN, "1.1.1", "2017JJ00"] = "punt"
    levering = maak_levering(
        tmp_path / "levering", cellen, gebieden=["NL", *GEMEENTEN], codes=["1.1.1"], perioden=perioden
    )
    neem_leveringen(tmp_path / "cijfers", [levering])
    (tmp_path / "inwoners.csv").write_text(INWONERS + "\n".join(_inwoners()) + "\n")
    lees_bestanden(tmp_path / "cijfers", [tmp_path / "inwoners.csv"])
    with closing(open_cijfers(tmp_path / "cijfers")) as opgehaald:
        paneel = paneel_van(opgehaald, "woninginbraak")
        assert set(paneel.gebieden) == set(GEMEENTEN)
        assert (paneel.jaren, paneel.eerste_maand) == (tuple(JAREN), (2020, 1))
        assert np.isnan(paneel.tellingen[paneel.gebieden.index(LEIDEN), 2])
        assert verschillen(opgehaald, "woninginbraak", paneel) == []
        assert verschillen(opgehaald, "woninginbraak-per-1000", paneel_van(opgehaald, "woninginbraak-per-1000")) == []


def test_the_real_figures_of_all_municipalities(testdata: Path, tmp_path: Path) -> None:
    politie, cbs = testdata / "data" / "politie", testdata / "data" / "cbs"
    bestanden = [politie / "47018NED_TypedDataSet_gemeenten.csv", cbs / "70072ned_TypedDataSet_inwoners.csv"]
    lees_bestanden(tmp_path, bestanden)
    with closing(open_cijfers(tmp_path)) as echt:
        paneel = paneel_van(echt, "woninginbraak-per-1000")
        assert paneel.tellingen.shape == (179, 14)
        assert np.isfinite(paneel.omvang).all()
        noordwijk = paneel.gebieden.index(NOORDWIJK)
        assert paneel.tellingen[noordwijk, paneel.jaren.index(2019)] == 78  # table 2.1 of the plan
        assert paneel.omvang[noordwijk, paneel.jaren.index(2018)] == 42760  # Noordwijk and Noordwijkerhout
        assert verschillen(echt, "woninginbraak-per-1000", paneel) == []


def test_the_memory_answers_once_and_forgets_the_oldest() -> None:
    geheugen, gevraagd = Geheugen(hoogstens=2), []

    def maak(naam: str) -> str:
        gevraagd.append(naam)
        return naam.upper()

    for naam in "ababca":
        assert geheugen.geef(naam, lambda naam=naam: maak(naam)) == naam.upper()  # type: ignore[misc]
    assert gevraagd == ["a", "b", "c", "a"]


def test_threads_that_ask_the_same_get_one_answer() -> None:
    geheugen, begonnen, mag = Geheugen(), threading.Event(), threading.Event()
    keren: list[int] = []

    def traag() -> int:
        begonnen.set()
        mag.wait(5)
        keren.append(1)
        return 7

    antwoorden: list[int] = []
    draden = [threading.Thread(target=lambda: antwoorden.append(geheugen.geef("x", traag))) for _ in range(4)]
    for draad in draden:
        draad.start()
    assert begonnen.wait(5)
    mag.set()
    for draad in draden:
        draad.join()
    assert antwoorden == [7] * 4
    assert keren == [1]


def test_a_failure_is_not_remembered() -> None:
    geheugen = Geheugen()
    with pytest.raises(ZeroDivisionError):
        geheugen.geef("x", lambda: 1 // 0)
    assert geheugen.geef("x", lambda: 2) == 2
