"""What a table holds at this moment: version, dimensions, areas, periods and columns, as the service tells it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from kompas.data.definities.tabellen import Tabelvorm
from kompas.data.levering import Levergebied
from kompas.data.sources.eigenschappen import Maatkolom, aangepast, dimensies_van, resolve
from kompas.data.sources.ophalen.verbinding import BronError, OnleesbaarError, Verbinding

MAX_BLADEN = 200
KLEIN = 100_000
_JAAR_IN_TITEL = re.compile(r"\b(?:gemeenten?|indeling)\D{0,3}(20\d\d)\b", re.IGNORECASE)
_SOORT_PERIODE = {"jaar": ("JJ",), "maand": ("MM",), "beide": ("JJ", "MM")}
_MET_BUURTEN = {"WK", "BU", "WP"}
_UIT_CODE = re.compile(r"(?:WK|BU)(\d{4})\d+")


@dataclass(frozen=True, slots=True)
class Gebiedskeuze:
    """For which municipalities; `landelijk` takes every area of the table."""

    gemeenten: tuple[str, ...] = ()
    landelijk: bool = False


@dataclass(frozen=True, slots=True)
class As:
    """A dimension with the members that are asked for, as the service writes them; `alle`: there are no others."""

    naam: str
    sleutels: tuple[str, ...]
    alle: bool = False


@dataclass(frozen=True)
class Beschrijving:
    """One version of a table, and what is asked of it. `volgorde`: the dimensions as the table sorts its rows."""

    vorm: Tabelvorm
    gewijzigd: str
    titel: str
    gebieden: tuple[Levergebied, ...]
    assen: dict[str, As]
    vast: dict[str, str]
    maten: tuple[Maatkolom, ...]
    volgorde: tuple[str, ...]
    perioden: tuple[str, ...]

    @property
    def gebied(self) -> As:
        return self.assen[self.vorm.gebied]

    def as_of_enkel(self, naam: str | None) -> As:
        """An axis; one without members of its own when the table lacks that dimension."""
        return self.assen[naam] if naam else As("", ("",), alle=True)

    @property
    def soort(self) -> As:
        return self.as_of_enkel(self.vorm.soort_dimensie)

    @property
    def vrij(self) -> As:
        return self.as_of_enkel(self.vorm.vrij)

    @property
    def marges(self) -> As:
        return self.as_of_enkel(self.vorm.marges.dimensie if self.vorm.marges else None)

    @property
    def periode(self) -> As:
        return self.as_of_enkel(self.vorm.periode)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the figures: kind, then free member, then measure varies fastest."""
        return tuple(
            maat.code_voor(soort=soort.strip(), vrij=vrij.strip())
            for soort in self.soort.sleutels
            for vrij in self.vrij.sleutels
            for maat in self.maten
        )

    @property
    def totaal(self) -> str:
        vorm = self.vorm
        return self.maten[0].code_voor(soort=vorm.totaal) if vorm.totaal and vorm.soort_dimensie else ""

    @property
    def indeling(self) -> int:
        """Year of the boundaries: in the title, else of the last change; 0 when each figure has those of its year."""
        if self.vorm.indeling == "van toen":
            return 0
        if gevonden := _JAAR_IN_TITEL.search(self.titel):
            return int(gevonden[1])
        return int(self.gewijzigd[:4])


class _Lijst(msgspec.Struct):
    value: list[dict[str, Any]]
    verder: str | None = msgspec.field(name="odata.nextLink", default=None)


_LEZER = msgspec.json.Decoder(_Lijst)


def _ontleed(lichaam: bytes) -> _Lijst:
    try:
        return _LEZER.decode(lichaam)
    except (msgspec.DecodeError, UnicodeDecodeError) as fout:
        raise OnleesbaarError(f"{len(lichaam)} bytes, {fout}") from None


def tabelpad(vorm: Tabelvorm, entiteit: str) -> str:
    """The bulk service: it pages with links and takes `$skip`; the other one refuses more than its cap."""
    return f"ODataFeed/OData/{vorm.tabel}/{entiteit}"


def vervolg(link: str) -> dict[str, str]:
    """What a nextLink asks. Its host may not exist and is never followed; only the question counts."""
    return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))


def haal_lijst(verbinding: Verbinding, vorm: Tabelvorm, entiteit: str) -> list[dict[str, Any]]:
    """A whole metadata list, over as many pages as the service makes of it."""
    vraag, rijen = {"$format": "json"}, list[dict[str, Any]]()
    for _ in range(MAX_BLADEN):
        blad = verbinding.haal(tabelpad(vorm, entiteit), vraag, _ontleed, niet_herhalen=lambda _: False)
        rijen += blad.value
        if not blad.verder:
            return rijen
        vraag = vervolg(blad.verder)
    raise BronError(f"Tabel {vorm.tabel}: er komt geen eind aan de lijst {entiteit}. Meld dit bij de bron.")


def haal_versie(verbinding: Verbinding, vorm: Tabelvorm) -> tuple[str, str]:
    """When the table last changed, and its title."""
    rijen = haal_lijst(verbinding, vorm, "TableInfos")
    if not rijen or not rijen[0].get("Modified"):
        raise BronError(
            f"Tabel {vorm.tabel}: de bron zegt niet wanneer de tabel is gewijzigd. Probeer het later opnieuw."
        )
    return str(rijen[0]["Modified"]), str(rijen[0].get("Title") or "")


def beschrijf(verbinding: Verbinding, vorm: Tabelvorm, keuze: Gebiedskeuze) -> Beschrijving:
    """Ask the service what the table is like now, and choose from it what we want."""
    gewijzigd, titel = haal_versie(verbinding, vorm)
    eigenschappen = haal_lijst(verbinding, vorm, "DataProperties")
    vorm = aangepast(vorm, eigenschappen)
    kolommen = resolve(vorm, eigenschappen)
    leden = {naam: haal_lijst(verbinding, vorm, naam) for naam in vorm.dimensies}
    for naam, lijst in leden.items():
        if not lijst:
            raise BronError(f"Tabel {vorm.tabel}: de lijst {naam} is leeg. Probeer het later opnieuw.")
    assen = _assen(vorm, leden)
    perioden = assen[vorm.periode].sleutels if vorm.periode else (vorm.vaste_periode or "",)
    per_gebied = len(perioden) * _product(len(as_.sleutels) for naam, as_ in assen.items() if naam != vorm.periode)
    gebied, gebieden = kies_gebieden(vorm, leden[vorm.gebied], keuze, per_gebied)
    return Beschrijving(
        vorm=vorm,
        gewijzigd=gewijzigd,
        titel=titel,
        gebieden=gebieden,
        assen={vorm.gebied: gebied, **assen},
        vast={naam: _lid(vorm, naam, lid, leden[naam]) for naam, lid in vorm.vast.items()},
        maten=kolommen.maten,
        volgorde=dimensies_van(eigenschappen),
        perioden=tuple(periode.strip() for periode in perioden),
    )


def _product(getallen: Iterable[int]) -> int:
    uit = 1
    for getal in getallen:
        uit *= getal
    return uit


def _assen(vorm: Tabelvorm, leden: Mapping[str, list[dict[str, Any]]]) -> dict[str, As]:
    """Every axis but that of the areas."""
    assen: dict[str, As] = {}
    if vorm.periode:
        soorten = _SOORT_PERIODE[vorm.perioden]
        assen[vorm.periode] = _as(vorm, vorm.periode, leden, lambda lid: lid[4:6] in soorten)
    if vorm.soort_dimensie:
        assen[vorm.soort_dimensie] = _as(vorm, vorm.soort_dimensie, leden, lambda _: True, vorm.soort_breedte)
    if vorm.vrij:
        mag = set(vorm.vrije_leden)
        assen[vorm.vrij] = _as(vorm, vorm.vrij, leden, lambda lid: not mag or lid in mag)
    if vorm.marges:
        naam = vorm.marges.dimensie
        drie = [_lid(vorm, naam, lid, leden[naam]) for lid in (vorm.marges.waarde, vorm.marges.laag, vorm.marges.hoog)]
        assen[naam] = As(naam, tuple(drie), alle=len(leden[naam]) == len(drie))
    return assen


def _as(
    vorm: Tabelvorm,
    naam: str,
    leden: Mapping[str, list[dict[str, Any]]],
    past: Callable[[str], bool],
    breedte: int = 0,
) -> As:
    alle = [str(lid["Key"]) for lid in leden[naam]]
    gekozen = tuple(sleutel.ljust(breedte) for sleutel in alle if past(sleutel.strip()))
    if not gekozen:
        raise BronError(
            f"Tabel {vorm.tabel}: in de lijst {naam} staat niets van wat we zoeken. Pas definities/tabellen aan."
        )
    return As(naam, gekozen, alle=len(gekozen) == len(alle))


def _lid(vorm: Tabelvorm, naam: str, lid: str, leden: Sequence[Mapping[str, Any]]) -> str:
    """The key of a member as the service pads it."""
    for rij in leden:
        if str(rij["Key"]).strip() == lid:
            return str(rij["Key"])
    raise BronError(f"Tabel {vorm.tabel}: {lid} staat niet in de lijst {naam}. Pas definities/tabellen aan.")


def kies_gebieden(
    vorm: Tabelvorm, leden: Sequence[Mapping[str, Any]], keuze: Gebiedskeuze, per_gebied: int
) -> tuple[As, tuple[Levergebied, ...]]:
    """The areas to ask for. A small table is taken whole: it serves for comparing municipalities."""
    kandidaten = [(str(lid["Key"]).ljust(vorm.gebied_breedte), _levergebied(lid, vorm)) for lid in leden]
    kandidaten = [(sleutel, gebied) for sleutel, gebied in kandidaten if gebied.soort in vorm.soort_gebieden]
    is_klein = not _MET_BUURTEN & set(vorm.soort_gebieden) and len(kandidaten) * per_gebied <= KLEIN
    if not keuze.landelijk and not is_klein:
        kandidaten = [(sleutel, gebied) for sleutel, gebied in kandidaten if _hoort_erbij(gebied, keuze)]
    if not kandidaten:
        raise BronError(
            f"Tabel {vorm.tabel}: geen van de gevraagde gebieden staat in de tabel. Controleer de gemeente."
        )
    sleutels = tuple(sleutel for sleutel, _ in kandidaten)
    return As(vorm.gebied, sleutels, alle=len(sleutels) == len(leden)), tuple(gebied for _, gebied in kandidaten)


def _hoort_erbij(gebied: Levergebied, keuze: Gebiedskeuze) -> bool:
    """The country and the police units to compare with, and everything in the chosen municipalities."""
    return gebied.soort in {"NL", "RE"} or gebied.code in keuze.gemeenten or gebied.gemeente in keuze.gemeenten


def _levergebied(lid: Mapping[str, Any], vorm: Tabelvorm) -> Levergebied:
    ruw = str(lid["Key"]).strip()
    code = "NL" if ruw in {"NL00", "NL01"} else ruw
    soort = "WP" if vorm.gebied == "Plaatsen" else code[:2]
    uit_code = _UIT_CODE.fullmatch(code)
    gemeente = f"GM{uit_code[1]}" if uit_code else ""
    return Levergebied(code, str(lid.get("Title") or "").strip(), soort, gemeente)
