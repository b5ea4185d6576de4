"""An invented country with consistent figures: buurten add up to wijken, municipalities, units and the country.

Everything follows from a seed and a version: version 2 is what the sources say after a later revision.
"""

import csv
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Cijfers = NDArray[np.float32]
BLANCO, PUNT = np.float32("nan"), np.float32("inf")
EERSTE_JAAR = 2012
# The few municipalities that people know lie where they lie; the rest is invented.
BEKENDE_EENHEID = {"GM0537": 6, "GM0575": 6, "GM1783": 6, "GM0546": 6, "GM0518": 6, "GM0363": 5, "GM0599": 7}
GROTE_VIER = ("GM0363", "GM0599", "GM0518", "GM0344")
LANDSDELEN = {20: "01", 21: "01", 22: "01", 23: "02", 24: "02", 25: "02", 26: "03", 27: "03", 28: "03", 29: "03"}
ALLEEN_JAAR = ("1.4.1", "3.2.1", "3.2.2", "3.7.3")


@dataclass(frozen=True)
class Gemeente:
    """A municipality with its wijken and buurten; 998 and 999 (abroad, unknown) have none."""

    nummer: int
    code: str
    naam: str
    wijken: int
    buurten: int

    @property
    def eenheid(self) -> str:
        if not self.buurten:
            return "RE99"
        return f"RE{BEKENDE_EENHEID.get(self.code, 1 + self.nummer % 10):02d}"

    @property
    def provincie(self) -> str:
        return "PV28" if self.eenheid == "RE06" else f"PV{20 + self.nummer % 12}" if self.buurten else "PV99"

    @property
    def landsdeel(self) -> str:
        return "LD" + (LANDSDELEN.get(int(self.provincie[2:]), "04") if self.buurten else "99")

    @property
    def wijk_van_buurt(self) -> list[int]:
        return [b * self.wijken // self.buurten for b in range(self.buurten)]

    def gebieden(self) -> list[tuple[str, str]]:
        """Code and name of the municipality, then every wijk followed by its buurten."""
        uit, cijfers, volg = [(self.code, self.naam)], self.code[2:], 0
        for w in range(self.wijken):
            uit.append((f"WK{cijfers}{w:02d}", f"Wijk {w:02d} {self.naam}"))
            for volg, b in enumerate(b for b, wijk in enumerate(self.wijk_van_buurt) if wijk == w):  # noqa: B007
                uit.append((f"BU{cijfers}{w:02d}{volg:02d}", f"Buurt {w:02d}{volg:02d} {self.naam}"))
        return uit

    @property
    def inwoners(self) -> int:
        return max(800, self.buurten * 1100 + self.nummer * 13)

    @cached_property
    def optelling(self) -> Cijfers:
        """Which buurten make which area: areas x buurten, in the order of `gebieden`."""
        rijen = [np.ones(self.buurten)]
        wijken = np.array(self.wijk_van_buurt)
        for w in range(self.wijken):
            rijen.append((wijken == w).astype(float))
            rijen += [np.eye(self.buurten)[b] for b in np.flatnonzero(wijken == w)]
        return np.array(rijen, np.float32)


@lru_cache(maxsize=1)
def lees_gemeenten() -> tuple[Gemeente, ...]:
    with Path(__file__).with_name("gemeenten.csv").open(encoding="utf-8") as bestand:
        rijen = [(r["code"], r["naam"], int(r["wijken"]), int(r["buurten"])) for r in csv.DictReader(bestand)]
    rijen += [("GM0998", "Buitenland", 0, 0), ("GM0999", "Gemeenten; niet in te delen", 0, 0)]
    return tuple(Gemeente(nummer, *rij) for nummer, rij in enumerate(rijen))


@dataclass(frozen=True)
class Soortgroep:
    """A list of kinds of which the first is the total of the others."""

    naam: str
    codes: tuple[str, ...]
    alleen_jaar: tuple[str, ...] = ()

    @property
    def bladeren(self) -> int:
        return len(self.codes) - 1


@dataclass(frozen=True)
class Wereld:
    """The figures of one version, as months of leaves per municipality; everything else is a sum of those."""

    laatste: str = "2026MM06"
    versie: int = 1
    zaad: int = 20120101

    @cached_property
    def maanden(self) -> list[str]:
        jaar, maand = int(self.laatste[:4]), int(self.laatste[6:])
        aantal = (jaar - EERSTE_JAAR) * 12 + maand
        return [f"{EERSTE_JAAR + m // 12}MM{m % 12 + 1:02d}" for m in range(aantal)]

    @property
    def jaren(self) -> list[str]:
        return [f"{EERSTE_JAAR + j}JJ00" for j in range(len(self.maanden) // 12)]

    @property
    def perioden(self) -> list[str]:
        """Months and whole years in the order of the services: by text, so that years stand between months."""
        return sorted([*self.maanden, *self.jaren])

    @property
    def gemeenten(self) -> tuple[Gemeente, ...]:
        return lees_gemeenten()

    @lru_cache(maxsize=4)  # noqa: B019 - worlds are few and live as long as the server
    def per_gemeente(self, groep: Soortgroep) -> NDArray[np.int32]:
        """Leaves x municipalities x months."""
        trekking = np.random.default_rng([self.zaad, len(groep.naam)])
        tempo = 9.0 / (1.0 + np.arange(groep.bladeren)) ** 1.15
        trekking.shuffle(tempo)
        inwoners = np.array([g.inwoners for g in self.gemeenten]) / 1000
        seizoen = 1 + 0.2 * np.sin(np.arange(len(self.maanden)) / 6 * np.pi)
        verwacht = tempo[:, None, None] * inwoners[None, :, None] * seizoen[None, None, :] / 12
        return trekking.poisson(verwacht).astype(np.int32) + self._herzien(verwacht.shape)

    def _herzien(self, vorm: tuple[int, ...]) -> NDArray[np.int32]:
        """Later versions found one more in one of 101 cells, and in the last two months in each third."""
        plek = np.arange(int(np.prod(vorm))).reshape(vorm)
        erbij = np.zeros(vorm, np.int32)
        for versie in range(2, self.versie + 1):
            erbij += plek % 101 == versie
            erbij[..., -2:] += plek[..., -2:] % 3 == versie % 3
        return erbij

    @lru_cache(maxsize=24)  # noqa: B019
    def per_buurt(self, groep: Soortgroep, gemeente: Gemeente) -> Cijfers:
        """Leaves x areas of the municipality x months. A revision falls in the first buurt; the rest stays put."""
        eerste = self if self.versie == 1 else eerste_versie(self)
        trekking = np.random.default_rng([self.zaad, gemeente.nummer, len(groep.naam)])
        kans = trekking.dirichlet(np.full(gemeente.buurten, 2.0))
        basis = eerste.per_gemeente(groep)[:, gemeente.nummer]
        buurten = trekking.multinomial(basis, kans).astype(np.float32)
        buurten[..., 0] += self.per_gemeente(groep)[:, gemeente.nummer] - basis
        return np.einsum("lmb,gb->lgm", buurten, gemeente.optelling)

    def tabelblok(self, groep: Soortgroep, bladeren: Cijfers, perioden: list[str], codes: tuple[str, ...]) -> Cijfers:
        """Leaves x areas x months as the table shows them: with total, years, and blanks for what has no months."""
        maandelijks = np.array([code not in groep.alleen_jaar for code in groep.codes[1:]])
        heel_jaar = bladeren[..., : len(self.jaren) * 12]
        jaar = heel_jaar.reshape(*bladeren.shape[:2], len(self.jaren), 12).sum(axis=3)
        maand = np.where(maandelijks[:, None, None], bladeren, BLANCO)
        alles = {
            **dict(zip(self.jaren, _met_totaal(jaar).transpose(2, 0, 1), strict=True)),
            **dict(zip(self.maanden, _met_totaal(maand).transpose(2, 0, 1), strict=True)),
        }
        kies = [groep.codes.index(code) for code in codes]
        return np.stack([alles[periode][kies] for periode in perioden], axis=2).astype(np.float32)


@lru_cache(maxsize=4)
def eerste_versie(wereld: Wereld) -> Wereld:
    return Wereld(wereld.laatste, 1, wereld.zaad)


def _met_totaal(bladeren: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.concatenate([np.nansum(bladeren, axis=0, keepdims=True), bladeren])
