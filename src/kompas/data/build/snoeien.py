"""What is kept and what may go: pins, policy, disk use."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kompas.data.build.opslag import MANIFEST, Manifest, Opslag
from kompas.data.kubus.schema import MANIFEST as KUBUSMANIFEST
from kompas.data.levering import LEVERINGBESTAND
from kompas.data.schrijven import schrijf_zeker


@dataclass(frozen=True, slots=True)
class Snoeibeleid:
    """Builds that stay: the newest few, those of the last days, and always the active and the pinned ones.

    `proef`: only say what would go.
    """

    builds: int = 10
    dagen: int = 90
    proef: bool = False


@dataclass(frozen=True, slots=True)
class Snoeiverslag:
    """What went, and how many bytes came free; `gebleven` says of each build that stays why."""

    builds: tuple[str, ...]
    kubussen: tuple[str, ...]
    ruw: tuple[str, ...]
    bytes: int
    gebleven: dict[str, str]


@dataclass(frozen=True, slots=True)
class Schijfgebruik:
    """Bytes by kind of file, and the bytes of each build that no other build uses."""

    builds: int
    kubussen: int
    ruw: int
    overig: int
    eigen: dict[str, int]

    @property
    def totaal(self) -> int:
        return self.builds + self.kubussen + self.ruw + self.overig


def pin(map_: Path, build_id: str, reden: str, moment: datetime | None = None) -> None:
    """Keep a build for as long as someone needs it; the reason says who. The same reason is written once."""
    opslag = Opslag(Path(map_))
    opslag.manifest(build_id)
    eerder = pins(map_).get(build_id, ())
    if reden in {wat["reden"] for wat in eerder}:
        return
    wanneer = (moment or datetime.now(UTC)).isoformat(timespec="seconds")
    (opslag.map / "pins").mkdir(exist_ok=True)
    regels = [*eerder, {"reden": reden, "moment": wanneer}]
    schrijf_zeker(opslag.map / "pins" / f"{build_id}.json", json.dumps(regels, ensure_ascii=False, indent=1) + "\n")


def maak_los(map_: Path, build_id: str) -> bool:
    """Take away every pin of a build; False when it had none."""
    pad = Opslag(Path(map_)).pad(build_id).parent.parent / "pins" / f"{build_id}.json"
    bestond = pad.is_file()
    pad.unlink(missing_ok=True)
    return bestond


def pins(map_: Path) -> dict[str, tuple[dict[str, str], ...]]:
    """Build ids with the reasons why they are kept."""
    paden = sorted((Path(map_) / "pins").glob("*.json"))
    return {pad.stem: tuple(json.loads(pad.read_text("utf-8"))) for pad in paden}


def snoei(map_: Path, beleid: Snoeibeleid, moment: datetime | None = None) -> Snoeiverslag:
    """Remove builds that the policy does not keep, and kubussen and raw files that no build uses."""
    opslag = Opslag(Path(map_))
    if beleid.proef:
        return _Snoeier(opslag, beleid, moment or datetime.now(UTC)).snoei()
    with opslag.bouwer():
        return _Snoeier(opslag, beleid, moment or datetime.now(UTC)).snoei()


@dataclass(frozen=True, slots=True)
class _Snoeier:
    opslag: Opslag
    beleid: Snoeibeleid
    moment: datetime

    def snoei(self) -> Snoeiverslag:
        manifesten = self.opslag.manifesten()
        blijft = self._blijft(manifesten)
        over = [manifest for manifest in manifesten if manifest.build_id in blijft]
        builds = [self.opslag.pad(m.build_id) for m in manifesten if m.build_id not in blijft]
        kubussen = _ongebruikte_kubussen(self.opslag, over)
        # A build of before schema 3 does not say what it was made of: it has no raw files.
        ruw = _ongebruikt_ruw(self.opslag, over)
        rommel = [*self.opslag.map.glob("proef-*"), *self.opslag.ruw.glob(".nieuw-*"), *_halve(self.opslag)]
        vrij = sum(_grootte(pad) for pad in (*builds, *kubussen, *ruw, *rommel))
        if not self.beleid.proef:
            for pad in (*builds, *kubussen, *ruw, *rommel):
                _verwijder(pad)
        return Snoeiverslag(
            tuple(pad.name for pad in builds),
            tuple(f"{pad.parent.name}/{pad.name}" for pad in kubussen),
            tuple(pad.name for pad in ruw),
            vrij,
            blijft,
        )

    def _blijft(self, manifesten: tuple[Manifest, ...]) -> dict[str, str]:
        """Of every build that stays, why."""
        grens = self.moment - timedelta(days=self.beleid.dagen)
        blijft = {}
        for plek, manifest in enumerate(reversed(manifesten)):
            if datetime.fromisoformat(manifest.gemaakt) >= grens:
                blijft[manifest.build_id] = f"jonger dan {self.beleid.dagen} dagen"
            if plek < self.beleid.builds:
                blijft[manifest.build_id] = f"een van de nieuwste {self.beleid.builds}"
        bekend = {manifest.build_id for manifest in manifesten}
        for build_id, redenen in pins(self.opslag.map).items():
            if build_id in bekend:
                blijft[build_id] = "vastgehouden: " + "; ".join(wat["reden"] for wat in redenen)
        if self.opslag.actief in bekend:
            blijft[self.opslag.actief] = "in gebruik"
        return blijft


def schijfgebruik(map_: Path) -> Schijfgebruik:
    """How much room the figures take; a raw file of a fetch that still stands in `ophalen` counts there too."""
    opslag = Opslag(Path(map_))
    delen = {naam: _grootte(opslag.map / naam) for naam in ("builds", "kubussen", "ruw")}
    manifesten = opslag.manifesten()
    eigen = {}
    for manifest in manifesten:
        ander = [m for m in manifesten if m.build_id != manifest.build_id]
        kubussen = {p for p in _paden(opslag, manifest) if not any(p in _paden(opslag, m) for m in ander)}
        eigen[manifest.build_id] = _grootte(opslag.pad(manifest.build_id)) + sum(map(_grootte, kubussen))
    overig = _grootte(opslag.map) - sum(delen.values())
    return Schijfgebruik(delen["builds"], delen["kubussen"], delen["ruw"], overig, eigen)


def _paden(opslag: Opslag, manifest: Manifest) -> set[Path]:
    """Everything outside its own folder that a build uses."""
    kubussen = {opslag.kubuspad(tabel, versie) for tabel, versie in manifest.kubussen.items()}
    return kubussen | {opslag.ruw / naam for naam in manifest.ruw}


def _ongebruikte_kubussen(opslag: Opslag, over: Iterable[Manifest]) -> list[Path]:
    nodig = {pad for manifest in over for pad in _paden(opslag, manifest)}
    return sorted(pad for pad in (opslag.map / "kubussen").glob("*/*") if pad not in nodig)


def _ongebruikt_ruw(opslag: Opslag, over: Iterable[Manifest]) -> list[Path]:
    nodig = {naam for manifest in over for naam in manifest.ruw}
    return sorted(pad for pad in opslag.ruw.glob("*") if pad.name not in nodig and not pad.name.startswith(".nieuw-"))


def _halve(opslag: Opslag) -> list[Path]:
    """Builds that a crash left without a manifest."""
    return [pad for pad in (opslag.map / "builds").glob("*") if not (pad / MANIFEST).is_file()]


def _verwijder(pad: Path) -> None:
    """First what makes it count, then the rest: a crash in between leaves rubbish, nothing half."""
    if pad.is_file():
        pad.unlink()
        return
    for naam in (MANIFEST, KUBUSMANIFEST, LEVERINGBESTAND):
        (pad / naam).unlink(missing_ok=True)
    shutil.rmtree(pad, ignore_errors=True)


def _grootte(pad: Path) -> int:
    """Bytes of a file or of everything in a folder."""
    if pad.is_file():
        return pad.stat().st_size
    return sum(deel.stat().st_size for deel in pad.rglob("*") if deel.is_file())
