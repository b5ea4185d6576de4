"""What could not be judged, where everything comes from, and how the verdicts were reached."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from kompas.base import GeenCijfer, Waarde
from kompas.beleid.rules import Oordeel
from kompas.rapportage.secties.bronregel import met_delen
from kompas.rapportage.secties.context import Context, Doeldeel, Indicatordeel
from kompas.rapportage.secties.inhoud import Alinea, Blok, Cel, Feiten, Kolom, Kop, Section, Tabel
from kompas.rapportage.secties.taal import als_zin, hele_zinnen, hoofdletter
from kompas.stats.duiding import Uitspraak
from kompas.stats.verandering import p_tekst


def niet_te_beoordelen(context: Context) -> Section:
    rijen = (*_zonder_oordeel(context), *_alleen_afbeelding(context))
    if not rijen:
        blok: Blok = Alinea("Alle doelen en indicatoren van dit plan zijn beoordeeld.")
    else:
        kolommen = (Kolom("Doel, indicator of figuur", 2.6), Kolom("Waarom niet", 3.2), Kolom("Wie is aan zet", 1.6))
        blok = Tabel("Wat niet te beoordelen is, en waarom", kolommen, rijen)
    return Section("niet-te-beoordelen", "Wat niet te beoordelen is", (blok,))


def _zonder_oordeel(context: Context) -> Iterator[tuple[Cel, ...]]:
    for doel in context.doelen:
        if not doel.indicatoren and doel.oordeel is Oordeel.NIET_TE_BEOORDELEN:
            yield _rij(doel, hele_zinnen(doel.tekst), doel.want, "")
        for indicator in doel.indicatoren:
            if indicator.beoordeling.oordeel is Oordeel.NIET_TE_BEOORDELEN:
                yield _rij(doel, indicator.naam, indicator.beoordeling.want, indicator.aan_zet)


def _alleen_afbeelding(context: Context) -> Iterator[tuple[Cel, ...]]:
    """What the plan shows as a picture only: nobody can check those figures or follow them."""
    for waarde in context.cijfers:
        if waarde.reden is GeenCijfer.ALLEEN_AFBEELDING:
            waar = f"{waarde.herkomst.tabel}, {waarde.herkomst.vindplaats}"
            yield Cel(waarde.naam), Cel(als_zin(f"{waarde.reden} ({waar})")), Cel("niet vastgelegd")


def _rij(doel: Doeldeel, naam: str, want: str, aan_zet: str) -> tuple[Cel, ...]:
    return Cel(f"Doel {doel.nummer}: {naam}", doel.anker), Cel(als_zin(want)), Cel(aan_zet or "niet vastgelegd")


def bronnen(context: Context) -> Section:
    blokken: list[Blok] = [_plan(context)]
    gebruikt = {indicator.definitie.key: indicator for _, indicator in context.indicatoren() if indicator.definitie}
    if gebruikt:
        blokken += [Kop("Indicatoren", 2, "definities"), _definities(tuple(gebruikt.values()))]
    herkomsten = tuple(_herkomsten(context))
    if herkomsten:
        kolommen = (Kolom("Bron", 2.2), Kolom("Tabel", 1.6), Kolom("Opgehaald", 1.2), Kolom("Licentie", 1.2))
        rijen = tuple(tuple(Cel(veld) for veld in herkomst) for herkomst in herkomsten)
        blokken += [Kop("Bronnen van de cijfers", 2, "bronnen-cijfers"), Tabel("Gebruikte bronnen", kolommen, rijen)]
    blokken += [Alinea(als_zin(f"{bron.titel}: {bron.toelichting}")) for bron in context.bronnen if bron.toelichting]
    return Section("bronnen", "Bronnen en definities", tuple(blokken))


def _plan(context: Context) -> Feiten:
    plan = context.plan
    paren = (
        ("Plan", plan.titel),
        ("Status", plan.status),
        ("Besluit", plan.besluit),
        ("Document", plan.bron),
        ("Cijferset", context.build_id),
    )
    return Feiten(tuple(paar for paar in paren if paar[1]))


def _definities(indicatoren: tuple[Indicatordeel, ...]) -> Tabel:
    kolommen = (Kolom("Indicator", 2), Kolom("Wat het is", 3), Kolom("Codes en formule", 2.4))
    rijen = tuple(_definitie(indicator) for indicator in indicatoren)
    return Tabel("Definities van de indicatoren", kolommen, rijen)


def _definitie(indicator: Indicatordeel) -> tuple[Cel, ...]:
    definitie = indicator.definitie
    assert definitie is not None  # noqa: S101  (chosen on it by the caller)
    waarden = [waarde for waarde in (indicator.beoordeling.laatste, *reversed(indicator.reeks)) if waarde is not None]
    herkomst = next((w.herkomst for w in waarden if w.herkomst.codes or w.herkomst.formule), None)
    codes = ", ".join(herkomst.codes) if herkomst else ""
    formule = f"formule: {herkomst.formule}" if herkomst and herkomst.formule else definitie.geen_bron_omdat
    wat = " ".join(als_zin(deel) for deel in (definitie.omschrijving, definitie.toelichting) if deel)
    return Cel(hoofdletter(definitie.titel)), Cel(wat), Cel("; ".join(filter(None, (codes, formule))))


ONBEKEND = (date.min, "")
"""No day is known of a source yet; older than every day."""


def _herkomsten(context: Context) -> Iterator[tuple[str, str, str, str]]:
    """Every source and table once, in order of first use, with the newest day on which it was fetched or read in."""
    dagen: dict[tuple[str, str, str], tuple[date, str]] = {}
    for waarde in _alle_waarden(context):
        herkomst = waarde.herkomst
        bron = (herkomst.bron, herkomst.tabel or herkomst.vindplaats, herkomst.licentie)
        wat = "ingelezen op " if herkomst.ingelezen else ""
        dagen[bron] = max(dagen.get(bron, ONBEKEND), (herkomst.dag or date.min, wat))
    for (bron_, plek, licentie), (dag, wat) in dagen.items():
        is_bekend = dag > date.min
        if plek or is_bekend:
            yield bron_, plek, f"{wat}{dag:%d-%m-%Y}" if is_bekend else "niet ingelezen", licentie


def _alle_waarden(context: Context) -> Iterator[Waarde]:
    """What is known: a table that gave no figure was not a source."""
    for _, indicator in context.indicatoren():
        for waarde in (*indicator.reeks, indicator.beoordeling.laatste):
            if waarde is not None and waarde.bekend:
                yield from met_delen(waarde)
    for waarde in context.cijfers:
        if waarde.bekend:
            yield from met_delen(waarde)


def methoden(context: Context) -> Section:
    blokken: list[Blok] = []
    for uitleg in context.definitie.methoden:
        blokken += [Kop(uitleg.kop, 2), Alinea(uitleg.tekst)]
    blokken += _woorden(context)
    if context.plan.verantwoording:
        blokken += [Kop("Hoe de gemeente verslag doet", 2), Alinea(als_zin(context.plan.verantwoording))]
    blokken += [Kop("Cijferset", 2), Alinea(_cijferset(context))]
    return Section("methoden", "Hoe we beoordelen", tuple(blokken))


def _woorden(context: Context) -> list[Blok]:
    """Every word about figures in this report, with the method and the test that it rests on."""
    rijen = tuple(
        (Cel(f"Doel {doel.nummer}: {indicator.naam}", doel.anker), Cel(_woord(u)), Cel(u.methode), Cel(_toets(u)))
        for doel, indicator in context.indicatoren()
        for u in indicator.uitspraken
    )
    if not rijen:
        return []
    familie = next((u.familie for _, deel in context.indicatoren() for u in deel.uitspraken if u.familie), "")
    zin = f"De toetsen zijn samen gecorrigeerd, voor {familie}." if familie else ""
    uitleg = f"{zin} Bij elke toets staat eerst de kans op zo'n verschil door toeval (p), en dan die na correctie (q)."
    kolommen = (Kolom("Doel en indicator", 2.6), Kolom("Woord", 2), Kolom("Methode", 2.4), Kolom("Toets", 1.6))
    return [
        Kop("Alle woorden over cijfers, met hun toets", 2, "woorden"),
        Alinea(uitleg.strip()),
        Tabel("Woorden over de cijfers bij de doelen", kolommen, rijen),
    ]


def _woord(u: Uitspraak) -> str:
    return f"{hoofdletter(u.onderwerp)}: {u.woord}"


def _toets(u: Uitspraak) -> str:
    """The p-values with their q-values; a chance and a flag rest on no test."""
    paren = zip_longest(map(p_tekst, u.p), (p_tekst(q, "q") for q in u.q), fillvalue="")
    return "; ".join(", ".join(filter(None, paar)) for paar in paren) or "geen toets"


def _cijferset(context: Context) -> str:
    return (
        "Een cijferset is het kenmerk van alle cijfers die samen zijn ingelezen. "
        f"Dit rapport is gemaakt met cijferset {context.build_id}. Wie het opnieuw maakt met dezelfde cijferset en "
        "hetzelfde plan, krijgt hetzelfde rapport."
    )
