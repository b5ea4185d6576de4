"""The colours of a report: the design tokens of the installation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kompas.ui import thema

_HEX = re.compile(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3}).*\)")
_OORDELEN = ("behaald", "op-koers", "achter-op-koers", "niet-te-zeggen", "niet-te-beoordelen")


@dataclass(frozen=True, slots=True)
class Oordeelkleur:
    tekst: str
    vlak: str
    rand: str


@dataclass(frozen=True, slots=True)
class Kleuren:
    """Every colour as `#rrggbb`: the notation that all forms know. `oordelen` by key of the verdict."""

    accent: str
    vlak: str
    lijn: str
    stil: str
    tekst: str
    papier: str
    oordelen: Mapping[str, Oordeelkleur]


def kleuren() -> Kleuren:
    return Kleuren(
        accent=_kleur("accent"),
        vlak=_kleur("vlak-sterk"),
        lijn=_kleur("rand"),
        stil=_kleur("tekst-zacht"),
        tekst=_kleur("tekst"),
        papier=_kleur("papier"),
        oordelen={
            sleutel: Oordeelkleur(*(_kleur(f"oordeel-{sleutel}-{deel}") for deel in ("tekst", "vlak", "rand")))
            for sleutel in _OORDELEN
        },
    )


def _kleur(naam: str) -> str:
    """The token as six hexadecimal digits; `ValueError` for a notation that print does not know."""
    waarde = thema.token(f"--kompas-{naam}").strip()
    if gevonden := _HEX.fullmatch(waarde):
        return f"#{gevonden[1].lower()}"
    if gevonden := _RGB.fullmatch(waarde):
        return "#" + "".join(f"{min(int(deel), 255):02x}" for deel in gevonden.groups())
    if re.fullmatch(r"#[0-9a-fA-F]{3}", waarde):
        return "#" + "".join(teken * 2 for teken in waarde[1:].lower())
    raise ValueError(f"design token --kompas-{naam} is {waarde!r}; een rapport kent alleen #rrggbb en rgb()")
