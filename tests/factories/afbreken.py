"""A program that builds figures and is killed, again and again: `python -m tests.factories.afbreken MAP RONDEN ZAAD`.

Every round forks a builder, kills it with SIGKILL at a random moment, and forks a checker that opens what is left. The
parent itself never touches DuckDB, so that a fork is safe. Prints one JSON line: how often the new build was there.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from tests.factories.leveringen import maak_levering

from kompas.data.build import Opgave, Opslag, lees_bestanden, neem_leveringen
from kompas.data.levering import Levering
from kompas.data.store import Store

KOP = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1\n"
GEBIEDEN = tuple(f"BU0575{nummer:04}" for nummer in range(40))
BRON = "politie-misdrijven"


def main(map_: Path, ronden: int, zaad: int) -> None:
    """Every second round a fetched table, every other a file."""
    rng = random.Random(zaad)  # noqa: S311 - the same moments every time
    cijfers = map_ / "cijfers"
    voorraad = [_levering(map_, nummer) for nummer in range(ronden + 1)]
    _moet(lambda: _bouw(cijfers, voorraad[0], 0))
    duur, stand, gelukt = [1.0, 1.0], {"levering": 0, "bestand": 0}, 0
    for ronde in range(1, ronden + 1):
        soort = "levering" if ronde % 2 else "bestand"
        eerst = time.monotonic()
        kind = _splits(lambda ronde=ronde: _bouw(cijfers, voorraad[ronde], ronde))
        klaar = _dood_na(kind, rng.random() * duur[ronde % 2] * 1.1)
        # On a busy machine a build takes longer: the moments move along, so that some come after the switch.
        duur[ronde % 2] = time.monotonic() - eerst if klaar else duur[ronde % 2] * 1.1
        gezien = _stand(cijfers, map_ / "stand.json")
        # The other one is untouched, this one is what it was or what it would have become.
        goed = {**stand, soort: ronde}
        if gezien not in (stand, goed) or (klaar and gezien != goed):
            sys.exit(f"ronde {ronde}: {gezien}, verwacht {stand} of {goed}")
        gelukt += gezien == goed
        stand = gezien
    _moet(lambda: _bouw(cijfers, _levering(map_, ronden + 1), ronden + 1))
    _moet(lambda: _schoon(cijfers))
    sys.stdout.write(json.dumps({"ronden": ronden, "nieuw": gelukt}))


def _levering(map_: Path, nummer: int) -> Levering:
    cellen = {(gebied, "1.1.1", "2019JJ00"): nummer for gebied in GEBIEDEN}
    dag = datetime.fromtimestamp(1_600_000_000 + nummer * 60, UTC).replace(tzinfo=None).isoformat()
    return maak_levering(
        map_ / f"l{nummer}", cellen, gebieden=GEBIEDEN, codes=("1.1.1", "1.1.2"), perioden=("2019JJ00",), dag=dag
    )


def _bouw(cijfers: Path, levering: Levering, ronde: int) -> None:
    """Round 0 reads both in."""
    if ronde % 2 or not ronde:
        neem_leveringen(cijfers, [levering])
    if not ronde % 2:
        bestand = levering.map / "47018NED.csv"
        bestand.write_text(KOP + "".join(f"2.2.1,{gebied},2019JJ00,{ronde}\n" for gebied in GEBIEDEN))
        lees_bestanden(cijfers, [bestand], opgave=Opgave(opgehaald=date.fromordinal(737_000 + ronde)))


def _stand(cijfers: Path, pad: Path) -> dict[str, int]:
    """What the active build says, after looking at every byte of it."""

    def lees() -> None:
        opslag = Opslag(cijfers)
        stuk = opslag.beschadigd(opslag.actief)
        store = Store.open(cijfers)
        assert store is not None
        assert not stuk, stuk
        waarden = {}
        for soort, code in (("levering", "1.1.1"), ("bestand", "2.2.1")):
            reeksen = {store.feiten(BRON, code, gebied)[0].waarde for gebied in GEBIEDEN}
            assert len(reeksen) == 1, reeksen
            waarden[soort] = int(reeksen.pop() or 0)
        pad.write_text(json.dumps(waarden))

    pad.unlink(missing_ok=True)
    _moet(lees)
    return dict(json.loads(pad.read_text()))


def _schoon(cijfers: Path) -> None:
    """Every build that can be found is whole, and nothing half is left after the last one."""
    opslag = Opslag(cijfers)
    assert not (cijfers / "werk").exists()
    for manifest in opslag.manifesten():
        assert opslag.beschadigd(manifest.build_id) == ()
    shutil.rmtree(cijfers)


def _splits(werk: Callable[[], None]) -> int:
    kind = os.fork()
    if kind:
        return kind
    try:
        werk()
    except BaseException as fout:  # noqa: BLE001 - the parent only sees the exit code
        sys.stderr.write(f"{type(fout).__name__}: {fout}\n")
        os._exit(1)
    os._exit(0)


def _dood_na(kind: int, seconden: float) -> bool:
    """Whether it was ready before it was killed."""
    eind = time.monotonic() + seconden
    while time.monotonic() < eind:
        if os.waitpid(kind, os.WNOHANG)[0]:
            return True
        time.sleep(0.002)
    os.kill(kind, signal.SIGKILL)
    os.waitpid(kind, 0)
    return False


def _moet(werk: Callable[[], None]) -> None:
    _, status = os.waitpid(_splits(werk), 0)
    if status:
        sys.exit(f"een stap die moest lukken eindigde met {status}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
