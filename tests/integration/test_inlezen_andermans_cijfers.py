"""An adviser cannot change, rename, redraw or guess what belongs to another municipality of this installation."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.cijferlijsten import lees, lijst
from tests.factories.personen import Cast, maak_gemeente

from kompas.analyse import actions
from kompas.analyse.models import Aanlevering
from kompas.base import RefusedError
from kompas.core.cijfers import cijfermap
from kompas.core.models import Gemeente
from kompas.data.kaarten import open_kaart

BUURT = "BU17830101"
NAMEN = "Key,Title,Description\n{},\n"


@pytest.fixture(autouse=True)
def _eigen_home(lege_home: Path, elders: Gemeente) -> None:
    pass


def _lever(cast: Cast, hier: Gemeente, naam: str, inhoud: bytes) -> Aanlevering:
    bestand = SimpleUploadedFile(naam, inhoud)
    return actions.cijfers_aanleveren(gemeente=hier, door=cast.anna, bestanden=[bestand])


def _kaart(*vakken: tuple[str, float], jaar: int = 2024) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"statcode": code, "statnaam": code, "jaarcode": jaar, "gm_code": "GM0575"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, 52], [x + 1, 52], [x, 53], [x, 52]]]},
        }
        for code, x in vakken
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _weigert(cast: Cast, hier: Gemeente, naam: str, inhoud: bytes) -> None:
    with pytest.raises(RefusedError, match="cijfers van Westland"):
        _lever(cast, hier, naam, inhoud)
    assert not Aanlevering.objects.exists()


def test_figures_of_what_became_part_of_another(cast: Cast, hier: Gemeente) -> None:
    """Vianen became part of Vijfheerenlanden in 2019."""
    maak_gemeente("Vijfheerenlanden", "GM1961")
    with pytest.raises(RefusedError, match="cijfers van Vijfheerenlanden"):
        _lever(cast, hier, "x.yaml", lijst({"1.1.1": {"GM0620": [5]}}, jaren=(2018,)))


@pytest.mark.parametrize("gok", [2, 3])
def test_a_guess_of_a_hidden_figure_gets_one_answer(cast: Cast, hier: Gemeente, tmp_path: Path, gok: int) -> None:
    lees(tmp_path, lijst({"1.1.1": {BUURT: [3]}}))
    _weigert(cast, hier, "x.yaml", lijst({"1.1.1": {BUURT: [gok]}}))


@pytest.mark.parametrize("gok", [112, 113])
def test_also_of_a_figure_that_is_for_them_alone(cast: Cast, hier: Gemeente, tmp_path: Path, gok: int) -> None:
    lees(tmp_path, lijst({"F636": {"GM1783": [112]}}, bron="politie-lokaal", tabel="opgave"))
    _weigert(cast, hier, "x.yaml", lijst({"F636": {"GM1783": [gok]}}, bron="politie-lokaal", tabel="opgave"))


def test_since_when_a_figure_was_known(cast: Cast, hier: Gemeente, tmp_path: Path) -> None:
    """The same number with an earlier day would change what is told about the past."""
    lees(tmp_path, lijst({"1.1.1": {"GM1783": [5]}}))
    _weigert(cast, hier, "x.yaml", lijst({"1.1.1": {"GM1783": [5]}}, opgehaald=date(2020, 1, 1)))


def test_the_name_of_an_area(cast: Cast, hier: Gemeente, tmp_path: Path) -> None:
    lees(tmp_path, lijst({"1.1.1": {"GM0575": [5]}}))
    bestand = tmp_path / "RegioS.csv"
    bestand.write_text("Key,Title\nGM1783,Westland\nGM0575,Noordwijk\n", "utf-8")
    from kompas.data.build import lees_bestanden

    lees_bestanden(cijfermap(), [bestand])
    assert _lever(cast, hier, "RegioS.csv", b"Key,Title\nGM1783,Westland\nGM0575,Noordwijk aan Zee\n")
    Aanlevering.objects.all().delete()
    _weigert(cast, hier, "RegioS.csv", b"Key,Title\nGM1783,Boevenland\nGM0575,Noordwijk\n")


def test_the_borders_on_the_map(cast: Cast, hier: Gemeente) -> None:
    _weigert(cast, hier, "buurten.geojson", _kaart((BUURT, 4.0), ("BU05750101", 5.0)))
    rij = _lever(cast, hier, "buurten.geojson", _kaart(("BU05750101", 5.0)))
    actions.aanlevering_inlezen(aanlevering=rij, door=cast.anna)
    kaart = open_kaart(cijfermap(), "BU")
    assert kaart is not None
    assert [f["properties"]["statcode"] for f in kaart.geojson["features"]] == ["BU05750101"]


def test_a_map_of_one_municipality_leaves_the_others_drawn(cast: Cast, elders: Gemeente, hier: Gemeente) -> None:
    bestand = SimpleUploadedFile("buurten.geojson", _kaart((BUURT, 4.0)))
    eerst = actions.cijfers_aanleveren(gemeente=elders, door=cast.carla, bestanden=[bestand])
    actions.aanlevering_inlezen(aanlevering=eerst, door=cast.carla)
    rij = _lever(cast, hier, "buurten.geojson", _kaart(("BU05750101", 5.0)))
    actions.aanlevering_inlezen(aanlevering=rij, door=cast.anna)
    kaart = open_kaart(cijfermap(), "BU")
    assert kaart is not None
    assert {f["properties"]["statcode"] for f in kaart.geojson["features"]} == {BUURT, "BU05750101"}


@pytest.mark.parametrize("fout", ["NaN", "null", '"x"', "1e999", "[]"])
def test_a_border_that_no_drawing_survives(cast: Cast, hier: Gemeente, fout: str) -> None:
    with pytest.raises(RefusedError, match="geen plek"):
        _lever(cast, hier, "k.geojson", _kaart(("BU05750101", 5.0)).replace(b"[6.0, 52]", f"[{fout}, 52]".encode()))
