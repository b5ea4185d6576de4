"""Help while an indicator is filled in: the figures behind the choice, a baseline to take over, a weak target."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.utils.timezone import localdate

from kompas.base import getal_tekst
from kompas.beleid.forms import OnderdeelForm
from kompas.beleid.models import Indicator, Onderdeel
from kompas.beleid.queries.cijferkeuze import Cijferkeuze, Keuzejaar, cijferkeuze, streefwaarschuwingen
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente

TOON, NEEM_OVER = "toon_cijfers", "neem_over"
"""The buttons that fill in or look up something and save nothing."""


def tussenstand(request: HttpRequest, gemeente: Gemeente, soort: str) -> dict[str, object] | None:
    """What was typed so far, with the year that was taken over; None when the form is to be saved."""
    gegevens = request.POST
    if soort != "indicator" or not {TOON, NEEM_OVER} & set(gegevens):
        return None
    getypt: dict[str, object] = {naam: gegevens[naam] for naam in gegevens if naam not in (TOON, NEEM_OVER)}
    getypt["is_pm"] = "is_pm" in gegevens
    keuze = cijferkeuze(gegevens.get("definitie", ""), gemeente, cijfers(gemeente=gemeente))
    jaar = keuze.jaar(gegevens.get(NEEM_OVER, "")) if keuze else None
    return getypt | overgenomen(keuze, jaar, getypt) if keuze and jaar else getypt


def overgenomen(keuze: Cijferkeuze, jaar: Keuzejaar, getypt: Mapping[str, object]) -> dict[str, object]:
    """The baseline as the source has it; name, source and kind of target only where nothing was filled in yet."""
    uitgang = jaar.waarde
    richting = "minstens" if keuze.definitie.richting == "hoger" else "hoogstens"
    leeg = {"naam": keuze.definitie.titel, "bron": keuze.bron, "streefsoort": richting}
    return {
        "uitgangswaarde": getal_tekst(uitgang.getal or 0, uitgang.decimalen),
        "uitgangsjaar": str(jaar.jaar),
        "eenheid": uitgang.eenheid,
        "decimalen": str(uitgang.decimalen),
        **{veld: waarde for veld, waarde in leeg.items() if not getypt.get(veld)},
    }


def waarschuwingen(onderdeel: Onderdeel) -> tuple[str, ...]:
    """What to think over before saving; never a reason to refuse."""
    if not isinstance(onderdeel, Indicator):
        return ()
    return streefwaarschuwingen(onderdeel, cijfers(gemeente=onderdeel.doel.plan.gemeente), localdate())


def hulp(request: HttpRequest, gemeente: Gemeente, soort: str, form: OnderdeelForm[Indicator]) -> dict[str, object]:
    """The figures of the definition that is chosen in the form; a message says what the button just did."""
    if soort != "indicator":
        return {}
    key = str(form["definitie"].value() or "")
    keuze = cijferkeuze(key, gemeente, cijfers(gemeente=gemeente))
    if melding := _melding(request, keuze):
        messages.info(request, melding)
    jaar = keuze.jaar(str(form["uitgangsjaar"].value())) if keuze else None
    return {"met_cijferkeuze": True, "keuze": keuze, "gekozen_jaar": jaar.jaar if jaar else None}


def _melding(request: HttpRequest, keuze: Cijferkeuze | None) -> str:
    jaar = keuze.jaar(request.POST.get(NEEM_OVER, "")) if keuze else None
    if jaar is not None:
        return (
            f"Overgenomen als uitgangswaarde: {jaar.waarde.tekst_met_eenheid} in {jaar.jaar}. Er is nog niets bewaard."
        )
    if TOON not in request.POST:
        return ""
    if keuze is None:
        return "Kies eerst welke cijfers bij deze indicator horen."
    if keuze.laatste is None:
        return f"{keuze.definitie.titel}: {keuze.geen_omdat}"
    laatste = keuze.laatste
    return f"{keuze.definitie.titel}: het laatste cijfer is {laatste.tekst_met_eenheid} ({laatste.periode.label})."
