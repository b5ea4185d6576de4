"""The vocabulary (definities/lezen/*.yaml): what headings, columns and signs mean."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

import kompas
from kompas.beleid.lezen.tekst import begint_met, heel_woord, kaal, schoon, zelfde_woorden, zonder_jaren, zonder_teken

MAP = Path(kompas.__file__).parent / "definities" / "lezen"


class _Vast(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Rol(_Vast):
    soort: Literal["hoofdstuk", "label"]
    geheel: tuple[str, ...] = ()
    begin: tuple[str, ...] = ()
    bevat: tuple[str, ...] = ()
    herhaald: tuple[str, ...] = ()


class Raadpleegwoorden(_Vast):
    hoe: tuple[str, ...]
    wie: tuple[str, ...]


class Veiligheidswoorden(_Vast):
    minimaal: int
    woorden: tuple[str, ...]


class Doelzinwoorden(_Vast):
    meetwoorden: tuple[str, ...]
    dalen: tuple[str, ...]
    stijgen: tuple[str, ...]
    blijven: tuple[str, ...]
    werkwoorden: tuple[str, ...]
    ten_opzichte: tuple[str, ...]


class PlanSoort(_Vast):
    soort: str
    woorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Treffer:
    """The role of a heading; `fout` is (as read, as meant) when it only nearly matched."""

    rol: str
    is_label: bool
    fout: tuple[str, str] | None = None


class Woordenboek(_Vast):
    rollen: dict[str, Rol]
    genummerde_koppen: dict[str, tuple[str, ...]]
    geen_indicator: tuple[str, ...]
    partnerzinnen: tuple[str, ...]
    doelbegin: tuple[str, ...]
    opgesomd: dict[str, str]
    raadpleging: Raadpleegwoorden
    geldwoorden: tuple[str, ...]
    vulzinnen: tuple[str, ...]
    veiligheidswoorden: Veiligheidswoorden
    kolommen: dict[str, tuple[str, ...]]
    actiekolommen: dict[str, tuple[str, ...]]
    doelzinnen: Doelzinwoorden
    streefsoorten: dict[str, tuple[str, ...]]
    pro_memorie: tuple[str, ...]
    leeg: tuple[str, ...]
    domeinwoorden: tuple[str, ...]
    ook_goed: tuple[str, ...]
    invulplekken: tuple[str, ...]
    afbeeldingen: tuple[str, ...]
    soorten_plan: tuple[PlanSoort, ...]
    bovenlokale_woorden: tuple[str, ...]
    maanden: tuple[str, ...]

    @cached_property
    def invulplek(self) -> re.Pattern[str]:
        return re.compile("|".join(p.removeprefix("(?i)") for p in self.invulplekken), re.IGNORECASE)

    @cached_property
    def zonder_indicator(self) -> re.Pattern[str]:
        return re.compile("|".join(self.geen_indicator))

    @cached_property
    def partnerzin(self) -> re.Pattern[str]:
        return re.compile("|".join(self.partnerzinnen), re.IGNORECASE)

    @cached_property
    def doelzin(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:{'|'.join(self.doelbegin)})", re.IGNORECASE)

    def rol_van(self, titel: str) -> Treffer | None:
        """What a heading means, or None. Labels match as a whole, chapter words anywhere."""
        return _rol_van(self, titel)

    def herhaalde_rol(self, titel: str) -> str | None:
        """What a heading means when it returns under several themes."""
        tekst = zonder_jaren(zonder_teken(titel))
        return next((naam for naam, rol in self.rollen.items() if tekst in rol.herhaald), None)

    def label_van(self, titel: str) -> Treffer | None:
        treffer = self.rol_van(titel)
        return treffer if treffer and treffer.is_label else None


def _exact(rol: Rol, tekst: str) -> bool:
    return (
        tekst in rol.geheel
        or any(tekst == b or tekst.startswith(b + " ") for b in rol.begin)
        or any(re.search(rf"(?:^|[ /-]){re.escape(b)}", tekst) for b in rol.bevat)
    )


def _bijna(rol: Rol, tekst: str) -> str | None:
    for frase in rol.geheel:
        if zelfde_woorden(tekst, frase):
            return frase
    return next((frase for frase in rol.begin if begint_met(tekst, frase)), None)


def _rol_van(boek: Woordenboek, titel: str) -> Treffer | None:
    tekst = zonder_jaren(zonder_teken(titel)).replace("themas", "thema").replace("thema s", "thema")
    if not tekst or len(tekst) > 140:
        return None
    for naam, rol in boek.rollen.items():
        if _exact(rol, tekst):
            return Treffer(naam, rol.soort == "label")
    for naam, rol in boek.rollen.items():
        if bedoeld := _bijna(rol, tekst):
            return Treffer(naam, rol.soort == "label", _verschil(titel, bedoeld))
    return None


def _verschil(titel: str, bedoeld: str) -> tuple[str, str] | None:
    """The word that was read wrongly, and the word that was meant."""
    for woord, goed in zip(kaal(zonder_teken(titel)).split(), bedoeld.split(), strict=False):
        if woord != goed:
            return woord, goed
    return None


def kolomrol(tekst: str, boek: Woordenboek) -> str | None:
    """What a column heading means: "uitgangs- waarde 2019" is `uitgangswaarde`."""
    plat = zonder_jaren(heel_woord(schoon(tekst))).replace("-", "")
    beste: tuple[int, str] | None = None
    for rol, frases in boek.kolommen.items():
        for frase in (f.replace("-", "") for f in frases):
            if (plat == frase or plat.startswith(frase + " ")) and (beste is None or len(frase) > beste[0]):
                beste = (len(frase), rol)
    return beste[1] if beste and len(plat) <= 60 else None


@cache
def woordenboek(map_: Path = MAP) -> Woordenboek:
    """Read and check the vocabulary; a wrong key is an error, not a silent nothing."""
    inhoud: dict[str, object] = {}
    for pad in sorted(map_.glob("*.yaml")):
        inhoud |= yaml.safe_load(pad.read_text(encoding="utf-8"))
    boek = Woordenboek.model_validate(inhoud)
    return boek.model_copy(update={"rollen": {n: _kale_rol(r) for n, r in boek.rollen.items()}})


def _kale_rol(rol: Rol) -> Rol:
    def plat(frases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(kaal(f) for f in frases)

    return Rol(
        soort=rol.soort,
        geheel=plat(rol.geheel),
        begin=plat(rol.begin),
        bevat=plat(rol.bevat),
        herhaald=plat(rol.herhaald),
    )
