"""Addresses of single figures."""

from django import template
from django.urls import reverse
from django.utils.text import slugify

from kompas.analyse.queries import EERDER, Cijferrij, Cijfertabel
from kompas.base import Waarde
from kompas.core.models import Gemeente

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
