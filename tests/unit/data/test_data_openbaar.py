"""What a visitor sees of the figures, and what someone with a role sees."""

import inspect
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.factories.leveringen import maak_levering

from kompas.base import GeenCijfer, Periode, RefusedError, Waarde
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden, neem_leveringen
from kompas.data.definities import Deel
from kompas.data.levering import Levering
from kompas.data.masker import bovenliggend, gemeente_van, onder_gemeente
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers, bladeren

GM, W1, W2 = "GM0575", "WK057501", "WK057502"
BUURTEN = ("BU05750101", "BU05750102", "BU05750201", "BU05750202")
JAAR = Periode.jaar(2019)
# kind -> figures of the four buurten; 1.4.1 is about sexual offences
MISDRIJVEN = {
    "1.1.1": (3, 20, 14, 9),
    "1.2.3": (12, 30, 16, 25),
    "1.4.1": (0, 8, 2, 6),
    "1.4.5": (7, 11, 18, 10),
    "2.2.1": (15, 22, 31, 40),
}
Bekijk = Callable[..., OpenbareCijfers]


def _kolom(getallen: tuple[int, ...]) -> dict[str, list[int]]:
    b1, b2, b3, b4 = getallen
    wijken = {W1: [b1 + b2], W2: [b3 + b4], GM: [sum(getallen)]}
    return {naam: [getal] for naam, getal in zip(BUURTEN, getallen, strict=True)} | wijken


def _bestand(map_: Path, naam: str, inhoud: dict[str, object]) -> Path:
    pad = map_ / naam
    pad.write_text(yaml.safe_dump({"kompas_cijfers": 1, "indeling": 2019, **inhoud}, sort_keys=False), "utf-8")
    return pad


@pytest.fixture(scope="module")
def alles(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    """A municipality of two wijken with two buurten each."""
    map_ = tmp_path_factory.mktemp("openbaar")
    totaal = tuple(map(sum, zip(*MISDRIJVEN.values(), strict=True)))
    reeksen = [{"code": code, "gebieden": _kolom(getallen)} for code, getallen in MISDRIJVEN.items()]
    reeksen.append({"code": "0.0.0", "gebieden": _kolom(totaal)})
    jaar = _bestand(map_, "jaar.yaml", {
        "titel": "Misdrijven per buurt", "bron": "politie-misdrijven", "tabel": "47018NED",
        "opgehaald": "2020-02-01", "perioden": [2019], "reeksen": reeksen,
    })  # fmt: skip
    maand = _bestand(map_, "maand.yaml", {
        "titel": "Misdrijven per maand", "bron": "politie-misdrijven", "tabel": "47022NED",
        "opgehaald": "2020-02-01", "perioden": ["2019MM03"],
        "reeksen": [{"code": "1.2.3", "gebieden": _kolom((9, 9, 9, 9))}],
    })  # fmt: skip
    namen = "Identifier,Title\n" + "".join(f"{code},Gebied {code}\n" for code in (GM, W1, W2, *BUURTEN))
    gebieden = map_ / "WijkenEnBuurten.csv"
    gebieden.write_text(namen.replace("Identifier", "Key"), "utf-8")
    inwoners = _bestand(map_, "inwoners.yaml", {
        "titel": "Inwoners", "bron": "cbs-bevolking", "tabel": "70072ned", "opgehaald": "2020-02-01",
        "perioden": [2019], "reeksen": [{"code": "inwoners", "gebieden": _kolom((1000, 2000, 3000, 4000))}],
    })  # fmt: skip
    intern = _bestand(map_, "intern.yaml", {
        "titel": "Opgave", "bron": "politie-lokaal", "tabel": "opgave", "opgehaald": "2020-02-01",
        "perioden": [2019], "reeksen": [{"code": "F636", "gebieden": {GM: [112]}}],
    })  # fmt: skip
    lees_bestanden(map_ / "cijfers", [gebieden, jaar, maand, inwoners, intern])
    (map_ / "definities" / "indicatoren").mkdir(parents=True)
    zeden = {"key": "proef-zeden", "titel": "Proef", "omschrijving": "Proef.", "bron": "politie-misdrijven",
             "code": "1.4.1", "eenheid": "misdrijven", "richting": "lager", "soort": "telling"}  # fmt: skip
    pad = map_ / "definities" / "indicatoren" / "proef.yaml"
    pad.write_text(yaml.safe_dump({"indicatoren": [zeden]}), "utf-8")
    return open_cijfers(map_ / "cijfers", map_ / "definities")


@pytest.fixture
def bekijk(alles: Cijfers) -> Bekijk:
    def als(*rol_in: str, drempel: int = 5, stap: int = 1) -> OpenbareCijfers:
        return OpenbareCijfers.van(alles, rol_in=frozenset(rol_in), regels=Openbaarregels(drempel, stap))

    return als


def _geheim(waarde: Waarde) -> bool:
    """Hidden, and nothing in the figure that gives it away."""
    if waarde.bekend:
        return False
    assert waarde.reden is GeenCijfer.ONDERDRUKT
    assert waarde.uitleg
    assert (waarde.telling, waarde.noemer, waarde.laag, waarde.hoog) == (None, None, None, None)
    assert (waarde.herkomst.delen, waarde.herkomst.adres, waarde.herkomst.regel) == ((), "", 0)
    return True


def test_a_visitor_does_not_see_a_small_count_in_a_buurt(bekijk: Bekijk) -> None:
    waarde = bekijk().waarde("woninginbraak", BUURTEN[0], JAAR)
    assert _geheim(waarde)
    assert "klein" in waarde.uitleg


def test_nor_what_would_give_it_away(bekijk: Bekijk) -> None:
    """The wijk is known, so the other buurt in it may not be."""
    cijfers = bekijk()
    if not _geheim(cijfers.waarde("woninginbraak", W1, JAAR)):
        assert _geheim(cijfers.waarde("woninginbraak", BUURTEN[1], JAAR))


def test_nor_the_rate_that_is_made_of_it(bekijk: Bekijk) -> None:
    assert _geheim(bekijk().waarde("woninginbraak-per-1000", BUURTEN[0], JAAR))


def test_of_the_municipality_a_visitor_sees_everything(bekijk: Bekijk) -> None:
    cijfers = bekijk()
    assert cijfers.waarde("woninginbraak", GM, JAAR).getal == 46
    assert cijfers.waarde("misdrijven-totaal", GM, JAAR).getal == sum(map(sum, MISDRIJVEN.values()))


def test_a_large_count_in_a_buurt_is_public(bekijk: Bekijk) -> None:
    zichtbaar = [
        b for b in BUURTEN for key in ("mishandeling", "fietsdiefstal") if bekijk().waarde(key, b, JAAR).bekend
    ]
    assert zichtbaar


def test_months_of_a_buurt_are_not_public(bekijk: Bekijk) -> None:
    maand = Periode.maand(2019, 3)
    waarde = bekijk().waarde("fietsdiefstal", BUURTEN[1], maand)
    assert _geheim(waarde)
    assert "kalenderjaren" in waarde.uitleg
    assert bekijk().waarde("fietsdiefstal", GM, maand).getal == 36
    assert bekijk(GM).waarde("fietsdiefstal", BUURTEN[1], maand).getal == 9


def test_who_has_a_role_sees_small_counts(bekijk: Bekijk) -> None:
    assert bekijk(GM).waarde("woninginbraak", BUURTEN[0], JAAR).getal == 3
    assert _geheim(bekijk("GM1783").waarde("woninginbraak", BUURTEN[0], JAAR))


@pytest.mark.parametrize("rol", [(), (GM,)])
def test_sexual_offences_per_buurt_are_never_shown(bekijk: Bekijk, rol: tuple[str, ...]) -> None:
    cijfers = bekijk(*rol, drempel=1)
    assert all(_geheim(cijfers.waarde("proef-zeden", buurt, JAAR)) for buurt in BUURTEN)
    assert cijfers.waarde("proef-zeden", GM, JAAR).getal == 16


def test_of_a_wijk_only_who_has_a_role_sees_them(bekijk: Bekijk) -> None:
    assert bekijk(GM).waarde("proef-zeden", W1, JAAR).getal == 8
    assert _geheim(bekijk(drempel=1).waarde("proef-zeden", W1, JAAR))


def test_a_visitor_cannot_take_them_from_the_total(bekijk: Bekijk) -> None:
    """In each buurt the total or another kind is hidden too, even when small counts are not."""
    cijfers = bekijk(drempel=1)
    for gebied in (*BUURTEN, W1, W2):
        sleutels = ("misdrijven-totaal", "woninginbraak", "fietsdiefstal", "mishandeling", "vernieling")
        assert any(_geheim(cijfers.waarde(sleutel, gebied, JAAR)) for sleutel in sleutels)


def test_what_the_police_told_the_municipality_is_for_who_works_there(bekijk: Bekijk) -> None:
    waarde = bekijk().waarde("fraude-online-handel", GM, JAAR)
    assert _geheim(waarde)
    assert bekijk(GM).waarde("fraude-online-handel", GM, JAAR).getal == 112
    assert _geheim(bekijk().waarde("misdrijven-totaal-zonder-online-fraude", GM, JAAR))


def test_open_figures_of_a_buurt_stay_open(bekijk: Bekijk) -> None:
    assert bekijk().waarde("inwoners", BUURTEN[0], JAAR).getal == 1000


def test_rounding(bekijk: Bekijk) -> None:
    cijfers = bekijk(stap=10)
    getallen = [cijfers.waarde("vernieling", buurt, JAAR).getal for buurt in BUURTEN]
    assert {getal for getal in getallen if getal is not None} <= {20.0, 30.0, 40.0}
    assert any(getal is not None for getal in getallen)
    assert cijfers.waarde("vernieling", GM, JAAR).getal == 108


def test_a_series_and_the_years_are_judged_too(bekijk: Bekijk) -> None:
    assert bekijk().jaren("woninginbraak", BUURTEN[0]) == ()
    assert all(_geheim(w) for w in bekijk().reeks("woninginbraak", BUURTEN[0], 2019, 2019))
    assert bekijk().laatste_maand("fietsdiefstal", BUURTEN[1]) is None


def test_no_part_of_a_public_figure_is_hidden(bekijk: Bekijk, alles: Cijfers) -> None:
    """Whatever a visitor may open below a figure, is a figure that he may see by itself."""
    cijfers = bekijk()
    for definitie in alles.definities.indicatoren:
        for gebied in (*BUURTEN, W1, W2):
            waarde = cijfers.waarde(definitie.key, gebied, JAAR)
            for blad in bladeren(waarde) if waarde.bekend else ():
                assert blad.periode.is_jaar


def test_the_past_of_a_buurt_is_not_public(bekijk: Bekijk) -> None:
    """Two states of nearly the same figures, each hiding something else, would tell more than either."""
    toen = date(2026, 1, 1)
    assert _geheim(bekijk().op(toen).waarde("mishandeling", BUURTEN[1], JAAR))
    assert bekijk(GM).op(toen).waarde("mishandeling", BUURTEN[1], JAAR).getal == 11
    assert bekijk().op(toen).waarde("mishandeling", GM, JAAR).getal == 46


def test_the_derivation_of_a_hidden_figure_has_no_source_rows(bekijk: Bekijk) -> None:
    verklaring = bekijk().verklaar("woninginbraak", BUURTEN[0], JAAR)
    assert "klein" in str(verklaring)
    assert " 3 " not in f" {verklaring} "
    assert list(bekijk(GM).verklaar("woninginbraak", BUURTEN[0], JAAR).bronrijen())


def test_comparing_areas_is_judged_too(bekijk: Bekijk) -> None:
    waarden = bekijk().vergelijk("woninginbraak", [BUURTEN[0], GM], JAAR)
    assert [waarde.bekend for waarde in waarden] == [False, True]
    reeksen = bekijk().vergelijk_reeks("woninginbraak", [BUURTEN[0]], 2019, 2019)
    assert _geheim(reeksen[0][0])


def test_revisions_of_a_buurt_are_not_public(bekijk: Bekijk) -> None:
    assert bekijk().herzieningen("woninginbraak", BUURTEN[0]) == ()
    assert bekijk(GM).herzieningen("proef-zeden", BUURTEN[0]) == ()


def test_a_half_year_within_a_year_is_not_that_year(bekijk: Bekijk, alles: Cijfers) -> None:
    """An own indicator may look at part of the year that was asked for."""
    half = alles.definitie("fietsdiefstal").model_copy(
        update={"key": "eigen-half", "delen": {"aantal": Deel(code="1.2.3", over="6 maanden")}, "code": None}
    )
    waarde = bekijk().met_definitie(half).waarde("eigen-half", BUURTEN[1], JAAR)
    assert not waarde.bekend


def test_areas() -> None:
    assert [onder_gemeente(code) for code in ("NL", "GM0575", "RE06", "WK057501", "BU05750101", "1234AB")] == [
        False, False, False, True, True, True,
    ]  # fmt: skip
    assert (bovenliggend("BU05750101"), bovenliggend("WK057501"), gemeente_van("WP1234")) == ("WK057501", "GM0575", "")


@pytest.mark.parametrize("keuze", [(0, 1), (5, 0), (1000, 1)])
def test_rules_that_cannot_be(keuze: tuple[int, int]) -> None:
    with pytest.raises(RefusedError):
        Openbaarregels(*keuze)


GEZIEN = {
    "waarde", "reeks", "jaren", "laatste_jaar", "laatste_maand", "breuken", "uitschieters", "definitie",
    "indicatoren_met_cijfers", "document_tabel", "gebied_naam", "gebieden", "aantal_voorbeeldcijfers", "close",
    "build_id", "leeg", "op", "vergelijk", "vergelijk_reeks", "gebieden_van", "herzieningen", "vergelijkbaar",
    "verklaar", "maanden", "perioden", "bron_van", "op_dag", "met_definities", "met_definitie", "indicatorenset",
    "paneel", "onthoud", "zicht", "voorladen", "gemeenten", "samenstelling", "bekend",
}  # fmt: skip
"""Methods of Cijfers of which we looked whether they can give a hidden figure away; a new one must be looked at."""


def test_every_way_to_a_figure_was_looked_at() -> None:
    eigen = {naam for naam, _ in inspect.getmembers(Cijfers) if not naam.startswith("_")}
    eigen |= {veld.name for veld in fields(Cijfers) if not veld.name.startswith("_")}
    assert eigen - GEZIEN - {"definities"} == set()


def _levering(map_: Path) -> Levering:
    """The same figures as a fetched table."""
    totaal = tuple(map(sum, zip(*MISDRIJVEN.values(), strict=True)))
    cellen = {
        (gebied, code, "2019JJ00"): float(getal)
        for code, getallen in {**MISDRIJVEN, "0.0.0": totaal}.items()
        for gebied, [getal] in _kolom(getallen).items()
    }
    return maak_levering(
        map_, cellen, gebieden=[GM, W1, W2, *BUURTEN], codes=[*MISDRIJVEN, "0.0.0"],
        perioden=["2019JJ00"], tabel="47018NED", totaal="0.0.0",
    )  # fmt: skip


def test_fetched_tables_hide_the_same_as_files(tmp_path: Path, alles: Cijfers, bekijk: Bekijk) -> None:
    neem_leveringen(tmp_path / "cijfers", [_levering(tmp_path / "levering")])
    opgehaald = open_cijfers(tmp_path / "cijfers").met_definitie(alles.definitie("proef-zeden"))
    visitor = OpenbareCijfers.van(opgehaald, rol_in=frozenset(), regels=Openbaarregels())
    sleutels = ("misdrijven-totaal", "woninginbraak", "fietsdiefstal", "mishandeling", "vernieling", "proef-zeden")
    for sleutel in sleutels:
        for gebied in (GM, W1, W2, *BUURTEN):
            assert visitor.waarde(sleutel, gebied, JAAR).getal == bekijk().waarde(sleutel, gebied, JAAR).getal
    opgehaald.close()
