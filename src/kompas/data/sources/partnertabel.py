"""A table that a partner mails (CSV, xlsx, ods), read as its description says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from kompas.base.periode import MAANDEN
from kompas.data.definities.sjablonen import keur_waarde
from kompas.data.feiten import BLANCO, LEEG, Afgekeurd, Feit, Opmerking, Rij
from kompas.data.sources.basis import Context, gebiedscode, getal, periodecode
from kompas.data.sources.beschrijving import Tabelbeschrijving, Waardekolom, beschrijving_bij, lees_beschrijving
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.namen import NaamError, gebied_van, periode_van
from kompas.data.sources.tabel import eis_laatste_rij
from kompas.data.sources.werkboek import FOUT

Cellen = dict[str, str]
_GEBIEDSCODE = re.compile(r"(NL|NL0[01]|[A-Z]{2}\w{2,8})", re.ASCII)
_FORMULE = ("=", "+", "@", "\t", "\r")
_DAG = re.compile(r"(\d{4})-(\d{2})(-(\d{2}))?(T[\d:.]+)?")
_DAG_NL = re.compile(r"(?:(\d{1,2})[-/])?(\d{1,2})[-/](\d{4})")
_MAAND = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
_KWARTAAL = re.compile(r"(?:(\d{4})\s*[-_ ]?\s*[kq]w?\s*([1-4])|[kq]w?\s*([1-4])\s*[-_ ]?\s*(\d{4}))", re.IGNORECASE)
_GETAL_NL = re.compile(r"[+-]?\d+(,\d+)?")
_TWEE_KANTEN = re.compile(r"[+-]?\d{1,3}\.\d{3}")


@dataclass(frozen=True)
class Partnertabel:
    """Any table with a description beside it; that description wins over everything else that might fit."""

    key: str = "partnertabel"
    titel: str = "tabel van een partner, met een beschrijving (.kompas.yaml) ernaast"
    licentie: str = "zoals de partner zegt"
    kolommen: tuple[str, ...] = ("naar keuze",)
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return bestand.vorm in {"csv", "blad"} and beschrijving_bij(bestand.pad) is not None

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        pad = beschrijving_bij(bestand.pad)
        if pad is None:
            bestand.stuk(0, "de beschrijving van dit bestand is weg. Zet hem weer naast het bestand")
        beschrijving = lees_beschrijving(Bestand.open(pad))
        if beschrijving.bron not in context.definities.bronnen:
            bekend = ", ".join(bron.key for bron in context.definities.bronnen)
            bestand.stuk(0, f"bron {beschrijving.bron!r} in {pad.name} is onbekend (bekend: {bekend})")
        yield Opmerking(f"gelezen volgens {pad.name}")
        if bestand.vorm == "blad" and bestand.werkboek.formules:
            yield Opmerking(f"{bestand.werkboek.formules} cellen zijn formules; gelezen is de bewaarde uitkomst")
        for rij in _rijen(bestand, beschrijving):
            if isinstance(rij, Afgekeurd):
                yield rij
            else:
                yield from _feiten(*rij, beschrijving, context)


def _rijen(bestand: Bestand, beschrijving: Tabelbeschrijving) -> Iterator[tuple[int, Cellen] | Afgekeurd]:
    """Row number and cells by heading; the rows above the heading and those to skip are left out."""
    kop: tuple[str, ...] = ()
    laatste = 0, 0
    for regel, ruw in _ruwe_rijen(bestand, beschrijving):
        cellen = [" ".join(cel.split()) for cel in ruw]
        if not kop:
            if _is_kop(regel, cellen, beschrijving):
                kop = tuple(cellen)
                _eis_kolommen(bestand, kop, beschrijving)
            continue
        laatste = regel, len(cellen)
        if not any(cel in beschrijving.overslaan for cel in cellen if cel):
            yield _rij(bestand, kop, regel, cellen)
    if not kop:
        bestand.stuk(0, f"geen rij met de kolommen {', '.join(beschrijving.kolommen)}. Pas de beschrijving aan")
    eis_laatste_rij(bestand, laatste[0], te_kort=bestand.vorm == "csv" and laatste[1] < len(kop))


def _rij(bestand: Bestand, kop: tuple[str, ...], regel: int, cellen: list[str]) -> tuple[int, Cellen] | Afgekeurd:
    if bestand.vorm == "blad":  # a sheet is as wide as its widest row
        cellen = cellen[: len(kop)] + [""] * (len(kop) - len(cellen))
    if len(cellen) != len(kop):
        return Afgekeurd(regel, f"{len(cellen)} cellen, verwacht {len(kop)}")
    return regel, dict(zip(kop, cellen, strict=True))


def _ruwe_rijen(bestand: Bestand, beschrijving: Tabelbeschrijving) -> Iterator[tuple[int, list[str]]]:
    if bestand.vorm != "blad":
        yield from bestand.rijen()
        return
    bladen = bestand.werkboek.bladen
    if beschrijving.blad and beschrijving.blad not in bladen:
        bestand.stuk(0, f"er is geen blad {beschrijving.blad!r} (wel: {', '.join(bladen)}). Pas de beschrijving aan")
    yield from bestand.werkboek.rijen(beschrijving.blad or bestand.blad, decimaal=",")


def _is_kop(regel: int, cellen: list[str], beschrijving: Tabelbeschrijving) -> bool:
    if beschrijving.kopregel is not None:
        return regel >= beschrijving.kopregel
    return all(kolom in cellen for kolom in beschrijving.kolommen)


def _eis_kolommen(bestand: Bestand, kop: tuple[str, ...], beschrijving: Tabelbeschrijving) -> None:
    aanwezig = ", ".join(naam for naam in kop if naam)
    for kolom in beschrijving.kolommen:
        if kop.count(kolom) == 0:
            bestand.stuk(0, f"de kolom {kolom!r} ontbreekt (wel aanwezig: {aanwezig}). Pas de beschrijving aan")
        if kop.count(kolom) > 1:
            bestand.stuk(0, f"de kolom {kolom!r} staat er {kop.count(kolom)} keer in. Geef elke kolom een eigen naam")


def _feiten(regel: int, cellen: Cellen, beschrijving: Tabelbeschrijving, context: Context) -> Iterator[Rij]:
    """One figure for each column with figures; what is wrong with the row is said once."""
    try:
        gebied = _gebied(beschrijving.gebied.lees(cellen), context)
        maak = partial(_feit, regel, cellen, beschrijving, gebied)
        feiten: list[Rij] = [maak(kolom) for kolom in beschrijving.waarden]
    except NaamError as fout:
        yield Afgekeurd(regel, str(fout), is_schade=False)
    except ValueError as fout:
        yield Afgekeurd(regel, str(fout))
    else:
        yield from feiten


def _feit(regel: int, cellen: Cellen, beschrijving: Tabelbeschrijving, gebied: str, kolom: Waardekolom) -> Feit:
    code = _schoon(kolom.code or (beschrijving.code.lees(cellen) if beschrijving.code else ""), "code")
    periode = kolom.periode or (beschrijving.periode.lees(cellen) if beschrijving.periode else "")
    waarde, vlag = lees_getal(cellen[kolom.kolom], beschrijving)
    keur_waarde(beschrijving.bron, code, waarde)
    feit = Feit(
        regel,
        beschrijving.bron,
        beschrijving.tabel,
        code,
        gebied,
        lees_periode(periode),
        waarde,
        vlag,
        naam=_schoon(kolom.naam, "naam") if kolom.naam else "",
        gebied_jaar=beschrijving.indeling,
        vindplaats=beschrijving.vindplaats or beschrijving.titel,
        toelichting=beschrijving.toelichting,
        opgehaald=beschrijving.opgehaald,
    )
    if kolom.laag is None or kolom.hoog is None or waarde is None:
        return feit
    return _met_marges(feit, cellen[kolom.laag], cellen[kolom.hoog], beschrijving)


def _met_marges(feit: Feit, laag: str, hoog: str, beschrijving: Tabelbeschrijving) -> Feit:
    onder, boven = lees_getal(laag, beschrijving)[0], lees_getal(hoog, beschrijving)[0]
    if onder is None or boven is None:
        return feit
    if not onder <= (feit.waarde or 0) <= boven:
        raise ValueError(f"{feit.waarde} ligt niet tussen de marges {laag} en {hoog}")
    return feit._replace(laag=onder, hoog=boven)


def _gebied(tekst: str, context: Context) -> str:
    """A code, or a name that stands for one area."""
    if _GEBIEDSCODE.fullmatch(tekst):
        return gebiedscode(tekst)
    if tekst.isdecimal() and len(tekst) <= 4:  # Excel eats the zeros of 0575
        return gebiedscode(f"GM{int(tekst):04d}")
    return gebied_van(context, _schoon(tekst, "gebied"))


def _schoon(tekst: str, wat: str) -> str:
    """A text that may go to a page and a download: not empty, no formula."""
    if not tekst:
        raise ValueError(f"{wat} is leeg")
    if tekst == FOUT:
        raise ValueError(f"{wat} is een foutwaarde van het rekenblad")
    if tekst.startswith(_FORMULE):
        raise ValueError(f"{wat} {tekst[:40]!r} begint met {tekst[0]!r}: dat is een formule. Sla de uitkomst op")
    if len(tekst) > 200:
        raise ValueError(f"{wat} {tekst[:40]!r} is langer dan 200 tekens")
    return tekst


def lees_getal(tekst: str, beschrijving: Tabelbeschrijving) -> tuple[float | None, str]:
    """A number as people write it (7,4 or 1.234 when `duizendtal` says so), or the reason why there is none."""
    if (vlag := beschrijving.vlag(tekst)) is not None:
        return None, vlag
    if tekst == FOUT:
        raise ValueError("de cel is een foutwaarde van het rekenblad (zoals #DEEL/0!). Herstel die in het bestand")
    if tekst.startswith(("=", "@")):
        raise ValueError(f"{tekst[:40]!r} is een formule; sla de uitkomst op")
    if tekst in {"", "-"}:
        return None, LEEG if not tekst else BLANCO
    kaal = _zonder_duizendtallen(tekst.removesuffix("%"), beschrijving)
    if beschrijving.negatief and kaal.startswith("-"):
        waarde, vlag = getal(kaal[1:], heel=beschrijving.heel)
        return -(waarde or 0.0), vlag
    return getal(kaal, heel=beschrijving.heel)


def _zonder_duizendtallen(tekst: str, beschrijving: Tabelbeschrijving) -> str:
    """A number with a dot for the decimals; 1.234 is one or a thousand, and only the description can tell which."""
    teken = beschrijving.duizendtal
    if teken and teken in tekst:
        if not re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(teken)}\d{{3}})+(,\d+)?", tekst):
            raise ValueError(f"{tekst[:40]!r} heeft {teken!r} op een plek waar geen duizendtallen eindigen")
        tekst = tekst.replace(teken, "")
    if not teken and beschrijving.decimaal != "." and _TWEE_KANTEN.fullmatch(tekst):
        raise ValueError(f"{tekst[:40]!r} kan op twee manieren worden gelezen; zeg met duizendtal of decimaal welke")
    return tekst.replace(",", ".") if _GETAL_NL.fullmatch(tekst) else tekst


def lees_periode(tekst: str) -> str:
    """A period as people and spreadsheets write it, in CBS notation."""
    for vorm in (_cbs, _kwartaal, _maandnaam, _dag):
        if (code := vorm(tekst)) is not None:
            return periodecode(code)
    return periodecode(periode_van(tekst))


def _cbs(tekst: str) -> str | None:
    return tekst if re.fullmatch(r"\d{4}(JJ|KW|MM)\d{2}", tekst) else None


def _kwartaal(tekst: str) -> str | None:
    match = _KWARTAAL.fullmatch(tekst)
    return f"{match[1] or match[4]}KW0{match[2] or match[3]}" if match else None


def _maandnaam(tekst: str) -> str | None:
    match = _MAAND.fullmatch(tekst)
    if match is None:
        return None
    gezocht = match[1].casefold().replace("mrt", "maa")
    passend = [nummer for nummer, naam in enumerate(MAANDEN, start=1) if naam.startswith(gezocht)]
    return f"{match[2]}MM{passend[0]:02d}" if len(passend) == 1 else None


def _dag(tekst: str) -> str | None:
    """A day stands for its month; a day that is not in the calendar is refused."""
    if match := _DAG.fullmatch(tekst):
        delen = match[1], match[2], match[4] or 1
    elif match := _DAG_NL.fullmatch(tekst):
        delen = match[3], match[2], match[1] or 1
    else:
        return None
    try:
        jaar, maand, dag = (int(deel) for deel in delen)
        return f"{date(jaar, maand, dag):%YMM%m}"
    except ValueError:
        raise ValueError(f"{tekst[:40]!r} is geen dag die bestaat") from None


@dataclass(frozen=True)
class Beschrijvingsbestand:
    """The description itself: checked when it is given, used when its table is read."""

    key: str = "tabelbeschrijving"
    titel: str = "beschrijving van een tabel van een partner (YAML)"
    licentie: str = "zoals de partner zegt"
    kolommen: tuple[str, ...] = ("kompas_tabel", "bestand", "bron", "gebied", "periode", "waarden")
    is_metadata: bool = True

    def herken(self, bestand: Bestand) -> bool:
        return bestand.vorm == "yaml" and "kompas_tabel:" in bestand.begin

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:  # noqa: ARG002 - every plug-in gets it
        beschrijving = lees_beschrijving(bestand)
        yield Opmerking(f"beschrijft {beschrijving.bestand}: {beschrijving.titel}")


PARTNERTABEL = Partnertabel()
BESCHRIJVINGSBESTAND = Beschrijvingsbestand()
