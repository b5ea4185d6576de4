"""The line chart: what is drawn, what is left open, and what the words around it say."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import altair as alt
import pytest
from defusedxml.ElementTree import fromstring

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde, getal_tekst
from kompas.ui.charts import Bedoeling, Grafiek, alternatief, bevinding, lijngrafiek
from kompas.ui.charts.marge import met_toevalsmarge
from kompas.ui.charts.plaats import beste_afstand

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Breuk:
    jaar: int
    reden: str


def reeks(getallen: list[float | None], *, van: int = 2019, naam: str = "woninginbraken", decimalen: int = 0,
          eenheid: str = "", marge: float | None = None) -> tuple[Waarde, ...]:  # fmt: skip
    herkomst = Herkomst(bron="politie", tabel="47018NED", gebied_naam="Westland")
    return tuple(
        Waarde(naam, Periode.jaar(van + i), eenheid, getal, reden=None if getal is not None else GeenCijfer.ONTBREEKT,
               laag=None if marge is None or getal is None else getal - marge,
               hoog=None if marge is None or getal is None else getal + marge,
               decimalen=decimalen, herkomst=herkomst)
        for i, getal in enumerate(getallen)
    )  # fmt: skip


def rijen(grafiek: Grafiek, data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["values"] if "values" in data else grafiek.spec["datasets"][data["name"]]


def lagen(grafiek: Grafiek, soort: str) -> list[dict[str, Any]]:
    gevonden = []
    for laag in grafiek.spec["layer"]:
        mark = laag["mark"] if isinstance(laag["mark"], dict) else {"type": laag["mark"]}
        if mark["type"] == soort:
            gevonden.append({**mark, "rijen": rijen(grafiek, laag["data"])})
    return gevonden


def teksten(grafiek: Grafiek) -> set[str]:
    """Every text in the picture."""
    delen: set[str] = set()
    for laag in lagen(grafiek, "text"):
        for rij in laag["rijen"]:
            delen.add(rij["tekst"] if isinstance(rij["tekst"], str) else " ".join(rij["tekst"]))
    return delen


# The words --------------------------------------------------------------------------------------------------------

DOEL = {"streef": 3.5, "streefsoort": "hoogstens", "doeljaar": 2022}
RATE = reeks([2.25, 1.54, 1.45, 1.35, 1.01], decimalen=2)


@pytest.mark.parametrize(
    ("bedoeling", "verwacht"),
    [
        (Bedoeling(**DOEL, oordeel="behaald", peiljaar=2022), "X: doel behaald, 1,35 in 2022 (doel: hoogstens 3,5)"),
        (Bedoeling(**DOEL, oordeel="op koers"), "X: op koers, 1,01 in 2023 (doel: hoogstens 3,5)"),
        (
            Bedoeling(streef=1, streefsoort="hoogstens", oordeel="achter op koers"),
            "X: achter op koers, 1,01 in 2023 (doel: hoogstens 1)",
        ),
        (
            Bedoeling(**DOEL, oordeel="niet te zeggen", peiljaar=2021),
            "X: niet te zeggen of het doel wordt gehaald, 1,45 in 2021 (doel: hoogstens 3,5)",
        ),
        (Bedoeling(oordeel="niet te beoordelen"), "X: doel niet te beoordelen, laatste cijfer 1,01 in 2023"),
        (
            Bedoeling(streef=7.25, streefsoort="vasthouden", oordeel="behaald"),
            "X: doel behaald, 1,01 in 2023 (doel: vasthouden op 7,25)",
        ),
        (Bedoeling(**DOEL), "X: 2,25 in 2019 en 1,01 in 2023"),
        (None, "X: 2,25 in 2019 en 1,01 in 2023"),
    ],
)
def test_the_title_says_the_finding(bedoeling: Bedoeling | None, verwacht: str) -> None:
    assert bevinding("X", RATE, bedoeling) == verwacht


def test_the_title_uses_the_word_of_the_test_and_the_figures_that_were_compared() -> None:
    eerder = Waarde("x", Periode.jaren(2017, 2019), "", 229)
    later = reeks([250, 306])
    assert bevinding("X", later, verandering="zeker gestegen", vergeleken_met=eerder) == (
        "X: zeker gestegen, van 229 in 2017-2019 naar 306 in 2020"
    )
    assert bevinding("X", later, verandering="niet te zeggen", vergeleken_met=eerder) == (
        "X: niet te zeggen of er iets is veranderd, van 229 in 2017-2019 naar 306 in 2020"
    )
    # Without knowing what was compared the title claims no change.
    assert bevinding("X", later, verandering="zeker gestegen") == "X: 250 in 2019 en 306 in 2020"


def test_the_title_of_one_figure_and_of_none() -> None:
    assert bevinding("X", reeks([None, 12])) == "X: 12 in 2020"
    assert bevinding("X", reeks([None, None]), Bedoeling(oordeel="behaald")) == "X: er zijn geen cijfers"


def test_the_words_for_who_does_not_see_the_chart() -> None:
    uitgang = Waarde("x", Periode.jaar(2017), "", 3.81, decimalen=2)
    bedoeling = Bedoeling(**DOEL, oordeel="behaald", peiljaar=2022, uitgang=uitgang)
    gaten = reeks([2.25, None, 1.45, None, 1.01], decimalen=2, marge=0.25, eenheid="per 1.000 inwoners")
    assert alternatief("Woninginbraken in Westland", gaten, bedoeling, [2021]) == (
        "Lijngrafiek: Woninginbraken in Westland (per 1.000 inwoners), 2019 tot en met 2023. "
        "Eerste: 2,25 in 2019. Hoogste: 2,25 in 2019. Laagste: 1,01 in 2023. "
        "Laatste: 1,01 in 2023 (marge 0,76 tot 1,26). "
        "Uitgangswaarde: 3,81 in 2017. Doel: hoogstens 3,5 in 2022. Oordeel over 2022: behaald. "
        "Vanaf 2021 is anders geteld. Geen cijfer over 2020 en 2022."
    )
    assert alternatief("X", reeks([None])) == "Lege grafiek: X. Er zijn geen cijfers."


# The picture ------------------------------------------------------------------------------------------------------


def test_a_missing_year_stays_a_gap() -> None:
    grafiek = lijngrafiek(reeks([620, 474, None, 407, None, 406]))
    (lijn,) = lagen(grafiek, "line")
    assert [(rij["jaar"], rij["stuk"]) for rij in lijn["rijen"]] == [(2019, 0), (2020, 0), (2022, 1), (2024, 2)]
    assert lagen(grafiek, "point")[0]["rijen"] == lijn["rijen"]


def test_a_break_cuts_the_line_and_is_named() -> None:
    grafiek = lijngrafiek(reeks([620, 474, 463]), breuken=[Breuk(2021, "Andere grenzen."), Breuk(2019, "Eerder.")])
    assert [rij["stuk"] for rij in lagen(grafiek, "line")[0]["rijen"]] == [0, 0, 1]
    assert "anders geteld vanaf 2021" in teksten(grafiek)
    assert "anders geteld vanaf 2019" not in teksten(grafiek)
    assert grafiek.tabel.rijen[-1][-1] == "Anders geteld vanaf dit jaar: Andere grenzen."


def test_target_baseline_and_margins_lie_inside_the_plot() -> None:
    uitgang = Waarde("x", Periode.jaren(2015, 2017), "", 9.5, decimalen=1)
    grafiek = lijngrafiek(
        reeks([7, 6, 5], marge=1), streef=3.5, streefsoort="hoogstens", doeljaar=2026, uitgang=uitgang
    )
    encoding = grafiek.spec["layer"][0]["encoding"]
    assert encoding["y"]["scale"]["domain"] == [0, 10]
    assert encoding["x"]["scale"]["domain"] == [2014.5, 2026.5]
    assert {"doel in 2026: hoogstens 3,5", "uitgangswaarde 9,5"} <= teksten(grafiek)
    marges = [laag for laag in lagen(grafiek, "rule") if "laag" in laag["rijen"][0]]
    assert marges[0]["rijen"] == [{"jaar": 2019 + i, "laag": 6 - i, "hoog": 8 - i} for i in range(3)]


def test_the_picture_is_valid_vega_lite() -> None:
    uitgang = Waarde("x", Periode.jaren(2015, 2017), "", 9.5, decimalen=1)
    alles = lijngrafiek(reeks([7, None, 5], marge=1), uitgang=uitgang, breuken=[Breuk(2021, "Anders.")], **VOORBEELD)
    for grafiek in (alles, lijngrafiek(reeks([3]), smal=True), lijngrafiek(reeks([None]))):
        (alt.LayerChart if "layer" in grafiek.spec else alt.Chart).validate(grafiek.spec)


def test_a_count_and_a_rate_get_the_margin_of_chance() -> None:
    """Garwood's limits for 153 are 129,7 and 179,3 (chi-square tables), so 1,14 and 1,58 per 1.000 of 113.668."""
    rate = Waarde(
        "x", Periode.jaar(2022), "per 1.000 inwoners", 153 / 113.668, telling=153, noemer=113_668, decimalen=2
    )
    grafiek = lijngrafiek([rate])
    assert grafiek.tabel.rijen[0][2] == "1,14 tot 1,58"
    assert grafiek.alt.endswith("Laatste: 1,35 in 2022 (marge 1,14 tot 1,58).")
    assert grafiek.spec["title"]["text"] == "per 1.000 inwoners · lichte balk: marge (95%)"
    aantal = met_toevalsmarge(Waarde("x", Periode.jaar(2022), "", 153, telling=153))
    assert (aantal.laag, aantal.hoog) == (pytest.approx(129.7, abs=0.05), pytest.approx(179.3, abs=0.05))
    niets = met_toevalsmarge(Waarde("x", Periode.jaar(2022), "", 0, telling=0))
    assert (niets.laag, niets.hoog) == (0, pytest.approx(3.69, abs=0.005))


@pytest.mark.parametrize(
    "waarde",
    [
        Waarde("gemeten marge", Periode.jaar(2022), "", 7.4, laag=7.3, hoog=7.5, telling=400),
        Waarde("zonder telling", Periode.jaar(2022), "", 7.4),
        Waarde("niets per 1.000", Periode.jaar(2022), "", 0, telling=0, noemer=1000),
        Waarde("ontbreekt", Periode.jaar(2022), "", reden=GeenCijfer.ONTBREEKT, telling=3),
    ],
    ids=lambda waarde: waarde.naam,
)
def test_no_margin_is_made_up(waarde: Waarde) -> None:
    assert met_toevalsmarge(waarde) == waarde


def test_margins_can_be_left_out() -> None:
    grafiek = lijngrafiek(reeks([7, 6], marge=1), marges=False)
    assert lagen(grafiek, "rule") == []


def test_first_judged_and_last_figure_are_written_out() -> None:
    grafiek = lijngrafiek(reeks([620, 474, 463, 407]), oordeel="op koers", peiljaar=2021)
    assert {"620", "463", "407"} <= teksten(grafiek)
    assert "474" not in teksten(grafiek)


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    cijfers = reeks([7.2, 7.4, 7.3], decimalen=1, eenheid="rapportcijfer")
    assert lijngrafiek(cijfers).spec["title"]["text"] == "rapportcijfer"
    van_boven = lijngrafiek(cijfers, vanaf_nul=False)
    assert van_boven.spec["title"]["text"] == "rapportcijfer · de as begint niet bij nul"
    assert van_boven.spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == pytest.approx([6.6, 7.6])


@pytest.mark.parametrize("getallen", [[0], [0, 0], [6.6, 7.5], [1e-3, 2e-3], [18_000_000, 16_000_000], [-4, 3]])
def test_the_axis_holds_every_figure_in_round_steps(getallen: list[float]) -> None:
    y = lijngrafiek(reeks(list(getallen))).spec["layer"][0]["encoding"]["y"]
    onder, boven = y["scale"]["domain"]
    assert onder <= min(getallen) <= max(getallen) < boven
    assert 4 <= len(y["axis"]["values"]) <= 8
    assert (y["axis"]["values"][0], y["axis"]["values"][-1]) == (onder, boven)
    decimalen = int(y["axis"]["format"][2])
    labels = [round(streepje, decimalen) for streepje in y["axis"]["values"]]
    assert labels == pytest.approx(y["axis"]["values"])


def test_a_tiny_difference_looks_tiny() -> None:
    grafiek = lijngrafiek(reeks([7.4, 7.5], decimalen=1), vanaf_nul=False)
    onder, boven = grafiek.spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert boven - onder > 0.75


def test_a_percentage_keeps_its_sign() -> None:
    uitgang = Waarde("x", Periode.jaar(2018), "%", 4.5, decimalen=1)
    doel = {"streef": 4, "streefsoort": "hoogstens", "oordeel": "op koers"}
    grafiek = lijngrafiek(reeks([4.2, 4.1], decimalen=1, eenheid="%"), uitgang=uitgang, **doel)
    assert {"4,2%", "4,1%", "uitgangswaarde 4,5%", "doel: hoogstens 4%"} <= teksten(grafiek)
    assert grafiek.titel.endswith("op koers, 4,1% in 2020 (doel: hoogstens 4%)")


def test_the_baseline_is_not_written_twice() -> None:
    cijfers = reeks([37, None, None])
    grafiek = lijngrafiek(cijfers, uitgang=cijfers[0], streef=35, streefsoort="hoogstens")
    assert "uitgangswaarde 37" in teksten(grafiek)
    assert "37" not in teksten(grafiek)


@pytest.mark.parametrize(
    ("lijn", "verwacht"),
    [
        ([(0, 86), (100, 86)], 18),  # a line above: the label goes below
        ([(0, 118), (100, 118)], -14),
        ([], -14),
        ([(0, 0), (0, 300)], -14),  # far away to the left
    ],
)
def test_a_label_goes_where_it_covers_least(lijn: list[tuple[float, float]], verwacht: int) -> None:
    assert beste_afstand([lijn], (50, 100), 40, (-14, 18), 300) == verwacht


def test_a_label_stays_inside_the_plot() -> None:
    assert beste_afstand([], (50, 295), 40, (18, -14), 300) == -14


def test_without_figures_the_picture_says_so() -> None:
    grafiek = lijngrafiek(reeks([None, None]))
    assert "Er zijn geen cijfers om te tekenen." in grafiek.svg()
    assert grafiek.titel == "Woninginbraken in Westland: er zijn geen cijfers"
    assert lijngrafiek(()).titel == "Geen indicator: er zijn geen cijfers"


# The table and the source -----------------------------------------------------------------------------------------


def test_the_table_has_every_figure_and_every_reason() -> None:
    cijfers = reeks([2.25, None], decimalen=2, eenheid="per 1.000 inwoners", marge=0.5)
    tabel = lijngrafiek(cijfers).tabel
    assert tabel.kolommen == ("Jaar", "Per 1.000 inwoners", "Marge (95%)")
    assert tabel.rijen == (("2019", cijfers[0], "1,75 tot 2,75"), ("2020", cijfers[1], ""))
    assert lijngrafiek(reeks([1, 2])).tabel.kolommen == ("Jaar", "Aantal")


def test_each_source_is_named_once() -> None:
    ander = Waarde("x", Periode.jaar(2021), "", 5, herkomst=Herkomst(bron="CBS"))
    assert lijngrafiek((*reeks([1, 2]), ander)).bronregel == "Bron: politie, 47018NED; CBS."


def test_a_derived_figure_names_the_sources_of_its_parts() -> None:
    delen = (*reeks([153]), Waarde("inwoners", Periode.jaar(2019), "", 113_668, herkomst=Herkomst("CBS", "70072ned")))
    rate = Waarde("x", Periode.jaar(2019), "", 1.35, decimalen=2, herkomst=Herkomst("politie", "47018NED", delen=delen))
    assert lijngrafiek([rate]).bronregel == "Bron: politie, 47018NED; CBS, 70072ned."


# The files --------------------------------------------------------------------------------------------------------

VOORBEELD = {"streef": 150.0, "streefsoort": "hoogstens", "doeljaar": 2022, "oordeel": "behaald", "peiljaar": 2022}


def test_the_svg_is_safe_and_carries_its_words() -> None:
    grafiek = lijngrafiek(reeks([1151, 1137, 1112, 93], marge=5), titel="Minder <inbraken> & meer", **VOORBEELD)
    wortel: Element = fromstring(grafiek.svg())
    assert wortel.findtext(f"{SVG}title") == "Minder <inbraken> & meer"
    assert wortel.findtext(f"{SVG}desc") == grafiek.alt
    assert wortel.get("viewBox") == "0 0 720 400"
    for deel in wortel.iter():
        assert deel.tag.removeprefix(SVG) not in {"script", "style", "foreignObject", "image", "a"}
        assert not [naam for naam in deel.keys() if naam == "style" or naam.startswith("on") or "href" in naam]  # noqa: SIM118


def test_numbers_in_the_picture_are_dutch() -> None:
    svg = lijngrafiek(reeks([1151.5, 2137], decimalen=1)).svg()
    gevonden = set(re.findall(r">([\d.,]+)<", svg))
    assert {"1.151,5", "2.137,0", "2.000"} <= gevonden
    assert getal_tekst(2000) in gevonden


def test_the_same_figures_give_the_same_bytes() -> None:
    een, twee = (lijngrafiek(reeks([3, 2, None, 1], marge=0.5), **VOORBEELD) for _ in range(2))
    assert een.spec == twee.spec
    assert een.svg() == twee.svg()
    assert een.png(1) == twee.png(1)


def test_a_picture_for_paper_and_one_for_a_phone() -> None:
    grafiek = lijngrafiek(reeks([3, 2, 1]), smal=True, **VOORBEELD)
    assert 'viewBox="0 0 380 340"' in grafiek.svg()
    png = lijngrafiek(reeks([3, 2, 1])).png(2)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 1440


def test_the_name_of_the_target_fits_in_the_margin() -> None:
    grafiek = lijngrafiek(reeks([113_668, 115_414]), streef=115_000, streefsoort="vasthouden", doeljaar=2026)
    namen = [rij["tekst"] for laag in lagen(grafiek, "text") for rij in laag["rijen"]]
    (regels,) = {tuple(naam) for naam in namen if "115.000" in naam}
    assert regels == ("doel in 2026:", "vasthouden op", "115.000")
