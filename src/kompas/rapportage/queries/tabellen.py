"""The figures table of the analysis, as tables of the report."""

from collections.abc import Iterator

from kompas.analyse.queries import Cijferrij, Cijfertabel
from kompas.base import Waarde
from kompas.rapportage.secties.bronregel import bronregel_van
from kompas.rapportage.secties.inhoud import Cel, Kolom, Tabel
from kompas.rapportage.secties.taal import als_zin, hoofdletter
from kompas.ui.charts.marge import met_toevalsmarge


def tabellen_van(cijfers: Cijfertabel) -> tuple[Tabel, ...]:
    """The table itself, older figures that it has no column for, and the tables that the plan quotes."""
    return tuple(_tabellen(cijfers))


def waarden_van(cijfers: Cijfertabel) -> tuple[Waarde, ...]:
    """Every figure of those tables, once; a count with the margin of chance."""
    alle = (*cijfers.waarden, *cijfers.ouder, *(waarde for deel in cijfers.documenten for waarde in deel.waarden))
    return tuple(met_toevalsmarge(waarde) for waarde in dict.fromkeys(alle))


def _tabellen(cijfers: Cijfertabel) -> Iterator[Tabel]:
    if cijfers.rijen:
        yield _tabel(cijfers, cijfers.titel)
    if cijfers.ouder:
        yield _ouder(cijfers.ouder)
    for document in cijfers.documenten:
        if document.rijen:
            yield _tabel(document, f"Cijfers die in het plan staan ({document.titel})")


def _tabel(cijfers: Cijfertabel, titel: str) -> Tabel:
    met_verandering = any(rij.verandering for rij in cijfers.rijen)
    kolommen = [Kolom("Indicator", 2.6), *(Kolom(naam, 1.1, is_getal=True) for naam in cijfers.kolommen)]
    perioden = {rij.vergelijking for rij in cijfers.rijen if rij.verandering and rij.vergelijking}
    if met_verandering:
        kop = f"Verandering, {perioden.pop()}" if len(perioden) == 1 else "Verandering"
        kolommen.append(Kolom(kop, 2.2))
    rijen = tuple(_rij(rij, met_verandering=met_verandering, met_perioden=bool(perioden)) for rij in cijfers.rijen)
    return Tabel(titel, tuple(kolommen), rijen, bron=bronregel_van(cijfers.waarden), noten=tuple(_noten(cijfers)))


def _rij(rij: Cijferrij, *, met_verandering: bool, met_perioden: bool) -> tuple[Cel, ...]:
    cellen = [Cel(_naam(rij)), *(Cel(waarde.tekst) for waarde in rij.cellen)]
    if met_verandering:
        cellen.append(Cel(_verandering(rij, met_perioden=met_perioden)))
    return tuple(cellen)


def _naam(rij: Cijferrij) -> str:
    """With its unit, unless the name says it already or it is a plain count."""
    gewoon = rij.eenheid in {"", "misdrijven", "meldingen", "inwoners", "aantal"}
    return rij.naam if gewoon or rij.eenheid.lower() in rij.naam.lower() else f"{rij.naam} ({rij.eenheid})"


def _verandering(rij: Cijferrij, *, met_perioden: bool) -> str:
    if rij.verandering is None:
        return ""
    wanneer = f" ({rij.vergelijking})" if met_perioden and rij.vergelijking else ""
    return f"{rij.verandering.symbool} {rij.verandering.woord}{wanneer}"


def _ouder(waarden: tuple[Waarde, ...]) -> Tabel:
    kolommen = (Kolom("Indicator", 3), Kolom("Laatste jaar", 1), Kolom("Cijfer", 1.6, is_getal=True))
    rijen = tuple((Cel(w.naam), Cel(w.periode.label), Cel(w.tekst_met_eenheid)) for w in waarden)
    return Tabel("Indicatoren waarvan het laatste cijfer ouder is", kolommen, rijen, bron=bronregel_van(waarden))


def _noten(cijfers: Cijfertabel) -> Iterator[str]:
    """Why a cell is empty, each reason once."""
    redenen = dict.fromkeys(
        f"{hoofdletter(str(waarde.reden))}: {als_zin(waarde.uitleg)}"
        for waarde in cijfers.waarden
        if waarde.reden is not None and waarde.uitleg
    )
    yield from list(redenen)[:5]
