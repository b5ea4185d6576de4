"""Which sources a bundle fetches, and when one of them has something new."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from kompas.core.cijfers import cijfers, definitiemappen
from kompas.core.models import Ophaalplan
from kompas.data.definities.tabellen import laad_tabelvormen
from kompas.data.versheid import bron_versheid, volgende_verwacht

ALLES = "alles"
ZONDER_TABEL = {
    "verkeer": {"bron-ongevallen": "ongevallen"},
    "leefbaarheid": {"leefbaarometer": "leefbaarheid"},
    "gebieden": {"gebiedsgrenzen": "grenzen", "cbs-gebieden": "indelingen"},
}
"""Sources that are no table of a service: their bundle, their key, and what a fetch calls them."""


def bronnen_in(wat: str) -> frozenset[str]:
    """The keys of the sources that a bundle fetches."""
    vormen = laad_tabelvormen(*definitiemappen()).values()
    andere = (key for bundel, bronnen in ZONDER_TABEL.items() if wat in {ALLES, bundel} for key in bronnen)
    return frozenset([*(vorm.bron for vorm in vormen if wat in {ALLES, vorm.bundel}), *andere])


def bron_van_stap(naam: str) -> str:
    """The key of the source to which something belongs that was fetched: a table, or one of the others."""
    vorm = laad_tabelvormen(*definitiemappen()).get(naam)
    andere = {stap: key for bronnen in ZONDER_TABEL.values() for key, stap in bronnen.items()}
    return vorm.bron if vorm else andere.get(naam, "")


def verwacht(plan: Ophaalplan) -> date | None:
    """The first day on which one of the sources of a schedule has something new; None when nobody knows."""
    return eerste_dag(bronnen_in(plan.wat), plan.gemeente.code, timezone.localdate())


def eerste_dag(bronnen: Iterable[str], gebied: str, vandaag: date) -> date | None:
    """When the first of these sources is due."""
    winkel = cijfers()
    gevonden = [bron for key in sorted(bronnen) if (bron := winkel.definities.bronnen.get(key)) is not None]
    laatste = {bron: bron_versheid(winkel, bron, gebied, vandaag).laatste for bron in gevonden}
    # The rhythm of the source itself: who has years only gets its months with the next fetch.
    dagen = [volgende_verwacht(bron, periode, vandaag) for bron, periode in laatste.items()]
    return min((dag for dag in dagen if dag is not None), default=None)
