"""How fresh figures are: the newest period that we have, and when the source publishes the next one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kompas.base import Periode
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Bron, Definities, IndicatorDefinitie
from kompas.data.definities.modellen import Cadans
from kompas.data.store import FeitRij, Store

SPELING: Final = 7
"""Days that a source may be later than it says before anyone is told."""
LANDELIJK: Final = "NL"


class Status(StrEnum):
    """How it is with the figures of a source. The value is the text that people see."""

    ACTUEEL = "actueel"
    TE_LAAT = "te laat"
    MISLUKT = "mislukt"
    NOOIT = "nooit opgehaald"
    NIET_AUTOMATISCH = "niet automatisch"


@dataclass(frozen=True, slots=True)
class Versheid:
    """`laatste` is the newest period with a figure, `opgehaald` the newest day on which the source was asked.

    `verwacht` is the day on which the next period should be there; None when nobody knows.
    """

    bron: Bron
    laatste: Periode | None
    opgehaald: date | None
    verwacht: date | None
    status: Status
    melding: str = ""

    @property
    def is_signaal(self) -> bool:
        """Whether the owner has to hear of it."""
        return self.status in {Status.TE_LAAT, Status.MISLUKT}

    @property
    def zin(self) -> str:
        """What is the matter, in one sentence for the owner."""
        if self.status is Status.MISLUKT:
            return f"{self.bron.titel}: het ophalen is mislukt. {self.melding}".strip()
        if self.status is Status.TE_LAAT and self.verwacht and self.laatste:
            volgende = volgende_periode(self.bron.cadans, self.laatste) if self.bron.cadans else None
            over = f" over {volgende.label}" if volgende else ""
            return (
                f"{self.bron.titel}: de cijfers{over} werden op {_dag(self.verwacht)} verwacht en zijn hier nog niet."
            )
        if self.laatste is None:
            return f"{self.bron.titel}: er zijn nog geen cijfers."
        return f"{self.bron.titel}: cijfers tot en met {self.laatste.label}."


def volgende_periode(cadans: Cadans, laatste: Periode) -> Periode:
    """The period that the source publishes after this one."""
    if cadans.jaren:
        return Periode.jaar(laatste.eind.year + cadans.jaren)
    volgende = laatste.eind + timedelta(days=1)
    if cadans.elke == "maand":
        return Periode.maand(volgende.year, volgende.month)
    eerste = volgende.month - (volgende.month - 1) % 3
    return Periode.lees(f"{volgende.year}KW{(eerste + 2) // 3:02d}")


def verschijnt(cadans: Cadans, vertraging: int, periode: Periode) -> date:
    """The first day on which the figures of this period can be there.

    Without `vertraging` they appear in the period itself: borders hold from its first day.
    """
    basis = _plus_maanden(periode.eind if vertraging else periode.begin, vertraging)
    if cadans.maand is None:
        return basis.replace(day=cadans.dag)
    dag = date(basis.year, cadans.maand, cadans.dag)
    return dag if dag >= basis else dag.replace(year=dag.year + 1)


def volgende_verwacht(bron: Bron, laatste_periode: Periode | None, vandaag: date) -> date | None:
    """When the next figures are due: a day in the past means late, None that nobody can say."""
    if bron.cadans is None:
        return None
    if laatste_periode is None:
        return vandaag
    return verschijnt(bron.cadans, bron.vertraging, volgende_periode(bron.cadans, laatste_periode))


def bron_versheid(
    cijfers: Cijfers, bron: Bron, gebied: str, vandaag: date, mislukt: Mapping[str, str] | None = None
) -> Versheid:
    """The freshness of a source for an area; `mislukt` tells per source how its newest fetch went wrong."""
    codes = codes_van(cijfers.definities, bron)
    return _versheid(cijfers, bron, codes, gebied, vandaag, (mislukt or {}).get(bron.key, ""))


def indicator_versheid(cijfers: Cijfers, key: str, gebied: str, vandaag: date) -> Versheid:
    """The freshness of one indicator: of its own codes, which may appear less often than the rest of the source."""
    definitie = cijfers.definitie(key)
    bron = cijfers.definities.bronnen[definitie.bron]
    codes = tuple(dict.fromkeys(code for b, code in _codes(definitie, cijfers.definities) if b == bron.key))
    if _alleen_jaar(cijfers.definities, bron, codes):
        bron = _per_jaar(bron)
    return _versheid(cijfers, bron, codes, gebied, vandaag, "")


def codes_van(definities: Definities, bron: Bron) -> tuple[str, ...]:
    """The codes of a source that tell how new it is: its total, and what the indicators use of it."""
    lijst = definities.soortenlijsten.get(bron.soorten) if bron.soorten else None
    totaal = [lijst.totaal] if lijst and lijst.totaal else []
    gebruikt = (code for d in definities.indicatoren for sleutel, code in _codes(d, definities) if sleutel == bron.key)
    return tuple(dict.fromkeys([*totaal, *gebruikt]))


def _versheid(
    cijfers: Cijfers, bron: Bron, codes: tuple[str, ...], gebied: str, vandaag: date, mislukt: str
) -> Versheid:
    store = cijfers._store
    rijen = [rij for code in codes for rij in _rijen(store, bron.key, code, gebied)] if store else []
    laatste, opgehaald = _nieuwste(rijen)
    if laatste and all("JJ" in rij.periode for rij in rijen):
        bron = _per_jaar(bron)
    verwacht = volgende_verwacht(bron, laatste, vandaag)
    return Versheid(bron, laatste, opgehaald, verwacht, _status(verwacht, laatste, vandaag, mislukt), mislukt)


def _status(verwacht: date | None, laatste: Periode | None, vandaag: date, mislukt: str) -> Status:
    if mislukt:
        return Status.MISLUKT
    if verwacht is None:
        return Status.NIET_AUTOMATISCH
    if laatste is None:
        return Status.NOOIT
    return Status.TE_LAAT if vandaag > verwacht + timedelta(days=SPELING) else Status.ACTUEEL


def _per_jaar(bron: Bron) -> Bron:
    """The source for who keeps its years only: months that nobody here uses make nothing late."""
    if bron.cadans is None or bron.cadans.jaren:
        return bron
    cadans = Cadans(elke="jaar", dag=bron.cadans.dag, maand=bron.vertraging % 12 or 12)
    return bron.model_copy(update={"cadans": cadans})


def _nieuwste(rijen: Iterable[FeitRij]) -> tuple[Periode | None, date | None]:
    """The newest period with a figure, and the newest day of asking."""
    rijen = tuple(rijen)
    perioden = [Periode.lees(rij.periode) for rij in rijen if rij.waarde is not None]
    dagen = [rij.opgehaald for rij in rijen if rij.opgehaald is not None]
    return max(perioden, key=lambda periode: (periode.eind, periode.begin), default=None), max(dagen, default=None)


def _rijen(store: Store, bron: str, code: str, gebied: str) -> tuple[FeitRij, ...]:
    """The figures of an area; those of the country for a source that has none per municipality."""
    return store.feiten(bron, code, gebied) or store.feiten(bron, code, LANDELIJK)


def _codes(definitie: IndicatorDefinitie, definities: Definities) -> Iterator[tuple[str, str]]:
    for deel in definitie.delen.values():
        if deel.code:
            yield deel.bron or definitie.bron, deel.code
        elif deel.indicator:
            yield from _codes(definities.indicatoren[deel.indicator], definities)


def _alleen_jaar(definities: Definities, bron: Bron, codes: Iterable[str]) -> bool:
    soorten = [definities.soort(bron.key, code) for code in codes]
    return any(soort is not None and soort.alleen_jaar for soort in soorten)


def _plus_maanden(dag: date, maanden: int) -> date:
    nummer = dag.year * 12 + dag.month - 1 + maanden
    return date(nummer // 12, nummer % 12 + 1, 1)


def _dag(dag: date) -> str:
    return f"{dag.day}-{dag.month}-{dag.year}"
