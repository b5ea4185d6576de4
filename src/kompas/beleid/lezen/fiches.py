"""Themes written as a sheet: a table of two columns with the name of the part on the left and its text on the right."""

import re
from collections.abc import Iterator

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.document import Rij
from kompas.beleid.lezen.etiketten import ONBEKEND
from kompas.beleid.lezen.koppen import LABEL, Kop
from kompas.beleid.lezen.tekst import schoon
from kompas.beleid.lezen.woordenboek import Treffer, Woordenboek

_PUNTEN = re.compile(r"(?:^|\s)[•●▪■○✓☑➢]\s+|;\s+")
_LIJSTEN = {"hoofdlijnen", "betekent", "versterkt"}


def met_fiches(blokken: list[Blok], boek: Woordenboek) -> list[Blok]:
    """Every sheet as headings with their text, so that the rest of the reader sees a theme like any other."""
    return [deel for blok in blokken for deel in (_uitgeklapt(blok, boek) if _is_fiche(blok, boek) else [blok])]


def _is_fiche(blok: Blok, boek: Woordenboek) -> bool:
    if blok.vorm is not Vorm.TABEL or any(len(rij.cellen) != 2 for rij in blok.rijen):
        return False
    bekend = sum(1 for rij in blok.rijen if boek.label_van(rij.cellen[0].rstrip(":")))
    return bekend >= 2 and 2 * bekend >= len(blok.rijen)


def _uitgeklapt(blok: Blok, boek: Woordenboek) -> Iterator[Blok]:
    for rij in blok.rijen:
        label, tekst = rij.cellen[0].strip().rstrip(":"), schoon(rij.cellen[1])
        treffer = boek.label_van(label) or Treffer(ONBEKEND, is_label=True)
        yield Blok(Vorm.KOP, label, rij.plaats, LABEL, Kop(label, LABEL, treffer=treffer))
        yield from _inhoud(tekst, rij, treffer.rol)


def _inhoud(tekst: str, rij: Rij, rol: str) -> Iterator[Blok]:
    """A list of actions in one cell is as many items; other text stays whole."""
    delen = (
        [d.strip(" ;.") if ";" in tekst else d.strip() for d in _PUNTEN.split(tekst)] if rol in _LIJSTEN else [tekst]
    )
    delen = [d for d in delen if d]
    for deel in delen:
        yield Blok(Vorm.PUNT if len(delen) > 1 else Vorm.ALINEA, deel, rij.plaats, 1 if len(delen) > 1 else 0)
