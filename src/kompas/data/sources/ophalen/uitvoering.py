"""Ask all questions of a plan, a few at a time, and make parts of the answers."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from kompas.data.sources.ophalen.beschrijving import Beschrijving, tabelpad, vervolg
from kompas.data.sources.ophalen.bladzijde import Blad, Bladlezer, leeg_blad, vorm_van
from kompas.data.sources.ophalen.controle import controleer_totaal
from kompas.data.sources.ophalen.delen import schrijf_deel
from kompas.data.sources.ophalen.plan import Deel, Groep, max_rijen, verwacht, vraag_voor
from kompas.data.sources.ophalen.staat import Staat
from kompas.data.sources.ophalen.verbinding import BronError, OnleesbaarError, Verbinding
from kompas.data.sources.ophalen.voortgang import Meld, Teller

_LEZINGEN = 3
_DIEPTE = 4
_HARTSLAG = 3.0
_KLEINER = {400, 413, 500}
_TE_GROOT = ("requested amount of records is exceeded", "a maximum of")
_VERDER = {"$skip", "$skiptoken", "$top"}


class Uitvoering:
    """The work of one plan; a group whose answers are all in becomes a part."""

    def __init__(
        self, wat: Beschrijving, groepen: tuple[Groep, ...], staat: Staat, verbinding: Verbinding, meld: Meld
    ) -> None:
        self._wat = wat
        self._groepen = groepen
        self._staat = staat
        self._verbinding = verbinding
        self._lezer = Bladlezer(wat)
        self._grens = max_rijen(wat)
        self._bezig: dict[Future[Blad], tuple[Groep, int]] = {}
        self._bladen: dict[int, dict[int, Blad]] = {}
        self._tussendoor: Callable[[], None] = lambda: None
        self._teller = Teller(wat.vorm.tabel, sum(len(groep.delen) for groep in groepen), meld)

    def voer_uit(self, tussendoor: Callable[[], None]) -> None:
        """Ask what is not there yet. `tussendoor` is called after every part; what it raises stops the work."""
        self._tussendoor = tussendoor
        verbindingen = self._verbinding.verbindingen
        pool = ThreadPoolExecutor(verbindingen, thread_name_prefix="ophalen")
        try:
            self._tel_eerder_werk()
            for groep in self._groepen:
                if not self._staat.deel(groep).exists():
                    self._vraag_groep(pool, groep, verbindingen * 2)
            while self._bezig:
                self._neem_aan()
        except BaseException:
            self._verbinding.stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            self._verbinding.stop.clear()

    def _tel_eerder_werk(self) -> None:
        open_ = list(self._staat.open_vragen(self._groepen))
        rijen = sum(verwacht(self._wat, groep.geheel) for groep in self._groepen)
        rijen -= sum(verwacht(self._wat, deel) for _, _, deel in open_)
        self._teller.begin(self._teller.totaal - len(open_), rijen)

    def _vraag_groep(self, pool: ThreadPoolExecutor, groep: Groep, tegelijk: int) -> None:
        self._bladen[groep.nummer] = {}
        for nummer, deel in enumerate(groep.delen):
            eerder = self._staat.laad(groep, nummer, vorm_van(self._wat, deel))
            if eerder is not None:
                self._leg_neer(groep, nummer, eerder)
                continue
            while len(self._bezig) >= tegelijk:
                self._neem_aan()
            self._bezig[pool.submit(self._haal, groep, nummer, deel)] = (groep, nummer)

    def _neem_aan(self) -> None:
        """The next answer. While none comes, say so: who looks on sees that we live, and may stop us."""
        while not (klaar := wait(self._bezig, _HARTSLAG, FIRST_COMPLETED).done):
            self._verbinding.vertel()
            self._teller.nog()
        for taak in klaar:
            groep, nummer = self._bezig.pop(taak)
            self._leg_neer(groep, nummer, taak.result())
            self._teller.erbij(verwacht(self._wat, groep.delen[nummer]))

    def _leg_neer(self, groep: Groep, nummer: int, blad: Blad) -> None:
        bladen = self._bladen[groep.nummer]
        bladen[nummer] = blad
        if len(bladen) == len(groep.delen):
            del self._bladen[groep.nummer]
            self._zegel(groep, bladen)

    def _zegel(self, groep: Groep, bladen: dict[int, Blad]) -> None:
        """All answers of a group are in: put together, add up, write, and forget the answers."""
        delen = [(deel, bladen[nummer]) for nummer, deel in enumerate(groep.delen)]
        geheel = self._voeg_samen(groep.geheel, delen)
        controleer_totaal(self._wat, geheel, groep.geheel.gebied[0])
        schrijf_deel(self._wat, groep, geheel, self._staat.deel(groep))
        self._staat.ruim_op(groep)
        self._tussendoor()

    def _voeg_samen(self, geheel: Deel, delen: list[tuple[Deel, Blad]]) -> Blad:
        uit = leeg_blad(self._wat, geheel)
        for deel, blad in delen:
            plek = geheel.plek(deel)
            uit.waarden[plek], uit.vlaggen[plek] = blad.waarden, blad.vlaggen
        return uit

    def _haal(self, groep: Groep, nummer: int, deel: Deel) -> Blad:
        blad = self._haal_deel(deel, 0)
        self._staat.bewaar(groep, nummer, blad)
        return blad

    def _haal_deel(self, deel: Deel, diepte: int) -> Blad:
        """The figures of a part; what the service finds too much is asked in halves, from then on at once."""
        te_veel = verwacht(self._wat, deel) > self._grens
        if not te_veel:
            try:
                return self._vraag(deel)
            except BronError as fout:
                if fout.status not in _KLEINER or diepte >= _DIEPTE or deel.helften() is None:
                    raise
                if te_groot(fout.antwoord):
                    self._grens = min(self._grens, max(1, verwacht(self._wat, deel) // 2))
        helften = deel.helften() or ()
        return self._voeg_samen(deel, [(helft, self._haal_deel(helft, diepte + (not te_veel))) for helft in helften])

    def _vraag(self, deel: Deel) -> Blad:
        """Ask until every row is there exactly once; `BronError` when that does not happen."""
        reden = ""
        for poging in range(_LEZINGEN):
            self._verbinding.pauzeer(poging)
            try:
                return self._lezer.plaats(deel, self._rijen(deel))
            except OnleesbaarError as fout:
                reden = str(fout)
        raise BronError(
            f"Tabel {self._wat.vorm.tabel}: het antwoord van de bron klopt niet: {reden}. Er is niets vastgelegd."
            " Probeer het later opnieuw; wat al is opgehaald, blijft bewaard."
        )

    def _rijen(self, deel: Deel) -> list[Any]:
        """The rows of one question, over as many pages as the service makes of it."""
        eerste = vraag_voor(self._wat, deel)
        vraag, rijen, pad = eerste, list[Any](), tabelpad(self._wat.vorm, "UntypedDataSet")
        for _ in range(1 + verwacht(self._wat, deel)):
            antwoord = self._verbinding.haal(pad, vraag, self._lezer.ontleed, niet_herhalen=te_groot)
            rijen += antwoord.rijen
            if not antwoord.verder or not antwoord.rijen:
                break
            vraag = eerste | {naam: waarde for naam, waarde in vervolg(antwoord.verder).items() if naam in _VERDER}
        return rijen


def te_groot(tekst: str) -> bool:
    """Whether a refusal says that the answer would be too large: asking again would give the same."""
    laag = tekst.lower()
    return any(zin in laag for zin in _TE_GROOT)
