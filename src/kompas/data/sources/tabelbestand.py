"""A saved OData answer (CSV, JSON, xlsx) of any table that has a definition, told by the number in its name or heading.

Margins come as rows of their own and are put together; columns are found by name. A name that the file has more than
once cannot be told apart without the headings of the service, and is left out with a remark.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kompas.data.definities.tabellen import Maat, Tabelvorm, laad_tabelvormen
from kompas.data.feiten import Afgekeurd, Opmerking, Rij
from kompas.data.sources.basis import Context, gebiedscode, getal, periodecode
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.margecel import Margecellen, Rol
from kompas.data.sources.tabel import Cellen, eis_kolommen, tabel_volgens_bestand, tabelrijen

MAX_CELLEN = 5_000_000
_POSITIE = re.compile(r"_\d+$")
_GEEN_MAAT = {
    "ID",
    "Gemeentenaam",
    "SoortRegio",
    "Codering",
    "IndelingswijzigingWijkEnBuurt",
    "MeestVoorkomendePostcode",
}
Sleutel = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Kolom:
    kolom: str
    code: str
    heel: bool


@dataclass(frozen=True)
class Tabelbestand:
    """Known by the number of the table; only tried when no other plug-in knows the file."""

    key: str = "tabelbestand"
    titel: str = "tabel van CBS, RIVM of politie met het tabelnummer in de bestandsnaam"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("RegioS of WijkenEnBuurten", "Perioden", "maten")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        vorm = _vorm(bestand)
        return vorm is not None and bestand.vorm in {"csv", "json", "blad"} and vorm.gebied in bestand.kolommen

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:  # noqa: ARG002 - every plug-in gets it
        vorm = _vorm(bestand)
        if vorm is None:
            bestand.stuk(0, "het nummer van de tabel staat niet in de bestandsnaam")
        eis_kolommen(bestand, *(d for d in vorm.dimensies if vorm.marges is None or d != vorm.marges.dimensie))
        if vorm.marges and vorm.marges.verplicht:
            eis_kolommen(bestand, vorm.marges.dimensie)
        kolommen, dubbel = _maatkolommen(bestand, vorm)
        if dubbel:
            yield Opmerking(
                f"{', '.join(dubbel)} komt meer dan eens voor en is overgeslagen; kompas cijfers haal {vorm.bundel}"
                " leest ze wel"
            )
        if bestand.is_eerste_bladzijde:
            yield Opmerking("dit is één bladzijde van een langer antwoord (nextLink); lees de volgende ook in")
        yield from _rijen(bestand, vorm, kolommen)


def _vorm(bestand: Bestand) -> Tabelvorm | None:
    genoemd = tabel_volgens_bestand(bestand).casefold()
    return next((vorm for tabel, vorm in laad_tabelvormen().items() if tabel.casefold() == genoemd), None)


def _maatkolommen(bestand: Bestand, vorm: Tabelvorm) -> tuple[list[_Kolom], list[str]]:
    """The columns with figures, and the names that occur more than once."""
    namen = {kolom: _POSITIE.sub("", kolom) for kolom in bestand.kolommen if kolom not in vorm.dimensies}
    aantal = Counter(namen.values())
    gekozen = {maat.naam: maat for maat in vorm.maten if not maat.onder}
    kolommen = [
        _kolom(kolom, naam, gekozen.get(naam))
        for kolom, naam in namen.items()
        if aantal[naam] == 1 and (naam in gekozen or (vorm.alle_maten and naam not in _GEEN_MAAT))
    ]
    dubbel = sorted(naam for naam, keer in aantal.items() if keer > 1 and (naam in gekozen or vorm.alle_maten))
    if weg := [maat.naam for maat in vorm.maten if maat.verplicht and maat.naam not in namen.values()]:
        eis_kolommen(bestand, f"{weg[0]}_1")
    if not kolommen:
        bestand.stuk(0, f"geen kolom met cijfers van tabel {vorm.tabel}. Haal de tabel opnieuw op")
    return kolommen, dubbel


def _kolom(kolom: str, naam: str, maat: Maat | None) -> _Kolom:
    if maat is None:
        return _Kolom(kolom, naam, heel=False)
    return _Kolom(kolom, maat.code.replace("{naam}", naam), maat.heel)


def _rijen(bestand: Bestand, vorm: Tabelvorm, kolommen: list[_Kolom]) -> Iterator[Rij]:
    cellen = Margecellen()
    anders = 0
    for rij in tabelrijen(bestand):
        if isinstance(rij, Afgekeurd):
            yield rij
            continue
        regel, velden = rij
        if any(str(velden.get(dimensie, "")).strip() != lid for dimensie, lid in vorm.vast.items()):
            anders += 1
            continue
        try:
            _neem_op(regel, velden, vorm, kolommen, cellen)
        except ValueError as fout:
            yield Afgekeurd(regel, str(fout))
        if len(cellen.cellen) > MAX_CELLEN:
            bestand.stuk(regel, "dit bestand is te groot om zo te lezen. Gebruik kompas cijfers haal")
    if anders:
        yield Opmerking(f"{anders} rijen over andere groepen zijn overgeslagen ({', '.join(vorm.vast)})")
    yield from cellen.feiten(vorm.bron, vorm.tabel)


def _neem_op(regel: int, velden: Cellen, vorm: Tabelvorm, kolommen: list[_Kolom], cellen: Margecellen) -> None:
    gebied = gebiedscode(str(velden[vorm.gebied]))
    periode = periodecode(vorm.vaste_periode or str(velden[vorm.periode or ""]))
    soort = str(velden.get(vorm.soort_dimensie or "", "")).strip()
    soort = vorm.soortcodes.get(soort, soort)
    vrij = f":{str(velden[vorm.vrij]).strip()}" if vorm.vrij else ""
    rol = _rol(velden, vorm)
    for kolom in kolommen:
        uitkomst = getal(velden.get(kolom.kolom), heel=kolom.heel and rol == "waarde")
        cellen.neem(regel, (gebied, kolom.code.replace("{soort}", soort) + vrij, periode), rol, uitkomst)


def _rol(velden: Cellen, vorm: Tabelvorm) -> Rol:
    """Whether a row holds the values themselves, or one of their limits."""
    if vorm.marges is None or vorm.marges.dimensie not in velden:
        return "waarde"
    lid = str(velden[vorm.marges.dimensie]).strip()
    rollen: dict[str, Rol] = {vorm.marges.waarde: "waarde", vorm.marges.laag: "laag", vorm.marges.hoog: "hoog"}
    if lid not in rollen:
        raise ValueError(f"marge {lid[:40]!r} is onbekend (verwacht: {', '.join(rollen)})")
    return rollen[lid]


TABELBESTAND = Tabelbestand()
