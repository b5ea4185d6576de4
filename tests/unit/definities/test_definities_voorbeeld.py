"""The example plans hold the facts of the two documents: complete, nothing invented, no sentence copied."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kompas.beleid.actions.voorbeeldplan import DeelthemaDeel, IndicatorDeel, Voorbeeldplan, lees_voorbeeldplan
from kompas.core.definities import bestanden
from kompas.core.methode import laad_editie
from kompas.data.definities import DefinitieError, laad_definities

DOCUMENTEN = {"noordwijk": "noordwijk-ivp-2021-2024.txt", "westland": "westland-veiligheidsbeleid-2019-2022.txt"}
NAMEN = {
    "titel",
    "andere_titel",
    "naam",
    "andere_namen",
    "genoemd_als",
    "prioriteiten",
    "aliassen",
    "beleidsveld",
    "bron",
    "wie",
}
"""Fields with names and titles, which are quoted as they are."""
TE_LANG = 8
"""Consecutive words of a plan that our own words may not repeat."""


@pytest.fixture(params=sorted(DOCUMENTEN))
def gemeente(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def voorbeeld(gemeente: str) -> Voorbeeldplan:
    return lees_voorbeeldplan(bestanden("voorbeeld")[gemeente])


@pytest.fixture
def verwacht(gemeente: str, testdata: Path) -> dict[str, object]:
    inhoud = yaml.safe_load((testdata / "plannen" / "verwacht.yaml").read_text(encoding="utf-8"))
    return dict(inhoud[DOCUMENTEN[gemeente]])


def _alle_indicatoren(voorbeeld: Voorbeeldplan) -> Iterator[tuple[str | None, IndicatorDeel, int]]:
    for strategisch in voorbeeld.strategische_doelen:
        for doel in strategisch.doelen:
            yield from ((None, indicator, doel.doeljaar) for indicator in doel.indicatoren)
    for thema in voorbeeld.alle_themas():
        yield from ((thema.nummer, i, doel.doeljaar) for doel in thema.doelen for i in doel.indicatoren)


def _als_verwacht(nummer: str | None, indicator: IndicatorDeel, doeljaar: int) -> dict[str, object]:
    assert indicator.uitgangswaarde is not None
    teken = {"hoogstens": "<=", "minstens": ">="}[indicator.streefwaarde.soort]
    streef = indicator.streefwaarde.waarde
    waarde = indicator.uitgangswaarde.waarde
    return {
        "naam": indicator.naam,
        "thema": nummer,
        "bron": indicator.bron,
        "uitgangswaarde": "PM" if waarde is None else float(waarde),
        "jaar": indicator.uitgangswaarde.jaar,
        "doel": f"{teken} PM" if streef is None else f"{teken} {streef:f}",
        "doeljaar": doeljaar,
    }


def test_frame_and_indicators_are_those_of_the_document(voorbeeld: Voorbeeldplan, verwacht: dict[str, object]) -> None:
    assert voorbeeld.gemeente.naam == verwacht["gemeente"]
    assert list(voorbeeld.plan.periode) == verwacht["periode"]
    assert voorbeeld.plan.geldig_vanaf == verwacht.get("geldend_vanaf")
    gevonden = [
        _als_verwacht(nummer, indicator, doeljaar)
        for nummer, indicator, doeljaar in _alle_indicatoren(voorbeeld)
        if indicator.streefwaarde.soort != "kwalitatief"
    ]
    assert gevonden == [_genormaliseerd(rij) for rij in verwacht["indicatoren"]]  # type: ignore[attr-defined]


def _genormaliseerd(rij: dict[str, object]) -> dict[str, object]:
    waarde = rij["uitgangswaarde"]
    return {
        **rij,
        "thema": None if rij.get("thema") is None else str(rij["thema"]),
        "uitgangswaarde": waarde if waarde == "PM" else float(str(waarde)),
    }


def _telt(deel: DeelthemaDeel) -> dict[str, object]:
    """What the expectation file counts for a theme."""
    meetbaar = [i for doel in deel.doelen for i in doel.indicatoren if i.streefwaarde.soort != "kwalitatief"]
    return {
        "titel": deel.titel,
        "hoofdlijnen": len(deel.hoofdlijnen),
        "partners": len(deel.partners),
        "flankerend_beleid": len(deel.flankerend_beleid),
        "doelstelling": deel.doelen[0].doeljaar if deel.doelen else None,
        "indicatoren": len(meetbaar),
        "begint_bij_jezelf": deel.begint_bij_jezelf is not None,
        "geen_indicator_omdat": any(doel.geen_indicator_omdat for doel in deel.doelen),
    }


def test_themes_have_the_titles_and_counts_of_the_document(
    voorbeeld: Voorbeeldplan, verwacht: dict[str, object]
) -> None:
    gevonden = {thema.nummer: _telt(thema) for thema in voorbeeld.alle_themas()}
    for status in ("prioritair", "going_concern"):
        rijen: list[dict[str, object]] = verwacht[f"{status}e_themas" if status == "prioritair" else f"{status}_themas"]  # type: ignore[assignment]
        assert [t.nummer for t in voorbeeld.themas if t.status == status] == [rij["nummer"] for rij in rijen]
        for rij in rijen:
            delen = [(rij["nummer"], rij)]
            delen += [(f"{rij['nummer']}{deel['letter']}", deel) for deel in rij.get("deelthemas", [])]  # type: ignore[attr-defined]
            for nummer, deel in delen:
                feiten = {sleutel: waarde for sleutel, waarde in deel.items() if sleutel in gevonden[str(nummer)]}
                assert {sleutel: gevonden[str(nummer)][sleutel] for sleutel in feiten} == feiten, nummer


def test_budget_is_that_of_the_document(voorbeeld: Voorbeeldplan, verwacht: dict[str, object]) -> None:
    for rij in verwacht.get("begroting", []):  # type: ignore[attr-defined]
        assert (rij["bedrag"], rij["jaar"]) in {(regel.bedrag, regel.jaar) for regel in voorbeeld.budgetregels.lijst}


def test_what_asks_for_attention_led_to_a_theme_and_every_priority_has_a_reason(voorbeeld: Voorbeeldplan) -> None:
    aandacht = [bevinding for bevinding in voorbeeld.bevindingen.lijst if bevinding.uitkomst == "aandacht"]
    assert all(bevinding.themas for bevinding in aandacht)
    geraakt = {nummer for bevinding in aandacht for nummer in bevinding.themas}
    assert {thema.nummer for thema in voorbeeld.themas if thema.status == "prioritair"} <= geraakt


def test_areas_are_named_in_the_document(voorbeeld: Voorbeeldplan, gemeente: str, testdata: Path) -> None:
    document = (testdata / "plannen" / DOCUMENTEN[gemeente]).read_text(encoding="utf-8")
    assert [gebied.naam for gebied in voorbeeld.gebieden if gebied.naam not in document] == []


def test_every_theme_of_the_method_is_covered(voorbeeld: Voorbeeldplan) -> None:
    editie = laad_editie(voorbeeld.plan.methode_editie)
    gedekt = {code for thema in voorbeeld.alle_themas() for code in thema.methode_themas}
    gedekt |= {code for doel in voorbeeld.strategische_doelen for code in doel.methode_themas}
    assert gedekt == {thema.code for thema in editie.themas}


def test_traffic_safety_stands_twice_in_westland() -> None:
    westland = lees_voorbeeldplan(bestanden("voorbeeld")["westland"])
    assert [thema.nummer for thema in westland.alle_themas() if "4.1" in thema.methode_themas] == ["5.1c", "6.3"]


def test_every_definition_key_exists(voorbeeld: Voorbeeldplan) -> None:
    bekend = laad_definities().indicatoren
    assert [i.definitie for _, i, _ in _alle_indicatoren(voorbeeld) if i.definitie and i.definitie not in bekend] == []


def test_every_element_has_a_place_in_the_document(voorbeeld: Voorbeeldplan) -> None:
    plekken = [thema.vindplaats for thema in voorbeeld.alle_themas()]
    plekken += [doel.vindplaats for doel in voorbeeld.strategische_doelen]
    plekken += [deel.vindplaats for deel in voorbeeld.raadplegingen]
    plekken += [
        lijst.vindplaats
        for lijst in (
            voorbeeld.uitgangspunten,
            voorbeeld.verbindende_themas,
            voorbeeld.bovenlokale_kaders,
            voorbeeld.budgetregels,
            voorbeeld.bevindingen,
            voorbeeld.goede_praktijken,
            voorbeeld.genoemde_stukken,
            voorbeeld.flankerend_beleid,
        )
    ]
    assert all(plekken)


def test_no_sentence_of_the_plan_stands_in_our_words(gemeente: str, testdata: Path) -> None:
    document = _woorden((testdata / "plannen" / DOCUMENTEN[gemeente]).read_text(encoding="utf-8"))
    reeksen = {tuple(document[n : n + TE_LANG]) for n in range(len(document) - TE_LANG + 1)}
    eigen = yaml.safe_load(bestanden("voorbeeld")[gemeente].read_text(encoding="utf-8"))
    overgenomen = [
        tekst
        for tekst in _eigen_teksten(eigen)
        for woorden in [_woorden(tekst)]
        if any(tuple(woorden[n : n + TE_LANG]) in reeksen for n in range(len(woorden) - TE_LANG + 1))
    ]
    assert overgenomen == []


def _woorden(tekst: str) -> list[str]:
    return re.findall(r"\w+", tekst.casefold())


def _eigen_teksten(deel: object, veld: str = "") -> Iterator[str]:
    """Every text that is not a name or a title."""
    if isinstance(deel, dict):
        for sleutel, waarde in deel.items():
            if sleutel not in NAMEN:
                yield from _eigen_teksten(waarde, sleutel)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _eigen_teksten(waarde, veld)
    elif isinstance(deel, str):
        yield deel


@pytest.mark.parametrize(
    ("zoek", "vervang", "melding"),
    [
        (
            "partners: [politie, brandweer, MKB]",
            "partners: [politie, brandweer, MKB, Wakker]",
            "partner Wakker wordt genoemd",
        ),
        ('status: begroot, thema: "6.4"', 'status: begroot, thema: "9.9"', "thema 9.9 wordt genoemd"),
        ('themas: ["5.1b"]}', 'themas: ["7.7"]}', "thema 7.7 wordt genoemd"),
        ("waar: de dorpen", "gebieden: [Ergens]", "gebied Ergens wordt genoemd"),
        ("uitkomst: gunstig", "uitkomst: prima", "uitkomst"),
        ("is_pm: true", "is_pm: false", "geef een streefwaarde"),
        ("schaal: [verslechterd, gelijk gebleven, verbeterd]", "schaal: []", "ten minste twee niveaus"),
        ("aliassen: [SKT]", "aliassen: [OM]", "hoort bij twee partners"),
        ("indelingsjaar: 2004", "indelingsjaar: vroeger", "gemeente.indelingsjaar"),
        ("soort: ivb", "soort: boek", "plan.soort"),
    ],
)
def test_a_faulty_example_names_file_and_field(tmp_path: Path, zoek: str, vervang: str, melding: str) -> None:
    tekst = bestanden("voorbeeld")["westland"].read_text(encoding="utf-8")
    assert zoek in tekst
    pad = tmp_path / "westland.yaml"
    pad.write_text(tekst.replace(zoek, vervang, 1), encoding="utf-8")
    with pytest.raises(DefinitieError) as fout:
        lees_voorbeeldplan(pad)
    assert str(pad) in str(fout.value)
    assert melding in str(fout.value)
