"""A browser of one of the cast, and what it would send back."""

from django.test import Client
from tests.factories.personen import Cast

from kompas.core.models import Gebruiker


def als(wie: str, cast: Cast) -> Client:
    client = Client()
    persoon = cast.wie(wie)
    if isinstance(persoon, Gebruiker):
        client.force_login(persoon)
    return client


def ingevuld(client: Client, pagina: str) -> dict[str, str]:
    """What the form holds when it is opened, as a browser would send it back."""
    form = client.get(pagina).context["form"]
    return {
        naam: "" if (waarde := form[naam].value()) is None else str(waarde) for naam in form.fields if naam != "is_pm"
    }
