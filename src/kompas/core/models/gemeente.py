"""The municipality, its areas and its people."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from kompas.core.rules import Rol


class GemeenteQuerySet(models.QuerySet["Gemeente"]):
    def voorbeelden(self) -> "GemeenteQuerySet":
        return self.filter(is_voorbeeld=True)


class Gemeente(models.Model):
    """A municipality; its identity is the CBS code *and* the year of the boundaries."""

    code = models.CharField("CBS-code", max_length=6, unique=True, help_text="Bijvoorbeeld GM0575.")
    naam = models.CharField("naam", max_length=80)
    slug = models.SlugField("naam in het webadres", unique=True)
    indelingsjaar = models.PositiveSmallIntegerField("jaar van de gemeentegrenzen")
    is_voorbeeld = models.BooleanField(
        "voorbeeld", default=False, help_text="Voorbeeldgemeenten zijn zonder aanmelden te bekijken."
    )

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering: ClassVar = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Gebied(models.Model):
    """A part of a municipality that documents or people name: a district, a neighbourhood, a village of its own."""

    class Soort(models.TextChoices):
        WIJK = "wijk", "wijk"
        BUURT = "buurt", "buurt"
        KERN = "kern", "kern"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="gebieden")
    naam = models.CharField("naam", max_length=80)
    soort = models.CharField(
        "soort", max_length=10, choices=Soort.choices, blank=True, help_text="Leeg: de bron zegt het niet."
    )
    code = models.CharField("CBS-code", max_length=10, blank=True, help_text="Bijvoorbeeld WK057501; leeg mag.")
    bovenliggend = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="delen", verbose_name="hoort bij"
    )
    toelichting = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering: ClassVar = ["gemeente", "naam", "soort"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "soort", "naam"], name="gebied_een_keer"),
            models.UniqueConstraint(
                fields=["gemeente", "code"], condition=~models.Q(code=""), name="gebied_code_een_keer"
            ),
            models.CheckConstraint(
                condition=models.Q(bovenliggend__isnull=True) | ~models.Q(bovenliggend=models.F("id")),
                name="gebied_niet_onder_zichzelf",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        """No constraint of the database can compare two rows."""
        if self.bovenliggend and self.bovenliggend.gemeente_id != self.gemeente_id:
            raise ValidationError({"bovenliggend": "Kies een gebied van dezelfde gemeente."})


class Gebruiker(AbstractUser):
    """A person who signs in; what they may do follows from their roles per municipality."""

    is_voorbeeld = models.BooleanField(
        "voorbeeld", default=False, help_text="Een voorbeeldaccount werkt alleen op de eigen computer."
    )

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Rolverlening(models.Model):
    """A role that a person has in one municipality."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="rolverleningen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="rolverleningen")
    rol = models.CharField("rol", max_length=20, choices=[(rol.value, rol.label) for rol in Rol])

    class Meta:
        verbose_name = "rolverlening"
        verbose_name_plural = "rolverleningen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gebruiker", "gemeente", "rol"], name="rolverlening_een_keer"),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.rol} in {self.gemeente}"
