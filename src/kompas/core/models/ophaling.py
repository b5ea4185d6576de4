"""Fetching figures from the sources: each time that it is done, and the plan by which it is done."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kompas.core.models.gemeente import Gebruiker, Gemeente
from kompas.core.rules import BUNDELS, Ritme, Stand


class OphaalplanQuerySet(models.QuerySet["Ophaalplan"]):
    def actief(self) -> "OphaalplanQuerySet":
        return self.filter(actief=True)


class Ophaalplan(models.Model):
    """When the figures of one bundle are fetched for a municipality without anyone asking."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="ophaalplannen")
    wat = models.CharField("wat er wordt opgehaald", max_length=20)
    ritme = models.CharField("hoe vaak", max_length=10, choices=[(ritme.value, ritme.label) for ritme in Ritme])
    actief = models.BooleanField("staat aan", default=True)
    volgende_op = models.DateField("volgende keer")
    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = OphaalplanQuerySet.as_manager()

    class Meta:
        verbose_name = "ophaalplan"
        verbose_name_plural = "ophaalplannen"
        ordering: ClassVar = ["gemeente", "wat"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["gemeente", "wat"], name="ophaalplan_een_keer")]

    def __str__(self) -> str:
        return f"{self.wat_label} van {self.gemeente}"

    @property
    def wat_label(self) -> str:
        return BUNDELS.get(self.wat, self.wat)


class OphalingQuerySet(models.QuerySet["Ophaling"]):
    def open(self) -> "OphalingQuerySet":
        """Waiting or running."""
        return self.filter(stand__in=[Stand.WACHT.value, Stand.BEZIG.value])

    def bezig(self) -> "OphalingQuerySet":
        return self.filter(stand=Stand.BEZIG.value)


class Ophaling(models.Model):
    """One time that figures are fetched: what, for whom, how far it is, and how it ended.

    The worker writes `hartslag` while it works: without a recent one it is dead, and another takes the task up. The
    database itself allows one running task, and one open task per bundle of a municipality.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="ophalingen")
    wat = models.CharField("wat er wordt opgehaald", max_length=20)
    plan = models.ForeignKey(
        Ophaalplan, on_delete=models.SET_NULL, null=True, blank=True, related_name="ophalingen", verbose_name="volgens"
    )
    door = models.ForeignKey(Gebruiker, on_delete=models.SET_NULL, null=True, related_name="ophalingen")
    door_naam = models.CharField("wie", max_length=160)
    gevraagd_op = models.DateTimeField("gevraagd op")
    stand = models.CharField("stand", max_length=12, choices=[(s.value, s.label) for s in Stand])
    begonnen_op = models.DateTimeField("begonnen op", null=True, blank=True)
    afgelopen_op = models.DateTimeField("afgelopen op", null=True, blank=True)
    niet_voor = models.DateTimeField("niet eerder dan", null=True, blank=True)
    werker = models.CharField("werker", max_length=120, blank=True)
    hartslag = models.DateTimeField("laatste teken van leven", null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField("pogingen", default=0)
    tabel = models.CharField("nu bezig met", max_length=120, blank=True)
    klaar = models.PositiveIntegerField("delen klaar", default=0)
    totaal = models.PositiveIntegerField("delen in totaal", default=0)
    rijen = models.PositiveBigIntegerField("rijen", default=0)
    tempo = models.FloatField("rijen per seconde", default=0)
    resterend = models.PositiveIntegerField("seconden te gaan", null=True, blank=True)
    melding = models.TextField("melding", blank=True)
    niet_gelukt = models.TextField("wat niet lukte", blank=True)
    build = models.CharField("cijferset", max_length=64, blank=True)
    afbreken_door = models.CharField("afgebroken door", max_length=160, blank=True)
    afbreken_op = models.DateTimeField("afgebroken op", null=True, blank=True)

    objects = OphalingQuerySet.as_manager()

    class Meta:
        verbose_name = "ophaling"
        verbose_name_plural = "ophalingen"
        ordering: ClassVar = ["-gevraagd_op", "-id"]
        indexes: ClassVar = [models.Index(fields=["stand", "gevraagd_op"], name="ophaling_rij")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stand"], condition=Q(stand="bezig"), name="ophaling_een_tegelijk"),
            models.UniqueConstraint(
                fields=["gemeente", "wat"], condition=Q(stand__in=["wacht", "bezig"]), name="ophaling_een_keer_open"
            ),
            models.CheckConstraint(condition=~Q(door_naam=""), name="ophaling_heeft_wie_en_wanneer"),
            models.CheckConstraint(
                condition=~Q(stand="bezig") | (Q(hartslag__isnull=False) & ~Q(werker="")), name="ophaling_bezig_leeft"
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["wacht", "bezig"], afgelopen_op__isnull=True)
                | (~Q(stand__in=["wacht", "bezig"]) & Q(afgelopen_op__isnull=False)),
                name="ophaling_afgelopen_heeft_moment",
            ),
            models.CheckConstraint(
                condition=Q(afbreken_op__isnull=True, afbreken_door="")
                | (Q(afbreken_op__isnull=False) & ~Q(afbreken_door="")),
                name="ophaling_afgebroken_door_en_op",
            ),
            models.CheckConstraint(
                condition=Q(totaal=0) | Q(klaar__lte=F("totaal")), name="ophaling_klaar_hoogstens_totaal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wat_label} van {self.gemeente}"

    @property
    def wat_label(self) -> str:
        return BUNDELS.get(self.wat, self.wat)

    @property
    def is_open(self) -> bool:
        return self.stand in {Stand.WACHT.value, Stand.BEZIG.value}

    @property
    def wordt_afgebroken(self) -> bool:
        """Someone asked to stop it, and the worker has not got that far yet."""
        return self.is_open and self.afbreken_op is not None

    @property
    def procent(self) -> int | None:
        """How far it is, in whole percents; None when nobody knows yet."""
        return self.klaar * 100 // self.totaal if self.totaal else None
