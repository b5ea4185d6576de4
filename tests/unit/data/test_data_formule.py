"""The formula language: sums over names, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.data.definities.formule import lees_formule


@pytest.mark.parametrize(
    ("tekst", "uitkomst"),
    [("a", 6.0), ("a - b", 4.0), ("a + b * 2", 10.0), ("(a + b) * 2", 16.0), ("a / b / 3", 1.0), ("a - b - 1", 3.0)],
)
def test_sums(tekst: str, uitkomst: float) -> None:
    assert lees_formule(tekst).reken({"a": 6, "b": 2}) == uitkomst


def test_names_in_order() -> None:
    assert lees_formule("totaal - online - totaal").namen == ("totaal", "online")


@pytest.mark.parametrize(
    "tekst",
    [
        "__import__('os')", "a.b", "a[0]", "a ** b", "-a", "a if b else c", "lambda: 1", "a and b", "'tekst'", "True",
        "a b", "", "a +", "[a]", "a < b", "1e400 if a else 2", "a" * 301, "(" * 60 + "a" + ")" * 60 + "+", "a % b",
    ],
)  # fmt: skip
def test_anything_else_is_refused(tekst: str) -> None:
    with pytest.raises(ValueError, match="formule"):
        lees_formule(tekst)


NAMEN = {"a": 2.0, "b": 3.0, "c": 0.5}
SOMMEN = st.recursive(
    st.sampled_from([*NAMEN, "1000", "0.25"]),
    lambda kind: st.tuples(kind, st.sampled_from("+-*/"), kind).map(lambda drie: f"({drie[0]} {drie[1]} {drie[2]})"),
    max_leaves=8,
)


@given(SOMMEN)
def test_the_same_as_python(som: str) -> None:
    """Python itself is the oracle; only here, on text that the test wrote."""
    try:
        verwacht = eval(som, {"__builtins__": {}}, NAMEN)  # noqa: S307
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            lees_formule(som).reken(NAMEN)
    else:
        assert lees_formule(som).reken(NAMEN) == pytest.approx(verwacht)


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_a_dutch_sentence(tekst: str) -> None:
    melding = "een formule"
    try:
        lees_formule(tekst)
    except ValueError as fout:
        melding = str(fout)
    assert "formule" in melding


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ValueError, match="te diep"):
        lees_formule("+".join("a" for _ in range(40)))


def test_division_by_zero_is_for_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        lees_formule("a / b").reken({"a": 1, "b": 0})
