"""What every part of a plan has: an order, a place in the source document and a version."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

_JAAR = "Vul een jaar in tussen 1950 en 2100."
JAAR = (MinValueValidator(1950, _JAAR), MaxValueValidator(2100, _JAAR))
"""The years that a plan can be about; outside them no period can be made, and no page that shows the part."""


class Onderdeel(models.Model):
    """A part of a plan. `versie` goes up with every change: a form carries the version that its user saw."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    vindplaats = models.CharField(
        "vindplaats",
        max_length=120,
        blank=True,
        help_text="Waar het in het document staat: regel, pagina of paragraaf.",
    )
    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        abstract = True
        ordering: ClassVar = ["volgorde", "id"]
