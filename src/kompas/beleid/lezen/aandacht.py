"""What needs a person: everything that the reader saw and did not want to decide, with the reason and the place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kompas.base import getal_tekst
from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.document import Document, Plaats
from kompas.beleid.lezen.etiketten import ONBEKEND
from kompas.beleid.lezen.gelezen import (
    Aandachtspunt,
    Cijfertabel,
    GelezenIndicator,
    GelezenPlan,
    GelezenThema,
    Tekst,
    Waarom,
)
from kompas.beleid.lezen.indicatoren import bijschriften
from kompas.beleid.lezen.spelling import vermoed
from kompas.beleid.lezen.structuur import Opbouw
from kompas.beleid.lezen.tekst import kaal, lijkt_op, zonder_jaren
from kompas.beleid.lezen.woordenboek import Woordenboek

_VERWIJZING = re.compile(
    r"\b(?P<soort>paragraaf|hoofdstuk|bijlage|thema|tabel|figuur)\s+(?P<nummer>\d{1,2}(?:\.\d{1,2}){0,3})(?!\d|[.:]\d)(?P<na>(?:\s+van\s+(?:het|de)\s+\w+)?)",
    re.IGNORECASE,
)
_VAN_NAAR = re.compile(r"\bvan\s+(?:een\s+)?[\d.,]+\s*%?.{0,60}?\bnaar\b.{0,30}?\d", re.IGNORECASE)
_WOORD = re.compile(r"[A-Za-zÀ-ÿ]{7,}")


def aandachtspunten(
    plan: GelezenPlan, document: Document, opbouw: Opbouw, boek: Woordenboek
) -> tuple[Aandachtspunt, ...]:
    """All points, in the order of the document."""
    punten = [
        *_ontbreekt(plan, opbouw),
        *(p for thema in plan.alle_themas for p in _thema(thema)),
        *(p for indicator in _indicatoren(plan) for p in _indicator(indicator)),
        *_tegenspraak(plan),
        *_gemengde_jaren(plan),
        *_verwijzingen(opbouw),
        *_beelden(opbouw),
        *_titels(plan, opbouw),
        *_onbekende_kopjes(opbouw),
        *_invulplekken(document, boek),
        *_leesfouten(document, opbouw, boek),
    ]
    return tuple(sorted(punten, key=lambda p: (p.plaats.van, p.waarom, p.uitleg)))


def _indicatoren(plan: GelezenPlan) -> list[GelezenIndicator]:
    return [*plan.indicatoren, *(i for t in plan.alle_themas for i in t.indicatoren)]


def _ontbreekt(plan: GelezenPlan, opbouw: Opbouw) -> Iterator[Aandachtspunt]:
    begin = Plaats(1, 1)
    if plan.gemeenten:
        namen = f"{', '.join(plan.gemeenten[:-1])} en {plan.gemeenten[-1]}"
        plaats = plan.titel.plaats if plan.titel else begin
        tekst = f"Dit is een plan van {namen} samen. Kies voor welke gemeente u het inleest."
        yield Aandachtspunt(Waarom.ONDUIDELIJK, tekst, plaats)
    for waarde, wat in (
        (plan.gemeente, "de naam van de gemeente"),
        (plan.periode, "de periode van het plan"),
        (plan.titel, "de titel van het plan"),
    ):
        if waarde is None:
            yield Aandachtspunt(Waarom.ONTBREEKT, f"De lezer vond {wat} niet. Vul dit zelf in.", begin)
    if not plan.prioritair:
        yield Aandachtspunt(Waarom.ONTBREEKT, "De lezer vond geen hoofdstuk met prioritaire thema's.", begin)
    elif not any(True for _ in opbouw.met_rol("prioriteiten")) and not any(t.nummer for t in plan.prioritair):
        uitleg = "Geen hoofdstuk zegt welke thema's prioriteit zijn; de lezer leidde het af. Kijk of het klopt."
        yield Aandachtspunt(Waarom.ONDUIDELIJK, uitleg, plan.prioritair[0].plaats)
    if not plan.going_concern:
        yield Aandachtspunt(
            Waarom.ONTBREEKT, "De lezer vond geen hoofdstuk met thema's die doorlopen (going concern).", begin
        )


def _naam(thema: GelezenThema) -> str:
    return f"{thema.sleutel} {thema.titel}".strip()


def _thema(thema: GelezenThema) -> Iterator[Aandachtspunt]:
    naam = _naam(thema)
    if thema.doelstelling is None and not thema.indicatoren and not thema.deelthemas:
        yield Aandachtspunt(Waarom.GEEN_DOEL, f"Bij {naam} staat geen doelstelling.", thema.plaats, naam)
    elif thema.doelstelling is not None and not thema.indicatoren and not thema.deelthemas:
        if thema.geen_indicator_omdat is None:
            tekst = f"Bij {naam} staat wel een doelstelling, maar geen indicator en ook niet waarom die er niet is."
            if _VAN_NAAR.search(thema.doelstelling.tekst):
                tekst += " De doelzin noemt wel getallen: maak er een indicator van."
        else:
            tekst = (
                f"Bij {naam} zegt het plan waarom er geen indicator is: spreek af hoe u het doel in woorden beoordeelt."
            )
        yield Aandachtspunt(Waarom.GEEN_INDICATOR, tekst, thema.doelstelling.plaats, naam)
    yield from _dubbel(thema.partners, "partner", naam)
    yield from _dubbel(thema.flankerend_beleid, "flankerend beleid", naam)
    if not thema.hoofdlijnen and not thema.deelthemas:
        yield Aandachtspunt(Waarom.ONDUIDELIJK, f"Bij {naam} vond de lezer geen hoofdlijnen.", thema.plaats, naam)


def _dubbel(teksten: tuple[Tekst, ...], wat: str, naam: str) -> Iterator[Aandachtspunt]:
    aantal = Counter(kaal(t.tekst) for t in teksten)
    for tekst in {kaal(t.tekst): t for t in reversed(teksten)}.values():
        if aantal[kaal(tekst.tekst)] > 1:
            yield Aandachtspunt(
                Waarom.DUBBEL,
                f"Bij {naam} staat {wat} ‘{tekst.tekst}’ {aantal[kaal(tekst.tekst)]} keer.",
                tekst.plaats,
                naam,
            )


def _indicator(indicator: GelezenIndicator) -> Iterator[Aandachtspunt]:
    uitgang, doel, naam = indicator.uitgangswaarde, indicator.doel, indicator.naam
    if (uitgang and uitgang.is_pm) or (doel and doel.is_pm):
        yield Aandachtspunt(
            Waarom.PM, f"Bij ‘{naam}’ staat PM: spreek af wie de waarde invult en wanneer.", indicator.plaats, naam
        )
    for reden in indicator.twijfel:
        yield Aandachtspunt(Waarom.ONDUIDELIJK, f"Bij ‘{naam}’: {reden}", indicator.plaats, naam)
    if doel is None and indicator.relatief is None:
        yield Aandachtspunt(
            Waarom.ONDUIDELIJK, f"Bij ‘{naam}’ staat geen streefwaarde die de lezer begrijpt.", indicator.plaats, naam
        )
    elif doel is not None and not doel.teken:
        yield Aandachtspunt(
            Waarom.ONDUIDELIJK,
            f"Bij ‘{naam}’ staat niet of {doel.tekst} hoogstens of minstens moet zijn.",
            indicator.plaats,
            naam,
        )
    if uitgang and doel and uitgang.getal is not None and uitgang.getal == doel.getal:
        yield Aandachtspunt(
            Waarom.VASTHOUDEN,
            f"Bij ‘{naam}’ is de streefwaarde gelijk aan de uitgangswaarde ({uitgang.tekst}): vasthouden.",
            indicator.plaats,
            naam,
        )
    if indicator.eerder_doel is not None and doel is not None:
        tekst = (
            f"Bij ‘{naam}’ geeft de tabel twee doelen; de lezer nam ‘{indicator.doel_uit}’ ({doel.tekst}) en "
            f"niet {indicator.eerder_doel.tekst}."
        )
        yield Aandachtspunt(Waarom.ONDUIDELIJK, tekst, indicator.plaats, naam)


def _cijfer(waarde: float) -> str:
    """In Dutch notation, with as many decimals as it has."""
    decimalen = len(repr(waarde).partition(".")[2].rstrip("0"))
    return getal_tekst(waarde, decimalen)


def _zelfde_naam(indicator: str, label: str) -> bool:
    een, ander = zonder_jaren(indicator), kaal(label)
    return lijkt_op(een, ander) or een.split(" (")[0] == ander


def _tegenspraak(plan: GelezenPlan) -> Iterator[Aandachtspunt]:
    """A baseline that differs from the table of figures for the same year; explained or not."""
    for indicator in _indicatoren(plan):
        uitgang = indicator.uitgangswaarde
        if uitgang is None or uitgang.getal is None or indicator.jaar is None:
            continue
        for tabel in plan.cijfertabellen:
            kolom = next((k for k, kop in enumerate(tabel.kolommen) if kop.strip() == str(indicator.jaar)), None)
            rij = next((r for r in tabel.rijen if _zelfde_naam(indicator.naam, r.label)), None)
            waarde = rij.waarden[kolom] if rij and kolom is not None and kolom < len(rij.waarden) else None
            if waarde is not None and waarde != uitgang.getal:
                yield _verschil(indicator, uitgang.getal, waarde, tabel, kolom or 0, plan)


def _verschil(
    indicator: GelezenIndicator, uitgang: float, waarde: float, tabel: Cijfertabel, kolom: int, plan: GelezenPlan
) -> Aandachtspunt:
    naam = f"tabel {tabel.nummer}" if tabel.nummer else f"de tabel op {tabel.plaats.label}"
    tekst = (
        f"Bij ‘{indicator.naam}’ is de uitgangswaarde {_cijfer(uitgang)} in {indicator.jaar}, maar {naam} "
        f"geeft {_cijfer(waarde)}."
    )
    verklaring = next(
        (r.label for r in tabel.rijen if kolom < len(r.waarden) and r.waarden[kolom] == waarde - uitgang), ""
    )
    if verklaring:
        noten = [
            n.nummer
            for n in plan.noten
            if any(w in kaal(n.tekst) for w in kaal(verklaring).split() if len(w) > 6)
            or "doelstelling" in kaal(n.tekst)
        ]
        waar = f" (zie ook noot {', '.join(noten)})" if noten else ""
        tekst += (
            f" Het verschil ({_cijfer(waarde - uitgang)}) is precies de regel ‘{verklaring}’{waar}: leg de "
            "rekenwijze vast."
        )
    else:
        tekst += " Het document verklaart het verschil niet: zoek uit welke waarde geldt."
    return Aandachtspunt(Waarom.TEGENSPRAAK, tekst, indicator.plaats, indicator.naam)


def _gemengde_jaren(plan: GelezenPlan) -> Iterator[Aandachtspunt]:
    jaren = Counter(i.jaar for i in _indicatoren(plan) if i.jaar)
    if len(jaren) < 2:
        return
    gewoon = jaren.most_common(1)[0][0]
    for indicator in _indicatoren(plan):
        if indicator.jaar and indicator.jaar != gewoon:
            tekst = f"‘{indicator.naam}’ heeft uitgangsjaar {indicator.jaar}; de meeste indicatoren hebben {gewoon}."
            yield Aandachtspunt(Waarom.JAREN, tekst, indicator.plaats, indicator.naam)


def _bestaand(opbouw: Opbouw) -> dict[str, set[str]]:
    nummers = {s.kop.nummer for s in opbouw.secties() if s.kop.nummer and not s.kop.soort}
    gezien: dict[str, set[str]] = {soort: set(nummers) for soort in ("paragraaf", "hoofdstuk", "thema")}
    gezien["bijlage"] = {s.kop.nummer for s in opbouw.secties() if s.kop.soort == "bijlage"}
    for sectie in opbouw.secties():
        if sectie.kop.soort in {"prioriteit", "thema", "hoofdstuk"}:
            gezien.setdefault(sectie.kop.soort.replace("prioriteit", "thema"), set()).add(sectie.kop.nummer)
    for _, soort, nummer, _ in bijschriften(_alle(opbouw)):
        gezien.setdefault(soort, set()).add(nummer)
    return gezien


def _alle(opbouw: Opbouw) -> list[Blok]:
    uit = []
    for sectie in opbouw.secties():
        if sectie.kop.titel:
            uit.append(Blok(Vorm.KOP, sectie.kop.titel, sectie.plaats))
        uit += sectie.blokken
    return uit


def _verwijzingen(opbouw: Opbouw) -> Iterator[Aandachtspunt]:
    """References to a numbered part that the document does not have; only when it numbers its parts at all."""
    bestaand = _bestaand(opbouw)
    for blok in opbouw.blokken:
        for match in _VERWIJZING.finditer(blok.tekst):
            soort, nummer = match["soort"].lower(), match["nummer"]
            if (
                match["na"]
                or (soort in {"paragraaf", "hoofdstuk", "thema"} and not opbouw.genummerd)
                or match.start() == 0
            ):
                continue
            if nummer not in bestaand.get(soort, set()):
                yield Aandachtspunt(
                    Waarom.VERWIJZING,
                    f"De tekst verwijst naar {soort} {nummer}, maar die staat niet in het document.",
                    blok.plaats,
                )


def _beelden(opbouw: Opbouw) -> Iterator[Aandachtspunt]:
    """Captions of figures: the figure itself is a picture, so its numbers are not in the text."""
    blokken = _alle(opbouw)
    figuren = [(i, n, t) for i, soort, n, t in bijschriften(blokken) if soort in {"figuur", "grafiek"}]
    gedekt: set[int] = set()
    for i, nummer, titel in figuren:
        buren = range(max(0, i - 2), min(len(blokken), i + 3))
        if any(blokken[k].vorm is Vorm.TABEL for k in (i - 1, i + 1) if 0 <= k < len(blokken)):
            continue
        gedekt |= {blokken[k].plaats.van for k in buren if blokken[k].vorm is Vorm.BEELD}
        tekst = (
            f"Figuur {nummer} ({titel}) is een afbeelding: de cijfers staan niet in de tekst. Vraag ze op bij de bron."
            if titel
            else f"Figuur {nummer} is een afbeelding: de cijfers staan niet in de tekst."
        )
        yield Aandachtspunt(Waarom.BEELD, tekst, blokken[i].plaats, f"figuur {nummer}")
    for blok in blokken:
        if blok.vorm is Vorm.BEELD and blok.plaats.van not in gedekt:
            yield Aandachtspunt(
                Waarom.BEELD,
                "Hier staat een afbeelding zonder onderschrift; de lezer kan er niets uit halen.",
                blok.plaats,
            )


def _titels(plan: GelezenPlan, opbouw: Opbouw) -> Iterator[Aandachtspunt]:
    for thema in plan.alle_themas:
        if thema.andere_titel:
            naam = _naam(thema)
            yield Aandachtspunt(
                Waarom.TITEL,
                f"{thema.sleutel} heet in de inhoudsopgave ‘{thema.andere_titel}’ en in de tekst "
                f"‘{thema.titel_in_tekst}’.",
                thema.plaats,
                naam,
            )
    koppen = {s.kop.nummer: s for s in opbouw.secties() if s.kop.nummer and not s.kop.soort}
    themas = {t.nummer for t in plan.alle_themas}
    for regel in opbouw.inhoudsopgave:
        sectie = koppen.get(regel.nummer)
        if sectie is None and regel.nummer[:1].isdigit() and opbouw.genummerd:
            yield Aandachtspunt(
                Waarom.TITEL,
                f"De inhoudsopgave noemt {regel.nummer} {regel.titel}; de lezer vond die kop niet in de tekst.",
                regel.plaats,
            )
        elif sectie is not None and regel.nummer not in themas and not zelfde_titel(regel.titel, sectie.kop.titel):
            yield Aandachtspunt(
                Waarom.TITEL,
                f"{regel.nummer} heet in de inhoudsopgave ‘{regel.titel}’ en in de tekst ‘{sectie.kop.titel}’.",
                sectie.plaats,
            )


def zelfde_titel(een: str, ander: str) -> bool:
    """Equal apart from accents, punctuation and spaces around hyphens."""
    return kaal(een).replace("-", " ").split() == kaal(ander).replace("-", " ").split()


def _onbekende_kopjes(opbouw: Opbouw) -> Iterator[Aandachtspunt]:
    """Parts that return under the themes and whose meaning we do not know: their text is in no element."""
    aantal = Counter(zonder_jaren(s.kop.titel) for s in opbouw.met_rol(ONBEKEND))
    gehad: set[str] = set()
    for sectie in opbouw.met_rol(ONBEKEND):
        sleutel = zonder_jaren(sectie.kop.titel)
        if sleutel not in gehad and sectie.blokken:
            gehad.add(sleutel)
            kopje = f"‘{sectie.kop.titel}’ ({aantal[sleutel]} keer)"
            tekst = f"De lezer kent het kopje {kopje} niet en nam de tekst eronder niet over."
            yield Aandachtspunt(Waarom.ONDUIDELIJK, tekst, sectie.plaats)


def _invulplekken(document: Document, boek: Woordenboek) -> Iterator[Aandachtspunt]:
    for regel in document.regels:
        if match := boek.invulplek.search(regel.tekst[:20_000]):
            stuk = regel.tekst[max(0, match.start() - 40) : match.end() + 10].strip()
            yield Aandachtspunt(Waarom.INVULPLEK, f"Hier moest nog iets worden ingevuld: ‘{stuk}’.", regel.plaats)


def _leesfouten(document: Document, opbouw: Opbouw, boek: Woordenboek) -> Iterator[Aandachtspunt]:
    """Every suspected word once, with how often it occurs and where it stands first."""
    eerste: dict[tuple[str, str], Plaats] = {}
    aantal: Counter[tuple[str, str]] = Counter()
    for woord, goed, plaats in _verdacht(document, opbouw, boek):
        sleutel = (woord.lower(), goed.lower())
        aantal[sleutel] += 1
        eerste.setdefault(sleutel, plaats)
    for (woord, goed), plaats in eerste.items():
        keer = f" ({aantal[woord, goed]} keer)" if aantal[woord, goed] > 1 else ""
        yield Aandachtspunt(
            Waarom.LEESFOUT, f"‘{woord}’{keer} is vermoedelijk ‘{goed}’ (een fout bij het scannen of typen).", plaats
        )


def _verdacht(document: Document, opbouw: Opbouw, boek: Woordenboek) -> Iterable[tuple[str, str, Plaats]]:
    koppen = {s.plaats.van: s.kop.treffer.fout for s in opbouw.secties() if s.kop.treffer and s.kop.treffer.fout}
    for regel in document.regels:
        if fout := koppen.get(regel.nummer):
            yield fout[0], fout[1], regel.plaats
        for woord in set(_WOORD.findall(regel.tekst[:20_000])):
            goed = vermoed(woord, boek)
            if goed is not None and not (fout and fout[0] == woord.lower()):
                yield woord, goed, regel.plaats
