"""Figures that ask for a person's look before anybody explains them. See docs/methoden/artefacten.md.

Every function answers a tuple of `Artefact`: places are row numbers of areas, periods are column numbers.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused, getal_tekst

Matrix = NDArray[np.float64]
Masker = NDArray[np.bool_]

SPRONG: Final = 0.5
"""In log terms: a share of the whole that becomes 1,65 times as large, or as small."""
MINSTE_AANTAL: Final = 300
LEEG_VANAF: Final = 15.0
"""A zero where at least so many were to be expected is a missing figure, not safety."""
GELIJKE_KANT: Final = 0.8
"""The part of all areas that move the same way when not they, but the registration changed."""
BREUK_IN_GEHEEL: Final = 0.25
"""In log terms: a step of the whole from one year to the next."""
KEER_GEWOON: Final = 3.0
BLIJVEND: Final = 3
"""Periods before and after a new reporting desk at least."""
MELDER_DEEL: Final = 0.25
MINSTE_MELDINGEN: Final = 20
STANDAARDAFWIJKINGEN: Final = 4.0


class Soort(StrEnum):
    SPRONG_IN_AANDEEL = "sprong in aandeel"
    LEEG = "ontbreekt"
    REGISTRATIE = "andere registratie of schok overal"
    VERSCHUIVING = "verschuiving tussen soorten"
    MELDPUNT = "nieuw meldpunt"
    MELDER = "één melder"


@dataclass(frozen=True, slots=True)
class Artefact:
    """What is strange, where, when, and why it is thought so in a Dutch sentence; `gebied` -1 is the whole."""

    soort: Soort
    gebied: int
    periode: int
    grootte: float
    reden: str


Artefacten = tuple[Artefact, ...]


def sprong_in_aandeel(
    tellingen: ArrayLike, geheel: ArrayLike | None = None, *, drempel: float = SPRONG, minste: float = MINSTE_AANTAL
) -> Artefacten | Refused:
    """Areas whose share of the whole jumps from one known period to the next; `geheel` is the sum unless given.

    A merger, a new institution or another registration is likelier than that so much really moved in a year.
    """
    y = np.asarray(tellingen, dtype=float)
    if (bezwaar := _bezwaar(y)) is not None:
        return bezwaar
    totaal = np.where(np.isfinite(y), y, 0.0).sum(axis=0) if geheel is None else np.asarray(geheel, dtype=float)
    if totaal.shape != y.shape[1:] or not np.isfinite(totaal).all() or (totaal < 0).any():
        return Refused("Van het geheel is in elke periode een getal nodig.")
    vorige, plek = _vorige(y)
    # Half an incident: a fall to nothing is a jump too.
    aandeel = (y + 0.5) / (totaal + 0.5)
    toen = np.take_along_axis(aandeel, plek, axis=1)
    sprong = np.log(aandeel / toen)
    groot = np.maximum(y, vorige) >= minste
    return tuple(
        Artefact(Soort.SPRONG_IN_AANDEEL, g, p, float(sprong[g, p]), _reden_sprong(vorige[g, p], y[g, p], sprong[g, p]))
        for g, p in _plekken(groot & (np.abs(sprong) > drempel))
    )


def leeg(tellingen: ArrayLike, verwacht: ArrayLike, *, vanaf: float = LEEG_VANAF) -> Artefacten | Refused:
    """Zeros where `vanaf` or more were to be expected (from inhabitants or earlier years)."""
    y, e = np.asarray(tellingen, dtype=float), np.asarray(verwacht, dtype=float)
    if (bezwaar := _bezwaar(y)) is not None:
        return bezwaar
    if y.shape != e.shape or np.isinf(e).any() or (e < 0).any():
        return Refused("Bij elke telling hoort een verwacht aantal van nul of meer.")
    return tuple(
        Artefact(
            Soort.LEEG, g, p, float(e[g, p]), f"Er staat 0, terwijl er ongeveer {_tel(e[g, p])} te verwachten waren."
        )
        for g, p in _plekken((y == 0) & (e >= vanaf))
    )


def heel_gebied_leeg(tellingen: ArrayLike, *, vanaf: float = LEEG_VANAF) -> Artefacten | Refused:
    """Areas that have zero on every kind in a period: kinds x areas x periods. Held against their own other periods."""
    y = np.asarray(tellingen, dtype=float)
    if y.ndim != 3 or (y < 0).any() or np.isinf(y).any():
        return Refused("Tellingen zijn een tabel van soort bij gebied bij periode, met getallen van nul of meer.")
    som = np.where(np.isfinite(y), y, 0.0).sum(axis=0)
    nul = np.isfinite(y).any(axis=0) & (som == 0)
    gewoon = np.array([float(np.median(rij[rij > 0])) if (rij > 0).any() else 0.0 for rij in som])
    return tuple(
        Artefact(
            Soort.LEEG, g, p, gewoon[g], f"Alle soorten staan op 0; in andere perioden zijn het er {_tel(gewoon[g])}."
        )
        for g, p in _plekken(nul & (gewoon >= vanaf)[:, None])
    )


def andere_registratie(tellingen: ArrayLike, *, drempel: float = BREUK_IN_GEHEEL) -> Artefacten | Refused:
    """Periods in which the whole makes a step, and nearly all areas with it: one kind, areas x periods.

    The step is also more than three times as far from the middle step as three quarters of the other steps are.
    """
    y = np.asarray(tellingen, dtype=float)
    if (bezwaar := _bezwaar(y)) is not None:
        return bezwaar
    heel = np.isfinite(y).all(axis=1)
    if heel.sum() < 10 or y.shape[1] < 5:
        return Refused("Voor een verandering van registratie zijn tien gebieden en vijf perioden zonder gaten nodig.")
    som = y[heel].sum(axis=0) + 0.5
    stap = np.diff(np.log(som))
    afstand = np.abs(stap - np.median(stap))
    gewoon = np.array([np.quantile(np.delete(afstand, n), 0.75) for n in range(len(stap))])
    kant = np.sign(np.diff(y[heel], axis=1)) == np.sign(stap)
    deel = kant.mean(axis=0)
    raar = (np.abs(stap) > drempel) & (deel >= GELIJKE_KANT) & (afstand > KEER_GEWOON * gewoon)
    return tuple(
        Artefact(Soort.REGISTRATIE, -1, int(p) + 1, float(stap[p]), _reden_registratie(stap[p], deel[p]))
        for p in np.flatnonzero(raar)
    )


def verschuiving(
    tellingen: ArrayLike, andere: ArrayLike, *, drempel: float = SPRONG, minste: float = MINSTE_AANTAL
) -> Artefacten | Refused:
    """Areas where one kind jumps and another takes up the difference: incidents were written elsewhere.

    Both are areas x periods. The sum of both moves less than a third of the jump, and less than chance times four.
    """
    y, z = np.asarray(tellingen, dtype=float), np.asarray(andere, dtype=float)
    for tabel in (y, z):
        if (bezwaar := _bezwaar(tabel)) is not None:
            return bezwaar
    if y.shape != z.shape:
        return Refused("Beide soorten hebben dezelfde gebieden en perioden.")
    vorige, plek = _vorige(np.where(np.isfinite(z), y, np.nan))
    erbij, eraf = y - vorige, np.take_along_axis(z, plek, axis=1) - z
    sprong = np.log((y + 0.5) / (vorige + 0.5))
    over = np.abs(erbij - eraf)
    ruis = STANDAARDAFWIJKINGEN * np.sqrt(np.maximum(y + z, 1.0) + np.maximum(vorige, 0.0))
    raar = (np.abs(sprong) > drempel) & (np.maximum(y, vorige) >= minste) & (over < np.maximum(ruis, np.abs(erbij) / 3))
    raar &= (np.sign(erbij) == np.sign(eraf)) & (np.abs(eraf) > np.abs(erbij) / 2)
    return tuple(
        Artefact(Soort.VERSCHUIVING, g, p, float(sprong[g, p]), _reden_verschuiving(erbij[g, p], eraf[g, p]))
        for g, p in _plekken(raar)
    )


def nieuw_meldpunt(
    meldingen: ArrayLike, vergelijk: ArrayLike, *, drempel: float = SPRONG, minste: float = MINSTE_MELDINGEN
) -> Artefacten | Refused:
    """Areas where reports go to another level and stay there, while what they are compared with does not follow.

    `vergelijk` is what should have moved as well if more happened (recorded crime, the same reports elsewhere). The
    step has to be larger than every step of the difference before it, and last three periods.
    """
    y, z = np.asarray(meldingen, dtype=float), np.asarray(vergelijk, dtype=float)
    for tabel in (y, z):
        if (bezwaar := _bezwaar(tabel)) is not None:
            return bezwaar
    if y.shape != z.shape or y.shape[1] < 2 * BLIJVEND:
        return Refused(
            f"Meldingen en vergelijking hebben dezelfde gebieden en ten minste {2 * BLIJVEND} perioden nodig."
        )
    gevonden = [_stap_van(y[g], z[g], g, drempel, minste) for g in range(len(y)) if _heel(y[g], z[g])]
    return tuple(artefact for artefact in gevonden if artefact is not None)


def _heel(*rijen: NDArray[np.float64]) -> bool:
    return all(bool(np.isfinite(rij).all()) for rij in rijen)


def _stap_van(y: NDArray[np.float64], z: NDArray[np.float64], g: int, drempel: float, minste: float) -> Artefact | None:
    verhouding = np.log((y + 0.5) / (z + 0.5))
    perioden = range(BLIJVEND, len(y) - BLIJVEND + 1)
    stap = [float(verhouding[p:].mean() - verhouding[:p].mean()) for p in perioden]
    beste = int(np.argmax(np.abs(stap)))
    p, grootte = perioden[beste], stap[beste]
    voor, na = verhouding[:p], verhouding[p:]
    # All of after lies beyond all of before: a level, not a peak. And the reports moved, not what they are held to.
    los = bool(na.min() > voor.max()) if grootte > 0 else bool(na.max() < voor.min())
    zelf = np.log((y[p:].mean() + 0.5) / (y[:p].mean() + 0.5))
    eigen = bool(abs(zelf) > abs(grootte) / 2 and np.sign(zelf) == np.sign(grootte))
    toeval = STANDAARDAFWIJKINGEN * np.sqrt(sum(1 / (deel.sum() + 0.5) for deel in (y[:p], y[p:], z[:p], z[p:])))
    genoeg = max(y[:p].mean(), y[p:].mean()) >= minste
    if not (los and eigen and genoeg and abs(grootte) > max(drempel, toeval)):
        return None
    factor = getal_tekst(float(np.exp(abs(grootte))), 1)
    kant = "meer" if grootte > 0 else "minder"
    reden = f"Vanaf deze periode blijvend {factor} keer zo {'veel' if grootte > 0 else 'weinig'} meldingen"
    return Artefact(Soort.MELDPUNT, g, p, grootte, f"{reden}; wat ermee vergeleken wordt, werd niet {kant}.")


def een_melder(
    per_melder: ArrayLike, *, deel: float = MELDER_DEEL, minste: int = MINSTE_MELDINGEN
) -> Artefacten | Refused:
    """Whether one reporter or address made a large part of the reports: counts per nameless reporter, one period."""
    aantallen = np.asarray(per_melder, dtype=float).ravel()
    if not np.isfinite(aantallen).all() or (aantallen < 0).any():
        return Refused("Van elke melder is een aantal van nul of meer nodig.")
    totaal = float(aantallen.sum())
    if totaal < minste or (aantallen > 0).sum() < 2:
        return ()
    meeste = float(aantallen.max())
    if meeste < deel * totaal:
        return ()
    zonder = f"zonder die ene zijn het er {_tel(totaal - meeste)}"
    reden = f"Eén melder deed {_tel(meeste)} van de {_tel(totaal)} meldingen; {zonder}."
    return (Artefact(Soort.MELDER, -1, -1, meeste / totaal, reden),)


def _vorige(y: Matrix) -> tuple[Matrix, NDArray[np.intp]]:
    """The last known value before every period (NaN when there is none), and where it stands."""
    nummers = np.where(np.isfinite(y), np.arange(y.shape[1])[None, :], -1)
    laatste = np.maximum.accumulate(nummers, axis=1)
    plek = np.column_stack([np.full(len(y), -1, dtype=laatste.dtype), laatste[:, :-1]])
    waarde = np.take_along_axis(y, np.maximum(plek, 0), axis=1)
    return np.where(plek >= 0, waarde, np.nan), np.maximum(plek, 0).astype(np.intp)


def _plekken(raar: Masker) -> list[tuple[int, int]]:
    return [(int(g), int(p)) for g, p in np.argwhere(raar)]


def _tel(getal: float) -> str:
    return getal_tekst(float(round(getal)), 0)


def _reden_verschuiving(erbij: float, eraf: float) -> str:
    hier, daar = ("bij", "af") if erbij > 0 else ("af", "bij")
    aantallen = f"{_tel(abs(erbij))} tegen {_tel(abs(eraf))}"
    return f"Wat er hier {hier} kwam, ging er bij de andere soort {daar}: {aantallen}."


def _reden_sprong(toen: float, nu: float, sprong: float) -> str:
    factor = getal_tekst(float(np.exp(abs(sprong))), 1)
    kant = "groot" if sprong > 0 else "klein"
    return f"Van {_tel(toen)} naar {_tel(nu)}: het deel van het geheel werd {factor} keer zo {kant} in één stap."


def _reden_registratie(stap: float, deel: float) -> str:
    richting = "omhoog" if stap > 0 else "omlaag"
    procent = abs(round(100 * (float(np.exp(stap)) - 1)))
    waar = f"in {round(100 * deel)}% van de gebieden tegelijk"
    return f"Alles samen ging {procent}% {richting}, {waar}: anders geteld, of overal iets gebeurd."


def _bezwaar(y: Matrix) -> Refused | None:
    if y.ndim != 2 or not len(y) or y.shape[1] < 2:
        return Refused("Tellingen zijn een tabel van gebied bij periode, met ten minste twee perioden.")
    if np.isinf(y).any() or (y < 0).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    return None
