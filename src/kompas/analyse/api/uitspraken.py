"""What the figures of a municipality say: the facts that were found, and the words that may be used for them."""

import math
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from kompas.analyse.api.delen import Code, Op, cijfers_van, gemeente_of_404
from kompas.analyse.api.vormen import Periodevorm
from kompas.analyse.api.waarden import Indicatoren
from kompas.analyse.queries.duiden import Duiding, Gevonden, duid_samen, feiten_over
from kompas.analyse.queries.opvraag import opvraag
from kompas.core.api import Vorm
from kompas.stats.duiding import Feit, Uitspraak

router = Router(tags=["cijfers"])
FAMILIE = "deze vraag"
Feitwaarde = str | float | bool | None


class Getalvorm(Vorm):
    naam: str
    tekst: str


class Uitspraakvorm(Vorm):
    onderwerp: str = Field(description="de vraag waarop dit antwoordt")
    woord: str
    zekerheid: str = Field(description="zeker, waarschijnlijk, niet te zeggen, niet te beoordelen of geen toets")
    gunstig: bool | None = Field(description="of dit de goede kant op is; leeg als dat niet te zeggen is")
    zin: str
    volzin: str = Field(description="dezelfde zin met de naam van het cijfer erin")
    let_op: list[str] = Field(description="wat een lezer er ten onrechte uit kan opmaken")
    methode: str
    pagina: str = Field(description="naam van de beschrijving van de methode in docs/methoden")
    getallen: list[Getalvorm]
    p: list[float] = Field(description="de toetsen")
    q: list[float] = Field(description="dezelfde toetsen na correctie voor alle woorden in dit antwoord")
    familie: str = Field(description="waarvoor is gecorrigeerd")
    soort: str = Field(description="soort feit")
    feit: dict[str, Feitwaarde] = Field(description="de getallen waar het woord op rust; leeg is niet te berekenen")

    @classmethod
    def van(cls, feit: Feit, uitspraak: Uitspraak) -> "Uitspraakvorm":
        return cls(
            onderwerp=str(uitspraak.onderwerp),
            woord=uitspraak.woord,
            zekerheid=str(uitspraak.zekerheid),
            gunstig=uitspraak.gunstig,
            zin=uitspraak.zin,
            volzin=uitspraak.volzin,
            let_op=list(uitspraak.let_op),
            methode=uitspraak.methode,
            pagina=uitspraak.pagina,
            getallen=[Getalvorm(naam=naam, tekst=tekst) for naam, tekst in uitspraak.getallen],
            p=list(uitspraak.p),
            q=list(uitspraak.q),
            familie=uitspraak.familie,
            soort=type(feit).__name__.lower(),
            feit={naam: _plat(inhoud) for naam, inhoud in asdict(feit).items()},
        )


class Indicatoruitspraken(Vorm):
    indicator: str
    naam: str
    eenheid: str
    vergeleken_met: str = Field(description="de gemeenten waarmee is vergeleken; leeg als dat niet kan")
    perioden: list[Periodevorm] = Field(description="waarover er cijfers waren")
    uitspraken: list[Uitspraakvorm]


class Uitsprakenlijst(Vorm):
    op: str | None = Field(description="de dag waarop dit bekend was; leeg is nu")
    build: str
    indicatoren: list[Indicatoruitspraken]


@router.get(
    "/gemeenten/{code}/uitspraken",
    response=Uitsprakenlijst,
    by_alias=True,
    summary="Wat de cijfers zeggen",
    operation_id="uitspraken",
)
def uitspraken(request: HttpRequest, code: Code, indicatoren: Indicatoren, op: Op = None) -> dict[str, Any]:
    """Feiten en woorden per indicator, gecorrigeerd voor alle woorden in dit antwoord samen."""
    winkel = cijfers_van(request, gemeente_of_404(request, code), op)
    sleutels = list(dict.fromkeys(indicatoren))
    opvraag(winkel, sleutels, [code], ["2000"])  # refuses an unknown indicator
    gevonden = [feiten_over(winkel, sleutel, code) for sleutel in sleutels]
    woorden = duid_samen(gevonden, winkel.definities.woorden.drempels, FAMILIE)
    rijen = [_een(*drie) for drie in zip(sleutels, gevonden, woorden, strict=True)]
    return {"op": op and op.isoformat(), "build": winkel.build_id, "indicatoren": rijen}


def _een(sleutel: str, gevonden: Gevonden, duiding: Duiding) -> Indicatoruitspraken:
    paren = zip(gevonden.feiten, duiding.uitspraken, strict=True)
    return Indicatoruitspraken(
        indicator=sleutel,
        naam=gevonden.naam.naam,
        eenheid=gevonden.naam.eenheid,
        vergeleken_met=gevonden.groep.naam if gevonden.groep else "",
        perioden=[Periodevorm.van(waarde.periode) for waarde in gevonden.waarden],
        uitspraken=[Uitspraakvorm.van(feit, uitspraak) for feit, uitspraak in paren],
    )


def _plat(inhoud: object) -> Feitwaarde:
    """As JSON has it: a number that is not there, or has no end, is nothing."""
    if isinstance(inhoud, bool) or inhoud is None:
        return inhoud
    if isinstance(inhoud, (int, float)):
        return float(inhoud) if math.isfinite(inhoud) else None
    return str(inhoud)
