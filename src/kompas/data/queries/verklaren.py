"""A figure explained: the whole derivation, down to the rows of the sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kompas.base import Waarde


@dataclass(frozen=True, slots=True)
class Verklaring:
    """One figure, the lines that explain it, and the figures that it was made of.

    `regels` are label and text, in the order to show them. A figure without `delen` that has a number is one row of a
    source. `op` is the day that was looked back to, None for now.
    """

    waarde: Waarde
    build: str
    op: date | None
    delen: tuple["Verklaring", ...] = ()

    @property
    def kop(self) -> str:
        """The figure in one line, or why there is none."""
        uitkomst = self.waarde.tekst_met_eenheid
        reden = "" if self.waarde.bekend or not self.waarde.uitleg else f": {self.waarde.uitleg}"
        return f"{self.waarde.naam} {self.waarde.periode.label}: {uitkomst}{reden}"

    @property
    def is_bronrij(self) -> bool:
        """Whether this is one row of a source."""
        return self.waarde.bekend and not self.delen

    @property
    def regels(self) -> tuple[tuple[str, str], ...]:
        """Label and text of everything that is known, empty ones left out."""
        h = self.waarde.herkomst
        regels = {
            "bron": h.bron,
            "tabel": h.tabel,
            "codes": ", ".join(h.codes),
            "formule": h.formule,
            "marge": _marge(self.waarde),
            "gebied": f"{h.gebied_naam} ({h.gebied})" if h.gebied else "",
            "grenzen van": str(h.gebied_jaar or ""),
            h.dagsoort.lower(): h.dag.isoformat() if h.dag else "",
            "bekend vanaf": f"{h.bekend_vanaf:%Y-%m-%d %H:%M}" if h.bekend_vanaf else "",
            "adres": h.adres if self.is_bronrij else "",
            "regel van het bestand": str(h.regel or "") if self.is_bronrij else "",
            "hash van de bron": h.ruw if self.is_bronrij else "",
            "vindplaats": h.vindplaats,
            "licentie": h.licentie,
            "build": self.build,
            "stand van": self.op.isoformat() if self.op else "",
            "let op": " ".join(h.opmerkingen),
            "toelichting": h.toelichting,
        }
        return tuple((label, tekst) for label, tekst in regels.items() if tekst)

    def bronrijen(self) -> Iterator[Waarde]:
        """Every row of a source below this figure, in the order of the derivation."""
        if self.is_bronrij:
            yield self.waarde
        for deel in self.delen:
            yield from deel.bronrijen()


def verklaar(waarde: Waarde, build: str, op: date | None) -> Verklaring:
    """The tree below a figure."""
    delen = tuple(verklaar(deel, build, op) for deel in waarde.herkomst.delen)
    return Verklaring(waarde, build, op, delen)


def _marge(waarde: Waarde) -> str:
    if waarde.laag is None or waarde.hoog is None:
        return ""
    van, tot = (
        Waarde(waarde.naam, waarde.periode, "", g, decimalen=waarde.decimalen).tekst for g in (waarde.laag, waarde.hoog)
    )
    return f"{van} tot {tot} (95%)"
