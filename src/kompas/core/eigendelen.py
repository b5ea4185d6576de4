"""The parts of an own indicator as people type them: one a line, plain Python.

inbraak = 1.1.1
geweld = CRI3000 uit cbs-criminaliteit
eerder = indicator woninginbraak terug 1 jaar
rustig = 1.1.1 over 3 jaar in misdrijven
"""

import re

from kompas.base import Refused

MAX_DELEN = 30
_NAAM = re.compile(r"[a-z_][a-z0-9_]{0,39}")
_STAART = re.compile(r"\s(uit|over|terug)\s+(\S+(?: (?:jaar|maanden))?)\s*$")
VOORBEELD = "inbraak = 1.1.1"


def lees_delen(tekst: str) -> dict[str, dict[str, str]] | Refused:
    """Name and fields of each part, in the words of a definition; or which line is wrong and why."""
    delen: dict[str, dict[str, str]] = {}
    for nummer, regel in enumerate((r.strip() for r in tekst.splitlines()), start=1):
        if not regel:
            continue
        naam, is_, waarde = (stuk.strip() for stuk in regel.partition("="))
        if not is_ or not waarde:
            return Refused(f"Regel {nummer}: schrijf een naam, een = en een code, bijvoorbeeld {VOORBEELD}.")
        if not _NAAM.fullmatch(naam):
            return Refused(
                f"Regel {nummer}: {naam!r} kan geen naam zijn. Gebruik kleine letters, cijfers en een laag streepje."
            )
        if naam in delen:
            return Refused(f"Regel {nummer}: de naam {naam} is al gebruikt. Kies een andere.")
        delen[naam] = _deel(waarde)
    if not delen:
        return Refused(f"Noem ten minste één deel, bijvoorbeeld {VOORBEELD}.")
    if len(delen) > MAX_DELEN:
        return Refused(f"Dit zijn {len(delen)} delen; hoogstens {MAX_DELEN} mag.")
    return delen


def _deel(waarde: str) -> dict[str, str]:
    velden: dict[str, str] = {}
    voor, in_, eenheid = waarde.rpartition(" in ")
    if in_:
        waarde, velden["eenheid"] = voor, eenheid.strip()
    while staart := _STAART.search(waarde):
        velden["bron" if staart[1] == "uit" else staart[1]] = staart[2]
        waarde = waarde[: staart.start()]
    soort, _, rest = waarde.partition(" ")
    if soort == "indicator" and rest:
        return {"indicator": rest.strip(), **velden}
    return {"code": waarde.strip(), **velden}
