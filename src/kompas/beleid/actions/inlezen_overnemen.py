"""From accepted elements to the rows of a concept plan; called inside the transaction of `inlezing_overnemen`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import slugify

from kompas.base import RefusedError, demand
from kompas.beleid.models import (
    BovenlokaalKader,
    Budgetregel,
    Burgerperspectief,
    Doel,
    FlankerendBeleid,
    Hoofdlijn,
    Indicator,
    Inlezing,
    InlezingElement,
    Partner,
    PartnerAlias,
    Plan,
    Raadpleging,
    StrategischDoel,
    Thema,
    ThemaPartner,
    Uitgangspunt,
    VerbindendThema,
)
from kompas.beleid.rules.inlezen import gelezen_waarden
from kompas.core.models import Gemeente

Waarden = Mapping[str, Any]
GEKOZEN = (InlezingElement.Besluit.OVERGENOMEN, InlezingElement.Besluit.VERBETERD)


@dataclass
class _Bouw:
    """The plan in the making: what was made for each element, so that its parts can hang on it."""

    inlezing: Inlezing
    plan: Plan
    gemaakt: dict[object, models.Model] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    nummers: set[str] = field(default_factory=set)


def schrijf_conceptplan(inlezing: Inlezing) -> Plan:
    """A plan with status concept; `RefusedError` when its own characteristics were not accepted."""
    elementen = list(inlezing.elementen.filter(besluit__in=GEKOZEN).order_by("volgorde"))
    kern = next((e for e in elementen if e.soort == "plan"), None)
    if kern is None:
        raise RefusedError("Neem eerst de kenmerken van het plan over: zonder titel en periode is er geen plan.")
    bouw = _Bouw(inlezing, _plan(inlezing, kern))
    for element in elementen:
        if element.soort != "plan" and _ouder_doet_mee(element, bouw):
            bouw.gemaakt[element.pk] = _SCHRIJVERS[element.soort](bouw, element, _waarden(element))
    return bouw.plan


def _ouder_doet_mee(element: InlezingElement, bouw: _Bouw) -> bool:
    """What hangs on something that was rejected goes with it."""
    return element.ouder_id is None or element.ouder_id in bouw.gemaakt


def _waarden(element: InlezingElement) -> dict[str, Any]:
    return dict(demand(gelezen_waarden(element.soort, element.verbeterd or element.waarde)))


def _vrij(basis: str, bezet: set[str], lengte: int) -> str:
    """The name, or the name with a number behind it."""
    kandidaat, nummer = basis[:lengte], 1
    while kandidaat in bezet:
        nummer += 1
        kandidaat = f"{basis[: lengte - 4]}-{nummer}"
    bezet.add(kandidaat)
    return kandidaat


def _plan(inlezing: Inlezing, element: InlezingElement) -> Plan:
    waarden = _waarden(element)
    bezet = set(Plan.objects.filter(gemeente=inlezing.gemeente).values_list("slug", flat=True))
    slug = _vrij(slugify(f"{waarden['soort']}-{waarden['jaar_van']}-{waarden['jaar_tot']}"), bezet, 80)
    return Plan.objects.create(
        gemeente=inlezing.gemeente,
        slug=slug,
        status=Plan.Status.CONCEPT,
        bron=inlezing.bestandsnaam,
        vindplaats=element.plaats,
        **waarden,
    )


def _ouder(bouw: _Bouw, element: InlezingElement, soort: type[models.Model]) -> Any:  # noqa: ANN401
    ouder = bouw.gemaakt.get(element.ouder_id)
    return ouder if isinstance(ouder, soort) else None


def _basis(element: InlezingElement) -> dict[str, Any]:
    return {"volgorde": element.volgorde, "vindplaats": element.plaats}


def _van_plan(model: type[models.Model]) -> Callable[[_Bouw, InlezingElement, Waarden], models.Model]:
    """A part that hangs on the plan and has the values of the element as its fields."""

    def schrijf(bouw: _Bouw, element: InlezingElement, waarden: Waarden) -> models.Model:
        return model._default_manager.create(plan=bouw.plan, **_basis(element), **waarden)

    return schrijf


def _van_thema(model: type[models.Model]) -> Callable[[_Bouw, InlezingElement, Waarden], models.Model]:
    def schrijf(bouw: _Bouw, element: InlezingElement, waarden: Waarden) -> models.Model:
        return model._default_manager.create(thema=_ouder(bouw, element, Thema), **_basis(element), **waarden)

    return schrijf


def _thema(bouw: _Bouw, element: InlezingElement, waarden: Waarden) -> Thema:
    nummer = _vrij(waarden["nummer"] or str(len(bouw.nummers) + 1), bouw.nummers, 12)
    return Thema.objects.create(
        plan=bouw.plan,
        bovenliggend=_ouder(bouw, element, Thema),
        slug=_vrij(slugify(waarden["titel"]) or "thema", bouw.slugs, 80),
        **_basis(element),
        **{**waarden, "nummer": nummer},
    )


def _partner(bouw: _Bouw, element: InlezingElement, waarden: Waarden) -> ThemaPartner:
    """The organisation that the municipality already knows by this name or another, or a new one."""
    thema, naam = _ouder(bouw, element, Thema), waarden["naam"]
    bij, _ = ThemaPartner.objects.get_or_create(
        thema=thema,
        partner=_organisatie(bouw.inlezing.gemeente, naam),
        defaults={"genoemd_als": naam, **_basis(element)},
    )
    return bij


def _organisatie(gemeente: Gemeente, naam: str) -> Partner:
    bekend = Partner.objects.filter(gemeente=gemeente, naam__iexact=naam).first()
    alias = PartnerAlias.objects.filter(partner__gemeente=gemeente, naam__iexact=naam).select_related("partner").first()
    return bekend or (alias.partner if alias else Partner.objects.create(gemeente=gemeente, naam=naam))


def _doel(bouw: _Bouw, element: InlezingElement, waarden: Waarden) -> Doel:
    return Doel.objects.create(
        plan=bouw.plan,
        thema=_ouder(bouw, element, Thema),
        strategisch_doel=_ouder(bouw, element, StrategischDoel),
        **_basis(element),
        **waarden,
    )


def _indicator(bouw: _Bouw, element: InlezingElement, waarden: Waarden) -> Indicator:
    return Indicator.objects.create(
        doel=_ouder(bouw, element, Doel), decimalen=_decimalen(waarden), **_basis(element), **waarden
    )


def _decimalen(waarden: Waarden) -> int:
    """As many as the document itself writes."""
    getallen = [w for w in (waarden["uitgangswaarde"], waarden["streefwaarde"]) if isinstance(w, Decimal)]
    return max((max(0, -int(getal.as_tuple().exponent)) for getal in getallen), default=0)


_SCHRIJVERS: dict[str, Callable[[_Bouw, InlezingElement, Waarden], models.Model]] = {
    "strategisch_doel": _van_plan(StrategischDoel),
    "uitgangspunt": _van_plan(Uitgangspunt),
    "verbindend_thema": _van_plan(VerbindendThema),
    "kader": _van_plan(BovenlokaalKader),
    "budgetregel": _van_plan(Budgetregel),
    "raadpleging": _van_plan(Raadpleging),
    "thema": _thema,
    "hoofdlijn": _van_thema(Hoofdlijn),
    "flankerend_beleid": _van_thema(FlankerendBeleid),
    "burgerperspectief": _van_thema(Burgerperspectief),
    "partner": _partner,
    "doel": _doel,
    "indicator": _indicator,
}
