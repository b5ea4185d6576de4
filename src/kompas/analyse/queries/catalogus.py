"""The catalogue: every source and indicator with what a reader has to know before using it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import localdate

from kompas.base import Periode, Waarde, getal_tekst
from kompas.core.methode import edities, laad_editie
from kompas.core.models import Gemeente
from kompas.data.cijfers import Cijfers
from kompas.data.definities import Bron, IndicatorDefinitie, Reeksbreuk
from kompas.data.definities.modellen import Cadans
from kompas.data.versheid import Status, Versheid, bron_versheid

VERZAMELINGEN = {
    "bbv": "de BBV-indicatoren: verplicht in begroting en jaarverslag",
    "plan-noordwijk": "cijfers in het voorbeeldplan van Noordwijk",
    "plan-westland": "cijfers in het voorbeeldplan van Westland",
}
SOORTEN = {
    "telling": "aantal",
    "verhouding": "aantal naar verhouding",
    "enquete": "uitkomst van een enquête",
    "stand": "stand op een moment of gemiddeld in een jaar",
}
OPENBAARHEID = {
    "open": "Openbaar, ook voor wijken en buurten.",
    "klein": "Openbaar. Kleine aantallen in wijken en buurten laten we weg voor wie geen rol heeft bij de gemeente.",
    "zeden": "Openbaar voor de gemeente als geheel. Cijfers van wijken en buurten tonen we niet.",
    "intern": "Alleen voor wie een rol heeft bij de gemeente.",
}
TEKENS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True)
class Indicatorkaart:
    """One indicator in the catalogue. `laatste` is the newest figure of this municipality, None without any."""

    definitie: IndicatorDefinitie
    bronnen: tuple[Bron, ...]
    formule: str
    noemer: str
    themas: tuple[str, ...]
    breuken: tuple[Reeksbreuk, ...]
    laatste: Waarde | None

    @property
    def soort(self) -> str:
        return SOORTEN[self.definitie.soort]

    @property
    def verzamelingen(self) -> tuple[str, ...]:
        """The lists that the indicator is part of, in words."""
        return tuple(VERZAMELINGEN.get(naam, naam) for naam in self.definitie.sets)

    @property
    def richting(self) -> str:
        return f"{self.definitie.richting} is beter"

    @property
    def openbaarheid(self) -> str:
        """The strictest class of its sources."""
        streng = list(OPENBAARHEID)
        klasse = max((bron.openbaarheid for bron in self.bronnen), key=streng.index, default="open")
        return OPENBAARHEID[klasse]

    @property
    def licenties(self) -> str:
        return "; ".join(dict.fromkeys(bron.licentie for bron in self.bronnen if bron.licentie)) or "niet bekend"


@dataclass(frozen=True)
class Bronkaart:
    """One source in the catalogue, with the indicators that use it and the breaks of its series."""

    bron: Bron
    indicatoren: tuple[IndicatorDefinitie, ...]
    breuken: tuple[Reeksbreuk, ...]
    versheid: Versheid

    @property
    def vers(self) -> str:
        """How fresh the figures of this municipality are, in a few words."""
        if self.versheid.laatste is None:
            return "nog geen cijfers"
        tot = f"tot en met {self.versheid.laatste.label}"
        return f"te laat: {tot}" if self.versheid.status is Status.TE_LAAT else tot

    @property
    def ritme(self) -> str:
        return ritme_zin(self.bron.cadans)

    @property
    def openbaarheid(self) -> str:
        return OPENBAARHEID[self.bron.openbaarheid]


@dataclass(frozen=True)
class Catalogus:
    """Everything that can be looked up, for one municipality and one set of figures."""

    cijfers: Cijfers
    gemeente: Gemeente

    @cached_property
    def themanamen(self) -> dict[str, str]:
        """The themes of the national method by code, of the newest edition that is described here."""
        return {thema.code: thema.titel for thema in laad_editie(edities()[-1]).themas} if edities() else {}

    def indicatoren(
        self, zoek: str = "", bron: str = "", thema: str = "", *, met_cijfers: bool = False
    ) -> list[Indicatorkaart]:
        """The indicators that fit; words are looked for in key, title, description and explanation."""
        gevonden = [d for d in self.cijfers.definities.indicatoren if self._past(d, zoek, bron, thema)]
        kaarten = [self.indicator(definitie) for definitie in gevonden]
        return [kaart for kaart in kaarten if kaart.laatste is not None or not met_cijfers]

    def indicator(self, definitie: IndicatorDefinitie) -> Indicatorkaart:
        return Indicatorkaart(
            definitie=definitie,
            bronnen=tuple(self._bronnen(definitie)),
            formule=self.formule(definitie),
            noemer=self._noemer(definitie),
            themas=tuple(f"{code} {self.themanamen.get(code, '')}".strip() for code in definitie.methode_themas),
            breuken=self._breuken(definitie),
            laatste=self._laatste(definitie),
        )

    def bronnen(self, zoek: str = "") -> list[Bronkaart]:
        woorden = zoek.casefold().split()
        return [self.bron(b) for b in self.cijfers.definities.bronnen if all(w in _brontekst(b) for w in woorden)]

    def bron(self, bron: Bron) -> Bronkaart:
        gebruikt = tuple(d for d in self.cijfers.definities.indicatoren if bron in self._bronnen(d))
        eigen = (breuk for breuk in self.cijfers.definities.reeksbreuken if breuk.bron == bron.key)
        # One event may be written down for several codes with the same words: said once.
        breuken = tuple({(breuk.soort, breuk.jaar, breuk.tot, breuk.reden): breuk for breuk in eigen}.values())
        vers = bron_versheid(self.cijfers, bron, self.gemeente.code, localdate())
        return Bronkaart(bron, gebruikt, breuken, vers)

    def themas(self) -> list[tuple[str, str]]:
        """The themes that any indicator belongs to."""
        codes = {code for d in self.cijfers.definities.indicatoren for code in d.methode_themas}
        return [(code, self.themanamen.get(code, code)) for code in sorted(codes)]

    def formule(self, definitie: IndicatorDefinitie) -> str:
        """The formula in words: parts by their titles, the denominator behind it."""
        namen = {naam: self._deelnaam(definitie, naam) for naam in definitie.delen}
        stukken = [namen.get(stuk, TEKENS.get(stuk, stuk)) for stuk in _stukken(definitie.formule)]
        zin = " ".join(stukken).replace("( ", "(").replace(" )", ")")
        if definitie.per and definitie.noemer:
            zin = f"{zin} ÷ {self.cijfers.definitie(definitie.noemer).titel} × {getal_tekst(definitie.per)}"
        return zin

    def _deelnaam(self, definitie: IndicatorDefinitie, naam: str) -> str:
        deel = definitie.delen[naam]
        if deel.indicator:
            return self.cijfers.definitie(deel.indicator).titel
        soort = self.cijfers.definities.soort(deel.bron or definitie.bron, deel.code or "")
        titel = deel.titel or (soort.titel if soort else "")
        return f"{titel} ({deel.code})" if titel else str(deel.code)

    def _noemer(self, definitie: IndicatorDefinitie) -> str:
        if not definitie.noemer:
            return ""
        noemer = self.cijfers.definitie(definitie.noemer)
        return f"{noemer.titel}: {noemer.omschrijving.rstrip('.')}"

    def _bronnen(self, definitie: IndicatorDefinitie) -> list[Bron]:
        """The sources of the indicator, of the parts that are indicators themselves, and of its denominator."""
        keys = dict.fromkeys(self._bronsleutels(definitie))
        return [self.cijfers.definities.bronnen[key] for key in keys]

    def _bronsleutels(self, definitie: IndicatorDefinitie) -> Iterator[str]:
        yield definitie.bron
        for deel in definitie.delen.values():
            if deel.indicator:
                yield from self._bronsleutels(self.cijfers.definitie(deel.indicator))
            elif deel.bron:
                yield deel.bron
        if definitie.noemer:
            yield from self._bronsleutels(self.cijfers.definitie(definitie.noemer))

    def _breuken(self, definitie: IndicatorDefinitie) -> tuple[Reeksbreuk, ...]:
        gevonden = (
            *self.cijfers.breuken(definitie.key, 1900, 2200),
            *self.cijfers.uitschieters(definitie.key, 1900, 2200),
        )
        return tuple(sorted(gevonden, key=lambda breuk: breuk.jaar))

    def _laatste(self, definitie: IndicatorDefinitie) -> Waarde | None:
        jaar = self.cijfers.laatste_jaar(definitie.key, self.gemeente.code)
        return None if jaar is None else self.cijfers.waarde(definitie.key, self.gemeente.code, Periode.jaar(jaar))

    def _past(self, definitie: IndicatorDefinitie, zoek: str, bron: str, thema: str) -> bool:
        if bron and bron not in set(self._bronsleutels(definitie)):
            return False
        if thema and not any(code == thema or code.startswith(f"{thema}.") for code in definitie.methode_themas):
            return False
        tekst = f"{definitie.key} {definitie.titel} {definitie.omschrijving} {definitie.toelichting}".casefold()
        return all(woord in tekst for woord in zoek.casefold().split())


def _brontekst(bron: Bron) -> str:
    return f"{bron.key} {bron.titel} {bron.houder} {bron.toelichting} {' '.join(bron.tabellen)}".casefold()


def ritme_zin(cadans: Cadans | None) -> str:
    """How often new figures appear, as a sentence."""
    return f"elke {cadans.elke}" if cadans else "niet op vaste tijden"


def groepeer(kaarten: Sequence[Indicatorkaart]) -> list[tuple[str, list[Indicatorkaart]]]:
    """By their own source, in the order of the definitions."""
    groepen: dict[str, list[Indicatorkaart]] = {}
    for kaart in kaarten:
        titel = kaart.bronnen[0].titel if kaart.bronnen else "Overig"
        groepen.setdefault(titel, []).append(kaart)
    return list(groepen.items())


def _stukken(formule: str) -> list[str]:
    """A formula in names, numbers and signs."""
    stukken, woord = [], ""
    for teken in formule:
        if teken in "+-*/()" or teken.isspace():
            stukken += [woord] if woord else []
            stukken += [teken] if not teken.isspace() else []
            woord = ""
        else:
            woord += teken
    return [*stukken, woord] if woord else stukken
