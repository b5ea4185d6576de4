"""The summary: one page, however large the plan."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from kompas.beleid.rules import Oordeel
from kompas.rapportage.secties.context import Context, Doeldeel
from kompas.rapportage.secties.inhoud import Alinea, Blok, Cel, Kolom, Kop, Lijst, Opmaak, Section, Stijl, Tabel
from kompas.rapportage.secties.taal import aantal, als_zin, hele_zinnen, hoofdletter, oordelen_in_woorden

# What fits on one page beside each other; a test holds the page to it.
_HOOGSTENS_DOELEN = 13
_HOOGSTENS_THEMAS = 16
_HOOGSTENS_AANDACHT = 5
_HOOGSTENS_TEKENS = 170
_HOOGSTENS_REGELS = 30
_TEKENS_VAN_EEN_THEMA = 36
_TEKENS_PER_REGEL = 27
"""In the column of the theme; that of the goal is 1,75 times as wide."""


def samenvatting(context: Context) -> Section:
    blokken: list[Blok] = [Alinea(_telling(context), Stijl.INLEIDING)]
    if context.doelen:
        blokken.append(_doelen(context.doelen) if _past(context.doelen) else _per_thema(context))
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


def _past(doelen: tuple[Doeldeel, ...]) -> bool:
    """Whether every goal can stand on the page in whole sentences."""
    regels = sum(-(-max(len(_doel_regel(doel)) / 1.75, len(doel.waar)) // _TEKENS_PER_REGEL) for doel in doelen)
    return len(doelen) <= _HOOGSTENS_DOELEN and regels <= _HOOGSTENS_REGELS


def _doel_regel(doel: Doeldeel) -> str:
    return f"{doel.nummer}. {hele_zinnen(doel.tekst, 84)}"


def _doelen(doelen: tuple[Doeldeel, ...]) -> Tabel:
    rijen = tuple((Cel(_doel_regel(doel), doel.anker), Cel(doel.waar), oordeel_cel(doel.oordeel)) for doel in doelen)
    kolommen = (Kolom("Doel", 5.2), Kolom("Thema", 3), Kolom("Oordeel", 2.3))
    return Tabel("De doelen en hoe ze ervoor staan", kolommen, rijen)


def _per_thema(context: Context) -> Tabel:
    """Too many goals for one page: how many of each verdict per theme, the rest below one line."""
    groepen = [("Het hele plan", context.strategisch)] if context.strategisch else []
    groepen += [(thema.naam, thema.alle_doelen) for thema in context.themas if thema.alle_doelen]
    passend = _passende_themas([naam for naam, _ in groepen])
    if len(groepen) > passend:
        rest = tuple(doel for _, doelen in groepen[passend - 1 :] for doel in doelen)
        groepen = [*groepen[: passend - 1], ("De andere thema's samen", rest)]
    kolommen = (Kolom("Thema", 4), *(Kolom(f"{o.symbool} {o.value}", 1.4, is_getal=True) for o in Oordeel))
    rijen = tuple(
        (Cel(naam), *(Cel(str(sum(doel.oordeel is oordeel for doel in doelen))) for oordeel in Oordeel))
        for naam, doelen in groepen
    )
    return Tabel("Het aantal doelen per oordeel en thema", kolommen, rijen)


def _passende_themas(namen: Sequence[str]) -> int:
    """How many themes fit on the page with their whole names."""
    regels = accumulate(-(-len(naam) // _TEKENS_VAN_EEN_THEMA) for naam in namen)
    return max(1, min(_HOOGSTENS_THEMAS, sum(totaal <= _HOOGSTENS_REGELS for totaal in regels)))


def _getoonde_punten(aandacht: Sequence[str]) -> Iterator[str]:
    """The first points, as many as fit in whole sentences."""
    over = _HOOGSTENS_AANDACHT * _HOOGSTENS_TEKENS
    for punt in aandacht[:_HOOGSTENS_AANDACHT]:
        zin = als_zin(hele_zinnen(punt, _HOOGSTENS_TEKENS))
        over -= len(zin)
        if over < 0:
            return
        yield zin


def _aandacht(context: Context) -> list[Blok]:
    if not context.aandacht:
        return []
    getoond = list(_getoonde_punten(context.aandacht))
    rest = len(context.aandacht) - len(getoond)
    if rest:
        getoond.append(f"En nog {aantal(rest, 'punt', 'punten')}; die staan bij de doelen en thema's zelf.")
    return [Kop("Wat vraagt aandacht"), Lijst(tuple(getoond))]
