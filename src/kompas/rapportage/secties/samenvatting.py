"""The summary: one page, however large the plan."""

from kompas.beleid.rules import Oordeel
from kompas.rapportage.secties.context import Context, Doeldeel
from kompas.rapportage.secties.inhoud import Alinea, Blok, Cel, Kolom, Kop, Lijst, Opmaak, Section, Stijl, Tabel
from kompas.rapportage.secties.taal import aantal, als_zin, hoofdletter, kort, oordelen_in_woorden

# What fits on one page beside each other; a test holds the page to it.
_HOOGSTENS_DOELEN = 13
_HOOGSTENS_THEMAS = 16
_HOOGSTENS_AANDACHT = 5
_HOOGSTENS_TEKENS = 170


def samenvatting(context: Context) -> Section:
    blokken: list[Blok] = [Alinea(_telling(context), Stijl.INLEIDING)]
    if context.doelen:
        blokken.append(_doelen(context.doelen) if len(context.doelen) <= _HOOGSTENS_DOELEN else _per_thema(context))
    blokken.extend(_aandacht(context))
    return Section("samenvatting", "Samenvatting", tuple(blokken), Opmaak.NIEUWE_BLADZIJDE)


def oordeel_cel(oordeel: Oordeel) -> Cel:
    return Cel(f"{oordeel.symbool} {oordeel.value}")


def _telling(context: Context) -> str:
    if not context.doelen:
        return "Dit plan heeft geen doelen; over de voortgang is daarom niets te zeggen."
    hoeveel = aantal(len(context.doelen), "doel", "doelen")
    oordelen = oordelen_in_woorden(context.telling)
    return f"{hoofdletter(context.plan.titel)} heeft {hoeveel}. Over {context.jaar}: {oordelen}."


def _doelen(doelen: tuple[Doeldeel, ...]) -> Tabel:
    rijen = tuple(
        (Cel(f"{doel.nummer}. {kort(doel.tekst, 84)}", doel.anker), Cel(kort(doel.waar, 44)), oordeel_cel(doel.oordeel))
        for doel in doelen
    )
    kolommen = (Kolom("Doel", 5.2), Kolom("Thema", 3), Kolom("Oordeel", 2.3))
    return Tabel("De doelen en hoe ze ervoor staan", kolommen, rijen)


def _per_thema(context: Context) -> Tabel:
    """Too many goals for one page: how many of each verdict per theme, the rest below one line."""
    groepen = [("Het hele plan", context.strategisch)] if context.strategisch else []
    groepen += [(thema.naam, thema.alle_doelen) for thema in context.themas if thema.alle_doelen]
    if len(groepen) > _HOOGSTENS_THEMAS:
        rest = tuple(doel for _, doelen in groepen[_HOOGSTENS_THEMAS - 1 :] for doel in doelen)
        groepen = [*groepen[: _HOOGSTENS_THEMAS - 1], ("De andere thema's samen", rest)]
    kolommen = (Kolom("Thema", 4), *(Kolom(f"{o.symbool} {o.value}", 1.4, is_getal=True) for o in Oordeel))
    rijen = tuple(
        (Cel(kort(naam, 44)), *(Cel(str(sum(doel.oordeel is oordeel for doel in doelen))) for oordeel in Oordeel))
        for naam, doelen in groepen
    )
    return Tabel("Het aantal doelen per oordeel en thema", kolommen, rijen)


def _aandacht(context: Context) -> list[Blok]:
    if not context.aandacht:
        return []
    getoond = [als_zin(kort(zin, _HOOGSTENS_TEKENS)) for zin in context.aandacht[:_HOOGSTENS_AANDACHT]]
    rest = len(context.aandacht) - len(getoond)
    if rest:
        getoond.append(f"En nog {aantal(rest, 'punt', 'punten')}; die staan bij de doelen en thema's zelf.")
    return [Kop("Wat vraagt aandacht"), Lijst(tuple(getoond))]
