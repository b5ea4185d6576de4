"""What an element of a document that was read must hold before it can become part of a plan; pure decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from kompas.base import Refused

Soort = Literal["regel", "tekst", "jaar", "getal", "datum", "keuze", "vinkje"]
Waarde = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Veld:
    """One value of an element: its name, its label, what kind of value it is, and whether it must be there."""

    naam: str
    label: str
    soort: Soort = "regel"
    verplicht: bool = False
    lengte: int = 200
    keuzes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Elementsoort:
    naam: str
    label: str
    velden: tuple[Veld, ...]


PLANSOORTEN = (
    ("ivp", "integraal veiligheidsplan"),
    ("ivb", "integraal veiligheidsbeleid"),
    ("kadernota", "kadernota integrale veiligheid"),
    ("uitvoeringsplan", "uitvoeringsplan integrale veiligheid"),
)
STREEFSOORTEN = (("hoogstens", "hoogstens (≤)"), ("minstens", "minstens (≥)"), ("vasthouden", "vasthouden"))

SOORTEN = {
    soort.naam: soort
    for soort in (
        Elementsoort(
            "plan",
            "Kenmerken van het plan",
            (
                Veld("titel", "Titel", verplicht=True),
                Veld("soort", "Soort plan", "keuze", verplicht=True, keuzes=PLANSOORTEN),
                Veld("jaar_van", "Eerste jaar", "jaar", verplicht=True),
                Veld("jaar_tot", "Laatste jaar", "jaar", verplicht=True),
                Veld("besluit", "Vastgesteld door"),
                Veld("geldig_vanaf", "Geldig vanaf (jjjj-mm-dd)", "datum"),
                Veld("vervangt_tekst", "Vervangt", lengte=300),
                Veld("methode_editie", "Editie van Kernbeleid Veiligheid", lengte=10),
                Veld("missie", "Missie"),
                Veld("coordinatie", "Coördinatie", "tekst"),
                Veld("verantwoording", "Verantwoording", "tekst"),
            ),
        ),
        Elementsoort(
            "strategisch_doel",
            "Strategisch doel",
            (Veld("titel", "Titel", verplicht=True), Veld("omschrijving", "Omschrijving", "tekst")),
        ),
        Elementsoort(
            "uitgangspunt",
            "Uitgangspunt",
            (Veld("naam", "Naam", verplicht=True, lengte=120), Veld("omschrijving", "Omschrijving", "tekst")),
        ),
        Elementsoort(
            "thema",
            "Thema",
            (
                Veld("nummer", "Nummer", lengte=12),
                Veld("titel", "Titel", verplicht=True),
                Veld("andere_titel", "Andere titel (in de inhoudsopgave)"),
                Veld(
                    "status",
                    "Status",
                    "keuze",
                    verplicht=True,
                    keuzes=(("prioritair", "prioritair"), ("going_concern", "going concern")),
                ),
                Veld("inleiding", "Inleiding", "tekst"),
                Veld("geen_indicator_omdat", "Geen indicator, omdat", "tekst"),
            ),
        ),
        Elementsoort("hoofdlijn", "Hoofdlijn", (Veld("tekst", "Hoofdlijn", "tekst", verplicht=True),)),
        Elementsoort("partner", "Partner", (Veld("naam", "Naam", verplicht=True, lengte=160),)),
        Elementsoort(
            "flankerend_beleid",
            "Flankerend beleid",
            (Veld("beleidsveld", "Beleidsveld", verplicht=True, lengte=160),),
        ),
        Elementsoort(
            "burgerperspectief",
            "Veiligheid begint bij jezelf",
            (
                Veld(
                    "kant",
                    "Kant",
                    "keuze",
                    verplicht=True,
                    keuzes=(("betekent", "Dat betekent"), ("versterkt", "We versterken dit door")),
                ),
                Veld("tekst", "Tekst", "tekst", verplicht=True),
            ),
        ),
        Elementsoort(
            "doel",
            "Doel",
            (
                Veld("tekst", "Doel", "tekst", verplicht=True),
                Veld("doeljaar", "Doeljaar", "jaar"),
                Veld("geen_indicator_omdat", "Geen indicator, omdat", "tekst"),
            ),
        ),
        Elementsoort(
            "indicator",
            "Indicator",
            (
                Veld("naam", "Naam", verplicht=True),
                Veld("bron", "Bron volgens het plan", lengte=120),
                Veld("eenheid", "Eenheid", lengte=60),
                Veld("uitgangswaarde", "Uitgangswaarde", "getal"),
                Veld("uitgangsjaar", "Jaar van de uitgangswaarde", "jaar"),
                Veld("streefsoort", "Soort streefwaarde", "keuze", verplicht=True, keuzes=STREEFSOORTEN),
                Veld("streefwaarde", "Streefwaarde", "getal"),
                Veld("doeljaar", "Doeljaar", "jaar"),
                Veld("is_pm", "PM: het plan laat de waarde open", "vinkje"),
            ),
        ),
        Elementsoort(
            "verbindend_thema",
            "Verbindend thema",
            (Veld("naam", "Naam", verplicht=True, lengte=120), Veld("omschrijving", "Omschrijving", "tekst")),
        ),
        Elementsoort(
            "kader",
            "Bovenlokaal kader",
            (
                Veld("naam", "Naam", verplicht=True),
                Veld("periode", "Periode", lengte=20),
                Veld("prioriteiten", "Prioriteiten, één per regel", "tekst"),
            ),
        ),
        Elementsoort(
            "budgetregel",
            "Budgetregel",
            (
                Veld("omschrijving", "Waarvoor", verplicht=True, lengte=300),
                Veld("bedrag", "Bedrag in euro", "getal"),
                Veld("jaar", "Jaar", "jaar"),
                Veld(
                    "status",
                    "Stand",
                    "keuze",
                    verplicht=True,
                    keuzes=(("begroot", "in de begroting"), ("claim", "claim ingediend")),
                ),
            ),
        ),
        Elementsoort(
            "raadpleging",
            "Raadpleging",
            (Veld("wie", "Wie", verplicht=True), Veld("resultaat", "Wat het document erover zegt", "tekst")),
        ),
    )
}
"""Every kind of element that the reader finds, with its values."""


def gelezen_waarden(soort: str, waarde: Mapping[str, str]) -> dict[str, Waarde] | Refused:
    """The values in the types of the database, or the first reason why this element cannot be taken over as it is."""
    uit: dict[str, Waarde] = {}
    for veld in SOORTEN[soort].velden:
        gelezen = _waarde(veld, waarde.get(veld.naam, "").strip())
        if isinstance(gelezen, Refused):
            return gelezen
        uit[veld.naam] = gelezen
    reden = _samenhang(soort, uit)
    return uit if reden is None else reden  # a Refused is falsy


def _waarde(veld: Veld, tekst: str) -> Waarde | Refused:
    if veld.soort == "vinkje":
        return bool(tekst)
    if not tekst:
        return Refused(f"{veld.label} is leeg. Vul dit in bij Verbeteren.") if veld.verplicht else _leeg(veld)
    if veld.soort == "keuze" and tekst not in dict(veld.keuzes):
        return Refused(f"{veld.label}: ‘{tekst}’ hoort niet bij de keuzes.")
    if veld.soort in {"jaar", "getal", "datum"}:
        return _omgezet(veld, tekst)
    if veld.soort == "regel" and len(tekst) > veld.lengte:
        return Refused(f"{veld.label} is te lang: {len(tekst)} tekens, hoogstens {veld.lengte}. Kort dit in.")
    return tekst


def _leeg(veld: Veld) -> Waarde:
    return None if veld.soort in {"jaar", "getal", "datum"} else ""


def _omgezet(veld: Veld, tekst: str) -> Waarde | Refused:
    try:
        if veld.soort == "jaar":
            jaar = int(tekst)
            return jaar if 1950 <= jaar <= 2100 else Refused(f"{veld.label}: {tekst} is geen jaar van een plan.")
        if veld.soort == "datum":
            return date.fromisoformat(tekst)
        getal = Decimal(tekst.replace(".", "").replace(",", ".") if "," in tekst else tekst)
    except (ValueError, InvalidOperation):
        voorbeeld = {"jaar": "2024", "datum": "2021-01-06"}.get(veld.soort, "3,5")
        return Refused(f"{veld.label}: ‘{tekst}’ klopt niet. Schrijf bijvoorbeeld {voorbeeld}.")
    if not getal.is_finite() or abs(getal) >= 10**10:
        return Refused(f"{veld.label}: ‘{tekst}’ is geen bruikbaar getal.")
    return getal


def _samenhang(soort: str, w: Mapping[str, Waarde]) -> Refused | None:
    """What belongs together in one element."""
    if (
        soort == "plan"
        and isinstance(w["jaar_van"], int)
        and isinstance(w["jaar_tot"], int)
        and w["jaar_tot"] < w["jaar_van"]
    ):
        return Refused("Het laatste jaar ligt vóór het eerste jaar.")
    if soort != "indicator":
        return None
    if not w["is_pm"] and w["streefwaarde"] is None and w["streefsoort"] != "vasthouden":
        return Refused("Streefwaarde is leeg. Vul haar in bij Verbeteren, of kies PM.")
    if w["uitgangswaarde"] is not None and w["uitgangsjaar"] is None:
        return Refused("Van de uitgangswaarde is het jaar niet bekend. Vul het in bij Verbeteren.")
    return None
