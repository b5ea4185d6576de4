"""A third series of invented plans, written when the reader already did the first two."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

import io

import docx
import typst
from tests.unit.lezen.vreemde_verwachting import Plan, Thema

_OEVERWIJK = """<!DOCTYPE html><html lang="nl"><head><title>Integraal Veiligheidsplan Oeverwijk 2025-2028 | Lokale wet- en regelgeving</title></head><body>
<div class="kop"><ul><li><a href="/">Home</a></li><li><a href="/zoeken">Zoeken</a></li></ul></div>
<h1>Integraal Veiligheidsplan Oeverwijk 2025-2028</h1>
<p>Geldend van 01-01-2025 t/m heden</p>
<p>De raad van de gemeente Oeverwijk; gelezen het voorstel van het college; besluit vast te stellen het Integraal Veiligheidsplan.</p>
<h2>Artikel 1 Inleiding</h2>
<p>Oeverwijk ligt aan de rivier. Politie, brandweer en handhaving werken hier al lang samen tegen overlast en criminaliteit.</p>
<h2>Artikel 2 Prioriteiten</h2>
<ul>
 <li><p><strong>Prioriteit 1: Drugs in de haven</strong></p>
  <p>Via de haven komt handel het dorp binnen.</p>
  <ul>
   <li><p>Doel:</p><ul><li><p>De haven is geen doorvoerplek meer.</p></li></ul></li>
   <li><p>Aanpak:</p><ul><li><p>Controles op de kade.</p></li><li><p>Een meldlijn voor schippers.</p></li></ul></li>
   <li><p>Partners:</p><ul><li><p>Politie</p></li><li><p>Douane</p></li><li><p>havenbedrijf</p></li></ul></li>
  </ul></li>
 <li><p><strong>Prioriteit 2: Overlast van jongeren</strong></p>
  <p>Bij het winkelcentrum voelen mensen zich minder op hun gemak.</p>
  <ul>
   <li><p>Doel:</p><ul><li><p>Het aantal meldingen van jeugdoverlast daalt van 310 in 2023 naar 250 in 2028.</p></li></ul></li>
   <li><p>Aanpak:</p><ul><li><p>Jongerenwerk in de avond.</p></li></ul></li>
   <li><p>Partners:</p><ul><li><p>Jongerenwerk</p></li><li><p>Halt</p></li></ul></li>
  </ul></li>
</ul>
<h2>Artikel 3 Overige onderwerpen</h2>
<ul><li><p>Brandveiligheid</p></li><li><p>Verkeersveiligheid</p></li></ul>
<h2>Artikel 4 Slotbepaling</h2>
<p>Dit plan treedt in werking op 1 januari 2025.</p>
</body></html>"""


def oeverwijk_html() -> bytes:
    """A regulation in articles, with lists in lists instead of headings."""
    return _OEVERWIJK.encode()


def wilgenrode_docx() -> bytes:
    """Headings are bold paragraphs without a style."""
    document = docx.Document()
    for tekst in ("*Integrale veiligheid in Wilgenrode", "*Beleidsplan veiligheid 2024-2027", "Gemeente Wilgenrode", "*Inleiding",
        "Politie, boa's en inwoners zorgen samen voor veiligheid. Overlast en criminaliteit bestrijden we door preventie en handhaving.",
        "*Onze prioriteiten", "*Cybercrime", "Oplichting gebeurt steeds vaker via de telefoon.", "*Doelstelling", "Inwoners herkennen oplichting via internet.",
        "*Wat gaan we doen?", "-Lessen in de bibliotheek.", "-Een campagne met de banken.", "*Indicator", "Percentage slachtoffers van cybercrime: 15% in 2023, maximaal 12% in 2027.",
        "*Samenwerkingspartners", "Politie, bibliotheek en banken.",
        "*Zorg en veiligheid", "Het aantal mensen met verward gedrag neemt toe.", "*Doelstelling", "Niemand valt tussen wal en schip.",
        "*Wat gaan we doen?", "-Een vaste overlegtafel.", "*Samenwerkingspartners", "GGD, GGZ en woningcorporatie.",
        "*Basis op orde", "*Evenementen", "Wij volgen de regionale handreiking.", "*Crisisbeheersing", "Wij oefenen twee keer per jaar.",
        "*Geld", "Voor de campagne is in 2024 € 15.000 nodig."):  # fmt: skip
        if tekst.startswith("*"):
            document.add_paragraph().add_run(tekst[1:]).bold = True
        elif tekst.startswith("-"):
            document.add_paragraph(tekst[1:], style="List Bullet")
        else:
            document.add_paragraph(tekst)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


_HEIKANT = r"""
#set page(paper: "a4", flipped: true, margin: 1.5cm, footer: context align(right, counter(page).display()))
#set text(lang: "nl", size: 9pt)
#set smartquote(enabled: false)
#text(size: 18pt, weight: "bold")[Veiligheidsnota gemeente Heikant 2026-2029]

In deze nota staat op één blad wat gemeente, politie, brandweer en inwoners van Heikant doen voor de veiligheid en tegen overlast en criminaliteit.

= Prioriteiten en doelen
#table(columns: (1.3fr, 2fr, 1.6fr, 1fr, 1fr, 1fr, 1.6fr),
 table.header([Thema], [Doelstelling], [Indicator], [Nulmeting 2024], [Streefwaarde 2029], [Bron], [Partners]),
 [Woninginbraken], [Inwoners zijn veilig in hun huis.], [Aantal woninginbraken], [64], [maximaal 50], [politie], [politie, wijkpreventie],
 [Ondermijning], [Criminelen vinden hier geen plek.], [Aantal controles], [12], [minimaal 24], [gemeente], [RIEC, Belastingdienst],
 [Veilig op straat], [Iedereen durft 's avonds over straat.], [Rapportcijfer veiligheid], [7,2], [minimaal 7,5], [Veiligheidsmonitor], [politie, ondernemers])

= Reguliere taken
- Brandveiligheid
- Radicalisering
"""


def heikant_pdf() -> bytes:
    """One table says it all: a row for every theme."""
    return bytes(typst.compile(_HEIKANT.encode()))


_LAAGVEEN = """Veiligheidsbeleid op hoofdlijnen 2025-2028
Gemeente Laagveen

Waarom dit beleid
De gemeente Laagveen wil een plek zijn waar mensen zich thuis voelen. Politie, brandweer en handhaving
leveren daar elke dag een bijdrage aan. Overlast en criminaliteit nemen af, maar niet overal.

Onze keuzes
Wij kiezen voor drie prioriteiten: ondermijning, overlast in de wijk en veilig verkeer.

Ondermijning
Met ondermijning bedoelen wij criminaliteit die het dorp binnensluipt. Ons doel is dat ondernemers weerbaar
zijn tegen criminelen. Wij doen dit door bedrijven te bezoeken en door vergunningen streng te toetsen. Onze
partners zijn politie, RIEC en ondernemersvereniging.

Overlast in de wijk
Buren kunnen elkaar het leven zuur maken. Ons doel is dat buren er samen uitkomen. Het aantal meldingen van
burenoverlast daalt van 140 in 2024 naar maximaal 110 in 2028. Onze partners zijn woningcorporatie en buurtbemiddeling.

Veilig verkeer
Op de dijk wordt te hard gereden. Ons doel is dat fietsers zich veilig voelen op de dijk. Hiervoor bestaat geen
geschikte indicator.

Wat we blijven doen
Wij blijven werken aan brandveiligheid, evenementen en crisisbeheersing.

Geld
Voor buurtbemiddeling is jaarlijks € 20.000 beschikbaar.
"""


def laagveen_txt() -> bytes:
    """Two pages of sentences: even the goals and the partners stand in the running text."""
    return _LAAGVEEN.encode()


_STROOMDAL = """UITVOERINGSPROGRAMMA VEILIGHEID 2026-2027
gemeente Stroomdal

Inleiding
Dit programma werkt het veiligheidsplan uit. Politie, handhaving en inwoners voeren het samen uit. Het gaat over
overlast, criminaliteit en ondermijning.

Thema 1. Aanpak woonoverlast
Ambitie
Bewoners hebben rust in en om hun huis.
Resultaat 2027
- 90% van de meldingen is binnen een week opgepakt.
- Er is een vast aanspreekpunt.
Inspanningen
- Spreekuur in elke wijk.
- Training voor beheerders.
Partners
Politie, Woonstad, buurtteams
Kosten
€ 35.000 in 2026

Thema 2. Veilige binnenstad
Ambitie
Uitgaan is gezellig en veilig.
Resultaat 2027
- Het aantal geweldsincidenten daalt van 48 in 2024 naar hoogstens 40 in 2027.
Inspanningen
- Cameratoezicht op het plein.
- Afspraken met de horeca.
Partners
Politie, Koninklijke Horeca, beveiligers
Kosten
€ 60.000 in 2026

Thema 3. Weerbare jeugd
Ambitie
Jongeren kiezen niet voor criminaliteit.
Resultaat 2027
- Alle scholen geven lessen over weerbaarheid.
Inspanningen
- Gastlessen door ervaringsdeskundigen.
Partners
Scholen, Halt
Kosten
binnen de begroting
"""


def stroomdal_txt() -> bytes:
    """A programme of activities: ambition, result, efforts, partners and costs for each theme."""
    return _STROOMDAL.encode()


VERWACHT_DERDE: dict[str, Plan] = {
    "oeverwijk": Plan(
        "Oeverwijk", (2025, 2028), "ivp",
        {
            "Drugs in de haven": Thema("De haven is geen doorvoerplek meer.", ("Controles op de kade.", "Een meldlijn voor schippers."), ("Politie", "Douane", "havenbedrijf")),
            "Overlast van jongeren": Thema(
                "Het aantal meldingen van jeugdoverlast daalt van 310 in 2023 naar 250 in 2028.", ("Jongerenwerk in de avond.",), ("Jongerenwerk", "Halt"),
                indicatoren=(("aantal meldingen van jeugdoverlast", "", 310, 2023, "<= 250", 2028),),
            ),
        },
        {"Brandveiligheid": (), "Verkeersveiligheid": ()},
    ),
    "wilgenrode": Plan(
        "Wilgenrode", (2024, 2027), "ivb",
        {
            "Cybercrime": Thema(
                "Inwoners herkennen oplichting via internet.", ("Lessen in de bibliotheek.", "Een campagne met de banken."), ("Politie", "bibliotheek", "banken"),
                indicatoren=(("Percentage slachtoffers van cybercrime", "", 15, 2023, "<= 12", 2027),),
            ),
            "Zorg en veiligheid": Thema("Niemand valt tussen wal en schip.", ("Een vaste overlegtafel.",), ("GGD", "GGZ", "woningcorporatie")),
        },
        {"Evenementen": (), "Crisisbeheersing": ()},
        begroting=(("campagne", 15000, 2024),),
    ),
    "heikant": Plan(
        "Heikant", (2026, 2029), "ivb",
        {
            "Woninginbraken": Thema("Inwoners zijn veilig in hun huis.", (), ("politie", "wijkpreventie"), indicatoren=(("Aantal woninginbraken", "politie", 64, 2024, "<= 50", 2029),)),
            "Ondermijning": Thema("Criminelen vinden hier geen plek.", (), ("RIEC", "Belastingdienst"), indicatoren=(("Aantal controles", "gemeente", 12, 2024, ">= 24", 2029),)),
            "Veilig op straat": Thema(
                "Iedereen durft 's avonds over straat.", (), ("politie", "ondernemers"), indicatoren=(("Rapportcijfer veiligheid", "Veiligheidsmonitor", 7.2, 2024, ">= 7.5", 2029),)
            ),
        },
        {"Brandveiligheid": (), "Radicalisering": ()},
    ),
    "laagveen": Plan(
        "Laagveen", (2025, 2028), "ivb",
        {
            "Ondermijning": Thema("Ons doel is dat ondernemers weerbaar zijn tegen criminelen.", (), ("politie", "RIEC", "ondernemersvereniging")),
            "Overlast in de wijk": Thema(
                "Ons doel is dat buren er samen uitkomen.", (), ("woningcorporatie", "buurtbemiddeling"),
                indicatoren=(("aantal meldingen van burenoverlast", "", 140, 2024, "<= 110", 2028),),
            ),
            "Veilig verkeer": Thema("Ons doel is dat fietsers zich veilig voelen op de dijk.", geen_indicator=True),
        },
        {"brandveiligheid": (), "evenementen": (), "crisisbeheersing": ()},
        begroting=(("buurtbemiddeling", 20000, None),),
    ),
    "stroomdal": Plan(
        "Stroomdal", (2026, 2027), "uitvoeringsplan",
        {
            "Aanpak woonoverlast": Thema("Bewoners hebben rust in en om hun huis.", ("Spreekuur in elke wijk.", "Training voor beheerders."), ("Politie", "Woonstad", "buurtteams"),
                indicatoren=(("van de meldingen is binnen een week opgepakt", "", None, None, "90", 2027),)),
            "Veilige binnenstad": Thema(
                "Uitgaan is gezellig en veilig.", ("Cameratoezicht op het plein.", "Afspraken met de horeca."), ("Politie", "Koninklijke Horeca", "beveiligers"),
                indicatoren=(("aantal geweldsincidenten", "", 48, 2024, "<= 40", 2027),),
            ),
            "Weerbare jeugd": Thema("Jongeren kiezen niet voor criminaliteit.", ("Gastlessen door ervaringsdeskundigen.",), ("Scholen", "Halt")),
        },
        {},
        begroting=(("Aanpak woonoverlast", 35000, 2026), ("Veilige binnenstad", 60000, 2026)),
    ),
}  # fmt: skip
