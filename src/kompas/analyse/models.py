"""Files with figures that wait for a person: sent, looked at, and then read in or thrown away."""

import uuid
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from kompas.core.models import Gebruiker, Gemeente


class Aanlevering(models.Model):
    """Files that an adviser sent together, with what they would change. The files stand in the data folder."""

    class Status(models.TextChoices):
        OPEN = "open", "wacht op uw besluit"
        INGELEZEN = "ingelezen", "ingelezen"
        VERWORPEN = "verworpen", "niet ingelezen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="aanleveringen")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="aanleveringen")
    moment = models.DateTimeField("wanneer")
    bestanden = models.JSONField("bestanden", default=list, help_text="Van elk bestand naam, grootte en vingerafdruk.")
    opgehaald = models.DateField("opgehaald bij de bron op", null=True, blank=True)
    ook_onvolledig = models.BooleanField("ook als veel rijen niet kloppen", default=False)
    vorige_build = models.CharField("vergeleken met cijferset", max_length=64, blank=True)
    verslag = models.JSONField("wat er verandert", default=dict, encoder=DjangoJSONEncoder)
    status = models.CharField("status", max_length=12, choices=Status.choices, default=Status.OPEN)
    besloten_door = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="aanleverbesluiten"
    )
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)
    build = models.CharField("cijferset", max_length=64, blank=True)

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"
        ordering: ClassVar = ["-moment"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status="open", besloten_door__isnull=True, besloten_op__isnull=True)
                | (~models.Q(status="open") & models.Q(besloten_door__isnull=False, besloten_op__isnull=False)),
                name="aanlevering_besluit_heeft_wie_en_wanneer",
            ),
        ]

    def __str__(self) -> str:
        namen = [str(bestand["naam"]) for bestand in self.bestanden]
        return namen[0] if len(namen) == 1 else f"{len(namen)} bestanden"
