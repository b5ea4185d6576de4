"""Polite connections to one service: who we are, how many at once, when to wait, when to try again, when to stop."""

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from kompas import __version__
from kompas.base import RefusedError

T = TypeVar("T")
WIE = f"Veiligheidskompas/{__version__} (open source; haalt open cijfers op voor gemeenten)"
MAX_ANTWOORD = 64 * 1024 * 1024
LANGSTE_PAUZE = 15 * 60.0
_BLOK = 256 * 1024
_STILTE = 5.0
_TIJDELIJK = {408, 425, 429, 500, 502, 503, 504}
_OMLEIDING = {301, 302, 303, 307, 308}


class BronError(RefusedError):
    """The source did not give what was asked; the text is Dutch and says what to do."""

    def __init__(self, tekst: str, status: int = 0, antwoord: str = "", *, onbereikbaar: bool = False) -> None:
        super().__init__(tekst)
        self.status = status
        self.antwoord = antwoord
        self.onbereikbaar = onbereikbaar


class OnleesbaarError(Exception):
    """An answer with status 200 that is not whole: asked again."""


@dataclass(frozen=True, slots=True)
class Beleid:
    """How patient we are: tries, seconds for one answer, first pause; each next pause is twice as long."""

    pogingen: int = 6
    wachttijd: float = 60.0
    eerste_pauze: float = 1.0
    langste_pauze: float = LANGSTE_PAUZE


@dataclass
class Verbinding:
    """A pool of connections to one service; when the service asks one of them to wait, all wait.

    `meld` hears in Dutch why nothing comes, in the thread that made the connection: others leave it for `vertel`.
    """

    basis: str
    verbindingen: int = 4
    beleid: Beleid = field(default_factory=Beleid)
    stop: threading.Event = field(default_factory=threading.Event)
    meld: Callable[[str], None] = lambda _: None

    def __post_init__(self) -> None:
        self._thuis, self._bericht, self._verteld = threading.get_ident(), "", -_STILTE
        self._pool = urllib3.PoolManager(
            num_pools=2,
            maxsize=self.verbindingen,
            block=True,
            headers={"User-Agent": WIE, "Accept": "application/json", "Accept-Encoding": "gzip"},
            timeout=urllib3.Timeout(connect=min(15.0, self.beleid.wachttijd), read=self.beleid.wachttijd),
            retries=False,
        )
        self._slot = threading.Lock()
        self._niet_voor = 0.0
        self._dobbelsteen = random.Random(self.basis)  # noqa: S311 - spreads moments, guards nothing

    @property
    def gastheer(self) -> str:
        return urlsplit(self.basis).hostname or self.basis

    def haal(
        self, pad: str, vraag: Mapping[str, str], lees: Callable[[bytes], T], *, niet_herhalen: Callable[[str], bool]
    ) -> T:
        """The answer to one question, as `lees` makes it of the bytes; asked again when it fails for a moment.

        `BronError` when it keeps failing, at once for a refusal (404) or when `niet_herhalen` knows the message.
        """
        adres = self.adres(pad, vraag)
        reden, status, tekst, onbereikbaar = "", 0, "", False
        for poging in range(self.beleid.pogingen):
            self._wacht(poging)
            try:
                status, lichaam, wacht = self._vraag(adres)
                if status == 200:
                    return lees(lichaam)
                tekst = lichaam[:2000].decode("utf-8", "replace")
                reden, onbereikbaar = f"antwoordt met fout {status}", False
                self._onthoud_pauze(wacht, status)
            except (HTTPError, OSError, OnleesbaarError) as fout:
                status, tekst, reden = 0, "", _waarom(fout)
                onbereikbaar = isinstance(fout, (NewConnectionError, ConnectTimeoutError))
            if status and self._heeft_geen_zin(status, poging, tekst, niet_herhalen):
                break
            self._zeg(reden, poging)
        raise BronError(self._klacht(reden, status, poging + 1), status, tekst, onbereikbaar=onbereikbaar)

    def _zeg(self, reden: str, poging: int) -> None:
        """One failure is not worth a word; who waits longer must know why."""
        if 0 < poging < self.beleid.pogingen - 1:
            self._bericht = f"De bron {self.gastheer} {reden}. We proberen het opnieuw."
            if threading.get_ident() == self._thuis:
                self.vertel()

    def vertel(self) -> None:
        """Pass on what the connections had to say, not too often."""
        if self._bericht and time.monotonic() - self._verteld >= _STILTE:
            self._verteld = time.monotonic()
            self.meld(self._bericht)
            self._bericht = ""

    def adres(self, pad: str, vraag: Mapping[str, str]) -> str:
        """The full address; spaces as %20 and the signs of OData left readable, so that it stays short."""
        delen = "&".join(f"{naam}={quote(waarde, safe=VEILIG)}" for naam, waarde in vraag.items())
        return f"{self.basis}/{pad}?{delen}"

    def sluit(self) -> None:
        self._pool.clear()

    @staticmethod
    def _heeft_geen_zin(status: int, poging: int, tekst: str, niet_herhalen: Callable[[str], bool]) -> bool:
        """A 500 is what this service says when a question is too large: the asker makes it smaller."""
        return status not in _TIJDELIJK or niet_herhalen(tekst) or (status == 500 and poging >= 2)

    def _klacht(self, reden: str, status: int, pogingen: int) -> str:
        doe = (
            "Controleer het nummer van de tabel en de adressen van de bronnen."
            if status in {400, 401, 403, 404}
            else "Probeer het later opnieuw; wat al is opgehaald, blijft bewaard."
        )
        keer = f" ({pogingen} keer geprobeerd)" if pogingen > 1 else ""
        return f"De bron {self.gastheer} {reden}{keer}. {doe}"

    def _wacht(self, poging: int) -> None:
        """Back off, and obey the service when it asked to wait."""
        self.pauzeer(poging)
        while (over := self._niet_voor - time.monotonic()) > 0 and not self.stop.is_set():
            self.stop.wait(over)
        if self.stop.is_set():
            raise BronError("Het ophalen is gestopt; wat al is opgehaald, blijft bewaard.")

    def pauzeer(self, poging: int) -> None:
        """Longer after every try, with some chance in it, so that connections do not return all at once."""
        if poging:
            pauze = min(self.beleid.eerste_pauze * 2 ** (poging - 1), self.beleid.langste_pauze)
            self.stop.wait(pauze * self._dobbelsteen.uniform(0.7, 1.3))

    def _onthoud_pauze(self, wacht: float | None, status: int) -> None:
        if wacht is None or status not in {429, 503}:
            return
        if wacht > self.beleid.langste_pauze:
            raise BronError(
                f"De bron {self.gastheer} vraagt om {wacht / 60:.0f} minuten te wachten. Probeer het daarna opnieuw;"
                " wat al is opgehaald, blijft bewaard.",
                status,
            )
        with self._slot:
            self._niet_voor = max(self._niet_voor, time.monotonic() + wacht)

    def _vraag(self, adres: str) -> tuple[int, bytes, float | None]:
        for _ in range(3):
            antwoord = self._pool.request("GET", adres, preload_content=False, redirect=False)
            try:
                lichaam = _lees_begrensd(antwoord)
            finally:
                antwoord.release_conn()
            if antwoord.status not in _OMLEIDING:
                return antwoord.status, lichaam, _retry_after(antwoord.headers.get("Retry-After"))
            adres = self._omleiding(adres, antwoord.headers.get("Location", ""))
        raise BronError(f"De bron {self.gastheer} blijft doorverwijzen. Controleer het adres van de bron.", 310)

    def _omleiding(self, adres: str, naar: str) -> str:
        """Follow within the same service only: an answer must not send us to another machine."""
        nieuw, oud = urlsplit(urljoin(adres, naar)), urlsplit(self.basis)
        if (nieuw.scheme, nieuw.netloc) != (oud.scheme, oud.netloc):
            raise BronError(
                f"De bron {self.gastheer} verwijst door naar {nieuw.netloc or naar!r}. Dat volgen we niet."
                " Controleer het adres van de bron.",
                310,
            )
        return nieuw.geturl()


VEILIG = "(),'/:$"


def _lees_begrensd(antwoord: urllib3.BaseHTTPResponse) -> bytes:
    """The whole answer, unpacked, up to a limit: a service must not fill our memory."""
    delen, omvang = [], 0
    for deel in antwoord.stream(_BLOK, decode_content=True):
        omvang += len(deel)
        if omvang > MAX_ANTWOORD:
            antwoord.close()
            raise BronError(
                f"Een antwoord van de bron is groter dan {MAX_ANTWOORD // 2**20} MB. Haal minder ineens op.", 413
            )
        delen.append(deel)
    return b"".join(delen)


def _retry_after(tekst: str | None) -> float | None:
    """Seconds, or a date as HTTP writes it; nonsense is no pause."""
    if not tekst:
        return None
    if tekst.strip().isdigit():
        return float(tekst)
    try:
        moment = parsedate_to_datetime(tekst)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _waarom(fout: Exception) -> str:
    if isinstance(fout, OnleesbaarError):
        return f"gaf een antwoord dat niet heel is ({fout})"
    if "timed out" in str(fout).lower():
        return "antwoordt niet op tijd"
    return "is niet bereikbaar of verbreekt de verbinding"
