"""The tables of the police in the invented country."""

from collections.abc import Mapping
from functools import lru_cache, partial

import numpy as np
from tests.servers.tabel import PUNT, Dimensie, Maat, Tabel, dimensie, enkel
from tests.servers.wereld import ALLEEN_JAAR, GROTE_VIER, Cijfers, Soortgroep, Wereld

from kompas.data.definities import laad_definities

LANDSDEEL = {"LD01": "Noord-Nederland", "LD02": "Oost-Nederland", "LD03": "West-Nederland", "LD04": "Zuid-Nederland"}
PROVINCIES = (
    "Groningen", "Fryslân", "Drenthe", "Overijssel", "Flevoland", "Gelderland", "Utrecht", "Noord-Holland",
    "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg",
)  # fmt: skip
EENHEDEN = (
    "Noord-Nederland", "Oost-Nederland", "Midden-Nederland", "Noord-Holland", "Amsterdam", "Den Haag", "Rotterdam",
    "Zeeland - West-Brabant", "Oost-Brabant", "Limburg",
)  # fmt: skip
VERBORGEN_PER_MAAND = ("1.4.1", "3.2.1", "3.2.2")
MAANDNAMEN = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
              "november", "december")  # fmt: skip


@lru_cache(maxsize=2)
def soortgroep(sleutel: str) -> Soortgroep:
    lijst = laad_definities().soortenlijsten[sleutel]
    alleen_jaar = tuple(code for code in ALLEEN_JAAR if code in {soort.code for soort in lijst.soorten})
    return Soortgroep(sleutel, tuple(soort.code for soort in lijst.soorten), alleen_jaar)


def soortdimensie(sleutel: str, codes: tuple[str, ...]) -> Dimensie:
    """Titles repeat the code, but for the total and nuisance."""
    titels = {soort.code: soort.titel for soort in laad_definities().soortenlijsten[sleutel].soorten}
    naam = "SoortMisdrijf" if sleutel == "politie-misdrijven" else "Overlast"
    voor = "{code} {titel}" if naam == "SoortMisdrijf" else "{titel}"
    leden = [(code, titels[code] if code == "0.0.0" else voor.format(code=code, titel=titels[code])) for code in codes]
    return dimensie(naam, "Dimension", 6, leden)


def periodedimensie(perioden: list[str]) -> Dimensie:
    def titel(code: str) -> str:
        return code[:4] if "JJ" in code else f"{code[:4]} {MAANDNAMEN[int(code[6:]) - 1]}"

    return dimensie("Perioden", "TimeDimension", 8, [(code, titel(code)) for code in perioden])


def regios(wereld: Wereld) -> list[tuple[str, str]]:
    """Country, parts, provinces, units and municipalities, with what cannot be placed."""
    return [
        ("NL01", "Nederland"),
        *((code, f"{naam} (LD)") for code, naam in LANDSDEEL.items()),
        ("LDG4", "West-Nederland, exclusief G4 (LD)"),
        ("LD99", "Niet in te delen (LD)"),
        *((f"PV{20 + i}", f"{naam} (PV)") for i, naam in enumerate(PROVINCIES)),
        ("PV99", "Niet in te delen (PV)"),
        *((f"RE{i:02d}", f"{naam} (RE)") for i, naam in enumerate(EENHEDEN, 1)),
        ("RE99", "Niet in te delen (RE)"),
        *((g.code, g.naam) for g in wereld.gemeenten),
    ]


@lru_cache(maxsize=4)
def optelling(wereld: Wereld) -> Cijfers:
    """Regions x municipalities: which municipalities make which region."""
    rijen = []
    for code, _ in regios(wereld):
        rijen.append([_hoort_bij(code, wereld, nummer) for nummer in range(len(wereld.gemeenten))])
    return np.array(rijen, np.float32)


def _hoort_bij(regio: str, wereld: Wereld, nummer: int) -> bool:
    gemeente = wereld.gemeenten[nummer]
    if regio == "LDG4":
        return gemeente.landsdeel == "LD03" and gemeente.code not in GROTE_VIER
    return regio in {"NL01", gemeente.landsdeel, gemeente.provincie, gemeente.eenheid, gemeente.code}


def gemeentetabel(
    wereld: Wereld, naam: str, titel: str, groep: Soortgroep, perioden: list[str], maten: tuple[Maat, ...]
) -> Tabel:
    """A table by RegioS: kind x region x period."""

    @lru_cache(maxsize=1)
    def blok() -> Mapping[str, Cijfers]:
        bladeren = np.einsum("lgm,rg->lrm", wereld.per_gemeente(groep).astype(np.float32), optelling(wereld))
        aantal = wereld.tabelblok(groep, bladeren, perioden, groep.codes)
        return {maten[0].naam: aantal, **{maat.naam: _aangiften(aantal, maat, perioden) for maat in maten[1:]}}

    dims = (
        soortdimensie(groep.naam, groep.codes),
        dimensie("RegioS", "GeoDimension", 6, regios(wereld)),
        periodedimensie(perioden),
    )
    aantal = len(dims[1].leden)
    return Tabel(
        naam, "dataderden", titel, "Politie", dims, maten, enkel(blok), np.zeros(aantal, int), np.arange(aantal)
    )


def _aangiften(aantal: Cijfers, maat: Maat, perioden: list[str]) -> Cijfers:
    """Fewer than the crimes, and for the last two months not yet known: a dot."""
    deel = np.floor(aantal * (0.7 if maat.naam == "Aangiften" else 0.3))
    deel[0] = np.nansum(deel[1:], axis=0)
    laatste = [perioden.index(code) for code in [code for code in perioden if "MM" in code][-2:]]
    deel[:, :, laatste] = PUNT
    return deel


def wijktabel(
    wereld: Wereld, naam: str, titel: str, groep: Soortgroep, codes: tuple[str, ...], perioden: list[str], maat: Maat
) -> Tabel:
    """A table by WijkenEnBuurten: kind x area x period; the country is NL00."""
    met_buurten = [g for g in wereld.gemeenten if g.buurten]
    leden, groepen, plekken = (
        [{"Key": "NL00", "Title": "Nederland", "Municipality": "", "DetailRegionCode": ""}],
        [-1],
        [0],
    )
    for gemeente in met_buurten:
        for plek, (code, titel_) in enumerate(gemeente.gebieden()):
            leden.append({"Key": code, "Title": titel_, "Municipality": gemeente.code, "DetailRegionCode": code})
            groepen.append(gemeente.nummer)
            plekken.append(plek)

    @lru_cache(maxsize=16)
    def blok(nummer: int) -> Mapping[str, Cijfers]:
        if nummer < 0:
            bladeren = wereld.per_gemeente(groep).sum(axis=1, keepdims=True).astype(np.float32)
        else:
            bladeren = wereld.per_buurt(groep, wereld.gemeenten[nummer])
        return {maat.naam: _zonder_verborgen(wereld, groep, bladeren, perioden, codes)}

    gemeenten = {gemeente.nummer: gemeente for gemeente in met_buurten}
    teksten = {
        "Gemeentenaam_2": [gemeenten[nummer].naam if nummer >= 0 else "Nederland" for nummer in groepen],
        "SoortRegio_3": [_soort(lid["Key"]) for lid in leden],
    }
    dims = (
        soortdimensie(groep.naam, codes),
        dimensie("WijkenEnBuurten", "GeoDetail", 10, leden),
        periodedimensie(perioden),
    )
    maten = (
        maat,
        Maat("Gemeentenaam", 2, eenheid="", datatype="String"),
        Maat("SoortRegio", 3, eenheid="", datatype="String"),
    )
    return Tabel(naam, "dataderden", titel, "Politie", dims, maten, blok, np.array(groepen), np.array(plekken), teksten)


def _zonder_verborgen(
    wereld: Wereld, groep: Soortgroep, bladeren: Cijfers, perioden: list[str], codes: tuple[str, ...]
) -> Cijfers:
    return wereld.tabelblok(groep, bladeren, perioden, codes)


def _soort(code: str) -> str:
    return {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[code[:2]]


def politietabellen(wereld: Wereld) -> list[Tabel]:
    misdrijven, overlast = soortgroep("politie-misdrijven"), soortgroep("politie-overlast")
    maat, hinder = Maat("GeregistreerdeMisdrijven", 1), Maat("GeregistreerdeOverlast", 1)
    aangiften = (maat, Maat("Aangiften", 2), Maat("Internetaangiften", 3))
    per_maand = tuple(code for code in misdrijven.codes if code not in VERBORGEN_PER_MAAND)
    jaren, maanden, beide, jaar = wereld.jaren, wereld.maanden, wereld.perioden, wereld.laatste[:4]
    gm, wb = partial(gemeentetabel, wereld), partial(wijktabel, wereld)
    in_ = f"gemeente {jaar}"
    return [
        gm("47013NED", f"Misdrijven en aangiften; soort misdrijf, {in_}", misdrijven, beide, aangiften),
        gm("47025NED", f"Misdrijven per jaar; soort misdrijf, {in_}", misdrijven, jaren, (maat,)),
        gm("47021NED", f"Overlast; soort overlast, {in_}", overlast, beide, (hinder,)),
        wb("47018NED", f"Misdrijven; wijk, buurt, jaarcijfers, {in_}", misdrijven, misdrijven.codes, jaren, maat),
        wb("47022NED", f"Misdrijven; wijk, buurt, maandcijfers, {in_}", misdrijven, per_maand, maanden, maat),
        wb("47024NED", f"Overlast; wijk, buurt, {in_}", overlast, overlast.codes, beide, hinder),
        reactietijd(wereld),
    ]


def reactietijd(wereld: Wereld) -> Tabel:
    """47008NED: no kind dimension; the classes of time are measures under one heading."""
    kop = ("Reactietijd prio 1",)
    klassen = tuple(f"Reactietijd{tijd}Minuten" for tijd in ("0Tot15", "15Tot30", "30Tot45", "45Tot60", "60OfMeer"))
    maten = (Maat("Totaal", 1), *(Maat(naam, 2 + i, onder=kop) for i, naam in enumerate(klassen)))
    groep = Soortgroep("politie-reactietijd", ("totaal", *klassen))

    @lru_cache(maxsize=1)
    def blok() -> Mapping[str, Cijfers]:
        bladeren = np.einsum("lgm,rg->lrm", wereld.per_gemeente(groep).astype(np.float32), optelling(wereld))
        alles = wereld.tabelblok(groep, bladeren, wereld.perioden, groep.codes)
        return {maat.naam: alles[i] for i, maat in enumerate(maten)}

    dims = (dimensie("RegioS", "GeoDimension", 6, regios(wereld)), periodedimensie(wereld.perioden))
    aantal = len(dims[0].leden)
    titel = f"Reactietijden prio 1; gemeente {wereld.laatste[:4]}"
    return Tabel(
        "47008NED", "dataderden", titel, "Politie", dims, maten, enkel(blok), np.zeros(aantal, int), np.arange(aantal)
    )
