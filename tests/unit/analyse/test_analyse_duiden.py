"""Facts of one indicator out of the figures of all municipalities, and the words for all indicators together."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import yaml

from kompas.analyse.queries.duiden import Doelkeuze, Gevonden, batterij_over, duid_samen, feiten_over
from kompas.analyse.queries.referentie import ALLE, VERGELIJKBAAR, groepenset
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers
from kompas.stats.batterij import Batterij, Telpaneel
from kompas.stats.duiding import Geen, Hoogte, Kansfeit, Onderwerp, Trendfeit, Verschil
from kompas.stats.enquete import Meetpunt, vergelijk_metingen
from kompas.stats.tellingen import poisson_e_test

KOP = "bron;tabel;code;gebied;periode;waarde;laag;hoog;indeling\n"
GEMEENTEN = tuple(f"GM{3000 + nummer}" for nummer in range(40))
EIGEN, VOOR, ACHTER = GEMEENTEN[7], GEMEENTEN[3], GEMEENTEN[5]
JAREN = range(2010, 2024)
KENMERKEN = {"k_15Tot25Jaar": 0.12, "k_65JaarOfOuder": 0.2, "HuishoudensTotaal": 0.45, "Eenpersoonshuishoudens": 0.18}


def _regel(bron: str, tabel: str, code: str, gebied: str, jaar: int, waarde: object, marge: float = 0.0) -> str:
    grenzen = f"{float(waarde) - marge:.3f};{float(waarde) + marge:.3f}" if marge else ";"  # type: ignore[arg-type]
    return f"{bron};{tabel};{code};{gebied};{jaar};{waarde};{grenzen};2024"


def _inwoners(nummer: int, jaar: int) -> int:
    return 8000 * (1 + nummer) + 50 * (jaar - 2010)


def _regels(tot: int = 2023) -> Iterator[str]:
    rng = np.random.default_rng(11)
    for nummer, gebied in enumerate(GEMEENTEN):
        niveau = 2.5 * rng.gamma(12, 1 / 12)
        for jaar in JAREN:
            # Always drawn, so that the years up to `tot` are the same whatever comes after.
            ruis, enquete = rng.gamma(20, 1 / 20), rng.normal(0, 0.4)
            aantal = rng.poisson(_inwoners(nummer, jaar) / 1000 * niveau * 0.96 ** (jaar - 2010) * ruis)
            if jaar > tot or (jaar == 2023 and gebied != VOOR) or (jaar == 2022 and gebied == ACHTER):
                continue
            yield _regel("politie-misdrijven", "47018NED", "1.1.1", gebied, jaar, aantal)
            yield _regel("cbs-bevolking", "70072ned", "inwoners", gebied, jaar, _inwoners(nummer, jaar))
            if jaar in {2017, 2019, 2021, 2022}:
                getal = 22 + nummer / 10 + enquete
                yield _regel("veiligheidsmonitor", "85146NED", "VoeltZichWeleensOnveiligInBuurt", gebied, jaar,
                             round(getal, 2), 1.5)  # fmt: skip


def _kenmerken() -> Iterator[str]:
    rng = np.random.default_rng(5)
    for nummer, gebied in enumerate(GEMEENTEN):
        yield _regel("cbs-wijken-buurten", "85618NED", "AantalInwoners", gebied, 2022, _inwoners(nummer, 2022))
        for code, deel in KENMERKEN.items():
            aantal = round(_inwoners(nummer, 2022) * deel * rng.uniform(0.8, 1.2))
            yield _regel("cbs-wijken-buurten", "85618NED", code, gebied, 2022, aantal)


def _lees(map_: Path, *regels: str) -> Cijfers:
    map_.mkdir(parents=True, exist_ok=True)
    pad = map_ / "lijst.csv"
    pad.write_text(KOP + "\n".join(regels) + "\n", "utf-8")
    lees_bestanden(map_ / "cijfers", [pad])
    return open_cijfers(map_ / "cijfers")


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    with closing(_lees(tmp_path_factory.mktemp("duiden"), *_regels(), *_kenmerken())) as gelezen:
        yield gelezen


@pytest.fixture(scope="module")
def alleen_aantallen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    """Up to 2018, and nothing by which municipalities resemble each other but inhabitants."""
    with closing(_lees(tmp_path_factory.mktemp("toen"), *_regels(2018))) as gelezen:
        yield gelezen


def feit(gevonden: Gevonden, onderwerp: Onderwerp) -> object:
    return next(feit for feit in gevonden.feiten if feit.onderwerp is onderwerp)


def test_facts_come_out_of_the_battery_of_all_municipalities(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "woninginbraak-per-1000", EIGEN)
    hoogte, verschil, trend = gevonden.feiten[:3]
    assert isinstance(hoogte, Hoogte)
    assert isinstance(verschil, Verschil)
    assert isinstance(trend, Trendfeit)
    assert (hoogte.jaar, verschil.van, verschil.tot) == (2022, "2019 t/m 2021", "2022")
    paneel = cijfers.paneel("woninginbraak-per-1000", tot=2022)
    assert isinstance(paneel, Telpaneel)
    uitkomst = batterij_over(cijfers, paneel, 1000.0)
    assert isinstance(uitkomst, Batterij)
    assert gevonden.feiten == uitkomst.feiten(EIGEN, groepnaam=VERGELIJKBAAR)
    assert batterij_over(cijfers, paneel, 1000.0) is uitkomst
    waarde = next(w for w in gevonden.waarden if w.periode.label == "2022")
    assert hoogte.getal == pytest.approx(waarde.getal)
    assert gevonden.spreiding is not None
    assert waarde.telling is not None
    assert gevonden.alpha == pytest.approx((gevonden.spreiding.phi(waarde.telling) - 1) / waarde.telling)


def test_a_count_has_facts_in_counts(cijfers: Cijfers) -> None:
    verhouding, aantal = (feiten_over(cijfers, key, EIGEN) for key in ("woninginbraak-per-1000", "woninginbraak"))
    per_1000, telling = feit(verhouding, Onderwerp.HOOGTE), feit(aantal, Onderwerp.HOOGTE)
    assert isinstance(per_1000, Hoogte)
    assert isinstance(telling, Hoogte)
    assert telling.getal == pytest.approx(per_1000.getal * _inwoners(7, 2022) / 1000)
    assert telling.p == pytest.approx(per_1000.p)


@pytest.mark.parametrize("key", ["woninginbraak-per-1000", "woninginbraak"])
def test_a_harder_target_has_a_smaller_chance(cijfers: Cijfers, key: str) -> None:
    def kans(streef: float, *, minstens: bool = False) -> Kansfeit:
        gevonden = feiten_over(cijfers, key, EIGEN, doel=Doelkeuze(streef, minstens, 2025))
        uitkomst = feit(gevonden, Onderwerp.KANS)
        assert isinstance(uitkomst, Kansfeit)
        return uitkomst

    nu = kans(1.0).nu
    assert nu is not None
    kansen = [kans(deel * nu).kans for deel in (0.4, 0.8, 1.2, 3)]
    assert kansen == sorted(kansen)
    assert kansen[0] < 0.1
    assert kansen[-1] > 0.9
    assert kans(3 * nu, minstens=True).kans < 0.1
    assert kans(nu).stand == 2022


def test_no_target_no_chance_and_a_target_year_that_is_over(cijfers: Cijfers) -> None:
    zonder = feiten_over(cijfers, "woninginbraak", EIGEN)
    assert Onderwerp.KANS not in {feit.onderwerp for feit in zonder.feiten}
    voorbij = feiten_over(cijfers, "woninginbraak", EIGEN, doel=Doelkeuze(50, False, 2020))
    assert voorbij.feiten[-1].onderwerp is Onderwerp.KANS


def test_facts_up_to_a_year_are_those_that_were_there_then(cijfers: Cijfers, alleen_aantallen: Cijfers) -> None:
    """No look-ahead: what comes later changes nothing of what a report on an earlier year says."""
    zonder_groep = cijfers.met_definities([])  # the same figures; the characteristics are of 2022
    doel = Doelkeuze(40, False, 2021)
    nu = feiten_over(zonder_groep, "woninginbraak", EIGEN, doel=doel, tot=2018)
    toen = feiten_over(alleen_aantallen, "woninginbraak", EIGEN, doel=doel)
    assert nu.feiten == toen.feiten
    assert [w.getal for w in nu.waarden] == [w.getal for w in toen.waarden]
    assert nu.groep is not None
    assert nu.groep.naam == ALLE


def test_who_is_ahead_of_the_others_is_compared_up_to_the_year_they_share(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "woninginbraak", VOOR)
    hoogte, verschil = feit(gevonden, Onderwerp.HOOGTE), feit(gevonden, Onderwerp.VERSCHIL)
    assert isinstance(hoogte, Hoogte)
    assert isinstance(verschil, Verschil)
    assert (hoogte.jaar, verschil.van, verschil.tot) == (2022, "2020 t/m 2022", "2023")


def test_who_is_behind_is_compared_up_to_its_own_last_year(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "woninginbraak", ACHTER)
    hoogte = feit(gevonden, Onderwerp.HOOGTE)
    assert isinstance(hoogte, Hoogte)
    assert hoogte.jaar == 2021


def test_the_group_resembles_and_is_named(cijfers: Cijfers, alleen_aantallen: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "woninginbraak", EIGEN)
    assert gevonden.groep is not None
    assert gevonden.groep.naam == VERGELIJKBAAR
    assert len(gevonden.groep.leden) == 20
    assert EIGEN not in gevonden.groep.leden
    assert gevonden.groep.uitleg[0].startswith("De 20 gemeenten die het meest lijken, op aantal inwoners,")
    hoogte = feit(gevonden, Onderwerp.HOOGTE)
    assert isinstance(hoogte, Hoogte)
    assert hoogte.groep == VERGELIJKBAAR
    assert hoogte.aantal == len(set(gevonden.groep.leden) - {ACHTER})  # who has no figure of that year does not count
    ander = feiten_over(alleen_aantallen, "woninginbraak", EIGEN).groep
    assert ander is not None
    assert (ander.naam, len(ander.leden)) == (ALLE, 39)
    assert ander.uitleg[1].endswith("Daarvoor is alleen bekend: aantal inwoners.")


def test_every_municipality_has_its_own_group(cijfers: Cijfers) -> None:
    paneel = cijfers.paneel("woninginbraak", tot=2022)
    assert isinstance(paneel, Telpaneel)
    groepen = groepenset(cijfers, paneel)
    assert groepen.masker is not None
    assert (groepen.masker.sum(axis=1) == 20).all()
    assert not groepen.masker.diagonal().any()
    for rij, gebied in enumerate(paneel.gebieden):
        leden = {paneel.gebieden[kolom] for kolom in np.flatnonzero(groepen.masker[rij])}
        assert leden == set(groepen.groep(gebied).leden)


def test_without_other_municipalities_only_chance_is_counted(tmp_path: Path) -> None:
    """Table 2.1 of the plan of Noordwijk, as three equal years: 89 a year, and 69 after it."""
    rijen = [_regel("politie-misdrijven", "47018NED", "1.1.1", "GM0575", 2015 + n, a) for n, a in
             enumerate((89, 89, 89, 69))]  # fmt: skip
    with closing(_lees(tmp_path, *rijen)) as cijfers:
        verschil = feit(feiten_over(cijfers, "woninginbraak", "GM0575"), Onderwerp.VERSCHIL)
        assert isinstance(verschil, Verschil)
        assert verschil.p == pytest.approx(poisson_e_test(267, 3, 69, 1, statistiek="score"))
        assert verschil.p_los is None
        assert (verschil.eerder, verschil.later) == (89, 69)
        assert verschil.verhouding == pytest.approx(69 / 89)


def test_a_gap_is_a_reason(tmp_path: Path) -> None:
    rijen = [_regel("politie-misdrijven", "47018NED", "1.1.1", "GM0575", jaar, 60) for jaar in (2014, 2015, 2016, 2019)]
    with closing(_lees(tmp_path, *rijen)) as cijfers:
        assert any(isinstance(feit, Geen) for feit in feiten_over(cijfers, "woninginbraak", "GM0575").feiten)


@pytest.mark.parametrize("key", ["inwoners", "bbv-woninginbraak", "autodiefstal", "bestaat-niet"])
def test_what_cannot_be_tested_says_why(cijfers: Cijfers, key: str) -> None:
    gevonden = feiten_over(cijfers, key, EIGEN)
    assert gevonden.feiten
    assert all(isinstance(feit, Geen) and feit.reden.endswith(".") for feit in gevonden.feiten)


def test_a_place_without_counts_has_reasons_and_no_facts(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "woninginbraak", "GM9999", doel=Doelkeuze(5, False, 2025))
    assert all(isinstance(feit, Geen) for feit in gevonden.feiten)
    assert gevonden.waarden == ()


def test_a_survey_is_compared_by_its_margins(cijfers: Cijfers) -> None:
    gevonden = feiten_over(cijfers, "onveilig-in-buurt", EIGEN)
    hoogte, verschil = gevonden.feiten
    assert isinstance(hoogte, Hoogte)  # see test_analyse_enquetehoogte.py
    assert isinstance(verschil, Verschil)
    assert (verschil.van, verschil.tot) == ("2021", "2022")
    een, ander = (Meetpunt(w.getal or 0, w.laag or 0, w.hoog or 0) for w in gevonden.waarden[-2:])
    assert verschil.p == vergelijk_metingen(een, ander)
    assert gevonden.naam.steekproef
    assert gevonden.groep is not None


@pytest.mark.parametrize(
    ("een", "ander"), [((20, 1), (22, 1)), ((20, 1), (23, 1)), ((8, 3), (4, 1.2)), ((20, 2), (20, 2))]
)
def test_the_limits_of_a_survey_agree_with_its_test(
    een: tuple[float, float], ander: tuple[float, float], tmp_path: Path
) -> None:
    rijen = [_regel("veiligheidsmonitor", "85146NED", "VoeltZichWeleensOnveiligInBuurt", EIGEN, jaar, getal, marge)
             for jaar, (getal, marge) in ((2021, een), (2023, ander))]  # fmt: skip
    with closing(_lees(tmp_path, *rijen)) as cijfers:
        [verschil] = feiten_over(cijfers, "onveilig-in-buurt", EIGEN).feiten
        assert isinstance(verschil, Verschil)
        assert verschil.laag <= verschil.verhouding <= verschil.hoog
        assert (verschil.laag > 1 or verschil.hoog < 1) is (verschil.p < 0.05)


def test_waves_before_and_after_a_new_design_are_not_compared(cijfers: Cijfers) -> None:
    _, feit_ = feiten_over(cijfers, "onveilig-in-buurt", EIGEN, tot=2021).feiten
    assert isinstance(feit_, Geen)
    assert "vanaf 2021" in feit_.reden


def test_a_survey_without_margin_is_not_tested(tmp_path: Path) -> None:
    rijen = [_regel("veiligheidsmonitor", "85146NED", "VoeltZichWeleensOnveiligInBuurt", EIGEN, jaar, 20)
             for jaar in (2021, 2023)]  # fmt: skip
    with closing(_lees(tmp_path, *rijen)) as cijfers:
        [feit_] = feiten_over(cijfers, "onveilig-in-buurt", EIGEN).feiten
        assert isinstance(feit_, Geen)
        assert "marge" in feit_.reden


def test_the_chance_of_a_survey_target_needs_three_waves(cijfers: Cijfers, tmp_path: Path) -> None:
    doel = Doelkeuze(20.0, False, 2025)
    te_weinig = feit(feiten_over(cijfers, "onveilig-in-buurt", EIGEN, doel=doel), Onderwerp.KANS)
    assert isinstance(te_weinig, Geen)
    rijen = [_regel("veiligheidsmonitor", "85146NED", "VoeltZichWeleensOnveiligInBuurt", gebied, jaar,
                    22 + n / 5 + (jaar - 2021) / 4, 1.2) for n, gebied in enumerate(GEMEENTEN[:15])
             for jaar in (2021, 2023, 2025)]  # fmt: skip
    with closing(_lees(tmp_path, *rijen)) as meer:
        kansen = []
        for streef in (18.0, 23.0, 25.0, 30.0):
            kans = feit(
                feiten_over(meer, "onveilig-in-buurt", EIGEN, doel=Doelkeuze(streef, False, 2027)), Onderwerp.KANS
            )
            assert isinstance(kans, Kansfeit)
            assert kans.laag80 < kans.midden < kans.hoog80
            assert kans.nu == pytest.approx(22 + 7 / 5 + 1)
            kansen.append(kans.kans)
            # The last figure is 24,4 with a margin of 1,2: without change a target of 23 is only met by that margin.
            zonder = kans.kans_zonder_verandering
            assert zonder is not None
            assert kans.nu is not None
            assert (zonder > 0.5) is (streef > kans.nu)
        assert kansen == sorted(kansen)
        assert kansen[0] < 0.1
        assert kansen[-1] > 0.9


def test_words_are_weighed_together(cijfers: Cijfers) -> None:
    gevonden = [feiten_over(cijfers, key, EIGEN) for key in ("woninginbraak", "onveilig-in-buurt", "bestaat-niet")]
    drempels = cijfers.definities.woorden.drempels
    duidingen = duid_samen(gevonden, drempels, "deze proef")
    toetsen = sum(len(feit.p_waarden) for deel in gevonden for feit in deel.feiten)
    assert [len(d.uitspraken) for d in duidingen] == [len(g.feiten) for g in gevonden]
    assert {u.familie for d in duidingen for u in d.uitspraken if u.p} == {f"{toetsen} woorden over deze proef"}
    alleen = duid_samen(gevonden[:1], drempels, "dit cijfer")[0]
    for samen, los in zip(duidingen[0].uitspraken, alleen.uitspraken, strict=True):
        assert samen.p == los.p
    assert duidingen[0].groep == gevonden[0].groep


def test_the_same_question_has_the_same_answer(tmp_path: Path, cijfers: Cijfers) -> None:
    """Places on a list are drawn by lot; the lot is the same for everybody, whenever they ask."""
    with closing(_lees(tmp_path, *_regels(), *_kenmerken())) as nog_eens:
        assert (
            feiten_over(nog_eens, "woninginbraak", EIGEN).feiten == feiten_over(cijfers, "woninginbraak", EIGEN).feiten
        )


def test_a_visitor_gets_no_fact_out_of_internal_figures(tmp_path: Path) -> None:
    rijen = [_regel("politie-lokaal", "opgave", "F636", gebied, jaar, 30 + n + jaar % 3)
             for n, gebied in enumerate(GEMEENTEN[:25]) for jaar in JAREN]  # fmt: skip
    with closing(_lees(tmp_path, *rijen, *_regels())) as intern:

        def als(*rol_in: str) -> Gevonden:
            lezer = OpenbareCijfers.van(intern, rol_in=frozenset(rol_in), regels=Openbaarregels())
            return feiten_over(lezer, "fraude-online-handel", EIGEN)

        assert all(isinstance(feit, Geen) for feit in als().feiten)
        assert als().waarden == ()
        eigen = als(EIGEN)
        assert any(isinstance(feit, Verschil) for feit in eigen.feiten)
        assert not any(isinstance(feit, Hoogte) for feit in eigen.feiten)  # the others stay hidden
        assert any(isinstance(feit, Hoogte) for feit in feiten_over(intern, "fraude-online-handel", EIGEN).feiten)


def test_a_folder_of_its_own_changes_the_thresholds_and_the_group(tmp_path: Path, cijfers: Cijfers) -> None:
    eigen = {"woorden": {"basisjaren": 2, "referentie": {"aantal": 12, "kenmerken": [
        {"indicator": "inwoners", "titel": "aantal inwoners", "logaritmisch": True},
        {"indicator": "aandeel-jongeren", "titel": "aandeel jongeren"},
    ]}}}  # fmt: skip
    (tmp_path / "definities").mkdir()
    (tmp_path / "definities" / "woorden.yaml").write_text(yaml.safe_dump(eigen))
    with (
        closing(_lees(tmp_path, *_regels(), *_kenmerken())) as gelezen,
        closing(open_cijfers(tmp_path / "cijfers", tmp_path / "definities")) as ander,
    ):
        assert gelezen.definities.woorden.basisjaren == 3
        verschil = feit(feiten_over(ander, "woninginbraak", EIGEN), Onderwerp.VERSCHIL)
        assert isinstance(verschil, Verschil)
        assert verschil.van == "2020 t/m 2021"
        groep = feiten_over(ander, "woninginbraak", EIGEN).groep
        assert groep is not None
        assert len(groep.leden) == 12
        assert ander.definities.woorden.drempels == cijfers.definities.woorden.drempels
