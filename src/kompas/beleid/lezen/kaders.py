"""What stands around the themes: goals of the plan, principles, partners, frameworks, money, consultation."""

import re
from collections.abc import Iterator

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.gelezen import Benoemd, Budgetregel, Kader, MethodeThema, Raadpleging, Tekst
from kompas.beleid.lezen.koppen import ZWAK
from kompas.beleid.lezen.opsommingen import aangehaald, gesplitst, met_laatste_en, partners_in_zin
from kompas.beleid.lezen.structuur import Opbouw, Sectie
from kompas.beleid.lezen.tekst import BEREIK, JAREN, kaal, schoon, zinnen, zonder_accent
from kompas.beleid.lezen.waarden import getal
from kompas.beleid.lezen.woordenboek import Woordenboek

_BEDRAG = re.compile(
    r"(?:€|\beuro\b|\bEUR\b)\s{0,3}(?P<na>\d[\d.,]{0,14})(?:,-)?\s{0,3}(?P<maal>mln|miljoen|ton|k\b)?"
    r"|(?<![\d.,])(?P<voor>\d[\d.]{0,14}(?:,\d{1,2})?)\s{0,3}(?P<maal2>miljoen|mln)?\s{0,3}euro\b",
    re.IGNORECASE,
)
_MAAL = {"mln": 1_000_000, "miljoen": 1_000_000, "ton": 100_000, "k": 1000}
_VOOR = re.compile(
    r"\b(?:voor|ten behoeve van)\s+(?:de\s+|het\s+|een\s+)?(?P<wat>[^\d.;(][^.;(]*?)"
    r"(?=\s+(?:is|zijn|was|wordt|worden|komt)\s|[.;(]|$)",
    re.IGNORECASE,
)
_METHODECEL = re.compile(r"^(?P<code>[1-9]\.\d{1,2})\s+(?P<naam>\D.+)$")
_KADERS_ZIJN = re.compile(r"kaders?\b[^.]{0,60}?\b(?:zijn|is)\s+(?P<lijst>[^.]+)\.")
_PRIORITEITEN = re.compile(
    r"^(?:de\s+)?prioriteiten\s+(?:in|van|uit)\s+(?:het|de)?\s*(?P<naam>.+?)\s+(?:zijn|is)\s+(?P<lijst>.+)$",
    re.IGNORECASE,
)
_HAAKJES = re.compile(r"^(?P<voor>[A-Z][^().]{2,60}\([^()]{2,60}\))\s+(?P<na>[A-Z].*)$")
_DAG = re.compile(
    r"\b\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?:\s+(?:\d{4}|jl\.?))?",
    re.IGNORECASE,
)


def gesplitste_kop(tekst: str) -> tuple[str, str]:
    """ "Regie We voeren regie" or "Regie. We voeren" -> ("Regie", "We voeren ..."); without such a start ("", text)."""
    if match := _HAAKJES.match(tekst):
        return match["voor"], match["na"]
    for scheider in (". ", ": "):
        voor, _, na = tekst.partition(scheider)
        if na and len(voor.split()) <= 6:
            return voor, na
    woorden = tekst.split(" ")
    diepte = 0
    for k in range(1, min(9, len(woorden))):
        diepte += woorden[k - 1].count("(") - woorden[k - 1].count(")")
        voeg = woorden[k - 1] in {"&", "en", "/", "–", "-"} or woorden[k - 1].endswith((",", "/"))
        if diepte <= 0 and not voeg and woorden[k][:1].isupper() and woorden[k][1:2].islower() | (len(woorden[k]) == 1):
            return " ".join(woorden[:k]), " ".join(woorden[k:])
    return "", tekst


def _benoemd(blok: Blok, vervolg: list[Blok]) -> Benoemd | None:
    naam, rest = _naam_en_rest(blok)
    if not naam:
        return None
    alineas = [b.tekst for b in vervolg if b.vorm is Vorm.ALINEA]
    return Benoemd(naam.strip(" .:"), blok.plaats, rest or "\n".join(alineas))


def _naam_en_rest(blok: Blok) -> tuple[str, str]:
    if blok.aanhef and not blok.nadruk:
        return blok.aanhef, blok.tekst.removeprefix(blok.aanhef).strip()
    if blok.nadruk or len(blok.tekst) <= 60:
        return blok.tekst, ""
    return gesplitste_kop(blok.tekst)


def _met_vervolg(blokken: list[Blok]) -> Iterator[tuple[Blok, list[Blok]]]:
    """Every item of the highest level with the paragraphs that follow it."""
    punten = [i for i, b in enumerate(blokken) if b.vorm is Vorm.PUNT]
    for k, i in enumerate(punten):
        einde = punten[k + 1] if k + 1 < len(punten) else len(blokken)
        yield blokken[i], blokken[i + 1 : einde]


def _eigen(sectie: Sectie) -> list[Blok]:
    return [b for s in sectie.alle() for b in s.blokken]


def strategische_doelen(opbouw: Opbouw, boek: Woordenboek) -> list[Benoemd]:
    """Titles of items (or sub-headings) in the chapter about the ambition, each with text below it."""
    uit: list[Benoemd] = []
    for hoofdstuk in opbouw.met_rol("ambitie"):
        if hoofdstuk.niveau > 2:
            continue
        uit += [d for blok, vervolg in _met_vervolg(_eigen(hoofdstuk)) if (d := _doel(blok, vervolg, boek))]
        for deel in hoofdstuk.delen:
            tekst = [b for b in deel.blokken if b.vorm is Vorm.ALINEA]
            if deel.niveau < ZWAK and not deel.kop.is_label and deel.rol in {"", "missie"} and tekst:
                uit.append(Benoemd(deel.kop.titel, deel.plaats, "\n".join(b.tekst for b in tekst)))
    return uit or _doelen_als_punten(opbouw)


def _doelen_als_punten(opbouw: Opbouw) -> list[Benoemd]:
    """A chapter about the ambition that is a list of sentences: each is a goal."""
    for hoofdstuk in opbouw.met_rol("ambitie"):
        punten = [b for b in hoofdstuk.blokken if b.vorm is Vorm.PUNT]
        zinnig = all(20 < len(b.tekst) <= 200 and b.tekst.endswith(".") for b in punten)
        if hoofdstuk.niveau <= 2 and not hoofdstuk.delen and zinnig and punten:
            return [Benoemd(b.tekst, b.plaats) for b in punten]
    return []


def _doel(blok: Blok, vervolg: list[Blok], boek: Woordenboek) -> Benoemd | None:
    titel = blok.tekst
    if (
        len(titel) > 100
        or titel.endswith((".", ";", ":"))
        or not any(b.vorm is Vorm.ALINEA and len(b.tekst) > 80 for b in vervolg)
    ):
        return None
    treffer = boek.rol_van(titel.rstrip(". …"))
    if treffer is not None and treffer.rol == "uitgangspunten":
        return None
    return Benoemd(titel, blok.plaats, "\n".join(b.tekst for b in vervolg if b.vorm is Vorm.ALINEA))


def missie_van(opbouw: Opbouw, doelen: list[Benoemd]) -> Benoemd | None:
    """A section called missie, otherwise the first strategic goal, otherwise a short paragraph about the ambition."""
    for sectie in opbouw.met_rol("missie"):
        tekst = [b for b in _eigen(sectie) if b.vorm is Vorm.ALINEA]
        if tekst:
            return Benoemd(tekst[0].tekst[:200], tekst[0].plaats, "\n".join(b.tekst for b in tekst))
    if doelen:
        return doelen[0]
    alineas = (b for s in opbouw.met_rol("ambitie") for b in s.blokken if b.vorm is Vorm.ALINEA)
    return next((Benoemd(b.tekst, b.plaats) for b in alineas if len(b.tekst) <= 200), None)


def uitgangspunten_van(opbouw: Opbouw, boek: Woordenboek) -> list[Benoemd]:
    """Items of a section about principles; also the items below an item with such a title in another chapter."""
    uit: list[Benoemd] = []
    for sectie in opbouw.met_rol("uitgangspunten"):
        uit += [b for blok, vervolg in _met_vervolg(_eigen(sectie)) if (b := _benoemd(blok, vervolg))]
    for sectie in opbouw.met_rol("ambitie"):
        blokken = _eigen(sectie)
        begin = next((i for i, b in enumerate(blokken) if b.vorm is Vorm.PUNT and _is_uitgangspuntkop(b, boek)), None)
        if begin is not None:
            uit += [b for blok, vervolg in _met_vervolg(blokken[begin + 1 :]) if (b := _benoemd(blok, vervolg))]
    return uit


def _is_uitgangspuntkop(blok: Blok, boek: Woordenboek) -> bool:
    treffer = boek.rol_van(blok.tekst.rstrip(". …")) if len(blok.tekst) < 60 else None
    return treffer is not None and treffer.rol == "uitgangspunten"


def planpartners(opbouw: Opbouw, boek: Woordenboek) -> list[Tekst]:
    """Partners of the whole plan: the names in the partner section that belongs to no theme."""
    uit: list[Tekst] = []
    for hoofdstuk in opbouw.wortel.delen:
        if hoofdstuk.rol in {"prioriteiten", "going_concern"} or hoofdstuk.kop.soort == "prioriteit":
            continue
        for sectie in (s for s in hoofdstuk.alle() if s.rol == "partners"):
            for blok in sectie.blokken:
                if blok.vorm is Vorm.PUNT and (naam := _benoemd(blok, [])):
                    uit.append(Tekst(naam.naam, naam.plaats))
                elif blok.vorm is Vorm.ALINEA:
                    uit += partners_in_zin(blok.tekst, blok.plaats, boek)
    return uit


def verbindende_themas(opbouw: Opbouw) -> list[Benoemd]:
    return [
        b
        for sectie in opbouw.met_rol("verbindend")
        for blok, vervolg in _met_vervolg(_eigen(sectie))
        if (b := _benoemd(blok, vervolg))
    ]


def bovenlokale_kaders(opbouw: Opbouw, boek: Woordenboek) -> list[Kader]:
    """The frameworks named in the section about them, with the priorities that the text gives to each."""
    uit: list[Kader] = []
    for sectie in opbouw.met_rol("bovenlokaal"):
        for blok in _eigen(sectie):
            uit += [k for k in _kaders_uit(blok, boek) if kaal(k.naam) not in {kaal(o.naam) for o in uit}]
        for blok in _eigen(sectie):
            uit = _met_prioriteiten(uit, blok)
    return uit


def _kaders_uit(blok: Blok, boek: Woordenboek) -> Iterator[Kader]:
    if blok.vorm is Vorm.PUNT:
        naam, _ = gesplitste_kop(blok.tekst)
        yield _kader(naam or blok.tekst, blok)
    elif match := _KADERS_ZIJN.search(blok.tekst):
        for naam in met_laatste_en(gesplitst(match["lijst"])):
            yield _kader(re.sub(r"^(?:het|de)\s+", "", naam), blok)
    elif blok.vorm is Vorm.KOP and any(w in zonder_accent(blok.tekst) for w in boek.bovenlokale_woorden):
        yield _kader(blok.tekst, blok)


def _kader(naam: str, blok: Blok) -> Kader:
    periode = BEREIK.search(naam)
    return Kader(schoon(naam).rstrip("."), blok.plaats, f"{periode[1]}-{periode[2]}" if periode else "")


def _met_prioriteiten(kaders: list[Kader], blok: Blok) -> list[Kader]:
    for zin in zinnen(blok.tekst):
        match = _PRIORITEITEN.match(zin)
        if match is None or not kaders:
            continue
        namen = aangehaald(match["lijst"]) or met_laatste_en(gesplitst(match["lijst"]))
        doel = max(kaders, key=lambda k: len(set(kaal(k.naam).split()) & set(kaal(match["naam"]).split())))
        kaders = [Kader(k.naam, k.plaats, k.periode, tuple(namen)) if k is doel else k for k in kaders]
    return kaders


def begroting_van(opbouw: Opbouw, boek: Woordenboek) -> list[Budgetregel]:
    """Sentences and items in the section about money that name an amount, a budget or a claim."""
    uit: list[Budgetregel] = []
    secties = [s for s in opbouw.met_rol("begroting") if not any(d.rol == "begroting" for d in s.delen)]
    for blok in (b for s in secties for b in _eigen(s)):
        if blok.vorm is Vorm.TABEL:
            uit += _geldrijen(blok)
        elif blok.vorm in {Vorm.PUNT, Vorm.ALINEA} and (regel := _geldregel(blok, boek)):
            uit.append(regel)
    return uit + _kosten_per_thema(opbouw, boek)


def _kosten_per_thema(opbouw: Opbouw, boek: Woordenboek) -> list[Budgetregel]:
    """Amounts under a part "Kosten" of a theme; without "voor ..." they are for the theme."""
    uit: list[Budgetregel] = []
    for thema in opbouw.secties():
        for blok in (b for s in thema.delen if s.rol == "kosten" for b in s.blokken):
            bedrag = _bedrag(blok.tekst)
            if bedrag is None:
                continue
            regel, jaar = _geldregel(blok, boek), JAREN.search(blok.tekst)
            if regel is not None and _VOOR.search(regel.tekst):
                uit.append(regel)
            else:
                naam, wanneer = thema.kop.titel, int(jaar[0]) if jaar else None
                uit.append(Budgetregel(naam, blok.tekst, blok.plaats, bedrag, wanneer))
    return uit


def _bedrag(tekst: str) -> int | None:
    match = _BEDRAG.search(tekst)
    if match is None:
        return None
    waarde = getal((match["na"] or match["voor"]).rstrip(".,"))
    maal = _MAAL.get((match["maal"] or match["maal2"] or "").lower(), 1)
    return round(waarde * maal) if waarde is not None else None


def _geldregel(blok: Blok, boek: Woordenboek) -> Budgetregel | None:
    for zin in zinnen(blok.tekst):
        laag = zonder_accent(zin)
        bedrag = _bedrag(zin)
        claim = "claim" in laag and JAREN.search(zin) is not None
        if bedrag is None and not claim and not (blok.vorm is Vorm.PUNT and any(w in laag for w in boek.geldwoorden)):
            continue
        if sum(c.isalpha() for c in zin) < 8:
            continue
        jaar = JAREN.search(zin)
        return Budgetregel(_kort(zin, boek), zin, blok.plaats, bedrag, int(jaar[0]) if jaar else None, is_claim=claim)
    return None


def _kort(zin: str, boek: Woordenboek) -> str:
    """What the money is for: what follows "voor", without filler; otherwise the sentence."""
    match = _VOOR.search(zin)
    kort = match["wat"].strip() if match else zin.rstrip(".")
    for vulzin in boek.vulzinnen:
        kort = re.sub(rf"\b{re.escape(vulzin)}\s+", "", kort)
    return kort[:300]


def _geldrijen(blok: Blok) -> Iterator[Budgetregel]:
    kop = blok.rijen[0].cellen
    for rij in blok.rijen[1:]:
        for kolom, cel in enumerate(rij.cellen[1:], start=1):
            bedrag = _bedrag(cel if "€" in cel or "euro" in cel else f"€ {cel}")
            if bedrag is not None and rij.cellen[0]:
                jaar = JAREN.search(kop[kolom]) if kolom < len(kop) else None
                yield Budgetregel(
                    rij.cellen[0], " ".join(rij.cellen), rij.plaats, bedrag, int(jaar[0]) if jaar else None
                )


def raadplegingen_van(blokken: list[Blok], boek: Woordenboek) -> list[Raadpleging]:
    """Sentences that say that council, residents or partners were heard, each once."""
    uit: list[Raadpleging] = []
    gehad: set[str] = set()
    for blok in blokken:
        if blok.vorm not in {Vorm.ALINEA, Vorm.NOOT}:
            continue
        for zin in zinnen(blok.tekst):
            laag = zonder_accent(zin)
            wie = tuple(w for w in boek.raadpleging.wie if re.search(rf"\b{w}(?![a-z])", laag))
            if wie and _gehoord(laag, boek) and kaal(zin) not in gehad:
                gehad.add(kaal(zin))
                dag = _DAG.search(zin)
                uit.append(Raadpleging(wie, zin, blok.plaats, dag[0] if dag else ""))
    return uit


def _gehoord(laag: str, boek: Woordenboek) -> bool:
    return (
        any(re.search(rf"\b{w}", laag) for w in boek.raadpleging.hoe)
        and re.search(r"\b(?:is|zijn|werd|werden|hebben|heeft|rtg)\b", laag) is not None
    )


def methode_themas(opbouw: Opbouw) -> tuple[str, list[MethodeThema]]:
    """Number of the annex and the themes of the method: cells or items "1.1 Sociale kwaliteit" below their field."""
    for sectie in opbouw.met_rol("methode"):
        gevonden: list[MethodeThema] = []
        for blok in _eigen(sectie):
            if blok.vorm is Vorm.TABEL:
                gevonden += _methodecellen(blok)
            elif match := _METHODECEL.match(blok.tekst):
                gevonden.append(MethodeThema(match["code"], match["naam"], "", blok.plaats))
        gevonden += [
            MethodeThema(s.kop.nummer, s.kop.titel, "", s.plaats) for s in sectie.alle() if s.kop.nummer.count(".") == 1
        ]
        if len(gevonden) >= 5:
            return sectie.kop.nummer if sectie.kop.soort == "bijlage" else "", gevonden
    return "", []


def _methodecellen(blok: Blok) -> Iterator[MethodeThema]:
    kop = blok.rijen[0].cellen
    for rij in blok.rijen:
        for kolom, cel in enumerate(rij.cellen):
            if match := _METHODECEL.match(cel):
                veld = kop[kolom] if kolom < len(kop) and not _METHODECEL.match(kop[kolom]) else ""
                yield MethodeThema(match["code"], match["naam"], veld, rij.plaats)
