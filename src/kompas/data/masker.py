"""Which counts below a municipality may be published, decided once for a whole year and never per question.

A question asks a few cells; two questions together could give away what each of them hides. So the decision is made on
the full table of one source, one municipality and one calendar year, with all its totals, and every answer keeps to it.
"""

import math
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from threading import Lock
from typing import Final

from kompas.data.definities import Bron, Definities
from kompas.data.kubus.antwoorden import Blok, Getallen
from kompas.data.store import FeitRij, Store
from kompas.stats.openbaarmaking import Cel, Reden, Tabel, onderdruk, onderdruk_versies

MAX_MASKERS: Final = 256
BOVEN_OF_GELIJK: Final = frozenset({"NL", "LD", "PV", "RE", "PD", "BT", "VR", "GG", "GM", "AR", "CR", "KK"})
"""Kinds of areas, by the first letters of their code, that are a municipality or larger."""


def onder_gemeente(gebied: str) -> bool:
    """Whether an area may be smaller than a municipality; an unknown kind of code counts as one."""
    return gebied[:2].upper() not in BOVEN_OF_GELIJK


def gemeente_van(gebied: str) -> str:
    """The municipality of a wijk or buurt, which its code carries: BU05750101 lies in GM0575; else nothing."""
    soort, nummer = gebied[:2], gebied[2:6]
    return f"GM{nummer}" if soort in {"GM", "WK", "BU"} and len(nummer) == 4 and nummer.isdigit() else ""


def bovenliggend(gebied: str) -> str:
    """The area in which a buurt or wijk lies: BU05750101 in WK057501, WK057501 in GM0575."""
    return f"WK{gebied[2:8]}" if gebied.startswith("BU") else gemeente_van(gebied)


def is_buurt(gebied: str) -> bool:
    """Smaller than a wijk, or unknown."""
    return onder_gemeente(gebied) and not gebied.startswith("WK")


def familie(code: str) -> tuple[str, str]:
    """What a code counts and of which kind: `aangiften:1.1.1` are reports, of kind 1.1.1; a bare code counts itself."""
    wat, scheiding, soort = code.rpartition(":")
    return wat + scheiding, soort


@dataclass(frozen=True)
class Masker:
    """The decision about one table: cells that have a number, and why some are hidden."""

    met_getal: frozenset[Cel]
    redenen: Mapping[Cel, Reden]

    def bezwaar(self, gebied: str, code: str) -> str:
        """Why a cell is not published, or nothing; a cell that was not judged is not published."""
        cel = (gebied, code)
        if cel in self.redenen:
            return self.redenen[cel].voor_lezer
        return "" if cel in self.met_getal else "voor dit gebied is niet na te gaan of het aantal openbaar kan zijn"


@dataclass(frozen=True)
class Maskers:
    """The masks of one store; made at the first question and remembered, because a build never changes."""

    store: Store
    definities: Definities
    drempel: int

    def van(self, bron: Bron, code: str, gemeente: str, jaar: int) -> Masker:
        wat = familie(code)[0]
        sleutel = (self.store.build_id, bron.key, wat, gemeente, jaar, self.drempel)
        if (klaar := _GEHEUGEN.geef(sleutel)) is not None:
            return klaar
        return _GEHEUGEN.bewaar(sleutel, self._maak(bron, wat, gemeente, jaar))

    def _maak(self, bron: Bron, wat: str, gemeente: str, jaar: int) -> Masker:
        gebieden = [gemeente, *self._delen(gemeente)]
        lijst = self.definities.soortenlijsten.get(bron.soorten) if bron.soorten else None
        codes = [wat + soort.code for soort in lijst.soorten] if lijst else self._codes(bron, wat, gebieden)
        totaal = wat + lijst.totaal if lijst and lijst.totaal else None
        boven: dict[Hashable, Hashable] = {deel: bovenliggend(deel) for deel in gebieden if deel != gemeente}
        standen = list(self._standen(bron, codes, gebieden, jaar))
        versies = [Tabel(waarden, boven, totaal) for waarden in standen]
        cellen = frozenset(cel for waarden in standen for cel in waarden)
        zeden = {cel for cel in cellen if cel[0] != gemeente and is_zeden(bron, str(cel[1]))}
        vast = {cel for cel in cellen if cel[0] == gemeente}
        if totaal is not None:
            redenen = onderdruk_versies(versies, drempel=self.drempel, nooit=zeden, vast=vast).redenen
        else:
            redenen = _hele_rijen_versies(versies, self.drempel, zeden, vast)
        return Masker(frozenset(cel for cel, getal in standen[-1].items() if getal is not None), redenen)

    def _standen(
        self, bron: Bron, codes: Sequence[str], gebieden: Sequence[str], jaar: int
    ) -> Iterator[Mapping[Cel, float | None]]:
        """The figures of the year as they were shown one after the other, the last those of now.

        Somebody may have kept a page of each of them. As far as days tell: two changes on one day are one.
        """
        vorige: Mapping[Cel, float | None] = {}
        for dag in self.store.dagen_herzien(bron.key, gebieden, jaar):
            toen = replace(self, store=self.store.op(dag - timedelta(days=1)))
            stand = dict(toen._waarden(bron, codes, gebieden, jaar))
            if stand and stand != vorige:
                yield (vorige := stand)
        nu = dict(self._waarden(bron, codes, gebieden, jaar))
        if nu != vorige or not nu:
            yield nu

    def _delen(self, gemeente: str) -> list[str]:
        nummer = gemeente[2:]
        return [code for code, _ in self.store.gebieden() if code[:2] in {"WK", "BU"} and code[2:6] == nummer]

    def _codes(self, bron: Bron, wat: str, gebieden: Sequence[str]) -> list[str]:
        """Every code of a source without a list of its own."""
        uit_bestanden = self.store.codes_in_bestanden(bron.key, gebieden)
        uit_tabellen = (code for tabel in self._tabellen(bron) for code in self.store.lezer.indeling(tabel).codes)
        return sorted({code for code in (*uit_bestanden, *uit_tabellen) if familie(code)[0] == wat})

    def _tabellen(self, bron: Bron) -> list[str]:
        """The fetched tables of a source, the preferred one first."""
        voorkeur = {tabel: plek for plek, tabel in enumerate(bron.tabellen)}
        van_bron = (tabel for tabel, kubus in self.store.kubussen.items() if kubus.bron == bron.key)
        return sorted(van_bron, key=lambda tabel: (voorkeur.get(tabel, 99), tabel))

    def _waarden(
        self, bron: Bron, codes: Sequence[str], gebieden: Sequence[str], jaar: int
    ) -> Iterator[tuple[Cel, float | None]]:
        """The figures of the year as they are shown: all that files have in one question, and whole tables at once."""
        in_bestanden = self.store.jaar_uit_bestanden(bron.key, gebieden, jaar)
        lees, op = self.store.lezer.gemeente_jaar, self.store.op_dag
        blokken = [lees(tabel, gebieden[0], jaar, op) for tabel in self._tabellen(bron)]
        cellen = dict(_uit_blokken(blokken, jaar))
        for gebied in gebieden:
            for code in codes:
                if rijen := in_bestanden.get((gebied, code)):
                    yield (gebied, code), _jaarcijfer(rijen, bron, jaar)
                elif (gebied, code) in cellen:
                    yield (gebied, code), cellen[gebied, code]


def _uit_blokken(blokken: Sequence[Blok], jaar: int) -> Iterator[tuple[Cel, float | None]]:
    """Per cell the year of the first table that has a number for it, or else twelve months together."""
    for blok in reversed(blokken):  # what comes later goes over what came before: the preferred table is last
        yield from _cellen(blok, _maanden_samen(blok, jaar))
    for blok in reversed(blokken):
        yield from _cellen(blok, _jaar(blok, jaar))


def _cellen(blok: Blok, getallen: Getallen | None) -> Iterator[tuple[Cel, float | None]]:
    if getallen is None:
        return
    for (i, gebied), (j, code) in product(enumerate(blok.gebieden), enumerate(blok.codes)):
        getal = float(getallen[i, j])
        if not math.isnan(getal):
            yield (gebied, code), getal


def _jaar(blok: Blok, jaar: int) -> Getallen | None:
    periode = f"{jaar}JJ00"
    return blok.waarde[:, :, blok.perioden.index(periode)] if periode in blok.perioden else None


def _maanden_samen(blok: Blok, jaar: int) -> Getallen | None:
    """The sum of the months, NaN where one misses."""
    plekken = [plek for plek, periode in enumerate(blok.perioden) if periode.startswith(f"{jaar}MM")]
    som: Getallen = blok.waarde[:, :, plekken].sum(axis=2)
    return som if len(plekken) == 12 else None


def is_zeden(bron: Bron, code: str) -> bool:
    return bron.openbaarheid == "zeden" or familie(code)[1] in bron.zedencodes


def _jaarcijfer(rijen: Sequence[FeitRij], bron: Bron, jaar: int) -> float | None:
    """The figure of a calendar year as it is shown: the row of the preferred table, or twelve months together."""
    voorkeur = {tabel: plek for plek, tabel in enumerate(bron.tabellen)}

    def best(periode: str) -> FeitRij | None:
        passend = [rij for rij in rijen if rij.periode == periode]
        return min(
            passend,
            key=lambda rij: (rij.waarde is None, rij.voorbeeld, voorkeur.get(rij.tabel, 99), rij.tabel),
            default=None,
        )

    if (heel := best(f"{jaar}JJ00")) is not None:
        return heel.waarde
    maanden = [maand.waarde for nummer in range(1, 13) if (maand := best(f"{jaar}MM{nummer:02d}")) is not None]
    getallen = [getal for getal in maanden if getal is not None]
    return sum(getallen) if len(getallen) == 12 else None


def _hele_rijen_versies(
    versies: Sequence[Tabel], drempel: int, nooit: Collection[Cel], vast: Collection[Cel]
) -> Mapping[Cel, Reden]:
    """An area that was hidden in an earlier version stays so."""
    redenen: Mapping[Cel, Reden] = {}
    for tabel in versies:
        rijen = {rij for rij, _ in redenen}
        gebleven = {cel for cel in tabel.waarden if cel[0] in rijen} - set(vast)
        nu = _hele_rijen(tabel, drempel, set(nooit) | gebleven, vast)
        eerder = {cel: Reden.EERDER for cel in gebleven if cel not in nooit}
        redenen = {cel: eerder.get(cel, reden) for cel, reden in nu.items()}
    return redenen


def _hele_rijen(tabel: Tabel, drempel: int, nooit: Collection[Cel], vast: Collection[Cel]) -> Mapping[Cel, Reden]:
    """For a source of which nobody knows which code is the total of which: an area shows all its codes or none.

    Hidden areas of one code ask for others; those are hidden in every code, until no code asks for more.
    """
    verborgen: set[Cel] = set(nooit)
    redenen: dict[Cel, Reden] = {}
    while True:
        for kolom in sorted({kolom for _, kolom in tabel.waarden}, key=repr):
            deel = Tabel({cel: getal for cel, getal in tabel.waarden.items() if cel[1] == kolom}, tabel.boven)
            for cel, reden in onderdruk(deel, drempel=drempel, nooit=verborgen, vast=vast).redenen.items():
                eerder = Reden.NOOIT if cel in nooit else Reden.AFLEIDBAAR if cel in verborgen else reden
                redenen.setdefault(cel, eerder)
        rijen = {rij for rij, _ in redenen}
        groter = {cel for cel in tabel.waarden if cel[0] in rijen} - set(vast)
        if groter <= verborgen:
            return redenen
        verborgen |= groter


class _Geheugen:
    """The newest masks of this process, for every build and thread."""

    def __init__(self) -> None:
        self._maskers: OrderedDict[tuple[object, ...], Masker] = OrderedDict()
        self._slot = Lock()

    def geef(self, sleutel: tuple[object, ...]) -> Masker | None:
        with self._slot:
            if sleutel in self._maskers:
                self._maskers.move_to_end(sleutel)
            return self._maskers.get(sleutel)

    def bewaar(self, sleutel: tuple[object, ...], masker: Masker) -> Masker:
        with self._slot:
            self._maskers[sleutel] = masker
            if len(self._maskers) > MAX_MASKERS:
                self._maskers.popitem(last=False)
        return masker


_GEHEUGEN: Final = _Geheugen()
