"""Where the server listens, and the lock that keeps two starts apart."""

import socket
import threading
import time
from pathlib import Path

import pytest
import typer

from kompas.cli.slot import slot
from kompas.cli.start import is_loopback, luister


@pytest.mark.parametrize(
    ("adres", "alleen_hier"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        (".".join("0000"), False),
        ("192.0.2.7", False),
        ("kompas", False),
    ],
)
def test_which_addresses_only_this_computer_can_reach(adres: str, alleen_hier: bool) -> None:
    assert is_loopback(adres) is alleen_hier


def test_a_taken_port_gives_the_next_free_one() -> None:
    with luister("127.0.0.1", 18700) as eerste, luister("127.0.0.1", eerste.getsockname()[1]) as tweede:
        assert tweede.getsockname()[1] > eerste.getsockname()[1]


def test_no_free_port_is_said() -> None:
    with luister("127.0.0.1", 65535) as laatste:
        assert laatste.getsockname()[1] == 65535
        with pytest.raises(typer.BadParameter, match="bezet"):
            luister("127.0.0.1", 65535)


def test_an_address_of_another_machine_is_refused_with_a_reason() -> None:
    with pytest.raises(typer.BadParameter, match=r"192\.0\.2\.1:18710"):
        luister("192.0.2.1", 18710)


def test_the_socket_listens() -> None:
    with luister("127.0.0.1", 18720) as luisteraar, socket.create_connection(luisteraar.getsockname()):
        pass


def test_the_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    volgorde: list[str] = []

    def tweede() -> None:
        with slot(tmp_path / "slot"):
            volgorde.append("tweede")

    with slot(tmp_path / "slot"):
        draad = threading.Thread(target=tweede)
        draad.start()
        time.sleep(0.05)
        volgorde.append("eerste")
    draad.join()
    assert volgorde == ["eerste", "tweede"]
    assert (tmp_path / "slot").stat().st_mode & 0o077 == 0
