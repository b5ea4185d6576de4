"""Design tokens: read in the order of the cascade, filled in, and the only place for colours."""

import re
from pathlib import Path

import pytest

from kompas.ui import thema
from kompas.ui.tokens import lees_tokens, waarde_van

KLEUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|:\s*(?:white|black|red|green|blue|gray|grey)\b")


def test_a_later_file_overrides_and_a_comment_is_no_token(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(":root { --een: 1px; /* --drie: 3px; */ --twee: var(--een); }")
    (tmp_path / "b.css").write_text(":root { --een: 2px; }")
    tokens = lees_tokens([tmp_path / "a.css", tmp_path / "b.css"])
    assert tokens == {"--een": "2px", "--twee": "var(--een)"}
    assert waarde_van(tokens, "--twee") == "2px"


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("var(--ontbreekt, #fff)", "#fff"),
        ("var(--ontbreekt, var(--basis, #000))", "#123456"),
        ("calc(var(--maat) * 2)", "calc(4px * 2)"),
    ],
)
def test_a_reference_is_filled_in(tekst: str, verwacht: str) -> None:
    assert waarde_van({"--x": tekst, "--basis": "#123456", "--maat": "4px"}, "--x") == verwacht


def test_a_reference_that_leads_nowhere_is_told() -> None:
    with pytest.raises(KeyError, match="bestaat niet: --weg"):
        waarde_van({"--x": "var(--weg)"}, "--x")
    with pytest.raises(KeyError, match="kring"):
        waarde_van({"--x": "var(--y)", "--y": "var(--x)"}, "--x")


def test_every_chart_colour_resolves_to_a_colour() -> None:
    namen = [naam for naam in lees_tokens(thema.tokenbestanden()) if naam.startswith("--kompas-grafiek-")]
    assert len(namen) > 8
    for naam in namen:
        if not naam.endswith("lettertype"):
            assert re.fullmatch(r"#[0-9a-f]{6}", thema.token(naam)), naam


def test_tokens_of_the_municipality_come_last(lege_home: Path) -> None:
    voor = thema.token("--kompas-grafiek-lijn")
    eigen = lege_home / "thema" / "gemeente.css"
    eigen.parent.mkdir()
    eigen.write_text(":root { --kompas-grafiek-lijn: #ab0000; }")
    assert voor != "#ab0000"
    assert thema.token("--kompas-grafiek-lijn") == "#ab0000"
    assert thema.stijlbladen()[-2] == ("/static/thema/gemeente.css", "all")


def test_colours_stand_in_token_files_only(repo: Path) -> None:
    stijl = repo / "src/kompas/ui/static/ui"
    bestanden = [pad for pad in stijl.glob("*.css") if not pad.name.startswith("tokens-")]
    assert {pad.name for pad in bestanden} >= {"kompas.css", "afdruk.css"}
    gevonden = [(pad.name, treffer) for pad in bestanden for treffer in KLEUR.findall(pad.read_text("utf-8"))]
    assert gevonden == []
    assert KLEUR.search("color: #fff") is not None


def test_every_token_that_our_styles_use_exists(repo: Path) -> None:
    stijl = repo / "src/kompas/ui/static/ui"
    bekend = lees_tokens(thema.tokenbestanden())
    gebruikt = set(re.findall(r"var\((--(?:kompas|basis)-[\w-]+)\)", (stijl / "kompas.css").read_text("utf-8")))
    assert gebruikt
    assert sorted(gebruikt - set(bekend)) == []


PAREN = [
    ("--kompas-tekst", "--kompas-papier"),
    ("--kompas-tekst-zacht", "--kompas-papier"),
    ("--kompas-tekst-zacht", "--kompas-vlak"),
    ("--kompas-accent", "--kompas-papier"),
    ("--kompas-accent", "--kompas-vlak"),
    ("--kompas-op-accent", "--kompas-accent"),
    ("--kompas-voorbeeld-tekst", "--kompas-voorbeeld-vlak"),
    ("--kompas-fout", "--kompas-fout-vlak"),
    *(
        (f"--kompas-oordeel-{oordeel}-tekst", f"--kompas-oordeel-{oordeel}-vlak")
        for oordeel in ("behaald", "op-koers", "achter-op-koers", "niet-te-zeggen", "niet-te-beoordelen")
    ),
    ("--kompas-grafiek-streef", "--kompas-grafiek-papier"),
    ("--kompas-grafiek-uitgang", "--kompas-grafiek-papier"),
    ("--kompas-grafiek-breuk", "--kompas-grafiek-papier"),
]


@pytest.mark.parametrize(("voor", "achter"), PAREN)
def test_text_has_enough_contrast(voor: str, achter: str) -> None:
    """WCAG 1.4.3: at least 4.5 to 1."""
    licht, donker = sorted((_helderheid(thema.token(naam)) for naam in (voor, achter)), reverse=True)
    assert (licht + 0.05) / (donker + 0.05) >= 4.5


def _helderheid(kleur: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5)]
    rood, groen, blauw = (deel / 12.92 if deel <= 0.03928 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
