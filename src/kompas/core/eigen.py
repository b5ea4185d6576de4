"""Own indicators as definitions: checked each time, for a source or indicator that they lean on may be gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kompas.base import Refused
from kompas.core.eigendelen import lees_delen
from kompas.core.models import EigenIndicator, Gemeente
from kompas.data.definities import Definities, IndicatorDefinitie, controleer_definitie


@dataclass(frozen=True, slots=True)
class Gecontroleerd:
    """The own indicators of a municipality: those that can be used, and why the others cannot (by key)."""

    goed: tuple[IndicatorDefinitie, ...]
    fout: dict[str, str]


def definitie_van(rij: EigenIndicator, definities: Definities) -> IndicatorDefinitie | Refused:
    """The row as a checked definition, or what is wrong with it."""
    delen = lees_delen(rij.delen)
    if isinstance(delen, Refused):
        return Refused(f"Delen: {delen.reason}")
    return controleer_definitie(_ruw(rij, delen), definities)


def controleer(rijen: Iterable[EigenIndicator], definities: Definities) -> Gecontroleerd:
    """Each row against the definitions and the own ones before it; a shipped key is never replaced."""
    goed: list[IndicatorDefinitie] = []
    fout: dict[str, str] = {}
    wachtend = {rij.sleutel: rij for rij in rijen if rij.sleutel not in definities.indicatoren}
    while wachtend:
        nu = definities.met(goed)
        uitkomsten = {sleutel: definitie_van(rij, nu) for sleutel, rij in wachtend.items()}
        gelukt = {s: d for s, d in uitkomsten.items() if isinstance(d, IndicatorDefinitie)}
        if not gelukt:  # what is left leans on something that is not there
            fout = {s: d.reason for s, d in uitkomsten.items() if isinstance(d, Refused)}
            break
        goed.extend(gelukt.values())
        wachtend = {s: rij for s, rij in wachtend.items() if s not in gelukt}
    return Gecontroleerd(tuple(goed), fout)


def eigen_van(gemeente: Gemeente) -> list[EigenIndicator]:
    """The own indicators of this municipality and of no other."""
    return list(EigenIndicator.objects.filter(gemeente=gemeente).order_by("titel", "sleutel"))


def _ruw(rij: EigenIndicator, delen: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The fields of a YAML definition."""
    velden: dict[str, Any] = {
        "key": rij.sleutel,
        "titel": rij.titel,
        "omschrijving": rij.omschrijving,
        "bron": rij.bron,
        "soort": rij.soort,
        "richting": rij.richting,
        "eenheid": rij.eenheid,
        "decimalen": rij.decimalen,
        "delen": delen,
        "formule": rij.formule,
        "per": rij.per,
        "noemer": rij.noemer or None,
        "toelichting": rij.toelichting,
    }
    return {naam: waarde for naam, waarde in velden.items() if waarde not in (None, "")}
