"""The sentence above a chart and the text that replaces it: what the figures say, in plain Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas.base import Waarde, getal_tekst, nodige_decimalen

STREEFWOORDEN = {"hoogstens": "hoogstens", "minstens": "minstens", "vasthouden": "vasthouden op"}


@dataclass(frozen=True, slots=True)
class Bedoeling:
    """What a plan wants of a series: `streefsoort` is hoogstens, minstens or vasthouden.

    `oordeel` is the verdict and `peiljaar` the year whose figure was judged (None: the newest).
    """

    streef: float | None = None
    streefsoort: str = ""
    doeljaar: int | None = None
    oordeel: str = ""
    uitgang: Waarde | None = None
    peiljaar: int | None = None

    def gepeild(self, bekend: Sequence[Waarde]) -> Waarde:
        """The figure that was judged, from those that are known."""
        in_peiljaar = (waarde for waarde in bekend if waarde.periode.begin.year == self.peiljaar)
        return next(in_peiljaar, bekend[-1])

    def doel_tekst(self, zoals: Waarde) -> str:
        """`hoogstens 3,5`, in the unit of a figure of the series; empty when there is no number to strive for."""
        if self.streef is None:
            return ""
        # A target keeps the decimals that the plan gave it: 3,5 and not 3,50; 150 and not 150,00.
        streef = getal_tekst(self.streef, _decimalen(self.streef, zoals.decimalen))
        procent = "%" if zoals.eenheid == "%" else ""
        return f"{STREEFWOORDEN.get(self.streefsoort, 'waarde')} {streef}{procent}"


def bevinding(
    onderwerp: str,
    reeks: Sequence[Waarde],
    bedoeling: Bedoeling | None = None,
    *,
    verandering: str = "",
    vergeleken_met: Waarde | None = None,
) -> str:
    """The finding as a title: the verdict when there is a goal, else the change in the word that the test allows.

    `onderwerp` opens the sentence ("Woninginbraken in Westland"); `verandering` is such a word ("zeker gedaald") for
    the newest figure compared with `vergeleken_met`.
    """
    bekend = [waarde for waarde in reeks if waarde.bekend]
    if not bekend:
        return f"{onderwerp}: er zijn geen cijfers"
    if bedoeling is not None and bedoeling.oordeel:
        return _met_oordeel(onderwerp, bekend, bedoeling)
    laatste = _waarde_in_jaar(bekend[-1])
    if verandering and vergeleken_met is not None and vergeleken_met.bekend:
        return f"{onderwerp}: {_verandering_zin(verandering)}, van {_waarde_in_jaar(vergeleken_met)} naar {laatste}"
    if len(bekend) == 1:
        return f"{onderwerp}: {laatste}"
    return f"{onderwerp}: {_waarde_in_jaar(bekend[0])} en {laatste}"


def alternatief(
    onderwerp: str, reeks: Sequence[Waarde], bedoeling: Bedoeling | None = None, breuken: Sequence[int] = ()
) -> str:
    """What someone who does not see the chart needs to know, with the numbers."""
    bekend = [waarde for waarde in reeks if waarde.bekend]
    if not bekend:
        return f"Lege grafiek: {onderwerp}. Er zijn geen cijfers."
    zinnen = [_soort_zin(onderwerp, reeks), _uitersten(bekend), _laatste_zin(bekend[-1])]
    if bedoeling is not None:
        zinnen += _bedoeling_zinnen(bedoeling, bekend[-1])
    zinnen += [f"Vanaf {jaar} is anders geteld." for jaar in breuken]
    if gaten := [waarde.periode.label for waarde in reeks if not waarde.bekend]:
        zinnen.append(f"Geen cijfer over {_opsomming(gaten)}.")
    return " ".join(zin for zin in zinnen if zin)


def _met_oordeel(onderwerp: str, bekend: Sequence[Waarde], bedoeling: Bedoeling) -> str:
    gepeild = bedoeling.gepeild(bekend)
    cijfer, doel = _waarde_in_jaar(gepeild), bedoeling.doel_tekst(gepeild)
    tussen = f" (doel: {doel})" if doel else ""
    if bedoeling.oordeel == "behaald":
        return f"{onderwerp}: doel behaald, {cijfer}{tussen}"
    if bedoeling.oordeel in ("op koers", "achter op koers"):
        return f"{onderwerp}: {bedoeling.oordeel}, {cijfer}{tussen}"
    if bedoeling.oordeel == "niet te zeggen":
        return f"{onderwerp}: niet te zeggen of het doel wordt gehaald, {cijfer}{tussen}"
    return f"{onderwerp}: doel niet te beoordelen, laatste cijfer {_waarde_in_jaar(bekend[-1])}"


def _verandering_zin(woord: str) -> str:
    return "niet te zeggen of er iets is veranderd" if woord == "niet te zeggen" else woord


def cijfer_tekst(waarde: Waarde) -> str:
    """The figure, with the unit only where it is part of the number."""
    return waarde.tekst_met_eenheid if waarde.eenheid == "%" else waarde.tekst


def _waarde_in_jaar(waarde: Waarde) -> str:
    return f"{cijfer_tekst(waarde)} in {waarde.periode.label}"


def _soort_zin(onderwerp: str, reeks: Sequence[Waarde]) -> str:
    eenheid = f" ({reeks[0].eenheid})" if reeks[0].eenheid else ""
    van, tot = reeks[0].periode.label, reeks[-1].periode.label
    periode = f"{van} tot en met {tot}" if van != tot else van
    return f"Lijngrafiek: {onderwerp}{eenheid}, {periode}."


def _uitersten(bekend: Sequence[Waarde]) -> str:
    if len(bekend) < 2:
        return ""
    hoogste = max(bekend, key=lambda waarde: waarde.getal or 0)
    laagste = min(bekend, key=lambda waarde: waarde.getal or 0)
    namen = (("Eerste", bekend[0]), ("Hoogste", hoogste), ("Laagste", laagste))
    return " ".join(f"{naam}: {_waarde_in_jaar(waarde)}." for naam, waarde in namen)


def _laatste_zin(laatste: Waarde) -> str:
    marge = ""
    if laatste.laag is not None and laatste.hoog is not None:
        laag, hoog = (getal_tekst(grens, laatste.decimalen) for grens in (laatste.laag, laatste.hoog))
        marge = f" (marge {laag} tot {hoog})"
    return f"Laatste: {_waarde_in_jaar(laatste)}{marge}."


def _bedoeling_zinnen(bedoeling: Bedoeling, zoals: Waarde) -> list[str]:
    zinnen = []
    if bedoeling.uitgang is not None and bedoeling.uitgang.bekend:
        zinnen.append(f"Uitgangswaarde: {_waarde_in_jaar(bedoeling.uitgang)}.")
    if doel := bedoeling.doel_tekst(zoals):
        wanneer = f" in {bedoeling.doeljaar}" if bedoeling.doeljaar else ""
        zinnen.append(f"Doel: {doel}{wanneer}.")
    if bedoeling.oordeel:
        wanneer = f" over {bedoeling.peiljaar}" if bedoeling.peiljaar else ""
        zinnen.append(f"Oordeel{wanneer}: {bedoeling.oordeel}.")
    return zinnen


def _opsomming(delen: Sequence[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"


def _decimalen(getal: float, hoogstens: int) -> int:
    """As many decimals as the number needs, but not more than the series shows (at least one for 3,5)."""
    return nodige_decimalen(getal, max(hoogstens, 1))
