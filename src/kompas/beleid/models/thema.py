"""Themes and what hangs on them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kompas.beleid.models.basis import Onderdeel
from kompas.beleid.models.plan import Plan
from kompas.core.models import Gebied, Gemeente


class Thema(Onderdeel):
    class Status(models.TextChoices):
        PRIORITAIR = "prioritair", "prioritair"
        GOING_CONCERN = "going_concern", "going concern"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="themas")
    bovenliggend = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="deelthemas", verbose_name="hoort bij"
    )
    nummer = models.CharField("nummer", max_length=12, help_text="Zoals in het plan, bijvoorbeeld 5.1 of 5.1a.")
    slug = models.SlugField("naam in het webadres", max_length=80)
    titel = models.CharField("titel", max_length=200)
    andere_titel = models.CharField(
        "andere titel",
        max_length=200,
        blank=True,
        help_text="Als de inhoudsopgave een andere titel geeft dan de tekst.",
    )
    status = models.CharField("status", max_length=20, choices=Status.choices)
    reden = models.TextField("reden van de status", blank=True)
    inleiding = models.TextField("inleiding", blank=True)
    geen_indicator_omdat = models.TextField("geen indicator, omdat", blank=True)
    focus = models.TextField("bijzondere aandacht voor", blank=True, help_text="Eén onderwerp per regel.")
    digitaal = models.TextField("digitale kant", blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "slug"], name="thema_slug_per_plan"),
            models.UniqueConstraint(fields=["plan", "nummer"], name="thema_nummer_per_plan"),
            models.CheckConstraint(
                condition=Q(bovenliggend__isnull=True) | ~Q(bovenliggend=F("id")), name="thema_niet_onder_zichzelf"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"


class ThemaKoppeling(models.Model):
    """Which theme of the method (edition and code) a theme of the plan covers; a method theme may return."""

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="koppelingen")
    editie = models.CharField("editie", max_length=10)
    methode_thema = models.CharField("thema van de methode", max_length=10)

    class Meta:
        verbose_name = "koppeling met de methode"
        verbose_name_plural = "koppelingen met de methode"
        ordering: ClassVar = ["editie", "methode_thema"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thema", "editie", "methode_thema"], name="koppeling_een_keer"),
        ]

    def __str__(self) -> str:
        return f"{self.thema}: {self.methode_thema} ({self.editie})"


class Hoofdlijn(Onderdeel):
    class RolGemeente(models.TextChoices):
        REGIE = "regie", "regie"
        UITVOERING = "uitvoering", "uitvoering"
        FACILITERING = "facilitering", "facilitering"
        ADVIES = "advies", "advies"

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="hoofdlijnen")
    tekst = models.TextField("hoofdlijn")
    rol_gemeente = models.CharField("rol van de gemeente", max_length=20, choices=RolGemeente.choices, blank=True)
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="hoofdlijnen")

    class Meta(Onderdeel.Meta):
        verbose_name = "hoofdlijn"
        verbose_name_plural = "hoofdlijnen"

    def __str__(self) -> str:
        return self.tekst


class Partner(models.Model):
    """An organisation, once per municipality, whatever documents call it."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="partners")
    naam = models.CharField("naam", max_length=160)
    soort = models.CharField("soort", max_length=80, blank=True)

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["gemeente", "naam"], name="partner_naam_een_keer")]

    def __str__(self) -> str:
        return self.naam


class PartnerAlias(models.Model):
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="aliassen")
    naam = models.CharField("andere naam", max_length=160)

    class Meta:
        verbose_name = "andere naam van een partner"
        verbose_name_plural = "andere namen van partners"
        ordering: ClassVar = ["naam"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["partner", "naam"], name="alias_een_keer")]

    def __str__(self) -> str:
        return self.naam


class ThemaPartner(Onderdeel):
    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="themapartners")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="themapartners")
    genoemd_als = models.CharField("genoemd als", max_length=160, blank=True)
    rol = models.CharField("rol", max_length=200, blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "partner bij een thema"
        verbose_name_plural = "partners bij een thema"
        constraints: ClassVar = [models.UniqueConstraint(fields=["thema", "partner"], name="themapartner_een_keer")]

    def __str__(self) -> str:
        return f"{self.partner} bij {self.thema}"


class FlankerendBeleid(Onderdeel):
    """A neighbouring policy field of a theme or of the whole plan, with the function (not the person) to talk to."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="flankerend_beleid")
    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, null=True, blank=True, related_name="flankerend_beleid")
    beleidsveld = models.CharField("beleidsveld", max_length=160)
    contactfunctie = models.CharField("functie van de contactpersoon", max_length=160, blank=True)
    wisselwerking = models.TextField("wisselwerking", blank=True)

    class Meta(Onderdeel.Meta):
        verbose_name = "flankerend beleid"
        verbose_name_plural = "flankerend beleid"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(plan__isnull=True, thema__isnull=False) | Q(plan__isnull=False, thema__isnull=True),
                name="flankerend_beleid_bij_plan_of_thema",
                violation_error_message="Kies het hele plan of één thema.",
            ),
        ]

    def __str__(self) -> str:
        return self.beleidsveld


class VerbindendThema(Onderdeel):
    """A thread through several themes, for instance leefbaarheid."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="verbindende_themas")
    naam = models.CharField("naam", max_length=120)
    omschrijving = models.TextField("omschrijving", blank=True)
    themas = models.ManyToManyField(Thema, blank=True, related_name="verbindende_themas")

    class Meta(Onderdeel.Meta):
        verbose_name = "verbindend thema"
        verbose_name_plural = "verbindende thema's"

    def __str__(self) -> str:
        return self.naam


class Burgerperspectief(Onderdeel):
    """The box "veiligheid begint bij jezelf": what it means for residents and how the municipality helps."""

    class Kant(models.TextChoices):
        BETEKENT = "betekent", "Dat betekent"
        VERSTERKT = "versterkt", "We versterken dit door"

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="burgerperspectief")
    kant = models.CharField("kant", max_length=12, choices=Kant.choices)
    tekst = models.TextField("tekst")

    class Meta(Onderdeel.Meta):
        verbose_name = "veiligheid begint bij jezelf"
        verbose_name_plural = "veiligheid begint bij jezelf"

    def __str__(self) -> str:
        return self.tekst
