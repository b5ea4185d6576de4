"""The explorer: any indicator for any areas and periods, as figures that each know their origin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.timezone import localdate

from kompas.analyse.queries.gebieden import LAND, Gebieden, eerste_gebieden, noem
from kompas.analyse.queries.woorden import spreiding_van
from kompas.analyse.rules import vergelijk
from kompas.analyse.rules.vraag import Beeld, Stap, Vraag, periode_van, reeks_perioden
from kompas.base import GeenCijfer, Periode, Refused, Waarde
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie, Reeksbreuk
from kompas.data.queries.gebieden import Gebiedskeuze
from kompas.stats.verandering import Verandering, niet_te_beoordelen
from kompas.ui.charts import LIJNEN_MAX

CELLEN_MAX = 12_000
"""A table with more figures than this is no table to read; the newest periods are kept."""
STANDAARD = ("woninginbraak-per-1000", "misdrijven-totaal")
MAANDEN_STANDAARD = 24
VEEL_GEBIEDEN, VEEL_STANDAARD = 50, 3
"""Of more areas than this, unless told otherwise, only the last few periods."""


_GEEN_MAANDEN = "Van dit cijfer hebben we voor deze gebieden geen maanden. Kies jaren."


@dataclass(frozen=True)
class Verkenrij:
    """One area: a figure per period, and the tested change from its first to its last figure."""

    gebied: Gebiedskeuze
    cellen: tuple[Waarde, ...]
    verandering: Verandering | None = None
    vergelijking: str = ""

    @property
    def naam(self) -> str:
        return noem(self.gebied)

    @property
    def bekend(self) -> list[Waarde]:
        return [cel for cel in self.cellen if cel.bekend]


@dataclass(frozen=True)
class Verkenning:
    """The answer: `vraag` is the question as it was answered, with the periods filled in."""

    vraag: Vraag
    definitie: IndicatorDefinitie
    perioden: tuple[Periode, ...]
    beschikbaar: tuple[Periode, ...]
    rijen: tuple[Verkenrij, ...]
    breuken: tuple[Reeksbreuk, ...]
    uitschieters: tuple[Reeksbreuk, ...]
    meldingen: tuple[str, ...]

    @property
    def waarden(self) -> tuple[Waarde, ...]:
        return tuple(cel for rij in self.rijen for cel in rij.cellen)

    @property
    def heeft_cijfers(self) -> bool:
        return any(waarde.bekend for waarde in self.waarden)

    @property
    def vergelijkt(self) -> bool:
        """Whether any row has a change to show."""
        return any(rij.verandering is not None for rij in self.rijen)

    @property
    def laatste(self) -> Periode:
        """The newest period with a figure; the last one asked when there is none."""
        return max((w.periode for w in self.waarden if w.bekend), default=self.perioden[-1], key=lambda p: p.eind)

    @property
    def uitleg(self) -> str:
        """What the first figure that is missing says about it."""
        return next((f"{w.uitleg[:1].upper()}{w.uitleg[1:]}." for w in self.waarden if w.uitleg), "")

    @property
    def redenen(self) -> tuple[GeenCijfer, ...]:
        """The reasons for no figure that occur, to be explained under the table."""
        return tuple(dict.fromkeys(waarde.reden for waarde in self.waarden if waarde.reden is not None))

    def in_periode(self, periode: Periode) -> tuple[Waarde, ...]:
        plek = self.perioden.index(periode)
        return tuple(rij.cellen[plek] for rij in self.rijen)


def standaardvraag(vraag: Vraag, gebieden: Gebieden) -> Vraag:
    """An address without an indicator or without areas asks for something that there is."""
    definities = gebieden.cijfers.definities.indicatoren
    indicator = vraag.indicator or next((key for key in STANDAARD if key in definities), "")
    eerst = eerste_gebieden(definities.get(indicator), gebieden.gemeente.code)
    return replace(vraag, indicator=indicator, gebieden=vraag.gebieden or eerst)


def verken(vraag: Vraag, gebieden: Gebieden, meldingen: Sequence[str] = ()) -> Verkenning | None:
    """Answer a question; None when there is no such indicator. What could not be used is told in `meldingen`."""
    cijfers = gebieden.cijfers
    if vraag.indicator not in cijfers.definities.indicatoren:
        return None
    definitie = cijfers.definitie(vraag.indicator)
    gekozen, onbekend = gebieden.kies(vraag.gebieden)
    gezegd = [*meldingen, *(f"Het gebied {naam!r} kennen we hier niet." for naam in onbekend if naam != LAND)]
    gekozen = gekozen or (gebieden.eigen,)
    beschikbaar = _beschikbaar(cijfers, definitie, vraag.stap, gekozen)
    gevraagd, gekort = _perioden(vraag, beschikbaar, len(gekozen))
    gezegd += [gekort] if gekort else []
    gezegd += [_GEEN_MAANDEN] if vraag.stap is not Stap.JAAR and not beschikbaar else []
    perioden = _getoond(vraag, gevraagd, beschikbaar, len(gekozen))
    rijen = tuple(
        _rij(cijfers, definitie, gebied, perioden) for gebied in _vooraf(cijfers, definitie, gekozen, perioden)
    )
    van, tot = perioden[0].begin.year, perioden[-1].eind.year
    return Verkenning(
        vraag=replace(vraag, van=gevraagd[0], tot=gevraagd[-1]),
        definitie=definitie,
        perioden=perioden,
        beschikbaar=beschikbaar,
        rijen=rijen,
        breuken=cijfers.breuken(definitie.key, van, tot),
        uitschieters=cijfers.uitschieters(definitie.key, van, tot),
        meldingen=tuple(gezegd),
    )


def _beschikbaar(
    cijfers: Cijfers, definitie: IndicatorDefinitie, stap: Stap, gekozen: Sequence[Gebiedskeuze]
) -> tuple[Periode, ...]:
    """The periods for which one of the areas has a figure; a few areas stand for all of a long list."""
    monsters = {gebied.soort: gebied for gebied in reversed(gekozen)} | {g.code: g for g in gekozen[:3]}
    gevonden: set[Periode] = set()
    for gebied in monsters.values():
        if stap is Stap.JAAR:
            gevonden |= {Periode.jaar(jaar) for jaar in cijfers.jaren(definitie.key, gebied.code)}
        else:
            maanden = cijfers.maanden(definitie.key, gebied.code)
            gevonden |= set(maanden) if stap is Stap.MAAND else set(_twaalf(maanden))
    return tuple(sorted(gevonden))


def _twaalf(maanden: Sequence[Periode]) -> list[Periode]:
    """The runs of twelve months that are complete."""
    aanwezig = set(maanden)
    reeksen = (Periode.twaalf_maanden(maand.eind.year, maand.eind.month) for maand in maanden)
    return [
        reeks
        for reeks in reeksen
        if all(maand in aanwezig for maand in reeks_perioden(Stap.MAAND, _eerste_maand(reeks), _laatste_maand(reeks)))
    ]


def _eerste_maand(periode: Periode) -> Periode:
    return Periode.maand(periode.begin.year, periode.begin.month)


def _laatste_maand(periode: Periode) -> Periode:
    return Periode.maand(periode.eind.year, periode.eind.month)


def _perioden(vraag: Vraag, beschikbaar: Sequence[Periode], gebieden: int) -> tuple[tuple[Periode, ...], str]:
    """The periods asked, or all that there are (of months: the last two years); never more than a table can hold."""
    eerste = beschikbaar[0] if beschikbaar else vraag.tot or vraag.van or _vorige(vraag.stap)
    laatste = beschikbaar[-1] if beschikbaar else vraag.van or vraag.tot or eerste
    standaard = VEEL_STANDAARD if gebieden > VEEL_GEBIEDEN else MAANDEN_STANDAARD if vraag.stap is not Stap.JAAR else 0
    if standaard and vraag.van is None and len(beschikbaar) > standaard:
        eerste = beschikbaar[-standaard]
    van, tot = vraag.van or min(eerste, vraag.tot or eerste), vraag.tot or max(laatste, vraag.van or laatste)
    perioden = reeks_perioden(vraag.stap, van, tot)
    mogen = max(1, CELLEN_MAX // max(1, gebieden))
    if len(perioden) <= mogen:
        return perioden, ""
    melding = f"Dat zijn meer cijfers dan een tabel kan tonen. U ziet de laatste {mogen} perioden."
    return perioden[-mogen:], melding


def _getoond(
    vraag: Vraag, gevraagd: tuple[Periode, ...], beschikbaar: Sequence[Periode], gebieden: int
) -> tuple[Periode, ...]:
    """The periods to compute: a map, and a chart of many areas, shows only the newest that there are figures of."""
    if vraag.beeld is Beeld.TABEL or (vraag.beeld is Beeld.GRAFIEK and gebieden <= LIJNEN_MAX):
        return gevraagd
    met_cijfers = tuple(periode for periode in gevraagd if periode in set(beschikbaar))
    return (met_cijfers or gevraagd)[-1:]


def _vorige(stap: Stap) -> Periode:
    """The newest whole period, for a question about which nothing is known."""
    jaar = localdate().year - 1
    return periode_van(stap, jaar, 12)


def _vooraf(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gekozen: Sequence[Gebiedskeuze], perioden: Sequence[Periode]
) -> Sequence[Gebiedskeuze]:
    """Have the figures of all areas fetched at once, before they are asked one by one."""
    if len(gekozen) > 1:
        cijfers.vergelijk(definitie.key, [gebied.code for gebied in gekozen], perioden[-1])
    return gekozen


def _rij(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: Gebiedskeuze, perioden: Sequence[Periode]
) -> Verkenrij:
    cellen = tuple(cijfers.waarde(definitie.key, gebied.code, periode) for periode in perioden)
    bekend = [cel for cel in cellen if cel.bekend]
    if definitie.soort == "stand" or len(bekend) < 2:
        return Verkenrij(gebied, cellen)
    eerder, later = bekend[0], bekend[-1]
    vergelijking = f"{eerder.periode.label} tegen {later.periode.label}"
    return Verkenrij(gebied, cellen, _verandering(cijfers, definitie, gebied.code, eerder, later), vergelijking)


def _verandering(
    cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str, eerder: Waarde, later: Waarde
) -> Verandering:
    """In the word that the test allows; over a break or a redivision that cannot be bridged no word is given."""
    mag = cijfers.vergelijkbaar(definitie.key, eerder.periode, later.periode, gebied)
    if isinstance(mag, Refused):
        return niet_te_beoordelen(mag.reason)
    toets = vergelijk(eerder, later, definitie.soort, spreiding_van(cijfers, definitie, gebied))
    return replace(toets, toelichting=" ".join((toets.toelichting, *mag.overbrugd)).strip())
