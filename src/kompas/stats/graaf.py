"""Small questions about directed graphs: parts in which one can go round, bridges, the cheapest way."""

import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Knoop = Hashable
E = TypeVar("E", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Boog(Generic[E]):
    """An arc from one node to another; `naam` tells arcs between the same nodes apart."""

    naam: E
    van: Knoop
    naar: Knoop

    @property
    def omgekeerd(self) -> "Boog[E]":
        return Boog(self.naam, self.naar, self.van)


def sterke_delen(bogen: Sequence[Boog[E]]) -> dict[Knoop, int]:
    """For each node the number of its strong part: within a part one can get from every node to every other.

    Kosaraju: first the order in which a walk along the arcs leaves the nodes, then walks against the arcs.
    """
    uit, in_ = _buren(bogen), _buren([boog.omgekeerd for boog in bogen])
    volgorde = _verlaten([*dict.fromkeys([*uit, *in_])], uit)
    deel: dict[Knoop, int] = {}
    for nummer, begin in enumerate(reversed(volgorde)):
        if begin in deel:
            continue
        deel[begin] = nummer
        stapel = [begin]
        while stapel:
            for boog in in_[stapel.pop()]:
                if boog.naar not in deel:
                    deel[boog.naar] = nummer
                    stapel.append(boog.naar)
    return deel


def _buren(bogen: Sequence[Boog[E]]) -> defaultdict[Knoop, list[Boog[E]]]:
    buren: defaultdict[Knoop, list[Boog[E]]] = defaultdict(list)
    for boog in bogen:
        buren[boog.van].append(boog)
    return buren


def _verlaten(knopen: Sequence[Knoop], uit: Mapping[Knoop, Sequence[Boog[E]]]) -> list[Knoop]:
    """The nodes in the order in which a depth-first walk is done with them."""
    gezien: set[Knoop] = set()
    klaar: list[Knoop] = []
    for begin in knopen:
        if begin in gezien:
            continue
        gezien.add(begin)
        stapel = [(begin, iter(uit.get(begin, ())))]
        while stapel:
            knoop, verder = stapel[-1]
            volgende = next((boog.naar for boog in verder if boog.naar not in gezien), None)
            if volgende is None:
                klaar.append(knoop)
                stapel.pop()
            else:
                gezien.add(volgende)
                stapel.append((volgende, iter(uit.get(volgende, ()))))
    return klaar


def bruggen(bogen: Sequence[Boog[E]]) -> set[E]:
    """The names of the arcs without which, whatever their direction, the graph would fall apart (Tarjan)."""
    heen_en_weer = _buren([*bogen, *(boog.omgekeerd for boog in bogen)])
    nummer: dict[Knoop, int] = {}
    laagst: dict[Knoop, int] = {}
    gevonden: set[E] = set()
    for begin in list(heen_en_weer):
        if begin not in nummer:
            gevonden.update(_bruggen_vanaf(begin, heen_en_weer, nummer, laagst))
    return gevonden


def _bruggen_vanaf(
    begin: Knoop, buren: Mapping[Knoop, Sequence[Boog[E]]], nummer: dict[Knoop, int], laagst: dict[Knoop, int]
) -> Iterator[E]:
    nummer[begin] = laagst[begin] = len(nummer)
    stapel: list[tuple[Boog[E] | None, Knoop, Iterator[Boog[E]]]] = [(None, begin, iter(buren[begin]))]
    while stapel:
        kwam, knoop, verder = stapel[-1]
        boog = next((b for b in verder if kwam is None or b.naam != kwam.naam), None)
        if boog is None:
            stapel.pop()
            if kwam is not None:
                laagst[kwam.van] = min(laagst[kwam.van], laagst[knoop])
                if laagst[knoop] > nummer[kwam.van]:
                    yield kwam.naam
        elif boog.naar in nummer:
            laagst[knoop] = min(laagst[knoop], nummer[boog.naar])
        else:
            nummer[boog.naar] = laagst[boog.naar] = len(nummer)
            stapel.append((boog, boog.naar, iter(buren[boog.naar])))


def goedkoopste_weg(
    buren: Mapping[Knoop, Sequence[Boog[E]]], van: Knoop, naar: Knoop, prijs: Callable[[E], float | None]
) -> tuple[float, list[E]] | None:
    """The cheapest way and what it costs (Dijkstra); an arc without price cannot be taken. None when there is none."""
    beste: dict[Knoop, float] = {van: 0.0}
    kwam: dict[Knoop, Boog[E]] = {}
    rij: list[tuple[float, int, Knoop]] = [(0.0, 0, van)]
    gedaan: set[Knoop] = set()
    volgnummer = itertools.count(1)  # nodes of different kinds have no order
    while rij:
        kosten, _, knoop = heapq.heappop(rij)
        if knoop == naar:
            return kosten, list(_terug(kwam, van, naar))
        if knoop in gedaan:
            continue
        gedaan.add(knoop)
        for boog in buren.get(knoop, ()):
            extra = prijs(boog.naam)
            if extra is None or boog.naar in gedaan or kosten + extra >= beste.get(boog.naar, float("inf")):
                continue
            beste[boog.naar] = kosten + extra
            kwam[boog.naar] = boog
            heapq.heappush(rij, (beste[boog.naar], next(volgnummer), boog.naar))
    return None


def _terug(kwam: Mapping[Knoop, Boog[E]], van: Knoop, naar: Knoop) -> Iterator[E]:
    while naar != van:
        yield kwam[naar].naam
        naar = kwam[naar].van
