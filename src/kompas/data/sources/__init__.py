"""Plug-ins that recognise a raw file and turn it into rows; listed by name."""

from kompas.base import Registry
from kompas.data.sources.basis import Context, Namen, Source
from kompas.data.sources.bestand import Bestand, BestandFoutError
from kompas.data.sources.cijferlijst import CIJFERLIJST_CSV, CIJFERLIJST_YAML

SOURCES: Registry[Source] = Registry("bronvorm", CIJFERLIJST_YAML, CIJFERLIJST_CSV)

__all__ = ["SOURCES", "Bestand", "BestandFoutError", "Context", "Namen", "Source", "herken"]


def herken(bestand: Bestand) -> Source:
    """The one plug-in that knows this file; a Dutch refusal when there is none, or more than one."""
    passend = [bron for bron in SOURCES if bron.herken(bestand)]
    if len(passend) == 1:
        return passend[0]
    if passend:
        bestand.stuk(0, f"dit kan van alles zijn: {', '.join(bron.titel for bron in passend)}")
    kolommen = ", ".join(bestand.kolommen[:12]) or "geen"
    bestand.stuk(
        0,
        f"dit bestand wordt niet herkend (kolommen: {kolommen}). Bekend zijn: "
        + "; ".join(f"{bron.titel} ({', '.join(bron.kolommen)})" for bron in SOURCES),
    )
