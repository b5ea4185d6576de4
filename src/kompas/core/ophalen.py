"""Between the tasks and the sources: carry out one fetch."""

from collections.abc import Callable
from dataclasses import dataclass

from kompas.base import getal_tekst
from kompas.core.cijfers import bronadressen, cijfermap, definitiemappen
from kompas.core.models import Ophaling
from kompas.core.werker import Meld, Uitkomst
from kompas.data.haal import Haalverslag, Haalwijze, haal
from kompas.data.sources.ophalen import Voortgang

FIJN = 1000
"""Into how many parts each table is cut for people: they watch one bar for all tables together."""


@dataclass(frozen=True, slots=True)
class Geheel:
    """How far all tables are together, as the worker writes it."""

    tabel: str
    klaar: int
    totaal: int
    rijen: int
    rijen_per_s: float
    resterend_s: float | None


def haal_op(ophaling: Ophaling, meld: Meld) -> Uitkomst:
    """Fetch what the task asks and take it into use; the same task goes on where an earlier attempt was cut off."""
    voortgang, zeg = _vertaler(meld)
    verslag = haal(
        cijfermap(),
        ophaling.wat,
        [ophaling.gemeente.code],
        opdracht=f"ophaling-{ophaling.pk}",
        definitiemappen=definitiemappen(),
        wijze=Haalwijze(adressen=bronadressen(), voortgang=voortgang, meld=zeg),
    )
    build = verslag.verslag.build_id if verslag.verslag else ""
    niet_gelukt = "\n".join(f"{naam}: {reden}" for naam, reden in verslag.mislukt)
    return Uitkomst(build, melding_over(verslag), niet_gelukt)


def _vertaler(meld: Meld) -> tuple[Callable[[Voortgang], None], Callable[[str], None]]:
    """Who hears progress per table and who hears sentences; both become progress of the whole."""
    laatste = Geheel("", 0, 0, 0, 0.0, None)
    eerder, nummer_nu = 0, 1

    def voortgang(stand: Voortgang) -> None:
        nonlocal laatste, eerder, nummer_nu
        if stand.nummer != nummer_nu:
            eerder, nummer_nu = laatste.rijen, stand.nummer
        laatste = geheel(stand, eerder)
        meld(laatste)

    def zeg(zin: str) -> None:
        meld(Geheel(zin, laatste.klaar, laatste.totaal, laatste.rijen, 0.0, None))

    return voortgang, zeg


def geheel(stand: Voortgang, rijen_eerder: int = 0) -> Geheel:
    """One table of several, as part of the whole; nobody knows how long the tables after it take."""
    deel = FIJN * stand.klaar // stand.totaal if stand.totaal else 0
    hoeveelste = f" ({stand.nummer} van {stand.aantal})" if stand.aantal > 1 else ""
    return Geheel(
        tabel=f"tabel {stand.tabel}{hoeveelste}",
        klaar=(stand.nummer - 1) * FIJN + deel,
        totaal=stand.aantal * FIJN,
        rijen=rijen_eerder + stand.rijen,
        rijen_per_s=stand.rijen_per_s,
        resterend_s=stand.resterend_s if stand.nummer == stand.aantal else None,
    )


def melding_over(verslag: Haalverslag) -> str:
    """What a fetch changed, in a few sentences."""
    weg = ", ".join(naam for naam, _ in verslag.mislukt)
    slot = f" Niet gelukt: {weg}. Vraag het later opnieuw aan." if weg else ""
    gelezen = verslag.verslag
    if gelezen is None or not gelezen.is_nieuw:
        return f"Klaar. De bron had niets nieuws.{slot}"
    nieuw, gewijzigd = getal_tekst(gelezen.nieuw), getal_tekst(gelezen.gewijzigd)
    return f"Klaar: {nieuw} nieuwe cijfers en {gewijzigd} bijgestelde cijfers.{slot}"
