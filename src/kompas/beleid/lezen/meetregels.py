"""An indicator written as lines with a label: "Nulmeting 2025: 14", "Ambitie 2030: hooguit 7", "Bron: politie"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kompas.beleid.lezen.document import Plaats
from kompas.beleid.lezen.gelezen import GelezenIndicator, Meetwaarde
from kompas.beleid.lezen.tekst import JAREN, jaar_in, schoon
from kompas.beleid.lezen.waarden import meetwaarde
from kompas.beleid.lezen.woordenboek import Woordenboek, kolomrol

_DEEL = re.compile(r"\s*(?:[;|]|\s/\s)\s*")
_REGEL = re.compile(r"^(?P<label>[A-Za-z][^:]{1,45}):\s*(?P<waarde>\S.*)$")
_GETAL_EERST = re.compile(r"^\W{0,3}\d")
_NA_GETAL = re.compile(r"\d[\d.,]*\s*(?P<wat>[^\d\W][^\d\[\](),;]{2,60})")
_METEN = {"uitgangswaarde", "realisatie", "ambitie", "doelstelling"}
_LOS = {"naam", "bron", "eenheid"}


@dataclass(frozen=True, slots=True)
class Meetregel:
    """One labelled value; `meting` is empty for a name, source or unit."""

    rol: str
    tekst: str
    plaats: Plaats
    meting: Meetwaarde | None = None
    jaar: int | None = None


@dataclass
class _Lopend:
    regels: dict[str, Meetregel] = field(default_factory=dict)

    @property
    def compleet(self) -> bool:
        return bool(self.regels.keys() & {"ambitie", "doelstelling"}) or "uitgangswaarde" in self.regels


def meetregels(tekst: str, plaats: Plaats, boek: Woordenboek) -> list[Meetregel]:
    """The labelled values of a line; nothing when one piece of it is something else."""
    delen = [d for d in _DEEL.split(schoon(tekst)) if d]
    uit = [regel for deel in delen if (regel := _regel(deel, plaats, boek)) is not None]
    return uit if len(uit) == len(delen) else []


def is_meetregel(tekst: str, boek: Woordenboek) -> bool:
    """True for a line that gives a value: a word as label, then a number, PM or a number with a sign."""
    return any(r.meting is not None for r in meetregels(tekst, Plaats(1, 1), boek))


def _regel(tekst: str, plaats: Plaats, boek: Woordenboek) -> Meetregel | None:
    match = _REGEL.match(tekst)
    rol = kolomrol(match["label"], boek) if match else None
    if match is None or rol is None or rol not in _METEN | _LOS:
        return None
    ruw = match["waarde"].rstrip(".")
    if rol in _LOS:
        return Meetregel(rol, ruw, plaats)
    meting = meetwaarde(ruw, boek)
    if meting is None or not _is_waarde(ruw, meting):
        return None
    return Meetregel(rol, ruw, plaats, meting, meting.jaar or jaar_in(match["label"]))


def _is_waarde(ruw: str, meting: Meetwaarde) -> bool:
    """A value, not a sentence in which a number happens to stand."""
    if meting.is_pm:
        return True
    kort = len(JAREN.sub("", ruw).split()) <= 8
    return kort and meting.getal is not None and (bool(_GETAL_EERST.match(ruw)) or bool(meting.teken))


def indicatoren_uit_regels(
    regels: Iterable[tuple[str, Plaats]], thema: str, boek: Woordenboek
) -> Iterator[GelezenIndicator]:
    """Indicators of labelled lines that stand together; a label that returns begins the next one."""
    open_, zin = _Lopend(), ""
    for tekst, plaats in regels:
        gelezen = meetregels(tekst, plaats, boek)
        if not gelezen:
            yield from _klaar(open_, zin, thema)
            open_, zin = _Lopend(), tekst
        for regel in gelezen:
            if regel.rol in open_.regels or (regel.rol == "naam" and open_.compleet):
                yield from _klaar(open_, zin, thema)
                open_ = _Lopend()
            open_.regels[regel.rol] = regel
    yield from _klaar(open_, zin, thema)


def _klaar(lopend: _Lopend, zin: str, thema: str) -> Iterator[GelezenIndicator]:
    regels = lopend.regels
    doelregel = regels.get("ambitie") or regels.get("doelstelling")
    uitgang, stand = regels.get("uitgangswaarde"), regels.get("realisatie")
    if doelregel is None and uitgang is None:
        return
    naam = _naam(regels, doelregel, zin)
    plekken = sorted((r.plaats for r in regels.values()), key=lambda p: p.van)
    if naam:
        yield GelezenIndicator(
            naam=naam,
            plaats=plekken[0].met(plekken[-1]),
            bron=regels["bron"].tekst if "bron" in regels else "",
            thema=thema,
            uitgangswaarde=uitgang.meting if uitgang else None,
            jaar=uitgang.jaar if uitgang else None,
            doel=doelregel.meting if doelregel else None,
            doeljaar=doelregel.jaar if doelregel else None,
            realisatie=stand.meting if stand else None,
            doel_uit=doelregel.rol if doelregel else "",
        )


def _naam(regels: dict[str, Meetregel], doel: Meetregel | None, zin: str) -> str:
    """The line that names it; else what stands behind the number; else the sentence above."""
    if "naam" in regels:
        return regels["naam"].tekst
    for regel in (regels.get("uitgangswaarde"), doel):
        if regel is not None and (match := _NA_GETAL.search(regel.tekst)):
            return schoon(match["wat"]).rstrip(".")
    return zin.rstrip(".:") if len(zin) < 120 else ""
