"""Asking for figures, stopping, schedules; and what the worker writes while it works, dies and comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.personen import Cast

from kompas.base import RefusedError
from kompas.core import actions
from kompas.core.models import Gemeente, Ophaalplan, Ophaling, Wijziging
from kompas.core.queries import gevraagd_af_te_breken, ophaalplannen_van, ophalingen_van, voor_in_de_rij
from kompas.core.rules import DOOD_NA_SECONDEN, MAX_HERVATTINGEN
from kompas.core.werker import Meld, Uitkomst, Werker, machine


@dataclass(frozen=True)
class Stap:
    """Progress as the sources tell it."""

    klaar: int
    totaal: int = 4
    tabel: str = "47018NED"
    rijen: int = 100
    rijen_per_s: float = 50.0
    resterend_s: float | None = 2.6


Vraag = Callable[..., Ophaling]

# The loop of the worker lets go of old connections, and with one the transaction that an ordinary test lives in.
ECHTE_TRANSACTIES = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vraag(hier: Gemeente, cast: Cast) -> Vraag:
    def aanvragen(wat: str = "politie") -> Ophaling:
        return actions.ophaling_aanvragen(gemeente=hier, door=cast.anna, wat=wat)

    return aanvragen


def _nu(ophaling: Ophaling) -> Ophaling:
    return Ophaling.objects.get(pk=ophaling.pk)


def _werker(ophaal: Callable[[Ophaling, Meld], Uitkomst]) -> Werker:
    return Werker(ophaal, lambda _plan: None, hartslag=3600)


def test_asking_puts_a_task_in_the_queue(vraag: Vraag, hier: Gemeente, cast: Cast) -> None:
    ophaling = vraag()
    assert (ophaling.stand, ophaling.door_naam, ophaling.is_open) == ("wacht", str(cast.anna), True)
    assert list(ophalingen_van(hier)) == [ophaling]
    assert str(ophaling) == "misdrijven en overlast (politie) van Noordwijk"
    assert Wijziging.objects.get().handeling == "ophalen van cijfers aangevraagd"


def test_the_same_is_not_asked_twice(vraag: Vraag) -> None:
    vraag()
    with pytest.raises(RefusedError, match=r"worden al opgehaald, gevraagd door .* om \d\d:\d\d\."):
        vraag()
    assert voor_in_de_rij(vraag("bevolking")) == 1


def test_the_database_itself_refuses_two_at_once(vraag: Vraag) -> None:
    eerste, tweede = vraag(), vraag("bevolking")
    Ophaling.objects.filter(pk=eerste.pk).update(stand="bezig", werker="a", hartslag=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Ophaling.objects.filter(pk=tweede.pk).update(stand="bezig", werker="b", hartslag=timezone.now())


@pytest.mark.parametrize(
    "velden",
    [{"stand": "bezig"}, {"stand": "klaar"}, {"afbreken_door": "ik"}, {"klaar": 3, "totaal": 2}, {"door_naam": ""}],
)
def test_the_database_refuses_half_a_state(vraag: Vraag, velden: dict[str, object]) -> None:
    ophaling = vraag()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ophaling.objects.filter(pk=ophaling.pk).update(**velden)


def test_what_does_not_exist_is_not_fetched(hier: Gemeente, cast: Cast) -> None:
    with pytest.raises(RefusedError, match="Kies uit: politie, bevolking"):
        actions.ophaling_aanvragen(gemeente=hier, door=cast.anna, wat="weer")


def test_a_waiting_task_stops_at_once(vraag: Vraag, cast: Cast) -> None:
    ophaling = actions.ophaling_afbreken(ophaling=vraag(), door=cast.anna)
    assert (ophaling.stand, ophaling.is_open) == ("afgebroken", False)
    with pytest.raises(RefusedError, match="er valt niets meer af te breken"):
        actions.ophaling_afbreken(ophaling=ophaling, door=cast.anna)
    assert vraag().stand == "wacht"  # and it may be asked again


def test_a_task_is_done_from_beginning_to_end(vraag: Vraag) -> None:
    ophaling = vraag()
    gezien: list[tuple[str, int, int | None]] = []

    def ophaal(taak: Ophaling, meld: Meld) -> Uitkomst:
        for klaar in (0, 4):
            meld(Stap(klaar))
            nu = _nu(taak)
            gezien.append((nu.stand, nu.klaar, nu.resterend))
        return Uitkomst("b0b0", "Klaar: 100 nieuwe cijfers.")

    werker = _werker(ophaal)
    assert werker.doe_een()
    assert gezien == [("bezig", 0, 3), ("bezig", 4, 3)]
    nu = _nu(ophaling)
    assert (nu.stand, nu.build, nu.melding, nu.procent) == ("klaar", "b0b0", "Klaar: 100 nieuwe cijfers.", 100)
    assert None not in (nu.begonnen_op, nu.afgelopen_op)
    assert nu.resterend is None
    assert not werker.doe_een()


@ECHTE_TRANSACTIES
def test_the_oldest_goes_first(vraag: Vraag) -> None:
    eerste = vraag()
    vraag("bevolking")
    gedaan: list[str] = []
    werker = _werker(lambda taak, _meld: gedaan.append(taak.wat) or Uitkomst("", ""))  # type: ignore[func-returns-value]
    werker.werk(tot_leeg=True)
    assert gedaan == [eerste.wat, "bevolking"]


def test_a_refusal_of_a_source_is_told_as_it_stands(vraag: Vraag) -> None:
    ophaling = vraag()

    def ophaal(_taak: Ophaling, _meld: Meld) -> Uitkomst:
        raise RefusedError("De bron antwoordt niet. Probeer het over een uur opnieuw.")

    _werker(ophaal).doe_een()
    assert (_nu(ophaling).stand, _nu(ophaling).melding) == (
        "mislukt",
        "De bron antwoordt niet. Probeer het over een uur opnieuw.",
    )


@ECHTE_TRANSACTIES
def test_a_mistake_of_ours_ends_the_task_and_not_the_worker(vraag: Vraag, caplog: pytest.LogCaptureFixture) -> None:
    eerste, tweede = vraag(), vraag("bevolking")

    def ophaal(taak: Ophaling, _meld: Meld) -> Uitkomst:
        if taak.pk == eerste.pk:
            raise ZeroDivisionError
        return Uitkomst("", "Klaar.")

    _werker(ophaal).werk(tot_leeg=True)
    assert "(ZeroDivisionError)" in _nu(eerste).melding
    assert "Traceback" in caplog.text
    assert _nu(tweede).stand == "klaar"


def test_a_running_task_stops_at_the_next_progress(vraag: Vraag, cast: Cast) -> None:
    ophaling = vraag()

    def ophaal(taak: Ophaling, meld: Meld) -> Uitkomst:
        meld(Stap(1))
        actions.ophaling_afbreken(ophaling=taak, door=cast.anna)
        assert _nu(taak).wordt_afgebroken
        assert gevraagd_af_te_breken(taak)
        meld(Stap(4))
        raise AssertionError("went on")

    _werker(ophaal).doe_een()
    nu = _nu(ophaling)
    assert (nu.stand, nu.melding) == ("afgebroken", f"Afgebroken door {cast.anna}. De cijfers zijn niet veranderd.")


def test_a_worker_that_is_told_to_go_leaves_the_task_for_the_next(vraag: Vraag) -> None:
    ophaling = vraag()

    def ophaal(_taak: Ophaling, meld: Meld) -> Uitkomst:
        werker.stop.set()
        meld(Stap(2))
        raise AssertionError("went on")

    werker = _werker(ophaal)
    werker.doe_een()
    assert (_nu(ophaling).stand, _nu(ophaling).werker, _nu(ophaling).pogingen) == ("wacht", "", 0)


def test_who_lost_the_task_writes_nothing_any_more(vraag: Vraag) -> None:
    ophaling = vraag()

    def ophaal(taak: Ophaling, meld: Meld) -> Uitkomst:
        Ophaling.objects.filter(pk=taak.pk).update(werker="een ander")
        meld(Stap(4))
        raise AssertionError("went on")

    _werker(ophaal).doe_een()
    assert (_nu(ophaling).stand, _nu(ophaling).werker, _nu(ophaling).klaar) == ("bezig", "een ander", 0)


def _sterf(ophaling: Ophaling, werker: str, stil: int) -> None:
    toen = timezone.now() - timedelta(seconds=stil)
    Ophaling.objects.filter(pk=ophaling.pk).update(stand="bezig", werker=werker, hartslag=toen, klaar=3, totaal=9)


def test_a_silent_worker_is_dead_and_its_task_goes_on(vraag: Vraag) -> None:
    ophaling = vraag()
    _sterf(ophaling, "elders:1", DOOD_NA_SECONDEN - 5)
    assert actions.ophalingen_hervatten() == []
    assert actions.ophaling_beginnen(werker="hier") is None  # at most one at a time
    _sterf(ophaling, "elders:1", DOOD_NA_SECONDEN + 5)
    assert actions.ophalingen_hervatten() == [ophaling]
    nu = actions.ophaling_beginnen(werker="hier")
    assert nu is not None
    assert (nu.pk, nu.pogingen, nu.klaar, nu.werker) == (ophaling.pk, 1, 3, "hier")


@ECHTE_TRANSACTIES
def test_a_worker_that_starts_takes_up_at_once_what_died_on_this_machine(vraag: Vraag) -> None:
    ophaling = vraag()
    _sterf(ophaling, f"{machine()}999999", 0)
    gedaan: list[int] = []
    _werker(lambda taak, _meld: gedaan.append(taak.pogingen) or Uitkomst("", "")).werk(tot_leeg=True)  # type: ignore[func-returns-value]
    assert gedaan == [1]
    assert _nu(ophaling).stand == "klaar"


def test_a_task_that_kills_again_and_again_is_ended(vraag: Vraag) -> None:
    ophaling = vraag()
    for keer in range(1, MAX_HERVATTINGEN + 1):
        _sterf(ophaling, "hier", DOOD_NA_SECONDEN + 1)
        actions.ophalingen_hervatten()
        assert _nu(ophaling).stand == ("mislukt" if keer == MAX_HERVATTINGEN else "wacht")
    assert "5 keer halverwege weggevallen" in _nu(ophaling).melding


def test_a_task_that_died_while_it_was_being_stopped_is_stopped(vraag: Vraag, cast: Cast) -> None:
    ophaling = vraag()
    _sterf(ophaling, "hier", 0)
    actions.ophaling_afbreken(ophaling=ophaling, door=cast.anna)
    _sterf(ophaling, "hier", DOOD_NA_SECONDEN + 1)
    actions.ophalingen_hervatten()
    assert _nu(ophaling).stand == "afgebroken"


def test_a_schedule_is_made_changed_and_switched_off(hier: Gemeente, cast: Cast) -> None:
    vandaag = timezone.localdate()
    plan = actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=0, velden={})
    assert (plan.ritme, plan.actief, plan.volgende_op, plan.versie) == ("bron", True, vandaag, 1)
    week = {"ritme": "week"}
    plan = actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=1, velden=week)
    assert (plan.ritme, plan.volgende_op, plan.versie) == ("week", vandaag + timedelta(days=7), 2)
    with pytest.raises(RefusedError, match="intussen gewijzigd"):
        actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=1, velden={"actief": False})
    actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=2, velden={"actief": False})
    [plan] = ophaalplannen_van(hier)
    assert not plan.actief
    assert [(w.veld, w.oud, w.nieuw) for w in Wijziging.objects.order_by("moment")] == [
        ("", "", ""), ("ritme", "bron", "week"), ("actief", "ja", "nee"),
    ]  # fmt: skip


def test_a_rhythm_that_does_not_exist(hier: Gemeente, cast: Cast) -> None:
    with pytest.raises(RefusedError, match=r"is geen ritme\. Kies uit: bron, week, maand"):
        actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=0, velden={"ritme": "soms"})


@pytest.mark.parametrize(
    ("verwacht", "dagen"), [(timedelta(days=12), 12), (timedelta(days=-3), 1)], ids=["in time", "late"]
)
def test_what_is_due_is_asked_for_and_the_next_day_follows_the_source(
    hier: Gemeente, cast: Cast, verwacht: timedelta, dagen: int
) -> None:
    vandaag = timezone.localdate()
    actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=0, velden={})

    def bron(_plan: Ophaalplan) -> date:
        return vandaag + verwacht

    [ophaling] = actions.ophaalplannen_uitvoeren(verwacht=bron)
    assert (ophaling.door, ophaling.door_naam) == (None, "Veiligheidskompas")
    assert ophaling.plan is not None
    assert ophaling.plan.volgende_op == vandaag + timedelta(days=dagen)
    assert actions.ophaalplannen_uitvoeren(verwacht=bron) == []


def test_what_stands_in_the_queue_is_not_asked_again_by_a_schedule(vraag: Vraag, hier: Gemeente, cast: Cast) -> None:
    vraag()
    actions.ophaalplan_wijzigen(gemeente=hier, door=cast.anna, wat="politie", versie=0, velden={})
    assert actions.ophaalplannen_uitvoeren(verwacht=lambda _plan: None) == []
    assert Ophaling.objects.count() == 1


def test_removing_a_municipality_takes_its_tasks_along(vraag: Vraag, hier: Gemeente) -> None:
    vraag()
    Wijziging.objects.all()._raw_delete("default")
    hier.delete()
    assert not Ophaling.objects.exists()
