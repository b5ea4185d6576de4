"""The method by edition: 5 fields and 22 themes, and what happens with a faulty or an own edition."""

from pathlib import Path

import pytest

from kompas.core.methode import edities, laad_editie
from kompas.data.definities import DefinitieError

EIGEN = """
editie: "{editie}"
titel: Eigen editie
velden:
  - code: "1"
    titel: Wonen
    themas:
      - {{code: "1.1", titel: Buurt}}
"""


@pytest.fixture
def eigen_map(tmp_path: Path, settings: object) -> Path:
    """The folder for editions of a municipality with its own definitions."""
    settings.KOMPAS_DEFINITIES = (tmp_path,)  # type: ignore[attr-defined]
    map_ = tmp_path / "kernbeleid"
    map_.mkdir()
    return map_


def test_edition_2017_has_five_fields_and_22_themes() -> None:
    editie = laad_editie("2017")
    assert [len(veld.themas) for veld in editie.velden] == [4, 5, 4, 4, 5]
    assert len(editie.themas) == 22
    assert editie.thema("5.4").titel == "Informatieveiligheid"
    assert all(thema.code.startswith(f"{veld.code}.") for veld in editie.velden for thema in veld.themas)


def test_an_edition_is_read_once() -> None:
    assert laad_editie("2017") is laad_editie("2017")


def test_unknown_edition_and_unknown_theme_say_so_in_dutch() -> None:
    with pytest.raises(KeyError, match="niet bekend"):
        laad_editie("1999")
    with pytest.raises(KeyError, match="heeft geen thema"):
        laad_editie("2017").thema("9.9")


def test_a_municipality_adds_an_edition(eigen_map: Path) -> None:
    (eigen_map / "2021.yaml").write_text(EIGEN.format(editie="2021"), encoding="utf-8")
    assert edities() == ("2017", "2021")
    assert laad_editie("2021").themas[0].titel == "Buurt"


def test_a_municipality_replaces_an_edition(eigen_map: Path) -> None:
    (eigen_map / "2017.yaml").write_text(EIGEN.format(editie="2017"), encoding="utf-8")
    assert len(laad_editie("2017").themas) == 1


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("editie: [", "regel"),
        ("", ""),
        ('editie: "2021"\ntitel: x', "veld velden: dit veld ontbreekt"),
        (EIGEN.format(editie="2021") + "kleur: rood\n", "veld kleur: dit veld bestaat niet"),
        (EIGEN.format(editie="2020"), "het bestand heet 2021.yaml"),
        (EIGEN.format(editie="2021").replace('code: "1.1"', "code: 1.1"), "moet tekst zijn"),
        (
            EIGEN.format(editie="2021") + '      - {code: "1.1", titel: Nog een}\n',
            "themacode 1.1 staat er meer dan één keer in",
        ),
    ],
)
def test_a_faulty_edition_names_file_and_field(eigen_map: Path, tekst: str, melding: str) -> None:
    pad = eigen_map / "2021.yaml"
    pad.write_text(tekst, encoding="utf-8")
    with pytest.raises(DefinitieError) as fout:
        laad_editie("2021")
    assert str(pad) in str(fout.value)
    assert melding in str(fout.value)
