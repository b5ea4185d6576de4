"""Design tokens read from style sheets, so that charts and reports wear the same colours as the pages."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_COMMENTAAR = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
_VERWIJZING = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
DIEPTE_MAX = 20


def lees_tokens(paden: Iterable[Path | str]) -> dict[str, str]:
    """Every custom property with its text; a later file overrides an earlier one."""
    tokens: dict[str, str] = {}
    for pad in paden:
        tekst = _COMMENTAAR.sub("", Path(pad).read_text("utf-8"))
        tokens.update((naam, waarde.strip()) for naam, waarde in _TOKEN.findall(tekst))
    return tokens


def waarde_van(tokens: Mapping[str, str], naam: str) -> str:
    """The value of a token with every `var()` filled in; `KeyError` when it leads nowhere."""
    return _vul_in(tokens, f"var({naam})", DIEPTE_MAX)


def _vul_in(tokens: Mapping[str, str], tekst: str, diepte: int) -> str:
    gevonden = _VERWIJZING.search(tekst)
    if gevonden is None:
        return tekst.strip()
    if diepte == 0:
        raise KeyError(f"design token verwijst in een kring: {tekst}")
    naam, terugval = gevonden.groups()
    invulling = tokens.get(naam, terugval)
    if invulling is None:
        raise KeyError(f"design token bestaat niet: {naam}")
    return _vul_in(tokens, tekst[: gevonden.start()] + invulling + tekst[gevonden.end() :], diepte - 1)
