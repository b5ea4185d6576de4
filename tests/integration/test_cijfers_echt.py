"""The real tables of police and CBS, where they are on this machine."""

import csv
from pathlib import Path

import pytest

from kompas.base import GeenCijfer, Periode
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import Inleesverslag, lees_bestanden
from kompas.data.definities import Herindeling, laad_definities

JAAR = Periode.jaar


@pytest.fixture(scope="module")
def ruw(testdata: Path) -> Path:
    return testdata / "data"


@pytest.fixture(scope="module")
def gelezen(ruw: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Inleesverslag, Path]:
    """Every file at once, figures before the lists of names."""
    map_ = tmp_path_factory.mktemp("echt")
    return lees_bestanden(map_, [*sorted(ruw.glob("politie/*.csv")), *sorted(ruw.glob("cbs/*.csv"))]), map_


@pytest.fixture(scope="module")
def cijfers(gelezen: tuple[Inleesverslag, Path]) -> Cijfers:
    return open_cijfers(gelezen[1])


def test_every_file_is_recognised(gelezen: tuple[Inleesverslag, Path]) -> None:
    verslag = {bestand.naam: bestand for bestand in gelezen[0].bestanden}
    assert len(verslag) == 13
    politie = verslag["47018NED_TypedDataSet_gemeenten.csv"]
    assert (politie.gelezen, politie.nieuw, politie.aantal_afgekeurd) == (30072, 30072, 0)
    assert verslag["statline_export_voorbeeld.csv"].aantal_afgekeurd == 0
    assert verslag["statline_export_voorbeeld.csv"].tabellen == ("47022NED",)
    assert verslag["70072ned_TypedDataSet_inwoners.csv"].aantal_afgekeurd == 0
    assert verslag["WijkenEnBuurten.csv"].namen == 18119
    cbs = verslag["83648NED_misdrijven_totaal_2010-2020.csv"]
    assert cbs.gelezen == cbs.nieuw + cbs.aantal_afgekeurd == 4323
    assert all("is niet bekend" in rij.reden for rij in cbs.afgekeurd)  # municipalities that are gone


@pytest.mark.parametrize(
    ("key", "gebied", "periode", "tekst"),
    [
        ("woninginbraak", "NL", JAAR(2019), "39.474"),
        ("misdrijven-totaal", "NL", JAAR(2019), "803.646"),
        ("woninginbraak", "GM0575", JAAR(2019), "78"),
        ("mishandeling", "GM0575", JAAR(2019), "92"),
        ("bedrijfsinbraak", "GM1783", JAAR(2017), "177"),
        ("woninginbraak-per-1000", "GM1783", JAAR(2017), "3,81"),
        ("woninginbraak-per-1000", "GM1783", JAAR(2022), "1,35"),
        ("misdrijven-totaal-cbs", "GM1783", JAAR(2020), "4.455"),
        ("misdrijven-totaal", "GM1581", Periode.maand(2022, 12), "129"),
        ("overlast-verward-gedrag", "NL", JAAR(2023), "141.724"),
    ],
)
def test_known_figures(cijfers: Cijfers, key: str, gebied: str, periode: Periode, tekst: str) -> None:
    assert cijfers.waarde(key, gebied, periode).tekst == tekst


def test_noordwijk_2018_is_per_42760_inhabitants(cijfers: Cijfers) -> None:
    waarde = cijfers.waarde("woninginbraak-per-1000", "GM0575", JAAR(2018))
    assert (waarde.telling, waarde.noemer) == (69, 42760)
    noemer = waarde.herkomst.delen[1]
    assert noemer.herkomst.formule == "Noordwijk (GM0575) + Noordwijkerhout (GM0576)"


def test_national_total_is_the_sum_of_its_kinds(ruw: Path) -> None:
    lijst = laad_definities().soortenlijsten["politie-misdrijven"]
    with (ruw / "politie/nederland_misdrijven_per_jaar.csv").open() as bron:
        rijen = [rij for rij in csv.DictReader(bron) if rij["year"] == "2019"]
    aantallen = {rij["incident_type_code"].split(" ")[0]: int(rij["incident_count"]) for rij in rijen}
    assert aantallen.pop("Totaal") == sum(aantallen.values()) == 803646
    assert set(aantallen) == set(lijst.bladeren)


def test_a_wrong_national_total_is_refused(ruw: Path, tmp_path: Path) -> None:
    tekst = (ruw / "politie/nederland_misdrijven_per_jaar.csv").read_text()
    stuk = tmp_path / "stuk.csv"
    stuk.write_text(tekst.replace("2019,39474", "2019,39475"))
    with pytest.raises(Exception, match="NL 2019JJ00: het totaal is 803646, maar de soorten zijn samen 803647"):
        lees_bestanden(tmp_path / "c", [stuk])


def test_rolling_year_from_a_statline_export(cijfers: Cijfers) -> None:
    waarde = cijfers.waarde("misdrijven-totaal", "GM1581", Periode.twaalf_maanden(2023, 11))
    assert waarde.bekend
    assert waarde.herkomst.formule == "som van 12 maanden"
    assert cijfers.waarde("misdrijven-totaal", "GM1581", JAAR(2023)).reden is GeenCijfer.ONTBREEKT


def test_oracle_straight_from_the_file(ruw: Path, cijfers: Cijfers) -> None:
    """Every hundredth row of the police table, looked up by hand."""
    code_van = {d.code: d.key for d in cijfers.definities.indicatoren if d.bron == "politie-misdrijven" and d.code}
    with (ruw / "politie/47018NED_TypedDataSet_gemeenten.csv").open() as bron:
        rijen = list(csv.DictReader(bron))[::100]
    assert len(rijen) == 301
    for rij in rijen:
        periode = Periode.lees(rij["Perioden"])
        waarde = cijfers.waarde(code_van[rij["SoortMisdrijf"].strip()], rij["WijkenEnBuurten"].strip(), periode)
        assert waarde.getal == int(rij["GeregistreerdeMisdrijven_1"])


Inwoners = dict[tuple[str, int], int]


@pytest.fixture(scope="module")
def inwoners(ruw: Path) -> Inwoners:
    with (ruw / "cbs/70072ned_TypedDataSet_inwoners.csv").open() as bron:
        return {
            (rij["RegioS"], int(rij["Perioden"][:4])): int(rij["GemiddeldAantalInwoners_51"])
            for rij in csv.DictReader(bron)
        }


def test_redivisions_agree_with_the_population(inwoners: Inwoners) -> None:
    """Inhabitants of the predecessors in the year before, against those of the successor in the first year."""
    herindelingen = [h for h in laad_definities().herindelingen if h.jaar > 2012]
    assert len(herindelingen) >= 45
    for herindeling in herindelingen:
        ervoor = sum(inwoners[code, herindeling.jaar - 1] for code in herindeling.van)
        erna = inwoners[herindeling.naar, herindeling.jaar]
        if herindeling.geheel:
            assert ervoor == pytest.approx(erna, rel=0.02), herindeling
        for code in set(herindeling.van) - {h.naar for h in herindelingen}:
            assert (code, herindeling.jaar) not in inwoners, "this municipality did not end"


def test_shares_of_divided_municipalities_follow_from_the_population(inwoners: Inwoners) -> None:
    """With equal growth of all that took part; the shares in the list are rounded to a thousandth."""
    verdeeld: dict[tuple[str, int], list[Herindeling]] = {}
    for herindeling in laad_definities().herindelingen:
        for code in herindeling.aandelen:
            verdeeld.setdefault((code, herindeling.jaar), []).append(herindeling)
    assert len(verdeeld) == 7
    for (code, jaar), naar in verdeeld.items():
        if jaar <= 2012:
            assert all(h.aandelen[code] is None for h in naar)
            continue
        heel = {h.naar: sum(inwoners[v, jaar - 1] for v in h.van if v not in h.aandelen) for h in naar}
        groei = sum(inwoners[h.naar, jaar] for h in naar) / (sum(heel.values()) + inwoners[code, jaar - 1])
        for h in naar:
            aandeel = (inwoners[h.naar, jaar] - heel[h.naar] * groei) / (inwoners[code, jaar - 1] * groei)
            assert h.aandelen[code] == pytest.approx(aandeel, abs=0.002), (code, h.naar)
            ervoor = sum(inwoners[v, jaar - 2] for v in h.van if v not in h.aandelen)
            eigen_groei = heel[h.naar] / ervoor if ervoor else 1.0
            anders = (inwoners[h.naar, jaar] - heel[h.naar] * eigen_groei) / inwoners[code, jaar - 1]
            assert abs(anders - aandeel) <= h.marge, (code, h.naar)


def test_redivisions_before_the_population_series(ruw: Path) -> None:
    """Inhabitants follow from crimes and crimes per 1.000; a municipality without any crime did not exist."""
    omvang: dict[tuple[str, int], float] = {}
    with (ruw / "cbs/83648NED_misdrijven_totaal_2010-2020.csv").open() as bron:
        for rij in csv.DictReader(bron):
            aantal, per_1000 = (
                float(rij[kolom] or 0)
                for kolom in ("TotaalGeregistreerdeMisdrijven_1", "GeregistreerdeMisdrijvenPer1000Inw_3")
            )
            if aantal and per_1000:
                omvang[rij["RegioS"], int(rij["Perioden"])] = aantal / per_1000 * 1000
    getoetst = 0
    for herindeling in (h for h in laad_definities().herindelingen if h.jaar in {2011, 2012}):
        namen = [herindeling.namen[code] for code in herindeling.van]
        ervoor = [omvang.get((naam, herindeling.jaar - 1)) for naam in namen]
        erna = omvang.get((herindeling.namen[herindeling.naar], herindeling.jaar))
        if erna is not None and None not in ervoor:
            getoetst += 1
            assert sum(deel for deel in ervoor if deel) == pytest.approx(erna, rel=0.02), namen
        verdwenen = set(namen) - {herindeling.namen[herindeling.naar]}
        assert not [naam for naam in verdwenen if (naam, herindeling.jaar) in omvang]
    assert getoetst >= 6


def test_every_municipality_that_ended_is_in_the_list(ruw: Path) -> None:
    jaren: dict[str, list[int]] = {}
    with (ruw / "cbs/70072ned_TypedDataSet_inwoners.csv").open() as bron:
        for rij in csv.DictReader(bron):
            jaren.setdefault(rij["RegioS"], []).append(int(rij["Perioden"][:4]))
    einde = {(code, max(lijst) + 1) for code, lijst in jaren.items() if max(lijst) < 2025}
    assert einde == {
        (code, herindeling.jaar)
        for herindeling in laad_definities().herindelingen
        for code in herindeling.van
        if (code, herindeling.jaar) in einde
    }
    assert len(einde) > 80


@pytest.mark.parametrize(
    ("gebied", "jaar", "noemer"),
    [
        ("GM1945", 2013, "Groesbeek (GM0241)"),  # a merger and then another code
        ("GM0014", 2018, "Groningen (GM0014) + Haren (GM0017) + Ten Boer (GM0009)"),
        ("GM1978", 2012, "Giessenlanden (GM0689) + Molenwaard (GM1927)"),
    ],
)
def test_population_over_several_redivisions(cijfers: Cijfers, gebied: str, jaar: int, noemer: str) -> None:
    inwoners = cijfers.waarde("inwoners", gebied, JAAR(jaar))
    assert inwoners.bekend
    assert inwoners.herkomst.formule == noemer


def test_a_divided_municipality_is_never_added_up(cijfers: Cijfers) -> None:
    waarde = cijfers.waarde("inwoners", "GM0865", JAAR(2019))
    assert waarde.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert "Haaren is verdeeld over vier gemeenten" in waarde.uitleg
