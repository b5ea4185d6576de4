"""Which indicators have figures for a municipality: found once per set of figures, for the catalogue is long."""

from kompas.data.cijfers import Cijfers
from kompas.data.definities import Definities, IndicatorDefinitie
from kompas.data.geheugen import Geheugen
from kompas.data.openbaar import OpenbareCijfers

_bewaard = Geheugen(64)
_Gevonden = tuple[Definities, tuple[IndicatorDefinitie, ...]]


def met_cijfers(cijfers: Cijfers, gebied: str) -> tuple[IndicatorDefinitie, ...]:
    """Every indicator of the catalogue with a figure for this area, in the order of the definitions."""
    sleutel = (cijfers.build_id, cijfers.op_dag, gebied, _met_rol(cijfers, gebied), id(cijfers.definities))

    def maak() -> _Gevonden:
        # The definitions are kept in the answer: as long as they are there, no other object has their id.
        return cijfers.definities, cijfers.indicatoren_met_cijfers(gebied, alle=True)

    return _bewaard.geef(sleutel, maak)[1]


def _met_rol(cijfers: Cijfers, gebied: str) -> bool:
    """Who has a role in a municipality may see more of it."""
    return not isinstance(cijfers, OpenbareCijfers) or gebied in cijfers.rol_in
