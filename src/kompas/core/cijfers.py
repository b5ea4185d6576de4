"""The figures that the web server shows: opened once, opened again when another build became active."""

from collections import OrderedDict
from datetime import date
from pathlib import Path
from threading import Lock
from uuid import UUID

from django.conf import settings

from kompas.core.eigen import controleer, eigen_van
from kompas.core.models import Gemeente
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import Opslag
from kompas.data.definities import Definities, laad_definities
from kompas.data.sources.ophalen import Bronadressen

_SLOT = Lock()
_DAGEN_MAX = 8
_geopend: dict[tuple[Path, str, tuple[Path, ...]], Cijfers] = {}
_op_dag: OrderedDict[date, Cijfers] = OrderedDict()
_EIGEN_MAX = 32
_met_eigen_erbij: OrderedDict[tuple[int, tuple[tuple[UUID, int], ...]], tuple[Cijfers, Cijfers]] = OrderedDict()


def cijfermap() -> Path:
    """Where the builds of this installation are."""
    return Path(settings.KOMPAS_HOME) / "cijfers"


def definitiemappen() -> tuple[Path, ...]:
    """The folder with the municipality's own definitions, if it has one."""
    return tuple(settings.KOMPAS_DEFINITIES)


def definities_van(gemeente: Gemeente) -> Definities:
    """What this municipality can choose: the definitions of everyone and its own indicators that hold today."""
    algemeen = laad_definities(*definitiemappen())
    return algemeen.met(controleer(eigen_van(gemeente), algemeen).goed)


def cijfers(op: date | None = None, gemeente: Gemeente | None = None) -> Cijfers:
    """The active figures, or with `op` what was known on that day; with `gemeente` its own indicators are there too.

    An older build that a running request still reads stays open until nobody holds it.
    """
    gevonden = _cijfers(op)
    return gevonden if gemeente is None else _met_eigen(gevonden, gemeente)


def _met_eigen(gevonden: Cijfers, gemeente: Gemeente) -> Cijfers:
    """The own indicators of this one municipality beside those of everyone; kept until one of them changes."""
    rijen = eigen_van(gemeente)
    if not rijen:
        return gevonden
    sleutel = (id(gevonden), tuple((rij.pk, rij.versie) for rij in rijen))
    with _SLOT:
        if sleutel not in _met_eigen_erbij:
            goed = controleer(rijen, gevonden.definities).goed
            # The base is kept with it: as long as it lives, no other object has its id.
            _met_eigen_erbij[sleutel] = (gevonden, gevonden.met_definities(goed))
            if len(_met_eigen_erbij) > _EIGEN_MAX:
                _met_eigen_erbij.popitem(last=False)
        _met_eigen_erbij.move_to_end(sleutel)
        return _met_eigen_erbij[sleutel][1]


def _cijfers(op: date | None) -> Cijfers:
    sleutel = (cijfermap(), Opslag(cijfermap()).actief, definitiemappen())
    with _SLOT:
        if sleutel not in _geopend:
            _geopend.clear()
            _op_dag.clear()
            _met_eigen_erbij.clear()
            _geopend[sleutel] = open_cijfers(
                sleutel[0], *sleutel[2], build=sleutel[1], backend=settings.KOMPAS_CIJFERS_BACKEND
            )
        nu = _geopend[sleutel]
        return nu if op is None else _bekend_op(nu, op)


def _bekend_op(nu: Cijfers, dag: date) -> Cijfers:
    """The figures of a day; a few days are kept, because every page of a visit asks the same one."""
    if dag not in _op_dag:
        _op_dag[dag] = nu.op(dag)
        if len(_op_dag) > _DAGEN_MAX:
            _op_dag.popitem(last=False)
    _op_dag.move_to_end(dag)
    return _op_dag[dag]


def bronadressen() -> Bronadressen:
    """Where the sources are: their public addresses, or those that the administrator gave."""
    return Bronadressen.lees(settings.KOMPAS_BRONADRESSEN)
