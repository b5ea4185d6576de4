"""When a word may be used, and who is compared with whom: thresholds that policy people can read and change."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from kompas.data.definities.modellen import Definitie, Regel, Sleutel
from kompas.stats.meervoud import Drempels

Kans = Annotated[float, Field(gt=0, lt=1)]


class Kenmerk(Definitie):
    """A characteristic in which municipalities may resemble; `logaritmisch`: twice as many counts, not so many more."""

    indicator: Sleutel
    titel: Regel
    logaritmisch: bool = False
    gewicht: float = Field(1.0, gt=0, le=1000)


class Referentie(Definitie):
    """The reference group: the `aantal` most similar municipalities on the characteristics that have figures."""

    aantal: int = Field(20, ge=10, le=200)
    kenmerken: tuple[Kenmerk, ...] = ()

    @model_validator(mode="after")
    def _uniek(self) -> Self:
        for namen in ([k.indicator for k in self.kenmerken], [k.titel for k in self.kenmerken]):
            if dubbel := sorted({naam for naam in namen if namen.count(naam) > 1}):
                raise ValueError(f"kenmerk {', '.join(dubbel)} staat er twee keer in")
        return self


class Woorden(Definitie):
    """See docs/methoden/duiding.md for what every number does."""

    zeker: Kans = 0.05
    waarschijnlijk: Kans = 0.10
    waarschijnlijk_samen: Kans = 0.20
    valse_alarmen_per_jaar: float = Field(4, gt=0, le=1000)
    basisjaren: int = Field(3, ge=1, le=10)
    referentie: Referentie = Referentie()

    @model_validator(mode="after")
    def _oplopend(self) -> Self:
        if not self.zeker <= self.waarschijnlijk <= self.waarschijnlijk_samen:
            raise ValueError("zeker is hoogstens waarschijnlijk, en dat is hoogstens waarschijnlijk_samen")
        return self

    @property
    def drempels(self) -> Drempels:
        """The thresholds as the methods take them."""
        return Drempels(self.zeker, self.waarschijnlijk, self.waarschijnlijk_samen)
