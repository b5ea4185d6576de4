"""Figures that changed after they were published, and figures of a plan that are no longer what the source says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kompas.base import Periode, getal_tekst, nodige_decimalen
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.rekenen import Rekenaar
from kompas.data.queries.vraag import Meetlat, klein


@dataclass(frozen=True, slots=True)
class Herzien:
    """One figure that was `oud` and became `nieuw`; None is no figure.

    `sinds` is the day from which we know the new one. `soort` is `bron` when the source itself changed it, `plan`
    when a plan quotes the old one; `waar` is the table, or the plan.
    """

    naam: str
    periode: Periode
    eenheid: str
    oud: float | None
    nieuw: float | None
    sinds: date | None
    soort: str
    waar: str
    code: str
    gebied: str

    @property
    def tekst(self) -> str:
        """As one line: `mishandeling 2019: 93 → 92`."""
        return f"{klein(self.naam)} {self.periode.label}: {_los(self.oud)} → {_los(self.nieuw)}"


def herzieningen(rekenaar: Rekenaar, definitie: IndicatorDefinitie, gebied: str) -> tuple[Herzien, ...]:
    """Newest first; of a derived indicator those of everything that it is made of."""
    gevonden = [
        herzien for deel in rekenaar.reeksen.samenstelling(definitie) for herzien in _van(rekenaar, deel, gebied)
    ]
    gevonden.sort(key=lambda h: (h.periode, h.sinds or date.min, h.waar), reverse=True)
    return tuple(dict.fromkeys(gevonden))


def _van(rekenaar: Rekenaar, definitie: IndicatorDefinitie, gebied: str) -> Iterator[Herzien]:
    citaat = rekenaar.citaat(definitie)
    for lat in rekenaar.meetlatten(definitie):
        if lat != citaat:
            yield from _door_de_bron(rekenaar, lat, gebied)
    if citaat:
        yield from _in_een_plan(rekenaar, citaat, gebied)


def _door_de_bron(rekenaar: Rekenaar, lat: Meetlat, gebied: str) -> Iterator[Herzien]:
    codes = rekenaar.feiten.grenzen.met_voorgangers(gebied) if lat.bron.indeling == "van toen" else (gebied,)
    for code in codes:
        for h in rekenaar.store.herzieningen(lat.bron.key, lat.code, code):
            periode = Periode.lees(h.periode)
            yield Herzien(
                lat.naam, periode, lat.definitie.eenheid, h.oud, h.nieuw, h.tot.date(), "bron", h.tabel, h.code, code
            )


def _in_een_plan(rekenaar: Rekenaar, citaat: Meetlat, gebied: str) -> Iterator[Herzien]:
    """What a plan quotes and the source now says otherwise, at the decimals of the plan."""
    for rij in rekenaar.feiten.rijen(citaat, gebied):
        if rij.waarde is None:
            continue
        periode = Periode.lees(rij.periode)
        nu = rekenaar.eigen(citaat.definitie, rekenaar.vraag(gebied, periode))
        if nu.getal is not None and round(nu.getal, nodige_decimalen(rij.waarde)) != rij.waarde:
            nieuw = round(nu.getal, nodige_decimalen(rij.waarde))
            dag = nu.herkomst.dag
            yield Herzien(
                citaat.naam, periode, nu.eenheid, rij.waarde, nieuw, dag, "plan", rij.tabel, citaat.code, gebied
            )


def _los(getal: float | None) -> str:
    return "geen cijfer" if getal is None else getal_tekst(getal, nodige_decimalen(getal))
