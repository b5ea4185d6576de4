"""A fourth series of invented plans, written when the reader already did the first three."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

from tests.unit.lezen.plandocumenten import Alinea, Kop, Plandocument, Punten, Tabel
from tests.unit.lezen.vreemde_verwachting import Plan, Thema

BERKENHAGE = """Nota Integrale Veiligheid Berkenhage 2026 t/m 2029

Vastgesteld door de raad op 4 december 2025.

1. Inleiding
De gemeente Berkenhage, de politie en de brandweer maken zich sterk voor een veilige gemeente. Overlast en
criminaliteit gaan we samen tegen.

2. Onze visie op veiligheid
In Berkenhage kijken mensen naar elkaar om.

3. Speerpunten 2026-2029
3.1 Fietsendiefstal
Op het station verdwijnen elke week fietsen.
Wat willen we bereiken?
In 2029 zijn er maximaal 150 fietsendiefstallen (2024: 212).
Wat doet de gemeente?
- Bewaakte stalling bij het station.
- Graveeractie met de politie.
Wat doen onze partners?
- NS zet camera's neer.
Betrokken partners: politie, NS en fietsersbond.

3.2 Vuurwerkoverlast
Rond oud en nieuw is er veel schade.
Wat willen we bereiken?
Inwoners vieren veilig oud en nieuw.
Wat doet de gemeente?
- Vuurwerkvrije zones.
Wat doen onze partners?
- Halt geeft lessen.
Betrokken partners: Halt, scholen en politie.

4. Going concern
4.1 Veilig wonen
Wij gaan door met het keurmerk.
4.2 Verkeer
Wij houden elk kwartaal overleg met de politie.

5. Financiering
Voor de stalling is in 2026 € 80.000 opgenomen in de begroting.
"""
_BERKENHAGE_VERWACHT = Plan(
    "Berkenhage",
    (2026, 2029),
    "ivb",
    {
        "Fietsendiefstal": Thema(
            "In 2029 zijn er maximaal 150 fietsendiefstallen (2024: 212).",
            ("Bewaakte stalling bij het station.", "Graveeractie met de politie."),
            ("politie", "NS", "fietsersbond"),
            indicatoren=(("fietsendiefstallen", "", 212, 2024, "<= 150", 2029),),
        ),
        "Vuurwerkoverlast": Thema(
            "Inwoners vieren veilig oud en nieuw.", ("Vuurwerkvrije zones.",), ("Halt", "scholen", "politie")
        ),
    },
    {"Veilig wonen": (), "Verkeer": ()},
    begroting=(("stalling", 80000, 2026),),
)
DORSTVELD = Plandocument(
    "Veilig samenleven in Dorstveld - integraal veiligheidsplan 2025-2028",
    (
        Kop(1, "Voorwoord"),
        Alinea(
            "Gemeente Dorstveld werkt met politie, brandweer en inwoners aan veiligheid en leefbaarheid, en tegen overlast en criminaliteit."
        ),
        Kop(1, "Ambities"),
        Punten(("Dorstveld is in 2028 de veiligste gemeente van de streek.",)),
        Kop(1, "Thema's met prioriteit"),
        Kop(2, "Veilige buurt"),
        Kop(3, "Waarom is dit belangrijk?"),
        Alinea("Wie zich thuis voelt in de buurt, groet zijn buren en meldt sneller iets verdachts."),
        Kop(3, "Doelen"),
        Punten(("Inwoners voelen zich thuis in hun buurt.",)),
        Kop(3, "Indicatoren"),
        Tabel(
            (
                ("Indicator", "2023", "2025", "2028", "Bron"),
                ("Rapportcijfer leefbaarheid", "7,4", "7,5", "7,8", "Veiligheidsmonitor"),
                ("Aantal woninginbraken", "51", "44", "max. 35", "politie"),
            )
        ),
        Kop(3, "Acties"),
        Punten(("Buurtapps ondersteunen.", "Wijkschouw met bewoners.")),
        Kop(3, "Wie"),
        Alinea("Politie; woningcorporatie; buurtverenigingen"),
        Kop(2, "Online veilig"),
        Kop(3, "Waarom is dit belangrijk?"),
        Alinea("Oplichting via internet raakt jong en oud, en de schaamte is groot."),
        Kop(3, "Doelen"),
        Punten(("Inwoners zijn digitaal weerbaar.",)),
        Kop(3, "Acties"),
        Punten(("Digitale spreekuren.",)),
        Kop(3, "Wie"),
        Alinea("Bibliotheek; politie"),
        Kop(1, "Thema's zonder prioriteit"),
        Kop(2, "Drugs"),
        Alinea("Wij volgen de landelijke lijn."),
        Kop(2, "Brandveiligheid"),
        Alinea("Wij geven voorlichting."),
    ),
)
_DORSTVELD_VERWACHT = Plan(
    "Dorstveld",
    (2025, 2028),
    "ivp",
    {
        "Veilige buurt": Thema(
            "Inwoners voelen zich thuis in hun buurt.",
            ("Buurtapps ondersteunen.", "Wijkschouw met bewoners."),
            ("Politie", "woningcorporatie", "buurtverenigingen"),
            indicatoren=(
                ("Rapportcijfer leefbaarheid", "Veiligheidsmonitor", 7.5, 2025, "7.8", 2028),
                ("Aantal woninginbraken", "politie", 44, 2025, "<= 35", 2028),
            ),
        ),
        "Online veilig": Thema(
            "Inwoners zijn digitaal weerbaar.", ("Digitale spreekuren.",), ("Bibliotheek", "politie")
        ),
    },
    {"Drugs": (), "Brandveiligheid": ()},
    strategisch=("Dorstveld is in 2028 de veiligste gemeente van de streek.",),
)
ESDOORNLAAN = """Uitvoeringsplan veiligheid gemeente Esdoornlaan 2026

Wat we in 2026 doen

| Prioriteit | Actie | Trekker | Partners | Gereed |
|---|---|---|---|---|
| Ondermijning | Controles op bedrijventerrein | gemeente | politie, RIEC | juni |
| Ondermijning | Training voor baliemedewerkers | gemeente | RIEC | oktober |
| Jeugd | Buurtsportcoach op het plein | welzijn | school | mei |

Geld
Het budget voor 2026 is € 50.000.

De politie, de handhaving en de burgemeester bespreken elk kwartaal overlast en criminaliteit.
"""
_ESDOORNLAAN_VERWACHT = Plan(
    "Esdoornlaan",
    (2026, 2026),
    "uitvoeringsplan",
    {
        "Ondermijning": Thema(
            "",
            ("Controles op bedrijventerrein", "Training voor baliemedewerkers"),
            ("politie", "RIEC"),
            acties=("Controles op bedrijventerrein", "Training voor baliemedewerkers"),
        ),
        "Jeugd": Thema("", ("Buurtsportcoach op het plein",), ("school",), acties=("Buurtsportcoach op het plein",)),
    },
    {},
    begroting=(("Het budget voor 2026 is € 50.000", 50000, 2026),),
)

VERWACHT_VIERDE: dict[str, Plan] = {
    "berkenhage": _BERKENHAGE_VERWACHT,
    "dorstveld": _DORSTVELD_VERWACHT,
    "esdoornlaan": _ESDOORNLAAN_VERWACHT,
}
