"""Classes of municipalities that look alike: by number of inhabitants and by urbanity; pure decisions."""

from collections.abc import Mapping
from itertools import pairwise

from kompas.base import getal_tekst

GRENZEN = (0, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
"""Lower bounds of the size classes: those of the CBS, the two smallest taken together because few are left."""
STEDELIJKHEID: Mapping[int, str] = {
    1: "zeer sterk stedelijk", 2: "sterk stedelijk", 3: "matig stedelijk", 4: "weinig stedelijk", 5: "niet stedelijk",
}  # fmt: skip


def grootteklasse(inwoners: float) -> int:
    """The lower bound of the class that this number of inhabitants falls in."""
    return max(grens for grens in GRENZEN if inwoners >= grens)


def grootte_tekst(grens: int) -> str:
    """What the class with this lower bound is called."""
    tot = dict(pairwise(GRENZEN)).get(grens)
    if tot is None:
        return f"{getal_tekst(grens)} inwoners of meer"
    return (
        f"{getal_tekst(grens)} tot {getal_tekst(tot)} inwoners" if grens else f"minder dan {getal_tekst(tot)} inwoners"
    )


def zelfde_grootte(inwoners: Mapping[str, float], gemeente: str) -> tuple[str, ...]:
    """The other municipalities in the size class of this one; none when its number is not known."""
    if gemeente not in inwoners:
        return ()
    klasse = grootteklasse(inwoners[gemeente])
    return tuple(
        code for code, aantal in inwoners.items() if code != gemeente and aantal and grootteklasse(aantal) == klasse
    )


def zelfde_stedelijkheid(klassen: Mapping[str, float], gemeente: str) -> tuple[str, ...]:
    """The other municipalities that are as urban as this one; none when that is not known."""
    eigen = klassen.get(gemeente)
    return tuple(code for code, klasse in klassen.items() if code != gemeente and klasse == eigen) if eigen else ()
