"""Faults in definitions are found when they are loaded, each with its field, in Dutch."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from kompas.base import Refused
from kompas.data.definities import (
    DefinitieError,
    Herindeling,
    IndicatorDefinitie,
    controleer_definitie,
    laad_definities,
)

BASIS: Mapping[str, object] = {
    "key": "eigen", "titel": "Eigen", "omschrijving": "Eigen omschrijving.", "bron": "politie-misdrijven",
    "eenheid": "misdrijven", "richting": "lager", "soort": "telling",
}  # fmt: skip
INBRAAK = {"indicator": "woninginbraak"}
JEUGD = {"indicator": "overlast-jeugd"}
CIJFER = {"indicator": "rapportcijfer-veiligheid-buurt"}


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"delen": {"a": INBRAAK, "b": JEUGD}, "formule": "a + b"}, "eenheid: misdrijven en meldingen zijn niet"),
        ({"delen": {"a": INBRAAK}, "eenheid": "per 1.000 inwoners"}, "vraagt om een noemer"),
        ({"delen": {"a": INBRAAK}, "per": 1000, "eenheid": "per 10.000 inwoners"}, "de formule geeft"),
        ({"delen": {"a": INBRAAK}, "per": 1000, "noemer": "huishoudens", "eenheid": "per 1.000 inwoners"}, "huishoud"),
        ({"delen": {"a": INBRAAK, "b": INBRAAK}, "formule": "a / b", "eenheid": "%"}, "een verhoudingsgetal"),
        ({"delen": {"a": {"code": "1.1.1"}, "b": {"code": "1.1.2"}}, "formule": "a / b * 100", "eenheid": "%"},
         "geef de eenheid van deel a"),
        ({"code": "1.1.1", "per": 1000, "eenheid": "per 10.000 inwoners"}, "per: 1000 past niet"),
        ({"code": "aangiften:9.9.9"}, "code aangiften:9.9.9 staat niet in politie-misdrijven"),
        ({"code": "1.1.1", "anders": [{"code": "X", "bron": "weg"}]}, "deel aantal, bron: weg bestaat niet"),
        ({"code": "1.1.1", "anders": [{"code": "1.1.2", "eenheid": "per 1.000 inwoners"}]}, "niet om te rekenen"),
        ({"delen": {"a": INBRAAK}, "anders": [{"code": "1.1.2"}]}, "anders hoort bij code"),
        ({"delen": {"a": {**INBRAAK, "eenheid": "misdrijven"}}}, "een indicator heeft die zelf al"),
        ({"delen": {"a": {**INBRAAK, "over": "drie jaar"}}}, "veld delen.a.over: heeft niet de juiste vorm"),
        ({"delen": {"a": {**INBRAAK, "over": "60 maanden"}}}, "60 maanden is te lang"),
        ({"delen": {"a": INBRAAK, "b": INBRAAK}}, "geef een formule"),
        ({"delen": {"a": INBRAAK, "b": JEUGD}, "gewichten": {"a": 1, "b": 2}}, "zijn niet samen te wegen"),
        ({"delen": {"a": INBRAAK}, "gewichten": {"x": 1}, "formule": "a"}, "gewichten noemt x"),
        ({"delen": {"a": CIJFER}, "gewichten": {"a": "weg"}, "eenheid": "", "soort": "enquete"}, "weg bestaat niet"),
        ({"delen": {"a": {**CIJFER, "over": "3 jaar"}}, "eenheid": "", "soort": "enquete"}, "van een enquête"),
        ({"delen": {"a": {"indicator": "eigen", "terug": "1 jaar"}}}, "verwijst naar zichzelf: eigen → eigen"),
        ({"delen": {"a": INBRAAK}, "per": 1000, "noemer": "eigen", "eenheid": "per 1.000 misdrijven"}, "naar zichzelf"),
        ({"delen": {"A": INBRAAK}, "formule": "A"}, "veld delen.A"),
        ({"code": "1.1.1", "formule": "aantal ** 2"}, "in een formule mag geen"),
        ({"code": "1.1.1", "bron": "weg"}, "bron: weg bestaat niet"),
    ],
)  # fmt: skip
def test_a_fault_is_told(velden: Mapping[str, object], melding: str) -> None:
    antwoord = controleer_definitie({**BASIS, **velden}, laad_definities())
    assert isinstance(antwoord, Refused)
    assert melding in antwoord.reason


@pytest.mark.parametrize(
    "velden",
    [
        {"code": "1.1.1"},
        {"code": "aangiften:1.1.1", "eenheid": "aangiften"},
        {"code": "1.1.1", "per": 1000, "eenheid": "per 1.000 inwoners", "soort": "verhouding"},
        {"delen": {"a": INBRAAK}, "per": 100, "noemer": "huishoudens", "eenheid": "%", "soort": "verhouding"},
        {"delen": {"a": INBRAAK, "b": {"indicator": "overval"}}, "gewichten": {"a": 1, "b": 3}},
        {"delen": {"nu": INBRAAK, "toen": {**INBRAAK, "terug": "1 jaar"}}, "formule": "nu - toen"},
        {"delen": {"a": {**INBRAAK, "over": "12 maanden"}}},
        {"delen": {"a": CIJFER, "b": CIJFER}, "gewichten": {"a": "inwoners", "b": "huishoudens"}, "eenheid": ""},
    ],
)
def test_a_good_one_is_made(velden: Mapping[str, object]) -> None:
    antwoord = controleer_definitie({**BASIS, **velden}, laad_definities())
    if "huishoudens" in str(velden.get("gewichten")):
        assert isinstance(antwoord, Refused)  # people and households do not weigh the same
        return
    assert isinstance(antwoord, IndicatorDefinitie)


def test_an_own_indicator_stands_beside_the_others() -> None:
    definities = laad_definities()
    eigen = controleer_definitie({**BASIS, "code": "1.1.1"}, definities)
    assert isinstance(eigen, IndicatorDefinitie)
    assert "eigen" in definities.met([eigen]).indicatoren
    assert "eigen" not in definities.indicatoren
    # A second one may build on the first.
    tweede = controleer_definitie(
        {**BASIS, "key": "twee", "delen": {"a": {"indicator": "eigen"}}}, definities.met([eigen])
    )
    assert isinstance(tweede, IndicatorDefinitie)


def test_a_circle_over_several_indicators(tmp_path: Path) -> None:
    (tmp_path / "indicatoren").mkdir()
    rij = [
        {**BASIS, "key": een, "delen": {"a": {"indicator": ander}}}
        for een, ander in [("x", "y"), ("y", "z"), ("z", "x")]
    ]
    (tmp_path / "indicatoren" / "kring.yaml").write_text(yaml.safe_dump({"indicatoren": rij}))
    with pytest.raises(DefinitieError, match="verwijst naar zichzelf: x → y → z → x"):
        laad_definities(tmp_path)


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"geheel": False}, "geef aandelen"),
        ({"aandelen": {"GM0001": 0.5}}, "geef aandelen bij een gemeente die is verdeeld"),
        ({"geheel": False, "aandelen": {"GM0003": 0.5}}, "aandelen noemt GM0003"),
        ({"geheel": False, "aandelen": {"GM0001": 1.2}}, "aandelen.GM0001"),
        ({"namen": {"GM0001": "Een"}}, "geef de naam van GM0002"),
    ],
)
def test_a_wrong_redivision_is_refused(tmp_path: Path, velden: Mapping[str, object], melding: str) -> None:
    goed = {
        "datum": "2030-01-01",
        "van": ["GM0001", "GM0002"],
        "naar": "GM0002",
        "namen": {"GM0001": "A", "GM0002": "B"},
    }
    (tmp_path / "herindelingen.yaml").write_text(yaml.safe_dump({"herindelingen": [{**goed, **velden}]}))
    with pytest.raises(DefinitieError, match=melding):
        laad_definities(tmp_path)


def test_shares_make_one_whole(tmp_path: Path) -> None:
    namen = {"GM9001": "A", "GM9002": "B", "GM9003": "C"}
    rijen = [
        {"datum": "2030-01-01", "van": ["GM9001", naar], "naar": naar, "namen": namen, "geheel": False,
         "aandelen": {"GM9001": aandeel}}
        for naar, aandeel in (("GM9002", 0.5), ("GM9003", 0.4))
    ]  # fmt: skip
    (tmp_path / "herindelingen.yaml").write_text(yaml.safe_dump({"herindelingen": rijen}))
    with pytest.raises(DefinitieError, match=r"de aandelen van GM9001 in 2030 zijn samen 0\.900"):
        laad_definities(tmp_path)


def test_an_own_folder_fills_in_a_share_that_was_not_known(tmp_path: Path) -> None:
    onbekend = [h for h in laad_definities().herindelingen if not h.is_te_schatten]
    assert {h.naar for h in onbekend} == {"GM1507", "GM0984"}
    rijen = [
        {**h.model_dump(mode="json"), "aandelen": {"GM0993": aandeel}}
        for h, aandeel in zip(onbekend, (0.6, 0.4), strict=True)
    ]
    (tmp_path / "herindelingen.yaml").write_text(yaml.safe_dump({"herindelingen": rijen}))
    eigen = laad_definities(tmp_path).herindelingen
    assert len(eigen) == len(laad_definities().herindelingen)
    assert all(h.is_te_schatten for h in eigen)


@pytest.mark.parametrize(
    ("breuk", "melding"),
    [
        ({"indicator": "weg"}, "indicator weg bestaat niet"),
        ({"bron": "weg"}, "bron weg bestaat niet"),
        ({"bron": "politie-misdrijven", "code": "9.9.9"}, "code 9.9.9 staat niet"),
        ({"indicator": "woninginbraak", "code": "1.1.1"}, "een code hoort bij een bron"),
        ({"indicator": "woninginbraak", "bron": "politie-misdrijven"}, "geef de bron of de indicator"),
    ],
)
def test_a_wrong_break_is_refused(tmp_path: Path, breuk: Mapping[str, object], melding: str) -> None:
    inhoud = {"reeksbreuken": [{**breuk, "jaar": 2030, "reden": "Omdat het zo is."}]}
    (tmp_path / "reeksbreuken.yaml").write_text(yaml.safe_dump(inhoud))
    with pytest.raises(DefinitieError, match=melding):
        laad_definities(tmp_path)


def test_every_redivision_can_be_read_aloud() -> None:
    zinnen = [herindeling.zin for herindeling in laad_definities().herindelingen]
    assert "Noordwijk (GM0575) en Noordwijkerhout (GM0576) gingen in 2019 verder als Noordwijk (GM0575)" in zinnen
    assert "Groesbeek (GM0241) heet sinds 2016 Berg en Dal (GM1945)" in zinnen
    assert all(isinstance(herindeling, Herindeling) for herindeling in laad_definities().herindelingen)
