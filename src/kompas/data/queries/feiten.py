"""One figure of one code: the right row, months added up, predecessors added up; or why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.data import feiten
from kompas.data.definities import Bron, Definities, Herindeling, IndicatorDefinitie
from kompas.data.queries.grenzen import NU, Grenzen, naam_van
from kompas.data.store import FeitRij, Store

_REDENEN = {
    feiten.BLANCO: (GeenCijfer.NIET_GEPUBLICEERD, "volgens de bron kan hier geen cijfer zijn"),
    feiten.PUNT: (GeenCijfer.ONDERDRUKT, "de bron vindt het cijfer onbekend, onbetrouwbaar of geheim"),
    feiten.LEEG: (GeenCijfer.NIET_GEPUBLICEERD, "de bron geeft een lege waarde; dat is geen nul"),
    feiten.PM: (GeenCijfer.PM, "de waarde is opengelaten (PM)"),
    feiten.AFBEELDING: (GeenCijfer.ALLEEN_AFBEELDING, "de getallen in de afbeelding staan niet in de tekst"),
}


@dataclass(frozen=True, slots=True)
class Vraag:
    """Which figure: area, period and the year of the boundaries that it must be for."""

    gebied: str
    periode: Periode
    indeling: int = NU


@dataclass(frozen=True, slots=True)
class Meetlat:
    """What is measured: the code of a source, and how the indicator shows it."""

    bron: Bron
    code: str
    naam: str
    definitie: IndicatorDefinitie


@dataclass(frozen=True)
class Feiten:
    """Figures of one code out of one build."""

    store: Store
    definities: Definities

    @property
    def grenzen(self) -> Grenzen:
        return Grenzen(self.definities.herindelingen)

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
        return self._ontbreekt(lat, vraag)

    def rijen(self, lat: Meetlat, gebied: str) -> tuple[FeitRij, ...]:
        """Every row that may count for this area, those of predecessors included."""
        codes = self.grenzen.met_voorgangers(gebied) if lat.bron.indeling == "van toen" else (gebied,)
        return tuple(rij for code in codes for rij in self.store.feiten(lat.bron.key, lat.code, code))

    def gebied_naam(self, gebied: str) -> str:
        naam = self.store.naam(gebied)
        return naam if naam != gebied else naam_van(self.definities.herindelingen, gebied) or gebied

    def _rij(self, lat: Meetlat, vraag: Vraag) -> FeitRij | None:
        """The row of the preferred table; one with a figure goes before one without."""
        code = vraag.periode.code
        passend = [
            rij
            for rij in self.store.feiten(lat.bron.key, lat.code, vraag.gebied)
            if rij.periode == code and self._past(lat.bron, rij, vraag)
        ]
        voorkeur = {tabel: plek for plek, tabel in enumerate(lat.bron.tabellen)}
        return min(
            passend,
            key=lambda rij: (rij.waarde is None, rij.voorbeeld, voorkeur.get(rij.tabel, 99), rij.tabel),
            default=None,
        )

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
            return self._geen(lat, vraag, reden, f"{_klein(lat.naam)} {vraag.periode.label}: {uitleg}", herkomst)
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

    def _uit_voorgangers(self, lat: Meetlat, vraag: Vraag, herindeling: Herindeling) -> Waarde:
        """The sum over the municipalities that went on as this one; after a division there is no such sum."""
        if not herindeling.geheel:
            uitleg = f"de gemeentegrenzen zijn in {herindeling.jaar} gewijzigd: {herindeling.toelichting.rstrip('.')}"
            uitleg = f"{_klein(lat.naam)} {vraag.periode.label} geldt voor een ander gebied; {uitleg}"
            return self._geen(lat, vraag, GeenCijfer.NIET_TE_BEOORDELEN, uitleg, self._herkomst(lat, vraag))
        delen = [
            self.waarde(lat, replace(vraag, gebied=code, indeling=herindeling.jaar - 1)) for code in herindeling.van
        ]
        namen = [f"{self.gebied_naam(code)} ({code})" for code in herindeling.van]
        weg = [naam for naam, deel in zip(namen, delen, strict=True) if not deel.bekend]
        if len(weg) == len(delen):
            return self._ontbreekt(lat, vraag)
        if weg:
            uitleg = f"{_klein(lat.naam)} {vraag.periode.label} ontbreekt voor {' en '.join(weg)}"
            return self._geen(lat, vraag, GeenCijfer.NIET_TE_BEOORDELEN, uitleg, self._herkomst(lat, vraag))
        return self._samen(lat, vraag, delen, " + ".join(namen), sum, herindeling.jaar)

    def _deelperioden(self, definitie: IndicatorDefinitie, periode: Periode) -> list[Periode]:
        """The shorter periods that may be put together to this one."""
        if definitie.soort not in {"telling", "stand"} or periode.maanden == 1:
            return []
        eerste, laatste = periode.begin.year, periode.eind.year
        hele_jaren = periode.begin.month == 1 and periode.eind.month == 12
        if (hele_jaren and eerste < laatste) or definitie.soort == "stand":
            jaren = [Periode.jaar(jaar) for jaar in range(eerste, laatste + 1)]
            return [] if jaren == [periode] else jaren
        if (periode.is_jaar and not definitie.jaar_uit_maanden) or periode.maanden > 12:
            return []
        nummers = range(periode.begin.month - 1, periode.begin.month - 1 + periode.maanden)
        return [Periode.maand(eerste + nummer // 12, nummer % 12 + 1) for nummer in nummers]

    def _uit_delen(self, lat: Meetlat, vraag: Vraag, perioden: Sequence[Periode]) -> Waarde:
        """A sum of months, or an average over years (weighted with the months of the period in each year)."""
        delen = [self.waarde(lat, replace(vraag, periode=periode)) for periode in perioden]
        weg = [periode.label for periode, deel in zip(perioden, delen, strict=True) if not deel.bekend]
        if len(weg) == len(delen):
            return self._ontbreekt(lat, vraag)
        if weg:
            uitleg = f"{_klein(lat.naam)}: {', '.join(weg[:6])}{' en meer' if len(weg) > 6 else ''} ontbreekt"
            return self._geen(lat, vraag, GeenCijfer.NIET_TE_BEOORDELEN, uitleg, self._herkomst(lat, vraag))
        if perioden[0].maanden == 1:
            return self._samen(lat, vraag, delen, f"som van {len(delen)} maanden", sum)
        gewichten = [_overlap(periode, vraag.periode) for periode in perioden]

        def gemiddelde(getallen: Sequence[float]) -> float:
            return sum(g * w for g, w in zip(getallen, gewichten, strict=True)) / sum(gewichten)

        labels = ", ".join(periode.label for periode in perioden)
        return self._samen(lat, vraag, delen, f"gemiddeld per jaar over {labels}", gemiddelde)

    def _samen(
        self,
        lat: Meetlat,
        vraag: Vraag,
        delen: Sequence[Waarde],
        formule: str,
        reken: Callable[[Sequence[float]], float],
        jaar: int | None = None,
    ) -> Waarde:
        eerste = delen[0].herkomst
        is_telling = lat.definitie.soort == "telling"
        return Waarde(
            naam=lat.definitie.titel,
            periode=vraag.periode,
            eenheid=eenheid(lat.definitie, vraag.periode),
            getal=reken([deel.getal for deel in delen if deel.getal is not None]),
            telling=sum(deel.telling or 0 for deel in delen) if is_telling else None,
            decimalen=lat.definitie.decimalen,
            herkomst=replace(
                eerste,
                formule=formule,
                gebied=vraag.gebied,
                gebied_naam=self.gebied_naam(vraag.gebied),
                gebied_jaar=jaar or eerste.gebied_jaar,
                delen=tuple(delen),
            ),
        )

    def _ontbreekt(self, lat: Meetlat, vraag: Vraag) -> Waarde:
        uitleg = f"{_klein(lat.naam)} {vraag.periode.label} ontbreekt"
        return self._geen(lat, vraag, GeenCijfer.ONTBREEKT, uitleg, self._herkomst(lat, vraag))

    def _geen(self, lat: Meetlat, vraag: Vraag, reden: GeenCijfer, uitleg: str, herkomst: Herkomst) -> Waarde:
        return geen(lat.definitie, vraag.periode, reden, uitleg, herkomst)

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
        )


def _toelichting(lat: Meetlat, let_op: str, rij: FeitRij | None) -> str:
    delen = [rij.toelichting if rij else "", lat.bron.toelichting, let_op, lat.definitie.toelichting]
    if rij and rij.voorbeeld:
        delen.insert(0, "Voorbeeldcijfer.")
    return " ".join(dict.fromkeys(deel for deel in delen if deel))


def geen(definitie: IndicatorDefinitie, periode: Periode, reden: GeenCijfer, uitleg: str, herkomst: Herkomst) -> Waarde:
    """A figure that is not there, and why."""
    return Waarde(
        naam=definitie.titel,
        periode=periode,
        eenheid=eenheid(definitie, periode),
        reden=reden,
        uitleg=uitleg,
        decimalen=definitie.decimalen,
        herkomst=herkomst,
    )


def eenheid(definitie: IndicatorDefinitie, periode: Periode) -> str:
    """The unit; a count over several years is shown per year."""
    if definitie.soort == "telling" and periode.maanden > 12:
        return f"{definitie.eenheid} per jaar"
    return definitie.eenheid


def _overlap(jaar: Periode, periode: Periode) -> int:
    """How many months of the period lie in this year."""
    begin, eind = max(jaar.begin, periode.begin), min(jaar.eind, periode.eind)
    return (eind.year - begin.year) * 12 + eind.month - begin.month + 1


def _klein(naam: str) -> str:
    """A title inside a sentence: without capital, unless it is an abbreviation."""
    return naam if naam[1:2].isupper() else naam[:1].lower() + naam[1:]
