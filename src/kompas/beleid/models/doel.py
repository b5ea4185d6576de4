"""Goals, and the indicators by which they are judged."""

from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from kompas.beleid.models.basis import JAAR, Onderdeel
from kompas.beleid.models.plan import Plan, StrategischDoel
from kompas.beleid.models.thema import Thema
from kompas.beleid.rules.streefbezwaar import streefbezwaren


class Doel(Onderdeel):
    """A goal of the plan or of one theme."""

    class Invloed(models.TextChoices):
        DIRECT = "direct", "direct"
        INDIRECT = "indirect", "indirect"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="doelen")
    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, null=True, blank=True, related_name="doelen")
    strategisch_doel = models.ForeignKey(
        StrategischDoel, on_delete=models.CASCADE, null=True, blank=True, related_name="doelen"
    )
    tekst = models.TextField("doel")
    doeljaar = models.PositiveSmallIntegerField("doeljaar", null=True, blank=True, validators=JAAR)
    geen_indicator_omdat = models.TextField("geen indicator, omdat", blank=True)
    invloed = models.CharField("invloed van de gemeente", max_length=10, choices=Invloed.choices, blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "doel"
        verbose_name_plural = "doelen"

    def __str__(self) -> str:
        return self.tekst


class Indicator(Onderdeel):
    """What a goal is measured by: baseline [year] and target, or why one of them is still missing.

    `definitie` is the key of an indicator definition (definities/indicatoren); empty when no figures exist for it.
    Baseline and target are what the plan says and stay so, whatever a source revises later.
    """

    class Streefsoort(models.TextChoices):
        HOOGSTENS = "hoogstens", "hoogstens (≤)"
        MINSTENS = "minstens", "minstens (≥)"
        VASTHOUDEN = "vasthouden", "vasthouden"
        KWALITATIEF = "kwalitatief", "kwalitatieve schaal"

    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="indicatoren")
    naam = models.CharField("naam", max_length=200)
    bron = models.CharField("bron volgens het plan", max_length=120, blank=True)
    definitie = models.CharField("definitie", max_length=80, blank=True)
    eenheid = models.CharField("eenheid", max_length=60, blank=True)
    decimalen = models.PositiveSmallIntegerField(
        "decimalen", default=0, validators=[MaxValueValidator(4, "Kies hoogstens 4 cijfers achter de komma.")]
    )
    uitgangswaarde = models.DecimalField("uitgangswaarde", max_digits=14, decimal_places=4, null=True, blank=True)
    uitgangsjaar = models.PositiveSmallIntegerField(
        "jaar van de uitgangswaarde", null=True, blank=True, validators=JAAR
    )
    streefsoort = models.CharField("soort streefwaarde", max_length=20, choices=Streefsoort.choices)
    streefwaarde = models.DecimalField("streefwaarde", max_digits=14, decimal_places=4, null=True, blank=True)
    doeljaar = models.PositiveSmallIntegerField("doeljaar", null=True, blank=True, validators=JAAR)
    is_pm = models.BooleanField("PM", default=False, help_text="Het plan laat de waarde open (pro memorie).")
    pm_eigenaar = models.CharField("wie vult de PM in", max_length=120, blank=True, help_text="Functie, geen naam.")
    pm_datum = models.DateField("wanneer is de PM ingevuld", null=True, blank=True)
    schaal = models.JSONField(
        "schaal", default=list, blank=True, help_text="Niveaus van laag naar hoog, bij een kwalitatieve indicator."
    )
    toelichting = models.TextField("toelichting", blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_pm=True)
                | Q(streefsoort__in=["kwalitatief", "vasthouden"])
                | Q(streefwaarde__isnull=False),
                name="indicator_streefwaarde_of_pm",
                violation_error_message="Vul een streefwaarde in, of kies PM als het plan die openlaat.",
            ),
            models.CheckConstraint(
                condition=Q(uitgangswaarde__isnull=True) | Q(uitgangsjaar__isnull=False),
                name="indicator_uitgangswaarde_met_jaar",
                violation_error_message="Vul bij de uitgangswaarde ook het jaar in.",
            ),
        ]

    def clean(self) -> None:
        """What cannot be true is refused in every form and every act, with the field it stands in."""
        bezwaren = dict(
            streefbezwaren(
                uitgang=_getal(self.uitgangswaarde),
                streef=_getal(self.streefwaarde),
                eenheid=self.eenheid,
                uitgangsjaar=_jaar(self.uitgangsjaar),
                doeljaar=_jaar(self.doeljaar or self.doel.doeljaar),
            )
        )
        if bezwaren:
            raise ValidationError(bezwaren)

    def __str__(self) -> str:
        return self.naam


class Meting(Onderdeel):
    """A value of an indicator that no open source gives: quoted from a document, or an assessed level on a scale."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="metingen")
    jaar = models.PositiveSmallIntegerField("jaar", validators=JAAR)
    waarde = models.DecimalField("waarde", max_digits=14, decimal_places=4, null=True, blank=True)
    laag = models.DecimalField("ondergrens 95%", max_digits=14, decimal_places=4, null=True, blank=True)
    hoog = models.DecimalField("bovengrens 95%", max_digits=14, decimal_places=4, null=True, blank=True)
    niveau = models.CharField("niveau op de schaal", max_length=120, blank=True)
    onderbouwing = models.TextField("onderbouwing", blank=True)
    beoordelaar = models.CharField("beoordeeld door", max_length=120, blank=True, help_text="Functie of organisatie.")
    bron = models.CharField("bron", max_length=200)

    class Meta(Onderdeel.Meta):
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(waarde__isnull=False) | ~Q(niveau=""), name="meting_waarde_of_niveau"),
            models.CheckConstraint(condition=~Q(bron=""), name="meting_heeft_bron"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.jaar}"


def _getal(waarde: object) -> Decimal | None:
    """Validation of the whole also runs when a field by itself is already refused, and holds anything then."""
    return waarde if isinstance(waarde, Decimal) else None


def _jaar(waarde: object) -> int | None:
    return waarde if isinstance(waarde, int) else None
