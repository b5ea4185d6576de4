"""A word on a page with all that stands behind it."""

from dataclasses import dataclass
from itertools import zip_longest

from kompas.stats.duiding.feiten import Onderwerp
from kompas.stats.verandering import Zekerheid, p_tekst


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """One word with its sentence, its method and its numbers.

    `getallen` are pairs of name and value in Dutch notation; `let_op` what a reader would wrongly conclude; `p` and `q`
    the tests before and after correction for all words that are shown together. `pagina` is the page in docs/methoden.
    `familie` says for what was corrected: "38 woorden over dit plan". `zin` names the municipality and not the figure,
    which stands above or beside it; `volzin` names both, for a place where it stands alone. `gunstig` None: not to say.
    `toetsen` names the tests when there is more than one.
    """

    onderwerp: Onderwerp
    woord: str
    symbool: str
    zekerheid: Zekerheid
    zin: str
    methode: str
    pagina: str
    getallen: tuple[tuple[str, str], ...]
    let_op: tuple[str, ...] = ()
    p: tuple[float, ...] = ()
    q: tuple[float, ...] = ()
    familie: str = ""
    volzin: str = ""
    gunstig: bool | None = None
    toetsen: tuple[str, ...] = ()

    @property
    def toetsregels(self) -> tuple[tuple[str, str, str], ...]:
        """Name of each test with p and q as a page prints them."""
        namen = self.toetsen or (("toets",) if len(self.p) == 1 else [f"toets {n + 1}" for n in range(len(self.p))])
        return tuple(zip_longest(namen, map(p_tekst, self.p), (p_tekst(q, "q") for q in self.q), fillvalue=""))
