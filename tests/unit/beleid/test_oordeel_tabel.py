# ruff: noqa: E501  (one situation per line reads as a table)
"""The table of verdicts: situation, verdict, rule, and a piece of the sentence that a reader gets."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.beleid.rules import (
    Breuk,
    Doelvraag,
    Niveau,
    Oordeel,
    Richting,
    Soort,
    Streefsoort,
    Uitschieter,
    beoordeel,
    beoordeel_samen,
)

HOOGSTENS, MINSTENS, VAST = Streefsoort.HOOGSTENS, Streefsoort.MINSTENS, Streefsoort.VASTHOUDEN
BEHAALD, OP_KOERS, ACHTER = Oordeel.BEHAALD, Oordeel.OP_KOERS, Oordeel.ACHTER_OP_KOERS
ZEGGEN, BEOORDELEN = Oordeel.NIET_TE_ZEGGEN, Oordeel.NIET_TE_BEOORDELEN


def telling(jaar: int, aantal: float) -> Waarde:
    return Waarde("misdrijven", Periode.jaar(jaar), "misdrijven", getal=aantal)


def per_1000(jaar: int, aantal: int, inwoners: int) -> Waarde:
    tempo = aantal / inwoners * 1000
    return Waarde(
        "inbraken", Periode.jaar(jaar), "per 1.000 inwoners", getal=tempo, telling=aantal, noemer=inwoners, decimalen=2
    )


def enquete(jaar: int, getal: float, laag: float | None = None, hoog: float | None = None) -> Waarde:
    return Waarde("rapportcijfer", Periode.jaar(jaar), "", getal=getal, laag=laag, hoog=hoog, decimalen=1)


def zonder(jaar: int, reden: GeenCijfer, uitleg: str = "", delen: tuple[Waarde, ...] = ()) -> Waarde:
    herkomst = Herkomst(bron="politie", delen=delen)
    return Waarde("totaal", Periode.jaar(jaar), "", reden=reden, uitleg=uitleg, herkomst=herkomst)


def vraag(**velden: object) -> Doelvraag:
    """A count that should fall from 100 in 2019 to at most 80 in 2023, judged in the target year."""
    basis: dict[str, object] = {
        "naam": "misdrijven",
        "soort": Soort.TELLING,
        "streefsoort": HOOGSTENS,
        "richting": Richting.LAGER,
        "streef": 80.0,
        "doeljaar": 2023,
        "peiljaar": 2023,
        "uitgang": telling(2019, 100),
    }
    return Doelvraag(**(basis | velden))  # type: ignore[arg-type]


def rapportcijfer(**velden: object) -> Doelvraag:
    basis: dict[str, object] = {
        "naam": "rapportcijfer",
        "soort": Soort.ENQUETE,
        "streefsoort": MINSTENS,
        "richting": Richting.HOGER,
        "streef": 7.5,
        "uitgang": enquete(2019, 7.4),
    }
    return vraag(**(basis | velden))


def schaal(**velden: object) -> Doelvraag:
    basis: dict[str, object] = {
        "soort": Soort.KWALITATIEF,
        "streefsoort": Streefsoort.KWALITATIEF,
        "streef": 3.0,
        "schaal": ("slechter", "gelijk", "beter"),
        "uitgang": None,
    }
    return vraag(**(basis | velden))


WESTLAND_WONING = vraag(
    naam="woninginbraken (p/1.000 inwoners)",
    soort=Soort.VERHOUDING,
    streef=3.5,
    doeljaar=2022,
    peiljaar=2022,
    uitgang=Waarde("woninginbraken", Periode.jaar(2017), "per 1.000 inwoners", getal=3.8, decimalen=1),
    reeks=(per_1000(2017, 406, 106_562), per_1000(2022, 153, 113_668)),
    eenheid="per 1.000 inwoners",
    per=1000,
)
WESTLAND_AUTO = replace(
    WESTLAND_WONING,
    streef=1.5,
    uitgang=Waarde("auto-inbraak", Periode.jaar(2017), "per 1.000 inwoners", getal=1.6, decimalen=1),
    reeks=(per_1000(2017, 155, 106_562), per_1000(2022, 138, 113_668)),
)
WESTLAND_BEDRIJVEN = vraag(
    streef=150.0,
    doeljaar=2022,
    peiljaar=2022,
    uitgang=telling(2017, 177),
    reeks=(telling(2017, 177), telling(2022, 93)),
)
NOORDWIJK_TOTAAL = vraag(
    streef=1400.0,
    doeljaar=2024,
    peiljaar=2024,
    uitgang=telling(2019, 1538),
    reeks=(
        telling(2019, 1538),
        zonder(
            2024,
            GeenCijfer.NIET_TE_BEOORDELEN,
            delen=(
                telling(2024, 1500),
                Waarde("Fraude met online-handel", Periode.jaar(2024), "", reden=GeenCijfer.ONTBREEKT),
            ),
        ),
    ),
)
ONDERWEG = vraag(peiljaar=2021)  # the path: 90 in 2021

TABEL = [
    # The two plans.
    ("Westland woninginbraken", WESTLAND_WONING, BEHAALD, "telling-doel-gehaald", "1,35 per 1.000 inwoners in 2022; het doel was hoogstens 3,5"),
    ("Westland woninginbraken: de daling", WESTLAND_WONING, BEHAALD, "telling-doel-gehaald", "De daling sinds 2017 is zeker"),
    ("Westland auto-inbraak", WESTLAND_AUTO, BEHAALD, "telling-doel-gehaald", "1,21 per 1.000 inwoners"),
    ("Westland auto-inbraak: de daling", WESTLAND_AUTO, BEHAALD, "telling-doel-gehaald", "Het verschil met 2017 kan toeval zijn"),
    ("Westland bedrijven", WESTLAND_BEDRIJVEN, BEHAALD, "telling-doel-gehaald", "93 in 2022; het doel was hoogstens 150"),
    ("Noordwijk totaal", NOORDWIJK_TOTAAL, BEOORDELEN, "formule-onvolledig", "'Fraude met online-handel' over 2024 ontbreekt"),
    ("Westland woonoverlast", vraag(is_pm=True, streef=None, uitgang=None), BEOORDELEN, "pm", "laat de waarde open (PM)"),
    # What cannot be judged.
    ("PM met eigenaar", vraag(is_pm=True, pm_toelichting="De adviseur vult die in."), BEOORDELEN, "pm", "De adviseur vult die in."),
    ("geen indicator", vraag(geen_indicator_omdat="Goede getallen zijn er niet."), BEOORDELEN, "geen-indicator", "omdat goede getallen"),
    ("geen streefwaarde", vraag(streef=None), BEOORDELEN, "geen-streefwaarde", "geen streefwaarde"),
    ("geen doeljaar", vraag(doeljaar=None), BEOORDELEN, "geen-doeljaar", "in welk jaar"),
    ("geen definitie", vraag(zonder_cijfers_omdat="Hier hoort nog geen bron bij."), BEOORDELEN, "geen-cijfers", "nog geen bron"),
    ("geen enkel cijfer", vraag(), BEOORDELEN, "geen-cijfers", "geen cijfers ingelezen"),
    ("niet gepubliceerd", vraag(reeks=(telling(2022, 90), zonder(2023, GeenCijfer.NIET_GEPUBLICEERD))), BEOORDELEN, "geen-cijfer", "Over 2023 is er geen cijfer: niet gepubliceerd. Het laatste cijfer is van 2022"),
    ("onderdrukt", vraag(reeks=(telling(2022, 90), zonder(2023, GeenCijfer.ONDERDRUKT, "Te weinig gevallen."))), BEOORDELEN, "geen-cijfer", "te weinig gevallen"),
    ("jaar niet in reeks", vraag(reeks=(telling(2020, 90),)), BEOORDELEN, "geen-cijfer", "Het laatste cijfer is van 2020"),
    ("reeksbreuk", vraag(reeks=(telling(2023, 70),), breuken=(Breuk(2021, "De telling is veranderd."),)), BEOORDELEN, "reeksbreuk", "vanaf 2021 zijn niet te vergelijken met de uitgangswaarde van 2019: de telling is veranderd"),
    ("breuk in het uitgangsjaar zelf", vraag(reeks=(telling(2023, 70),), breuken=(Breuk(2019, "Nieuw."),)), BEHAALD, "telling-doel-gehaald", "70 in 2023"),
    ("geen nieuw cijfer", vraag(peiljaar=2019, reeks=(telling(2019, 100),)), BEOORDELEN, "nog-geen-nieuw-cijfer", "nog geen nieuw cijfer"),
    ("vasthouden zonder niveau", vraag(streefsoort=VAST, streef=None, uitgang=None, reeks=(telling(2023, 70),)), BEOORDELEN, "geen-uitgangswaarde", "geen niveau"),
    ("onderweg zonder uitgangswaarde", vraag(peiljaar=2021, uitgang=None, reeks=(telling(2021, 85),)), BEOORDELEN, "geen-uitgangswaarde", "geen pad naar het doel"),
    # Counts, target year.
    ("gehaald, zeker", vraag(reeks=(telling(2019, 100), telling(2023, 60))), BEHAALD, "telling-doel-gehaald", "De daling sinds 2019 is zeker"),
    ("gehaald, waarschijnlijk", vraag(reeks=(telling(2019, 100), telling(2023, 75))), BEHAALD, "telling-doel-gehaald", "waarschijnlijk, maar niet zeker"),
    ("gehaald, misschien toeval", vraag(reeks=(telling(2019, 100), telling(2023, 80))), BEHAALD, "telling-doel-gehaald", "kan toeval zijn"),
    ("net niet gehaald", vraag(reeks=(telling(2019, 100), telling(2023, 81))), ACHTER, "telling-doel-niet-gehaald", "niet gehaald"),
    ("niet gehaald en gestegen", vraag(reeks=(telling(2019, 100), telling(2023, 140))), ACHTER, "telling-doel-niet-gehaald", "De stijging sinds 2019 is zeker"),
    ("nul gehaald", vraag(streef=0.0, uitgang=telling(2019, 3), reeks=(telling(2019, 3), telling(2023, 0))), BEHAALD, "telling-doel-gehaald", "0 in 2023"),
    ("minstens gehaald", vraag(streefsoort=MINSTENS, streef=120.0, reeks=(telling(2023, 150),)), BEHAALD, "telling-doel-gehaald", "minstens 120"),
    ("minstens niet gehaald", vraag(streefsoort=MINSTENS, streef=120.0, reeks=(telling(2023, 119),)), ACHTER, "telling-doel-niet-gehaald", "niet gehaald"),
    ("zonder uitgangswaarde gehaald", vraag(uitgang=None, reeks=(telling(2023, 79),)), BEHAALD, "telling-doel-gehaald", "niet getoetst"),
    ("later dan het doeljaar", vraag(peiljaar=2025, reeks=(telling(2023, 70), telling(2025, 99))), BEHAALD, "telling-doel-gehaald", "70 in 2023"),
    # Counts, on the way.
    ("op het pad, zeker", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 65))), OP_KOERS, "telling-op-pad-zeker", "voor het pad naar het doel (90 in 2021)"),
    ("op het pad, onzeker", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 88))), ZEGGEN, "telling-op-pad-onzeker", "kan toeval zijn"),
    ("precies op het pad", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 90))), ZEGGEN, "telling-op-pad-onzeker", "op of voor het pad"),
    ("naast het pad, buiten de marge", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 130))), ACHTER, "telling-naast-pad", "buiten de marge van het cijfer (109 tot 154)"),
    ("naast het pad, buiten de marge, maar het cijfer schommelt", replace(ONDERWEG, phi=lambda aantal: 1 + 0.03 * aantal, reeks=(telling(2019, 100), telling(2021, 112))), ZEGGEN, "telling-naast-pad-samen-onzeker", "schommelen van jaar tot jaar meer dan hun marge"),
    ("naast het pad, binnen de marge", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 98))), ZEGGEN, "telling-naast-pad-binnen-marge", "binnen de marge"),
    ("start haalde het al, blijft", vraag(peiljaar=2021, streef=110.0, reeks=(telling(2019, 100), telling(2021, 104))), OP_KOERS, "telling-niet-slechter", "al gehaald"),
    ("start haalde het al, zakt weg", vraag(peiljaar=2021, streef=110.0, reeks=(telling(2019, 100), telling(2021, 150))), ACHTER, "telling-zeker-slechter", "zeker slechter"),
    ("evenveel op meer inwoners is een daling", replace(WESTLAND_WONING, reeks=(per_1000(2017, 300, 75_000), per_1000(2022, 300, 110_000))), BEHAALD, "telling-doel-gehaald", "De daling sinds 2017 is zeker"),
    # To hold a level.
    ("vasthouden, einde", vraag(streefsoort=VAST, streef=None, reeks=(telling(2019, 100), telling(2023, 108))), BEHAALD, "vasthouden-niet-slechter", "niet zeker slechter"),
    ("vasthouden, onderweg", vraag(streefsoort=VAST, streef=None, peiljaar=2021, reeks=(telling(2019, 100), telling(2021, 95))), OP_KOERS, "vasthouden-niet-slechter", "niet zeker slechter"),
    ("vasthouden, zeker slechter", vraag(streefsoort=VAST, streef=None, reeks=(telling(2019, 100), telling(2023, 150))), ACHTER, "vasthouden-zeker-slechter", "zeker slechter"),
    ("vasthouden, hoger is beter", vraag(streefsoort=VAST, streef=None, richting=Richting.HOGER, reeks=(telling(2019, 100), telling(2023, 150))), BEHAALD, "vasthouden-niet-slechter", "vasthouden op 100"),
    ("vasthouden, niet te toetsen", replace(WESTLAND_WONING, streefsoort=VAST, streef=None, reeks=(per_1000(2022, 500, 113_668),)), ZEGGEN, "vasthouden-niet-te-toetsen", "niet getoetst"),
    ("vasthouden, beter maar niet te toetsen", replace(WESTLAND_WONING, streefsoort=VAST, streef=None, reeks=(per_1000(2022, 153, 113_668),)), BEHAALD, "vasthouden-niet-slechter", "vasthouden op 3,8"),
    # Surveys, target year.
    ("enquete, hele marge goed", rapportcijfer(reeks=(enquete(2023, 7.8, 7.6, 8.0),)), BEHAALD, "enquete-doel-gehaald", "hele marge (7,6 tot 8,0) voldoet"),
    ("enquete, doel op de grens", rapportcijfer(reeks=(enquete(2023, 7.6, 7.5, 7.7),)), BEHAALD, "enquete-doel-gehaald", "voldoet aan het doel"),
    ("enquete, doel binnen de marge", rapportcijfer(reeks=(enquete(2023, 7.6, 7.4, 7.8),)), ZEGGEN, "enquete-doel-binnen-marge", "ligt binnen de marge van de meting (7,4 tot 7,8)"),
    ("enquete, hele marge fout", rapportcijfer(reeks=(enquete(2023, 7.1, 6.9, 7.3),)), ACHTER, "enquete-doel-niet-gehaald", "niet gehaald"),
    ("enquete, zonder marge", rapportcijfer(reeks=(enquete(2023, 7.9),)), ZEGGEN, "enquete-zonder-marge", "marge van dit cijfer is niet bekend"),
    ("enquete, hoogstens", rapportcijfer(streefsoort=HOOGSTENS, streef=4.0, eenheid="%", reeks=(enquete(2023, 3.1, 2.2, 3.9),)), BEHAALD, "enquete-doel-gehaald", "3,1% in 2023; het doel was hoogstens 4%"),
    ("enquete, golf van een jaar eerder", rapportcijfer(reeks=(enquete(2022, 7.8, 7.6, 8.0),)), BEHAALD, "enquete-doel-gehaald", "7,8 in 2022"),
    ("enquete, golf van twee jaar eerder", rapportcijfer(reeks=(enquete(2021, 7.8, 7.6, 8.0),)), BEOORDELEN, "geen-cijfer", "Het laatste cijfer is van 2021"),
    ("aard onbekend", rapportcijfer(soort=Soort.ONBEKEND, reeks=(enquete(2023, 7.9),)), ZEGGEN, "enquete-zonder-marge", "telling of een steekproef"),
    # Surveys, on the way: the path is 7,45 in 2021.
    ("enquete onderweg, voor", rapportcijfer(peiljaar=2021, reeks=(enquete(2021, 7.7, 7.5, 7.9),)), OP_KOERS, "enquete-voor-op-pad", "ligt voor op het pad"),
    ("enquete onderweg, achter", rapportcijfer(peiljaar=2021, reeks=(enquete(2021, 7.0, 6.8, 7.2),)), ACHTER, "enquete-achter-op-pad", "ligt achter op het pad"),
    ("enquete onderweg, binnen", rapportcijfer(peiljaar=2021, reeks=(enquete(2021, 7.5, 7.3, 7.7),)), ZEGGEN, "enquete-pad-binnen-marge", "binnen de marge (7,3 tot 7,7)"),
    ("enquete vasthouden", rapportcijfer(streefsoort=VAST, streef=None, reeks=(enquete(2023, 7.3, 7.1, 7.5),)), BEHAALD, "vasthouden-niet-slechter", "niet zeker slechter"),
    ("enquete vasthouden, slechter", rapportcijfer(streefsoort=VAST, streef=None, reeks=(enquete(2023, 7.0, 6.8, 7.2),)), ACHTER, "vasthouden-zeker-slechter", "slechter"),
    # A qualitative scale.
    ("niveau bereikt", schaal(niveaus=(Niveau(2023, "beter", "RIEC", "beeld 2023"),)), BEHAALD, "niveau-bereikt", "RIEC beoordeelt dit in 2023 als 'beter' (beeld 2023)"),
    ("niveau bereikt onderweg", schaal(peiljaar=2021, niveaus=(Niveau(2021, "beter", "RIEC", "beeld"),)), OP_KOERS, "niveau-bereikt", "is bereikt"),
    ("niveau niet bereikt", schaal(niveaus=(Niveau(2023, "gelijk", "RIEC", "beeld"),)), ACHTER, "niveau-niet-bereikt", "niet bereikt"),
    ("niveau nog niet bereikt", schaal(peiljaar=2021, niveaus=(Niveau(2021, "gelijk", "RIEC", "beeld"),)), ZEGGEN, "niveau-nog-niet-bereikt", "nog tijd"),
    ("niveau van na het doeljaar telt niet", schaal(niveaus=(Niveau(2025, "beter", "RIEC", "beeld"),)), BEOORDELEN, "niveau-ontbreekt", "nog geen niveau"),
    ("niveau zonder onderbouwing", schaal(niveaus=(Niveau(2023, "beter", "RIEC"),)), BEOORDELEN, "niveau-zonder-onderbouwing", "waarop het steunt"),
    ("niveau zonder beoordelaar", schaal(niveaus=(Niveau(2023, "beter"),)), BEOORDELEN, "niveau-zonder-onderbouwing", "wie het beoordeelde"),
    ("niveau buiten de schaal", schaal(niveaus=(Niveau(2023, "prima", "RIEC", "beeld"),)), BEOORDELEN, "niveau-onbekend", "'prima' staat niet op de schaal"),
    ("schaal leeg", schaal(schaal=()), BEOORDELEN, "schaal-ontbreekt", "nog niet ingevuld"),
    ("geen streefniveau", schaal(streef=None), BEOORDELEN, "geen-streefniveau", "geen niveau"),
]  # fmt: skip


def onzeker(aantal: int) -> tuple[Doelvraag, ...]:
    """Indicators of the same plan in which nothing happened."""
    return (replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 99))),) * aantal


# One goal beside others of its plan: its word is corrected for all of them.
SAMEN = [
    ("gehaald, zeker op zichzelf", vraag(reeks=(telling(2019, 100), telling(2023, 71))), 9, BEHAALD, "telling-doel-gehaald", "kan toeval zijn"),
    ("gehaald, ook samen zeker", vraag(reeks=(telling(2019, 100), telling(2023, 50))), 9, BEHAALD, "telling-doel-gehaald", "De daling sinds 2019 is zeker"),
    ("Westland woninginbraken", WESTLAND_WONING, 9, BEHAALD, "telling-doel-gehaald", "De daling sinds 2017 is zeker"),
    ("op het pad, samen onzeker", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 71))), 9, ZEGGEN, "telling-op-pad-onzeker", "kan toeval zijn"),
    ("naast het pad, samen onzeker", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 112))), 9, ZEGGEN, "telling-naast-pad-samen-onzeker", "in dit plan zijn 20 verschillen getoetst"),
    ("naast het pad, ook samen", replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 150))), 9, ACHTER, "telling-naast-pad", "buiten de marge"),
    ("start haalde het al, samen onzeker", vraag(peiljaar=2021, streef=110.0, reeks=(telling(2019, 100), telling(2021, 133))), 9, OP_KOERS, "telling-niet-slechter", "niet zeker slechter"),
    ("vasthouden, samen onzeker", vraag(streefsoort=VAST, streef=None, reeks=(telling(2019, 100), telling(2023, 133))), 9, BEHAALD, "vasthouden-niet-slechter", "niet zeker slechter"),
    ("enquete, samen onzeker", rapportcijfer(reeks=(enquete(2023, 7.8, 7.52, 8.08),)), 9, ZEGGEN, "enquete-samen-onzeker", "ligt net naast het doel"),
    ("enquete, ook samen", rapportcijfer(reeks=(enquete(2023, 7.8, 7.65, 7.95),)), 9, BEHAALD, "enquete-doel-gehaald", "voldoet"),
    ("enquete onderweg, samen onzeker", rapportcijfer(peiljaar=2021, reeks=(enquete(2021, 7.0, 6.6, 7.4),)), 9, ZEGGEN, "enquete-samen-onzeker", "ligt net naast het pad"),
    ("enquete vasthouden, samen onzeker", rapportcijfer(streefsoort=VAST, streef=None, reeks=(enquete(2023, 7.0, 6.62, 7.38),)), 9, BEHAALD, "vasthouden-niet-slechter", "niet zeker slechter"),
]  # fmt: skip


REGELS = {rij[3] for rij in TABEL} | {rij[4] for rij in SAMEN}


@pytest.mark.parametrize(
    ("vraag_", "anderen", "oordeel", "regel", "fragment"), [pytest.param(*rij, id=naam) for naam, *rij in SAMEN]
)
def test_verdict_beside_others(vraag_: Doelvraag, anderen: int, oordeel: Oordeel, regel: str, fragment: str) -> None:
    gevonden = beoordeel_samen((vraag_, *onzeker(anderen)))[0]
    assert (gevonden.oordeel, gevonden.regel) == (oordeel, regel), gevonden.want
    assert fragment in gevonden.want
    assert gevonden.q is None or gevonden.p is None or gevonden.q >= gevonden.p


@pytest.mark.parametrize("vraag_", [pytest.param(rij[1], id=rij[0]) for rij in TABEL])
def test_a_goal_by_itself_is_judged_by_its_own_test(vraag_: Doelvraag) -> None:
    los, samen = beoordeel(vraag_), beoordeel_samen([vraag_])[0]
    toetsen = {los.p} - {None}
    if los.regel not in ("telling-naast-pad", "telling-naast-pad-samen-onzeker"):  # these rest on two tests
        assert (samen.oordeel, samen.regel) == (los.oordeel, los.regel)
        assert samen.q in (toetsen or {None})


def test_the_verdicts_keep_their_order_and_those_without_test_count_for_nothing() -> None:
    pm = vraag(is_pm=True, streef=None, uitgang=None)
    zeker = vraag(reeks=(telling(2019, 100), telling(2023, 71)))
    gevonden = beoordeel_samen([pm, zeker, pm, pm, pm])
    assert [een.regel for een in gevonden] == ["pm", "telling-doel-gehaald", "pm", "pm", "pm"]
    assert "is zeker" in gevonden[1].want
    assert beoordeel_samen([]) == ()


def test_of_the_certain_words_in_a_plan_where_nothing_happened_few_are_wrong() -> None:
    """A hundred plans with twenty indicators, all Poisson 100 twice: by itself 5% is certain, together about none."""
    rng = np.random.default_rng(4)
    los = samen = 0
    for _ in range(100):
        plan = [vraag(reeks=(telling(2019, van), telling(2023, tot))) for van, tot in rng.poisson(100, (20, 2))]
        los += any("is zeker" in beoordeel(een).want for een in plan)
        samen += any("is zeker" in een.want for een in beoordeel_samen(plan))
    assert los > 50
    assert samen <= 9


@pytest.mark.parametrize(
    ("aantal", "kans", "oordeel", "fragment"),
    [
        (65, 0.35, OP_KOERS, "Toch is de kans dat het doel in 2023 wordt gehaald kleiner dan de helft: ongeveer 35%."),
        (65, 0.49, OP_KOERS, "Toch is de kans dat het doel in 2023 wordt gehaald ongeveer 50%."),
        (65, 0.72, OP_KOERS, ""),
        (65, None, OP_KOERS, ""),
        (150, 0.02, ACHTER, ""),
        (150, 0.61, ACHTER, "groter dan de helft: ongeveer 60%."),
        (90, 0.2, ZEGGEN, ""),
    ],
)
def test_a_chance_that_points_the_other_way_is_told(
    aantal: int, kans: float | None, oordeel: Oordeel, fragment: str
) -> None:
    gevonden = beoordeel(replace(ONDERWEG, kans=kans, reeks=(telling(2019, 100), telling(2021, aantal))))
    assert (gevonden.oordeel, gevonden.kans) == (oordeel, kans)
    assert ("Toch is de kans" in gevonden.want) is bool(fragment)
    assert fragment in gevonden.want


def test_in_the_target_year_there_is_no_chance_any_more() -> None:
    assert beoordeel(vraag(kans=0.1, reeks=(telling(2019, 100), telling(2023, 60)))).kans is None


@pytest.mark.parametrize(
    ("vraag_", "oordeel", "regel", "fragment"), [pytest.param(*rij, id=naam) for naam, *rij in TABEL]
)
def test_verdict(vraag_: Doelvraag, oordeel: Oordeel, regel: str, fragment: str) -> None:
    gevonden = beoordeel(vraag_)
    assert (gevonden.oordeel, gevonden.regel) == (oordeel, regel), gevonden.want
    assert fragment in gevonden.want
    assert gevonden.want.endswith((".", ")"))
    assert "None" not in gevonden.want
    assert gevonden.stappen or not gevonden.is_oordeel
    assert gevonden.peiljaar is None or vraag_.doeljaar is None or gevonden.peiljaar <= vraag_.doeljaar


def test_the_table_and_the_documentation_know_the_same_rules(repo: Path) -> None:
    tekst = (repo / "docs" / "methoden" / "oordeel.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", tekst, re.MULTILINE)) == REGELS


def test_every_rule_in_the_code_is_in_the_table(repo: Path) -> None:
    code = "".join(pad.read_text("utf-8") for pad in (repo / "src/kompas/beleid/rules").glob("*.py"))
    in_code = set(re.findall(r'"((?:telling|enquete|vasthouden|niveau|geen|schaal|nog)-[a-z-]+)"', code))
    assert in_code <= REGELS


def test_unusual_years_are_told_with_the_verdict() -> None:
    vreemd = (Uitschieter(2020, 2021, "In de coronajaren was het stil."), Uitschieter(2014, 2014, "Lang geleden."))
    onderweg = replace(ONDERWEG, reeks=(telling(2019, 100), telling(2021, 65)), uitschieters=vreemd)
    assert beoordeel(onderweg).stappen[-1] == "Let op: In de coronajaren was het stil."
    einde = vraag(reeks=(telling(2019, 100), telling(2023, 65)), uitschieters=vreemd)
    assert not [stap for stap in beoordeel(einde).stappen if stap.startswith("Let op")]


def test_a_baseline_that_the_source_revised_is_named_and_the_path_keeps_the_plan() -> None:
    # Noordwijk: assault in 2019 is 93 in the plan, 92 in the source.
    gevonden = beoordeel(
        vraag(uitgang=telling(2019, 93), peiljaar=2021, streef=83.0, reeks=(telling(2019, 92), telling(2021, 67)))
    )
    assert gevonden.pad == 88
    assert "De bron geeft voor dat jaar nu 92" in gevonden.stappen[0]
    assert any(stap.startswith("92 in 2019 tegen 67 in 2021") for stap in gevonden.stappen)


def test_without_asked_year_the_newest_year_with_a_figure_is_judged() -> None:
    reeks = (telling(2019, 100), telling(2020, 90), zonder(2021, GeenCijfer.ONTBREEKT))
    assert beoordeel(vraag(peiljaar=None, reeks=reeks)).peiljaar == 2020
    assert beoordeel(vraag(peiljaar=None, reeks=(*reeks, telling(2025, 1)))).regel == "geen-cijfer"
