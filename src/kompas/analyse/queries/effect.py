"""The effect of a measure: what is asked, which figures there are for it, and what the comparisons answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.analyse.queries.effectrekenen import reken_effect, reken_vooruit
from kompas.analyse.queries.gebieden import VERZAMELINGEN, Gebieden, noem
from kompas.analyse.rules.effect import JAREN_VOORUIT, Effectvraag, GelezenEffect, is_telbaar, past_bij
from kompas.base import Refused, Waarde, getal_tekst
from kompas.data.cijfers import Cijfers
from kompas.data.definities import IndicatorDefinitie
from kompas.data.queries.gebieden import Gebiedskeuze
from kompas.stats.duiding import Uitspraak
from kompas.stats.effect import Gegevens, Onderzoek, SynthetischeControle, Vermogen
from kompas.stats.effect.uitspraken import main_statement, statements

Matrix = NDArray[np.float64]

OMLIGGEND: Final = "omliggend"
INWONERS: Final = "inwoners"


@dataclass(frozen=True)
class Deelname:
    """The areas of a question: the one with the measure, those beside it, and those where it may have gone."""

    eigen: Gebiedskeuze
    rest: tuple[Gebiedskeuze, ...]
    uitwijk: tuple[Gebiedskeuze, ...]
    met: str


@dataclass(frozen=True, eq=False)
class Paneel:
    """Counts and inhabitants of areas in consecutive years (areas x years), only of areas known in all of them."""

    jaren: tuple[int, ...]
    codes: tuple[str, ...]
    tellingen: Matrix
    omvang: Matrix

    def rij(self, code: str) -> int | None:
        return self.codes.index(code) if code in self.codes else None


@dataclass(frozen=True, eq=False)
class Effectantwoord:
    """What can be said. Before the start `onderzoek` is None; `vooruit` is what could be seen after so many years."""

    vraag: Effectvraag
    definitie: IndicatorDefinitie
    deelname: Deelname
    jaren: tuple[int, ...]
    gegevens: Gegevens
    waarden: tuple[Waarde, ...]
    donoren: tuple[Gebiedskeuze, ...]
    onderzoek: Onderzoek | None
    vooruit: tuple[tuple[int, Vermogen | Refused], ...] = ()
    meldingen: tuple[str, ...] = ()
    uitschieters: tuple[str, ...] = field(default=())

    @cached_property
    def hoofd(self) -> Uitspraak | None:
        return main_statement(self.onderzoek) if self.onderzoek else None

    @cached_property
    def delen(self) -> tuple[tuple[str, Uitspraak], ...]:
        return statements(self.onderzoek, gekozen_om_piek=self.vraag.piek) if self.onderzoek else ()

    @property
    def synthetisch(self) -> SynthetischeControle | None:
        if self.onderzoek is None or isinstance(self.onderzoek.synthetisch, Refused):
            return None
        return self.onderzoek.synthetisch

    @property
    def zwaarste(self) -> tuple[tuple[str, str], ...]:
        """The areas that make up most of the mix, with their share."""
        if self.synthetisch is None:
            return ()
        gewichten = self.synthetisch.gewichten
        return tuple(
            (noem(self.donoren[rij]), f"{getal_tekst(gewichten[rij] * 100)}%")
            for rij in np.argsort(-gewichten)[:10]
            if gewichten[rij] > 0.01
        )

    @property
    def voorbehoud(self) -> tuple[str, ...]:
        """What belongs under the verdict, always in sight."""
        return self.onderzoek.oordeel.voorbehoud if self.onderzoek else ()

    @property
    def laatste_jaar(self) -> int:
        return self.jaren[-1]

    @property
    def eerste_na(self) -> int:
        """The first year that counts as after."""
        return (self.vraag.vanaf or 0) + int(self.vraag.deels)


def standaard(vraag: Effectvraag, gebieden: Gebieden) -> Effectvraag:
    """An address without area or set asks about the municipality beside all others."""
    gebied = vraag.gebied or gebieden.gemeente.code
    soort = gebied[:2]
    met = vraag.met or {"WK": "wijken", "BU": "buurten"}.get(soort, "gemeenten")
    return Effectvraag(vraag.indicator, gebied, vraag.vanaf, met, vraag.uitwijk, vraag.deels, vraag.piek)


def onderzoek(gelezen: GelezenEffect, gebieden: Gebieden) -> Effectantwoord | dict[str, str]:
    """Answer a whole question, or say per field what is wrong with it; `BezetError` when the server has no room."""
    vraag, cijfers = standaard(gelezen.vraag, gebieden), gebieden.cijfers
    definitie = cijfers.definities.indicatoren.get(vraag.indicator)
    fouten = dict(gelezen.fouten)
    if (reden := _indicator_kan(vraag, definitie)) is not None:
        fouten["indicator"] = reden.reason
    if vraag.vanaf is None:
        fouten.setdefault("vanaf", "Vul het jaar in waarin de maatregel begon of begint, bijvoorbeeld 2021.")
    deelname = _deelname(vraag, gebieden)
    if isinstance(deelname, dict):
        fouten |= deelname
    if fouten or definitie is None or vraag.vanaf is None or isinstance(deelname, dict):
        return fouten
    paneel = paneel_van(cijfers, definitie, deelname)
    if isinstance(paneel, Refused):
        return {"gebied": paneel.reason}
    if (reden := past_bij(vraag.vanaf, paneel.jaren, deels=vraag.deels)) is not None:
        return {"vanaf": reden.reason}
    return _antwoord(vraag, cijfers, definitie, deelname, paneel)


def _indicator_kan(vraag: Effectvraag, definitie: IndicatorDefinitie | None) -> Refused | None:
    if definitie is None:
        return Refused(f"De indicator ‘{vraag.indicator[:60]}’ bestaat hier niet. Kies een cijfer uit de lijst.")
    if not is_telbaar(definitie.soort):
        return Refused(
            f"‘{definitie.titel}’ is geen aantal. Alleen aantallen zijn zo te vergelijken: incidenten, meldingen. "
            "Kies een ander cijfer."
        )
    return None


def _deelname(vraag: Effectvraag, gebieden: Gebieden) -> Deelname | dict[str, str]:
    hier = {g.code: g for g in (gebieden.eigen, *gebieden.wijken, *gebieden.buurten)}
    eigen = hier.get(vraag.gebied)
    if eigen is None:
        return {
            "gebied": f"‘{vraag.gebied[:60]}’ is geen gebied van {gebieden.gemeente.naam}. Kies er een uit de lijst."
        }
    mag = {sleutel for sleutel, _ in vergelijkbaar_met(gebieden, eigen.soort)}
    gekozen, _ = gebieden.kies([vraag.met])
    if vraag.met not in mag or not gekozen:
        return {"met": f"Met ‘{vraag.met[:60]}’ kan {noem(eigen)} niet worden vergeleken. Kies een andere groep."}
    uitwijk = _uitwijk(vraag, gebieden, eigen)
    if isinstance(uitwijk, Refused):
        return {"uitwijk": uitwijk.reason}
    buiten = {eigen.code, *(gebied.code for gebied in uitwijk)}
    rest = tuple(gebied for gebied in gekozen if gebied.code not in buiten and gebied.soort == eigen.soort)
    titel = dict(vergelijkbaar_met(gebieden, eigen.soort))[vraag.met]
    return Deelname(eigen, rest, uitwijk, titel)


def _uitwijk(vraag: Effectvraag, gebieden: Gebieden, eigen: Gebiedskeuze) -> tuple[Gebiedskeuze, ...] | Refused:
    gevonden: dict[str, Gebiedskeuze] = {}
    for naam in vraag.uitwijk:
        zelfde = [g for g in (gebieden.kies([naam])[0] or gebieden.zoek(naam)) if g.soort == eigen.soort]
        if not zelfde:
            soort = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}[eigen.soort]
            return Refused(
                f"‘{naam[:60]}’ kennen we niet als {soort}. Kies een naam uit de lijst die verschijnt als u typt."
            )
        if len(zelfde) > 1 and naam != OMLIGGEND:
            keuzes = ", ".join(f"{g.naam} ({g.code})" for g in zelfde[:6])
            return Refused(f"Er zijn meer gebieden die ‘{naam[:60]}’ heten: {keuzes}. Typ de code.")
        gevonden |= {gebied.code: gebied for gebied in zelfde}
    if eigen.code in gevonden:
        return Refused(f"{noem(eigen)} is het gebied met de maatregel zelf. Noem andere gebieden.")
    return tuple(gevonden.values())


def vergelijkbaar_met(gebieden: Gebieden, soort: str) -> tuple[tuple[str, str], ...]:
    """The sets that an area of this kind can be compared with: key and title with its number of areas."""
    if soort != "GM":
        passend = [v for v in gebieden.verzamelingen if VERZAMELINGEN.get(v.sleutel, ("", ""))[0] == soort]
    else:
        niet = {OMLIGGEND, *(sleutel for sleutel, (kind, _) in VERZAMELINGEN.items() if kind != "GM")}
        passend = [v for v in gebieden.verzamelingen if v.sleutel not in niet]
    return tuple((v.sleutel, f"{v.titel} ({v.aantal})") for v in passend)


def paneel_van(cijfers: Cijfers, definitie: IndicatorDefinitie, deelname: Deelname) -> Paneel | Refused:
    """The years of the area itself since the last break, and of all others that have a figure in each of them."""
    codes = [deelname.eigen.code, *(g.code for g in deelname.rest), *(g.code for g in deelname.uitwijk)]
    is_gemeente = deelname.eigen.soort == "GM"
    ruw = _van_gemeenten(cijfers, definitie, codes) if is_gemeente else _van_delen(cijfers, definitie, codes)
    if ruw is None:
        return Refused(
            f"Van ‘{definitie.titel}’ zijn er over {noem(deelname.eigen)} geen hele jaren. Kies iets anders."
        )
    bekend = np.isfinite(ruw.tellingen) & np.isfinite(ruw.omvang) & (ruw.omvang > 0)
    kolommen = _laatste_reeks(bekend[0])
    heel: NDArray[np.bool_] = np.array(bekend[:, kolommen].all(axis=1), dtype=np.bool_)
    heel[1:] &= ruw.tellingen[1:, kolommen].sum(axis=1) > 0  # a whole area at zero is missing, not safe
    if not kolommen:
        return Refused(f"Van {noem(deelname.eigen)} zijn de aantallen achter dit cijfer niet van hele jaren bekend.")
    return Paneel(
        jaren=tuple(ruw.jaren[kolom] for kolom in kolommen),
        codes=tuple(code for code, mag in zip(ruw.codes, heel, strict=True) if mag),
        tellingen=ruw.tellingen[heel][:, kolommen],
        omvang=ruw.omvang[heel][:, kolommen],
    )


def _laatste_reeks(bekend: NDArray[np.bool_]) -> list[int]:
    """The columns of the last run of years that are known."""
    plekken = np.flatnonzero(bekend)
    if not len(plekken):
        return []
    gaten = np.flatnonzero(np.diff(plekken) > 1)
    return [int(plek) for plek in plekken[gaten[-1] + 1 if len(gaten) else 0 :]]


def _van_gemeenten(cijfers: Cijfers, definitie: IndicatorDefinitie, codes: Sequence[str]) -> Paneel | None:
    """From the panel of all municipalities, which is made once for these figures."""
    paneel = cijfers.paneel(definitie.key)
    if isinstance(paneel, Refused) or codes[0] not in paneel.gebieden:
        return None
    rij_van = {code: rij for rij, code in enumerate(paneel.gebieden)}
    aanwezig = tuple(code for code in codes if code in rij_van)
    rijen = [rij_van[code] for code in aanwezig]
    return Paneel(paneel.jaren, aanwezig, paneel.tellingen[rijen], paneel.omvang[rijen])


def _van_delen(cijfers: Cijfers, definitie: IndicatorDefinitie, codes: Sequence[str]) -> Paneel | None:
    """Wijken or buurten, as this reader may see them."""
    jaren = _jaren(cijfers, definitie, codes[0])
    if not jaren:
        return None
    reeksen = cijfers.vergelijk_reeks(definitie.key, codes, jaren[0], jaren[-1])
    tellingen = np.array([[_telling(waarde, definitie) for waarde in reeks] for reeks in reeksen], dtype=float)
    return Paneel(jaren, tuple(codes), tellingen, _omvang(cijfers, definitie, codes, reeksen, jaren))


def _jaren(cijfers: Cijfers, definitie: IndicatorDefinitie, gebied: str) -> tuple[int, ...]:
    """The years since the last break in counting."""
    alle = cijfers.jaren(definitie.key, gebied)
    if not alle:
        return ()
    begin = max((breuk.jaar for breuk in cijfers.breuken(definitie.key, alle[0], alle[-1])), default=alle[0])
    return tuple(range(begin, alle[-1] + 1))


def _telling(waarde: Waarde, definitie: IndicatorDefinitie) -> float:
    telling = waarde.getal if definitie.soort == "telling" and waarde.telling is None else waarde.telling
    return telling if waarde.bekend and telling is not None and telling >= 0 else np.nan


def _omvang(
    cijfers: Cijfers,
    definitie: IndicatorDefinitie,
    codes: Sequence[str],
    reeksen: Sequence[Sequence[Waarde]],
    jaren: tuple[int, ...],
) -> Matrix:
    """What a rate is per; of a count the inhabitants where the municipality knows them, else one."""
    if definitie.soort == "telling" and INWONERS in cijfers.definities.indicatoren:
        inwoners = cijfers.vergelijk_reeks(INWONERS, codes, jaren[0], jaren[-1])
        omvang = np.array(
            [[w.getal if w.getal is not None else np.nan for w in reeks] for reeks in inwoners], dtype=float
        )
        return omvang if np.isfinite(omvang[0]).all() else np.ones_like(omvang)
    if definitie.soort == "telling":
        return np.ones((len(codes), len(jaren)))
    return np.array([[w.noemer if w.noemer is not None else np.nan for w in reeks] for reeks in reeksen], dtype=float)


def _antwoord(
    vraag: Effectvraag, cijfers: Cijfers, definitie: IndicatorDefinitie, deelname: Deelname, paneel: Paneel
) -> Effectantwoord | dict[str, str]:
    vanaf = vraag.vanaf or 0
    kolommen = [plek for plek, jaar in enumerate(paneel.jaren) if not (vraag.deels and jaar == vanaf)]
    jaren = tuple(paneel.jaren[plek] for plek in kolommen)
    eerste = sum(jaar < vanaf for jaar in jaren)
    rest = [g for g in deelname.rest if paneel.rij(g.code) is not None]
    daar = [g for g in deelname.uitwijk if paneel.rij(g.code) is not None]

    def cellen(matrix: Matrix, gebieden: Sequence[Gebiedskeuze]) -> Matrix:
        rijen = [paneel.codes.index(gebied.code) for gebied in gebieden]
        return matrix[rijen][:, kolommen]

    gegevens = Gegevens(
        gebied=cellen(paneel.tellingen, [deelname.eigen])[0],
        rest=cellen(paneel.tellingen, rest),
        vanaf=eerste,
        omvang=cellen(paneel.omvang, [deelname.eigen])[0],
        omvang_rest=cellen(paneel.omvang, rest),
        uitwijk=cellen(paneel.tellingen, daar) if daar and eerste < len(jaren) else None,
    )
    begonnen = eerste < len(jaren)
    uitkomst = reken_effect(gegevens, piek=vraag.piek) if begonnen else None
    if isinstance(uitkomst, Refused):
        return {"gebied": uitkomst.reason}
    van, tot = jaren[0], jaren[-1]
    return Effectantwoord(
        vraag=vraag,
        definitie=definitie,
        deelname=deelname,
        jaren=jaren,
        gegevens=gegevens,
        waarden=cijfers.reeks(definitie.key, deelname.eigen.code, van, tot),
        donoren=tuple(rest),
        onderzoek=uitkomst,
        vooruit=() if begonnen else reken_vooruit(gegevens, JAREN_VOORUIT),
        meldingen=tuple(_meldingen(deelname, rest, daar)),
        uitschieters=tuple(b.reden for b in cijfers.uitschieters(definitie.key, van, tot)),
    )


def _meldingen(deelname: Deelname, rest: Sequence[Gebiedskeuze], daar: Sequence[Gebiedskeuze]) -> list[str]:
    """What was left out, because a reader who chose a set of areas counts on all of them."""
    weg, kwijt = len(deelname.rest) - len(rest), [noem(g) for g in deelname.uitwijk if g not in daar]
    zinnen = []
    if weg:
        doen = "telt niet mee: daarvan zijn" if weg == 1 else "tellen niet mee: daarvan zijn"
        zinnen.append(f"{weg} van de {len(deelname.rest)} andere gebieden {doen} niet alle jaren bekend.")
    if kwijt:
        zinnen.append(f"Van {', '.join(kwijt)} zijn niet alle jaren bekend. Daar kijken we dus niet naar verplaatsing.")
    return zinnen
