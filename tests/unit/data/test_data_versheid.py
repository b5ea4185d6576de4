"""When the next figures are due, per kind of source, and what makes a source late."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.leveringen import maak_levering

from kompas.base import Periode
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import neem_leveringen
from kompas.data.definities import laad_definities
from kompas.data.definities.modellen import Bron, Cadans
from kompas.data.versheid import (
    Status,
    bron_versheid,
    codes_van,
    indicator_versheid,
    verschijnt,
    volgende_periode,
    volgende_verwacht,
)

MAAND = Cadans(elke="maand", dag=15)
VANDAAG = date(2026, 11, 22)


def _bron(cadans: Cadans | None, vertraging: int = 0) -> Bron:
    return Bron(key="proef", titel="Proef", houder="proef", cadans=cadans, vertraging=vertraging)


@pytest.mark.parametrize(
    ("cadans", "vertraging", "laatste", "verwacht"),
    [
        (MAAND, 1, "2026MM06", date(2026, 8, 15)),
        (MAAND, 1, "2026MM11", date(2027, 1, 15)),
        (MAAND, 1, "2025JJ00", date(2026, 2, 15)),
        (Cadans(elke="kwartaal", dag=1), 2, "2026KW01", date(2026, 8, 1)),
        (Cadans(elke="kwartaal", dag=1), 2, "2026MM12", date(2027, 5, 1)),
        (Cadans(elke="jaar", maand=6), 6, "2024JJ00", date(2026, 6, 1)),
        (Cadans(elke="jaar", maand=3), 3, "2025JJ00", date(2027, 3, 1)),
        (Cadans(elke="2 jaar", maand=3), 3, "2023JJ00", date(2026, 3, 1)),
        (Cadans(elke="4 jaar", maand=10), 10, "2022JJ00", date(2027, 10, 1)),
        (Cadans(elke="jaar", maand=2), 0, "2025JJ00", date(2026, 2, 1)),
        (Cadans(elke="jaar", maand=1, dag=20), 14, "2024JJ00", date(2027, 2, 1).replace(year=2028, month=1, day=20)),
    ],
)
def test_when_the_next_figures_are_due(cadans: Cadans, vertraging: int, laatste: str, verwacht: date) -> None:
    assert volgende_verwacht(_bron(cadans, vertraging), Periode.lees(laatste), VANDAAG) == verwacht


def test_nobody_knows_without_a_cadence() -> None:
    assert volgende_verwacht(_bron(None), Periode.jaar(2020), VANDAAG) is None


def test_what_was_never_there_is_due_now() -> None:
    assert volgende_verwacht(_bron(MAAND, 1), None, VANDAAG) == VANDAAG


cadansen = st.one_of(
    st.builds(lambda elke, dag: Cadans(elke=elke, dag=dag), st.sampled_from(["maand", "kwartaal"]), st.integers(1, 28)),
    st.builds(
        lambda elke, dag, maand: Cadans(elke=elke, dag=dag, maand=maand),
        st.sampled_from(["jaar", "2 jaar", "4 jaar"]),
        st.integers(1, 28),
        st.integers(1, 12),
    ),
)


@given(cadansen, st.integers(0, 60), st.integers(1990, 2100), st.integers(1, 12))
def test_figures_follow_each_other_and_never_come_before_their_period(
    cadans: Cadans, vertraging: int, jaar: int, maand: int
) -> None:
    laatste = Periode.jaar(jaar) if cadans.jaren else Periode.maand(jaar, maand)
    volgende = volgende_periode(cadans, laatste)
    assert volgende.eind > laatste.eind
    if cadans.elke == "maand":
        assert (volgende.begin - laatste.eind).days == 1
    dag = verschijnt(cadans, vertraging, volgende)
    assert dag >= volgende.begin
    assert not vertraging or dag > volgende.eind
    assert verschijnt(cadans, vertraging, volgende_periode(cadans, volgende)) > dag


def _met_maanden(map_: Path) -> Cijfers:
    """A municipality whose newest figure is of June 2026."""
    cellen = {("GM0575", "0.0.0", periode): 5 for periode in ("2025JJ00", "2026MM05", "2026MM06")}
    levering = maak_levering(
        map_ / "l", cellen, gebieden=("GM0575",), codes=("0.0.0",), perioden=("2025JJ00", "2026MM05", "2026MM06")
    )
    neem_leveringen(map_ / "c", [levering], klok=lambda: datetime(2026, 7, 20, tzinfo=UTC))
    return open_cijfers(map_ / "c")


@pytest.mark.parametrize(("dag", "status"), [(date(2026, 8, 22), Status.ACTUEEL), (date(2026, 8, 23), Status.TE_LAAT)])
def test_a_source_is_late_a_week_after_the_day(tmp_path: Path, dag: date, status: Status) -> None:
    """The police publish July on 15 August."""
    cijfers = _met_maanden(tmp_path)
    versheid = bron_versheid(cijfers, cijfers.definities.bronnen["politie-misdrijven"], "GM0575", dag)
    assert versheid.laatste == Periode.maand(2026, 6)
    assert (versheid.verwacht, versheid.status) == (date(2026, 8, 15), status)
    assert versheid.is_signaal is (status is Status.TE_LAAT)
    assert ("juli 2026 werden op 15-8-2026 verwacht" in versheid.zin) is versheid.is_signaal


@pytest.mark.parametrize(
    ("dag", "status"),
    [
        (date(2026, 2, 23), Status.ACTUEEL),
        (date(2026, 11, 22), Status.ACTUEEL),
        (date(2027, 1, 22), Status.ACTUEEL),
        (date(2027, 1, 23), Status.TE_LAAT),
    ],
)
def test_who_keeps_years_only_is_not_late_for_months(voorbeeld: Cijfers, dag: date, status: Status) -> None:
    """The example has years up to 2025, and the police have the year 2026 on 15 January."""
    versheid = bron_versheid(voorbeeld, voorbeeld.definities.bronnen["politie-misdrijven"], "GM0575", dag)
    assert (versheid.laatste, versheid.verwacht) == (Periode.jaar(2025), date(2027, 1, 15))
    assert versheid.status is status
    assert ("de cijfers over 2026 werden op 15-1-2027 verwacht" in versheid.zin) is versheid.is_signaal


def test_a_failure_goes_before_everything(voorbeeld: Cijfers) -> None:
    bron = voorbeeld.definities.bronnen["politie-misdrijven"]
    versheid = bron_versheid(voorbeeld, bron, "GM0575", date(2026, 1, 1), {bron.key: "De bron antwoordt niet."})
    assert versheid.status is Status.MISLUKT
    assert versheid.zin.endswith("het ophalen is mislukt. De bron antwoordt niet.")


def test_a_source_without_figures_and_one_without_cadence(voorbeeld: Cijfers) -> None:
    bronnen = voorbeeld.definities.bronnen
    assert bron_versheid(voorbeeld, bronnen["politie-reactietijd"], "GM0575", VANDAAG).status is Status.NOOIT
    assert bron_versheid(voorbeeld, bronnen["plandocument"], "GM0575", VANDAAG).status is Status.NIET_AUTOMATISCH


def test_no_figures_at_all() -> None:
    leeg = Cijfers(laad_definities())
    bron = leeg.definities.bronnen["politie-misdrijven"]
    versheid = bron_versheid(leeg, bron, "GM0575", VANDAAG)
    assert (versheid.laatste, versheid.status) == (None, Status.NOOIT)
    assert versheid.zin == "politie, geregistreerde misdrijven: er zijn nog geen cijfers."


def test_an_indicator_has_the_freshness_of_its_own_codes(voorbeeld: Cijfers) -> None:
    versheid = indicator_versheid(voorbeeld, "woninginbraak", "GM0575", date(2026, 1, 1))
    assert versheid.laatste == Periode.jaar(2025)
    assert versheid.status is Status.ACTUEEL


def test_the_codes_that_tell_how_new_a_source_is() -> None:
    definities = laad_definities()
    codes = codes_van(definities, definities.bronnen["politie-misdrijven"])
    assert codes[0] == "0.0.0"
    assert len(codes) == len(set(codes)) > 10


def test_every_open_source_has_a_cadence() -> None:
    """A source of which nobody expects anything gives no signal; only what people hand over may be so."""
    zonder = {bron.key for bron in laad_definities().bronnen if bron.cadans is None}
    assert zonder <= {"politie-lokaal", "plandocument", "partner"}
