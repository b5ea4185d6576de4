"""One answer with figures: read strictly, every combination exactly once, number, blank and dot kept apart."""

import math
import re
from dataclasses import dataclass
from operator import attrgetter
from types import GenericAlias
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from kompas.data.levering import BLANCO, PUNT
from kompas.data.sources.ophalen.beschrijving import Beschrijving
from kompas.data.sources.ophalen.plan import Deel, verwacht
from kompas.data.sources.ophalen.verbinding import OnleesbaarError

_GETAL = re.compile(r"[+-]?\d+(\.\d*)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_ONTHOUDEN = 200_000
_KOLOMMEN = 64
Waarden = NDArray[np.float64]
Vlaggen = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Blad:
    """Figures of a part: axes area, kind, free member, measure, period, margin."""

    waarden: Waarden
    vlaggen: Vlaggen


def leeg_blad(wat: Beschrijving, deel: Deel) -> Blad:
    """Room for the figures of a part."""
    vorm = vorm_van(wat, deel)
    return Blad(np.empty(vorm), np.empty(vorm, np.uint8))


def vorm_van(wat: Beschrijving, deel: Deel) -> tuple[int, ...]:
    """Area, kind, free member, measure, period, margin."""
    gebied, soort, periode = (tot - van for van, tot in (deel.gebied, deel.soort, deel.periode))
    return gebied, soort, len(wat.vrij.sleutels), len(wat.maten), periode, len(wat.marges.sleutels)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The rows of one page as the service sent them, and the link to the next one."""

    rijen: list[Any]
    verder: str


class Bladlezer:
    """Reads the pages of one table; made once, used by every connection."""

    def __init__(self, wat: Beschrijving) -> None:
        self._wat = wat
        self._dims = [naam for naam in wat.volgorde if naam in wat.assen]
        kolommen = [*self._dims, *(maat.kolom for maat in wat.maten)]
        velden = [
            (f"k{nummer}", str if nummer < len(self._dims) else str | float | None) for nummer in range(len(kolommen))
        ]
        namen = {f"k{nummer}": kolom for nummer, kolom in enumerate(kolommen)}
        rij = msgspec.defstruct("Rij", velden, rename=namen, gc=False)
        rijen = GenericAlias(list, (rij,))  # a type made at run time, after the columns of the table
        antwoord = msgspec.defstruct(
            "Antwoord", [("value", rijen), ("verder", str, "")], rename={"verder": "odata.nextLink"}
        )
        self._lezer = msgspec.json.Decoder(antwoord)
        self._dimkolom = [attrgetter(f"k{nummer}") for nummer in range(len(self._dims))]
        self._maatkolom = [attrgetter(f"k{len(self._dims) + nummer}") for nummer in range(len(wat.maten))]
        self._gelezen = _Gelezen()
        self._rechte: dict[tuple[tuple[str, ...], int, int], list[str]] = {}
        self._as_van = {
            wat.vorm.gebied: 0, wat.vorm.soort_dimensie: 1, wat.vorm.vrij: 2, wat.vorm.periode: 3, wat.marges.naam: 4,
        }  # fmt: skip

    def ontleed(self, lichaam: bytes) -> Antwoord:
        """The rows; a missing column, a cut-off answer or anything that is no JSON is refused."""
        try:
            gelezen: Any = self._lezer.decode(lichaam)
        except (msgspec.DecodeError, UnicodeDecodeError) as fout:
            raise OnleesbaarError(f"{len(lichaam)} bytes, {fout}") from None
        return Antwoord(gelezen.value, gelezen.verder)

    def plaats(self, deel: Deel, rijen: list[Any]) -> Blad:
        """Every row in its place; `OnleesbaarError` when one is missing, double, or not what was asked."""
        wat = self._wat
        if len(rijen) != verwacht(wat, deel):
            raise OnleesbaarError(f"{len(rijen)} rijen in plaats van {verwacht(wat, deel)}")
        sleutels = self._sleutels(deel)
        volgorde = self._volgorde(sleutels, rijen)
        vorm = [len(sleutels[naam]) for naam in self._dims]
        waarden = np.empty((len(wat.maten), len(rijen)))
        vlaggen = np.empty((len(wat.maten), len(rijen)), np.uint8)
        for nummer, kolom in enumerate(self._maatkolom):
            waarden[nummer], vlaggen[nummer] = lees_waarden(list(map(kolom, rijen)), self._gelezen)
        if volgorde is not None:
            waarden, vlaggen = waarden[:, volgorde], vlaggen[:, volgorde]
        assen = self._naar_assen()
        return Blad(
            np.ascontiguousarray(assen(waarden.reshape(-1, *vorm))),
            np.ascontiguousarray(assen(vlaggen.reshape(-1, *vorm))),
        )

    def _sleutels(self, deel: Deel) -> dict[str, tuple[str, ...]]:
        wat = self._wat
        alles = {naam: as_.sleutels for naam, as_ in wat.assen.items()}
        keuze = {wat.gebied.naam: deel.gebied, wat.soort.naam: deel.soort, wat.periode.naam: deel.periode}
        return {naam: sleutels[slice(*keuze[naam])] if naam in keuze else sleutels for naam, sleutels in alles.items()}

    def _volgorde(self, sleutels: dict[str, tuple[str, ...]], rijen: list[Any]) -> NDArray[np.int64] | None:
        """Which row stands at which place; None when they already stand in the order of the table."""
        kolommen = [list(map(kolom, rijen)) for kolom in self._dimkolom]
        herhaal, binnen = 1, len(rijen)
        recht = True
        for naam, kolom in zip(self._dims, kolommen, strict=True):
            leden = sleutels[naam]
            binnen //= len(leden)
            recht = recht and kolom == self._recht(naam, leden, binnen, herhaal)
            herhaal *= len(leden)
        return None if recht else self._zoek(sleutels, kolommen)

    def _recht(self, naam: str, leden: tuple[str, ...], binnen: int, herhaal: int) -> list[str]:
        """The column as it is when the rows are in order; kept for kinds and periods, which come back in every page."""
        if naam == self._wat.gebied.naam:
            return [lid for lid in leden for _ in range(binnen)] * herhaal
        sleutel = (leden, binnen, herhaal)
        if sleutel not in self._rechte:
            if len(self._rechte) > _KOLOMMEN:
                self._rechte.clear()
            self._rechte[sleutel] = [lid for lid in leden for _ in range(binnen)] * herhaal
        return self._rechte[sleutel]

    def _zoek(self, sleutels: dict[str, tuple[str, ...]], kolommen: list[list[str]]) -> NDArray[np.int64]:
        """Place by key, whatever the padding and the order; every place must be taken once."""
        plek = np.zeros(len(kolommen[0]), np.int64)
        for naam, kolom in zip(self._dims, kolommen, strict=True):
            nummers = {lid.strip(): nummer for nummer, lid in enumerate(sleutels[naam])}
            try:
                plek = plek * len(nummers) + np.array([nummers[sleutel.strip()] for sleutel in kolom])
            except KeyError as fout:
                raise OnleesbaarError(f"{naam} {fout.args[0]!r} is niet gevraagd") from None
        if len(np.unique(plek)) != len(plek):
            raise OnleesbaarError("dezelfde rij komt twee keer voor")
        return np.argsort(plek)

    def _naar_assen(self) -> "_Assen":
        return _Assen(tuple(self._as_van[naam] for naam in self._dims))


@dataclass(frozen=True, slots=True)
class _Assen:
    """From (measure, dimensions of the table) to (area, kind, free, measure, period, margin)."""

    plaatsen: tuple[int, ...]

    def __call__(self, cijfers: NDArray[Any]) -> NDArray[Any]:
        volgorde = np.argsort(self.plaatsen)
        uit = cijfers.transpose(0, *(1 + volgorde))
        for plaats in range(5):
            if plaats not in self.plaatsen:
                uit = np.expand_dims(uit, 1 + plaats)
        return np.moveaxis(uit, 0, 3)


class _Gelezen(dict[object, float]):
    """What a text of the service means, each read once: blank is NaN, a dot is infinite, else it must be a number.

    Figures repeat (most are small), so that looking one up costs a tenth of reading it.
    """

    def __missing__(self, ruw: object) -> float:
        waarde = _lees(ruw)
        if len(self) < _ONTHOUDEN:
            self[ruw] = waarde
        return waarde


def _lees(ruw: object) -> float:
    tekst = "" if ruw is None else str(ruw).strip()
    if tekst in {"", "."}:
        return math.inf if tekst else math.nan
    if not _GETAL.fullmatch(tekst):
        raise OnleesbaarError(f"{tekst[:40]!r} is geen getal")
    return float(tekst)


def lees_waarden(ruw: list[Any], gelezen: dict[object, float] | None = None) -> tuple[Waarden, Vlaggen]:
    """Numbers with flags: nothing or spaces is blank, a dot is secret; anything else must be a number."""
    betekenis = _Gelezen() if gelezen is None else gelezen
    waarden = np.fromiter(map(betekenis.__getitem__, ruw), np.float64, len(ruw))
    vlaggen = np.zeros(len(ruw), np.uint8)
    if not np.isfinite(waarden).all():
        vlaggen[np.isnan(waarden)], vlaggen[np.isinf(waarden)] = BLANCO, PUNT
        waarden[vlaggen != 0] = np.nan
    return waarden, vlaggen
