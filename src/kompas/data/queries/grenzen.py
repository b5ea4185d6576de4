"""A municipality is its code and the year of its boundaries."""

from collections.abc import Iterable
from dataclasses import dataclass

from kompas.data.definities import Herindeling

NU = 9999  # the newest boundaries, whatever their year


@dataclass(frozen=True, slots=True)
class Grenzen:
    """What the list of redivisions says."""

    herindelingen: tuple[Herindeling, ...]

    def zelfde(self, gebied: str, jaar: int, ander_jaar: int) -> bool:
        """Whether a code meant the same area in both years."""
        return not self._tussen(gebied, jaar, ander_jaar)

    def laatste(self, gebied: str, jaar: int, tot: int) -> Herindeling | None:
        """The last redivision after `jaar` and up to `tot` that gave this code its area."""
        return max(self._tussen(gebied, jaar, tot), key=lambda herindeling: herindeling.jaar, default=None)

    def met_voorgangers(self, gebied: str) -> tuple[str, ...]:
        """The code, and the codes of what ever became part of it."""
        gevonden = [gebied]
        for code in gevonden:
            for herindeling in self.herindelingen:
                if herindeling.naar == code:
                    gevonden.extend(van for van in herindeling.van if van not in gevonden)
        return tuple(gevonden)

    def _tussen(self, gebied: str, jaar: int, ander_jaar: int) -> list[Herindeling]:
        eerste, laatste = sorted((jaar, ander_jaar))
        return [h for h in self.herindelingen if h.naar == gebied and eerste < h.jaar <= laatste]


def naam_van(herindelingen: Iterable[Herindeling], gebied: str) -> str | None:
    """The name of a municipality that no longer exists."""
    return next((h.namen[gebied] for h in herindelingen if gebied in h.namen), None)
