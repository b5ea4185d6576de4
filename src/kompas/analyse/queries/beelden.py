"""The pictures and sentences of an exploration: which chart fits the question, what its title may say."""

from collections.abc import Sequence

from kompas.analyse.queries.verkennen import Verkenning, Verkenrij
from kompas.analyse.rules.vraag import Stap
from kompas.base import Periode, Waarde, getal_tekst
from kompas.data.definities import IndicatorDefinitie
from kompas.data.kaarten import Kaart
from kompas.ui.charts import (
    LIJNEN_MAX,
    Grafiek,
    Reeks,
    Staaf,
    Vlak,
    bronregel,
    kaartgrafiek,
    kwartielen,
    lijngrafiek,
    staafgrafiek,
    vergelijkgrafiek,
)
from kompas.ui.charts.bevinding import cijfer_tekst
from kompas.ui.charts.opmaak import eenheid_van
from kompas.ui.onderdelen import Cel, Tabel

GENOEMD_MAX = 4


def grafiek_van(verkenning: Verkenning, eigen: str, *, smal: bool = False) -> Grafiek | None:
    """One line with its margins, a few lines, or all areas of the newest period; None when there is nothing to draw."""
    if not verkenning.heeft_cijfers:
        return None
    if len(verkenning.rijen) == 1 and verkenning.vraag.stap is Stap.JAAR:
        return _een_lijn(verkenning, smal=smal)
    if len(verkenning.rijen) <= LIJNEN_MAX and len(verkenning.perioden) > 1:
        return _lijnen(verkenning, eigen, smal=smal)
    return _staven(verkenning, eigen, smal=smal)


def kaart_van(verkenning: Verkenning, kaart: Kaart, eigen: str, *, smal: bool = False) -> Grafiek:
    """The newest period on the map: every area of the question that has borders."""
    periode = verkenning.laatste
    vlakken = [
        Vlak(rij.gebied.code, rij.naam, waarde, rij.gebied.code == eigen)
        for rij, waarde in zip(verkenning.rijen, verkenning.in_periode(periode), strict=True)
    ]
    bron = " ".join(filter(None, (_bronregel(verkenning, periode), f"Grenzen van {kaart.jaar}: {kaart.bron}.")))
    return kaartgrafiek(
        vlakken,
        kaart.geojson,
        titel=titel_van(verkenning, eigen, periode),
        tabel=gebiedentabel(verkenning, periode),
        bronregel=bron,
        smal=smal,
    )


def titel_van(verkenning: Verkenning, eigen: str, periode: Periode | None = None) -> str:
    """What the figures of one period say, and not who is higher: few areas by name, many by their middle."""
    periode = periode or verkenning.laatste
    naam = verkenning.definitie.titel
    paren = list(zip(verkenning.rijen, verkenning.in_periode(periode), strict=True))
    bekend = [(rij, waarde) for rij, waarde in paren if waarde.bekend]
    if not bekend:
        return f"{naam}: er zijn geen cijfers"
    if len(bekend) <= GENOEMD_MAX:
        return f"{naam} in {periode.label}: {_opsomming([_zin(rij, waarde) for rij, waarde in bekend])}"
    onder, _midden, boven = kwartielen([waarde.getal for _, waarde in bekend if waarde.getal is not None])
    decimalen = max(waarde.decimalen for _, waarde in bekend)
    van, tot = getal_tekst(onder, decimalen), getal_tekst(boven, decimalen)
    tussen = f"de middelste helft van {len(bekend)} gebieden ligt van {van} tot {tot}"
    ik = next((_zin(rij, waarde) for rij, waarde in bekend if rij.gebied.code == eigen), "")
    return f"{naam} in {periode.label}: {'; '.join(filter(None, (ik, tussen)))}"


def gebiedentabel(verkenning: Verkenning, periode: Periode) -> Tabel:
    """The figures of one period, from high to low; areas without a figure last, with the reason."""
    paren = list(zip(verkenning.rijen, verkenning.in_periode(periode), strict=True))
    paren.sort(key=lambda paar: (not paar[1].bekend, -(paar[1].getal or 0), paar[0].naam))
    eenheid = eenheid_van(verkenning.in_periode(periode))
    return Tabel(("Gebied", eenheid[:1].upper() + eenheid[1:]), tuple((rij.naam, waarde) for rij, waarde in paren))


def reeksentabel(verkenning: Verkenning) -> Tabel:
    """Periods from top to bottom, areas from left to right."""
    koppen = ("Periode", *(rij.naam for rij in verkenning.rijen))
    rijen: list[tuple[Cel, ...]] = []
    for plek, periode in enumerate(verkenning.perioden):
        rijen.append((periode.label, *(rij.cellen[plek] for rij in verkenning.rijen)))
    return Tabel(koppen, tuple(rijen))


def is_rapportcijfer(definitie: IndicatorDefinitie) -> bool:
    """Report marks lie between 6 and 8; on an axis from zero every line is flat. They have no unit."""
    return definitie.soort == "enquete" and definitie.eenheid in ("", "rapportcijfer")


def _een_lijn(verkenning: Verkenning, *, smal: bool) -> Grafiek:
    [rij] = verkenning.rijen
    return lijngrafiek(
        rij.cellen,
        verandering=rij.verandering.woord if rij.verandering and rij.verandering.p is not None else "",
        vergeleken_met=rij.bekend[0],
        breuken=verkenning.breuken,
        vanaf_nul=not is_rapportcijfer(verkenning.definitie),
        smal=smal,
    )


def _lijnen(verkenning: Verkenning, eigen: str, *, smal: bool) -> Grafiek:
    volgorde = sorted(verkenning.rijen, key=lambda rij: rij.gebied.code != eigen)
    return vergelijkgrafiek(
        [Reeks(rij.naam, rij.cellen) for rij in volgorde],
        titel=titel_van(verkenning, eigen),
        tabel=reeksentabel(verkenning),
        bronregel=bronregel(verkenning.waarden),
        breuken=verkenning.breuken,
        vanaf_nul=not is_rapportcijfer(verkenning.definitie),
        smal=smal,
    )


def _staven(verkenning: Verkenning, eigen: str, *, smal: bool) -> Grafiek:
    periode = verkenning.laatste
    paren = zip(verkenning.rijen, verkenning.in_periode(periode), strict=True)
    return staafgrafiek(
        [Staaf(rij.naam, waarde, rij.gebied.code == eigen) for rij, waarde in paren],
        titel=titel_van(verkenning, eigen, periode),
        tabel=gebiedentabel(verkenning, periode),
        bronregel=_bronregel(verkenning, periode),
        smal=smal,
    )


def _bronregel(verkenning: Verkenning, periode: Periode) -> str:
    return bronregel(verkenning.in_periode(periode))


def _zin(rij: Verkenrij, waarde: Waarde) -> str:
    return f"{rij.naam} {cijfer_tekst(waarde)}"


def _opsomming(delen: Sequence[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"
