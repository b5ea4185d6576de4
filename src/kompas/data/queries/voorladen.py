"""Read everything that a comparison needs in a few questions, instead of one per area and code."""

from collections.abc import Iterable, Sequence

from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.rekenen import Rekenaar


def voorladen(rekenaar: Rekenaar, definities: Iterable[IndicatorDefinitie], gebieden: Sequence[str]) -> None:
    """Fill the memory of the store: one question per source, predecessors of municipalities included."""
    codes: dict[str, set[str]] = {}
    for definitie in rekenaar.definities.met_onderdelen(definities):
        for lat in rekenaar.meetlatten(definitie):
            codes.setdefault(lat.bron.key, set()).add(lat.code)
    grenzen = rekenaar.feiten.grenzen
    met_voorgangers = sorted({code for gebied in gebieden for code in grenzen.met_voorgangers(gebied)})
    for bron, bijbehorend in codes.items():
        van_toen = rekenaar.definities.bronnen[bron].indeling == "van toen"
        rekenaar.store.voorlaad(bron, sorted(bijbehorend), met_voorgangers if van_toen else list(gebieden))
