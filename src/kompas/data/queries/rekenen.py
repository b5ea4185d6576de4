"""Indicators: formulas over parts, per 1.000 inhabitants, and figures quoted from a plan."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde, getal_tekst
from kompas.data.definities import Bron, Deel, Definities, IndicatorDefinitie
from kompas.data.definities.controle import omrekenfactor
from kompas.data.definities.formule import lees_formule
from kompas.data.definities.indicator import maanden_van
from kompas.data.queries.feiten import Feiten
from kompas.data.queries.marges import GEEN, Marge, marges
from kompas.data.queries.reeksen import Reeksen, breukzin
from kompas.data.queries.vraag import NU, Meetlat, Vraag, eenheid, geen, klein
from kompas.data.store import Store

PLANDOCUMENT = "plandocument"
MAX_ONTHOUDEN = 50_000
_TEKENS = {"-": "−", "*": "×", "/": "÷"}
_GEEN_RIJ = {GeenCijfer.ONTBREEKT, GeenCijfer.NIET_GEPUBLICEERD}


@dataclass(frozen=True)
class Rekenaar:
    """Computes any indicator from one build, and remembers what it computed: a build never changes.

    `nu` is the year whose boundaries count when nobody says otherwise: the newest, or that of the day looked back to.
    """

    store: Store
    definities: Definities
    nu: int = NU
    _onthouden: dict[tuple[str, Vraag], Waarde] = field(default_factory=dict, repr=False)

    @cached_property
    def feiten(self) -> Feiten:
        return Feiten(self.store, self.definities)

    @property
    def reeksen(self) -> Reeksen:
        return self.feiten.reeksen

    def vraag(self, gebied: str, periode: Periode) -> Vraag:
        """The question for the boundaries that count here."""
        return Vraag(gebied, periode, self.nu)

    def waarde(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde:
        """From the source; else as a plan quotes it; else the reason why there is none."""
        sleutel = (definitie.key, vraag)
        if sleutel not in self._onthouden:
            if len(self._onthouden) >= MAX_ONTHOUDEN:
                self._onthouden.clear()
            eigen = self._eigen(definitie, vraag)
            self._onthouden[sleutel] = eigen if eigen.bekend else self._aangehaald(definitie, vraag) or eigen
        return self._onthouden[sleutel]

    def eigen(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde:
        """The figure of the source, whatever a plan says."""
        return self._eigen(definitie, vraag)

    def perioden(self, definitie: IndicatorDefinitie, gebied: str) -> set[str]:
        """Codes of the periods for which at least one part has a row."""
        gevonden = {rij.periode for lat in self.meetlatten(definitie) for rij in self.feiten.rijen(lat, gebied)}
        for deel in definitie.delen.values():
            if deel.indicator:
                gevonden |= self.perioden(self.definities.indicatoren[deel.indicator], gebied)
        return gevonden

    def meetlatten(self, definitie: IndicatorDefinitie) -> list[Meetlat]:
        """Every code that the indicator itself reads: its parts, their other sources, and the quote in a plan."""
        eigen = [lat for deel in definitie.delen.values() if deel.code for lat in self.latten(definitie, deel)]
        citaat = self.citaat(definitie)
        return [*eigen, *([citaat] if citaat else [])]

    def citaat(self, definitie: IndicatorDefinitie) -> Meetlat | None:
        """How a plan quotes this indicator: under its key."""
        bron: Bron | None = self.definities.bronnen.get(PLANDOCUMENT)
        return Meetlat(bron, definitie.key, definitie.titel, definitie) if bron else None

    def latten(self, definitie: IndicatorDefinitie, deel: Deel) -> list[Meetlat]:
        """The code of one part, and after it those that may stand in for it."""
        eigen, gemeten = deel.bron or definitie.bron, definitie.gemeten(deel)
        codes = [(eigen, deel.code or ""), *((anders.bron or eigen, anders.code) for anders in deel.anders)]
        return [Meetlat(self.definities.bronnen[bron], code, gemeten.titel, gemeten) for bron, code in codes]

    def _eigen(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde:
        if definitie.geen_bron_omdat:
            return geen(
                definitie, vraag.periode, GeenCijfer.PM, definitie.geen_bron_omdat, self._leeg(definitie, vraag)
            )
        delen = {naam: self._deel(definitie, deel, vraag) for naam, deel in definitie.delen.items()}
        if definitie.is_enkelvoudig and not definitie.per:
            [deel] = delen.values()
            return self._overgenomen(definitie, vraag, deel)
        uitkomst = self._formule(definitie, vraag, delen)
        return self._per(definitie, vraag, uitkomst, delen) if definitie.per else uitkomst

    def _overgenomen(self, definitie: IndicatorDefinitie, vraag: Vraag, deel: Waarde) -> Waarde:
        """One part as it is; looked at over more time it is no longer a count of the period that was asked."""
        anders = deel.periode != vraag.periode
        return replace(
            deel,
            naam=definitie.titel,
            periode=vraag.periode,
            eenheid=eenheid(definitie, deel.periode),
            decimalen=definitie.decimalen,
            telling=None if anders else deel.telling,
            noemer=None if anders else deel.noemer,
        )

    def _deel(self, definitie: IndicatorDefinitie, deel: Deel, vraag: Vraag) -> Waarde:
        if deel.terug:
            vraag = replace(vraag, periode=vraag.periode.eerder(maanden_van(deel.terug)))
        if deel.over:
            vraag = replace(vraag, periode=vraag.periode.laatste(maanden_van(deel.over)))
        if deel.indicator:
            return self.waarde(self.definities.indicatoren[deel.indicator], vraag)
        return self._code(definitie, deel, vraag)

    def _code(self, definitie: IndicatorDefinitie, deel: Deel, vraag: Vraag) -> Waarde:
        """The figure of the source, or of the first other source that has one."""
        [lat, *andere] = self.latten(definitie, deel)
        eerste = self.feiten.waarde(lat, vraag)
        if eerste.bekend or eerste.reden not in _GEEN_RIJ:
            return eerste
        for anders, ander in zip(deel.anders, andere, strict=True):
            waarde = self.feiten.waarde(ander, vraag) if anders.geldt_voor(vraag.gebied) else eerste
            if waarde.bekend:
                factor = omrekenfactor(definitie, deel, anders)
                return waarde if factor == 1 else _omgerekend(waarde, factor, anders.eenheid, definitie.eenheid)
        return eerste

    def _formule(self, definitie: IndicatorDefinitie, vraag: Vraag, delen: dict[str, Waarde]) -> Waarde:
        """The result of the formula; a missing part makes that there is none."""
        herkomst = self._afgeleid(definitie, vraag, delen)
        weg = [deel for deel in delen.values() if not deel.bekend]
        if weg:
            return self._niet(definitie, vraag, "; ".join(dict.fromkeys(deel.uitleg for deel in weg)), herkomst)
        if not self.feiten.zelfde_gebied(vraag.gebied, list(delen.values())):
            return self._niet(definitie, vraag, "de delen horen bij verschillende gemeentegrenzen", herkomst)
        if zin := self._over_een_breuk(definitie, list(delen.values())):
            return self._niet(definitie, vraag, zin, herkomst)
        formule = lees_formule(definitie.formule)
        try:
            getal = formule.reken({naam: deel.getal for naam, deel in delen.items() if deel.getal is not None})
            telling = self._telling(definitie, vraag, delen)
        except ZeroDivisionError:
            return self._niet(definitie, vraag, f"er is gedeeld door nul in {herkomst.formule}", herkomst)
        laag, hoog = self._marges(definitie, delen)
        return Waarde(
            naam=definitie.titel,
            periode=vraag.periode,
            eenheid=eenheid(definitie, vraag.periode),
            getal=getal,
            laag=laag,
            hoog=hoog,
            telling=telling,
            decimalen=definitie.decimalen,
            herkomst=herkomst,
        )

    def _over_een_breuk(self, definitie: IndicatorDefinitie, delen: Sequence[Waarde]) -> str:
        """Parts of different periods may not lie on different sides of a break."""
        jaren = [deel.periode.eind.year for deel in delen]
        breuken = self.reeksen.tussen(definitie, min(jaren), max(jaren))
        return breukzin(definitie.titel, breuken[-1]) if breuken else ""

    def _marges(self, definitie: IndicatorDefinitie, delen: Mapping[str, Waarde]) -> Marge:
        """None when a survey in the formula came without margin: half a margin would look better than it is."""
        zonder = [naam for naam, deel in delen.items() if deel.laag is None and self._is_enquete(definitie, naam)]
        return GEEN if zonder else marges(lees_formule(definitie.formule).reken, delen)

    def _is_enquete(self, definitie: IndicatorDefinitie, naam: str) -> bool:
        deel = definitie.delen[naam]
        gemeten = self.definities.indicatoren[deel.indicator] if deel.indicator else definitie.gemeten(deel)
        return gemeten.soort == "enquete"

    def _telling(self, definitie: IndicatorDefinitie, vraag: Vraag, delen: dict[str, Waarde]) -> float | None:
        """The count behind a sum or difference of counts of this very period; a ratio of counts is no count."""
        tellingen = {
            naam: deel.telling
            for naam, deel in delen.items()
            if deel.telling is not None and deel.periode == vraag.periode
        }
        formule = lees_formule(definitie.formule)
        return formule.reken(tellingen) if len(tellingen) == len(delen) and formule.alleen_optellen else None

    def _per(self, definitie: IndicatorDefinitie, vraag: Vraag, teller: Waarde, delen: Mapping[str, Waarde]) -> Waarde:
        """Divide by the denominator, within the boundaries and over the time of the numerator."""
        perioden = {deel.periode for deel in delen.values()}
        periode = perioden.pop() if len(perioden) == 1 else vraag.periode
        indeling = teller.herkomst.gebied_jaar or vraag.indeling
        noemer_definitie = self.definities.indicatoren[definitie.noemer or ""]
        noemer = self._noemer(noemer_definitie, replace(vraag, periode=periode, indeling=indeling, schat=True))
        maal = "" if definitie.per == 1 else f" × {getal_tekst(definitie.per or 1)}"
        herkomst = replace(
            teller.herkomst,
            formule=f"{teller.herkomst.formule} ÷ {noemer_definitie.titel}{maal}",
            opmerkingen=tuple(dict.fromkeys((*teller.herkomst.opmerkingen, *noemer.herkomst.opmerkingen))),
            delen=(*teller.herkomst.delen, noemer),
        )
        if teller.getal is None or noemer.getal is None:
            weg = [deel.uitleg for deel in (teller, noemer) if not deel.bekend]
            return self._niet(definitie, vraag, "; ".join(weg), herkomst)
        if noemer.getal == 0:
            return self._niet(definitie, vraag, f"{noemer_definitie.titel} {vraag.periode.label} is nul", herkomst)
        jaren = max(1.0, vraag.periode.maanden / 12) if teller.telling is not None else 1.0
        gedeeld = _maal(teller, (definitie.per or 1) / noemer.getal)
        heeft_telling = periode == vraag.periode
        return replace(gedeeld, noemer=noemer.getal * jaren if heeft_telling else None, herkomst=herkomst)

    def _noemer(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde:
        """The denominator; a run of months may reach into a year whose inhabitants are not counted yet."""
        noemer = self.waarde(definitie, vraag)
        if noemer.bekend or vraag.periode.is_jaar or vraag.periode.maanden < 12 or definitie.soort != "stand":
            return noemer
        for jaar in (vraag.periode.eind.year - 1, vraag.periode.eind.year - 2):
            eerder = self.waarde(definitie, replace(vraag, periode=Periode.jaar(jaar)))
            if eerder.bekend:
                zin = f"{definitie.titel} {vraag.periode.label} is nog niet bekend; gerekend is met {jaar}."
                opmerkingen = (*eerder.herkomst.opmerkingen, zin)
                return replace(eerder, herkomst=replace(eerder.herkomst, opmerkingen=opmerkingen))
        return noemer

    def _aangehaald(self, definitie: IndicatorDefinitie, vraag: Vraag) -> Waarde | None:
        """The figure as a plan gives it under the key of the indicator."""
        lat = self.citaat(definitie)
        if lat is None or not any(r.periode == vraag.periode.code for r in self.feiten.rijen(lat, vraag.gebied)):
            return None
        return self.feiten.waarde(lat, vraag)

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
            bron=_samen([herkomst.bron for herkomst in herkomsten]),
            tabel=_samen([herkomst.tabel for herkomst in herkomsten]),
            codes=tuple(dict.fromkeys(code for herkomst in herkomsten for code in herkomst.codes)),
            formule=_leesbaar(definitie.formule, delen),
            gebied_jaar=max(jaren, default=None),
            # A derived figure was fetched on a day only when that is known of all its parts; else the newest day of
            # reading in is what can be said.
            opgehaald=None if gelezen else max(gehaald, default=None),
            ingelezen=max(gelezen, default=None),
            licentie=_samen([herkomst.licentie for herkomst in herkomsten]),
            vindplaats=_samen([herkomst.vindplaats for herkomst in herkomsten]),
            delen=tuple(delen.values()),
            opmerkingen=tuple(dict.fromkeys(zin for herkomst in herkomsten for zin in herkomst.opmerkingen)),
        )


def _samen(teksten: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(tekst for tekst in teksten if tekst))


def _maal(waarde: Waarde, factor: float) -> Waarde:
    """The figure and its margin, multiplied; the count behind it stays what it is."""
    getal, laag, hoog = (None if x is None else x * factor for x in (waarde.getal, waarde.laag, waarde.hoog))
    return replace(waarde, getal=getal, laag=laag, hoog=hoog)


def _omgerekend(waarde: Waarde, factor: float, van: str, naar: str) -> Waarde:
    """A figure of another source in the unit of the indicator; the figure as it stood there stays below it."""
    bron = replace(waarde, eenheid=van)
    herkomst = replace(
        waarde.herkomst,
        formule=f"{klein(waarde.naam)} {van}, omgerekend naar {naar}",
        opmerkingen=(*waarde.herkomst.opmerkingen, f"De bron geeft dit cijfer {van}; omgerekend naar {naar}."),
        delen=(bron,),
    )
    return replace(_maal(waarde, factor), herkomst=herkomst)


def _leesbaar(formule: str, delen: dict[str, Waarde]) -> str:
    """The formula with the titles of its parts and the signs of a reader."""
    tekst = re.sub(r"\s*([-+*/])\s*", lambda m: f" {_TEKENS.get(m[1], m[1])} ", formule)
    return re.sub(r"[A-Za-z_]\w*", lambda m: _deelnaam(m[0], delen), tekst)


def _deelnaam(naam: str, delen: dict[str, Waarde]) -> str:
    """What a part is called; with its period where the parts are of different ones."""
    if naam not in delen:
        return naam
    verschillend = len({deel.periode for deel in delen.values()}) > 1
    return f"{delen[naam].naam} ({delen[naam].periode.label})" if verschillend else delen[naam].naam
