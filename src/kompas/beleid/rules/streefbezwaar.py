"""What cannot be true of a baseline and a target, whoever writes it down."""

from collections.abc import Iterator
from decimal import Decimal

Bezwaar = tuple[str, str]
"""The field and the sentence."""


def streefbezwaren(
    *,
    uitgang: Decimal | None,
    streef: Decimal | None,
    eenheid: str,
    uitgangsjaar: int | None,
    doeljaar: int | None,
) -> Iterator[Bezwaar]:
    """Every objection, none when the values can stand."""
    # A scale that goes below zero has a baseline below zero; a count or a percentage never has.
    if streef is not None and streef < 0 and (uitgang is None or uitgang >= 0):
        yield "streefwaarde", "Een streefwaarde onder nul kan hier niet. Vul nul of meer in."
    if eenheid.startswith("%"):
        for veld, waarde in (("uitgangswaarde", uitgang), ("streefwaarde", streef)):
            if waarde is not None and waarde > 100:
                yield veld, "Meer dan 100% kan niet. Vul een percentage van 0 tot en met 100 in."
    if uitgangsjaar is not None and doeljaar is not None and doeljaar < uitgangsjaar:
        yield "doeljaar", f"Het doeljaar ({doeljaar}) ligt vóór het jaar van de uitgangswaarde ({uitgangsjaar})."
