"""A question about figures as an address puts it: which indicator, which areas, which periods, as known when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from kompas.base import Periode, Refused

PERIODEN_MAX = 400
"""More columns than any source has months: a longer question is a typing error."""
EERSTE_JAAR = 1990
LAATSTE_JAAR = 2100
_MAAND = re.compile(r"(\d{4})-(\d{1,2})|(\d{4})MM(\d{2})")
_JAAR = re.compile(r"(\d{4})(?:JJ00)?")


class Stap(StrEnum):
    """How long one period of the question is."""

    JAAR = "jaar"
    MAAND = "maand"
    TWAALF = "12-maanden"

    @property
    def meervoud(self) -> str:
        return {"jaar": "jaren", "maand": "maanden", "12-maanden": "steeds 12 maanden"}[self.value]


class Beeld(StrEnum):
    """In what form the answer is shown."""

    TABEL = "tabel"
    GRAFIEK = "grafiek"
    KAART = "kaart"


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked. `gebieden` are codes or names of sets ("buurten"); None for a period means: as far as there is."""

    indicator: str = ""
    gebieden: tuple[str, ...] = ()
    stap: Stap = Stap.JAAR
    van: Periode | None = None
    tot: Periode | None = None
    op: date | None = None
    beeld: Beeld = Beeld.TABEL

    def adres(self, **anders: object) -> str:
        """The question as the part of an address after the `?`; `anders` replaces parts of it."""
        vraag = replace(self, **anders)  # type: ignore[arg-type]
        paren: list[tuple[str, str]] = [("indicator", vraag.indicator)]
        paren += [("gebieden", gebied) for gebied in vraag.gebieden]
        paren += [("stap", vraag.stap)] if vraag.stap is not Stap.JAAR else []
        paren += [("van", moment_tekst(vraag.van, vraag.stap))] if vraag.van else []
        paren += [("tot", moment_tekst(vraag.tot, vraag.stap))] if vraag.tot else []
        paren += [("op", vraag.op.isoformat())] if vraag.op else []
        paren += [("beeld", vraag.beeld)] if vraag.beeld is not Beeld.TABEL else []
        return urlencode([(naam, str(inhoud)) for naam, inhoud in paren if inhoud])


@dataclass(frozen=True, slots=True)
class GelezenVraag:
    """The question, and what of the address could not be used, as sentences for the reader."""

    vraag: Vraag
    meldingen: tuple[str, ...] = ()


@dataclass
class _Lezer:
    """Reads one field after the other and remembers what was wrong."""

    velden: Mapping[str, str]
    meldingen: list[str] = field(default_factory=list)

    def keuze(self, naam: str, soort: type[Stap] | type[Beeld]) -> Stap | Beeld | None:
        tekst = self.velden.get(naam, "").strip()
        if tekst and tekst not in set(soort):
            self.meldingen.append(f"{tekst!r} is geen {naam}. Kies uit: {', '.join(soort)}.")
            return None
        return soort(tekst) if tekst else None

    def moment(self, naam: str, stap: Stap, *, einde: bool) -> Periode | None:
        gelezen = lees_moment(self.velden.get(naam, ""), stap, einde=einde)
        if isinstance(gelezen, Refused):
            self.meldingen.append(gelezen.reason)
            return None
        return gelezen

    def dag(self, naam: str) -> date | None:
        gelezen = lees_dag(self.velden.get(naam, ""))
        if isinstance(gelezen, Refused):
            self.meldingen.append(gelezen.reason)
            return None
        return gelezen


def lees_vraag(velden: Mapping[str, str], gebieden: Sequence[str]) -> GelezenVraag:
    """Read an address; a part that cannot be used is left out and told."""
    lezer = _Lezer(velden)
    stap = Stap(lezer.keuze("stap", Stap) or Stap.JAAR)
    van, tot = lezer.moment("van", stap, einde=False), lezer.moment("tot", stap, einde=True)
    if van and tot and van.begin > tot.begin:
        van, tot = tot, van
    vraag = Vraag(
        indicator=velden.get("indicator", "").strip(),
        gebieden=tuple(dict.fromkeys(gebied.strip() for gebied in gebieden if gebied.strip())),
        stap=stap,
        van=van,
        tot=tot,
        op=lezer.dag("op"),
        beeld=Beeld(lezer.keuze("beeld", Beeld) or Beeld.TABEL),
    )
    return GelezenVraag(vraag, tuple(lezer.meldingen))


def lees_moment(tekst: str, stap: Stap, *, einde: bool = False) -> Periode | Refused | None:
    """`2019` or `2019-03`; where months are asked a year means its first month, or with `einde` its last."""
    tekst = tekst.strip()
    if not tekst:
        return None
    maand, jaar = _MAAND.fullmatch(tekst), _JAAR.fullmatch(tekst)
    if maand:
        jaartal, nummer = int(maand[1] or maand[3]), int(maand[2] or maand[4])
    elif jaar:
        jaartal, nummer = int(jaar[1]), 12 if einde else 1
    else:
        return Refused(f"{tekst!r} is geen periode. Schrijf een jaar (2019) of een maand (2019-03).")
    if not EERSTE_JAAR <= jaartal <= LAATSTE_JAAR or not 1 <= nummer <= 12:
        return Refused(f"{tekst!r} is geen periode waarover cijfers kunnen gaan.")
    return periode_van(stap, jaartal, nummer)


def periode_van(stap: Stap, jaar: int, maand: int) -> Periode:
    """The period of this length that has, or ends with, this month."""
    if stap is Stap.JAAR:
        return Periode.jaar(jaar)
    return Periode.maand(jaar, maand) if stap is Stap.MAAND else Periode.twaalf_maanden(jaar, maand)


def lees_dag(tekst: str) -> date | Refused | None:
    """The day as of which figures are asked (`2020-07-07`); None when no day is named."""
    tekst = tekst.strip()
    if not tekst:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return Refused(f"{tekst!r} is geen dag. Schrijf jaar-maand-dag, bijvoorbeeld 2020-07-07.")


def moment_tekst(periode: Periode, stap: Stap) -> str:
    """A period as an address names it: its year, or the month that it ends with."""
    return str(periode.eind.year) if stap is Stap.JAAR else f"{periode.eind.year}-{periode.eind.month:02d}"


def reeks_perioden(stap: Stap, van: Periode, tot: Periode) -> tuple[Periode, ...]:
    """Every period from `van` up to and including `tot`; periods of twelve months move on a month at a time."""
    if stap is Stap.JAAR:
        return tuple(Periode.jaar(jaar) for jaar in range(van.eind.year, tot.eind.year + 1))[-PERIODEN_MAX:]
    nummers = range(_maandnummer(van), _maandnummer(tot) + 1)
    return tuple(periode_van(stap, nummer // 12, nummer % 12 + 1) for nummer in nummers)[-PERIODEN_MAX:]


def _maandnummer(periode: Periode) -> int:
    return periode.eind.year * 12 + periode.eind.month - 1
