"""From raw files to a figures build: written beside the old one, checked, switched in one step."""

from kompas.data.build.inlezen import Opgave, lees_bestanden
from kompas.data.build.leveringen import neem_leveringen
from kompas.data.build.opslag import Manifest, Opslag
from kompas.data.build.snoeien import (
    Schijfgebruik,
    Snoeibeleid,
    Snoeiverslag,
    maak_los,
    pin,
    pins,
    schijfgebruik,
    snoei,
)
from kompas.data.build.verifieren import Verificatie, verifieer
from kompas.data.build.verslag import Bestandsverslag, Gewijzigd, Inleesverslag

__all__ = [
    "Bestandsverslag",
    "Gewijzigd",
    "Inleesverslag",
    "Manifest",
    "Opgave",
    "Opslag",
    "Schijfgebruik",
    "Snoeibeleid",
    "Snoeiverslag",
    "Verificatie",
    "lees_bestanden",
    "maak_los",
    "neem_leveringen",
    "pin",
    "pins",
    "schijfgebruik",
    "snoei",
    "verifieer",
]
