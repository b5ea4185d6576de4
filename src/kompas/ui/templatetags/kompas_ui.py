"""Template tags of Veiligheidskompas: NL Design System components and our own, in one library.

Every tag takes plain values (`kompas.base`, strings, tables); none knows a feature. Examples of all of them
stand in docs/ontwikkeling/weergave.md.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from django import template
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kompas.base import Waarde, getal_tekst
from kompas.stats.duiding import Uitspraak
from kompas.ui import formulieren, thema
from kompas.ui.onderdelen import Cel, Kruimel, Tabel, cel_tekst, is_cijfer

register = template.Library()

OORDELEN = {
    "behaald": "✔",
    "op koers": "▲",
    "achter op koers": "▼",
    "niet te zeggen": "≈",
    "niet te beoordelen": "○",
}
MELDINGEN = {"debug": "info", "info": "info", "success": "ok", "ok": "ok", "warning": "warning", "error": "error"}
KNOPPEN = {"primair": "primary-action", "secundair": "secondary-action", "subtiel": "subtle"}


class Wijziging(Protocol):
    """What `kompas.stats.verandering.Verandering` offers."""

    @property
    def woord(self) -> str: ...
    @property
    def symbool(self) -> str: ...
    @property
    def zekerheid(self) -> str: ...


# Page -----------------------------------------------------------------------------------------------------------------


@register.simple_tag
def stijlbladen() -> SafeString:
    """The style sheets in the order in which tokens override each other; a municipality's own tokens come last."""
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}" media="{}">', thema.stijlbladen())


@register.simple_tag
def adres_als(naam: str, *args: object) -> str:
    """The address of a page, or nothing where this installation does not have the page."""
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def adres_of_wortel(naam: str) -> str:
    return adres_als(naam) or "/"


@register.simple_tag(takes_context=True)
def broodkruimels(context: Context, *namen_en_adressen: str) -> SafeString:
    """`{% broodkruimels "Start" "/" "Westland" adres "Cijfers" %}`: name and address in pairs, this page last.

    What the page wants to go along in every link (`op_vraag`) stands behind the addresses.
    """
    paren = [namen_en_adressen[i : i + 2] for i in range(0, len(namen_en_adressen), 2)]
    mee = context.get("op_vraag", "")
    stappen = [Kruimel(paar[0], f"{paar[1]}{mee}" if paar[1:] and paar[1] else "") for paar in paren]
    return render_to_string("ui/onderdelen/broodkruimels.html", {"stappen": stappen})


@register.simple_tag
def paginatitel(titel: str, boven: str = "", intro: str = "") -> SafeString:
    """The one h1 of a page, with a short line above it and a lead below it."""
    return render_to_string("ui/onderdelen/paginatitel.html", {"titel": titel, "boven": boven, "intro": intro})


# Judgement and figures ------------------------------------------------------------------------------------------------


@register.simple_tag
def oordeel(waarde: str) -> SafeString:
    """A verdict as symbol and word; colour only helps."""
    symbool = OORDELEN.get(str(waarde))
    if symbool is None:
        raise template.TemplateSyntaxError(f"onbekend oordeel: {waarde!r} (bekend: {', '.join(OORDELEN)})")
    return format_html(
        '<span class="kompas-oordeel kompas-oordeel--{}"><span class="kompas-oordeel__symbool" aria-hidden="true">{}'
        "</span>{}</span>",
        slugify(waarde),
        symbool,
        str(waarde),
    )


@register.simple_tag
def verandering(wijziging: Wijziging | None) -> SafeString:
    """A change in the word that the test allows: symbol and word."""
    if wijziging is None:
        return SafeString("")
    return format_html(
        '<span class="kompas-verandering kompas-verandering--{}"><span aria-hidden="true">{}</span>{}</span>',
        slugify(wijziging.zekerheid.replace("_", "-")),
        wijziging.symbool,
        wijziging.woord,
    )


@register.simple_tag
def uitspraak(u: Uitspraak, kop: str = "") -> SafeString:
    """A word about figures with its sentence, and how we know it in a panel that opens without a script.

    `kop` names what it is about where the same page shows more of them, for the ear.
    """
    return render_to_string("ui/onderdelen/uitspraak.html", _bewijs(u, kop))


@register.simple_tag
def uitspraakkort(u: Uitspraak, kop: str = "") -> SafeString:
    """Only the word; it opens its sentence and how we know it."""
    return render_to_string("ui/onderdelen/uitspraakkort.html", _bewijs(u, kop))


def _bewijs(u: Uitspraak, kop: str) -> dict[str, object]:
    return {"u": u, "kop": kop, "toetsen": u.toetsregels}


@register.simple_tag
def uitspraakwoord(u: Uitspraak) -> SafeString:
    """Only the word with its symbol, for a table or a list."""
    return verandering(u)


@register.simple_tag
def waarde(cijfer: Waarde | None, eenheid: bool = True) -> SafeString:
    """A figure with its unit, or the reason why there is none."""
    if cijfer is None:
        return SafeString('<span class="kompas-waarde kompas-waarde--geen">geen cijfer</span>')
    if cijfer.getal is None:
        uitleg = format_html(": {}", cijfer.uitleg) if cijfer.uitleg else ""
        return format_html('<span class="kompas-waarde kompas-waarde--geen">{}{}</span>', cijfer.tekst, uitleg)
    tekst = cijfer.tekst_met_eenheid if eenheid else cijfer.tekst
    return format_html('<data class="kompas-waarde" value="{}">{}</data>', repr(cijfer.getal), tekst)


@register.simple_tag
def herkomst(cijfer: Waarde | None, titel: str = "Herkomst") -> SafeString:
    """Where a figure comes from, as a panel that opens without a script; the parts of a formula below it."""
    if cijfer is None:
        return SafeString("")
    return render_to_string("ui/onderdelen/herkomst.html", {"w": cijfer, "h": cijfer.herkomst, "titel": titel})


@register.simple_tag
def marge(cijfer: Waarde) -> str:
    """The limits of the 95% interval, in the notation of the figure itself."""
    if cijfer.laag is None or cijfer.hoog is None:
        return ""
    return f"{getal_tekst(cijfer.laag, cijfer.decimalen)} tot {getal_tekst(cijfer.hoog, cijfer.decimalen)}"


@register.filter
def getal(getal: float, decimalen: int = 0) -> str:
    """A plain number in Dutch notation: `113.668`."""
    return getal_tekst(getal, decimalen)


@register.filter
def cijfertekst(cel: Cel) -> str:
    return cel_tekst(cel)


@register.filter
def iscijfer(cel: Cel) -> bool:
    return is_cijfer(cel)


# Blocks ---------------------------------------------------------------------------------------------------------------


@register.simple_tag
def tabel(inhoud: Tabel, bijschrift: str, breed: bool = False) -> SafeString:
    """A table with caption and row headers, in a region that scrolls by itself and can be reached by keyboard."""
    gegevens = {"tabel": inhoud, "bijschrift": bijschrift, "id": _anker("tabel", bijschrift), "breed": breed}
    return render_to_string("ui/onderdelen/tabel.html", gegevens)


@register.simple_block_tag
def tabelvlak(content: str, naam: str) -> SafeString:
    """`{% tabelvlak "Cijfers van Noordwijk" %}<table>...</table>{% endtabelvlak %}`: a region for a wide table."""
    return format_html(
        '<div class="kompas-tabelvlak" role="region" aria-label="{}" tabindex="0">{}</div>', naam, content
    )


@register.simple_tag
def grafiek(url: str, titel: str, alt: str, tabel: Tabel | None = None, bronregel: str = "") -> SafeString:
    """A chart: finding, picture with its essence in words, the same figures as a table, source line.

    A phone asks for the same address with `smal=1`.
    """
    url_smal = f"{url}{'&' if '?' in url else '?'}smal=1"
    gegevens = {"url": url, "url_smal": url_smal, "titel": titel, "alt": alt, "tabel": tabel, "bronregel": bronregel}
    return render_to_string("ui/onderdelen/grafiek.html", gegevens)


@register.simple_tag
def definitielijst(paren: Iterable[tuple[str, Any]]) -> SafeString:
    """Name and value in two columns; pairs without a value are left out."""
    gevuld = [(naam, inhoud) for naam, inhoud in paren if inhoud not in (None, "")]
    rijen = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", gevuld)
    return format_html('<dl class="kompas-feiten">{}</dl>', rijen)


@register.simple_block_tag
def kaart(content: str, titel: str, url: str = "", uitkomst: str = "", niveau: int = 3) -> SafeString:
    """A card for a goal or a municipality: title (a link when there is an address), verdict, content."""
    kop = format_html('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', url, titel) if url else titel
    return format_html(
        '<article class="kompas-kaart"><h{0} class="utrecht-heading-{0} kompas-kaart__titel">{1}</h{0}>{2}{3}'
        "</article>",
        niveau,
        kop,
        oordeel(uitkomst) if uitkomst else "",
        content,
    )


@register.simple_block_tag
def melding(content: str, soort: str = "info") -> SafeString:
    """A message in the flow of the page."""
    klasse = MELDINGEN.get(soort, "info")
    return format_html('<div class="utrecht-alert utrecht-alert--{} kompas-melding">{}</div>', klasse, content)


@register.simple_tag
def knop(tekst: str, url: str = "", soort: str = "primair", naam: str = "", waarde: str = "") -> SafeString:
    """A button that sends a form, or a link that looks like one; `soort` is primair, secundair or subtiel."""
    klasse = f"utrecht-button utrecht-button--{KNOPPEN[soort]}"
    if url:
        return format_html('<a class="{} utrecht-button--html-a" href="{}">{}</a>', klasse, url, tekst)
    meegestuurd = format_html(' name="{}" value="{}"', naam, waarde) if naam else ""
    return format_html('<button class="{}" type="submit"{}>{}</button>', klasse, meegestuurd, tekst)


# Forms ----------------------------------------------------------------------------------------------------------------


@register.simple_tag
def veld(gebonden: BoundField) -> SafeString:
    """One field of a form: label, help, error, control; what belongs together is tied together for screen readers."""
    return formulieren.veld(gebonden)


@register.simple_tag
def formulierfouten(form: BaseForm) -> SafeString:
    """What went wrong, at the top of the form, with links to the fields."""
    return formulieren.fouten(form)


@register.simple_tag
def formulier(form: BaseForm) -> SafeString:
    """All of a form: errors, hidden fields, visible fields."""
    return formulieren.formulier(form)


def _anker(soort: str, tekst: str) -> str:
    return f"{soort}-{slugify(tekst)[:60] or 'zonder-naam'}"
