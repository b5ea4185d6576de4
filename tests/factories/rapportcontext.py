"""What a report is about, by hand: no database, no figures build."""

from datetime import date

from tests.factories.rapport import SVG, png, tabel, waarde

from kompas.base import GeenCijfer, Periode, Waarde
from kompas.beleid.rules import Beoordeling, Oordeel, Streefsoort
from kompas.data.definities import laad_definities
from kompas.rapportage.secties.context import Budget, Context, Doeldeel, Indicatordeel, Planfeiten, Themadeel
from kompas.rapportage.secties.definitie import laad_rapportdefinitie
from kompas.rapportage.secties.inhoud import Figuur


def beoordeling(oordeel: Oordeel = Oordeel.BEHAALD, **anders: object) -> Beoordeling:
    kenmerken: dict[str, object] = {
        "oordeel": oordeel,
        "want": "1,35 per 1.000 inwoners in 2022; het doel was hoogstens 3,5 in 2022.",
        "regel": "telling-doel-gehaald",
        "peiljaar": 2022,
        "uitgang": waarde(3.8, 2017, decimalen=1),
        "laatste": waarde(1.346, laag=1.141, hoog=1.577, telling=153, noemer=113668),
        "streef": 3.5,
        "streefsoort": Streefsoort.HOOGSTENS,
        "doeljaar": 2022,
        "pad": 3.5,
        "stappen": ("Laatste cijfer: 1,35 (2022), dat is 153 op 113.668.",),
    }
    return Beoordeling(**{**kenmerken, **anders})  # type: ignore[arg-type]


def indicator(naam: str = "woninginbraken per 1.000 inwoners", **anders: object) -> Indicatordeel:
    kenmerken: dict[str, object] = {
        "naam": naam,
        "streef": "hoogstens 3,5 (2022)",
        "beoordeling": beoordeling(),
        "reeks": tuple(waarde(getal, jaar) for jaar, getal in ((2017, 3.79), (2020, 1.542), (2022, 1.346))),
        "definitie": laad_definities().indicatoren["woninginbraak-per-1000"],
        "toelichting": "In de coronajaren waren mensen meer thuis.",
        "figuur": Figuur("Woninginbraken dalen", "Lijn van 3,79 in 2017 naar 1,35 in 2022", SVG, png, "Bron: politie."),
    }
    return Indicatordeel(**{**kenmerken, **anders})  # type: ignore[arg-type]


def pm_indicator() -> Indicatordeel:
    """No figures, no target: the plan says PM."""
    niet = beoordeling(
        Oordeel.NIET_TE_BEOORDELEN, want="Het plan laat de waarde open (PM).", laatste=None, uitgang=None,
        streef=None, pad=None, stappen=(),
    )  # fmt: skip
    return indicator(
        "incidenten woonoverlast", streef="PM (2022)", beoordeling=niet, reeks=(), definitie=None, figuur=None,
        aan_zet="adviseur veiligheid, uiterlijk 01-07-2027", bron_plan="politie", toelichting="",
    )  # fmt: skip


def doel(nummer: int = 1, **anders: object) -> Doeldeel:
    kenmerken: dict[str, object] = {
        "nummer": nummer,
        "tekst": f"Minder woninginbraken in de dorpen van Westland, en dat blijft zo (doel {nummer}).",
        "waar": "5.1b Woninginbraak en andere high impact-delicten",
        "oordeel": Oordeel.BEHAALD,
        "want": "De indicator is behaald.",
        "doeljaar": 2022,
        "indicatoren": (indicator(),),
    }
    return Doeldeel(**{**kenmerken, **anders})  # type: ignore[arg-type]


def thema(nummer: int, doelen: tuple[Doeldeel, ...], **anders: object) -> Themadeel:
    kenmerken: dict[str, object] = {
        "anker": f"thema-{nummer}",
        "naam": f"5.{nummer} Veilige en leefbare dorpen",
        "status": "prioritair",
        "oordeel": Oordeel.BEHAALD,
        "want": "Alle doelen zijn behaald.",
        "doelen": doelen,
        "hoofdlijnen": ("bewoners letten op elkaars huis", "politie en boa's lopen samen op"),
        "partners": ("politie", "buurtpreventie Westland"),
        "flankerend": ("zorg (beleidsmedewerker)",),
        "budget": (Budget("intensivering", "€ 520.000", "2019", "in de begroting"),),
    }
    return Themadeel(**{**kenmerken, **anders})  # type: ignore[arg-type]


def context(aantal: int = 2, **anders: object) -> Context:
    """A plan with `aantal` goals that are met, one goal without indicator and one whose value is PM."""
    doelen = tuple(doel(nummer) for nummer in range(1, aantal + 1))
    zonder = doel(
        aantal + 1, tekst="Zo veilig mogelijk", indicatoren=(), oordeel=Oordeel.NIET_TE_BEOORDELEN,
        want="het plan noemt geen indicator",
    )  # fmt: skip
    pm = doel(
        aantal + 2, tekst="Minder woonoverlast", indicatoren=(pm_indicator(),), oordeel=Oordeel.NIET_TE_BEOORDELEN,
        want="Het plan laat de waarde open (PM).",
    )  # fmt: skip
    telling = dict.fromkeys(Oordeel, 0) | {Oordeel.BEHAALD: aantal, Oordeel.NIET_TE_BEOORDELEN: 2}
    leeg = Waarde("Woninginbraak", Periode.jaar(2021), "aantal", reden=GeenCijfer.ONTBREEKT)
    kenmerken: dict[str, object] = {
        "gemeente": "Westland",
        "jaar": 2022,
        "plan": Planfeiten("Westlands veiligheidsbeleid", "integraal veiligheidsbeleid", "2019-2022", "geldend"),
        "definitie": laad_rapportdefinitie("voortgang"),
        "strategisch": (zonder,),
        "prioriteiten": (thema(1, (*doelen, pm)), thema(2, ())),
        "going_concern": (thema(6, (), budget=()),),
        "telling": telling,
        "aandacht": tuple(f"punt {nummer} vraagt aandacht" for nummer in range(1, 9)),
        "peildatum": date(2026, 3, 2),
        "build_id": "b-test",
        "is_voorbeeld": True,
        "naam": "voortgangsrapportage-westland-2022",
        "cijfertabellen": (tabel(4, naar=""),),
        "cijfers": (waarde(153, naam="Woninginbraak", eenheid="aantal", decimalen=0), leeg),
    }
    return Context(**{**kenmerken, **anders})  # type: ignore[arg-type]
