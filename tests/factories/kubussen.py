"""Tables that were delivered several times, and the slow plain answer to what is known of each cell."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path

from tests.factories.leveringen import Cel, maak_levering

from kompas.data.levering import Levering

Inhoud = Mapping[Cel, float | str]
GEMEENTEN = ("GM0001", "GM0002", "GM0003", "GM0900")
GEBIEDEN = (
    "NL",
    *(f"{soort}{gemeente[2:]}{nummer}" for gemeente in GEMEENTEN for soort, nummer in
      (("WK", "01"), ("BU", "0101"), ("BU", "0102"), ("BU", "0103"))),
    *GEMEENTEN,
)  # fmt: skip
CODES = ("0.0.0", "1.1.1", "1.1.2", "1.2.1", "1.4.5", "2.2.1", "3.1.1", "E33")
PERIODEN = (*(f"{jaar}MM{maand:02}" for jaar in (2019, 2020) for maand in range(1, 13)), "2019JJ00", "2020JJ00")


@dataclass(frozen=True)
class Stand:
    """What is known of a cell: a number or a flag, from which delivery on, and in which it was last seen."""

    inhoud: float | str
    vanaf: int
    gezien: int


@dataclass(frozen=True)
class Orakel:
    """The deliveries of a table in order of time, and what each of them held."""

    tabel: str
    leveringen: tuple[Levering, ...]
    inhoud: tuple[Inhoud, ...]

    @cached_property
    def cellen(self) -> tuple[set[Cel], ...]:
        """Every cell that each delivery held."""
        return tuple(set(product(_codes(levering), levering.codes, levering.perioden)) for levering in self.leveringen)

    def loop(self, cel: Cel, op: date | None = None) -> list[Stand]:
        """Everything that was ever known of a cell up to a day, in order of time."""
        standen: list[Stand] = []
        for nummer, (levering, inhoud) in enumerate(zip(self.leveringen, self.inhoud, strict=True)):
            if (op is not None and levering.opgehaald.date() > op) or cel not in self.cellen[nummer]:
                continue
            waarde = inhoud.get(cel, 0)
            if standen and standen[-1].inhoud == waarde:
                standen[-1] = Stand(waarde, standen[-1].vanaf, nummer)
            else:
                standen.append(Stand(waarde, nummer, nummer))
        return standen

    def stand(self, cel: Cel, op: date | None = None) -> Stand | None:
        return next(iter(self.loop(cel, op)[-1:]), None)

    def getal(self, cel: Cel, op: date | None = None) -> float | None:
        """The number of a cell; None when it was never delivered or holds none."""
        stand = self.stand(cel, op)
        return None if stand is None or isinstance(stand.inhoud, str) else float(stand.inhoud)


def _codes(levering: Levering) -> tuple[str, ...]:
    return tuple(gebied.code for gebied in levering.gebieden)


def _gok(rng: random.Random, *, heel: bool) -> float | str:
    if rng.random() < 0.06:
        return rng.choice(("punt", "blanco"))
    return rng.randint(1, 40) if heel else rng.randint(1, 400) / 8


def _nieuw(rng: random.Random, cellen: set[Cel], *, heel: bool) -> dict[Cel, float | str]:
    """About half of the cells get something; the others are 0."""
    return {cel: _gok(rng, heel=heel) for cel in sorted(cellen) if rng.random() < 0.45}


def _herzien(rng: random.Random, vorige: Inhoud, cellen: set[Cel], *, heel: bool) -> dict[Cel, float | str]:
    """The same figures with a few revised, a few that became 0 and a few zeros that became something."""
    nieuw = {cel: waarde for cel, waarde in vorige.items() if cel in cellen and rng.random() > 0.03}
    for cel in sorted(cellen):
        if rng.random() < 0.05:
            nieuw[cel] = _gok(rng, heel=heel)
    return nieuw


def maak_orakels(map_: Path) -> dict[str, Orakel]:
    """A table with whole numbers that grows and is revised, one with decimals and holes, one with margins."""
    heel = _orakel(
        map_ / "heel",
        "47022NED",
        [
            ("2020-01-20", GEBIEDEN, PERIODEN[:13]),
            ("2020-07-01", GEBIEDEN, PERIODEN),
            ("2020-09-05", GEBIEDEN, PERIODEN),
        ],
    )
    # The second delivery is of a few areas, the third of others and of fewer periods.
    gaten = _orakel(
        map_ / "gaten",
        "83648NED",
        [
            ("2020-02-01", (*GEBIEDEN[:9], *GEMEENTEN[:2]), PERIODEN[:20]),
            ("2020-05-01", (*GEBIEDEN[5:14], *GEMEENTEN[1:]), PERIODEN),
            ("2020-08-01", (*GEBIEDEN[3:8], *GEMEENTEN[:1]), PERIODEN[14:]),
        ],
        heel=False,
    )
    marges = _orakel(map_ / "marges", "85146NED", [("2020-03-01", GEBIEDEN, PERIODEN[-2:])], heel=False, marges=True)
    return {orakel.tabel: orakel for orakel in (heel, gaten, marges)}


def _orakel(
    map_: Path,
    tabel: str,
    keren: list[tuple[str, tuple[str, ...], tuple[str, ...]]],
    *,
    heel: bool = True,
    marges: bool = False,
) -> Orakel:
    rng = random.Random(tabel)  # noqa: S311
    leveringen: list[Levering] = []
    inhouden: list[Inhoud] = []
    alles: dict[Cel, float | str] = {}
    for nummer, (dag, gebieden, perioden) in enumerate(keren):
        cellen = set(product(gebieden, CODES, perioden))
        inhoud = _herzien(rng, alles, cellen, heel=heel) if nummer else _nieuw(rng, cellen, heel=heel)
        getallen = {cel: waarde for cel, waarde in inhoud.items() if not isinstance(waarde, str)}
        levering = maak_levering(
            map_ / str(nummer),
            inhoud,
            gebieden=gebieden,
            codes=CODES,
            perioden=perioden,
            dag=dag,
            tabel=tabel,
            heel=heel,
            marges={cel: (waarde - 0.5, waarde + 0.5) for cel, waarde in getallen.items()} if marges else None,
        )
        leveringen.append(levering)
        inhouden.append(inhoud)
        alles = {cel: waarde for cel, waarde in alles.items() if cel not in cellen} | inhoud
    return Orakel(tabel, tuple(leveringen), tuple(inhouden))
