"""An evaluation from counts to verdict: every comparison that the figures allow. See docs/methoden/effect.md."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.effect.oordeel import Oordeel, joint_verdict
from kompas.stats.effect.synthetisch import SynthetischeControle, synthetic_control
from kompas.stats.effect.vermogen import Vermogen, power_beforehand
from kompas.stats.effect.verschil import VerschilInVerschillen, difference_in_differences
from kompas.stats.effect.wdd import Effect, VoorNa, weighted_displacement_difference

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

VOOR_MAX: Final = 5
"""Periods before the measure that the first comparison looks at; longer ago areas were otherwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Gegevens:
    """Counts per period of the area and of others (areas x periods), their inhabitants, and where it may move to.

    `vanaf` is the first column in which the measure runs; as large as the number of columns when it is still to start.
    `uitwijk` are the counts of the areas where the problem may have gone (areas x periods); None: not asked.
    """

    gebied: Vector
    rest: Matrix
    vanaf: int
    omvang: Vector
    omvang_rest: Matrix
    uitwijk: Matrix | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Uitwijk:
    """Before and after in `perioden` periods each: where it may have gone to, and that together with the area."""

    perioden: int
    daar: Effect | Refused
    samen: Effect | Refused


@dataclass(frozen=True, slots=True, eq=False)
class Onderzoek:
    """What each comparison answers, and one verdict over them. `vermogen` is what could be seen beforehand."""

    verschil: VerschilInVerschillen | Refused
    synthetisch: SynthetischeControle | Refused
    uitwijk: Uitwijk | None
    vermogen: Vermogen | Refused
    oordeel: Oordeel


def evaluate(gegevens: Gegevens, *, gekozen_om_piek: bool = False) -> Onderzoek | Refused:
    """Every comparison that these figures allow; what they do not allow is a reason instead of a number."""
    if (reden := _bezwaar(gegevens)) is not None:
        return reden
    g, eerste = gegevens, max(0, gegevens.vanaf - VOOR_MAX)
    verschil = difference_in_differences(
        g.gebied[None, eerste:],
        g.rest[:, eerste:],
        g.vanaf - eerste,
        omvang=(g.omvang[None, eerste:], g.omvang_rest[:, eerste:]),
    )
    synthetisch = synthetic_control(g.gebied / g.omvang, g.rest / g.omvang_rest, g.vanaf)
    tussen = 0.0 if isinstance(verschil, Refused) else verschil.tussen
    uitwijk = None if g.uitwijk is None else displacement(g, tussen)
    return Onderzoek(
        verschil=verschil,
        synthetisch=synthetisch,
        uitwijk=uitwijk,
        vermogen=power(g, len(g.gebied) - g.vanaf),
        oordeel=joint_verdict(
            verschil, synthetisch, uitwijk.samen if uitwijk else None, gekozen_om_piek=gekozen_om_piek
        ),
    )


def _bezwaar(g: Gegevens) -> Refused | None:
    """Shapes and numbers with which no comparison can begin."""
    perioden = np.shape(g.gebied)
    rijen = [g.rest, g.omvang_rest, *([] if g.uitwijk is None else [g.uitwijk])]
    gelijk = len(perioden) == 1 and np.shape(g.omvang) == perioden and np.shape(g.rest) == np.shape(g.omvang_rest)
    if not gelijk or any(np.ndim(deel) != 2 or np.shape(deel)[1:] != perioden for deel in rijen):
        return Refused("De gebieden met en zonder maatregel moeten dezelfde perioden hebben.")
    if not 0 < g.vanaf < perioden[0]:
        return Refused("Er moet ten minste één periode voor en één periode na het begin van de maatregel zijn.")
    if not all(np.isfinite(deel).all() and (np.asarray(deel) >= 0).all() for deel in (g.gebied, g.omvang, *rijen)):
        return Refused("Een telling is een gewoon getal van nul of meer; laat gebieden met een gat weg.")
    if not ((np.asarray(g.omvang) > 0).all() and (np.asarray(g.omvang_rest) > 0).all()):
        return Refused("Een aantal inwoners is groter dan nul; laat gebieden met een gat weg.")
    return None


def power(gegevens: Gegevens, perioden_na: int) -> Vermogen | Refused:
    """What the first comparison could show, by the figures of before the measure only."""
    tot = gegevens.vanaf
    return power_beforehand(
        gegevens.gebied[:tot], gegevens.rest[:, :tot], perioden_na, voor=VOOR_MAX, namen=("jaar", "jaar")
    )


def displacement(gegevens: Gegevens, tussen: float) -> Uitwijk:
    """As many periods before as after; the other areas brought to the scale of the area by the counts before."""
    if gegevens.uitwijk is None or not len(gegevens.uitwijk):
        reden = Refused("Er is geen gebied genoemd waar het heen kan gaan.")
        return Uitwijk(0, reden, reden)
    perioden = min(gegevens.vanaf, gegevens.gebied.shape[0] - gegevens.vanaf)
    eigen, daar, rest = (
        _voor_na(tellingen, gegevens.vanaf, perioden)
        for tellingen in (gegevens.gebied[None, :], gegevens.uitwijk, gegevens.rest)
    )
    if min(eigen.voor, daar.voor, rest.voor) <= 0:
        reden = Refused("Vóór de maatregel is in een van de gebieden niets geteld.")
        return Uitwijk(perioden, reden, reden)
    daarnaast = _op_schaal(rest, daar)
    return Uitwijk(
        perioden,
        weighted_displacement_difference(daar, daarnaast, tussen=tussen),
        weighted_displacement_difference(eigen, _op_schaal(rest, eigen), daar, daarnaast, tussen=tussen),
    )


def _voor_na(tellingen: Matrix, vanaf: int, perioden: int) -> VoorNa:
    voor = tellingen[:, vanaf - perioden : vanaf].sum(axis=1)
    som = float(voor.sum())
    # As many equal areas as would drift together this much.
    gebieden = som**2 / float((voor**2).sum()) if som else 1.0
    return VoorNa(som, float(tellingen[:, vanaf : vanaf + perioden].sum()), gebieden=max(1.0, gebieden))


def _op_schaal(rest: VoorNa, eigen: VoorNa) -> VoorNa:
    return VoorNa(rest.voor, rest.na, gewicht=eigen.voor / rest.voor, gebieden=rest.gebieden)
