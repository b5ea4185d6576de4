"""Indicators: formulas over parts, per 1.000 inhabitants, and figures quoted from a plan."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from kompas.base import GeenCijfer, Herkomst, Waarde, getal_tekst
from kompas.data.definities import Bron, Deel, Definities, IndicatorDefinitie
from kompas.data.definities.formule import lees_formule
from kompas.data.queries.feiten import Feiten, Meetlat, Vraag, eenheid, geen
from kompas.data.store import Store

PLANDOCUMENT = "plandocument"
_TEKENS = {"-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True)
class Rekenaar:
    """Computes any indicator from one build."""

    store: Store
    definities: Definities

    @cached_property
    def feiten(self) -> Feiten:
        return Feiten(self.store, self.definities)

    def waarde(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde:
        """From the source; else as a plan quotes it; else the reason why there is none."""
        eigen = self._eigen(definitie, vraag)
        if eigen.bekend:
            return eigen
        return self._aangehaald(definitie, vraag) or eigen

    def perioden(self, definitie: IndicatorDefinitie, gebied: str) -> set[str]:
        """Codes of the periods for which at least one part has a row."""
        gevonden = {rij.periode for lat in self._meetlatten(definitie) for rij in self.feiten.rijen(lat, gebied)}
        for deel in definitie.delen.values():
            if deel.indicator:
                gevonden |= self.perioden(self.definities.indicatoren[deel.indicator], gebied)
        return gevonden

    def _meetlatten(self, definitie: IndicatorDefinitie) -> list[Meetlat]:
        eigen = [self._meetlat(definitie, deel) for deel in definitie.delen.values() if deel.code]
        citaat = self._citaat(definitie)
        return [*eigen, *([citaat] if citaat else [])]

    def _eigen(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde:
        if definitie.geen_bron_omdat:
            return geen(
                definitie, vraag.periode, GeenCijfer.PM, definitie.geen_bron_omdat, self._leeg(definitie, vraag)
            )
        delen = {naam: self._deel(definitie, deel, vraag) for naam, deel in definitie.delen.items()}
        if definitie.is_enkelvoudig and not definitie.per:
            [deel] = delen.values()
            return replace(deel, naam=definitie.titel, eenheid=eenheid(definitie, vraag.periode))
        uitkomst = self._formule(definitie, vraag, delen)
        return self._per(definitie, vraag, uitkomst) if definitie.per else uitkomst

    def _deel(self, definitie: IndicatorDefinitie, deel: Deel, vraag: Vraag) -> Waarde:
        if deel.indicator:
            return self.waarde(self.definities.indicatoren[deel.indicator], vraag)
        return self.feiten.waarde(self._meetlat(definitie, deel), vraag)

    def _meetlat(self, definitie: IndicatorDefinitie, deel: Deel) -> Meetlat:
        bron = self.definities.bronnen[deel.bron or definitie.bron]
        return Meetlat(bron, deel.code or "", deel.titel or definitie.titel, definitie)

    def _formule(self, definitie: IndicatorDefinitie, vraag: Vraag, delen: dict[str, Waarde]) -> Waarde:
        """The result of the formula; a missing part makes that there is none."""
        herkomst = self._afgeleid(definitie, vraag, delen)
        weg = [deel for deel in delen.values() if not deel.bekend]
        if weg:
            return self._niet(definitie, vraag, "; ".join(deel.uitleg for deel in weg), herkomst)
        if not self._zelfde_grenzen(vraag.gebied, delen):
            return self._niet(definitie, vraag, "de delen horen bij verschillende gemeentegrenzen", herkomst)
        formule = lees_formule(definitie.formule)
        try:
            getal = formule.reken({naam: deel.getal for naam, deel in delen.items() if deel.getal is not None})
            telling = self._telling(definitie, delen)
        except ZeroDivisionError:
            return self._niet(definitie, vraag, f"er is gedeeld door nul in {herkomst.formule}", herkomst)
        return Waarde(
            naam=definitie.titel,
            periode=vraag.periode,
            eenheid=eenheid(definitie, vraag.periode),
            getal=getal,
            telling=telling,
            decimalen=definitie.decimalen,
            herkomst=herkomst,
        )

    def _telling(self, definitie: IndicatorDefinitie, delen: dict[str, Waarde]) -> float | None:
        """The count behind a sum or difference of counts; a ratio of counts is no count."""
        tellingen = {naam: deel.telling for naam, deel in delen.items() if deel.telling is not None}
        if len(tellingen) < len(delen) or set(definitie.formule) & {"*", "/"}:
            return None
        return lees_formule(definitie.formule).reken(tellingen)

    def _zelfde_grenzen(self, gebied: str, delen: dict[str, Waarde]) -> bool:
        jaren = [deel.herkomst.gebied_jaar for deel in delen.values() if deel.herkomst.gebied_jaar]
        return all(self.feiten.grenzen.zelfde(gebied, jaren[0], jaar) for jaar in jaren[1:])

    def _per(self, definitie: IndicatorDefinitie, vraag: Vraag, teller: Waarde) -> Waarde:
        """Divide by the denominator, within the boundaries of the numerator."""
        noemer_definitie = self.definities.indicatoren[definitie.noemer or ""]
        indeling = teller.herkomst.gebied_jaar or vraag.indeling
        noemer = self.waarde(noemer_definitie, replace(vraag, indeling=indeling))
        herkomst = replace(
            teller.herkomst,
            formule=f"{teller.herkomst.formule} ÷ {noemer_definitie.titel} × {getal_tekst(definitie.per or 1)}",
            delen=(*teller.herkomst.delen, noemer),
        )
        weg = [deel.uitleg for deel in (teller, noemer) if not deel.bekend]
        if teller.getal is None or noemer.getal is None:
            return self._niet(definitie, vraag, "; ".join(weg), herkomst)
        if noemer.getal == 0:
            return self._niet(definitie, vraag, f"{noemer_definitie.titel} {vraag.periode.label} is nul", herkomst)
        jaren = max(1.0, vraag.periode.maanden / 12) if teller.telling is not None else 1.0
        return replace(
            teller,
            getal=teller.getal / noemer.getal * (definitie.per or 1),
            noemer=noemer.getal * jaren,
            herkomst=herkomst,
        )

    def _aangehaald(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde | None:
        """The figure as a plan gives it under the key of the indicator."""
        lat = self._citaat(definitie)
        if lat is None or not any(r.periode == vraag.periode.code for r in self.feiten.rijen(lat, vraag.gebied)):
            return None
        return self.feiten.waarde(lat, vraag)

    def _citaat(self, definitie: IndicatorDefinitie) -> Meetlat | None:
        bron: Bron | None = self.definities.bronnen.get(PLANDOCUMENT)
        return Meetlat(bron, definitie.key, definitie.titel, definitie) if bron else None

    def _niet(self, definitie: IndicatorDefinitie, vraag: Vraag, uitleg: str, herkomst: Herkomst) -> Waarde:
        return geen(definitie, vraag.periode, GeenCijfer.NIET_TE_BEOORDELEN, uitleg, herkomst)

    def _leeg(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Herkomst:
        bron = self.definities.bronnen[definitie.bron]
        return Herkomst(
            bron=bron.titel,
            gebied=vraag.gebied,
            gebied_naam=self.feiten.gebied_naam(vraag.gebied),
            build=self.store.build_id,
            licentie=bron.licentie,
            toelichting=definitie.toelichting,
        )

    def _afgeleid(self, definitie: IndicatorDefinitie, vraag: Vraag, delen: dict[str, Waarde]) -> Herkomst:
        """The origin of a derived figure: what its parts have, and the parts themselves."""
        herkomsten = [deel.herkomst for deel in delen.values()]
        jaren = [herkomst.gebied_jaar for herkomst in herkomsten if herkomst.gebied_jaar]
        gehaald = [herkomst.opgehaald for herkomst in herkomsten if herkomst.opgehaald]
        gelezen = [herkomst.ingelezen for herkomst in herkomsten if herkomst.ingelezen]
        return replace(
            self._leeg(definitie, vraag),
            bron="; ".join(dict.fromkeys(herkomst.bron for herkomst in herkomsten)),
            tabel="; ".join(dict.fromkeys(herkomst.tabel for herkomst in herkomsten if herkomst.tabel)),
            codes=tuple(dict.fromkeys(code for herkomst in herkomsten for code in herkomst.codes)),
            formule=_leesbaar(definitie.formule, delen),
            gebied_jaar=max(jaren, default=None),
            # A derived figure was fetched on a day only when that is known of all its parts; else the newest day of
            # reading in is what can be said.
            opgehaald=None if gelezen else max(gehaald, default=None),
            ingelezen=max(gelezen, default=None),
            licentie="; ".join(dict.fromkeys(herkomst.licentie for herkomst in herkomsten if herkomst.licentie)),
            vindplaats="; ".join(dict.fromkeys(h.vindplaats for h in herkomsten if h.vindplaats)),
            delen=tuple(delen.values()),
        )


def _leesbaar(formule: str, delen: dict[str, Waarde]) -> str:
    """The formula with the titles of its parts and the signs of a reader."""
    tekst = re.sub(r"\s*([-+*/])\s*", lambda m: f" {_TEKENS.get(m[1], m[1])} ", formule)
    return re.sub(r"[A-Za-z_]\w*", lambda m: delen[m[0]].naam if m[0] in delen else m[0], tekst)
