"""What can be chosen on the page about the effect of a measure, what is chosen now, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from kompas.analyse.queries.aanbod import met_cijfers
from kompas.analyse.queries.effect import OMLIGGEND, vergelijkbaar_met
from kompas.analyse.queries.gebieden import Gebieden, noem
from kompas.analyse.queries.keuzes import Optie
from kompas.analyse.rules.effect import Effectvraag, is_telbaar

NAMEN = {
    "indicator": "Welk cijfer",
    "gebied": "Waar",
    "vanaf": "Beginjaar",
    "met": "Vergelijk met",
    "uitwijk": "Verplaatst",
}
"""Field and what it is called above the form."""


@dataclass(frozen=True)
class Effectkeuzes:
    """The form; `getypt` is the year as it was typed, also when that is no year."""

    gebieden: Gebieden
    vraag: Effectvraag
    getypt: str = ""
    fouten: Mapping[str, str] = field(default_factory=dict)

    @property
    def fout_per_veld(self) -> list[tuple[str, str, str]]:
        return [(veld, NAMEN[veld], tekst) for veld, tekst in self.fouten.items()]

    @cached_property
    def indicatoren(self) -> list[tuple[str, list[Optie]]]:
        """Counts and rates with figures of this municipality, by source."""
        cijfers = self.gebieden.cijfers
        telt = [d for d in met_cijfers(cijfers, self.gebieden.gemeente.code) if is_telbaar(d.soort)]
        bron = {d.key: cijfers.definities.bronnen[d.bron].titel for d in telt}
        telt.sort(key=lambda d: (bron[d.key], d.titel))
        return [
            (titel, [Optie(d.key, d.titel, d.key == self.vraag.indicator) for d in groep])
            for titel, groep in groupby(telt, key=lambda d: bron[d.key])
        ]

    @cached_property
    def hier(self) -> list[tuple[str, list[Optie]]]:
        """The municipality, its wijken and its buurten."""
        delen = (
            ("Gemeente", (self.gebieden.eigen,)),
            ("Wijken", self.gebieden.wijken),
            ("Buurten", self.gebieden.buurten),
        )
        return [
            (titel, [Optie(g.code, noem(g), g.code == self.vraag.gebied) for g in deel])
            for titel, deel in delen
            if deel
        ]

    @cached_property
    def met(self) -> list[Optie]:
        """Sets for the municipality and for its parts; which one fits follows from the area."""
        soorten = ("GM", *(("WK",) if self.gebieden.wijken else ()), *(("BU",) if self.gebieden.buurten else ()))
        sets = [keuze for soort in soorten for keuze in vergelijkbaar_met(self.gebieden, soort)]
        return [Optie(sleutel, titel, sleutel == self.vraag.met) for sleutel, titel in sets]

    @cached_property
    def omliggend(self) -> Optie | None:
        """The neighbours on the map, where there is one."""
        groep = next((g for g in self.gebieden.groepen if g.sleutel == OMLIGGEND), None)
        if groep is None:
            return None
        return Optie(OMLIGGEND, f"De {len(groep.leden)} omliggende gemeenten", OMLIGGEND in self.vraag.uitwijk)

    @property
    def getypte_uitwijk(self) -> str:
        return "; ".join(self._naam(naam) for naam in self.vraag.uitwijk if naam != OMLIGGEND)

    def _naam(self, naam: str) -> str:
        gebied = self.gebieden.bekend.get(naam)
        return naam if gebied is None else noem(gebied)

    @cached_property
    def namen(self) -> list[str]:
        """What the field for areas suggests: municipalities, and the parts of this one."""
        delen = (self.gebieden.gemeenten, self.gebieden.wijken, self.gebieden.buurten)
        return [noem(gebied) for deel in delen for gebied in deel if gebied.code != self.vraag.gebied]
