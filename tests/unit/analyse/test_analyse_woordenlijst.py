"""The page that explains the words is fed by the thresholds."""

import re

import pytest

from kompas.analyse.rules.woordenlijst import PLAATS, Regels, een_op, woordenlijst
from kompas.stats.duiding import Onderwerp
from kompas.stats.meervoud import Drempels
from kompas.stats.verandering import Zekerheid

GEWOON = Regels(Drempels(), 3, 4.0)
STRENG = Regels(Drempels(0.01, 0.02, 0.05), 5, 0.5)


def test_every_question_has_words_with_what_they_do_not_say() -> None:
    groepen = woordenlijst(GEWOON)
    assert [groep.onderwerp for groep in groepen][:2] == [Onderwerp.VERSCHIL, Onderwerp.HOOGTE]
    for groep in groepen:
        assert groep.vraag.endswith("?")
        assert groep.hoe
        assert groep.voorbeelden
        assert all(woord.woord and woord.betekenis and woord.niet for woord in groep.woorden)


@pytest.mark.parametrize("regels", [GEWOON, STRENG], ids=["ordinary", "strict"])
def test_examples_stand_on_every_step_of_the_thresholds(regels: Regels) -> None:
    groepen = {groep.onderwerp: groep for groep in woordenlijst(regels)}
    for onderwerp in (Onderwerp.VERSCHIL, Onderwerp.HOOGTE):
        zekerheden = [voorbeeld.zekerheid for voorbeeld in groepen[onderwerp].voorbeelden]
        assert zekerheden[:3] == [Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK, Zekerheid.NIET_TE_ZEGGEN]
    assert groepen[Onderwerp.TREND].voorbeelden[0].zekerheid is Zekerheid.ZEKER


def test_other_thresholds_give_other_texts() -> None:
    def tekst(regels: Regels) -> str:
        return " ".join(f"{g.hoe} {' '.join(w.betekenis for w in g.woorden)}" for g in woordenlijst(regels))

    assert "1 op de 20" in tekst(GEWOON)
    assert "1 op de 100" in tekst(STRENG)
    assert "de 3 jaren ervoor" in tekst(GEWOON)
    assert "de 5 jaren ervoor" in tekst(STRENG)
    assert "ongeveer 0,5 signalen per jaar" in tekst(STRENG)


def test_examples_are_about_nobody() -> None:
    zinnen = [voorbeeld.zin for groep in woordenlijst(GEWOON) for voorbeeld in groep.voorbeelden]
    assert sum(PLAATS in zin for zin in zinnen) >= len(zinnen) - 3
    assert not re.search(r"Noordwijk|Westland", " ".join(zinnen))


@pytest.mark.parametrize(("deel", "tekst"), [(0.05, "1 op de 20"), (0.1, "1 op de 10"), (0.4, "1 op de 2,5")])
def test_a_share_as_people_say_it(deel: float, tekst: str) -> None:
    assert een_op(deel) == tekst
