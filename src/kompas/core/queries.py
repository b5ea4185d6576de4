"""Reading municipalities and history."""

from django.db.models import Q, QuerySet

from kompas.base import Refused
from kompas.core.access import Persoon, zichtbare_gemeenten
from kompas.core.models import Gebruiker, Gemeente, Ophaalplan, Ophaling, Wijziging
from kompas.core.rules import BEWERKERS


def gemeente_van(persoon: Persoon, slug: str) -> Gemeente | None:
    """The municipality, when this person may see it; an invisible one does not exist."""
    return zichtbare_gemeenten(persoon).filter(slug=slug).first()


def wijzigingen_van(soort: str, object_id: object) -> QuerySet[Wijziging]:
    """The history of one thing, newest first; `soort` is its model, for instance "beleid.Indicator"."""
    return Wijziging.objects.filter(soort__iexact=soort, object_id=str(object_id))


def laatste_wijziging(soort: str, object_id: object) -> Wijziging | None:
    return wijzigingen_van(soort, object_id).order_by("-moment").first()


def gemeente_op_code(code: str) -> Gemeente | Refused:
    """For the command line, by whoever manages the computer: the municipality with this CBS code or web name."""
    gemeente = Gemeente.objects.filter(Q(code__iexact=code) | Q(slug=code.lower())).first()
    return gemeente or Refused(f"Gemeente {code} staat hier niet. Geef de CBS-code, bijvoorbeeld GM0575.")


def enige_bewerker(gemeente: Gemeente, gebruikersnaam: str = "") -> Gebruiker | Refused:
    """The adviser in whose name a command works: by user name, or the only one that there is."""
    bewerkers = Gebruiker.objects.filter(
        is_active=True, rolverleningen__gemeente=gemeente, rolverleningen__rol__in=[rol.value for rol in BEWERKERS]
    ).distinct()
    if gebruikersnaam:
        bewerkers = bewerkers.filter(username=gebruikersnaam)
    gevonden = list(bewerkers[:2])
    if len(gevonden) == 1:
        return gevonden[0]
    reden = f"{gebruikersnaam or 'Geen enkel account'} is daar geen adviseur" if not gevonden else "er zijn er meer"
    return Refused(f"Noem met --door de gebruikersnaam van een adviseur van {gemeente}: {reden}.")


def ophalingen_van(gemeente: Gemeente) -> QuerySet[Ophaling]:
    """Every fetch for this municipality, newest first."""
    return Ophaling.objects.filter(gemeente=gemeente).select_related("plan")


def ophaalplannen_van(gemeente: Gemeente) -> QuerySet[Ophaalplan]:
    return Ophaalplan.objects.filter(gemeente=gemeente)


def voor_in_de_rij(ophaling: Ophaling) -> int:
    """How many tasks go before one that waits, whatever municipality they are for."""
    eerder = Q(stand="bezig") | Q(stand="wacht", gevraagd_op__lt=ophaling.gevraagd_op)
    return Ophaling.objects.filter(eerder).exclude(pk=ophaling.pk).count()


def gevraagd_af_te_breken(ophaling: Ophaling) -> bool:
    """Whether somebody asked to stop this fetch, as it stands in the database now."""
    return Ophaling.objects.filter(pk=ophaling.pk, afbreken_op__isnull=False).exists()


def afgelopen_ophalingen(gemeente: Gemeente) -> list[Ophaling]:
    """The newest fetch of each bundle that was done or failed, newest first; one that was stopped says nothing."""
    afgelopen = Ophaling.objects.filter(gemeente=gemeente, stand__in=["klaar", "mislukt"]).order_by("-afgelopen_op")
    nieuwste: dict[str, Ophaling] = {}
    for ophaling in afgelopen[:200]:
        nieuwste.setdefault(ophaling.wat, ophaling)
    return list(nieuwste.values())
