"""Boundaries: a code and a year; denominators follow the numerator."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kompas.base import GeenCijfer, Periode
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import laad_definities
from kompas.data.queries.feiten import Vraag
from kompas.data.queries.grenzen import Grenzen
from kompas.data.queries.rekenen import Rekenaar
from kompas.data.store import Store

INWONERS = "RegioS,Perioden,GemiddeldAantalInwoners_51\n"
MISDRIJVEN = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
Maak = Callable[[str, str | bytes], Path]


@pytest.fixture
def lees(tmp_path: Path, maak: Maak) -> Callable[[str], Cijfers]:
    """Figures with police numbers on the boundaries of 2024 and these inhabitants."""

    def met(inwoners: str) -> Cijfers:
        bestanden = [
            maak("inwoners.csv", INWONERS + inwoners),
            maak(
                "m.csv", MISDRIJVEN + "1.1.1,GM0575,2018JJ00,69\n1.1.1,GM0575,2019JJ00,78\n1.1.1,GM0575,2024JJ00,41\n"
            ),
        ]
        lees_bestanden(tmp_path / "c", bestanden)
        return open_cijfers(tmp_path / "c")

    return met


def test_population_before_2019_is_two_codes(lees: Callable[[str], Cijfers]) -> None:
    cijfers = lees("GM0575,2018JJ00,26115\nGM0576,2018JJ00,16645\nGM0575,2019JJ00,43184\n")
    waarde = cijfers.waarde("woninginbraak-per-1000", "GM0575", Periode.jaar(2018))
    assert waarde.noemer == 42760
    noemer = waarde.herkomst.delen[1]
    assert noemer.herkomst.formule == "Noordwijk (GM0575) + Noordwijkerhout (GM0576)"
    assert [deel.getal for deel in noemer.herkomst.delen] == [26115, 16645]
    assert cijfers.waarde("woninginbraak-per-1000", "GM0575", Periode.jaar(2019)).noemer == 43184


def test_a_missing_predecessor_is_said(lees: Callable[[str], Cijfers]) -> None:
    cijfers = lees("GM0575,2018JJ00,26115\nGM0575,2019JJ00,43184\n")
    waarde = cijfers.waarde("woninginbraak-per-1000", "GM0575", Periode.jaar(2018))
    assert waarde.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert waarde.uitleg == "inwoners 2018 ontbreekt voor Noordwijkerhout (GM0576)"


def test_population_on_the_old_boundaries_stays_available(lees: Callable[[str], Cijfers], tmp_path: Path) -> None:
    lees("GM0575,2018JJ00,26115\nGM0576,2018JJ00,16645\n")
    store = Store.open(tmp_path / "c")
    assert store is not None
    rekenaar = Rekenaar(store, laad_definities())
    inwoners = laad_definities().indicatoren["inwoners"]
    toen, nu = (rekenaar.waarde(inwoners, Vraag("GM0575", Periode.jaar(2018), jaar)) for jaar in (2018, 2024))
    assert (toen.getal, nu.getal) == (26115, 42760)
    assert (toen.herkomst.gebied_jaar, nu.herkomst.gebied_jaar) == (2018, 2019)


def test_a_municipality_that_is_gone_keeps_its_figures(lees: Callable[[str], Cijfers]) -> None:
    cijfers = lees("GM0575,2018JJ00,26115\nGM0576,2018JJ00,16645\n")
    assert cijfers.waarde("inwoners", "GM0576", Periode.jaar(2018)).getal == 16645
    assert cijfers.gebied_naam("GM0576") == "Noordwijkerhout"


@pytest.mark.parametrize(
    ("een", "ander", "zelfde"), [(2012, 2018, True), (2018, 2019, False), (2019, 2025, True), (2025, 2018, False)]
)
def test_same_area(een: int, ander: int, *, zelfde: bool) -> None:
    grenzen = Grenzen(laad_definities().herindelingen)
    assert grenzen.zelfde("GM0575", een, ander) is zelfde
    assert grenzen.zelfde("GM1783", een, ander)


def test_predecessors() -> None:
    assert Grenzen(laad_definities().herindelingen).met_voorgangers("GM0575") == ("GM0575", "GM0576")


def test_a_period_of_after_the_boundaries_has_no_predecessors() -> None:
    grenzen = Grenzen(laad_definities().herindelingen)
    later = grenzen.laatste("GM0363", 2020, 2024)
    assert later is not None
    assert later.jaar == 2023
    assert grenzen.laatste("GM0363", 2024, 2020) is None
