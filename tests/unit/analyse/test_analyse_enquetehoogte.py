"""The level of a survey figure beside other municipalities: from rows of the Veiligheidsmonitor to the sentence."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from kompas.analyse.queries.duiden import Gevonden, duid_samen, feiten_over
from kompas.analyse.queries.enquetehoogte import GEEN_MARGE, RAND, TE_WEINIG
from kompas.analyse.queries.referentie import ALLE, VERGELIJKBAAR
from kompas.base import demand
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers
from kompas.stats.duiding import Geen, Hoogte, Onderwerp
from kompas.stats.enquete import Z_95
from kompas.stats.enquetevergelijking import enquete_naast_anderen

KOP = "bron;tabel;code;gebied;periode;waarde;laag;hoog;indeling\n"
GEMEENTEN = tuple(f"GM{3000 + nummer}" for nummer in range(40))
EIGEN, HOOG, RANDEN, ZONDER, LATER = GEMEENTEN[7], GEMEENTEN[9], GEMEENTEN[11], GEMEENTEN[12], GEMEENTEN[13]
CODE = "VoeltZichWeleensOnveiligInBuurt"
KENMERKEN = {"k_15Tot25Jaar": 0.12, "k_65JaarOfOuder": 0.2, "HuishoudensTotaal": 0.45, "Eenpersoonshuishoudens": 0.18}


def _vm(gebied: str, jaar: int, getal: float, marge: float | None = 2.0) -> str:
    grenzen = ";" if marge is None else f"{max(getal - marge, 0):.2f};{getal + marge:.2f}"
    return f"veiligheidsmonitor;85146NED;{CODE};{gebied};{jaar};{getal:.2f};{grenzen};2024"


def _vragen(aantal: int = 40) -> Iterator[str]:
    rng = np.random.default_rng(4)
    for gebied in GEMEENTEN[:aantal]:
        for jaar in (2021, 2023):
            getal = float(rng.normal(20, 2.0))
            if gebied == HOOG:
                getal = 38.0
            if gebied == RANDEN:
                getal = 0.0
            yield _vm(gebied, jaar, getal, None if gebied == ZONDER else 1.0 if gebied == RANDEN else 2.0)
    yield _vm(LATER, 2024, 22.0)


def _kenmerken() -> Iterator[str]:
    rng = np.random.default_rng(5)
    for nummer, gebied in enumerate(GEMEENTEN):
        inwoners = 8000 * (1 + nummer)
        yield f"cbs-wijken-buurten;85618NED;AantalInwoners;{gebied};2022;{inwoners};;;2024"
        for code, deel in KENMERKEN.items():
            aantal = round(inwoners * deel * rng.uniform(0.8, 1.2))
            yield f"cbs-wijken-buurten;85618NED;{code};{gebied};2022;{aantal};;;2024"


def _lees(map_: Path, *regels: str) -> Cijfers:
    pad = map_ / "lijst.csv"
    pad.write_text(KOP + "\n".join(regels) + "\n", "utf-8")
    lees_bestanden(map_ / "cijfers", [pad])
    return open_cijfers(map_ / "cijfers")


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    with closing(_lees(tmp_path_factory.mktemp("enquetehoogte"), *_vragen(), *_kenmerken())) as gelezen:
        yield gelezen


def _hoogte(gevonden: Gevonden) -> Hoogte | Geen | None:
    feiten = [feit for feit in gevonden.feiten if feit.onderwerp is Onderwerp.HOOGTE]
    assert len(feiten) <= 1
    feit = feiten[0] if feiten else None
    assert feit is None or isinstance(feit, Hoogte | Geen)
    return feit


def _vraag(cijfers: Cijfers, gebied: str) -> Hoogte:
    feit = _hoogte(feiten_over(cijfers, "onveilig-in-buurt", gebied))
    assert isinstance(feit, Hoogte)
    return feit


def test_a_survey_figure_is_held_against_municipalities_that_resemble_it(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "onveilig-in-buurt", EIGEN)
    feit = _hoogte(gevonden)
    assert isinstance(feit, Hoogte)
    assert gevonden.groep is not None
    assert (gevonden.groep.naam, len(gevonden.groep.leden)) == (VERGELIJKBAAR, 20)
    assert ZONDER not in gevonden.groep.leden
    waarden = {g: cijfers.reeks("onveilig-in-buurt", g, 2023, 2023)[0] for g in (EIGEN, *gevonden.groep.leden)}
    getal = np.array([waarde.getal for waarde in waarden.values()], dtype=float) / 100
    fout = np.array([(w.hoog or 0) - (w.laag or 0) for w in waarden.values()]) / (200 * Z_95)
    zelf = demand(enquete_naast_anderen(getal, fout, rng=np.random.default_rng(1), aandeel=True, alleen=0))
    assert feit.jaar == 2023
    assert (feit.getal, feit.laag, feit.hoog) == (waarden[EIGEN].getal, waarden[EIGEN].laag, waarden[EIGEN].hoog)
    assert feit.p == pytest.approx(zelf.p[0])
    assert feit.anderen == pytest.approx(100 * zelf.anderen[0])
    assert feit.aantal == zelf.aantal[0]
    assert 1 <= feit.plaats_laag <= feit.plaats_hoog <= feit.aantal + 1


def test_who_lies_far_above_the_others_is_said_to(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "onveilig-in-buurt", HOOG)
    [duiding] = duid_samen([gevonden], cijfers.definities.woorden.drempels, "deze proef")
    woord = duiding.uitspraken[0]
    assert woord.woord == "zeker hoger dan vergelijkbare gemeenten"
    assert "was het gemiddeld" in woord.zin
    assert woord.pagina == "enquetevergelijking"
    assert any("Dit is een enquête" in zin for zin in woord.let_op)
    assert duiding.groep == gevonden.groep


def test_ordinary_municipalities_do_not_stand_out(cijfers: Cijfers) -> None:
    gewoon = [gebied for gebied in GEMEENTEN if gebied not in {HOOG, RANDEN, ZONDER, LATER}]
    assert sum(_vraag(cijfers, gebied).p < 0.05 for gebied in gewoon) <= 4


def test_the_year_that_others_have_too(cijfers: Cijfers) -> None:
    assert _vraag(cijfers, LATER).jaar == 2023
    toen = _hoogte(feiten_over(cijfers, "onveilig-in-buurt", EIGEN, tot=2021))
    assert isinstance(toen, Hoogte)
    assert toen.jaar == 2021


@pytest.mark.parametrize(("gebied", "reden"), [(ZONDER, GEEN_MARGE), (RANDEN, RAND)])
def test_no_usable_margin_is_a_reason(cijfers: Cijfers, gebied: str, reden: str) -> None:
    feit = _hoogte(feiten_over(cijfers, "onveilig-in-buurt", gebied))
    assert feit == Geen(Onderwerp.HOOGTE, reden)


@pytest.mark.parametrize(
    ("aantal", "verwacht"), [(1, lambda feit: feit is None), (9, lambda feit: feit.reden == TE_WEINIG)]
)
def test_too_few_others(aantal: int, verwacht: Callable[[object], bool], tmp_path: Path) -> None:
    regels = [_vm(gebied, 2023, 20 + nummer) for nummer, gebied in enumerate(GEMEENTEN[:aantal])]
    with closing(_lees(tmp_path, *regels)) as weinig:
        assert verwacht(_hoogte(feiten_over(weinig, "onveilig-in-buurt", GEMEENTEN[0])))


def test_without_characteristics_all_others_are_the_group(tmp_path: Path) -> None:
    regels = [_vm(gebied, 2023, 20 + nummer % 5) for nummer, gebied in enumerate(GEMEENTEN[:12])]
    with closing(_lees(tmp_path, *regels)) as kaal:
        gevonden = feiten_over(kaal, "onveilig-in-buurt", GEMEENTEN[0])
        feit = _hoogte(gevonden)
        assert isinstance(feit, Hoogte)
        assert gevonden.groep is not None
        assert (feit.groep, gevonden.groep.naam, feit.aantal) == (ALLE, ALLE, 11)
        assert "11 andere gemeenten waarvan hier cijfers zijn" in gevonden.groep.uitleg[0]


def test_the_same_figures_give_the_same_fact(cijfers: Cijfers, tmp_path: Path) -> None:
    with closing(_lees(tmp_path, *_vragen(), *_kenmerken())) as nog_eens:
        assert _vraag(nog_eens, EIGEN) == _vraag(cijfers, EIGEN)


def test_a_visitor_gets_the_same_out_of_open_figures(cijfers: Cijfers) -> None:
    lezer = OpenbareCijfers.van(cijfers, rol_in=frozenset(), regels=Openbaarregels())
    assert _vraag(lezer, EIGEN) == _vraag(cijfers, EIGEN)
