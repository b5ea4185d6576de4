"""The figures as the web server opens them."""

from pathlib import Path

from kompas.base import Periode
from kompas.core.cijfers import cijfers
from kompas.data.build import lees_bestanden

LIJST = """kompas_cijfers: 1
titel: Proef
bron: politie-misdrijven
tabel: 47018NED
opgehaald: 2024-02-01
perioden: [2019]
reeksen:
  - code: "1.1.1"
    gebieden: {GM0575: [%d]}
"""


def getal() -> float | None:
    return cijfers().waarde("woninginbraak", "GM0575", Periode.jaar(2019)).getal


def test_opened_once_and_again_after_a_switch(lege_home: Path, tmp_path: Path) -> None:
    assert cijfers().leeg
    bron = tmp_path / "a.yaml"
    bron.write_text(LIJST % 78)
    lees_bestanden(lege_home / "cijfers", [bron])
    oud = cijfers()
    assert (getal(), cijfers() is oud) == (78, True)
    bron.write_text(LIJST % 80)
    lees_bestanden(lege_home / "cijfers", [bron])
    assert getal() == 80
    # A page that was being made keeps the figures it began with.
    assert oud.waarde("woninginbraak", "GM0575", Periode.jaar(2019)).getal == 78


def test_own_definitions_of_the_municipality(lege_home: Path, settings: object) -> None:
    eigen = lege_home / "definities"
    (eigen / "indicatoren").mkdir(parents=True)
    (eigen / "indicatoren" / "x.yaml").write_text(
        "indicatoren:\n  - {key: eigen, titel: Eigen, omschrijving: x, bron: politie-misdrijven, code: '1.1.1',"
        " richting: lager, soort: telling}\n"
    )
    settings.KOMPAS_DEFINITIES = (eigen,)  # type: ignore[attr-defined]
    assert cijfers().definitie("eigen").titel == "Eigen"
