"""The explorer offers municipalities that look alike, and every indicator that has figures."""

from pathlib import Path

import pytest
from django.test import Client
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import Cast

from kompas.analyse.queries.gebieden import Gebieden, noem_groep
from kompas.core.cijfers import cijfermap, cijfers
from kompas.core.models import Gemeente
from kompas.data.build import lees_bestanden
from kompas.data.groepen import Groep

ADRES = "/noordwijk/cijfers/verkennen/"
INWONERS = {
    "GM0575": [43_000, 44_000],
    "GM0546": [125_000, 125_000],
    "GM0603": [47_000, 49_000],
    "GM0402": [49_000, 51_000],
}
STEDELIJK = {"GM0575": [4], "GM0546": [1], "GM0603": [2], "GM0402": [4]}


@pytest.fixture
def anna(cast: Cast, hier: Gemeente, lege_home: Path, tmp_path: Path) -> Client:  # noqa: ARG001
    lees(
        tmp_path,
        lijst({"1.1.1": {code: [10, 20] for code in INWONERS}}, jaren=(2018, 2019)),
        lijst({"inwoners": INWONERS}, bron="cbs-bevolking", tabel="70072ned", jaren=(2018, 2019)),
        lijst({"MateVanStedelijkheid": STEDELIJK}, bron="cbs-wijken-buurten", tabel="84583NED", jaren=(2019,)),
    )
    namen = tmp_path / "RegioS.csv"
    regels = [
        '"Key","Title","Description","CategoryGroupID"',
        *(f'"{code}","Plaats {code}","",""' for code in INWONERS),
    ]
    namen.write_text("\n".join(regels) + "\n")
    lees_bestanden(cijfermap(), [namen])
    return als(cast.anna)


def test_as_large_and_as_urban_by_the_newest_figures(anna: Client, hier: Gemeente) -> None:
    groepen = {groep.sleutel: groep for groep in Gebieden(cijfers(), hier).groepen}
    assert groepen["even-groot"].leden == ("GM0603",)  # the other grew out of the class
    assert groepen["even-groot"].titel == "even grote gemeenten: 20.000 tot 50.000 inwoners in 2019"
    assert groepen["even-stedelijk"].leden == ("GM0402",)
    assert groepen["even-stedelijk"].titel == "even stedelijke gemeenten: weinig stedelijk in 2019"
    pagina = anna.get(f"{ADRES}?indicator=woninginbraak&gebieden=GM0575&gebieden=even-groot&van=2019&tot=2019").text
    assert "even grote gemeenten: 20.000 tot 50.000 inwoners in 2019 (1)" in pagina
    assert "GM0603" in pagina


def test_indicators_beside_the_overview_can_be_chosen(anna: Client) -> None:
    pagina = anna.get(ADRES).text
    assert '<option value="stedelijkheid"' in pagina  # not in the overview, but there are figures
    assert '<option value="overlast-jeugd"' not in pagina  # nothing to see


@pytest.mark.parametrize(
    ("groep", "naam"),
    [
        (Groep("PV28", "Zuid-Holland (PV)", "PV", ()), "provincie Zuid-Holland"),
        (Groep("RE06", "Den Haag", "RE", ()), "politie-eenheid Den Haag"),
        (Groep("GG15", "GGD Hollands-Midden", "GG", ()), "GGD Hollands-Midden"),
        (Groep("VR16", "Hollands-Midden", "VR", ()), "veiligheidsregio Hollands-Midden"),
        (Groep("LD03", "West-Nederland (LD)", "LD", ()), "landsdeel West-Nederland"),
    ],
)
def test_a_region_says_what_it_is(groep: Groep, naam: str) -> None:
    assert noem_groep(groep) == naam


def test_a_change_stands_there_once_and_months_only_with_an_indicator(anna: Client, tmp_path: Path) -> None:
    """Three tables of the police hold the same count: one line, with the three tables."""
    for tabel in ("47018NED", "47013NED"):
        lees(tmp_path, lijst({"1.1.1": {"GM0575": [10, 21]}}, jaren=(2018, 2019), tabel=tabel))
        lees(tmp_path, lijst({"1.1.1": {"GM0575": [10, 22]}}, jaren=(2018, 2019), tabel=tabel))
    regels = [regel for regel in anna.get("/noordwijk/cijfers/herzieningen/").context["rijen"] if regel.nieuw == "22"]
    assert [(regel.oud, regel.tabellen) for regel in regels] == [("21", ("47018NED", "47013NED"))]
