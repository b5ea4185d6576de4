"""Who sees which municipality, and with which roles."""

import pytest
from tests.factories.personen import NAMEN, Cast

from kompas.core.access import rollen_in
from kompas.core.models import Gemeente
from kompas.core.queries import gemeente_van
from kompas.core.rules import Rol


@pytest.mark.parametrize("naam", NAMEN)
def test_an_example_is_there_for_everyone_and_another_only_for_those_with_a_role(
    naam: str, hier: Gemeente, elders: Gemeente, cast: Cast
) -> None:
    elders.is_voorbeeld = True
    elders.save()
    persoon = cast.wie(naam)
    assert gemeente_van(persoon, elders.slug) == elders
    assert (gemeente_van(persoon, hier.slug) == hier) is (naam in {"anna", "bram"})
    assert gemeente_van(persoon, "bestaat-niet") is None


def test_roles_are_per_municipality(hier: Gemeente, elders: Gemeente, cast: Cast) -> None:
    assert {naam: rollen_in(cast.wie(naam), hier) for naam in NAMEN} == {
        "anna": {Rol.ADVISEUR},
        "bram": {Rol.LEZER},
        "carla": set(),
        "dirk": set(),
        "bezoeker": set(),
    }
    assert rollen_in(cast.carla, elders) == {Rol.ADVISEUR}
