"""Plug-ins that recognise a raw file and turn it into rows; listed by name, others by entry point."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import entry_points

from kompas.base import RefusedError, Registry
from kompas.data.sources.basis import Context, Namen, Source
from kompas.data.sources.beschrijving import met_beschrijvingen
from kompas.data.sources.bestand import Bestand, BestandFoutError
from kompas.data.sources.cijferlijst import CIJFERLIJST_CSV, CIJFERLIJST_YAML
from kompas.data.sources.kaartbestand import KAART
from kompas.data.sources.metadata import BESCHRIJVING, CODELIJST, GEBIEDENLIJST
from kompas.data.sources.odata import CBS_INWONERS, POLITIE_MISDRIJVEN, POLITIE_OVERLAST
from kompas.data.sources.partnertabel import BESCHRIJVINGSBESTAND, PARTNERTABEL
from kompas.data.sources.statline import CBS_CRIMINALITEIT, LANDELIJK, STATLINE
from kompas.data.sources.tabelbestand import TABELBESTAND
from kompas.data.sources.veiligheidsmonitor import VM_STATLINE

INGANG = "veiligheidskompas.bronnen"
SOURCES: Registry[Source] = Registry(
    "bronvorm",
    POLITIE_MISDRIJVEN,
    POLITIE_OVERLAST,
    STATLINE,
    VM_STATLINE,
    LANDELIJK,
    CBS_INWONERS,
    CBS_CRIMINALITEIT,
    GEBIEDENLIJST,
    CODELIJST,
    BESCHRIJVING,
    KAART,
    CIJFERLIJST_YAML,
    CIJFERLIJST_CSV,
    BESCHRIJVINGSBESTAND,
)
# A description beside a file wins over what the file looks like; the number of a table only helps when nothing fits.
EERST: tuple[Source, ...] = (PARTNERTABEL,)
LAATST: tuple[Source, ...] = (TABELBESTAND,)

__all__ = [
    "SOURCES",
    "Bestand",
    "BestandFoutError",
    "Context",
    "Namen",
    "Source",
    "bronvormen",
    "herken",
    "met_beschrijvingen",
]


@lru_cache(maxsize=1)
def bronvormen() -> tuple[Source, ...]:
    """Our own plug-ins and those that other packages offer as entry point."""
    eigen = (*EERST, *SOURCES, *LAATST)
    return (*eigen, *_van_anderen({bron.key for bron in eigen}))


def _van_anderen(bezet: set[str]) -> Iterable[Source]:
    for ingang in sorted(entry_points(group=INGANG), key=lambda ingang: ingang.name):
        try:
            bron = ingang.load()
        except Exception as fout:
            raise RefusedError(
                f"De bronvorm {ingang.name!r} van een ander pakket is niet te laden ({type(fout).__name__}: {fout})."
                " Werk dat pakket bij of verwijder het."
            ) from fout
        velden = ("key", "titel", "licentie", "kolommen", "is_metadata", "herken", "normalise")
        if weg := [naam for naam in velden if not hasattr(bron, naam)]:
            raise RefusedError(
                f"De bronvorm {ingang.name!r} van een ander pakket mist {', '.join(weg)}. Verwijder het."
            )
        if bron.key in bezet:
            raise RefusedError(f"De bronvorm {ingang.name!r} heet {bron.key!r}, en die naam is al in gebruik.")
        bezet.add(bron.key)
        yield bron


def herken(bestand: Bestand) -> Source:
    """The one plug-in that knows this file; a Dutch refusal when there is none, or more than one."""
    alle = bronvormen()
    eerst = [bron for bron in EERST if bron.herken(bestand)]
    gewoon = [bron for bron in alle if bron not in EERST and bron not in LAATST and not eerst and bron.herken(bestand)]
    passend = eerst or gewoon or [bron for bron in LAATST if bron.herken(bestand)]
    if len(passend) != 1:
        bestand.stuk(0, _onbekend(bestand) if not passend else _dubbelzinnig(passend))
    return passend[0]


def _dubbelzinnig(passend: list[Source]) -> str:
    return f"dit kan van alles zijn: {'; '.join(bron.titel for bron in passend)}. Zet elke tabel in een eigen bestand"


def _onbekend(bestand: Bestand) -> str:
    kolommen = ", ".join(bestand.kolommen[:12]) or "geen"
    bekend = "; ".join(f"{bron.titel} ({', '.join(bron.kolommen)})" for bron in bronvormen() if bron not in EERST)
    return (
        f"dit bestand wordt niet herkend (kolommen: {kolommen[:300]}). Wel te lezen: {bekend}. Is het een tabel van een"
        " partner, maak dan met kompas cijfers sjabloon een beschrijving"
    )
