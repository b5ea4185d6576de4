"""Thresholds of words and characteristics of groups: read, laid over each other, and refused with a reason."""

from pathlib import Path

import pytest

from kompas.data.definities import DefinitieError, laad_definities
from kompas.stats.meervoud import GEWONE_DREMPELS


def _map(map_: Path, tekst: str) -> Path:
    (map_ / "woorden.yaml").write_text(tekst, "utf-8")
    return map_


def test_what_comes_along_are_the_ordinary_thresholds() -> None:
    woorden = laad_definities().woorden
    assert woorden.drempels == GEWONE_DREMPELS
    assert (woorden.valse_alarmen_per_jaar, woorden.basisjaren, woorden.referentie.aantal) == (4, 3, 20)
    assert woorden.referentie.kenmerken[0].logaritmisch
    assert len(woorden.referentie.kenmerken) >= 2


def test_an_own_folder_only_says_what_differs(tmp_path: Path) -> None:
    woorden = laad_definities(_map(tmp_path, "woorden: {zeker: 0.01, valse_alarmen_per_jaar: 2}")).woorden
    assert (woorden.zeker, woorden.waarschijnlijk, woorden.valse_alarmen_per_jaar) == (0.01, 0.10, 2)
    assert woorden.drempels.zeker == 0.01
    assert woorden.referentie == laad_definities().woorden.referentie


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        ("woorden: [1]", "verwacht één veld 'woorden'"),
        ("drempels: {zeker: 0.1}", "verwacht één veld 'woorden'"),
        ("woorden: {zeker: 0}", "veld zeker"),
        ("woorden: {zeker: 0.2}", "zeker is hoogstens waarschijnlijk"),
        ("woorden: {waarschijnlijk_samen: 0.05}", "hoogstens waarschijnlijk_samen"),
        ("woorden: {basisjaren: 0}", "veld basisjaren"),
        ("woorden: {zeker: .nan}", "veld zeker"),
        ("woorden: {valse_alarmen_per_jaar: .inf}", "veld valse_alarmen_per_jaar"),
        ("woorden: {valse_alarmen_per_jaar: .nan}", "veld valse_alarmen_per_jaar"),
        ("woorden: {referentie: {kenmerken: [{indicator: inwoners, titel: a, gewicht: .inf}]}}", "gewicht"),
        ("woorden: {seker: 0.01}", "veld seker: dit veld bestaat niet"),
        ("woorden: {referentie: {aantal: 3}}", "veld referentie.aantal"),
        ("woorden: {referentie: {kenmerken: [{indicator: bestaat-niet, titel: iets}]}}", "bestaat-niet bestaat niet"),
        ("woorden: {referentie: {kenmerken: [{indicator: inwoners, titel: a}, {indicator: inwoners, titel: b}]}}",
         "staat er twee keer in"),
        ("woorden: {referentie: {kenmerken: [{indicator: fraude-online-handel, titel: a}]}}", "niet openbaar"),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_field(tmp_path: Path, tekst: str, deel: str) -> None:
    with pytest.raises(DefinitieError, match=r"woorden\.yaml") as fout:
        laad_definities(_map(tmp_path, tekst))
    assert deel in str(fout.value)
