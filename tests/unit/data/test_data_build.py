"""Builds: same input same bytes, revisions told, switched in one step, old ones kept, one builder."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kompas.base import Periode, RefusedError
from kompas.data import open_cijfers
from kompas.data.build import Opgave, Opslag, controle, lees_bestanden

LIJST = """kompas_cijfers: 1
titel: Proef
bron: {bron}
tabel: {tabel}
opgehaald: 2024-02-01
voorbeeld: {voorbeeld}
perioden: [2018, 2019]
reeksen:
  - code: "{code}"
    gebieden: {{GM0575: [{cijfers}]}}
"""
Maak = Callable[[str, str | bytes], Path]
Vingerafdruk = Callable[[Path], dict[str, str]]


def lijst(cijfers: str, bron: str = "politie-misdrijven", code: str = "1.1.1", *, voorbeeld: bool = False) -> str:
    tabel = "47018NED" if bron == "politie-misdrijven" else "70072ned"
    return LIJST.format(cijfers=cijfers, bron=bron, code=code, tabel=tabel, voorbeeld=str(voorbeeld).lower())


def getal(map_: Path, jaar: int, build: str = "") -> float | None:
    cijfers = open_cijfers(map_, build=build)
    uit = cijfers.waarde("woninginbraak", "GM0575", Periode.jaar(jaar)).getal
    cijfers.close()
    return uit


def test_same_input_same_build(tmp_path: Path, voorbeeldbestanden: list[Path], voorbeeldmap: Path) -> None:
    verslag = lees_bestanden(tmp_path, reversed(voorbeeldbestanden))
    eerste, tweede = Opslag(voorbeeldmap), Opslag(tmp_path)
    assert verslag.build_id == eerste.actief == tweede.actief
    hashes = [opslag.manifest(verslag.build_id).bestanden for opslag in (eerste, tweede)]
    assert hashes[0]["feiten.parquet"] == hashes[1]["feiten.parquet"]
    assert hashes[0]["gebieden.parquet"] == hashes[1]["gebieden.parquet"]


def test_reading_again_changes_nothing(
    tmp_path: Path, voorbeeldbestanden: list[Path], voorbeeldmap: Path, vingerafdruk: Vingerafdruk
) -> None:
    shutil.copytree(voorbeeldmap, tmp_path / "c")
    eerst = vingerafdruk(tmp_path / "c")
    verslag = lees_bestanden(tmp_path / "c", voorbeeldbestanden)
    assert not verslag.is_nieuw
    assert (verslag.nieuw, verslag.gewijzigd) == (0, 0)
    assert vingerafdruk(tmp_path / "c") == eerst


def test_a_revision_is_told_and_the_old_build_stays(tmp_path: Path, maak: Maak) -> None:
    map_ = tmp_path / "c"
    eerste = lees_bestanden(map_, [maak("a.yaml", lijst("69, 78"))])
    tweede = lees_bestanden(map_, [maak("b.yaml", lijst("69, 80"))])
    [bestand] = tweede.bestanden
    assert (bestand.nieuw, bestand.gewijzigd, bestand.ongewijzigd) == (0, 1, 1)
    [wijziging] = bestand.wijzigingen
    assert (wijziging.gebied, wijziging.periode, wijziging.oud, wijziging.nieuw) == ("GM0575", "2019JJ00", 78, 80)
    assert tweede.vorige_build == eerste.build_id
    assert getal(map_, 2019) == 80
    assert getal(map_, 2019, eerste.build_id) == 78
    assert [m.build_id for m in Opslag(map_).manifesten()] == [eerste.build_id, tweede.build_id]


def test_back_to_an_earlier_state_is_the_earlier_build(tmp_path: Path, maak: Maak) -> None:
    map_ = tmp_path / "c"
    eerste = lees_bestanden(map_, [maak("a.yaml", lijst("69, 78"))])
    lees_bestanden(map_, [maak("b.yaml", lijst("69, 80"))])
    Opslag(map_).maak_actief(eerste.build_id)
    assert getal(map_, 2019) == 78


def test_manifest_accounts_for_raw_and_built_files(tmp_path: Path, maak: Maak) -> None:
    bron = maak("a.yaml", lijst("69, 78"))
    verslag = lees_bestanden(tmp_path / "c", [bron], klok=lambda: datetime(2024, 3, 1, tzinfo=UTC))
    opslag = Opslag(tmp_path / "c")
    manifest = opslag.manifest(verslag.build_id)
    [raw] = manifest.bronbestanden
    assert (raw["naam"], raw["rijen"], raw["afgekeurd"], raw["bytes"]) == ("a.yaml", 2, 0, bron.stat().st_size)
    assert len(raw["sha256"]) == 64
    assert set(manifest.bestanden) == {"feiten.parquet", "gebieden.parquet", "cijfers.duckdb"}
    assert manifest.gemaakt.startswith("2024-03-01")
    assert manifest.tabellen == {"47018NED": 2}
    assert opslag.beschadigd(verslag.build_id) == ()


def test_a_touched_build_is_noticed(tmp_path: Path, maak: Maak) -> None:
    verslag = lees_bestanden(tmp_path / "c", [maak("a.yaml", lijst("69, 78"))])
    opslag = Opslag(tmp_path / "c")
    with (opslag.pad(verslag.build_id) / "feiten.parquet").open("ab") as bestand:
        bestand.write(b"x")
    assert opslag.beschadigd(verslag.build_id) == ("feiten.parquet",)


@pytest.mark.parametrize("stap", ["samengevoegd", "gebouwd"])
def test_a_crash_leaves_the_old_build_active(
    tmp_path: Path, maak: Maak, monkeypatch: pytest.MonkeyPatch, vingerafdruk: Vingerafdruk, stap: str
) -> None:
    map_ = tmp_path / "c"
    lees_bestanden(map_, [maak("a.yaml", lijst("69, 78"))])
    eerst = vingerafdruk(map_)

    def breek(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(controle, stap, breek)
    with pytest.raises(KeyboardInterrupt):
        lees_bestanden(map_, [maak("b.yaml", lijst("69, 80"))])
    assert vingerafdruk(map_) == eerst
    monkeypatch.undo()
    lees_bestanden(map_, [maak("b.yaml", lijst("69, 80"))])
    assert getal(map_, 2019) == 80


def test_a_killed_builder_leaves_rubbish_that_the_next_one_clears(tmp_path: Path, maak: Maak) -> None:
    map_ = tmp_path / "c"
    (map_ / "werk").mkdir(parents=True)
    (map_ / "werk" / "werk.duckdb").write_text("half")
    halve = map_ / "builds" / "0123456789abcdef"
    halve.mkdir(parents=True)
    lees_bestanden(map_, [maak("a.yaml", lijst("69, 78"))])
    assert not (map_ / "werk").exists()
    assert getal(map_, 2019) == 78
    assert len(Opslag(map_).manifesten()) == 1


def test_killed_just_before_the_switch(tmp_path: Path, maak: Maak) -> None:
    """A process that dies with its build finished but not active: the old figures stand, the lock is free."""
    map_ = tmp_path / "c"
    eerste = lees_bestanden(map_, [maak("a.yaml", lijst("69, 78"))])
    bron = maak("b.yaml", lijst("69, 80"))
    programma = (
        "import os, sys\nfrom kompas.data.build import Opslag, lees_bestanden\n"
        "Opslag.maak_actief = lambda *_: os._exit(9)\nlees_bestanden(sys.argv[1], [sys.argv[2]])\n"
    )
    proces = subprocess.run([sys.executable, "-c", programma, str(map_), str(bron)], check=False)
    assert proces.returncode == 9
    assert Opslag(map_).actief == eerste.build_id
    assert getal(map_, 2019) == 78
    assert lees_bestanden(map_, [bron]).is_nieuw
    assert getal(map_, 2019) == 80


def test_one_builder_at_a_time(tmp_path: Path, maak: Maak) -> None:
    bron = maak("a.yaml", lijst("69, 78"))
    with Opslag(tmp_path / "c").bouwer(), pytest.raises(RefusedError, match="al cijfers ingelezen"):
        lees_bestanden(tmp_path / "c", [bron])
    assert lees_bestanden(tmp_path / "c", [bron]).is_nieuw


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_the_lock_is_free_although_a_forked_process_lives(tmp_path: Path) -> None:
    programma = (
        "import os, sys, time\nfrom pathlib import Path\nfrom kompas.data.build import Opslag\n"
        "opslag = Opslag(Path(sys.argv[1]))\n"
        "with opslag.bouwer():\n    kind = os.fork()\n    if not kind:\n        time.sleep(60)\n        os._exit(0)\n"
        "try:\n    with opslag.bouwer():\n        pass\nfinally:\n    os.kill(kind, 9)\n"
    )
    subprocess.run([sys.executable, "-c", programma, str(tmp_path)], check=True)


def test_an_example_never_replaces_a_real_figure(tmp_path: Path, maak: Maak) -> None:
    map_ = tmp_path / "c"
    echt, voorbeeld = maak("a.yaml", lijst("69, 78")), maak("b.yaml", lijst("1, 2", voorbeeld=True))
    lees_bestanden(map_, [echt])
    verslag = lees_bestanden(map_, [voorbeeld])
    assert (verslag.gewijzigd, getal(map_, 2019)) == (0, 78)


def test_a_real_figure_takes_the_place_of_an_equal_example(tmp_path: Path, maak: Maak) -> None:
    map_ = tmp_path / "c"
    lees_bestanden(map_, [maak("b.yaml", lijst("69, 78", voorbeeld=True))])
    verslag = lees_bestanden(map_, [maak("a.yaml", lijst("69, 78"))])
    assert (verslag.nieuw, verslag.gewijzigd) == (0, 0)
    herkomst = open_cijfers(map_).waarde("woninginbraak", "GM0575", Periode.jaar(2019)).herkomst
    assert "Voorbeeldcijfer" not in herkomst.toelichting


def test_null_is_not_zero(tmp_path: Path, maak: Maak) -> None:
    rijen = [{"SoortMisdrijf": "1.1.1 ", "WijkenEnBuurten": "GM0575    ", "Perioden": f"{jaar}JJ00",
              "GeregistreerdeMisdrijven_1": waarde} for jaar, waarde in ((2018, None), (2019, 0))]  # fmt: skip
    lees_bestanden(tmp_path / "c", [maak("a.json", json.dumps(rijen))])
    cijfers = open_cijfers(tmp_path / "c")
    leeg, nul = (cijfers.waarde("woninginbraak", "GM0575", Periode.jaar(jaar)) for jaar in (2018, 2019))
    assert (leeg.getal, leeg.tekst) == (None, "niet gepubliceerd")
    assert "dat is geen nul" in leeg.uitleg
    assert (nul.getal, nul.tekst) == (0, "0")


def test_equal_rows_are_reported_once_counted(tmp_path: Path, maak: Maak) -> None:
    kop = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
    verslag = lees_bestanden(tmp_path / "c", [maak("a.csv", kop + "1.1.1,GM0575,2019JJ00,78\n" * 2)])
    [bestand] = verslag.bestanden
    assert (bestand.gelezen, bestand.nieuw, bestand.aantal_afgekeurd) == (2, 1, 1)
    assert bestand.afgekeurd[0].regel == 3
    assert "staat twee keer" in bestand.afgekeurd[0].reden


def test_two_files_that_contradict_each_other(tmp_path: Path, maak: Maak) -> None:
    with pytest.raises(RefusedError, match=r"a\.yaml, regel 2: .* staat ook in b\.yaml, regel 2"):
        lees_bestanden(tmp_path / "c", [maak("a.yaml", lijst("69, 78")), maak("b.yaml", lijst("69, 80"))])


def test_a_row_in_two_files_counts_once(tmp_path: Path, maak: Maak) -> None:
    een, twee = lees_bestanden(
        tmp_path / "c", [maak("a.yaml", lijst("69, 78")), maak("b.yaml", lijst("69, 78") + "# again\n")]
    ).bestanden
    assert [(b.nieuw, b.gewijzigd, b.ongewijzigd) for b in (een, twee)] == [(2, 0, 0), (0, 0, 2)]


def test_what_the_user_says_about_the_file(tmp_path: Path, maak: Maak) -> None:
    kop = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
    bron = maak("a.csv", kop + "1.1.1,GM0575,2018JJ00,69\n1.1.1,GM0575,2019JJ00,78\n")
    lees_bestanden(tmp_path / "c", [bron], opgave=Opgave(opgehaald=date(2020, 1, 15)))
    lees_bestanden(tmp_path / "d", [bron], opgave=Opgave(indeling=2024))
    een, twee = (
        open_cijfers(tmp_path / m).waarde("woninginbraak", "GM0575", Periode.jaar(2018)).herkomst for m in "cd"
    )
    assert (een.opgehaald, een.ingelezen, een.gebied_jaar) == (date(2020, 1, 15), None, 2019)
    assert (een.dagsoort, een.dag) == ("Opgehaald", date(2020, 1, 15))
    assert twee.gebied_jaar == 2024


def test_the_day_of_fetching_is_unknown_when_nobody_gave_it(tmp_path: Path, maak: Maak) -> None:
    bron = maak(
        "a.csv", "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n1.1.1,GM0575,2019JJ00,78\n"
    )
    lees_bestanden(tmp_path / "c", [bron], klok=lambda: datetime(2026, 3, 2, tzinfo=UTC))
    herkomst = open_cijfers(tmp_path / "c").waarde("woninginbraak", "GM0575", Periode.jaar(2019)).herkomst
    assert (herkomst.opgehaald, herkomst.ingelezen) == (None, date(2026, 3, 2))
    assert (herkomst.dagsoort, herkomst.dag) == ("Ingelezen op", date(2026, 3, 2))


def test_the_example_is_the_same_build_on_every_day(tmp_path: Path, voorbeeldbestanden: list[Path]) -> None:
    een, twee = (
        lees_bestanden(
            tmp_path / str(jaar), voorbeeldbestanden, klok=lambda jaar=jaar: datetime(jaar, 1, 1, tzinfo=UTC)
        )
        for jaar in (2026, 2027)
    )
    assert een.build_id == twee.build_id


STATLINE = '"Soort misdrijf";"Perioden";"Wijken en buurten";"Geregistreerde misdrijven (aantal)"\n'


def test_a_file_with_many_unknown_names_is_refused_unless_asked(tmp_path: Path, maak: Maak) -> None:
    namen = maak("namen.yaml", lijst("69, 78") + "namen: {GM0575: Noordwijk}\n")
    lees_bestanden(tmp_path / "c", [namen])
    eerst = Opslag(tmp_path / "c").actief
    rijen = [f'"1.1.1 Diefstal/inbraak woning";"{jaar}";"Noordwijk";{jaar}\n' for jaar in range(2000, 2012)]
    vreemd = [f'"1.1.1 Diefstal/inbraak woning";"{jaar}";"Utopia";1\n' for jaar in range(2000, 2020)]
    bestand = maak("statline.csv", STATLINE + "".join(rijen + vreemd))
    with pytest.raises(RefusedError) as geweigerd:
        lees_bestanden(tmp_path / "c", [bestand])
    melding = str(geweigerd.value)
    assert "20 van de 32 rijen zijn niet te gebruiken" in melding
    assert "WijkenEnBuurten.csv of RegioS.csv" in melding
    assert "--ook-onvolledig" in melding
    assert Opslag(tmp_path / "c").actief == eerst
    verslag = lees_bestanden(tmp_path / "c", [bestand], opgave=Opgave(ook_onvolledig=True))
    assert (verslag.bestanden[0].aantal_afgekeurd, verslag.nieuw) == (20, 12)
    assert Opslag(tmp_path / "c").actief == verslag.build_id


def test_a_few_unknown_names_are_only_named(tmp_path: Path, maak: Maak) -> None:
    lees_bestanden(tmp_path / "c", [maak("namen.yaml", lijst("69, 78") + "namen: {GM0575: Noordwijk}\n")])
    rij = '"1.1.1 Diefstal/inbraak woning";"2012";"{}";1\n'
    verslag = lees_bestanden(tmp_path / "c", [maak("s.csv", STATLINE + rij.format("Noordwijk") + rij.format("Utopia"))])
    assert (verslag.bestanden[0].aantal_afgekeurd, verslag.nieuw) == (1, 1)


def test_a_build_id_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is geen build"):
        Opslag(tmp_path).pad("../elders")
