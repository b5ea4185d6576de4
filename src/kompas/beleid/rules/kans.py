"""What the forecast adds to a verdict before the target year: "on course" is not "will get there"."""

from dataclasses import replace

from kompas.beleid.rules.bevinding import Bevinding
from kompas.beleid.rules.soorten import Beoordeling, Oordeel
from kompas.stats.duiding import kans_tekst


def met_kans(oordeel: Beoordeling, b: Bevinding) -> Beoordeling:
    """The verdict with its chance; the sentence says so where the two point different ways."""
    kans = b.vraag.kans
    if kans is None or b.is_einde:
        return oordeel
    zin = _tegenspraak(oordeel.oordeel, kans, b.vraag.doeljaar)
    return replace(oordeel, kans=kans, want=f"{oordeel.want} {zin}" if zin else oordeel.want)


def _tegenspraak(oordeel: Oordeel, kans: float, doeljaar: int | None) -> str:
    wat = f"de kans dat het doel in {doeljaar} wordt gehaald"
    if oordeel is Oordeel.OP_KOERS and kans < 0.5:
        return f"Toch is {wat} {_naast_de_helft('kleiner', kans)}."
    if oordeel is Oordeel.ACHTER_OP_KOERS and kans > 0.5:
        return f"Toch is {wat} {_naast_de_helft('groter', kans)}."
    return ""


def _naast_de_helft(richting: str, kans: float) -> str:
    """A chance that rounds to a half is not called smaller or larger than one."""
    tekst = kans_tekst(kans)
    return tekst if tekst == kans_tekst(0.5) else f"{richting} dan de helft: {tekst}"
