"""Themes in one table: a row for each, with the goal, what is measured, who helps and what is done."""

from collections.abc import Iterator

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.document import Rij
from kompas.beleid.lezen.koppen import LABEL, ZWAK, Kop
from kompas.beleid.lezen.tekst import kaal, schoon, zonder_jaren
from kompas.beleid.lezen.waarden import meetwaarde
from kompas.beleid.lezen.woordenboek import Treffer, Woordenboek, kolomrol

_DELEN = {"actie": "hoofdlijnen", "partners": "partners"}


def met_themarijen(blokken: list[Blok], boek: Woordenboek) -> list[Blok]:
    """Every such table as headings with their parts, unless its themes have headings of their own."""
    koppen = {kaal(b.kop.titel) for b in blokken if b.kop is not None}
    uit: list[Blok] = []
    hoofdstuk = ""
    for blok in blokken:
        if blok.kop is not None and blok.kop.rol and not blok.kop.is_label:
            hoofdstuk = blok.kop.rol
        uit += _uitgeklapt(blok, koppen, boek, "" if hoofdstuk == "going_concern" else "prioriteit")
    return uit


def _uitgeklapt(blok: Blok, koppen: set[str], boek: Woordenboek, soort: str) -> list[Blok]:
    rollen = _rollen(blok, boek) if blok.vorm is Vorm.TABEL and len(blok.rijen) > 2 else {}
    if "thema" not in rollen or not rollen.keys() & {"hoofdlijnen", "partners", "doelstelling"}:
        return [blok]
    titels = {kaal(rij.cellen[rollen["thema"]]) for rij in blok.rijen[1:] if rollen["thema"] < len(rij.cellen)} - {""}
    if len(titels) < 2 or titels & koppen or any(t.isdigit() for t in titels):
        return [blok]
    return list(_themas(blok, rollen, soort))


def _rollen(blok: Blok, boek: Woordenboek) -> dict[str, int]:
    """Part of a theme -> column; a column of goals only when it holds sentences."""
    rollen: dict[str, int] = {}
    for k, cel in enumerate(blok.rijen[0].cellen):
        plat = zonder_jaren(cel)
        rol = kolomrol(cel, boek)
        deel = next((d for r, d in _DELEN.items() if plat in boek.actiekolommen[r]), None)
        if rol == "thema":
            rollen.setdefault("thema", k)
        elif deel is not None and rol is None:
            rollen.setdefault(deel, k)
        elif rol in {"doelstelling", "ambitie"} and _zinnen(blok, k, boek):
            rollen.setdefault("doelstelling", k)
    return rollen


def _zinnen(blok: Blok, kolom: int, boek: Woordenboek) -> bool:
    cellen = [schoon(r.cellen[kolom]) for r in blok.rijen[1:] if kolom < len(r.cellen) and r.cellen[kolom].strip()]
    return bool(cellen) and all(len(c.split()) > 2 and (len(c) > 25 or meetwaarde(c, boek) is None) for c in cellen)


def _themas(blok: Blok, rollen: dict[str, int], soort: str) -> Iterator[Blok]:
    """A row without a title belongs to the theme above it."""
    groepen: list[list[Rij]] = []
    for rij in (r for r in blok.rijen[1:] if r.cellen != blok.rijen[0].cellen):
        titel = _cel(rij, rollen["thema"])
        if groepen and (not titel or titel == _cel(groepen[-1][0], rollen["thema"])):
            groepen[-1].append(rij)
        elif titel:
            groepen.append([rij])
    for rijen in groepen:
        titel = _cel(rijen[0], rollen["thema"])
        yield Blok(Vorm.KOP, titel, rijen[0].plaats, ZWAK, Kop(titel, ZWAK, soort=soort))
        yield from _delen(rijen, rollen)
        yield Blok(Vorm.TABEL, "", rijen[0].plaats.met(rijen[-1].plaats), rijen=(blok.rijen[0], *rijen))


def _delen(rijen: list[Rij], rollen: dict[str, int]) -> Iterator[Blok]:
    for rol in ("doelstelling", "hoofdlijnen", "partners"):
        cellen = [(c, r) for r in rijen if rol in rollen and (c := _cel(r, rollen[rol]))]
        uniek = list({c: (c, r) for c, r in reversed(cellen)}.values())[::-1]
        if uniek:
            label = rol.capitalize()
            yield Blok(
                Vorm.KOP, label, uniek[0][1].plaats, LABEL, Kop(label, LABEL, treffer=Treffer(rol, is_label=True))
            )
            yield from (Blok(Vorm.PUNT if rol == "hoofdlijnen" else Vorm.ALINEA, c, r.plaats, 1) for c, r in uniek)


def _cel(rij: Rij, kolom: int) -> str:
    return schoon(rij.cellen[kolom]) if kolom < len(rij.cellen) else ""
