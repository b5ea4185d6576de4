"""Read files into a new build; a file that is broken changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kompas.base import RefusedError
from kompas.data.build import controle
from kompas.data.build.opslag import Opslag
from kompas.data.build.ruw import bewaar_bestand
from kompas.data.build.samenvoegen import Inleesopgave, Werkbank
from kompas.data.build.vastleggen import Inbreng, leg_vast
from kompas.data.build.verslag import Bestandsverslag, Inleesverslag
from kompas.data.build.verzamelen import Verzameld, verzamel
from kompas.data.definities import Definities, laad_definities
from kompas.data.sources import Bestand, Context, Source, herken, met_beschrijvingen
from kompas.data.sources.kaartbestand import KAART, gemeenten_op_kaart
from kompas.data.sources.kaartbestand import bewaar as bewaar_kaart

Klok = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Opgave:
    """What the user may tell about the files: when they were fetched, boundaries, the municipality of the names.

    `ook_onvolledig`: take over the good rows of a file of which many rows are refused.
    """

    opgehaald: date | None = None
    indeling: int | None = None
    gemeente: str = ""
    ook_onvolledig: bool = False

    @classmethod
    def uit(cls, velden: dict[str, Any]) -> "Opgave":
        """As it was written in a manifest."""
        dag = velden["opgehaald"]
        return cls(**{**velden, "opgehaald": date.fromisoformat(dag) if dag else None})

    def velden(self) -> dict[str, Any]:
        return {**asdict(self), "opgehaald": self.opgehaald.isoformat() if self.opgehaald else None}


def lees_bestanden(
    map_: Path,
    paden: Iterable[Path | str],
    *,
    definities: Definities | None = None,
    opgave: Opgave | None = None,
    klok: Klok = lambda: datetime.now(UTC),
    proef: bool = False,
) -> Inleesverslag:
    """Add files to the figures in `map_` and make the result active; with `proef` only tell what would change.

    Raises `RefusedError` (a Dutch sentence: what, where, what to do) when a file is broken or unknown; the figures
    are then what they were.
    """
    definities = definities or laad_definities()
    bronnen = [(bestand, herken(bestand)) for bestand in _open_alle(met_beschrijvingen(map(Path, paden)))]
    opslag = Opslag(Path(map_))
    with _proefmap(opslag) if proef else opslag.bouwer() as werkmap:
        return _Bouw(opslag, werkmap, definities, opgave or Opgave(), klok(), proef=proef).maak(bronnen)


@contextmanager
def _proefmap(opslag: Opslag) -> Iterator[Path]:
    """A folder of its own to try things in, so that a preview waits for nobody and nobody for it."""
    opslag.map.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=opslag.map, prefix="proef-") as map_:
        yield Path(map_)


def _open_alle(paden: Iterable[Path | str]) -> list[Bestand]:
    """The files, each once, however often it was named."""
    uniek = dict.fromkeys(Path(pad).resolve() for pad in paden)
    if not uniek:
        raise RefusedError("Geef ten minste één bestand.")
    return [Bestand.open(pad) for pad in uniek]


@dataclass(frozen=True, slots=True)
class _Bouw:
    opslag: Opslag
    werkmap: Path
    definities: Definities
    opgave: Opgave
    moment: datetime
    proef: bool

    def maak(self, bronnen: Sequence[tuple[Bestand, Source]]) -> Inleesverslag:
        vorige = self.opslag.actief
        kubussen = self.opslag.manifest(vorige).kubussen if vorige else {}
        with closing(open_werkbank(self.opslag, self.werkmap)) as werkbank:
            # Metadata first: the names in it are needed to read the other files.
            volgorde = sorted(bronnen, key=lambda paar: not paar[1].is_metadata)
            verzameld = [self._lees(werkbank, nummer, *paar) for nummer, paar in enumerate(volgorde, start=1)]
            controle.ingelezen(werkbank, self.definities, verzameld)
            werkbank.zet_naast()
            verslagen = tuple(self._verslag(werkbank, bestand) for bestand in verzameld)
            build_id = leg_vast(
                self.opslag,
                werkbank,
                self.werkmap,
                kubussen,
                partial(self._bewaar, verzameld),
                self.moment,
                proef=self.proef,
            )
        if not self.proef:
            self._bewaar_kaarten(bronnen)
        return Inleesverslag(build_id, vorige, build_id != vorige, verslagen, werkbank.aantal_feiten, self.proef)

    def _bewaar_kaarten(self, bronnen: Sequence[tuple[Bestand, Source]]) -> None:
        for bestand, bron in bronnen:
            if bron.key == KAART.key:
                bewaar_kaart(self.opslag.map, bestand)

    def _lees(self, werkbank: Werkbank, nummer: int, bestand: Bestand, bron: Source) -> Verzameld:
        context = Context(
            self.definities,
            werkbank.namen(self.definities),
            self.opgave.opgehaald,
            self.moment.date(),
            self.opgave.gemeente,
        )
        verzameld = verzamel(bestand, bron, context, self.werkmap, nummer, ook_onvolledig=self.opgave.ook_onvolledig)
        opgave = Inleesopgave(self.moment, self.opgave.opgehaald, self.opgave.indeling)
        werkbank.neem_op(verzameld, self.definities, opgave)
        return verzameld

    def _verslag(self, werkbank: Werkbank, verzameld: Verzameld) -> Bestandsverslag:
        gesloten = [bron.key for bron in self.definities.bronnen if bron.openbaarheid == "intern"]
        telling = werkbank.vergelijk(verzameld.nummer, gesloten)
        return Bestandsverslag(
            naam=verzameld.bestand.naam,
            herkend_als=verzameld.bron.titel,
            tabellen=werkbank.tabellen_van(verzameld.nummer),
            gelezen=verzameld.gelezen,
            aantal_afgekeurd=verzameld.aantal_afgekeurd,
            afgekeurd=tuple(verzameld.afgekeurd),
            nieuw=telling.nieuw,
            gewijzigd=telling.gewijzigd,
            ongewijzigd=telling.ongewijzigd,
            wijzigingen=telling.wijzigingen,
            namen=verzameld.namen,
            opmerkingen=(*verzameld.opmerkingen, *_over_vroeger(telling.historie)),
            historie=telling.historie,
            nieuwe=telling.nieuwe,
            gemeenten=tuple(sorted({*telling.gemeenten, *self._op_de_kaart(verzameld)})),
        )

    def _op_de_kaart(self, verzameld: Verzameld) -> frozenset[str]:
        """The municipalities of which a map would draw something else than is drawn now."""
        if verzameld.bron.key != KAART.key:
            return frozenset()
        return gemeenten_op_kaart(self.opslag.map, verzameld.bestand)

    def _bewaar(self, verzameld: Sequence[Verzameld]) -> Inbreng:
        """Keep the raw files, and write down how they were read in."""
        bestanden = tuple(
            {"naam": deel.bestand.naam, "sha256": deel.bestand.sha256, "bytes": deel.bestand.grootte,
             "soort": deel.bron.key, "rijen": deel.gelezen, "afgekeurd": deel.aantal_afgekeurd}
            for deel in verzameld
        )  # fmt: skip
        ruw = [bewaar_bestand(self.opslag, deel.bestand.pad, deel.bestand.sha256) for deel in verzameld]
        stap = {
            "soort": "bestanden",
            "moment": self.moment.isoformat(),
            "opgave": self.opgave.velden(),
            "namen": [deel.bestand.naam for deel in verzameld],
            "ruw": ruw,
        }
        return Inbreng(stap, bestanden)


def open_werkbank(opslag: Opslag, werkmap: Path) -> Werkbank:
    """A workbench with what the active build holds."""
    vorige = opslag.actief
    if not vorige:
        return Werkbank.open(werkmap, None)
    return Werkbank.open(werkmap, opslag.pad(vorige), opslag.manifest(vorige).gemaakt)


def _over_vroeger(aantal: int) -> tuple[str, ...]:
    if not aantal:
        return ()
    tekst = (
        f"{aantal} cijfers zijn ouder dan wat er al was en wijken daarvan af; ze tellen alleen mee bij de vraag wat er"
        " toen bekend was"
    )
    return (tekst,)
