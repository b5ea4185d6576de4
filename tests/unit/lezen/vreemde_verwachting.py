"""What a person reads in the invented plans; written down before the reader saw them."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

from dataclasses import dataclass, field
from typing import Any

Meting = tuple[str, str, Any, int | None, str | None, int | None]
"""name, source, baseline, its year, target, its year"""


@dataclass(frozen=True)
class Thema:
    doel: str = ""
    hoofdlijnen: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    flankerend: tuple[str, ...] = ()
    indicatoren: tuple[Meting, ...] = ()
    acties: tuple[str, ...] = ()
    geen_indicator: bool = False
    delen: dict[str, "Thema"] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    gemeente: str | None
    periode: tuple[int, int]
    soort: str
    prioritair: dict[str, Thema]
    gewoon: dict[str, tuple[str, ...]]
    strategisch: tuple[str, ...] = ()
    indicatoren: tuple[Meting, ...] = ()
    begroting: tuple[tuple[str, int, int | None], ...] = ()
    methode: int = 0
    aandacht: tuple[str, ...] = ()
    """Pieces that must each occur in a point that asks for attention."""


VERWACHT: dict[str, Plan] = {
    "duinendam": Plan(
        "Duinendam", (2023, 2026), "kadernota",
        {
            "Jeugd op het rechte pad": Thema(
                "In 2026 is het aantal meldingen van jeugdoverlast gedaald.",
                ("We zetten jongerenwerkers in op vindplaatsen.", "We maken afspraken met scholen.", "We voeren een groepsaanpak."),
                ("Politie", "Halt", "jongerenwerk", "scholen"),
            ),
            "Ondermijning": Thema(
                "Criminelen krijgen geen kans in Duinendam.",
                ("We versterken ons informatiebeeld.", "We passen de Wet Bibob toe."),
                ("RIEC", "politie", "Openbaar Ministerie", "Belastingdienst"),
                ("Omgevingsbeleid", "economie"),
            ),
        },
        {"Verkeersveiligheid": ("We gaan door met onze aanpak.",), "Brandveiligheid": ("Brandweer geeft voorlichting.",)},
        indicatoren=(
            ("Woninginbraken per 1.000 woningen", "", 4.1, 2021, "3", 2026),
            ("Rapportcijfer veiligheid in de buurt", "", 7.3, 2021, "7.6", 2026),
            ("Meldingen jeugdoverlast", "", 420, 2021, "350", 2026),
        ),
        begroting=(("aanpak van ondermijning", 75000, 2023),),
        aandacht=("hoogstens of minstens", "twee doelen"),
    ),
    "heuvelrade": Plan(
        "Heuvelrade", (2023, 2026), "ivp",
        {
            "Veilig wonen in elke kern": Thema(
                "Het aantal woninginbraken daalt van 120 in 2021 naar maximaal 100 in 2025. Het rapportcijfer voor leefbaarheid stijgt van 7,2 (2021) naar minimaal 7,5 (2025).",
                ("We lichten bewoners voor.", "We steunen buurtpreventieteams.", "We verlichten donkere paden."),
                ("politie", "dorpsraden", "bewoners"),
                indicatoren=(("aantal woninginbraken", "", 120, 2021, "<= 100", 2025), ("rapportcijfer voor leefbaarheid", "", 7.2, 2021, ">= 7.5", 2025)),
                acties=("Voorlichtingsavond per kern", "Schouw van de verlichting"),
            ),
            "Grip op ondermijning": Thema(
                "Eigenaren van schuren zijn weerbaar en melden verdachte verzoeken.",
                ("We bezoeken eigenaren in het buitengebied.", "We controleren samen met andere diensten."),
                ("RIEC", "Belastingdienst", "LTO"),
            ),
        },
        {"Brandveiligheid": (), "Evenementen": ()},
        begroting=(("buurtpreventie", 60000, 2024),),
        aandacht=("geen indicator",),
    ),
    "vechtpolder": Plan(
        None, (2023, 2026), "ivp",
        {
            "Ondermijnende criminaliteit": Thema(
                "Ondernemers in de jachthavens herkennen signalen en geven ze door.",
                ("Alle havens krijgen een keurmerk.", "Eén informatiepunt voor vijf gemeenten."),
                ("Politie", "havenmeesters", "RIEC", "Openbaar Ministerie"),
                indicatoren=(("havens met keurmerk", "gemeenten", 4, 2022, ">= 15", 2026),),
            ),
            "Digitale veiligheid": Thema(
                "Inwoners weten waar zij terecht kunnen na oplichting.",
                ("Lessen op alle basisscholen.", "Spreekuur in de bibliotheek."),
                indicatoren=(("aangiften van oplichting via internet", "politie", 402, 2022, "<= 350", 2026),),
            ),
        },
        {"Verkeersveiligheid": (), "Crisisbeheersing": ()},
        aandacht=("Vechtmuiden, Oudeveen, Plasdorp, Hogebrug en Nieuwersluizen", "2022 als uitgangsjaar"),
    ),
    "terpenwolde": Plan(
        "Terpenwolde", (2023, 2026), "ivb",
        {
            "Inbraak en diefstal": Thema(
                "Minder inwoners worden slachtoffer van inbraak.",
                ("Controle op uitvalswegen in de donkere maanden", "Registratie van fietsen", "Hulp aan slachtoffers"),
                indicatoren=(
                    ("aantal woninginbraken", "politie", 52, 2022, "<= 45", 2026),
                    ("rapportcijfer veiligheid", "Veiligheidsmonitor", 7.6, 2021, ">= 7.8", 2026),
                    ("gestolen fietsen", "politie", 1190, 2022, "<= 1071", 2026),
                ),
            ),
            "Jongeren rond de terpen": Thema("Jongeren en omwonenden houden rekening met elkaar.", ("Jongerenwerk op straat", "Gesprekken met ouders")),
        },
        {"Brandveiligheid": ("Voorlichting over rookmelders",), "Integriteit": ()},
        begroting=(("cameratoezicht", 1200000, 2024),),
        aandacht=("2022 als uitgangsjaar", "2021 als uitgangsjaar", "10% van 1190"),
    ),
    "kernhoven": Plan(
        "Kernhoven", (2022, 2025), "ivb",
        {
            "Geweld": Thema("slachtoffers van huiselijk geweld krijgen snel hulp.", ("Veilig Thuis en politie werken op één plek.", "Daders krijgen een training.")),
            "Jeugdoverlast": Thema(
                "minder meldingen van jeugdoverlast.",
                ("Jongerenwerkers zijn ook in het weekend op straat.",),
                indicatoren=(("meldingen jeugdoverlast", "politie", 164, 2021, "<= 140", 2025),),
            ),
            "Ondermijning": Thema("de gemeente weet welke panden risico lopen.", ("We maken elk jaar een beeld van risico's.", "We toetsen vergunningen met Bibob.")),
        },
        {"Sociale kwaliteit": (), "Veilig uitgaan": (), "Verkeersveiligheid": ()},
        methode=22,
    ),
    "beekerveld": Plan(
        "Beekerveld", (2022, 2025), "ivp",
        {
            "Veilige buurten": Thema(
                "Inwoners voelen zich thuis in hun straat.",
                ("Elke wijk heeft een aanspreekpunt.", "Meldingen krijgen binnen vijf dagen antwoord."),
                indicatoren=(
                    ("aandeel inwoners dat zich vaak onveilig voelt", "Veiligheidsmonitor", 3.5, 2021, "<= 3", 2025),
                    ("aandeel inwoners dat de buurt een voldoende geeft", "eigen enquête", 78, 2021, ">= 80", 2025),
                    ("meldingen overlast van buren", "politie", 264, 2021, "=", 2025),
                ),
            ),
            "Weerbare ondernemers": Thema(
                "Ondernemers doen vaker aangifte.",
                ("Een keurmerk voor elk winkelgebied.", "Een app om aangifte te doen."),
                flankerend=("Economisch beleid", "binnenstadsvisie", "omgevingsvisie"),
                indicatoren=(("aantal aangiften van winkeldiefstal", "politie", 88, 2021, ">= 110", 2025),),
            ),
        },
        {"Verkeersveiligheid": (), "Externe veiligheid": ()},
    ),
    "klaverdreef": Plan(
        "Klaverdreef", (2024, 2027), "kadernota",
        {
            "Jeugd": Thema(
                "Het aantal meldingen jeugdoverlast is in 2027 met 10% gedaald ten opzichte van 2019. Het percentage jongeren dat recent alcohol dronk is in 2027 niet hoger dan 25% (2022: 31%). Het aantal Halt-verwijzingen blijft stabiel.",
                ("Een hangplek met toezicht.", "Gastlessen op school."),
                indicatoren=(
                    ("aantal meldingen jeugdoverlast", "", 240, 2019, "<= 216", 2027),
                    ("percentage jongeren dat recent alcohol dronk", "", 31, 2022, "<= 25", 2027),
                    ("aantal Halt-verwijzingen", "", None, None, "=", None),
                ),
            ),
            "Veilig in het centrum": Thema(
                "Ten minste 85% van de bezoekers voelt zich veilig in het centrum (nulmeting 2022: 79%). Het aantal geweldsincidenten daalt met 15% ten opzichte van 2018.",
                ("Camera's op het plein.", "Een gastheer in de avond."),
                indicatoren=(("van de bezoekers voelt zich veilig in het centrum", "", 79, 2022, ">= 85", None), ("aantal geweldsincidenten", "", None, 2018, None, None)),
            ),
        },
        {"Verkeersveiligheid": ("we handhaven op snelheid.",), "Brandveiligheid": ("de brandweer geeft voorlichting.",), "Radicalisering": ("we scholen professionals.",)},
        begroting=(("gastheer centrum", 40000, 2024), ("gastheer centrum", 42000, 2025)),
        aandacht=("10% van 240", "waarde van 2018"),
    ),
    "mierenoord": Plan(
        "Mierenoord", (2020, 2023), "ivb",
        {
            "Woonoverlast": Thema(
                "Buren lossen kleine zaken zelf op.",
                ("Buurtbemiddeling komt binnen een week.", "De wijkagent houdt elke maand spreekuur in het buurthuis.", "Ernstige gevallen gaan naar het zorgoverleg."),
                ("Politie", "woningcorporaties", "GGD", "welzijnswerk"),
                indicatoren=(
                    ("rneldingen woonoverlast", "politie", 1538, 2019, "<= 1400", 2023),
                    ("zaken bij buurtbemiddeling", "welzijn", 120, 2019, ">= 150", 2023),
                    ("huisuitzettingen", "corporaties", "PM", 2019, "PM", 2023),
                ),
            ),
            "Jeugd": Thema("Het schoolplein is ’s avonds van iedereen.", ("Jongerenwerk op straat.",)),
        },
        {"Brandveiligheid": (), "Evenementen": ()},
        aandacht=("doelstel1ing", "1.4OO", "l20", "rneldingen"),
    ),
    "zeevenne": Plan(
        "Zeevenne", (2021, 2025), "ivp",
        {
            "Veilig strand": Thema(
                "Het strand is veilig op drukke dagen.",
                ("We sluiten parkeerplaatsen op tijd af.", "We zetten extra strandwachten in:"),
                ("Strandpaviljoens", "reddingsbrigade", "politie", "KNRM"),
                indicatoren=(("verdrinkingen", "reddingsbrigade", 1, 2020, "0", 2025), ("ongevallen met gewonden op de boulevard", "politie", 23, 2020, "<= 15", 2025)),
            ),
            "Mensen met verward gedrag": Thema("Niemand blijft zonder hulp.", ("Zorg en politie overleggen elke week.",), geen_indicator=True),
        },
        {"Crisisbeheersing": (), "Informatieveiligheid": ()},
        strategisch=("Een gastvrije badplaats",),
        aandacht=("hoogstens of minstens", "afbeelding"),
    ),
    "lindenburg": Plan(
        "Lindenburg", (2023, 2026), "ivb",
        {
            "Veilig thuis": Thema(
                delen={
                    "Huiselijk geweld": Thema(
                        "Geweld thuis stopt en keert niet terug.",
                        ("Elke melding krijgt een plan.", "Artsen melden sneller."),
                        ("Veilig Thuis", "politie", "huisartsen"),
                        indicatoren=(("herhaalde meldingen", "Veilig Thuis", 34, 2021, "<= 25", 2026), ("meldingen door artsen", "Veilig Thuis", 41, 2021, ">= 60", 2026)),
                    ),
                    "Oplichting aan de deur": Thema("Ouderen laten zich niet oplichten.", ("Banken geven voorlichting.",), ("Veilig Thuis", "politie", "huisartsen")),
                }
            ),
            "Veilig buiten": Thema("Inwoners durven overal te lopen.", ("De tunnel krijgt licht.", "Boa's lopen tot middernacht.")),
        },
        {"Brandveiligheid": ()},
    ),
    "plassendal": Plan(
        "Plassendal", (2022, 2026), "kadernota",
        {
            "Veilig aan het water": Thema(
                "Varen en zwemmen gaan veilig samen.",
                ("Toezicht op het water op alle zomerse weekenden, samen met de waterpolitie en het waterschap, met een verbeterde meldkamer.", "Voorlichting bij de verhuurders."),
                ("Waterpolitie", "waterschap", "verhuurders", "watersportvereniging"),
                indicatoren=(
                    ("ongevallen op het water", "politie", 14, 2021, "<= 8", 2026),
                    ("klachten over geluid van boten bij bewoners", "gemeente", 236, 2021, "<= 150", 2026),
                    ("rapportcijfer voor toezicht", "enquête", 6.1, 2021, ">= 7", 2026),
                ),
            ),
            "Ouderen en oplichting": Thema(
                "Ouderen herkennen oplichting op tijd.",
                ("Voorlichting in alle dorpshuizen.", "Een meldpunt in elk dorp."),
                ("Ouderenbonden", "banken", "politie"),
            ),
        },
        {"Verkeersveiligheid": (), "Brandveiligheid": ()},
        begroting=(("toezicht op het water", 45000, 2023),),
    ),
}  # fmt: skip
