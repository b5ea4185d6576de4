"""The last steps of every build: written, checked, put in place, switched to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kompas.data.build import controle
from kompas.data.build.opslag import GEBOUWD, SCHEMA, Manifest, Opslag
from kompas.data.build.samenvoegen import Werkbank
from kompas.data.vingerafdruk import bestandshash


@dataclass(frozen=True, slots=True)
class Inbreng:
    """What one command brings: the step by which the build can be made again, and the raw files it read."""

    stap: dict[str, Any]
    bronbestanden: tuple[dict[str, Any], ...] = ()


def leg_vast(
    opslag: Opslag,
    werkbank: Werkbank,
    werkmap: Path,
    kubussen: Mapping[str, str],
    bewaar: Callable[[], Inbreng],
    moment: datetime,
    *,
    proef: bool = False,
) -> str:
    """Make the merged rows, with these kubussen, the active build; its id. `proef`: only say which it would be.

    `bewaar` keeps the raw inputs; it is called when all is well and something changed.
    """
    vorige = opslag.actief
    werkbank.voeg_samen()
    controle.samengevoegd(werkbank)
    tabellen = werkbank.tabellen()
    build_id = werkbank.schrijf(kubussen)
    if build_id == vorige or proef:
        return build_id
    controle.gebouwd(werkmap, werkbank.aantal_feiten)
    inbreng = bewaar()
    Manifest(
        build_id=build_id,
        gemaakt=moment.isoformat(timespec="microseconds"),
        vorige=vorige,
        aantal_feiten=werkbank.aantal_feiten,
        aantal_gebieden=werkbank.aantal_gebieden,
        bronbestanden=_bronbestanden(opslag, vorige, inbreng.bronbestanden),
        bestanden={naam: bestandshash(werkmap / naam) for naam in GEBOUWD},
        tabellen=tabellen,
        schema=SCHEMA,
        inhoud=werkbank.inhoud,
        kubussen=dict(kubussen),
        stappen=(*_eerdere_stappen(opslag, vorige), inbreng.stap),
    ).schrijf(werkmap)
    opslag.neem_op(werkmap, build_id)
    opslag.maak_actief(build_id)
    return build_id


def _bronbestanden(opslag: Opslag, vorige: str, nieuw: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    eerder = opslag.manifest(vorige).bronbestanden if vorige else ()
    bekend = {bron["sha256"] for bron in nieuw}
    return (*(bron for bron in eerder if bron["sha256"] not in bekend), *nieuw)


def _eerdere_stappen(opslag: Opslag, vorige: str) -> tuple[dict[str, Any], ...]:
    """Every step so far; before schema 3 the raw files were not kept, so that such a build is where it begins."""
    if not vorige:
        return ()
    manifest = opslag.manifest(vorige)
    return manifest.stappen or ({"soort": "build", "build": vorige},)
