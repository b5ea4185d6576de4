"""Per goal: baseline, target, latest figure, verdict and how it came about, chart."""

from collections.abc import Iterator

from kompas.base import Waarde, getal_tekst
from kompas.rapportage.secties.bronregel import stand_bronregel
from kompas.rapportage.secties.context import Context, Doeldeel, Indicatordeel
from kompas.rapportage.secties.inhoud import (
    Alinea,
    Blok,
    Cel,
    Gegeven,
    Kolom,
    Kop,
    Lijst,
    Oordeelregel,
    Opmaak,
    Section,
    Stijl,
    Tabel,
)
from kompas.rapportage.secties.taal import als_zin, hele_zinnen, hoofdletter

_TITELLENGTE = 140


def doelen(context: Context) -> Section:
    blokken: list[Blok] = []
    for doel in context.doelen:
        blokken.extend(_doel(doel))
    if not blokken:
        blokken.append(Alinea("Dit plan heeft geen doelen."))
    return Section("doelen", "De doelen", tuple(blokken), Opmaak.NIEUWE_BLADZIJDE, tuple(_gegevens(context)))


def marge_tekst(waarde: Waarde) -> str:
    """The limits of the figure in words, or nothing."""
    if waarde.laag is None or waarde.hoog is None:
        return ""
    laag, hoog = (getal_tekst(grens, waarde.decimalen) for grens in (waarde.laag, waarde.hoog))
    return f"{laag} tot {hoog}"


def _doel(doel: Doeldeel) -> Iterator[Blok]:
    titel = hele_zinnen(doel.tekst, _TITELLENGTE)
    yield Kop(f"Doel {doel.nummer}. {hoofdletter(titel)}", 2, doel.anker)
    yield Alinea(_onder_de_kop(doel), Stijl.KLEIN)
    if titel != hele_zinnen(doel.tekst, len(doel.tekst)):
        yield Alinea(als_zin(doel.tekst))
    if doel.toelichting:
        yield Alinea(doel.toelichting)
    if len(doel.indicatoren) != 1:
        yield Oordeelregel(doel.oordeel.symbool, doel.oordeel.value, doel.oordeel.sleutel, als_zin(doel.want))
    for indicator in doel.indicatoren:
        yield from _indicator(indicator)


def _onder_de_kop(doel: Doeldeel) -> str:
    delen = [
        f"Thema: {doel.waar}",
        f"doeljaar {doel.doeljaar}" if doel.doeljaar else "",
        f"invloed van de gemeente: {doel.invloed}" if doel.invloed else "",
    ]
    return als_zin("; ".join(filter(None, delen)))


def _indicator(indicator: Indicatordeel) -> Iterator[Blok]:
    beoordeling = indicator.beoordeling
    yield Kop(hoofdletter(indicator.naam), 3)
    yield _stand(indicator)
    yield Oordeelregel(
        beoordeling.oordeel.symbool,
        beoordeling.oordeel.value,
        beoordeling.oordeel.sleutel,
        als_zin(beoordeling.want),
        tuple(als_zin(stap) for stap in beoordeling.stappen) if beoordeling.is_oordeel else (),
    )
    if indicator.figuur:
        yield indicator.figuur
    if indicator.uitspraken:
        yield Alinea("Wat zeggen de cijfers?", Stijl.LABEL)
        yield Lijst(tuple(f"{hoofdletter(u.onderwerp)}: {u.woord}. {u.zin}" for u in indicator.uitspraken))
    if indicator.meetbaar:
        yield Alinea("Is dit doel goed te meten?", Stijl.LABEL)
        yield Lijst(indicator.meetbaar)
    if indicator.toelichting:
        yield Alinea(als_zin(indicator.toelichting))
    if indicator.aandacht:
        yield Lijst(tuple(als_zin(zin) for zin in indicator.aandacht))


def _stand(indicator: Indicatordeel) -> Tabel:
    """Baseline, target, latest and path side by side."""
    oordeel = indicator.beoordeling
    laatste = oordeel.laatste
    marge = marge_tekst(laatste) if laatste else ""
    kolommen = [Kolom("Uitgangswaarde"), Kolom("Streefwaarde", 1.3), Kolom("Laatste cijfer", 1.3)]
    cellen = [Cel(_met_jaar(oordeel.uitgang)), Cel(indicator.streef), Cel(_met_jaar(laatste))]
    if marge:
        kolommen.append(Kolom("Marge (95%)"))
        cellen.append(Cel(marge))
    if oordeel.pad is not None and laatste is not None:
        kolommen.append(Kolom(f"Lijn naar het doel in {laatste.periode.label}", 1.2))
        cellen.append(Cel(getal_tekst(oordeel.pad, laatste.decimalen)))
    bron = stand_bronregel(oordeel.uitgang, laatste, indicator.bron_plan)
    return Tabel(f"Stand van {indicator.naam}", tuple(kolommen), (tuple(cellen),), kopkolom=False, bron=bron)


def _met_jaar(waarde: Waarde | None) -> str:
    if waarde is None:
        return "niet bekend"
    return f"{waarde.tekst} ({waarde.periode.label})"


def _gegevens(context: Context) -> Iterator[Gegeven]:
    for doel, indicator in context.indicatoren():
        naam = f"Doel {doel.nummer}: {indicator.naam}"
        oordeel = indicator.beoordeling
        for rol, waarde in (("uitgangswaarde", oordeel.uitgang), ("laatste cijfer", oordeel.laatste)):
            if waarde is not None:
                yield Gegeven(naam, rol, waarde)
        yield from (Gegeven(naam, "reeks", waarde) for waarde in indicator.reeks)
