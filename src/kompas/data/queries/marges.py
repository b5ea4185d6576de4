"""How far the result of a formula may be off, when its parts have a margin."""

from collections.abc import Callable, Mapping
from math import sqrt

from kompas.base import Waarde

Reken = Callable[[Mapping[str, float]], float]
Marge = tuple[float | None, float | None]
GEEN: Marge = (None, None)


def marges(reken: Reken, delen: Mapping[str, Waarde]) -> Marge:
    """The 95% limits of a result, from those of its parts; `(None, None)` when no part has any.

    Each part is moved to its limits while the others stay. Parts out of one survey move together (their deviations
    are added up: never too narrow); parts of different sources move by themselves (root of the sum of squares).
    A part without margin is a count and exact; a survey figure whose margin is unknown is for the caller to refuse.
    """
    midden = {naam: deel.getal for naam, deel in delen.items() if deel.getal is not None}
    onzeker = {naam: deel for naam, deel in delen.items() if deel.laag is not None and deel.hoog is not None}
    if not onzeker or len(midden) < len(delen):
        return GEEN
    try:
        uitkomst = reken(midden)
        per_bron: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
        for naam, deel in onzeker.items():
            per_bron.setdefault(_bron(deel), []).append(_uitslag(reken, midden, naam, deel, uitkomst))
    except ZeroDivisionError:
        return GEEN
    samen = [(sum(laag for laag, _ in groep), sum(hoog for _, hoog in groep)) for groep in per_bron.values()]
    omlaag, omhoog = (sqrt(sum(uitslag[kant] ** 2 for uitslag in samen)) for kant in (0, 1))
    return uitkomst - omlaag, uitkomst + omhoog


def _bron(deel: Waarde) -> tuple[str, str, str]:
    return deel.herkomst.bron, deel.herkomst.tabel, deel.periode.code


def _uitslag(
    reken: Reken, midden: Mapping[str, float], naam: str, deel: Waarde, uitkomst: float
) -> tuple[float, float]:
    """How far the result goes down and up when one part moves between its limits."""
    uitersten = [reken({**midden, naam: grens}) for grens in (deel.laag, deel.hoog) if grens is not None]
    return uitkomst - min(uitkomst, *uitersten), max(uitkomst, *uitersten) - uitkomst
