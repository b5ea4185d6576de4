"""Small Dutch: counts in words, a sentence from parts, whole sentences."""

import re
from collections.abc import Mapping, Sequence

from kompas.beleid.rules import Oordeel

_TELWOORDEN = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")

_ZINGRENS = re.compile(r"(?<=[a-z0-9)%\"'][.!?])\s+(?=[A-Z\"'(])")


def telwoord(aantal: int) -> str:
    return _TELWOORDEN[aantal] if aantal < len(_TELWOORDEN) else str(aantal)


def aantal(hoeveel: int, enkelvoud: str, meervoud: str) -> str:
    return f"{telwoord(hoeveel)} {enkelvoud if hoeveel == 1 else meervoud}"


def opsomming(delen: Sequence[str]) -> str:
    """`a, b en c`."""
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} en {delen[-1]}"


def hoofdletter(zin: str) -> str:
    return zin[:1].upper() + zin[1:]


def als_zin(tekst: str) -> str:
    """With a capital and a full stop."""
    tekst = hoofdletter(tekst.strip())
    return tekst if not tekst or tekst.endswith((".", "!", "?", "…")) else f"{tekst}."


def hele_zinnen(tekst: str, lengte: int = 90) -> str:
    """As many whole sentences as fit in `lengte` characters, and always the first: no sentence is cut off."""
    eerste, *rest = _ZINGRENS.split(" ".join(tekst.split()))
    gekozen = eerste
    for zin in rest:
        if len(gekozen) + 1 + len(zin) > lengte:
            break
        gekozen = f"{gekozen} {zin}"
    return gekozen.rstrip(".")


def oordelen_in_woorden(telling: Mapping[Oordeel, int]) -> str:
    """`één is behaald, twee zijn niet te beoordelen`; verdicts that nothing has are left out."""
    delen = [
        f"{telwoord(telling[oordeel])} {'is' if telling[oordeel] == 1 else 'zijn'} {oordeel.value}"
        for oordeel in Oordeel
        if telling.get(oordeel)
    ]
    return opsomming(delen)
