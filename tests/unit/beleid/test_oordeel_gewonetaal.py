"""What a reader sees of a verdict is plain language; a plan whose years are over says so."""

from datetime import date

import pytest

from kompas.beleid.rules import Doelvraag, Richting, Soort, Streefsoort, beoordeel
from kompas.beleid.rules.termijn import status_zin


def test_no_key_of_a_rule_reaches_the_reader() -> None:
    vraag = Doelvraag(
        naam="woninginbraken", soort=Soort.TELLING, streefsoort=Streefsoort.HOOGSTENS, richting=Richting.LAGER,
        streef=90, doeljaar=2024, peiljaar=2024,
    )  # fmt: skip
    oordeel = beoordeel(vraag)
    assert oordeel.regel == "geen-cijfers"
    assert (oordeel.stappen, oordeel.methode) == ((), "")
    assert "geen-cijfer" not in oordeel.want


@pytest.mark.parametrize(
    ("geldend", "vandaag", "verwacht"),
    [
        (True, date(2024, 12, 31), "geldend"),
        (True, date(2025, 1, 1), "geldend volgens het besluit; de looptijd 2021-2024 is voorbij"),
        (False, date(2025, 1, 1), "geldend"),
    ],
)
def test_status_of_a_plan_beside_its_years(geldend: bool, vandaag: date, verwacht: str) -> None:
    zin = status_zin("geldend", geldend=geldend, jaren=(2021, 2024), laatste_dag=date(2024, 12, 31), vandaag=vandaag)
    assert zin == verwacht
