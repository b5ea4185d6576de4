"""Where the design tokens are: for pages as style sheets, for charts and reports as values."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from kompas.ui.tokens import lees_tokens, waarde_van

TOKENBESTANDEN = ("ui/vendor/thema.css", "ui/tokens-kompas.css")
EIGEN_TOKENS = "thema/gemeente.css"


def stijlbladen() -> list[tuple[str, str]]:
    """Address and medium of every style sheet, in the order of the cascade."""
    scherm = ["ui/lettertype.css", "ui/vendor/componenten.css", *TOKENBESTANDEN, "ui/kompas.css", "ui/paginas.css"]
    if heeft_eigen_tokens():
        scherm.append(EIGEN_TOKENS)
    return [*((static(naam), "all") for naam in scherm), (static("ui/afdruk.css"), "print")]


def heeft_eigen_tokens() -> bool:
    """Whether the municipality has put its own tokens in `$KOMPAS_HOME/thema/gemeente.css`."""
    return (settings.KOMPAS_HOME / EIGEN_TOKENS).is_file()


def tokenbestanden() -> list[str]:
    """The paths of the token files on disk, in the order in which they override each other."""
    gevonden = (finders.find(naam) for naam in TOKENBESTANDEN)
    paden = [str(pad) for pad in gevonden if pad]
    if heeft_eigen_tokens():
        paden.append(str(settings.KOMPAS_HOME / EIGEN_TOKENS))
    return paden


def token(naam: str) -> str:
    """The value of one design token, as the pages of this installation show it."""
    bestanden = tuple((pad, Path(pad).stat().st_mtime_ns) for pad in tokenbestanden())
    return waarde_van(_tokens(bestanden), naam)


@lru_cache(maxsize=4)
def _tokens(bestanden: tuple[tuple[str, int], ...]) -> dict[str, str]:
    """Read again only when a file was replaced: its time is part of the question."""
    return lees_tokens(pad for pad, _ in bestanden)
