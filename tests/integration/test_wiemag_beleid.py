"""Who may do what to a plan: every act times every member of the cast."""

from collections.abc import Callable

import pytest
from tests.factories.inlezingen import PLANTEKST, maak_inlezing
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan
from tests.factories.uitspraken import neem_over, verwijder

from kompas.base import RefusedError
from kompas.beleid import actions
from kompas.core.access import Persoon
from kompas.core.models import Gemeente, Wijziging

Poging = Callable[[KleinPlan, Persoon], object]

ZONDER_PERSOON = {"voorbeeld_laden", "voorbeeld_verwijderen"}
"""Acts of whoever manages the computer, on the command line; no page leads to them."""

TABEL: dict[str, tuple[Poging, frozenset[str]]] = {
    "thema_wijzigen": (
        lambda k, wie: actions.thema_wijzigen(thema=k.thema, door=wie, versie=1, velden={"titel": "Anders"}),
        frozenset({"anna"}),
    ),
    "doel_wijzigen": (
        lambda k, wie: actions.doel_wijzigen(doel=k.doel, door=wie, versie=1, velden={"tekst": "Anders"}),
        frozenset({"anna"}),
    ),
    "doel_toevoegen": (
        lambda k, wie: actions.doel_toevoegen(plan=k.plan, thema=k.thema, door=wie, velden={"tekst": "Nieuw"}),
        frozenset({"anna"}),
    ),
    "doel_verwijderen": (
        lambda k, wie: actions.doel_verwijderen(doel=k.doel, door=wie, versie=1),
        frozenset({"anna"}),
    ),
    "indicator_wijzigen": (
        lambda k, wie: actions.indicator_wijzigen(indicator=k.indicator, door=wie, versie=1, velden={"naam": "Anders"}),
        frozenset({"anna"}),
    ),
    "indicator_toevoegen": (
        lambda k, wie: actions.indicator_toevoegen(
            doel=k.doel, door=wie, velden={"naam": "Nieuw", "streefsoort": "hoogstens", "is_pm": True}
        ),
        frozenset({"anna"}),
    ),
    "indicator_verwijderen": (
        lambda k, wie: actions.indicator_verwijderen(indicator=k.indicator, door=wie, versie=1),
        frozenset({"anna"}),
    ),
    "hoofdlijn_wijzigen": (
        lambda k, wie: actions.hoofdlijn_wijzigen(
            hoofdlijn=k.hoofdlijn, door=wie, versie=1, velden={"tekst": "Anders"}
        ),
        frozenset({"anna"}),
    ),
    "hoofdlijn_toevoegen": (
        lambda k, wie: actions.hoofdlijn_toevoegen(thema=k.thema, door=wie, velden={"tekst": "Nieuw"}),
        frozenset({"anna"}),
    ),
    "hoofdlijn_verwijderen": (
        lambda k, wie: actions.hoofdlijn_verwijderen(hoofdlijn=k.hoofdlijn, door=wie, versie=1),
        frozenset({"anna"}),
    ),
}

TABEL |= {
    "bevinding_overnemen": (neem_over, frozenset({"anna"})),
    "bevinding_verwijderen": (verwijder, frozenset({"anna"})),
    "document_inlezen": (
        lambda k, wie: actions.document_inlezen(gemeente=k.plan.gemeente, door=wie, naam="plan.txt", inhoud=PLANTEKST),
        frozenset({"anna"}),
    ),
    "element_beslissen": (
        lambda k, wie: actions.element_beslissen(
            element=maak_inlezing(k.plan.gemeente).elementen.get(), door=wie, versie=1, besluit="overgenomen"
        ),
        frozenset({"anna"}),
    ),
    "elementen_overnemen": (
        lambda k, wie: actions.elementen_overnemen(inlezing=maak_inlezing(k.plan.gemeente), door=wie),
        frozenset({"anna"}),
    ),
    "inlezing_overnemen": (
        lambda k, wie: actions.inlezing_overnemen(inlezing=maak_inlezing(k.plan.gemeente, "overgenomen"), door=wie),
        frozenset({"anna"}),
    ),
    "inlezing_verwerpen": (
        lambda k, wie: actions.inlezing_verwerpen(inlezing=maak_inlezing(k.plan.gemeente), door=wie),
        frozenset({"anna"}),
    ),
}


def test_every_act_is_in_the_table() -> None:
    acts = {naam for naam in actions.__all__ if naam.islower()}
    assert acts == set(TABEL) | ZONDER_PERSOON


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("act", sorted(TABEL))
def test_who_may(act: str, naam: str, cast: Cast, klein: KleinPlan) -> None:
    poging, mogen = TABEL[act]
    if naam in mogen:
        poging(klein, cast.wie(naam))
        assert {regel.door for regel in Wijziging.objects.all()} == {cast.wie(naam)}
        return
    with pytest.raises(RefusedError) as weigering:
        poging(klein, cast.wie(naam))
    assert str(weigering.value).endswith(".")
    assert not Wijziging.objects.exists()


@pytest.mark.parametrize("act", sorted(TABEL))
def test_a_blocked_account_may_nothing(act: str, cast: Cast, klein: KleinPlan) -> None:
    cast.anna.is_active = False
    cast.anna.save()
    with pytest.raises(RefusedError):
        TABEL[act][0](klein, cast.anna)


def test_the_reason_differs_for_a_reader_and_a_stranger(cast: Cast, klein: KleinPlan) -> None:
    poging = TABEL["thema_wijzigen"][0]
    with pytest.raises(RefusedError, match="Alleen een adviseur"):
        poging(klein, cast.bram)
    with pytest.raises(RefusedError, match="Meld u aan"):
        poging(klein, cast.bezoeker)


def test_an_example_municipality_is_visible_but_not_editable_for_a_stranger(
    hier: Gemeente, cast: Cast, klein: KleinPlan
) -> None:
    hier.is_voorbeeld = True
    hier.save()
    with pytest.raises(RefusedError):
        TABEL["doel_wijzigen"][0](klein, cast.dirk)
