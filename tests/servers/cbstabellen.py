"""The tables of CBS and RIVM in the invented country: population, survey, crime rates, key figures, health."""

from collections.abc import Mapping
from functools import lru_cache, partial

import numpy as np
from tests.servers.politietabellen import optelling, periodedimensie, regios, soortgroep
from tests.servers.tabel import BLANCO, PUNT, Dimensie, Maat, Tabel, dimensie, enkel, verzonnen
from tests.servers.wereld import Cijfers, Wereld

EERSTE = 2010
KWB = {
    2014: "82931NED", 2016: "83487NED", 2017: "83765NED", 2018: "84286NED", 2019: "84583NED", 2020: "84799NED",
    2021: "85039NED", 2022: "85318NED", 2023: "85618NED", 2024: "85984NED", 2025: "86165NED",
}  # fmt: skip
# Municipalities that are no more, with the year of the merger; their figures stop there.
OPGEHEVEN = {"GM0576": ("Noordwijkerhout", "GM0575", 2019, 0.4)}
MARGES = [("MW00000", "Waarde"), ("MOG0095", "Ondergrens 95%-interval"), ("MBG0095", "Bovengrens 95%-interval")]


def regios_met_oude(wereld: Wereld) -> list[tuple[str, str]]:
    return [*(r for r in regios(wereld) if "99" not in r[0]), *((c, naam) for c, (naam, *_) in OPGEHEVEN.items())]


@lru_cache(maxsize=4)
def inwoners(wereld: Wereld) -> Cijfers:
    """Inhabitants on 1 January: regions with the abolished ones x years, each with the boundaries of that year."""
    jaren = jaren_van(wereld)
    groei = 1 + 0.006 * np.arange(len(jaren))
    per_gemeente = np.floor(np.array([g.inwoners if g.buurten else 0 for g in wereld.gemeenten])[:, None] * groei)
    codes = [code for code, _ in regios(wereld)]
    rijen = dict(zip(codes, optelling(wereld) @ per_gemeente, strict=True))
    for oud, (_, nieuw, jaar, deel) in OPGEHEVEN.items():
        ervoor = np.array([j < jaar for j in jaren])
        rijen[oud] = np.where(ervoor, np.floor(rijen[nieuw] * deel), BLANCO)
        rijen[nieuw] = np.where(ervoor, rijen[nieuw] - np.floor(rijen[nieuw] * deel), rijen[nieuw])
    return np.stack([rijen[code] for code, _ in regios_met_oude(wereld)]).astype(np.float32)


def jaren_van(wereld: Wereld) -> list[int]:
    return list(range(EERSTE, int(wereld.laatste[:4])))


def jaarperioden(wereld: Wereld) -> list[str]:
    return [f"{jaar}JJ00" for jaar in jaren_van(wereld)]


def gemiddeld(wereld: Wereld) -> Cijfers:
    return np.floor(inwoners(wereld) * 1.003)


def tabel(naam: str, titel: str, dims: tuple[Dimensie, ...], maten: tuple[Maat, ...], blok: object) -> Tabel:
    """A table of CBS that keeps its cells together."""
    aantal = next(len(dim.leden) for dim in dims if dim.soort in {"GeoDimension", "GeoDetail"})
    plek = np.arange(aantal)
    return Tabel(naam, "opendata", titel, "CBS", dims, maten, enkel(blok), np.zeros(aantal, int), plek)  # type: ignore[arg-type]


def regiodimensie(leden: list[tuple[str, str]]) -> Dimensie:
    return dimensie("RegioS", "GeoDimension", 6, leden)


def kerncijfers(wereld: Wereld) -> Tabel:
    """70072ned: a few of its many measures, under headings."""
    stand, loop = ("Bevolking", "Bevolkingssamenstelling op 1 januari"), ("Bevolking", "Bevolkingsontwikkeling")
    maten = (
        Maat("TotaleBevolking", 1, "Totale bevolking", stand),
        Maat("Bevolkingsdichtheid", 48, "Bevolkingsdichtheid", loop, "aantal inwoners per km²"),
        Maat("GemiddeldAantalInwoners", 51, "Gemiddeld aantal inwoners", loop),
        Maat(
            "GemiddeldeHuishoudensgrootte", 97, "Gemiddelde huishoudensgrootte", ("Bevolking",), "aantal", "Double", 2
        ),
    )

    @lru_cache(maxsize=1)
    def blok() -> Mapping[str, Cijfers]:
        vorm = inwoners(wereld).shape
        return {
            "TotaleBevolking": inwoners(wereld),
            "GemiddeldAantalInwoners": gemiddeld(wereld),
            "Bevolkingsdichtheid": verzonnen("dichtheid", vorm, 80, 6000, 0),
            "GemiddeldeHuishoudensgrootte": verzonnen("huishouden", vorm, 1.8, 2.6, 2),
        }

    dims = (regiodimensie(regios_met_oude(wereld)), periodedimensie(jaarperioden(wereld)))
    return tabel("70072ned", "Regionale kerncijfers Nederland", dims, maten, blok)


def bevolking(wereld: Wereld) -> Tabel:
    """03759ned: by sex, age and marital status; every share is rounded, the total is what it is."""
    geslacht = [("T001038", "Totaal mannen en vrouwen"), ("3000", "Mannen"), ("4000", "Vrouwen")]
    leeftijd = [("10000", "Totaal"), ("10010", "0 jaar"), ("52052", "15 tot 20 jaar")]
    staat = [("T001019", "Totaal burgerlijke staat"), ("1010", "Ongehuwd")]
    maten = (
        Maat("BevolkingOp1Januari", 1),
        Maat("GemiddeldeBevolking", 2, datatype="Double", decimalen=1),
    )
    delen = np.einsum("g,l,s->gls", [1, 0.49, 0.51], [1, 0.01, 0.06], [1, 0.45])[..., None, None]

    @lru_cache(maxsize=1)
    def blok() -> Mapping[str, Cijfers]:
        return {
            "BevolkingOp1Januari": np.floor(delen * inwoners(wereld)).astype(np.float32),
            "GemiddeldeBevolking": np.floor(delen * gemiddeld(wereld)).astype(np.float32),
        }

    dims = (
        dimensie("Geslacht", "Dimension", 7, geslacht),
        dimensie("Leeftijd", "Dimension", 5, leeftijd),
        dimensie("BurgerlijkeStaat", "Dimension", 7, staat),
        regiodimensie(regios_met_oude(wereld)),
        periodedimensie(jaarperioden(wereld)),
    )
    return tabel("03759ned", "Bevolking op 1 januari en gemiddeld", dims, maten, blok)


def ontwikkeling(wereld: Wereld) -> Tabel:
    """37230ned: by month and by year."""
    maten = (Maat("BevolkingAanHetBeginVanDePeriode", 1), Maat("BevolkingAanHetEindeVanDePeriode", 15))

    @lru_cache(maxsize=1)
    def blok() -> Mapping[str, Cijfers]:
        begin = np.array([_stand(wereld, periode) for periode in wereld.perioden]).T
        eind = np.array([_stand(wereld, periode, eind=True) for periode in wereld.perioden]).T
        namen = [maat.naam for maat in maten]
        return dict(zip(namen, (begin.astype(np.float32), eind.astype(np.float32)), strict=True))

    dims = (regiodimensie(regios_met_oude(wereld)), periodedimensie(wereld.perioden))
    return tabel("37230ned", "Bevolkingsontwikkeling; regio per maand", dims, maten, blok)


def _stand(wereld: Wereld, periode: str, *, eind: bool = False) -> Cijfers:
    """Inhabitants at the beginning or the end: a straight line between two Januaries."""
    maand = (int(periode[6:]) - 1 if "MM" in periode else 0) + (eind and (1 if "MM" in periode else 12))
    stand = inwoners(wereld)
    hier = min(int(periode[:4]) - EERSTE, stand.shape[1] - 1)
    straks = min(hier + 1, stand.shape[1] - 1)
    return np.floor(stand[:, hier] + (stand[:, straks] - stand[:, hier]) * maand / 12)


def wijken_en_buurten(wereld: Wereld, jaar: int, naam: str) -> Tabel:
    """One table per year without periods. The positions shift by year, as they do in reality."""
    koppen = {
        "AantalInwoners": ("Bevolking",),
        "Mannen": ("Bevolking", "Geslacht"),
        "Vrouwen": ("Bevolking", "Geslacht"),
    }
    getallen = (
        "AantalInwoners",
        "Mannen",
        "Vrouwen",
        "k_15Tot25Jaar",
        "HuishoudensTotaal",
        "TotaalDiefstalUitWoningSchuurED",
    )
    schuif = 0 if jaar >= 2020 else 1
    teksten = tuple(
        Maat(n, p, datatype="String", eenheid="") for n, p in (("Gemeentenaam", 1), ("SoortRegio", 2), ("Codering", 3))
    )
    maten = teksten + tuple(
        Maat(n, 5 + i + schuif * bool(i), onder=koppen.get(n, ("Overig",))) for i, n in enumerate(getallen)
    )
    leden, per_gebied, gemeente_van = [("NL00", "Nederland")], [np.float32(0)], ["Nederland"]
    for gemeente in (g for g in wereld.gemeenten if g.buurten):
        buurten = np.full(gemeente.buurten, round(gemeente.inwoners * (1 + 0.006 * (jaar - EERSTE)) / gemeente.buurten))
        leden += gemeente.gebieden()
        per_gebied += list(gemeente.optelling @ buurten)
        gemeente_van += [gemeente.naam] * (1 + gemeente.wijken + gemeente.buurten)
    stand = np.array(per_gebied, np.float32)
    stand[0] = sum(aantal for aantal, (code, _) in zip(per_gebied, leden, strict=True) if code.startswith("GM"))
    blok = {
        "AantalInwoners": stand,
        "Mannen": np.floor(stand * 0.49),
        "Vrouwen": stand - np.floor(stand * 0.49),
        "k_15Tot25Jaar": np.floor(stand * 0.12),
        "HuishoudensTotaal": np.floor(stand * 0.45),
        "TotaalDiefstalUitWoningSchuurED": np.where(np.arange(len(stand)) % 7 == 3, PUNT, np.float32(2)),
    }
    dims = (dimensie("WijkenEnBuurten", "GeoDetail", 10, leden),)
    gemaakt = tabel(naam, f"Kerncijfers wijken en buurten {jaar}", dims, maten, blok)
    gemaakt.teksten |= {
        "Gemeentenaam": gemeente_van,
        "SoortRegio": [c[:2] for c, _ in leden],
        "Codering": [c for c, _ in leden],
    }
    return gemaakt


ENQUETE = (
    ("RapportcijferLeefbaarheidWoonbuurt", 18, ("Leefbaarheid",), 6.8, 8.0),
    ("SocialeCohesieSchaalscore", 15, ("Leefbaarheid",), 5.5, 7.0),
    ("ErvaartEenOfMeerVormenVanOverlast", 21, ("Overlast",), 30, 60),
    ("RondhangendeJongeren", 33, ("Overlast", "Sociale overlast"), 2, 12),
    ("VerwardePersonen", 28, ("Overlast", "Sociale overlast"), 1, 9),
    ("TeHardRijden", 36, ("Overlast", "Verkeersoverlast"), 15, 40),
    ("VoeltZichWeleensOnveilig", 43, ("Onveiligheidsbeleving", "Algemeen"), 25, 45),
    ("VoeltZichWeleensOnveiligInBuurt", 50, ("Onveiligheidsbeleving", "In de buurt"), 8, 25),
    ("VoeltZichVaakOnveiligInBuurt", 51, ("Onveiligheidsbeleving", "In de buurt"), 0.5, 4),
    ("RapportcijferVeiligheidInBuurt", 60, ("Onveiligheidsbeleving", "In de buurt"), 6.8, 8.0),
    ("Slachtoffers", 68, ("Slachtofferschap", "Traditionele criminaliteit"), 12, 25),
    ("Slachtoffers", 72, ("Slachtofferschap", "Geweld"), 2, 8),
    ("Slachtoffers", 132, ("Slachtofferschap", "Online criminaliteit"), 10, 20),
    ("TevredenheidFunctionerenInBuurt", 199, ("Politie",), 25, 50),
    ("PreventiefGedragSomscore", 206, ("Preventie",), 4, 8),
)  # fmt: skip


def enquete(wereld: Wereld, naam: str, jaren: list[int], *, oud: bool = False) -> Tabel:
    """The survey: three margins, a dot for municipalities that did not take part, names that repeat."""
    gebieden = [r for r in regios(wereld) if "99" not in r[0]]
    if oud:
        gebieden += [("PD06A", "District Leiden (PD)"), ("BT0607", "Basisteam Katwijk (BT)")]
    deelnemers = {g.code for g in wereld.gemeenten if g.inwoners >= 70_000 or g.code == "GM0537"}
    mee = np.array([not code.startswith("GM") or code in deelnemers for code, _ in gebieden])
    maten = tuple(Maat(n, 18 if oud and n == "RapportcijferVeiligheidInBuurt" else 17 if oud and p == 18 else p,
                       n, onder, "%", "Double", 1)
                  for n, p, onder, *_ in ENQUETE if not (oud and n == "Slachtoffers" and p != 68))  # fmt: skip
    grenzen = {(n, onder): (laag, hoog) for n, _, onder, laag, hoog in ENQUETE}
    bladen = {
        (m.naam, m.onder): _met_marges(f"{naam}{m.naam}{m.onder}", mee, len(jaren), *grenzen[m.naam, m.onder])
        for m in maten
    }
    gemaakt = tabel(naam, "Veiligheidsmonitor; kerncijfers, regio", (
        dimensie("Marges", "Dimension", 7, MARGES),
        regiodimensie(gebieden),
        periodedimensie([f"{jaar}JJ00" for jaar in jaren]),
    ), maten, {})  # fmt: skip
    gemaakt.blok_van = lambda maat: bladen[maat.naam, maat.onder]
    return gemaakt


def _met_marges(naam: str, mee: np.ndarray, jaren: int, laag: float, hoog: float) -> Cijfers:
    waarde = np.where(mee[:, None], verzonnen(naam, (len(mee), jaren), laag, hoog, 1), PUNT)
    breedte = np.float32(max(0.1, round((hoog - laag) / 12, 1)))
    return np.stack([waarde, waarde - breedte, waarde + breedte])


def criminaliteit(wereld: Wereld) -> Tabel:
    """83648NED: another classification than that of the police, rounded to fives."""
    soorten = [("T001161", "Misdrijven, totaal"), ("CRI1000", "1 Vermogensmisdrijven"),
               ("CRI2000", "2 Vernielingen,misdropenborde/gezag"),
               ("CRI3000", "3 Gewelds- en seksuele misdrijven")]  # fmt: skip
    kop = ("Geregistreerde misdrijven",)
    maten = (
        Maat("TotaalGeregistreerdeMisdrijven", 1, onder=kop),
        Maat("GeregistreerdeMisdrijvenRelatief", 2, onder=kop, eenheid="%", datatype="Double", decimalen=1),
        Maat(
            "GeregistreerdeMisdrijvenPer1000Inw",
            3,
            onder=kop,
            eenheid="per 1 000 inwoners",
            datatype="Double",
            decimalen=1,
        ),
    )
    gebieden = [r for r in regios(wereld) if "99" not in r[0]]

    @lru_cache(maxsize=1)
    def blok() -> Mapping[str, Cijfers]:
        groep = soortgroep("politie-misdrijven")
        som = wereld.per_gemeente(groep)[:, :, : len(wereld.jaren) * 12].reshape(
            groep.bladeren, -1, len(wereld.jaren), 12
        )
        totaal = np.einsum(
            "gj,rg->rj", som.sum(axis=(0, 3)), optelling(wereld)[[r in gebieden for r in regios(wereld)]]
        )
        delen = np.stack([totaal, totaal * 0.6, totaal * 0.15, totaal * 0.12])
        mensen = np.maximum(1, inwoners(wereld)[: len(gebieden), 2 : 2 + len(wereld.jaren)])
        vijftallen = np.round(delen / 5) * 5
        return {
            "TotaalGeregistreerdeMisdrijven": vijftallen,
            "GeregistreerdeMisdrijvenRelatief": np.round(delen / np.maximum(1, totaal) * 100, 1),
            "GeregistreerdeMisdrijvenPer1000Inw": np.round(vijftallen / mensen * 1000, 1),
        }

    dims = (dimensie("SoortMisdrijf", "Dimension", 7, soorten), regiodimensie(gebieden), periodedimensie(wereld.jaren))
    return tabel("83648NED", "Geregistreerde criminaliteit; soort misdrijf, regio", dims, maten, blok)


def gezondheid(wereld: Wereld) -> Tabel:
    """50120NED of RIVM, on the service of third parties: by age, with margins."""
    leden = [("NL00", "Nederland")]
    for gemeente in (g for g in wereld.gemeenten if g.buurten):
        leden += gemeente.gebieden()
    leeftijd = [("20300", "18 jaar of ouder"), ("53105", "18 tot 65 jaar"), ("80200", "65 jaar of ouder")]
    namen = (("Drinker", 13), ("ZwareDrinker", 14), ("OvermatigeDrinker", 15), ("PsychischeKlachten", 20),
             ("Eenzaam", 27), ("ErnstigZeerErnstigEenzaam", 28), ("MoeiteMetRondkomen", 33))  # fmt: skip
    maten = tuple(Maat(n, p, eenheid="%", datatype="Double", decimalen=1) for n, p in namen)
    jaren = ["2012JJ00", "2016JJ00", "2020JJ00", "2022JJ00"]
    vorm = (len(leden), 3, 4)

    @lru_cache(maxsize=8)
    def blad(naam: str) -> Cijfers:
        waarde = verzonnen(naam, vorm, 5, 60, 1)
        waarde[:, :, 0][np.arange(len(leden)) % 11 == 5] = BLANCO
        return np.stack([waarde, waarde - 2, waarde + 2], axis=2)

    dims = (
        dimensie("WijkenEnBuurten", "GeoDetail", 10, leden),
        dimensie("Leeftijd", "Dimension", 5, leeftijd),
        dimensie("Marges", "Dimension", 7, MARGES),
        periodedimensie(jaren),
    )
    gemaakt = tabel("50120NED", "Gezondheid per wijk en buurt; 2012/2016/2020/2022", dims, maten, {})
    gemaakt.dienst, gemaakt.catalogus = "dataderden", "RIVM"
    gemaakt.blok_van = lambda maat: blad(maat.naam)
    return gemaakt


def gebiedsindeling(wereld: Wereld) -> Tabel:
    """86247NED: per municipality the codes and names of the regions that it lies in; all of it text."""
    gemeenten = [g for g in wereld.gemeenten if g.buurten]
    namen = dict(regios(wereld))
    teksten = {
        "Code": {1: [g.code for g in gemeenten], 14: [f"GG{1 + g.nummer % 25:02d}" for g in gemeenten],
                 22: [g.eenheid for g in gemeenten], 28: [g.provincie for g in gemeenten]},
        "Naam": {2: [g.naam for g in gemeenten], 15: [f"GGD {1 + g.nummer % 25}" for g in gemeenten],
                 23: [namen[g.eenheid] for g in gemeenten], 29: [namen[g.provincie] for g in gemeenten]},
    }  # fmt: skip
    koppen = {1: "Gemeenten", 2: "Gemeenten", 14: "GGD-regio's", 15: "GGD-regio's", 22: "Regionale eenheden",
              23: "Regionale eenheden", 28: "Provincies", 29: "Provincies"}  # fmt: skip
    maten = [
        Maat(naam, positie, naam, ("Lokaliseringen van gemeenten", koppen[positie]), "", "String")
        for naam, per_positie in teksten.items()
        for positie in per_positie
    ]
    maten = [*sorted(maten, key=lambda maat: maat.positie), Maat("Inwonertal", 56, onder=("Inwonertal",))]
    dims = (regiodimensie([(g.code, g.naam) for g in gemeenten]),)
    blok = {"Inwonertal": np.array([g.inwoners for g in gemeenten], np.float32)}
    gemaakt = tabel("86247NED", f"Gebieden in Nederland {wereld.laatste[:4]}", dims, tuple(maten), blok)
    gemaakt.teksten = {f"{naam}_{positie}": lijst for naam, per in teksten.items() for positie, lijst in per.items()}
    return gemaakt


TABELLEN = {
    "70072ned": kerncijfers,
    "03759ned": bevolking,
    "37230ned": ontwikkeling,
    "85146NED": partial(enquete, naam="85146NED", jaren=[2021, 2023, 2025]),
    "81877NED": partial(enquete, naam="81877NED", jaren=[2012, 2013, 2014, 2015, 2016, 2017, 2019], oud=True),
    "83648NED": criminaliteit,
    "50120NED": gezondheid,
    "86247NED": gebiedsindeling,
    **{naam: partial(wijken_en_buurten, jaar=jaar, naam=naam) for jaar, naam in KWB.items()},
}
