"""What is remembered for one reader never answers another: pages asked after each other, most seen first."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.maandcijfers import lees_maanden, met_uitbraak
from tests.factories.personen import Cast

from kompas.core.cijfers import cijfermap
from kompas.core.models import Gemeente

pytestmark = pytest.mark.django_db
JAREN = tuple(range(2016, 2024))
INTERN = [411, 423, 431, 407, 419, 427, 433, 877]
"""Counts that only who works at the municipality may see."""


@pytest.fixture
def gevuld(cast: Cast, hier: Gemeente, lege_home: Path, tmp_path: Path) -> Cast:  # noqa: ARG001
    codes = (f"GM{nummer:04d}" for nummer in range(1001, 1013))
    rest = {code: [n + plek for n in INTERN] for plek, code in enumerate(codes)}
    lees(
        tmp_path,
        lijst({"F636": {"GM0575": INTERN, **rest}}, bron="politie-lokaal", tabel="opgave", jaren=JAREN),
    )
    lees_maanden(cijfermap(), met_uitbraak(), tmp_path / "maanden")
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)  # so that everybody sees it
    return cast


def _vraag(client: Client, sleutel: str) -> dict[str, Any]:
    antwoord = client.get(f"/api/v1/gemeenten/GM0575/uitspraken?indicator={sleutel}")
    assert antwoord.status_code == 200
    [rij] = antwoord.json()["indicatoren"]
    return dict(rij)


def test_internal_figures_stay_with_who_may_see_them(gevuld: Cast) -> None:
    mag = _vraag(als(gevuld.anna), "fraude-online-handel")
    assert "877" in str(mag)
    for naam in ("carla", "dirk", "bezoeker"):
        niet = _vraag(als(gevuld.wie(naam)), "fraude-online-handel")
        assert niet["perioden"] == []
        assert "877" not in str(niet)
        assert all(not woord["p"] and not woord["getallen"] for woord in niet["uitspraken"])
        pagina = als(gevuld.wie(naam)).get("/noordwijk/cijfers/effect/?indicator=fraude-online-handel&vanaf=2020")
        assert pagina.status_code == 400


def test_months_of_wijken_stay_with_who_may_see_them(gevuld: Cast) -> None:
    adres = "/noordwijk/cijfers/signalen/?waar=wijken"
    eerst = als(gevuld.bezoeker).get(adres).content.decode()
    assert "aan Zee" in als(gevuld.bram).get(adres).content.decode()
    for naam in ("carla", "dirk", "bezoeker"):
        assert "aan Zee" not in als(gevuld.wie(naam)).get(adres).content.decode()
    assert als(gevuld.bezoeker).get(adres).content.decode() == eerst
