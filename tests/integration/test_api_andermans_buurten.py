"""Parts of a municipality are asked at that municipality, and nowhere else."""

from pathlib import Path

import pytest
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import Cast

from kompas.core.models import Gemeente

HIER, ELDERS = "BU05750101", "BU17830101"


@pytest.fixture
def gevuld(hier: Gemeente, elders: Gemeente, lege_home: Path, tmp_path: Path) -> Gemeente:  # noqa: ARG001
    lees(tmp_path, lijst({"1.1.1": {"GM0575": [78], HIER: [9], "GM1783": [60], ELDERS: [7]}}))
    return hier


@pytest.mark.parametrize(
    "pad",
    [
        "waarden?indicator=woninginbraak&periode=2019&gebied={}",
        "waarden?indicator=woninginbraak&periode=2019&formaat=csv&gebied=GM0575&gebied={}",
        "waarden/woninginbraak/{}/2019",
        "herzieningen?indicator=woninginbraak&gebied={}",
    ],
)
def test_the_api(cast: Cast, gevuld: Gemeente, pad: str) -> None:
    client = als(cast.anna)
    adres = f"/api/v1/gemeenten/{gevuld.code}/{pad}"
    for gebied in (HIER, "GM0575", "GM1783", "NL"):
        assert client.get(adres.format(gebied)).status_code == 200
    for gebied in (ELDERS, "WK178301", "WP1234", "bu17830101"):
        antwoord = client.get(adres.format(gebied))
        assert antwoord.status_code == 400
        assert f"'{gebied}' ligt niet in GM0575" in antwoord.json()["detail"]


def test_the_page_that_explains(cast: Cast, gevuld: Gemeente) -> None:
    client = als(cast.anna)
    adres = f"/{gevuld.slug}/cijfers/verklaren/woninginbraak/{{}}/2019JJ00/"
    assert [client.get(adres.format(g)).status_code for g in (HIER, "GM1783")] == [200, 200]
    assert client.get(adres.format(ELDERS)).status_code == 404


@pytest.mark.parametrize("periode", ["1000JJ00-9999JJ00", "0001JJ00", "2019JJ00-2600JJ00", "2019MM13", "x"])
def test_a_period_that_cannot_be(cast: Cast, gevuld: Gemeente, periode: str) -> None:
    client = als(cast.anna)
    assert client.get(f"/{gevuld.slug}/cijfers/verklaren/woninginbraak/GM0575/{periode}/").status_code == 404
    assert client.get(f"/api/v1/gemeenten/GM0575/waarden/woninginbraak/GM0575/{periode}").status_code == 400
