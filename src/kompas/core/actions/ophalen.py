"""Fetching figures: what people ask for, and what the worker writes while it does so."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone

from kompas.base import RefusedError, demand
from kompas.core.access import Persoon, rollen_in
from kompas.core.actions.geschiedenis import SYSTEEM, Verschil, eis_versie, wijziging_vastleggen
from kompas.core.models import Gebruiker, Gemeente, Ophaalplan, Ophaling
from kompas.core.rules import (
    BUNDELS,
    MAX_HERVATTINGEN,
    UITSTEL_SECONDEN,
    Ritme,
    Stand,
    bundel,
    is_dood,
    may_afbreken,
    may_ophalen,
    volgende_keer,
)

PLAN_VELDEN = ("ritme", "actief")


class Voortgang(Protocol):
    """How far a fetch is, as the sources tell it."""

    @property
    def tabel(self) -> str: ...
    @property
    def klaar(self) -> int: ...
    @property
    def totaal(self) -> int: ...
    @property
    def rijen(self) -> int: ...
    @property
    def rijen_per_s(self) -> float: ...
    @property
    def resterend_s(self) -> float | None: ...


# What people do -------------------------------------------------------------------------------------------------------


@transaction.atomic
def ophaling_aanvragen(*, gemeente: Gemeente, door: Persoon, wat: str) -> Ophaling:
    """Put a fetch in the queue; `RefusedError` when it stands there already."""
    persoon = _ophaler(door, gemeente)
    demand(bundel(wat))
    if open_ := Ophaling.objects.open().filter(gemeente=gemeente, wat=wat).first():
        raise RefusedError(_al_bezig(open_))
    ophaling = _nieuw(gemeente, wat, persoon)
    wijziging_vastleggen(
        gemeente=gemeente, onderdeel=ophaling, door=persoon, handeling="ophalen van cijfers aangevraagd"
    )
    return ophaling


@transaction.atomic
def ophaling_afbreken(*, ophaling: Ophaling, door: Persoon) -> Ophaling:
    """Stop a fetch: at once when it waits, else as soon as the worker sees it. What was fetched is thrown away."""
    persoon = _ophaler(door, ophaling.gemeente)
    huidig = Ophaling.objects.select_for_update().get(pk=ophaling.pk)
    stand = demand(may_afbreken(Stand(huidig.stand)))
    huidig.afbreken_door, huidig.afbreken_op = str(persoon)[:160], timezone.now()
    if stand is Stand.WACHT:
        _beeindig(huidig, Stand.AFGEBROKEN, f"Afgebroken door {persoon}, voordat het ophalen begon.")
    huidig.save()
    wijziging_vastleggen(
        gemeente=huidig.gemeente, onderdeel=huidig, door=persoon, handeling="ophalen van cijfers afgebroken"
    )
    return huidig


@transaction.atomic
def ophaalplan_wijzigen(
    *, gemeente: Gemeente, door: Persoon, wat: str, versie: int, velden: Mapping[str, object]
) -> Ophaalplan:
    """Set how often a bundle is fetched, and whether; `versie` 0 for a plan that is not there yet."""
    persoon = _ophaler(door, gemeente)
    demand(bundel(wat))
    plan = Ophaalplan.objects.select_for_update().filter(gemeente=gemeente, wat=wat).first()
    vandaag = timezone.localdate()
    is_nieuw = plan is None
    if plan is None:
        plan = Ophaalplan(
            gemeente=gemeente, wat=wat, ritme=Ritme.BRON.value, actief=True, volgende_op=vandaag, versie=0
        )
    eis_versie(plan, versie)
    verschillen = [] if is_nieuw else list(_verschillen(plan, velden))
    stond_aan = plan.actief and not is_nieuw
    plan.ritme, plan.actief = _ritme(velden.get("ritme", plan.ritme)), bool(velden.get("actief", plan.actief))
    if not is_nieuw and not verschillen:
        return plan
    if plan.actief and not stond_aan:
        plan.volgende_op = vandaag
    elif any(verschil.veld == "ritme" for verschil in verschillen):
        plan.volgende_op = volgende_keer(Ritme(plan.ritme), vandaag, vandaag)
    plan.versie += 1
    plan.save()
    for verschil in verschillen or [Verschil()]:
        wijziging_vastleggen(
            gemeente=gemeente, onderdeel=plan, door=persoon, handeling="ophaalplan gewijzigd", wat=verschil
        )
    return plan


def _ophaler(door: Persoon, gemeente: Gemeente) -> Gebruiker:
    demand(may_ophalen(rollen_in(door, gemeente)))
    if not isinstance(door, Gebruiker):  # a rule that let an anonymous visitor through would be a mistake
        raise RefusedError("Meld u aan om cijfers op te halen.")
    return door


def _al_bezig(ophaling: Ophaling) -> str:
    wanneer = timezone.localtime(ophaling.gevraagd_op).strftime("%H:%M")
    wat = BUNDELS[ophaling.wat]
    return f"De cijfers over {wat} worden al opgehaald, gevraagd door {ophaling.door_naam} om {wanneer}."


def _nieuw(gemeente: Gemeente, wat: str, door: Gebruiker | None, plan: Ophaalplan | None = None) -> Ophaling:
    try:
        with transaction.atomic():
            return Ophaling.objects.create(
                gemeente=gemeente,
                wat=wat,
                plan=plan,
                door=door,
                door_naam=str(door or SYSTEEM)[:160],
                gevraagd_op=timezone.now(),
                stand=Stand.WACHT.value,
            )
    except IntegrityError:  # someone else was first, between our look and our write
        raise RefusedError(f"De cijfers over {BUNDELS[wat]} worden al opgehaald.") from None


def _verschillen(plan: Ophaalplan, velden: Mapping[str, object]) -> list[Verschil]:
    return [
        Verschil(veld, getattr(plan, veld), velden[veld])
        for veld in PLAN_VELDEN
        if veld in velden and getattr(plan, veld) != velden[veld]
    ]


def _ritme(waarde: object) -> str:
    try:
        return Ritme(str(waarde)).value
    except ValueError:
        keuze = ", ".join(ritme.value for ritme in Ritme)
        raise RefusedError(f"{waarde!r} is geen ritme. Kies uit: {keuze}.") from None


def _beeindig(ophaling: Ophaling, stand: Stand, melding: str) -> None:
    ophaling.stand, ophaling.melding, ophaling.afgelopen_op = stand.value, melding, timezone.now()
    ophaling.tabel, ophaling.resterend = "", None


# What the worker writes -----------------------------------------------------------------------------------------------


@transaction.atomic
def ophaling_beginnen(*, werker: str) -> Ophaling | None:
    """Take the oldest task that waits; None when there is nothing to do, or another worker runs one."""
    nu = timezone.now()
    if Ophaling.objects.select_for_update().bezig().exists():
        return None
    wachtend = Ophaling.objects.select_for_update().filter(stand=Stand.WACHT.value)
    ophaling = wachtend.exclude(niet_voor__gt=nu).order_by("gevraagd_op", "id").first()
    if ophaling is None:
        return None
    ophaling.stand, ophaling.werker, ophaling.hartslag = Stand.BEZIG.value, werker, nu
    ophaling.begonnen_op = ophaling.begonnen_op or nu
    ophaling.melding = ""
    try:
        with transaction.atomic():
            ophaling.save()
    except IntegrityError:  # another worker began one at this very moment
        return None
    return ophaling


def ophaling_leeft(*, ophaling: Ophaling, werker: str) -> bool:
    """A sign of life; False when the task is no longer this worker's."""
    return _van(ophaling, werker, hartslag=timezone.now())


def ophaling_voortgang(*, ophaling: Ophaling, werker: str, voortgang: Voortgang) -> bool:
    """How far it is; False when the task is no longer this worker's."""
    totaal = max(0, voortgang.totaal)
    resterend = voortgang.resterend_s
    return _van(
        ophaling,
        werker,
        hartslag=timezone.now(),
        tabel=voortgang.tabel[:120],
        klaar=min(max(0, voortgang.klaar), totaal) if totaal else max(0, voortgang.klaar),
        totaal=totaal,
        rijen=max(0, voortgang.rijen),
        tempo=max(0.0, voortgang.rijen_per_s),
        resterend=None if resterend is None else max(0, round(resterend)),
    )


def ophaling_klaar(*, ophaling: Ophaling, werker: str, build: str, melding: str, niet_gelukt: str = "") -> bool:
    """Done: the figures are in use. `niet_gelukt` has a line for each table that did not come: its number and why."""
    totaal = Ophaling.objects.values_list("totaal", flat=True).get(pk=ophaling.pk)
    return _einde(ophaling, werker, Stand.KLAAR, melding, build=build, klaar=totaal, niet_gelukt=niet_gelukt)


def ophaling_mislukt(*, ophaling: Ophaling, werker: str, melding: str) -> bool:
    """It did not work; the figures are what they were."""
    return _einde(ophaling, werker, Stand.MISLUKT, melding)


def ophaling_gestopt(*, ophaling: Ophaling, werker: str) -> bool:
    """The worker stopped because someone asked for it."""
    door = Ophaling.objects.values_list("afbreken_door", flat=True).get(pk=ophaling.pk)
    return _einde(
        ophaling, werker, Stand.AFGEBROKEN, f"Afgebroken door {door or SYSTEEM}. De cijfers zijn niet veranderd."
    )


def ophaling_neerleggen(*, ophaling: Ophaling, werker: str) -> bool:
    """The worker goes away in good order: the task waits, and what was fetched is kept."""
    return _van(
        ophaling, werker, stand=Stand.WACHT.value, werker="", hartslag=None, melding="Onderbroken; gaat straks verder."
    )


def ophaling_uitstellen(*, ophaling: Ophaling, werker: str, melding: str) -> bool:
    """Someone else is at the figures: the task waits a little while."""
    later = timezone.now() + timedelta(seconds=UITSTEL_SECONDEN)
    return _van(ophaling, werker, stand=Stand.WACHT.value, werker="", hartslag=None, niet_voor=later, melding=melding)


@transaction.atomic
def ophalingen_hervatten(*, op_deze_machine: str = "") -> list[Ophaling]:
    """Put back what a dead worker left behind. A task that died too often is ended with a clear message.

    `op_deze_machine` is the beginning of the names of workers that are surely gone: the caller holds their lock.
    """
    nu = timezone.now()
    dood = [
        ophaling
        for ophaling in Ophaling.objects.select_for_update().bezig()
        if is_dood(ophaling.hartslag, nu) or (op_deze_machine and ophaling.werker.startswith(op_deze_machine))
    ]
    for ophaling in dood:
        _hervat(ophaling)
        ophaling.save()
    return dood


def _hervat(ophaling: Ophaling) -> None:
    ophaling.pogingen += 1
    ophaling.werker, ophaling.hartslag = "", None
    if ophaling.afbreken_op is not None:
        _beeindig(ophaling, Stand.AFGEBROKEN, f"Afgebroken door {ophaling.afbreken_door}.")
    elif ophaling.pogingen >= MAX_HERVATTINGEN:
        melding = f"Het ophalen is {ophaling.pogingen} keer halverwege weggevallen en wordt niet nog eens geprobeerd."
        _beeindig(
            ophaling, Stand.MISLUKT, f"{melding} Kijk in het logboek van de server waarom, en vraag het opnieuw aan."
        )
    else:
        ophaling.stand, ophaling.melding = Stand.WACHT.value, "Het ophalen viel weg en gaat verder waar het was."


@transaction.atomic
def ophaalplannen_uitvoeren(*, verwacht: Callable[[Ophaalplan], date | None]) -> list[Ophaling]:
    """Ask for what the plans say is due today, and set the day of the next time."""
    vandaag = timezone.localdate()
    aangevraagd = []
    for plan in Ophaalplan.objects.select_for_update().actief().filter(volgende_op__lte=vandaag):
        plan.volgende_op = volgende_keer(Ritme(plan.ritme), vandaag, verwacht(plan))
        plan.save(update_fields=["volgende_op"])
        if not Ophaling.objects.open().filter(gemeente=plan.gemeente, wat=plan.wat).exists():
            aangevraagd.append(_nieuw(plan.gemeente, plan.wat, None, plan))
    return aangevraagd


def _einde(ophaling: Ophaling, werker: str, stand: Stand, melding: str, **velden: object) -> bool:
    return _van(
        ophaling,
        werker,
        stand=stand.value,
        melding=melding,
        afgelopen_op=timezone.now(),
        tabel="",
        resterend=None,
        **velden,
    )


def _van(ophaling: Ophaling, van: str, **velden: object) -> bool:
    """Write these fields, but only as long as the task runs in the name of this worker."""
    rijen = Ophaling.objects.filter(pk=ophaling.pk, werker=van, stand=Stand.BEZIG.value)
    return bool(rijen.update(**velden))
