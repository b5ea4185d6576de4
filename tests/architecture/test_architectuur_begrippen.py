"""Every word in models and web addresses stands in docs/begrippen.md, and nothing stands there that is gone."""

import re
from collections.abc import Callable, Iterator

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

Tabel = Callable[[str, str], list[list[str]]]
BESTAND = "docs/begrippen.md"
WOORD = re.compile(r"[a-z]+(?:[_-][a-z]+)*")


def woorden_in_adres(route: str) -> set[str]:
    """The fixed words of an address; parameters and file endings do not count."""
    vast = re.sub(r"<[^>]*>", "", route)
    return {deel for stuk in vast.split("/") if (deel := stuk.split(".")[0]) and WOORD.fullmatch(deel)}


def adressen(patronen: list[URLPattern | URLResolver], voor: str = "") -> Iterator[str]:
    for patroon in patronen:
        route = voor + str(patroon.pattern)
        if isinstance(patroon, URLResolver):
            yield from adressen(patroon.url_patterns, route)
        else:
            yield route


def velden(model: type[Model]) -> set[tuple[str, str]]:
    """Name and verbose name of each field; what Django's own account model brings is Django's."""
    eigen = set()
    for veld in [*model._meta.fields, *model._meta.many_to_many]:
        van_django = any(
            veld.name in basis.__dict__ for basis in model.__mro__ if basis.__module__.startswith("django.")
        )
        if not veld.auto_created and not van_django:
            eigen.add((veld.name, str(veld.verbose_name)))
    return eigen


def test_every_model_has_its_term_and_plural(modellen: list[type[Model]], tabel: Tabel) -> None:
    beschreven = {rij[2].strip("`"): (rij[0], rij[1]) for rij in tabel(BESTAND, "Begrippen") if rij[2] != "-"}
    bestaand = {
        model._meta.label: (str(model._meta.verbose_name), str(model._meta.verbose_name_plural)) for model in modellen
    }
    assert beschreven == bestaand


def test_every_term_is_complete(tabel: Tabel) -> None:
    for rij in tabel(BESTAND, "Begrippen"):
        assert len(rij) == 6, rij
        assert all(rij), rij


def test_every_field_is_explained_and_no_field_too_many(modellen: list[type[Model]], tabel: Tabel) -> None:
    beschreven = {(rij[0], rij[1]) for rij in tabel(BESTAND, "Velden")}
    bestaand = set().union(*map(velden, modellen))
    assert bestaand - beschreven == set(), "add these fields to docs/begrippen.md"
    assert beschreven - bestaand == set(), "these fields are gone: remove them from docs/begrippen.md"


def test_every_word_in_an_address_is_a_term_or_an_act(tabel: Tabel) -> None:
    begrippen = {woord for rij in tabel(BESTAND, "Begrippen") for woord in rij[:2]}
    handelingen = {rij[0] for rij in tabel(BESTAND, "Handelingen")}
    gebruikt = set().union(*map(woorden_in_adres, adressen(get_resolver().url_patterns)))
    assert gebruikt - begrippen - handelingen == set()
    assert handelingen - gebruikt == set(), "acts that no address has"


def test_the_words_of_an_address() -> None:
    assert woorden_in_adres("<slug:gemeente>/plan/<slug:plan>/grafiek.svg") == {"plan", "grafiek"}
    assert woorden_in_adres("<slug:gemeente>/rapport/<int:jaar>.<vorm>") == {"rapport"}
