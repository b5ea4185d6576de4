"""Two periods beside each other, in words."""

import math
from typing import Final

from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import Bewijs, Gezegd, beweging, kant_zin
from kompas.stats.duiding.feiten import Artefactfeit, Reeksnaam, Trendfeit, Verschil, Vorm
from kompas.stats.verandering import Beweging, Zekerheid, overlap_zin, symbool_van, woord_van

KLEIN_VERSCHIL: Final = 0.05
"""A certain difference below 5% is called small; a range within 10% of equal is called a small difference at most."""
SMAL: Final = 0.10
BREED: Final = 3.0
"""Limits of which the upper is three times the lower belong to small numbers."""


def zeg_verschil(feit: Verschil, b: Bewijs) -> Gezegd:
    richting = beweging(feit.later - feit.eerder)
    zeker = _zekerheid(b.zekerheid, richting)
    gunstig = b.gunstig(omhoog=richting is Beweging.GESTEGEN) if zeker is Zekerheid.ZEKER else None
    zinnen = _gezegd(feit, b, richting, zeker, gunstig)
    return Gezegd(
        feit.onderwerp,
        woord_van(zeker, richting),
        symbool_van(zeker, richting),
        zinnen,
        methode=feit.methode,
        pagina="enquete" if b.naam.steekproef else "verandering",
        getallen=_getallen(feit, b.naam),
        let_op=_let_op(feit, b, richting, zeker),
        gunstig=gunstig,
        zekerheid=zeker,
    )


def _zekerheid(zekerheid: Zekerheid, richting: Beweging) -> Zekerheid:
    return Zekerheid.NIET_TE_ZEGGEN if richting is Beweging.GELIJK else zekerheid


def _gezegd(feit: Verschil, b: Bewijs, richting: Beweging, zeker: Zekerheid, gunstig: bool | None) -> tuple[str, ...]:
    plaats, van_naar = b.naam.gemeente, _van_naar(feit, b.naam)
    if zeker is Zekerheid.ZEKER:
        zin = f"Dit cijfer is in {plaats} zeker {richting}: {van_naar}."
        return (zin, _hoeveel(feit, b.naam), kant_zin(gunstig))
    if zeker is Zekerheid.WAARSCHIJNLIJK:
        zin = f"Dit cijfer is in {plaats} waarschijnlijk {richting}: {van_naar}."
        return (zin, "Zeker is dat niet: het kan ook toeval zijn.")
    if zeker is Zekerheid.NIET_TE_BEOORDELEN:
        return (f"Het cijfer van {plaats} ging {van_naar}.", "Dit verschil is niet getoetst.")
    return (*_niet_te_zeggen(feit, b, richting, van_naar), _past_erbij(feit, b))


def _niet_te_zeggen(feit: Verschil, b: Bewijs, richting: Beweging, van_naar: str) -> tuple[str, ...]:
    plaats = b.naam.gemeente
    if richting is Beweging.GELIJK:
        hoeveel = "0" if not feit.later else taal.met_eenheid(feit.later, b.naam)
        zin = f"Het cijfer van {plaats} was in beide periodes {hoeveel}."
        return (zin, "Of er echt niets is veranderd, is niet te zeggen.")
    zin = f"Het cijfer van {plaats} ging {van_naar}."
    if b.verloor():
        return (
            zin,
            f"Of het echt is {richting}, is niet te zeggen.",
            "Hier staan veel cijfers bij elkaar, en dan wijkt er altijd wel een af door toeval.",
        )
    return (zin, f"Of het echt is {richting}, is niet te zeggen: zo'n verschil kan toeval zijn.")


def _van_naar(feit: Verschil, naam: Reeksnaam) -> str:
    decimalen = taal.decimalen_voor(naam, feit.eerder, feit.later)
    eerder = taal.met_eenheid(feit.eerder, naam, decimalen=decimalen)
    later = taal.getal(feit.later, naam, decimalen=decimalen)
    van, tot = taal.periode_tekst(feit.van), taal.periode_tekst(feit.tot)
    gemiddeld = taal.is_meerjarig(feit.van)
    per_jaar = " per jaar" if gemiddeld and naam.vorm is Vorm.AANTAL else ""
    return f"van {'gemiddeld ' if gemiddeld else ''}{eerder}{per_jaar} in {van} naar {later} in {tot}"


def _hoeveel(feit: Verschil, naam: Reeksnaam) -> str:
    """How large a certain difference is; of shares and marks the two figures say it already."""
    if naam.vorm in {Vorm.AANDEEL, Vorm.CIJFER}:
        return ""
    tekst = taal.zoveel(feit.verhouding, naam)
    if not tekst:
        return ""
    klein = abs(feit.verhouding - 1) < KLEIN_VERSCHIL
    return f"Het verschil is wel klein: {tekst}." if klein else f"Dat is {tekst}."


def _past_erbij(feit: Verschil, b: Bewijs) -> str:
    """Which changes the figures leave open; nothing when the limits do not allow for 'no change'."""
    if not _grenzen(feit) or not feit.laag < 1 < feit.hoog:
        return ""
    if feit.laag > 1 - SMAL and feit.hoog < 1 + SMAL:
        hooguit = max(1 - feit.laag, feit.hoog - 1)
        return f"Als er een verschil is, dan is het klein: hooguit {taal.procent(hooguit)}."
    laag, hoog = taal.zoveel(feit.laag, b.naam), taal.zoveel(feit.hoog, b.naam)
    return f"Alles tussen {laag} en {hoog} past bij deze cijfers."


def _grenzen(feit: Verschil) -> bool:
    return math.isfinite(feit.laag) and math.isfinite(feit.hoog) and feit.laag > 0 and feit.eerder > 0


def _getallen(feit: Verschil, naam: Reeksnaam) -> tuple[tuple[str, str], ...]:
    decimalen = taal.decimalen_voor(naam, feit.eerder, feit.later)
    rijen = [
        (taal.periode_tekst(feit.van), taal.met_eenheid(feit.eerder, naam, decimalen=decimalen)),
        (taal.periode_tekst(feit.tot), taal.met_eenheid(feit.later, naam, decimalen=decimalen)),
    ]
    if naam.vorm in {Vorm.AANDEEL, Vorm.CIJFER}:
        rijen.append(("verschil", taal.punten(feit.later - feit.eerder, naam)))
    elif zoveel := taal.zoveel(feit.verhouding, naam):
        rijen.append(("verschil", zoveel))
        if _grenzen(feit):
            laag, hoog = taal.zoveel(feit.laag, naam), taal.zoveel(feit.hoog, naam)
            rijen.append(("marge van het verschil (95%)", f"van {laag} tot {hoog}"))
    return tuple(rijen)


def _let_op(feit: Verschil, b: Bewijs, richting: Beweging, zeker: Zekerheid) -> tuple[str, ...]:
    if zeker in {Zekerheid.NIET_TE_ZEGGEN, Zekerheid.NIET_TE_BEOORDELEN}:
        eerst = "‘Niet te zeggen’ is niet hetzelfde als ‘gelijk gebleven’."
    else:
        eerst = f"Waardoor het is {richting}, zegt dit cijfer niet. Ook niet of het door het beleid komt."
    return (
        eerst,
        _klein(feit, b),
        "Of hoger of lager beter is, ligt bij dit cijfer niet vast." if b.naam.lager_is_beter is None else "",
        _elders(b, richting, zeker),
        _registratie(feit, b),
        overlap_zin(feit.overlap_maanden).removeprefix("Let op: ").capitalize(),
    )


def _klein(feit: Verschil, b: Bewijs) -> str:
    weinig = b.naam.vorm is Vorm.AANTAL and max(feit.eerder, feit.later) < taal.KLEIN
    breed = _grenzen(feit) and feit.hoog / feit.laag > BREED
    if b.naam.steekproef or not (weinig or breed):
        return ""
    return "Het gaat om kleine aantallen. Eén geval meer of minder verandert het cijfer al zichtbaar."


def _elders(b: Bewijs, richting: Beweging, zeker: Zekerheid) -> str:
    """A fall that is everywhere is no success of one municipality."""
    trend = next((feit for feit in b.andere if isinstance(feit, Trendfeit)), None)
    if trend is None or trend.elders is None or zeker not in {Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK}:
        return ""
    if trend.p_elders is None or trend.p_elders >= b.drempels.zeker:
        return ""
    zelfde = (trend.elders < 1) == (richting is Beweging.GEDAALD)
    return f"In andere gemeenten is het over de jaren ook {richting}." if zelfde else ""


def _registratie(feit: Verschil, b: Bewijs) -> str:
    jaren = sorted({a.jaar for a in b.andere if isinstance(a, Artefactfeit) and _binnen(feit, a.jaar)})
    if not jaren:
        return ""
    welke = " en ".join(str(jaar) for jaar in jaren)
    return f"Bij {welke} staat een vlag: misschien is er anders geteld. Kijk daar eerst naar."


def _binnen(feit: Verschil, jaar: int) -> bool:
    genoemd = taal.jaren(feit.van) + taal.jaren(feit.tot)
    return bool(genoemd) and min(genoemd) <= jaar <= max(genoemd)
