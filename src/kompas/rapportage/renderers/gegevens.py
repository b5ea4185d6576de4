"""CSV: every figure of the report in a row of its own, with its origin; opens in a Dutch spreadsheet."""

import csv
import io

from kompas.base import Waarde, getal_tekst
from kompas.rapportage.secties.inhoud import Gegeven, Rapport

KOLOMMEN = (
    "gemeente", "rapportjaar", "voorbeeld", "onderdeel", "rol", "indicator", "periode", "periodecode",
    "waarde", "eenheid",
    "ondergrens 95%", "bovengrens 95%", "waarom geen cijfer", "aantal", "inwoners of noemer",
    "bron", "tabel", "codes", "formule", "gebied", "gebiedscode", "grenzen van jaar", "opgehaald", "ingelezen",
    "cijferset", "vindplaats", "licentie", "toelichting",
)  # fmt: skip
_FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


def maak_csv(rapport: Rapport) -> bytes:
    """UTF-8 with BOM, semicolons and decimal commas."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOLOMMEN)
    for gegeven in rapport.gegevens:
        schrijver.writerow(_rij(rapport, gegeven))
    return uit.getvalue().encode("utf-8-sig")


def veilig(tekst: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    plat = " ".join(tekst.split())
    verdacht = tekst.startswith(_FORMULETEKENS) or plat.startswith(_FORMULETEKENS)
    return f"'{plat}" if verdacht else plat


def _rij(rapport: Rapport, gegeven: Gegeven) -> list[str]:
    waarde, herkomst = gegeven.waarde, gegeven.waarde.herkomst
    teksten = (
        (rapport.gemeente, str(rapport.jaar), _merk(rapport), gegeven.onderdeel, gegeven.rol, waarde.naam),
        (waarde.periode.label, waarde.periode.code),
    )
    voor = [veilig(tekst) for groep in teksten for tekst in groep]
    opgehaald = herkomst.opgehaald.isoformat() if herkomst.opgehaald else ""
    ingelezen = herkomst.ingelezen.isoformat() if herkomst.ingelezen else ""
    grenzen_van = str(herkomst.gebied_jaar or "")
    achter = (
        herkomst.bron, herkomst.tabel, ", ".join(herkomst.codes), herkomst.formule, herkomst.gebied_naam,
        herkomst.gebied, grenzen_van, opgehaald, ingelezen, herkomst.build, herkomst.vindplaats, herkomst.licentie,
        herkomst.toelichting,
    )  # fmt: skip
    return [*voor, *_getallen(waarde), *(veilig(tekst) for tekst in achter)]


def _merk(rapport: Rapport) -> str:
    """In every row: a row that is copied elsewhere takes the mark with it."""
    return "voorbeeld, niet van de gemeente" if rapport.is_voorbeeld else "nee"


def _getallen(waarde: Waarde) -> list[str]:
    """The number as the other forms print it, without points for thousands; its parts beside it."""
    reden = "" if waarde.reden is None else veilig(": ".join(filter(None, (str(waarde.reden), waarde.uitleg))))
    return [
        _kaal(waarde.getal, waarde.decimalen),
        veilig(waarde.eenheid),
        _kaal(waarde.laag, waarde.decimalen),
        _kaal(waarde.hoog, waarde.decimalen),
        reden,
        _kaal(waarde.telling, 0),
        _kaal(waarde.noemer, 0),
    ]


def _kaal(getal: float | None, decimalen: int) -> str:
    return "" if getal is None else getal_tekst(getal, decimalen).replace(".", "")
