"""From a document to a plan: ask every part of the reader in turn, and add what needs a person."""

from dataclasses import replace

from kompas.beleid.lezen import kaders, kenmerken
from kompas.beleid.lezen.aandacht import aandachtspunten, zelfde_titel
from kompas.beleid.lezen.blokken import Blok, Inhoudsregel, Vorm
from kompas.beleid.lezen.document import Document
from kompas.beleid.lezen.fout import LeesFout
from kompas.beleid.lezen.gelezen import Cijfertabel, GelezenIndicator, GelezenPlan, GelezenThema, Noot, Tekst
from kompas.beleid.lezen.indicatoren import cijfertabellen, indicatoren_uit, is_doelentabel
from kompas.beleid.lezen.relatief import vul_in
from kompas.beleid.lezen.structuur import Opbouw, Sectie, opbouw_van
from kompas.beleid.lezen.tekst import kaal, zonder_accent
from kompas.beleid.lezen.themas import themas_van
from kompas.beleid.lezen.woordenboek import Woordenboek, woordenboek


def lees_plan(document: Document, boek: Woordenboek | None = None) -> GelezenPlan:
    """The plan in the document; `LeesFout` when the text is no safety plan at all."""
    boek = boek or woordenboek()
    opbouw = opbouw_van(document, boek)
    prioritair, gewoon = themas_van(opbouw, boek)
    _keur(document, opbouw, bool(prioritair or gewoon), boek)
    blokken = _met_koppen(opbouw)
    titel = kenmerken.titel_van(document, opbouw, boek)
    doelen = kaders.strategische_doelen(opbouw, boek)
    bijlage, methode = kaders.methode_themas(opbouw)
    los, prioritair, gewoon = _losse_indicatoren(opbouw, prioritair, gewoon, boek)
    soort = kenmerken.soort_van(titel, document, boek)
    periode = kenmerken.periode_van(blokken, titel) or kenmerken.jaar_van(titel, soort)
    tabellen = tuple(cijfertabellen(opbouw.blokken, boek))
    gemeenten = kenmerken.gemeenten_van(titel)
    plan = GelezenPlan(
        gemeente=None if gemeenten else kenmerken.gemeente_van(blokken, titel),
        gemeenten=gemeenten,
        titel=titel,
        soort=soort,
        periode=periode[0] if periode else None,
        periode_plaats=periode[1] if periode else None,
        geldend_vanaf=kenmerken.geldend_van(blokken, boek),
        besluit=kenmerken.besluit_van(blokken),
        vervangt=kenmerken.vervangt_van(blokken),
        methode_editie=kenmerken.methode_van(blokken),
        missie=kaders.missie_van(opbouw, doelen),
        strategische_doelen=tuple(doelen),
        uitgangspunten=tuple(kaders.uitgangspunten_van(opbouw, boek)),
        prioritair=tuple(_af(t, opbouw, tabellen) for t in prioritair),
        going_concern=tuple(_af(t, opbouw, tabellen) for t in gewoon),
        going_concern_geen_indicator=_gewoon_zonder_indicator(opbouw, boek),
        indicatoren=tuple(vul_in(i, tabellen) for i in los),
        partners=tuple(kaders.planpartners(opbouw, boek)),
        verbindende_themas=tuple(kaders.verbindende_themas(opbouw)),
        bovenlokale_kaders=tuple(kaders.bovenlokale_kaders(opbouw, boek)),
        begroting=tuple(kaders.begroting_van(opbouw, boek)),
        raadplegingen=tuple(kaders.raadplegingen_van(blokken, boek)),
        cijfertabellen=tabellen,
        methode_themas=tuple(methode),
        methode_bijlage=bijlage,
        noten=tuple(Noot(b.noot, b.tekst, b.plaats) for b in opbouw.blokken if b.vorm is Vorm.NOOT),
        coordinatie=_tekst_van(opbouw, "coordinatie"),
        verantwoording=_tekst_van(opbouw, "verantwoording"),
    )
    return replace(plan, aandacht=aandachtspunten(plan, document, opbouw, boek))


def _keur(document: Document, opbouw: Opbouw, heeft_themas: bool, boek: Woordenboek) -> None:
    laag = zonder_accent(document.tekst)
    gevonden = [w for w in boek.veiligheidswoorden.woorden if w in laag]
    delen = {s.rol for s in opbouw.secties()} & {
        "ambitie",
        "prioriteiten",
        "going_concern",
        "doelstelling",
        "hoofdlijnen",
        "indicatoren",
    }
    if len(gevonden) < boek.veiligheidswoorden.minimaal and not kenmerken.heet_plan(document, boek):
        raise LeesFout(
            f"{document.naam} lijkt geen veiligheidsplan: woorden als veiligheid, politie, overlast en "
            "handhaving komen er niet of nauwelijks in voor. "
            "Controleer of u het goede bestand koos."
        )
    if not heeft_themas and not delen:
        raise LeesFout(
            f"{document.naam} gaat wel over veiligheid, maar de lezer vindt er geen koppen in zoals "
            "prioriteiten, hoofdlijnen of doelstelling. "
            "Geef de koppen in Word een kopstijl, of voer het plan met de hand in."
        )


def _met_koppen(opbouw: Opbouw) -> list[Blok]:
    """All blocks with their headings, in order."""
    uit: list[Blok] = []
    for sectie in opbouw.secties():
        if sectie.kop.titel:
            uit.append(Blok(Vorm.KOP, sectie.kop.titel, sectie.plaats, sectie.niveau, sectie.kop))
        uit += sectie.blokken
    return uit


def _losse_indicatoren(
    opbouw: Opbouw, prioritair: list[GelezenThema], gewoon: list[GelezenThema], boek: Woordenboek
) -> tuple[list[GelezenIndicator], list[GelezenThema], list[GelezenThema]]:
    """Goal tables outside the themes: of the whole plan, or with a column that names the theme."""
    in_thema = {i.plaats for t in _plat(prioritair + gewoon) for i in t.indicatoren}
    titels = {kaal(t.titel): t.sleutel or t.titel for t in _plat(prioritair + gewoon)}
    titels |= {kaal(f"{t.sleutel} {t.titel}"): t.sleutel for t in _plat(prioritair + gewoon) if t.sleutel}
    los: list[GelezenIndicator] = []
    for blok in opbouw.blokken:
        if is_doelentabel(blok, boek):
            gevonden, _ = indicatoren_uit(blok, "", boek, titels)
            los += [i for i in gevonden if i.plaats not in in_thema]
    prioritair = [_met_indicatoren(t, los) for t in prioritair]
    gewoon = [_met_indicatoren(t, los) for t in gewoon]
    return [i for i in los if not i.thema], prioritair, gewoon


def _plat(themas: list[GelezenThema]) -> list[GelezenThema]:
    return [t for thema in themas for t in (thema, *thema.deelthemas)]


def _met_indicatoren(thema: GelezenThema, los: list[GelezenIndicator]) -> GelezenThema:
    eigen = tuple(i for i in los if i.thema and i.thema == (thema.sleutel or thema.titel))
    delen = tuple(_met_indicatoren(d, los) for d in thema.deelthemas)
    return replace(thema, indicatoren=thema.indicatoren + eigen, deelthemas=delen)


def _af(thema: GelezenThema, opbouw: Opbouw, tabellen: tuple[Cijfertabel, ...]) -> GelezenThema:
    """What only the whole document can say: the title in the contents, targets relative to a figure elsewhere."""
    return _berekend(_met_inhoudstitel(thema, opbouw.inhoudsopgave), tabellen)


def _berekend(thema: GelezenThema, tabellen: tuple[Cijfertabel, ...]) -> GelezenThema:
    indicatoren = tuple(vul_in(i, tabellen) for i in thema.indicatoren)
    return replace(thema, indicatoren=indicatoren, deelthemas=tuple(_berekend(d, tabellen) for d in thema.deelthemas))


def _met_inhoudstitel(thema: GelezenThema, inhoud: tuple[Inhoudsregel, ...], vanaf: int = 0) -> GelezenThema:
    """Remember the title in the contents when it differs from the one in the text."""
    plek = next(
        (k for k, r in enumerate(inhoud) if k >= vanaf and r.nummer == (thema.nummer or thema.letter) and r.nummer),
        None,
    )
    andere = ""
    if plek is not None and not zelfde_titel(inhoud[plek].titel, thema.titel_in_tekst):
        andere = inhoud[plek].titel
    delen = tuple(_met_inhoudstitel(d, inhoud, plek + 1 if plek is not None else 0) for d in thema.deelthemas)
    return replace(thema, andere_titel=andere, deelthemas=delen)


def _gewoon_zonder_indicator(opbouw: Opbouw, boek: Woordenboek) -> Tekst | None:
    for sectie in opbouw.met_rol("going_concern"):
        for blok in sectie.blokken:
            if boek.zonder_indicator.search(zonder_accent(blok.tekst)):
                return Tekst(blok.tekst, blok.plaats)
    return None


def _tekst_van(opbouw: Opbouw, rol: str) -> Tekst | None:
    secties: list[Sectie] = [s for s in opbouw.met_rol(rol) if s.blokken]
    for sectie in secties:
        blokken = [b for b in sectie.blokken if b.vorm is Vorm.ALINEA]
        if blokken:
            return Tekst("\n".join(b.tekst for b in blokken), blokken[0].plaats.met(blokken[-1].plaats))
    return None
