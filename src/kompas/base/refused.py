"""A rule answers the result or the reason; the reason is a Dutch sentence for the user."""

from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something may not or cannot happen: one Dutch sentence, shown as it stands."""

    reason: str

    def __bool__(self) -> bool:
        return False


class RefusedError(Exception):
    """Raised by an action whose rule refused; `str()` is the sentence for the user."""

    def __init__(self, refused: Refused | str) -> None:
        self.refused = refused if isinstance(refused, Refused) else Refused(refused)
        super().__init__(self.refused.reason)


class BezetError(RefusedError):
    """Someone else is at it; the same will do later."""


def demand(answer: T | Refused) -> T:
    """Return the answer of a rule, or raise `RefusedError` with its reason."""
    if isinstance(answer, Refused):
        raise RefusedError(answer)
    return answer
