"""Downloads side by side: which hidden counts somebody can work out who has them all.

An attack on files that were, or will be, handed out; see docs/methoden/openbaarmaking.md.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from kompas.base import GeenCijfer, Refused, RefusedError
from kompas.data.definities import Definities
from kompas.data.masker import bovenliggend
from kompas.stats.openbaarmaking import Som, bereiken

NODIG: Final = ("indicator", "gebied", "periode", "waarde", "geen_cijfer", "noemer")


class Sleutel(NamedTuple):
    indicator: str
    gebied: str
    periode: str


@dataclass(frozen=True, slots=True)
class Uitvoer:
    """The counts of one file; None is hidden. Shares and averages are not counts and stay out."""

    naam: str
    cellen: Mapping[Sleutel, float | None]


@dataclass(frozen=True, slots=True)
class Verraden:
    """A count that one file hides and that follows from the files together."""

    bestand: str
    sleutel: Sleutel
    getal: float


@dataclass(frozen=True, slots=True)
class Totaal:
    """An indicator that is the sum of others; without `volledig` the file may miss some of them."""

    indicator: str
    delen: tuple[str, ...]
    volledig: bool


@dataclass(frozen=True, slots=True)
class _Aanname:
    """`ongewijzigd`: a hidden count is in every file the same. `sluitend`: areas in a file add up to the one above."""

    ongewijzigd: bool
    sluitend: bool


_AANNAMEN: Final = (_Aanname(True, True), _Aanname(False, True), _Aanname(True, False), _Aanname(False, False))
"""The first that does not contradict the files, is what the reader believes."""


def lees_uitvoer(pad: Path) -> Uitvoer:
    """A CSV as the explorer gives it; `RefusedError` says what is wrong with the file."""
    try:
        with pad.open(encoding="utf-8-sig", newline="") as bestand:
            rijen = list(csv.DictReader(bestand, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as fout:
        raise RefusedError(
            f"{pad.name} is niet te lezen als CSV. Geef een bestand dat u hier hebt gedownload."
        ) from fout
    if not rijen or not set(NODIG) <= set(rijen[0]):
        raise RefusedError(
            f"{pad.name} heeft niet de kolommen {', '.join(NODIG)}. Geef een CSV die u bij Cijfers hebt gedownload."
        )
    tellend = [rij for rij in rijen if rij["geen_cijfer"] in {"", str(GeenCijfer.ONDERDRUKT)}]
    cellen = {Sleutel(rij["indicator"], rij["gebied"], rij["periode"]): _getal(pad, rij) for rij in tellend}
    geen_telling = {rij["indicator"] for rij in tellend if rij["noemer"]}
    geen_telling |= {sleutel.indicator for sleutel, getal in cellen.items() if getal is not None and getal % 1}
    tellingen = {sleutel: getal for sleutel, getal in cellen.items() if sleutel.indicator not in geen_telling}
    return Uitvoer(pad.name, tellingen)


def _getal(pad: Path, rij: Mapping[str, str]) -> float | None:
    if rij["geen_cijfer"]:
        return None
    try:
        getal = float(rij["waarde"].replace(",", "."))
    except ValueError as fout:
        raise RefusedError(f"{pad.name}: {rij['waarde']!r} is geen getal. Haal het bestand opnieuw op.") from fout
    return getal if math.isfinite(getal) else None


def totalen_van(definities: Definities) -> tuple[Totaal, ...]:
    """The indicators of a source that count one kind each, under the one that counts all kinds."""
    per_bron: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for definitie in definities.indicatoren:
        if definitie.soort == "telling" and definitie.bron and definitie.code:
            per_bron[definitie.bron].setdefault(definitie.code, definitie.key)
    uit = []
    for sleutel, codes in per_bron.items():
        lijst = definities.soortenlijsten.get(definities.bronnen[sleutel].soorten or "")
        if lijst and lijst.totaal in codes:
            soorten = [soort.code for soort in lijst.soorten if soort.code != lijst.totaal]
            delen = tuple(codes[code] for code in soorten if code in codes)
            uit.append(Totaal(codes[lijst.totaal], delen, len(delen) == len(soorten)))
    return tuple(uit)


def verraden(uitvoeren: Sequence[Uitvoer], totalen: Sequence[Totaal]) -> tuple[Verraden, ...] | Refused:
    """What the files give away together, or why they cannot be laid side by side."""
    uitkomst: tuple[Verraden, ...] | Refused = Refused("Er zijn geen bestanden om naast elkaar te leggen.")
    for aanname in _AANNAMEN if uitvoeren else ():
        uitkomst = _val_aan(uitvoeren, totalen, aanname)
        if not isinstance(uitkomst, Refused):
            break
    return uitkomst


def _val_aan(
    uitvoeren: Sequence[Uitvoer], totalen: Sequence[Totaal], aanname: _Aanname
) -> tuple[Verraden, ...] | Refused:
    herzien = _herzien(uitvoeren)
    sommen: list[Som] = []
    gezocht: dict[tuple[str, Sleutel], Hashable] = {}
    for uitvoer in uitvoeren:
        naam = {sleutel: _naam(uitvoer, sleutel, herzien, aanname) for sleutel in uitvoer.cellen}
        sommen += [Som.precies({naam[s]: 1.0}, getal) for s, getal in uitvoer.cellen.items() if getal is not None]
        sommen += [
            _som(totaal, delen, naam, sluit=sluit) for totaal, delen, sluit in _optellingen(uitvoer, totalen, aanname)
        ]
        gezocht |= {(uitvoer.naam, s): naam[s] for s, getal in uitvoer.cellen.items() if getal is None}
    gevonden = bereiken(sommen, set(gezocht.values()))
    if isinstance(gevonden, Refused):
        return gevonden
    paren = ((plek, gevonden[naam]) for plek, naam in gezocht.items())
    return tuple(Verraden(bestand, sleutel, b.laag) for (bestand, sleutel), b in paren if b.bekend)


def _herzien(uitvoeren: Sequence[Uitvoer]) -> Mapping[Sleutel, bool]:
    """Which counts the files show with different numbers; of their column any hidden one may have changed."""
    gezien: defaultdict[Sleutel, set[float]] = defaultdict(set)
    for uitvoer in uitvoeren:
        for sleutel, getal in uitvoer.cellen.items():
            gezien[sleutel] |= set() if getal is None else {getal}
    anders = {sleutel for sleutel, getallen in gezien.items() if len(getallen) > 1}
    kolommen = {(sleutel.indicator, sleutel.periode) for sleutel in anders}
    return {sleutel: sleutel in anders for sleutel in gezien if (sleutel.indicator, sleutel.periode) in kolommen}


def _naam(uitvoer: Uitvoer, sleutel: Sleutel, herzien: Mapping[Sleutel, bool], aanname: _Aanname) -> Hashable:
    """The unknown that a count stands for: one for all files, or one of this file only."""
    eigen = herzien.get(sleutel, False) or (sleutel in herzien and not aanname.ongewijzigd)
    return (uitvoer.naam, sleutel) if eigen else sleutel


def _optellingen(
    uitvoer: Uitvoer, totalen: Sequence[Totaal], aanname: _Aanname
) -> Iterator[tuple[Sleutel, list[Sleutel], bool]]:
    """Every total in a file with its parts there, and whether they are all of it."""
    onder: defaultdict[Sleutel, list[Sleutel]] = defaultdict(list)
    for sleutel in uitvoer.cellen:
        if (boven := bovenliggend(sleutel.gebied)) != sleutel.gebied:
            onder[sleutel._replace(gebied=boven)].append(sleutel)
    yield from ((boven, delen, aanname.sluitend) for boven, delen in onder.items() if boven in uitvoer.cellen)
    for totaal in totalen:
        for sleutel in [s for s in uitvoer.cellen if s.indicator == totaal.indicator]:
            delen = [deel for key in totaal.delen if (deel := sleutel._replace(indicator=key)) in uitvoer.cellen]
            if delen:
                yield sleutel, delen, totaal.volledig and len(delen) == len(totaal.delen)


def _som(totaal: Sleutel, delen: Sequence[Sleutel], naam: Mapping[Sleutel, Hashable], *, sluit: bool) -> Som:
    gewichten: dict[Hashable, float] = {naam[totaal]: -1.0, **{naam[deel]: 1.0 for deel in delen}}
    return Som(gewichten, 0.0 if sluit else -math.inf, 0.0)
