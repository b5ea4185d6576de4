"""The plan as JSON: keys and counts as people check them by hand, plus every element with its place."""

from typing import Any

from kompas.beleid.lezen.document import Plaats
from kompas.beleid.lezen.gelezen import (
    Actie,
    Benoemd,
    Cijfertabel,
    Doelstelling,
    GelezenIndicator,
    GelezenPlan,
    GelezenThema,
    Hoofdlijn,
    Kader,
    Meetwaarde,
    Tekst,
)
from kompas.beleid.lezen.waarden import als_tekst

Json = dict[str, Any]


def als_json(plan: GelezenPlan) -> Json:
    """Plain dicts and lists. In a theme the keys of its parts hold counts; the parts themselves are in `gevonden`."""
    uit: Json = {
        "gemeente": _tekst(plan.gemeente),
        "periode": list(plan.periode) if plan.periode else None,
        "geldend_vanaf": _tekst(plan.geldend_vanaf),
        "titel": _tekst(plan.titel),
        "soort": plan.soort or None,
        "besluit": _tekst(plan.besluit),
        "vervangt": _tekst(plan.vervangt),
        "methode_editie": _tekst(plan.methode_editie),
        "missie": _benoemd(plan.missie) if plan.missie else None,
        "strategische_doelen": [_benoemd(d) for d in plan.strategische_doelen],
        "uitgangspunten": [_benoemd(u) for u in plan.uitgangspunten],
        "prioritaire_themas": [_thema(t) for t in plan.prioritair],
        "going_concern_themas": [_thema(t) for t in plan.going_concern],
        "going_concern_geen_indicator_omdat": _element(plan.going_concern_geen_indicator),
        "indicatoren": [_indicator(i) for i in _alle_indicatoren(plan)],
        "partners": [_element(p) for p in plan.partners],
        "verbindende_themas": [_benoemd(v) for v in plan.verbindende_themas],
        "bovenlokale_kaders": [_kader(k) for k in plan.bovenlokale_kaders],
        "begroting": [
            {
                "omschrijving": b.omschrijving,
                "bedrag": b.bedrag,
                "jaar": b.jaar,
                "claim": b.is_claim,
                "tekst": b.tekst,
                "plaats": _plaats(b.plaats),
            }
            for b in plan.begroting
        ],
        "raadplegingen": [
            {"wie": list(r.wie), "datum": r.datum, "tekst": r.tekst, "plaats": _plaats(r.plaats)}
            for r in plan.raadplegingen
        ],
        "cijfertabellen": [_cijfertabel(t) for t in plan.cijfertabellen],
        "methode_themas": [
            {"code": m.code, "naam": m.naam, "veld": m.veld, "plaats": _plaats(m.plaats)} for m in plan.methode_themas
        ],
        "noten": [{"nummer": n.nummer, "tekst": n.tekst, "plaats": _plaats(n.plaats)} for n in plan.noten],
        "coordinatie": _element(plan.coordinatie),
        "verantwoording": _element(plan.verantwoording),
        "plaatsen": _plaatsen(plan),
        "aandacht": [
            {"waarom": a.waarom.value, "uitleg": a.uitleg, "bij": a.bij, "plaats": _plaats(a.plaats)}
            for a in plan.aandacht
        ],
    }
    return uit | _sleutels_per_nummer(plan)


def _sleutels_per_nummer(plan: GelezenPlan) -> Json:
    """Keys that carry the number of the table or annex: `cijfertabel_2_1`, `methode_themas_bijlage_1`."""
    uit: Json = {}
    for tabel in plan.cijfertabellen:
        if tabel.nummer:
            rijen = {r.label: [_getal(w) for w in r.waarden] for r in tabel.rijen}
            uit[f"cijfertabel_{tabel.nummer.replace('.', '_')}"] = rijen
    if plan.methode_themas and plan.methode_bijlage:
        uit[f"methode_themas_bijlage_{plan.methode_bijlage}"] = len(plan.methode_themas)
    return uit


def _plaats(plaats: Plaats | None) -> Json | None:
    if plaats is None:
        return None
    return {"regel": plaats.van, "tot_regel": plaats.tot, "bladzijde": plaats.pagina}


def _plaatsen(plan: GelezenPlan) -> Json:
    bronnen = {
        "gemeente": plan.gemeente,
        "titel": plan.titel,
        "geldend_vanaf": plan.geldend_vanaf,
        "besluit": plan.besluit,
        "vervangt": plan.vervangt,
        "methode_editie": plan.methode_editie,
    }
    uit = {naam: _plaats(bron.plaats) for naam, bron in bronnen.items() if bron}
    return uit | ({"periode": _plaats(plan.periode_plaats)} if plan.periode_plaats else {})


def _tekst(bron: Tekst | None) -> str | None:
    return bron.tekst if bron else None


def _element(bron: Tekst | None) -> Json | None:
    return {"tekst": bron.tekst, "plaats": _plaats(bron.plaats)} if bron else None


def _benoemd(bron: Benoemd) -> Json:
    return {"naam": bron.naam, "omschrijving": bron.omschrijving, "plaats": _plaats(bron.plaats)}


def _kader(kader: Kader) -> Json:
    return {
        "naam": kader.naam,
        "periode": kader.periode,
        "prioriteiten": list(kader.prioriteiten),
        "plaats": _plaats(kader.plaats),
    }


def _cijfertabel(tabel: Cijfertabel) -> Json:
    return {
        "nummer": tabel.nummer,
        "titel": tabel.titel,
        "bron": tabel.bron,
        "kolommen": list(tabel.kolommen),
        "rijen": [
            {"label": r.label, "waarden": [_getal(w) for w in r.waarden], "plaats": _plaats(r.plaats)}
            for r in tabel.rijen
        ],
        "plaats": _plaats(tabel.plaats),
    }


def _getal(waarde: float | None) -> int | float | None:
    return int(waarde) if waarde is not None and waarde == int(waarde) else waarde


def _meting(waarde: Meetwaarde | None) -> int | float | str | None:
    if waarde is None:
        return None
    return "PM" if waarde.is_pm else _getal(waarde.getal)


def doeltekst(doel: Meetwaarde | None) -> str | None:
    """ "<= 1400", ">= 7.7", "<= PM"; without a sign when the document gives none."""
    if doel is None:
        return None
    waarde = "PM" if doel.is_pm else als_tekst(doel.getal) if doel.getal is not None else ""
    return f"{doel.teken} {waarde}".strip()


def _alle_indicatoren(plan: GelezenPlan) -> list[GelezenIndicator]:
    alle = [*plan.indicatoren, *(i for t in plan.alle_themas for i in t.indicatoren)]
    return sorted(alle, key=lambda i: i.plaats.van)


def _indicator(indicator: GelezenIndicator) -> Json:
    uitgang = indicator.uitgangswaarde
    eenheid = (uitgang and uitgang.eenheid) or (indicator.doel and indicator.doel.eenheid) or ""
    return {
        "naam": indicator.naam,
        "thema": indicator.thema or None,
        "bron": indicator.bron,
        "uitgangswaarde": _meting(uitgang),
        "jaar": indicator.jaar,
        "doel": doeltekst(indicator.doel),
        "doeljaar": indicator.doeljaar,
        "eenheid": eenheid,
        "realisatie": _meting(indicator.realisatie),
        "realisatie_jaar": indicator.realisatie.jaar if indicator.realisatie else None,
        "eerder_doel": doeltekst(indicator.eerder_doel),
        "plaats": _plaats(indicator.plaats),
    }


def _thema(thema: GelezenThema) -> Json:
    uit: Json = {"nummer": thema.nummer or None, "letter": thema.letter or None, "titel": thema.titel}
    if not thema.letter:
        del uit["letter"]
    elif not thema.nummer:
        del uit["nummer"]
    uit |= {
        "hoofdlijnen": len(thema.hoofdlijnen),
        "partners": len(thema.partners),
        "flankerend_beleid": len(thema.flankerend_beleid),
        "doelstelling": thema.doelstelling.jaar if thema.doelstelling else None,
        "indicatoren": len(thema.indicatoren),
        "begint_bij_jezelf": thema.begint_bij_jezelf is not None,
        "geen_indicator_omdat": thema.geen_indicator_omdat is not None,
        "plaats": _plaats(thema.plaats),
        "gevonden": _gevonden(thema),
    }
    if thema.acties:
        uit["acties"] = [_actie(a) for a in thema.acties]
    if thema.deelthemas:
        uit["deelthemas"] = [_thema(d) for d in thema.deelthemas]
    return uit


def _gevonden(thema: GelezenThema) -> Json:
    return {
        "sleutel": thema.sleutel,
        "titel_in_tekst": thema.titel_in_tekst,
        "titel_in_inhoudsopgave": thema.andere_titel or None,
        "inleiding": _element(thema.inleiding),
        "hoofdlijnen": [_hoofdlijn(h) for h in thema.hoofdlijnen],
        "partners": [_element(p) for p in thema.partners],
        "flankerend_beleid": [_element(f) for f in thema.flankerend_beleid],
        "doelstelling": _doel(thema.doelstelling),
        "geen_indicator_omdat": _element(thema.geen_indicator_omdat),
        "dat_betekent": [_element(b) for b in thema.betekent],
        "we_versterken_dit_door": [_element(v) for v in thema.versterkt],
    }


def _actie(actie: Actie) -> Json:
    partners = [p.tekst for p in actie.partners]
    return {
        "tekst": actie.tekst,
        "trekker": actie.trekker,
        "partners": partners,
        "planning": actie.planning,
        "plaats": _plaats(actie.plaats),
    }


def _hoofdlijn(hoofdlijn: Hoofdlijn) -> Json:
    return {
        "tekst": hoofdlijn.tekst,
        "plaats": _plaats(hoofdlijn.plaats),
        "deelpunten": [_element(d) for d in hoofdlijn.deelpunten],
    }


def _doel(doel: Doelstelling | None) -> Json | None:
    return {"tekst": doel.tekst, "jaar": doel.jaar, "plaats": _plaats(doel.plaats)} if doel else None
