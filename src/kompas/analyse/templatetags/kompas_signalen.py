"""The cells of tables with words: watched series, and areas beside each other."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kompas.analyse.queries.maandsignalen import Signaalbeeld, Signaalrij
from kompas.analyse.queries.naastelkaar import Gebiedsvergelijking, Naast
from kompas.analyse.rules.bewaken import Bewaakt
from kompas.analyse.rules.vraag import Beeld, Stap, Vraag
from kompas.base import getal_tekst
from kompas.core.models import Gemeente
from kompas.ui.templatetags.kompas_ui import uitspraakwoord

register = template.Library()


@register.simple_tag
def maandadres(gemeente: Gemeente, rij: Signaalrij, op: date | None = None) -> str:
    """The explorer with the months of this series as a chart."""
    vraag = Vraag(rij.reeks.definitie.key, (rij.reeks.gebied.code,), Stap.MAAND, op=op, beeld=Beeld.GRAFIEK)
    return f"{reverse('verkennen', args=[gemeente.slug])}?{vraag.adres()}"


@register.simple_tag
def signaalcellen(beeld: Signaalbeeld, gemeente: Gemeente, op: date | None = None) -> SafeString:
    """The body of the table; of wijken there are hundreds of rows, so made here."""
    rijen = (_rij(rij, rij.stand, gemeente, op) for rij in beeld.rijen if isinstance(rij.stand, Bewaakt))
    return mark_safe("".join(rijen))  # noqa: S308  (each row is escaped)


def _rij(rij: Signaalrij, stand: Bewaakt, gemeente: Gemeente, op: date | None) -> str:
    getallen = (
        getal_tekst(stand.geteld[stand.maand]),
        _gewoon(stand.verwacht[stand.maand]),
        getal_tekst(stand.som),
        _gewoon(stand.verwacht_som),
    )
    return format_html(
        '<tr class="utrecht-table__row"><th class="utrecht-table__cell" scope="row"><a class="utrecht-link '
        'utrecht-link--html-a" href="{}">{}</a></th><td class="utrecht-table__cell">{}</td>{}'
        '<td class="utrecht-table__cell">{}</td></tr>',
        maandadres(gemeente, rij, op),
        rij.naam,
        rij.maand.label if rij.maand else "",
        mark_safe("".join(format_html('<td class="utrecht-table__cell kompas-cijfer">{}</td>', g) for g in getallen)),  # noqa: S308
        uitspraakwoord(rij.uitspraak) if rij.uitspraak else "",
    )


@register.simple_tag
def naastcellen(naast: Gebiedsvergelijking) -> SafeString:
    """The body of the table of areas; hundreds of municipalities, so made here."""
    return mark_safe("".join(_naast(een, klein=naast.is_klein) for een in naast.rijen))  # noqa: S308  (escaped)


def _naast(een: Naast, *, klein: bool) -> str:
    glad = format_html('<td class="utrecht-table__cell kompas-cijfer">{}</td>', een.glad) if klein else ""
    return format_html(
        '<tr class="utrecht-table__row"><th class="utrecht-table__cell" scope="row">{}</th>'
        '<td class="utrecht-table__cell kompas-cijfer">{}</td>{}<td class="utrecht-table__cell">{}</td>'
        '<td class="utrecht-table__cell">{}</td></tr>',
        een.rij.naam,
        een.waarde.tekst,
        glad,
        een.plaats,
        uitspraakwoord(een.uitspraak),
    )


def _gewoon(getal: float) -> str:
    return getal_tekst(getal, 0 if getal >= 3 else 1)
