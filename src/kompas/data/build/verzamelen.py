"""Stream one raw file through its plug-in into rows on disk."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from kompas.data.build.verslag import MAX_GENOEMD
from kompas.data.feiten import Afgekeurd, Feit, Gebiedsnaam, Opmerking
from kompas.data.sources import Bestand, Context, Source

PER_KEER = 20_000
VORM = pa.schema(
    [
        ("regel", pa.int64()), ("bron", pa.string()), ("tabel", pa.string()), ("code", pa.string()),
        ("gebied", pa.string()), ("periode", pa.string()), ("waarde", pa.float64()), ("vlag", pa.string()),
        ("naam", pa.string()), ("gebied_jaar", pa.int16()), ("laag", pa.float64()), ("hoog", pa.float64()),
        ("vindplaats", pa.string()), ("toelichting", pa.string()), ("opgehaald", pa.date32()),
        ("voorbeeld", pa.bool_()),
    ]
)  # fmt: skip

# More refused rows than this share: not some bad rows but a damaged file, or one that misses its list of names.
MAX_AFGEKEURD = 0.1
# Below this number a file is so small that a few unknown names are already a large share.
MIN_AFGEKEURD = 20


@dataclass
class Verzameld:
    """A file after reading: its rows stand in a Parquet file, the names in a CSV file, the counts here."""

    nummer: int
    bestand: Bestand
    bron: Source
    feiten: Path
    gebieden: Path
    gelezen: int = 0
    namen: int = 0
    aantal_afgekeurd: int = 0
    aantal_schade: int = 0
    afgekeurd: list[Afgekeurd] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    def keur_af(self, rij: Afgekeurd) -> None:
        self.aantal_afgekeurd += 1
        self.aantal_schade += rij.is_schade
        # An unknown name comes back in every period: say it once.
        bekend = not rij.is_schade and any(eerder.reden == rij.reden for eerder in self.afgekeurd)
        if len(self.afgekeurd) < MAX_GENOEMD and not bekend:
            self.afgekeurd.append(rij)


def verzamel(
    bestand: Bestand, bron: Source, context: Context, werkmap: Path, nummer: int, *, ook_onvolledig: bool = False
) -> Verzameld:
    """Write the rows of a file to `werkmap`; a file with too many bad rows is refused, unless `ook_onvolledig`."""
    deel = Verzameld(nummer, bestand, bron, werkmap / f"feiten{nummer}.parquet", werkmap / f"gebieden{nummer}.csv")
    with _Feitenbestand(deel.feiten) as feiten, deel.gebieden.open("w", newline="", encoding="utf-8") as g:
        gebieden = csv.writer(g, lineterminator="\n")
        for rij in bron.normalise(bestand, context):
            match rij:
                case Feit():
                    feiten.neem(rij)
                case Gebiedsnaam():
                    deel.namen += 1
                    gebieden.writerow((rij.code, rij.naam, rij.gemeente))
                case Afgekeurd():
                    deel.gelezen += 1
                    deel.keur_af(rij)
                case Opmerking():
                    deel.opmerkingen.append(rij.tekst)
        deel.gelezen += feiten.aantal
    _beoordeel(deel, ook_onvolledig=ook_onvolledig)
    return deel


class _Feitenbestand:
    """Rows on their way to a Parquet file, some thousands at a time."""

    def __init__(self, pad: Path) -> None:
        self._uit = pq.ParquetWriter(pad, VORM, compression="none")
        self._rijen: list[Feit] = []
        self.aantal = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: object) -> None:
        if soort is None:
            self._schrijf()
        self._uit.close()

    def neem(self, rij: Feit) -> None:
        self._rijen.append(rij)
        self.aantal += 1
        if len(self._rijen) >= PER_KEER:
            self._schrijf()

    def _schrijf(self) -> None:
        if self._rijen:
            kolommen = [
                pa.array(cellen, veld.type) for cellen, veld in zip(zip(*self._rijen, strict=True), VORM, strict=True)
            ]
            self._uit.write_batch(pa.record_batch(kolommen, schema=VORM))
            self._rijen = []


def _beoordeel(deel: Verzameld, *, ook_onvolledig: bool) -> None:
    bestand = deel.bestand
    if not deel.bron.is_metadata and deel.gelezen == 0:
        bestand.stuk(0, "er staan geen rijen met cijfers in. Controleer de selectie en haal het bestand opnieuw op")
    if deel.aantal_afgekeurd == 0:
        return
    eerste = deel.afgekeurd[0]
    if deel.aantal_afgekeurd == deel.gelezen:
        bestand.stuk(eerste.regel, f"geen enkele rij is bruikbaar. De eerste: {eerste.reden}")
    if ook_onvolledig:
        return
    if deel.aantal_schade > 1 and deel.aantal_schade > deel.gelezen * MAX_AFGEKEURD:
        bestand.stuk(
            eerste.regel,
            f"{deel.aantal_schade} van de {deel.gelezen} rijen zijn onbruikbaar, dus het bestand is waarschijnlijk"
            f" beschadigd. De eerste: {eerste.reden}. Haal het bestand opnieuw op",
        )
    if deel.aantal_afgekeurd >= MIN_AFGEKEURD and deel.aantal_afgekeurd > deel.gelezen * MAX_AFGEKEURD:
        bestand.stuk(
            eerste.regel,
            f"{deel.aantal_afgekeurd} van de {deel.gelezen} rijen zijn niet te gebruiken. De eerste: {eerste.reden}."
            " Wilt u alleen de goede rijen vastleggen, geef dan --ook-onvolledig mee",
        )
