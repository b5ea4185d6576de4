"""An evaluation is worked out once for the same numbers, a few at a time, and never answers with another's numbers."""

from dataclasses import replace
from threading import BoundedSemaphore

import numpy as np
import pytest

from kompas.analyse.queries import effectrekenen
from kompas.analyse.queries.effectrekenen import reken_effect, reken_vooruit
from kompas.base import BezetError
from kompas.data.geheugen import Geheugen
from kompas.stats.effect import Gegevens


@pytest.fixture(autouse=True)
def leeg(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered of other tests."""
    monkeypatch.setattr(effectrekenen, "_antwoorden", Geheugen(64))


@pytest.fixture
def gegevens() -> Gegevens:
    rng = np.random.default_rng(3)
    rest = rng.poisson(60, (12, 10)).astype(float)
    return Gegevens(rng.poisson(60, 10).astype(float), rest, 6, np.ones(10), np.ones_like(rest))


def test_the_same_numbers_are_worked_out_once(gegevens: Gegevens, monkeypatch: pytest.MonkeyPatch) -> None:
    keren = []
    monkeypatch.setattr(effectrekenen, "evaluate", lambda *_, **__: keren.append(1))
    for _ in range(3):
        reken_effect(replace(gegevens, rest=gegevens.rest.copy()), piek=False)
    assert len(keren) == 1


def test_one_other_number_is_another_question(gegevens: Gegevens) -> None:
    """Whoever sees one figure less gets what follows from the others, and not what somebody else got."""
    rest = gegevens.rest.copy()
    rest[3, 2] += 1
    vragen = [
        gegevens,
        replace(gegevens, rest=rest),
        replace(gegevens, rest=gegevens.rest[1:], omvang_rest=gegevens.omvang_rest[1:]),
        replace(gegevens, vanaf=7),
        replace(gegevens, omvang=gegevens.omvang * 2),
        replace(gegevens, uitwijk=gegevens.rest[:1]),
        replace(gegevens, gebied=gegevens.gebied[::-1]),
    ]
    assert len({id(reken_effect(vraag, piek=piek)) for vraag in vragen for piek in (False, True)}) == 2 * len(vragen)
    assert len({id(reken_vooruit(vraag, (1, 2))) for vraag in vragen}) == len(vragen)


def test_without_room_nobody_waits_for_long(gegevens: Gegevens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effectrekenen, "WACHT", 0.01)
    monkeypatch.setattr(effectrekenen, "_plaatsen", BoundedSemaphore(1))
    with effectrekenen._plaats(), pytest.raises(BezetError, match="Wacht een minuut"):
        reken_effect(gegevens, piek=False)
    assert reken_effect(gegevens, piek=False) is not None
