"""The areas of an exploration beside each other, in words that hold for all of them together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kompas.analyse.queries.duiden import reeksnaam
from kompas.analyse.queries.enquetehoogte import meting
from kompas.analyse.queries.verkennen import Verkenning, Verkenrij
from kompas.analyse.rules.naastelkaar import (
    Gemeten,
    Geteld,
    NaastElkaar,
    Plek,
    metingen_naast_elkaar,
    naast_elkaar,
)
from kompas.base import GeenCijfer, Periode, Refused, Waarde, demand, getal_tekst
from kompas.stats.duiding import Feit, Hoogte, Reeksnaam, Uitspraak, Verschil, duid
from kompas.stats.meervoud import Drempels, gecorrigeerd
from kompas.stats.tellingen import garwood

SOORTNAMEN: Final = {"GM": "gemeenten", "WK": "wijken", "BU": "buurten"}
VERGELEKEN: Final = ("verhouding", "telling", "enquete")
FAMILIE = "deze vraag"


@dataclass(frozen=True, slots=True)
class Naast:
    """One area: its figure, the word about it, the places that are possible and the calmer figure."""

    rij: Verkenrij
    waarde: Waarde
    uitspraak: Uitspraak
    plek: Plek
    glad: str

    @property
    def plaats(self) -> str:
        if self.plek.hoogste == self.plek.laagste:
            return str(self.plek.hoogste)
        return f"{self.plek.hoogste} tot {self.plek.laagste}"


@dataclass(frozen=True)
class Gebiedsvergelijking:
    """All areas of one kind in one period, the highest first; `reden` when they cannot be compared."""

    soort: str
    periode: Periode
    rijen: tuple[Naast, ...] = ()
    reden: str = ""
    eigen: str = ""

    @property
    def ik(self) -> Naast | None:
        return next((rij for rij in self.rijen if rij.rij.gebied.code == self.eigen), None)

    @property
    def is_klein(self) -> bool:
        """Parts of a municipality: few incidents each, so the figure is made calmer."""
        return self.soort in ("wijken", "buurten")

    @property
    def opvallend(self) -> tuple[Naast, ...]:
        """Those with a word."""
        return tuple(rij for rij in self.rijen if rij.uitspraak.zekerheid in ("zeker", "waarschijnlijk"))


def beoordeel_samen(
    verkenning: Verkenning, eigen: str, drempels: Drempels
) -> tuple[Verkenning, Gebiedsvergelijking | None]:
    """Changes over time and differences between areas are words on one page: they are corrected together."""
    paren = _vergelijkbaar(verkenning)
    naast = _reken(verkenning, paren) if paren else None
    niveaus = _niveaus(verkenning, paren, naast) if isinstance(naast, NaastElkaar) else []
    veranderd = [rij for rij in verkenning.rijen if rij.verandering is not None and rij.verandering.p is not None]
    reeksen: list[tuple[Reeksnaam, Sequence[Feit]]] = [(naam, [feit]) for naam, feit in niveaus]
    reeksen += [(Reeksnaam(rij.naam, rij.naam), [_als_feit(rij)]) for rij in veranderd]
    woorden = [een for [een] in duid(reeksen, drempels, FAMILIE)]
    na = dict(zip((rij.gebied.code for rij in veranderd), woorden[len(niveaus) :], strict=True))
    rijen = tuple(_gecorrigeerd(rij, na.get(rij.gebied.code), drempels) for rij in verkenning.rijen)
    verkenning = replace(verkenning, rijen=rijen)
    return verkenning, _vergelijking(verkenning, paren, naast, woorden[: len(niveaus)], eigen)


def _gecorrigeerd(rij: Verkenrij, woord: Uitspraak | None, drempels: Drempels) -> Verkenrij:
    if woord is None or rij.verandering is None:
        return rij
    return replace(rij, verandering=gecorrigeerd(rij.verandering, woord.q[0], drempels, woord.familie))


def _als_feit(rij: Verkenrij) -> Verschil:
    """The change of a row as a test among tests; its word is made of the row itself."""
    eerste, laatste = rij.bekend[0], rij.bekend[-1]
    toets = rij.verandering
    p = toets.p if toets is not None and toets.p is not None else 1.0
    getallen = (eerste.getal or 0.0, laatste.getal or 0.0)
    return Verschil(eerste.periode.label, laatste.periode.label, *getallen, 1.0, 0.0, float("inf"), p, "")


def _vergelijkbaar(verkenning: Verkenning) -> list[tuple[Verkenrij, Waarde]]:
    """The areas of the kind that most of them are, in the newest period; few areas are not compared."""
    soorten = [rij.gebied.soort for rij in verkenning.rijen if rij.gebied.soort in SOORTNAMEN]
    if len(soorten) < 2 or not verkenning.heeft_cijfers or verkenning.definitie.soort not in VERGELEKEN:
        return []
    soort = max(sorted(set(soorten)), key=soorten.count)
    if verkenning.definitie.soort == "enquete" and soort != "GM":
        return []
    paren = zip(verkenning.rijen, verkenning.in_periode(verkenning.laatste), strict=True)
    return [(rij, waarde) for rij, waarde in paren if rij.gebied.soort == soort]


def _reken(verkenning: Verkenning, paren: Sequence[tuple[Verkenrij, Waarde]]) -> NaastElkaar | Refused:
    if verkenning.definitie.soort == "telling":
        return Refused(
            "Aantallen zijn niet te vergelijken tussen gebieden die niet even groot zijn. Kies hetzelfde cijfer per "
            "inwoner."
        )
    verborgen = sum(waarde.reden is GeenCijfer.ONDERDRUKT for _, waarde in paren)
    if verkenning.definitie.soort == "enquete":
        schaal = 100.0 if verkenning.definitie.eenheid == "%" else None
        return metingen_naast_elkaar([_gemeten(waarde) for _, waarde in paren], verborgen, schaal=schaal)
    return naast_elkaar([_geteld(waarde) for _, waarde in paren], verborgen)


def _geteld(waarde: Waarde) -> Geteld | None:
    if not waarde.bekend or waarde.telling is None or not waarde.noemer:
        return None
    return Geteld(waarde.telling, waarde.noemer)


def _gemeten(waarde: Waarde) -> Gemeten | None:
    getal, fout = meting(waarde)
    return Gemeten(getal, fout) if math.isfinite(getal) else None


def _grens(waarde: Waarde, per: float) -> tuple[float, float] | None:
    """The 95% limits of a figure: those of its count, or those of the survey; None without."""
    if waarde.telling is not None and waarde.noemer:
        grens = demand(garwood(waarde.telling))
        return grens.laag / waarde.noemer * per, grens.hoog / waarde.noemer * per
    return None if waarde.laag is None or waarde.hoog is None else (waarde.laag, waarde.hoog)


def _niveaus(
    verkenning: Verkenning, paren: Sequence[tuple[Verkenrij, Waarde]], naast: NaastElkaar
) -> list[tuple[Reeksnaam, Hoogte]]:
    d = verkenning.definitie
    per, soort = float(d.per or 1), SOORTNAMEN[paren[0][0].gebied.soort]
    uit = []
    for (rij, waarde), plek in zip(paren, naast.plekken, strict=True):
        grens = _grens(waarde, per)
        if plek is None or grens is None:
            continue
        naam = replace(reeksnaam(d, rij.naam), gebieden=soort)
        feit = Hoogte(
            waarde.periode.eind.year,
            plek.tempo * per,
            *grens,
            plek.anderen * per,
            f"de andere {soort}",
            naast.aantal - 1,
            naast.phi,
            plek.p,
            plek.hoogste,
            plek.laagste,
        )
        uit.append((naam, feit))
    return uit


def _vergelijking(
    verkenning: Verkenning,
    paren: Sequence[tuple[Verkenrij, Waarde]],
    naast: NaastElkaar | Refused | None,
    woorden: Sequence[Uitspraak],
    eigen: str,
) -> Gebiedsvergelijking | None:
    if not paren or naast is None:
        return None
    soort, periode = SOORTNAMEN[paren[0][0].gebied.soort], verkenning.laatste
    if isinstance(naast, Refused):
        return Gebiedsvergelijking(soort, periode, reden=naast.reason)
    met_plek = [(rij, waarde, plek) for (rij, waarde), plek in zip(paren, naast.plekken, strict=True) if plek]
    per, decimalen = float(verkenning.definitie.per or 1), verkenning.definitie.decimalen
    rijen = [
        Naast(rij, waarde, woord, plek, getal_tekst(plek.glad * per, decimalen))
        for (rij, waarde, plek), woord in zip(met_plek, woorden, strict=True)
    ]
    rijen.sort(key=lambda een: (-een.plek.tempo, een.rij.naam))
    return Gebiedsvergelijking(soort, periode, tuple(rijen), eigen=eigen)
