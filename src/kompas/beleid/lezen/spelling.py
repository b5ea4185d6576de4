"""Words that a scanner probably misread: one letter away from a word that the vocabulary knows."""

import re
from functools import lru_cache

from kompas.beleid.lezen.tekst import afstand
from kompas.beleid.lezen.woordenboek import Woordenboek

_WOORD = re.compile(r"[A-Za-zÀ-ÿ]{7,}")
_VERWISSELD = {
    frozenset(p)
    for p in (
        "mn",
        "lp",
        "li",
        "ij",
        "ce",
        "oa",
        "rn",
        "uv",
        "vj",
        "nv",
        "mv",
        "gk",
        "hb",
        "ft",
        "qg",
        "nu",
        "wv",
        "sz",
        "bp",
        "ec",
        "nd",
    )
}


@lru_cache(maxsize=50_000)
def _bedoeld(laag: str, bekend: tuple[str, ...]) -> str | None:
    for woord in bekend:
        if laag[0] == woord[0] and afstand(laag, woord, 1) == 1:
            return woord if _scanachtig(laag, woord) else None
    return None


def _scanachtig(gelezen: str, bedoeld: str) -> bool:
    """One letter replaced by one that looks like it, or one lost or doubled; an ending (plural, -e) is grammar."""
    if len(gelezen) != len(bedoeld):
        kort, lang = sorted((gelezen, bedoeld), key=len)
        weg = next((i for i, (a, b) in enumerate(zip(kort, lang, strict=False)) if a != b), len(kort))
        return weg < len(kort) - 2
    plek = next(i for i, (a, b) in enumerate(zip(gelezen, bedoeld, strict=True)) if a != b)
    return frozenset((gelezen[plek], bedoeld[plek])) in _VERWISSELD and plek < len(gelezen) - 1


def vermoed(woord: str, boek: Woordenboek) -> str | None:
    """The word that was probably meant, or None when the word is known or simply other."""
    laag = woord.lower()
    bekend = boek.domeinwoorden
    if laag in bekend or laag in boek.ook_goed or any(laag == b + e for b in bekend for e in ("en", "s", "e", "n")):
        return None
    return _bedoeld(laag, bekend)


def herstel(tekst: str, boek: Woordenboek) -> tuple[str, list[tuple[str, str]]]:
    """The text as meant, and what was changed: (as read, as meant)."""
    fouten: list[tuple[str, str]] = []

    def vervang(match: re.Match[str]) -> str:
        goed = vermoed(match[0], boek)
        if goed is None:
            return match[0]
        goed = goed.capitalize() if match[0][0].isupper() else goed
        fouten.append((match[0], goed))
        return goed

    return _WOORD.sub(vervang, tekst), fouten
