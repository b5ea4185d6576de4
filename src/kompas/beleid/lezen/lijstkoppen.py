"""Themes written as lists in lists: an item is the title, the items below it are the parts ("Doel:", "Partners:")."""

from collections.abc import Iterator
from dataclasses import replace

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.koppen import LABEL, ZWAK, Kop, kop_met_woord, kopachtig
from kompas.beleid.lezen.woordenboek import Treffer, Woordenboek

_MINIMAAL = 2
"""Different parts that must stand in lists before a list counts as a theme."""


def met_lijstkoppen(blokken: list[Blok], boek: Woordenboek) -> list[Blok]:
    """The same blocks with the items that are a part, and the items above those, as headings."""
    labels = {i: treffer for i in range(len(blokken)) if (treffer := _label(blokken, i, boek)) is not None}
    titels = {_titel_boven(blokken, i) for i in labels} - {None}
    if len({t.rol for t in labels.values()}) < _MINIMAAL or not titels:
        return blokken
    return list(_met(blokken, labels, titels, boek))


def _label(blokken: list[Blok], i: int, boek: Woordenboek) -> Treffer | None:
    """An item that is the name of a part, with deeper items or text right below it."""
    blok = blokken[i]
    if blok.vorm is not Vorm.PUNT or blok.niveau < 2 or len(blok.tekst) > 60 or i + 1 >= len(blokken):
        return None
    onder = blokken[i + 1]
    inhoud = onder.vorm is Vorm.ALINEA or (onder.vorm is Vorm.PUNT and onder.niveau > blok.niveau)
    return boek.label_van(blok.tekst.rstrip(":? ")) if inhoud else None


def _titel_boven(blokken: list[Blok], i: int) -> int | None:
    """The nearest item that is less deep, when it reads as a title."""
    for k in range(i - 1, -1, -1):
        blok = blokken[k]
        if blok.vorm is Vorm.KOP:
            return None
        if blok.vorm is Vorm.PUNT and blok.niveau < blokken[i].niveau:
            return k if kopachtig(blok.tekst) else None
    return None


def _met(blokken: list[Blok], labels: dict[int, Treffer], titels: set[int | None], boek: Woordenboek) -> Iterator[Blok]:
    for i, blok in enumerate(blokken):
        if i in labels:
            titel = blok.tekst.rstrip(": ")
            yield replace(blok, vorm=Vorm.KOP, niveau=LABEL, kop=Kop(titel, LABEL, treffer=labels[i]))
        elif i in titels:
            kop = kop_met_woord(blok.tekst, boek) or Kop(blok.tekst, ZWAK)
            yield replace(blok, vorm=Vorm.KOP, tekst=kop.titel, niveau=kop.niveau, kop=kop)
        else:
            yield blok
