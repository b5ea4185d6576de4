"""The CSV of the Veiligheidsmonitor that a user downloads from StatLine: names instead of codes, decimal commas."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kompas.data.feiten import BLANCO, Afgekeurd, Opmerking, Rij
from kompas.data.sources.basis import Context, gebiedscode, getal
from kompas.data.sources.bestand import Bestand
from kompas.data.sources.margecel import Margecellen, Rol
from kompas.data.sources.namen import NaamError, gebied_van, periode_van
from kompas.data.sources.tabel import Cellen, eis_kolommen, tabelrijen

BREUKJAAR = 2021
_ROLLEN: dict[str, Rol] = {"waarde": "waarde", "ondergrens": "laag", "bovengrens": "hoog"}
_VAST = ("Marges", "Regio's", "Perioden")
_EENHEID = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True)
class Veiligheidsmonitor:
    """A row for the value and one for each limit, a column for each measure with its headings before it."""

    key: str = "veiligheidsmonitor-statline"
    titel: str = "Veiligheidsmonitor, StatLine-export (CBS)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = (*_VAST, "Rapportcijfer veiligheid in buurt")
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return bestand.vorm in {"csv", "blad"} and set(_VAST) <= set(bestand.kolommen)

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:
        eis_kolommen(bestand, *_VAST)
        codes = maatcodes(tuple(kolom for kolom in bestand.kolommen if kolom not in _VAST))
        if not codes:
            bestand.stuk(0, "er is geen kolom met cijfers. Kies in StatLine ten minste één onderwerp")
        per_reeks = {"81877NED": Margecellen(), "85146NED": Margecellen()}
        for rij in tabelrijen(bestand):
            if isinstance(rij, Afgekeurd):
                yield rij
                continue
            try:
                _neem_op(*rij, codes, context, per_reeks)
            except NaamError as fout:
                yield Afgekeurd(rij[0], str(fout), is_schade=False)
            except ValueError as fout:
                yield Afgekeurd(rij[0], str(fout))
        for tabel, cellen in per_reeks.items():
            yield from cellen.feiten("veiligheidsmonitor", tabel)
        if zonder := sum(cellen.zonder_marges for cellen in per_reeks.values()):
            yield Opmerking(f"{zonder} uitkomsten hebben geen marges; kies in StatLine alle drie de marges")


@lru_cache(maxsize=16)
def maatcodes(kolommen: tuple[str, ...]) -> dict[str, str]:
    """Column -> code, the same code as the service has: words joined, and headings only where a name repeats."""
    paden = {kolom: [_kop(deel) for deel in kolom.split("/")] for kolom in kolommen}
    namen = {kolom: _sleutel(pad[-1]) for kolom, pad in paden.items()}
    keer = Counter(namen.values())
    codes = {}
    for kolom, naam in namen.items():
        boven = paden[kolom][:-1]
        codes[kolom] = naam if keer[naam] == 1 or not boven else f"{naam}/{_onderscheid(kolom, namen, paden)}"
    return {kolom: code for kolom, code in codes.items() if code}


def _onderscheid(kolom: str, namen: dict[str, str], paden: dict[str, list[str]]) -> str:
    """The fewest headings above a column that tell it from the others of its name."""
    zelfde = [paden[ander][:-1] for ander in namen if namen[ander] == namen[kolom]]
    eigen = paden[kolom][:-1]
    diepte = next(
        (diep for diep in range(1, len(eigen) + 1) if [pad[-diep:] for pad in zelfde].count(eigen[-diep:]) == 1),
        len(eigen),
    )
    return "/".join(eigen[-diepte:])


def _kop(tekst: str) -> str:
    """A heading without its unit."""
    return " ".join(_EENHEID.sub("", tekst).split())


def _sleutel(titel: str) -> str:
    """A title as the key of the service: `Rapportcijfer veiligheid in buurt` is `RapportcijferVeiligheidInBuurt`."""
    woorden = re.findall(r"\w+", titel)
    return "".join(woord[:1].upper() + woord[1:] for woord in woorden)


def _neem_op(
    regel: int, velden: Cellen, codes: dict[str, str], context: Context, per_reeks: dict[str, Margecellen]
) -> None:
    rol = _rol(str(velden["Marges"]))
    gebied = _gebied(str(velden["Regio's"]), context)
    periode = periode_van(str(velden["Perioden"]))
    cellen = per_reeks["85146NED" if int(periode[:4]) >= BREUKJAAR else "81877NED"]
    for kolom, code in codes.items():
        cellen.neem(regel, (gebied, code, periode), rol, _uitkomst(str(velden[kolom]).strip()))


def _uitkomst(tekst: str) -> tuple[float | None, str]:
    if not tekst:
        return None, BLANCO
    return getal(tekst if tekst == "." else tekst.replace(",", "."), heel=False)


def _rol(marge: str) -> Rol:
    woord = marge.strip().split(" ")[0].casefold()
    if woord not in _ROLLEN:
        raise ValueError(f"marge {marge[:40]!r} is onbekend (verwacht: Waarde, Ondergrens of Bovengrens)")
    return _ROLLEN[woord]


def _gebied(naam: str, context: Context) -> str:
    try:
        return gebiedscode(naam)
    except ValueError:
        return gebied_van(context, naam, alleen_gemeenten=True)


VM_STATLINE = Veiligheidsmonitor()
