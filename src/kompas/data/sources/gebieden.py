"""The area table of the CBS: of every municipality the larger areas it lies in.

The table repeats `Code_n` and `Naam_n` for every kind of area. Which pair is which follows from the topic group above
it, and which kind of area from the codes themselves: PV28, RE06, VR16.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kompas.base import RefusedError
from kompas.data.definities.tabellen import Gebiedentabel, laad_gebiedentabellen
from kompas.data.groepen import SOORTEN, Groep, Indeling, bewaar_indeling
from kompas.data.sources.ophalen.adressen import Bronadressen
from kompas.data.sources.ophalen.verbinding import BronError, OnleesbaarError, Verbinding

PAD = "ODataApi/OData/{tabel}/{entiteit}"
_GROEPCODE = re.compile(r"([A-Z]{2})\w{2,4}")
_JAAR = re.compile(r"\b(20\d\d)\b")
Rij = Mapping[str, Any]


def haal_indelingen(
    map_: Path,
    *,
    adressen: Bronadressen | None = None,
    tabellen: Sequence[Gebiedentabel] = (),
    verbinding: Verbinding | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> tuple[Indeling, ...]:
    """Fetch and keep every area table that has a definition; they are small, one answer each."""
    indelingen = []
    for tabel in tabellen or laad_gebiedentabellen().values():
        lijn = verbinding or Verbinding((adressen or Bronadressen()).voor(tabel.dienst))
        meld(f"gebieden, tabel {tabel.tabel}")
        info, eigenschappen, rijen = (
            _entiteit(lijn, tabel.tabel, naam) for naam in ("TableInfos", "DataProperties", "TypedDataSet")
        )
        titel = str(info[0].get("Title", "")) if info else ""
        indeling = lees_indeling(tabel, titel, eigenschappen, rijen)
        bewaar_indeling(map_, indeling)
        indelingen.append(indeling)
    return tuple(indelingen)


def lees_indeling(tabel: Gebiedentabel, titel: str, eigenschappen: Sequence[Rij], rijen: Sequence[Rij]) -> Indeling:
    """The groups in a table; `RefusedError` when year, areas or groups cannot be found in it."""
    jaar = _JAAR.search(titel)
    if jaar is None:
        raise RefusedError(f"Tabel {tabel.tabel} zegt niet van welk jaar de grenzen zijn ({titel!r}).")
    paren = _paren(eigenschappen)
    leden: dict[str, set[str]] = defaultdict(set)
    namen: dict[str, str] = {}
    for rij in rijen:
        gemeente = str(rij.get(tabel.gebied, "")).strip()
        if not re.fullmatch(r"GM\d{4}", gemeente):
            continue
        for kolom_code, kolom_naam in paren:
            code = str(rij.get(kolom_code) or "").strip()
            match = _GROEPCODE.fullmatch(code)
            if match and match[1] in SOORTEN:
                leden[code].add(gemeente)
                namen[code] = " ".join(str(rij.get(kolom_naam) or code).split())
    if not leden:
        raise RefusedError(f"In tabel {tabel.tabel} staan geen provincies of politie-eenheden. De tabel is veranderd.")
    groepen = tuple(Groep(code, namen[code], code[:2], tuple(sorted(leden[code]))) for code in sorted(leden))
    _eenmalig(tabel, groepen)
    return Indeling(int(jaar[1]), tabel.tabel, groepen)


def _paren(eigenschappen: Sequence[Rij]) -> list[tuple[str, str]]:
    """The columns with a code and a name that stand under one heading."""
    per_kop: dict[str, dict[str, str]] = defaultdict(dict)
    for rij in eigenschappen:
        sleutel = str(rij.get("Key", ""))
        if rij.get("Type") == "Topic" and (soort := re.fullmatch(r"(Code|Naam)_\d+", sleutel)):
            per_kop[str(rij.get("ParentID"))].setdefault(soort[1], sleutel)
    return [(paar["Code"], paar.get("Naam", paar["Code"])) for paar in per_kop.values() if "Code" in paar]


def _eenmalig(tabel: Gebiedentabel, groepen: Sequence[Groep]) -> None:
    """A municipality lies in one area of each kind."""
    gezien: dict[tuple[str, str], str] = {}
    for groep in groepen:
        for gemeente in groep.leden:
            if (eerder := gezien.setdefault((groep.soort, gemeente), groep.key)) != groep.key:
                raise RefusedError(f"Tabel {tabel.tabel}: {gemeente} ligt in {eerder} en {groep.key}; dat kan niet.")


def _entiteit(verbinding: Verbinding, tabel: str, naam: str) -> list[dict[str, Any]]:
    pad = PAD.format(tabel=tabel, entiteit=naam)
    return verbinding.haal(pad, {"$format": "json"}, _rijen, niet_herhalen=lambda tekst: "exceeded" in tekst)


def _rijen(lichaam: bytes) -> list[dict[str, Any]]:
    try:
        antwoord = msgspec.json.decode(lichaam)
        rijen = antwoord["value"]
    except (msgspec.DecodeError, KeyError, TypeError) as fout:
        raise OnleesbaarError("afgebroken JSON") from fout
    if "odata.nextLink" in antwoord:
        raise BronError("De gebiedentabel past niet in één antwoord; dat is niet verwacht. Meld dit.")
    return [dict(rij) for rij in rijen]
