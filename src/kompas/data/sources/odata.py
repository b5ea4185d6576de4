"""`TypedDataSet` rows of the OData services of police and CBS, as JSON or CSV, with keys padded or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kompas.data.feiten import Afgekeurd, Feit, Opmerking, Rij
from kompas.data.sources.basis import Context, gebiedscode, getal, periodecode
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.tabel import Cellen, eis_kolommen, maatkolom, tabel_volgens_bestand, tabelrijen


@dataclass(frozen=True, slots=True)
class Vorm:
    """How one table family looks: its columns, and which table it is for years and for months."""

    bron: str
    soort: str
    gebied: str
    maat: str
    jaartabel: str
    maandtabel: str
    vaste_code: str = ""


MISDRIJVEN = (
    Vorm("politie-misdrijven", "SoortMisdrijf", "WijkenEnBuurten", "GeregistreerdeMisdrijven", "47018NED", "47022NED"),
    Vorm("politie-misdrijven", "SoortMisdrijf", "RegioS", "GeregistreerdeMisdrijven", "47013NED", "47013NED"),
)
OVERLAST = (
    Vorm("politie-overlast", "Overlast", "WijkenEnBuurten", "GeregistreerdeOverlast", "47024NED", "47024NED"),
    Vorm("politie-overlast", "Overlast", "RegioS", "GeregistreerdeOverlast", "47021NED", "47021NED"),
)
INWONERS = Vorm("cbs-bevolking", "", "RegioS", "GemiddeldAantalInwoners", "70072ned", "70072ned", "inwoners")


@dataclass(frozen=True)
class PolitieOData:
    """Registered crimes or nuisance."""

    key: str
    titel: str
    vormen: tuple[Vorm, ...]
    licentie: str = "CC BY 4.0"
    is_metadata: bool = False

    @property
    def kolommen(self) -> tuple[str, ...]:
        vorm = self.vormen[0]
        return (vorm.soort, " of ".join(vorm.gebied for vorm in self.vormen), "Perioden", f"{vorm.maat}_1")

    def herken(self, bestand: Bestand) -> bool:
        """A column of its own and one more: so that a missing column can be named instead of an unknown file."""
        vorm, kolommen = self.vormen[0], bestand.kolommen
        eigen = vorm.soort in kolommen and not any(k.startswith("TotaalGeregistreerde") for k in kolommen)
        return eigen or any(re.fullmatch(rf"{vorm.maat}(_\d+)?", kolom) for kolom in kolommen)

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        if {"SoortMisdrijf", "Overlast"} <= set(bestand.kolommen):
            bestand.stuk(0, "dit zijn twee tabellen door elkaar (misdrijven en overlast). Haal ze apart op")
        vorm = next((vorm for vorm in self.vormen if vorm.gebied in bestand.kolommen), self.vormen[0])
        eis_kolommen(bestand, vorm.soort, vorm.gebied, "Perioden")
        yield from _lees(bestand, context, vorm)


@dataclass(frozen=True)
class InwonersOData:
    """Average number of inhabitants in the year."""

    key: str = "cbs-inwoners"
    titel: str = "inwoners, OData (CBS)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("RegioS", "Perioden", "GemiddeldAantalInwoners_51")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return any(kolom.startswith(INWONERS.maat) for kolom in bestand.kolommen)

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        eis_kolommen(bestand, "RegioS", "Perioden")
        yield from _lees(bestand, context, INWONERS)


def _lees(bestand: Bestand, context: Context, vorm: Vorm) -> Iterator[Rij]:
    maat = maatkolom(bestand, vorm.maat)
    bron = context.definities.bronnen[vorm.bron]
    genoemd = tabel_volgens_bestand(bestand)
    tabel = genoemd if genoemd in bron.tabellen else ""
    if bestand.is_eerste_bladzijde:
        yield Opmerking("dit is één bladzijde van een langer antwoord (nextLink); lees de volgende bladzijden ook in")
    for rij in tabelrijen(bestand):
        if isinstance(rij, Afgekeurd):
            yield rij
            continue
        regel, cellen = rij
        try:
            yield _feit(regel, cellen, context, vorm, maat, tabel)
        except ValueError as fout:
            yield Afgekeurd(regel, str(fout))


def _feit(regel: int, cellen: Cellen, context: Context, vorm: Vorm, maat: str, tabel: str) -> Feit:
    for kolom in (vorm.gebied, "Perioden", maat):
        if kolom not in cellen:
            raise ValueError(f"de kolom {kolom} ontbreekt in deze rij")
    periode = periodecode(str(cellen["Perioden"]))
    code = vorm.vaste_code or str(cellen.get(vorm.soort, "")).strip()
    if not vorm.vaste_code and context.definities.soort(vorm.bron, code) is None:
        raise ValueError(f"soort {code[:40]!r} staat niet in de lijst van {vorm.bron}")
    waarde, vlag = getal(cellen[maat], heel=True)
    return Feit(
        regel,
        vorm.bron,
        tabel or (vorm.jaartabel if "JJ" in periode else vorm.maandtabel),
        code,
        gebiedscode(str(cellen[vorm.gebied])),
        periode,
        waarde,
        vlag,
    )


POLITIE_MISDRIJVEN = PolitieOData("politie-misdrijven", "geregistreerde misdrijven, OData (politie)", MISDRIJVEN)
POLITIE_OVERLAST = PolitieOData("politie-overlast", "geregistreerde overlast, OData (politie)", OVERLAST)
CBS_INWONERS = InwonersOData()
