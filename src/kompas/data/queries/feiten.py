"""One figure of one code: the right row, months added up, predecessors added up; or why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde, getal_tekst
from kompas.base.periode import MAANDEN
from kompas.data import feiten
from kompas.data.definities import Bron, Definities, Herindeling, IndicatorDefinitie
from kompas.data.queries.grenzen import Grenzen, naam_van
from kompas.data.queries.reeksen import Reeksen, breukzin
from kompas.data.queries.vraag import Meetlat, Vraag, eenheid, geen, klein
from kompas.data.store import FeitRij, Store

_REDENEN = {
    feiten.BLANCO: (GeenCijfer.NIET_GEPUBLICEERD, "volgens de bron kan hier geen cijfer zijn"),
    feiten.PUNT: (GeenCijfer.ONDERDRUKT, "de bron vindt het cijfer onbekend, onbetrouwbaar of geheim"),
    feiten.LEEG: (GeenCijfer.NIET_GEPUBLICEERD, "de bron geeft een lege waarde; dat is geen nul"),
    feiten.PM: (GeenCijfer.PM, "de waarde is opengelaten (PM)"),
    feiten.AFBEELDING: (GeenCijfer.ALLEEN_AFBEELDING, "de getallen in de afbeelding staan niet in de tekst"),
}


@dataclass(frozen=True)
class Feiten:
    """Figures of one code out of one build."""

    store: Store
    definities: Definities

    @cached_property
    def grenzen(self) -> Grenzen:
        return Grenzen(self.definities.herindelingen)

    @cached_property
    def reeksen(self) -> Reeksen:
        return Reeksen(self.definities)

    def waarde(self, lat: Meetlat, vraag: Vraag) -> Waarde:
        """The figure for exactly this period, or put together from years, months or predecessors."""
        rij = self._rij(lat, vraag)
        if rij is not None:
            return self.uit_rij(lat, vraag, rij)
        herindeling = self._samengevoegd(lat, vraag)
        if herindeling:
            return self._uit_voorgangers(lat, vraag, herindeling)
        delen = self._deelperioden(lat.definitie, vraag.periode)
        if delen:
            return self._uit_delen(lat, vraag, delen)
        return self._ander_gebied(lat, vraag) or self._ontbreekt(lat, vraag)

    def rijen(self, lat: Meetlat, gebied: str) -> tuple[FeitRij, ...]:
        """Every row that may count for this area, those of predecessors included."""
        codes = self.grenzen.met_voorgangers(gebied) if lat.bron.indeling == "van toen" else (gebied,)
        return tuple(rij for code in codes for rij in self.store.feiten(lat.bron.key, lat.code, code))

    def gebied_naam(self, gebied: str) -> str:
        naam = self.store.naam(gebied)
        return naam if naam != gebied else naam_van(self.definities.herindelingen, gebied) or gebied

    def _rij(self, lat: Meetlat, vraag: Vraag) -> FeitRij | None:
        code = vraag.periode.code
        rijen = self.store.feiten(lat.bron.key, lat.code, vraag.gebied)
        return self.kies(lat.bron, vraag, [rij for rij in rijen if rij.periode == code])

    def kies(self, bron: Bron, vraag: Vraag, rijen: Sequence[FeitRij]) -> FeitRij | None:
        """Of the rows for one period the one of the preferred table; one with a figure goes before one without."""
        passend = [rij for rij in rijen if self._past(bron, rij, vraag)]
        return min(passend, key=lambda rij: self._voorkeur(bron, vraag, rij), default=None)

    def _voorkeur(self, bron: Bron, vraag: Vraag, rij: FeitRij) -> tuple[bool, bool, bool, int, int, str]:
        """Lowest goes first: a figure, a real one, for the right area, of the preferred table, recalculated last."""
        tabel = bron.tabellen.index(rij.tabel) if rij.tabel in bron.tabellen else len(bron.tabellen)
        past = self.grenzen.zelfde(vraag.gebied, rij.gebied_jaar, vraag.indeling)
        return rij.waarde is None, rij.voorbeeld, not past, tabel, -rij.gebied_jaar, rij.tabel

    def _past(self, bron: Bron, rij: FeitRij, vraag: Vraag) -> bool:
        return bron.indeling == "nieuwste" or self.grenzen.zelfde(vraag.gebied, rij.gebied_jaar, vraag.indeling)

    def _samengevoegd(self, lat: Meetlat, vraag: Vraag) -> Herindeling | None:
        """The redivision because of which this figure is a sum over predecessors."""
        if lat.bron.indeling == "nieuwste" or lat.definitie.soort not in {"telling", "stand"}:
            return None
        return self.grenzen.laatste(vraag.gebied, vraag.periode.eind.year, vraag.indeling)

    def uit_rij(self, lat: Meetlat, vraag: Vraag, rij: FeitRij) -> Waarde:
        """The figure of one row, with its origin."""
        herkomst = self._herkomst(lat, vraag, rij)
        if rij.waarde is None:
            reden, uitleg = _REDENEN[rij.vlag or feiten.LEEG]
            return geen(
                lat.definitie, vraag.periode, reden, f"{klein(lat.naam)} {vraag.periode.label}: {uitleg}", herkomst
            )
        jaren = vraag.periode.maanden / 12
        per_jaar = jaren > 1 and lat.definitie.soort == "telling"
        return Waarde(
            naam=lat.definitie.titel,
            periode=vraag.periode,
            eenheid=eenheid(lat.definitie, vraag.periode),
            getal=rij.waarde,
            laag=rij.laag,
            hoog=rij.hoog,
            telling=rij.waarde * (jaren if per_jaar else 1) if lat.definitie.soort == "telling" else None,
            decimalen=lat.definitie.decimalen,
            herkomst=replace(herkomst, formule="gemiddeld per jaar" if per_jaar else herkomst.formule),
        )

    def _ander_gebied(self, lat: Meetlat, vraag: Vraag) -> Waarde | None:
        """A survey or rate of the same code with other boundaries: there is a figure, but it is about another area."""
        herindeling = self.grenzen.laatste(vraag.gebied, vraag.periode.eind.year, vraag.indeling)
        code = vraag.periode.code
        rijen = self.store.feiten(lat.bron.key, lat.code, vraag.gebied) if herindeling else ()
        if herindeling is None or not any(rij.periode == code and rij.waarde is not None for rij in rijen):
            return None
        uitleg = f"{klein(lat.naam)} {vraag.periode.label} geldt voor de gemeente van vóór {herindeling.jaar}"
        return self._niet(lat, vraag, f"{uitleg}: {herindeling.zin}. Zo'n cijfer is niet op te tellen")

    def _uit_voorgangers(self, lat: Meetlat, vraag: Vraag, herindeling: Herindeling) -> Waarde:
        """The sum over the municipalities that went on as this one; after a division at most an estimate."""
        geschat = vraag.schat and lat.definitie.soort == "stand" and herindeling.is_te_schatten
        if not herindeling.geheel and not geschat:
            uitleg = f"de gemeentegrenzen zijn in {herindeling.jaar} gewijzigd: {herindeling.toelichting.rstrip('.')}"
            return self._niet(
                lat, vraag, f"{klein(lat.naam)} {vraag.periode.label} geldt voor een ander gebied; {uitleg}"
            )
        delen = [
            self.waarde(lat, replace(vraag, gebied=code, indeling=herindeling.jaar - 1)) for code in herindeling.van
        ]
        namen = [f"{self.gebied_naam(code)} ({code})" for code in herindeling.van]
        weg = [naam for naam, deel in zip(namen, delen, strict=True) if not deel.bekend]
        if len(weg) == len(delen):
            return self._ontbreekt(lat, vraag)
        if weg:
            return self._niet(lat, vraag, f"{klein(lat.naam)} {vraag.periode.label} ontbreekt voor {' en '.join(weg)}")
        aandelen = [herindeling.aandelen.get(code) or 1.0 for code in herindeling.van]
        formule = " + ".join(
            naam if aandeel == 1 else f"{getal_tekst(aandeel * 100, 1)}% van {naam}"
            for naam, aandeel in zip(namen, aandelen, strict=True)
        )
        samen = self._samen(lat, vraag, delen, formule, lambda getallen: _gewogen_som(getallen, aandelen))
        opmerking = _brugzin(lat, vraag, herindeling)
        herkomst = replace(
            samen.herkomst,
            gebied_jaar=herindeling.jaar,
            opmerkingen=tuple(dict.fromkeys((*samen.herkomst.opmerkingen, opmerking))),
        )
        return replace(samen, herkomst=herkomst)

    def _deelperioden(self, definitie: IndicatorDefinitie, periode: Periode) -> list[Periode]:
        """The shorter periods that may be put together to this one."""
        if definitie.soort not in {"telling", "stand"} or periode.maanden == 1:
            return []
        eerste, laatste = periode.begin.year, periode.eind.year
        hele_jaren = periode.begin.month == 1 and periode.eind.month == 12
        if (hele_jaren and eerste < laatste) or definitie.soort == "stand":
            jaren = [Periode.jaar(jaar) for jaar in range(eerste, laatste + 1)]
            return [] if jaren == [periode] else jaren
        if periode.maanden > 12 and periode.maanden % 12 == 0:
            return [periode.eerder(maanden).laatste(12) for maanden in range(periode.maanden - 12, -1, -12)]
        if (periode.is_jaar and not definitie.jaar_uit_maanden) or periode.maanden > 12:
            return []
        nummers = range(periode.begin.month - 1, periode.begin.month - 1 + periode.maanden)
        return [Periode.maand(eerste + nummer // 12, nummer % 12 + 1) for nummer in nummers]

    def _uit_delen(self, lat: Meetlat, vraag: Vraag, perioden: Sequence[Periode]) -> Waarde:
        """A sum of months, or an average over years (weighted with the months of the period in each year)."""
        if breuk := self.reeksen.binnen(lat, vraag.periode):
            return self._niet(lat, vraag, f"{breukzin(lat.naam, breuk)} {vraag.periode.label} valt daaroverheen")
        delen = [self.waarde(lat, replace(vraag, periode=periode)) for periode in perioden]
        weg = [periode.label for periode, deel in zip(perioden, delen, strict=True) if not deel.bekend]
        if len(weg) == len(delen):
            return self._ontbreekt(lat, vraag)
        if weg:
            return self._niet(
                lat, vraag, f"{klein(lat.naam)}: {', '.join(weg[:6])}{' en meer' if len(weg) > 6 else ''} ontbreekt"
            )
        if not self.zelfde_gebied(vraag.gebied, delen):
            return self._niet(lat, vraag, f"{klein(lat.naam)}: de delen horen bij verschillende gemeentegrenzen")
        if perioden[0].maanden == 1:
            return self._samen(lat, vraag, delen, f"som van {len(delen)} maanden", sum)
        gewichten = [_overlap(periode, vraag.periode) for periode in perioden]

        def gemiddelde(getallen: Sequence[float]) -> float:
            return sum(g * w for g, w in zip(getallen, gewichten, strict=True)) / sum(gewichten)

        labels = ", ".join(periode.label for periode in perioden)
        return self._samen(lat, vraag, delen, f"gemiddeld per jaar over {labels}", gemiddelde)

    def zelfde_gebied(self, gebied: str, delen: Sequence[Waarde]) -> bool:
        """Whether figures are about the same area, whatever year their boundaries are called after."""
        jaren = [deel.herkomst.gebied_jaar for deel in delen if deel.herkomst.gebied_jaar]
        return all(self.grenzen.zelfde(gebied, jaren[0], jaar) for jaar in jaren[1:])

    def _samen(
        self,
        lat: Meetlat,
        vraag: Vraag,
        delen: Sequence[Waarde],
        formule: str,
        reken: Callable[[Sequence[float]], float],
    ) -> Waarde:
        is_telling = lat.definitie.soort == "telling"
        return Waarde(
            naam=lat.definitie.titel,
            periode=vraag.periode,
            eenheid=eenheid(lat.definitie, vraag.periode),
            getal=reken([deel.getal for deel in delen if deel.getal is not None]),
            telling=sum(deel.telling or 0 for deel in delen) if is_telling else None,
            decimalen=lat.definitie.decimalen,
            herkomst=self._samengesteld(vraag, delen, formule),
        )

    def _samengesteld(self, vraag: Vraag, delen: Sequence[Waarde], formule: str) -> Herkomst:
        """The origin of a sum: that of its first part, with what belongs to that one row alone left out."""
        return replace(
            delen[0].herkomst,
            formule=formule,
            gebied=vraag.gebied,
            gebied_naam=self.gebied_naam(vraag.gebied),
            delen=tuple(delen),
            bekend_vanaf=None,
            adres="",
            regel=0,
            ruw="",
            opmerkingen=tuple(dict.fromkeys(zin for deel in delen for zin in deel.herkomst.opmerkingen)),
        )

    def _ontbreekt(self, lat: Meetlat, vraag: Vraag) -> Waarde:
        op = self.store.op_dag
        dan = f" in wat op {op.day} {MAANDEN[op.month - 1]} {op.year} bekend was" if op else ""
        uitleg = f"{klein(lat.naam)} {vraag.periode.label} ontbreekt{dan}"
        return geen(lat.definitie, vraag.periode, GeenCijfer.ONTBREEKT, uitleg, self._herkomst(lat, vraag))

    def _niet(self, lat: Meetlat, vraag: Vraag, uitleg: str) -> Waarde:
        herkomst = self._herkomst(lat, vraag)
        return geen(lat.definitie, vraag.periode, GeenCijfer.NIET_TE_BEOORDELEN, uitleg, herkomst)

    def _herkomst(self, lat: Meetlat, vraag: Vraag, rij: FeitRij | None = None) -> Herkomst:
        soort = self.definities.soort(lat.bron.key, lat.code)
        code = f"{lat.code} {soort.titel}" if soort else (rij and rij.naam) or lat.code
        return Herkomst(
            bron=lat.bron.titel,
            tabel=rij.tabel if rij else ", ".join(lat.bron.tabellen[:1]),
            codes=(code,),
            gebied=vraag.gebied,
            gebied_naam=self.gebied_naam(vraag.gebied),
            gebied_jaar=rij.gebied_jaar if rij else None,
            opgehaald=rij.opgehaald if rij else None,
            ingelezen=rij.ingelezen if rij else None,
            build=self.store.build_id,
            vindplaats=rij.vindplaats if rij else "",
            licentie=lat.bron.licentie,
            toelichting=_toelichting(lat, soort.let_op if soort else "", rij),
            bekend_vanaf=rij.bekend_vanaf if rij else None,
            adres=rij.adres if rij else "",
            regel=rij.regel if rij else 0,
            ruw=rij.bestand if rij else "",
            opmerkingen=(*self._over_de_grenzen(lat, vraag, rij), *_voorlopig(lat.bron, vraag.periode, rij))
            if rij
            else (),
        )

    def _over_de_grenzen(self, lat: Meetlat, vraag: Vraag, rij: FeitRij) -> tuple[str, ...]:
        """What happened to the area between the period and the boundaries of the row, or after those."""
        if lat.bron.indeling != "nieuwste" or not lat.bron.tabellen:
            return ()
        if na := self.grenzen.laatste(vraag.gebied, rij.gebied_jaar, vraag.indeling):
            return (f"Geldt voor de gemeentegrenzen van {rij.gebied_jaar}; daarna: {na.zin}.",)
        if voor := self.grenzen.tussen(vraag.gebied, vraag.periode.eind.year, rij.gebied_jaar):
            zinnen = "; ".join(herindeling.zin for herindeling in voor)
            return (f"Door de bron omgerekend naar de gemeentegrenzen van {rij.gebied_jaar}: {zinnen}.",)
        return ()


def _voorlopig(bron: Bron, periode: Periode, rij: FeitRij) -> tuple[str, ...]:
    """Whether the source still works on this month; that is about the day on which it was fetched."""
    if rij.opgehaald is None or periode.maanden > 1:
        return ()
    oud = (rij.opgehaald.year - periode.eind.year) * 12 + rij.opgehaald.month - periode.eind.month
    return (f"Voorlopig: de bron vult de laatste {bron.voorlopig} maanden nog aan.",) if oud <= bron.voorlopig else ()


def _toelichting(lat: Meetlat, let_op: str, rij: FeitRij | None) -> str:
    delen = [rij.toelichting if rij else "", lat.bron.toelichting, let_op, lat.definitie.toelichting]
    if rij and rij.voorbeeld:
        delen.insert(0, "Voorbeeldcijfer.")
    return " ".join(dict.fromkeys(deel for deel in delen if deel))


def _overlap(jaar: Periode, periode: Periode) -> int:
    """How many months of the period lie in this year."""
    begin, eind = max(jaar.begin, periode.begin), min(jaar.eind, periode.eind)
    return (eind.year - begin.year) * 12 + eind.month - begin.month + 1


def _gewogen_som(getallen: Sequence[float], gewichten: Sequence[float]) -> float:
    return sum(getal * gewicht for getal, gewicht in zip(getallen, gewichten, strict=True))


def _brugzin(lat: Meetlat, vraag: Vraag, herindeling: Herindeling) -> str:
    """That a figure was put together over a redivision, and how good it is."""
    zin = f"{lat.naam} {vraag.periode.label}: {herindeling.zin}; de cijfers van de voorgangers zijn opgeteld."
    if herindeling.geheel:
        return zin
    marge = getal_tekst(herindeling.marge * 100)
    return f"{zin} Dit is een schatting: het aandeel in een verdeelde gemeente kan tot {marge} procentpunt afwijken."
