"""What is weak about a target before anything was measured: can it be met by chance, can it be seen at all?"""

from typing import Final

from kompas.base import Refused, getal_tekst, kort
from kompas.beleid.rules.bevinding import telling_van, van_jaar
from kompas.beleid.rules.soorten import Doelvraag, Soort, Streefsoort
from kompas.stats.enquete import steekproef_aandelen, steekproef_gemiddelden
from kompas.stats.tellingen import Interval, marge_van_telling

GROTE_STEEKPROEF: Final = 2_000
"""More respondents than this in one municipality is unusual; a step that needs them is not seen in practice."""

SPREIDING_RAPPORTCIJFER: Final = 1.4
"""Standard deviation of a report mark among residents that the size of a sample is reckoned with."""


def binnen_marge_van_uitgang(vraag: Doelvraag) -> str | None:
    """The sentence when the target lies inside the margin of the baseline; None when it does not, or none is known."""
    if vraag.streef is None or vraag.streefsoort not in (Streefsoort.HOOGSTENS, Streefsoort.MINSTENS):
        return None
    marge = _marge_van_uitgang(vraag)
    if marge is None or vraag.uitgang is None or vraag.streef not in marge:
        return None
    grenzen = f"{getal_tekst(marge.laag, _decimalen(vraag))} tot {getal_tekst(marge.hoog, _decimalen(vraag))}"
    return (
        f"Het doel ({kort(vraag.streef)}) ligt binnen de marge van de uitgangswaarde in {vraag.uitgang.periode.label}"
        f" ({grenzen}): ook zonder echte verandering kan het gehaald worden."
    )


def stap_te_klein(vraag: Doelvraag) -> str | None:
    """The sentence when a survey would need an unusual number of respondents to see the step; None otherwise."""
    if vraag.soort is not Soort.ENQUETE or vraag.streef is None or vraag.uitgang is None or vraag.uitgang.getal is None:
        return None
    nodig = _steekproef(vraag.uitgang.getal, vraag.streef, vraag.eenheid)
    if isinstance(nodig, Refused) or nodig <= GROTE_STEEKPROEF:
        return None
    stap = f"van {kort(vraag.uitgang.getal)} naar {kort(vraag.streef)}"
    zin = f"De stap {stap} is klein: om die te zien zijn per meting ongeveer {_rond(nodig)} deelnemers nodig"
    if vraag.inwoners is not None and nodig > vraag.inwoners:
        return f"{zin}, meer dan er inwoners zijn. Zo is de stap dus niet te meten."
    return f"{zin}."


def _steekproef(van: float, naar: float, eenheid: str) -> int | Refused:
    if eenheid.startswith("%"):
        return steekproef_aandelen(van / 100, naar / 100)
    if not (1 <= van <= 10 and 1 <= naar <= 10):
        return Refused("Dit is geen percentage en geen rapportcijfer.")
    return steekproef_gemiddelden(naar - van, SPREIDING_RAPPORTCIJFER)


def _rond(aantal: int) -> str:
    stap = 100 if aantal < 10_000 else 1_000
    return getal_tekst(round(aantal / stap) * stap)


def _decimalen(vraag: Doelvraag) -> int:
    return vraag.decimalen if vraag.soort is Soort.TELLING else max(vraag.decimalen, 1)


def _marge_van_uitgang(vraag: Doelvraag) -> Interval | None:
    """The margin of the baseline as the source knows it; for a printed count its own exact limits."""
    if vraag.uitgang is None:
        return None
    bron = van_jaar(vraag.reeks, vraag.uitgang.periode.begin.year)
    waarde = bron if bron is not None and bron.bekend else vraag.uitgang
    telling = telling_van(waarde, vraag.soort)
    # After zero incidents a target of zero says nothing about chance.
    return None if telling == 0 else marge_van_telling(waarde, telling, per=vraag.per)
