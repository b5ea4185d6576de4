"""No hidden cell can be recomputed: checked against an independent solver, and by counting out small tables."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from kompas.base import Refused
from kompas.stats.openbaarmaking import Cel, Onderdrukking, Reden, Tabel, afgerond, bezwaar, klein, onderdruk

T = "totaal"


def bouw(rijen: dict[str, dict[str, list[int]]], soorten: int) -> Tabel:
    """wijk -> buurt -> counts per kind, with all totals: of the kinds, of the wijken and of the municipality."""
    waarden: dict[Cel, float | None] = {}
    boven: dict[object, object] = {}
    for wijk, buurten in rijen.items():
        boven[wijk] = "GM"
        for buurt, getallen in buurten.items():
            boven[buurt] = wijk
            for soort, getal in [*((f"s{n}", g) for n, g in enumerate(getallen)), (T, sum(getallen))]:
                for rij in (buurt, wijk, "GM"):
                    waarden[rij, soort] = (waarden.get((rij, soort)) or 0) + getal
    assert soorten == len({kolom for _, kolom in waarden}) - 1
    return Tabel(waarden, boven, T)


def vergelijkingen(tabel: Tabel) -> list[dict[Cel, int]]:
    """Every sum that a reader knows: kinds to their total in each row, parts to their area in each column."""
    regels = []
    rijen, kolommen = {rij for rij, _ in tabel.waarden}, {kolom for _, kolom in tabel.waarden}
    if tabel.totaal is not None:
        regels += [
            {(rij, k): -1 if k == tabel.totaal else 1 for k in kolommen if (rij, k) in tabel.waarden} for rij in rijen
        ]
    for boven, kolom in itertools.product(set(tabel.boven.values()), kolommen):
        delen = {(rij, kolom): 1 for rij in rijen if tabel.boven.get(rij) == boven and (rij, kolom) in tabel.waarden}
        if (boven, kolom) in tabel.waarden:
            regels.append(delen | {(boven, kolom): -1})
    return regels


def grenzen(tabel: Tabel, uitkomst: Onderdrukking, cel: Cel) -> tuple[float, float]:
    """What an outsider can work out about a hidden cell, knowing that counts are no less than zero."""
    hidden = sorted(uitkomst.redenen, key=repr)
    a, b = [], []
    for regel in vergelijkingen(tabel):
        a.append([regel.get(c, 0) for c in hidden])
        b.append(-sum(teken * (tabel.waarden[c] or 0) for c, teken in regel.items() if c not in uitkomst))
    richting = np.array([1.0 if c == cel else 0.0 for c in hidden])
    gelijk = {"A_eq": np.array(a), "b_eq": np.array(b), "bounds": [(0, None)] * len(hidden), "method": "highs"}
    laag, hoog = linprog(richting, **gelijk), linprog(-richting, **gelijk)
    assert laag.status == 0
    return float(laag.fun), float("inf") if hoog.status == 3 else -float(hoog.fun)


@st.composite
def gemeenten(draw: st.DrawFn) -> tuple[Tabel, int]:
    soorten = draw(st.integers(1, 4))
    telling = st.one_of(st.integers(0, 6), st.integers(0, 40))
    rij = st.lists(telling, min_size=soorten, max_size=soorten)
    per_wijk = draw(st.lists(st.lists(rij, min_size=1, max_size=4), min_size=1, max_size=3))
    rijen = {
        f"W{w}": {f"B{w}{b}": getallen for b, getallen in enumerate(buurten)} for w, buurten in enumerate(per_wijk)
    }
    return bouw(rijen, soorten), soorten


@given(gemeenten(), st.integers(1, 8), st.booleans())
def test_no_hidden_cell_can_be_recomputed(gegeven: tuple[Tabel, int], drempel: int, met_zeden: bool) -> None:
    tabel, _ = gegeven
    vast = {cel for cel in tabel.waarden if cel[0] == "GM"}
    nooit = {cel for cel in tabel.waarden if cel[1] == "s0" and cel[0] != "GM"} if met_zeden else set()
    uitkomst = onderdruk(tabel, drempel=drempel, nooit=nooit, vast=vast)
    for cel, getal in tabel.waarden.items():
        if cel not in vast and (cel in nooit or klein(getal, drempel)):
            assert cel in uitkomst
    assert not vast & set(uitkomst.redenen)
    for cel in uitkomst.redenen:
        laag, hoog = grenzen(tabel, uitkomst, cel)
        if cel in uitkomst.onbeschermd:
            assert hoog - laag < 0.5, "what is called unprotected is really known"
        else:
            assert hoog - laag > 0.5


@given(gemeenten(), st.integers(2, 8))
def test_unprotected_only_where_fixed_figures_give_it_away(gegeven: tuple[Tabel, int], drempel: int) -> None:
    """Without fixed cells everything can be protected, for the totals themselves may go."""
    uitkomst = onderdruk(gegeven[0], drempel=drempel)
    assert not uitkomst.onbeschermd


@given(gemeenten(), st.integers(1, 8))
def test_the_answer_is_the_same_every_time(gegeven: tuple[Tabel, int], drempel: int) -> None:
    tabel, _ = gegeven
    andersom = Tabel(dict(reversed(tabel.waarden.items())), tabel.boven, tabel.totaal)
    assert set(onderdruk(tabel, drempel=drempel).redenen) == set(onderdruk(andersom, drempel=drempel).redenen)


@given(gemeenten())
def test_threshold_one_hides_nothing(gegeven: tuple[Tabel, int]) -> None:
    assert not onderdruk(gegeven[0], drempel=1).redenen


def test_a_single_small_count_takes_three_others_with_it() -> None:
    tabel = bouw({"W": {"B1": [3, 20, 30], "B2": [40, 50, 60], "B3": [70, 80, 90]}}, 3)
    uitkomst = onderdruk(tabel, drempel=5, vast={cel for cel in tabel.waarden if cel[0] in {"GM", "W"}})
    assert uitkomst.redenen[("B1", "s0")] is Reden.KLEIN
    afgeleid = {cel for cel, reden in uitkomst.redenen.items() if reden is Reden.AFLEIDBAAR}
    assert afgeleid == {("B1", "s1"), ("B2", "s0"), ("B2", "s1")}


def test_two_blocks_joined_by_one_cell_do_not_protect_that_cell() -> None:
    """In every row and column two cells are hidden, and still the one between both blocks can be recomputed."""
    rijen = {"W": {"B1": [2, 2, 50, 50], "B2": [2, 2, 2, 50], "B3": [50, 50, 2, 2], "B4": [50, 50, 2, 2]}}
    tabel = bouw(rijen, 4)
    vast = {cel for cel in tabel.waarden if cel[0] in {"GM", "W"} or cel[1] == T}
    uitkomst = onderdruk(tabel, drempel=5, vast=vast)
    assert Reden.AFLEIDBAAR in uitkomst.redenen.values()
    laag, hoog = grenzen(tabel, uitkomst, ("B2", "s2"))
    assert hoog - laag > 0.5


def test_a_municipality_of_one_neighbourhood_cannot_hide_it_and_says_so() -> None:
    tabel = bouw({"W": {"B": [1, 7]}}, 2)
    uitkomst = onderdruk(tabel, drempel=5, vast={cel for cel in tabel.waarden if cel[0] in {"GM", "W"}})
    assert uitkomst.onbeschermd == {("B", "s0")}


def test_a_cell_without_number_protects_nothing() -> None:
    tabel = Tabel({("B1", "x"): 2, ("B2", "x"): None, ("GM", "x"): 2}, {"B1": "GM", "B2": "GM"})
    assert onderdruk(tabel, drempel=5, vast={("GM", "x")}).onbeschermd == {("B1", "x")}


def test_a_list_without_totals_needs_nothing_more() -> None:
    tabel = Tabel({("B1", "x"): 2, ("B2", "x"): 30}, {})
    assert set(onderdruk(tabel, drempel=5).redenen) == {("B1", "x")}


@given(st.integers(1, 400), st.integers(1, 20))
def test_rounding_goes_to_the_nearest_multiple(getal: int, stap: int) -> None:
    rond = afgerond(getal, stap)
    assert rond % stap == 0
    assert abs(rond - getal) <= stap / 2


@pytest.mark.parametrize(("getal", "rond"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (-3, -5), (12.5, 15)])
def test_rounding_to_five(getal: float, rond: float) -> None:
    assert afgerond(getal, 5) == rond


@pytest.mark.parametrize(("drempel", "stap", "zin"), [(0, 1, "drempel"), (101, 1, "drempel"), (5, 0, "Afronden")])
def test_what_cannot_be_a_threshold_or_a_rounding(drempel: int, stap: int, zin: str) -> None:
    antwoord = bezwaar(drempel, stap)
    assert isinstance(antwoord, Refused)
    assert zin in antwoord.reason
    assert bezwaar(5, 5) is None
