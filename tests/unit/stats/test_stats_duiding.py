"""Words by rules: facts in, a sentence out. The situations stand in situaties_duiding.yaml, to be read by anybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from kompas.stats.duiding import (
    Artefactfeit,
    Feit,
    Geen,
    Hoogte,
    Kansfeit,
    Onderwerp,
    Reeksnaam,
    Signaalfeit,
    Trendfeit,
    Uitspraak,
    Verschil,
    duid,
    kans_tekst,
    uitleg,
)
from kompas.stats.meervoud import Drempels
from kompas.stats.verandering import Zekerheid

BESTAND = Path(__file__).parent / "situaties_duiding.yaml"


@dataclass(frozen=True)
class Situatie:
    """One line of the table: a fact about a series, what is said about it, and what a reader might wrongly conclude."""

    situatie: str
    naam: Reeksnaam
    feiten: tuple[Feit, ...]
    andere_woorden: int
    woord: str
    zin: str
    fout: str
    let_op: str

    def uitspraak(self) -> Uitspraak:
        """The statement about the first fact; the other words on the page all came out of chance."""
        anderen = [_verschil(van="2023", tot="2024", eerder=10, later=10, p=1.0)] * self.andere_woorden
        return duid([(self.naam, self.feiten), (self.naam, anderen)], Drempels(), "deze tabel")[0][0]


def _verschil(**velden: Any) -> Verschil:
    eerder, later = velden["eerder"], velden["later"]
    basis = {
        "verhouding": later / eerder if eerder else float("inf"),
        "laag": 0.0,
        "hoog": float("inf"),
        "methode": "E-toets",
    }
    return Verschil(**(basis | velden))


def _trend(**velden: Any) -> Trendfeit:
    basis: dict[str, Any] = {"eigen_laag": velden["eigen"] - 0.02, "eigen_hoog": velden["eigen"] + 0.02}
    if "verschil" in velden:
        basis |= {"verschil_laag": velden["verschil"] - 0.01, "verschil_hoog": velden["verschil"] + 0.01}
        basis["aantal_elders"] = 341
    return Trendfeit(**(basis | velden))


MAKERS: Mapping[str, Any] = {
    "verschil": _verschil,
    "hoogte": Hoogte,
    "trend": _trend,
    "kans": Kansfeit,
    "signaal": Signaalfeit,
    "artefact": Artefactfeit,
    "geen": lambda **velden: Geen(Onderwerp(velden["onderwerp"]), velden["reden"]),
}


def _feit(rij: Mapping[str, Any]) -> Feit:
    soort = next(naam for naam in MAKERS if naam in rij)
    feit: Feit = MAKERS[soort](**rij[soort])
    return feit


def lees(bestand: Path = BESTAND) -> list[Situatie]:
    inhoud = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    reeksen = {
        sleutel: Reeksnaam(**({"gemeente": "Noordwijk"} | velden)) for sleutel, velden in inhoud["reeksen"].items()
    }
    return [
        Situatie(
            rij["situatie"],
            reeksen[rij["reeks"]],
            (_feit(rij), *map(_feit, rij.get("naast", []))),
            rij.get("andere_woorden", 0),
            *(rij.get(veld, "") for veld in ("woord", "zin", "fout", "let_op")),
        )
        for rij in inhoud["situaties"]
    ]


SITUATIES = lees()


@pytest.mark.parametrize("situatie", [pytest.param(s, id=s.situatie) for s in SITUATIES])
def test_what_is_said(situatie: Situatie) -> None:
    uitspraak = situatie.uitspraak()
    assert f"{uitspraak.symbool} {uitspraak.woord}" == situatie.woord
    assert uitspraak.zin == situatie.zin


@pytest.mark.parametrize("situatie", [pytest.param(s, id=s.situatie) for s in SITUATIES])
def test_what_a_council_member_would_wrongly_conclude_is_answered(situatie: Situatie) -> None:
    assert situatie.fout
    assert situatie.let_op
    assert any(situatie.let_op in zin for zin in situatie.uitspraak().let_op)


def test_the_table_is_large_enough_and_has_every_question_and_every_word() -> None:
    assert len({s.situatie for s in SITUATIES}) == len(SITUATIES) >= 60
    uitspraken = [s.uitspraak() for s in SITUATIES]
    assert {u.onderwerp for u in uitspraken} == set(Onderwerp) - {
        Onderwerp.EFFECT
    }  # effects have statements of their own
    assert {u.zekerheid for u in uitspraken} == set(Zekerheid)
    assert {u.gunstig for u in uitspraken} == {True, False, None}


# B1: what a reader at that level stumbles over ------------------------------------------------------------------------

VERBODEN = re.compile(
    r"significan|p-waarde|statisti|betrouwbaarheid|interval|hypothes|percentiel|mediaan|regressie|dispersie|correl"
    r"|variantie|procentpunt|trendbreuk|confiden|derhalve|middels|indien|echter|dient te|ten opzichte van|betreffende"
    r"|alsmede|conform|teneinde|inzake|desalniettemin|aangaande|omtrent|t/m|bijv\.|o\.a\.|%-punt|None|nan\b|\binf\b",
    re.IGNORECASE,
)
MEESTE_WOORDEN = 25


def _zinnen(tekst: str) -> list[str]:
    return re.findall(r"[^.!?]+(?:[.,]\d[^.!?]*)*[.!?]", tekst)


def _woorden(zin: str) -> int:
    """A period such as `2021 tot en met 2023` or `per 1.000 inwoners` is read as one."""
    return len(
        re.sub(r"\d{4} tot en met \d{4}|de 12 maanden tot en met \w+ \d{4}|per 1\.000 inwoners", "x", zin).split()
    )


def _teksten(u: Uitspraak) -> list[str]:
    return [u.zin, *u.let_op]


@pytest.mark.parametrize("situatie", [pytest.param(s, id=s.situatie) for s in SITUATIES])
def test_plain_language(situatie: Situatie) -> None:
    uitspraak = situatie.uitspraak()
    for tekst in _teksten(uitspraak):
        assert not VERBODEN.search(tekst), tekst
        assert tekst[0].isupper() or tekst[0] == "‘", tekst
        assert tekst.endswith("."), tekst
        assert "  " not in tekst
        assert " ." not in tekst
        assert ".." not in tekst
        for zin in _zinnen(tekst):
            assert _woorden(zin) <= MEESTE_WOORDEN, zin
    assert sum(map(_woorden, _zinnen(uitspraak.zin))) <= 48
    assert len(uitspraak.woord.split()) <= 8


def test_sentences_are_short_on_average() -> None:
    lengtes = [_woorden(zin) for s in SITUATIES for tekst in _teksten(s.uitspraak()) for zin in _zinnen(tekst)]
    assert sum(lengtes) / len(lengtes) <= 12


@pytest.mark.parametrize("situatie", [pytest.param(s, id=s.situatie) for s in SITUATIES])
def test_numbers_are_dutch_and_no_more_precise_than_they_are(situatie: Situatie) -> None:
    uitspraak = situatie.uitspraak()
    getallen = [getal for _, getal in uitspraak.getallen]
    for tekst in [*_teksten(uitspraak), *getallen]:
        assert not re.search(r"\d\.\d(?!\d\d)", tekst), tekst  # a point is for thousands
        assert not re.search(r"\d,\d{3}", re.sub(r"p (?:=|<) 0,\d{3}", "", tekst)), tekst
        assert not re.search(r"(?<![\d,.])1 (misdrijven|meldingen|gevallen|signalen|punten)\b", tekst), tekst
        assert not re.search(r"(?<![\d,.])(?:[02-9]|\d\d+) (misdrijf|melding|geval|signaal)\b", tekst), tekst
    if situatie.naam.eenheid != "%":
        assert not re.search(r"\d,\d+%", " ".join(_teksten(uitspraak)))


def test_a_chance_is_said_in_steps_of_five() -> None:
    assert [kans_tekst(kans) for kans in (0, 0.04, 0.05, 0.08, 0.28, 0.35, 0.5, 0.94, 0.96, 1)] == [
        "minder dan 5%",
        "minder dan 5%",
        "ongeveer 5%",
        "ongeveer 10%",
        "ongeveer 30%",
        "ongeveer 35%",
        "ongeveer 50%",
        "ongeveer 95%",
        "meer dan 95%",
        "meer dan 95%",
    ]


# The words explained --------------------------------------------------------------------------------------------------


def test_every_word_is_explained_where_it_stands() -> None:
    uitgelegd = {(w.onderwerp, symbool) for w in uitleg(Drempels()) for symbool in w.symbool.split()}
    for situatie in SITUATIES:
        uitspraak = situatie.uitspraak()
        if uitspraak.woord != "niet te beoordelen":  # explained once, for every question
            assert (uitspraak.onderwerp, uitspraak.symbool) in uitgelegd, situatie.situatie


def test_the_explanation_follows_the_thresholds() -> None:
    tekst = " ".join(w.betekenis + w.niet for w in uitleg(Drempels(0.01, 0.05, 0.10), valse_per_jaar=1))
    assert "1 op de 100" in tekst
    assert "1 op de 10 onterecht" in tekst
    assert "1 signaal per jaar" in tekst


def test_the_handbook_has_every_word_as_it_is_explained(repo: Path) -> None:
    """`docs/handleiding/woorden.md` is the same text as the page in the product."""
    tekst = (repo / "docs/handleiding/woorden.md").read_text(encoding="utf-8")
    for woord in uitleg(Drempels()):
        assert f"| {woord.symbool} | {woord.woord} | {woord.betekenis} | {woord.niet} |" in tekst


def test_explanations_are_plain_language() -> None:
    for woord in uitleg(Drempels()):
        for tekst in (woord.betekenis, woord.niet):
            assert not VERBODEN.search(tekst)
            assert all(_woorden(zin) <= MEESTE_WOORDEN for zin in _zinnen(tekst)), tekst


def test_a_rate_of_many_incidents_is_not_called_small_numbers() -> None:
    situatie = next(s for s in SITUATIES if s.situatie.startswith("verhouding die sterk schommelt"))
    assert not any("kleine aantallen" in zin for zin in situatie.uitspraak().let_op)


def test_the_movement_elsewhere_has_its_test_in_the_panel() -> None:
    situatie = next(s for s in SITUATIES if "In 341 andere gemeenten samen is het met" in s.zin)
    assert any("toets van de richting daar" in wat for wat, _ in situatie.uitspraak().getallen)
