"""Months are added to a year only where that is right."""

from collections.abc import Callable
from pathlib import Path

from kompas.base import GeenCijfer, Periode
from kompas.data import open_cijfers
from kompas.data.build import lees_bestanden

KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"


def test_a_total_is_never_added_up_from_months(tmp_path: Path, maak: Callable[[str, str | bytes], Path]) -> None:
    """Some kinds appear per year only, so twelve monthly totals are less than the total of the year."""
    rijen = "".join(f"{code},GM0575,2019MM{m:02d},10\n" for code in ("0.0.0", "1.1.1") for m in range(1, 13))
    lees_bestanden(tmp_path / "c", [maak("m.csv", KOP + rijen)])
    cijfers = open_cijfers(tmp_path / "c")
    assert cijfers.waarde("woninginbraak", "GM0575", Periode.jaar(2019)).getal == 120
    totaal = cijfers.waarde("misdrijven-totaal", "GM0575", Periode.jaar(2019))
    assert (totaal.getal, totaal.reden) == (None, GeenCijfer.ONTBREEKT)


def test_missing_months_are_named(tmp_path: Path, maak: Callable[[str, str | bytes], Path]) -> None:
    rijen = "".join(f"1.1.1,GM0575,2019MM{m:02d},10\n" for m in range(1, 12))
    lees_bestanden(tmp_path / "c", [maak("m.csv", KOP + rijen)])
    waarde = open_cijfers(tmp_path / "c").waarde("woninginbraak", "GM0575", Periode.jaar(2019))
    assert waarde.reden is GeenCijfer.NIET_TE_BEOORDELEN
    assert waarde.uitleg == "diefstal/inbraak woning: december 2019 ontbreekt"
