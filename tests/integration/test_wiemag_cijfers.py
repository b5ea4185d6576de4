"""Who may read figures in and make own indicators: every act times every member of the cast."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.cijferlijsten import lijst
from tests.factories.personen import NAMEN, Cast

from kompas.analyse import actions
from kompas.analyse.models import Aanlevering
from kompas.base import RefusedError
from kompas.core import actions as kernacties
from kompas.core.access import Persoon
from kompas.core.models import EigenIndicator, Gemeente, Wijziging

Poging = Callable[[Gemeente, Persoon, Cast], object]
MOGEN = frozenset({"anna"})
VELDEN: dict[str, object] = {
    "titel": "Zelf", "omschrijving": "Een eigen cijfer", "bron": "politie-misdrijven", "soort": "telling",
    "richting": "lager", "eenheid": "misdrijven", "delen": "a = 1.1.1",
}  # fmt: skip


def _lever_aan(gemeente: Gemeente, wie: Persoon) -> Aanlevering:
    bestand = SimpleUploadedFile("x.yaml", lijst({"1.1.1": {"GM0575": [78]}}))
    return actions.cijfers_aanleveren(gemeente=gemeente, door=wie, bestanden=[bestand])


def _eigen(gemeente: Gemeente, cast: Cast) -> EigenIndicator:
    return kernacties.eigen_indicator_toevoegen(gemeente=gemeente, door=cast.anna, velden=VELDEN)


TABEL: dict[str, Poging] = {
    "cijfers_aanleveren": lambda g, wie, _: _lever_aan(g, wie),
    "aanlevering_inlezen": lambda g, wie, c: actions.aanlevering_inlezen(aanlevering=_lever_aan(g, c.anna), door=wie),
    "aanlevering_verwerpen": lambda g, wie, c: actions.aanlevering_verwerpen(
        aanlevering=_lever_aan(g, c.anna), door=wie
    ),
    "eigen_indicator_toevoegen": lambda g, wie, _: kernacties.eigen_indicator_toevoegen(
        gemeente=g, door=wie, velden=VELDEN
    ),
    "eigen_indicator_wijzigen": lambda g, wie, c: kernacties.eigen_indicator_wijzigen(
        indicator=_eigen(g, c), door=wie, versie=1, velden={"titel": "Anders"}
    ),
    "eigen_indicator_verwijderen": lambda g, wie, c: kernacties.eigen_indicator_verwijderen(
        indicator=_eigen(g, c), door=wie, versie=1
    ),
}
VOORAF = {"cijfers_aanleveren", "eigen_indicator_toevoegen"}
"""Acts that need nothing to be there; the others leave a line of history of who made what they are about."""


def test_every_act_about_figures_is_in_the_table() -> None:
    eigen = {naam for naam in kernacties.__all__ if naam.startswith("eigen_")}
    assert {naam for naam in actions.__all__ if naam.islower()} | eigen == set(TABEL)


@pytest.mark.usefixtures("lege_home")
@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("act", sorted(TABEL))
def test_who_may(act: str, naam: str, cast: Cast, hier: Gemeente) -> None:
    if naam in MOGEN:
        TABEL[act](hier, cast.wie(naam), cast)
        assert {regel.door for regel in Wijziging.objects.all()} == {cast.wie(naam)}
        return
    with pytest.raises(RefusedError) as weigering:
        TABEL[act](hier, cast.wie(naam), cast)
    assert str(weigering.value).endswith(".")
    assert Wijziging.objects.exists() != (act in VOORAF)
    assert not Wijziging.objects.exclude(door=cast.anna).exists()


@pytest.mark.parametrize("act", sorted(VOORAF))
def test_a_blocked_account_may_nothing(act: str, cast: Cast, hier: Gemeente, lege_home: Path) -> None:
    cast.anna.is_active = False
    cast.anna.save()
    with pytest.raises(RefusedError):
        TABEL[act](hier, cast.anna, cast)
    assert not (lege_home / "aangeleverd").exists()


def test_the_reason_tells_a_reader_from_a_stranger(cast: Cast, hier: Gemeente) -> None:
    for naam, zin in (("bram", "Alleen een adviseur"), ("bezoeker", "Meld u aan"), ("carla", "Meld u aan")):
        with pytest.raises(RefusedError, match=zin):
            TABEL["eigen_indicator_toevoegen"](hier, cast.wie(naam), cast)
