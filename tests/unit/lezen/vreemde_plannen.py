"""More invented municipalities: every plan has a structure that occurs in practice, told once and written in many formats."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

from tests.unit.lezen.plandocumenten import Alinea, Kop, Plandocument, Punten, Tabel

DUINENDAM = """GEMEENTE DUINENDAM

KADERNOTA INTEGRALE VEILIGHEID 2023 - 2026
Samen aan zet

Vastgesteld door de gemeenteraad op 15 december 2022

Voorwoord

Voor u ligt de kadernota. Wij kijken vooruit en kiezen waar politie, handhaving en inwoners samen werk van maken.

Inhoud
Aanleiding
Terugblik en veiligheidsbeeld
Onze ambitie
Speerpunten
Reguliere thema's
Organisatie en financiën

AANLEIDING
De raad stelt elke vier jaar doelen vast. De nota vervangt het Integraal Veiligheidsplan 2019-2022.

TERUGBLIK EN VEILIGHEIDSBEELD
In 2021 werden 312 fietsen gestolen.

ONZE AMBITIE
Een veilig Duinendam voor iedereen.

Doelenboom

| Indicator | Nulmeting | Doelstelling | Realisatie | Ambitie |
|---|---|---|---|---|
| Woninginbraken per 1.000 woningen | 4,1 (2021) | 3,5 | 3,9 (2022) | 3,0 in 2026 |
| Rapportcijfer veiligheid in de buurt | 7,3 (2021) | 7,5 | - | 7,6 in 2026 |
| Meldingen jeugdoverlast | 420 (2021) | maximaal 380 | nvt | 350 in 2026 |

SPEERPUNTEN

Speerpunt 1: Jeugd op het rechte pad
Wat gaan we doen?
- We zetten jongerenwerkers in op vindplaatsen.
- We maken afspraken met scholen.
- We voeren een groepsaanpak.
Met wie?
Politie, Halt, jongerenwerk en scholen.
Wat willen we bereiken?
In 2026 is het aantal meldingen van jeugdoverlast gedaald.

Speerpunt 2: Ondermijning
Wat gaan we doen?
- We versterken ons informatiebeeld.
- We passen de Wet Bibob toe.
Met wie?
RIEC, politie, Openbaar Ministerie, Belastingdienst
Raakvlakken
Omgevingsbeleid; economie
Wat willen we bereiken?
Criminelen krijgen geen kans in Duinendam.

REGULIERE THEMA'S
Verkeersveiligheid
- We gaan door met onze aanpak.
Brandveiligheid
- Brandweer geeft voorlichting.

ORGANISATIE EN FINANCIËN
Voor de aanpak van ondermijning is in 2023 € 75.000 beschikbaar.
"""

HEUVELRADE = Plandocument(
    "Integraal Veiligheidsplan Heuvelrade 2023-2026",
    (
        Kop(1, "Voorwoord"),
        Alinea(
            "De gemeente Heuvelrade wil dat inwoners zich veilig voelen. Politie, brandweer en handhaving "
            "werken daar met ons aan."
        ),
        Kop(1, "Onze prioriteiten"),
        Kop(2, "Prioriteit 1 – Veilig wonen in elke kern"),
        Kop(3, "Wat is de opgave?"),
        Alinea(
            "Inbrekers kiezen vaker voor de kleine kernen, waar weinig toezicht is en waar buren ver uit elkaar wonen."
        ),
        Kop(3, "Wat willen we bereiken?"),
        Punten(
            (
                "Het aantal woninginbraken daalt van 120 in 2021 naar maximaal 100 in 2025.",
                "Het rapportcijfer voor leefbaarheid stijgt van 7,2 (2021) naar minimaal 7,5 (2025).",
            )
        ),
        Kop(3, "Wat gaan we doen?"),
        Punten(("We lichten bewoners voor.", "We steunen buurtpreventieteams.", "We verlichten donkere paden.")),
        Kop(3, "Wie doet wat?"),
        Tabel(
            (
                ("Actie", "Trekker", "Partners", "Planning"),
                ("Voorlichtingsavond per kern", "Gemeente", "politie, dorpsraden", "2023-2024"),
                ("Schouw van de verlichting", "Gemeente", "bewoners", "jaarlijks"),
            )
        ),
        Kop(2, "Prioriteit 2 – Grip op ondermijning"),
        Kop(3, "Wat is de opgave?"),
        Alinea("Leegstaande schuren in het buitengebied trekken mensen aan die iets te verbergen hebben."),
        Kop(3, "Wat willen we bereiken?"),
        Alinea("Eigenaren van schuren zijn weerbaar en melden verdachte verzoeken."),
        Kop(3, "Wat gaan we doen?"),
        Punten(("We bezoeken eigenaren in het buitengebied.", "We controleren samen met andere diensten.")),
        Kop(3, "Samenwerkingspartners"),
        Punten(("RIEC", "Belastingdienst", "LTO")),
        Kop(1, "De basis op orde"),
        Kop(2, "Brandveiligheid"),
        Alinea("De brandweer geeft advies over gebouwen en vluchtwegen."),
        Kop(2, "Evenementen"),
        Alinea("Voor grote evenementen maken we een veiligheidsplan met de organisator."),
        Kop(1, "Kosten en dekking"),
        Alinea("In 2024 is een budget van € 60.000 opgenomen voor buurtpreventie."),
    ),
)

VECHTPOLDER = Plandocument(
    "Samen sterk: integraal veiligheidsplan 2023-2026 van de gemeenten Vechtmuiden, Oudeveen, Plasdorp, "
    "Hogebrug en Nieuwersluizen",
    (
        Kop(1, "Hoofdstuk 1 Waarom een gezamenlijk plan"),
        Alinea(
            "De vijf gemeenten delen één politieteam en één veiligheidsregio. Daarom kiezen de vijf "
            "gemeenteraden samen waar handhaving en zorg op inzetten."
        ),
        Kop(1, "Hoofdstuk 2 Wat zien we"),
        Alinea("De meeste vormen van criminaliteit dalen, maar oplichting via internet neemt toe."),
        Kop(1, "Hoofdstuk 3 Gezamenlijke prioriteiten"),
        Kop(2, "3.1 Ondermijnende criminaliteit"),
        Kop(3, "Opgave"),
        Alinea("Criminelen maken gebruik van jachthavens en bedrijventerreinen in de polder."),
        Kop(3, "Ambitie"),
        Alinea("Ondernemers in de jachthavens herkennen signalen en geven ze door."),
        Kop(3, "Inzet"),
        Punten(("Alle havens krijgen een keurmerk.", "Eén informatiepunt voor vijf gemeenten.")),
        Kop(3, "Betrokken partijen"),
        Alinea("Politie, havenmeesters, RIEC en Openbaar Ministerie"),
        Kop(2, "3.2 Digitale veiligheid"),
        Kop(3, "Opgave"),
        Alinea("Ouderen en jongeren worden steeds vaker via hun telefoon opgelicht."),
        Kop(3, "Ambitie"),
        Alinea("Inwoners weten waar zij terecht kunnen na oplichting."),
        Kop(3, "Inzet"),
        Punten(("Lessen op alle basisscholen.", "Spreekuur in de bibliotheek.")),
        Kop(1, "Hoofdstuk 4 Lokale accenten"),
        Kop(2, "4.1 Oudeveen"),
        Alinea("Oudeveen let in de zomer op drukte bij de zwemplas."),
        Kop(2, "4.2 Hogebrug"),
        Alinea("Hogebrug werkt aan veilige routes naar school."),
        Kop(1, "Hoofdstuk 5 Doorlopende taken"),
        Kop(2, "5.1 Verkeersveiligheid"),
        Alinea("De gemeenten handhaven op snelheid in de dorpskernen."),
        Kop(2, "5.2 Crisisbeheersing"),
        Alinea("De veiligheidsregio oefent elk jaar in een van de gemeenten."),
        Kop(1, "Hoofdstuk 6 Meten en bijsturen"),
        Tabel(
            (
                ("Prioriteit", "Indicator", "Bron", "2021", "2022", "Streefwaarde 2026"),
                ("3.1 Ondermijnende criminaliteit", "havens met keurmerk", "gemeenten", "2", "4", "minimaal 15"),
                (
                    "Digitale veiligheid",
                    "aangiften van oplichting via internet",
                    "politie",
                    "388",
                    "402",
                    "niet meer dan 350",
                ),
            )
        ),
    ),
)

TERPENWOLDE = Plandocument(
    "Nota integrale veiligheid Terpenwolde 2023 t/m 2026",
    (
        Kop(1, "I Inleiding"),
        Alinea(
            "De gemeente Terpenwolde kiest in deze nota wat politie, boa's en inwoners samen aanpakken om "
            "overlast en criminaliteit terug te dringen."
        ),
        Kop(1, "II Terugblik"),
        Alinea("De afgelopen jaren was er veel aandacht voor jeugdoverlast rond de terpen."),
        Kop(1, "III Speerpunten"),
        Kop(2, "Speerpunt A: Inbraak en diefstal"),
        Alinea("Inbraak raakt mensen in hun eigen huis en dat gevoel blijft lang hangen bij de bewoners."),
        Kop(3, "Acties"),
        Punten(
            ("✓ Controle op uitvalswegen in de donkere maanden", "✓ Registratie van fietsen", "✓ Hulp aan slachtoffers")
        ),
        Kop(3, "Doel"),
        Alinea("Minder inwoners worden slachtoffer van inbraak."),
        Kop(3, "Indicatoren"),
        Tabel(
            (
                ("Indicator", "Bron", "2020", "2021", "2022", "Streef 2026"),
                ("aantal woninginbraken", "politie", "61", "48", "52", "≤ 45"),
                ("rapportcijfer veiligheid", "Veiligheidsmonitor", "-", "7,6", "-", "≥ 7,8"),
                ("gestolen fietsen", "politie", "1.210", "1.245", "1.190", "10% lager dan 2022"),
            )
        ),
        Kop(2, "Speerpunt B: Jongeren rond de terpen"),
        Alinea("Een kleine groep jongeren zorgt in de avond voor veel onrust bij omwonenden en winkeliers."),
        Kop(3, "Acties"),
        Punten(("✓ Jongerenwerk op straat", "✓ Gesprekken met ouders")),
        Kop(3, "Doel"),
        Alinea("Jongeren en omwonenden houden rekening met elkaar."),
        Kop(1, "IV Overige thema's"),
        Kop(2, "Brandveiligheid"),
        Punten(("✓ Voorlichting over rookmelders",)),
        Kop(2, "Integriteit"),
        Alinea("Nieuwe medewerkers leggen de eed of belofte af."),
        Kop(1, "V Middelen"),
        Punten(("✓ Voor cameratoezicht is vanaf 2024 € 1,2 miljoen nodig.",)),
    ),
)

_VELDEN = {
    "Veilige woon- en leefomgeving": ("Sociale kwaliteit", "Fysieke kwaliteit", "Objectieve veiligheid", "Subjectieve veiligheid", "Vermogenscriminaliteit", "Geweld"),
    "Bedrijvigheid en veiligheid": ("Veilig winkelgebied", "Veilige bedrijventerreinen", "Veilig uitgaan", "Veilige evenementen", "Veilig toerisme"),
    "Jeugd en veiligheid": ("Jeugdoverlast", "Jeugdcriminaliteit", "Jeugd en genotmiddelen", "Veilig in en om de school"),
    "Fysieke veiligheid": ("Verkeersveiligheid", "Brandveiligheid", "Externe veiligheid", "Crisisbeheersing"),
    "Integriteit en veiligheid": ("Polarisatie", "Ondermijning", "Ambtelijke integriteit"),
}  # fmt: skip
_HOOGTE = max(map(len, _VELDEN.values()))

KERNHOVEN = Plandocument(
    "Beleidsplan integrale veiligheid gemeente Kernhoven 2022-2025",
    (
        Kop(1, "Inleiding"),
        Alinea(
            "Dit plan volgt de vijf velden van de methode. Bij elk thema staat of het voor politie, "
            "handhaving en gemeente prioriteit heeft in de aanpak van overlast."
        ),
        Kop(1, "1 Veilige woon- en leefomgeving"),
        Kop(2, "1.1 Sociale kwaliteit"),
        Alinea("Prioriteit: nee"),
        Alinea("Buurtbemiddeling blijft zoals die is."),
        Kop(2, "1.2 Geweld"),
        Alinea("Prioriteit: ja"),
        Alinea("Doel: slachtoffers van huiselijk geweld krijgen snel hulp."),
        Kop(3, "Aanpak"),
        Punten(("Veilig Thuis en politie werken op één plek.", "Daders krijgen een training.")),
        Kop(1, "2 Bedrijvigheid en veiligheid"),
        Kop(2, "2.1 Veilig uitgaan"),
        Alinea("Prioriteit: nee"),
        Alinea("Horeca en politie overleggen elk kwartaal."),
        Kop(1, "3 Jeugd en veiligheid"),
        Kop(2, "3.1 Jeugdoverlast"),
        Alinea("Prioriteit: ja"),
        Alinea("Doel: minder meldingen van jeugdoverlast."),
        Kop(3, "Aanpak"),
        Punten(("Jongerenwerkers zijn ook in het weekend op straat.",)),
        Tabel(
            (
                ("Indicator", "Bron", "Uitgangssituatie 2021", "Na te streven 2025"),
                ("meldingen jeugdoverlast", "politie", "164", "ten hoogste 140"),
            )
        ),
        Kop(1, "4 Fysieke veiligheid"),
        Kop(2, "4.1 Verkeersveiligheid"),
        Alinea("Prioriteit: nee"),
        Alinea("Scholen krijgen hulp bij veilige routes."),
        Kop(1, "5 Integriteit en veiligheid"),
        Kop(2, "5.1 Ondermijning"),
        Alinea("Prioriteit: ja"),
        Alinea("Doel: de gemeente weet welke panden risico lopen."),
        Kop(3, "Aanpak"),
        Punten(("We maken elk jaar een beeld van risico's.", "We toetsen vergunningen met Bibob.")),
        Kop(1, "Bijlage 1: De thema's van Kernbeleid Veiligheid 2017"),
        Tabel(
            (
                tuple(f"{i}. {veld}" for i, veld in enumerate(_VELDEN, start=1)),
                *(
                    tuple(
                        f"{i}.{k + 1} {namen[k]}" if k < len(namen) else ""
                        for i, namen in enumerate(_VELDEN.values(), start=1)
                    )
                    for k in range(_HOOGTE)
                ),
            )
        ),
    ),
)

BEEKERVELD = Plandocument(
    "Veiligheidsprogramma Beekerveld 2022-2025",
    (
        Kop(1, "1 Inleiding"),
        Alinea(
            "De gemeente Beekerveld stuurt op effecten: wat merkt een inwoner van het werk van politie, "
            "handhaving en brandweer aan veiligheid en overlast?"
        ),
        Kop(1, "2 Hoofdthema's"),
        Kop(2, "Thema 1. Veilige buurten"),
        Alinea("Bewoners kennen elkaar minder goed dan vroeger en spreken elkaar daardoor ook minder snel aan."),
        Kop(3, "Maatschappelijk doel"),
        Alinea("Inwoners voelen zich thuis in hun straat."),
        Kop(3, "Prestaties"),
        Punten(("o Elke wijk heeft een aanspreekpunt.", "o Meldingen krijgen binnen vijf dagen antwoord.")),
        Kop(3, "Effectindicatoren"),
        Tabel(
            (
                ("Effectindicator (bron)", "Nulwaarde 2021", "Streefwaarde 2025"),
                ("aandeel inwoners dat zich vaak onveilig voelt (Veiligheidsmonitor)", "3,5%", "lager dan 3%"),
                ("aandeel inwoners dat de buurt een voldoende geeft (eigen enquête)", "78%", "hoger dan 80%"),
                ("meldingen overlast van buren (politie)", "264", "gelijk blijven"),
            )
        ),
        Kop(2, "Thema 2. Weerbare ondernemers"),
        Alinea("Winkeliers hebben last van diefstal en weten niet altijd waar zij aangifte kunnen doen."),
        Kop(3, "Maatschappelijk doel"),
        Alinea("Ondernemers doen vaker aangifte."),
        Kop(3, "Prestaties"),
        Punten(("o Een keurmerk voor elk winkelgebied.", "o Een app om aangifte te doen.")),
        Kop(3, "Effectindicatoren"),
        Punten(("aantal aangiften van winkeldiefstal (bron: politie): 88 in 2021, ten minste 110 in 2025",)),
        Kop(3, "Samenhang met"),
        Alinea("Economisch beleid, binnenstadsvisie en omgevingsvisie."),
        Kop(1, "3 Thema's op basisniveau"),
        Kop(2, "Verkeersveiligheid"),
        Alinea("De wegen in het buitengebied krijgen nieuwe bermen."),
        Kop(2, "Externe veiligheid"),
        Alinea("De omgevingsdienst controleert bedrijven met gevaarlijke stoffen."),
    ),
)

KLAVERDREEF = Plandocument(
    "Kaderplan veiligheid gemeente Klaverdreef 2024-2027",
    (
        Kop(1, "Vooraf"),
        Alinea(
            "Politie, boa's, zorg en de gemeente werken in Klaverdreef aan veiligheid en tegen overlast en "
            "criminaliteit."
        ),
        Kop(1, "Cijfers"),
        Tabel(
            (
                ("", "2019", "2022"),
                ("Meldingen jeugdoverlast", "240", "215"),
                ("Fietsdiefstallen", "96", "120"),
            ),
            "Tabel 1: Meldingen bij de politie",
        ),
        Kop(1, "Prioriteiten"),
        Kop(2, "Prioriteit A - Jeugd"),
        Alinea(
            "Jongeren verdienen een plek in het dorp waar zij elkaar kunnen treffen zonder dat buren er last "
            "van hebben."
        ),
        Kop(3, "Beoogde resultaten"),
        Punten(
            (
                "Het aantal meldingen jeugdoverlast is in 2027 met 10% gedaald ten opzichte van 2019.",
                "Het percentage jongeren dat recent alcohol dronk is in 2027 niet hoger dan 25% (2022: 31%).",
                "Het aantal Halt-verwijzingen blijft stabiel.",
            )
        ),
        Kop(3, "Zo gaan we te werk"),
        Punten(("Een hangplek met toezicht.", "Gastlessen op school.")),
        Kop(2, "Prioriteit B - Veilig in het centrum"),
        Alinea("In het centrum komen bewoners, bezoekers en ondernemers samen en dat gaat niet altijd vanzelf goed."),
        Kop(3, "Beoogde resultaten"),
        Punten(
            (
                "Ten minste 85% van de bezoekers voelt zich veilig in het centrum (nulmeting 2022: 79%).",
                "Het aantal geweldsincidenten daalt met 15% ten opzichte van 2018.",
            )
        ),
        Kop(3, "Zo gaan we te werk"),
        Punten(("Camera's op het plein.", "Een gastheer in de avond.")),
        Kop(1, "Overige veiligheidsthema's"),
        Alinea("Deze thema's lopen door zonder extra inzet:"),
        Punten(
            (
                "Verkeersveiligheid: we handhaven op snelheid.",
                "Brandveiligheid: de brandweer geeft voorlichting.",
                "Radicalisering: we scholen professionals.",
            )
        ),
        Kop(1, "Financiën"),
        Tabel((("Post", "2024", "2025"), ("gastheer centrum", "€ 40.000", "€ 42.000"))),
    ),
)
