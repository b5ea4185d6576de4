"""`import kompas.stats as ks`: light, complete, typed, and every name explained."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kompas.stats as ks

BINNEN = {"graaf", "invoer", "lazy", "negbin"}
"""Parts that the methods are built with; a notebook has no question for them."""


def _bron() -> ast.Module:
    return ast.parse(Path(ks.__file__).read_text())


def test_importing_it_loads_no_numpy_and_a_function_answers() -> None:
    code = "import sys, kompas.stats as ks; assert 'numpy' not in sys.modules; print(ks.poisson_e_test(60, 1, 30, 1))"
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(uit.stdout) == pytest.approx(0.0014768297, abs=1e-9)


@pytest.mark.parametrize("naam", ks.__all__)
def test_every_name_is_there_and_explained(naam: str) -> None:
    waarde = getattr(ks, naam)
    assert (inspect.getdoc(waarde) or "").strip(), naam
    assert not (inspect.getdoc(waarde) or "").startswith(f"{naam}("), f"{naam} has only the docstring of a dataclass"


def test_a_name_that_is_not_there_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="toverstaf"):
        _ = ks.toverstaf
    assert "garwood" in dir(ks)


def test_types_and_names_are_the_same_list() -> None:
    """What a type checker reads is what there is when it runs."""
    blok = next(knoop for knoop in _bron().body if isinstance(knoop, ast.If))
    voor_types = {
        alias.name: knoop.module for knoop in blok.body if isinstance(knoop, ast.ImportFrom) for alias in knoop.names
    }
    assert sorted(voor_types) == sorted(ks.__all__)
    for naam, module in voor_types.items():
        waarde = getattr(ks, naam)
        if not isinstance(waarde, ModuleType):
            assert waarde is getattr(importlib.import_module(str(module)), naam)


def test_every_module_is_in_it() -> None:
    map_ = Path(ks.__file__).parent
    modules = {pad.stem for pad in map_.iterdir() if pad.suffix == ".py" or (pad / "__init__.py").is_file()}
    assert modules - BINNEN - {"__init__"} <= set(ks.__all__)


def test_a_name_means_the_same_before_and_after_its_module_is_loaded() -> None:
    """`ks.trend` is the module: importing it would put it there anyway."""
    assert isinstance(ks.trend, ModuleType)
    assert isinstance(ks.funnel, ModuleType)
    functies = {naam for naam in ks.__all__ if not isinstance(getattr(ks, naam), ModuleType)}
    map_ = Path(ks.__file__).parent
    assert not functies & {pad.stem for pad in map_.iterdir()}


def _bladzijden(repo: Path) -> str:
    return "\n".join(pad.read_text() for pad in sorted((repo / "docs/methoden").glob("*.md")))


def test_every_name_stands_on_a_page(repo: Path) -> None:
    tekst = _bladzijden(repo)
    zonder = [naam for naam in ks.__all__ if not re.search(rf"[`.]{naam}\b", tekst)]
    assert zonder == []


DELEN = {
    "question": r"^## (What|Comparing)",
    "formula": r"^## (Formula|How it works|Rules|E-test|Weighted|Counts: |Pairs: |Comparing|What is c|The ordinary)",
    "source": r"Sources?:|^## Sources?",
    "assumptions": r"^## Assumptions",
    "known answer": r"Known answers?",
    "example": r"^## (Example|Known answers and example)",
    "when not": r"^## When not to use it",
}


def test_every_page_of_a_method_has_every_part(repo: Path) -> None:
    """Question, formula with source, assumptions, known answer, example, and when not to use it."""
    gemist = {}
    for pad in sorted((repo / "docs/methoden").glob("*.md")):
        tekst = pad.read_text()
        if not tekst.partition("\n\n")[2].startswith("Code: `kompas.stats."):
            continue
        missend = [deel for deel, patroon in DELEN.items() if not re.search(patroon, tekst, re.MULTILINE)]
        if missend:
            gemist[pad.name] = missend
    assert gemist == {}
