"""Headings that return under several themes are parts of a theme, also when the vocabulary does not know them."""

from collections import Counter
from dataclasses import replace

from kompas.beleid.lezen.blokken import Blok
from kompas.beleid.lezen.koppen import LABEL, Kop
from kompas.beleid.lezen.tekst import kaal, zonder_jaren
from kompas.beleid.lezen.woordenboek import Treffer, Woordenboek

ONBEKEND = "onbekend"
"""Role of a part of a theme whose meaning we do not know: its text stays out of everything else."""
_MAX_WOORDEN = 6


def met_etiketten(blokken: list[Blok], boek: Woordenboek) -> list[Blok]:
    """Give a recurring heading that stands beside a known part of a theme its role, or `ONBEKEND`."""
    plekken = [i for i, b in enumerate(blokken) if b.kop is not None]
    koppen = [blokken[i].kop for i in plekken]
    keer = Counter(_sleutel(k) for k in koppen if k is not None and _kandidaat(k, boek))
    herhaald = {titel for titel, aantal in keer.items() if aantal > 1}
    etiket = {
        t
        for t in herhaald
        if all(_bij_deel(koppen, n, herhaald) for n, k in enumerate(koppen) if k and _sleutel(k) == t)
    }
    uit = list(blokken)
    for i, kop in zip(plekken, koppen, strict=True):
        if kop is not None and _sleutel(kop) in etiket and _kandidaat(kop, boek):
            rol = boek.herhaalde_rol(kop.titel) or ONBEKEND
            uit[i] = replace(
                blokken[i], kop=replace(kop, niveau=LABEL, treffer=Treffer(rol, is_label=True), zwak=False)
            )
    return uit


def _sleutel(kop: Kop) -> str:
    return zonder_jaren(kop.titel)


def _kandidaat(kop: Kop, boek: Woordenboek) -> bool:
    """Without number or letter, short, and not known as a part already."""
    if kop.nummer or kop.letter or kop.soort or kop.is_label or not kaal(kop.titel):
        return False
    return len(kop.titel.split()) <= _MAX_WOORDEN and (not kop.rol or boek.herhaalde_rol(kop.titel) is not None)


def _bij_deel(koppen: list[Kop | None], n: int, herhaald: set[str]) -> bool:
    """A known part of a theme, or another recurring heading, stands right before or after it."""
    eigen = koppen[n]
    for buur in (n - 1, n + 1):
        kop = koppen[buur] if 0 <= buur < len(koppen) else None
        if kop is None or eigen is None or _sleutel(kop) == _sleutel(eigen):
            continue
        if kop.is_label or (_sleutel(kop) in herhaald and not kop.nummer):
            return True
    return False
