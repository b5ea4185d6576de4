"""Size classes and urbanity classes of municipalities."""

import pytest

from kompas.analyse.rules.klassen import grootte_tekst, grootteklasse, zelfde_grootte, zelfde_stedelijkheid


@pytest.mark.parametrize(
    ("inwoners", "tekst"),
    [
        (947, "minder dan 10.000 inwoners"),
        (9_999.5, "minder dan 10.000 inwoners"),
        (10_000, "10.000 tot 20.000 inwoners"),
        (49_999, "20.000 tot 50.000 inwoners"),
        (50_000, "50.000 tot 100.000 inwoners"),
        (250_000, "250.000 inwoners of meer"),
        (931_000, "250.000 inwoners of meer"),
    ],
)
def test_every_number_of_inhabitants_has_one_class(inwoners: float, tekst: str) -> None:
    assert grootte_tekst(grootteklasse(inwoners)) == tekst


def test_the_others_of_the_same_size_without_abolished_ones() -> None:
    inwoners = {"GM0537": 65_000.0, "GM0575": 44_000.0, "GM1783": 112_000.0, "GM0546": 99_000.0, "GM0001": 0.0}
    assert zelfde_grootte(inwoners, "GM0537") == ("GM0546",)
    assert zelfde_grootte(inwoners, "GM0575") == ()
    assert zelfde_grootte(inwoners, "GM9999") == ()


def test_as_urban_as_this_one() -> None:
    klassen = {"GM0537": 2.0, "GM0575": 3.0, "GM0546": 1.0, "GM0629": 2.0}
    assert zelfde_stedelijkheid(klassen, "GM0537") == ("GM0629",)
    assert zelfde_stedelijkheid(klassen, "GM9999") == ()
