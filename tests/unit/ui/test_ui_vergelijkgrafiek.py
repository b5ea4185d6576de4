"""Charts that put areas beside each other, and the map: honest about zero, nothing and hidden."""

import json
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from kompas.base import GeenCijfer, Periode, Waarde
from kompas.ui import thema
from kompas.ui.charts import (
    LIJNEN_MAX,
    Mijlpaal,
    Reeks,
    Staaf,
    Vlak,
    kaartgrafiek,
    kwartielen,
    staafgrafiek,
    vergelijkgrafiek,
)
from kompas.ui.charts.kaart import klassen_van, plat
from kompas.ui.charts.vergelijk import uit_elkaar
from kompas.ui.onderdelen import Tabel

TABEL = Tabel(("Gebied", "Aantal"), (("a", 1),))


def cijfer(getal: float | None, jaar: int = 2020, reden: GeenCijfer = GeenCijfer.ONTBREEKT) -> Waarde:
    gezegd = reden if getal is None else None
    return Waarde("Inbraken", Periode.jaar(jaar), "misdrijven", getal, gezegd, telling=getal)


def teksten(svg: str) -> str:
    return " ".join(ET.fromstring(svg).itertext())  # noqa: S314  (our own picture)


def test_lines_carry_name_and_figure_and_stop_at_a_gap() -> None:
    reeksen = [
        Reeks("Noordwijk", tuple(cijfer(None if j == 2017 else j - 2000, j) for j in range(2015, 2021))),
        Reeks("Nederland", tuple(cijfer(5, j) for j in range(2015, 2021))),
        Reeks("Leegte", tuple(cijfer(None, j) for j in range(2015, 2021))),
    ]
    grafiek = vergelijkgrafiek(reeksen, titel="Inbraken", tabel=TABEL)
    assert "Noordwijk  20" in teksten(grafiek.svg()) or "Noordwijk 20" in teksten(grafiek.svg())
    assert "Noordwijk: 15 in 2015, 20 in 2020." in grafiek.alt
    assert "Leegte: geen cijfers." in grafiek.alt
    stukken = {rij["stuk"] for rij in punten(grafiek.spec) if rij.get("getal", 0) > 10}
    assert len(stukken) == 2


def punten(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [rij for rijen in spec["datasets"].values() for rij in rijen if "stuk" in rij]


def test_a_break_is_named_and_cuts_every_line() -> None:
    class Breuk:
        jaar, reden = 2018, "De vragen zijn anders."

    reeksen = [Reeks(naam, tuple(cijfer(g, j) for j in range(2015, 2021))) for naam, g in (("A", 3), ("B", 9))]
    grafiek = vergelijkgrafiek(reeksen, titel="x", tabel=TABEL, breuken=[Breuk()])
    assert "anders geteld vanaf 2018" in teksten(grafiek.svg())
    assert "Vanaf 2018 is anders geteld." in grafiek.alt
    assert {rij["stuk"] for rij in punten(grafiek.spec)} == {0, 1}


def test_a_milestone_is_named_and_cuts_no_line() -> None:
    reeksen = [Reeks("A", tuple(cijfer(3, j) for j in range(2015, 2021)))]
    grafiek = vergelijkgrafiek(reeksen, titel="x", tabel=TABEL, mijlpaal=Mijlpaal(2018, "maatregel"))
    assert "maatregel" in teksten(grafiek.svg())
    assert "Aangegeven is 2018: maatregel." in grafiek.alt
    assert {rij["stuk"] for rij in punten(grafiek.spec)} == {0}
    buiten = vergelijkgrafiek(reeksen, titel="x", tabel=TABEL, mijlpaal=Mijlpaal(2035, "maatregel"))
    assert "maatregel" not in teksten(buiten.svg())


def test_no_more_lines_than_can_be_told_apart() -> None:
    reeksen = [Reeks(f"Gebied {n}", (cijfer(n, 2019), cijfer(n, 2020))) for n in range(LIJNEN_MAX + 3)]
    assert f"met {LIJNEN_MAX} lijnen" in vergelijkgrafiek(reeksen, titel="x", tabel=TABEL).alt


def test_runs_of_twelve_months_stand_in_order_of_time() -> None:
    """The run that ends in December is a calendar year too, and must not jump to the start of its year."""
    runs = [Periode.twaalf_maanden(2019 + n // 12, n % 12 + 1) for n in range(8, 18)]
    reeks = Reeks("A", tuple(Waarde("x", periode, "misdrijven", 5.0) for periode in runs))
    plekken = [rij["jaar"] for rij in punten(vergelijkgrafiek([reeks], titel="x", tabel=TABEL).spec)]
    eenmaal = list(dict.fromkeys(plekken))
    assert eenmaal == sorted(eenmaal)
    assert len(eenmaal) == 10


@pytest.mark.parametrize("plekken", [[10, 11, 12, 13], [300, 301, 299], [5], []])
def test_labels_keep_their_distance_and_stay_on_the_picture(plekken: list[float]) -> None:
    nieuw = uit_elkaar(plekken, 16, 300)
    op_volgorde = sorted(nieuw)
    assert all(b - a >= 16 - 1e-9 for a, b in pairwise(op_volgorde))
    assert all(plek <= 300 for plek in nieuw)


def test_bars_for_few_and_dots_for_many_without_those_that_have_no_figure() -> None:
    weinig = [Staaf("A", cijfer(3), True), Staaf("B", cijfer(0)), Staaf("C", cijfer(None))]
    grafiek = staafgrafiek(weinig, titel="x", tabel=TABEL)
    assert grafiek.alt.startswith("Staafgrafiek van 2 gebieden over 2020")
    assert "Van 1 gebieden is er geen cijfer." in grafiek.alt
    assert "marge (95%)" in teksten(grafiek.svg())
    veel = [Staaf(f"Gebied {n}", cijfer(n), n == 7) for n in range(60)]
    stippen = staafgrafiek(veel, titel="x", tabel=TABEL)
    assert stippen.alt.startswith("Stippen van 60 gebieden")
    assert "Gebied 7 7" in teksten(stippen.svg())
    assert "geen cijfers" in staafgrafiek([Staaf("A", cijfer(None))], titel="x", tabel=TABEL).alt


def test_quarters_of_known_figures() -> None:
    assert kwartielen([1, 2, 3, 4, 5]) == (2, 3, 4)
    assert kwartielen([7]) == (7, 7, 7)


def vierkant(code: str, x: float) -> dict[str, Any]:
    hoek = [[x, 52.0], [x + 0.1, 52.0], [x + 0.1, 52.1], [x, 52.1], [x, 52.0]]
    return {
        "type": "Feature",
        "properties": {"statcode": code},
        "geometry": {"type": "Polygon", "coordinates": [hoek]},
    }


def test_the_map_shows_zero_nothing_and_hidden_each_in_its_own_dress() -> None:
    geojson = {"features": [vierkant(f"GM000{n}", 4 + n / 10) for n in range(6)] + [vierkant("GM9999", 5)]}
    waarden = [cijfer(0), cijfer(4), cijfer(9), cijfer(None), cijfer(None, reden=GeenCijfer.ONDERDRUKT), cijfer(9)]
    vlakken = [Vlak(f"GM000{n}", f"Gebied {n}", waarde, n == 1) for n, waarde in enumerate(waarden)]
    grafiek = kaartgrafiek(vlakken, geojson, titel="x", tabel=TABEL)
    lagen = [inhoud["features"] for inhoud in grafiek.spec["datasets"].values() if isinstance(inhoud, dict)]
    getekend = max(lagen, key=len)
    kleuren = [f["properties"]["kleur"] for f in getekend]
    assert len(getekend) == 6
    assert len({kleuren[0], kleuren[1], kleuren[2], kleuren[3], kleuren[4]}) == 5
    assert kleuren[2] == kleuren[5]
    assert kleuren[0] == thema.token("--kompas-grafiek-papier")
    legenda = teksten(grafiek.svg())
    assert all(woord in legenda for woord in ("0 (nul)", "ontbreekt", "onderdrukt"))
    assert "Hoogste: Gebied 5 9" in grafiek.alt or "Hoogste: Gebied 2 9" in grafiek.alt
    assert "Van 2 gebieden is er geen cijfer." in grafiek.alt


def test_equal_figures_never_fall_in_two_classes() -> None:
    klassen = klassen_van([cijfer(getal) for getal in (0, 1, 1, 1, 1, 1, 1, 1, 2, 3)])
    assert [(klasse.van, klasse.tot) for klasse in klassen] == [(1, 1), (2, 3)]
    assert klassen_van([cijfer(0), cijfer(None)]) == ()


def test_a_map_of_other_areas_says_so() -> None:
    grafiek = kaartgrafiek([Vlak("BU1", "Buurt", cijfer(1))], {"features": []}, titel="x", tabel=TABEL)
    assert "geen cijfers om te tekenen" in teksten(grafiek.svg())


def test_the_plane_keeps_the_shape() -> None:
    """A degree of longitude is 0.613 of a degree of latitude at 52.2 north."""
    plaat = plat({"type": "Polygon", "coordinates": [[[5.0, 52.0], [6.0, 52.0], [6.0, 53.0], [5.0, 52.0]]]})
    (x0, _), (x1, y1), (_, y2), _ = plaat["coordinates"][0]
    assert (x1 - x0) / (y2 - y1) == pytest.approx(0.613, abs=0.001)


def test_same_figures_same_bytes() -> None:
    vlakken = [Vlak("GM0001", "A", cijfer(1))]
    een, twee = (kaartgrafiek(vlakken, {"features": [vierkant("GM0001", 4)]}, titel="x", tabel=TABEL) for _ in "12")
    assert een.svg() == twee.svg()
    assert json.dumps(een.spec) == json.dumps(twee.spec)
