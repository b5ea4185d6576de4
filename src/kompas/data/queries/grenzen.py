"""A municipality is its code and the year of its boundaries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kompas.data.definities import Herindeling


@dataclass(frozen=True)
class Grenzen:
    """What the list of redivisions says."""

    herindelingen: tuple[Herindeling, ...]

    def zelfde(self, gebied: str, jaar: int, ander_jaar: int) -> bool:
        """Whether a code meant the same area in both years."""
        return not self.tussen(gebied, jaar, ander_jaar)

    def laatste(self, gebied: str, jaar: int, tot: int) -> Herindeling | None:
        """The last redivision after `jaar` and up to `tot` that gave this code its area.

        None when `tot` comes first: a figure of later than the boundaries has no predecessors, and looking for them
        would never end where a municipality is its own predecessor.
        """
        if tot < jaar:
            return None
        return max(self.tussen(gebied, jaar, tot), key=lambda herindeling: herindeling.jaar, default=None)

    def tussen(self, gebied: str, jaar: int, ander_jaar: int) -> list[Herindeling]:
        """The redivisions between two years that gave this code another area."""
        eerste, laatste = sorted((jaar, ander_jaar))
        return [h for h in self._naar.get(gebied, ()) if eerste < h.jaar <= laatste]

    def met_voorgangers(self, gebied: str) -> tuple[str, ...]:
        """The code, and the codes of what ever became part of it."""
        gevonden = [gebied]
        for code in gevonden:
            for herindeling in self._naar.get(code, ()):
                gevonden.extend(van for van in herindeling.van if van not in gevonden)
        return tuple(gevonden)

    def bestaat(self, gebied: str, jaar: int) -> bool:
        """Whether a municipality was there in a year, as far as the list says."""
        geworden = max((h.jaar for h in self._naar.get(gebied, ()) if h.jaar <= jaar), default=0)
        opgegaan = max((h.jaar for h in self._van.get(gebied, ()) if h.jaar <= jaar), default=0)
        blijft = any(h.naar == gebied for h in self._van.get(gebied, ()) if h.jaar == opgegaan)
        begint_later = gebied in self._naar and not geworden and self._is_nieuw(gebied)
        return not begint_later and (not opgegaan or blijft or geworden > opgegaan)

    def _is_nieuw(self, gebied: str) -> bool:
        """Whether the code came with its first redivision, instead of growing with it."""
        eerste = min(self._naar[gebied], key=lambda herindeling: herindeling.jaar)
        return gebied not in eerste.van

    @cached_property
    def _naar(self) -> dict[str, list[Herindeling]]:
        gevonden: dict[str, list[Herindeling]] = {}
        for herindeling in self.herindelingen:
            gevonden.setdefault(herindeling.naar, []).append(herindeling)
        return gevonden

    @cached_property
    def _van(self) -> dict[str, list[Herindeling]]:
        gevonden: dict[str, list[Herindeling]] = {}
        for herindeling in self.herindelingen:
            for code in herindeling.van:
                gevonden.setdefault(code, []).append(herindeling)
        return gevonden


def naam_van(herindelingen: Iterable[Herindeling], gebied: str) -> str | None:
    """The name of a municipality that no longer exists."""
    return next((h.namen[gebied] for h in herindelingen if gebied in h.namen), None)
