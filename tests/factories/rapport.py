"""A small report by hand, with text that tries to break out of every form."""

from datetime import date

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.rapportage.secties.inhoud import (
    Alinea,
    Cel,
    Feiten,
    Figuur,
    Gegeven,
    Kolom,
    Kop,
    Lijst,
    Oordeelregel,
    Opmaak,
    Rapport,
    Section,
    Stijl,
    Tabel,
)

VIJANDIG = (
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd") $ x^2 $ ] } \\ \\u{41} *vet* _schuin_ `code` @bron <label> // weg /* weg */',
    "<script>alert('x')</script> & <b>dik</b> {{ gemeente }} {% load x %}",
    '=HYPERLINK("http://voorbeeld.invalid";"klik")',
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240" viewBox="0 0 640 240">'
    '<path d="M40 40 L200 120 L400 90 L600 200" fill="none" stroke="#1b4f72" stroke-width="3"/>'
    '<text x="40" y="225" font-family="sans-serif" font-size="14">2019</text></svg>'
)


def waarde(getal: float | None, jaar: int = 2022, **anders: object) -> Waarde:
    """Westland burglary figures unless told otherwise."""
    kenmerken: dict[str, object] = {
        "naam": "Woninginbraken per 1.000 inwoners",
        "periode": Periode.jaar(jaar),
        "eenheid": "per 1.000 inwoners",
        "getal": getal,
        "decimalen": 2,
        "herkomst": Herkomst(
            bron="Politie",
            tabel="47018NED",
            codes=("1.1.1",),
            gebied="GM1783",
            gebied_naam="Westland",
            gebied_jaar=2022,
            opgehaald=date(2026, 3, 2),
            build="b-test",
            licentie="CC BY 4.0",
        ),
    }
    if getal is None:
        kenmerken["reden"] = GeenCijfer.NIET_GEPUBLICEERD
    return Waarde(**{**kenmerken, **anders})  # type: ignore[arg-type]


def png() -> bytes:
    import vl_convert

    return vl_convert.svg_to_png(SVG)


def tabel(rijen: int = 3, naar: str = "doel-1") -> Tabel:
    cellen = tuple((Cel(f"Indicator {nummer}", naar), Cel(f"{nummer},5"), Cel("✔ behaald")) for nummer in range(rijen))
    kolommen = (Kolom("Indicator", 2), Kolom("Waarde", 1, is_getal=True), Kolom("Oordeel", 1))
    return Tabel(
        "Stand per indicator", kolommen, cellen, bron="Bron: Politie, tabel 47018NED.", noten=("PM: nog open.",)
    )


def rapport(*extra: Section, titel: str = "Voortgangsrapportage veiligheid 2022") -> Rapport:
    """A cover, a section with every kind of block, one with hostile text, and what the test adds."""
    voorblad = Section(
        "voorblad",
        "Voorblad",
        (Feiten((("Plan", "Westlands veiligheidsbeleid"),)), Alinea("Dit is een voorbeeld.", Stijl.MELDING)),
        Opmaak.VOORBLAD,
    )
    blokken = (
        Alinea("Inleidende zin.", Stijl.INLEIDING),
        Kop("Minder woninginbraken", 2, "doel-1"),
        Oordeelregel(
            "✔", "behaald", "behaald", "het cijfer ligt onder de streefwaarde", ("153 op 113.668 inwoners is 1,35",)
        ),
        Kop("Cijfers", 3),
        tabel(),
        Figuur("Woninginbraken dalen", "Lijn van 2019 tot 2022, dalend", SVG, png, "Bron: Politie"),
        Lijst(("eerste punt", "tweede punt")),
        Lijst(("stap een", "stap twee"), genummerd=True),
        Alinea("Kleine letters.", Stijl.KLEIN),
    )
    gegevens = (
        Gegeven(
            "Minder woninginbraken", "laatste cijfer", waarde(1.346, laag=1.14, hoog=1.58, telling=153, noemer=113668)
        ),
        Gegeven("=1+1", "reeks", waarde(None, 2023, uitleg="-wordt later gepubliceerd")),
        Gegeven("Verandering", "verschil", waarde(-1234.5, 2022, decimalen=1)),
    )
    inhoud = Section("doelen", "Doelen", blokken, Opmaak.NIEUWE_BLADZIJDE, gegevens)
    vijandig = Section("vijandig", VIJANDIG[0], tuple(Alinea(tekst) for tekst in VIJANDIG[1:]))
    return Rapport(
        titel, "Westland", 2022, date(2026, 3, 2), "b-test", True, (voorblad, inhoud, vijandig, *extra), "rapport"
    )
