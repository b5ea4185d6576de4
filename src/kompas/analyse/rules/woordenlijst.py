"""The words that may stand beside a figure: what each says and does not say, by the thresholds that hold here.

The word and the sentence of every example are made by the same rules as those on the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kompas.base import getal_tekst, nodige_decimalen
from kompas.stats.duiding import (
    Artefactfeit,
    Feit,
    Geen,
    Hoogte,
    Kansfeit,
    Onderwerp,
    Reeksnaam,
    Signaalfeit,
    Trendfeit,
    Uitspraak,
    Verschil,
    duid,
)
from kompas.stats.meervoud import Drempels

PLAATS: Final = "Voorbeeldstad"
"""A municipality that does not exist: an example is never about somebody's own figures."""
_NAAM: Final = Reeksnaam("Woninginbraken", PLAATS, "misdrijven", 0, lager_is_beter=True)
_SCHAAL: Final = Reeksnaam("Woninginbraken", PLAATS, "per 1.000 inwoners", 1, lager_is_beter=True)
_ZEKER, _BIJNA, _TOEVAL = 0.4, 0.9, 0.6
"""Where the p of an example lies: well within a threshold, just within it, or in the middle of chance."""


@dataclass(frozen=True, slots=True)
class Woord:
    """One word by example, with what it says and what it does not."""

    voorbeeld: Uitspraak
    zegt: str
    zegt_niet: str


@dataclass(frozen=True, slots=True)
class Woordgroep:
    """The words that answer one question; `vraag` is that question, `hoe` how we find the answer."""

    onderwerp: Onderwerp
    vraag: str
    hoe: str
    woorden: tuple[Woord, ...]

    @property
    def sleutel(self) -> str:
        return self.onderwerp.name.lower()


@dataclass(frozen=True, slots=True)
class Regels:
    """What is chosen here: the thresholds, how many years count as before, the false alarms a year."""

    drempels: Drempels
    basisjaren: int
    per_jaar: float


def woordenlijst(regels: Regels) -> tuple[Woordgroep, ...]:
    """Every question with its words, in the order in which a page answers them."""
    return (_verandering(regels), _naast_anderen(regels), _richting(regels), _kans(), _signaal(regels), _vlag())


def een_op(deel: float) -> str:
    """A share as people say it: 0.05 is 1 op de 20."""
    keer = 1 / deel
    return f"1 op de {getal_tekst(keer, 0 if abs(keer - round(keer)) < 0.05 else 1)}"


def _zeg(naam: Reeksnaam, feit: Feit, drempels: Drempels) -> Uitspraak:
    [[gezegd]] = duid([(naam, [feit])], drempels, "dit voorbeeld")
    return gezegd


def _verschil(p: float, later: float = 52) -> Verschil:
    verhouding = later / 80
    return Verschil("2021 t/m 2023", "2024", 80, later, verhouding, verhouding * 0.7, verhouding * 1.4, p, "E-toets")


def _verandering(regels: Regels) -> Woordgroep:
    d = regels.drempels
    zeker, misschien, weg = (_zeg(_NAAM, _verschil(p, n), d) for p, n in _trap(d, (52, 62, 74)))
    geen = _zeg(_NAAM, Geen(Onderwerp.VERSCHIL, "Er is geen cijfer over 2024."), d)
    return Woordgroep(
        Onderwerp.VERSCHIL,
        "Is het cijfer veranderd?",
        f"We vergelijken het nieuwste jaar met de {regels.basisjaren} jaren ervoor, of twee cijfers die erbij staan. "
        "Een toets zegt hoe vaak zo'n verschil vanzelf ontstaat.",
        (
            Woord(
                zeker,
                "Zo'n verschil komt zelden door toeval. Van alle keren dat we hier ‘zeker’ zeggen, is naar "
                f"verwachting hoogstens {een_op(d.zeker)} niet waar.",
                "Waardoor het komt. Een daling bewijst niet dat het beleid werkt.",
            ),
            Woord(
                misschien,
                f"Er is vermoedelijk iets veranderd, maar toeval kan ook: los bekeken minder dan "
                f"{een_op(d.waarschijnlijk)}.",
                "Dat het vaststaat. Reken er niet op.",
            ),
            Woord(
                weg,
                "Het verschil is te klein voor het aantal. Toeval alleen kan het ook geven.",
                "Dat het gelijk is gebleven. Er kan best iets veranderd zijn, maar het is niet te zien.",
            ),
            Woord(
                geen,
                "Er zijn geen twee cijfers die naast elkaar mogen staan. De reden staat erbij.",
                "Dat er niets aan de hand is.",
            ),
        ),
    )


def _naast_anderen(regels: Regels) -> Woordgroep:
    d = regels.drempels
    paren = _trap(d, (6, 5, 4))
    zeker, misschien, weg = (
        _zeg(
            _SCHAAL,
            Hoogte(2024, getal, getal - 1, getal + 1, 3.6, "vergelijkbare gemeenten", 20, 4.8, p, *plaats),
            d,
        )
        for (p, getal), plaats in zip(paren, ((1, 3), (2, 9), (5, 16)), strict=True)
    )
    return Woordgroep(
        Onderwerp.HOOGTE,
        "Is het cijfer anders dan bij andere gemeenten?",
        "Gemeenten verschillen altijd van elkaar. Pas als een gemeente verder weg ligt dan gewoon is, zeggen we er "
        "iets over.",
        (
            Woord(
                zeker,
                "De gemeente ligt verder van de andere dan toeval en gewone verschillen samen geven.",
                "Dat de gemeente het slecht of goed doet. Een centrum, een station of toeristen tellen mee.",
            ),
            Woord(misschien, "De gemeente ligt vermoedelijk anders, maar het kan toeval zijn.", "Dat het vaststaat."),
            Woord(
                weg,
                "Zo'n verschil is gewoon tussen gemeenten.",
                "Dat de gemeente gelijk is aan de andere, of dat het er veilig is.",
            ),
        ),
    )


def _richting(regels: Regels) -> Woordgroep:
    d = regels.drempels
    feiten = (
        Trendfeit(
            2015, 2024, 0.93, 0.90, 0.96, d.zeker * _ZEKER / 4, 0.9, 0.001, 1.033, 1.01, 1.06, d.zeker * _ZEKER, 341
        ),
        Trendfeit(2015, 2024, 0.98, 0.94, 1.02, _TOEVAL, 0.97, 0.1, 1.01, 0.97, 1.05, _TOEVAL, 341),
    )
    zeker, weg = (_zeg(_NAAM, feit, d) for feit in feiten)
    return Woordgroep(
        Onderwerp.TREND,
        "Welke kant gaat het op, en is dat elders ook zo?",
        "We leggen een lijn door alle jaren die te vergelijken zijn, en een lijn door alle andere gemeenten samen.",
        (
            Woord(
                zeker,
                "De lijn gaat echt die kant op. Achter de komma staat hoe dat is naast andere gemeenten.",
                "Hoe het verder gaat. Een lijn door het verleden is geen voorspelling.",
            ),
            Woord(
                weg,
                "De jaren gaan te veel op en neer om een richting te zien.",
                "Dat er geen richting is, of dat het gelijk is gebleven.",
            ),
        ),
    )


def _kans() -> Woordgroep:
    feit = Kansfeit(2028, 60, minstens=False, kans=0.35, midden=66, laag80=51, hoog80=84, stand=2024,
                    kans_zonder_verandering=0.28, nu=69)  # fmt: skip
    return Woordgroep(
        Onderwerp.KANS,
        "Wordt het doel gehaald?",
        "We kijken vooruit met de cijfers tot nu toe: die van de gemeente en die van het hele land.",
        (
            Woord(
                _zeg(_NAAM, feit, Drempels()),
                "Van de 20 keer dat een doel er zo voor staat, wordt het ongeveer 7 keer gehaald.",
                "Of het doel gehaald wordt, of dat nieuw beleid werkt. Daarom staat er ook bij hoe groot de kans is "
                "als er niets echt verandert.",
            ),
        ),
    )


def _signaal(regels: Regels) -> Woordgroep:
    feiten = [
        Signaalfeit("oktober 2024", telling, verwacht, soort, regels.per_jaar, 52)
        for telling, verwacht, soort in ((21, 8.0, "piek"), (13, 8.0, "aanhoudend"), (9, 8.0, ""))
    ]
    piek, lang, niets = (_zeg(_NAAM, feit, regels.drempels) for feit in feiten)
    aantal = getal_tekst(regels.per_jaar, nodige_decimalen(regels.per_jaar))
    return Woordgroep(
        Onderwerp.SIGNAAL,
        "Vragen de nieuwste maanden om te kijken?",
        "We bewaken alle maandreeksen van de gemeente tegelijk. We stellen dat zo in dat er door toeval ongeveer "
        f"{aantal} signalen per jaar komen, over alle reeksen samen.",
        (
            Woord(
                piek,
                "In één maand is er veel meer gemeld dan gewoon is voor die maand.",
                "Waardoor het komt, en zeker niet wie het deed.",
            ),
            Woord(
                lang,
                "Het ligt al een tijd hoger. Per maand valt het niet op, samen wel.",
                "Dat het zo blijft.",
            ),
            Woord(niets, "De aantallen wijken niet af van wat gewoon is.", "Dat er niets gebeurt."),
        ),
    )


def _vlag() -> Woordgroep:
    feit = Artefactfeit("sprong in aandeel", 2022, "Van 310 naar 640: het deel van het geheel werd 2,1 keer zo groot.")
    return Woordgroep(
        Onderwerp.ARTEFACT,
        "Klopt het cijfer zelf wel?",
        "Een cijfer kan ook veranderen doordat er anders is geteld, of doordat één melder veel meldt.",
        (
            Woord(
                _zeg(_NAAM, feit, Drempels()),
                "Deze beweging lijkt op een andere manier van tellen. Laat iemand ernaar kijken.",
                "Dat het cijfer fout is. Het kan gewoon kloppen.",
            ),
        ),
    )


def _trap(d: Drempels, getallen: Sequence[float]) -> list[tuple[float, float]]:
    """One p on every step: certain, probable, cannot be said."""
    zeker = d.zeker * _ZEKER
    waarschijnlijk = max(d.waarschijnlijk * _BIJNA, (d.zeker + d.waarschijnlijk) / 2)
    return list(zip((zeker, waarschijnlijk, _TOEVAL), getallen, strict=True))
