"""Can this target be told from chance at all? See docs/methoden/doeltoets.md.

Asked from the baseline: how often is the target met when nothing changes, how far must the figure move before a
reader sees it, and how often would meeting the target be seen?
"""

from dataclasses import dataclass

from kompas.base import Refused, getal_tekst
from kompas.beleid.rules.bevinding import TELBAAR, met_eenheid, telling_van, van_jaar
from kompas.beleid.rules.soorten import Doelvraag, Soort, Streefsoort
from kompas.stats.doeltoets import luck_of_count, luck_of_mean, power_of_count, power_of_mean, smallest_visible_count
from kompas.stats.duiding import kans_tekst
from kompas.stats.enquete import Z_95, Z_MACHT_80
from kompas.stats.tellingen import schaal_van_telling


@dataclass(frozen=True, slots=True)
class Doeltoets:
    """`toeval`: the chance to meet the target when nothing changes, a lower limit when the yearly swings are not known.

    `zichtbaar` is the figure from which a change is seen in four of five cases (empty: no change can be), `gezien` the
    chance that it is seen when the target is just met. All from the baseline of the year `van`.
    """

    van: str
    toeval: float | None
    is_ondergrens: bool
    zichtbaar: str
    gezien: float
    rekenwijze: str = ""

    @property
    def getallen(self) -> tuple[tuple[str, str], ...]:
        """Name and value of everything behind the sentences, as far as it is known."""
        toeval = "" if self.toeval is None else f"{kans_tekst(self.toeval)}{' of meer' if self.is_ondergrens else ''}"
        paren = (
            ("Vertrekpunt", f"het cijfer van {self.van}"),
            ("Kans op het doel zonder verandering", toeval),
            ("Verandering goed te zien bij", self.zichtbaar or "geen enkel cijfer"),
            ("Goed te zien betekent", "in 4 van de 5 gevallen noemt de toets de verandering zeker"),
            ("Kans dat we het zien als het doel precies wordt gehaald", kans_tekst(self.gezien)),
            ("Rekenwijze", self.rekenwijze),
        )
        return tuple(paar for paar in paren if paar[1])

    @property
    def zinnen(self) -> tuple[str, ...]:
        return tuple(zin for zin in (self.toeval_zin, self._zichtbaar_zin, self._gezien_zin) if zin)

    @property
    def toeval_zin(self) -> str:
        if self.toeval is None or (self.is_ondergrens and self.toeval < 0.05):
            return ""
        kans = kans_tekst(self.toeval) + (" of meer" if self.is_ondergrens and self.toeval <= 0.95 else "")
        return f"Ook als er na {self.van} niets echt verandert, kan het doel worden gehaald. Die kans is {kans}."

    @property
    def _zichtbaar_zin(self) -> str:
        if not self.zichtbaar:
            return f"Het cijfer van {self.van} is te klein: geen enkele verandering is met zekerheid te zien."
        return f"Een verandering is pas goed te zien bij {self.zichtbaar}."

    @property
    def _gezien_zin(self) -> str:
        return f"Wordt het doel precies gehaald, dan is de kans dat we de verandering zien {kans_tekst(self.gezien)}."


def doeltoets(vraag: Doelvraag) -> Doeltoets | None:
    """None when the target asks for no change, or no margin of the baseline is known."""
    uitgang = vraag.uitgang.getal if vraag.uitgang is not None else None
    if (
        vraag.streef is None
        or uitgang is None
        or vraag.streefsoort not in (Streefsoort.HOOGSTENS, Streefsoort.MINSTENS)
    ):
        return None
    minstens = vraag.streefsoort is Streefsoort.MINSTENS
    if vraag.streef <= uitgang if minstens else vraag.streef >= uitgang:
        return None
    if vraag.soort in TELBAAR:
        return _telling(vraag, vraag.streef, minstens)
    return _enquete(vraag, vraag.streef, minstens)


def _telling(vraag: Doelvraag, streef: float, minstens: bool) -> Doeltoets | None:
    """On counts, at the number of inhabitants of the baseline year; with the swings between years where known."""
    bron = van_jaar(vraag.reeks, _jaar(vraag))
    waarde = bron if telling_van(bron, vraag.soort) is not None else vraag.uitgang
    telling = telling_van(waarde, vraag.soort)
    if waarde is None or telling is None or not telling:
        return None
    if waarde.getal is None or (waarde.getal >= streef if minstens else waarde.getal <= streef):
        return None  # by the figures of today the target was met at the start
    maat, phi = schaal_van_telling(waarde, telling, vraag.per) or 1.0, vraag.spreiding(telling)
    gezien = power_of_count(telling, streef / maat, phi=phi or 1.0)
    toeval = luck_of_count(telling, streef / maat, phi=phi or 1.0, minstens=minstens)
    if isinstance(gezien, Refused) or isinstance(toeval, Refused):
        return None
    grens = _zichtbaar_aantal(telling, phi or 1.0, minstens=minstens)
    return Doeltoets(
        van=str(_jaar(vraag)),
        toeval=toeval,
        is_ondergrens=phi is None,
        zichtbaar="" if isinstance(grens, Refused) else _of_verder(vraag, waarde.getal, grens * maat),
        gezien=gezien,
        rekenwijze=f"tellingen; {_spreiding(phi)}",
    )


def _spreiding(phi: float | None) -> str:
    if phi is None:
        return "alleen los toeval, want hoe sterk dit cijfer gewoonlijk schommelt is niet bekend"
    return f"het cijfer schommelt van jaar tot jaar {getal_tekst(phi, 1)} keer zo sterk als los toeval"


def _zichtbaar_aantal(telling: float, phi: float, *, minstens: bool) -> float | Refused:
    if minstens:
        return float((telling**0.5 + (Z_95 + Z_MACHT_80) * (phi / 2) ** 0.5) ** 2)
    return smallest_visible_count(telling, phi=phi)


def _enquete(vraag: Doelvraag, streef: float, minstens: bool) -> Doeltoets | None:
    """On the margin of the baseline; the wave to come is taken to have the same."""
    bron = van_jaar(vraag.reeks, _jaar(vraag))
    waarde = bron if bron is not None and bron.laag is not None else vraag.uitgang
    if vraag.soort is not Soort.ENQUETE or waarde is None or waarde.getal is None:
        return None
    if waarde.laag is None or waarde.hoog is None or waarde.hoog <= waarde.laag:
        return None
    fout = (waarde.hoog - waarde.laag) / 2 / Z_95
    stap = streef - waarde.getal if minstens else waarde.getal - streef
    toeval, gezien = luck_of_mean(stap, fout, 1, 1), power_of_mean(stap, fout, 1, 1)
    if isinstance(toeval, Refused) or isinstance(gezien, Refused):
        return None
    nodig = (Z_95 + Z_MACHT_80) * fout * 2**0.5
    grens = waarde.getal + nodig if minstens else waarde.getal - nodig
    zichtbaar = _of_verder(vraag, waarde.getal, grens) if grens > 0 else ""
    rekenwijze = "de marge van de eerste meting; de volgende meting is even groot"
    return Doeltoets(str(_jaar(vraag)), toeval, False, zichtbaar, gezien, rekenwijze)


def _of_verder(vraag: Doelvraag, was: float, grens: float) -> str:
    decimalen = vraag.decimalen if vraag.soort is Soort.TELLING else max(vraag.decimalen, 1)
    getal = met_eenheid(getal_tekst(grens, decimalen), vraag.eenheid)
    richting = "meer" if grens > was else "minder"
    return f"{getal} of {richting} (het was {getal_tekst(was, decimalen)} in {_jaar(vraag)})"


def _jaar(vraag: Doelvraag) -> int | None:
    return None if vraag.uitgang is None else vraag.uitgang.periode.begin.year
