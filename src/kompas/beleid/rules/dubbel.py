"""The same name twice, spelled a little differently."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

_LOS = re.compile(r"[^a-z0-9]+")


def genormaliseerd(naam: str) -> str:
    """Without case, accents, punctuation and spaces; "&" reads as "en"."""
    zonder_accent = unicodedata.normalize("NFKD", naam.replace("&", " en ")).encode("ascii", "ignore").decode()
    return _LOS.sub("", zonder_accent.casefold())


def dubbele(namen: Iterable[tuple[T, str]]) -> list[tuple[str, tuple[T, ...]]]:
    """Which different owners share a name; each with the name as it was first written."""
    eigenaars: defaultdict[str, dict[T, None]] = defaultdict(dict)
    geschreven: dict[str, str] = {}
    for eigenaar, naam in namen:
        sleutel = genormaliseerd(naam)
        if sleutel:
            eigenaars[sleutel][eigenaar] = None
            geschreven.setdefault(sleutel, naam)
    return [(geschreven[sleutel], tuple(wie)) for sleutel, wie in eigenaars.items() if len(wie) > 1]
