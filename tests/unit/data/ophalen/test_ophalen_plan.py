"""The questions of a plan: within the caps, short enough, and together everything exactly once."""

from collections import Counter
from itertools import product
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.data.definities.tabellen import laad_tabelvormen
from kompas.data.levering import Levergebied
from kompas.data.sources.eigenschappen import Maatkolom
from kompas.data.sources.ophalen.beschrijving import As, Beschrijving
from kompas.data.sources.ophalen.plan import MAX_RIJEN, Deel, maak_plan, max_rijen, verwacht, vraag_voor
from kompas.data.sources.ophalen.verbinding import VEILIG


def beschrijving(gebieden: int, soorten: int, perioden: int, *, alle: bool = False, maten: int = 1) -> Beschrijving:
    """A table of the shape of 47022NED."""
    vorm = laad_tabelvormen()["47022NED"]
    codes = [f"BU{nummer:08d}" for nummer in range(gebieden)]
    maanden = [f"{2000 + nummer // 12}MM{nummer % 12 + 1:02d}" for nummer in range(perioden)]
    return Beschrijving(
        vorm=vorm,
        gewijzigd="2026-01-15T02:00:00",
        titel="",
        gebieden=tuple(Levergebied(code, code, "BU") for code in codes),
        assen={
            "WijkenEnBuurten": As("WijkenEnBuurten", tuple(codes), alle=alle),
            "SoortMisdrijf": As("SoortMisdrijf", tuple(f"{nummer:<6}" for nummer in range(soorten)), alle=True),
            "Perioden": As("Perioden", tuple(maanden), alle=alle),
        },
        vast={},
        maten=tuple(Maatkolom(f"Maat_{nummer}", "{soort}") for nummer in range(maten)),
        volgorde=("SoortMisdrijf", "WijkenEnBuurten", "Perioden"),
        perioden=tuple(maanden),
    )


@given(
    gebieden=st.integers(1, 30),
    soorten=st.integers(1, 30),
    perioden=st.integers(1, 30),
    alle=st.booleans(),
    grens=st.integers(20, 3_000),
)
def test_every_combination_is_asked_exactly_once(
    gebieden: int, soorten: int, perioden: int, *, alle: bool, grens: int
) -> None:
    wat = beschrijving(gebieden, soorten, perioden, alle=alle)
    gevraagd: Counter[tuple[int, int, int]] = Counter()
    for groep in maak_plan(wat, grens):
        for deel in groep.delen:
            assert verwacht(wat, deel) <= grens
            gevraagd.update(product(range(*deel.gebied), range(*deel.soort), range(*deel.periode)))
    assert gevraagd == Counter(product(range(gebieden), range(soorten), range(perioden)))


@pytest.mark.parametrize(
    ("gebieden", "soorten", "perioden", "alle", "hoogstens"),
    [
        (18_119, 56, 188, True, 20_500),  # 190.7M rows: 19,076 would be the least that the cap allows
        (51, 56, 188, False, 60),
        (51, 59, 14, False, 6),
        (375, 59, 188, True, 450),
        (1, 1, 1, False, 1),
    ],
)
def test_the_number_of_questions_stays_near_the_least_possible(
    gebieden: int, soorten: int, perioden: int, *, alle: bool, hoogstens: int
) -> None:
    wat = beschrijving(gebieden, soorten, perioden, alle=alle)
    delen = [deel for groep in maak_plan(wat) for deel in groep.delen]
    assert len(delen) <= hoogstens
    assert max(verwacht(wat, deel) for deel in delen) <= MAX_RIJEN
    for deel in delen[:50] + delen[-50:]:
        vraag = vraag_voor(wat, deel)
        assert len("&".join(f"{naam}={quote(waarde, safe=VEILIG)}" for naam, waarde in vraag.items())) < 2_048


def test_a_table_with_very_many_columns_has_smaller_pages() -> None:
    assert max_rijen(beschrijving(10, 10, 10)) == MAX_RIJEN
    assert max_rijen(beschrijving(10, 10, 10, maten=200)) == 1_250


@given(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)))
def test_halves_are_the_whole(lengtes: tuple[int, int, int]) -> None:
    deel = Deel(*((3, 3 + lengte) for lengte in lengtes))
    helften = deel.helften()
    if helften is None:
        assert deel.grootte() == 1
        return
    assert sum(helft.grootte() for helft in helften) == deel.grootte()
    assert all(helft.grootte() < deel.grootte() for helft in helften)
