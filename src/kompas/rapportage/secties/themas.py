"""Per theme: status, goals, what was agreed, with whom, and what it costs."""

from collections.abc import Iterator

from kompas.rapportage.secties.context import Budget, Context, Doeldeel, Themadeel
from kompas.rapportage.secties.inhoud import Alinea, Blok, Cel, Kolom, Kop, Lijst, Section, Stijl, Tabel
from kompas.rapportage.secties.samenvatting import oordeel_cel
from kompas.rapportage.secties.taal import als_zin, hele_zinnen, hoofdletter


def themas(context: Context) -> Section:
    blokken: list[Blok] = []
    for thema in context.themas:
        blokken.extend(_thema(thema, 2))
    if context.budget:
        blokken.append(Kop("Geld voor het hele plan", 2, "geld"))
        blokken.append(_budget(context.plan.titel, context.budget))
    if not blokken:
        blokken.append(Alinea("Dit plan heeft geen thema's."))
    return Section("themas", "De thema's", tuple(blokken))


def _thema(thema: Themadeel, niveau: int) -> Iterator[Blok]:
    yield Kop(thema.naam, niveau, thema.anker)
    yield Alinea(_status(thema), Stijl.KLEIN)
    if thema.inleiding:
        yield Alinea(als_zin(thema.inleiding))
    yield from _lijst("Wat de veiligheidsanalyse hierover zei", thema.bevindingen)
    if thema.doelen:
        yield _doelen(thema)
    elif not thema.deelthemas:
        yield Alinea(als_zin(thema.want))
    yield from _lijst("Wat is afgesproken", thema.hoofdlijnen)
    yield from _lijst("Wat inwoners en ondernemers zelf kunnen doen", thema.zelf_doen)
    yield from _zin("Partners", thema.partners)
    yield from _zin("Verwant beleid", thema.flankerend)
    if thema.budget:
        yield _budget(thema.naam, thema.budget)
    for deel in thema.deelthemas:
        yield from _thema(deel, 3)


def _status(thema: Themadeel) -> str:
    reden = f"; {thema.reden}" if thema.reden else ""
    return als_zin(f"Status: {thema.status}{reden}")


def _doelen(thema: Themadeel) -> Tabel:
    rijen = tuple((_doel_cel(doel), oordeel_cel(doel.oordeel), Cel(als_zin(doel.want))) for doel in thema.doelen)
    kolommen = (Kolom("Doel", 3), Kolom("Oordeel", 1.6), Kolom("Waarom", 3))
    return Tabel(f"Doelen bij {thema.naam}", kolommen, rijen)


def _doel_cel(doel: Doeldeel) -> Cel:
    return Cel(f"{doel.nummer}. {hele_zinnen(doel.tekst)}", doel.anker)


def _lijst(kop: str, punten: tuple[str, ...]) -> Iterator[Blok]:
    if punten:
        yield Alinea(kop, Stijl.LABEL)
        yield Lijst(tuple(als_zin(punt) for punt in punten))


def _zin(kop: str, namen: tuple[str, ...]) -> Iterator[Blok]:
    if namen:
        yield Alinea(kop, Stijl.LABEL)
        yield Alinea(f"{hoofdletter('; '.join(namen))}.")


def _budget(naam: str, regels: tuple[Budget, ...]) -> Tabel:
    kolommen = (Kolom("Waarvoor", 3.6), Kolom("Bedrag", 1.5, is_getal=True), Kolom("Jaar", 1.4), Kolom("Stand", 1.7))
    rijen = tuple((Cel(r.omschrijving), Cel(r.bedrag), Cel(r.jaar), Cel(r.status)) for r in regels)
    return Tabel(f"Geld bij {naam}", kolommen, rijen)
