"""The verdict on one indicator: first whether it can be judged, then by the rule of its kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kompas.base import Waarde
from kompas.beleid.rules.bevinding import TELBAAR, Bevinding, jaar_van, met_kleine_letter, van_jaar
from kompas.beleid.rules.enquete import beoordeel_enquete
from kompas.beleid.rules.kans import met_kans
from kompas.beleid.rules.kwalitatief import beoordeel_kwalitatief
from kompas.beleid.rules.soorten import Beoordeling, Doelvraag, Oordeel, Soort, Streefsoort
from kompas.beleid.rules.telling import beoordeel_telling
from kompas.beleid.rules.weging import weeg
from kompas.stats.meervoud import GEWONE_DREMPELS, Drempels


def beoordeel(vraag: Doelvraag) -> Beoordeling:
    """The verdict, by the first written rule that applies (docs/methoden/oordeel.md)."""
    return _oordeel(_onderzoek(vraag))


def beoordeel_samen(vragen: Sequence[Doelvraag], drempels: Drempels = GEWONE_DREMPELS) -> tuple[Beoordeling, ...]:
    """The verdicts on all indicators of one plan: first every test, then what is left of them together."""
    onderzocht = [_onderzoek(vraag) for vraag in vragen]
    bevindingen = [antwoord for antwoord in onderzocht if isinstance(antwoord, Bevinding)]
    wegingen = iter(weeg([bevinding.toetsen for bevinding in bevindingen], drempels))
    gewogen = (replace(b, weging=next(wegingen)) if isinstance(b, Bevinding) else b for b in onderzocht)
    return tuple(_oordeel(antwoord) for antwoord in gewogen)


def _onderzoek(vraag: Doelvraag) -> Bevinding | Beoordeling:
    """What there is to judge by, or the verdict that needs no figure."""
    if vraag.streefsoort is Streefsoort.KWALITATIEF and not vraag.geen_indicator_omdat and not vraag.is_pm:
        return beoordeel_kwalitatief(vraag)
    for regel in _VOORAF:
        if (antwoord := regel(vraag)) is not None:
            return antwoord
    bevinding = _bevinding(vraag)
    return bevinding if isinstance(bevinding, Beoordeling) else _zonder_vergelijking(bevinding) or bevinding


def _oordeel(b: Bevinding | Beoordeling) -> Beoordeling:
    """The verdict by the figure, and what the forecast adds to it."""
    if isinstance(b, Beoordeling):
        return b
    assert b.streef is not None  # noqa: S101  (looked at in _zonder_vergelijking)
    regel = beoordeel_telling if b.vraag.soort in TELBAAR else beoordeel_enquete
    return met_kans(regel(b, b.streef), b)


def _zonder_vergelijking(b: Bevinding) -> Beoordeling | None:
    """Why the latest figure cannot be held against baseline and target."""
    if b.uitgangsjaar is not None and jaar_van(b.laatste) <= b.uitgangsjaar:
        zin = f"Sinds de uitgangswaarde van {b.uitgangsjaar} is er nog geen nieuw cijfer."
        return _niet(b.vraag, "nog-geen-nieuw-cijfer", zin, b.laatste)
    if (gebroken := _reeksbreuk(b)) is not None:
        return gebroken
    if b.streef is None:
        return _niet(
            b.vraag, "geen-uitgangswaarde", "Het plan noemt geen niveau dat vastgehouden moet worden.", b.laatste
        )
    return None


def _geen_indicator(vraag: Doelvraag) -> Beoordeling | None:
    if not vraag.geen_indicator_omdat:
        return None
    return _niet(
        vraag, "geen-indicator", f"Er is geen indicator, omdat {met_kleine_letter(vraag.geen_indicator_omdat)}"
    )


def _pm(vraag: Doelvraag) -> Beoordeling | None:
    if not vraag.is_pm:
        return None
    zin = "Het plan laat de waarde open (PM)."
    return _niet(vraag, "pm", f"{zin} {vraag.pm_toelichting}" if vraag.pm_toelichting else zin)


def _zonder_cijfers(vraag: Doelvraag) -> Beoordeling | None:
    if any(waarde.bekend for waarde in vraag.reeks):
        return None
    if vraag.zonder_cijfers_omdat:
        return _niet(vraag, "geen-cijfers", vraag.zonder_cijfers_omdat)
    return None if vraag.reeks else _niet(vraag, "geen-cijfers", "Voor deze indicator zijn geen cijfers ingelezen.")


def _geen_streefwaarde(vraag: Doelvraag) -> Beoordeling | None:
    if vraag.streef is not None or vraag.streefsoort is Streefsoort.VASTHOUDEN:
        return None
    return _niet(vraag, "geen-streefwaarde", "Het plan noemt geen streefwaarde.")


def _geen_doeljaar(vraag: Doelvraag) -> Beoordeling | None:
    if vraag.doeljaar is not None:
        return None
    return _niet(vraag, "geen-doeljaar", "Het plan noemt niet in welk jaar het doel bereikt moet zijn.")


_VOORAF: tuple[Callable[[Doelvraag], Beoordeling | None], ...] = (
    _geen_indicator,
    _pm,
    _geen_streefwaarde,
    _geen_doeljaar,
    _zonder_cijfers,
)


def _bevinding(vraag: Doelvraag) -> Bevinding | Beoordeling:
    """The latest figure in the year that is judged, or why there is none."""
    peil = _peil(vraag)
    waarde = van_jaar(vraag.reeks, peil)
    if (waarde is None or waarde.getal is None) and vraag.soort in (Soort.ENQUETE, Soort.ONBEKEND):
        # Surveys are not held every year: the wave of one year earlier is the figure of this year.
        waarde = van_jaar(vraag.reeks, peil - 1) or waarde
    if waarde is None or waarde.getal is None:
        return _geen_cijfer(vraag, peil, van_jaar(vraag.reeks, peil))
    is_einde = vraag.doeljaar is not None and peil >= vraag.doeljaar
    return Bevinding(vraag=vraag, laatste=waarde, getal=waarde.getal, peil=peil, is_einde=is_einde)


def _peil(vraag: Doelvraag) -> int:
    """The year that is judged: never after the target year, because the goal was about that year."""
    bekend = [jaar_van(waarde) for waarde in vraag.reeks if waarde.bekend and waarde.periode.is_jaar]
    peil = vraag.peiljaar if vraag.peiljaar is not None else max(bekend, default=vraag.doeljaar or 0)
    return min(peil, vraag.doeljaar) if vraag.doeljaar is not None else peil


def _geen_cijfer(vraag: Doelvraag, peil: int, waarde: Waarde | None) -> Beoordeling:
    delen = _ontbrekende_delen(waarde)
    if delen:
        zin = f"Het cijfer over {peil} is niet te berekenen: {' en '.join(delen)}."
        return _niet(vraag, "formule-onvolledig", zin, waarde)
    reden = _reden(waarde)
    eerder = [jaar_van(w) for w in vraag.reeks if w.bekend and w.periode.is_jaar and jaar_van(w) < peil]
    laatste = f" Het laatste cijfer is van {max(eerder)}." if eerder else ""
    return _niet(vraag, "geen-cijfer", f"Over {peil} is er geen cijfer{reden}.{laatste}", waarde)


def _ontbrekende_delen(waarde: Waarde | None) -> list[str]:
    """Which parts of a formula are missing, each with its year and reason."""
    if waarde is None:
        return []
    return [
        f"'{deel.naam}' over {deel.periode.label} {_is_reden(deel)}"
        for deel in waarde.herkomst.delen
        if not deel.bekend
    ]


def _is_reden(waarde: Waarde) -> str:
    return "ontbreekt" if waarde.reden is None or waarde.reden == "ontbreekt" else f"is {waarde.reden}"


def _reden(waarde: Waarde | None) -> str:
    if waarde is None or waarde.reden is None:
        return ""
    return f": {met_kleine_letter(waarde.uitleg or str(waarde.reden)).rstrip('.')}"


def _reeksbreuk(b: Bevinding) -> Beoordeling | None:
    van = b.uitgangsjaar
    breuk = next((x for x in b.vraag.breuken if van is not None and van < x.jaar <= jaar_van(b.laatste)), None)
    if breuk is None:
        return None
    reden = met_kleine_letter(breuk.reden).rstrip(".")
    zin = f"De cijfers vanaf {breuk.jaar} zijn niet te vergelijken met de uitgangswaarde van {van}: {reden}."
    return _niet(b.vraag, "reeksbreuk", zin, b.laatste)


def _niet(vraag: Doelvraag, regel: str, zin: str, laatste: Waarde | None = None) -> Beoordeling:
    return Beoordeling(
        oordeel=Oordeel.NIET_TE_BEOORDELEN,
        want=zin if zin.endswith((".", "?", "!")) else f"{zin}.",
        regel=regel,
        peiljaar=_peil(vraag) or None,
        laatste=laatste,
        uitgang=vraag.uitgang,
        streef=vraag.streef,
        streefsoort=vraag.streefsoort,
        doeljaar=vraag.doeljaar,
    )
