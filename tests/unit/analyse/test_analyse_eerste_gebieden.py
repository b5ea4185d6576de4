"""Which areas the explorer shows before anyone chose."""

import pytest

from kompas.analyse.queries.gebieden import eerste_gebieden
from kompas.data.definities import laad_definities


@pytest.mark.parametrize(
    ("indicator", "gebieden"),
    [
        ("woninginbraak", ("GM0575",)),
        ("inwoners", ("GM0575",)),
        ("woninginbraak-per-1000", ("GM0575", "NL")),
        ("rapportcijfer-veiligheid-buurt", ("GM0575", "NL")),
    ],
)
def test_a_count_stands_alone_a_rate_beside_the_country(indicator: str, gebieden: tuple[str, ...]) -> None:
    assert eerste_gebieden(laad_definities().indicatoren[indicator], "GM0575") == gebieden
