"""What a sentence maker is given besides the fact itself."""

from dataclasses import dataclass

from kompas.stats.duiding.feiten import Feit, Onderwerp, Reeksnaam
from kompas.stats.duiding.uitspraak import Uitspraak
from kompas.stats.meervoud import Drempels
from kompas.stats.verandering import Beweging, Zekerheid

Getallen = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bewijs:
    """One fact's tests, before and after correction, and the other facts about the same series."""

    naam: Reeksnaam
    p: tuple[float, ...]
    q: tuple[float, ...]
    zekerheden: tuple[Zekerheid, ...]
    drempels: Drempels
    familie: str = ""
    andere: tuple[Feit, ...] = ()

    @property
    def zekerheid(self) -> Zekerheid:
        return self.zekerheden[0] if self.zekerheden else Zekerheid.GEEN_TOETS

    def verloor(self, welke: int = 0) -> bool:
        """Whether a word was lost because so many words stand together."""
        los = self.p[welke] < self.drempels.waarschijnlijk
        return los and self.zekerheden[welke] is Zekerheid.NIET_TE_ZEGGEN

    def gunstig(self, omhoog: bool) -> bool | None:
        """Whether a movement is the good way; None when it is not certain or neither way is better."""
        if self.zekerheid is not Zekerheid.ZEKER or self.naam.lager_is_beter is None:
            return None
        return omhoog != self.naam.lager_is_beter

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


def _met_naam(naam: str, zin: str) -> str:
    """The sentence with the figure before it; a name of a place keeps its capital."""
    klein = zin.startswith(("Dit ", "Het ", "In ", "Van ", "De ", "Er "))
    return f"{naam}: {zin[:1].lower() if klein else zin[:1]}{zin[1:]}"


def beweging(verschil: float) -> Beweging:
    return Beweging.GELIJK if verschil == 0 else Beweging.GESTEGEN if verschil > 0 else Beweging.GEDAALD


def kant_zin(gunstig: bool | None) -> str:
    """Whether a certain movement is the good way, as a sentence."""
    if gunstig is None:
        return ""
    return "Dat is de goede kant op." if gunstig else "Dat is de verkeerde kant op."
