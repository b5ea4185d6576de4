"""The metadata files that belong to a table: names of areas, code lists and descriptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kompas.data.feiten import Afgekeurd, Gebiedsnaam, Opmerking, Rij
from kompas.data.sources.basis import Context, gebiedscode
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.tabel import kaal, tabelrijen


@dataclass(frozen=True)
class Gebiedenlijst:
    """`RegioS` or `WijkenEnBuurten`: code and name of every area."""

    key: str = "gebiedenlijst"
    titel: str = "gebiedenlijst (RegioS of WijkenEnBuurten)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("Key", "Title", "Municipality")
    is_metadata: bool = True

    def herken(self, bestand: Bestand) -> bool:
        return _is_lijst(bestand) and bool(re.match(r"(NL|GM|WK|BU|LD|PV|RE)", _eerste_sleutel(bestand)))

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:  # noqa: ARG002 - every plug-in gets it
        for rij in tabelrijen(bestand):
            if isinstance(rij, Afgekeurd):
                yield rij
                continue
            regel, cellen = rij
            try:
                code = gebiedscode(str(cellen["Key"]))
            except ValueError as fout:
                yield Afgekeurd(regel, str(fout))
                continue
            naam = " ".join(str(cellen["Title"]).split()).removesuffix(" (gemeente)")
            gemeente = str(cellen.get("Municipality") or (code if code.startswith("GM") else ""))
            yield Gebiedsnaam(regel, code, naam, gemeente.strip())


@dataclass(frozen=True)
class Codelijst:
    """`SoortMisdrijf` or `Overlast`: compared with the lists in the definitions, which stay the truth."""

    key: str = "codelijst"
    titel: str = "codelijst (SoortMisdrijf of Overlast)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("Key", "Title")
    is_metadata: bool = True

    def herken(self, bestand: Bestand) -> bool:
        return _is_lijst(bestand) and bool(re.match(r"(\d+\.\d+\.\d+|[EFM]\d{2,3})\s*$", _eerste_sleutel(bestand)))

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        bekend = {soort.code: soort for lijst in context.definities.soortenlijsten for soort in lijst.soorten}
        titels = {
            (soort.code, kaal(soort.titel)) for lijst in context.definities.soortenlijsten for soort in lijst.soorten
        }
        aantal = 0
        for rij in tabelrijen(bestand):
            if isinstance(rij, Afgekeurd):
                yield rij
                continue
            aantal += 1
            code, titel = str(rij[1]["Key"]).strip(), str(rij[1]["Title"])
            if code not in bekend:
                yield Opmerking(f"code {code} ({titel}) is nieuw: voeg hem toe aan definities/soorten")
            elif (code, kaal(titel)) not in titels:
                yield Opmerking(f"code {code} heet nu {titel!r}; in definities/soorten staat {bekend[code].titel!r}")
        yield Opmerking(f"{aantal} codes vergeleken met definities/soorten")


@dataclass(frozen=True)
class Beschrijving:
    """`Perioden`, `DataProperties`, `TableInfos`: recognised, but no figures come from them."""

    key: str = "beschrijving"
    titel: str = "beschrijving van een tabel"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("Key", "Title", "Status")
    is_metadata: bool = True

    def herken(self, bestand: Bestand) -> bool:
        kolommen = set(bestand.kolommen)
        perioden = _is_lijst(bestand) and bool(re.match(r"\d{4}(JJ|KW|MM)\d\d", _eerste_sleutel(bestand)))
        return perioden or {"odata.type", "Type"} <= kolommen or {"Identifier", "Modified"} <= kolommen

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:  # noqa: ARG002 - every plug-in gets it
        yield Opmerking(f"{bestand.naam} is herkend; er zijn geen cijfers of namen uit nodig")


def _is_lijst(bestand: Bestand) -> bool:
    return {"Key", "Title"} <= set(bestand.kolommen) and "Type" not in bestand.kolommen


def _eerste_sleutel(bestand: Bestand) -> str:
    for rij in tabelrijen(bestand):
        if not isinstance(rij, Afgekeurd):
            return str(rij[1]["Key"])
    return ""


GEBIEDENLIJST = Gebiedenlijst()
CODELIJST = Codelijst()
BESCHRIJVING = Beschrijving()
