"""One HTML file with everything in it: style, charts as images, no script."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from kompas.rapportage.renderers.huisstijl import kleuren
from kompas.rapportage.secties.inhoud import Blok, Figuur, Kop, Opmaak, Rapport, Section, Tabel


@dataclass(frozen=True, slots=True)
class _Zicht:
    """A block for the template: its kind, and the number of a table or figure."""

    soort: str
    blok: Blok
    nummer: int = 0
    afbeelding: str = ""


@dataclass(frozen=True, slots=True)
class _Deel:
    sectie: Section
    blokken: tuple[_Zicht, ...]
    koppen: tuple[Kop, ...]

    @property
    def is_voorblad(self) -> bool:
        return self.sectie.opmaak is Opmaak.VOORBLAD


def maak_html(rapport: Rapport) -> bytes:
    delen = tuple(_delen(rapport))
    inhoud = {"rapport": rapport, "delen": delen, "kleuren": kleuren()}
    return render_to_string("rapportage/rapport.html", inhoud).encode()


def _delen(rapport: Rapport) -> Iterator[_Deel]:
    tellers = {Tabel: 0, Figuur: 0}
    for sectie in rapport.secties:
        zichten = []
        for blok in sectie.blokken:
            if isinstance(blok, Tabel | Figuur):
                tellers[type(blok)] += 1
            zichten.append(_zicht(blok, tellers.get(type(blok), 0)))
        koppen = tuple(blok for blok in sectie.blokken if isinstance(blok, Kop) and blok.niveau == 2 and blok.anker)
        yield _Deel(sectie, tuple(zichten), koppen)


def _zicht(blok: Blok, nummer: int) -> _Zicht:
    afbeelding = _data_uri(blok.svg) if isinstance(blok, Figuur) else ""
    return _Zicht(type(blok).__name__, blok, nummer, afbeelding)


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
