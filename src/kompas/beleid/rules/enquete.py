"""Verdicts on survey results: the number is an estimate, so its margin decides."""

from kompas.beleid.rules.bevinding import Bevinding
from kompas.beleid.rules.soorten import Beoordeling, Oordeel, Soort, Streefsoort
from kompas.stats.tellingen import Interval


def beoordeel_enquete(b: Bevinding, streef: float) -> Beoordeling:
    if b.marge is None:
        return _zonder_marge(b)
    if b.vraag.streefsoort is Streefsoort.VASTHOUDEN:
        return _vasthouden(b, streef, b.marge)
    if b.is_einde:
        return _einde(b, streef, b.marge)
    return _onderweg(b, b.marge)


def _zonder_marge(b: Bevinding) -> Beoordeling:
    zin = "De marge van dit cijfer is niet bekend, dus het verschil met het doel kan toeval zijn."
    if b.vraag.soort is Soort.ONBEKEND:
        zin = "Niet bekend is of dit een telling of een steekproef is; zonder marge kan het verschil toeval zijn."
    return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "enquete-zonder-marge", zin)


def _heel_goed(b: Bevinding, marge: Interval, grens: float) -> bool:
    return b.haalt(marge.laag, grens) and b.haalt(marge.hoog, grens)


def _heel_fout(b: Bevinding, marge: Interval, grens: float) -> bool:
    return not b.haalt(marge.laag, grens) and not b.haalt(marge.hoog, grens)


def _samen_onzeker(b: Bevinding, marge: Interval, grens: float, waar: str) -> Beoordeling | None:
    """The margin leaves the limit out, but with so many tests in one plan that happens by chance."""
    if grens in marge or b.grens_blijft:
        return None
    zin = f"De marge ({b.marge_tekst}) ligt net naast {waar}. {b.twijfel}"
    return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "enquete-samen-onzeker", zin)


def _einde(b: Bevinding, streef: float, marge: Interval) -> Beoordeling:
    if (onzeker := _samen_onzeker(b, marge, streef, "het doel")) is not None:
        return onzeker
    if _heel_goed(b, marge, streef):
        zin = f"De hele marge ({b.marge_tekst}) voldoet aan het doel."
        return b.antwoord(Oordeel.BEHAALD, "enquete-doel-gehaald", zin)
    if _heel_fout(b, marge, streef):
        zin = f"Het doel is niet gehaald: de hele marge ({b.marge_tekst}) voldoet niet."
        return b.antwoord(Oordeel.ACHTER_OP_KOERS, "enquete-doel-niet-gehaald", zin)
    zin = f"Het doel ligt binnen de marge van de meting ({b.marge_tekst})."
    return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "enquete-doel-binnen-marge", zin)


def _onderweg(b: Bevinding, marge: Interval) -> Beoordeling:
    pad = b.pad
    if pad is None:
        zin = "Het plan noemt geen uitgangswaarde, dus er is geen pad naar het doel."
        return b.antwoord(Oordeel.NIET_TE_BEOORDELEN, "geen-uitgangswaarde", zin)
    waar = f"het pad naar het doel ({b.tekst(pad)} in {b.peil})"
    if (onzeker := _samen_onzeker(b, marge, pad, waar)) is not None:
        return onzeker
    if _heel_goed(b, marge, pad):
        return b.antwoord(
            Oordeel.OP_KOERS, "enquete-voor-op-pad", f"De hele marge ({b.marge_tekst}) ligt voor op {waar}."
        )
    if _heel_fout(b, marge, pad):
        zin = f"De hele marge ({b.marge_tekst}) ligt achter op {waar}."
        return b.antwoord(Oordeel.ACHTER_OP_KOERS, "enquete-achter-op-pad", zin)
    zin = f"Zowel voor als achter {waar} is mogelijk: dat ligt binnen de marge ({b.marge_tekst})."
    return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "enquete-pad-binnen-marge", zin)


def _vasthouden(b: Bevinding, streef: float, marge: Interval) -> Beoordeling:
    if _heel_fout(b, marge, streef) and b.grens_blijft:
        zin = f"De hele marge ({b.marge_tekst}) is slechter dan dat."
        return b.antwoord(Oordeel.ACHTER_OP_KOERS, "vasthouden-zeker-slechter", zin)
    goed = Oordeel.BEHAALD if b.is_einde else Oordeel.OP_KOERS
    return b.antwoord(goed, "vasthouden-niet-slechter", f"Het is niet zeker slechter geworden (marge {b.marge_tekst}).")
