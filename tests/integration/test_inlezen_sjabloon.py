"""The list to fill in on the page for reading in: downloaded, filled in, sent back as it is."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories.cijferlijsten import als
from tests.factories.personen import Cast

from kompas.base import Periode
from kompas.core.cijfers import cijfers

ADRES = "/noordwijk/cijfers/inlezen/"


@pytest.fixture
def anna(cast: Cast, lege_home: Path) -> Client:  # noqa: ARG001  (figures of this test alone)
    return als(cast.anna)


def _ingevuld(inhoud: bytes, waarde: float) -> tuple[bytes, str]:
    """The first sheet with a figure on its first line, as somebody would send it back; and the code on that line."""
    rijen = CalamineWorkbook.from_filelike(io.BytesIO(inhoud)).get_sheet_by_name("cijfers").to_python()
    kop, eerste = rijen[0], list(rijen[1])
    assert eerste[kop.index("gebied")] == "GM0575"
    eerste[kop.index("waarde")] = waarde
    eerste[kop.index("periode")] = "2023"
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit) as boek:
        blad = boek.add_worksheet("cijfers")
        blad.write_row(0, 0, kop)
        blad.write_row(1, 0, eerste)
    return uit.getvalue(), str(eerste[kop.index("code")])


def test_the_list_comes_back_as_figures(anna: Client) -> None:
    pagina = anna.get(ADRES).text
    assert f'{ADRES}sjabloon/bbv.xlsx"' in pagina
    lijst = anna.get(f"{ADRES}sjabloon/bbv.xlsx")
    assert 'filename="sjabloon-bbv-noordwijk.xlsx"' in lijst["Content-Disposition"]
    inhoud, code = _ingevuld(lijst.content, 7.5)
    gestuurd = anna.post(ADRES, {"bestanden": [SimpleUploadedFile("halt.xlsx", inhoud)]})
    na = anna.post(f"{gestuurd.url}overnemen/", follow=True)
    assert "Ingelezen: 1 nieuwe" in na.text
    [indicator] = [
        d
        for d in cijfers().definities.indicatoren
        if d.bron == "bbv" and code in {deel.code for deel in d.delen.values()}
    ]
    assert cijfers().waarde(indicator.key, "GM0575", Periode.jaar(2023)).getal == 7.5


@pytest.mark.parametrize("bron", ["politie-misdrijven", "bestaat-niet"])
def test_a_source_that_is_fetched_has_no_list(anna: Client, bron: str) -> None:
    assert anna.get(f"{ADRES}sjabloon/{bron}.xlsx").status_code == 404
