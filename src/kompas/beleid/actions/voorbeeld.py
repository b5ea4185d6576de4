"""The examples: two real plans with their figures, loaded once and never over what a person changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils.text import slugify
from pydantic import BaseModel

from kompas.beleid.actions.voorbeeldplan import (
    DeelthemaDeel,
    DoelDeel,
    IndicatorDeel,
    ThemaDeel,
    Voorbeeldplan,
    lees_voorbeeldplan,
    voorbeeldbestanden,
)
from kompas.beleid.models import (
    Bevinding,
    BovenlokaalKader,
    Budgetregel,
    Burgerperspectief,
    Doel,
    FlankerendBeleid,
    GenoemdStuk,
    GoedePraktijk,
    Hoofdlijn,
    Indicator,
    Inlezing,
    Partner,
    PartnerAlias,
    Plan,
    Raadpleging,
    StrategischDoel,
    Thema,
    ThemaKoppeling,
    ThemaPartner,
    Uitgangspunt,
    VerbindendThema,
)
from kompas.core.actions import voorbeeldaccounts_maken, voorbeeldgemeenten_verwijderen, wijziging_vastleggen
from kompas.core.cijfers import cijfermap, cijfers, definitiemappen
from kompas.core.definities import mappen
from kompas.core.models import Gebied, Gemeente
from kompas.data.build import lees_bestanden
from kompas.data.definities import laad_definities

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class _Register:
    """What parts of a plan point at, by the name under which the file has it."""

    voorbeeld: Voorbeeldplan
    partners: Mapping[str, Partner]
    gebieden: Mapping[str, Gebied]


@dataclass(frozen=True, slots=True)
class Voorbeeldverslag:
    """What loading did: one Dutch sentence per municipality."""

    geladen: tuple[str, ...]
    regels: tuple[str, ...]


def _gewist() -> Path:
    """Marks that a person removed the example: starting again does not bring it back."""
    return Path(settings.KOMPAS_HOME) / "voorbeeld-verwijderd"


def voorbeeld_laden(*, opnieuw: bool = False) -> Voorbeeldverslag:
    """Load the example municipalities that are not there yet; `opnieuw` also after a person removed them."""
    if _gewist().exists() and not opnieuw:
        return Voorbeeldverslag((), ("De voorbeelden zijn eerder verwijderd en worden niet opnieuw geladen.",))
    geladen, regels = [], []
    for slug, pad in voorbeeldbestanden().items():
        regel, is_nieuw = _laad_gemeente(slug, pad)
        regels.append(regel)
        geladen += [slug] if is_nieuw else []
    gemeenten = tuple(Gemeente.objects.voorbeelden())
    if gemeenten:
        voorbeeldaccounts_maken(gemeenten)
        _laad_cijfers(gemeenten)
    _gewist().unlink(missing_ok=True)
    return Voorbeeldverslag(tuple(geladen), tuple(regels))


@transaction.atomic
def voorbeeld_verwijderen() -> int:
    """Remove the example municipalities with all that hangs on them, changes by people included; answers how many."""
    gemeenten = Gemeente.objects.voorbeelden()
    aantal = gemeenten.count()
    Inlezing.objects.filter(gemeente__in=gemeenten).delete()
    Plan.objects.filter(gemeente__in=gemeenten).delete()
    voorbeeldgemeenten_verwijderen()
    _gewist().touch()
    return aantal


def _laad_gemeente(slug: str, pad: Path) -> tuple[str, bool]:
    bestaand = Gemeente.objects.filter(slug=slug).first()
    if bestaand is not None:
        soort = "staat er al" if bestaand.is_voorbeeld else "is hier een eigen gemeente; het voorbeeld is niet geladen"
        return f"{bestaand.naam} {soort}.", False
    voorbeeld = lees_voorbeeldplan(pad)
    if eigen := Gemeente.objects.filter(code=voorbeeld.gemeente.code).first():
        return f"{eigen.naam} is hier een eigen gemeente; het voorbeeld is niet geladen.", False
    plan = _schrijf(voorbeeld)
    return f"{plan.gemeente.naam} is geladen: {plan.titel}.", True


def _laad_cijfers(gemeenten: tuple[Gemeente, ...]) -> None:
    """The figures that the examples need; skipped when they are there, so that newer ones stay as they are."""
    if all(cijfers().document_tabel(gemeente.code) for gemeente in gemeenten):
        return
    paden = [pad for map_ in mappen("voorbeeld") for pad in sorted((map_ / "cijfers").glob("*.yaml"))]
    lees_bestanden(cijfermap(), paden, definities=laad_definities(*definitiemappen()))


@transaction.atomic
def _schrijf(voorbeeld: Voorbeeldplan) -> Plan:
    gemeente = Gemeente.objects.create(**voorbeeld.gemeente.model_dump(), is_voorbeeld=True)
    plan = _schrijf_plan(gemeente, voorbeeld)
    register = _Register(voorbeeld, _schrijf_partners(gemeente, voorbeeld), _schrijf_gebieden(gemeente, voorbeeld))
    themas = _schrijf_themas(plan, register)
    _schrijf_strategie(plan, voorbeeld)
    _schrijf_omgeving(plan, voorbeeld, themas)
    _schrijf_onderbouwing(plan, register, themas)
    wijziging_vastleggen(
        gemeente=gemeente, onderdeel=plan, door=None, handeling="voorbeeld geladen", toelichting=voorbeeld.plan.bron
    )
    return plan


def _schrijf_plan(gemeente: Gemeente, voorbeeld: Voorbeeldplan) -> Plan:
    velden = voorbeeld.plan.model_dump(exclude={"periode", "vervangt"})
    van, tot = voorbeeld.plan.periode
    return Plan.objects.create(
        gemeente=gemeente,
        jaar_van=van,
        jaar_tot=tot,
        vervangt_tekst=voorbeeld.plan.vervangt,
        is_voorbeeld=True,
        **velden,
    )


def _schrijf_partners(gemeente: Gemeente, voorbeeld: Voorbeeldplan) -> dict[str, Partner]:
    partners = {deel.naam: Partner(gemeente=gemeente, naam=deel.naam, soort=deel.soort) for deel in voorbeeld.partners}
    Partner.objects.bulk_create(partners.values())
    PartnerAlias.objects.bulk_create(
        PartnerAlias(partner=partners[deel.naam], naam=alias) for deel in voorbeeld.partners for alias in deel.aliassen
    )
    return partners


def _schrijf_gebieden(gemeente: Gemeente, voorbeeld: Voorbeeldplan) -> dict[str, Gebied]:
    gebieden = [Gebied(gemeente=gemeente, **deel.model_dump()) for deel in voorbeeld.gebieden]
    return {gebied.naam: gebied for gebied in Gebied.objects.bulk_create(gebieden)}


def _schrijf_themas(plan: Plan, register: _Register) -> dict[str, Thema]:
    themas: dict[str, Thema] = {}
    for nr, deel in enumerate(register.voorbeeld.themas, start=1):
        hoofd = themas[deel.nummer] = _schrijf_thema(plan, deel, nr, deel.status)
        for sub_nr, subdeel in enumerate(deel.deelthemas, start=1):
            themas[subdeel.nummer] = _schrijf_thema(plan, subdeel, sub_nr, deel.status, hoofd)
    for deel_ in register.voorbeeld.alle_themas():
        _schrijf_thema_inhoud(themas[deel_.nummer], deel_, register)
    return themas


def _schrijf_thema(
    plan: Plan, deel: DeelthemaDeel | ThemaDeel, volgorde: int, status: str, bovenliggend: Thema | None = None
) -> Thema:
    velden = deel.model_dump(
        include={"nummer", "titel", "andere_titel", "reden", "inleiding", "geen_indicator_omdat", "digitaal"}
    )
    return Thema.objects.create(
        plan=plan,
        bovenliggend=bovenliggend,
        slug=slugify(deel.titel)[:80].strip("-"),
        status=status,
        volgorde=volgorde,
        focus="\n".join(deel.focus),
        vindplaats=deel.vindplaats,
        **velden,
    )


def _schrijf_thema_inhoud(thema: Thema, deel: DeelthemaDeel, register: _Register) -> None:
    plek = deel.vindplaats
    ThemaKoppeling.objects.bulk_create(
        ThemaKoppeling(thema=thema, editie=thema.plan.methode_editie, methode_thema=code)
        for code in deel.methode_themas
    )
    _koppel("gebieden", _maak(Hoofdlijn, deel.hoofdlijnen, plek, thema=thema), deel.hoofdlijnen, register.gebieden)
    _maak(FlankerendBeleid, deel.flankerend_beleid, plek, thema=thema)
    ThemaPartner.objects.bulk_create(
        ThemaPartner(
            thema=thema,
            partner=register.partners[register.voorbeeld.partner_van(genoemd.genoemd_als)],
            volgorde=nr,
            vindplaats=genoemd.vindplaats or plek,
            genoemd_als=genoemd.genoemd_als,
            rol=genoemd.rol,
        )
        for nr, genoemd in enumerate(deel.partners, start=1)
    )
    if perspectief := deel.begint_bij_jezelf:
        for kant in (Burgerperspectief.Kant.BETEKENT, Burgerperspectief.Kant.VERSTERKT):
            Burgerperspectief.objects.bulk_create(
                Burgerperspectief(thema=thema, kant=kant, tekst=tekst, volgorde=nr, vindplaats=plek)
                for nr, tekst in enumerate(getattr(perspectief, kant.value), start=1)
            )
    _schrijf_doelen(deel.doelen, plek, plan=thema.plan, thema=thema)


def _schrijf_strategie(plan: Plan, voorbeeld: Voorbeeldplan) -> None:
    for nr, deel in enumerate(voorbeeld.strategische_doelen, start=1):
        strategisch = StrategischDoel.objects.create(
            plan=plan,
            volgorde=nr,
            titel=deel.titel,
            omschrijving=deel.omschrijving,
            kwalitatief=deel.kwalitatief,
            methode_themas=list(deel.methode_themas),
            vindplaats=deel.vindplaats,
        )
        _schrijf_doelen(deel.doelen, deel.vindplaats, plan=plan, strategisch_doel=strategisch)


def _schrijf_doelen(delen: Sequence[DoelDeel], plek: str, **ouders: models.Model) -> None:
    for nr, deel in enumerate(delen, start=1):
        doel = Doel.objects.create(
            volgorde=nr,
            tekst=deel.tekst,
            doeljaar=deel.doeljaar,
            geen_indicator_omdat=deel.geen_indicator_omdat,
            vindplaats=deel.vindplaats or plek,
            **ouders,
        )
        Indicator.objects.bulk_create(
            _indicator(doel, indicator, volgorde=volgorde, plek=plek)
            for volgorde, indicator in enumerate(deel.indicatoren, start=1)
        )


def _indicator(doel: Doel, deel: IndicatorDeel, *, volgorde: int, plek: str) -> Indicator:
    velden = deel.model_dump(include={"naam", "definitie", "bron", "eenheid", "decimalen", "is_pm", "toelichting"})
    uitgang = deel.uitgangswaarde
    return Indicator(
        doel=doel,
        volgorde=volgorde,
        vindplaats=deel.vindplaats or plek,
        uitgangswaarde=uitgang.waarde if uitgang else None,
        uitgangsjaar=uitgang.jaar if uitgang else None,
        streefsoort=deel.streefwaarde.soort,
        streefwaarde=deel.streefwaarde.waarde,
        doeljaar=doel.doeljaar,
        schaal=list(deel.schaal),
        **velden,
    )


def _schrijf_omgeving(plan: Plan, voorbeeld: Voorbeeldplan, themas: dict[str, Thema]) -> None:
    """What stands around the themes: principles, threads, wider frameworks, consultation, budget."""
    punten = voorbeeld.uitgangspunten
    _koppel("themas", _maak(Uitgangspunt, punten.lijst, punten.vindplaats, plan=plan), punten.lijst, themas)
    draden = voorbeeld.verbindende_themas
    _koppel("themas", _maak(VerbindendThema, draden.lijst, draden.vindplaats, plan=plan), draden.lijst, themas)
    _maak(FlankerendBeleid, voorbeeld.flankerend_beleid.lijst, voorbeeld.flankerend_beleid.vindplaats, plan=plan)
    _maak(Raadpleging, voorbeeld.raadplegingen, plan.vindplaats, plan=plan)
    BovenlokaalKader.objects.bulk_create(
        BovenlokaalKader(
            plan=plan,
            volgorde=nr,
            vindplaats=kader.vindplaats or voorbeeld.bovenlokale_kaders.vindplaats,
            prioriteiten="\n".join(kader.prioriteiten),
            **kader.model_dump(exclude={"prioriteiten", "vindplaats"}),
        )
        for nr, kader in enumerate(voorbeeld.bovenlokale_kaders.lijst, start=1)
    )
    Budgetregel.objects.bulk_create(
        Budgetregel(
            plan=plan,
            volgorde=nr,
            vindplaats=regel.vindplaats or voorbeeld.budgetregels.vindplaats,
            thema=themas[regel.thema] if regel.thema else None,
            **regel.model_dump(exclude={"thema", "vindplaats"}),
        )
        for nr, regel in enumerate(voorbeeld.budgetregels.lijst, start=1)
    )


def _schrijf_onderbouwing(plan: Plan, register: _Register, themas: Mapping[str, Thema]) -> None:
    """What the plan rests on: findings, practices, and the documents that it names."""
    gevonden, stukken = register.voorbeeld.bevindingen, register.voorbeeld.genoemde_stukken
    _koppel("themas", _maak(Bevinding, gevonden.lijst, gevonden.vindplaats, plan=plan), gevonden.lijst, themas)
    _koppel("themas", _maak(GenoemdStuk, stukken.lijst, stukken.vindplaats, plan=plan), stukken.lijst, themas)
    praktijken = register.voorbeeld.goede_praktijken
    rijen = _maak(GoedePraktijk, praktijken.lijst, praktijken.vindplaats, plan=plan)
    _koppel("gebieden", rijen, praktijken.lijst, register.gebieden)


def _maak(model: type[M], delen: Sequence[BaseModel], plek: str, **ouder: models.Model) -> list[M]:
    """Rows whose YAML fields are the fields of the model, in order, with the place of their parent as default."""
    rijen = []
    for nr, deel in enumerate(delen, start=1):
        velden = deel.model_dump(exclude={"themas", "gebieden"})
        velden["vindplaats"] = velden["vindplaats"] or plek
        rijen.append(model(volgorde=nr, **velden, **ouder))
    return model._default_manager.bulk_create(rijen)


def _koppel(
    veld: str, rijen: Sequence[models.Model], delen: Sequence[BaseModel], bekend: Mapping[str, models.Model]
) -> None:
    """Fill a many-to-many field of rows just made, in one query."""
    if not rijen:
        return
    tussen = getattr(type(rijen[0]), veld).through
    van, naar = type(rijen[0])._meta.model_name, getattr(type(rijen[0]), veld).rel.model._meta.model_name
    tussen._default_manager.bulk_create(
        tussen(**{van: rij, naar: bekend[naam]})
        for rij, deel in zip(rijen, delen, strict=True)
        for naam in getattr(deel, veld)
    )
