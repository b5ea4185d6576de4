"""`kompas start` as a person runs it: a process of its own, with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

KOMPAS = Path(sys.executable).with_name("kompas")
ADRES = re.compile(r"http://127\.0\.0\.1:(\d+)/")
Starter = Callable[..., tuple["subprocess.Popen[str]", str]]


def omgeving(home: Path, **extra: str) -> dict[str, str]:
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("KOMPAS_", "DJANGO_"))}
    return (
        eigen | {"KOMPAS_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "error", "COLUMNS": "200"} | extra
    )


def lees_tot_klaar(proces: "subprocess.Popen[str]") -> str:
    """What the process prints up to the line that says how to stop."""
    assert proces.stdout is not None
    regels = []
    for regel in proces.stdout:
        regels.append(regel)
        if "Stoppen" in regel:
            return "".join(regels)
    raise AssertionError("kompas start stopped early:\n" + "".join(regels))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Start servers; those that still run are ended afterwards."""
    processen: list[subprocess.Popen[str]] = []

    def begin(*argumenten: str, wacht: bool = True, **extra: str) -> tuple["subprocess.Popen[str]", str]:
        proces = subprocess.Popen(
            [KOMPAS, "start", "--poort", "18800", *argumenten],
            env=omgeving(tmp_path / "home", **extra), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        processen.append(proces)
        return proces, lees_tot_klaar(proces) if wacht else ""

    yield begin
    for proces in processen:
        if proces.poll() is None:
            proces.kill()
        proces.communicate()


def adres(tekst: str) -> str:
    treffer = ADRES.search(tekst)
    assert treffer, tekst
    return treffer.group()


def haal(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=20) as antwoord:  # noqa: S310
        return antwoord.status, antwoord.read().decode()


def stop(proces: "subprocess.Popen[str]", sein: signal.Signals = signal.SIGINT) -> str:
    proces.send_signal(sein)
    rest, _ = proces.communicate(timeout=20)
    assert proces.returncode == 0, rest
    return rest


def test_it_serves_the_example_says_how_to_sign_in_and_stops_cleanly(start: Starter) -> None:
    proces, tekst = start()
    status, pagina = haal(adres(tekst))
    assert status == 200
    assert "Noordwijk" in pagina
    assert "Westland" in pagina
    assert "adviseur" in tekst
    assert "wachtwoord" in tekst
    rest = stop(proces)
    assert "Veiligheidskompas is gestopt." in rest
    assert "Traceback" not in rest


def test_style_sheets_have_a_hashed_name_and_may_be_kept(start: Starter) -> None:
    proces, tekst = start()
    basis = adres(tekst).rstrip("/")
    _, pagina = haal(basis + "/")
    bladen = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', pagina)
    assert bladen
    for blad in bladen:
        assert re.search(r"\.[0-9a-f]{12}\.css$", blad), blad
        with urllib.request.urlopen(basis + blad, timeout=20) as antwoord:  # noqa: S310
            assert "immutable" in antwoord.headers["Cache-Control"]
    stop(proces, signal.SIGTERM)


def test_two_starts_at_the_same_time_both_serve_on_their_own_port(start: Starter) -> None:
    eerste, _ = start(wacht=False)
    tweede, _ = start(wacht=False)
    teksten = [lees_tot_klaar(eerste), lees_tot_klaar(tweede)]
    adressen = {adres(tekst) for tekst in teksten}
    assert len(adressen) == 2
    assert sum("is bezet; daarom poort" in tekst for tekst in teksten) >= 1
    for url in adressen:
        assert haal(url)[1].count("Noordwijk") >= 1
    stop(eerste)
    stop(tweede)


def test_the_second_start_keeps_what_is_there(start: Starter) -> None:
    proces, eerste = start()
    stop(proces)
    proces, tweede = start()
    stop(proces)
    assert "Database bijwerken" in eerste
    assert "Database bijwerken" not in tweede


def test_without_the_example_no_example_accounts(start: Starter) -> None:
    proces, tekst = start("--zonder-voorbeeld")
    assert "wachtwoord" not in tekst
    assert haal(adres(tekst))[0] == 200
    stop(proces)


@pytest.mark.postgres
@pytest.mark.enable_socket
def test_bijwerken_on_postgresql(tmp_path: Path) -> None:
    import psycopg

    url = os.environ["KOMPAS_TEST_DATABASE_URL"]
    naam = f"kompas_bijwerken_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as verbinding:
        verbinding.execute(f"CREATE DATABASE {naam}")
    try:
        eigen = urlunsplit(urlsplit(url)._replace(path=f"/{naam}"))
        for _ in range(2):
            antwoord = subprocess.run(
                [KOMPAS, "bijwerken"],
                env=omgeving(tmp_path, KOMPAS_DATABASE_URL=eigen),
                capture_output=True,
                text=True,
                check=False,
            )
            assert antwoord.returncode == 0, antwoord.stderr
            assert "Alles is bijgewerkt." in antwoord.stdout
    finally:
        with psycopg.connect(url, autocommit=True) as verbinding:
            verbinding.execute(f"DROP DATABASE {naam}")


def vraag(poort: int, kop: str, rest: bytes = b"") -> str:
    """What the server says to a request as it goes over the line."""
    with socket.create_connection(("127.0.0.1", poort), timeout=20) as lijn:
        lijn.sendall(kop.replace("\n", "\r\n").encode() + b"\r\n\r\n" + rest)
        return b"".join(iter(lambda: lijn.recv(65536), b"")).decode()


@pytest.mark.parametrize(("via", "status"), [("127.0.0.1", "200 OK"), ("192.0.2.10", "403 Forbidden")])
def test_behind_a_proxy_with_https_a_form_is_accepted(start: Starter, via: str, status: str) -> None:
    """Only the proxy that we were told of may say that the visitor came over HTTPS."""
    instellingen = {"KOMPAS_HTTPS": "1", "KOMPAS_HOSTS": "kompas.example", "KOMPAS_PROXY": via}
    proces, tekst = start("--zonder-voorbeeld", **instellingen)
    poort = int(adres(tekst).rsplit(":", 1)[1].rstrip("/"))
    koppen = "Host: kompas.example\nX-Forwarded-Proto: https\nX-Forwarded-For: 203.0.113.5\nConnection: close"
    pagina = vraag(poort, f"GET /aanmelden/ HTTP/1.1\n{koppen}")
    assert ("Strict-Transport-Security" in pagina) == (status == "200 OK")
    [sleutel] = re.findall(r"csrftoken=(\w+)", pagina)
    inhoud = f"csrfmiddlewaretoken={sleutel}&username=niemand&password=x".encode()
    koppen += f"\nOrigin: https://kompas.example\nCookie: csrftoken={sleutel}\nContent-Length: {len(inhoud)}"
    koppen += "\nContent-Type: application/x-www-form-urlencoded"
    assert vraag(poort, f"POST /aanmelden/ HTTP/1.1\n{koppen}", inhoud).startswith(f"HTTP/1.1 {status}")
    stop(proces)


def test_a_body_larger_than_any_document_is_not_taken_in(start: Starter) -> None:
    proces, tekst = start("--zonder-voorbeeld")
    poort = int(adres(tekst).rsplit(":", 1)[1].rstrip("/"))
    koppen = "Host: 127.0.0.1\nConnection: close\nContent-Length: 100000000"
    assert vraag(poort, f"POST /aanmelden/ HTTP/1.1\n{koppen}", b"x" * 1000).startswith("HTTP/1.1 413")
    stop(proces)
