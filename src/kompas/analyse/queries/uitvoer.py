"""The answer of the explorer as a file: the same figures as on the page, each with its source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kompas.analyse.queries.verkennen import Verkenning
from kompas.data.cijfers import Cijfers
from kompas.data.uitvoer import Gegeven, als_csv, als_parquet, als_xlsx

Over = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Vorm:
    """A kind of file; `maak` gets the figures and what is to be told about them."""

    soort: str
    titel: str
    maak: Callable[[list[Gegeven], Over], bytes]


VORMEN = {
    "csv": Vorm("text/csv; charset=utf-8", "CSV", lambda gegevens, _over: als_csv(gegevens)),
    "xlsx": Vorm("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", als_xlsx),
    "parquet": Vorm("application/vnd.apache.parquet", "Parquet", als_parquet),
}


def gegevens_van(verkenning: Verkenning) -> list[Gegeven]:
    key = verkenning.definitie.key
    return [Gegeven(key, rij.gebied.code, rij.naam, cel) for rij in verkenning.rijen for cel in rij.cellen]


def over(verkenning: Verkenning, cijfers: Cijfers, adres: str) -> Over:
    """What a reader of the file has to know: definition, sources with licence, breaks, the question itself."""
    definitie = verkenning.definitie
    herkomsten = [waarde.herkomst for waarde in verkenning.waarden if waarde.bekend]
    op = verkenning.vraag.op
    paren = [
        ("Indicator", definitie.titel),
        ("Omschrijving", definitie.omschrijving),
        ("Eenheid", definitie.eenheid),
        ("Perioden", f"{verkenning.perioden[0].label} tot en met {verkenning.perioden[-1].label}"),
        ("Stand van", op.isoformat() if op else ""),
        ("Bron", "; ".join(dict.fromkeys(h.bron for h in herkomsten))),
        ("Tabel", "; ".join(dict.fromkeys(h.tabel for h in herkomsten if h.tabel))),
        ("Licentie", "; ".join(dict.fromkeys(h.licentie for h in herkomsten if h.licentie))),
        ("Naamsvermelding", "; ".join(_attributies(verkenning, cijfers))),
        ("Reeksbreuken", " ".join(f"{breuk.jaar}: {breuk.reden}" for breuk in verkenning.breuken)),
        ("Bijzondere jaren", " ".join(f"{b.jaar}: {b.reden}" for b in verkenning.uitschieters)),
        ("Cijferset", cijfers.build_id),
        ("Vraag", adres),
    ]
    return [(naam, tekst) for naam, tekst in paren if tekst]


def _attributies(verkenning: Verkenning, cijfers: Cijfers) -> list[str]:
    titels = {h.bron for w in verkenning.waarden for h in (w.herkomst, *(deel.herkomst for deel in w.herkomst.delen))}
    return [bron.bronvermelding for bron in cijfers.definities.bronnen if bron.titel in titels and bron.bronvermelding]
