"""Plug-ins that recognise a raw file and turn it into rows; listed by name."""

from kompas.base import Registry
from kompas.data.sources.basis import Context, Namen, Source
from kompas.data.sources.bestand import Bestand, BestandFoutError
from kompas.data.sources.cijferlijst import CIJFERLIJST_CSV, CIJFERLIJST_YAML
from kompas.data.sources.metadata import BESCHRIJVING, CODELIJST, GEBIEDENLIJST
from kompas.data.sources.odata import CBS_INWONERS, POLITIE_MISDRIJVEN, POLITIE_OVERLAST
from kompas.data.sources.statline import CBS_CRIMINALITEIT, LANDELIJK, STATLINE

SOURCES: Registry[Source] = Registry(
    "bronvorm",
    POLITIE_MISDRIJVEN,
    POLITIE_OVERLAST,
    STATLINE,
    LANDELIJK,
    CBS_INWONERS,
    CBS_CRIMINALITEIT,
    GEBIEDENLIJST,
    CODELIJST,
    BESCHRIJVING,
    CIJFERLIJST_YAML,
    CIJFERLIJST_CSV,
)

__all__ = ["SOURCES", "Bestand", "BestandFoutError", "Context", "Namen", "Source", "herken"]


def herken(bestand: Bestand) -> Source:
    """The one plug-in that knows this file; a Dutch refusal when there is none, or more than one."""
    passend = [bron for bron in SOURCES if bron.herken(bestand)]
    if len(passend) != 1:
        bestand.stuk(0, _onbekend(bestand) if not passend else _dubbelzinnig(passend))
    return passend[0]


def _dubbelzinnig(passend: list[Source]) -> str:
    return f"dit kan van alles zijn: {'; '.join(bron.titel for bron in passend)}. Zet elke tabel in een eigen bestand"


def _onbekend(bestand: Bestand) -> str:
    kolommen = ", ".join(bestand.kolommen[:12]) or "geen"
    bekend = "; ".join(f"{bron.titel} ({', '.join(bron.kolommen)})" for bron in SOURCES)
    return f"dit bestand wordt niet herkend (kolommen: {kolommen[:300]}). Wel te lezen: {bekend}"
