"""Invented plans of municipalities that do not exist, and writers that put them in every format."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

import docx
import typst
from docx.document import Document as WordDocument


@dataclass(frozen=True)
class Kop:
    niveau: int
    tekst: str


@dataclass(frozen=True)
class Alinea:
    tekst: str


@dataclass(frozen=True)
class Punten:
    """Items; a tuple is an item with sub-items."""

    items: tuple[str | tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Tabel:
    rijen: tuple[tuple[str, ...], ...]
    bijschrift: str = ""


Deel = Kop | Alinea | Punten | Tabel


@dataclass(frozen=True)
class Plandocument:
    titel: str
    delen: tuple[Deel, ...]
    kopwit: bool = field(default=True)


LANG = (
    "Dit is een lange toelichting over {} in onze gemeente, die laat zien wat er speelt en waarom wij hier "
    "de komende jaren met elkaar aan werken."
)

ZANDERMEER = Plandocument(
    "Kadernota integrale veiligheid Zandermeer 2025-2028",
    (
        Kop(1, "Vooraf"),
        Alinea(
            "De raad van de gemeente Zandermeer stelt met deze kadernota de koers vast. De gemeente "
            "Zandermeer heeft bewoners en ondernemers "
            "geraadpleegd tijdens een bewonersavond op 12 maart 2024. De kadernota treedt in werking op 1 januari 2025."
        ),
        Kop(1, "Onze ambities"),
        Kop(2, "Een dorp waar je je thuis voelt"),
        Alinea(
            LANG.format("het gevoel van thuis zijn")
            + " Politie, handhaving en burgemeester trekken samen op tegen overlast en criminaliteit."
        ),
        Kop(1, "Onze speerpunten"),
        Alinea("Deze drie onderwerpen krijgen de komende vier jaar extra inzet."),
        Kop(2, "Wonen zonder overlast"),
        Alinea(LANG.format("woonoverlast")),
        Kop(3, "Zo pakken we het aan"),
        Punten(
            (
                "We bellen aan voordat het uit de hand loopt.",
                ("We bemiddelen tussen buren:", ("met vrijwilligers", "met de wijkagent")),
                "We treden op als dat moet.",
            )
        ),
        Kop(3, "Met wie"),
        Alinea("Politie, woningcorporatie Het Meer, buurtbemiddeling (welzijn, kerken)."),
        Kop(3, "Wat willen we bereiken"),
        Alinea("Minder gezinnen die hinder hebben van hun buren."),
        Tabel(
            (
                ("Indicator", "Bron", "Nulmeting 2023", "Doelstelling 2024", "Realisatie 2024", "Ambitie 2028"),
                ("meldingen woonoverlast", "politie", "212", "≤ 200", "198", "≤ 150"),
                ("rapportcijfer leefbaarheid", "Veiligheidsmonitor", "7,3", "≥ 7,4", "7,2", "≥ 7,5"),
            )
        ),
        Kop(2, "Jong en op het goede pad"),
        Alinea(LANG.format("jongeren")),
        Kop(3, "Zo pakken we het aan"),
        Punten(("We kennen de jongeren bij naam.", "We spreken ouders aan.")),
        Kop(3, "Wat willen we bereiken"),
        Alinea("Jongeren vinden hun weg zonder politie."),
        Alinea("Een goede kwantitatieve indicator ontbreekt hier, daarom bespreken we de voortgang elk half jaar."),
        Kop(2, "Grip op ondermijning"),
        Alinea(LANG.format("ondermijnende criminaliteit")),
        Kop(3, "Zo pakken we het aan"),
        Punten(("We delen wat we weten.",)),
        Kop(3, "Wat willen we bereiken"),
        Alinea("Geen plek voor criminelen in Zandermeer."),
        Kop(1, "Wat we blijven doen"),
        Alinea("Op deze taken houden we vast wat goed gaat."),
        Kop(2, "Veilig in het verkeer"),
        Alinea("We handhaven op snelheid en richten straten veilig in."),
        Kop(2, "Brandweer en rampen"),
        Alinea("De veiligheidsregio oefent elk jaar met ons."),
        Kop(1, "Geld en capaciteit"),
        Punten(("Voor 2025 is € 85.000 beschikbaar voor extra toezicht in de wijken.",)),
    ),
)

VAARTWIJK = Plandocument(
    "Integraal Veiligheidsplan Vaartwijk 2023-2026",
    (
        Kop(1, "1. Inleiding"),
        Alinea(
            "Dit plan van de gemeente Vaartwijk geldt voor de periode 2023-2026 en vervangt de nota Veilig "
            "wonen uit 2019. Het volgt de methode Kernbeleid Veiligheid, editie 2021."
        ),
        Alinea("Zie paragraaf 4.9 voor de aanpak. De politie en de gemeenteraad zijn betrokken op 3 mei 2022."),
        Kop(1, "2. Wat zien we?"),
        Tabel(
            (
                ("", "gemiddeld 2019-2021", "2021", "2022"),
                ("Totaal misdrijven", "1.240", "1.180", "1.205"),
                ("Diefstal fiets", "88", "71", "93"),
                ("Overlast jeugd", "140", "155", "PM"),
            ),
            "Tabel 1: Incidenten in Vaartwijk (bron: politie).",
        ),
        Alinea("Figuur 3: Veiligheidsgevoel in de buurt"),
        Kop(1, "3. Waar willen we naartoe?"),
        Alinea(
            "In 2026 is Vaartwijk een stad waar inwoners elkaar kennen en waar overlast snel wordt opgelost "
            "door politie, handhaving en buren samen."
        ),
        Tabel(
            (
                ("indicator", "bron", "uitgangs- waarde", "streefwaarde 2026"),
                ("totaal misdrijven", "politie", "1.190 [2021]", "maximaal 1.100"),
                ("rapportcijfer veiligheid", "enquête", "7,4 [2020]", "minimaal 7,4"),
            )
        ),
        Kop(1, "4. Prioritaire thema's"),
        Kop(2, "4.1 Ondernijning"),
        Alinea(LANG.format("ondermijning")),
        Kop(3, "Hoofdpijnen 2023-2026"),
        Punten(("We werken als één overheid.", "We maken ondernemers weerbaar.", "We controleren samen.")),
        Kop(3, "Pariners"),
        Alinea("Politie, RIEC, omgevingsdienst, RIEC, ondernemersvereniging De Vaart."),
        Kop(3, "Flankerend beleid"),
        Alinea("Economie, Wonen, Handhaving."),
        Kop(3, "Doeistelling 2026"),
        Alinea("De weerbaarheid van ondernemers en bestuur is zichtbaar gegroeid."),
        Kop(2, "4.2 Leefbare wijken"),
        Alinea("Dit thema heeft twee deelthema's, die elk een eigen aanpak hebben."),
        Kop(3, "a: Buren en straten"),
        Kop(4, "Hoofdlijnen 2023-2026"),
        Punten(("We spreken elkaar aan.", "We ruimen op.")),
        Kop(4, "Veiligheid begint bij jezelf"),
        Kop(5, "Dat betekent ..."),
        Punten(("Zelf de stoep vegen.", "Melden wat niet klopt.")),
        Kop(5, "We versterken dit door ..."),
        Punten(("Een app voor meldingen.",)),
        Kop(4, "Doelstelling 2026"),
        Alinea("Straten zijn schoon en buren kennen elkaar."),
        Tabel(
            (
                ("indicator", "bron", "uitgangswaarde", "doelstelling 2026"),
                ("meldingen woonoverlast (p/1.000 inwoners)", "politie", "PM [2021]", "≤ PM"),
            )
        ),
        Kop(3, "b: Inbraak"),
        Kop(4, "Hoofdlijnen 2023-2026"),
        Punten(("We geven voorlichting over sloten.",)),
        Kop(4, "Doelstelling 2026"),
        Alinea("Minder inbraken in woningen."),
        Tabel(
            (
                ("indicator", "bron", "uitgangswaarde", "doelstelling 2026"),
                ("woninginbraken", "politie", "64 [2021]", "≤ 50"),
                ("% dat zich veilig voelt", "Veiligheidsmonitor", "81% [2021]", "≥ 85%"),
            )
        ),
        Kop(1, "5. Going concern-thema's"),
        Kop(2, "5.1 Verkeersveiligheid"),
        Punten(("We richten wegen veilig in.",)),
        Kop(2, "5.2 Brandveiligheid"),
        Punten(("De brandweer geeft voorlichting.", "De veiligheidsregio oefent .. . Dat gebeurt elk jaar.")),
        Kop(1, "6. Organisatie en geld"),
        Kop(2, "6.1 Begroting"),
        Tabel((("Onderdeel", "2023", "2024"), ("extra boa's", "€ 120.000", "€ 125.000"))),
    ),
)

OOSTBROEK = Plandocument(
    "Samen veilig: veiligheidsbeleid gemeente Oostbroek 2024-2027",
    (
        Kop(1, "Inleiding"),
        Alinea(
            "Het college van de gemeente Oostbroek kiest twee prioriteiten. Politie, brandweer, handhaving "
            "en inwoners werken samen aan veiligheid en tegen overlast."
        ),
        Kop(1, "Prioriteit 1: Veilig uitgaan"),
        Alinea(LANG.format("uitgaan")),
        Alinea("Doel: bezoekers komen veilig uit en thuis."),
        Alinea("Partners: horeca, politie, verslavingszorg."),
        Kop(2, "Wat gaan we doen"),
        Punten(("We maken afspraken met de horeca.", "We zetten stewards in.")),
        Kop(1, "Prioriteit 2: Online criminaliteit"),
        Alinea(LANG.format("oplichting via internet")),
        Alinea("Doel: inwoners herkennen oplichting."),
        Kop(2, "Wat gaan we doen"),
        Punten(("We geven les aan ouderen.",)),
        Kop(1, "Reguliere taken"),
        Kop(2, "Crisisbeheersing"),
        Alinea("We oefenen samen met de veiligheidsregio."),
        Kop(2, "Radicalisering"),
        Alinea("We scholen professionals."),
        Kop(1, "Doelen en cijfers"),
        Tabel(
            (
                ("Thema", "Indicator", "Bron", "Startwaarde 2023", "Streefwaarde 2027"),
                ("Veilig uitgaan", "geweldsincidenten in het centrum", "politie", "46", "minder dan 40"),
                ("Online criminaliteit", "aangiften van online fraude", "politie", "130", "nog te bepalen"),
                ("Crisisbeheersing", "oefeningen per jaar", "veiligheidsregio", "2", "minimaal 3"),
            )
        ),
    ),
)

ALLE = {"zandermeer": ZANDERMEER, "vaartwijk": VAARTWIJK, "oostbroek": OOSTBROEK}


def als_txt(plan: Plandocument, *, rooster: str = "tab") -> bytes:
    """Plain text without any styling; `rooster`: how tables look ("tab", "pijp" or "cel": one cell per line)."""
    uit = [plan.titel, ""]
    for deel in plan.delen:
        if isinstance(deel, Kop | Alinea):
            uit += [deel.tekst, ""]
        elif isinstance(deel, Punten):
            uit += [regel for item in deel.items for regel in _txtpunt(item)] + [""]
        else:
            uit += [*_txttabel(deel.rijen, rooster), ""] + ([deel.bijschrift, ""] if deel.bijschrift else [])
    return "\n".join(uit).encode()


def _txtpunt(item: str | tuple[str, tuple[str, ...]]) -> list[str]:
    if isinstance(item, str):
        return [f"- {item}"]
    return [f"- {item[0]}", *(f"    - {sub}" for sub in item[1])]


def _txttabel(rijen: tuple[tuple[str, ...], ...], rooster: str) -> list[str]:
    if rooster == "cel":
        return [regel for rij in rijen for cel in rij for regel in ((cel, "") if cel else ())]
    if rooster == "pijp":
        strepen = "|" + "---|" * len(rijen[0])
        regels = ["| " + " | ".join(rij) + " |" for rij in rijen]
        return [regels[0], strepen, *regels[1:]]
    return ["\t".join(rij) for rij in rijen]


def als_docx(plan: Plandocument) -> bytes:
    document = docx.Document()
    document.add_paragraph(plan.titel, style="Title")
    for deel in plan.delen:
        _worddeel(document, deel)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _worddeel(document: WordDocument, deel: Deel) -> None:
    if isinstance(deel, Kop):
        document.add_heading(deel.tekst, deel.niveau)
    elif isinstance(deel, Alinea):
        document.add_paragraph(deel.tekst)
    elif isinstance(deel, Punten):
        for item in deel.items:
            hoofd, subs = (item, ()) if isinstance(item, str) else item
            document.add_paragraph(hoofd, style="List Bullet")
            for sub in subs:
                document.add_paragraph(sub, style="List Bullet 2")
    else:
        tabel = document.add_table(rows=0, cols=len(deel.rijen[0]))
        for rij in deel.rijen:
            cellen = tabel.add_row().cells
            for cel, tekst in zip(cellen, rij, strict=True):
                cel.text = tekst
        if deel.bijschrift:
            document.add_paragraph(deel.bijschrift)


def als_html(plan: Plandocument) -> bytes:
    titel = escape(plan.titel)
    kop = f"<head><title>{titel}</title><style>p{{color:red}}</style></head>"
    uit = [f"<!doctype html><html lang=nl>{kop}<body><h1>{titel}</h1>"]
    for deel in plan.delen:
        if isinstance(deel, Kop):
            uit.append(f"<h{deel.niveau + 1}>{escape(deel.tekst)}</h{deel.niveau + 1}>")
        elif isinstance(deel, Alinea):
            uit.append(f"<p>{escape(deel.tekst)}</p>")
        elif isinstance(deel, Punten):
            uit.append("<ul>" + "".join(map(_htmlpunt, deel.items)) + "</ul>")
        else:
            rijen = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in rij) + "</tr>" for rij in deel.rijen)
            uit.append(f"<table>{rijen}</table>" + (f"<p>{escape(deel.bijschrift)}</p>" if deel.bijschrift else ""))
    return ("".join(uit) + "</body></html>").encode()


def _htmlpunt(item: str | tuple[str, tuple[str, ...]]) -> str:
    if isinstance(item, str):
        return f"<li>{escape(item)}</li>"
    return f"<li><p>{escape(item[0])}</p><ul>" + "".join(f"<li>{escape(s)}</li>" for s in item[1]) + "</ul></li>"


def als_pdf(plan: Plandocument) -> bytes:
    uit = [
        '#set document(title: "plan")',
        '#set page(numbering: "1")',
        '#set text(lang: "nl", hyphenate: false)',
        f"#text(size: 22pt, {_letterlijk(plan.titel)})",
        "",
    ]
    for deel in plan.delen:
        if isinstance(deel, Kop):
            uit.append(f"#heading(level: {deel.niveau}, {_letterlijk(deel.tekst)})")
        elif isinstance(deel, Alinea):
            uit += [f"#{_letterlijk(deel.tekst)}", ""]
        elif isinstance(deel, Punten):
            uit.append(f"#list({', '.join(map(_typstpunt, deel.items))})")
        else:
            cellen = ", ".join(_letterlijk(c) for rij in deel.rijen for c in rij)
            uit.append(f"#table(columns: {len(deel.rijen[0])}, {cellen})")
            uit += ["", f"#{_letterlijk(deel.bijschrift)}", ""] if deel.bijschrift else []
    return bytes(typst.compile("\n".join(uit).encode()))


def _letterlijk(tekst: str) -> str:
    return '"' + tekst.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typstpunt(item: str | tuple[str, tuple[str, ...]]) -> str:
    if isinstance(item, str):
        return f"[#{_letterlijk(item)}]"
    return f"[#{_letterlijk(item[0])} #list({', '.join(map(_typstpunt, item[1]))})]"


VORMEN: dict[str, Callable[[Plandocument], bytes]] = {
    "txt": als_txt,
    "docx": als_docx,
    "html": als_html,
    "pdf": als_pdf,
}
