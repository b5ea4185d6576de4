"""The verdicts and words on all indicators of a plan together: how sure one is depends on how many stand beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kompas.analyse.queries.duiden import Doelkeuze, Gevonden, duid_samen, feiten_over
from kompas.base import Waarde
from kompas.beleid.models import Indicator
from kompas.beleid.queries.aandacht import indicator_aandacht
from kompas.beleid.queries.standen import IndicatorStand, Vergeleken
from kompas.beleid.queries.vragen import definitie_van, doelvraag
from kompas.beleid.rules import Doelvraag, Streefsoort, beoordeel_samen, doeltoets
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie, Reeksbreuk
from kompas.stats.duiding import Kansfeit, Uitspraak

FAMILIE = "dit plan"
"""What the words of policy are corrected for, wherever they stand."""

GENOEMD = 40
"""Up to so many municipalities are named."""


@dataclass(frozen=True)
class Peiling:
    """What every verdict of one plan shares; `peiljaar` None: see `doelvraag`."""

    cijfers: Cijfers
    peiljaar: int | None
    vandaag: date


@dataclass(frozen=True)
class _Onderzocht:
    """One indicator with its question and, where its figures are known, the facts about them."""

    indicator: Indicator
    definitie: IndicatorDefinitie | None
    vraag: Doelvraag
    gevonden: Gevonden | None

    @property
    def kans(self) -> Kansfeit | None:
        feiten = self.gevonden.feiten if self.gevonden else ()
        return next((feit for feit in feiten if isinstance(feit, Kansfeit) and feit.doeljaar > feit.stand), None)

    @property
    def gewogen_vraag(self) -> Doelvraag:
        """The question with what the figures of all municipalities add: chance, and swings between years."""
        spreiding = self.gevonden.spreiding if self.gevonden else None
        phi = None if spreiding is None else lambda telling: float(spreiding.phi(telling))
        return replace(self.vraag, kans=self.kans.kans if self.kans else None, phi=phi)


def indicator_standen(indicatoren: Iterable[Indicator], peiling: Peiling) -> dict[UUID, IndicatorStand]:
    """How every indicator of one plan stands; give all of them, because their words are corrected together."""
    onderzocht = [_onderzoek(indicator, peiling) for indicator in indicatoren]
    drempels = peiling.cijfers.definities.woorden.drempels
    vragen = [deel.gewogen_vraag for deel in onderzocht]
    beoordelingen = beoordeel_samen(vragen, drempels)
    uitspraken = _uitspraken(onderzocht, peiling)
    standen: dict[UUID, IndicatorStand] = {}
    for deel, vraag, beoordeling in zip(onderzocht, vragen, beoordelingen, strict=True):
        pk = deel.indicator.pk
        standen[pk] = IndicatorStand(
            deel.indicator,
            beoordeling,
            vraag.reeks,
            deel.definitie,
            indicator_aandacht(deel.indicator, vraag, beoordeling),
            _breuken(deel.definitie, vraag.reeks, peiling.cijfers),
            uitspraken.get(pk, ()),
            doeltoets(vraag),
            _groep(deel, peiling.cijfers),
        )
    return standen


def gewogen_vraag(indicator: Indicator, peiling: Peiling) -> Doelvraag:
    """The question of one indicator, saved or not, with what the figures of all municipalities add."""
    return _onderzoek(indicator, peiling).gewogen_vraag


def _onderzoek(indicator: Indicator, peiling: Peiling) -> _Onderzocht:
    definitie = definitie_van(indicator, peiling.cijfers)
    vraag = doelvraag(indicator, definitie, peiling.cijfers, peiljaar=peiling.peiljaar, vandaag=peiling.vandaag)
    gevonden = None
    if definitie is not None and any(waarde.bekend for waarde in vraag.reeks):
        gebied = indicator.doel.plan.gemeente.code
        doel, tot = _doelkeuze(vraag), peiling.peiljaar
        gevonden = feiten_over(peiling.cijfers, definitie.key, gebied, doel=doel, tot=tot)
    return _Onderzocht(indicator, definitie, vraag, gevonden)


def _doelkeuze(vraag: Doelvraag) -> Doelkeuze | None:
    """The target that lies ahead; none once its year has a figure, and none for "hold the level"."""
    if vraag.streefsoort not in (Streefsoort.HOOGSTENS, Streefsoort.MINSTENS) or vraag.streef is None:
        return None
    laatste = max((waarde.periode.eind.year for waarde in vraag.reeks if waarde.bekend), default=0)
    if vraag.doeljaar is None or vraag.doeljaar <= laatste or vraag.is_pm:
        return None
    return Doelkeuze(vraag.streef, vraag.streefsoort is Streefsoort.MINSTENS, vraag.doeljaar)


def _uitspraken(onderzocht: Sequence[_Onderzocht], peiling: Peiling) -> Mapping[UUID, tuple[Uitspraak, ...]]:
    """The words of all indicators that have figures, corrected for each other."""
    met_feiten = list(_met_feiten(onderzocht))
    gevonden = [feiten for _, feiten in met_feiten]
    duidingen = duid_samen(gevonden, peiling.cijfers.definities.woorden.drempels, FAMILIE)
    return {pk: duiding.uitspraken for (pk, _), duiding in zip(met_feiten, duidingen, strict=True)}


def _groep(deel: _Onderzocht, cijfers: Cijfers) -> Vergeleken | None:
    """With whom the figures were compared; the names of a group that was chosen, not those of everybody."""
    groep = deel.gevonden.groep if deel.gevonden else None
    if groep is None:
        return None
    namen = tuple(cijfers.gebied_naam(code) for code in groep.leden) if len(groep.leden) <= GENOEMD else ()
    return Vergeleken(groep.naam, len(groep.leden), namen, groep.uitleg)


def _met_feiten(onderzocht: Sequence[_Onderzocht]) -> Iterator[tuple[UUID, Gevonden]]:
    for deel in onderzocht:
        if deel.gevonden is not None:
            yield deel.indicator.pk, deel.gevonden


def _breuken(
    definitie: IndicatorDefinitie | None, reeks: tuple[Waarde, ...], cijfers: Cijfers
) -> tuple[Reeksbreuk, ...]:
    """The breaks between the first and the last year of the series."""
    if definitie is None or not reeks:
        return ()
    jaren = [waarde.periode.eind.year for waarde in reeks]
    return cijfers.breuken(definitie.key, min(jaren), max(jaren))
