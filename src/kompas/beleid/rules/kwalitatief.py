"""Verdicts on a qualitative scale: a level that somebody assessed, on stated grounds."""

from kompas.beleid.rules.soorten import Beoordeling, Doelvraag, Niveau, Oordeel


def beoordeel_kwalitatief(vraag: Doelvraag) -> Beoordeling:
    if not vraag.schaal:
        return _niet(vraag, "schaal-ontbreekt", "De schaal met niveaus is nog niet ingevuld.")
    doel = _doelniveau(vraag)
    if doel is None:
        return _niet(vraag, "geen-streefniveau", "Het plan noemt geen niveau dat bereikt moet worden.")
    niveau = _laatste(vraag)
    if niveau is None:
        return _niet(vraag, "niveau-ontbreekt", "Er is nog geen niveau beoordeeld.")
    if niveau.niveau not in vraag.schaal:
        return _niet(vraag, "niveau-onbekend", f"Het niveau '{niveau.niveau}' staat niet op de schaal.")
    if not niveau.beoordelaar or not niveau.onderbouwing:
        zin = f"Bij het niveau '{niveau.niveau}' staat niet wie het beoordeelde of waarop het steunt."
        return _niet(vraag, "niveau-zonder-onderbouwing", zin)
    return _vergelijk(vraag, niveau, doel)


def _doelniveau(vraag: Doelvraag) -> int | None:
    """The rank of the level to reach, counted from 1."""
    if vraag.streef is None or not 1 <= round(vraag.streef) <= len(vraag.schaal):
        return None
    return round(vraag.streef)


def _laatste(vraag: Doelvraag) -> Niveau | None:
    tot = _peil(vraag)
    bruikbaar = [niveau for niveau in vraag.niveaus if tot is None or niveau.jaar <= tot]
    return max(bruikbaar, key=lambda niveau: niveau.jaar, default=None)


def _peil(vraag: Doelvraag) -> int | None:
    """The last year that counts: the judged year, never after the target year."""
    return min((jaar for jaar in (vraag.peiljaar, vraag.doeljaar) if jaar is not None), default=None)


def _vergelijk(vraag: Doelvraag, niveau: Niveau, doel: int) -> Beoordeling:
    is_einde = vraag.doeljaar is not None and vraag.peiljaar is not None and vraag.peiljaar >= vraag.doeljaar
    bereikt = vraag.schaal.index(niveau.niveau) + 1 >= doel
    streef = vraag.schaal[doel - 1]
    wie = f"{niveau.beoordelaar} beoordeelt dit in {niveau.jaar} als '{niveau.niveau}' ({niveau.onderbouwing})"
    if bereikt:
        oordeel, regel = (Oordeel.BEHAALD if is_einde else Oordeel.OP_KOERS), "niveau-bereikt"
        zin = f"{wie}; het doel '{streef}' is bereikt."
    elif is_einde:
        oordeel, regel, zin = (
            Oordeel.ACHTER_OP_KOERS,
            "niveau-niet-bereikt",
            f"{wie}; het doel '{streef}' is niet bereikt.",
        )
    else:
        oordeel, regel = Oordeel.NIET_TE_ZEGGEN, "niveau-nog-niet-bereikt"
        zin = f"{wie}; het doel '{streef}' is nog niet bereikt, maar er is nog tijd."
    return _antwoord(vraag, oordeel, regel, zin)


def _niet(vraag: Doelvraag, regel: str, zin: str) -> Beoordeling:
    return _antwoord(vraag, Oordeel.NIET_TE_BEOORDELEN, regel, zin)


def _antwoord(vraag: Doelvraag, oordeel: Oordeel, regel: str, zin: str) -> Beoordeling:
    niveaus = tuple(f"{n.jaar}: {n.niveau} ({n.beoordelaar or 'beoordelaar onbekend'})." for n in vraag.niveaus)
    return Beoordeling(
        oordeel=oordeel,
        want=zin,
        regel=regel,
        methode="kwalitatieve schaal",
        peiljaar=_peil(vraag),
        streef=vraag.streef,
        streefsoort=vraag.streefsoort,
        doeljaar=vraag.doeljaar,
        stappen=(f"Schaal van laag naar hoog: {', '.join(vraag.schaal) or 'geen'}.", *niveaus),
    )
