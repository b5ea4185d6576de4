"""What arrived must add up: the leaves make the total."""

import numpy as np
from numpy.typing import NDArray

from kompas.data.sources.ophalen.beschrijving import Beschrijving
from kompas.data.sources.ophalen.bladzijde import Blad
from kompas.data.sources.ophalen.verbinding import BronError


def controleer_totaal(wat: Beschrijving, blad: Blad, eerste_gebied: int) -> None:
    """Refuse a group of areas of which kinds do not add up to their total.

    In a year in which every kind has a number the sum is the total. Where kinds are blank or secret, and in months
    (some kinds are only published by year), the sum may be less: never more.
    """
    kinds = [soort.strip() for soort in wat.soort.sleutels]
    if wat.vorm.totaal not in kinds or len(kinds) < 2:
        return
    plek = kinds.index(wat.vorm.totaal)
    totaal, vlag = blad.waarden[:, plek], blad.vlaggen[:, plek]
    delen = np.delete(blad.waarden, plek, axis=1)
    som = np.nansum(delen, axis=1)
    heel = (np.delete(blad.vlaggen, plek, axis=1) == 0).all(axis=1)
    streng = heel & _is_jaar(wat)[None, None, None, :, None]
    speling = 1e-6 * np.maximum(1.0, np.abs(np.nan_to_num(totaal)))
    fout = (vlag == 0) & ((som > totaal + speling) | (streng & (som < totaal - speling)))
    if fout.any():
        _weiger(wat, fout, som, totaal, eerste_gebied)


def _is_jaar(wat: Beschrijving) -> NDArray[np.bool_]:
    return np.array(["JJ" in periode for periode in wat.perioden])


def _weiger(
    wat: Beschrijving, fout: NDArray[np.bool_], som: NDArray[np.float64], totaal: NDArray[np.float64], eerste: int
) -> None:
    gebied, vrij, maat, periode, marge = (int(i) for i in np.argwhere(fout)[0])
    waar = f"{wat.gebieden[eerste + gebied].code} {wat.perioden[periode]}"
    plek = (gebied, vrij, maat, periode, marge)
    raise BronError(
        f"Tabel {wat.vorm.tabel}, {waar}: de soorten tellen op tot {som[plek]:g}, maar het totaal is {totaal[plek]:g}"
        f" ({int(fout.sum())} keer). Er is niets vastgelegd; meld dit bij de bron of probeer het later opnieuw."
    )
