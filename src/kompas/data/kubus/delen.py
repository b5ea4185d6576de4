"""The dense Parquet parts of a delivery, read as sparse rows in bounded memory; every cell exactly once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kompas.base import RefusedError
from kompas.data.kubus.schema import VLAGGEN
from kompas.data.levering import Levering

RIJEN_PER_KEER = 1 << 20
_SLEUTEL = ("gebied", "code", "periode")
Getallen = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Plaatsen:
    """The id that each area, code and period has in the kubus."""

    gebied: dict[str, int]
    code: dict[str, int]
    periode: dict[str, int]


@dataclass
class Delen:
    """Reads the parts of one delivery and holds them against what the delivery says it is."""

    levering: Levering
    plaatsen: Plaatsen
    _gezien: Getallen = field(init=False)
    _gelezen: int = 0

    def __post_init__(self) -> None:
        self._gezien = np.zeros(self.levering.aantal, dtype=np.bool_)

    def schaars(self) -> Iterator[pa.RecordBatch]:
        """The rows that have to be stored: not the number 0, or with margins. Raises `RefusedError` at the end too."""
        for deel in self.levering.delen:
            try:
                with pq.ParquetFile(deel, read_dictionary=list(_SLEUTEL)) as bestand:
                    for brok in bestand.iter_batches(RIJEN_PER_KEER, columns=self._kolommen()):
                        yield self._schaars(brok)
            except (pa.ArrowException, OSError, KeyError) as fout:
                raise self._stuk(f"{deel.name} is beschadigd ({type(fout).__name__})") from fout
        self._compleet()

    def _kolommen(self) -> list[str]:
        return [*_SLEUTEL, "waarde", "vlag", *(("laag", "hoog") if self.levering.heeft_marges else ())]

    def _schaars(self, brok: pa.RecordBatch) -> pa.RecordBatch:
        ids = self._neem_cellen(brok)
        leeg = brok["waarde"].is_null().to_numpy(zero_copy_only=False)
        waarde = brok["waarde"].fill_null(0).to_numpy(zero_copy_only=False)
        vlag = brok["vlag"].fill_null(len(VLAGGEN)).to_numpy(zero_copy_only=False)
        self._keur(waarde, vlag, leeg)
        blijft = leeg | (waarde != 0)
        marges = {}
        for kolom in ("laag", "hoog") if self.levering.heeft_marges else ():
            blijft |= brok[kolom].is_valid().to_numpy(zero_copy_only=False)
            marges[kolom] = brok[kolom].cast(pa.float64())
        soort = pa.int32() if self.levering.heel else pa.float64()
        kolommen = {naam: pa.array(rij[blijft], pa.uint16()) for naam, rij in ids.items()}
        kolommen["waarde"] = pa.array(waarde[blijft], mask=leeg[blijft]).cast(soort)
        kolommen["vlag"] = pa.array(vlag[blijft], pa.uint8())
        kolommen |= {naam: rij.filter(pa.array(blijft)) for naam, rij in marges.items()}
        return pa.RecordBatch.from_pydict(kolommen)

    def _neem_cellen(self, brok: pa.RecordBatch) -> dict[str, Getallen]:
        """Ids of the three keys, after noting which cells these are."""
        leden: tuple[Sequence[str], ...] = (
            [gebied.code for gebied in self.levering.gebieden],
            self.levering.codes,
            self.levering.perioden,
        )
        cel: Getallen = np.zeros(brok.num_rows, dtype=np.int64)
        ids = {}
        for naam, codes in zip(_SLEUTEL, leden, strict=True):
            plek = self._plek(brok[naam], naam, codes)
            cel *= len(codes)
            cel += plek
            plaats = getattr(self.plaatsen, naam)
            ids[naam] = np.array([plaats[code] for code in codes], dtype=np.uint16)[plek]
        self._gezien[cel] = True
        self._gelezen += brok.num_rows
        return ids

    def _plek(self, kolom: pa.DictionaryArray, naam: str, codes: Sequence[str]) -> Getallen:
        if kolom.null_count:
            raise self._stuk(f"een rij heeft geen {naam}")
        plaats = {code: nummer for nummer, code in enumerate(codes)}
        woorden = kolom.dictionary.to_pylist()
        vertaald = np.array([plaats.get(woord, -1) for woord in woorden], dtype=np.int64)
        plek: Getallen = vertaald[kolom.indices.to_numpy(zero_copy_only=False)]
        if len(plek) and plek.min() < 0:
            vreemd = woorden[kolom.indices[int(plek.argmin())].as_py()]
            raise self._stuk(f"{naam} {vreemd!r} hoort niet bij wat is gevraagd")
        return plek

    def _keur(self, waarde: Getallen, vlag: Getallen, leeg: Getallen) -> None:
        if ((vlag != 0) != leeg).any() or (vlag >= len(VLAGGEN)).any():
            raise self._stuk("een rij heeft een cijfer en ook een reden waarom er geen is, of geen van beide")
        if not np.isfinite(waarde).all():
            raise self._stuk("een rij heeft een waarde die geen getal is")
        if self.levering.heel and ((waarde != np.floor(waarde)) | (abs(waarde) >= 2**31)).any():
            raise self._stuk("een aantal is geen heel getal, of te groot voor een aantal")

    def _compleet(self) -> None:
        """As many rows as cells, and every cell seen: then each cell was there exactly once."""
        weg = self.levering.aantal - int(self._gezien.sum())
        if weg or self._gelezen != self.levering.aantal:
            raise self._stuk(
                f"{self._gelezen} rijen, verwacht {self.levering.aantal}; {weg} cijfers ontbreken en"
                f" {self._gelezen - self.levering.aantal + weg} staan er dubbel"
            )

    def _stuk(self, wat: str) -> RefusedError:
        return RefusedError(
            f"Tabel {self.levering.tabel}: de levering klopt niet: {wat}. Haal de tabel opnieuw op."
            " Er is niets veranderd."
        )
