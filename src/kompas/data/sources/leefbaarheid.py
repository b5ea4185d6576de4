"""Scores of the Leefbaarometer per municipality, wijk and buurt: class 1-9 and the difference with the country."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kompas.base import RefusedError
from kompas.data.levering import Levergebied, Levering
from kompas.data.sources.basis import gebiedscode
from kompas.data.sources.dichtelevering import Sleutel, map_van, schrijf_dicht
from kompas.data.sources.geodienst import Feature, bestaat_niet, wfs_features
from kompas.data.sources.ophalen.adressen import Bronadressen
from kompas.data.sources.ophalen.verbinding import BronError, Verbinding

PAD = "wfs"
LAAG = "lbm3:{niveau}score{jaar:02d}"
TABEL = "Leefbaarometer"
NIVEAUS = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
EERSTE, OM_DE = 2014, 2
DIMENSIES = ("won", "fys", "vrz", "soc", "onv")
# Field of the service -> our code. A class is a whole number from 1 to 9; afw may be below zero.
VELDEN = {
    "kscore": "klasse", "afw": "afwijking",
    **{f"k{dimensie}": f"klasse/{dimensie}" for dimensie in DIMENSIES},
    **{dimensie: f"afwijking/{dimensie}" for dimensie in DIMENSIES},
}  # fmt: skip


@dataclass
class _Oogst:
    """What came in: areas with their name, and figures."""

    gebieden: dict[str, str] = field(default_factory=dict)
    cijfers: dict[Sleutel, float] = field(default_factory=dict)
    jaren: set[int] = field(default_factory=set)


def haal_leefbaarheid(
    werkmap: Path,
    gemeenten: Sequence[str] = (),
    *,
    adressen: Bronadressen | None = None,
    jaren: Sequence[int] = (),
    verbinding: Verbinding | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> Levering:
    """Fetch the editions that the service has; `RefusedError` when it has none, or none of these municipalities."""
    lijn = verbinding or Verbinding((adressen or Bronadressen()).voor("leefbaarometer"))
    oogst = _Oogst()
    for jaar in jaren or range(EERSTE, datetime.now(UTC).year + 1, OM_DE):
        meld(f"Leefbaarometer {jaar}")
        for soort, niveau in NIVEAUS.items():
            for feature in _laag(lijn, LAAG.format(niveau=niveau, jaar=jaar % 100), soort, gemeenten):
                _neem(feature, jaar, oogst)
    if not oogst.cijfers:
        raise RefusedError("De Leefbaarometer heeft geen cijfers van deze gemeente. Probeer het later opnieuw.")
    return schrijf_dicht(_levering(werkmap, lijn, oogst), oogst.cijfers, anders=None)


def _laag(verbinding: Verbinding, laag: str, soort: str, gemeenten: Sequence[str]) -> Iterator[Feature]:
    """The features of one layer, none when the edition does not have it."""
    vraag = {"propertyName": ",".join(("id", "name", "year", *VELDEN))}
    if gemeenten:
        delen = (f"id LIKE '{soort}{gemeente[2:]}%'" for gemeente in gemeenten)
        vraag["cql_filter"] = " OR ".join(delen)
    try:
        yield from wfs_features(verbinding, PAD, laag, vraag)
    except BronError as fout:
        if not bestaat_niet(fout):
            raise


def _neem(feature: Feature, jaar: int, oogst: _Oogst) -> None:
    eigenschappen = feature.get("properties") or {}
    try:
        gebied = gebiedscode(str(eigenschappen.get("id", "")))
    except ValueError as fout:
        raise BronError(f"De Leefbaarometer geeft een onbekend gebied: {fout}. Er is niets veranderd.") from None
    oogst.gebieden[gebied] = " ".join(str(eigenschappen.get("name") or gebied).split())
    for veld, code in VELDEN.items():
        waarde = eigenschappen.get(veld)
        if waarde is None:
            continue
        if not _kan(veld, waarde):
            raise BronError(f"De Leefbaarometer geeft {veld} = {waarde!r} voor {gebied}; dat kan niet.")
        oogst.cijfers[gebied, code, f"{jaar}JJ00"] = float(waarde)
        oogst.jaren.add(jaar)


def _kan(veld: str, waarde: object) -> bool:
    """A class from 1 to 9, a difference that is a small number."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return False
    return 1 <= waarde <= 9 if veld.startswith("k") else abs(waarde) < 10


def _levering(werkmap: Path, verbinding: Verbinding, oogst: _Oogst) -> Levering:
    jaren = sorted(oogst.jaren)
    codes = sorted({code for _, code, _ in oogst.cijfers})
    laag = LAAG.format(niveau="gemeente", jaar=jaren[-1] % 100)
    return Levering(
        tabel=TABEL,
        bron="leefbaarometer",
        map=map_van(werkmap, TABEL),
        gebieden=tuple(
            Levergebied(code, naam, code[:2], code if code.startswith("GM") else f"GM{code[2:6]}")
            for code, naam in sorted(oogst.gebieden.items())
        ),
        codes=tuple(codes),
        perioden=tuple(f"{jaar}JJ00" for jaar in jaren),
        totaal="",
        gewijzigd="",
        opgehaald=datetime.now(UTC),
        indeling=0,  # every edition has the boundaries of its own year
        adres=verbinding.adres(PAD, {"service": "WFS", "request": "GetFeature", "typeNames": laag}),
        heel=False,
    )
