"""The verdict on goals: pure decisions, written down in docs/methoden/oordeel.md."""

from kompas.beleid.rules.beoordeel import beoordeel, beoordeel_samen
from kompas.beleid.rules.bevinding import telling_van
from kompas.beleid.rules.doeltoets import Doeltoets, doeltoets
from kompas.beleid.rules.dubbel import dubbele, genormaliseerd
from kompas.beleid.rules.samenvatten import (
    Benaming,
    doel_samenvatten,
    samenvatten,
    telling,
    zonder_doel,
    zonder_indicator,
)
from kompas.beleid.rules.soorten import (
    Beoordeling,
    Breuk,
    Doelvraag,
    Niveau,
    Oordeel,
    Richting,
    Samenvatting,
    Soort,
    Streefsoort,
    Uitschieter,
)
from kompas.beleid.rules.streefkeuze import binnen_marge_van_uitgang, stap_te_klein
from kompas.beleid.rules.termijn import Termijn

__all__ = [
    "Benaming",
    "Beoordeling",
    "Breuk",
    "Doeltoets",
    "Doelvraag",
    "Niveau",
    "Oordeel",
    "Richting",
    "Samenvatting",
    "Soort",
    "Streefsoort",
    "Termijn",
    "Uitschieter",
    "beoordeel",
    "beoordeel_samen",
    "binnen_marge_van_uitgang",
    "doel_samenvatten",
    "doeltoets",
    "dubbele",
    "genormaliseerd",
    "samenvatten",
    "stap_te_klein",
    "telling",
    "telling_van",
    "zonder_doel",
    "zonder_indicator",
]
