"""Borders, area tables, road accidents and liveability from services on loopback; counts held against plain Python."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.servers.kaartdiensten import AFLOPEN, Kaartstand, buurtvakken, gemeentevakken, sluit_aan
from tests.servers.odata import Bronserver

from kompas.base import RefusedError
from kompas.data.groepen import groepen_van, open_indeling
from kompas.data.kaarten import bewaar_kaart, open_kaart
from kompas.data.levering import BLANCO, Levering
from kompas.data.sources.gebieden import haal_indelingen
from kompas.data.sources.grenzen import haal_grenzen
from kompas.data.sources.leefbaarheid import haal_leefbaarheid
from kompas.data.sources.ongevallen import haal_ongevallen
from kompas.data.sources.ophalen import Beleid, Bronadressen, Verbinding
from kompas.data.sources.rijksdriehoek import naar_rd

KATWIJK = "GM0537"
LIJN = Callable[[str], Verbinding]


@pytest.fixture
def stand(bronserver: Bronserver) -> Kaartstand:
    return sluit_aan(bronserver)


@pytest.fixture
def lijn(bronserver: Bronserver, stand: Kaartstand) -> Iterator[LIJN]:  # noqa: ARG001 - the services must be there
    """A connection to one of the services that gives up quickly."""
    open_lijnen = []

    def maak(dienst: str) -> Verbinding:
        adressen = Bronadressen.lees(bronserver.adressen)
        open_lijnen.append(Verbinding(adressen.voor(dienst), 1, Beleid(pogingen=2, eerste_pauze=0.01)))
        return open_lijnen[-1]

    yield maak
    for verbinding in open_lijnen:
        verbinding.sluit()


@pytest.fixture
def kaartmap(tmp_path: Path, lijn: LIJN) -> Path:
    haal_grenzen(tmp_path, gemeenten=[KATWIJK], jaar=2026, verbinding=lijn("pdok"))
    return tmp_path


def cijfers(levering: Levering) -> dict[tuple[str, str, str], float | None]:
    tabel = pq.read_table(levering.delen[0]).to_pydict()
    sleutels = zip(tabel["gebied"], tabel["code"], tabel["periode"], strict=True)
    assert all(
        (waarde is None) == (vlag == BLANCO) for waarde, vlag in zip(tabel["waarde"], tabel["vlag"], strict=True)
    )
    return dict(zip(sleutels, tabel["waarde"], strict=True))


def inhoud(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in sorted(map_.rglob("*")) if pad.is_file()}


def test_known_points_in_the_dutch_grid() -> None:
    """Amersfoort, Westertoren, Martinitoren: published in both systems."""
    graden = np.array([[5.38720621, 52.15517440], [4.88352559, 52.37453253], [6.56820053, 53.21938317]])
    assert naar_rd(graden) == pytest.approx(
        np.array([[155000, 463000], [120700.723, 487525.502], [233883.131, 582065.168]]), abs=0.01
    )


def test_borders_of_one_municipality_follow_the_pages(kaartmap: Path, bronserver: Bronserver) -> None:
    gemeenten, buurten = open_kaart(kaartmap, "GM"), open_kaart(kaartmap, "BU")
    assert gemeenten is not None
    assert buurten is not None
    assert len(gemeenten.geojson["features"]) == sum(1 for _ in gemeentevakken())
    katwijk = next(gemeente for gemeente, _ in gemeentevakken() if gemeente.code == KATWIJK)
    assert [f["properties"]["statcode"] for f in buurten.geojson["features"]] == [
        code for code, _ in sorted(katwijk.gebieden()) if code.startswith("BU")
    ]
    vragen = [verzoek.vraag for verzoek in bronserver.verzoeken if "buurt" in verzoek.pad]
    assert all("bbox" in vraag for vraag in vragen), "not the borders of the whole country for one municipality"


def test_a_second_municipality_joins_the_map(kaartmap: Path, lijn: LIJN) -> None:
    haal_grenzen(kaartmap, gemeenten=["GM0575"], jaar=2026, verbinding=lijn("pdok"))
    kaart = open_kaart(kaartmap, "WK")
    assert kaart is not None
    assert {feature["properties"]["gm_code"] for feature in kaart.geojson["features"]} == {KATWIJK, "GM0575"}


@pytest.mark.parametrize("alle_jaren", [False, True])
def test_in_january_the_map_of_last_year_counts(
    tmp_path: Path, lijn: LIJN, stand: Kaartstand, alle_jaren: bool
) -> None:
    stand.kaartjaar, stand.alle_jaren = 2026, alle_jaren
    [kaart] = haal_grenzen(tmp_path, ["GM"], jaar=2027, verbinding=lijn("pdok"))
    assert kaart.jaar == 2026


def test_no_map_for_years_is_an_error(tmp_path: Path, lijn: LIJN, stand: Kaartstand) -> None:
    stand.kaartjaar = 2020
    with pytest.raises(RefusedError, match=r"PDOK heeft geen grenzen van gemeenten van 2026.*er is niets veranderd"):
        haal_grenzen(tmp_path, ["GM"], jaar=2026, verbinding=lijn("pdok"))
    assert inhoud(tmp_path) == {}


def test_a_next_page_elsewhere_is_asked_here(tmp_path: Path, lijn: LIJN, stand: Kaartstand) -> None:
    """The address of the next page names another machine: its question is asked of the service that we know."""
    stand.verkeerde_gastheer = True
    [_, wijken] = haal_grenzen(tmp_path, ["GM", "WK"], jaar=2026, verbinding=lijn("pdok"))
    assert len(wijken.geojson["features"]) == sum(gemeente.wijken for gemeente, _ in gemeentevakken())


def test_accidents_are_counted_inside_the_borders(kaartmap: Path, lijn: LIJN) -> None:
    """Oracle: how many lie in a buurt follows from its code; the municipality is their sum."""
    levering = haal_ongevallen(
        kaartmap, kaartmap / "werk", [KATWIJK], jaren=[2022, 2023, 2024, 2025], verbinding=lijn("bron")
    )
    assert levering.perioden == ("2022JJ00", "2023JJ00", "2024JJ00"), "2025 is not there yet"
    verwacht: Counter[tuple[str, str, str]] = Counter()
    gemeente, vak = next((g, v) for g, v in gemeentevakken() if g.code == KATWIJK)
    for jaar in (2022, 2023, 2024):
        for code, _, wijk, _ in buurtvakken(gemeente, vak):
            for volg in range(zlib.crc32(f"{code}{jaar}".encode()) % 4):
                afloop = {"U": "schade", "L": "letsel", "D": "dodelijk"}[AFLOPEN[volg][0]]
                for gebied in (code, KATWIJK, f"WK0537{wijk:02d}"):
                    verwacht[gebied, afloop, f"{jaar}JJ00"] += 1
                    verwacht[gebied, "ongevallen", f"{jaar}JJ00"] += 1
    gevonden = cijfers(levering)
    assert {sleutel: waarde for sleutel, waarde in gevonden.items() if waarde} == dict(verwacht)
    assert len(gevonden) == levering.aantal, "an area without accidents has zeros"
    assert Levering.lees(levering.map) == levering


def test_an_accident_that_comes_twice_counts_once(kaartmap: Path, lijn: LIJN, stand: Kaartstand) -> None:
    goed = cijfers(haal_ongevallen(kaartmap, kaartmap / "a", [KATWIJK], jaren=[2024], verbinding=lijn("bron")))
    stand.dubbel = True
    dubbel = cijfers(haal_ongevallen(kaartmap, kaartmap / "b", [KATWIJK], jaren=[2024], verbinding=lijn("bron")))
    assert dubbel == goed


@pytest.mark.parametrize(
    ("mankement", "klacht"),
    [
        ({"verlies": 3}, r"gaf \d+ van \d+ gevallen en hield toen op"),
        ({"vreemde_afloop": True}, "heeft afloop 'Onbekend'"),
        ({"graden": True}, r"ligt buiten Nederland|geen ongevallen"),
        ({"ongevaljaren": ()}, "geen ongevallen van deze jaren"),
        ({"kapot": True}, "antwoord dat niet heel is"),
    ],
)
def test_what_is_wrong_with_accidents_is_said(
    kaartmap: Path, lijn: LIJN, stand: Kaartstand, mankement: dict[str, object], klacht: str
) -> None:
    for naam, waarde in mankement.items():
        setattr(stand, naam, waarde)
    gemeenten = () if "graden" in mankement else [KATWIJK]
    voor = inhoud(kaartmap)
    with pytest.raises(RefusedError, match=klacht):
        haal_ongevallen(kaartmap, kaartmap / "werk", gemeenten, jaren=[2024], verbinding=lijn("bron"))
    assert inhoud(kaartmap) == voor


def test_accidents_without_a_map_say_what_to_do(tmp_path: Path, lijn: LIJN) -> None:
    with pytest.raises(RefusedError, match="Haal eerst de grenzen op"):
        haal_ongevallen(tmp_path, tmp_path / "werk", [KATWIJK], verbinding=lijn("bron"))


def test_liveability_of_one_municipality(tmp_path: Path, lijn: LIJN) -> None:
    levering = haal_leefbaarheid(tmp_path, [KATWIJK], jaren=range(2014, 2027, 2), verbinding=lijn("leefbaarometer"))
    assert levering.perioden == ("2018JJ00", "2020JJ00", "2022JJ00", "2024JJ00")
    assert {gebied.gemeente for gebied in levering.gebieden} == {KATWIJK}
    gevonden = cijfers(levering)
    klasse = 1 + zlib.crc32(b"GM05372024") % 9
    assert gevonden[KATWIJK, "klasse", "2024JJ00"] == klasse
    assert gevonden[KATWIJK, "afwijking", "2024JJ00"] == pytest.approx((klasse - 5) / 20)
    assert None in {waarde for (gebied, code, _), waarde in gevonden.items() if code == "klasse" and gebied[:2] == "BU"}


def test_liveability_of_nobody(tmp_path: Path, lijn: LIJN) -> None:
    with pytest.raises(RefusedError, match="geen cijfers van deze gemeente"):
        haal_leefbaarheid(tmp_path, ["GM9999"], jaren=[2024], verbinding=lijn("leefbaarometer"))


def test_area_table_gives_groups(tmp_path: Path, bronserver: Bronserver) -> None:
    [indeling] = haal_indelingen(tmp_path, adressen=Bronadressen.lees(bronserver.adressen))
    groepen = {groep.soort: groep for groep in groepen_van(tmp_path, KATWIJK)}
    assert (groepen["RE"].key, groepen["PV"].key) == ("RE06", "PV28")
    assert KATWIJK in groepen["GG"].leden
    alle = [gemeente for groep in indeling.groepen if groep.soort == "PV" for gemeente in groep.leden]
    assert len(alle) == len(set(alle)) == sum(1 for _ in gemeentevakken())
    assert open_indeling(tmp_path, 2015) == indeling, "the oldest there is, when nothing is older"


def test_a_damaged_group_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "groepen").mkdir()
    (tmp_path / "groepen/2026-0123456789abcdef.json").write_text("{")
    with pytest.raises(RefusedError, match=r"deze indeling is beschadigd\. Haal de gebieden opnieuw op"):
        groepen_van(tmp_path, KATWIJK)


def test_real_borders_place_real_points(testdata: Path, tmp_path: Path) -> None:
    """The town halls of Noordwijk and Westland lie in their municipalities."""
    from kompas.data.sources.ongevallen import Vlakken

    bewaar_kaart(tmp_path, "GM", 2024, (testdata / "data/geo/gemeenten_2024.geojson").read_bytes())
    kaart = open_kaart(tmp_path, "GM")
    assert kaart is not None
    vlakken = Vlakken.van(kaart.geojson["features"], ())
    punten = naar_rd(np.array([[4.4467, 52.2400], [4.2190, 51.9980], [2.0, 52.0]]))
    assert vlakken.waarin(punten) == ["GM0575", "GM1783", ""]
