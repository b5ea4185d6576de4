"""Abbreviations in the texts of plans are explained where they stand."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Hoofdlijn
from kompas.core.afkortingen import afkortingen, met_uitleg


@pytest.mark.parametrize(
    ("html", "verwacht"),
    [
        ("<p>RIEC en RIEC</p>", '<p><abbr title="Regionaal Informatie- en Expertisecentrum">RIEC</abbr> en RIEC</p>'),
        ('<a title="RIEC">OMA</a> KOM', '<a title="RIEC">OMA</a> KOM'),
        ("&lt;b&gt; geen", "&lt;b&gt; geen"),
    ],
)
def test_alleen_het_eerste_woord_in_de_tekst(html: str, verwacht: str) -> None:
    assert met_uitleg(html) == verwacht


def test_elke_afkorting_is_een_zin() -> None:
    assert all(wat.uitleg.endswith(".") and wat.voluit != kort for kort, wat in afkortingen().items())


@pytest.mark.django_db
def test_op_de_pagina_van_een_thema_en_in_de_lijst_van_het_plan(client: Client) -> None:
    voorbeeld_laden(opnieuw=True)
    lijn = Hoofdlijn.objects.filter(tekst__contains="RIEC").select_related("thema__plan__gemeente").first()
    assert lijn is not None
    lijn.tekst = "<script>1</script> RIEC"
    lijn.save(update_fields=["tekst"])
    plan = lijn.thema.plan
    adres = reverse("thema", args=[plan.gemeente.slug, plan.slug, lijn.thema.slug])
    pagina = client.get(adres).content.decode()
    assert "&lt;script&gt;1&lt;/script&gt;" in pagina
    assert "RIEC" in {abbr.get_text() for abbr in BeautifulSoup(pagina, "html.parser").select("main abbr[title]")}
    lijst = client.get(reverse("plan", args=[plan.gemeente.slug, plan.slug])).content.decode()
    assert "Hier werken overheden samen tegen ondermijning." in lijst
