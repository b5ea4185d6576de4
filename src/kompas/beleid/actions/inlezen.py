"""Reading a document in: upload, decide about every element, and take over what was accepted as a concept plan."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from kompas.base import RefusedError, demand
from kompas.beleid.actions.inlezen_overnemen import GEKOZEN, schrijf_conceptplan
from kompas.beleid.lezen import Document, GelezenPlan, LeesFout, als_json, lees_document, lees_plan_afgeschermd
from kompas.beleid.lezen.elementen import elementen_van
from kompas.beleid.models import Inlezing, InlezingElement, Plan
from kompas.beleid.rules.inlezen import SOORTEN, gelezen_waarden
from kompas.core.access import Persoon
from kompas.core.actions import Verschil, bewerker, eis_versie, wijziging_vastleggen
from kompas.core.models import Gebruiker, Gemeente
from kompas.core.uploads import plaats_om_te_lezen

Besluit = InlezingElement.Besluit


def document_inlezen(*, gemeente: Gemeente, door: Persoon, naam: str, inhoud: bytes) -> Inlezing:
    """Read the bytes of a document and keep what was found, to be checked by a person."""
    wie = bewerker(door, gemeente)
    try:  # outside the transaction: reading a stranger's file may take long
        with plaats_om_te_lezen():
            document = lees_document(inhoud, naam)
            plan = lees_plan_afgeschermd(document)
    except LeesFout as fout:
        raise RefusedError(str(fout)) from None
    return _bewaar(gemeente, wie, document, plan)


@transaction.atomic
def _bewaar(gemeente: Gemeente, wie: Gebruiker, document: Document, plan: GelezenPlan) -> Inlezing:
    inlezing = Inlezing.objects.create(
        gemeente=gemeente,
        bestandsnaam=document.naam[:200],
        sha256=document.sha256,
        regels=[[regel.tekst, regel.pagina] for regel in document.regels],
        structuur=als_json(plan),
        door=wie,
        moment=timezone.now(),
    )
    rijen: list[InlezingElement] = []
    for volgorde, element in enumerate(elementen_van(plan), start=1):
        ouder = rijen[element.ouder] if element.ouder is not None else None
        rijen.append(
            InlezingElement(
                inlezing=inlezing,
                volgorde=volgorde,
                soort=element.soort,
                ouder=ouder,
                waarde=dict(element.waarde),
                plaats=element.plaats.label,
                regel=element.plaats.van,
                aandacht=element.aandacht,
            )
        )
    InlezingElement.objects.bulk_create(rijen)
    wijziging_vastleggen(gemeente=gemeente, onderdeel=inlezing, door=wie, handeling="document ingelezen")
    return inlezing


def _open_inlezing(inlezing: Inlezing) -> Inlezing:
    """The locked row, still open; two people can not take over the same document."""
    rij = Inlezing.objects.select_for_update().select_related("gemeente").get(pk=inlezing.pk)
    if rij.status != Inlezing.Status.OPEN:
        raise RefusedError(f"Dit document is al {rij.get_status_display()}; er valt niets meer te beslissen.")
    return rij


@transaction.atomic
def element_beslissen(
    *, element: InlezingElement, door: Persoon, versie: int, besluit: str, verbeterd: Mapping[str, str] | None = None
) -> InlezingElement:
    """Accept, correct or reject one element, or open it again."""
    inlezing = _open_inlezing(element.inlezing)
    wie = bewerker(door, inlezing.gemeente)
    rij = InlezingElement.objects.select_for_update().get(pk=element.pk)
    eis_versie(rij, versie)
    if besluit not in Besluit.values:
        raise RefusedError("Kies overnemen, verbeteren of verwerpen.")
    nieuw = _passend(rij, verbeterd) if besluit == Besluit.VERBETERD and verbeterd is not None else None
    if besluit in GEKOZEN:
        demand(gelezen_waarden(rij.soort, nieuw or rij.waarde))
    oud = Verschil("besluit", rij.get_besluit_display(), Besluit(besluit).label)
    _zet(rij, besluit, wie, nieuw)
    wijziging_vastleggen(
        gemeente=inlezing.gemeente,
        onderdeel=rij,
        door=wie,
        handeling="besluit over ingelezen onderdeel",
        wat=oud,
        toelichting=f"{SOORTEN[rij.soort].label}, {rij.plaats}",
    )
    return rij


def _passend(rij: InlezingElement, verbeterd: Mapping[str, str]) -> dict[str, str]:
    """Only the values that this kind of element has."""
    return {veld.naam: verbeterd.get(veld.naam, "") for veld in SOORTEN[rij.soort].velden}


def _zet(rij: InlezingElement, besluit: str, wie: Gebruiker, verbeterd: dict[str, str] | None) -> None:
    rij.besluit = besluit
    rij.verbeterd = verbeterd
    rij.besloten_door = None if besluit == Besluit.OPEN else wie
    rij.besloten_op = None if besluit == Besluit.OPEN else timezone.now()
    rij.versie += 1
    rij.save()


@transaction.atomic
def elementen_overnemen(*, inlezing: Inlezing, door: Persoon) -> int:
    """Accept everything that is still open, complete, and asks for no attention; answers how many."""
    rij = _open_inlezing(inlezing)
    wie = bewerker(door, rij.gemeente)
    nu = timezone.now()
    klaar = [
        element
        for element in rij.elementen.select_for_update().filter(besluit=Besluit.OPEN, aandacht="")
        if isinstance(gelezen_waarden(element.soort, element.waarde), dict)
    ]
    for element in klaar:
        element.besluit, element.besloten_door, element.besloten_op = Besluit.OVERGENOMEN, wie, nu
        element.versie += 1
    InlezingElement.objects.bulk_update(klaar, ["besluit", "besloten_door", "besloten_op", "versie"])
    wijziging_vastleggen(
        gemeente=rij.gemeente,
        onderdeel=rij,
        door=wie,
        handeling="onderdelen zonder aandachtspunt overgenomen",
        toelichting=f"{len(klaar)} onderdelen",
    )
    return len(klaar)


@transaction.atomic
def inlezing_overnemen(*, inlezing: Inlezing, door: Persoon) -> Plan:
    """Make a concept plan of what was accepted or corrected; what is open or rejected stays out."""
    rij = _open_inlezing(inlezing)
    wie = bewerker(door, rij.gemeente)
    plan = schrijf_conceptplan(rij)
    rij.status, rij.plan = Inlezing.Status.OVERGENOMEN, plan
    rij.save(update_fields=["status", "plan"])
    wijziging_vastleggen(
        gemeente=rij.gemeente,
        onderdeel=plan,
        door=wie,
        handeling="conceptplan gemaakt uit document",
        toelichting=rij.bestandsnaam,
    )
    return plan


@transaction.atomic
def inlezing_verwerpen(*, inlezing: Inlezing, door: Persoon) -> None:
    """Close the document without a plan."""
    rij = _open_inlezing(inlezing)
    wie = bewerker(door, rij.gemeente)
    rij.status = Inlezing.Status.VERWORPEN
    rij.save(update_fields=["status"])
    wijziging_vastleggen(gemeente=rij.gemeente, onderdeel=rij, door=wie, handeling="document verworpen")
