"""The plan as a whole."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kompas.beleid.models.basis import JAAR, Onderdeel
from kompas.core.models import Gemeente


class PlanQuerySet(models.QuerySet["Plan"]):
    def geldend(self) -> "PlanQuerySet":
        return self.filter(status=Plan.Status.GELDEND)


class Plan(Onderdeel):
    class Soort(models.TextChoices):
        IVP = "ivp", "integraal veiligheidsplan"
        IVB = "ivb", "integraal veiligheidsbeleid"
        KADERNOTA = "kadernota", "kadernota integrale veiligheid"
        UITVOERINGSPLAN = "uitvoeringsplan", "uitvoeringsplan integrale veiligheid"

    class Status(models.TextChoices):
        CONCEPT = "concept", "concept"
        COLLEGE = "college", "vastgesteld door het college"
        RAAD = "raad", "aangeboden aan de raad"
        GELDEND = "geldend", "geldend"
        VERVALLEN = "vervallen", "vervallen"

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="plannen")
    slug = models.SlugField("naam in het webadres", max_length=80)
    titel = models.CharField("titel", max_length=200)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    jaar_van = models.PositiveSmallIntegerField("eerste jaar", validators=JAAR)
    jaar_tot = models.PositiveSmallIntegerField("laatste jaar", validators=JAAR)
    status = models.CharField("status", max_length=20, choices=Status.choices, default=Status.CONCEPT)
    besluit = models.CharField("besluit", max_length=200, blank=True, help_text="Welk orgaan het vaststelde.")
    besluitdatum = models.DateField("datum van het besluit", null=True, blank=True)
    geldig_vanaf = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)
    vervangt = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="vervangen_door")
    vervangt_tekst = models.CharField(
        "vervangt", max_length=300, blank=True, help_text="Ouder beleid dat hier niet als plan is opgenomen."
    )
    hoort_bij = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uitvoeringsplannen",
        verbose_name="werkt uit",
        help_text="Bij een uitvoeringsplan: het plan dat het uitwerkt.",
    )
    looptijd = models.CharField(
        "looptijd",
        max_length=160,
        blank=True,
        help_text="Wat de jaren niet zeggen, bijvoorbeeld wanneer het wordt bijgesteld.",
    )
    missie = models.CharField("missie", max_length=200, blank=True)
    missie_toelichting = models.TextField("toelichting op de missie", blank=True)
    methode_editie = models.CharField("editie van Kernbeleid Veiligheid", max_length=10, blank=True)
    bron = models.CharField("brondocument", max_length=300, blank=True)
    coordinatie = models.TextField("coördinatie", blank=True)
    verantwoording = models.TextField("verantwoording", blank=True)
    is_voorbeeld = models.BooleanField("voorbeeld", default=False)

    objects = PlanQuerySet.as_manager()

    class Meta(Onderdeel.Meta):
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        ordering: ClassVar = ["gemeente", "-jaar_van"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gemeente", "slug"], name="plan_slug_per_gemeente"),
            models.CheckConstraint(condition=Q(jaar_tot__gte=F("jaar_van")), name="plan_jaren_op_volgorde"),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True)
                | Q(geldig_vanaf__isnull=True)
                | Q(geldig_tot__gte=F("geldig_vanaf")),
                name="plan_geldigheid_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(hoort_bij__isnull=True) | (Q(soort="uitvoeringsplan") & ~Q(hoort_bij=F("id"))),
                name="plan_uitvoeringsplan_hoort_bij_ander",
                violation_error_message="Alleen een uitvoeringsplan werkt een ander plan uit.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def periode(self) -> str:
        return f"{self.jaar_van}-{self.jaar_tot}"


class StrategischDoel(Onderdeel):
    """A goal of the whole plan; its measurable side hangs on it as `Doel`."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="strategische_doelen")
    titel = models.CharField("titel", max_length=200)
    omschrijving = models.TextField("omschrijving", blank=True)
    kwalitatief = models.BooleanField(
        "kwalitatief", default=False, help_text="Wordt met een oordeel in woorden geëvalueerd, niet met een getal."
    )
    methode_themas = models.JSONField(
        "thema's van de methode",
        default=list,
        blank=True,
        help_text="Codes in de editie van het plan, als geen thema van het plan ze dekt.",
    )

    class Meta(Onderdeel.Meta):
        verbose_name = "strategisch doel"
        verbose_name_plural = "strategische doelen"

    def __str__(self) -> str:
        return self.titel


class Uitgangspunt(Onderdeel):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uitgangspunten")
    naam = models.CharField("naam", max_length=120)
    omschrijving = models.TextField("omschrijving", blank=True)
    themas = models.ManyToManyField(
        "beleid.Thema", blank=True, related_name="uitgangspunten", help_text="Waar het plan dit uitgangspunt toepast."
    )

    class Meta(Onderdeel.Meta):
        verbose_name = "uitgangspunt"
        verbose_name_plural = "uitgangspunten"

    def __str__(self) -> str:
        return self.naam


class BovenlokaalKader(Onderdeel):
    """A plan of the police unit, the safety region or another partner that binds this plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bovenlokale_kaders")
    naam = models.CharField("naam", max_length=200)
    andere_namen = models.CharField("ook bekend als", max_length=300, blank=True)
    soort = models.CharField("soort", max_length=80, blank=True)
    periode = models.CharField("periode", max_length=20, blank=True)
    prioriteiten = models.TextField("prioriteiten", blank=True, help_text="Eén per regel.")
    opvolger = models.CharField("opvolger", max_length=200, blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "bovenlokaal kader"
        verbose_name_plural = "bovenlokale kaders"

    def __str__(self) -> str:
        return self.naam


class Raadpleging(Onderdeel):
    """A moment at which council, partners or residents were heard."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="raadplegingen")
    wie = models.CharField("wie", max_length=200)
    vorm = models.CharField("vorm", max_length=120, blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    aantal = models.PositiveIntegerField("aantal deelnemers", null=True, blank=True)
    resultaat = models.TextField("resultaat", blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "raadpleging"
        verbose_name_plural = "raadplegingen"

    def __str__(self) -> str:
        return self.wie


class Budgetregel(Onderdeel):
    class Soort(models.TextChoices):
        STRUCTUREEL = "structureel", "structureel"
        INCIDENTEEL = "incidenteel", "incidenteel"

    class Status(models.TextChoices):
        BEGROOT = "begroot", "in de begroting"
        VERKENNING = "verkenning", "wordt verkend"
        CLAIM = "claim", "claim ingediend"
        TOEGEKEND = "toegekend", "toegekend"
        AFGEWEZEN = "afgewezen", "afgewezen"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="budgetregels")
    thema = models.ForeignKey(
        "beleid.Thema", on_delete=models.SET_NULL, null=True, blank=True, related_name="budgetregels"
    )
    omschrijving = models.CharField("omschrijving", max_length=300)
    bedrag = models.DecimalField(
        "bedrag in euro",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Leeg: het plan noemt geen bedrag.",
    )
    jaar = models.PositiveSmallIntegerField("jaar", null=True, blank=True, validators=JAAR)
    soort = models.CharField(
        "soort", max_length=20, choices=Soort.choices, blank=True, help_text="Leeg: het plan zegt het niet."
    )
    wettelijk = models.BooleanField("wettelijke taak", null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=Status.choices, default=Status.BEGROOT)

    class Meta(Onderdeel.Meta):
        verbose_name = "budgetregel"
        verbose_name_plural = "budgetregels"

    def __str__(self) -> str:
        return self.omschrijving
