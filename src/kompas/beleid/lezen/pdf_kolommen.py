"""Pages with two columns of running text: find the gutter and give the pieces in the order in which a person reads."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Plek(Protocol):
    """A piece of text with its place; widths are estimates."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def breedte(self) -> float: ...


P = TypeVar("P", bound=Plek)
_MIN_REGELS = 8
"""So many lines must start at the same place before we believe in a second column."""
_VOL = 0.55
"""A line of running text fills at least this part of its column; a table cell does not."""


def gewone_goot(bladzijden: Sequence[Sequence[Plek]]) -> float | None:
    """The gutter that most pages with columns have: also for a page that is too short to show it by itself."""
    gevonden = Counter(goot for blad in bladzijden if (goot := _goot(blad)) is not None)
    return gevonden.most_common(1)[0][0] if gevonden else None


def in_leesvolgorde(stukken: Sequence[P], gewoon: float | None) -> list[list[P]]:
    """Parts of the page one after the other; a page without columns is one part."""
    goot = _goot(stukken)
    if goot is None and gewoon is not None and _past(stukken, gewoon):
        goot = gewoon
    if goot is None:
        return [list(stukken)]
    delen: list[list[P]] = []
    band: list[P] = []
    for regel in _regels(stukken):
        if any(s.x < goot - 6 and s.x + 0.85 * s.breedte > goot + 6 for s in regel):
            delen += [*_gesplitst(band, goot), regel]
            band = []
        else:
            band += regel
    return [deel for deel in [*delen, *_gesplitst(band, goot)] if deel]


def _gesplitst(band: Iterable[P], goot: float) -> list[list[P]]:
    links: list[P] = []
    rechts: list[P] = []
    for stuk in band:
        (links if stuk.x < goot - 2 else rechts).append(stuk)
    return [links, rechts]


def _regels(stukken: Sequence[P]) -> list[list[P]]:
    regels: list[list[P]] = []
    for stuk in sorted(stukken, key=lambda s: (-s.y, s.x)):
        if regels and abs(regels[-1][0].y - stuk.y) <= 2:
            regels[-1].append(stuk)
        else:
            regels.append([stuk])
    return regels


def _goot(stukken: Sequence[P]) -> float | None:
    """Where the second column starts, when the page has one."""
    if len(stukken) < 2 * _MIN_REGELS:
        return None
    links = min(s.x for s in stukken)
    breed = max(s.x + 0.9 * s.breedte for s in stukken) - links
    starts = Counter(round(s.x / 2) * 2 for s in stukken if 0.35 * breed < s.x - links < 0.7 * breed)
    if not starts or starts.most_common(1)[0][1] < _MIN_REGELS:
        return None
    goot = float(starts.most_common(1)[0][0])
    ervoor = [s for s in stukken if s.x < goot - 6]
    erna = [s for s in stukken if s.x >= goot - 6]
    steekt_over = sum(1 for s in ervoor if s.x + 0.85 * s.breedte > goot + 6)
    vol = _volle_regels(ervoor, goot - links) and _volle_regels(erna, links + breed - goot)
    return goot if vol and steekt_over <= 0.15 * len(ervoor) else None


def _past(stukken: Sequence[Plek], goot: float) -> bool:
    starts = sum(1 for s in stukken if abs(s.x - goot) <= 3)
    oversteek = sum(1 for s in stukken if s.x < goot - 6 and s.x + 0.85 * s.breedte > goot + 6)
    return starts >= 3 and oversteek <= 0.15 * len(stukken)


def _volle_regels(stukken: Sequence[P], breedte: float) -> bool:
    """Whether there is running text: enough lines that fill the column without a hole in them."""
    regels = _regels(stukken)
    vol = sum(1 for r in regels if sum(s.breedte for s in r) >= _VOL * breedte and r[0].breedte >= 0.3 * breedte)
    return vol >= max(4, 0.3 * len(regels))
