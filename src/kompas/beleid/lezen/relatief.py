"""Targets relative to a base year: "10% lager dan in 2019". Computed only when the base value is known, and said so."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from kompas.beleid.lezen.gelezen import Cijfertabel, GelezenIndicator, Meetwaarde, Relatief
from kompas.beleid.lezen.tekst import kaal, zonder_jaren
from kompas.beleid.lezen.waarden import als_tekst, getal
from kompas.beleid.lezen.woordenboek import Doelzinwoorden, Woordenboek

_PROCENT = r"(?P<p{n}>\d+(?:[.,]\d+)?)\s?(?:%|procent\b)"
_HOOGSTENS = r"(?:(?:ten\s?minste|minimaal|minstens|maximaal|ongeveer|circa)\s+)?"


@lru_cache(maxsize=8)
def _patroon(woorden: Doelzinwoorden) -> re.Pattern[str]:
    richting = "|".join(map(re.escape, woorden.dalen + woorden.stijgen))
    erna = rf"{_PROCENT.format(n=1)}\s+(?:te\s+|is\s+|zijn\s+)?(?P<r1>{richting})\b"
    ervoor = rf"\b(?P<r2>{richting})\s+(?:van|met)\s+{_HOOGSTENS}{_PROCENT.format(n=2)}"
    neemt = rf"\bmet\s+{_HOOGSTENS}{_PROCENT.format(n=3)}\s+(?P<r3>af|toe)\b"
    kaal_teken = rf"^\s*(?P<r4>[-–−+])\s?{_PROCENT.format(n=4)}\s*$"
    return re.compile(f"{neemt}|{erna}|{ervoor}|{kaal_teken}", re.IGNORECASE)


@lru_cache(maxsize=8)
def _basis(woorden: Doelzinwoorden) -> re.Pattern[str]:
    frases = "|".join(map(re.escape, sorted(woorden.ten_opzichte, key=len, reverse=True)))
    return re.compile(rf"(?:{frases})\s*(?:van\s+)?(?:het\s+jaar\s+|in\s+)?(?P<jaar>(?:19|20)\d{{2}})", re.IGNORECASE)


def relatief_in(tekst: str, boek: Woordenboek) -> tuple[Relatief, int, int] | None:
    """The change in percent with its base year when named, and where it stands in the text."""
    woorden = boek.doelzinnen
    match = _patroon(woorden).search(tekst)
    if match is None:
        return None
    n = next(k for k in "3124" if match[f"p{k}"])
    richting = match[f"r{n}"].lower()
    daalt = richting in woorden.dalen or richting in {"af", "-", "–", "−"}
    procent = getal(match[f"p{n}"]) or 0.0
    basis = _basis(woorden).search(tekst)
    return Relatief(-procent if daalt else procent, int(basis["jaar"]) if basis else None), match.start(), match.end()


def zonder_basisjaar(tekst: str, boek: Woordenboek) -> str:
    return _basis(boek.doelzinnen).sub(" ", tekst)


def vul_in(indicator: GelezenIndicator, tabellen: Iterable[Cijfertabel]) -> GelezenIndicator:
    """The target computed from the baseline or from a table of figures; otherwise a doubt: what is missing."""
    wens = indicator.relatief
    if wens is None:
        return indicator
    jaar = wens.basisjaar or indicator.jaar
    eigen = indicator.uitgangswaarde
    basis = eigen.getal if eigen and indicator.jaar == jaar else None
    if basis is None and jaar is not None:
        basis = _uit_tabel(indicator.naam, jaar, tabellen)
    if basis is None:
        waarvan = f"de waarde van {jaar}" if jaar else "de uitgangswaarde"
        reden = f"Het doel is {_woorden(wens)}, maar {waarvan} staat niet in het document: vul die in."
        return replace(indicator, jaar=jaar, twijfel=(*indicator.twijfel, reden))
    return _berekend(indicator, wens, basis, jaar)


def _berekend(indicator: GelezenIndicator, wens: Relatief, basis: float, jaar: int | None) -> GelezenIndicator:
    streef = round(basis * (1 + wens.procent / 100), 2)
    bron = indicator.doel.tekst if indicator.doel else ""
    reden = (
        f"De streefwaarde {als_tekst(streef)} staat niet in het document: de lezer rekende "
        f"{als_tekst(abs(wens.procent))}% van {als_tekst(basis)}"
        f"{f' ({jaar})' if jaar else ''} {'af' if wens.procent < 0 else 'erbij'}."
    )
    return replace(
        indicator,
        uitgangswaarde=indicator.uitgangswaarde
        if indicator.uitgangswaarde and indicator.jaar == jaar
        else Meetwaarde(basis, jaar=jaar, tekst=als_tekst(basis)),
        jaar=jaar,
        doel=Meetwaarde(streef, teken="<=" if wens.procent < 0 else ">=", tekst=bron or _woorden(wens)),
        twijfel=(*indicator.twijfel, reden),
    )


def _woorden(wens: Relatief) -> str:
    return f"{als_tekst(abs(wens.procent))}% {'lager' if wens.procent < 0 else 'hoger'}"


def _uit_tabel(naam: str, jaar: int, tabellen: Iterable[Cijfertabel]) -> float | None:
    gezocht = _kern(naam)
    for tabel in tabellen:
        kolom = next((k for k, kop in enumerate(tabel.kolommen) if kop.strip() == str(jaar)), None)
        for rij in tabel.rijen:
            if kolom is not None and kolom < len(rij.waarden) and _kern(rij.label) == gezocht:
                return rij.waarden[kolom]
    return None


def _kern(naam: str) -> str:
    return re.sub(r"^(?:totaal )?aantal ", "", zonder_jaren(kaal(naam)))
