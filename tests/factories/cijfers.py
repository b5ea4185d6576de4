"""The example figures as an opened build."""

from pathlib import Path

from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import meegeleverde_map


def open_voorbeeldcijfers(map_: Path) -> Cijfers:
    """Build the facts of definities/voorbeeld/cijfers in `map_`; the caller closes."""
    lees_bestanden(map_, sorted((meegeleverde_map() / "voorbeeld" / "cijfers").glob("*.yaml")))
    return open_cijfers(map_)
