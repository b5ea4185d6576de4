"""Every kind of file that is recognised, also with the quirks of real downloads."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kompas.data.build import Opgave, lees_bestanden
from kompas.data.definities import laad_definities
from kompas.data.feiten import Afgekeurd, Feit, Opmerking, Rij
from kompas.data.sources import SOURCES, Bestand, Context, Namen, herken
from kompas.data.sources.bestand import BLOK, BestandFoutError
from kompas.data.sources.jsonstroom import json_rijen
from kompas.data.sources.namen import periode_van

Maak = Callable[[str, str | bytes], Path]
ODATA = "ID,SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
STATLINE = '\ufeff"Soort misdrijf";"Perioden";"Wijken en buurten";"Geregistreerde misdrijven (aantal)"\n'
GEBIEDEN = (
    '"Key","Title","Description","Municipality","DetailRegionCode"\n'
    '"NL00      ","Nederland",,"",""\n"GM1581    ","Utrechtse Heuvelrug","een\nmeer","GM1581",""\n'
    '"WK158100  ","Doorn","x","GM1581",""\n"BU15810000","Centrum","x","GM1581",""\n'
    '"BU05750000","Centrum","x","GM0575",""\n'
)


def lees(pad: Path, namen: Namen | None = None, gemeente: str = "") -> tuple[str, list[Rij]]:
    """The key of the recognised kind, and all rows."""
    bestand = Bestand.open(pad)
    bron = herken(bestand)
    context = Context(laad_definities(), namen or Namen(), gemeente=gemeente)
    return bron.key, list(bron.normalise(bestand, context))


def feiten(rijen: list[Rij]) -> list[tuple[str, str, str, str, float | None, str]]:
    return [(r.tabel, r.code, r.gebied, r.periode, r.waarde, r.vlag) for r in rijen if isinstance(r, Feit)]


@pytest.mark.parametrize("opvulling", ["", "    "])
def test_keys_padded_or_not(maak: Maak, opvulling: str) -> None:
    rij = f"0,1.1.1{opvulling},GM0575{opvulling},2019JJ00,78\n1,0.0.0{opvulling},NL00{opvulling},2019MM09,5\n"
    key, rijen = lees(maak("a.csv", ODATA + rij))
    assert key == "politie-misdrijven"
    assert feiten(rijen) == [
        ("47018NED", "1.1.1", "GM0575", "2019JJ00", 78, ""),
        ("47022NED", "0.0.0", "NL", "2019MM09", 5, ""),
    ]


@pytest.mark.parametrize("vorm", ["value", "lijst"])
def test_json_with_value_or_bare(maak: Maak, vorm: str) -> None:
    rijen = [{"SoortMisdrijf": "1.1.1 ", "RegioS": "GM0575", "Perioden": "2019JJ00", "GeregistreerdeMisdrijven_1": 78}]
    ruw = json.dumps(
        {"odata.metadata": "https://x/OData/47025NED/$metadata#y", "value": rijen} if vorm == "value" else rijen
    )
    key, gelezen = lees(maak("a.json", ruw))
    assert key == "politie-misdrijven"
    tabel = "47025NED" if vorm == "value" else "47013NED"
    assert feiten(gelezen) == [(tabel, "1.1.1", "GM0575", "2019JJ00", 78, "")]


def test_a_page_of_a_longer_answer_says_so(maak: Maak) -> None:
    rij = {"Overlast": "E33   ", "RegioS": "GM0575", "Perioden": "2019JJ00", "GeregistreerdeOverlast_1": 253}
    key, rijen = lees(maak("a.json", json.dumps({"value": [rij], "odata.nextLink": "https://x?$skip=1"})))
    assert key == "politie-overlast"
    assert feiten(rijen) == [("47021NED", "E33", "GM0575", "2019JJ00", 253, "")]
    assert [rij for rij in rijen if isinstance(rij, Opmerking)]


def test_the_number_of_a_column_may_change(maak: Maak) -> None:
    _, rijen = lees(maak("a.csv", ODATA.replace("_1", "_7") + "0,1.1.1 ,GM0575    ,2019JJ00,78\n"))
    assert [rij[4] for rij in feiten(rijen)] == [78]


def test_empty_dot_and_zero_differ(maak: Maak) -> None:
    rijen = "".join(f"{nr},1.1.1,GM0575,20{10 + nr}JJ00,{w}\n" for nr, w in enumerate(("", ".", "0", "0.0", " 3 ")))
    _, gelezen = lees(maak("a.csv", ODATA + rijen))
    assert [(rij[4], rij[5]) for rij in feiten(gelezen)] == [(None, "leeg"), (None, "punt"), (0, ""), (0, ""), (3, "")]


def test_a_last_line_without_end_is_not_trusted(maak: Maak) -> None:
    with pytest.raises(BestandFoutError, match=r"regel 3: de laatste regel heeft geen regeleinde.* Enter"):
        lees(maak("a.csv", ODATA + "0,1.1.1,GM0575,2018JJ00,69\n1,1.1.1,GM0575,2019JJ00,7"))


def test_population(maak: Maak) -> None:
    key, rijen = lees(maak("a.csv", "RegioS,Perioden,GemiddeldAantalInwoners_51\nNL01  ,2019JJ00,17344882\n"))
    assert key == "cbs-inwoners"
    assert feiten(rijen) == [("70072ned", "inwoners", "NL", "2019JJ00", 17344882, "")]


def test_cbs_crime_by_name(maak: Maak) -> None:
    kop = "SoortMisdrijf,RegioS,Perioden,TotaalGeregistreerdeMisdrijven_1,GeregistreerdeMisdrijvenRelatief_2\n"
    rijen = (
        '"Misdrijven, totaal",Noordwijk,2018,1325.0,100.0\n"Misdrijven, totaal",Noordwijkerhout,2019,0.0,0.0\n'
        '"Misdrijven, totaal",Atlantis,2019,5.0,100.0\n1 Vermogensmisdrijven,Noordwijk,2018,5.0,1.0\n'
        "CRI3000,GM0575,2018JJ00,0,0.0\n11 Iets anders,Noordwijk,2018,5.0,1.0\n"
    )
    namen = Namen({"Noordwijk": frozenset({"GM0575", "WK057500"}), "Noordwijkerhout": frozenset({"GM0576"})})
    key, gelezen = lees(maak("a.csv", kop + rijen), namen)
    assert key == "cbs-criminaliteit"
    assert feiten(gelezen) == [
        ("83648NED", "totaal", "GM0575", "2018JJ00", 1325, ""),
        ("83648NED", "totaal", "GM0576", "2019JJ00", None, "blanco"),  # zero everywhere: it no longer existed
        ("83648NED", "CRI1000", "GM0575", "2018JJ00", 5, ""),
        ("83648NED", "CRI3000", "GM0575", "2018JJ00", 0, ""),
    ]
    assert [rij.is_schade for rij in gelezen if isinstance(rij, Afgekeurd)] == [False]
    assert [rij.tekst[:2] for rij in gelezen if isinstance(rij, Opmerking)] == ["1 "]


def test_statline_export_with_area_list_in_the_same_command(maak: Maak, tmp_path: Path) -> None:
    rijen = (
        '"Totaal misdrijven";"2022 december";"Utrechtse Heuvelrug";129\n'
        '"1.1.1 Diefstal/inbraak woning";"2023 1e kwartaal*";"Doorn";.\n'
        '"1.4.5 Mishandeling";"2023";"Nederland";\n'
        '"1.4.5 Mishandeling";"2023";"Centrum";4\n"Bron: politie"\n'
    )
    statline, lijst = maak("export.csv", STATLINE + rijen), maak("WijkenEnBuurten.csv", GEBIEDEN)
    verslag = lees_bestanden(tmp_path / "c", [statline, lijst])
    namen, export = verslag.bestanden
    assert (namen.herkend_als, namen.namen) == ("gebiedenlijst (RegioS of WijkenEnBuurten)", 5)
    assert (export.gelezen, export.nieuw, export.aantal_afgekeurd) == (4, 3, 1)
    assert "hoort bij 2 gebieden (BU05750000, BU15810000); zeg met --gemeente" in export.afgekeurd[0].reden


def test_the_municipality_makes_a_name_unambiguous(maak: Maak, tmp_path: Path) -> None:
    statline = maak("export.csv", STATLINE + '"1.4.5 Mishandeling";"2023";"Centrum";4\n')
    verslag = lees_bestanden(tmp_path / "c", [statline, maak("w.csv", GEBIEDEN)], opgave=Opgave(gemeente="GM1581"))
    assert [(b.nieuw, b.aantal_afgekeurd) for b in verslag.bestanden] == [(0, 0), (1, 0)]


def test_names_stay_known_in_later_commands(maak: Maak, tmp_path: Path) -> None:
    lees_bestanden(tmp_path / "c", [maak("w.csv", GEBIEDEN)])
    verslag = lees_bestanden(tmp_path / "c", [maak("e.csv", STATLINE + '"1.4.5 Mishandeling";"2023";"Doorn";4\n')])
    assert verslag.nieuw == 1


def test_titles_above_a_statline_table(maak: Maak) -> None:
    ruw = '"Geregistreerde misdrijven per buurt"\n' + STATLINE.strip("\ufeff") + '"Overval";"2023";"Nederland";541\n'
    key, rijen = lees(maak("e.csv", ruw))
    assert key == "statline"
    assert feiten(rijen) == [("47018NED", "1.4.7", "NL", "2023JJ00", 541, "")]


def test_national_overview(maak: Maak) -> None:
    rijen = "Totaal misdrijven,2019,803646\nOverlast door verward persoon,2019,99662\n"
    key, gelezen = lees(maak("a.csv", "incident_type_code,year,incident_count\n" + rijen))
    assert key == "politie-landelijk"
    assert [rij[:2] for rij in feiten(gelezen)] == [
        ("politie-landelijk", "0.0.0"),
        ("politie-landelijk-overlast", "E33"),
    ]


@pytest.mark.parametrize(
    ("inhoud", "key"),
    [
        ('"Key","Title","Description","Status"\n"1995MM01","1995 januari","","Definitief"\n', "beschrijving"),
        ('"odata.type","ID","Type","Key","Title"\n"x",0,"Topic","a","b"\n', "beschrijving"),
        ('"ID","Title","Identifier","Modified"\n0,"x","83474NED","2024"\n', "beschrijving"),
        ('"Key","Title","Description"\n"0.0.0 ","Totaal misdrijven",\n"8.8.8 ","Nieuw",\n', "codelijst"),
        ('"Key","Title","Description"\n"E33   ","Overlast door verward persoon",\n', "codelijst"),
        ('"Key","Title","Description"\n"NL01  ","Nederland",\n"LD01  ","Noord (LD)",\n', "gebiedenlijst"),
    ],
)
def test_metadata_is_recognised(maak: Maak, inhoud: str, key: str) -> None:
    gevonden, rijen = lees(maak("m.csv", inhoud))
    assert gevonden == key
    assert ("8.8.8" in inhoud) == any("8.8.8" in r.tekst for r in rijen if isinstance(r, Opmerking))


def test_own_list_in_csv_with_margins(maak: Maak) -> None:
    kop = "bron;tabel;code;gebied;periode;waarde;laag;hoog;vindplaats\n"
    rijen = "veiligheidsmonitor;85146NED;RapportcijferVeiligheidInBuurt;GM0575;2023;7,8;7,6;8,0;p. 3\n"
    key, gelezen = lees(maak("a.csv", kop + rijen))
    assert key == "cijferlijst-csv"
    [feit] = [rij for rij in gelezen if isinstance(rij, Feit)]
    assert (feit.waarde, feit.laag, feit.hoog, feit.periode, feit.vindplaats) == (7.8, 7.6, 8.0, "2023JJ00", "p. 3")


@pytest.mark.parametrize(("tekst", "waarde"), [("1650", 1650), ("1,650", 1.65), ("0.125", 0.125), ("12.5", 12.5)])
def test_own_list_in_csv_with_one_reading(maak: Maak, tekst: str, waarde: float) -> None:
    rijen = f"bron;tabel;code;gebied;periode;waarde\npolitie-misdrijven;47018NED;0.0.0;GM0575;2019;{tekst}\n"
    [feit] = [rij for rij in lees(maak("a.csv", rijen))[1] if isinstance(rij, Feit)]
    assert feit.waarde == waarde


@pytest.mark.parametrize(("tekst", "heel", "deel"), [("1.650", "1650", "1,650"), ("12.345.678", "12345678", "12,345")])
def test_own_list_in_csv_with_two_readings_is_refused(maak: Maak, tekst: str, heel: str, deel: str) -> None:
    """1.650 meant as sixteen hundred and fifty must not become 1,65."""
    rijen = f"bron;tabel;code;gebied;periode;waarde\npolitie-misdrijven;47018NED;0.0.0;GM0575;2019;{tekst}\n"
    [afgekeurd] = [rij for rij in lees(maak("a.csv", rijen))[1] if isinstance(rij, Afgekeurd)]
    assert f"{tekst} kan op twee manieren worden gelezen. Schrijf {heel} zonder punt" in afgekeurd.reden
    assert deel in afgekeurd.reden


@pytest.mark.parametrize(
    ("tekst", "code"),
    [("2022 december", "2022MM12"), ("2022", "2022JJ00"), ("2022*", "2022JJ00"), ("2022 2e kwartaal", "2022KW02")],
)
def test_periods_as_people_read_them(tekst: str, code: str) -> None:
    assert periode_van(tekst) == code


@pytest.mark.parametrize("tekst", ["december 2022", "2022 brumaire", "22", "", "2022 5e kwartaal"])
def test_what_is_no_period(tekst: str) -> None:
    with pytest.raises(ValueError, match="is geen periode"):
        periode_van(tekst)


def test_json_is_read_in_pieces() -> None:
    """The text is cut at every possible place; the rows are the same."""
    rijen = [{"a": 'é"]}', "b": [1, {"c": None}]}, {"a": "", "b": 2.5}]
    tekst = json.dumps({"odata.metadata": "m", "value": rijen}, ensure_ascii=False)

    def stuk(nummer: int, wat: str) -> None:
        raise AssertionError((nummer, wat))

    for grens in range(1, len(tekst)):
        stukken: Iterator[str] = iter([tekst[:grens], tekst[grens:]])
        assert [rij for _, rij in json_rijen(stukken, stuk)] == rijen  # type: ignore[arg-type]


def test_memory_does_not_grow_with_the_file(maak: Maak) -> None:
    """Rows come one at a time: after the first, no more than a few blocks were read."""
    groot = maak("a.json", "[" + ",".join('{"a": 1, "b": "' + "x" * 100 + '"}' for _ in range(20_000)) + "]")
    assert groot.stat().st_size > 30 * BLOK
    gelezen = 0

    def blokken() -> Iterator[str]:
        nonlocal gelezen
        with groot.open() as bron:
            while blok := bron.read(BLOK):
                gelezen += 1
                yield blok

    assert next(json_rijen(blokken(), lambda _nr, wat: pytest.fail(wat)))[0] == 1
    assert gelezen == 1


def test_every_source_says_what_it_is() -> None:
    for bron in SOURCES:
        assert bron.titel
        assert bron.licentie
        assert bron.kolommen
