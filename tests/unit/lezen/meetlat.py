"""Compare what was read with what a person reads: facts that were missed, and facts that were invented."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

from collections.abc import Callable, Iterator
from typing import Any

from tests.unit.lezen import vreemde_bestanden as bestanden
from tests.unit.lezen import vreemde_plannen as plannen
from tests.unit.lezen import vreemde_plannen_derde as derde
from tests.unit.lezen import vreemde_plannen_vierde as vierde
from tests.unit.lezen.plandocumenten import Plandocument, als_docx, als_html, als_pdf, als_txt
from tests.unit.lezen.vreemde_plannen_later import LATER, VERWACHT_LATER
from tests.unit.lezen.vreemde_verwachting import VERWACHT as EERST
from tests.unit.lezen.vreemde_verwachting import Plan, Thema

from kompas.beleid.lezen import GelezenPlan, GelezenThema
from kompas.beleid.lezen.gelezen import GelezenIndicator
from kompas.beleid.lezen.uitvoer import doeltekst

Feit = tuple[Any, ...]
VERWACHT: dict[str, Plan] = EERST | VERWACHT_LATER | derde.VERWACHT_DERDE | vierde.VERWACHT_VIERDE


def _vormen(naam: str, plan: Plandocument) -> dict[tuple[str, str], Callable[[], bytes]]:
    return {
        (naam, "txt"): lambda: als_txt(plan),
        (naam, "pijp.txt"): lambda: als_txt(plan, rooster="pijp"),
        (naam, "docx"): lambda: als_docx(plan),
        (naam, "html"): lambda: als_html(plan),
        (naam, "pdf"): lambda: als_pdf(plan),
    }


_VERTELD = {
    "heuvelrade": plannen.HEUVELRADE, "vechtpolder": plannen.VECHTPOLDER, "terpenwolde": plannen.TERPENWOLDE, "kernhoven": plannen.KERNHOVEN,
    "beekerveld": plannen.BEEKERVELD, "klaverdreef": plannen.KLAVERDREEF,
}  # fmt: skip
GEVALLEN: dict[tuple[str, str], Callable[[], bytes]] = {
    ("duinendam", "txt"): plannen.DUINENDAM.encode,
    **{sleutel: maak for naam, plan in (_VERTELD | LATER).items() for sleutel, maak in _vormen(naam, plan).items()},
    ("mierenoord", "txt"): bestanden.mierenoord_txt,
    ("zeevenne", "html"): bestanden.zeevenne_html,
    ("lindenburg", "docx"): bestanden.lindenburg_docx,
    ("plassendal", "pdf"): bestanden.plassendal_pdf,
    ("plassendal", "kolommen.pdf"): bestanden.plassendal_kolommen_pdf,
    ("oeverwijk", "html"): derde.oeverwijk_html,
    ("wilgenrode", "docx"): derde.wilgenrode_docx,
    ("heikant", "pdf"): derde.heikant_pdf,
    ("laagveen", "txt"): derde.laagveen_txt,
    ("stroomdal", "txt"): derde.stroomdal_txt,
    ("berkenhage", "txt"): vierde.BERKENHAGE.encode,
    **_vormen("dorstveld", vierde.DORSTVELD),
    ("esdoornlaan", "txt"): vierde.ESDOORNLAAN.encode,
}


def verwachte_feiten(plan: Plan) -> set[Feit]:
    uit: set[Feit] = {
        ("gemeente", plan.gemeente),
        ("periode", plan.periode),
        ("soort", plan.soort),
        ("methode", plan.methode),
    }
    uit |= {("strategisch", naam) for naam in plan.strategisch}
    uit |= {("begroting", *regel) for regel in plan.begroting}
    uit |= {("indicator", "", *meting) for meting in plan.indicatoren}
    for titel, thema in plan.prioritair.items():
        uit |= {("prioritair", titel), *_verwacht(titel, thema)}
    for titel, hoofdlijnen in plan.gewoon.items():
        uit |= {("gewoon", titel), *_verwacht(titel, Thema(hoofdlijnen=hoofdlijnen))}
    return uit


def _verwacht(titel: str, thema: Thema) -> Iterator[Feit]:
    if thema.doel:
        yield "doel", titel, thema.doel
    if thema.geen_indicator:
        yield "geen indicator", titel
    for soort in ("hoofdlijnen", "partners", "flankerend", "acties"):
        yield from ((soort, titel, tekst) for tekst in getattr(thema, soort))
    yield from (("indicator", titel, *meting) for meting in thema.indicatoren)
    for naam, deel in thema.delen.items():
        yield "deel", titel, naam
        yield from _verwacht(naam, deel)


def gevonden_feiten(plan: GelezenPlan) -> set[Feit]:
    uit: set[Feit] = {
        ("gemeente", plan.gemeente.tekst if plan.gemeente else None), ("periode", plan.periode), ("soort", plan.soort), ("methode", len(plan.methode_themas)),
    }  # fmt: skip
    uit |= {("strategisch", doel.naam) for doel in plan.strategische_doelen}
    uit |= {("begroting", b.omschrijving, b.bedrag, b.jaar) for b in plan.begroting}
    uit |= {("indicator", "", *_meting(i)) for i in plan.indicatoren}
    for soort, themas in (("prioritair", plan.prioritair), ("gewoon", plan.going_concern)):
        for thema in themas:
            uit |= {(soort, thema.titel), *_gevonden(thema)}
    return uit


def _gevonden(thema: GelezenThema) -> Iterator[Feit]:
    if thema.doelstelling:
        yield "doel", thema.titel, thema.doelstelling.tekst
    if thema.geen_indicator_omdat:
        yield "geen indicator", thema.titel
    for soort, lijst in (
        ("hoofdlijnen", thema.hoofdlijnen),
        ("partners", thema.partners),
        ("flankerend", thema.flankerend_beleid),
        ("acties", getattr(thema, "acties", ())),
    ):
        yield from ((soort, thema.titel, bron.tekst) for bron in lijst)
    yield from (("indicator", thema.titel, *_meting(i)) for i in thema.indicatoren)
    for deel in thema.deelthemas:
        yield "deel", thema.titel, deel.titel
        yield from _gevonden(deel)


def _meting(i: GelezenIndicator) -> Feit:
    uitgang = i.uitgangswaarde
    return (
        i.naam,
        i.bron,
        ("PM" if uitgang.is_pm else uitgang.getal) if uitgang else None,
        i.jaar,
        doeltekst(i.doel),
        i.doeljaar,
    )


__all__ = ["GEVALLEN", "VERWACHT", "gevonden_feiten", "verwachte_feiten"]
