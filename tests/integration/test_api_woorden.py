"""What the figures say, for programs: facts and words, corrected for each other, and who sees what."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import NAMEN, Cast

from kompas.core.models import Gemeente

JAREN = (2020, 2021, 2022, 2023, 2024)
ADRES = "/api/v1/gemeenten/GM0575/uitspraken"


@pytest.fixture
def gevuld(hier: Gemeente, lege_home: Path, tmp_path: Path) -> Gemeente:  # noqa: ARG001
    codes = {"1.1.1": [90, 80, 85, 84, 30], "1.2.1": [50, 52, 48, 51, 49], "1.4.5": [20, 22, 18, 21, 25]}
    lees(
        tmp_path,
        lijst({code: {"GM0575": rij} for code, rij in codes.items()}, jaren=JAREN),
        lijst({"inwoners": {"GM0575": [43_000] * 5}}, bron="cbs-bevolking", tabel="70072ned", jaren=JAREN),
    )
    return hier


@pytest.fixture
def openbaar(gevuld: Gemeente) -> Gemeente:
    gevuld.is_voorbeeld = True
    gevuld.save()
    return gevuld


def vraag(client: Client, *sleutels: str, status: int = 200) -> dict[str, Any]:
    antwoord = client.get(f"{ADRES}?{'&'.join(f'indicator={sleutel}' for sleutel in sleutels)}")
    assert antwoord.status_code == status, antwoord.text
    inhoud: dict[str, Any] = antwoord.json()
    return inhoud


def verandering(antwoord: dict[str, Any], sleutel: str) -> dict[str, Any]:
    rij = next(rij for rij in antwoord["indicatoren"] if rij["indicator"] == sleutel)
    gevonden: dict[str, Any] = next(u for u in rij["uitspraken"] if u["soort"] == "verschil")
    return gevonden


@pytest.mark.usefixtures("openbaar")
def test_word_method_test_and_numbers_of_an_indicator(client: Client) -> None:
    antwoord = vraag(client, "woninginbraak")
    gedaald = verandering(antwoord, "woninginbraak")
    assert gedaald["woord"] == "zeker gedaald"
    assert gedaald["zekerheid"] == "zeker"
    assert gedaald["gunstig"] is True
    assert gedaald["feit"]["later"] == 30
    assert gedaald["feit"]["tot"] == "2024"
    assert gedaald["methode"]
    assert gedaald["pagina"]
    assert gedaald["letOp"]
    assert len(gedaald["p"]) == len(gedaald["q"]) == 1
    assert antwoord["build"]


@pytest.mark.usefixtures("openbaar")
def test_words_are_corrected_for_all_others_in_the_answer(client: Client) -> None:
    alleen = verandering(vraag(client, "mishandeling"), "mishandeling")
    samen = verandering(vraag(client, "mishandeling", "woninginbraak", "auto-inbraak"), "mishandeling")
    assert alleen["p"] == samen["p"]
    assert samen["q"][0] > samen["p"][0]
    assert samen["familie"].endswith("woorden over deze vraag")
    dubbel = vraag(client, "mishandeling", "mishandeling")
    assert len(dubbel["indicatoren"]) == 1


@pytest.mark.usefixtures("openbaar")
def test_a_number_without_end_is_no_number_in_json(client: Client) -> None:
    for rij in vraag(client, "woninginbraak", "inwoners")["indicatoren"]:
        for uitspraak in rij["uitspraken"]:
            assert all(waarde not in ("nan", "inf", "-inf") for waarde in uitspraak["feit"].values())


@pytest.mark.usefixtures("openbaar")
def test_an_unknown_indicator_and_an_empty_question_are_refused(client: Client) -> None:
    assert "bestaat niet" in vraag(client, "verzonnen", status=400)["detail"]
    vraag(client, status=400)
    vraag(client, *["woninginbraak"] * 26, status=400)


@pytest.mark.usefixtures("gevuld")
def test_who_sees_the_words_of_a_closed_municipality(cast: Cast) -> None:
    ziet = {naam: als(cast.wie(naam)).get(f"{ADRES}?indicator=woninginbraak").status_code for naam in NAMEN}
    assert ziet == {"anna": 200, "bram": 200, "carla": 404, "dirk": 404, "bezoeker": 404}
