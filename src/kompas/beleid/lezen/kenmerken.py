"""What the document says about itself: municipality, title, kind, period, validity, decision, method."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.document import Document, Plaats
from kompas.beleid.lezen.gelezen import Tekst
from kompas.beleid.lezen.structuur import Opbouw
from kompas.beleid.lezen.tekst import BEREIK, JAREN, bereik_in, schoon, zonder_accent
from kompas.beleid.lezen.woordenboek import Woordenboek

_VERBINDING = r"(?:aan|den|der|de|op|en|bij|van|ter|ten|het|in|a/d|onder)"
_NAAM = rf"(?:['’][st][- ])?[A-ZÀ-Ý][\w’'-]+(?:(?:\s+{_VERBINDING}){{1,3}}\s+[A-ZÀ-Ý][\w’'-]+|\s+[A-ZÀ-Ý][\w’'-]+)?"
_GEMEENTE = re.compile(rf"\b(?:[Gg]emeente|GEMEENTE)\s+(?P<naam>{_NAAM})")
_NA_SOORT = re.compile(
    rf"(?:veiligheidsplan|veiligheidsbeleid|kadernota[\w "
    rf"]{{0,40}}?|veiligheidsnota)\s+(?:van\s+)?(?:de\s+)?(?:gemeente\s+)?(?P<naam>{_NAAM})"
)
_GEMEENTEN = re.compile(rf"\b[Gg]emeenten\s+(?P<namen>{_NAAM}(?:,\s*{_NAAM})*\s+en\s+{_NAAM})")
_GEEN_NAAM = {"Als", "De", "Het", "Een", "In", "Op", "Dit", "Deze", "Met", "Voor", "Wij", "We", "Zie", "Ook"}
_DATUM = re.compile(r"\b(?P<d>\d{1,2})(?:[-/.](?P<m>\d{1,2})[-/.]|\s+(?P<maand>[a-z]{3,9})\s+)(?P<j>(?:19|20)\d{2})\b")
_GELDEND = re.compile(
    r"\b(?:geldend van(?:af)?|geldig van(?:af)?|in werking(?: getreden)? (?:met ingang van|op|per)|treedt in "
    r"werking (?:met ingang van|op|per)|ingangsdatum:?)\s+",
    re.IGNORECASE,
)
_BESLUIT = re.compile(
    r"\b(?:besluit van (?:de gemeenteraad|de raad|het college)[^.]{0,160}|vastgesteld (?:door|in) (?:de "
    r")?(?:gemeente)?raad[^.]{0,120}"
    r"|vastgesteld door het college[^.]{0,120}|raadsbesluit[^.]{0,100})", re.IGNORECASE,
)  # fmt: skip
_VERVANGT = re.compile(
    r"\bvervangt\s+(?P<wat>[^.]{5,280})|\baflopende\s+(?P<oud>veiligheids\w+(?:\s+\d{4}\s*-\s*\d{4}))", re.IGNORECASE
)
_METHODE = re.compile(
    r"kernbeleid veiligheid.{0,40}?\b(?:ed\.?|editie|uitgave|versie)?\s*\(?((?:19|20)\d{2})\b", re.IGNORECASE
)
_PERIODEWOORD = re.compile(r"\b(?:periode|jaren|beleidsperiode)\s+(?:van\s+)?$", re.IGNORECASE)


def gemeente_van(blokken: list[Blok], titel: Tekst | None) -> Tekst | None:
    """The name most often written after "gemeente"; otherwise the name in the title."""
    plekken: dict[str, Plaats] = {}
    aantal: Counter[str] = Counter()
    for blok in blokken:
        for match in _GEMEENTE.finditer(blok.tekst):
            naam = _naam(match["naam"])
            if naam:
                aantal[naam] += 1
                plekken.setdefault(naam, blok.plaats)
    if aantal:
        naam = max(aantal, key=lambda n: (aantal[n], -plekken[n].van))
        return Tekst(naam, plekken[naam])
    if titel and (na := _NA_SOORT.search(titel.tekst)) and (naam := _naam(na["naam"])):
        return Tekst(naam, titel.plaats)
    return None


def gemeenten_van(titel: Tekst | None) -> tuple[str, ...]:
    """The municipalities of a joint plan, as its title names them."""
    match = _GEMEENTEN.search(titel.tekst) if titel else None
    return tuple(re.split(r",\s*|\s+en\s+", match["namen"])) if match else ()


def _naam(ruw: str) -> str:
    ruw = ruw.title() if ruw.isupper() else ruw
    naam = re.sub(r"(?:['’]s)$", "", ruw.strip().rstrip("'’.,"))
    return "" if naam.split()[0] in _GEEN_NAAM else naam


def titel_van(document: Document, opbouw: Opbouw, boek: Woordenboek) -> Tekst | None:
    """The line near the start that names the kind of plan; a line with a period before one without."""
    kandidaten: list[tuple[int, Tekst]] = []
    for regel in document.regels[:400]:
        tekst = schoon(regel.tekst.lstrip("#"))
        if (
            not 8 < len(tekst) <= 180
            or tekst.endswith((":", ";"))
            or not tekst[0].isupper()
            or _plansoort(tekst, boek) is None
        ):
            continue
        punten = (
            4 * bool(bereik_in(tekst)) + 2 * (len(tekst) < 110) + 2 * (regel.soort == "kop") - 3 * tekst.endswith(".")
        )
        kandidaten.append((punten - regel.nummer // 40, Tekst(tekst, regel.plaats)))
    if kandidaten:
        return max(kandidaten, key=lambda k: (k[0], -k[1].plaats.van))[1]
    if document.titel and _plansoort(document.titel, boek):
        return Tekst(document.titel, Plaats(1, 1))
    eerste = next((s for s in opbouw.wortel.delen if s.kop.titel), None)
    return Tekst(eerste.kop.titel, eerste.plaats) if eerste else None


def _plansoort(tekst: str, boek: Woordenboek) -> str | None:
    laag = zonder_accent(tekst)
    return next((s.soort for s in boek.soorten_plan if any(re.search(rf"\b{w}\b", laag) for w in s.woorden)), None)


def jaar_van(titel: Tekst | None, soort: str) -> tuple[tuple[int, int], Plaats] | None:
    """The one year of an action plan: "Uitvoeringsplan veiligheid 2026"."""
    jaren = JAREN.findall(titel.tekst) if titel and soort == "uitvoeringsplan" else []
    return ((int(jaren[0]), int(jaren[0])), titel.plaats) if titel and len(jaren) == 1 else None


def heet_plan(document: Document, boek: Woordenboek) -> bool:
    """A short line at the start names a kind of plan, and says that it is about safety."""
    begin = [schoon(r.tekst.lstrip("#")) for r in document.regels[:60] if r.tekst.strip()][:10]
    return any(len(t) <= 120 and "veilig" in zonder_accent(t) and _plansoort(t, boek) for t in begin)


def soort_van(titel: Tekst | None, document: Document, boek: Woordenboek) -> str:
    """From the title; otherwise the kind that the text names most."""
    if titel and (soort := _plansoort(titel.tekst, boek)):
        return soort
    laag = zonder_accent(document.tekst)
    telling = {s.soort: sum(laag.count(w) for w in s.woorden) for s in boek.soorten_plan}
    beste = max(telling, key=lambda s: telling[s])
    return beste if telling[beste] else ""


def periode_van(blokken: list[Blok], titel: Tekst | None) -> tuple[tuple[int, int], Plaats] | None:
    """The years of the plan: the title counts most, then "periode", then headings, then every mention."""
    stemmen: Counter[tuple[int, int]] = Counter()
    plekken: dict[tuple[int, int], Plaats] = {}
    bronnen = [Blok(Vorm.KOP, titel.tekst, titel.plaats, niveau=-1)] if titel else []
    for blok in bronnen + blokken:
        for bereik in BEREIK.finditer(blok.tekst):
            paar = (int(bereik[1]), int(bereik[2]))
            if not 1 <= paar[1] - paar[0] <= 9:
                continue
            stemmen[paar] += _gewicht(blok, bereik)
            plekken.setdefault(paar, blok.plaats)
    if not stemmen:
        return None
    beste = max(stemmen, key=lambda p: (stemmen[p], -plekken[p].van))
    return beste, plekken[beste]


def _gewicht(blok: Blok, match: re.Match[str]) -> int:
    if blok.niveau == -1:
        return 20
    if _PERIODEWOORD.search(blok.tekst[max(0, match.start() - 30) : match.start()]):
        return 4
    return 3 if blok.vorm is Vorm.KOP else 1


def datum_in(tekst: str, boek: Woordenboek) -> date | None:
    match = _DATUM.search(tekst)
    if match is None:
        return None
    maand = int(match["m"]) if match["m"] else _maandnummer(match["maand"], boek)
    try:
        return date(int(match["j"]), maand, int(match["d"]))
    except ValueError:
        return None


def _maandnummer(naam: str, boek: Woordenboek) -> int:
    return next(
        (i for i, m in enumerate(boek.maanden, start=1) if m == naam or (len(naam) == 3 and m.startswith(naam))), 0
    )


def geldend_van(blokken: list[Blok], boek: Woordenboek) -> Tekst | None:
    """ISO date with its place."""
    for blok in blokken:
        match = _GELDEND.search(blok.tekst)
        if match and (datum := datum_in(blok.tekst[match.end() : match.end() + 40], boek)):
            return Tekst(datum.isoformat(), blok.plaats)
    return None


def besluit_van(blokken: list[Blok]) -> Tekst | None:
    return _eerste(blokken, _BESLUIT, lambda m: m[0])


def vervangt_van(blokken: list[Blok]) -> Tekst | None:
    return _eerste(blokken, _VERVANGT, lambda m: m["wat"] or m["oud"])


def methode_van(blokken: list[Blok]) -> Tekst | None:
    return _eerste(blokken, _METHODE, lambda m: m[1])


def _eerste(blokken: list[Blok], patroon: re.Pattern[str], deel: Callable[[re.Match[str]], str]) -> Tekst | None:
    for blok in blokken:
        if match := patroon.search(blok.tekst):
            return Tekst(deel(match).strip(" ,;"), blok.plaats)
    return None
