"""From raw files to a figures build: written beside the old one, checked, switched in one step."""

from kompas.data.build.inlezen import Opgave, lees_bestanden
from kompas.data.build.opslag import Manifest, Opslag
from kompas.data.build.verslag import Bestandsverslag, Gewijzigd, Inleesverslag

__all__ = ["Bestandsverslag", "Gewijzigd", "Inleesverslag", "Manifest", "Opgave", "Opslag", "lees_bestanden"]
