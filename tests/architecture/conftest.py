"""What the tests of the architecture share: the models, and tables in the documentation."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Model


@pytest.fixture
def modellen() -> list[type[Model]]:
    """Every model of our own."""
    from django.apps import apps

    return [model for model in apps.get_models() if model.__module__.startswith("kompas.")]


@pytest.fixture
def tabel(repo: Path) -> Callable[[str, str], list[list[str]]]:
    """Rows of the first table under a heading of a Markdown file, without its header."""

    def lees(bestand: str, kop: str) -> list[list[str]]:
        tekst = (repo / bestand).read_text("utf-8")
        deel = re.split(rf"^#+ {re.escape(kop)}\s*$", tekst, flags=re.MULTILINE)[1]
        regels = [regel for regel in re.split(r"^#", deel, flags=re.MULTILINE)[0].splitlines() if regel.startswith("|")]
        return [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels[2:]]

    return lees
