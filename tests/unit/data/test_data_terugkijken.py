"""The clock set back: what was known on a day, what changed since, and every figure down to its source rows."""

from datetime import date
from pathlib import Path

import pytest
from tests.factories.leveringen import maak_levering

from kompas.base import GeenCijfer, Periode, Refused
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import Opgave, lees_bestanden, neem_leveringen
from kompas.data.definities import controleer_definitie

JAAR = Periode.jaar
GEBIEDEN, CODES, JAREN = ("GM0575", "GM1783"), ("1.1.1", "1.4.5"), ("2018JJ00", "2019JJ00")
TOEN = {("GM0575", "1.4.5", "2019JJ00"): 93, ("GM0575", "1.1.1", "2019JJ00"): 78}
NU = {("GM0575", "1.4.5", "2019JJ00"): 92, ("GM0575", "1.1.1", "2019JJ00"): 78, ("GM1783", "1.1.1", "2018JJ00"): 5}
KOP = "RegioS,Perioden,GemiddeldAantalInwoners_51\n"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fetched police table of June 2020 and of January 2026, and inhabitants out of a file of 2021."""
    werk = tmp_path_factory.mktemp("terug")
    for dag, inhoud, indeling in (("2020-06-15", TOEN, 2020), ("2026-01-15", NU, 2026)):
        levering = maak_levering(
            werk / dag, inhoud, gebieden=GEBIEDEN, codes=CODES, perioden=JAREN, dag=dag, indeling=indeling
        )
        neem_leveringen(werk / "c", [levering])
    (werk / "inwoners.csv").write_text(f"{KOP}GM0575,2019JJ00,43184\n")
    lees_bestanden(werk / "c", [werk / "inwoners.csv"], opgave=Opgave(date(2021, 3, 1)))
    return werk / "c"


@pytest.fixture(scope="module")
def cijfers(map_: Path) -> Cijfers:
    return open_cijfers(map_)


@pytest.mark.parametrize(
    ("dag", "getal"),
    [(date(2020, 6, 14), None), (date(2020, 6, 15), 93), (date(2020, 7, 7), 93), (date(2026, 1, 14), 93),
     (date(2026, 1, 15), 92)],
)  # fmt: skip
def test_what_was_known_on_a_day(cijfers: Cijfers, dag: date, getal: int | None) -> None:
    toen = cijfers.op(dag)
    assert toen.op_dag == dag
    assert toen.waarde("mishandeling", "GM0575", JAAR(2019)).getal == getal


def test_not_known_yet_is_a_reason(cijfers: Cijfers) -> None:
    waarde = cijfers.op(date(2020, 1, 1)).waarde("mishandeling", "GM0575", JAAR(2019))
    assert waarde.reden is GeenCijfer.ONTBREEKT
    assert waarde.uitleg == "mishandeling 2019 ontbreekt in wat op 1 januari 2020 bekend was"


def test_a_rate_needs_all_its_parts_of_that_day(cijfers: Cijfers) -> None:
    key = "woninginbraak-per-1000"
    assert cijfers.op(date(2020, 7, 7)).waarde(key, "GM0575", JAAR(2019)).uitleg.startswith("inwoners 2019 ontbreekt")
    assert cijfers.op(date(2021, 3, 1)).waarde(key, "GM0575", JAAR(2019)).getal == pytest.approx(78 / 43184 * 1000)


def test_zero_is_a_figure_and_looks_back_too(cijfers: Cijfers) -> None:
    assert cijfers.waarde("woninginbraak", "GM1783", JAAR(2019)).getal == 0
    assert cijfers.op(date(2020, 7, 7)).waarde("woninginbraak", "GM1783", JAAR(2018)).getal == 0
    assert cijfers.waarde("woninginbraak", "GM1783", JAAR(2018)).getal == 5


def test_revisions_newest_first(cijfers: Cijfers) -> None:
    [herzien] = cijfers.herzieningen("mishandeling", "GM0575")
    assert herzien.tekst == "mishandeling 2019: 93 → 92"
    assert (herzien.soort, herzien.waar, herzien.sinds) == ("bron", "47018NED", date(2026, 1, 15))
    assert [h.tekst for h in cijfers.herzieningen("woninginbraak", "GM1783")] == ["diefstal/inbraak woning 2018: 0 → 5"]
    assert cijfers.herzieningen("woninginbraak", "GM0575") == ()
    assert cijfers.op(date(2020, 7, 7)).herzieningen("mishandeling", "GM0575") == ()


def test_revisions_of_a_derived_figure_are_those_of_its_parts(cijfers: Cijfers) -> None:
    assert [h.tekst for h in cijfers.herzieningen("geweldsmisdrijven-per-1000", "GM0575")] == [
        "mishandeling 2019: 93 → 92"
    ]


def test_explained_down_to_the_source_rows(cijfers: Cijfers) -> None:
    verklaring = cijfers.verklaar("woninginbraak-per-1000", "GM0575", JAAR(2019))
    teller, noemer = verklaring.bronrijen()
    assert (teller.getal, noemer.getal) == (78, 43184)
    assert teller.herkomst.adres == "https://bron.example/OData/GM0575/1.1.1/2019JJ00"
    assert teller.herkomst.opgehaald == date(2026, 1, 15)
    assert teller.herkomst.bekend_vanaf is not None
    assert teller.herkomst.bekend_vanaf.date() == date(2020, 6, 15)  # the value did not change since
    assert len(teller.herkomst.ruw) == len(noemer.herkomst.ruw) == 64
    assert noemer.herkomst.regel == 2
    labels = [dict(deel.regels) for deel in verklaring.delen]
    assert labels[0]["adres"].endswith("2019JJ00")
    assert "regel van het bestand" not in labels[0]
    assert labels[1]["regel van het bestand"] == "2"
    assert {regel["build"] for regel in labels} == {cijfers.build_id}
    assert dict(verklaring.regels)["formule"] == "Diefstal/inbraak woning ÷ Inwoners × 1.000"


def test_explained_as_of_a_day(cijfers: Cijfers) -> None:
    verklaring = cijfers.op(date(2020, 7, 7)).verklaar("mishandeling", "GM0575", JAAR(2019))
    assert verklaring.kop == "Mishandeling 2019: 93 misdrijven"
    assert dict(verklaring.regels)["stand van"] == "2020-07-07"
    assert verklaring.is_bronrij


def test_no_figure_explains_itself(cijfers: Cijfers) -> None:
    verklaring = cijfers.verklaar("woonoverlast-per-1000", "GM0575", JAAR(2019))
    assert "geen open cijfer over woonoverlast" in verklaring.kop
    assert list(verklaring.bronrijen()) == []


def test_many_areas_are_the_same_as_one_by_one(map_: Path) -> None:
    samen, los = open_cijfers(map_), open_cijfers(map_)
    for key in ("woninginbraak", "mishandeling", "woninginbraak-per-1000"):
        per_gebied = tuple(los.waarde(key, gebied, JAAR(2019)) for gebied in GEBIEDEN)
        assert samen.vergelijk(key, GEBIEDEN, JAAR(2019)) == per_gebied
    [noordwijk, westland] = samen.vergelijk_reeks("woninginbraak", GEBIEDEN, 2018, 2019)
    assert [w.getal for w in noordwijk] == [0, 78]
    assert [w.getal for w in westland] == [5, 0]


def test_a_preview_of_an_own_indicator_changes_nothing(cijfers: Cijfers) -> None:
    ruw = {
        "key": "eigen-som", "titel": "Som", "omschrijving": "Som.", "bron": "politie-misdrijven",
        "eenheid": "misdrijven", "richting": "lager", "soort": "telling", "formule": "a + b",
        "delen": {"a": {"code": "1.1.1"}, "b": {"indicator": "mishandeling"}},
    }  # fmt: skip
    definitie = controleer_definitie(ruw, cijfers.definities)
    assert not isinstance(definitie, Refused)
    voorbeeld = cijfers.met_definitie(definitie)
    assert voorbeeld.waarde("eigen-som", "GM0575", JAAR(2019)).getal == 78 + 92
    assert voorbeeld.op(date(2020, 7, 7)).waarde("eigen-som", "GM0575", JAAR(2019)).getal == 78 + 93
    assert "eigen-som" not in cijfers.definities.indicatoren
    met = open_cijfers(Path("bestaat-niet"), eigen=[definitie])
    assert met.definitie("eigen-som").titel == "Som"


def test_nothing_read_yet_answers_too(tmp_path: Path) -> None:
    leeg = open_cijfers(tmp_path).op(date(2020, 7, 7))
    assert leeg.leeg
    assert leeg.herzieningen("mishandeling", "GM0575") == ()
    assert not leeg.vergelijkbaar("mishandeling", JAAR(2018), JAAR(2019), "GM0575")
    assert leeg.gebieden_van("GM") == ()
    assert leeg.bron_van("mishandeling").key == "politie-misdrijven"
    assert "nog geen cijfers ingelezen" in leeg.verklaar("mishandeling", "GM0575", JAAR(2019)).kop


@pytest.mark.parametrize("gebied", ["GM0363", "GM0855", "GM0575"])  # Amsterdam became larger and kept its code
@pytest.mark.parametrize("key", ["inwoners", "woninginbraak-per-1000"])
def test_years_of_after_the_day_are_not_known_whatever_the_municipality_became(
    cijfers: Cijfers, key: str, gebied: str
) -> None:
    toen = cijfers.op(date(2018, 11, 1))
    assert [toen.waarde(key, gebied, JAAR(jaar)).getal for jaar in range(2018, 2027)] == [None] * 9
    assert toen.waarde("misdrijven-totaal-3-jaar", gebied, JAAR(2024)).getal is None


def test_days_between_which_nothing_came_in_share_what_was_worked_out(cijfers: Cijfers, map_: Path) -> None:
    dagen = [date(2020, 6, 14), date(2020, 6, 15), date(2020, 6, 16), date(2020, 12, 31), date(2026, 1, 14)]
    bekend = [cijfers.op(dag).bekend for dag in dagen]
    assert bekend[1] == bekend[2] == bekend[3]
    assert (
        len({*bekend, cijfers.bekend, cijfers.op(date(2021, 2, 28)).bekend, cijfers.op(date(2021, 3, 1)).bekend}) == 6
    )
    vers = open_cijfers(map_)
    assert len({id(vers.op(dag).onthoud("iets", object)) for dag in dagen[1:4]}) == 1
