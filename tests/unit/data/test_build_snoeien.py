"""Pruning: what is in use, kept or pinned stays whole; the rest goes, with what only it used."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.factories.leveringen import maak_levering

from kompas.base import RefusedError
from kompas.data.build import (
    Opgave,
    Opslag,
    Snoeibeleid,
    lees_bestanden,
    maak_los,
    neem_leveringen,
    pin,
    pins,
    schijfgebruik,
    snoei,
    verifieer,
)
from kompas.data.store import Store

Maak = Callable[[str, str | bytes], Path]
KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
NU = datetime(2024, 2, 10, tzinfo=UTC)
STRENG = Snoeibeleid(builds=1, dagen=0)


@pytest.fixture
def map_(tmp_path: Path, maak: Maak) -> Path:
    """Six builds, one every five days: three fetches and three files in turn."""
    uit = tmp_path / "c"
    for nummer in range(6):
        dag = BEGIN + timedelta(days=5 * nummer)
        if nummer % 2:
            bron = maak(f"{nummer}.csv", KOP + f"1.1.1,GM0575,2019JJ00,{nummer}\n")
            lees_bestanden(uit, [bron], opgave=Opgave(opgehaald=dag.date()), klok=lambda dag=dag: dag)
        else:
            levering = maak_levering(
                tmp_path / f"l{nummer}", {("GM0575", "1.4.5", "2019JJ00"): nummer}, gebieden=["GM0575"],
                codes=["1.4.5"], perioden=["2019JJ00"], dag=dag.date().isoformat(),
            )  # fmt: skip
            neem_leveringen(uit, [levering], klok=lambda dag=dag: dag)
    return uit


def ids(map_: Path) -> list[str]:
    return [manifest.build_id for manifest in Opslag(map_).manifesten()]


def test_only_the_active_build_stays_and_is_whole(map_: Path) -> None:
    voor, groot = ids(map_), schijfgebruik(map_).totaal
    verslag = snoei(map_, STRENG, NU)
    assert ids(map_) == voor[-1:]
    assert verslag.builds == tuple(sorted(voor[:-1], key=voor.index))
    assert len(verslag.kubussen) == 2
    assert groot - schijfgebruik(map_).totaal == verslag.bytes > 0
    assert verifieer(map_).klopt
    assert verifieer(map_).niet_nagerekend == ""  # its raw files stay, those of the steps before it too


def test_the_history_survives(map_: Path) -> None:
    snoei(map_, STRENG, NU)
    store = Store.open(map_)
    assert store
    reeks = [store.op(date(2024, 1, dag)).feiten("politie-misdrijven", "1.4.5", "GM0575") for dag in (2, 12, 22)]
    assert [rijen[0].waarde for rijen in reeks] == [0, 2, 4]
    store.close()


def test_a_pinned_build_never_goes(map_: Path) -> None:
    vast = ids(map_)[1]
    pin(map_, vast, "voortgangsrapportage 2023 van Noordwijk", NU)
    pin(map_, vast, "voortgangsrapportage 2023 van Noordwijk", NU)
    pin(map_, vast, "raadsvraag", NU)
    verslag = snoei(map_, STRENG, NU)
    assert ids(map_) == [vast, Opslag(map_).actief]
    assert verslag.gebleven[vast] == "vastgehouden: voortgangsrapportage 2023 van Noordwijk; raadsvraag"
    assert Opslag(map_).beschadigd(vast) == ()
    assert verifieer(map_, vast).klopt
    assert maak_los(map_, vast)
    assert not maak_los(map_, vast)
    assert pins(map_) == {}
    assert snoei(map_, STRENG, NU).builds == (vast,)


@pytest.mark.parametrize(("builds", "dagen", "over"), [(3, 0, 3), (1, 20, 2), (1, 400, 6), (6, 0, 6)])
def test_the_policy(map_: Path, builds: int, dagen: int, over: int) -> None:
    snoei(map_, Snoeibeleid(builds, dagen), NU)
    assert len(ids(map_)) == over


def test_a_trial_says_it_and_does_nothing(map_: Path, vingerafdruk: Callable[[Path], dict[str, str]]) -> None:
    voor = vingerafdruk(map_)
    proef = snoei(map_, Snoeibeleid(1, 0, proef=True), NU)
    assert vingerafdruk(map_) == voor
    echt = snoei(map_, STRENG, NU)
    assert (proef.builds, proef.kubussen, proef.ruw, proef.bytes) == (echt.builds, echt.kubussen, echt.ruw, echt.bytes)


def test_an_older_build_in_use_stays(map_: Path) -> None:
    eerste = ids(map_)[0]
    Opslag(map_).maak_actief(eerste)
    verslag = snoei(map_, STRENG, NU)
    assert verslag.gebleven[eerste] == "in gebruik"
    assert Opslag(map_).beschadigd(eerste) == ()


def test_rubbish_of_a_crash_goes(map_: Path) -> None:
    for pad in ("builds/0123456789abcdef", "kubussen/47018NED/0123456789abcdef", "ruw/.nieuw-x", "proef-x"):
        (map_ / pad).mkdir(parents=True)
        (map_ / pad / "half").write_text("x")
    snoei(map_, Snoeibeleid(10, 400), NU)
    assert not list(map_.rglob("half"))
    assert len(ids(map_)) == 6


def test_nobody_prunes_while_figures_are_read(map_: Path) -> None:
    with Opslag(map_).bouwer(), pytest.raises(RefusedError, match="al cijfers ingelezen"):
        snoei(map_, STRENG, NU)


def test_disk_use_adds_up(map_: Path) -> None:
    gebruik = schijfgebruik(map_)
    assert gebruik.totaal == sum(pad.stat().st_size for pad in map_.rglob("*") if pad.is_file())
    assert set(gebruik.eigen) == set(ids(map_))
    assert min(gebruik.eigen.values()) > 0


def test_a_build_that_is_not_there_cannot_be_pinned(map_: Path) -> None:
    with pytest.raises(RefusedError, match="bestaat niet"):
        pin(map_, "0123456789abcdef", "raadsvraag")
