"""The bench on a file of its own: whatever the columns are called and the dates look like, the same figures."""

import sys
from pathlib import Path

import numpy as np
import pytest
from bench.plekken import Punten, gemaakt, lees, main


def _schrijf(pad: Path, punten: Punten, kop: str, datum: str) -> Path:
    dagen = punten.dag.astype("datetime64[D]").astype(object)
    teken = ";" if ";" in kop else ","
    regels = [
        teken.join((f"{x:.0f}", f"{y:.0f}", dag.strftime(datum)))
        for x, y, dag in zip(punten.x, punten.y, dagen, strict=True)
    ]
    pad.write_text("\n".join([kop, *regels]), encoding="utf-8")
    return pad


@pytest.mark.parametrize(
    ("kop", "datum"),
    [
        ("x,y,datum", "%Y-%m-%d"),
        ("\ufeffX;Y;Datum", "%d-%m-%Y"),
        ("x_rd,y_rd,date", "%Y-%m-%d 12:30"),
        ("x,y,dag", "%Y%m%d"),
    ],
)
def test_any_file_of_points_is_read(kop: str, datum: str, tmp_path: Path) -> None:
    punten = gemaakt(500)
    gelezen = lees(_schrijf(tmp_path / "punten.csv", punten, kop, datum))
    np.testing.assert_array_equal(gelezen.dag, punten.dag)
    np.testing.assert_array_equal(gelezen.x, punten.x)
    assert gelezen.zonder == 0


def test_degrees_become_metres_and_points_without_a_place_are_counted(tmp_path: Path) -> None:
    pad = tmp_path / "graden.csv"
    rijen = [f"{4.4 + n / 10_000:.4f},52.0,2024-01-{n % 28 + 1:02d}" for n in range(100)]
    pad.write_text("\n".join(["lon,lat,datum", *rijen, ",,2024-01-01", "0,0,2024-01-01"]), encoding="utf-8")
    punten = lees(pad)
    assert punten.zonder == 2
    assert np.ptp(punten.x) == pytest.approx(0.0099 * 111_320 * np.cos(np.radians(52)), rel=0.01)


def test_a_file_without_places_is_named(tmp_path: Path) -> None:
    pad = tmp_path / "leeg.csv"
    pad.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="Geen kolom x gevonden in leeg"):
        lees(pad)


def test_the_bench_prints_every_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = _schrijf(tmp_path / "punten.csv", gemaakt(8000), "x,y,datum", "%Y-%m-%d")
    monkeypatch.setattr(
        sys, "argv", ["x", "--punten", str(pad), "--cel", "200", "--ronden", "2", "--gebied", "omhulling"]
    )
    main()
    uit = capsys.readouterr().out
    assert uit.count("simple count") == 2
    assert uit.count("Gi*") == 2
    pai = {regel[:28].strip(): float(regel[28:37]) for regel in uit.splitlines() if regel.startswith(("simple", "KDE"))}
    assert pai["simple count"] > 5
    assert pai["KDE"] > 5
