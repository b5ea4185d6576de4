"""Definitions: what comes with the product, what a municipality overlays, and clear faults."""

from pathlib import Path

import pytest

from kompas.data.definities import DefinitieError, laad_definities

VERPLICHT = {
    "inwoners", "woninginbraak", "woninginbraak-per-1000", "box-inbraak", "auto-inbraak", "auto-inbraak-per-1000",
    "autodiefstal", "fietsdiefstal", "moord-doodslag", "bedreiging", "mishandeling", "vernieling", "bedrijfsinbraak",
    "drugshandel", "wapenhandel", "misdrijven-totaal", "misdrijven-totaal-per-1000", "misdrijven-totaal-cbs",
    "misdrijven-totaal-zonder-online-fraude", "fraude-online-handel", "overlast-jeugd", "overlast-jeugd-per-1000",
    "overlast-verward-gedrag", "woonoverlast-per-1000", "rapportcijfer-veiligheid-buurt",
    "rapportcijfer-leefbaarheid-buurt", "overlast-buurtbewoners", "overlast-jongeren-vaak", "binge-drinken-12-18",
}  # fmt: skip

INDICATOR = """indicatoren:
  - key: {key}
    titel: Winkeldiefstal hier
    omschrijving: Eigen omschrijving.
    bron: politie-misdrijven
    code: "2.5.2"
    eenheid: misdrijven
    richting: lager
    soort: telling
"""


@pytest.fixture
def eigen(tmp_path: Path) -> Path:
    (tmp_path / "indicatoren").mkdir()
    return tmp_path


def schrijf(map_: Path, tekst: str, naam: str = "indicatoren/eigen.yaml") -> Path:
    pad = map_ / naam
    pad.parent.mkdir(exist_ok=True)
    pad.write_text(tekst)
    return pad


def test_what_comes_with_the_product() -> None:
    definities = laad_definities()
    assert {indicator.key for indicator in definities.indicatoren} >= VERPLICHT
    assert [(lijst.key, len(lijst.soorten)) for lijst in definities.soortenlijsten] == [
        ("politie-misdrijven", 59),
        ("politie-overlast", 9),
    ]
    [herindeling] = [h for h in definities.herindelingen if h.naar == "GM0575"]
    assert (herindeling.jaar, set(herindeling.van)) == (2019, {"GM0575", "GM0576"})


def test_own_folder_replaces_and_adds(eigen: Path) -> None:
    schrijf(
        eigen, INDICATOR.format(key="winkeldiefstal") + INDICATOR.format(key="nieuw").removeprefix("indicatoren:\n")
    )
    definities = laad_definities(eigen)
    assert definities.indicatoren["winkeldiefstal"].titel == "Winkeldiefstal hier"
    assert "nieuw" in definities.indicatoren
    assert "nieuw" not in laad_definities().indicatoren


@pytest.mark.parametrize(
    ("van", "naar", "melding"),
    [
        ("eenheid: misdrijven", "eenhied: misdrijven", "veld eenhied: dit veld bestaat niet"),
        ("richting: lager", "richting: omlaag", "veld richting: is geen van de toegestane waarden"),
        ("    titel: Winkeldiefstal hier\n", "", "veld titel: dit veld ontbreekt"),
        ('code: "2.5.2"', 'code: "9.9.9"', "code 9.9.9 staat niet in politie-misdrijven"),
        ("bron: politie-misdrijven", "bron: politie", "bron: politie bestaat niet"),
        ('code: "2.5.2"', "delen: {a: {indicator: winkel}}", "indicator winkel bestaat niet"),
        ('code: "2.5.2"', "delen: {a: {indicator: eigen}}", "verwijst naar zichzelf: eigen → eigen"),
        ('code: "2.5.2"', 'delen: {a: {code: "1.1.1"}}\n    formule: a + b', "de formule noemt b"),
        ('code: "2.5.2"', 'delen: {a: {code: "1.1.1"}, b: {code: "1.1.2"}}\n    formule: a', "deel b komt niet"),
        ('    code: "2.5.2"\n', "", "geef delen"),
        ("soort: telling", "soort: telling\n    noemer: inwoners", "een noemer hoort bij per"),
        (
            "soort: telling",
            "soort: telling\n    per: 1000\n    noemer: mensen",
            "noemer: indicator mensen bestaat niet",
        ),
        ("key: eigen", "key: Eigen Naam", "veld key: heeft niet de juiste vorm"),
        ("indicatoren:", "lijst:", "verwacht één veld 'indicatoren'"),
        ("indicatoren:", "indicatoren: [", "is geen geldige YAML"),
    ],
)
def test_a_fault_names_file_and_field(eigen: Path, van: str, naar: str, melding: str) -> None:
    pad = schrijf(eigen, INDICATOR.format(key="eigen").replace(van, naar))
    with pytest.raises(DefinitieError) as fout:
        laad_definities(eigen)
    assert melding in str(fout.value)
    assert str(pad) in str(fout.value) or "eigen" in str(fout.value)


def test_the_same_key_twice_in_one_folder(eigen: Path) -> None:
    schrijf(eigen, INDICATOR.format(key="eigen"))
    schrijf(eigen, INDICATOR.format(key="eigen"), "indicatoren/ook.yaml")
    with pytest.raises(DefinitieError, match=r"ook\.yaml: eigen staat ook in eigen\.yaml"):
        laad_definities(eigen)


def test_unknown_indicator_is_told_in_dutch() -> None:
    with pytest.raises(KeyError, match="onbekend: indicator 'bestaat-niet'"):
        _ = laad_definities().indicatoren["bestaat-niet"]
