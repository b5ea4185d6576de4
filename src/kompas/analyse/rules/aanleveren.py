"""How many files, how large, and whose figures; pure decisions."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from kompas.base import Refused

MAX_BESTANDEN = 20
MAX_UITGEPAKT = 200_000_000
"""Bytes that the parts of a spreadsheet (a zip) may be together once unpacked."""
MAX_DELEN = 5_000
_VREEMD = re.compile(r"[^\w.() -]")


def bestandsnaam(naam: str) -> str:
    """A name that is safe on disk and still says what the sender called it."""
    kaal = _VREEMD.sub("_", naam.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stam, punt, staart = kaal.rpartition(".")
    return (f"{stam[:100]}{punt}{staart[:10]}" if stam else kaal[:100]) or "bestand"


def may_aantal(aantal: int) -> Literal[True] | Refused:
    """Whether this many files fit in one preview."""
    if aantal > MAX_BESTANDEN:
        return Refused(f"Dit zijn {aantal} bestanden. Stuur er hoogstens {MAX_BESTANDEN} tegelijk.")
    return True


def may_uitpakken(naam: str, delen: Sequence[int]) -> Literal[True] | Refused:
    """Whether a spreadsheet stays small once unpacked; `delen` are the sizes of its parts in bytes."""
    if len(delen) > MAX_DELEN or sum(delen) > MAX_UITGEPAKT:
        return Refused(f"{naam} wordt te groot bij het uitpakken. Sla het werkblad op als CSV en stuur dat.")
    return True


def may_veranderen(
    eigen: str, geraakt: Collection[str], gemeenten: Mapping[str, str], waar_adviseur: Collection[str]
) -> Literal[True] | Refused:
    """Whether figures of these municipalities may change; those that have no pages here belong to nobody here.

    `eigen` is the code of the municipality of the page, `gemeenten` code and name of those with pages here,
    `waar_adviseur` the codes where this person is adviser.
    """
    vreemd = sorted(gemeenten[code] for code in geraakt if code in gemeenten and code not in {eigen, *waar_adviseur})
    if vreemd:
        return Refused(
            f"In deze bestanden staan cijfers van {', '.join(vreemd)}. Daar bent u geen adviseur."
            " Haal die rijen eruit of vraag een adviseur van die gemeente om de cijfers in te lezen."
        )
    return True
