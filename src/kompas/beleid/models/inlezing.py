"""An existing document on its way to becoming a concept plan."""

import uuid
from typing import ClassVar

from django.db import models

from kompas.beleid.models.plan import Plan
from kompas.core.models import Gebruiker, Gemeente


class Inlezing(models.Model):
    """One document that was read: its text by line, and what the reader found in it."""

    class Status(models.TextChoices):
        OPEN = "open", "wordt nagekeken"
        OVERGENOMEN = "overgenomen", "overgenomen als conceptplan"
        VERWORPEN = "verworpen", "verworpen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="inlezingen")
    bestandsnaam = models.CharField("bestand", max_length=200)
    sha256 = models.CharField("vingerafdruk van het bestand", max_length=64)
    regels = models.JSONField("tekst per regel", default=list)
    structuur = models.JSONField("gevonden structuur", default=dict)
    status = models.CharField("status", max_length=20, choices=Status.choices, default=Status.OPEN)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="inlezingen")
    moment = models.DateTimeField("wanneer")
    plan = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="inlezingen")

    class Meta:
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"
        ordering: ClassVar = ["-moment"]

    def __str__(self) -> str:
        return self.bestandsnaam


class InlezingElement(models.Model):
    """One thing that was found, with its place and what a person decided about it."""

    class Besluit(models.TextChoices):
        OPEN = "open", "nog te beslissen"
        OVERGENOMEN = "overgenomen", "overgenomen"
        VERBETERD = "verbeterd", "verbeterd overgenomen"
        VERWORPEN = "verworpen", "verworpen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inlezing = models.ForeignKey(Inlezing, on_delete=models.CASCADE, related_name="elementen")
    volgorde = models.PositiveIntegerField("volgorde")
    soort = models.CharField("soort", max_length=40)
    ouder = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="delen")
    waarde = models.JSONField("gevonden", default=dict)
    verbeterd = models.JSONField("verbeterd", null=True, blank=True)
    plaats = models.CharField("plaats in het document", max_length=120)
    regel = models.PositiveIntegerField("regel", help_text="Eerste regel in de tekst, vanaf 1.")
    aandacht = models.TextField("waarom een mens moet kijken", blank=True)
    besluit = models.CharField("besluit", max_length=20, choices=Besluit.choices, default=Besluit.OPEN)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="inlezingbesluiten"
    )
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)
    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "gevonden element"
        verbose_name_plural = "gevonden elementen"
        ordering: ClassVar = ["volgorde"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(besluit="open", besloten_door__isnull=True, besloten_op__isnull=True)
                | (~models.Q(besluit="open") & models.Q(besloten_door__isnull=False, besloten_op__isnull=False)),
                name="besluit_heeft_wie_en_wanneer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} ({self.plaats})"
