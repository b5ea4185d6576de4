"""Can this target be told from chance at all? See docs/methoden/doeltoets.md.

Asked from the baseline: how often is the target met when nothing changes, how far must the figure move before a
reader sees it, and how often would meeting the target be seen?
"""

from dataclasses import dataclass, replace

from kompas.base import Refused, getal_tekst, kort
from kompas.beleid.rules.bevinding import TELBAAR, met_eenheid, telling_van, van_jaar
from kompas.beleid.rules.soorten import Doelvraag, Soort, Streefsoort
from kompas.stats.doeltoets import luck_of_count, luck_of_mean, power_of_count, power_of_mean, smallest_visible_count
from kompas.stats.duiding import kans_tekst
from kompas.stats.enquete import Z_95, Z_MACHT_80
from kompas.stats.tellingen import schaal_van_telling


@dataclass(frozen=True, slots=True)
class Doeltoets:
    """`toeval`: the chance to meet the target when nothing changes (after `sinds`, else after `van`).

    It is a lower limit when the yearly swings are not known.
    `zichtbaar` is the figure from which a change is seen in four of five cases (empty: no change can be), `gezien` the
    chance that it is seen when the target is just met. All from the baseline of the year `van`.
    """

    van: str
    toeval: float | None
    is_ondergrens: bool
    zichtbaar: str
    gezien: float
    rekenwijze: str = ""
    sinds: str = ""

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
        return tuple(zin for zin in (self._toeval_zin, self._zichtbaar_zin, self._gezien_zin) if zin)

    @property
    def _toeval_zin(self) -> str:
        if self.toeval is None or (self.is_ondergrens and self.toeval < 0.05):
            return ""
        kans = kans_tekst(self.toeval) + (" of meer" if self.is_ondergrens and self.toeval <= 0.95 else "")
        sinds = self.sinds or self.van
        return f"Ook als er sinds {sinds} niets echt verandert, kan het doel worden gehaald. Die kans is {kans}."

    @property
    def _zichtbaar_zin(self) -> str:
        if not self.zichtbaar:
            return f"Het cijfer van {self.van} is te klein: geen enkele verandering is met zekerheid te zien."
        return f"Een verandering is pas goed te zien bij {self.zichtbaar}."

    @property
    def _gezien_zin(self) -> str:
        return f"Wordt het doel precies gehaald, dan is de kans dat we de verandering zien {kans_tekst(self.gezien)}."


def doeltoets(vraag: Doelvraag, toeval: float | None = None, sinds: int | None = None) -> Doeltoets | None:
    """None when the target asks for no change, or no margin of the baseline is known.

    `toeval` is the chance without change after the year `sinds` from the forecast, which knows more than the baseline.
    """
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
    toets = (
        _telling(vraag, vraag.streef, minstens) if vraag.soort in TELBAAR else _enquete(vraag, vraag.streef, minstens)
    )
    return toets if toets is None or toeval is None else _met_toeval(toets, toeval, sinds)


def _met_toeval(toets: Doeltoets, toeval: float, sinds: int | None) -> Doeltoets:
    rekenwijze = f"{toets.rekenwijze}; kans zonder verandering: vooruitblik"
    return replace(toets, toeval=toeval, is_ondergrens=False, rekenwijze=rekenwijze, sinds=str(sinds or ""))


def _telling(vraag: Doelvraag, streef: float, minstens: bool) -> Doeltoets | None:
    """On counts, at the number of inhabitants of the baseline year; with the yearly swings `phi` where known."""
    bron = van_jaar(vraag.reeks, _jaar(vraag))
    waarde = bron if telling_van(bron, vraag.soort) is not None else vraag.uitgang
    telling = telling_van(waarde, vraag.soort)
    if waarde is None or telling is None or not telling:
        return None
    maat = schaal_van_telling(waarde, telling, vraag.per) or 1.0
    gezien = power_of_count(telling, streef / maat, phi=vraag.phi or 1.0)
    toeval = luck_of_count(telling, streef / maat, phi=vraag.phi or 1.0, minstens=minstens)
    if isinstance(gezien, Refused) or isinstance(toeval, Refused):
        return None
    return Doeltoets(
        van=str(_jaar(vraag)),
        toeval=toeval,
        is_ondergrens=vraag.phi is None,
        zichtbaar=_zichtbaar_aantal(vraag, telling, maat, minstens=minstens),
        gezien=gezien,
        rekenwijze=f"tellingen; {_spreiding(vraag.phi)}",
    )


def _spreiding(phi: float | None) -> str:
    if phi is None:
        return "alleen los toeval, want hoe sterk dit cijfer gewoonlijk schommelt is niet bekend"
    return f"het cijfer schommelt van jaar tot jaar {getal_tekst(phi, 1)} keer zo sterk als los toeval"


def _zichtbaar_aantal(vraag: Doelvraag, telling: float, maat: float, *, minstens: bool) -> str:
    if minstens:
        z = (Z_95 + Z_MACHT_80) * ((vraag.phi or 1.0) / 2) ** 0.5
        grens: float | Refused = (telling**0.5 + z) ** 2
    else:
        grens = smallest_visible_count(telling, phi=vraag.phi or 1.0)
    if isinstance(grens, Refused):
        return ""
    return _of_verder(vraag, grens * maat, minstens=minstens)


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
    zichtbaar = _of_verder(vraag, grens, minstens=minstens) if grens > 0 else ""
    rekenwijze = "de marge van de eerste meting; de volgende meting is even groot"
    return Doeltoets(str(_jaar(vraag)), toeval, False, zichtbaar, gezien, rekenwijze)


def _of_verder(vraag: Doelvraag, grens: float, *, minstens: bool) -> str:
    decimalen = vraag.decimalen if vraag.soort is Soort.TELLING else max(vraag.decimalen, 1)
    getal = met_eenheid(getal_tekst(grens, decimalen), vraag.eenheid)
    was = "" if vraag.uitgang is None or vraag.uitgang.getal is None else kort(vraag.uitgang.getal)
    return f"{getal} of {'meer' if minstens else 'minder'} (het was {was} in {_jaar(vraag)})"


def _jaar(vraag: Doelvraag) -> int | None:
    return None if vraag.uitgang is None else vraag.uitgang.periode.begin.year
