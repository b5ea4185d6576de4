"""While the example is loaded every page says so, also those of no municipality."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from tests.factories.personen import maak_gemeente

pytestmark = pytest.mark.django_db

PAGINAS = ("start", "aanmelden", "toegankelijkheid")


def merk(client: Client, pagina: str) -> list[str]:
    soep = BeautifulSoup(client.get(reverse(pagina)).content, "html.parser")
    return [element.get_text(" ", strip=True) for element in soep.select(".kompas-voorbeeld")]


@pytest.mark.parametrize("pagina", PAGINAS)
def test_merk_zolang_het_voorbeeld_er_is(client: Client, pagina: str) -> None:
    maak_gemeente(is_voorbeeld=True)
    (tekst,) = merk(client, pagina)
    assert tekst.startswith("Voorbeeld.")


@pytest.mark.parametrize("pagina", PAGINAS)
def test_zonder_voorbeeld_geen_merk(client: Client, pagina: str) -> None:
    maak_gemeente()
    assert merk(client, pagina) == []
