"""CSV: a row per figure with its origin; numbers stay numbers, text never becomes a formula."""

import csv
import io
from dataclasses import replace

import pytest
from tests.factories.rapport import rapport

from kompas.rapportage.renderers.gegevens import KOLOMMEN, maak_csv, veilig


@pytest.fixture(scope="module")
def rijen() -> list[dict[str, str]]:
    tekst = maak_csv(rapport()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_begint_met_bom_en_kopregel() -> None:
    inhoud = maak_csv(rapport())
    assert inhoud.startswith(b"\xef\xbb\xbfgemeente;rapportjaar;")
    assert inhoud.endswith(b"\r\n")
    assert len(set(KOLOMMEN)) == len(KOLOMMEN)


def test_getal_met_herkomst(rijen: list[dict[str, str]]) -> None:
    rij = rijen[0]
    assert (rij["waarde"], rij["ondergrens 95%"], rij["bovengrens 95%"]) == ("1,35", "1,14", "1,58")
    assert (rij["aantal"], rij["inwoners of noemer"]) == ("153", "113668")
    assert (rij["bron"], rij["tabel"], rij["codes"], rij["cijferset"]) == ("Politie", "47018NED", "1.1.1", "b-test")
    assert (rij["gebied"], rij["gebiedscode"], rij["opgehaald"]) == ("Westland", "GM1783", "2026-03-02")


def test_ontbrekend_cijfer_is_leeg_met_reden(rijen: list[dict[str, str]]) -> None:
    assert rijen[1]["waarde"] == ""
    assert rijen[1]["waarom geen cijfer"] == "niet gepubliceerd: -wordt later gepubliceerd"


def test_negatief_getal_blijft_getal(rijen: list[dict[str, str]]) -> None:
    assert rijen[2]["waarde"] == "-1234,5"


def test_elke_rij_van_een_voorbeeld_zegt_het() -> None:
    voor, na = (maak_csv(replace(rapport(), is_voorbeeld=soort)).decode("utf-8-sig") for soort in (True, False))
    for tekst, merk in ((voor, "voorbeeld, niet van de gemeente"), (na, "nee")):
        assert {rij["voorbeeld"] for rij in csv.DictReader(io.StringIO(tekst), delimiter=";")} == {merk}


def test_tekst_wordt_geen_formule(rijen: list[dict[str, str]]) -> None:
    assert rijen[1]["onderdeel"] == "'=1+1"


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("=A1", "'=A1"),
        ("+31 6", "'+31 6"),
        ("-nee", "'-nee"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=A1", "'=A1"),
        ("  =A1", "'=A1"),
        ('gewoon; met "tekens"\nen regels', 'gewoon; met "tekens" en regels'),
        ("", ""),
    ],
)
def test_veilig(tekst: str, verwacht: str) -> None:
    assert veilig(tekst) == verwacht
