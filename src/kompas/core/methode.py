"""The method Kernbeleid Veiligheid by edition: fields and themes as data."""

from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kompas.core.definities import bestanden, lees
from kompas.data.definities import DefinitieError


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class MethodeThema(_Deel):
    code: str = Field(min_length=1, max_length=10)
    titel: str = Field(min_length=1)


class Veld(_Deel):
    code: str = Field(min_length=1, max_length=10)
    titel: str = Field(min_length=1)
    themas: tuple[MethodeThema, ...] = Field(min_length=1)


class Editie(_Deel):
    editie: str = Field(min_length=1, max_length=10)
    titel: str = Field(min_length=1)
    uitgever: str = ""
    bron: str = ""
    velden: tuple[Veld, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _codes_eenmalig(self) -> Self:
        for soort, codes in (
            ("veld", [veld.code for veld in self.velden]),
            ("thema", [thema.code for thema in self.themas]),
        ):
            if dubbel := sorted({code for code in codes if codes.count(code) > 1}):
                raise ValueError(f"{soort}code {', '.join(dubbel)} staat er meer dan één keer in")
        return self

    @property
    def key(self) -> str:
        return self.editie

    @property
    def themas(self) -> tuple[MethodeThema, ...]:
        return tuple(thema for veld in self.velden for thema in veld.themas)

    def thema(self, code: str) -> MethodeThema:
        """The theme with this code; `KeyError` with a Dutch sentence when the edition has none."""
        for thema in self.themas:
            if thema.code == code:
                return thema
        raise KeyError(f"{self.titel} heeft geen thema {code!r}")


def edities() -> tuple[str, ...]:
    """The editions that can be chosen, oldest first."""
    return tuple(bestanden("kernbeleid"))


def laad_editie(editie: str) -> Editie:
    """One edition; `KeyError` when unknown, `DefinitieError` when its file is wrong."""
    pad = bestanden("kernbeleid").get(editie)
    if pad is None:
        raise KeyError(f"editie {editie!r} van Kernbeleid Veiligheid is niet bekend (wel: {', '.join(edities())})")
    return _lees_editie(pad, pad.stat().st_mtime_ns)


@cache
def _lees_editie(pad: Path, _gewijzigd: int) -> Editie:
    editie = lees(pad, Editie)
    if editie.editie != pad.stem:
        raise DefinitieError(f"{pad}: veld editie is {editie.editie!r}, maar het bestand heet {pad.name}")
    return editie
