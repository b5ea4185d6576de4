"""What a fetch already has, on disk: it survives kill -9, and no page that is here is asked for again.

`opdracht.json` says of which version of the table, `bladen/` holds the answers of unfinished groups, `delen/` the
groups that are whole. Everything is written beside its place and renamed.
"""

import json
import shutil
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kompas.data.levering import LEVERINGBESTAND
from kompas.data.sources.ophalen.bladzijde import Blad
from kompas.data.sources.ophalen.plan import Deel, Groep

_KOP = struct.Struct("<4sIQ")
_MERK = b"KVB1"
OPDRACHT = "opdracht.json"


@dataclass(frozen=True)
class Staat:
    """The folder of one fetch."""

    map: Path

    @property
    def delen(self) -> Path:
        return self.map / "delen"

    @property
    def bladen(self) -> Path:
        return self.map / "bladen"

    def opdracht(self) -> dict[str, object]:
        """What the folder belongs to; empty when there is nothing, or nothing readable."""
        try:
            gelezen = json.loads((self.map / OPDRACHT).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return gelezen if isinstance(gelezen, dict) else {}

    def begin(self, opdracht: dict[str, object]) -> None:
        """Keep what is there when it belongs to this assignment; otherwise start with nothing."""
        if self.opdracht() != opdracht:
            self.wis()
            self.map.mkdir(parents=True, exist_ok=True)
            _schrijf(self.map / OPDRACHT, json.dumps(opdracht, ensure_ascii=False, sort_keys=True).encode())
        self.delen.mkdir(exist_ok=True)
        self.bladen.mkdir(exist_ok=True)

    def wis(self) -> None:
        """Throw away what belongs to another version or question; the assignment first, so that a crash restarts."""
        (self.map / OPDRACHT).unlink(missing_ok=True)
        (self.map / LEVERINGBESTAND).unlink(missing_ok=True)
        for map_ in (self.delen, self.bladen):
            shutil.rmtree(map_, ignore_errors=True)

    def deel(self, groep: Groep) -> Path:
        return self.delen / f"{groep.nummer:06}.parquet"

    def bewaar(self, groep: Groep, nummer: int, blad: Blad) -> None:
        inhoud = blad.waarden.tobytes() + blad.vlaggen.tobytes()
        kop = _KOP.pack(_MERK, zlib.crc32(inhoud), len(inhoud))
        _schrijf(self._pad(groep, nummer), kop + inhoud)

    def laad(self, groep: Groep, nummer: int, vorm: tuple[int, ...]) -> Blad | None:
        """An answer of an earlier run; None when it is not there or damaged: then it is asked again."""
        try:
            ruw = self._pad(groep, nummer).read_bytes()
        except FileNotFoundError:
            return None
        aantal = int(np.prod(vorm))
        if len(ruw) != _KOP.size + 9 * aantal:
            return None
        merk, som, _ = _KOP.unpack_from(ruw)
        if merk != _MERK or zlib.crc32(memoryview(ruw)[_KOP.size :]) != som:
            return None
        grens = _KOP.size + 8 * aantal
        waarden = np.frombuffer(ruw[_KOP.size : grens]).reshape(vorm)
        return Blad(waarden, np.frombuffer(ruw[grens:], np.uint8).reshape(vorm))

    def ruim_op(self, groep: Groep) -> None:
        """The answers of a group that has become a part."""
        for nummer in range(len(groep.delen)):
            self._pad(groep, nummer).unlink(missing_ok=True)

    def open_vragen(self, groepen: tuple[Groep, ...]) -> Iterator[tuple[Groep, int, Deel]]:
        """Every question of which there is no answer yet."""
        for groep in groepen:
            if not self.deel(groep).exists():
                for nummer, deel in enumerate(groep.delen):
                    if not self._pad(groep, nummer).exists():
                        yield groep, nummer, deel

    def _pad(self, groep: Groep, nummer: int) -> Path:
        return self.bladen / f"{groep.nummer:06}-{nummer:05}.blad"


def _schrijf(pad: Path, inhoud: bytes) -> None:
    voorlopig = pad.with_name(pad.name + ".nieuw")
    voorlopig.write_bytes(inhoud)
    voorlopig.replace(pad)
