"""The table of figures and the explorer count the ordinary movement between years, as the words of a plan do."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from kompas.analyse.queries import Cijferrij, cijfertabel
from kompas.analyse.queries.duiden import batterij_over, feiten_over, spreiding_over
from kompas.analyse.queries.woorden import spreiding_van
from kompas.base import Refused
from kompas.core.models import Gemeente
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.stats.duiding import Verschil
from kompas.stats.verandering import Zekerheid

pytestmark = pytest.mark.django_db
JAREN = [f"{jaar}JJ00" for jaar in range(2014, 2025)]


def _lijst(map_: Path, bron: str, tabel: str, code: str, gebieden: dict[str, list[int]]) -> Path:
    inhoud = {
        "kompas_cijfers": 1, "titel": bron, "bron": bron, "tabel": tabel, "opgehaald": "2025-02-01",
        "indeling": 2024, "perioden": JAREN, "namen": {gebied: f"Plek {gebied}" for gebied in gebieden},
        "reeksen": [{"code": code, "gebieden": gebieden}],
    }  # fmt: skip
    pad = map_ / f"{bron}.yaml"
    pad.write_text(yaml.safe_dump(inhoud), encoding="utf-8")
    return pad


def _cijfers(map_: Path, aantal: int) -> Cijfers:
    """Municipalities whose counts vary far more from year to year than chance; Noordwijk fell by a third."""
    map_.mkdir(exist_ok=True)
    rng = np.random.default_rng(9)
    codes = ["GM0575", *(f"GM{nummer}" for nummer in range(9001, 9000 + aantal))]
    schommel = rng.gamma(8.0, 1 / 8.0, (aantal, len(JAREN)))
    inbraken = {code: rng.poisson(100 * rij).tolist() for code, rij in zip(codes, schommel, strict=True)}
    inbraken["GM0575"] = [*[100, 96, 104] * 3, 98, 66]
    inwoners = {code: [40_000] * len(JAREN) for code in codes}
    lees_bestanden(
        map_ / "cijfers",
        [
            _lijst(map_, "politie-misdrijven", "47018NED", "1.1.1", inbraken),
            _lijst(map_, "cbs-bevolking", "70072ned", "inwoners", inwoners),
        ],
    )
    return open_cijfers(map_ / "cijfers")


def _rij(gemeente: Gemeente, cijfers: Cijfers) -> Cijferrij:
    return next(
        rij for rij in cijfertabel(gemeente, cijfers).rijen if rij.definitie and rij.definitie.key == "woninginbraak"
    )


def test_what_chance_alone_calls_certain_is_not_where_years_vary_more(hier: Gemeente, tmp_path: Path) -> None:
    met, zonder = _cijfers(tmp_path / "veel", 40), _cijfers(tmp_path / "een", 1)
    try:
        schommelt, kaal = _rij(hier, met).verandering, _rij(hier, zonder).verandering
        assert schommelt is not None
        assert kaal is not None
        assert kaal.zekerheid is Zekerheid.ZEKER
        assert schommelt.zekerheid is Zekerheid.NIET_TE_ZEGGEN
        assert "gewone schommeling tussen jaren" in schommelt.toelichting
        # Alone, its own years tell how it varies: hardly more than chance.
        alleen = spreiding_over(zonder, zonder.definitie("woninginbraak"), "GM0575")
        samen = spreiding_over(met, met.definitie("woninginbraak"), "GM0575")
        assert alleen is not None
        assert samen is not None
        assert alleen.phi(100.0) < 2
        assert samen.phi(100.0) > 5
    finally:
        met.close()
        zonder.close()


def test_the_table_tests_as_the_pages_of_a_plan_do(hier: Gemeente, tmp_path: Path) -> None:
    """The same spread, the same p: a word does not change because another page asks for it."""
    cijfers = _cijfers(tmp_path, 40)
    try:
        for key in ("woninginbraak", "woninginbraak-per-1000"):
            definitie = cijfers.definitie(key)
            licht = spreiding_over(cijfers, definitie, "GM0575")
            paneel = cijfers.paneel(key)
            assert not isinstance(paneel, Refused)
            zwaar = batterij_over(cijfers, paneel, definitie.per and float(definitie.per))
            assert not isinstance(zwaar, Refused)
            assert licht == zwaar.jaarspreiding
        verschil = next(feit for feit in feiten_over(cijfers, "woninginbraak", "GM0575").feiten
                        if isinstance(feit, Verschil))  # fmt: skip
        rij = _rij(hier, cijfers)
        assert rij.verandering is not None
        assert rij.verandering.p == pytest.approx(verschil.p, rel=1e-9)
    finally:
        cijfers.close()


def test_a_country_has_only_its_own_years_to_tell_how_it_varies(tmp_path: Path) -> None:
    """With a hundred thousand incidents chance is nothing, and every year would be certain; beside others it is not."""
    reeks = [100_000, 96_000, 103_000, 99_000, 94_000, 101_000, 97_000, 104_000, 98_000, 95_000, 101_500]
    inwoners = {"NL": [17_000_000] * len(JAREN)}
    lees_bestanden(
        tmp_path / "cijfers",
        [
            _lijst(tmp_path, "politie-misdrijven", "47018NED", "1.1.1", {"NL": reeks}),
            _lijst(tmp_path, "cbs-bevolking", "70072ned", "inwoners", inwoners),
        ],
    )
    cijfers = open_cijfers(tmp_path / "cijfers")
    try:
        for key in ("woninginbraak", "woninginbraak-per-1000"):
            gevonden = feiten_over(cijfers, key, "NL")
            verschil = next((feit for feit in gevonden.feiten if isinstance(feit, Verschil)), None)
            assert verschil is not None, (key, gevonden.feiten)
            assert verschil.p_los is not None
            assert verschil.p_los < 1e-6
            assert verschil.p > 0.2
            definitie = cijfers.definitie(key)
            assert gevonden.spreiding == spreiding_over(cijfers, definitie, "NL")
            explorer = spreiding_van(cijfers, definitie, "NL")
            assert explorer is not None
            assert explorer(100_000.0) > 20
        kort = feiten_over(cijfers, "woninginbraak", "NL", tot=2019)
        assert next(feit for feit in kort.feiten if isinstance(feit, Verschil)).p_los is None
    finally:
        cijfers.close()
