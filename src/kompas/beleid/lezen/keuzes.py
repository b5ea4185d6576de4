"""Themes that no chapter of priorities holds: marked one by one ("Prioriteit: ja"), or only named in a list."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.koppen import KEUZE, LABEL, ZWAK, Kop
from kompas.beleid.lezen.opsommingen import gesplitst, met_laatste_en
from kompas.beleid.lezen.structuur import Opbouw, Sectie
from kompas.beleid.lezen.tekst import kaal
from kompas.beleid.lezen.woordenboek import Woordenboek

_IN_KOP = re.compile(r"\s*[(\[]\s*(?:prioriteit|prioritair|speerpunt|prioritair thema)\s*[)\]]$", re.IGNORECASE)
_PUNT = re.compile(r"^(?P<titel>[A-ZÀ-Ý][^.:;!?]{2,70})(?::\s+(?P<rest>\S.*)|[.;]?)$")
_KOP = re.compile(r"^[A-ZÀ-Ý]\S+(?:\s+\S+){0,6}$")


def gemerkte_themas(opbouw: Opbouw) -> list[tuple[Sectie, bool]]:
    """Sections that say of themselves whether they are a priority."""
    uit: list[tuple[Sectie, bool]] = []
    for sectie in opbouw.secties():
        keuze = next((m["keuze"].lower() for b in sectie.blokken[:3] if (m := KEUZE.match(b.tekst))), None)
        if keuze is not None:
            sectie.blokken = [b for b in sectie.blokken if not KEUZE.match(b.tekst)]
            uit.append((sectie, keuze in {"ja", "wel"}))
        elif (kort := _IN_KOP.sub("", sectie.kop.titel)) != sectie.kop.titel and kort:
            sectie.kop = replace(sectie.kop, titel=kort)
            uit.append((sectie, True))
    return uit


def themas_in_lijst(hoofdstuk: Sectie) -> list[Sectie]:
    """A chapter without headings whose items each are a theme: "Verkeersveiligheid: we handhaven op snelheid"."""
    punten = [b for b in hoofdstuk.blokken if b.vorm is Vorm.PUNT]
    ondiep = min((b.niveau for b in punten), default=0)
    hoofden = [_PUNT.match(b.tekst) for b in punten if b.niveau == ondiep]
    if len(hoofden) < 2 or hoofdstuk.delen or not all(m and _KOP.match(m["titel"]) for m in hoofden):
        return []
    return list(_als_secties(punten, ondiep))


def _als_secties(punten: list[Blok], ondiep: int) -> Iterator[Sectie]:
    sectie: Sectie | None = None
    for blok in punten:
        match = _PUNT.match(blok.tekst) if blok.niveau == ondiep else None
        if match is None:
            if sectie is not None:
                sectie.blokken.append(blok)
            continue
        if sectie is not None:
            yield sectie
        sectie = Sectie(Kop(match["titel"].strip(), ZWAK, zwak=True), blok.plaats, ZWAK)
        if match["rest"]:
            sectie.blokken.append(replace(blok, tekst=match["rest"]))
    if sectie is not None:
        yield sectie


def aangekondigde_themas(opbouw: Opbouw, boek: Woordenboek) -> list[tuple[Sectie, bool]]:
    """Headings that one sentence announces as the priorities: "... drie prioriteiten: A, B en C."."""
    secties = {kaal(s.kop.titel): s for s in opbouw.secties() if s.kop.titel and s.niveau < LABEL}
    for blok in opbouw.blokken:
        namen = _opgesomd(blok, "prioriteiten", boek)
        gevonden = [secties[kaal(n)] for n in namen if kaal(n) in secties]
        if len(gevonden) > 1:
            return [(s, True) for s in gevonden]
    return []


def themas_in_zin(hoofdstuk: Sectie, rol: str, boek: Woordenboek) -> list[Sectie]:
    """A chapter that is one sentence with names: "Wij blijven werken aan A, B en C."."""
    if hoofdstuk.delen or any(b.vorm is not Vorm.ALINEA for b in hoofdstuk.blokken):
        return []
    for blok in hoofdstuk.blokken:
        namen = _opgesomd(blok, rol, boek)
        if len(namen) > 1 and all(len(n.split()) <= 4 for n in namen):
            return [Sectie(Kop(n, ZWAK, zwak=True), blok.plaats, ZWAK) for n in namen]
    return []


def _opgesomd(blok: Blok, rol: str, boek: Woordenboek) -> list[str]:
    match = re.search(boek.opgesomd[rol], blok.tekst, re.IGNORECASE) if blok.vorm is Vorm.ALINEA else None
    return met_laatste_en(gesplitst(match["lijst"])) if match else []
