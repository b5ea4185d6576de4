"""One address of every page type, found in the example data."""

from collections.abc import Callable
from typing import TypeVar

from django.urls import reverse
from tests.factories.cijferpaginas import aangeleverd, eigen_indicator, ophalingen
from tests.factories.inlezingen import PLANTEKST

from kompas.beleid.actions import document_inlezen
from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Inlezing, Onderdeel, Thema
from kompas.core.models import Gebruiker, Gemeente

M = TypeVar("M", bound=Onderdeel)


def _woninginbraak() -> Indicator:
    return Indicator.objects.get(doel__plan__gemeente__slug="westland", definitie="woninginbraak-per-1000")


def _plan(slug: str) -> str:
    thema = Thema.objects.filter(plan__gemeente__slug=slug).select_related("plan").first()
    assert thema is not None
    return reverse("plan", args=[slug, thema.plan.slug])


def _thema(slug: str, nummer: str) -> str:
    thema = Thema.objects.select_related("plan").get(plan__gemeente__slug=slug, nummer=nummer)
    return reverse("thema", args=[slug, thema.plan.slug, thema.slug])


def _eerste(model: type[M], plan: str) -> M:
    onderdeel = model._default_manager.filter(**{f"{plan}__gemeente__slug": "noordwijk"}).first()
    assert onderdeel is not None
    return onderdeel


def _ingelezen() -> Inlezing:
    gemeente = Gemeente.objects.get(slug="noordwijk")
    adviseur = Gebruiker.objects.get(username="adviseur")
    return document_inlezen(gemeente=gemeente, door=adviseur, naam="plan.txt", inhoud=PLANTEKST)


def _onderdeel(inlezing: Inlezing) -> str:
    element = inlezing.elementen.get(soort="plan")
    return reverse("inlezing_element", args=["noordwijk", inlezing.pk, element.pk])


def _zonder_indicator() -> Doel:
    doel = Doel.objects.filter(plan__gemeente__slug="noordwijk", indicatoren=None).first()
    assert doel is not None
    return doel


def _thema_als_adviseur() -> str:
    thema = (
        Thema.objects.filter(plan__gemeente__slug="noordwijk").exclude(doelen=None).exclude(hoofdlijnen=None).first()
    )
    assert thema is not None
    return reverse("thema", args=["noordwijk", thema.plan.slug, thema.slug])


def _bij_woninginbraak(naam: str, *vooraf: str) -> str:
    return reverse(naam, args=["westland", *vooraf, _woninginbraak().pk])


def _verkennen(vraag: str) -> str:
    return reverse("verkennen", args=["noordwijk"]) + f"?indicator=woninginbraak&{vraag}"


def _met(vooraf: Callable[[], object], naam: str) -> str:
    """A page of Noordwijk with something on it."""
    vooraf()
    return reverse(naam, args=["noordwijk"])


ADRESSEN: dict[str, Callable[[], str]] = {
    "start": lambda: reverse("start"),
    "aanmelden": lambda: reverse("aanmelden"),
    "toegankelijkheid": lambda: reverse("toegankelijkheid"),
    "kompas dicht": lambda: reverse("gemeente", args=["westland"]),
    "kompas dun": lambda: reverse("gemeente", args=["noordwijk"]),
    "plan westland": lambda: _plan("westland"),
    "plan noordwijk": lambda: _plan("noordwijk"),
    "thema met deelthema's": lambda: _thema("westland", "5.1"),
    "deelthema": lambda: _thema("westland", "5.1b"),
    "thema zonder indicator": lambda: _thema("noordwijk", "5.4"),
    "indicator": lambda: _bij_woninginbraak("indicator"),
    "cijfers": lambda: reverse("cijfers", args=["noordwijk"]),
    "herkomst": lambda: reverse("cijfer_herkomst", args=["noordwijk", "cijfers-van-noordwijk", "inwoners", "2024"]),
    "cijfers van toen": lambda: reverse("cijfers", args=["noordwijk"]) + "?op=2025-01-01",
    "verkennen als tabel": lambda: _verkennen("gebieden=GM0575&gebieden=NL"),
    "verkennen als grafiek": lambda: _verkennen("gebieden=GM0575&gebieden=GM1783&beeld=grafiek"),
    "verkennen zonder kaart": lambda: _verkennen("gebieden=GM0575&beeld=kaart&erbij=Nergenshuizen&van=geen"),
    "verkennen van niets": lambda: reverse("verkennen", args=["noordwijk"]) + "?indicator=bestaat-niet",
    "signalen": lambda: reverse("cijfers_signalen", args=["noordwijk"]),
    "wat woorden betekenen": lambda: reverse("cijfers_woorden", args=["noordwijk"]),
    "effect": lambda: reverse("effect", args=["noordwijk"]) + "?indicator=woninginbraak&vanaf=2018&uitwijk=GM1783",
    "effect met fouten": lambda: reverse("effect", args=["noordwijk"]) + "?indicator=woninginbraak&vanaf=20x&met=x",
    "indicatoren": lambda: reverse("indicatoren", args=["noordwijk"]),
    "indicator uitgelegd": lambda: reverse("indicator_uitleg", args=["noordwijk", "woninginbraak-per-1000"]),
    "bronnen": lambda: reverse("bronnen", args=["noordwijk"]),
    "bron": lambda: reverse("bron", args=["noordwijk", "politie-misdrijven"]),
    "cijfer verklaard": lambda: reverse("verklaren", args=["westland", "woninginbraak-per-1000", "GM1783", "2017JJ00"]),
    "herzieningen": lambda: reverse("herzieningen", args=["noordwijk"]),
    "eigen indicatoren": lambda: _met(eigen_indicator, "cijfers_eigen"),
    "cijfers inlezen zonder rol": lambda: reverse("cijfers_inlezen", args=["noordwijk"]),
    "methode": lambda: reverse("methode", args=["westland"]),
    "geschiedenis": lambda: _bij_woninginbraak("geschiedenis", "indicator"),
    "wijzigen zonder rol": lambda: _bij_woninginbraak("indicator_wijzigen"),
    "bestaat niet": lambda: "/hier-is-niets/",
}
STATUS = {"wijzigen zonder rol": 403, "cijfers inlezen zonder rol": 403, "effect met fouten": 400, "bestaat niet": 404}
"""Pages that refuse, and how; they must be as accessible as the others."""

VAN_ADVISEUR: dict[str, Callable[[], str]] = {
    "indicator als adviseur": lambda: _bij_woninginbraak("indicator"),
    "indicator wijzigen": lambda: _bij_woninginbraak("indicator_wijzigen"),
    "thema wijzigen": lambda: reverse("thema_wijzigen", args=["noordwijk", _eerste(Thema, "plan").pk]),
    "inlezen": lambda: reverse("inlezen", args=["noordwijk"]),
    "ingelezen document nakijken": lambda: reverse("inlezing", args=["noordwijk", _ingelezen().pk]),
    "ingelezen onderdeel verbeteren": lambda: _onderdeel(_ingelezen()),
    "thema als adviseur": _thema_als_adviseur,
    "plan als adviseur": lambda: _plan("noordwijk"),
    "doel wijzigen": lambda: reverse("doel_wijzigen", args=["noordwijk", _eerste(Doel, "plan").pk]),
    "doel toevoegen": lambda: reverse("doel_toevoegen", args=["noordwijk", _eerste(Thema, "plan").pk]),
    "doel van het plan toevoegen": lambda: reverse(
        "plandoel_toevoegen", args=["noordwijk", _eerste(Doel, "plan").plan.pk]
    ),
    "doel verwijderen": lambda: reverse("doel_verwijderen", args=["noordwijk", _eerste(Doel, "plan").pk]),
    "indicator toevoegen": lambda: reverse("indicator_toevoegen", args=["noordwijk", _zonder_indicator().pk]),
    "indicator verwijderen": lambda: _bij_woninginbraak("indicator_verwijderen"),
    "hoofdlijn toevoegen": lambda: reverse("hoofdlijn_toevoegen", args=["noordwijk", _eerste(Thema, "plan").pk]),
    "hoofdlijn wijzigen": lambda: reverse(
        "hoofdlijn_wijzigen", args=["noordwijk", _eerste(Hoofdlijn, "thema__plan").pk]
    ),
    "cijfers ophalen": lambda: _met(ophalingen, "cijfers_ophalen"),
    "cijfers inlezen": lambda: _met(aangeleverd, "cijfers_inlezen"),
    "aangeleverde cijfers": lambda: reverse("cijfers_aanlevering", args=["noordwijk", aangeleverd().pk]),
    "eigen indicatoren als adviseur": lambda: _met(eigen_indicator, "cijfers_eigen"),
    "eigen indicator toevoegen": lambda: reverse("cijfers_eigen_toevoegen", args=["noordwijk"]),
    "eigen indicator wijzigen": lambda: reverse(
        "cijfers_eigen_wijzigen", args=["noordwijk", eigen_indicator().sleutel]
    ),
    "eigen indicator verwijderen": lambda: reverse(
        "cijfers_eigen_verwijderen", args=["noordwijk", eigen_indicator().sleutel]
    ),
    "eigen indicator geschiedenis": lambda: reverse(
        "cijfers_eigen_geschiedenis", args=["noordwijk", eigen_indicator().pk]
    ),
}
"""Pages for who may edit."""

OPENBAAR = tuple(ADRESSEN)
PAGINAS = (*OPENBAAR, *VAN_ADVISEUR)


def adres(naam: str) -> str:
    return (ADRESSEN | VAN_ADVISEUR)[naam]()


def wie(naam: str) -> str:
    """The example account that opens the page; empty for a visitor."""
    return "adviseur" if naam in VAN_ADVISEUR else ""
