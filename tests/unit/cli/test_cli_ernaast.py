"""The worker beside the server goes with it: at once while it still loads, in good order when it works."""

import sys
import time
from pathlib import Path

import pytest

from kompas.cli.ernaast import GEDULD, werker_ernaast

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a signal that can be caught exists elsewhere only")
LAADT = "import sys, time\nfrom pathlib import Path\nPath(sys.argv[1]).write_text('op')\ntime.sleep(300)"
WERKT = (
    "import signal, sys, threading\nfrom pathlib import Path\nstop = threading.Event()\n"
    "signal.signal(signal.SIGTERM, lambda *_: stop.set())\nPath(sys.argv[1]).write_text('op')\n"
    "stop.wait()\nPath(sys.argv[1]).write_text('neergelegd')"
)


@pytest.mark.parametrize(("programma", "na"), [(LAADT, "op"), (WERKT, "neergelegd")])
def test_stopping_does_not_wait_for_a_worker_to_load(tmp_path: Path, programma: str, na: str) -> None:
    teken = tmp_path / "teken"
    with werker_ernaast((sys.executable, "-c", programma, str(teken))):
        while not teken.is_file() or not teken.read_text():
            time.sleep(0.02)
        begin = time.monotonic()
    assert time.monotonic() - begin < GEDULD
    assert teken.read_text() == na
