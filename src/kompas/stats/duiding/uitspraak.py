"""A word on a page with all that stands behind it."""

from dataclasses import dataclass

from kompas.stats.duiding.feiten import Onderwerp
from kompas.stats.verandering import Zekerheid


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
