"""Which indicators have figures for a municipality: found once per set of figures, for the catalogue is long."""

from collections import OrderedDict
from threading import Lock

from kompas.data.cijfers import Cijfers
from kompas.data.definities import Definities, IndicatorDefinitie
from kompas.data.openbaar import OpenbareCijfers

_BEWAARD_MAX = 64
_SLOT = Lock()
_Sleutel = tuple[str, str, str, bool, int]
# The definitions are kept with the answer: as long as they live, no other object has their id.
_bewaard: OrderedDict[_Sleutel, tuple[Definities, tuple[IndicatorDefinitie, ...]]] = OrderedDict()


def met_cijfers(cijfers: Cijfers, gebied: str) -> tuple[IndicatorDefinitie, ...]:
    """Every indicator of the catalogue with a figure for this area, in the order of the definitions."""
    sleutel = (cijfers.build_id, str(cijfers.op_dag or ""), gebied, _met_rol(cijfers, gebied), id(cijfers.definities))
    with _SLOT:
        if sleutel in _bewaard:
            _bewaard.move_to_end(sleutel)
            return _bewaard[sleutel][1]
    gevonden = cijfers.indicatoren_met_cijfers(gebied, alle=True)
    with _SLOT:
        _bewaard[sleutel] = (cijfers.definities, gevonden)
        while len(_bewaard) > _BEWAARD_MAX:
            _bewaard.popitem(last=False)
    return gevonden


def _met_rol(cijfers: Cijfers, gebied: str) -> bool:
    """Who has a role in a municipality may see more of it."""
    return not isinstance(cijfers, OpenbareCijfers) or gebied in cijfers.rol_in
