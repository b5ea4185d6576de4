"""The catalogue: every theme, the five of the BBV, everything that the two plans measure, and codes that exist."""

import re
from typing import Any

import pytest

from kompas.data.definities import IndicatorDefinitie, laad_definities, meegeleverde_map
from kompas.data.definities.laden import lees_yaml
from kompas.data.definities.tabellen import laad_tabelvormen

DEFINITIES = laad_definities()
NOORDWIJK = {
    "misdrijven-totaal-zonder-online-fraude", "rapportcijfer-veiligheid-buurt", "rapportcijfer-leefbaarheid-buurt",
    "misdrijven-totaal", "woninginbraak", "bedreiging", "mishandeling", "auto-inbraak", "fietsdiefstal-alleen-fietsen",
    "overlast-verward-gedrag", "overlast-jeugd", "fraude-online-handel", "sociale-overlast", "onveilig-in-buurt",
    "meldingsbereidheid", "aangiftebereidheid", "kvo-gebieden",
}  # fmt: skip
WESTLAND = {
    "misdrijven-totaal-per-1000", "rapportcijfer-veiligheid-buurt", "overlast-buurtbewoners", "woninginbraak-per-1000",
    "auto-inbraak-per-1000", "woonoverlast-per-1000", "rapportcijfer-leefbaarheid-buurt", "overlast-jeugd-per-1000",
    "overlast-jongeren-vaak", "binge-drinken-12-18", "bedrijfsinbraak", "vermogensmisdrijven-per-1000",
    "overlast-totaal-per-1000", "overlast-een-of-meer", "buurtpreventen",
}  # fmt: skip


def in_set(key: str) -> set[str]:
    return {definitie.key for definitie in DEFINITIES.indicatoren if key in definitie.sets}


def test_there_are_enough() -> None:
    met_bron = [definitie for definitie in DEFINITIES.indicatoren if definitie.delen]
    open_data = [d for d in met_bron if d.bron not in {"partner", "politie-lokaal", "ggd-jeugd", "plandocument"}]
    assert len(open_data) >= 80


def test_every_theme_of_the_method_has_an_indicator_or_the_reason_why_not() -> None:
    editie: Any = lees_yaml(meegeleverde_map() / "kernbeleid" / "2017.yaml")
    themas = {thema["code"] for veld in editie["velden"] for thema in veld["themas"]}
    assert len(themas) == 22
    assert {thema for definitie in DEFINITIES.indicatoren for thema in definitie.methode_themas} == themas


def test_the_two_plans() -> None:
    assert in_set("plan-noordwijk") >= NOORDWIJK
    assert in_set("plan-westland") >= WESTLAND


def test_the_five_of_the_bbv_are_never_made_from_police_figures() -> None:
    bbv = [DEFINITIES.indicatoren[key] for key in sorted(in_set("bbv"))]
    assert [definitie.key for definitie in bbv] == [
        "bbv-geweld", "bbv-halt", "bbv-vernieling", "bbv-winkeldiefstal", "bbv-woninginbraak",
    ]  # fmt: skip
    for definitie in bbv:
        assert {bron for bron, _ in definitie.codes()} <= {"bbv", "cbs-criminaliteit"}
        assert definitie.eenheid.startswith("per 1.000 ")
        assert not definitie.per


@pytest.mark.parametrize("definitie", DEFINITIES.indicatoren, ids=lambda d: d.key)
def test_texts_are_for_readers(definitie: IndicatorDefinitie) -> None:
    assert definitie.omschrijving.endswith(".")
    assert definitie.titel[0].isupper() or definitie.titel[0] in "’%"
    assert not re.search(r"\d{4,5}NED", definitie.omschrijving)
    if definitie.eenheid.startswith("per ") or definitie.eenheid == "%":
        assert definitie.soort in {"verhouding", "enquete"}
    if definitie.geen_bron_omdat:
        assert len(definitie.geen_bron_omdat) > 30


def test_codes_of_tables_with_listed_measures_exist() -> None:
    """Sources whose tables say which measures they have; the rest is open-ended or a file of a partner."""
    vormen = [vorm for vorm in laad_tabelvormen().values() if not vorm.alle_maten and not vorm.soort_dimensie]
    codes: dict[str, set[str]] = {}
    for vorm in vormen:
        codes.setdefault(vorm.bron, set()).update(maat.code.format(naam=maat.naam) for maat in vorm.maten)
    gevraagd = [
        (definitie.key, bron, code)
        for definitie in DEFINITIES.indicatoren
        for bron, code in definitie.codes()
        if bron in codes
    ]
    assert len(gevraagd) >= 8
    assert [vraag for vraag in gevraagd if vraag[2] not in codes[vraag[1]]] == []


def test_every_kind_of_nuisance_and_most_crimes_have_an_indicator() -> None:
    gebruikt = {code for definitie in DEFINITIES.indicatoren for code in definitie.codes()}
    overlast = {("politie-overlast", soort.code) for soort in DEFINITIES.soortenlijsten["politie-overlast"].soorten}
    misdrijven = {("politie-misdrijven", s.code) for s in DEFINITIES.soortenlijsten["politie-misdrijven"].soorten}
    assert overlast <= gebruikt
    assert len(misdrijven & gebruikt) >= 35
