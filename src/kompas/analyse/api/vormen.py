"""What the API answers: figures, sources, indicators, areas, revisions and builds."""

from datetime import UTC, date, datetime
from typing import Any, Self

from pydantic import Field

from kompas.base import Herkomst, Periode, Waarde
from kompas.core.api import Paginalinks, Vorm
from kompas.core.models import Gemeente
from kompas.data.definities import Bron, IndicatorDefinitie
from kompas.data.queries.herzien import Herzien


class Lijst(Vorm):
    """What every list has: its links, and how many there are in all."""

    links: Paginalinks = Field(alias="_links")
    totaal: int


class Bronvorm(Vorm):
    sleutel: str
    titel: str
    houder: str
    tabellen: list[str]
    licentie: str
    bronvermelding: str
    webadres: str
    openbaarheid: str
    toelichting: str

    @classmethod
    def van(cls, bron: Bron) -> Self:
        return cls(
            sleutel=bron.key,
            titel=bron.titel,
            houder=bron.houder,
            tabellen=list(bron.tabellen),
            licentie=bron.licentie,
            bronvermelding=bron.bronvermelding,
            webadres=bron.webadres,
            openbaarheid=bron.openbaarheid,
            toelichting=bron.toelichting,
        )


class Bronnenlijst(Lijst):
    bronnen: list[Bronvorm]


class Gemeentevorm(Vorm):
    code: str
    naam: str
    indelingsjaar: int
    is_voorbeeld: bool

    @classmethod
    def van(cls, gemeente: Gemeente) -> Self:
        return cls(
            code=gemeente.code,
            naam=gemeente.naam,
            indelingsjaar=gemeente.indelingsjaar,
            is_voorbeeld=gemeente.is_voorbeeld,
        )


class Gemeentenlijst(Lijst):
    gemeenten: list[Gemeentevorm]


class Indicatorvorm(Vorm):
    sleutel: str
    titel: str
    omschrijving: str
    bron: str
    soort: str
    richting: str = Field(description="lager of hoger: wat beter is")
    eenheid: str
    decimalen: int
    formule: str
    delen: dict[str, str] = Field(description="naam in de formule en de code of indicator die zij aanduidt")
    per: int | None
    noemer: str | None
    is_eigen: bool = Field(description="door deze gemeente zelf gemaakt")
    toelichting: str

    @classmethod
    def van(cls, definitie: IndicatorDefinitie, *, is_eigen: bool) -> Self:
        return cls(
            sleutel=definitie.key,
            titel=definitie.titel,
            omschrijving=definitie.omschrijving,
            bron=definitie.bron,
            soort=definitie.soort,
            richting=definitie.richting,
            eenheid=definitie.eenheid,
            decimalen=definitie.decimalen,
            formule=definitie.formule,
            delen={naam: deel.code or deel.indicator or "" for naam, deel in definitie.delen.items()},
            per=definitie.per,
            noemer=definitie.noemer,
            is_eigen=is_eigen,
            toelichting=definitie.toelichting,
        )


class Indicatorenlijst(Lijst):
    indicatoren: list[Indicatorvorm]


class Gebiedvorm(Vorm):
    code: str
    naam: str
    soort: str
    gemeente: str


class Gebiedenlijst(Lijst):
    gebieden: list[Gebiedvorm]


class Periodevorm(Vorm):
    code: str = Field(description="in de notatie van het CBS, zoals 2019JJ00 of 2019MM09")
    label: str
    begin: date
    eind: date

    @classmethod
    def van(cls, periode: Periode) -> Self:
        return cls(code=periode.code, label=periode.label, begin=periode.begin, eind=periode.eind)


class Herkomstvorm(Vorm):
    bron: str
    tabel: str
    codes: list[str]
    formule: str
    gebied_jaar: int | None = Field(description="jaar van de gemeentegrenzen")
    opgehaald: date | None
    ingelezen: date | None
    bekend_vanaf: datetime | None = Field(description="sinds wanneer wij deze rij van de bron kennen")
    adres: str = Field(description="de vraag aan de bron die precies deze rij geeft")
    ruw: str = Field(description="vingerafdruk van wat van de bron is bewaard")
    opmerkingen: list[str] = Field(description="wat is omgerekend of geschat")
    licentie: str
    build: str
    toelichting: str

    @classmethod
    def van(cls, herkomst: Herkomst) -> Self:
        return cls(
            bron=herkomst.bron,
            tabel=herkomst.tabel,
            codes=list(herkomst.codes),
            formule=herkomst.formule,
            gebied_jaar=herkomst.gebied_jaar,
            opgehaald=herkomst.opgehaald,
            ingelezen=herkomst.ingelezen,
            bekend_vanaf=herkomst.bekend_vanaf and herkomst.bekend_vanaf.replace(tzinfo=UTC),
            adres=herkomst.adres,
            ruw=herkomst.ruw,
            opmerkingen=list(herkomst.opmerkingen),
            licentie=herkomst.licentie,
            build=herkomst.build,
            toelichting=herkomst.toelichting,
        )


class Waardevorm(Vorm):
    indicator: str
    naam: str
    gebied: str
    gebied_naam: str
    periode: Periodevorm
    getal: float | None = Field(description="leeg als er geen cijfer is; de reden staat dan in reden en uitleg")
    tekst: str = Field(description="het cijfer zoals een Nederlandse lezer het verwacht, of de reden")
    eenheid: str
    decimalen: int
    reden: str
    uitleg: str
    laag: float | None = Field(description="ondergrens van het 95%-interval")
    hoog: float | None = Field(description="bovengrens van het 95%-interval")
    telling: float | None
    noemer: float | None
    herkomst: Herkomstvorm

    @classmethod
    def velden(cls, indicator: str, gebied: str, naam: str, waarde: Waarde) -> dict[str, Any]:
        return {
            "indicator": indicator,
            "naam": waarde.naam,
            "gebied": gebied,
            "gebied_naam": naam,
            "periode": Periodevorm.van(waarde.periode),
            "getal": waarde.getal,
            "tekst": waarde.tekst,
            "eenheid": waarde.eenheid,
            "decimalen": waarde.decimalen,
            "reden": str(waarde.reden or ""),
            "uitleg": waarde.uitleg,
            "laag": waarde.laag,
            "hoog": waarde.hoog,
            "telling": waarde.telling,
            "noemer": waarde.noemer,
            "herkomst": Herkomstvorm.van(waarde.herkomst),
        }


class Waardenlijst(Lijst):
    op: date | None = Field(description="de dag waarop dit bekend was; leeg is nu")
    build: str
    waarden: list[Waardevorm]


class Deelvorm(Vorm):
    """A figure that another was made of, with its own parts."""

    naam: str
    periode: Periodevorm
    getal: float | None
    tekst: str
    eenheid: str
    reden: str
    uitleg: str
    herkomst: Herkomstvorm
    delen: list["Deelvorm"]

    @classmethod
    def van(cls, waarde: Waarde) -> Self:
        return cls(
            naam=waarde.naam,
            periode=Periodevorm.van(waarde.periode),
            getal=waarde.getal,
            tekst=waarde.tekst,
            eenheid=waarde.eenheid,
            reden=str(waarde.reden or ""),
            uitleg=waarde.uitleg,
            herkomst=Herkomstvorm.van(waarde.herkomst),
            delen=[cls.van(deel) for deel in waarde.herkomst.delen],
        )


class VerklaardeWaarde(Waardevorm):
    op: date | None
    verklaring: list[Deelvorm] = Field(description="de cijfers waaruit dit cijfer is gemaakt, met hun eigen delen")


class Herzieningvorm(Vorm):
    tekst: str
    naam: str
    gebied: str
    code: str
    periode: Periodevorm
    eenheid: str
    oud: float | None
    nieuw: float | None
    sinds: date | None = Field(description="de dag vanaf wanneer wij het nieuwe cijfer kennen")
    soort: str = Field(description="bron: de bron veranderde het; plan: een plan noemt nog het oude")
    waar: str = Field(description="de tabel of het plan")

    @classmethod
    def van(cls, herzien: Herzien) -> Self:
        return cls(
            tekst=herzien.tekst,
            naam=herzien.naam,
            gebied=herzien.gebied,
            code=herzien.code,
            periode=Periodevorm.van(herzien.periode),
            eenheid=herzien.eenheid,
            oud=herzien.oud,
            nieuw=herzien.nieuw,
            sinds=herzien.sinds,
            soort=herzien.soort,
            waar=herzien.waar,
        )


class Herzieningenlijst(Lijst):
    herzieningen: list[Herzieningvorm]


class Buildvorm(Vorm):
    build: str
    gemaakt: datetime
    vorige: str
    aantal_feiten: int
    is_actief: bool


class Buildslijst(Lijst):
    builds: list[Buildvorm]


class Landing(Vorm):
    titel: str
    versie: str
    links: dict[str, str] = Field(alias="_links")
