"""The history of every change."""

import uuid
from typing import ClassVar

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from kompas.core.models.gemeente import Gebruiker, Gemeente


class WijzigingQuerySet(models.QuerySet["Wijziging"]):
    """History is appended: a bulk change is refused here, and every UPDATE by a trigger in the database."""

    def update(self, **_velden: object) -> int:
        raise TypeError("de geschiedenis wordt aangevuld, nooit gewijzigd")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("de geschiedenis wordt aangevuld, nooit gewist")


class Wijziging(models.Model):
    """One change of one field: who, when, what it was and what it became. Appended, never edited.

    No foreign key to the object: history outlives what it tells about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="wijzigingen")
    moment = models.DateTimeField("wanneer")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, null=True, related_name="wijzigingen")
    door_naam = models.CharField("wie", max_length=160)
    handeling = models.CharField("handeling", max_length=60)
    soort = models.CharField("soort", max_length=60, help_text="Het soort onderdeel, bijvoorbeeld beleid.Indicator.")
    object_id = models.CharField("onderdeel", max_length=40)
    object_naam = models.CharField("naam", max_length=300)
    bovenliggend = models.UUIDField(
        "hoort bij", null=True, blank=True, help_text="Waar het onderdeel onder hing, om het na verwijderen te vinden."
    )
    veld = models.CharField("veld", max_length=60, blank=True)
    oud = models.TextField("was", blank=True)
    nieuw = models.TextField("is", blank=True)
    toelichting = models.TextField("toelichting", blank=True)

    objects = WijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering: ClassVar = ["-moment", "veld"]
        indexes: ClassVar = [
            models.Index(fields=["soort", "object_id", "moment"], name="wijziging_van_onderdeel"),
            models.Index(fields=["bovenliggend"], name="wijziging_onder"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(door_naam=""), name="wijziging_heeft_wie_en_wanneer"),
        ]

    def __str__(self) -> str:
        return f"{self.object_naam}: {self.veld or self.handeling}"

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        raise TypeError("de geschiedenis wordt aangevuld, nooit gewist")

    @property
    def veld_label(self) -> str:
        """The field as people know it; its bare name when the model no longer has it."""
        try:
            veld = apps.get_model(self.soort)._meta.get_field(self.veld)
        except (LookupError, FieldDoesNotExist, ValueError):
            return self.veld
        return str(getattr(veld, "verbose_name", self.veld))
