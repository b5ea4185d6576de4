"""Invented plans whose form lies in the file itself: a scan with pages, a published regulation, Word with merged cells, a PDF in columns."""
# ruff: noqa: E501  what belongs together is easier to compare on one line

import io
from html import escape

import docx
import typst
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

_BLADEN = (
    """Integrale veiligheidsnota gemeente Mierenoord 2020-2023

1nleiding

Deze nota van de gerneente Mierenoord beschrijft hoe politie, brandweer en gemeente sarnen werken aan veilig-
heid. De raad heeft op 4 november 2019 met bewoners gesproken over overlast en handhaving.
""",
    """Hoofdstuk III Prioriteiten

3.1 Woonoverlast

In de oudere wijken wonen mensen dicht op elkaar. Dat geeft spanning tussen buren die elkaars taal niet
altijd spreken.

Hoofdljnen van de aanpak
• Buurtbemiddeling komt binnen een week.
• De wijkagent houdt elke maand spreekuur in
  het buurthuis.

1 Cijfers van de politie, opgevraagd in 2019.
""",
    """• Ernstige gevallen gaan naar het zorgoverleg.

Partners
Politie, woningcorporaties, GGD,
welzijnswerk

Doelstel1ing 2023
Buren lossen kleine zaken zelf op.

| Indicator | Bron | Nulmeting 2019 | Streefwaarde 2023 |
|---|---|---|---|
| rneldingen woonoverlast | politie | 1.538 | max. 1.4OO |
""",
    """| Indicator | Bron | Nulmeting 2019 | Streefwaarde 2023 |
|---|---|---|---|
| zaken bij buurtbemiddeling | welzijn | l20 | minimaal 150 |
| huisuitzettingen | corporaties | PM | nader te bepalen |

3.2 Jeugd

Jongeren op het schoolplein zorgen na zes uur voor rommel en lawaai, en dat merken de mensen die er omheen wonen.

Hoofdlijnen van de aanpak
• Jongerenwerk op straat.

Doelstelling 2023
Het schoolplein is ’s avonds van iedereen.

Hoofdstuk IV Reguliere onderwerpen

4.1 Brandveiligheid

De brandweer controleert panden waar veel mensen samenkomen.

4.2 Evenementen

Vergunningen krijgen een toets door de hulpdiensten.
""",
)


def mierenoord_txt() -> bytes:
    """Every page with a running head and a number at the foot, as text recognition leaves them."""
    bladen = [f"Veiligheidsnota Mierenoord\n\n{blad}\n{nummer}\n" for nummer, blad in enumerate(_BLADEN, start=1)]
    return "\f".join(bladen).encode()


_ZEEVENNE = """
<nav><a href="/">Overheid.nl</a><a href="/zoek">Zoeken</a></nav>
<h1>Beleidsregel van de gemeenteraad van Zeevenne: Integraal Veiligheidsplan 2021-2025</h1>
<p>Geldend van 15-02-2021 t/m heden</p>
<h2>Intitulé</h2><p>Integraal Veiligheidsplan gemeente Zeevenne 2021-2025</p>
<p>De raad van de gemeente Zeevenne besluit het plan vast te stellen.</p>
<h2>Hoofdstuk 1 Inleiding</h2>
<p>Zeevenne is een badplaats. Politie, strandwacht en handhaving hebben het er druk mee.<a href="#n1"><sup>[1]</sup></a></p>
<h2>Hoofdstuk 2 Onze strategische doelen</h2>
<h3>2.1 Een gastvrije badplaats</h3>
<p>Bezoekers en bewoners genieten allebei van het strand, ook op dagen waarop het er vol is en de wegen dichtslibben.</p>
<h2>Hoofdstuk 3 Strategische thema&rsquo;s</h2>
<h3>3.1 Veilig strand</h3>
<p>Op warme dagen komen er meer mensen dan het dorp aankan, en dat vraagt veel van hulpdiensten en verkeersregelaars.</p>
<p><strong>Wat willen we bereiken</strong></p>
<p>Het strand is veilig op drukke dagen.</p>
<p><strong>Wat gaan we doen</strong></p>
<ul><li><span>a.</span><p>We sluiten parkeerplaatsen op tijd af.</p></li><li><span>b.</span><p>We zetten extra strandwachten in:</p>
<ul><li><p>– in juli</p></li><li><p>– in augustus</p></li></ul></li></ul>
<p><strong>Met wie werken we samen</strong></p>
<p>Strandpaviljoens, reddingsbrigade, politie en KNRM.</p>
<table><caption>Tabel 2 Doelen</caption><thead><tr><th>Wat meten we?</th><th>Nu (2020)</th><th>Norm (2025)</th><th>Bron</th></tr></thead>
<tbody><tr><td>verdrinkingen</td><td>1</td><td>0</td><td>reddingsbrigade</td></tr>
<tr><td>ongevallen met gewonden op de boulevard</td><td>23</td><td>minder dan 15</td><td>politie</td></tr></tbody></table>
<h3>3.2 Mensen met verward gedrag</h3>
<p>De politie krijgt vaker meldingen over mensen die in de war zijn en voor wie nog geen hulp beschikbaar is.</p>
<p><strong>Wat willen we bereiken</strong></p>
<p>Niemand blijft zonder hulp.</p>
<p>Voor dit doel is geen geschikte indicator.</p>
<p><strong>Wat gaan we doen</strong></p>
<ul><li>Zorg en politie overleggen elke week.</li></ul>
<img src="x.png" alt="">
<h2>Hoofdstuk 4 Basistaken</h2>
<h3>4.1 Crisisbeheersing</h3><p>Wij oefenen met de veiligheidsregio.</p>
<h3>4.2 Informatieveiligheid</h3><p>Medewerkers leren veilig werken met gegevens.</p>
<h2>Ondertekening</h2><p>Aldus besloten in de openbare vergadering van 28 januari 2021.</p>
<h2>Noten</h2><p id="n1">[1] Cijfers van de strandwacht.</p>
<footer><p>Ziet u een fout in deze regeling? Meld het ons op regelgeving@example.nl</p></footer>
"""


def zeevenne_html() -> bytes:
    titel = escape("Integraal Veiligheidsplan gemeente Zeevenne 2021-2025 | Lokale regels")
    return f"<!doctype html><html lang=nl><head><title>{titel}</title></head><body>{_ZEEVENNE}</body></html>".encode()


def lindenburg_docx() -> bytes:
    """Headings numbered by Word itself, a contents field, lettered sub-themes in bold, a goal table with merged cells."""
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.styles.add_style("toc 2", 1)
    document.add_paragraph("Veilig Lindenburg: integraal veiligheidsbeleid 2023-2026", style="Title")
    document.add_paragraph("gemeente Lindenburg, vastgesteld door de raad op 2 februari 2023")
    for stijl, tekst in (
        ("toc 1", "1\tOnze aanpak\t2"),
        ("toc 1", "2\tKeuzes\t3"),
        ("toc 2", "2.1\tVeilig thuis\t3"),
        ("toc 2", "2.2\tVeilig buiten\t4"),
    ):
        document.add_paragraph(tekst, style=stijl)
    _genummerd(document, "Onze aanpak", 1)
    document.add_paragraph(
        "De gemeente Lindenburg werkt met politie, zorg en inwoners aan veiligheid en tegen overlast en criminaliteit."
    )
    _genummerd(document, "Prioritaire thema's", 1)
    _genummerd(document, "Veilig thuis", 2)
    document.add_paragraph(
        "Dit thema valt uiteen in twee onderwerpen, die elk hun eigen aanpak en eigen partners hebben."
    )
    _lindenburg_deel(
        document,
        "a. Huiselijk geweld",
        ("☑ Elke melding krijgt een plan.", "☑ Artsen melden sneller."),
        "Geweld thuis stopt en keert niet terug.",
    )
    tabel = _tabel(
        document,
        (
            ("Doel", "Indicator", "Nulmeting (2021)", "Streefwaarde (2026)", "Bron"),
            ("Geweld stopt", "herhaalde meldingen", "34%", "< 25%", "Veilig Thuis"),
            ("", "meldingen door artsen", "41", "> 60", "Veilig Thuis"),
        ),
    )
    tabel.cell(1, 0).merge(tabel.cell(2, 0))
    _lindenburg_deel(
        document, "b. Oplichting aan de deur", ("☑ Banken geven voorlichting.",), "Ouderen laten zich niet oplichten."
    )
    _genummerd(document, "Veilig buiten", 2)
    document.add_paragraph(
        "Inwoners mijden de tunnel bij het station en het park na zonsondergang, zo blijkt uit gesprekken."
    )
    _vet(document, "Hoofdlijnen aanpak")
    for punt in ("De tunnel krijgt licht.", "Boa's lopen tot middernacht."):
        document.add_paragraph(punt, style="List Bullet")
    _vet(document, "Doelstelling")
    document.add_paragraph("Inwoners durven overal te lopen.")
    _genummerd(document, "Going concern", 1)
    _genummerd(document, "Brandveiligheid", 2)
    document.add_paragraph("De brandweer bezoekt elk jaar alle zorginstellingen.")
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _lindenburg_deel(document: WordDocument, kop: str, punten: tuple[str, ...], doel: str) -> None:
    _vet(document, kop)
    _vet(document, "Hoofdlijnen aanpak")
    for punt in punten:
        document.add_paragraph(punt)
    _vet(document, "Partners")
    document.add_paragraph("Veilig Thuis; politie; huisartsen")
    _vet(document, "Doelstelling")
    document.add_paragraph(doel)


def _vet(document: WordDocument, tekst: str) -> None:
    document.add_paragraph().add_run(tekst).bold = True


def _genummerd(document: WordDocument, tekst: str, niveau: int) -> None:
    """The number is a property of the paragraph, not part of its text."""
    eigenschappen = document.add_heading(tekst, niveau)._p.get_or_add_pPr()
    nummering = OxmlElement("w:numPr")
    for naam, waarde in (("w:ilvl", str(niveau - 1)), ("w:numId", "9")):
        knoop = OxmlElement(naam)
        knoop.set(qn("w:val"), waarde)
        nummering.append(knoop)
    eigenschappen.append(nummering)


def _tabel(document: WordDocument, rijen: tuple[tuple[str, ...], ...]) -> Table:
    tabel = document.add_table(rows=0, cols=len(rijen[0]))
    for rij in rijen:
        for cel, tekst in zip(tabel.add_row().cells, rij, strict=True):
            cel.text = tekst
    return tabel


_PLASSENDAL = r"""
#set document(title: "Kadernota veiligheid Plassendal")
#set page(paper: "a5", columns: 1, margin: 1.6cm, header: [Gemeente Plassendal #h(1fr) Kadernota veiligheid], footer: context [Vastgesteld in 2022 #h(1fr) #counter(page).display()])
#set text(lang: "nl", hyphenate: true, size: 10pt)
#set par(justify: true)
#text(size: 20pt)[Kadernota veiligheid 2022-2026]

#text(size: 14pt)[Gemeente Plassendal]
= Voorwoord
In Plassendal werken politie, brandweer, handhaving en bewoners al jaren samen aan leefbaarheid en veiligheid, en met deze nota leggen wij vast wat daarbij de komende jaren voorrang krijgt in onze dorpen.
#pagebreak()
= Prioriteiten
== Veilig aan het water
Op mooie dagen varen er honderden boten door smalle vaarten, waarbij verhuurders hun klanten te weinig vertellen over snelheid, alcohol en voorrang. Omwonenden klagen over geluid en over gevaarlijke situaties bij de bruggen, waar zwemmers en boten elkaar tegenkomen en waar toezicht ontbreekt.
=== Inzet
#list(marker: [➢], [Toezicht op het water op alle zomerse weekenden, samen met de waterpolitie en het waterschap, met een verbeterde meldkamer.], [Voorlichting bij de verhuurders.])
=== Partners
Waterpolitie, waterschap, verhuurders en watersportvereniging.
=== Gewenst resultaat
Varen en zwemmen gaan veilig samen.
#table(columns: (2fr, 1fr, 1fr, 1fr), table.header([Indicator], [Bron], [Nulmeting 2021], [Streef-waarde 2026]),
 [ongevallen op het water], [politie], [14], [maximaal 8],
 [klachten over geluid van boten bij bewoners], [gemeente], [236], [maximaal 150],
 [rapportcijfer voor toezicht], [enquête], [6,1], [minimaal 7])
#pagebreak()
== Ouderen en oplichting
Oplichters bellen ouderen op en doen zich voor als medewerker van de bank of als familielid dat in nood zit.
=== Inzet
#list(marker: [➢], [Voorlichting in alle dorpshuizen.], [Een meldpunt in elk dorp.])
=== Partners
Ouderenbonden, banken en politie.
=== Gewenst resultaat
Ouderen herkennen oplichting op tijd.
#pagebreak()
= Doorlopende thema's
== Verkeersveiligheid
Wij maken wegen in de dorpen veiliger.
== Brandveiligheid
De brandweer geeft voorlichting aan verenigingen.
= Financiën
Voor toezicht op het water is in 2023 € 45.000 beschikbaar.
"""


def plassendal_pdf() -> bytes:
    """Running heads, justified and hyphenated text, glyph bullets."""
    return bytes(typst.compile(_PLASSENDAL.encode()))


def plassendal_kolommen_pdf() -> bytes:
    """The same in two columns."""
    bron = _PLASSENDAL.replace(
        'paper: "a5", columns: 1, margin: 1.6cm', 'paper: "a4", columns: 2, margin: 2cm'
    ).replace("#pagebreak()", "#colbreak()")
    return bytes(typst.compile(bron.encode()))
