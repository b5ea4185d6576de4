"""PDF through Typst: tagged (PDF/UA-1), and the same bytes for the same report."""

import atexit
import json
import shutil
import tempfile
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from kompas.rapportage.renderers.huisstijl import kleuren
from kompas.rapportage.secties.inhoud import Blok, Figuur, Rapport, Section

SJABLOON = Path(__file__).with_name("rapport.typ")
_SNEDEN = ("Regular", "It", "Semibold", "Bold")


def maak_pdf(rapport: Rapport) -> bytes:
    inhoud = json.dumps(_rapport_als_data(rapport), ensure_ascii=False)
    letters = _letters()
    return bytes(
        typst.compile(
            SJABLOON,
            root=SJABLOON.parent,
            font_paths=[letters],
            ignore_system_fonts=True,
            sys_inputs={"rapport": inhoud},
            pdf_standards="ua-1",
            package_path=letters,
            package_cache_path=letters,
        )
    )


@cache
def _letters() -> Path:
    """A folder with the four cuts that the report uses.

    The font package has each cut twice (otf and ttf); which one wins would depend on the file system.
    """
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise RuntimeError("het lettertype voor het rapport ontbreekt (pakket font-source-sans-pro)")
    bron = Path(spec.origin).parent / "files"
    map_ = Path(tempfile.mkdtemp(prefix="kompas-letters-"))
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    for snede in _SNEDEN:
        shutil.copy(bron / f"SourceSansPro-{snede}.ttf", map_)
    return map_


def _rapport_als_data(rapport: Rapport) -> dict[str, Any]:
    return {
        "titel": rapport.titel,
        "gemeente": f"Gemeente {rapport.gemeente}",
        "auteur": rapport.auteur,
        "omschrijving": f"Voortgang van het veiligheidsbeleid in {rapport.gemeente}, {rapport.jaar}",
        "peildatum": [rapport.peildatum.year, rapport.peildatum.month, rapport.peildatum.day],
        "voorbeeld": rapport.is_voorbeeld,
        "voet": rapport.voet,
        "kleuren": asdict(kleuren()),
        "secties": [_sectie_als_data(sectie) for sectie in rapport.secties],
    }


def _sectie_als_data(sectie: Section) -> dict[str, Any]:
    blokken = [_blok_als_data(blok) for blok in sectie.blokken]
    return {"key": sectie.key, "titel": sectie.titel, "opmaak": str(sectie.opmaak), "blokken": blokken}


def _blok_als_data(blok: Blok) -> dict[str, Any]:
    if isinstance(blok, Figuur):
        return {"soort": "Figuur", "titel": blok.titel, "alt": blok.alt, "svg": blok.svg, "bron": blok.bron}
    return {"soort": type(blok).__name__, **asdict(blok)}
