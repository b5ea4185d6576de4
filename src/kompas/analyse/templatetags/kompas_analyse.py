"""Addresses of single figures, the menu of the figures, and the cells of a large table."""

from datetime import date
from math import ceil

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from kompas.analyse.panels import ONDERDELEN, VOOR_BEWERKERS
from kompas.analyse.queries import EERDER, Cijferrij, Cijfertabel
from kompas.analyse.queries.catalogus import ritme_zin
from kompas.analyse.queries.gebieden import eerste_gebieden
from kompas.analyse.queries.verkennen import Verkenning, Verkenrij
from kompas.analyse.rules.vraag import Vraag
from kompas.base import Waarde
from kompas.core.models import Gemeente
from kompas.data.definities import IndicatorDefinitie
from kompas.data.definities.modellen import Cadans
from kompas.ui.charts import bronregel
from kompas.ui.templatetags.kompas_ui import verandering

register = template.Library()


@register.simple_tag
def cijfer_adres(gemeente: Gemeente, tabel: Cijfertabel, rij: Cijferrij, kolom: int) -> str:
    """Where the origin of the figure in this row and column (from 0) stands."""
    plek = [tabel.sleutel, rij.sleutel, slugify(tabel.kolommen[kolom])]
    return reverse("cijfer_herkomst", args=[gemeente.slug, *plek])


@register.simple_tag
def eerder_adres(gemeente: Gemeente, cijfer: Waarde) -> str:
    """The same, for a figure that is older than the columns."""
    plek = [EERDER, slugify(cijfer.naam), slugify(cijfer.periode.label)]
    return reverse("cijfer_herkomst", args=[gemeente.slug, *plek])


@register.inclusion_tag("analyse/deel_menu.html", takes_context=True)
def cijfermenu(context: Context, gemeente: Gemeente) -> dict[str, object]:
    """The pages of figures of a municipality, with the open one marked."""
    request = context["request"]
    namen = (*ONDERDELEN, *(VOOR_BEWERKERS if context.get("bewerken") else ()))
    ingangen = [(titel, adres) for naam, titel in namen if (adres := _adres(naam, gemeente))]
    # The overview is the start of every address here: it is open on its own page only.
    passend = [adres for _, adres in ingangen[1:] if request.path.startswith(adres)]
    actief = max(passend, key=len, default=request.path)
    vraag = context.get("op_vraag", "")
    return {"ingangen": ingangen, "actief": actief, "pad": request.path, "op_vraag": vraag}


def _adres(naam: str, gemeente: Gemeente) -> str:
    try:
        return reverse(naam, args=[gemeente.slug])
    except NoReverseMatch:
        return ""


@register.simple_tag
def verkenadres(gemeente: Gemeente, definitie: IndicatorDefinitie, op: date | None = None, gebied: str = "") -> str:
    """The explorer with this indicator: of the municipality, beside the country where that compares, or of one area."""
    gebieden = (gebied,) if gebied and gebied != gemeente.code else eerste_gebieden(definitie, gemeente.code)
    return f"{reverse('verkennen', args=[gemeente.slug])}?{Vraag(definitie.key, gebieden, op=op).adres()}"


@register.simple_tag
def verklaaradres(gemeente: Gemeente, definitie: IndicatorDefinitie, cijfer: Waarde, op: date | None = None) -> str:
    """The page with the whole derivation of a figure of this municipality."""
    adres = reverse("verklaren", args=[gemeente.slug, definitie.key, gemeente.code, cijfer.periode.code])
    return f"{adres}?op={op}" if op else adres


@register.simple_tag
def procent_of_meer(deel: float) -> str:
    """0,3012 is "31%": rounded up, because a smaller fall would be promised otherwise."""
    return f"{ceil(deel * 100 - 1e-9)}%"


@register.filter
def ritme(cadans: Cadans | None) -> str:
    return ritme_zin(cadans)


@register.simple_tag
def verkenbron(verkenning: Verkenning) -> str:
    return bronregel(verkenning.waarden)


@register.simple_tag
def verkencellen(verkenning: Verkenning, gekanteld: bool, op_vraag: str = "") -> SafeString:
    """The body of the table; thousands of figures, so made here and not by a template for each."""
    if gekanteld:
        rijen = (
            _rij(
                periode.label,
                [(rij.gebied.code, rij.naam, rij.cellen[plek]) for rij in verkenning.rijen],
                verkenning,
                op_vraag,
            )
            for plek, periode in enumerate(verkenning.perioden)
        )
        return mark_safe("".join(rijen))  # noqa: S308  (each row is escaped)
    return mark_safe("".join(_gebiedsrij(rij, verkenning, op_vraag) for rij in verkenning.rijen))  # noqa: S308


def _gebiedsrij(rij: Verkenrij, verkenning: Verkenning, op_vraag: str) -> str:
    cellen = [(rij.gebied.code, rij.naam, cel) for cel in rij.cellen]
    achter = SafeString("")
    if verkenning.vergelijkt:
        toets = _toets(rij) if rij.verandering else ""
        achter = format_html('<td class="utrecht-table__cell kompas-kolom-verandering">{}</td>', toets)
    return _rij(rij.naam, cellen, verkenning, op_vraag, achter)


def _toets(rij: Verkenrij) -> SafeString:
    """The word of the test; what was compared and how opens below it."""
    if rij.verandering is None:
        return SafeString("")
    return format_html(
        '{}<details class="kompas-uitklap kompas-bron"><summary>{}<span class="kompas-alleen-voorlezen"> in {}</span>'
        '</summary><p class="utrecht-paragraph kompas-bron">{}</p></details>',
        verandering(rij.verandering),
        rij.vergelijking or "Hoe getoetst",
        rij.naam,
        rij.verandering.toelichting,
    )


def _rij(
    kop: str,
    cellen: list[tuple[str, str, Waarde]],
    verkenning: Verkenning,
    op_vraag: str,
    achter: SafeString = SafeString(""),  # noqa: B008  (a constant)
) -> str:
    inhoud = format_html_join("", "{}", ((_cel(verkenning, *cel, op_vraag),) for cel in cellen))
    return format_html(
        '<tr class="utrecht-table__row"><th class="utrecht-table__cell" scope="row">{}</th>{}{}</tr>',
        kop,
        inhoud,
        achter,
    )


def _cel(verkenning: Verkenning, code: str, naam: str, cijfer: Waarde, op_vraag: str) -> SafeString:
    """A figure that leads to its derivation. The address is short because it is written thousands of times."""
    klasse = "" if cijfer.bekend else " kompas-cijfer--geen"
    return format_html(
        '<td class="utrecht-table__cell kompas-cijfer{}"><a href="../verklaren/{}/{}/{}/{}">{}'
        '<span class="kompas-alleen-voorlezen">, {} {}</span></a></td>',
        klasse,
        verkenning.definitie.key,
        code,
        cijfer.periode.code,
        op_vraag,
        cijfer.tekst,
        naam,
        cijfer.periode.label,
    )
