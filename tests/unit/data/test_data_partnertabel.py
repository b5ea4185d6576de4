"""Tables of partners, templates, surveys with margins, tables by number, maps and plug-ins: what is read is right."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import yaml
from tests.factories.werkboeken import ods, xlsx
from tests.servers.odata import Bronserver

import kompas.data.sources as bronnen
from kompas.base import Periode, RefusedError
from kompas.data import open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import laad_definities
from kompas.data.definities.sjablonen import codes_van
from kompas.data.definities.tabellen import laad_tabelvormen
from kompas.data.feiten import Afgekeurd, Feit, Gebiedsnaam, Opmerking, Rij
from kompas.data.sources import Bestand, Context, Namen, bronvormen, herken
from kompas.data.sources.eigenschappen import aangepast, resolve
from kompas.data.sources.partnertabel import lees_periode
from kompas.data.sources.sjabloon import beschrijving_voor, sjabloon_csv, sjabloon_xlsx
from kompas.data.sources.veiligheidsmonitor import maatcodes

Maak = Callable[[str, str | bytes], Path]
BESCHRIJVING = """kompas_tabel: 1
titel: Meldingen jongerenwerk
bestand: jongeren*.*
bron: partner
tabel: jongerenwerk
opgehaald: 2026-02-01
indeling: 2025
gebied: {kolom: Gemeente, waarden: {Noordwijk ZH: GM0575}}
periode: {kolom: Jaar}
waarden:
  - {kolom: Meldingen, code: meldingen}
  - {kolom: Cijfer, code: rapportcijfer, laag: Van, hoog: Tot}
geen_getal: {n.v.t.: blanco, x: punt}
overslaan: [Totaal]
duizendtal: "."
"""
KOP = ["Gemeente", "Jaar", "Meldingen", "Cijfer", "Van", "Tot", "Opmerking"]
RIJEN: list[list[object]] = [
    ["Cijfers van het jongerenwerk, niet verspreiden"],
    [],
    KOP,
    ["Noordwijk ZH", 2023, "1.234", "7,4", "7,2", "7,6", "=niet gelezen"],
    ["GM0576", "jan 2018", "n.v.t.", "x", None, None, ""],
    ["575", "2024", 12, 7.5, 7.125, 7.9, None],
    ["Totaal", 2023, 1246, None, None, None, None],
]
VERWACHT = [
    ("meldingen", "GM0575", "2023JJ00", 1234, "", None, None),
    ("rapportcijfer", "GM0575", "2023JJ00", 7.4, "", 7.2, 7.6),
    ("meldingen", "GM0576", "2018MM01", None, "blanco", None, None),
    ("rapportcijfer", "GM0576", "2018MM01", None, "punt", None, None),
    ("meldingen", "GM0575", "2024JJ00", 12, "", None, None),
    ("rapportcijfer", "GM0575", "2024JJ00", 7.5, "", 7.125, 7.9),
]


def lees(pad: Path, namen: Namen | None = None) -> list[Rij]:
    bestand = Bestand.open(pad)
    return list(herken(bestand).normalise(bestand, Context(laad_definities(), namen or Namen())))


def kort(rijen: list[Rij]) -> list[tuple[object, ...]]:
    return [(r.code, r.gebied, r.periode, r.waarde, r.vlag, r.laag, r.hoog) for r in rijen if isinstance(r, Feit)]


def als_csv() -> str:
    teksten = [["" if cel is None else str(cel) for cel in rij] + [""] * (7 - len(rij)) for rij in RIJEN]
    teksten[5] = [tekst.replace(".", ",") for tekst in teksten[5]]
    regels = [";".join(rij) for rij in teksten]
    return "\r\n".join(regels) + "\r\n"


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
def test_one_description_reads_every_form(maak: Maak, vorm: str) -> None:
    maak("jongeren.kompas.yaml", BESCHRIJVING)
    inhoud = {"csv": als_csv(), "xlsx": xlsx(RIJEN), "ods": ods(RIJEN)}[vorm]
    rijen = lees(maak(f"jongerenwerk-februari.{vorm}", inhoud))
    assert [rij for rij in rijen if isinstance(rij, Afgekeurd)] == []
    assert kort(rijen) == VERWACHT
    feiten = [rij for rij in rijen if isinstance(rij, Feit)]
    assert {(feit.bron, feit.tabel, feit.gebied_jaar, feit.opgehaald) for feit in feiten} == {
        ("partner", "jongerenwerk", 2025, date(2026, 2, 1))
    }


def test_a_wide_table_has_its_periods_in_the_heading(maak: Maak) -> None:
    maak("breed.xlsx.kompas.yaml", yaml.safe_dump({
        "kompas_tabel": 1, "titel": "breed", "bestand": "breed.xlsx", "bron": "leefbaarometer", "tabel": "export",
        "gebied": {"kolom": "Buurt"}, "code": {"vast": "afwijking"}, "negatief": True,
        "waarden": [{"kolom": "2022", "periode": 2022}, {"kolom": "2024", "periode": 2024}],
    }))  # fmt: skip
    rijen = lees(maak("breed.xlsx", xlsx([["Buurt", 2022, 2024], ["BU0363AB10", -0.05, 0.125]])))
    assert kort(rijen) == [
        ("afwijking", "BU0363AB10", "2022JJ00", -0.05, "", None, None),
        ("afwijking", "BU0363AB10", "2024JJ00", 0.125, "", None, None),
    ]


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("2023", "2023JJ00"), ("2023JJ00", "2023JJ00"), ("2023KW03", "2023KW03"), ("2023 Q3", "2023KW03"),
        ("K3 2023", "2023KW03"), ("2023-07", "2023MM07"), ("07-2023", "2023MM07"), ("2023-07-01", "2023MM07"),
        ("1-7-2023", "2023MM07"), ("jul 2023", "2023MM07"), ("juli 2023", "2023MM07"), ("mrt 2023", "2023MM03"),
        ("2023 juli", "2023MM07"), ("2023-07-01T00:00:00", "2023MM07"), ("2022 1e kwartaal", "2022KW01"),
    ],
)  # fmt: skip
def test_periods_as_people_write_them(tekst: str, code: str) -> None:
    assert lees_periode(tekst) == code


def test_formulas_count_for_their_saved_outcome(maak: Maak) -> None:
    maak("jongeren.kompas.yaml", BESCHRIJVING)
    rijen = lees(maak("jongeren.xlsx", xlsx([KOP, ["GM0575", 2023, ("=4+4", 8), 7.4, 7.2, 7.6, ""]])))
    assert kort(rijen)[0] == ("meldingen", "GM0575", "2023JJ00", 8, "", None, None)
    assert "1 cellen zijn formules" in " ".join(rij.tekst for rij in rijen if isinstance(rij, Opmerking))


def test_a_whole_table_from_file_to_figure(maak: Maak, tmp_path: Path) -> None:
    """The description is kept with the file, so that the figures can be made again."""
    maak("jongeren.kompas.yaml", BESCHRIJVING)
    verslag = lees_bestanden(tmp_path / "cijfers", [maak("jongeren.xlsx", xlsx(RIJEN))])
    assert {deel.naam for deel in verslag.bestanden} == {"jongeren.kompas.yaml", "jongeren.xlsx"}
    assert sum(deel.nieuw for deel in verslag.bestanden) == len(VERWACHT)


@pytest.mark.parametrize("bron", ["bbv", "partner", "politie-misdrijven", "veiligheidsmonitor"])
@pytest.mark.parametrize("vorm", ["xlsx", "csv"])
def test_a_template_that_is_filled_in_can_be_read(maak: Maak, bron: str, vorm: str) -> None:
    definities = laad_definities()
    inhoud = (sjabloon_xlsx if vorm == "xlsx" else sjabloon_csv)(definities, bron, "GM0575", 2024)
    rijen = lees(maak(f"sjabloon.{vorm}", inhoud))
    codes = [feit.code for feit in rijen if isinstance(feit, Feit)]
    assert codes == [code.code for code in codes_van(definities, bron)]
    assert {feit.waarde for feit in rijen if isinstance(feit, Feit)} <= {None}


def test_the_bbv_set_from_a_template_gives_figures(maak: Maak, tmp_path: Path) -> None:
    tekst = sjabloon_csv(laad_definities(), "bbv", "GM0575", 2024)
    ingevuld = tekst.replace("halt-per-1000;GM0575;2024;", "halt-per-1000;GM0575;2024;13,5")
    lees_bestanden(tmp_path / "cijfers", [maak("bbv.csv", ingevuld)])
    cijfers = open_cijfers(tmp_path / "cijfers")
    sleutel = next(definitie.key for definitie in cijfers.definities.indicatoren if definitie.code == "halt-per-1000")
    assert cijfers.waarde(sleutel, "GM0575", Periode.jaar(2024)).getal == 13.5
    cijfers.close()


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
def test_a_draft_of_a_description_reads_the_table(maak: Maak, vorm: str) -> None:
    tabel = [
        ["Gemeente", "Jaar", "Soort melding", "Aantal"],
        ["GM0575", 2023, "jeugd", 5],
        ["GM0575", 2024, "jeugd", 7],
    ]
    tekst = "".join(";".join(map(str, rij)) + "\n" for rij in tabel)
    pad = maak(f"levering.{vorm}", {"csv": tekst, "xlsx": xlsx(tabel), "ods": ods(tabel)}[vorm])
    maak("levering.kompas.yaml", beschrijving_voor(Bestand.open(pad)))
    assert [(code, periode, waarde) for code, _, periode, waarde, *_ in kort(lees(pad))] == [
        ("jeugd", "2023JJ00", 5), ("jeugd", "2024JJ00", 7),
    ]  # fmt: skip


VM_KOP = (
    '"Marges";"Regio\'s";"Perioden";"Veiligheidsbeleving/Rapportcijfer veiligheid in buurt (cijfer)";'
    '"Slachtofferschap/Geweld/Slachtoffers (%)";"Slachtofferschap/Online/Slachtoffers (%)"\n'
)


def test_survey_export_puts_value_and_margins_together(maak: Maak) -> None:
    regels = (
        '"Waarde";"Noordwijk";"2021";"7,4";"2,1";"."\n"Bovengrens 95%-interval";"Noordwijk";"2021";"7,6";"2,9";"."\n'
        '"Ondergrens 95%-interval";"Noordwijk";"2021";"7,2";"1,3";"."\n"Waarde";"Nederland";"2019";"7,5";"";"1,0"\n'
    )
    namen = Namen({"Noordwijk": frozenset({"GM0575", "WK057500"})})
    rijen = lees(maak("vm.csv", VM_KOP + regels), namen)
    assert sorted(kort(rijen), key=str) == sorted(
        [
            ("RapportcijferVeiligheidInBuurt", "GM0575", "2021JJ00", 7.4, "", 7.2, 7.6),
            ("Slachtoffers/Geweld", "GM0575", "2021JJ00", 2.1, "", 1.3, 2.9),
            ("Slachtoffers/Online", "GM0575", "2021JJ00", None, "punt", None, None),
            ("RapportcijferVeiligheidInBuurt", "NL", "2019JJ00", 7.5, "", None, None),
            ("Slachtoffers/Geweld", "NL", "2019JJ00", None, "blanco", None, None),
            ("Slachtoffers/Online", "NL", "2019JJ00", 1.0, "", None, None),
        ],
        key=str,
    )
    tabellen = {(rij.periode, rij.tabel) for rij in rijen if isinstance(rij, Feit)}
    assert tabellen == {("2021JJ00", "85146NED"), ("2019JJ00", "81877NED")}


def test_export_and_service_give_a_measure_one_code() -> None:
    assert maatcodes(("Veiligheid/'s Avonds op straat in buurt onveilig (%)", "Tevredenheid functioneren in buurt"))[
        "Tevredenheid functioneren in buurt"
    ] == "TevredenheidFunctionerenInBuurt"  # fmt: skip


def test_table_by_number_with_margins(maak: Maak) -> None:
    kop = "ID,Marges,RegioS,Perioden,RapportcijferVeiligheidInBuurt_60,Slachtoffers_68,Slachtoffers_72\n"
    rijen = "".join(
        f"{nummer},{marge},GM0575,2023JJ00,{waarde},1,2\n"
        for nummer, (marge, waarde) in enumerate([("MBG0095", 7.6), ("MW00000", 7.4), ("MOG0095", 7.2)])
    )
    gelezen = lees(maak("85146NED_TypedDataSet.csv", kop + rijen))
    assert kort(gelezen) == [("RapportcijferVeiligheidInBuurt", "GM0575", "2023JJ00", 7.4, "", 7.2, 7.6)]
    assert "Slachtoffers komt meer dan eens voor" in " ".join(r.tekst for r in gelezen if isinstance(r, Opmerking))


def test_key_figures_of_a_year_have_no_period(maak: Maak) -> None:
    gelezen = lees(maak("85984NED.json", json.dumps({"value": [
        {"WijkenEnBuurten": "BU05750000", "Gemeentenaam_1": "Noordwijk", "AantalInwoners_5": 1234,
         "TotaalDiefstalUitWoningSchuurED_110": None, "k_0Tot15Jaar_8": 100},
    ]})))  # fmt: skip
    assert sorted(kort(gelezen), key=str) == [
        ("AantalInwoners", "BU05750000", "2024JJ00", 1234, "", None, None),
        ("TotaalDiefstalUitWoningSchuurED", "BU05750000", "2024JJ00", None, "leeg", None, None),
        ("k_0Tot15Jaar", "BU05750000", "2024JJ00", 100, "", None, None),
    ]


def test_population_takes_the_totals_only(maak: Maak) -> None:
    kop = "Geslacht,Leeftijd,BurgerlijkeStaat,RegioS,Perioden,BevolkingOp1Januari_1,GemiddeldeBevolking_2\n"
    rijen = "T001038,10000,T001019,GM0575,2019JJ00,43000,43100.5\n3000,10000,T001019,GM0575,2019JJ00,21000,21000\n"
    gelezen = lees(maak("03759ned.csv", kop + rijen))
    assert {(rij[0], rij[3]) for rij in kort(gelezen)} == {("inwoners", 43100.5), ("inwoners-1-januari", 43000)}


def test_every_table_definition_fits_the_services(bronserver: Bronserver) -> None:
    """The definitions against the faithful services: every measure that must be there is found."""
    vormen = {naam: vorm for naam, vorm in laad_tabelvormen().items() if naam != "47015NED"}
    for naam, vorm in vormen.items():
        tabel = bronserver.tabel(naam)
        assert tabel is not None, naam
        eigenschappen = tabel.eigenschappen()
        kolommen = resolve(aangepast(vorm, eigenschappen), eigenschappen)
        verplicht = {maat.naam for maat in vorm.maten if maat.verplicht}
        assert verplicht <= {kolom.kolom.rpartition("_")[0] for kolom in kolommen.maten}, naam
        assert vorm.bron in laad_definities().bronnen, naam
        codes = [kolom.code for kolom in kolommen.maten]
        assert len(codes) == len(set(codes)), naam


@pytest.mark.parametrize("verschuif", [0, 5])
def test_codes_stay_when_positions_move(bronserver: Bronserver, verschuif: int) -> None:
    bronserver.grillen.zet(verschuif=verschuif)
    tabel = bronserver.tabel("85146NED")
    assert tabel is not None
    kolommen = resolve(laad_tabelvormen()["85146NED"], tabel.eigenschappen())
    codes = {kolom.code for kolom in kolommen.maten}
    assert "RapportcijferVeiligheidInBuurt" in codes
    assert len([code for code in codes if code.startswith("Slachtoffers/")]) > 1
    assert "Slachtoffers" not in codes, "a name that repeats means nothing without its heading"


def test_every_source_says_licence_rhythm_and_disclosure() -> None:
    for bron in laad_definities().bronnen:
        assert bron.toelichting, bron.key
        assert bron.bronvermelding.startswith(("Bron:", "Kaart:")), bron.key
        if bron.licentie.startswith("CC"):
            assert bron.attributie, bron.key
            assert bron.cadans, bron.key
        assert bron.openbaarheid in {"open", "klein", "zeden", "intern"}


def test_every_source_is_described(repo: Path) -> None:
    tekst = (repo / "docs/methoden/bronnen.md").read_text("utf-8")
    assert [bron.key for bron in laad_definities().bronnen if f"`{bron.key}`" not in tekst] == []


def test_a_map_gives_names_and_says_what_it_is(testdata: Path) -> None:
    gelezen = lees(testdata / "data/geo/gemeenten_2024.geojson")
    namen = {rij.code: rij.naam for rij in gelezen if isinstance(rij, Gebiedsnaam)}
    assert (len(namen), namen["GM0575"], namen["GM1783"]) == (342, "Noordwijk", "Westland")
    assert [rij.tekst for rij in gelezen if isinstance(rij, Opmerking)] == ["kaart van 342 gemeenten, grenzen van 2024"]


def test_crime_of_the_cbs_knows_municipalities_of_the_past(testdata: Path, tmp_path: Path) -> None:
    """Every row of 2010-2020 is taken over with the list of areas of 2024: nobody is asked for a list he gave."""
    cbs, politie = testdata / "data/cbs", testdata / "data/politie"
    verslag = lees_bestanden(
        tmp_path / "cijfers",
        [cbs / "83648NED_misdrijven_totaal_2010-2020.csv", politie / "WijkenEnBuurten.csv", politie / "RegioS.csv"],
    )
    assert [deel.aantal_afgekeurd for deel in verslag.bestanden] == [0, 0, 0]


@dataclass(frozen=True)
class VanEenAnder:
    key: str = "krant"
    titel: str = "knipselkrant"
    licentie: str = "eigen"
    kolommen: tuple[str, ...] = ("krant",)
    is_metadata: bool = False

    def herken(self, bestand: Bestand) -> bool:
        return "krant" in bestand.kolommen

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:  # noqa: ARG002 - every plug-in gets it
        yield Feit(1, "partner", "krant", "berichten", "GM0575", "2024JJ00", 3.0)


VAN_EEN_ANDER = VanEenAnder()
DUBBEL = VanEenAnder(key="statline")
NIETS = object()


@pytest.fixture
def ingangen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Entry points as an installed package would have them."""

    def zet(waarde: str) -> None:
        punt = EntryPoint("krant", waarde, bronnen.INGANG)
        monkeypatch.setattr(bronnen, "entry_points", lambda group: [punt] if group == bronnen.INGANG else [])
        bronvormen.cache_clear()

    yield zet
    bronvormen.cache_clear()


def test_another_package_adds_a_source(ingangen: Callable[[str], None], maak: Maak) -> None:
    ingangen(f"{__name__}:VAN_EEN_ANDER")
    assert kort(lees(maak("x.csv", "krant;dag\na;b\n"))) == [("berichten", "GM0575", "2024JJ00", 3.0, "", None, None)]


@pytest.mark.parametrize(
    ("waarde", "klacht"),
    [
        ("bestaat.niet:X", "is niet te laden"),
        (f"{__name__}:NIETS", "mist key, titel"),
        (f"{__name__}:DUBBEL", "die naam is al in gebruik"),
    ],
)
def test_a_broken_plug_in_is_named(ingangen: Callable[[str], None], waarde: str, klacht: str) -> None:
    ingangen(waarde)
    with pytest.raises(RefusedError, match=klacht):
        bronvormen()
