"""Which questions make up a table: each small enough for the caps of the service, independent of the others.

No `$skip`: it fails on one of the services and slows down on the other. No `ge`/`le`: years sort between months, and on
areas they are ignored. Only `eq ... or ...` over padded keys, or no filter on a dimension of which all is wanted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil
from urllib.parse import quote

from kompas.data.sources.ophalen.beschrijving import As, Beschrijving
from kompas.data.sources.ophalen.verbinding import VEILIG

MAX_RIJEN = 10_000
MAX_CELLEN = 250_000
MAX_VRAAG = 1_900  # characters: IIS refuses a query of more than 2,048
MAX_KEUZE = 500
GROEP = 1_000_000

Bereik = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Deel:
    """One question: ranges of areas, kinds and periods; of the other axes always everything."""

    gebied: Bereik
    soort: Bereik
    periode: Bereik

    def grootte(self) -> int:
        """Combinations of area, kind and period."""
        return _lengte(self.gebied) * _lengte(self.soort) * _lengte(self.periode)

    def plek(self, deel: "Deel") -> tuple[slice, ...]:
        """Where a smaller question lies within the figures of this one."""
        gebied, soort, periode = (
            slice(kleiner[0] - groter[0], kleiner[1] - groter[0])
            for groter, kleiner in (
                (self.gebied, deel.gebied),
                (self.soort, deel.soort),
                (self.periode, deel.periode),
            )
        )
        return gebied, soort, slice(None), slice(None), periode

    def helften(self) -> tuple["Deel", "Deel"] | None:
        """Two smaller questions that give the same; None when it cannot be smaller."""
        naam = max(("gebied", "soort", "periode"), key=lambda naam: _lengte(getattr(self, naam)))
        van, tot = getattr(self, naam)
        if tot - van < 2:
            return None
        midden = (van + tot) // 2
        return replace(self, **{naam: (van, midden)}), replace(self, **{naam: (midden, tot)})


@dataclass(frozen=True, slots=True)
class Groep:
    """Areas that become one Parquet part, with the questions that give all of them."""

    nummer: int
    geheel: Deel
    delen: tuple[Deel, ...]


def _lengte(bereik: Bereik) -> int:
    return bereik[1] - bereik[0]


def per_combinatie(wat: Beschrijving) -> int:
    """Rows for one area, kind and period."""
    return len(wat.vrij.sleutels) * len(wat.marges.sleutels)


def verwacht(wat: Beschrijving, deel: Deel) -> int:
    """How many rows the answer must have."""
    return deel.grootte() * per_combinatie(wat)


def max_rijen(wat: Beschrijving) -> int:
    """Rows per answer: the cap of the service, fewer for tables with very many columns."""
    kolommen = len(wat.maten) if keuze_kolommen(wat) else max(len(wat.maten), 50)
    return max(1, min(MAX_RIJEN, MAX_CELLEN // kolommen))


def keuze_kolommen(wat: Beschrijving) -> str:
    """The `$select`; empty when it would make the address too long: then every column comes along."""
    namen = [*(naam for naam in wat.volgorde), *(maat.kolom for maat in wat.maten)]
    tekst = ",".join(namen)
    return tekst if len(tekst) <= MAX_KEUZE and not wat.vorm.alle_maten else ""


def vraag_voor(wat: Beschrijving, deel: Deel) -> dict[str, str]:
    """The OData question for a part."""
    stukken = [
        _of(wat.gebied, deel.gebied),
        _of(wat.soort, deel.soort),
        _of(wat.vrij, (0, len(wat.vrij.sleutels))),
        _of(wat.marges, (0, len(wat.marges.sleutels))),
        _of(wat.periode, deel.periode),
        *(gelijk(naam, sleutel) for naam, sleutel in wat.vast.items()),
    ]
    vraag = {"$format": "json"}
    if filters := [stuk for stuk in stukken if stuk]:
        vraag["$filter"] = " and ".join(filters)
    if kolommen := keuze_kolommen(wat):
        vraag["$select"] = kolommen
    return vraag


def gelijk(naam: str, sleutel: str) -> str:
    return f"{naam} eq '{sleutel.replace(chr(39), chr(39) * 2)}'"


def _of(as_: As, bereik: Bereik) -> str:
    if as_.alle and _lengte(bereik) == len(as_.sleutels):
        return ""
    keuze = [gelijk(as_.naam, sleutel) for sleutel in as_.sleutels[slice(*bereik)]]
    return keuze[0] if len(keuze) == 1 else f"({' or '.join(keuze)})"


def maak_plan(wat: Beschrijving, grens: int = 0) -> tuple[Groep, ...]:
    """Every question, in groups of areas of about a million figures."""
    stap = _stappen(wat, grens or max_rijen(wat))
    gebieden, soorten, perioden = len(wat.gebied.sleutels), len(wat.soort.sleutels), len(wat.periode.sleutels)
    per_groep = max(1, _in_groep(wat) // stap.gebied) * stap.gebied
    groepen = []
    for nummer, (van, tot) in enumerate(_stukken(0, gebieden, per_groep)):
        assen = _stukken(van, tot, stap.gebied), _stukken(0, soorten, stap.soort), _stukken(0, perioden, stap.periode)
        geheel = Deel((van, tot), (0, soorten), (0, perioden))
        groepen.append(Groep(nummer, geheel, tuple(Deel(*ranges) for ranges in product(*map(list, assen)))))
    return tuple(groepen)


def _in_groep(wat: Beschrijving) -> int:
    """How many areas make one part; at least one."""
    per_gebied = len(wat.soort.sleutels) * len(wat.periode.sleutels) * len(wat.vrij.sleutels) * len(wat.maten)
    return max(1, GROEP // per_gebied)


def _stukken(van: int, tot: int, stap: int) -> Iterator[Bereik]:
    """Pieces of at most `stap`, as equal as they can be."""
    aantal = max(1, ceil((tot - van) / stap))
    for nummer in range(aantal):
        yield van + (tot - van) * nummer // aantal, van + (tot - van) * (nummer + 1) // aantal


@dataclass(frozen=True, slots=True)
class _Stappen:
    """How many areas, kinds and periods go into one question."""

    gebied: int
    soort: int
    periode: int


def _stappen(wat: Beschrijving, grens: int) -> _Stappen:
    """The sizes that need the fewest questions, within rows and length of the address."""
    ruimte = MAX_VRAAG - len(keuze_kolommen(wat)) - 60 - sum(_breed(n, (s,)) for n, s in wat.vast.items())
    ruimte -= sum(_lengte_filter(as_, len(as_.sleutels)) for as_ in (wat.vrij, wat.marges))
    combinaties = max(1, grens // per_combinatie(wat))
    beste, minste = _Stappen(1, 1, 1), 10**12
    breed_gebied, breed_soort, breed_periode = map(_breed_van_een, (wat.gebied, wat.soort, wat.periode))
    for perioden in _keuzes(wat.periode):
        for soorten in _keuzes(wat.soort):
            over = ruimte - _lengte_filter(wat.periode, perioden, breed_periode)
            over -= _lengte_filter(wat.soort, soorten, breed_soort)
            gebieden = min(combinaties // (perioden * soorten), len(wat.gebied.sleutels), _in_groep(wat))
            gebieden = _passend(wat.gebied, gebieden, over, breed_gebied)
            if gebieden < 1 or over < 0:
                continue
            aantal = _vragen(wat, gebieden, soorten, perioden)
            if aantal < minste:
                beste, minste = _Stappen(gebieden, soorten, perioden), aantal
    return beste


def _vragen(wat: Beschrijving, gebieden: int, soorten: int, perioden: int) -> int:
    paren = ((wat.gebied, gebieden), (wat.soort, soorten), (wat.periode, perioden))
    aantal = 1
    for as_, stap in paren:
        aantal *= ceil(len(as_.sleutels) / stap)
    return aantal


def _keuzes(as_: As) -> Iterator[int]:
    """Everything first, then as even pieces as possible."""
    alle = len(as_.sleutels)
    yield from dict.fromkeys(ceil(alle / delen) for delen in range(1, alle + 1))


def _breed(naam: str, sleutels: Sequence[str]) -> int:
    """Characters that these keys take in the address."""
    return sum(len(quote(f" or {gelijk(naam, sleutel)}", safe=VEILIG)) for sleutel in sleutels) + 20


def _lengte_filter(as_: As, aantal: int, breed: int = 0) -> int:
    """Characters of a choice of so many members; `breed` is what one of them takes."""
    if as_.alle and aantal == len(as_.sleutels):
        return 0
    return aantal * (breed or _breed_van_een(as_)) + 20


def _breed_van_een(as_: As) -> int:
    return max(_breed(as_.naam, (sleutel,)) - 20 for sleutel in as_.sleutels[:1] + as_.sleutels[-1:])


def _passend(as_: As, aantal: int, ruimte: int, breed: int) -> int:
    """As many areas as fit in the address."""
    if _lengte_filter(as_, aantal, breed) <= ruimte:
        return aantal
    return max(0, (ruimte - 20) // breed)
