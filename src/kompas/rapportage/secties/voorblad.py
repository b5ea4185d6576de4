"""The cover: which municipality, plan and year, and how fresh the figures are."""

from kompas.base.periode import MAANDEN
from kompas.rapportage.secties.context import Context
from kompas.rapportage.secties.inhoud import Alinea, Blok, Feiten, Opmaak, Section, Stijl


def voorblad(context: Context) -> Section:
    datum = context.peildatum
    paren = (
        ("Plan", context.plan.titel),
        ("Soort plan", f"{context.plan.soort}, {context.plan.periode}"),
        ("Verslagjaar", str(context.jaar)),
        ("Stand van de cijfers", f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"),
        ("Cijferset", context.build_id),
    )
    blokken: list[Blok] = [Feiten(tuple(paar for paar in paren if paar[1]))]
    if context.definitie.leeswijzer:
        blokken.append(Alinea(context.definitie.leeswijzer))
    if context.is_voorbeeld and context.definitie.voorbeeld:
        blokken.append(Alinea(context.definitie.voorbeeld, Stijl.MELDING))
    return Section("voorblad", "Voorblad", tuple(blokken), Opmaak.VOORBLAD)
