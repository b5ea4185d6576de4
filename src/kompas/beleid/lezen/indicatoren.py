"""Goal tables and figure tables, recognised by their column headings and by their shape."""

import re

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.document import Rij
from kompas.beleid.lezen.gelezen import Cijferrij, Cijfertabel, Doelstelling, GelezenIndicator, Meetwaarde
from kompas.beleid.lezen.relatief import relatief_in
from kompas.beleid.lezen.roosters import GETAL
from kompas.beleid.lezen.tekst import JAREN, heel_woord, jaar_in, kaal, schoon
from kompas.beleid.lezen.waarden import getal, hersteld, meetwaarde
from kompas.beleid.lezen.woordenboek import Woordenboek, kolomrol

_BIJSCHRIFT = re.compile(
    r"^(?P<soort>tabel|figuur|grafiek)\s+(?P<nummer>\d+(?:\.\d+)*)\s*[:.–-]?\s*(?P<titel>.*)$", re.IGNORECASE
)
_BRON = re.compile(r"\(?\bbron:\s*([^).]+)\)?\.?", re.IGNORECASE)
_IN_NAAM = re.compile(r"\s*\((?:bron:?\s*)?(?P<bron>[^()]{2,80})\)\s*$", re.IGNORECASE)
_KOMMA_DRIE = re.compile(r"(?<![\d.,])([1-9]\d{0,2}),(\d{3})(?![\d.,])")
_MEETROLLEN = {"uitgangswaarde", "doelstelling", "ambitie", "realisatie"}


def kolomrollen(rij: Rij, boek: Woordenboek) -> dict[str, int] | None:
    """Role -> column when this row heads a goal table."""
    rollen: dict[str, int] = {}
    for k, cel in enumerate(rij.cellen):
        rol = kolomrol(cel, boek)
        if rol is not None and rol not in rollen:
            rollen[rol] = k
    if "naam" in rollen and not _MEETROLLEN & rollen.keys() and (doel := _doeljaarkolom(rij)) is not None:
        rollen["ambitie"] = doel
    gemeten = _MEETROLLEN & rollen.keys()
    if "naam" not in rollen and rij.cellen and len(gemeten) >= 2:
        rollen["naam"] = _naamkolom(rij, rollen)
    return rollen if "naam" in rollen and gemeten else None


def _doeljaarkolom(rij: Rij) -> int | None:
    """Headings that are years only: a jump of two or more before the last means that it is the year of the goal."""
    jaren = sorted(_jaarkolommen(rij).items())
    return jaren[-1][1] if len(jaren) > 1 and jaren[-1][0] - jaren[-2][0] > 1 else None


def _jaarkolommen(rij: Rij) -> dict[int, int]:
    """Year -> column, for headings that are nothing but a year."""
    return {int(cel.strip()): k for k, cel in enumerate(rij.cellen) if JAREN.fullmatch(cel.strip())}


def _naamkolom(rij: Rij, rollen: dict[str, int]) -> int:
    """No column is called "indicator": the first column, whatever it is called ("doel", an empty cell)."""
    if rollen.get("doelstelling") == 0 and jaar_in(rij.cellen[0]) is None:
        del rollen["doelstelling"]
    bezet = set(rollen.values())
    return next((k for k in range(len(rij.cellen)) if k not in bezet), 0)


def is_doelentabel(blok: Blok, boek: Woordenboek) -> bool:
    return blok.vorm is Vorm.TABEL and len(blok.rijen) > 1 and kolomrollen(blok.rijen[0], boek) is not None


def indicatoren_uit(
    blok: Blok, thema: str, boek: Woordenboek, titels: dict[str, str]
) -> tuple[list[GelezenIndicator], list[Doelstelling]]:
    """The indicators of a goal table; a column "doel" with sentences gives goals. `titels`: bare theme title -> key."""
    rollen = kolomrollen(blok.rijen[0], boek)
    if rollen is None:
        return [], []
    kop = blok.rijen[0].cellen
    doelzinnen = _doelkolom(blok, rollen, boek)
    uit: list[GelezenIndicator] = []
    doelen: dict[str, Doelstelling] = {}
    for rij in (r for r in blok.rijen[1:] if r.cellen != kop):
        eigen = _thema(rij, rollen, titels) or thema
        indicator = _indicator(rij, kop, rollen, boek, eigen)
        if indicator is not None:
            uit.append(indicator)
        if doelzinnen is not None and doelzinnen < len(rij.cellen) and (zin := schoon(rij.cellen[doelzinnen])):
            doelen.setdefault(zin, Doelstelling(zin, rij.plaats, indicator.doeljaar if indicator else None))
    return uit, list(doelen.values())


def _doelkolom(blok: Blok, rollen: dict[str, int], boek: Woordenboek) -> int | None:
    """A column "doel" or "doelstelling" that holds sentences is no target value: take it out of the roles."""
    kolom = rollen.get("doelstelling")
    if kolom is None:
        return None
    cellen = [r.cellen[kolom] for r in blok.rijen[1:] if kolom < len(r.cellen) and r.cellen[kolom].strip()]
    if not cellen or any(meetwaarde(c, boek) is not None and len(c) < 25 for c in cellen):
        return None
    del rollen["doelstelling"]
    return kolom


def _cel(rij: Rij, rollen: dict[str, int], rol: str) -> str:
    kolom = rollen.get(rol)
    return schoon(rij.cellen[kolom]) if kolom is not None and kolom < len(rij.cellen) else ""


def _thema(rij: Rij, rollen: dict[str, int], titels: dict[str, str]) -> str:
    return titels.get(kaal(_cel(rij, rollen, "thema")), "")


def _indicator(
    rij: Rij, kop: tuple[str, ...], rollen: dict[str, int], boek: Woordenboek, thema: str
) -> GelezenIndicator | None:
    naam, bron = _naam_en_bron(rij, kop, rollen)
    cellen, twijfel = _duizendtallen({rol: _cel(rij, rollen, rol) for rol in sorted(_MEETROLLEN & rollen.keys())})
    waarden = {rol: meetwaarde(cel, boek) for rol, cel in cellen.items()}
    if not any(c.isalpha() for c in naam) or not any(waarden.values()):
        return None
    jaren = {rol: jaar_in(kop[rollen[rol]]) for rol in waarden}
    twijfel += _herstelde_cijfers(rij, rollen)
    if "uitgangswaarde" not in rollen and (meting := _laatste_meting(rij, kop, rollen, boek)) is not None:
        waarden["uitgangswaarde"] = meting
        twijfel.append(
            f"De tabel noemt geen uitgangswaarde; de lezer nam {meting.jaar} als uitgangsjaar ({meting.tekst})."
        )
    doelrol = "ambitie" if waarden.get("ambitie") else "doelstelling"
    doel, uitgang = waarden.get(doelrol), waarden.get("uitgangswaarde")
    wens = relatief_in(_cel(rij, rollen, doelrol), boek)
    doel = None if wens else doel
    return GelezenIndicator(
        naam=naam,
        plaats=rij.plaats,
        bron=bron,
        thema=thema,
        uitgangswaarde=uitgang,
        jaar=_jaar(uitgang, jaren.get("uitgangswaarde")),
        doel=doel,
        doeljaar=_jaar(doel, jaren.get(doelrol)),
        realisatie=_met_jaar(waarden.get("realisatie"), jaren.get("realisatie")),
        eerder_doel=_met_jaar(waarden.get("doelstelling"), jaren.get("doelstelling")) if doelrol == "ambitie" else None,
        doel_uit=schoon(kop[rollen[doelrol]]) if doelrol in rollen else "",
        relatief=wens[0] if wens else None,
        twijfel=tuple(twijfel),
    )


def _naam_en_bron(rij: Rij, kop: tuple[str, ...], rollen: dict[str, int]) -> tuple[str, str]:
    """The name without the source behind it, where the heading or the cell says that it is a source."""
    naam, bron = _cel(rij, rollen, "naam"), _cel(rij, rollen, "bron")
    match = _IN_NAAM.search(naam)
    if match and not bron and ("bron" in kop[rollen["naam"]].lower() or "bron" in match[0].lower()):
        return naam[: match.start()].strip(), schoon(match["bron"])
    return naam, bron


def _laatste_meting(rij: Rij, kop: tuple[str, ...], rollen: dict[str, int], boek: Woordenboek) -> Meetwaarde | None:
    """The newest year with a value, in a table with a column per year."""
    bezet = set(rollen.values())
    for jaar, kolom in sorted(_jaarkolommen(Rij(kop, rij.plaats)).items(), reverse=True):
        waarde = meetwaarde(rij.cellen[kolom], boek) if kolom not in bezet and kolom < len(rij.cellen) else None
        if waarde is not None and waarde.getal is not None:
            return Meetwaarde(waarde.getal, eenheid=waarde.eenheid, jaar=jaar, tekst=waarde.tekst)
    return None


def _duizendtallen(cellen: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """A comma before three digits: thousands when another value in the row is a hundred or more; always a doubt."""
    vreemd = {rol for rol, cel in cellen.items() if _KOMMA_DRIE.search(cel)}
    groot = any((getal(cel) or 0) >= 100 for rol, cel in cellen.items() if rol not in vreemd)
    duizend = groot or len(vreemd) > 1
    las = "duizendtal" if duizend else "decimaal getal"
    twijfel = [
        f"‘{cellen[rol]}’ kan een duizendtal of een decimaal getal zijn; de lezer las een {las}."
        for rol in sorted(vreemd)
    ]
    return {r: _KOMMA_DRIE.sub(r"\1.\2", c) if duizend and r in vreemd else c for r, c in cellen.items()}, twijfel


def _herstelde_cijfers(rij: Rij, rollen: dict[str, int]) -> list[str]:
    cellen = [_cel(rij, rollen, rol) for rol in sorted(_MEETROLLEN & rollen.keys())]
    return [
        f"‘{cel}’ is een leesfout van het scannen; de lezer las ‘{hersteld(cel)}’."
        for cel in cellen
        if hersteld(cel) != cel
    ]


def _jaar(waarde: Meetwaarde | None, kolomjaar: int | None) -> int | None:
    return waarde.jaar if waarde and waarde.jaar else kolomjaar


def _met_jaar(waarde: Meetwaarde | None, jaar: int | None) -> Meetwaarde | None:
    if waarde is None:
        return None
    return Meetwaarde(waarde.getal, waarde.is_pm, waarde.teken, waarde.eenheid, waarde.jaar or jaar, waarde.tekst)


def cijfertabellen(blokken: list[Blok], boek: Woordenboek) -> list[Cijfertabel]:
    """Tables whose cells are numbers, with the caption that stands right below or above."""
    uit = []
    for i, blok in enumerate(blokken):
        if blok.vorm is not Vorm.TABEL or is_doelentabel(blok, boek):
            continue
        rijen = [rij for rij in map(_cijferrij, blok.rijen) if rij is not None]
        if len(rijen) < 2 or any("€" in cel for rij in blok.rijen for cel in rij.cellen):
            continue
        kop = blok.rijen[0].cellen if _cijferrij(blok.rijen[0]) is None else ()
        nummer, titel = _bijschrift(blokken, i)
        bron = _BRON.search(titel)
        kolommen = tuple(schoon(heel_woord(c)) for c in kop[1:])
        uit.append(Cijfertabel(nummer, titel, kolommen, tuple(rijen), blok.plaats, bron[1].strip() if bron else ""))
    return uit


def _cijferrij(rij: Rij) -> Cijferrij | None:
    label, *cellen = rij.cellen
    if len(cellen) < 1 or not any(c.isalpha() for c in label) or not all(GETAL.match(c) or not c for c in cellen):
        return None
    if all(JAREN.fullmatch(c) for c in cellen):
        return None
    waarden = tuple(getal(c) for c in cellen)
    return Cijferrij(schoon(label), waarden, rij.plaats) if any(w is not None for w in waarden) else None


def _bijschrift(blokken: list[Blok], i: int) -> tuple[str, str]:
    """Number and text of the caption: below the table first, as most documents do."""
    for k in (i + 1, i - 1, i + 2):
        if (
            0 <= k < len(blokken)
            and (match := _BIJSCHRIFT.match(blokken[k].tekst))
            and match["soort"].lower() == "tabel"
        ):
            return match["nummer"], match["titel"]
    return "", ""


def is_bijschrift(tekst: str) -> bool:
    return _BIJSCHRIFT.match(tekst) is not None


def bijschriften(blokken: list[Blok]) -> list[tuple[int, str, str, str]]:
    """(block index, kind, number, text) of every caption in the document."""
    uit = []
    for i, blok in enumerate(blokken):
        if blok.vorm in {Vorm.ALINEA, Vorm.KOP} and (match := _BIJSCHRIFT.match(blok.tekst)):
            uit.append((i, match["soort"].lower(), match["nummer"], match["titel"]))
    return uit
