"""Fetch tables of the OData services of police, CBS and RIVM: resumable, polite, checked, in bounded memory."""

from kompas.data.sources.ophalen.adressen import Bronadressen
from kompas.data.sources.ophalen.beschrijving import Gebiedskeuze
from kompas.data.sources.ophalen.tabel import haal_tabel
from kompas.data.sources.ophalen.verbinding import Beleid, BronError, Verbinding
from kompas.data.sources.ophalen.voortgang import Voortgang

__all__ = ["Beleid", "BronError", "Bronadressen", "Gebiedskeuze", "Verbinding", "Voortgang", "haal_tabel"]
