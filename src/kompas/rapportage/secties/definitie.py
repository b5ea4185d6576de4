"""The definition of a report: which sections in which order, and its fixed texts. Content for policy people."""

from pydantic import BaseModel, ConfigDict, Field

from kompas.core.definities import bestanden, lees
from kompas.data.definities import DefinitieError


class Uitleg(BaseModel):
    """A short text with its own heading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kop: str = Field(min_length=1, max_length=200)
    tekst: str = Field(min_length=1)


class Rapportdefinitie(BaseModel):
    """`titel` may name the year as `{jaar}`; `secties` are keys of the registry of sections."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(min_length=1, max_length=80)
    titel: str = Field(min_length=1, max_length=200)
    secties: tuple[str, ...] = Field(min_length=1)
    leeswijzer: str = ""
    voorbeeld: str = ""
    methoden: tuple[Uitleg, ...] = ()

    def titel_van(self, jaar: int) -> str:
        return self.titel.replace("{jaar}", str(jaar))


def laad_rapportdefinitie(key: str) -> Rapportdefinitie:
    """The definition that comes with the product, or the one of the municipality."""
    pad = bestanden("rapporten").get(key)
    if pad is None:
        raise DefinitieError(f"rapporten/{key}.yaml bestaat niet")
    return lees(pad, Rapportdefinitie)
