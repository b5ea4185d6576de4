"""Goals written as sentences: "het aantal woninginbraken daalt van 120 in 2021 naar maximaal 100 in 2025"."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from kompas.beleid.lezen.document import Plaats
from kompas.beleid.lezen.gelezen import GelezenIndicator, Meetwaarde
from kompas.beleid.lezen.relatief import relatief_in, zonder_basisjaar
from kompas.beleid.lezen.tekst import schoon, zinnen
from kompas.beleid.lezen.waarden import getal
from kompas.beleid.lezen.woordenboek import Woordenboek

_GETAL = r"(?<![\w.,])\d+(?:[.,]\d+)*\s?(?:%|procent\b)?"
_JAAR = r"(?:19|20)\d{2}"
_HAAKJES = re.compile(
    rf"\(\s*(?:in\s+)?(?:nulmeting|uitgangswaarde|basis|was|stand|nu)?\s*(?:in\s+)?(?P<j1>{_JAAR})\s*[:,=]?\s*(?:was|waren)?\s*(?:het|dit|dat|er)?\s*(?P<w1>{_GETAL})[^()]{{0,30}}\)"
    rf"|\(\s*(?:nulmeting|uitgangswaarde|was|nu)?\s*:?\s*(?P<w2>{_GETAL})\s+in\s+(?P<j2>{_JAAR})\s*\)"
)
_BRON = re.compile(r"\(\s*bron:?\s*(?P<bron>[^()]{2,80})\)", re.IGNORECASE)
_IN_JAAR = re.compile(
    rf"\b(?:in|eind|per|uiterlijk|voor|medio)\s+(?:eind\s+|het jaar\s+)?(?P<jaar>{_JAAR})\b", re.IGNORECASE
)
_TELLING = re.compile(
    rf"^(?:(?:in|eind|per|uiterlijk in)\s+{_JAAR}\s+)?(?:zijn|gebeuren|komen)\s+er\s+(?:nog\s+)?(?P<rest>.+)$",
    re.IGNORECASE,
)
"""A count as a sentence: "In 2029 zijn er maximaal 150 fietsendiefstallen"."""
_BEGIN = re.compile(
    rf"^(?:(?:in|eind|per|uiterlijk in|tot en met)\s+{_JAAR}\s+)?(?:is|zijn|ligt|daalt|stijgt|bedraagt|blijft)?\s*"
    r"(?:het|de|een)?\s*(?:gemiddelde?\s+|totale?\s+|totaal\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Vormen:
    """Patterns made from the vocabulary."""

    onderwerp: re.Pattern[str]
    werkwoord: re.Pattern[str]
    van_naar: re.Pattern[str]
    naar: re.Pattern[str]
    drempel: re.Pattern[str]
    procentbegin: re.Pattern[str]
    gelijk: re.Pattern[str]
    rij: re.Pattern[str]


def _of(woorden: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(woorden, key=len, reverse=True))


@lru_cache(maxsize=4)
def _vormen_van(meet: str, werk: str, gelijk: str, tekens: str) -> _Vormen:
    def zoek(patroon: str) -> re.Pattern[str]:
        return re.compile(patroon, re.IGNORECASE)

    van, naar = (rf"(?:\s*(?:in|\()\s*(?P<{naam}>{_JAAR})\)?)?" for naam in ("vanjaar", "naarjaar"))
    streef = rf"(?P<teken>{tekens})?\s*(?:een\s+)?(?P<streef>{_GETAL})"
    return _Vormen(
        onderwerp=zoek(rf"\b(?:{meet})\b"),
        werkwoord=zoek(rf"\b(?:{werk})\b|[:,–]"),
        van_naar=zoek(rf"\bvan\s+(?:een\s+)?(?P<uitgang>{_GETAL}){van}[^.]{{0,40}}?\b(?:naar|tot)\s+{streef}{naar}"),
        naar=zoek(rf"\b(?:naar|tot)\s+{streef}{naar}"),
        drempel=zoek(rf"(?<!\w)(?P<teken>{tekens})\s*(?:een\s+)?(?P<streef>{_GETAL})"),
        procentbegin=zoek(
            rf"^(?P<teken>{tekens})\s*(?P<streef>\d+(?:[.,]\d+)?\s?(?:%|procent\b))\s+(?P<naam>[^.(]+)"
            r"|^(?P<kaal>\d+(?:[.,]\d+)?\s?(?:%|procent\b))\s+(?P<van>van\s+[^.(]+)"
        ),
        gelijk=zoek(rf"\b(?:{gelijk})\b"),
        rij=zoek(rf"[:–]\s*(?P<uitgang>{_GETAL})\s*(?:in|\()\s*(?P<vanjaar>{_JAAR})\)?\s*[,;–/-]\s*{streef}{naar}"),
    )


def _vormen(boek: Woordenboek) -> _Vormen:
    woorden = boek.doelzinnen
    tekens = [vorm for soort in ("<=", ">=") for vorm in boek.streefsoorten[soort]]
    return _vormen_van(_of(woorden.meetwoorden), _of(woorden.werkwoorden), _of(woorden.blijven), _of(tekens))


def indicatoren_in(
    tekst: str, plaats: Plaats, thema: str, doeljaar: int | None, boek: Woordenboek
) -> list[GelezenIndicator]:
    """The measurable goals in a text, sentence by sentence; `doeljaar` is the year of the heading above."""
    gevonden = (_indicator(zin.strip(), plaats, boek) for zin in zinnen(schoon(tekst)) if len(zin) < 400)
    return [
        replace(i, thema=thema, doeljaar=i.doeljaar or (doeljaar if i.doel else None))
        for i in gevonden
        if i is not None
    ]


def zonder_uitgangsjaar(tekst: str, boek: Woordenboek) -> str:
    """The text without the years that belong to a baseline or a comparison."""
    return zonder_basisjaar(_HAAKJES.sub(" ", tekst), boek)


def _indicator(zin: str, plaats: Plaats, boek: Woordenboek) -> GelezenIndicator | None:
    bron = _BRON.search(zin)
    haakjes = _HAAKJES.search(zin)
    kern = _HAAKJES.sub(" ", _BRON.sub(" ", zin))
    kern = re.sub(r"\s+([:,.])", r"\1", schoon(kern))
    gevonden = _meetbaar(kern, plaats, boek)
    if gevonden is None:
        return None
    if haakjes and gevonden.uitgangswaarde is None:
        ruw, jaar = haakjes["w1"] or haakjes["w2"], int(haakjes["j1"] or haakjes["j2"])
        gevonden = replace(gevonden, uitgangswaarde=_waarde(ruw, "", jaar), jaar=jaar)
    return replace(gevonden, bron=schoon(bron["bron"]) if bron else "")


def _meetbaar(zin: str, plaats: Plaats, boek: Woordenboek) -> GelezenIndicator | None:
    vormen = _vormen(boek)
    if match := vormen.procentbegin.match(zin):
        doel = _waarde(match["streef"] or match["kaal"], _teken(match["teken"], boek), None)
        return GelezenIndicator(
            schoon(match["naam"] or match["van"]).rstrip("."), plaats, doel=doel, doeljaar=_doeljaar(zin, None)
        )
    if (telling := _TELLING.match(zin)) and (drempel := vormen.drempel.match(telling["rest"])):
        naam = schoon(telling["rest"][drempel.end() :]).rstrip(".")
        doel = _waarde(drempel["streef"], _teken(drempel["teken"], boek), None)
        return GelezenIndicator(naam, plaats, doel=doel, doeljaar=_doeljaar(zin, None)) if naam else None
    onderwerp = vormen.onderwerp.search(zin)
    if onderwerp is None or not _BEGIN.match(zin[: onderwerp.start()]):
        return None
    rest = zin[onderwerp.start() :]
    for poging in (_van_naar, _relatief, _naar_of_drempel, _gelijk):
        if (gevonden := poging(rest, zin, plaats, boek)) is not None:
            return gevonden
    return None


def _van_naar(rest: str, zin: str, plaats: Plaats, boek: Woordenboek) -> GelezenIndicator | None:
    match = _vormen(boek).van_naar.search(rest) or _vormen(boek).rij.search(rest)
    naam = _naam(rest, match.start() if match else 0, boek)
    if match is None or not naam:
        return None
    jaar = int(match["vanjaar"]) if match["vanjaar"] else None
    uitgang = _waarde(match["uitgang"], "", jaar)
    doel = _waarde(match["streef"], _teken(match["teken"], boek), None)
    if doel and uitgang and not doel.teken and doel.getal is not None and uitgang.getal is not None:
        doel = replace(doel, teken="<=" if doel.getal < uitgang.getal else ">=")
    return GelezenIndicator(
        naam, plaats, uitgangswaarde=uitgang, jaar=jaar, doel=doel, doeljaar=_naarjaar(match) or _doeljaar(zin, jaar)
    )


def _naarjaar(match: re.Match[str]) -> int | None:
    return int(match["naarjaar"]) if match["naarjaar"] else None


def _relatief(rest: str, zin: str, plaats: Plaats, boek: Woordenboek) -> GelezenIndicator | None:
    gevonden = relatief_in(rest, boek)
    if gevonden is None:
        return None
    wens, begin, _ = gevonden
    met = re.search(r"\bmet\s+(?:\w+\s+)?$", rest[:begin])
    naam = _naam(rest, met.start() if met else begin, boek)
    if not naam:
        return None
    return GelezenIndicator(
        naam, plaats, relatief=wens, doeljaar=_doeljaar(zonder_basisjaar(zin, boek), wens.basisjaar)
    )


def _naar_of_drempel(rest: str, zin: str, plaats: Plaats, boek: Woordenboek) -> GelezenIndicator | None:
    vormen = _vormen(boek)
    match = vormen.drempel.search(rest) or vormen.naar.search(rest)
    naam = _naam(rest, match.start() if match else 0, boek)
    if match is None or not naam or re.fullmatch(_JAAR, match["streef"].strip()):
        return None
    doel = _waarde(match["streef"], _teken(match["teken"], boek) or _richting(rest, boek), None)
    return GelezenIndicator(naam, plaats, doel=doel, doeljaar=_doeljaar(zin, None))


def _gelijk(rest: str, zin: str, plaats: Plaats, boek: Woordenboek) -> GelezenIndicator | None:
    match = _vormen(boek).gelijk.search(rest)
    naam = _naam(rest, match.start() if match else 0, boek)
    if match is None or not naam:
        return None
    return GelezenIndicator(
        naam, plaats, doel=Meetwaarde(None, teken="=", tekst=match[0]), doeljaar=_doeljaar(zin, None)
    )


def _naam(rest: str, tot: int, boek: Woordenboek) -> str:
    """What is measured: up to the last verb, comma or colon before the value."""
    voor = rest[:tot]
    if not voor.strip():
        return ""
    plekken = [m.start() for m in _vormen(boek).werkwoord.finditer(voor)]
    naam = voor[: plekken[-1]] if plekken and plekken[-1] > 0 else voor
    naam = schoon(re.sub(rf"\s*\b(?:in|per|uiterlijk)\s+{_JAAR}\s*$", "", naam.strip(" ,:;–-(")))
    return naam if 1 < len(naam.split()) <= 25 or len(naam) > 8 else ""


def _waarde(ruw: str, teken: str, jaar: int | None) -> Meetwaarde | None:
    waarde = getal(ruw)
    if waarde is None:
        return None
    eenheid = "%" if "%" in ruw or "procent" in ruw else ""
    return Meetwaarde(waarde, teken=teken, eenheid=eenheid, jaar=jaar, tekst=ruw.strip())


def _teken(woord: str | None, boek: Woordenboek) -> str:
    if not woord:
        return ""
    return next((teken for teken in ("<=", ">=") if woord.lower() in boek.streefsoorten[teken]), "")


def _richting(rest: str, boek: Woordenboek) -> str:
    woorden = set(re.findall(r"\w+", rest.lower()))
    daalt, stijgt = bool(woorden & set(boek.doelzinnen.dalen)), bool(woorden & set(boek.doelzinnen.stijgen))
    return "" if daalt == stijgt else "<=" if daalt else ">="


def _doeljaar(zin: str, behalve: int | None) -> int | None:
    """The latest year that the sentence aims at, apart from the year of the baseline."""
    jaren = [int(m["jaar"]) for m in _IN_JAAR.finditer(zin) if int(m["jaar"]) != behalve]
    return max(jaren, default=None)
