"""Read files into a new build; a file that is broken changes nothing."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kompas.base import RefusedError
from kompas.data.build import controle
from kompas.data.build.opslag import GEBOUWD, Manifest, Opslag, sha256
from kompas.data.build.samenvoegen import Werkbank
from kompas.data.build.verslag import Bestandsverslag, Inleesverslag
from kompas.data.build.verzamelen import Verzameld, verzamel
from kompas.data.definities import Definities, laad_definities
from kompas.data.sources import Bestand, Context, Source, herken

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


def lees_bestanden(
    map_: Path,
    paden: Iterable[Path | str],
    *,
    definities: Definities | None = None,
    opgave: Opgave | None = None,
    klok: Klok = lambda: datetime.now(UTC),
) -> Inleesverslag:
    """Add files to the figures in `map_` and make the result active.

    Raises `RefusedError` (a Dutch sentence: what, where, what to do) when a file is broken or unknown; the figures
    are then what they were.
    """
    definities = definities or laad_definities()
    opgave = opgave or Opgave()
    bronnen = [(bestand, herken(bestand)) for bestand in _open_alle(paden)]
    opslag = Opslag(Path(map_))
    with opslag.bouwer() as werkmap:
        return _Bouw(opslag, werkmap, definities, opgave, klok).maak(bronnen)


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
    klok: Klok

    def maak(self, bronnen: Sequence[tuple[Bestand, Source]]) -> Inleesverslag:
        vorige = self.opslag.actief
        with closing(Werkbank.open(self.werkmap, self.opslag.pad(vorige) if vorige else None)) as werkbank:
            # Metadata first: the names in it are needed to read the other files.
            volgorde = sorted(bronnen, key=lambda paar: not paar[1].is_metadata)
            verzameld = [self._lees(werkbank, nummer, *paar) for nummer, paar in enumerate(volgorde, start=1)]
            controle.ingelezen(werkbank, self.definities, verzameld)
            verslagen = tuple(self._verslag(werkbank, bestand) for bestand in verzameld)
            werkbank.voeg_samen()
            controle.samengevoegd(werkbank)
            build_id = werkbank.schrijf()
        aantal = werkbank.aantal_feiten
        if build_id != vorige:
            self._manifest(werkbank, build_id, vorige, verzameld).schrijf(self.werkmap)
            controle.gebouwd(self.werkmap, werkbank.aantal_feiten)
            self.opslag.neem_op(self.werkmap, build_id)
            self.opslag.maak_actief(build_id)
        return Inleesverslag(build_id, vorige, build_id != vorige, verslagen, aantal)

    def _lees(self, werkbank: Werkbank, nummer: int, bestand: Bestand, bron: Source) -> Verzameld:
        context = Context(
            self.definities,
            werkbank.namen(self.definities),
            self.opgave.opgehaald,
            self.klok().date(),
            self.opgave.gemeente,
        )
        verzameld = verzamel(bestand, bron, context, self.werkmap, nummer, ook_onvolledig=self.opgave.ook_onvolledig)
        werkbank.neem_op(verzameld, self.definities, self.opgave.indeling)
        return verzameld

    def _verslag(self, werkbank: Werkbank, verzameld: Verzameld) -> Bestandsverslag:
        telling = werkbank.vergelijk(verzameld.nummer)
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
            opmerkingen=tuple(verzameld.opmerkingen),
        )

    def _manifest(self, werkbank: Werkbank, build_id: str, vorige: str, verzameld: Sequence[Verzameld]) -> Manifest:
        eerder = self.opslag.manifest(vorige).bronbestanden if vorige else ()
        nieuw = tuple(
            {"naam": deel.bestand.naam, "sha256": deel.bestand.sha256, "bytes": deel.bestand.grootte,
             "soort": deel.bron.key, "rijen": deel.gelezen, "afgekeurd": deel.aantal_afgekeurd}
            for deel in verzameld
        )  # fmt: skip
        bekend = {bron["sha256"] for bron in nieuw}
        return Manifest(
            build_id=build_id,
            gemaakt=self.klok().isoformat(timespec="microseconds"),
            vorige=vorige,
            aantal_feiten=werkbank.aantal_feiten,
            aantal_gebieden=werkbank.aantal_gebieden,
            bronbestanden=(*(bron for bron in eerder if bron["sha256"] not in bekend), *nieuw),
            bestanden={naam: sha256(self.werkmap / naam) for naam in GEBOUWD},
            tabellen=werkbank.tabellen(),
        )
