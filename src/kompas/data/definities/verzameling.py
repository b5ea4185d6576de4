"""Everything that policy people define, together."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from kompas.base import RefusedError, Registry
from kompas.data.definities.indicator import IndicatorDefinitie
from kompas.data.definities.modellen import Bron, Soort, Soortenlijst
from kompas.data.definities.reeksen import Herindeling, Reeksbreuk
from kompas.data.definities.woorden import Woorden


class DefinitieError(RefusedError, ValueError):
    """A definition that cannot be used; the text names file and field, in Dutch."""


@dataclass(frozen=True)
class Definities:
    """Everything that policy people define, by key."""

    bronnen: Registry[Bron]
    indicatoren: Registry[IndicatorDefinitie]
    soortenlijsten: Registry[Soortenlijst]
    herindelingen: tuple[Herindeling, ...]
    reeksbreuken: tuple[Reeksbreuk, ...]
    woorden: Woorden = field(default_factory=Woorden)

    def soort(self, bron: str, code: str) -> Soort | None:
        """The member of the code list of a source, if the source has one; `aangiften:1.1.1` is about kind 1.1.1."""
        return self._soorten.get((bron, code)) or self._soorten.get((bron, code.rpartition(":")[2]))

    def bron_van_tabel(self, tabel: str) -> Bron | None:
        return next((bron for bron in self.bronnen if tabel in bron.tabellen), None)

    def met_onderdelen(self, definities: Iterable[IndicatorDefinitie]) -> tuple[IndicatorDefinitie, ...]:
        """The indicators and all that they are made of, denominators included, each once."""
        gevonden: dict[str, IndicatorDefinitie] = {}
        te_doen = list(definities)
        while te_doen:
            definitie = te_doen.pop()
            if definitie.key not in gevonden:
                gevonden[definitie.key] = definitie
                te_doen.extend(self.indicatoren[key] for key in definitie.verwijst_naar)
        return tuple(gevonden.values())

    def bronnen_van(self, definitie: IndicatorDefinitie) -> frozenset[str]:
        """Keys of every source that an indicator may be made of: parts, their alternatives, weights, denominator."""
        return frozenset(bron for deel in self.met_onderdelen([definitie]) for bron, _ in deel.codes())

    def met(self, definities: Iterable[IndicatorDefinitie]) -> "Definities":
        """With these indicators added, or in the place of those with the same key."""
        samen = {indicator.key: indicator for indicator in (*self.indicatoren, *definities)}
        return replace(self, indicatoren=Registry("indicator", *samen.values()))

    @cached_property
    def _soorten(self) -> dict[tuple[str, str], Soort]:
        return {
            (bron.key, soort.code): soort
            for bron in self.bronnen
            if bron.soorten
            for soort in self.soortenlijsten[bron.soorten].soorten
        }
