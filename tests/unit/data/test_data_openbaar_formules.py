"""A formula of one's own is no road to a figure that is hidden."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from kompas.base import GeenCijfer, Periode, Waarde
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import Deel
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers

GM, WIJK, BUURT, ANDERE = "GM0575", "WK057501", "BU05750101", "BU05750102"
JAAR = Periode.jaar(2019)
DELEN = {"inbraak": Deel(code="1.1.1"), "fiets": Deel(code="1.2.3"), "zeden": Deel(code="1.4.1")}


def _lijst(map_: Path, perioden: list[object], reeksen: Mapping[str, tuple[list[int], list[int]]]) -> Path:
    """Figures of the two buurten; the wijk and the municipality are their sum."""
    samen = {code: [a + b for a, b in zip(een, ander, strict=True)] for code, (een, ander) in reeksen.items()}
    rijen = [
        {"code": code, "gebieden": {BUURT: een, ANDERE: ander, WIJK: samen[code], GM: [*samen[code]]}}
        for code, (een, ander) in reeksen.items()
    ]
    pad = map_ / f"lijst-{len(perioden)}.yaml"
    inhoud = {
        "kompas_cijfers": 1, "indeling": 2019, "titel": "Misdrijven", "bron": "politie-misdrijven",
        "tabel": "47018NED", "opgehaald": "2020-02-01", "perioden": perioden, "reeksen": rijen,
    }  # fmt: skip
    pad.write_text(yaml.safe_dump(inhoud), "utf-8")
    return pad


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    map_ = tmp_path_factory.mktemp("formules")
    namen = map_ / "WijkenEnBuurten.csv"
    namen.write_text("Key,Title\n" + "".join(f"{code},Gebied {code}\n" for code in (GM, WIJK, BUURT, ANDERE)), "utf-8")
    jaar = {"1.1.1": ([3], [40]), "1.2.3": ([30], [50]), "1.4.1": ([7], [9]), "0.0.0": ([40], [99])}
    maand = {"2.2.1": ([9, 31, *[20] * 10], [25] * 12), "0.0.0": ([9, 31, *[20] * 10], [25] * 12)}
    maanden: list[object] = [f"2020MM{nummer:02d}" for nummer in range(1, 13)]
    lees_bestanden(map_ / "cijfers", [namen, _lijst(map_, [2019], jaar), _lijst(map_, maanden, maand)])
    return open_cijfers(map_ / "cijfers")


def _vraag(
    gebouwd: Cijfers, formule: str, *rol: str, periode: Periode = JAAR, delen: Mapping[str, Deel] = DELEN
) -> Waarde:
    eigen = gebouwd.definitie("fietsdiefstal").model_copy(
        update={"key": "eigen-proef", "delen": dict(delen), "code": None, "formule": formule, "decimalen": 4}
    )
    cijfers = OpenbareCijfers.van(gebouwd.met_definitie(eigen), rol_in=frozenset(rol), regels=Openbaarregels())
    return cijfers.waarde("eigen-proef", BUURT, periode)


def _geheim(waarde: Waarde) -> bool:
    return waarde.reden is GeenCijfer.ONDERDRUKT and waarde.getal is None and not waarde.herkomst.delen


@pytest.mark.parametrize("formule", ["zeden + 0 * fiets", "zeden + fiets - fiets", "zeden / fiets", "zeden"])
def test_sexual_offences_of_a_buurt_cannot_be_isolated(gebouwd: Cijfers, formule: str) -> None:
    delen = {naam: deel for naam, deel in DELEN.items() if naam in formule}
    assert _geheim(_vraag(gebouwd, formule, GM, delen=delen))


@pytest.mark.parametrize("schatting", range(1, 6))
def test_a_division_by_zero_does_not_confirm_a_guess(gebouwd: Cijfers, schatting: int) -> None:
    """Only for the right guess there is no outcome; a visitor may not see the difference."""
    delen = {"inbraak": DELEN["inbraak"]}
    waarde = _vraag(gebouwd, f"1 / (inbraak - {schatting})", delen=delen)
    assert _geheim(waarde)
    assert "nul" not in waarde.uitleg
    assert "onderdrukt" in str(waarde.reden)
    assert "gedeeld door nul" in _vraag(gebouwd, "1 / (inbraak - 3)", GM, delen=delen).uitleg


@pytest.mark.parametrize("rest", ["0 * m{}", "0.000000000001 * m{}"])
def test_twelve_months_that_are_weighed_are_not_the_year(gebouwd: Cijfers, rest: str) -> None:
    jaar = Periode.jaar(2020)
    delen = {f"m{n}": Deel(code="2.2.1", over="1 maanden", terug=f"{n} maanden") for n in range(1, 12)}
    delen["m0"] = Deel(code="2.2.1", over="1 maanden")
    formule = " + ".join(["m0", *(rest.format(n) for n in range(1, 12))])
    assert _geheim(_vraag(gebouwd, formule, periode=jaar, delen=delen))
    assert _vraag(gebouwd, formule, GM, periode=jaar, delen=delen).bekend


def test_the_sum_of_all_months_is_the_year(gebouwd: Cijfers) -> None:
    waarde = _vraag(gebouwd, "a", periode=Periode.jaar(2020), delen={"a": Deel(code="2.2.1")})
    assert waarde.getal == 240
    assert not waarde.herkomst.delen


def test_what_is_not_there_keeps_its_own_reason(gebouwd: Cijfers) -> None:
    assert (
        _vraag(gebouwd, "a", periode=Periode.jaar(2001), delen={"a": Deel(code="1.1.1")}).reden is GeenCijfer.ONTBREEKT
    )
