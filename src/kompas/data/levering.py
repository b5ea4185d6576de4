"""One raw delivery of a fetched table: `delen/*.parquet`, and beside them `levering.json` that says what it is.

Columns of the parts: gebied, code, periode VARCHAR (stripped; the country is "NL"), waarde DOUBLE or BIGINT nullable,
vlag UTINYINT (0 getal, 1 blanco, 2 punt), and with margins laag, hoog DOUBLE. The parts hold every combination of
gebieden x codes x perioden: what is absent was never fetched, and a zero is a row with 0.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from kompas.base import RefusedError
from kompas.data.schrijven import schrijf_zeker

LEVERINGBESTAND = "levering.json"
GETAL, BLANCO, PUNT = 0, 1, 2
_VORM = 1


@dataclass(frozen=True, slots=True)
class Levergebied:
    """An area that was asked for. `soort`: NL LD PV RE GM WK BU PD BT GGD...; `gemeente`: the GM it lies in, or ""."""

    code: str
    naam: str
    soort: str
    gemeente: str = ""


@dataclass(frozen=True)
class Levering:
    """What was fetched of one table at one moment, and from where.

    `totaal` is the code that is the sum of the others, or "". `indeling` is the year of the municipal boundaries;
    0 when every figure has those of its own year.
    `adres` is the address of a source row with {gebied}, {code} and {periode} left open.
    """

    tabel: str
    bron: str
    map: Path
    gebieden: tuple[Levergebied, ...]
    codes: tuple[str, ...]
    perioden: tuple[str, ...]
    totaal: str
    gewijzigd: str
    opgehaald: datetime
    indeling: int
    adres: str
    heeft_marges: bool = False
    heel: bool = True

    @cached_property
    def delen(self) -> tuple[Path, ...]:
        """The Parquet parts, in a fixed order."""
        return tuple(sorted((self.map / "delen").glob("*.parquet")))

    @property
    def aantal(self) -> int:
        """How many rows the parts hold together: the full cross product."""
        return len(self.gebieden) * len(self.codes) * len(self.perioden)

    def schrijf(self) -> None:
        """Write `levering.json`; the last act of a fetch, so that a folder with it is a whole delivery."""
        velden = {"vorm": _VORM, **asdict(self)}
        del velden["map"]
        velden["opgehaald"] = self.opgehaald.astimezone(UTC).isoformat()
        schrijf_zeker(self.map / LEVERINGBESTAND, json.dumps(velden, ensure_ascii=False, indent=1))

    @classmethod
    def lees(cls, map_: Path) -> "Levering":
        """The delivery in a folder; `RefusedError` in Dutch when the folder holds none, or a damaged one."""
        try:
            velden = json.loads((map_ / LEVERINGBESTAND).read_text(encoding="utf-8"))
            if velden.pop("vorm") != _VORM:
                raise RefusedError(f"{map_}: deze levering is van een andere versie. Haal de tabel opnieuw op.")
            gebieden = tuple(Levergebied(**gebied) for gebied in velden.pop("gebieden"))
            velden["codes"], velden["perioden"] = tuple(velden["codes"]), tuple(velden["perioden"])
            velden["opgehaald"] = datetime.fromisoformat(velden["opgehaald"])
            return cls(map=map_, gebieden=gebieden, **velden)
        except FileNotFoundError:
            raise RefusedError(f"{map_}: hier staat geen hele levering. Haal de tabel opnieuw op.") from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise RefusedError(
                f"{map_}: de beschrijving van deze levering is beschadigd. Haal de tabel opnieuw op."
            ) from None


def rij_adres(adres: str, gebied: str, code: str, periode: str) -> str:
    """The request that gives exactly one source row; empty when the delivery has no address.

    Keys are filled up to the width of the service, the country gets the code of that table family, and of
    `aangiften:1.1.1` only the kind is in the filter: the measures stand beside each other in one row.
    """
    land = "NL00" if "WijkenEnBuurten eq" in adres else "NL01"
    try:
        ruw = adres.format(gebied=land if gebied == "NL" else gebied, code=code.rpartition(":")[2], periode=periode)
    except (KeyError, IndexError, ValueError):
        return adres
    return ruw.replace(" ", "%20")
