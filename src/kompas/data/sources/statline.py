"""Tables with names instead of codes: StatLine exports, the CBS crime table, and the national overviews."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from kompas.data.feiten import BLANCO, Afgekeurd, Feit, Opmerking, Rij
from kompas.data.sources.basis import Context, gebiedscode, getal, periodecode
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.namen import NaamError, gebied_van, periode_van, soort_van
from kompas.data.sources.odata import MISDRIJVEN, OVERLAST, Vorm
from kompas.data.sources.tabel import Cellen, eis_kolommen, maatkolom, tabelrijen

_GEBIEDSKOLOMMEN = {"Wijken en buurten": "WijkenEnBuurten", "Regio's": "RegioS"}
_SOORTKOLOMMEN = {"Soort misdrijf": MISDRIJVEN, "Soort overlast": OVERLAST, "Overlast": OVERLAST}


@dataclass(frozen=True)
class StatLine:
    """The CSV that a user downloads from data.politie.nl: semicolons, BOM, names, "2022 december"."""

    key: str = "statline"
    titel: str = "StatLine-export (politie)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = (
        "Soort misdrijf of Overlast", "Perioden", "Wijken en buurten of Regio's", "Geregistreerde misdrijven (aantal)",
    )  # fmt: skip
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        kolommen = set(bestand.kolommen)
        return (
            bestand.vorm in {"csv", "blad"}
            and "Marges" not in kolommen
            and bool(kolommen & set(_GEBIEDSKOLOMMEN) or kolommen & {"Soort misdrijf", "Soort overlast"})
        )

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        soort, gebied, maat = self._kolommen(bestand)
        vorm = next(v for v in _SOORTKOLOMMEN[soort] if v.gebied == _GEBIEDSKOLOMMEN[gebied])
        for rij in tabelrijen(bestand):
            if isinstance(rij, Afgekeurd):
                yield rij
            else:
                yield _probeer(partial(_feit, *rij, context, vorm, (soort, gebied, maat)), rij[0])

    def _kolommen(self, bestand: Bestand) -> tuple[str, str, str]:
        kolommen = bestand.kolommen
        soort = next((kolom for kolom in _SOORTKOLOMMEN if kolom in kolommen), "")
        gebied = next((kolom for kolom in _GEBIEDSKOLOMMEN if kolom in kolommen), "")
        maten = [kolom for kolom in kolommen if kolom.startswith("Geregistreerde")]
        if len(maten) != 1:
            bestand.stuk(
                0, f"verwacht één kolom 'Geregistreerde ... (aantal)' en vond er {len(maten)}. Kies die in StatLine"
            )
        eis_kolommen(bestand, soort or "Soort misdrijf", gebied or "Wijken en buurten", "Perioden")
        return soort, gebied, maten[0]


def _feit(regel: int, cellen: Cellen, context: Context, vorm: Vorm, kolommen: tuple[str, str, str]) -> Feit:
    soort, gebied, maat = (str(cellen[kolom]) for kolom in kolommen)
    periode = periode_van(str(cellen["Perioden"]))
    waarde, vlag = getal(maat, heel=True)
    return Feit(
        regel,
        vorm.bron,
        vorm.jaartabel if "JJ" in periode else vorm.maandtabel,
        soort_van(context.definities, vorm.bron, soort),
        gebied_van(context, gebied),
        periode,
        waarde,
        BLANCO if vlag and not maat.strip() else vlag,
    )


# Keys of the service, and the titles that an export has for the same kinds.
_CBS_TOTAAL = {"Misdrijven, totaal", "T001161"}
_CBS_SOORT = re.compile(r"CRI\d{4}")
_CBS_TITELS = {
    "1 Vermogensmisdrijven": "CRI1000",
    "2 Vernielingen,misdropenborde/gezag": "CRI2000",
    "3 Gewelds- en seksuele misdrijven": "CRI3000",
}


@dataclass(frozen=True)
class CbsCriminaliteit:
    """CBS table 83648NED with codes or names; kinds that have no code here are left out."""

    key: str = "cbs-criminaliteit"
    titel: str = "geregistreerde criminaliteit (CBS 83648NED)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("SoortMisdrijf", "RegioS", "Perioden", "TotaalGeregistreerdeMisdrijven_1")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return any(kolom.startswith("TotaalGeregistreerdeMisdrijven") for kolom in bestand.kolommen)

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        eis_kolommen(bestand, "SoortMisdrijf", "RegioS", "Perioden")
        maat = maatkolom(bestand, "TotaalGeregistreerdeMisdrijven")
        overgeslagen = 0
        for rij in tabelrijen(bestand):
            if isinstance(rij, Afgekeurd):
                yield rij
            elif (code := _cbs_code(str(rij[1]["SoortMisdrijf"]).strip())) is None:
                overgeslagen += 1
            else:
                yield _probeer(partial(_cbs_feit, *rij, context, maat, code), rij[0])
        if overgeslagen:
            yield Opmerking(f"{overgeslagen} rijen over soorten zonder code zijn overgeslagen")


def _cbs_code(soort: str) -> str | None:
    if soort in _CBS_TOTAAL:
        return "totaal"
    return soort if _CBS_SOORT.fullmatch(soort) else _CBS_TITELS.get(" ".join(soort.split()))


def _cbs_feit(regel: int, cellen: Cellen, context: Context, maat: str, code: str) -> Feit:
    waarde, vlag = getal(cellen[maat], heel=True)
    # Every measure zero, the share of the total too: the municipality did not exist that year.
    if (
        code == "totaal"
        and waarde == 0
        and getal(cellen.get("GeregistreerdeMisdrijvenRelatief_2", "1"), heel=False)[0] == 0
    ):
        waarde, vlag = None, BLANCO
    return Feit(
        regel,
        "cbs-criminaliteit",
        "83648NED",
        code,
        _cbs_gebied(str(cellen["RegioS"]).strip(), context),
        _cbs_periode(str(cellen["Perioden"]).strip()),
        waarde,
        vlag,
    )


def _cbs_gebied(tekst: str, context: Context) -> str:
    """The service has codes, an export has names; a name never looks like a code."""
    try:
        return gebiedscode(tekst)
    except ValueError:
        return gebied_van(context, tekst, alleen_gemeenten=True)


def _cbs_periode(tekst: str) -> str:
    return periodecode(tekst) if "JJ" in tekst else periode_van(tekst)


@dataclass(frozen=True)
class Landelijk:
    """National numbers per kind and year, all kinds with their total."""

    key: str = "politie-landelijk"
    titel: str = "landelijke aantallen per soort (politie)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("incident_type_code", "year", "incident_count")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return set(self.kolommen) <= set(bestand.kolommen)

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        for rij in tabelrijen(bestand):
            if isinstance(rij, Afgekeurd):
                yield rij
            else:
                yield _probeer(partial(_landelijk, *rij, context), rij[0])


def _landelijk(regel: int, cellen: Cellen, context: Context) -> Feit:
    titel = str(cellen["incident_type_code"])
    try:
        bron, code = "politie-misdrijven", soort_van(context.definities, "politie-misdrijven", titel)
        tabel = "politie-landelijk"
    except ValueError:
        bron, code = "politie-overlast", soort_van(context.definities, "politie-overlast", titel)
        tabel = "politie-landelijk-overlast"
    waarde, vlag = getal(cellen["incident_count"], heel=True)
    return Feit(regel, bron, tabel, code, "NL", periode_van(str(cellen["year"])), waarde, vlag)


def _probeer(maak: Callable[[], Feit], regel: int) -> Rij:
    """The figure, or why the row was refused; a name that we do not know does not make a file damaged."""
    try:
        return maak()
    except NaamError as fout:
        return Afgekeurd(regel, str(fout), is_schade=False)
    except ValueError as fout:
        return Afgekeurd(regel, str(fout))


STATLINE = StatLine()
CBS_CRIMINALITEIT = CbsCriminaliteit()
LANDELIJK = Landelijk()
