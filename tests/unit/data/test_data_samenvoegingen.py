"""Redivisions: nobody gets lost, whatever happened, and denominators follow the boundaries of the numerator."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import GeenCijfer, Periode, Refused
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import laad_definities
from kompas.data.queries.grenzen import Grenzen
from kompas.data.queries.vraag import Vraag

EERSTE, LAATSTE = 2012, 2024
JAREN = range(EERSTE, LAATSTE + 1)


@dataclass
class Wereld:
    """Invented municipalities that merge at random; `delen` keeps the original ones inside each, per year."""

    delen: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    inwoners: dict[tuple[str, int], int] = field(default_factory=dict)
    herindelingen: list[dict[str, object]] = field(default_factory=list)


def verzin() -> Wereld:
    kans, wereld = Random(7), Wereld()  # noqa: S311 - the same world every time
    nu = {f"GM8{nummer:03}": [f"GM8{nummer:03}"] for nummer in range(60)}
    nieuw = iter(f"GM9{nummer:03}" for nummer in range(99))
    omvang = {code: kans.randrange(1_000, 60_000) for code in nu}
    for jaar in JAREN:
        while jaar > EERSTE and kans.random() < 0.6:
            _voeg_samen(kans, wereld, nu, jaar, nieuw)
        omvang = {code: round(aantal * kans.uniform(0.98, 1.03)) for code, aantal in omvang.items()}
        wereld.delen[jaar] = {code: list(delen) for code, delen in nu.items()}
        wereld.inwoners |= {(code, jaar): sum(omvang[deel] for deel in delen) for code, delen in nu.items()}
        wereld.inwoners |= {(f"eigen {deel}", jaar): aantal for deel, aantal in omvang.items()}
    return wereld


def _voeg_samen(kans: Random, wereld: Wereld, nu: dict[str, list[str]], jaar: int, nieuw: Iterator[str]) -> None:
    van = kans.sample(sorted(nu), kans.choice([1, 2, 2, 3]))
    naar = van[0] if len(van) > 1 and kans.random() < 0.5 else next(nieuw)
    delen = [deel for code in van for deel in nu.pop(code)]
    nu[naar] = delen
    wereld.herindelingen.append(
        {"datum": f"{jaar}-01-01", "van": van, "naar": naar, "namen": {code: code for code in {*van, naar}}}
    )


WERELD = verzin()


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    """Inhabitants with the boundaries of the year, crimes with those of the last year: one per ten inhabitants."""
    map_ = tmp_path_factory.mktemp("samen")
    (map_ / "herindelingen.yaml").write_text(yaml.safe_dump({"herindelingen": WERELD.herindelingen}))
    regels = [f"{code},{jaar}JJ00,{aantal}" for (code, jaar), aantal in WERELD.inwoners.items() if code[0] == "G"]
    (map_ / "inwoners.csv").write_text("\n".join(["RegioS,Perioden,GemiddeldAantalInwoners_51", *regels, ""]))
    misdrijven = [
        f"1.1.1,{code},{jaar}JJ00,{sum(WERELD.inwoners[f'eigen {deel}', jaar] for deel in delen) // 10}"
        for code, delen in WERELD.delen[LAATSTE].items()
        for jaar in JAREN
    ]
    kop = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1"
    (map_ / "misdrijven.csv").write_text("\n".join([kop, *misdrijven, ""]))
    lees_bestanden(map_ / "c", [map_ / "inwoners.csv", map_ / "misdrijven.csv"], definities=laad_definities(map_))
    return open_cijfers(map_ / "c", map_)


def test_the_history_is_worth_testing() -> None:
    assert len(WERELD.herindelingen) >= 12
    assert any(len(h["van"]) == 1 for h in WERELD.herindelingen)  # type: ignore[arg-type]
    assert len(WERELD.delen[LAATSTE]) < 50


@given(st.sampled_from(sorted(WERELD.delen[LAATSTE])), st.sampled_from(JAREN))
def test_inhabitants_are_those_of_the_area_of_today(cijfers: Cijfers, gebied: str, jaar: int) -> None:
    verwacht = sum(WERELD.inwoners[f"eigen {deel}", jaar] for deel in WERELD.delen[LAATSTE][gebied])
    waarde = cijfers.waarde("inwoners", gebied, Periode.jaar(jaar))
    assert waarde.getal == verwacht
    rate = cijfers.waarde("woninginbraak-per-1000", gebied, Periode.jaar(jaar))
    assert rate.noemer == verwacht
    assert rate.getal == pytest.approx(100, rel=0.01)


@given(st.sampled_from(JAREN), st.sampled_from(JAREN), st.data())
def test_inhabitants_with_the_boundaries_of_any_later_year(
    cijfers: Cijfers, jaar: int, indeling: int, data: st.DataObject
) -> None:
    jaar, indeling = sorted((jaar, indeling))
    gebied = data.draw(st.sampled_from(sorted(WERELD.delen[indeling])))
    assert cijfers._rekenaar is not None
    waarde = cijfers._rekenaar.waarde(cijfers.definitie("inwoners"), Vraag(gebied, Periode.jaar(jaar), indeling))
    assert waarde.getal == sum(WERELD.inwoners[f"eigen {deel}", jaar] for deel in WERELD.delen[indeling][gebied])


@given(st.sampled_from(JAREN), st.sampled_from(JAREN))
def test_nobody_is_lost_in_the_country(cijfers: Cijfers, jaar: int, indeling: int) -> None:
    jaar, indeling = sorted((jaar, indeling))
    assert cijfers._rekenaar is not None
    inwoners = cijfers.definitie("inwoners")
    waarden = [
        cijfers._rekenaar.waarde(inwoners, Vraag(gebied, Periode.jaar(jaar), indeling)).getal
        for gebied in WERELD.delen[indeling]
    ]
    assert sum(getal or 0 for getal in waarden) == sum(
        aantal for (code, van), aantal in WERELD.inwoners.items() if van == jaar and code.startswith("GM")
    )


@given(st.sampled_from(JAREN))
def test_which_municipalities_exist(jaar: int) -> None:
    definities = WERELD.herindelingen
    alle = {code for h in definities for code in (*h["van"], h["naar"])}  # type: ignore[misc]
    grenzen = Grenzen(tuple(laad_definities().herindelingen[0].model_validate(h) for h in definities))
    assert {code for code in alle if grenzen.bestaat(code, jaar)} == alle & set(WERELD.delen[jaar])


@given(st.sampled_from(sorted(WERELD.delen[LAATSTE])), st.sampled_from(JAREN), st.sampled_from(JAREN))
def test_a_comparison_over_a_merger_says_what_was_done(cijfers: Cijfers, gebied: str, een: int, ander: int) -> None:
    antwoord = cijfers.vergelijkbaar("inwoners", Periode.jaar(een), Periode.jaar(ander), gebied)
    assert not isinstance(antwoord, Refused)
    gewijzigd = WERELD.delen[min(een, ander)].get(gebied) != WERELD.delen[LAATSTE][gebied]
    assert bool(antwoord.overbrugd) is gewijzigd


def test_choosing_leaves_out_what_is_gone(cijfers: Cijfers) -> None:
    bekend = {code for code, _ in cijfers.gebieden()}
    keuzes = {keuze.code for keuze in cijfers.gebieden_van("GM")}
    assert keuzes == bekend & set(WERELD.delen[LAATSTE])
    assert "GM0576" not in keuzes


VERDEELD = """herindelingen:
  - {datum: 2020-01-01, van: [GM8001, GM8009], naar: GM8001, geheel: false, aandelen: {GM8009: 0.25}, marge: 0.02,
     namen: {GM8001: Een, GM8009: Deel}, toelichting: Deel is verdeeld over Een en Twee.}
  - {datum: 2020-01-01, van: [GM8002, GM8009], naar: GM8002, geheel: false, aandelen: {GM8009: 0.75}, marge: 0.02,
     namen: {GM8002: Twee, GM8009: Deel}, toelichting: Deel is verdeeld over Een en Twee.}
"""


def test_a_share_serves_as_denominator_and_never_as_a_figure(tmp_path: Path) -> None:
    (tmp_path / "herindelingen.yaml").write_text(VERDEELD)
    (tmp_path / "i.csv").write_text(
        "RegioS,Perioden,GemiddeldAantalInwoners_51\nGM8001,2019JJ00,1000\nGM8002,2019JJ00,2000\nGM8009,2019JJ00,400\n"
    )
    (tmp_path / "m.csv").write_text(
        "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n1.1.1,GM8001,2019JJ00,11\n1.1.1,GM8001,2024JJ00,9\n"
    )
    definities = laad_definities(tmp_path)
    lees_bestanden(tmp_path / "c", [tmp_path / "i.csv", tmp_path / "m.csv"], definities=definities)
    cijfers = open_cijfers(tmp_path / "c", tmp_path)
    rate = cijfers.waarde("woninginbraak-per-1000", "GM8001", Periode.jaar(2019))
    assert (rate.getal, rate.noemer) == (pytest.approx(10), 1100)
    assert any("schatting" in zin and "2 procentpunt" in zin for zin in rate.herkomst.opmerkingen)
    assert rate.herkomst.delen[1].herkomst.formule == "Een (GM8001) + 25,0% van Deel (GM8009)"
    inwoners = cijfers.waarde("inwoners", "GM8001", Periode.jaar(2019))
    assert inwoners.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert "Deel is verdeeld over Een en Twee" in inwoners.uitleg


def test_a_survey_of_before_a_merger_is_about_another_area(tmp_path: Path) -> None:
    lijst = {
        "kompas_cijfers": 1, "titel": "VM", "bron": "veiligheidsmonitor", "tabel": "81877NED",
        "opgehaald": "2020-01-01", "perioden": ["2017JJ00", "2019JJ00"],
        "reeksen": [
            {"code": "RapportcijferVeiligheidInBuurt", "gebieden": {"GM0575": [7.4, 7.6], "GM1783": [7.3, 7.4]}},
        ],
    }  # fmt: skip
    (tmp_path / "vm.yaml").write_text(yaml.safe_dump(lijst))
    lees_bestanden(tmp_path / "c", [tmp_path / "vm.yaml"])
    cijfers = open_cijfers(tmp_path / "c")
    key = "rapportcijfer-veiligheid-buurt"
    toen = cijfers.waarde(key, "GM0575", Periode.jaar(2017))
    assert toen.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert "geldt voor de gemeente van vóór 2019: Noordwijk (GM0575) en Noordwijkerhout (GM0576)" in toen.uitleg
    assert cijfers.waarde(key, "GM0575", Periode.jaar(2019)).getal == 7.6
    assert cijfers.waarde(key, "GM1783", Periode.jaar(2017)).getal == 7.3
    antwoord = cijfers.vergelijkbaar(key, Periode.jaar(2017), Periode.jaar(2019), "GM0575")
    assert isinstance(antwoord, Refused)


def test_figures_on_old_boundaries_are_not_mixed_with_new_ones(tmp_path: Path) -> None:
    """A police table that was fetched in 2018, and one of today."""
    kop = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
    for naam, regel in (("oud", "1.1.1,GM0575,2017JJ00,80"), ("nieuw", "1.1.1,GM0575,2024JJ00,41")):
        (tmp_path / f"{naam}.csv").write_text(f"{kop}{regel}\n")
        lees_bestanden(tmp_path / "c", [tmp_path / f"{naam}.csv"])
    cijfers = open_cijfers(tmp_path / "c")
    toen = cijfers.waarde("woninginbraak", "GM0575", Periode.jaar(2017))
    assert (toen.getal, toen.herkomst.gebied_jaar) == (80, 2017)
    assert toen.herkomst.opmerkingen[0].startswith("Geldt voor de gemeentegrenzen van 2017; daarna: Noordwijk")
    antwoord = cijfers.vergelijkbaar("woninginbraak", Periode.jaar(2017), Periode.jaar(2024), "GM0575")
    assert isinstance(antwoord, Refused)
    assert "verschillende gebieden" in antwoord.reason
