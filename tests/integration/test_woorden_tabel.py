"""Change words in the table of figures, read beside each other."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.factories.cijfers import open_voorbeeldcijfers

from kompas.analyse.queries import Cijferrij, Cijfertabel, cijfertabel
from kompas.base import Periode, Waarde
from kompas.core.models import Gemeente
from kompas.data import Cijfers
from kompas.stats.meervoud import GEWONE_DREMPELS
from kompas.stats.verandering import Verandering, Zekerheid, vergelijk_tellingen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def voorbeeldcijfers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cijfers]:
    geopend = open_voorbeeldcijfers(tmp_path_factory.mktemp("cijfers"))
    yield geopend
    geopend.close()


def _rij(naam: str, verandering: Verandering | None) -> Cijferrij:
    cel = Waarde(naam=naam, periode=Periode.jaar(2024), eenheid="", getal=1.0)
    return Cijferrij(naam, "", None, (cel,), verandering)


def _tabel(*veranderingen: Verandering | None) -> Cijfertabel:
    return Cijfertabel("t", ("2024",), tuple(_rij(f"rij {n}", v) for n, v in enumerate(veranderingen)))


def test_one_small_movement_among_many_is_no_longer_certain() -> None:
    bijna = vergelijk_tellingen(100, 3, 20, 1)  # certain by itself, just
    stil = vergelijk_tellingen(100, 3, 33, 1)
    assert bijna.zekerheid is Zekerheid.ZEKER
    alleen = _tabel(bijna).met_woorden_samen(GEWONE_DREMPELS)
    tussen = _tabel(*[stil] * 20, bijna, None).met_woorden_samen(GEWONE_DREMPELS)
    assert alleen.rijen[0].verandering == replace(bijna, q=bijna.p)
    gewogen = tussen.rijen[20].verandering
    assert gewogen is not None
    assert (gewogen.woord, gewogen.p) == ("niet te zeggen", bijna.p)
    assert "21 woorden over deze tabel" in gewogen.toelichting
    assert "Los bekeken was het woord: zeker gedaald." in gewogen.toelichting
    assert tussen.rijen[21].verandering is None
    assert tussen.aantal_woorden == 21


def test_the_family_is_the_table_and_every_quoted_table_is_one_of_its_own(
    hier: Gemeente, voorbeeldcijfers: Cijfers
) -> None:
    tabel = cijfertabel(hier, voorbeeldcijfers)
    [tabel_2_1] = [document for document in tabel.documenten if document.titel.endswith("tabel 2.1")]
    for een in (tabel, tabel_2_1):
        getoetst = [rij.verandering for rij in een.rijen if rij.verandering and rij.verandering.p is not None]
        assert len(getoetst) == een.aantal_woorden > 1
        assert all(v.q is not None and v.p is not None and v.q >= v.p for v in getoetst)
        assert all(f"{len(getoetst)} woorden over deze tabel" in v.toelichting for v in getoetst)
    assert tabel_2_1.aantal_woorden == 9


def test_a_word_does_not_depend_on_the_order_of_the_rows(hier: Gemeente, voorbeeldcijfers: Cijfers) -> None:
    tabel = cijfertabel(hier, voorbeeldcijfers)
    los = tuple(
        replace(rij, verandering=rij.verandering and replace(rij.verandering, q=None)) for rij in reversed(tabel.rijen)
    )
    opnieuw = replace(tabel, rijen=los).met_woorden_samen(GEWONE_DREMPELS)
    assert [rij.verandering and rij.verandering.q for rij in reversed(opnieuw.rijen)] == [
        rij.verandering and rij.verandering.q for rij in tabel.rijen
    ]
