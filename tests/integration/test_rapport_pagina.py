"""Choosing and downloading a report: who may, and what comes back."""

from pathlib import Path

import pytest
from django.test import Client
from tests.factories.cijferlijsten import lees, lijst
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan

from kompas.beleid.models import Plan
from kompas.core.cijfers import cijfermap
from kompas.core.models import Gebruiker, Gemeente
from kompas.data.build import Opslag, pins

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
MAG = {"anna": 200, "bram": 200, "carla": 404, "dirk": 404, "bezoeker": 404}


def client_van(cast: Cast, naam: str) -> Client:
    client, persoon = Client(), cast.wie(naam)
    if isinstance(persoon, Gebruiker):
        client.force_login(persoon)
    return client


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("adres", ["/noordwijk/rapport/", "/noordwijk/rapport/2024.csv"])
@pytest.mark.usefixtures("klein")
def test_wie_mag(cast: Cast, naam: str, adres: str) -> None:
    assert client_van(cast, naam).get(adres).status_code == MAG[naam]


@pytest.mark.usefixtures("klein")
def test_voorbeeld_mag_iedereen(hier: Gemeente, client: Client) -> None:
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    assert client.get("/noordwijk/rapport/2024.csv").status_code == 200


@pytest.mark.parametrize("vorm", MEDIA)
@pytest.mark.usefixtures("klein")
def test_bestand(cast: Cast, vorm: str) -> None:
    antwoord = client_van(cast, "bram").get(f"/noordwijk/rapport/2024.{vorm}")
    assert antwoord.headers["Content-Type"] == MEDIA[vorm]
    verwacht = f'attachment; filename="voortgangsrapportage-noordwijk-2024.{vorm}"'
    assert antwoord.headers["Content-Disposition"] == verwacht
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in antwoord.headers["Cache-Control"]
    assert len(antwoord.content) > 500


@pytest.mark.parametrize("adres", ["2030.pdf", "2024.xls", "2024.pdf.exe", "0.csv"])
@pytest.mark.usefixtures("klein")
def test_onbekend_jaar_of_vorm_bestaat_niet(cast: Cast, adres: str) -> None:
    assert client_van(cast, "anna").get(f"/noordwijk/rapport/{adres}").status_code == 404


@pytest.mark.parametrize(("naam", "status"), [("anna", 200), ("bram", 404)])
def test_concept_alleen_voor_wie_eraan_werkt(cast: Cast, klein: KleinPlan, naam: str, status: int) -> None:
    Plan.objects.filter(pk=klein.plan.pk).update(status=Plan.Status.CONCEPT)
    assert client_van(cast, naam).get("/noordwijk/rapport/2024.csv").status_code == status


@pytest.mark.usefixtures("klein")
def test_keuze_leidt_naar_het_bestand(cast: Cast) -> None:
    antwoord = client_van(cast, "bram").get("/noordwijk/rapport/", {"jaar": "2023", "vorm": "docx"})
    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/noordwijk/rapport/2023.docx")


@pytest.mark.usefixtures("klein")
def test_pagina_biedt_jaren_en_vormen(cast: Cast) -> None:
    inhoud = client_van(cast, "bram").get("/noordwijk/rapport/").content.decode()
    assert [f'value="{jaar}"' in inhoud for jaar in (2020, 2021, 2024, 2025)] == [False, True, True, False]
    assert all(f'value="{vorm}"' in inhoud for vorm in MEDIA)


@pytest.mark.usefixtures("klein")
def test_verkeerde_keuze_krijgt_een_zin(cast: Cast) -> None:
    antwoord = client_van(cast, "bram").get("/noordwijk/rapport/", {"jaar": "1999", "vorm": "pdf"})
    assert antwoord.status_code == 200
    assert "Over dit jaar is er geen plan" in antwoord.content.decode()


def test_gemeente_zonder_plan_heeft_geen_knop(cast: Cast) -> None:
    inhoud = client_van(cast, "bram").get("/noordwijk/rapport/").content.decode()
    assert "nog geen plan" in inhoud
    assert "Rapport maken" not in inhoud


@pytest.mark.usefixtures("klein")
def test_alleen_lezen(cast: Cast) -> None:
    assert client_van(cast, "anna").post("/noordwijk/rapport/2024.csv").status_code == 405


@pytest.mark.usefixtures("klein")
def test_staat_in_het_menu(cast: Cast) -> None:
    assert 'href="/noordwijk/rapport/"' in client_van(cast, "bram").get("/noordwijk/rapport/").content.decode()


@pytest.mark.usefixtures("klein")
def test_a_report_keeps_the_build_that_it_names(cast: Cast, lege_home: Path, tmp_path: Path) -> None:
    """Pruning may not take away what a report can be recomputed from; looking at the choice keeps nothing."""
    lees(tmp_path, lijst({"1.1.1": {"GM0575": [78]}}))
    client = client_van(cast, "bram")
    client.get("/noordwijk/rapport/")
    assert pins(cijfermap()) == {}
    for _ in range(2):
        client.get("/noordwijk/rapport/2024.csv")
    [(build, [waarom])] = pins(lege_home / "cijfers").items()
    assert build == Opslag(cijfermap()).actief
    assert waarom["reden"] == "voortgangsrapportage 2024 van Noordwijk"
