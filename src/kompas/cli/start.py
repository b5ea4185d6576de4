"""`kompas start` and `kompas bijwerken`: bring the data folder up to date, then serve."""

import errno
import os
import signal
import socket
import sys
from contextlib import closing, nullcontext, suppress
from ipaddress import ip_address

import typer
from rich.console import Console

from kompas.cli.django_setup import bijwerkslot, migreer, setup
from kompas.cli.ernaast import werker_ernaast
from kompas.cli.slot import slot
from kompas.cli.voorwerk import begin_voorwerk

POGINGEN = 20
"""How many ports are tried, from the one that was asked for."""

console = Console(highlight=False, soft_wrap=True)


def start(
    poort: int = typer.Option(
        8000,
        min=1,
        max=65535,
        metavar="GETAL",
        help="Poort om op te luisteren, van 1 t/m 65535; is die bezet, dan de eerstvolgende vrije.",
    ),
    adres: str = typer.Option(
        "127.0.0.1",
        metavar="ADRES",
        help="Adres om op te luisteren. Standaard alleen deze computer; voor anderen is ook KOMPAS_HOSTS nodig.",
    ),
    voorbeeld: bool = typer.Option(
        True, "--voorbeeld/--zonder-voorbeeld", help="Laad één keer de voorbeelden Noordwijk en Westland."
    ),
    taken: bool = typer.Option(
        True, "--taken/--zonder-taken", help="Haal ernaast cijfers op die zijn aangevraagd of aan de beurt zijn."
    ),
) -> None:
    """Start Veiligheidskompas en toon het adres. Stop met Ctrl-C.

    Voorbeeld: kompas start --poort 8080
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _start(adres, poort, voorbeeld=voorbeeld, taken=taken)
    console.print("\nVeiligheidskompas is gestopt.")


def bijwerken(
    voorbeeld: bool = typer.Option(
        True, "--voorbeeld/--zonder-voorbeeld", help="Laad één keer de voorbeelden Noordwijk en Westland."
    ),
) -> None:
    """Werk de database en de bestanden voor de browser bij, zonder de server te starten.

    Voorbeeld: kompas bijwerken --zonder-voorbeeld
    """
    setup()
    _bijwerken(voorbeeld=voorbeeld)
    console.print("Alles is bijgewerkt.")


def _start(adres: str, poort: int, *, voorbeeld: bool, taken: bool) -> None:
    os.environ["KOMPAS_LOOPBACK"] = "1" if is_loopback(adres) else "0"
    luisteraar = luister(adres, poort)
    setup()
    _bijwerken(voorbeeld=voorbeeld)
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver
    from waitress.server import create_server

    _ = (
        get_resolver().url_patterns
    )  # load the pages now: a mistake stops the start, and the first visitor waits for nothing
    server = create_server(get_wsgi_application(), sockets=[luisteraar], **_server_opties())
    _welkom(adres, luisteraar.getsockname()[1], gevraagd=poort)
    begin_voorwerk()
    with closing(server), werker_ernaast() if taken else nullcontext():
        server.run()


def _server_opties() -> dict[str, object]:
    """How waitress serves: it takes in no body larger than a document, and believes only the proxy that we know."""
    from django.conf import settings

    opties: dict[str, object] = {"threads": 6, "ident": "", "max_request_body_size": 2 * settings.MAX_UPLOAD_BYTES}
    if settings.HTTPS:  # without this the proxy's "it was https" is thrown away, and no form would be accepted
        koppen = {"x-forwarded-proto", "x-forwarded-for"}
        opties |= {"trusted_proxy": settings.KOMPAS_PROXY, "trusted_proxy_count": 1, "trusted_proxy_headers": koppen}
    return opties


def is_loopback(adres: str) -> bool:
    """Whether only this computer can reach the address."""
    if adres == "localhost":
        return True
    try:
        return ip_address(adres).is_loopback
    except ValueError:
        return False


def luister(adres: str, poort: int) -> socket.socket:
    """A socket on the port, or on the first free one after it."""
    for kandidaat in range(poort, min(poort + POGINGEN, 65536)):
        familie = socket.AF_INET6 if ":" in adres else socket.AF_INET
        luisteraar = socket.socket(familie, socket.SOCK_STREAM)
        if sys.platform != "win32":
            luisteraar.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            luisteraar.bind((adres, kandidaat))
            luisteraar.listen(128)
        except OSError as fout:
            luisteraar.close()
            if fout.errno == errno.EADDRINUSE:
                continue
            raise typer.BadParameter(f"op {adres}:{kandidaat} kan niet worden geluisterd: {fout.strerror}") from fout
        return luisteraar
    laatste = min(poort + POGINGEN - 1, 65535)
    bezet = f"de poorten {poort} t/m {laatste} zijn allemaal" if laatste > poort else f"poort {poort} is"
    raise typer.BadParameter(f"{bezet} bezet; kies een andere")


def _bijwerken(*, voorbeeld: bool) -> None:
    """Database, example and static files; under a lock, so that two starts at the same time do it once."""
    from django.conf import settings

    with slot(bijwerkslot(settings.KOMPAS_HOME)):
        migreer()
        if voorbeeld:
            _laad_voorbeeld()
        _verzamel()


def _laad_voorbeeld() -> None:
    from kompas.beleid.actions import voorbeeld_laden

    voorbeeld_laden()


def _verzamel() -> None:
    from kompas.ui.opslag import verzamel

    verzamel()


def _welkom(adres: str, poort: int, *, gevraagd: int) -> None:
    if poort != gevraagd:
        console.print(f"Poort {gevraagd} is bezet; daarom poort {poort}.")
    naam = f"[{adres}]" if ":" in adres else adres
    console.print(f"\nVeiligheidskompas staat klaar op [bold]http://{naam}:{poort}/[/bold]")
    for regel in (*_bereik(adres), *_aanmelden()):
        console.print(regel, markup=False)
    console.print("Stoppen: Ctrl-C.")


def _bereik(adres: str) -> tuple[str, ...]:
    """What others need to reach a server that is open to them: a name that it answers to."""
    from django.conf import settings

    if is_loopback(adres):
        return ()
    vreemd = [naam for naam in settings.ALLOWED_HOSTS if not is_loopback(naam.strip("[]"))]
    if vreemd:
        return (f"Andere computers gebruiken de naam of het adres uit KOMPAS_HOSTS: {', '.join(vreemd)}.",)
    return (
        "Let op: andere computers krijgen nog geen pagina te zien.",
        "Zet in KOMPAS_HOSTS de naam of het IP-adres waarmee zij deze computer bereiken, en start opnieuw.",
    )


def _aanmelden() -> tuple[str, ...]:
    """How to sign in: with the example accounts where they work, else with an account of one's own."""
    from kompas.core.actions import voorbeeldaccounts

    regels = [f"  {a.gebruikersnaam}  met wachtwoord  {a.wachtwoord}  ({a.rol})" for a in voorbeeldaccounts()]
    if not regels:
        return ("Bekijken kan zonder aanmelden.",)
    return ("Bekijken kan zonder aanmelden. Bewerken na aanmelden, rechtsboven:", *regels)
