"""The figures that a plan quotes, as a table."""

from dataclasses import dataclass, replace
from itertools import groupby

from kompas.base import Periode, Waarde, nodige_decimalen
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.rekenen import PLANDOCUMENT, Rekenaar
from kompas.data.queries.vraag import Meetlat, Vraag
from kompas.data.store import FeitRij


@dataclass(frozen=True, slots=True)
class DocumentRij:
    """One row of a table in a plan; `definitie` is None when no indicator measures exactly this."""

    document: str
    naam: str
    definitie: IndicatorDefinitie | None
    waarden: tuple[Waarde, ...]


def document_rijen(rekenaar: Rekenaar, gebied: str) -> tuple[DocumentRij, ...]:
    """Every quoted row of an area, in the order of the document.

    An average over several years has unit "... per jaar"; its `telling` is the average times the number of years.
    """
    feiten = rekenaar.store.feiten_van_bron(PLANDOCUMENT, gebied)
    groepen = groupby(feiten, key=lambda feit: (feit.tabel, feit.code))
    return tuple(_rij(rekenaar, tabel, code, tuple(groep)) for (tabel, code), groep in groepen)


def _rij(rekenaar: Rekenaar, tabel: str, code: str, feiten: tuple[FeitRij, ...]) -> DocumentRij:
    eigen = rekenaar.definities.indicatoren.get(code)
    naam = feiten[0].naam or code
    meet = (eigen or _onbekend(code, naam)).model_copy(update={"titel": naam})
    if eigen is None and all(feit.waarde is None for feit in feiten):
        meet = meet.model_copy(update={"eenheid": ""})
    lat = Meetlat(rekenaar.definities.bronnen[PLANDOCUMENT], code, naam, meet)
    waarden = tuple(rekenaar.feiten.uit_rij(lat, Vraag(f.gebied, Periode.lees(f.periode)), f) for f in feiten)
    return DocumentRij(tabel, naam, eigen, tuple(_zoals_gedrukt(waarde) for waarde in waarden))


def _zoals_gedrukt(waarde: Waarde) -> Waarde:
    """With the decimals of the number in the plan, not with those that the indicator is calculated in."""
    if waarde.getal is None:
        return waarde
    return replace(waarde, decimalen=nodige_decimalen(waarde.getal))


def _onbekend(code: str, naam: str) -> IndicatorDefinitie:
    """How to show a row that no indicator measures: a count."""
    return IndicatorDefinitie(
        key=code,
        titel=naam,
        omschrijving=naam,
        bron=PLANDOCUMENT,
        code=code,
        eenheid="gevallen",
        richting="lager",
        soort="telling",
    )
