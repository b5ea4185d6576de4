"""Themes: what stands under a heading of the priorities or of the going concern chapter."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kompas.beleid.lezen.actietabellen import acties_uit
from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.doelzinnen import indicatoren_in, zonder_uitgangsjaar
from kompas.beleid.lezen.etiketten import ONBEKEND
from kompas.beleid.lezen.gelezen import Actie, Doelstelling, GelezenIndicator, GelezenThema, Hoofdlijn, Tekst
from kompas.beleid.lezen.indicatoren import indicatoren_uit, is_bijschrift, is_doelentabel
from kompas.beleid.lezen.keuzes import aangekondigde_themas, gemerkte_themas, themas_in_lijst, themas_in_zin
from kompas.beleid.lezen.koppen import LABEL, ZWAK
from kompas.beleid.lezen.meetregels import indicatoren_uit_regels, is_meetregel
from kompas.beleid.lezen.opsommingen import deel_lijst, partners_in_zin
from kompas.beleid.lezen.spelling import herstel
from kompas.beleid.lezen.structuur import Opbouw, Sectie
from kompas.beleid.lezen.tekst import jaar_in, kaal, zinnen, zonder_accent
from kompas.beleid.lezen.woordenboek import Woordenboek

_THEMALABELS = {
    "acties",
    "kosten",
    ONBEKEND,
    "hoofdlijnen",
    "partners",
    "flankerend_beleid",
    "doelstelling",
    "indicatoren",
    "begint_bij_jezelf",
}
_GEEN_THEMA = {"inleiding", "leeswijzer", "inhoudsopgave", "voetnoten", "inleiding_thema", "methode"}
_BOVENSCHRIFT = re.compile(r":$")


def themas_van(opbouw: Opbouw, boek: Woordenboek) -> tuple[list[GelezenThema], list[GelezenThema]]:
    """Priority themes and going concern themes, in the order of the document."""
    prioritair = [(s, True) for h in _hoofdstukken(opbouw, "prioriteiten") for s in _themasecties(h)]
    gewoon = [(s, False) for h in _hoofdstukken(opbouw, "going_concern") for s in _themasecties(h)]
    los = [(s, True) for s in opbouw.secties() if s.kop.soort == "prioriteit"]
    los += gemerkte_themas(opbouw)
    if not prioritair and not los:
        los = [(s, True) for s in opbouw.secties() if s.kop.soort == "thema" and _heeft_label(s)]
        los = los or aangekondigde_themas(opbouw, boek) or _met_dezelfde_delen(opbouw, {id(s) for s, _ in gewoon})
    bekend = {id(s) for s, _ in prioritair + gewoon}
    prioritair += [(s, True) for s, keuze in los if keuze and id(s) not in bekend]
    gewoon += [(s, False) for s, keuze in los if not keuze and id(s) not in bekend]
    prioritair = prioritair or _uit_lijst(opbouw, "prioriteiten", boek)
    gewoon = gewoon or _uit_lijst(opbouw, "going_concern", boek)
    titels = {kaal(s.kop.titel): _sleutel(s, "") or s.kop.titel for s, _ in prioritair + gewoon}
    lezer = _Themalezer(boek, titels)
    return [lezer.thema(s, prioritair=True) for s, _ in prioritair], [
        lezer.thema(s, prioritair=False) for s, _ in gewoon
    ]


def _met_dezelfde_delen(opbouw: Opbouw, bekend: set[int]) -> list[tuple[Sectie, bool]]:
    """No chapter says that it holds the priorities: the sections side by side that have the same parts of a theme."""
    for hoofdstuk in opbouw.secties():
        delen = [s for s in _themasecties(hoofdstuk) if _heeft_label(s) and id(s) not in bekend]
        rollen = [{d.rol for d in s.delen if d.rol in _THEMALABELS} for s in delen]
        if len(delen) > 1 and len(set.intersection(*rollen)) > 1:
            return [(s, True) for s in delen]
    return []


def _uit_lijst(opbouw: Opbouw, rol: str, boek: Woordenboek) -> list[tuple[Sectie, bool]]:
    """No headings for these themes: the items of the first chapter that lists them."""
    for hoofdstuk in opbouw.met_rol(rol):
        secties = themas_in_lijst(hoofdstuk) or themas_in_zin(hoofdstuk, rol, boek)
        if hoofdstuk.niveau < LABEL and secties:
            return [(s, rol == "prioriteiten") for s in secties]
    return []


def _hoofdstukken(opbouw: Opbouw, rol: str) -> Iterator[Sectie]:
    """Chapters with this role that have themes below them; of nested ones the outermost."""
    gehad: set[int] = set()
    for sectie in opbouw.met_rol(rol):
        if id(sectie) in gehad or sectie.kop.soort in {"prioriteit", "bijlage"} or sectie.niveau > ZWAK:
            continue
        if _themasecties(sectie):
            gehad |= {id(s) for s in sectie.alle()}
            yield sectie


def _themasecties(hoofdstuk: Sectie) -> list[Sectie]:
    kandidaten = [
        s
        for s in hoofdstuk.delen
        if s.niveau < LABEL and s.rol not in _GEEN_THEMA | _THEMALABELS and (s.delen or s.blokken)
    ]
    sterk = [s for s in kandidaten if not s.kop.zwak]
    if sterk:
        return sterk
    # short lines that stand alone: when several have the parts of a theme, the others are remarks within one
    gelabeld = [s for s in kandidaten if _heeft_label(s) or any(b.vorm is Vorm.TABEL for b in s.blokken)]
    return gelabeld if len(gelabeld) > 1 else kandidaten


def _heeft_label(sectie: Sectie) -> bool:
    return any(s.rol in _THEMALABELS for s in sectie.delen)


def _sleutel(sectie: Sectie, boven: str) -> str:
    if sectie.kop.letter:
        return f"{boven}{sectie.kop.letter}"
    return sectie.kop.nummer


def _deelthemas(sectie: Sectie) -> list[Sectie]:
    kandidaten = [s for s in sectie.delen if s.niveau < LABEL and not s.kop.is_label]
    return [s for s in kandidaten if s.kop.letter or s.kop.soort == "deelthema" or (not s.kop.zwak and _heeft_label(s))]


class _Themalezer:
    def __init__(self, boek: Woordenboek, titels: dict[str, str]) -> None:
        self.boek, self.titels = boek, titels

    def thema(self, sectie: Sectie, *, prioritair: bool, boven: str = "") -> GelezenThema:
        sleutel = _sleutel(sectie, boven)
        delen = _deelthemas(sectie)
        eigen = _eigen_secties(sectie, delen)
        thema = self._inhoud(sectie, eigen, sleutel, prioritair=prioritair)
        return replace(thema, deelthemas=tuple(self.thema(d, prioritair=prioritair, boven=sleutel) for d in delen))

    def _inhoud(self, sectie: Sectie, eigen: list[Sectie], sleutel: str, *, prioritair: bool) -> GelezenThema:
        per_rol: dict[str, list[Sectie]] = {}
        for deel in eigen[1:]:
            per_rol.setdefault(deel.rol, []).append(deel)
        titel, _ = herstel(sectie.kop.titel.rstrip("."), self.boek)
        indicatoren, tabeldoelen = self._indicatoren(eigen, sleutel or titel)
        indicatoren += self._uit_zinnen(eigen, sleutel or titel, indicatoren)
        acties = tuple(a for s in eigen for b in s.blokken for a in acties_uit(b, self.boek))
        doel = self._doel(per_rol.get("doelstelling", [])) or (tabeldoelen[0] if tabeldoelen else None)
        if doel is None and (zin := self._doelzin(sectie)) is not None:
            doel = zin
            indicatoren += self._naast_doel(sectie, sleutel or titel) if not indicatoren else []
        return GelezenThema(
            sleutel=sleutel,
            nummer=sectie.kop.nummer,
            letter=sectie.kop.letter,
            titel=titel,
            titel_in_tekst=sectie.kop.titel,
            prioritair=prioritair,
            plaats=sectie.plaats,
            inleiding=_inleiding(sectie, per_rol.get("inleiding_thema", [])),
            hoofdlijnen=self._hoofdlijnen(sectie, eigen, per_rol)
            or tuple(Hoofdlijn(a.tekst, a.plaats) for a in acties),
            partners=self._partners(sectie, per_rol) or _partners_van(acties),
            flankerend_beleid=_lijst(per_rol.get("flankerend_beleid", [])),
            doelstelling=doel,
            indicatoren=tuple(indicatoren),
            geen_indicator_omdat=self._geen_indicator(eigen),
            begint_bij_jezelf=next((s.plaats for s in per_rol.get("begint_bij_jezelf", [])), None),
            betekent=_punten(per_rol.get("betekent", [])),
            versterkt=_punten(per_rol.get("versterkt", [])),
            heeft_partners="partners" in per_rol,
            heeft_flankerend="flankerend_beleid" in per_rol,
            acties=acties,
        )

    def _hoofdlijnen(
        self, sectie: Sectie, eigen: list[Sectie], per_rol: dict[str, list[Sectie]]
    ) -> tuple[Hoofdlijn, ...]:
        bronnen = per_rol.get("hoofdlijnen", [])
        if bronnen:
            return _hoofdlijnen([s for b in bronnen for s in [b, *(d for d in b.delen if not d.kop.is_label)]])
        # a theme without the label: its own list items are the main lines
        return _hoofdlijnen([s for s in eigen if s is sectie or s.kop.zwak])

    def _partners(self, sectie: Sectie, per_rol: dict[str, list[Sectie]]) -> tuple[Tekst, ...]:
        if gelabeld := _lijst(per_rol.get("partners", []), laatste_en=True):
            return gelabeld
        blokken = [b for s in (sectie, *per_rol.get("hoofdlijnen", [])) for b in s.blokken]
        return tuple(t for b in blokken for t in partners_in_zin(b.tekst, b.plaats, self.boek))

    def _indicatoren(self, eigen: list[Sectie], sleutel: str) -> tuple[list[GelezenIndicator], list[Doelstelling]]:
        """Of this theme only: a table under it may name another theme in a column."""
        alle: list[GelezenIndicator] = []
        doelen: list[Doelstelling] = []
        for blok in (b for s in eigen for b in s.blokken):
            if is_doelentabel(blok, self.boek):
                gevonden, zinnen = indicatoren_uit(blok, sleutel, self.boek, self.titels)
                alle += [i for i in gevonden if i.thema == sleutel]
                doelen += zinnen
        return alle, doelen

    def _uit_zinnen(
        self, eigen: list[Sectie], sleutel: str, uit_tabel: list[GelezenIndicator]
    ) -> list[GelezenIndicator]:
        """Measurable goals in sentences and labelled lines, unless a table already gives the same."""
        gehad = {_meetnaam(i) for i in uit_tabel}
        uit: list[GelezenIndicator] = []
        for blokken in (s.blokken for s in eigen):
            regels = ((b.tekst if b.vorm in {Vorm.ALINEA, Vorm.PUNT} else "", b.plaats) for b in blokken)
            uit += [i for i in indicatoren_uit_regels(regels, sleutel, self.boek) if _meetnaam(i) not in gehad]
        for sectie in (s for s in eigen if s.rol in {"doelstelling", "indicatoren"}):
            for blok in (b for b in sectie.blokken if self._is_lopend(b)):
                gevonden = indicatoren_in(blok.tekst, blok.plaats, sleutel, jaar_in(sectie.kop.titel), self.boek)
                uit += [i for i in gevonden if _meetnaam(i) not in gehad]
        return uit

    def _doel(self, secties: list[Sectie]) -> Doelstelling | None:
        for sectie in secties:
            blokken = [b for b in sectie.blokken if self._is_doeltekst(b)]
            if blokken:
                jaren = (jaar_in(zonder_uitgangsjaar(b.tekst, self.boek)) for b in blokken)
                jaar = jaar_in(sectie.kop.titel) or next(filter(None, jaren), None)
                tekst = " ".join(b.tekst for b in blokken)
                return Doelstelling(tekst, blokken[0].plaats.met(blokken[-1].plaats), jaar)
        return None

    def _doelzin(self, sectie: Sectie) -> Doelstelling | None:
        """In running text: the sentence that says what the goal is."""
        for blok in (b for b in sectie.blokken if b.vorm is Vorm.ALINEA):
            zin = next((z for z in zinnen(blok.tekst) if self.boek.doelzin.match(z)), None)
            if zin is not None:
                return Doelstelling(zin, blok.plaats, jaar_in(zonder_uitgangsjaar(zin, self.boek)))
        return None

    def _naast_doel(self, sectie: Sectie, sleutel: str) -> list[GelezenIndicator]:
        """Measurable sentences in the paragraph with the goal; a year to come keeps history out."""
        blokken = [b for b in sectie.blokken if any(self.boek.doelzin.match(z) for z in zinnen(b.tekst))]
        alle = [i for b in blokken for i in indicatoren_in(b.tekst, b.plaats, sleutel, None, self.boek)]
        return [i for i in alle if i.doeljaar and i.doeljaar > (i.jaar or 0)]

    def _is_doeltekst(self, blok: Blok) -> bool:
        if not self._is_lopend(blok) or self._zegt_geen_indicator(blok):
            return False
        return not (_BOVENSCHRIFT.search(blok.tekst) and len(blok.tekst) < 100)

    def _is_lopend(self, blok: Blok) -> bool:
        """Running text or an item, not a labelled value."""
        return blok.vorm in {Vorm.ALINEA, Vorm.PUNT} and not is_meetregel(blok.tekst, self.boek)

    def _zegt_geen_indicator(self, blok: Blok) -> bool:
        return bool(self.boek.zonder_indicator.search(zonder_accent(blok.tekst)))

    def _geen_indicator(self, eigen: list[Sectie]) -> Tekst | None:
        for blok in (b for s in eigen for b in s.blokken):
            if blok.vorm in {Vorm.ALINEA, Vorm.PUNT} and self._zegt_geen_indicator(blok):
                return Tekst(blok.tekst, blok.plaats)
        return None


def _meetnaam(indicator: GelezenIndicator) -> str:
    return kaal(indicator.naam).removeprefix("aantal ").removeprefix("het ")


def _partners_van(acties: tuple[Actie, ...]) -> tuple[Tekst, ...]:
    """The partners that the rows of an action table name, each once."""
    namen = {kaal(p.tekst): p for actie in reversed(acties) for p in reversed(actie.partners)}
    return tuple(sorted(namen.values(), key=lambda p: p.plaats.van))


def _eigen_secties(sectie: Sectie, deelthemas: list[Sectie]) -> list[Sectie]:
    """The section and everything below it, without what belongs to a sub-theme."""
    weg = {id(s) for d in deelthemas for s in d.alle()}
    return [s for s in sectie.alle() if id(s) not in weg]


def _inleiding(sectie: Sectie, gelabeld: list[Sectie]) -> Tekst | None:
    for bron in (sectie, *gelabeld):
        blokken = [b for b in bron.blokken if b.vorm is Vorm.ALINEA]
        if blokken:
            return Tekst("\n".join(b.tekst for b in blokken), blokken[0].plaats.met(blokken[-1].plaats))
    return None


def _hoofdlijnen(secties: list[Sectie]) -> tuple[Hoofdlijn, ...]:
    """List items; deeper items belong to the one above. Without items the paragraphs count."""
    blokken = [b for s in secties for b in s.blokken]
    punten = [b for b in blokken if b.vorm is Vorm.PUNT]
    if not punten and secties and secties[0].rol == "hoofdlijnen":
        punten = [b for b in blokken if b.vorm is Vorm.ALINEA and len(b.tekst) > 20]
    uit: list[Hoofdlijn] = []
    ondiep = min((b.niveau for b in punten), default=0)
    for blok in punten:
        if blok.niveau > ondiep and uit:
            laatste = uit[-1]
            uit[-1] = Hoofdlijn(
                laatste.tekst, laatste.plaats.met(blok.plaats), (*laatste.deelpunten, Tekst(blok.tekst, blok.plaats))
            )
        else:
            uit.append(Hoofdlijn(blok.tekst, blok.plaats))
    return tuple(uit)


def _lijst(secties: list[Sectie], *, laatste_en: bool = False) -> tuple[Tekst, ...]:
    """Names from running text with commas, from list items, or both; `laatste_en`: "A, B en C" are three."""
    uit: list[Tekst] = []
    for blok in (b for s in secties for b in s.blokken if not is_bijschrift(b.tekst)):
        if blok.vorm is Vorm.ALINEA:
            uit += deel_lijst(blok.tekst, blok.plaats, laatste_en=laatste_en)
        elif blok.vorm is Vorm.PUNT:
            uit += (
                deel_lijst(blok.tekst, blok.plaats)
                if "," in blok.tekst
                else [Tekst(blok.tekst.rstrip(".;"), blok.plaats)]
            )
    return tuple(uit)


def _punten(secties: list[Sectie]) -> tuple[Tekst, ...]:
    blokken = [b for s in secties for b in s.blokken if b.vorm in {Vorm.PUNT, Vorm.ALINEA}]
    return tuple(Tekst(b.tekst, b.plaats) for b in blokken)
