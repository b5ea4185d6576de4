"""Editing a plan: themes, their lines of approach, goals and indicators.

Every act: the rule is asked inside, the row is locked, the version that the user saw is compared, and each changed
field becomes one row of history. Nothing changed means nothing written. A refusal is a `RefusedError` in Dutch.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from kompas.base import RefusedError
from kompas.beleid.models import Bevinding, Doel, Hoofdlijn, Indicator, Onderdeel, Plan, StrategischDoel, Thema
from kompas.core.access import Persoon
from kompas.core.actions import Verschil, als_tekst, bewerker, eis_versie, wijziging_vastleggen
from kompas.core.cijfers import definities_van
from kompas.core.models import Gebruiker, Gemeente

O = TypeVar("O", bound=Onderdeel)  # noqa: E741  (O for Onderdeel)

THEMA_VELDEN = (
    "titel", "andere_titel", "status", "reden", "inleiding", "geen_indicator_omdat", "focus", "digitaal",
)  # fmt: skip
DOEL_VELDEN = ("tekst", "doeljaar", "geen_indicator_omdat", "invloed")
INDICATOR_VELDEN = (
    "naam", "bron", "definitie", "eenheid", "decimalen", "uitgangswaarde", "uitgangsjaar", "streefsoort",
    "streefwaarde", "doeljaar", "is_pm", "pm_eigenaar", "pm_datum", "schaal", "toelichting",
)  # fmt: skip
HOOFDLIJN_VELDEN = ("tekst", "rol_gemeente")
BEVINDING_VELDEN = ("uitkomst", "onderwerp", "woord", "methode", "toetsen", "familie", "build", "cijfers_op", "tekst")

LAATSTE_STAND = "laatste waarde"
"""The act in history that keeps what a removed part said; it comes with the line that says that it was removed."""

Velden = Mapping[str, object]


@transaction.atomic
def thema_wijzigen(*, thema: Thema, door: Persoon, versie: int, velden: Velden, toelichting: str = "") -> Thema:
    return _wijzig(thema, THEMA_VELDEN, door=door, versie=versie, velden=velden, toelichting=toelichting)


@transaction.atomic
def doel_wijzigen(*, doel: Doel, door: Persoon, versie: int, velden: Velden, toelichting: str = "") -> Doel:
    return _wijzig(doel, DOEL_VELDEN, door=door, versie=versie, velden=velden, toelichting=toelichting)


@transaction.atomic
def indicator_wijzigen(
    *, indicator: Indicator, door: Persoon, versie: int, velden: Velden, toelichting: str = ""
) -> Indicator:
    _eis_definitie(velden, gemeente_van(indicator), huidig=indicator.definitie)
    return _wijzig(indicator, INDICATOR_VELDEN, door=door, versie=versie, velden=velden, toelichting=toelichting)


@transaction.atomic
def hoofdlijn_wijzigen(
    *, hoofdlijn: Hoofdlijn, door: Persoon, versie: int, velden: Velden, toelichting: str = ""
) -> Hoofdlijn:
    return _wijzig(hoofdlijn, HOOFDLIJN_VELDEN, door=door, versie=versie, velden=velden, toelichting=toelichting)


@transaction.atomic
def doel_toevoegen(
    *,
    plan: Plan,
    door: Persoon,
    velden: Velden,
    thema: Thema | None = None,
    strategisch_doel: StrategischDoel | None = None,
) -> Doel:
    """Add a goal to the plan, to one theme of it, or as the measurable side of a strategic goal."""
    if any(ouder is not None and ouder.plan_id != plan.pk for ouder in (thema, strategisch_doel)):
        raise RefusedError("Dit thema of strategische doel hoort bij een ander plan.")
    doel = Doel(plan=plan, thema=thema, strategisch_doel=strategisch_doel)
    buren = Doel.objects.filter(plan=plan, thema=thema, strategisch_doel=strategisch_doel)
    return _voeg_toe(doel, buren, DOEL_VELDEN, onder=thema or plan, door=door, velden=velden)


@transaction.atomic
def indicator_toevoegen(*, doel: Doel, door: Persoon, velden: Velden) -> Indicator:
    _eis_definitie(velden, gemeente_van(doel))
    return _voeg_toe(
        Indicator(doel=doel),
        Indicator.objects.filter(doel=doel),
        INDICATOR_VELDEN,
        onder=doel,
        door=door,
        velden=velden,
    )


@transaction.atomic
def hoofdlijn_toevoegen(*, thema: Thema, door: Persoon, velden: Velden) -> Hoofdlijn:
    return _voeg_toe(
        Hoofdlijn(thema=thema),
        Hoofdlijn.objects.filter(thema=thema),
        HOOFDLIJN_VELDEN,
        onder=thema,
        door=door,
        velden=velden,
    )


@transaction.atomic
def doel_verwijderen(*, doel: Doel, door: Persoon, versie: int, toelichting: str = "") -> None:
    """Remove a goal; its indicators go with it and each leaves its own line in history."""
    huidig, persoon, gemeente = _vergrendel(doel, door, versie)
    for indicator in huidig.indicatoren.all():
        _leg_verwijdering_vast(indicator, INDICATOR_VELDEN, persoon, gemeente, toelichting)
    _leg_verwijdering_vast(huidig, DOEL_VELDEN, persoon, gemeente, toelichting)
    huidig.delete()


@transaction.atomic
def indicator_verwijderen(*, indicator: Indicator, door: Persoon, versie: int, toelichting: str = "") -> None:
    _verwijder(indicator, INDICATOR_VELDEN, door=door, versie=versie, toelichting=toelichting)


@transaction.atomic
def hoofdlijn_verwijderen(*, hoofdlijn: Hoofdlijn, door: Persoon, versie: int, toelichting: str = "") -> None:
    _verwijder(hoofdlijn, HOOFDLIJN_VELDEN, door=door, versie=versie, toelichting=toelichting)


@transaction.atomic
def bevinding_verwijderen(*, bevinding: Bevinding, door: Persoon, versie: int, toelichting: str = "") -> None:
    """Take a finding out that was taken over from the figures; what the document of the plan says stays."""
    bewerker(door, gemeente_van(bevinding))
    if bevinding.cijfers_op is None:
        raise RefusedError("Deze bevinding staat in het document van het plan. Daarom is ze niet te verwijderen.")
    _verwijder(bevinding, BEVINDING_VELDEN, door=door, versie=versie, toelichting=toelichting)


def gemeente_van(onderdeel: Onderdeel) -> Gemeente:
    """The municipality whose plan this is a part of."""
    match onderdeel:
        case Plan():
            return onderdeel.gemeente
        case Indicator():
            return onderdeel.doel.plan.gemeente
        case Hoofdlijn():
            return onderdeel.thema.plan.gemeente
        case Thema() | Doel() | StrategischDoel() | Bevinding():
            return onderdeel.plan.gemeente
    raise TypeError(f"{type(onderdeel).__name__} is geen onderdeel dat te bewerken is")


def boven(onderdeel: Onderdeel) -> UUID | None:
    """What this part hangs under: where a reader looks for it once it is gone."""
    match onderdeel:
        case Indicator():
            return onderdeel.doel_id
        case Hoofdlijn():
            return onderdeel.thema_id
        case Doel():
            return onderdeel.thema_id or onderdeel.plan_id
        case Thema():
            return onderdeel.bovenliggend_id or onderdeel.plan_id
        case Bevinding():
            return onderdeel.plan_id
    return None


def _wijzig(
    onderdeel: O, toegestaan: tuple[str, ...], *, door: Persoon, versie: int, velden: Velden, toelichting: str
) -> O:
    huidig, persoon, gemeente = _vergrendel(onderdeel, door, versie)
    oud = {veld: _lees(huidig, veld) for veld in toegestaan}
    _vul(huidig, toegestaan, velden)
    gewijzigd = [veld for veld in toegestaan if _lees(huidig, veld) != oud[veld]]
    if not gewijzigd:
        return huidig
    huidig.versie += 1
    huidig.save(update_fields=[*gewijzigd, "versie"])
    for veld in gewijzigd:
        wijziging_vastleggen(
            gemeente=gemeente,
            onderdeel=huidig,
            door=persoon,
            handeling="gewijzigd",
            wat=Verschil(veld, oud[veld], _lees(huidig, veld)),
            toelichting=toelichting,
            bovenliggend=boven(huidig),
        )
    return huidig


def _voeg_toe(
    nieuw: O,
    buren: models.QuerySet[O],
    toegestaan: tuple[str, ...],
    *,
    onder: Onderdeel,
    door: Persoon,
    velden: Velden,
) -> O:
    """Add a part under a locked parent; the same part twice (a double click) is refused."""
    gemeente = gemeente_van(onder)
    persoon = bewerker(door, gemeente)
    _vergrendeld(onder)
    laatste = buren.aggregate(hoogste=models.Max("volgorde"))["hoogste"] or 0
    nieuw.volgorde = laatste + 1
    nieuw.vindplaats = "toegevoegd in Veiligheidskompas"
    _vul(nieuw, toegestaan, velden)
    if any(str(buur) == str(nieuw) for buur in buren):
        raise RefusedError(f"Dit staat er al: {nieuw}")
    nieuw.save(force_insert=True)
    wijziging_vastleggen(
        gemeente=gemeente,
        onderdeel=nieuw,
        door=persoon,
        handeling="toegevoegd",
        wat=Verschil(nieuw=str(nieuw)),
        bovenliggend=boven(nieuw),
    )
    return nieuw


def _verwijder(onderdeel: Onderdeel, velden: tuple[str, ...], *, door: Persoon, versie: int, toelichting: str) -> None:
    huidig, persoon, gemeente = _vergrendel(onderdeel, door, versie)
    _leg_verwijdering_vast(huidig, velden, persoon, gemeente, toelichting)
    huidig.delete()


def _leg_verwijdering_vast(
    onderdeel: Onderdeel, velden: tuple[str, ...], door: Gebruiker, gemeente: Gemeente, toelichting: str
) -> None:
    """One line that it went, and one for everything that was filled in: nothing is lost with the row itself."""
    regels = [(LAATSTE_STAND, verschil) for verschil in _laatste_stand(onderdeel, velden)]
    regels.append(("verwijderd", Verschil(oud=str(onderdeel))))  # last, so that it stands at the top of the history
    for handeling, verschil in regels:
        wijziging_vastleggen(
            gemeente=gemeente,
            onderdeel=onderdeel,
            door=door,
            handeling=handeling,
            wat=verschil,
            toelichting=toelichting,
            bovenliggend=boven(onderdeel),
        )


def _laatste_stand(onderdeel: Onderdeel, velden: tuple[str, ...]) -> Iterator[Verschil]:
    """The fields that were filled in, and the measurements that go with an indicator."""
    for veld in velden:
        waarde = _lees(onderdeel, veld)
        if als_tekst(waarde) not in ("", "nee", str(onderdeel)):
            yield Verschil(veld, oud=waarde)
    if isinstance(onderdeel, Indicator):
        for meting in onderdeel.metingen.order_by("jaar"):
            gemeten = meting.niveau if meting.waarde is None else meting.waarde
            yield Verschil(oud=f"meting {meting.jaar}: {als_tekst(gemeten)} (bron: {meting.bron})")


def _vergrendel(onderdeel: O, door: Persoon, versie: int) -> tuple[O, Gebruiker, Gemeente]:
    """The locked row as it is now, and the person who may change it."""
    gemeente = gemeente_van(onderdeel)
    persoon = bewerker(door, gemeente)
    huidig = _vergrendeld(onderdeel)
    eis_versie(huidig, versie)
    return huidig, persoon, gemeente


def _vergrendeld(onderdeel: O) -> O:
    rij = type(onderdeel)._default_manager.select_for_update().filter(pk=onderdeel.pk).first()
    if rij is None:
        raise RefusedError("Dit onderdeel bestaat niet meer; iemand heeft het verwijderd.")
    return rij


def _vul(onderdeel: Onderdeel, toegestaan: tuple[str, ...], velden: Velden) -> None:
    """Set the fields and check the whole; nothing is saved yet."""
    if vreemd := sorted(set(velden) - set(toegestaan)):
        raise RefusedError(f"Dit kan hier niet worden gewijzigd: {', '.join(vreemd)}.")
    for veld, waarde in velden.items():
        setattr(onderdeel, veld, _leeg(onderdeel, veld) if waarde in ("", None) else waarde)
    try:
        onderdeel.full_clean()
    except ValidationError as fout:
        raise RefusedError(_zin(onderdeel, fout)) from fout


def _leeg(onderdeel: Onderdeel, veld: str) -> object:
    """How this field says "nothing": None where the database allows it, else what a new part would have."""
    kolom: models.Field[Any, Any] = onderdeel._meta.get_field(veld)  # type: ignore[assignment]
    return None if kolom.null else kolom.get_default()


def _eis_definitie(velden: Velden, gemeente: Gemeente, huidig: str = "") -> None:
    """A newly chosen definition exists for this municipality; one that is gone may stay until someone chooses again."""
    key = velden.get("definitie", "")
    if key not in ("", huidig) and key not in definities_van(gemeente).indicatoren:
        raise RefusedError(f"Cijfers: er is geen definitie met de sleutel {key}.")


def _lees(onderdeel: Onderdeel, veld: str) -> object:
    """The value as people see it: the label of a choice, else the value itself."""
    waarde: object = getattr(onderdeel, veld)
    keuzes = onderdeel._meta.get_field(veld).flatchoices  # type: ignore[union-attr]
    return next((label for keuze, label in keuzes if keuze == waarde), waarde)


def _zin(onderdeel: Onderdeel, fout: ValidationError) -> str:
    """One sentence per mistake, with the Dutch name of the field before it."""
    zinnen = []
    for veld, meldingen in fout.message_dict.items():
        is_veld = veld in {f.name for f in onderdeel._meta.get_fields()}
        naam = str(getattr(onderdeel._meta.get_field(veld), "verbose_name", veld)) if is_veld else ""
        zinnen += [f"{naam.capitalize()}: {melding}" if naam else melding for melding in meldingen]
    return " ".join(zinnen)
