"""Attacks on maps: two sizes of cells, two periods, and the total, laid side by side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.openbaarmaking import Som, bereiken
from kompas.stats.plekken import Kaart, Raster, Telling, laat_zien, tel

Rij = NDArray[np.float64]
FIJN, GROF = Raster(100.0, 0, 0, 6, 6), Raster(200.0, 0, 0, 3, 3)
K = 5


def _telling(raster: Raster, x: Rij, y: Rij) -> Telling:
    telling = tel(raster, x, y)
    assert isinstance(telling, Telling)
    return telling


def _kaart(telling: Telling, *eerder: Telling) -> Kaart:
    kaart = laat_zien(telling, K, eerder=eerder)
    assert isinstance(kaart, Kaart), kaart
    return kaart


def _punten(zaad: int, aantal: int) -> tuple[Rij, Rij]:
    rng = np.random.default_rng(zaad)
    return rng.beta(0.6, 1.5, aantal) * 600, rng.beta(0.6, 1.5, aantal) * 600


def _getoond(kaart: Kaart, raster: Raster) -> dict[int, float]:
    return dict(zip(raster.nummer(kaart.x, kaart.y).tolist(), kaart.aantal.tolist(), strict=True))


def _lek(fijn: Kaart, grof: Kaart) -> list[int]:
    """The hidden small cells that follow from a map of small and one of large cells; nought tells about nobody."""
    klein, groot = _getoond(fijn, FIJN), _getoond(grof, GROF)
    waarin = GROF.nummer(*FIJN.midden(np.arange(36))).tolist()
    sommen = [Som.precies({cel: 1.0}, getal) for cel, getal in klein.items()]
    sommen += [
        Som.precies({cel: 1.0 for cel in range(36) if waarin[cel] == groep}, getal) for groep, getal in groot.items()
    ]
    gevonden = bereiken(sommen, [cel for cel in range(36) if cel not in klein])
    assert not isinstance(gevonden, Refused)
    return [int(str(cel)) for cel, bereik in gevonden.items() if bereik.bekend and bereik.laag > 0]


@given(st.integers(0, 10_000), st.integers(1, 400))
def test_two_sizes_of_cells_do_not_give_a_hidden_one_away(zaad: int, aantal: int) -> None:
    x, y = _punten(zaad, aantal)
    fijn, grof = _telling(FIJN, x, y), _telling(GROF, x, y)
    assert not _lek(_kaart(fijn), _kaart(grof, fijn))


def test_they_would_without_looking_at_each_other() -> None:
    gelekt = 0
    for zaad in range(30):
        x, y = _punten(zaad, 250)
        gelekt += len(_lek(_kaart(_telling(FIJN, x, y)), _kaart(_telling(GROF, x, y))))
    assert gelekt > 5


@given(st.integers(0, 10_000), st.integers(5, 400), st.integers(0, 60))
def test_a_longer_period_does_not_tell_of_the_few_that_came_since(zaad: int, eerst: int, erbij: int) -> None:
    x, y = _punten(zaad, eerst + erbij)
    jaar, langer = _telling(FIJN, x[:eerst], y[:eerst]), _telling(FIJN, x, y)
    toen, nu = _getoond(_kaart(jaar), FIJN), _getoond(_kaart(langer, jaar), FIJN)
    assert not [cel for cel in nu.keys() & toen.keys() if 0 < nu[cel] - toen[cel] < K]


def test_one_hidden_cell_alone_is_not_left_to_the_total() -> None:
    """Four cells of 10, 20, 30 and 3: "3 elsewhere" would be the last one, so the 10 is hidden too."""
    raster = Raster(100.0, 0, 0, 4, 1)
    x = np.concatenate([np.linspace(5 + 100 * n, 95 + 100 * n, k) for n, k in enumerate((10, 20, 30, 3))])
    kaart = _kaart(_telling(raster, x, np.full(63, 50.0)))
    assert sorted(kaart.aantal.tolist()) == [20, 30]
    assert kaart.overig == 13


def test_an_empty_cell_needs_no_company() -> None:
    raster = Raster(100.0, 0, 0, 2, 1)
    kaart = _kaart(_telling(raster, np.linspace(5, 95, 10), np.full(10, 50.0)))
    assert kaart.aantal.tolist() == [10]


@pytest.mark.parametrize("raster", [Raster(150.0, 0, 0, 4, 4), Raster(300.0, 0, 0, 2, 2)])
def test_cells_that_do_not_fit_in_each_other_are_refused(raster: Raster) -> None:
    x, y = _punten(1, 100)
    uitkomst = laat_zien(_telling(GROF, x, y), K, eerder=[_telling(raster, x, y)])
    assert isinstance(uitkomst, Refused)
    assert "cellen" in uitkomst.reason


def test_other_incidents_are_refused() -> None:
    x, y = _punten(1, 200)
    assert isinstance(laat_zien(_telling(FIJN, x[:50], y[:50]), K, eerder=[_telling(FIJN, x, y)]), Refused)
    elders = Raster(100.0, 1, 1, 5, 5)
    assert isinstance(laat_zien(_telling(elders, x, y), K, eerder=[_telling(FIJN, x, y)]), Refused)
