"""The reader measured on plans it was not made with: everything a person reads is found, and nothing is invented."""

from functools import cache

import pytest
from tests.unit.lezen.meetlat import GEVALLEN, VERWACHT, gevonden_feiten, verwachte_feiten

from kompas.beleid.lezen import GelezenPlan, lees_document, lees_plan

GEVAL = pytest.mark.parametrize(("naam", "vorm"), GEVALLEN, ids=[f"{naam}-{vorm}" for naam, vorm in GEVALLEN])


@cache
def lees(naam: str, vorm: str) -> GelezenPlan:
    return lees_plan(lees_document(GEVALLEN[naam, vorm](), f"{naam}.{vorm}"))


@GEVAL
def test_everything_is_found_and_nothing_is_invented(naam: str, vorm: str) -> None:
    gevonden, verwacht = gevonden_feiten(lees(naam, vorm)), verwachte_feiten(VERWACHT[naam])
    assert verwacht - gevonden == set(), "missed"
    assert gevonden - verwacht == set(), "invented"


@GEVAL
def test_what_is_not_certain_is_listed(naam: str, vorm: str) -> None:
    punten = [punt.uitleg.lower() for punt in lees(naam, vorm).aandacht]
    assert [stuk for stuk in VERWACHT[naam].aandacht if not any(stuk.lower() in punt for punt in punten)] == []
