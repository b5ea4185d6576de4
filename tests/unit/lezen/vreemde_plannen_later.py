"""A second series of invented plans, written when the reader already did the first series."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

from tests.unit.lezen.plandocumenten import Alinea, Kop, Plandocument, Punten, Tabel
from tests.unit.lezen.vreemde_verwachting import Plan, Thema

HOOGSTAD = Plandocument(
    "Integraal veiligheidsbeleid Hoogstad 2021-2024",
    (
        Kop(1, "1. Inleiding"),
        Alinea(
            "De gemeente Hoogstad legt in deze nota vast hoe politie, handhaving, brandweer en inwoners overlast en criminaliteit aanpakken."
        ),
        Kop(1, "2. Prioriteiten"),
        Kop(2, "2.1 Woninginbraken"),
        Kop(3, "2.1.1 Beschrijving"),
        Alinea("Na jaren van daling zagen wij in de nieuwe wijken weer meer inbraken, vooral tijdens de vakanties."),
        Kop(3, "2.1.2 Doelstelling"),
        Alinea("In 2024 ligt het aantal woninginbraken onder de 90 (2020: 131)."),
        Kop(3, "2.1.3 Maatregelen"),
        Punten(("Bewoners krijgen een buurtscan.", "Nieuwbouw voldoet aan het keurmerk.")),
        Kop(3, "2.1.4 Partners"),
        Alinea("Politie, woningbouwcorporatie, wijkraden."),
        Kop(2, "2.2 Rijden onder invloed"),
        Kop(3, "2.2.1 Beschrijving"),
        Alinea(
            "Bij controles blijkt een op de twintig bestuurders te veel te hebben gedronken of lachgas bij zich te hebben."
        ),
        Kop(3, "2.2.2 Doelstelling"),
        Alinea("Minder bestuurders rijden onder invloed."),
        Kop(3, "2.2.3 Maatregelen"),
        Punten(("Extra controles bij sportkantines.",)),
        Kop(1, "3. Reguliere taken"),
        Kop(2, "3.1 Evenementenveiligheid"),
        Alinea("Organisatoren krijgen een vast aanspreekpunt."),
        Kop(1, "4. Financiële paragraaf"),
        Alinea("Voor buurtscans is in 2021 € 25.000,- gereserveerd."),
    ),
)

BRINKVEEN = Plandocument(
    "Veiligheidsplan gemeente Brinkveen 2024-2027",
    (
        Kop(1, "Waarom dit plan"),
        Alinea(
            "Brinkveen wil dat inwoners zich veilig voelen; politie, boa's en brandweer werken samen tegen overlast en criminaliteit."
        ),
        Kop(1, "Vier jaar vooruit: onze speerpunten"),
        Kop(2, "Aanpak drugs"),
        Tabel(
            (
                ("Wat speelt er?", "Dealers gebruiken de carpoolplaats langs de provinciale weg als vaste plek."),
                ("Wat willen we bereiken?", "De carpoolplaats is weer van de reizigers."),
                ("Wat gaan we doen?", "Camera's plaatsen; vaker surveilleren; struiken snoeien."),
                ("Met wie?", "Politie, provincie en Rijkswaterstaat"),
            )
        ),
        Kop(2, "Veilig ouder worden"),
        Tabel(
            (
                ("Wat speelt er?", "Ouderen worden vaker het doelwit van mensen met een babbeltruc aan de deur."),
                (
                    "Wat willen we bereiken?",
                    "Het percentage ouderen dat slachtoffer werd daalt naar 2,5% in 2027 (2023: 4,1%).",
                ),
                ("Wat gaan we doen?", "Theater in het dorpshuis; bezoek door vrijwilligers."),
                ("Met wie?", "Ouderenbond en banken"),
            )
        ),
        Kop(1, "Wat we blijven doen"),
        Kop(2, "Brandpreventie"),
        Alinea("De brandweer komt bij ouderen thuis."),
    ),
)

RIETWAARD = Plandocument(
    "Nota veiligheid gemeente Rietwaard 2022-2025",
    (
        Kop(1, "Hoofdstuk 1: Inleiding"),
        Alinea(
            "Met politie, handhaving, brandweer en bewoners werken wij aan veiligheid en tegen overlast en criminaliteit."
        ),
        Kop(1, "Hoofdstuk 2: Focusthema's"),
        Kop(2, "A. Verkeer in de kernen"),
        Alinea("Sluipverkeer door de kernen zorgt voor gevaarlijke situaties bij de scholen en langs de dijk."),
        Kop(3, "Doel"),
        Alinea("Kinderen fietsen veilig naar school."),
        Kop(3, "Aanpak"),
        Punten(("* Eenrichtingsverkeer op de dijk.", "* Verkeersouders bij de scholen.")),
        Tabel(
            (
                ("Indicator", "Basisjaar 2019", "Streven 2025", "Bron"),
                ("letselongevallen", "46", "daling van 20%", "politie"),
                ("meldingen over te hard rijden", "1.152", "10% minder dan in 2019", "gemeente"),
                ("scholen met verkeersouders", "onbekend", "alle 9", "scholen"),
            )
        ),
        Kop(2, "B. Water en strand"),
        Alinea("Op warme dagen trekt de plas bezoekers uit de hele regio, die hun auto overal neerzetten."),
        Kop(3, "Doel"),
        Alinea("De plas is veilig en bereikbaar."),
        Kop(3, "Aanpak"),
        Punten(("* Parkeren op afstand.",)),
        Kop(1, "Hoofdstuk 3: Overige thema's"),
        Kop(2, "Veilige school"),
        Alinea("Scholen hebben een convenant met de politie."),
    ),
)

LATER: dict[str, Plandocument] = {"hoogstad": HOOGSTAD, "brinkveen": BRINKVEEN, "rietwaard": RIETWAARD}

VERWACHT_LATER: dict[str, Plan] = {
    "hoogstad": Plan(
        "Hoogstad", (2021, 2024), "ivb",
        {
            "Woninginbraken": Thema(
                "In 2024 ligt het aantal woninginbraken onder de 90 (2020: 131).",
                ("Bewoners krijgen een buurtscan.", "Nieuwbouw voldoet aan het keurmerk."),
                ("Politie", "woningbouwcorporatie", "wijkraden"),
                indicatoren=(("aantal woninginbraken", "", 131, 2020, "<= 90", 2024),),
            ),
            "Rijden onder invloed": Thema("Minder bestuurders rijden onder invloed.", ("Extra controles bij sportkantines.",)),
        },
        {"Evenementenveiligheid": ()},
        begroting=(("buurtscans", 25000, 2021),),
    ),
    "brinkveen": Plan(
        "Brinkveen", (2024, 2027), "ivp",
        {
            "Aanpak drugs": Thema(
                "De carpoolplaats is weer van de reizigers.",
                ("Camera's plaatsen", "vaker surveilleren", "struiken snoeien"),
                ("Politie", "provincie", "Rijkswaterstaat"),
            ),
            "Veilig ouder worden": Thema(
                "Het percentage ouderen dat slachtoffer werd daalt naar 2,5% in 2027 (2023: 4,1%).",
                ("Theater in het dorpshuis", "bezoek door vrijwilligers"),
                ("Ouderenbond", "banken"),
                indicatoren=(("percentage ouderen dat slachtoffer werd", "", 4.1, 2023, "<= 2.5", 2027),),
            ),
        },
        {"Brandpreventie": ()},
    ),
    "rietwaard": Plan(
        "Rietwaard", (2022, 2025), "ivb",
        {
            "Verkeer in de kernen": Thema(
                "Kinderen fietsen veilig naar school.",
                ("Eenrichtingsverkeer op de dijk.", "Verkeersouders bij de scholen."),
                indicatoren=(
                    ("letselongevallen", "politie", 46, 2019, "<= 36.8", 2025),
                    ("meldingen over te hard rijden", "gemeente", 1152, 2019, "<= 1036.8", 2025),
                    ("scholen met verkeersouders", "scholen", None, 2019, "9", 2025),
                ),
            ),
            "Water en strand": Thema("De plas is veilig en bereikbaar.", ("Parkeren op afstand.",)),
        },
        {"Veilige school": ()},
        aandacht=("20% van 46", "10% van 1152", "hoogstens of minstens"),
    ),
}  # fmt: skip
