import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.breukpunten import Breuk, Breuken, breukpunt, breukpunten

Matrix = NDArray[np.float64]


def _rng(zaad: int = 1) -> np.random.Generator:
    return np.random.default_rng(zaad)


def _breuk(tellingen: object, verwacht: object = 1.0, **keuze: object) -> Breuken:
    uitkomst = breukpunt(tellingen, verwacht, rng=_rng(), **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Breuken)
    return uitkomst


def test_the_nile() -> None:
    """Cobb (1978): the flow of the Nile fell after 1898; a Poisson change of level is found in the same year."""
    nijl = [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
        781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
        744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ]  # fmt: skip
    breuken = _breuk(nijl)
    assert 1871 + breuken.periode[0] == 1899  # the first year of the new level
    assert breuken.verhouding[0] == pytest.approx(849.97 / 1097.75, abs=0.001)
    assert breuken.p[0] < 0.001


@pytest.mark.parametrize(("gemiddelde", "alpha"), [(2, 0.0), (30, 0.02), (300, 0.1)])
@pytest.mark.parametrize("perioden", [8, 14, 48])
def test_no_change_is_seldom_called_one(gemiddelde: float, alpha: float, perioden: int) -> None:
    rng = _rng(2)
    mu = gemiddelde * (rng.gamma(1 / alpha, alpha, (2000, perioden)) if alpha else np.ones((2000, perioden)))
    assert (_breuk(rng.poisson(mu)).p < 0.05).mean() < 0.075
    assert (_breuk(rng.poisson(mu), alpha=alpha).p < 0.05).mean() < 0.065


def test_a_doubling_is_found_where_it_is() -> None:
    mu = np.where(np.arange(14) < 9, 50.0, 100.0) * np.ones((500, 1))
    breuken = _breuk(_rng(3).poisson(mu))
    assert (breuken.p < 0.05).mean() > 0.95
    assert (breuken.periode == 9).mean() > 0.95
    assert np.median(breuken.verhouding) == pytest.approx(2, abs=0.05)


def test_what_is_known_is_no_change() -> None:
    """A town that doubles by a merger has twice the incidents: nothing changed."""
    omvang = np.where(np.arange(14) < 9, 10_000.0, 20_000.0)
    tellingen = _rng(4).poisson(0.005 * omvang * np.ones((500, 1)))
    assert (_breuk(tellingen, omvang).p < 0.05).mean() < 0.06


@settings(max_examples=40, deadline=None)
@given(arrays(float, (1, 10), elements=st.integers(0, 10**6)), st.floats(0.1, 1000))
def test_scale_does_not_matter(tellingen: Matrix, schaal: float) -> None:
    een, geschaald = _breuk(tellingen, alpha=0.05), _breuk(tellingen, schaal, alpha=0.05)
    assert geschaald.p == pytest.approx(een.p, nan_ok=True)
    assert geschaald.verhouding == pytest.approx(een.verhouding, nan_ok=True)


def test_several_changes() -> None:
    niveau = np.repeat([40.0, 120.0, 60.0], [20, 15, 25])
    gevonden = [breukpunten(_rng(zaad).poisson(niveau), 1.0, rng=_rng()) for zaad in range(100, 125)]
    precies = [breuken for breuken in gevonden if [breuk.periode for breuk in breuken or ()] == [20, 35]]
    assert len(precies) >= 22
    eerste = precies[0]
    assert isinstance(eerste, tuple)
    assert isinstance(eerste[0], Breuk)
    assert eerste[0].verhouding > 2
    assert eerste[1].verhouding < 0.7


def test_a_quiet_series_has_none() -> None:
    assert breukpunten(_rng(6).poisson(40, 60), 1.0, rng=_rng()) == ()
    assert breukpunten([0] * 12, 1.0, rng=_rng()) == ()
    assert breukpunten([7] * 12, 1.0, rng=_rng()) == ()


def test_series_that_only_wander_beyond_chance_seldom_have_one() -> None:
    """The spread is estimated from the same fourteen years; taken as known, one in seven had a change at 5%."""
    rng = _rng(11)
    reeksen = rng.poisson(80 * rng.gamma(1 / 0.03, 0.03, (100, 14)))
    gevonden = [breukpunten(reeks, 1.0, rng=rng, onder=0.05) for reeks in reeksen]
    assert sum(breuken != () for breuken in gevonden) <= 11


def test_nothing_counted_has_no_answer() -> None:
    breuken = _breuk(np.zeros((2, 10)))
    assert breuken.periode.tolist() == [-1, -1]
    assert np.isnan(breuken.p).all()


def test_all_equal_is_no_change() -> None:
    assert (_breuk(np.full((2, 10), 10.0**9)).p > 0.99).all()


@pytest.mark.parametrize(
    ("tellingen", "verwacht", "keuze"),
    [
        ([1, 2, 3, 4, 5], 1, {}),
        ([1, 2, 3, 4, 5, np.nan], 1, {}),
        ([1, 2, 3, 4, 5, -1], 1, {}),
        ([1, 2, 3, 4, 5, 6], 0, {}),
        ([1, 2, 3, 4, 5, 6], np.inf, {}),
        ([1, 2, 3, 4, 5, 6], 1, {"alpha": -1.0}),
        ([1, 2, 3, 4, 5, 6], 1, {"alpha": np.nan}),
        ([1, 2, 3, 4, 5, 6], 1, {"trekkingen": 10}),
    ],
)
def test_refused(tellingen: object, verwacht: object, keuze: dict[str, float]) -> None:
    assert isinstance(breukpunt(tellingen, verwacht, rng=_rng(), **keuze), Refused)  # type: ignore[arg-type]


def test_one_series_at_a_time() -> None:
    assert isinstance(breukpunten(np.ones((2, 10)), 1.0, rng=_rng()), Refused)
    assert isinstance(breukpunten([1.0, 2.0], 1.0, rng=_rng()), Refused)
