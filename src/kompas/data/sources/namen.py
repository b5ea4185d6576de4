"""From the names that people see to codes; a name that fits more than one code is never guessed."""

import re

from kompas.data.definities import Definities
from kompas.data.sources.basis import Context
from kompas.data.sources.tabel import kaal

_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_PERIODE = re.compile(r"(?P<jaar>\d{4})\*{0,2}(?:\s+(?P<deel>[a-z0-9 ]+?)\*{0,2})?", re.IGNORECASE)


class NaamError(ValueError):
    """A name that cannot be matched; the file itself is not damaged by that."""


def periode_van(tekst: str) -> str:
    """`2022`, `2022 december` or `2022 1e kwartaal` in CBS notation; asterisks mark provisional figures."""
    match = _PERIODE.fullmatch(tekst.strip())
    deel = (match["deel"] or "").lower() if match else ""
    if match and not deel:
        return f"{match['jaar']}JJ00"
    if match and deel in _MAANDEN:
        return f"{match['jaar']}MM{_MAANDEN.index(deel) + 1:02d}"
    if match and (kwartaal := re.fullmatch(r"([1-4])e kwartaal", deel)):
        return f"{match['jaar']}KW0{kwartaal[1]}"
    raise ValueError(f"{tekst[:40]!r} is geen periode (verwacht: 2022, 2022 december of 2022 1e kwartaal)")


def soort_van(definities: Definities, bron: str, titel: str) -> str:
    """The code that belongs to the title of a kind of crime or nuisance."""
    lijst = definities.soortenlijsten[definities.bronnen[bron].soorten or ""]
    gezocht = kaal(titel)
    code = next((soort.code for soort in lijst.soorten if kaal(soort.titel) == gezocht), None)
    if code is None:
        raise ValueError(f"soort {titel[:60]!r} staat niet in de lijst van {bron}")
    return code


def gebied_van(context: Context, naam: str, *, alleen_gemeenten: bool = False) -> str:
    """The one code that an area name stands for."""
    schoon = " ".join(naam.split())
    if schoon == "Nederland":
        return "NL"
    codes = _kandidaten(context, schoon, alleen_gemeenten=alleen_gemeenten)
    if len(codes) == 1:
        return codes[0]
    if not codes:
        binnen = f" in gemeente {context.gemeente}" if context.gemeente else ""
        raise NaamError(
            f"de naam {schoon!r} is niet bekend{binnen}; geef de gebiedenlijst (WijkenEnBuurten.csv of RegioS.csv)"
            " mee in dezelfde opdracht. Staat de naam daar niet in (een gemeente van vroeger, of anders geschreven),"
            " gebruik dan de CBS-code"
        )
    genoemd = ", ".join(codes[:5]) + (" en meer" if len(codes) > 5 else "")
    raad = "" if context.gemeente else "; zeg met --gemeente om welke gemeente het gaat"
    raise NaamError(f"de naam {schoon!r} hoort bij {len(codes)} gebieden ({genoemd}){raad}")


def _kandidaten(context: Context, naam: str, *, alleen_gemeenten: bool) -> list[str]:
    for vorm in dict.fromkeys((naam, f"{naam} (gemeente)", naam.removesuffix(" (gemeente)"))):
        codes = sorted(context.namen.codes.get(vorm, ()))
        if alleen_gemeenten:
            codes = [code for code in codes if code.startswith("GM")]
        elif context.gemeente:
            codes = [code for code in codes if context.namen.gemeente_van.get(code) == context.gemeente]
        if codes:
            return codes
    return []
