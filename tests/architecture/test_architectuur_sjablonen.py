"""Templates compile, and hold no script or style of their own: the security policy of the pages would refuse it."""

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines

IN_DE_REGEL = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|javascript:"
    r"|\son(?:click|change|submit|load|input|error|focus|blur|key\w+|mouse\w+)=",
    re.IGNORECASE,
)


def sjablonen(repo: Path) -> list[Path]:
    return sorted(pad for pad in (repo / "src").rglob("templates/**/*") if pad.is_file())


def test_templates_compile(repo: Path) -> None:
    engine = engines["django"]
    stuk = []
    for pad in sjablonen(repo):
        try:
            engine.from_string(pad.read_text("utf-8"))
        except TemplateSyntaxError as fout:
            stuk.append(f"{pad.relative_to(repo)}: {fout}")
    assert stuk == []


def test_no_script_or_style_inside_a_page(repo: Path) -> None:
    rapporten = repo / "src/kompas/rapportage"  # a report is one file that has to carry its own style
    gevonden = [
        f"{pad.relative_to(repo)}: {treffer.group()}"
        for pad in sjablonen(repo)
        if not pad.is_relative_to(rapporten) and (treffer := IN_DE_REGEL.search(pad.read_text("utf-8")))
    ]
    assert gevonden == []


@pytest.mark.parametrize("regel", ["<script>alert(1)</script>", '<p style="color:red">', '<a onclick="x()">'])
def test_a_script_or_style_is_seen(regel: str) -> None:
    assert IN_DE_REGEL.search(regel)
    assert not IN_DE_REGEL.search('<script src="htmx.js" defer></script>')
