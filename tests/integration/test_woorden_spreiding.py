"""The table of figures and the explorer count the ordinary movement between years, as the words of a plan do."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from kompas.analyse.queries import Cijferrij, cijfertabel
from kompas.analyse.queries.duiden import batterij_over, feiten_over, spreiding_over
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
        assert "gewone schommeling" not in kaal.toelichting
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
