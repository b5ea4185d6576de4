"""The child process of `afgeschermd`: bytes on stdin, JSON on stdout. Knows no framework and leaves nothing behind."""

import json
import sys
from collections.abc import Callable

from kompas.beleid.lezen.document import Grenzen, Regel
from kompas.beleid.lezen.fout import LeesFout

Lezer = Callable[[bytes, Grenzen], tuple[str, list[Regel]]]


def begrens(grenzen: Grenzen) -> None:
    """Limit time and memory of this process from here on, and let it write no files."""
    try:
        import resource  # noqa: PLC0415  not on Windows; there only the time limit of the parent holds
    except ImportError:
        return
    for soort, hoogte in ((resource.RLIMIT_AS, grenzen.geheugen), (resource.RLIMIT_CPU, int(grenzen.seconden))):
        resource.setrlimit(soort, (hoogte, hoogte))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _lezer(vorm: str) -> Lezer:
    if vorm == "docx":
        from kompas.beleid.lezen.word import lees_word  # noqa: PLC0415  only the parser that is needed, inside the limits

        return lees_word
    if vorm == "pdf":
        from kompas.beleid.lezen.pdf import lees_pdf  # noqa: PLC0415

        return lees_pdf
    from kompas.beleid.lezen.webpagina import lees_html  # noqa: PLC0415

    return lees_html


_BESCHADIGD = (
    "{naam} kan niet worden gelezen: het bestand is beschadigd. "
    "Open het in het programma waarmee het is gemaakt en sla het opnieuw op."
)


def antwoord(vorm: str, inhoud: bytes, grenzen: Grenzen) -> dict[str, object]:
    """Lines or a Dutch sentence; a stranger's file may raise anything, so everything is caught here."""
    try:
        titel, regels = _lezer(vorm)(inhoud, grenzen)
    except LeesFout as fout:
        return {"fout": str(fout)}
    except MemoryError:
        return {
            "fout": (
                "{naam} vraagt te veel geheugen om te lezen. Haal grote afbeeldingen eruit of lever de tekst "
                "aan als .txt."
            )
        }
    except Exception:  # noqa: BLE001
        return {"fout": _BESCHADIGD}
    return {"titel": titel, "regels": [[r.tekst, r.soort, r.niveau, r.cellen, r.pagina, r.noot] for r in regels]}


def main(argumenten: list[str]) -> None:
    vorm, *getallen = argumenten
    grenzen = Grenzen(*map(int, getallen))
    inhoud = sys.stdin.buffer.read(grenzen.bytes + 1)
    begrens(grenzen)
    sys.setrecursionlimit(2000)
    sys.stdout.write(json.dumps(antwoord(vorm, inhoud, grenzen)))


if __name__ == "__main__":
    main(sys.argv[1:])
