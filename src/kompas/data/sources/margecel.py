"""A figure whose value and limits come in rows of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kompas.data.feiten import Afgekeurd, Feit, Rij

Rol = Literal["waarde", "laag", "hoog"]


@dataclass(slots=True)
class _Cel:
    regel: int
    waarde: float | None = None
    vlag: str = ""
    laag: float | None = None
    hoog: float | None = None
    gezien: set[Rol] = field(default_factory=set)


@dataclass
class Margecellen:
    """All figures of a file, by area, code and period, while their rows come in."""

    cellen: dict[tuple[str, str, str], _Cel] = field(default_factory=dict)

    def neem(self, regel: int, sleutel: tuple[str, str, str], rol: Rol, uitkomst: tuple[float | None, str]) -> None:
        """One cell of a row; `ValueError` when this role of this figure was there before."""
        cel = self.cellen.setdefault(sleutel, _Cel(regel))
        if rol in cel.gezien:
            gebied, code, periode = sleutel
            raise ValueError(f"{code} {gebied} {periode} staat twee keer in het bestand")
        cel.gezien.add(rol)
        if rol == "waarde":
            cel.regel, (cel.waarde, cel.vlag) = regel, uitkomst
        elif rol == "laag":
            cel.laag = uitkomst[0]
        else:
            cel.hoog = uitkomst[0]

    @property
    def zonder_marges(self) -> int:
        """Figures with a number and without both limits."""
        return sum(cel.waarde is not None and None in (cel.laag, cel.hoog) for cel in self.cellen.values())

    def feiten(self, bron: str, tabel: str) -> Iterator[Rij]:
        """Every figure, whole; a limit without value, or a value outside its limits, is refused."""
        for (gebied, code, periode), cel in self.cellen.items():
            wat = f"{code} {gebied} {periode}"
            laag, hoog = (cel.laag, cel.hoog) if None not in (cel.laag, cel.hoog) else (None, None)
            if "waarde" not in cel.gezien:
                yield Afgekeurd(cel.regel, f"{wat} heeft een marge, maar geen waarde")
            elif cel.waarde is not None and laag is not None and hoog is not None and not laag <= cel.waarde <= hoog:
                yield Afgekeurd(cel.regel, f"{wat}: {cel.waarde} ligt niet tussen {laag} en {hoog}")
            else:
                yield Feit(cel.regel, bron, tabel, code, gebied, periode, cel.waarde, cel.vlag, laag=laag, hoog=hoog)
