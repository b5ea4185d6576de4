"""Where a label goes: the place at which it covers least of what is drawn. All in pixels, y downward."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

Punt = tuple[float, float]
Lijn = Sequence[Punt]
LETTER = 6.6  # width of a digit or small letter at 12 pixels
STAP = 4.0


def tekstbreedte(tekst: str, maat: int = 12) -> float:
    return len(tekst) * LETTER * maat / 12


def beste_afstand(lijnen: Sequence[Lijn], bij: Punt, breedte: float, kandidaten: Sequence[int], hoogte: float) -> int:
    """The first of the vertical distances with the fewest pieces of line behind the label and inside the plot."""
    monsters = [punt for lijn in lijnen for punt in _monsters(lijn)]

    def bedekt(dy: int) -> float:
        y = bij[1] + dy
        buiten = 1000 if y > hoogte - 8 or y < -16 else 0
        return buiten + sum(abs(px - bij[0]) <= breedte / 2 and abs(py - y) < 10 for px, py in monsters)

    return min(kandidaten, key=bedekt)


def _monsters(lijn: Lijn) -> Iterator[Punt]:
    """Points along a line, close enough together to notice a label on it."""
    yield from lijn[:1]
    for (x1, y1), (x2, y2) in pairwise(lijn):
        aantal = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) / STAP))
        yield from ((x1 + (x2 - x1) * i / aantal, y1 + (y2 - y1) * i / aantal) for i in range(1, aantal + 1))
