"""What a sentence maker is given besides the fact itself, and what it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kompas.stats.duiding.feiten import Artefactfeit, Feit, Onderwerp, Reeksnaam, Trendfeit
from kompas.stats.duiding.uitspraak import Uitspraak
from kompas.stats.meervoud import Drempels
from kompas.stats.verandering import Beweging, Zekerheid

Getallen = tuple[tuple[str, str], ...]

GEZEGD: Final = frozenset({Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK})
RICHTING_LIGT_NIET_VAST: Final = "Of hoger of lager beter is, ligt bij dit cijfer niet vast."
NIET_GELIJK: Final = "‘Niet te zeggen’ is niet hetzelfde als ‘gelijk gebleven’."
NIET_BEOORDEELD: Final = "Niet te beoordelen zegt niets over hoe goed of slecht het gaat."
IS_ENQUETE: Final = "Dit is een enquête. Niet iedereen is gevraagd, dus het cijfer heeft een marge."
NUL_GETELD: Final = "Nul geteld kan ook betekenen dat er niets is doorgegeven."
VEEL_BIJ_ELKAAR: Final = "Maar er staan veel cijfers bij elkaar, en dan wijkt er al gauw één af door toeval."


@dataclass(frozen=True, slots=True)
class Getoetst:
    """A fact with how certain each of its tests is after correction."""

    feit: Feit
    zekerheden: tuple[Zekerheid, ...]


@dataclass(frozen=True, slots=True)
class Bewijs:
    """One fact's tests, before and after correction, and the other facts about the same series."""

    naam: Reeksnaam
    p: tuple[float, ...]
    q: tuple[float, ...]
    zekerheden: tuple[Zekerheid, ...]
    drempels: Drempels
    familie: str = ""
    andere: tuple[Getoetst, ...] = ()

    @property
    def zekerheid(self) -> Zekerheid:
        return self.zekerheden[0] if self.zekerheden else Zekerheid.GEEN_TOETS

    @property
    def verloor(self) -> bool:
        """Whether by itself there was a word, which did not stay among so many."""
        return self.zekerheid is Zekerheid.NIET_TE_ZEGGEN and self.p[0] < self.drempels.waarschijnlijk

    def gunstig(self, *, omhoog: bool) -> bool | None:
        """Whether a movement is the good way; None when it is not certain or neither way is better."""
        if self.zekerheid is not Zekerheid.ZEKER or self.naam.lager_is_beter is None:
            return None
        return omhoog != self.naam.lager_is_beter

    def vlaggen(self, van: int, tot: int) -> tuple[int, ...]:
        """The years within these in which the registration may have changed."""
        feiten = (ander.feit for ander in self.andere)
        return tuple(sorted({f.jaar for f in feiten if isinstance(f, Artefactfeit) and van <= f.jaar <= tot}))

    def trend(self) -> tuple[Trendfeit, Zekerheid] | None:
        """The direction over the years, with how certain its own part is."""
        return next(self._trends(), None)

    def _trends(self) -> Iterator[tuple[Trendfeit, Zekerheid]]:
        for ander in self.andere:
            if isinstance(ander.feit, Trendfeit):
                yield ander.feit, ander.zekerheden[0]

    def uitspraak(self, gezegd: "Gezegd") -> Uitspraak:
        zin = " ".join(deel for deel in gezegd.zinnen if deel)
        return Uitspraak(
            onderwerp=gezegd.onderwerp,
            woord=gezegd.woord,
            symbool=gezegd.symbool,
            zekerheid=gezegd.zekerheid,
            zin=zin,
            methode=gezegd.methode,
            pagina=gezegd.pagina,
            getallen=gezegd.getallen,
            let_op=tuple(deel for deel in gezegd.let_op if deel),
            p=self.p,
            q=self.q,
            familie=self.familie if self.p else "",
            volzin=_met_naam(self.naam.naam, zin),
            gunstig=gezegd.gunstig,
            toetsen=gezegd.toetsen[: len(self.p)] if len(self.p) > 1 else (),
        )


@dataclass(frozen=True, slots=True)
class Gezegd:
    """What a maker says about one fact; empty sentences fall away."""

    onderwerp: Onderwerp
    woord: str
    symbool: str
    zinnen: tuple[str, ...]
    methode: str
    pagina: str
    getallen: Getallen = ()
    let_op: tuple[str, ...] = ()
    zekerheid: Zekerheid = Zekerheid.GEEN_TOETS
    gunstig: bool | None = None
    toetsen: tuple[str, ...] = ()


def beweging(verschil: float) -> Beweging:
    return Beweging.GELIJK if verschil == 0 else Beweging.GESTEGEN if verschil > 0 else Beweging.GEDAALD


def eerste_let_op(zekerheid: Zekerheid, gezegd: str, niet_te_zeggen: str = NIET_GELIJK) -> str:
    """What is wrongly read first: in a word that is said, in 'niet te zeggen', or in 'niet te beoordelen'."""
    if zekerheid in GEZEGD:
        return gezegd
    return niet_te_zeggen if zekerheid is Zekerheid.NIET_TE_ZEGGEN else NIET_BEOORDEELD


def kant_zin(gunstig: bool | None) -> str:
    """Whether a certain movement is the good way, as a sentence."""
    if gunstig is None:
        return ""
    return "Het gaat de goede kant op." if gunstig else "Het gaat de verkeerde kant op."


def vlag_zin(jaren: tuple[int, ...]) -> str:
    """What comes before any explanation when the registration may have changed."""
    if not jaren:
        return ""
    return f"Maar let op {' en '.join(map(str, jaren[-2:]))}: misschien is er anders geteld of gemeld."


def _met_naam(naam: str, zin: str) -> str:
    """The sentence with the figure before it; a name of a place keeps its capital."""
    klein = zin.startswith(("Dit ", "Het ", "In ", "Van ", "De ", "Er ", "Over ", "Vanaf "))
    return f"{naam}: {zin[:1].lower() if klein else zin[:1]}{zin[1:]}"
