"""Who may have figures fetched: every act of people times every member of the cast."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from tests.factories.personen import NAMEN, Cast

from kompas.base import RefusedError
from kompas.core import actions
from kompas.core.access import Persoon
from kompas.core.models import Gemeente, Ophaalplan, Ophaling, Wijziging

Poging = Callable[[Gemeente, Persoon], object]

VAN_DE_WERKER = {
    "ophaalplannen_uitvoeren", "ophaling_beginnen", "ophaling_gestopt", "ophaling_klaar", "ophaling_leeft",
    "ophaling_mislukt", "ophaling_neerleggen", "ophaling_uitstellen", "ophaling_voortgang", "ophalingen_hervatten",
}  # fmt: skip
"""Acts of the worker, which asks nobody: it only does what was asked for."""


def _wachtend(gemeente: Gemeente) -> Ophaling:
    return Ophaling.objects.create(
        gemeente=gemeente, wat="politie", door_naam="iemand", gevraagd_op=timezone.now(), stand="wacht"
    )


TABEL: dict[str, tuple[Poging, frozenset[str]]] = {
    "ophaling_aanvragen": (
        lambda g, wie: actions.ophaling_aanvragen(gemeente=g, door=wie, wat="politie"),
        frozenset({"anna"}),
    ),
    "ophaling_afbreken": (
        lambda g, wie: actions.ophaling_afbreken(ophaling=_wachtend(g), door=wie),
        frozenset({"anna"}),
    ),
    "ophaalplan_wijzigen": (
        lambda g, wie: actions.ophaalplan_wijzigen(gemeente=g, door=wie, wat="politie", versie=0, velden={}),
        frozenset({"anna"}),
    ),
}


def test_every_act_about_fetching_is_in_the_table() -> None:
    acts = {naam for naam in actions.__all__ if naam.startswith(("ophal", "ophaal"))}
    assert acts == set(TABEL) | VAN_DE_WERKER


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("act", sorted(TABEL))
def test_who_may_fetch(act: str, naam: str, cast: Cast, hier: Gemeente) -> None:
    poging, mogen = TABEL[act]
    if naam in mogen:
        poging(hier, cast.wie(naam))
        assert {regel.door for regel in Wijziging.objects.all()} == {cast.wie(naam)}
        return
    with pytest.raises(RefusedError) as weigering:
        poging(hier, cast.wie(naam))
    assert str(weigering.value).endswith(".")
    assert not Wijziging.objects.exists()
    assert not Ophaalplan.objects.exists()


@pytest.mark.parametrize("act", sorted(TABEL))
def test_a_blocked_account_fetches_nothing(act: str, cast: Cast, hier: Gemeente) -> None:
    cast.anna.is_active = False
    cast.anna.save()
    with pytest.raises(RefusedError):
        TABEL[act][0](hier, cast.anna)


def test_the_reason_tells_a_reader_from_a_stranger(cast: Cast, hier: Gemeente) -> None:
    poging = TABEL["ophaling_aanvragen"][0]
    with pytest.raises(RefusedError, match="Alleen een adviseur"):
        poging(hier, cast.bram)
    with pytest.raises(RefusedError, match="Meld u aan"):
        poging(hier, cast.bezoeker)
