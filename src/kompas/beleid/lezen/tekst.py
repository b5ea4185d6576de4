"""Small text operations that every part of the reader shares: cleaning, comparing, tolerant matching."""

import re
import unicodedata
from functools import lru_cache

_NADRUK = re.compile(r"(\*{1,3}|_{2})(?=\S)(.{1,2000}?)(?<=\S)\1")
_OPMAAK = re.compile(r"</?(?:i|b|em|strong|u|sup|sub|span|a)\b[^<>]{0,200}>", re.IGNORECASE)
_WIT = re.compile(r"[\s\u00a0\u2007\u202f]+")
_ONZICHTBAAR = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_AFGEBROKEN = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")
_VOOR = re.compile(r"^[^\w(%<>≤≥=€'\"‘“]+")
_GEEN_WOORD = re.compile(r"[^a-z0-9%&/ -]+")
JAREN = re.compile(r"\b(?:19|20)\d{2}\b")
BEREIK = re.compile(r"\b((?:19|20)\d{2})\s*(?:-|–|—|t/m|tot en met|tot)\s*((?:19|20)\d{2})\b")


def schoon(tekst: str) -> str:
    """Without markup, invisible characters and double spaces."""
    tekst = _OPMAAK.sub("", tekst.translate(_ONZICHTBAAR))
    tekst = _NADRUK.sub(r"\2", tekst)
    return _WIT.sub(" ", tekst).strip()


@lru_cache(maxsize=20_000)
def kaal(tekst: str) -> str:
    """For comparison only: lower case, no accents, quotes or punctuation; broken words joined."""
    plat = unicodedata.normalize("NFKD", schoon(tekst)[:1000]).encode("ascii", "ignore").decode().lower()
    plat = _GEEN_WOORD.sub(" ", plat.replace("'", ""))
    plat = re.sub(r"\s*-\s*", "-", plat)
    return _WIT.sub(" ", plat).strip(" -/")


def zonder_jaren(tekst: str) -> str:
    """The bare text without years and year ranges: "Hoofdlijnen 2021-2024" and "Hoofdlijnen" are one label."""
    return _WIT.sub(" ", JAREN.sub(" ", BEREIK.sub(" ", kaal(tekst)))).strip(" -/")


def heel_woord(tekst: str) -> str:
    """Join a word that a narrow column broke: "uitgangs- waarde"."""
    return _AFGEBROKEN.sub("", tekst)


def jaar_in(tekst: str) -> int | None:
    """The last year that is named: of a range its end."""
    gevonden = JAREN.findall(tekst)
    return int(gevonden[-1]) if gevonden else None


def bereik_in(tekst: str) -> tuple[int, int] | None:
    match = BEREIK.search(tekst)
    if match is None:
        return None
    van, tot = int(match[1]), int(match[2])
    return (van, tot) if van <= tot else None


def afstand(een: str, ander: str, hoogstens: int) -> int:
    """Levenshtein distance, or `hoogstens + 1` as soon as it must be larger."""
    if abs(len(een) - len(ander)) > hoogstens:
        return hoogstens + 1
    vorige = list(range(len(ander) + 1))
    for i, a in enumerate(een, start=1):
        rij = [i]
        for j, b in enumerate(ander, start=1):
            rij.append(min(vorige[j] + 1, rij[-1] + 1, vorige[j - 1] + (a != b)))
        if min(rij) > hoogstens:
            return hoogstens + 1
        vorige = rij
    return vorige[-1]


def lijkt_op(woord: str, bedoeld: str) -> bool:
    """Equal, or one wrong letter in a word of at least six (two in a word of at least twelve)."""
    if woord == bedoeld:
        return True
    ruimte = 2 if len(bedoeld) >= 12 else 1 if len(bedoeld) >= 6 else 0
    return bool(ruimte) and afstand(woord, bedoeld, ruimte) <= ruimte


def zelfde_woorden(tekst: str, bedoeld: str) -> bool:
    """Word by word equal or nearly so; both texts are `kaal`."""
    if tekst == bedoeld:
        return True
    woorden, doel = tekst.split(), bedoeld.split()
    return len(woorden) == len(doel) and all(map(lijkt_op, woorden, doel))


def begint_met(tekst: str, bedoeld: str) -> bool:
    """The first words are equal or nearly so; both texts are `kaal`."""
    aantal = bedoeld.count(" ") + 1
    return zelfde_woorden(" ".join(tekst.split(" ", aantal)[:aantal]), bedoeld)


def zonder_teken(tekst: str) -> str:
    """Without the bullet, arrow or tick at the start."""
    return _VOOR.sub("", tekst).strip()


_ZIN = re.compile(r"(?<=[.!?])[’'\"”)]?\s+(?=[A-Z‘'\"“(])")
_AFKORTING = re.compile(
    r"(?:\b(?:o\.?m|d\.?d|m\.?n|e\.?d|e\.?v|evt|bijv|incl|max|min|nr|ca|jl|i\.e|p|resp|t\.a\.v|i\.v\.m)\.)$",
    re.IGNORECASE,
)


def zinnen(tekst: str) -> list[str]:
    """Sentences; a known abbreviation does not end one."""
    uit: list[str] = []
    for deel in _ZIN.split(tekst):
        if uit and _AFKORTING.search(uit[-1]):
            uit[-1] = f"{uit[-1]} {deel}"
        else:
            uit.append(deel)
    return uit


def zonder_accent(tekst: str) -> str:
    return unicodedata.normalize("NFKD", tekst).encode("ascii", "ignore").decode().lower()
