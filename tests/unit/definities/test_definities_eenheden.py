"""Units of formulas: what may be added up, and what the result is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.data.definities.eenheden import Eenheid, EenheidError, lees_eenheid, omrekening, past, van_formule
from kompas.data.definities.formule import lees_formule

DELEN = {
    "a": "misdrijven", "b": "misdrijven", "m": "meldingen", "n": "inwoners", "p": "%", "q": "%", "c": "",
    "r": "per 1.000 inwoners", "s": "per 10.000 inwoners",
}  # fmt: skip


def uitkomst(formule: str) -> Eenheid:
    gelezen = lees_formule(formule)
    return van_formule(gelezen, {naam: lees_eenheid(DELEN[naam]) for naam in gelezen.namen})


@pytest.mark.parametrize(
    ("formule", "eenheid"),
    [
        ("a + b - a", "misdrijven"),
        ("2 * a + b", "misdrijven"),
        ("a / 12", "misdrijven"),
        ("a / b * 100", "%"),
        ("(a - b) / a * 100", "%"),
        ("a / n * 1000", "per 1.000 inwoners"),
        ("a / n * 1000", "misdrijven per 1.000 inwoners"),
        ("a / (n / 10000)", "per 10.000 inwoners"),
        ("s / 10", "per 1.000 inwoners"),
        ("r * n / 1000", ""),
        ("p - q", "procentpunt"),
        ("100 - p", "%"),
        ("n * p / 100", "inwoners"),
        ("(p + q) / 2", "%"),
        ("c * 2 + 1", ""),
        ("r + s / 10", "per 1.000 inwoners"),
    ],
)
def test_result_fits(formule: str, eenheid: str) -> None:
    assert past(uitkomst(formule), lees_eenheid(eenheid))


@pytest.mark.parametrize(
    ("formule", "eenheid"),
    [
        ("a + b", "meldingen"),
        ("a / b", "%"),
        ("a / b * 1000", "%"),
        ("a / n * 1000", "per 10.000 inwoners"),
        ("a / n", "per 1.000 inwoners"),
        ("a / n * 1000", "%"),
        ("a", "per 1.000 inwoners"),
        ("n * p", "%"),
        ("a * b", "misdrijven"),
    ],
)
def test_result_does_not_fit(formule: str, eenheid: str) -> None:
    assert not past(uitkomst(formule), lees_eenheid(eenheid))


@pytest.mark.parametrize(
    ("formule", "melding"),
    [
        ("a + m", "misdrijven en meldingen zijn niet op te tellen"),
        ("r + s", "per 1.000 inwoners en per 10.000 inwoners zijn niet"),
        ("a + p", "misdrijven en % zijn niet"),
        ("p + c", "% en een verhoudingsgetal zijn niet"),
        ("a + 5", "een los getal en misdrijven zijn niet"),
        ("3 - n", "een los getal en inwoners zijn niet"),
        ("a / 0", "deelt door nul"),
    ],
)
def test_apples_and_pears(formule: str, melding: str) -> None:
    with pytest.raises(EenheidError, match=melding):
        uitkomst(formule)


def test_conversion_is_only_between_scales_of_the_same() -> None:
    assert omrekening(lees_eenheid("per 10.000 jongeren"), lees_eenheid("per 1.000 jongeren")) == pytest.approx(0.1)
    assert omrekening(lees_eenheid("%"), lees_eenheid("")) == pytest.approx(0.01)
    with pytest.raises(EenheidError, match="niet om te rekenen"):
        omrekening(lees_eenheid("per 1.000 inwoners"), lees_eenheid("per 1.000 jongeren"))


TELBAAR = st.sampled_from(["misdrijven", "meldingen", "inwoners", "huishoudens"])


@given(TELBAAR, TELBAAR, st.sampled_from([1, 100, 1000, 10_000]))
def test_a_rate_of_anything_fits_its_own_unit(boven: str, onder: str, schaal: int) -> None:
    delen = {"t": lees_eenheid(boven), "n": lees_eenheid(onder)}
    gevonden = van_formule(lees_formule(f"t / n * {schaal}"), delen)
    assert gevonden.is_kaal is (boven == onder)
    if boven != onder:
        geschreven = f"per {schaal:,} {onder}".replace(",", ".").replace("per 1 ", "per ")
        assert past(gevonden, lees_eenheid(geschreven))
        assert not past(gevonden, lees_eenheid(boven))


@given(st.sampled_from(sorted(DELEN)), st.sampled_from(sorted(DELEN)), st.sampled_from("+-*/"))
def test_every_sum_has_a_unit_or_a_dutch_sentence(een: str, ander: str, teken: str) -> None:
    zelfde = DELEN[een] == DELEN[ander]
    if teken in "+-" and not zelfde:
        with pytest.raises(EenheidError, match="zijn niet op te tellen"):
            uitkomst(f"{een} {teken} {ander}")
    else:
        assert uitkomst(f"{een} {teken} {ander}").tekst
