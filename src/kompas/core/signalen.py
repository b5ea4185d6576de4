"""What the owner of the figures has to hear: sources that are late or could not be fetched."""

from collections.abc import Mapping
from datetime import date

from kompas.core.bundels import bron_van_stap, bronnen_in
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente, Ophaling
from kompas.core.queries import afgelopen_ophalingen
from kompas.core.rules import Stand
from kompas.data.versheid import Versheid, bron_versheid


def versheid_van(gemeente: Gemeente, vandaag: date) -> tuple[Versheid, ...]:
    """The freshness of every source, in the order of the definitions."""
    winkel, mislukt = cijfers(), mislukte_bronnen(gemeente)
    return tuple(
        bron_versheid(winkel, bron, gemeente.code, vandaag, mislukt)
        for bron in winkel.definities.bronnen
        if bron.cadans is not None
    )


def signalen(gemeente: Gemeente, vandaag: date) -> tuple[Versheid, ...]:
    """The sources that are late, and those of which the newest fetch failed."""
    return tuple(versheid for versheid in versheid_van(gemeente, vandaag) if versheid.is_signaal)


def mislukte_bronnen(gemeente: Gemeente) -> Mapping[str, str]:
    """Sources whose newest fetch failed, with what it said; a later success takes a failure away."""
    gezien: set[str] = set()
    mislukt: dict[str, str] = {}
    for ophaling in afgelopen_ophalingen(gemeente):
        bronnen = bronnen_in(ophaling.wat) - gezien
        gezien |= bronnen
        redenen = redenen_van(ophaling)
        mislukt |= {bron: redenen[bron] for bron in bronnen if bron in redenen}
    return mislukt


def redenen_van(ophaling: Ophaling) -> Mapping[str, str]:
    """Which sources of a fetch failed, and why: all of them, or those of the tables that did not come."""
    if ophaling.stand == Stand.MISLUKT.value:
        return dict.fromkeys(bronnen_in(ophaling.wat), ophaling.melding)
    regels = (regel.partition(": ") for regel in ophaling.niet_gelukt.splitlines())
    return {bron_van_stap(naam): reden for naam, _, reden in regels if reden}
