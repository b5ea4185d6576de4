"""Take fetched tables into a new build: each table gets a new version of its kubus, the rest stays as it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kompas.base import RefusedError
from kompas.data.build.inlezen import Klok, open_werkbank
from kompas.data.build.opslag import Opslag
from kompas.data.build.ruw import bewaar_levering, bewaarde_levering, leveringhash
from kompas.data.build.vastleggen import Inbreng, leg_vast
from kompas.data.build.verslag import MAX_GENOEMD, Bestandsverslag, Gewijzigd, Inleesverslag
from kompas.data.kubus.bouwen import Peiling, bouw
from kompas.data.kubus.schema import Kubus, lees_manifest
from kompas.data.kubus.verschil import Telling
from kompas.data.levering import Levering

Bouwvoortgang = Callable[[str], None]


def neem_leveringen(
    map_: Path,
    leveringen: Iterable[Levering],
    *,
    klok: Klok = lambda: datetime.now(UTC),
    voortgang: Bouwvoortgang | None = None,
) -> Inleesverslag:
    """Add fetched tables to the figures in `map_` and make the result active; `voortgang` hears a Dutch sentence.

    A delivery that is older than one that is known already goes into history. Raises `RefusedError` when a delivery
    is not what it says; the figures are then what they were. The folders of the deliveries stay as they are.
    """
    opslag = Opslag(Path(map_))
    per_tabel: dict[str, list[Levering]] = defaultdict(list)
    for levering in leveringen:
        per_tabel[levering.tabel].append(levering)
    if not per_tabel:
        raise RefusedError("Er is geen levering om vast te leggen.")
    with opslag.bouwer() as werkmap:
        return _Bouw(opslag, werkmap, klok(), voortgang or (lambda _: None)).maak(per_tabel)


@dataclass(frozen=True, slots=True)
class _Bouw:
    opslag: Opslag
    werkmap: Path
    moment: datetime
    meld: Bouwvoortgang

    def maak(self, per_tabel: Mapping[str, Sequence[Levering]]) -> Inleesverslag:
        vorige = self.opslag.actief
        oud = self.opslag.kubussen(vorige) if vorige else {}
        verslagen, nieuw = [], {}
        for tabel, leveringen in sorted(per_tabel.items()):
            peilingen = [Peiling(levering, leveringhash(levering)) for levering in leveringen]
            kubus, verslag = self._tabel(tabel, peilingen, oud.get(tabel))
            nieuw[tabel] = kubus.versie
            verslagen.append(verslag)
        self.meld("Cijfers vastleggen.")
        kubussen = {tabel: kubus.versie for tabel, kubus in oud.items()} | nieuw
        alle = [levering for leveringen in per_tabel.values() for levering in leveringen]
        build = self.werkmap / "build"
        build.mkdir()
        with closing(open_werkbank(self.opslag, build)) as werkbank:
            for tabel in sorted(nieuw):
                werkbank.neem_namen(self.opslag.kubussen_van(nieuw)[tabel].parquet("gebied"))
            werkbank.zet_naast()
            build_id = leg_vast(self.opslag, werkbank, build, kubussen, partial(self._bewaar, alle), self.moment)
        return Inleesverslag(build_id, vorige, build_id != vorige, tuple(verslagen), werkbank.aantal_feiten)

    def _bewaar(self, leveringen: Sequence[Levering]) -> Inbreng:
        ruw = sorted({bewaar_levering(self.opslag, levering) for levering in leveringen})
        return Inbreng({"soort": "leveringen", "moment": self.moment.isoformat(), "ruw": ruw})

    def _tabel(self, tabel: str, peilingen: Sequence[Peiling], vorige: Kubus | None) -> tuple[Kubus, Bestandsverslag]:
        """The next version of one table; deliveries that are in it already do nothing."""
        self.meld(f"Tabel {tabel} vastleggen.")
        oud: dict[str, Any] = {"ruw": [], "cellen": 0, "laatste": ""}
        if vorige:
            oud = lees_manifest(vorige.map)
        vers = {peiling.ruw: peiling for peiling in peilingen if peiling.ruw not in oud["ruw"]}
        if vorige and not vers:
            return vorige, _verslag(peilingen, 0, ())
        laat = any(peiling.moment <= oud["laatste"] for peiling in vers.values())
        # For history the table is written once more from the beginning: the order of arrival leaves no trace.
        eerder = [Peiling(bewaarde_levering(self.opslag, naam), naam) for naam in oud["ruw"]] if laat else []
        gebouwd = bouw(self.werkmap / "kubus" / tabel, [*eerder, *vers.values()], None if laat else vorige)
        kubus = self.opslag.neem_kubus_op(gebouwd.kubus)
        nieuw = lees_manifest(kubus.map)["cellen"] - oud["cellen"]
        tellingen = tuple(gebouwd.tellingen[ruw] for ruw in vers)
        return kubus, _verslag(tuple(vers.values()), nieuw, tellingen, laat=laat)


def _verslag(
    peilingen: Sequence[Peiling], nieuw: int, tellingen: Sequence[Telling], *, laat: bool = False
) -> Bestandsverslag:
    """What the deliveries of one table did; late ones revise nothing that counts now."""
    levering = peilingen[-1].levering
    gelezen = sum(peiling.levering.aantal for peiling in peilingen)
    anders = sum(telling.gewijzigd for telling in tellingen)
    gewijzigd, historie = (0, anders) if laat else (anders, 0)
    voorbeelden = [(levering.tabel, *astuple(v)) for telling in tellingen for v in telling.voorbeelden]
    return Bestandsverslag(
        naam=levering.tabel,
        herkend_als=f"opgehaald van {levering.bron}",
        tabellen=(levering.tabel,),
        gelezen=gelezen,
        aantal_afgekeurd=0,
        afgekeurd=(),
        nieuw=nieuw,
        gewijzigd=gewijzigd,
        ongewijzigd=max(gelezen - nieuw - anders, 0),
        wijzigingen=() if laat else tuple(Gewijzigd(*rij) for rij in voorbeelden[:MAX_GENOEMD]),
        historie=historie,
        opmerkingen=("er was al een latere levering; deze telt mee bij de vraag wat er toen bekend was",)
        if laat
        else (),
    )
