"""What can be chosen in the explorer, and what is chosen now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

from kompas.analyse.queries.aanbod import met_cijfers
from kompas.analyse.queries.gebieden import Gebieden, Verzameling, noem
from kompas.analyse.queries.verkennen import Verkenning
from kompas.analyse.rules.vraag import Beeld, Stap, Vraag, moment_tekst
from kompas.base import Periode
from kompas.data.definities import IndicatorDefinitie
from kompas.data.kaarten import Kaart, open_kaart
from kompas.data.queries.gebieden import Gebiedskeuze


@dataclass(frozen=True, slots=True)
class Optie:
    """One choice: its value in the address, what it is called, whether it is chosen."""

    waarde: str
    titel: str
    gekozen: bool = False
    adres: str = ""


@dataclass(frozen=True)
class Keuzes:
    """The form of the explorer. `gevonden` are the areas that a typed name may mean when that is not one."""

    gebieden: Gebieden
    vraag: Vraag
    verkenning: Verkenning | None
    erbij: str = ""
    gevonden: Sequence[Gebiedskeuze] = ()

    @cached_property
    def indicatoren(self) -> list[tuple[str, list[Optie]]]:
        """By source; with figures of this municipality first asked for, because the others show nothing."""
        cijfers = self.gebieden.cijfers
        te_kiezen = list(met_cijfers(cijfers, self.gebieden.gemeente.code))
        if self.verkenning and self.verkenning.definitie.key not in {d.key for d in te_kiezen}:
            te_kiezen.append(self.verkenning.definitie)
        per_bron = sorted(te_kiezen, key=lambda d: cijfers.definities.bronnen[d.bron].titel)
        groepen = groupby(per_bron, key=lambda d: cijfers.definities.bronnen[d.bron].titel)
        return [(titel, [self._indicator(d) for d in sorted(groep, key=lambda d: d.titel)]) for titel, groep in groepen]

    def _indicator(self, definitie: IndicatorDefinitie) -> Optie:
        return Optie(definitie.key, definitie.titel, definitie.key == self.vraag.indicator)

    @cached_property
    def gekozen(self) -> list[Optie]:
        """Areas and sets of the question, to be ticked off."""
        return [Optie(naam, self._naam(naam), gekozen=True) for naam in self.vraag.gebieden if self._naam(naam)]

    def _naam(self, naam: str) -> str:
        if gebied := self.gebieden.bekend.get(naam):
            return noem(gebied)
        return next((met_aantal(v) for v in self.gebieden.verzamelingen if v.sleutel == naam), "")

    @cached_property
    def aanbod(self) -> list[Optie]:
        """Sets and larger areas that can be added with a tick."""
        al = set(self.vraag.gebieden)
        los = [self.gebieden.eigen, *self.gebieden.groter[:1]]
        opties = [Optie(gebied.code, noem(gebied)) for gebied in los]
        opties += [Optie(v.sleutel, met_aantal(v)) for v in self.gebieden.verzamelingen]
        return [optie for optie in opties if optie.waarde not in al]

    @property
    def namen(self) -> list[str]:
        """What the field for another area suggests."""
        al = set(self.vraag.gebieden)
        return [noem(gebied) for gebied in self.gebieden.bekend.values() if gebied.code not in al]

    @property
    def stappen(self) -> list[Optie]:
        namen = {Stap.JAAR: "jaren", Stap.MAAND: "maanden", Stap.TWAALF: "steeds 12 maanden"}
        return [Optie(stap, namen[stap], stap is self.vraag.stap) for stap in Stap]

    @property
    def van(self) -> list[Optie]:
        return self._momenten(self.verkenning.vraag.van if self.verkenning else None)

    @property
    def tot(self) -> list[Optie]:
        return self._momenten(self.verkenning.vraag.tot if self.verkenning else None)

    def _momenten(self, gekozen: Periode | None) -> list[Optie]:
        """Newest first, because that is what most ask for; a chosen period without figures stays in the list."""
        if self.verkenning is None or gekozen is None:
            return []
        perioden = sorted({*self.verkenning.beschikbaar, gekozen}, reverse=True)
        stap = self.vraag.stap
        return [Optie(moment_tekst(p, stap), p.label, p == gekozen) for p in perioden]

    @property
    def beelden(self) -> list[Optie]:
        """The same question in another form."""
        vraag = self.verkenning.vraag if self.verkenning else self.vraag
        return [
            Optie(beeld, beeld.capitalize(), beeld is vraag.beeld, replace(vraag, beeld=beeld).adres())
            for beeld in Beeld
        ]


def met_aantal(verzameling: Verzameling) -> str:
    return f"{verzameling.titel} ({verzameling.aantal})"


def kaart_voor(map_: Path, verkenning: Verkenning) -> Kaart | None:
    """The borders that fit the areas of the question: the kind that most of them are, of the year of the figures."""
    soorten = [rij.gebied.soort for rij in verkenning.rijen if rij.gebied.soort in ("GM", "WK", "BU")]
    if not soorten:
        return None
    soort = max(sorted(set(soorten)), key=soorten.count)
    jaren = [w.herkomst.gebied_jaar for w in verkenning.in_periode(verkenning.laatste) if w.herkomst.gebied_jaar]
    return open_kaart(map_, soort, max(jaren, default=verkenning.laatste.eind.year))
