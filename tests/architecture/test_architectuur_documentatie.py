"""What can be set and what is installed is documented, and nothing else is."""

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kompas import __version__
from kompas.project.environment import ENVIRONMENT

Tabel = Callable[[str, str], list[list[str]]]


def test_every_setting_is_documented(tabel: Tabel) -> None:
    beschreven = {rij[0].strip("`"): rij[1].strip("`") for rij in tabel("docs/beheer/instellingen.md", "Instellingen")}
    assert beschreven == {instelling.name: instelling.default for instelling in ENVIRONMENT}


def test_every_variable_that_the_code_reads_is_a_setting(repo: Path) -> None:
    patroon = re.compile(r"(?:environ(?:\.get)?[\[(]|flag\()\s*\"(KOMPAS_[A-Z_]+)\"")
    gelezen = {naam for pad in (repo / "src").rglob("*.py") for naam in patroon.findall(pad.read_text("utf-8"))}
    assert gelezen == {instelling.name for instelling in ENVIRONMENT}
    assert patroon.findall('os.environ.get("KOMPAS_X")') == ["KOMPAS_X"]


def test_every_dependency_is_accounted_for(repo: Path, tabel: Tabel) -> None:
    project = tomllib.loads((repo / "pyproject.toml").read_text("utf-8"))
    groepen = project["dependency-groups"]
    eisen = {
        "Draaien": project["project"]["dependencies"],
        "Bouwen en toetsen": [*groepen["build"], *groepen["node"], *groepen["spark"], *groepen["test"]],
    }
    for kop, regels in eisen.items():
        rijen = tabel("docs/ontwikkeling/afhankelijkheden.md", kop)
        assert all(len(rij) == 4 and all(rij) for rij in rijen), kop
        beschreven = {canonicalize_name(rij[0]) for rij in rijen}
        assert beschreven == {canonicalize_name(Requirement(regel).name) for regel in regels}, kop


def test_every_npm_package_is_accounted_for(repo: Path, tabel: Tabel) -> None:
    manifest = json.loads((repo / "package.json").read_text("utf-8"))
    pakketten = set(manifest["dependencies"]) | set(manifest["devDependencies"])
    patronen = [rij[0].strip("`").replace("*", "") for rij in tabel("docs/ontwikkeling/afhankelijkheden.md", "Van npm")]
    assert {naam for naam in pakketten if not naam.startswith(tuple(patronen))} == set()
    assert [patroon for patroon in patronen if not any(naam.startswith(patroon) for naam in pakketten)] == []


def test_links_in_the_documentation_lead_somewhere(repo: Path) -> None:
    stuk = [
        f"{pad.relative_to(repo)} -> {doel}"
        for pad in [*repo.glob("*.md"), *(repo / "docs").rglob("*.md")]
        for doel in re.findall(r"\]\(([^)#\s]+)", pad.read_text("utf-8"))
        if not doel.startswith(("https:", "mailto:")) and not (pad.parent / doel).exists()
    ]
    assert stuk == []


def test_publiccode_has_what_the_standard_asks(repo: Path) -> None:
    gegevens = yaml.safe_load((repo / "publiccode.yml").read_text("utf-8"))
    nodig = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert nodig | {"legal", "maintenance", "localisation", "releaseDate"} <= set(gegevens)
    assert gegevens["softwareVersion"] == __version__
    assert gegevens["legal"]["license"] == "EUPL-1.2"
    assert gegevens["maintenance"]["contacts"]
    for tekst in gegevens["description"].values():
        assert len(tekst["genericName"]) <= 35
        assert len(tekst["shortDescription"]) <= 150
        assert 150 <= len(tekst["longDescription"]) <= 10_000
        assert all(len(kenmerk) <= 100 for kenmerk in tekst["features"])


def test_the_licence_is_whole(repo: Path) -> None:
    tekst = (repo / "LICENSE").read_text("utf-8")
    assert tekst.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"^(\d+)\. ", tekst, re.MULTILINE) == [str(nummer) for nummer in range(1, 16)]
    assert "Appendix" in tekst


def test_the_private_environment_of_tests_is_in_force() -> None:
    assert "kompas-test-" in os.environ["KOMPAS_HOME"]
