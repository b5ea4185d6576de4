"""One area of a battery as facts; what cannot be said is a fact too."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kompas.base import Refused
from kompas.stats.duiding.feiten import Artefactfeit, Geen, Hoogte, Onderwerp, Trendfeit, Verschil
from kompas.stats.funnel import MINSTE_GEBIEDEN
from kompas.stats.trend import MINSTE_PERIODEN
from kompas.stats.verandering import methode_tekst

if TYPE_CHECKING:
    from kompas.stats.batterij.samen import Batterij

_GEEN_OMVANG = "Van deze gemeente is niet bekend hoeveel inwoners erbij horen."


def hoogte(b: "Batterij", rij: int, groepnaam: str) -> Hoogte | Geen:
    """The latest year beside the group."""
    if (reden := _ontbreekt(b, rij)) is not None:
        return Geen(Onderwerp.HOOGTE, reden)
    if not np.isfinite(b.gegevens.n[rij, -1]):
        return Geen(Onderwerp.HOOGTE, _GEEN_OMVANG)
    if isinstance(b.niveau, Refused):
        return Geen(Onderwerp.HOOGTE, _te_weinig(b))
    niveau, trechter = b.niveau, b.niveau.trechter
    if not np.isfinite(trechter.p[rij]):
        return Geen(Onderwerp.HOOGTE, "Bij de andere gemeenten is niets geteld; er is niets om mee te vergelijken.")
    maat = b.per or float(b.gegevens.n[rij, -1])
    return Hoogte(
        jaar=b.paneel.jaren[-1],
        getal=float(b.cijfers.tempo[rij, -1]) * maat,
        laag=float(b.cijfers.laag[rij, -1]) * maat,
        hoog=float(b.cijfers.hoog[rij, -1]) * maat,
        anderen=float(niveau.groepstempo[rij]) * maat,
        groep=groepnaam,
        aantal=int(niveau.aantal[rij]),
        phi=float(trechter.phi),
        p=float(trechter.p[rij]),
        plaats_laag=int(niveau.plaats_laag[rij]),
        plaats_hoog=int(niveau.plaats_hoog[rij]),
    )


def _te_weinig(b: "Batterij") -> str:
    bekend = int(np.isfinite(b.gegevens.y_met_omvang[:, -1]).sum())
    if bekend < MINSTE_GEBIEDEN:
        return f"Van te weinig andere gemeenten zijn hier cijfers (ten minste {MINSTE_GEBIEDEN} zijn nodig)."
    return "Bij te veel gemeenten is niets geteld om mee te vergelijken."


def verschil(b: "Batterij", rij: int) -> Verschil | Geen:
    """The latest year beside the years before it."""
    if (reden := _ontbreekt(b, rij)) is not None:
        return Geen(Onderwerp.VERSCHIL, reden)
    if isinstance(b.verandering, Refused):
        return Geen(Onderwerp.VERSCHIL, b.verandering.reason)
    v, maat = b.verandering, b.per or 1.0
    if not np.isfinite(v.p[rij]):
        reden = (
            _GEEN_OMVANG
            if b.per and not np.isfinite(b.gegevens.n[rij, -1])
            else "Er is geen eerder jaar om mee te vergelijken."
        )
        return Geen(Onderwerp.VERSCHIL, reden)
    phi = float(v.phi[rij])
    return Verschil(
        van=_jaren_tekst(b, v.basis[rij]),
        tot=str(b.paneel.jaren[-1]),
        eerder=float(v.eerder[rij] / v.duur_eerder[rij]) * maat,
        later=float(v.later[rij] / v.duur_later[rij]) * maat,
        verhouding=float(v.verhouding[rij]),
        laag=float(v.laag[rij]),
        hoog=float(v.hoog[rij]),
        p=float(v.p[rij]),
        methode=methode_tekst(None if b.jaarspreiding is None else phi),
        p_los=None if b.jaarspreiding is None else float(v.p_los[rij]),
        phi=phi,
    )


def _jaren_tekst(b: "Batterij", basis: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> str:
    """The years of the base: "2021 t/m 2023", or one by one when a year between is missing."""
    jaren = [jaar for jaar, erbij in zip(b.paneel.jaren[-1 - len(basis) : -1], basis, strict=True) if erbij]
    if len(jaren) == 1:
        return str(jaren[0])
    if jaren[-1] - jaren[0] == len(jaren) - 1:
        return f"{jaren[0]} t/m {jaren[-1]}"
    return " en ".join(str(jaar) for jaar in jaren)


def trendfeit(b: "Batterij", rij: int) -> Trendfeit | Geen:
    """Growth a year, own and beside elsewhere."""
    if isinstance(b.lijn, Refused):
        kort = len(b.paneel.jaren) < MINSTE_PERIODEN
        reden = f"Er zijn te weinig jaren met een cijfer (ten minste {MINSTE_PERIODEN} zijn nodig)."
        return Geen(Onderwerp.TREND, reden if kort else b.lijn.reason)
    eigen, bekend = b.lijn, np.isfinite(b.gegevens.y[rij])
    if not np.isfinite(eigen.p[rij]):
        return Geen(Onderwerp.TREND, "Er zijn te weinig jaren, of er is te weinig geteld, om een richting te zien.")
    jaren = np.flatnonzero(bekend)
    feit = Trendfeit(
        van=b.paneel.jaren[jaren[0]],
        tot=b.paneel.jaren[jaren[-1]],
        eigen=float(np.exp(eigen.helling[rij])),
        eigen_laag=float(np.exp(eigen.laag[rij])),
        eigen_hoog=float(np.exp(eigen.hoog[rij])),
        p_eigen=float(eigen.p[rij]),
        samenhang_bekend=eigen.samenhang_bekend,
    )
    if isinstance(b.trend, Refused):
        return feit
    elders, anders = b.trend.elders, b.trend.verschil
    anderen = int(b.elders.sum() - b.elders[rij])
    # One other municipality is not "elsewhere".
    if anderen < MINSTE_GEBIEDEN - 1 or not (np.isfinite(anders.p[rij]) and np.isfinite(elders.p[rij])):
        return feit
    return replace(
        feit,
        elders=float(np.exp(elders.helling[rij])),
        p_elders=float(elders.p[rij]),
        verschil=float(np.exp(anders.helling[rij])),
        verschil_laag=float(np.exp(anders.laag[rij])),
        verschil_hoog=float(np.exp(anders.hoog[rij])),
        p_verschil=float(anders.p[rij]),
        aantal_elders=anderen,
    )


def artefacten(b: "Batterij", rij: int) -> tuple[Artefactfeit, ...]:
    """Flags on the years that are compared, of the area itself and of all areas together."""
    vanaf = len(b.paneel.jaren) - 1 - b.basisjaren
    gezien = (vlag for vlag in b.vlaggen if vlag.gebied in {rij, -1} and vlag.periode >= vanaf)
    return tuple(Artefactfeit(str(vlag.soort), b.paneel.jaren[vlag.periode], vlag.reden) for vlag in gezien)


def _ontbreekt(b: "Batterij", rij: int) -> str | None:
    """Why the figure of the latest year cannot be used; None when it can."""
    jaar = b.paneel.jaren[-1]
    if b.gegevens.leeg[rij, -1]:
        return f"Over {jaar} staat er 0. Dat kan bijna niet: waarschijnlijk ontbreekt het cijfer."
    return None if np.isfinite(b.gegevens.y[rij, -1]) else f"Het cijfer van {jaar} ontbreekt."
