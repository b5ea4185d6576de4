"""The figures table, with every figure in it as data."""

from kompas.rapportage.secties.context import Context
from kompas.rapportage.secties.inhoud import Alinea, Blok, Gegeven, Section


def cijfers(context: Context) -> Section:
    blokken: tuple[Blok, ...] = context.cijfertabellen or (
        Alinea("Er zijn nog geen cijfers ingelezen voor deze gemeente."),
    )
    gegevens = tuple(Gegeven("Cijfertabel", "tabel", waarde) for waarde in context.cijfers)
    return Section("cijfers", "Cijfers", blokken, gegevens=gegevens)
