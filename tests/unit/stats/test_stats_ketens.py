"""Numbers about a chain: right, and no way back to a person."""

import itertools
import math
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.ketens import Doorlooptijd, Gebeurtenissen, Stapcijfers, Telregel, Venster, ketencijfers, pseudoniem
from kompas.stats.openbaarmaking import Som, bereiken

STAPPEN = ("sociaal team", "zorgnetwerk", "veiligheidshuis")
JAAR = Venster(0, 365, 730)
Rij = tuple[str, str, float, float]
NOG = math.nan


def reken(rijen: list[Rij], venster: Venster = JAAR, regel: Telregel | None = None) -> tuple[Stapcijfers, ...]:
    wie, stap, begin, eind = zip(*rijen, strict=True) if rijen else ((), (), (), ())
    uit = ketencijfers(Gebeurtenissen(wie, stap, begin, eind), STAPPEN, venster, regel)
    assert not isinstance(uit, Refused), uit
    return uit


def verloop(aantal: int, begin: float = 10, duur: float = 30, stap: str = STAPPEN[0], wie: str = "p") -> list[Rij]:
    return [(f"{wie}{n}", stap, begin, begin + duur) for n in range(aantal)]


def test_known_numbers_of_a_small_chain() -> None:
    """22 enter the first step and leave after 30 days; 12 go on, and 7 of the 22 come back within the year."""
    rijen = verloop(22) + [(f"p{n}", STAPPEN[1], 45.0, NOG) for n in range(12)]
    rijen += [(f"p{n}", STAPPEN[0], 200.0, 600.0) for n in range(7)]
    een, twee, drie = reken(rijen)
    assert (een.ingestroomd, een.uitgestroomd, een.aanwezig) == (20, 20, 5)
    assert (een.gevolgd, een.terug) == (20, 5)
    assert een.daarna == {STAPPEN[1]: 10, STAPPEN[2]: None, "": 10}
    assert (twee.ingestroomd, twee.aanwezig, twee.uitgestroomd) == (10, 10, None)
    assert (drie.ingestroomd, drie.aanwezig, drie.terug) == (None, None, None)


def test_durations_of_the_6mp_trial() -> None:
    """Freireich and others 1963, as in every textbook: half had a relapse after 23 weeks (Kaplan and Meier)."""
    weg = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    nog = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    rijen: list[Rij] = [(f"w{n}", STAPPEN[0], 0.0, float(week)) for n, week in enumerate(weg)]
    rijen += [(f"n{n}", STAPPEN[0], 35.0 - week, NOG) for n, week in enumerate(nog)]
    regel = Telregel(dagen=1)
    een = reken(rijen, Venster(0, 35, 35), regel)[0]
    assert een.doorlooptijd == (Doorlooptijd(0.5, 23.0), Doorlooptijd(0.8, None))
    grover = reken(rijen, Venster(0, 35, 35), replace(regel, dagen=6))[0]
    assert grover.doorlooptijd[0].dagen == 24


def test_a_time_needs_enough_persons_at_both_sides() -> None:
    assert reken(verloop(40))[0].doorlooptijd[0].dagen is None, "all 40 stayed 30 days: that is about each of them"
    rijen = verloop(6) + verloop(8, duur=100, wie="q")
    assert reken(rijen)[0].doorlooptijd[0].dagen is None
    rijen += verloop(6, duur=20, wie="r")
    assert reken(rijen)[0].doorlooptijd[0] == Doorlooptijd(0.5, 35)


def test_who_is_still_there_is_not_left_out() -> None:
    """Of 60, 20 left after 40 days and 40 are still there: "half left within 40 days" would be wrong."""
    rijen = verloop(20, duur=40) + [(f"q{n}", STAPPEN[0], 10.0, NOG) for n in range(40)]
    assert reken(rijen)[0].doorlooptijd[0].dagen is None


def test_stays_that_touch_are_one_stay() -> None:
    heel = verloop(12, duur=60)
    gebroken = verloop(12, duur=30) + [(f"p{n}", STAPPEN[0], 40.0, 70.0) for n in range(12)]
    assert reken(heel) == reken(gebroken)


def test_what_was_not_known_yet_does_not_count() -> None:
    rijen = verloop(12, duur=300) + verloop(9, begin=200, wie="q")
    toen = Venster(0, 100, 100)
    assert reken(rijen, toen)[0].ingestroomd == 10
    assert reken(rijen, toen)[0].uitgestroomd is None
    assert reken(rijen, toen)[0].aanwezig == 10


def test_few_and_nobody_look_alike() -> None:
    assert reken(verloop(4)) == reken(verloop(1)) == reken([])


def test_that_nearly_all_came_back_is_not_told() -> None:
    rijen = verloop(20) + [(f"p{n}", STAPPEN[0], 100.0, 120.0) for n in range(18)]
    een = reken(rijen)[0]
    assert een.gevolgd == 20
    assert een.terug is None


@st.composite
def ketens(draw: st.DrawFn) -> list[Rij]:
    aantal = draw(st.integers(0, 60))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    rijen: list[Rij] = []
    for nummer in range(aantal):
        dag = float(rng.integers(0, 300))
        for stap in rng.choice(STAPPEN, size=rng.integers(1, 4)):
            duur = float(rng.integers(0, 120))
            rijen.append((f"geheim-{nummer}", str(stap), dag, NOG if rng.random() < 0.2 else dag + duur))
            dag += float(rng.integers(1, 150))
    return rijen


@given(ketens(), st.integers(0, 1000))
def test_order_and_names_of_persons_make_no_difference(rijen: list[Rij], zaad: int) -> None:
    rng = np.random.default_rng(zaad)
    anders = [(f"x{wie[::-1]}", *rest) for wie, *rest in rijen]
    assert reken([anders[plek] for plek in rng.permutation(len(anders))]) == reken(rijen)


@given(ketens())
def test_nothing_of_a_person_comes_out(rijen: list[Rij]) -> None:
    """Every number is hidden or a multiple of five; names are nowhere."""
    uit = reken(rijen)
    assert "geheim" not in repr(uit)
    for stap in uit:
        waarden = asdict(stap)
        getallen = [waarden[k] for k in ("ingestroomd", "aanwezig", "uitgestroomd", "gevolgd", "terug")]
        assert all(g is None or (g >= 5 and g % 5 == 0) for g in [*getallen, *stap.daarna.values()])
        assert all(tijd.dagen is None or tijd.dagen % 7 == 0 for tijd in stap.doorlooptijd)


def val_aan(stap: Stapcijfers, uitgestroomd: int) -> bool:
    """The attack: rounded total, rounded parts of at least five, and hidden ones that are less; is one found out?"""
    sommen = [
        Som({naar: 1.0}, 0, 4) if aantal is None else Som({naar: 1.0}, max(aantal - 2, 5), aantal + 2)
        for naar, aantal in stap.daarna.items()
    ]
    sommen += [
        Som({"allen": 1.0}, max(uitgestroomd - 2, 5), uitgestroomd + 2),
        Som.precies({"allen": -1.0} | dict.fromkeys(stap.daarna, 1.0), 0),
    ]
    gevonden = bereiken(sommen, [naar for naar, aantal in stap.daarna.items() if aantal is None])
    assert not isinstance(gevonden, Refused)
    return any(bereik.bekend for bereik in gevonden.values())


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3))
def test_no_hidden_number_can_be_worked_out(aantallen: list[int]) -> None:
    eerste = reken(_verder(aantallen))[0]
    assert eerste.uitgestroomd is None or not val_aan(eerste, eerste.uitgestroomd)


def test_a_total_that_tells_too_much_is_left_out() -> None:
    """12, 12 and 4 are printed as 10, 10 and few; with "30 together" nothing else would fit."""
    eerste = reken(_verder([12, 12, 4]))[0]
    assert eerste.daarna == {STAPPEN[1]: 10, STAPPEN[2]: 10, "": None}
    assert val_aan(eerste, 30)
    assert eerste.uitgestroomd is None
    assert reken(_verder([12, 12, 3]))[0].uitgestroomd == 25


def _verder(aantallen: list[int]) -> list[Rij]:
    """So many leave the first step for each of the next two, and so many for nowhere."""
    namen = [f"{plek}-{n}" for plek, aantal in enumerate(aantallen) for n in range(aantal)]
    rijen: list[Rij] = [(naam, STAPPEN[0], 10.0, 40.0) for naam in namen]
    return rijen + [(naam, STAPPEN[int(naam[0]) + 1], 41.0, NOG) for naam in namen if naam[0] != "2"]


def test_rounding_below_the_threshold_would_give_hidden_numbers_away() -> None:
    """13 left, 10 of them to the next step: unrounded that says what became of the other 3. Therefore it is refused."""
    leeg = Gebeurtenissen((), (), (), ())
    assert isinstance(ketencijfers(leeg, STAPPEN, JAAR, Telregel(afronding=1)), Refused)
    gelekt = bereiken([Som.precies({"allen": 1}, 13), Som.precies({"verder": 1}, 10),
                       Som.precies({"allen": -1, "verder": 1, "weg": 1}, 0)], ["weg"])  # fmt: skip
    assert not isinstance(gelekt, Refused)
    assert gelekt["weg"].bekend


def test_pseudonyms_need_the_secret() -> None:
    geheim, ander = b"0123456789abcdef", b"fedcba9876543210"
    een = pseudoniem("J. de Vries", geheim)
    assert isinstance(een, str)
    assert een == pseudoniem("  j. DE vries ", geheim)
    assert een != pseudoniem("J. de Vries", ander)
    assert len(een) == 64
    assert "vries" not in een
    assert isinstance(pseudoniem("J. de Vries", b"kort"), Refused)
    assert isinstance(pseudoniem("  ", geheim), Refused)


GOED = Gebeurtenissen(("a",), (STAPPEN[0],), (1.0,), (2.0,))


@pytest.mark.parametrize(
    ("gebeurtenissen", "venster", "regel"),
    [
        (replace(GOED, begin=(1.0, 2.0)), JAAR, Telregel()),
        (replace(GOED, begin=(NOG,)), JAAR, Telregel()),
        (replace(GOED, begin=(math.inf,)), JAAR, Telregel()),
        (replace(GOED, eind=(0.0,)), JAAR, Telregel()),
        (replace(GOED, eind=(math.inf,)), JAAR, Telregel()),
        (replace(GOED, wie=("",)), JAAR, Telregel()),
        (replace(GOED, stap=("elders",)), JAAR, Telregel()),
        (GOED, Venster(5, 5, 9), Telregel()),
        (GOED, Venster(0, 9, 5), Telregel()),
        (GOED, Venster(0, NOG, 5), Telregel()),
        (GOED, Venster(0, 5, math.inf), Telregel()),
        (GOED, JAAR, Telregel(drempel=2)),
        (GOED, JAAR, Telregel(drempel=6)),
        (GOED, JAAR, Telregel(afronding=12)),
        (GOED, JAAR, Telregel(dagen=0)),
        (GOED, JAAR, Telregel(terug_binnen=NOG)),
    ],
)
def test_what_cannot_be_is_refused(gebeurtenissen: Gebeurtenissen, venster: Venster, regel: Telregel) -> None:
    uit = ketencijfers(gebeurtenissen, STAPPEN, venster, regel)
    assert isinstance(uit, Refused)
    assert uit.reason.endswith(".")


@pytest.mark.parametrize("stappen", [(), ("",), ("a", "a")])
def test_a_chain_has_steps(stappen: tuple[str, ...]) -> None:
    assert isinstance(ketencijfers(GOED, stappen, JAAR), Refused)


def test_the_next_step_is_the_first_that_began() -> None:
    rijen = list(itertools.chain(verloop(10), [(f"p{n}", STAPPEN[2], 50.0, NOG) for n in range(10)],
                                 [(f"p{n}", STAPPEN[1], 20.0, NOG) for n in range(10)]))  # fmt: skip
    assert reken(rijen)[0].daarna == {STAPPEN[1]: 10, STAPPEN[2]: None, "": None}
    laat = verloop(10) + [(f"p{n}", STAPPEN[1], 40.0 + 91, NOG) for n in range(10)]
    assert reken(laat)[0].daarna[""] == 10
