"""The bench in the small: the plain statsmodels code has the answers of the battery, also where figures miss."""

from dataclasses import replace

import numpy as np
import pytest
from bench.batterij import JAREN, MAANDEN, Land, alles, gemaakt, meet, vergelijk
from bench.batterij_statsmodels import Verschillen


def _land() -> Land:
    """Few municipalities with figures that miss, one of them in the latest year."""
    land = gemaakt(24, 3, zaad=5)
    tellingen = land.tellingen.copy()
    tellingen[:, 4, -1], tellingen[:, 5, 3] = np.nan, np.nan
    return replace(land, tellingen=tellingen)


def test_plain_code_gives_the_same_answers(capsys: pytest.CaptureFixture[str]) -> None:
    seconden, sneller, gelijk = meet(_land(), 1, 3)
    gedrukt = capsys.readouterr().out
    assert gelijk, gedrukt
    assert seconden > 0
    assert sneller > 1
    for vraag in ("p of the E-test", "p of the funnel", "growth a year, beside", "months that signal", "coming years"):
        assert vraag in gedrukt
    assert "DIFFERENT" not in gedrukt


def test_an_answer_that_differs_is_seen() -> None:
    land = replace(_land(), maanden=None)
    uit = alles(land, 1)
    for b in uit.batterijen:
        b.cijfers.laag[:] *= 1.001
    verschillen = vergelijk(land, uit, 3).verschillen
    assert not verschillen.gelijk
    assert any("DIFFERENT" in regel for regel in verschillen.regels())


def test_numbers_on_one_side_only_are_different() -> None:
    verschillen = Verschillen()
    verschillen.meld("beide weg", [np.nan, 1.0], [np.nan, 1.0])
    assert verschillen.gelijk
    verschillen.meld("een weg", [1.0], [np.nan])
    assert not verschillen.gelijk


def test_made_up_figures_have_the_size_of_the_country() -> None:
    land = gemaakt(20, 5)
    assert land.maanden is not None
    assert (land.tellingen.shape, land.maanden.shape) == ((5, 20, JAREN), (5, 20, MAANDEN))
    assert np.array_equal(land.maanden[0, :, :12].sum(axis=1), land.tellingen[0, :, 0])
    assert np.array_equal(gemaakt(20, 5).tellingen, land.tellingen)
    assert (land.groep().sum(axis=1) >= 19).all()
    assert not land.groep().diagonal().any()
