"""`kompas cijfers haal` from the invented sources: fetched, in use, asked again without asking twice."""

import os
import socket
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from django.conf import LazySettings
from tests.servers.odata import Bronserver
from typer.testing import CliRunner, Result

from kompas.base import Periode, RefusedError
from kompas.cli.cijfers import app
from kompas.data import open_cijfers
from kompas.data.build import Opslag
from kompas.data.build.schijf import let_op_schijf
from kompas.data.haal import Haalwijze, haal, vind_gemeente
from kompas.data.sources.ophalen import Beleid, Bronadressen
from kompas.data.store import FeitRij, Store

KATWIJK_2019 = ("1.1.1 ", "GM0537    ", "2019JJ00")
REDEN = "is niet bereikbaar of verbreekt de verbinding"
SNEL = Beleid(pogingen=2, wachttijd=60, eerste_pauze=0.01)


def opdracht(*woorden: str) -> Result:
    kompas = typer.Typer()
    kompas.add_typer(app, name="cijfers")
    return CliRunner().invoke(kompas, ["cijfers", "haal", *woorden], env={"COLUMNS": "200"})


@pytest.fixture
def cijfermap(bronserver: Bronserver, settings: LazySettings, tmp_path: Path) -> Path:
    settings.KOMPAS_BRONADRESSEN = bronserver.adressen
    return tmp_path / "cijfers"


def test_a_name_is_enough_to_have_the_figures_in_use(bronserver: Bronserver, cijfermap: Path) -> None:
    uitkomst = opdracht("47018NED", "47025NED", "--gemeente", "Katwijk", "--map", str(cijfermap))
    assert uitkomst.exit_code == 0, uitkomst.output
    assert "47018NED (1 van 2)" in uitkomst.output
    assert "Cijfers vastgelegd als build" in uitkomst.output
    cijfers = open_cijfers(cijfermap)
    waarde = cijfers.waarde("woninginbraak", "GM0537", Periode.jaar(2019))
    tabel = bronserver.tabel("47018NED")
    assert tabel is not None
    plek = [dim.sleutels.index(sleutel) for dim, sleutel in zip(tabel.dims, KATWIJK_2019, strict=True)]
    (verwacht,) = tabel.cellen(tabel.maten[0], [np.array([nummer]) for nummer in plek])
    assert waarde.getal == verwacht
    assert waarde.bekend
    assert "47018NED" in waarde.herkomst.tabel
    assert not list((cijfermap / "ophalen").glob("*/*"))


def test_the_same_again_has_nothing_new_and_a_revision_is_seen(bronserver: Bronserver, cijfermap: Path) -> None:
    wijze = Haalwijze(Bronadressen.lees(bronserver.adressen), beleid=SNEL)
    eerst = haal(cijfermap, "", ("GM0537",), tabellen=("47025NED",), wijze=wijze)
    assert eerst.verslag is not None
    assert eerst.verslag.is_nieuw
    bronserver.wijzig("47025NED")
    later = haal(cijfermap, "", ("GM0537",), tabellen=("47025NED",), wijze=wijze)
    assert later.verslag is not None
    assert later.verslag.gewijzigd > 0
    assert later.verslag.build_id != eerst.verslag.build_id


def test_one_table_that_fails_does_not_keep_the_others_back(bronserver: Bronserver, cijfermap: Path) -> None:
    bronserver.grillen.zet(fouten=[{"soort": "404", "keer": 1000, "tabel": "47021NED", "entiteit": ""}])
    wijze = Haalwijze(Bronadressen.lees(bronserver.adressen), beleid=SNEL)
    verslag = haal(cijfermap, "", ("GM0537",), tabellen=("47021NED", "47025NED"), wijze=wijze)
    assert verslag.gehaald == ("47025NED",)
    assert [naam for naam, _ in verslag.mislukt] == ["47021NED"]
    with pytest.raises(RefusedError, match="fout 404"):
        haal(cijfermap, "", ("GM0537",), tabellen=("47021NED",), wijze=wijze)


def test_the_next_time_only_what_failed_is_asked(bronserver: Bronserver, cijfermap: Path) -> None:
    bronserver.grillen.zet(fouten=[{"soort": "404", "keer": 1000, "tabel": "47021NED", "entiteit": ""}])
    wijze = Haalwijze(Bronadressen.lees(bronserver.adressen), beleid=SNEL)
    tabellen = ("47021NED", "47025NED")
    assert haal(cijfermap, "", ("GM0537",), tabellen=tabellen, wijze=wijze).mislukt
    bronserver.grillen.zet(fouten=[])
    bronserver.verzoeken.clear()
    verslag = haal(cijfermap, "", ("GM0537",), tabellen=tabellen, wijze=wijze)
    assert verslag.gehaald == tabellen
    assert not verslag.mislukt
    assert {verzoek.pad.split("/")[4] for verzoek in bronserver.dataverzoeken} == {"47021NED"}
    assert not list((cijfermap / "ophalen").glob("*/*"))


def test_a_half_fetch_that_nobody_came_back_to_is_thrown_away(bronserver: Bronserver, cijfermap: Path) -> None:
    oud, jong = (cijfermap / "ophalen" / naam for naam in ("oud", "jong"))
    for map_ in (oud, jong):
        (map_ / "47018NED").mkdir(parents=True)
    for map_ in (oud, oud / "47018NED", jong):  # of the young one, something inside changed since
        os.utime(map_, (0, 0))
    haal(cijfermap, "", ("GM0537",), tabellen=("47025NED",), wijze=Haalwijze(Bronadressen.lees(bronserver.adressen)))
    assert not oud.exists()
    assert jong.exists()


def test_a_service_that_is_not_there_is_tried_once_and_says_so(cijfermap: Path) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        dicht = f"http://127.0.0.1:{vrij.getsockname()[1]}"  # nobody listens
        gehoord: list[str] = []
        adressen = Bronadressen.lees(f"dataderden={dicht},opendata={dicht}")
        wijze = Haalwijze(adressen, beleid=Beleid(pogingen=3, eerste_pauze=0.01), meld=gehoord.append)
        with pytest.raises(RefusedError, match="niet bereikbaar") as fout:
            haal(cijfermap, "politie", ("GM0537",), wijze=wijze)
    assert gehoord == [f"De bron 127.0.0.1 {REDEN}. We proberen het opnieuw."]
    assert str(fout.value).count("De bron") == 1


def test_a_full_disk_is_told_and_changes_nothing(bronserver: Bronserver, cijfermap: Path) -> None:
    werk = cijfermap / "ophalen" / "vol" / "47025NED"
    werk.mkdir(parents=True)
    (werk / "opdracht.json.nieuw").symlink_to("/dev/full")
    wijze = Haalwijze(Bronadressen.lees(bronserver.adressen), beleid=SNEL)
    with pytest.raises(RefusedError, match=r"De schijf met .* is vol"):
        haal(cijfermap, "", ("GM0537",), tabellen=("47025NED",), opdracht="vol", wijze=wijze)
    (werk / "opdracht.json.nieuw").unlink()
    verslag = haal(cijfermap, "", ("GM0537",), tabellen=("47025NED",), opdracht="vol", wijze=wijze)
    assert verslag.gehaald == ("47025NED",)


@pytest.mark.parametrize("wie", ["python", "duckdb", "arrow"])
def test_no_room_is_understood_from_whoever_says_it(tmp_path: Path, wie: str) -> None:
    def schrijf() -> None:
        if wie == "python":
            Path("/dev/full").write_bytes(b"x")
        elif wie == "duckdb":
            duckdb.sql("COPY (SELECT * FROM range(100000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)")
        else:
            # By name, Arrow would remove the file that it could not write: as root, the device itself.
            with Path("/dev/full").open("wb") as vol:
                pq.write_table(pa.table({"a": list(range(100_000))}), vol)

    with pytest.raises(RefusedError, match="is vol"), let_op_schijf(tmp_path):
        schrijf()
    with pytest.raises(FileNotFoundError), let_op_schijf(tmp_path):
        (tmp_path / "geen").read_bytes()


def test_a_fetch_that_was_stopped_goes_on_where_it_was(bronserver: Bronserver, cijfermap: Path) -> None:
    class AfgebrokenError(Exception): ...

    def breek_af(stand: object) -> None:
        if stand.klaar == 2:  # type: ignore[attr-defined]
            raise AfgebrokenError

    adressen = Bronadressen.lees(bronserver.adressen)
    with pytest.raises(AfgebrokenError):
        haal(cijfermap, "", ("GM0537",), tabellen=("47018NED",), wijze=Haalwijze(adressen, 1, SNEL, breek_af))
    eerst = len(bronserver.dataverzoeken)
    haal(cijfermap, "", ("GM0537",), tabellen=("47018NED",), wijze=Haalwijze(adressen, 1, SNEL))
    vragen = [verzoek.vraag["$filter"] for verzoek in bronserver.dataverzoeken]
    assert eerst >= 2
    assert len(vragen) - len(set(vragen)) <= 2  # at most what was under way


def test_municipalities_by_name(bronserver: Bronserver) -> None:
    adressen = Bronadressen.lees(bronserver.adressen)
    assert vind_gemeente(" katwijk ", adressen=adressen) == ("GM0537", "Katwijk")
    assert vind_gemeente("GM0575", adressen=adressen) == ("GM0575", "Noordwijk")
    with pytest.raises(RefusedError, match=r"Bedoelt u .*Noordwijk"):
        vind_gemeente("ordwijk", adressen=adressen)
    with pytest.raises(RefusedError, match="is geen gemeente van nu"):
        vind_gemeente("Buitenland", adressen=adressen)


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("politie",), "Geef een gemeente"),
        (("polite", "--gemeente", "GM0537"), "'polite' kan niet worden opgehaald. Bedoelt u politie?"),
        (("politie", "bevolkin", "--gemeente", "GM9999"), "'GM9999' is geen gemeente van nu"),
        (("politie", "--gemeente", "GM9999"), "'GM9999' is geen gemeente van nu"),
        (("politie", "--gemeente", "Katwijkk"), "Bedoelt u Katwijk?"),
        (("politie", "--gemeente", "GM99"), "is geen gemeente van nu"),
        (("politie", "--gemeente", "Nergenshuizen"), "is geen gemeente van nu"),
    ],
)
@pytest.mark.usefixtures("bronserver")
def test_what_cannot_be_is_told_and_changes_nothing(cijfermap: Path, woorden: tuple[str, ...], zin: str) -> None:
    uitkomst = opdracht(*woorden, "--map", str(cijfermap))
    assert uitkomst.exit_code == 1
    assert zin in uitkomst.output
    assert not list(cijfermap.rglob("*.parquet"))


@pytest.mark.usefixtures("bronserver")
def test_several_bundles_and_tables_in_one_go(cijfermap: Path) -> None:
    uitkomst = opdracht("bbv", "gezondheid", "47025NED", "--gemeente", "Katwijk", "--map", str(cijfermap))
    assert uitkomst.exit_code == 0, uitkomst.output
    tabellen = set(Opslag(cijfermap).manifest(Opslag(cijfermap).actief).kubussen)
    assert {"83648NED", "50120NED", "47025NED"} <= tabellen


def test_inhabitants_of_before_a_merger_are_those_of_all_that_merged(bronserver: Bronserver, cijfermap: Path) -> None:
    """Police figures have the boundaries of now, inhabitants those of then: Noordwijk of 2018 was two."""
    assert bronserver.tabel("70072ned")
    uitkomst = opdracht("47018NED", "70072ned", "--gemeente", "Noordwijk", "--map", str(cijfermap))
    assert uitkomst.exit_code == 0, uitkomst.output
    cijfers = open_cijfers(cijfermap)
    los = {rij.gebied: rij.waarde for code in ("GM0575", "GM0576") for rij in _inwoners(cijfermap, code, "2018JJ00")}
    assert set(los) == {"GM0575", "GM0576"}
    tempo = cijfers.waarde("woninginbraak-per-1000", "GM0575", Periode.jaar(2018))
    assert tempo.noemer == sum(aantal or 0 for aantal in los.values())
    erna = cijfers.waarde("woninginbraak-per-1000", "GM0575", Periode.jaar(2019))
    [rij] = _inwoners(cijfermap, "GM0575", "2019JJ00")
    assert (erna.noemer, rij.gebied_jaar) == (rij.waarde, 2019)


def _inwoners(cijfermap: Path, gebied: str, periode: str) -> list[FeitRij]:
    store = Store.open(cijfermap)
    assert store is not None
    return [rij for rij in store.feiten("cbs-bevolking", "inwoners", gebied) if rij.periode == periode]
