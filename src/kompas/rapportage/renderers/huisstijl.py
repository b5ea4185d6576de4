"""The few colours of a printed report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kleuren:
    """On white, every text colour has a contrast of at least 4.5 : 1."""

    accent: str
    vlak: str
    lijn: str
    stil: str
    tekst: str


KLEUREN = Kleuren(accent="#1b4f72", vlak="#eef3f7", lijn="#b8c4ce", stil="#55606a", tekst="#1d242b")
