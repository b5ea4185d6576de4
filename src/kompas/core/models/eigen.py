"""Indicators that a municipality defines itself, beside the ones that come with the product."""

import uuid
from typing import ClassVar

from django.db import models

from kompas.core.models.gemeente import Gemeente

VOORVOEGSEL = "eigen-"
"""Every key of an own indicator starts with this and no shipped one does: the two never meet."""


class EigenIndicator(models.Model):
    """One definition of a municipality; the same words as in a YAML definition, and history with each change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="eigen_indicatoren")
    sleutel = models.SlugField("sleutel", max_length=80, editable=False)
    titel = models.CharField("titel", max_length=200)
    omschrijving = models.CharField("wat het cijfer zegt", max_length=200)
    bron = models.CharField("bron", max_length=80)
    soort = models.CharField("soort cijfer", max_length=12)
    richting = models.CharField("wat is beter", max_length=8)
    eenheid = models.CharField("eenheid", max_length=60, blank=True)
    decimalen = models.PositiveSmallIntegerField("aantal decimalen", default=0)
    delen = models.TextField("delen", help_text="Per regel een naam, een = en een code of een indicator.")
    formule = models.CharField("formule", max_length=300, blank=True)
    per = models.PositiveIntegerField("per hoeveel", null=True, blank=True)
    noemer = models.CharField("gedeeld door", max_length=80, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    in_begroting = models.BooleanField("staat in de begroting en het jaarverslag", default=False)
    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "eigen indicator"
        verbose_name_plural = "eigen indicatoren"
        ordering: ClassVar = ["gemeente", "titel"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "sleutel"], name="eigen_indicator_een_keer"),
            models.CheckConstraint(
                condition=models.Q(sleutel__startswith=VOORVOEGSEL), name="eigen_indicator_sleutel_begint_met_eigen"
            ),
        ]

    def __str__(self) -> str:
        return self.titel
