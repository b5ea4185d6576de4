"""Documents that are being read in, and what was found in them, ready for the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kompas.base import Refused
from kompas.beleid.access import zichtbare_inlezingen
from kompas.beleid.models import Inlezing, InlezingElement
from kompas.beleid.rules.inlezen import SOORTEN, Veld, gelezen_waarden
from kompas.core.access import Persoon
from kompas.core.models import Gemeente

Besluit = InlezingElement.Besluit


@dataclass(frozen=True, slots=True)
class ElementStand:
    """One element as the page shows it: its values with labels, and why it cannot be taken over as it is."""

    element: InlezingElement
    label: str
    waarden: tuple[tuple[str, str], ...]
    reden: str
    diepte: int


@dataclass(frozen=True, slots=True)
class Bronregel:
    nummer: int
    tekst: str
    pagina: int | None


def inlezingen_van(gemeente: Gemeente, persoon: Persoon) -> QuerySet[Inlezing]:
    return zichtbare_inlezingen(gemeente, persoon).select_related("door", "plan").defer("regels", "structuur")


def inlezing_op_nummer(gemeente: Gemeente, pk: UUID, persoon: Persoon) -> Inlezing | None:
    gevonden = zichtbare_inlezingen(gemeente, persoon).select_related("gemeente", "plan", "door")
    return gevonden.filter(pk=pk).first()


def element_op_nummer(inlezing: Inlezing, pk: UUID) -> InlezingElement | None:
    return inlezing.elementen.filter(pk=pk).first()


def element_stand(element: InlezingElement, diepte: int = 0) -> ElementStand:
    soort = SOORTEN[element.soort]
    waarde = element.verbeterd or element.waarde
    getoond = tuple((v.label, _getoond(v, waarde.get(v.naam, ""))) for v in soort.velden if waarde.get(v.naam))
    gelezen = gelezen_waarden(element.soort, waarde)
    return ElementStand(element, soort.label, getoond, gelezen.reason if isinstance(gelezen, Refused) else "", diepte)


def _getoond(veld: Veld, tekst: str) -> str:
    return dict(veld.keuzes).get(tekst, tekst)


def element_standen(inlezing: Inlezing) -> tuple[ElementStand, ...]:
    """All elements in order; `diepte` is 0 for what stands alone, and one more below each parent."""
    elementen = list(inlezing.elementen.all())
    dieptes: dict[object, int] = {}
    for element in elementen:
        dieptes[element.pk] = dieptes[element.ouder_id] + 1 if element.ouder_id in dieptes else 0
    return tuple(element_stand(element, dieptes[element.pk]) for element in elementen)


def bronregels(inlezing: Inlezing) -> Iterator[Bronregel]:
    """The lines with text, with the number that places refer to."""
    for nummer, (tekst, pagina) in enumerate(inlezing.regels, start=1):
        if tekst.strip():
            yield Bronregel(nummer, tekst, pagina)


def telling_van(standen: tuple[ElementStand, ...]) -> dict[str, int]:
    """How many elements per decision, in words."""
    return {Besluit(b).label: sum(1 for s in standen if s.element.besluit == b) for b in Besluit.values}
