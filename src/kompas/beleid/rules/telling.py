"""Verdicts on registered counts and rates: the number itself is known, its change may be chance."""

from kompas.beleid.rules.bevinding import Bevinding, met_kleine_letter
from kompas.beleid.rules.soorten import Beoordeling, Oordeel, Streefsoort
from kompas.stats.verandering import Zekerheid


def beoordeel_telling(b: Bevinding, streef: float) -> Beoordeling:
    if b.vraag.streefsoort is Streefsoort.VASTHOUDEN:
        return _vasthouden(b, streef)
    return _einde(b, streef) if b.is_einde else _onderweg(b)


def verandering_zin(b: Bevinding) -> str:
    """Whether the change since the baseline is more than chance."""
    verandering = b.verandering
    if verandering.p is None:
        waarom = met_kleine_letter(verandering.toelichting)
        return f"Of de verandering meer is dan toeval, is niet getoetst: {waarom}"
    if verandering.zekerheid is Zekerheid.NIET_TE_ZEGGEN:
        return f"Het verschil met {b.uitgangsjaar} kan toeval zijn."
    naam = "daling" if verandering.richting == "gedaald" else "stijging"
    zeker = "is zeker" if verandering.is_zeker else "is waarschijnlijk, maar niet zeker"
    return f"De {naam} sinds {b.uitgangsjaar} {zeker}."


def _einde(b: Bevinding, streef: float) -> Beoordeling:
    if b.haalt(b.getal, streef):
        return b.antwoord(Oordeel.BEHAALD, "telling-doel-gehaald", verandering_zin(b), getoetst=True)
    zin = f"Het doel is niet gehaald. {verandering_zin(b)}"
    return b.antwoord(Oordeel.ACHTER_OP_KOERS, "telling-doel-niet-gehaald", zin, getoetst=True)


def _onderweg(b: Bevinding) -> Beoordeling:
    pad = b.pad
    if pad is None or b.uitgang is None:
        zin = "Het plan noemt geen uitgangswaarde, dus er is geen pad naar het doel."
        return b.antwoord(Oordeel.NIET_TE_BEOORDELEN, "geen-uitgangswaarde", zin)
    if b.al_gehaald:
        return _al_gehaald(b)
    if b.haalt(b.getal, pad):
        return _op_het_pad(b, pad)
    return _naast_het_pad(b, pad)


def _al_gehaald(b: Bevinding) -> Beoordeling:
    """The baseline met the target already: what counts is that it does not slip."""
    if b.zeker_slechter:
        zin = f"Bij de start was het doel al gehaald, maar het is sinds {b.uitgangsjaar} zeker slechter geworden."
        return b.antwoord(Oordeel.ACHTER_OP_KOERS, "telling-zeker-slechter", zin, getoetst=True)
    zin = f"Bij de start was het doel al gehaald; sinds {b.uitgangsjaar} is het niet zeker slechter geworden."
    return b.antwoord(Oordeel.OP_KOERS, "telling-niet-slechter", zin, getoetst=True)


def _op_het_pad(b: Bevinding, pad: float) -> Beoordeling:
    zin = f"Dat is op of voor het pad naar het doel ({b.tekst(pad)} in {b.peil}). {verandering_zin(b)}"
    if b.zeker_beter:
        return b.antwoord(Oordeel.OP_KOERS, "telling-op-pad-zeker", zin, getoetst=True)
    return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "telling-op-pad-onzeker", zin, getoetst=True)


def _naast_het_pad(b: Bevinding, pad: float) -> Beoordeling:
    if b.marge is not None and pad not in b.marge and not b.grens_blijft:
        zin = f"Het pad naar het doel ({b.tekst(pad)} in {b.peil}) ligt net buiten de marge van het cijfer"
        zin = f"{zin} ({b.marge_tekst}). {b.twijfel}"
        return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "telling-naast-pad-samen-onzeker", zin, getoetst=True)
    if b.marge is not None and pad not in b.marge:
        zin = (
            f"Het pad naar het doel ({b.tekst(pad)} in {b.peil}) ligt buiten de marge van het cijfer ({b.marge_tekst})."
        )
        return b.antwoord(Oordeel.ACHTER_OP_KOERS, "telling-naast-pad", zin, getoetst=True)
    waar = (
        f"binnen de marge van het cijfer ({b.marge_tekst})"
        if b.marge is not None
        else "dichtbij; de marge is niet bekend"
    )
    zin = f"Dat is minder goed dan het pad naar het doel ({b.tekst(pad)} in {b.peil}), maar dat ligt {waar}."
    return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "telling-naast-pad-binnen-marge", zin, getoetst=True)


def _vasthouden(b: Bevinding, streef: float) -> Beoordeling:
    goed = Oordeel.BEHAALD if b.is_einde else Oordeel.OP_KOERS
    if b.zeker_slechter:
        zin = f"Het is zeker slechter geworden sinds {b.uitgangsjaar}."
        return b.antwoord(Oordeel.ACHTER_OP_KOERS, "vasthouden-zeker-slechter", zin, getoetst=True)
    if b.verandering.p is None and not b.haalt(b.getal, streef):
        return b.antwoord(Oordeel.NIET_TE_ZEGGEN, "vasthouden-niet-te-toetsen", verandering_zin(b), getoetst=True)
    zin = f"Het is niet zeker slechter geworden sinds {b.uitgangsjaar}." if b.verandering.p is not None else ""
    return b.antwoord(goed, "vasthouden-niet-slechter", zin, getoetst=True)
