"""Whether two figures of one indicator may be put side by side, and what was bridged to make that possible."""

from dataclasses import dataclass

from kompas.base import Periode, Refused, Waarde
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.rekenen import Rekenaar


@dataclass(frozen=True, slots=True)
class Vergelijkbaar:
    """Yes. `overbrugd` are the sentences to show beside it: what was recalculated, added up or estimated."""

    overbrugd: tuple[str, ...] = ()


def vergelijkbaar(
    rekenaar: Rekenaar, definitie: IndicatorDefinitie, een: Periode, ander: Periode, gebied: str
) -> Vergelijkbaar | Refused:
    """A new beginning of the series or another area between the periods refuses; a redivision may be bridged."""
    if breuken := rekenaar.reeksen.tussen(definitie, een.eind.year, ander.eind.year):
        breuk = breuken[-1]
        return Refused(f"De cijfers vanaf {breuk.jaar} zijn niet te vergelijken met die van ervoor. {breuk.reden}")
    waarden = [rekenaar.waarde(definitie, rekenaar.vraag(gebied, periode)) for periode in sorted((een, ander))]
    if weg := [waarde for waarde in waarden if not waarde.bekend]:
        return Refused(" ".join(f"Er is geen cijfer over {w.periode.label}: {w.uitleg or w.reden}." for w in weg))
    if reden := _ander_gebied(rekenaar, waarden, gebied):
        return Refused(reden)
    zinnen = (zin for waarde in waarden for zin in waarde.herkomst.opmerkingen)
    return Vergelijkbaar(tuple(dict.fromkeys(zinnen)))


def _ander_gebied(rekenaar: Rekenaar, waarden: list[Waarde], gebied: str) -> str:
    jaren = [waarde.herkomst.gebied_jaar for waarde in waarden]
    if None in jaren or rekenaar.feiten.zelfde_gebied(gebied, waarden):
        return ""
    eerste, laatste = sorted(jaar for jaar in jaren if jaar is not None)
    herindeling = rekenaar.feiten.grenzen.laatste(gebied, eerste, laatste)
    wat = f": {herindeling.zin}" if herindeling else ""
    return f"De cijfers gaan over verschillende gebieden: de grenzen van {eerste} en die van {laatste}{wat}."
