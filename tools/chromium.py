"""Find a Chromium for the browser tests, or install one by the first way that works."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")


def chromium() -> str | None:
    """The path of a Chromium that runs on this machine; None when there is no way to get one."""
    if gevonden := zoek():
        return gevonden
    for manier in (_pakketbeheer, _playwright):
        manier()
        if gevonden := zoek():
            return gevonden
    return None


def zoek() -> str | None:
    """The first one present: named by KOMPAS_TEST_CHROMIUM, on the search path, or Playwright's own."""
    return next((pad for pad in _kandidaten() if Path(pad).exists()), None)


def _kandidaten() -> Iterator[str]:
    if gegeven := os.environ.get("KOMPAS_TEST_CHROMIUM"):
        yield gegeven
    yield from filter(None, map(shutil.which, NAMEN))
    yield from (f"/Applications/{naam}" for naam in MAC)
    if eigen := _van_playwright():
        yield eigen


def _van_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _pakketbeheer() -> None:
    """Debian's and Ubuntu's, Fedora's or Alpine's package manager; as root or with a sudo that asks nothing."""
    root: list[str] = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    opdrachten = {
        "apt-get": [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]],
        "dnf": [["install", "-y", "-q", "chromium"]],
        "apk": [["add", "--quiet", "chromium"]],
    }
    if root and not shutil.which("sudo"):
        return
    for beheer, stappen in opdrachten.items():
        if shutil.which(beheer):
            print(f"- Chromium installeren met {beheer}", flush=True)
            _probeer(lambda beheer=beheer, stappen=stappen: [_stil(*root, beheer, *stap) for stap in stappen])
            return


def _playwright() -> None:
    print("- Chromium ophalen met Playwright", flush=True)
    _probeer(lambda: _stil(sys.executable, "-m", "playwright", "install", "chromium"))


def _probeer(manier: Callable[[], object]) -> None:
    try:
        manier()
    except (subprocess.SubprocessError, OSError) as fout:
        print(f"  dat lukt niet: {fout}", file=sys.stderr, flush=True)


def _stil(*opdracht: str) -> None:
    omgeving = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(opdracht, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=omgeving, timeout=900)


if __name__ == "__main__":
    print(chromium() or "geen Chromium gevonden")
