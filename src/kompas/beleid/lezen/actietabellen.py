"""Tables that say who does what: action, lead, partners, planning."""

from dataclasses import dataclass

from kompas.beleid.lezen.blokken import Blok, Vorm
from kompas.beleid.lezen.document import Rij
from kompas.beleid.lezen.gelezen import Actie, Tekst
from kompas.beleid.lezen.opsommingen import gesplitst, met_laatste_en
from kompas.beleid.lezen.tekst import schoon, zonder_jaren
from kompas.beleid.lezen.woordenboek import Woordenboek


@dataclass(frozen=True, slots=True)
class _Kolommen:
    actie: int
    trekker: int | None
    partners: int | None
    planning: int | None


def _kolommen(rij: Rij, boek: Woordenboek) -> _Kolommen | None:
    """The columns when this row heads a table of actions."""
    rollen: dict[str, int] = {}
    for k, cel in enumerate(rij.cellen):
        plat = zonder_jaren(cel)
        rol = next((r for r, frases in boek.actiekolommen.items() if plat in frases and r not in rollen), None)
        if rol is not None:
            rollen[rol] = k
    if "actie" not in rollen or not rollen.keys() & {"trekker", "partners", "planning"}:
        return None
    return _Kolommen(rollen["actie"], rollen.get("trekker"), rollen.get("partners"), rollen.get("planning"))


def acties_uit(blok: Blok, boek: Woordenboek) -> list[Actie]:
    kolommen = _kolommen(blok.rijen[0], boek) if blok.vorm is Vorm.TABEL and len(blok.rijen) > 1 else None
    if kolommen is None:
        return []
    rijen = [r for r in blok.rijen[1:] if r.cellen != blok.rijen[0].cellen]
    return [actie for rij in rijen if (actie := _actie(rij, kolommen)) is not None]


def _actie(rij: Rij, kolommen: _Kolommen) -> Actie | None:
    tekst = _cel(rij, kolommen.actie)
    if not any(c.isalpha() for c in tekst):
        return None
    partners = met_laatste_en(gesplitst(_cel(rij, kolommen.partners)))
    return Actie(
        tekst,
        rij.plaats,
        _cel(rij, kolommen.trekker),
        tuple(Tekst(p, rij.plaats) for p in partners),
        _cel(rij, kolommen.planning),
    )


def _cel(rij: Rij, kolom: int | None) -> str:
    return schoon(rij.cellen[kolom]) if kolom is not None and kolom < len(rij.cellen) else ""
