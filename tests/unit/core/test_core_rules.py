"""Roles, versions and signing in: pure decisions, each with its sentence."""

import pytest

from kompas.base import Refused
from kompas.core.rules import MAX_POGINGEN, Rol, is_dezelfde_versie, may_aanmelden, may_bewerken, may_proberen


@pytest.mark.parametrize(
    ("rollen", "uitkomst"),
    [
        (frozenset({Rol.ADVISEUR}), True),
        (frozenset({Rol.ADVISEUR, Rol.LEZER}), True),
        (frozenset({Rol.LEZER}), False),
        (frozenset(), False),
    ],
)
def test_who_may_edit(rollen: frozenset[Rol], uitkomst: bool) -> None:
    assert bool(may_bewerken(rollen)) is uitkomst


def test_every_role_is_decided_upon() -> None:
    assert {rol: bool(may_bewerken(frozenset({rol}))) for rol in Rol} == {Rol.ADVISEUR: True, Rol.LEZER: False}


@pytest.mark.parametrize(
    ("is_voorbeeld", "loopback", "uitkomst"),
    [(True, True, True), (True, False, False), (False, True, True), (False, False, True)],
)
def test_which_accounts_work_where(is_voorbeeld: bool, loopback: bool, uitkomst: bool) -> None:
    assert bool(may_aanmelden(is_voorbeeld=is_voorbeeld, loopback=loopback)) is uitkomst


def test_the_newest_version_passes_and_an_older_one_names_who_was_first() -> None:
    assert is_dezelfde_versie(3, 3, wie="Anna", wanneer="10:15") is True
    assert is_dezelfde_versie(2, 3, wie="Anna", wanneer="10:15") == Refused(
        "Dit onderdeel is intussen gewijzigd door Anna, om 10:15; bekijk de nieuwe versie en probeer opnieuw."
    )
    zonder = is_dezelfde_versie(2, 3, wie="", wanneer="")
    assert isinstance(zonder, Refused)
    assert "door" not in zonder.reason


def test_a_version_from_the_future_is_not_the_same_version() -> None:
    assert isinstance(is_dezelfde_versie(4, 3, wie="", wanneer=""), Refused)


@pytest.mark.parametrize(
    ("mislukt", "uitkomst"), [(0, True), (MAX_POGINGEN - 1, True), (MAX_POGINGEN, False), (99, False)]
)
def test_how_often_one_may_try(mislukt: int, uitkomst: bool) -> None:
    assert bool(may_proberen(mislukt)) is uitkomst
