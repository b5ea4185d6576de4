"""A formula over named parts: + - * / and brackets, read with our own walk over the syntax tree.

Nothing else exists in this language: no calls, no attributes, no powers, no names that are not a part.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add, mul, sub, truediv
from typing import TypeVar

T = TypeVar("T")

MAX_LENGTE = 300
MAX_DIEPTE = 20

_TEKENS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_REKEN: dict[str, Callable[[float, float], float]] = {"+": add, "-": sub, "*": mul, "/": truediv}


@dataclass(frozen=True, slots=True)
class Formule:
    """A checked formula; make one with `lees_formule`."""

    tekst: str
    namen: tuple[str, ...]
    _boom: ast.expr

    def reken(self, delen: Mapping[str, float]) -> float:
        """The result; `ZeroDivisionError` and `KeyError` are for the caller, who knows what is missing."""
        return self.vouw(delen.__getitem__, float, lambda teken, a, b: _REKEN[teken](a, b))

    def vouw(self, naam: Callable[[str], T], getal: Callable[[float], T], som: Callable[[str, T, T], T]) -> T:
        """Work the formula out with other things than numbers: units, for instance."""
        return _vouw(self._boom, naam, getal, som)

    @property
    def alleen_optellen(self) -> bool:
        """Whether nothing is multiplied or divided."""
        return not set(self.tekst) & {"*", "/"}


@lru_cache(maxsize=512)
def lees_formule(tekst: str) -> Formule:
    """Parse a formula; `ValueError` with a Dutch sentence when it is more than sums over names."""
    if len(tekst) > MAX_LENGTE:
        raise ValueError(f"de formule is langer dan {MAX_LENGTE} tekens")
    try:
        boom = ast.parse(tekst.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueError(
            f"de formule {tekst!r} is niet te lezen (alleen namen, getallen, + - * / en haakjes)"
        ) from None
    namen: dict[str, None] = {}
    _keur(boom, namen, 0)
    return Formule(tekst.strip(), tuple(namen), boom)


def _keur(knoop: ast.expr, namen: dict[str, None], diepte: int) -> None:
    if diepte > MAX_DIEPTE:
        raise ValueError("de formule is te diep genest")
    match knoop:
        case ast.BinOp(left=links, op=op, right=rechts) if type(op) in _TEKENS:
            _keur(links, namen, diepte + 1)
            _keur(rechts, namen, diepte + 1)
        case ast.Name(id=naam):
            namen[naam] = None
        case ast.Constant(value=int() | float() as getal) if not isinstance(getal, bool):
            pass
        case _:
            raise ValueError(
                f"in een formule mag geen {ast.unparse(knoop)!r} (alleen namen, getallen, + - * / en haakjes)"
            )


def _vouw(knoop: ast.expr, naam: Callable[[str], T], getal: Callable[[float], T], som: Callable[[str, T, T], T]) -> T:
    match knoop:
        case ast.BinOp(left=links, op=op, right=rechts):
            return som(_TEKENS[type(op)], _vouw(links, naam, getal, som), _vouw(rechts, naam, getal, som))
        case ast.Name(id=tekst):
            return naam(tekst)
        case ast.Constant(value=int() | float() as waarde):
            return getal(float(waarde))
    raise AssertionError("lees_formule laat alleen sommen over namen door")
