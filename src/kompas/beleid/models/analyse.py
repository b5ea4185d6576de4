"""What the plan rests on: findings of the safety analysis, good practices, and documents that it names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kompas.beleid.models.basis import Onderdeel
from kompas.beleid.models.doel import Indicator
from kompas.beleid.models.plan import Plan
from kompas.beleid.models.thema import Thema
from kompas.core.models import Gebied


class Bevinding(Onderdeel):
    """A finding of the safety analysis, and the themes that it led to.

    One that was taken over from the figures (`cijfers_op` filled in) keeps what was said then: `tekst` is the sentence,
    `toetsen` a list of name, p and q in Dutch notation. It stays as it was said when the figures change or the
    indicator goes.
    """

    class Soort(models.TextChoices):
        VEILIGHEIDSBEELD = "veiligheidsbeeld", "veiligheidsbeeld"
        AANPAK = "aanpak", "lopende aanpak"

    class Uitkomst(models.TextChoices):
        GUNSTIG = "gunstig", "gunstig"
        AANDACHT = "aandacht", "vraagt aandacht"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bevindingen")
    tekst = models.TextField("bevinding")
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    uitkomst = models.CharField(
        "uitkomst", max_length=20, choices=Uitkomst.choices, blank=True, help_text="Leeg: het plan oordeelt niet."
    )
    themas = models.ManyToManyField(Thema, blank=True, related_name="bevindingen")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.SET_NULL, null=True, blank=True, related_name="bevindingen"
    )
    onderwerp = models.CharField("onderwerp", max_length=60, blank=True)
    woord = models.CharField("woord", max_length=120, blank=True)
    methode = models.TextField("methode", blank=True)
    toetsen = models.JSONField("toetsen", default=list, blank=True)
    familie = models.CharField("gecorrigeerd voor", max_length=120, blank=True)
    build = models.CharField("cijferset", max_length=80, blank=True)
    cijfers_op = models.DateField("cijfers van", null=True, blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(tekst=""), name="bevinding_zegt_iets"),
            models.CheckConstraint(
                condition=Q(cijfers_op__isnull=True, woord="") | (Q(cijfers_op__isnull=False) & ~Q(woord="")),
                name="bevinding_uit_cijfers_is_heel",
            ),
            models.UniqueConstraint(fields=["indicator", "tekst"], name="bevinding_een_keer_per_indicator"),
        ]

    def __str__(self) -> str:
        return self.tekst


class GoedePraktijk(Onderdeel):
    """A way of working that did well somewhere, for use elsewhere."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goede_praktijken")
    naam = models.CharField("naam", max_length=160)
    waar = models.CharField("waar", max_length=200, blank=True, help_text="Leeg: het plan noemt geen plek.")
    effect = models.TextField("effect", blank=True)
    herbruikbaar_voor = models.TextField("herbruikbaar voor", blank=True)
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="goede_praktijken")

    class Meta(Onderdeel.Meta):
        verbose_name = "goede praktijk"
        verbose_name_plural = "goede praktijken"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "naam"], name="goede_praktijk_een_keer")]

    def __str__(self) -> str:
        return self.naam


class GenoemdStuk(Onderdeel):
    """A document that the plan announces or leans on. What stands in it is unknown here, until it is read as a plan."""

    class Soort(models.TextChoices):
        UITVOERINGSPLAN = "uitvoeringsplan", "uitvoeringsplan"
        BELEID = "beleid", "beleid of visie"
        CONVENANT = "convenant", "convenant"
        MOTIE = "motie", "motie van de raad"
        ONDERZOEK = "onderzoek", "onderzoek"

    class Status(models.TextChoices):
        AANGEKONDIGD = "aangekondigd", "aangekondigd"
        BESTAAND = "bestaand", "bestond al"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="genoemde_stukken")
    naam = models.CharField("naam", max_length=200)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    status = models.CharField("status", max_length=20, choices=Status.choices)
    wanneer = models.CharField(
        "wanneer volgens het plan", max_length=120, blank=True, help_text="Leeg: het plan noemt geen moment."
    )
    looptijd = models.CharField("looptijd", max_length=160, blank=True)
    omschrijving = models.TextField("omschrijving", blank=True)
    themas = models.ManyToManyField(Thema, blank=True, related_name="genoemde_stukken")
    opgenomen_als = models.ForeignKey(
        Plan,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="genoemd_als_stuk",
        verbose_name="opgenomen als",
        help_text="Het plan in Veiligheidskompas waarin dit stuk staat.",
    )

    class Meta(Onderdeel.Meta):
        verbose_name = "genoemd stuk"
        verbose_name_plural = "genoemde stukken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "naam"], name="genoemd_stuk_een_keer"),
            models.CheckConstraint(
                condition=Q(opgenomen_als__isnull=True) | ~Q(opgenomen_als=models.F("plan")),
                name="genoemd_stuk_is_niet_het_plan_zelf",
            ),
        ]

    def __str__(self) -> str:
        return self.naam
