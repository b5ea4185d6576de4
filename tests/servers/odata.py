"""The OData services of the sources, faithfully, on loopback: `python -m tests.servers.odata --poort 8123`.

One server, several services, told apart by the first part of the path: /dataderden/ODataFeed/OData/47018NED/...
`POST /_grillen` sets switches (JSON), `POST /_wijzig` publishes the next version, `GET /_verzoeken` lists requests.
"""

import argparse
import gzip
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.servers.antwoord import kies_rijen, rijen_json
from tests.servers.cbstabellen import TABELLEN as CBS_TABELLEN
from tests.servers.grillen import Fout, Grillen, bederf
from tests.servers.luisteraar import Luisteraar
from tests.servers.politietabellen import politietabellen
from tests.servers.tabel import Tabel
from tests.servers.vraag import Filter, VraagError
from tests.servers.wereld import Wereld

_PAD = re.compile(
    r"/(?P<dienst>\w+)/(?P<soort>ODataApi|ODataFeed)/(?i:odata)/(?P<tabel>\w+)/?(?P<entiteit>\w*)(?P<tel>/\$count)?"
)
_METADATA = ("TableInfos", "DataProperties", "CategoryGroups")
_DATA = ("TypedDataSet", "UntypedDataSet")
GEWIJZIGD = ("2026-07-15T02:00:00", "2026-08-15T02:00:00", "2026-09-15T02:00:00", "2026-10-15T02:00:00")


@dataclass(frozen=True)
class Antwoord:
    """What goes back: status, body, and headers beyond the usual."""

    status: int
    lichaam: bytes
    soort: str = "application/json;odata=minimalmetadata;charset=utf-8"
    koppen: tuple[tuple[str, str], ...] = ()
    fout: Fout | None = None


@dataclass(frozen=True)
class Verzoek:
    """One request as the log keeps it."""

    pad: str
    vraag: dict[str, str]
    gebruiker: str
    moment: float
    status: int = 0

    @property
    def is_data(self) -> bool:
        return "TypedDataSet" in self.pad or "UntypedDataSet" in self.pad


Route = Callable[[Verzoek], Antwoord]


@dataclass
class Bronserver:
    """A running server; `routes` are services of other kinds by the first part of their path."""

    laatste: str = "2026MM06"
    poort: int = 0
    grillen: Grillen = field(default_factory=Grillen)
    routes: dict[str, Route] = field(default_factory=dict)
    verzoeken: list[Verzoek] = field(default_factory=list)
    versies: dict[str, int] = field(default_factory=dict)
    versie: int = 1
    bewaar: bool = False
    tegelijk: int = 0
    meeste_tegelijk: int = 0
    _bewaard: dict[str, Antwoord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._slot = threading.Lock()
        self._server = Luisteraar(("127.0.0.1", self.poort), _behandelaar(self))
        self.poort = self._server.server_address[1]

    @property
    def basis(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    @property
    def adressen(self) -> str:
        """The value for KOMPAS_BRONADRESSEN that makes everything come from here."""
        diensten = ("dataderden", "opendata", *self.routes)
        return ",".join(f"{dienst}={self.basis}/{dienst}" for dienst in diensten)

    @property
    def dataverzoeken(self) -> list[Verzoek]:
        return [verzoek for verzoek in self.verzoeken if verzoek.is_data]

    def start(self) -> "Bronserver":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wijzig(self, tabel: str = "") -> None:
        """Publish the next version: of one table, or of all."""
        if tabel:
            self.versies[tabel] = self.versie_van(tabel) + 1
        else:
            self.versie += 1
            self.versies = {naam: versie + 1 for naam, versie in self.versies.items()}

    def versie_van(self, tabel: str) -> int:
        return self.versies.get(tabel, self.versie)

    def tabel(self, naam: str) -> Tabel | None:
        with self._slot:  # two threads must not make the same table
            gevonden = maak_tabel(naam, self.laatste, self.versie_van(naam))
        return gevonden and replace(gevonden, verschuif=self.grillen.verschuif)

    @contextmanager
    def bezig(self) -> Iterator[None]:
        """Count how many are served at once."""
        with self._slot:
            self.tegelijk += 1
            self.meeste_tegelijk = max(self.meeste_tegelijk, self.tegelijk)
        try:
            yield
        finally:
            with self._slot:
                self.tegelijk -= 1

    def noteer(self, verzoek: Verzoek) -> None:
        """Log a request, and publish a new version when that was to happen now."""
        with self._slot:
            self.verzoeken.append(verzoek)
            if verzoek.is_data and self.grillen.wijzig_na >= 0:
                if self.grillen.wijzig_na == 0:
                    self.wijzig(self.grillen.wijzig_tabel)
                self.grillen.wijzig_na -= 1

    def antwoord(self, verzoek: Verzoek) -> Antwoord:  # noqa: PLR0911 - one line per service
        """The answer to a GET."""
        eerste = verzoek.pad.split("/")[1]
        if eerste in self.routes:
            return self.routes[eerste](verzoek)
        if verzoek.pad.endswith("/ODataCatalog/Tables"):
            return self._catalogus(verzoek)
        delen = _PAD.fullmatch(verzoek.pad)
        tabel = delen and self.tabel(delen["tabel"])
        if delen is None or tabel is None or tabel.dienst != delen["dienst"]:
            return odata_fout(404, "Resource not found for the segment.")
        fout = self.grillen.fout(tabel.naam, delen["entiteit"])
        if fout and (los := los_antwoord(fout)) is not None:
            return los
        try:
            if delen["entiteit"] in _DATA:
                _wacht(self.grillen.vertraging)
                return replace(self._data(verzoek, tabel, delen, fout), fout=fout)
            _wacht(self.grillen.metavertraging)
            return replace(self._meta(tabel, verzoek, delen), fout=fout)
        except VraagError as reden:
            return odata_fout(400, str(reden))

    def _catalogus(self, verzoek: Verzoek) -> Antwoord:
        namen = [t for t in tabelnamen() if (tabel := self.tabel(t)) and tabel.dienst == verzoek.pad.split("/")[1]]
        gezocht = re.fullmatch(r"Catalog eq '(\w+)'", verzoek.vraag.get("$filter", "").strip())
        rijen = [self._info(tabel) for naam in namen if (tabel := self.tabel(naam))]
        return self._lijst("Tables", [rij for rij in rijen if not gezocht or rij["Catalog"] == gezocht[1]])

    def _info(self, tabel: Tabel) -> dict[str, Any]:
        return {
            "ID": 0, "Title": tabel.titel, "ShortTitle": tabel.titel, "Identifier": tabel.naam,
            "Modified": GEWIJZIGD[(self.versie_van(tabel.naam) - 1) % len(GEWIJZIGD)], "Language": "nl",
            "Catalog": tabel.catalogus, "Frequency": "Permaand", "Period": f"2012 - {self.laatste}",
            "FeedUrl": f"{self.grillen.linkhost}/ODataFeed/OData/{tabel.naam}",
            "ApiUrl": f"{self.grillen.linkhost}/ODataApi/OData/{tabel.naam}",
        }  # fmt: skip

    def _meta(self, tabel: Tabel, verzoek: Verzoek, delen: re.Match[str]) -> Antwoord:
        entiteit = delen["entiteit"]
        if not entiteit:
            namen = [*_METADATA, *_DATA, *(dim.naam for dim in tabel.dims)]
            return self._lijst("", [{"name": n, "url": f"{self.grillen.linkhost}/{tabel.naam}/{n}"} for n in namen])
        if entiteit == "TableInfos":
            return self._lijst(entiteit, [self._info(tabel)])
        if entiteit == "DataProperties":
            return self._lijst(entiteit, tabel.eigenschappen())
        dim = next((dim for dim in tabel.dims if dim.naam == entiteit), None)
        if dim is None and entiteit != "CategoryGroups":
            return odata_fout(404, f"Resource not found for the segment '{entiteit}'.")
        leden, van = list(dim.leden) if dim else [], int(verzoek.vraag.get("$skip", 0))
        if delen["soort"] == "ODataApi" or len(leden) <= van + self.grillen.feedblad:
            return self._lijst(entiteit, leden[van:])
        tot = van + self.grillen.feedblad
        return self._lijst(entiteit, leden[van:tot], self._link(verzoek, {"$skip": str(tot)}))

    def _lijst(self, entiteit: str, rijen: list[dict[str, Any]], verder: str = "") -> Antwoord:
        velden: dict[str, Any] = {"odata.metadata": f"{self.grillen.linkhost}/$metadata#{entiteit}", "value": rijen}
        if verder:
            velden["odata.nextLink"] = verder
        return Antwoord(200, json.dumps(velden, ensure_ascii=False).encode())

    def _data(self, verzoek: Verzoek, tabel: Tabel, delen: re.Match[str], fout: Fout | None) -> Antwoord:
        vraag, soort = verzoek.vraag, delen["soort"]
        sleutel = f"{self.versie_van(tabel.naam)}{verzoek.pad}{sorted(vraag.items())}"
        if sleutel in self._bewaard:
            return self._bewaard[sleutel]
        leden = {dim.naam: dim.sleutels for dim in tabel.dims}
        keuze = Filter(vraag["$filter"], leden, "WijkenEnBuurten").lees() if vraag.get("$filter") else {}
        gekozen = kies_rijen(tabel, keuze)
        aantal = 1
        for as_ in gekozen:
            aantal *= len(as_)
        if delen["tel"]:
            return Antwoord(200, str(aantal).encode(), "text/plain")
        van, top = int(vraag.get("$skip", 0)), int(vraag["$top"]) if "$top" in vraag else None
        if geweigerd := self._weiger(soort, aantal, van, top):
            return geweigerd
        blad = self.grillen.feedblad if soort == "ODataFeed" else aantal
        tot = min(aantal, van + blad, van + top if top is not None else aantal)
        alle = ["ID", *leden, *tabel.kolommen]
        kolommen = [k for k in vraag["$select"].split(",") if k] if vraag.get("$select") else alle
        if onbekend := set(kolommen) - set(alle):
            raise VraagError(f"Could not find a property named '{onbekend.pop()}'.")
        rijen = rijen_json(tabel, gekozen, van, max(van, tot), kolommen, getypeerd=delen["entiteit"] == "TypedDataSet")
        bedorven = bederf(rijen, fout)
        verder = self._verder(verzoek, tot, top) if tot < (aantal if top is None else min(aantal, van + top)) else b""
        kop = json.dumps(f"{self.grillen.linkhost}/$metadata#{delen['entiteit']}").encode()
        antwoord = Antwoord(
            200, b'{"odata.metadata":' + kop + b',"value":[' + b",".join(bedorven) + b"]" + verder + b"}"
        )
        if self.bewaar and not fout:
            self._bewaard[sleutel] = antwoord
        return antwoord

    def _weiger(self, soort: str, aantal: int, van: int, top: int | None) -> Antwoord | None:
        if van and soort == self.grillen.skip_faalt:
            return odata_fout(500, "An error occurred while processing this request.")
        if soort != "ODataApi":
            return None
        if top is not None and top > self.grillen.topgrens:
            return odata_fout(500, "An error occurred while processing this request.")
        if top is None and aantal - van > self.grillen.apigrens:
            reden = f"The requested amount of records is exceeded. This request would return {aantal} records."
            return odata_fout(500, f"{reden} A maximum of {self.grillen.apigrens} allowed.")
        return None

    def _verder(self, verzoek: Verzoek, tot: int, top: int | None) -> bytes:
        extra = {"$skip": str(tot)} | ({"$top": str(top - self.grillen.feedblad)} if top else {})
        return b',"odata.nextLink":' + json.dumps(self._link(verzoek, extra)).encode()

    def _link(self, verzoek: Verzoek, extra: dict[str, str]) -> str:
        """The address of a next page; on a host that does not exist, unless told otherwise."""
        vraag = "&".join(f"{naam}={quote(waarde)}" for naam, waarde in {**verzoek.vraag, **extra}.items())
        return f"{self.grillen.linkhost}{verzoek.pad.removeprefix('/' + verzoek.pad.split('/')[1])}?{vraag}"


def _wacht(seconden: float) -> None:
    if seconden:
        time.sleep(seconden)


def los_antwoord(fout: Fout) -> Antwoord | None:
    """A wrong answer that needs no data."""
    koppen = (("Retry-After", fout.retry_after),) if fout.retry_after else ()
    if fout.soort.isdigit():
        return replace(odata_fout(int(fout.soort), "An error has occurred."), koppen=koppen)
    if fout.soort == "html":
        return Antwoord(200, b"<html><body>Onderhoud</body></html>", "text/html")
    return Antwoord(200, b"", fout=fout) if fout.soort == "verbreek" else None


def odata_fout(status: int, tekst: str) -> Antwoord:
    velden = {"odata.error": {"code": "", "message": {"lang": "en-US", "value": tekst}}}
    return Antwoord(status, json.dumps(velden).encode())


@lru_cache(maxsize=8)
def _politie(laatste: str, versie: int) -> dict[str, Tabel]:
    return {tabel.naam: tabel for tabel in politietabellen(_wereld(laatste, versie))}


@lru_cache(maxsize=8)
def _wereld(laatste: str, versie: int) -> Wereld:
    return Wereld(laatste, versie)


@lru_cache(maxsize=64)
def maak_tabel(naam: str, laatste: str, versie: int) -> Tabel | None:
    """A table by its number, in one version."""
    if naam in CBS_TABELLEN:
        return CBS_TABELLEN[naam](_wereld(laatste, versie))
    return _politie(laatste, versie).get(naam)


def tabelnamen() -> tuple[str, ...]:
    return ("47013NED", "47018NED", "47021NED", "47022NED", "47024NED", "47025NED", "47008NED", *CBS_TABELLEN)


def _behandelaar(  # noqa: C901 - a class in a function: how http.server is given its surroundings
    server: Bronserver,
) -> type[BaseHTTPRequestHandler]:
    """The handler class of one server."""

    class Behandelaar(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            delen = urlsplit(self.path)
            if delen.path == "/_verzoeken":
                return self._stuur(
                    Antwoord(200, json.dumps([[v.pad, v.vraag, v.status] for v in server.verzoeken]).encode())
                )
            vraag = dict(parse_qsl(delen.query, keep_blank_values=True))
            verzoek = Verzoek(unquote(delen.path), vraag, self.headers.get("User-Agent", ""), time.monotonic())
            with server.bezig():
                antwoord = server.antwoord(verzoek)
            server.noteer(replace(verzoek, status=antwoord.status))
            return self._stuur(antwoord)

        def do_POST(self) -> None:
            lengte = int(self.headers.get("Content-Length", 0))
            velden = json.loads(self.rfile.read(lengte) or b"{}")
            if self.path == "/_grillen":
                server.grillen.zet(**velden)
            elif self.path == "/_wijzig":
                server.wijzig(velden.get("tabel", ""))
            self._stuur(Antwoord(200, b"{}"))

        def _stuur(self, antwoord: Antwoord) -> None:
            soort = antwoord.fout.soort if antwoord.fout else ""
            lichaam = antwoord.lichaam
            if soort == "verbreek":
                self.close_connection = True
                return
            if soort == "afgekapt":
                lichaam = lichaam[: len(lichaam) // 2]
            self.send_response(antwoord.status)
            if server.grillen.gzip and "gzip" in self.headers.get("Accept-Encoding", ""):
                lichaam = gzip.compress(lichaam, 1)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", antwoord.soort)
            self.send_header("Content-Length", str(len(lichaam)))
            for naam, waarde in antwoord.koppen:
                self.send_header(naam, waarde)
            self.end_headers()
            self._schrijf(lichaam)

        def _schrijf(self, lichaam: bytes) -> None:
            """All at once, or in drops for a slow line."""
            try:
                stap = len(lichaam) if not server.grillen.druppel else max(1, len(lichaam) // 20)
                for plek in range(0, len(lichaam), stap or 1):
                    self.wfile.write(lichaam[plek : plek + stap])
                    time.sleep(server.grillen.druppel)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the asker is gone: that is what kill -9 looks like from here

        def log_message(self, *_: object) -> None: ...

    return Behandelaar


@contextmanager
def bronserver(laatste: str = "2026MM06", **grillen: Any) -> Iterator[Bronserver]:
    """A server for as long as the block lasts."""
    server = Bronserver(laatste).start()
    server.grillen.zet(**grillen)
    try:
        yield server
    finally:
        server.stop()


def main() -> None:
    lezer = argparse.ArgumentParser(description="Invented sources on loopback.")
    lezer.add_argument("--poort", type=int, default=0)
    lezer.add_argument("--laatste", default="2026MM06", help="last month with figures")
    lezer.add_argument("--bewaar", action="store_true", help="make every answer once, for measuring clients")
    opties = lezer.parse_args()
    server = Bronserver(opties.laatste, opties.poort, bewaar=opties.bewaar).start()
    print(server.basis, flush=True)  # noqa: T201 - how the caller learns the port
    print(f"KOMPAS_BRONADRESSEN={server.adressen}", flush=True)  # noqa: T201
    threading.Event().wait()


if __name__ == "__main__":
    main()
