"""The plan as a flat list of elements, in order, that a person can accept, correct or reject one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kompas.beleid.lezen.document import Plaats
from kompas.beleid.lezen.gelezen import (
    Aandachtspunt,
    GelezenIndicator,
    GelezenPlan,
    GelezenThema,
    Meetwaarde,
    Tekst,
    Waarom,
)
from kompas.beleid.lezen.waarden import als_tekst

_TEKENS = {"<=": "hoogstens", ">=": "minstens", "=": "vasthouden"}
GEEN_DOELZIN = "Het document geeft hier geen doelzin; hier staat de naam van de indicator. Schrijf zelf een doelzin."


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that was found. `ouder` is the position of its parent in the list; values are text as in a form."""

    soort: str
    waarde: Mapping[str, str]
    plaats: Plaats
    ouder: int | None = None
    aandacht: str = ""


class _Lijst:
    def __init__(self, plan: GelezenPlan) -> None:
        self.plan = plan
        self.elementen: list[Element] = []

    def erbij(
        self,
        soort: str,
        waarde: Mapping[str, str | int | None],
        plaats: Plaats,
        ouder: int | None = None,
        aandacht: str = "",
    ) -> int:
        tekst = {naam: "" if w is None else str(w) for naam, w in waarde.items()}
        reden = " ".join(filter(None, (aandacht, self._aandacht(soort, tekst, plaats))))
        self.elementen.append(Element(soort, tekst, plaats, ouder, reden))
        return len(self.elementen) - 1

    def _aandacht(self, soort: str, waarde: Mapping[str, str], plaats: Plaats) -> str:
        """The points that are about this element: at the same place, and naming it where several share a place."""
        naam = waarde.get("naam") or waarde.get("beleidsveld") or ""
        return " ".join(p.uitleg for p in self.plan.aandacht if p.plaats == plaats and self._hoort_bij(p, soort, naam))

    @staticmethod
    def _hoort_bij(punt: Aandachtspunt, soort: str, naam: str) -> bool:
        if soort == "doel":
            return punt.waarom is Waarom.GEEN_INDICATOR
        return bool(punt.bij) and f"‘{naam}’" in punt.uitleg if naam else soort == "thema"


def elementen_van(plan: GelezenPlan) -> tuple[Element, ...]:
    """Characteristics of the plan first, then goals, themes with all their parts, and what stands around them."""
    lijst = _Lijst(plan)
    _plan(lijst, plan)
    _strategie(lijst, plan)
    for thema in plan.prioritair + plan.going_concern:
        _thema(lijst, thema, None)
    _omgeving(lijst, plan)
    return tuple(lijst.elementen)


def _plan(lijst: _Lijst, plan: GelezenPlan) -> None:
    van, tot = plan.periode or (None, None)
    plaats = plan.titel.plaats if plan.titel else Plaats(1, 1)
    waarde = {
        "titel": plan.titel.tekst if plan.titel else "",
        "soort": plan.soort or "ivp",
        "jaar_van": van,
        "jaar_tot": tot,
        "besluit": plan.besluit.tekst if plan.besluit else "",
        "geldig_vanaf": plan.geldend_vanaf.tekst if plan.geldend_vanaf else "",
        "vervangt_tekst": plan.vervangt.tekst if plan.vervangt else "",
        "methode_editie": plan.methode_editie.tekst if plan.methode_editie else "",
        "missie": plan.missie.naam if plan.missie else "",
        "coordinatie": plan.coordinatie.tekst if plan.coordinatie else "",
        "verantwoording": plan.verantwoording.tekst if plan.verantwoording else "",
    }
    lijst.erbij("plan", waarde, plaats)


def _strategie(lijst: _Lijst, plan: GelezenPlan) -> None:
    """Goals of the whole plan, each with the indicators that stand below it in the document."""
    los = list(plan.indicatoren)
    volgende = [d.plaats.van for d in plan.strategische_doelen[1:]]
    for doel, einde in zip(plan.strategische_doelen, [*volgende, 10**9], strict=False):
        plek = lijst.erbij("strategisch_doel", {"titel": doel.naam, "omschrijving": doel.omschrijving}, doel.plaats)
        eigen = [i for i in los if doel.plaats.van <= i.plaats.van < einde]
        los = [i for i in los if i not in eigen]
        _indicatoren(lijst, eigen, plek, zin=doel.naam)
    _indicatoren(lijst, los, None, zin="")


def _indicatoren(lijst: _Lijst, indicatoren: list[GelezenIndicator], ouder: int | None, *, zin: str) -> None:
    """A goal that carries the indicators of a place without a goal sentence of its own."""
    if not indicatoren:
        return
    eerste = indicatoren[0]
    doel = lijst.erbij(
        "doel",
        {"tekst": zin or eerste.naam, "doeljaar": eerste.doeljaar, "geen_indicator_omdat": ""},
        eerste.plaats,
        ouder,
        "" if zin else GEEN_DOELZIN,
    )
    for indicator in indicatoren:
        lijst.erbij("indicator", dict(_indicatorwaarde(indicator)), indicator.plaats, doel)


def _indicatorwaarde(indicator: GelezenIndicator) -> Iterator[tuple[str, str | int | None]]:
    uitgang, doel = indicator.uitgangswaarde, indicator.doel
    eenheid = next((w.eenheid for w in (uitgang, doel) if w and w.eenheid), "")
    is_pm = bool((uitgang and uitgang.is_pm) or (doel and doel.is_pm))
    yield from {
        "naam": indicator.naam,
        "bron": indicator.bron,
        "eenheid": eenheid or ("per 1.000 inwoners" if "1.000" in indicator.naam else ""),
        "uitgangswaarde": _getal(uitgang),
        "uitgangsjaar": indicator.jaar,
        "streefsoort": _streefsoort(doel),
        "streefwaarde": _getal(doel),
        "doeljaar": indicator.doeljaar,
        "is_pm": "ja" if is_pm else "",
    }.items()


def _streefsoort(doel: Meetwaarde | None) -> str:
    return _TEKENS.get(doel.teken, "") if doel else ""


def _getal(waarde: Meetwaarde | None) -> str:
    return "" if waarde is None or waarde.getal is None else als_tekst(waarde.getal).replace(".", ",")


def _thema(lijst: _Lijst, thema: GelezenThema, ouder: int | None) -> None:
    plek = lijst.erbij(
        "thema",
        {
            "nummer": thema.sleutel,
            "titel": thema.titel,
            "andere_titel": thema.andere_titel,
            "status": "prioritair" if thema.prioritair else "going_concern",
            "inleiding": thema.inleiding.tekst if thema.inleiding else "",
            "geen_indicator_omdat": thema.geen_indicator_omdat.tekst if thema.geen_indicator_omdat else "",
        },
        thema.plaats,
        ouder,
    )
    for hoofdlijn in thema.hoofdlijnen:
        tekst = "\n".join([hoofdlijn.tekst, *(f"- {d.tekst}" for d in hoofdlijn.deelpunten)])
        lijst.erbij("hoofdlijn", {"tekst": tekst}, hoofdlijn.plaats, plek)
    for partner in _een_keer(thema.partners):
        lijst.erbij("partner", {"naam": partner.tekst}, partner.plaats, plek)
    for beleid in _een_keer(thema.flankerend_beleid):
        lijst.erbij("flankerend_beleid", {"beleidsveld": beleid.tekst}, beleid.plaats, plek)
    for kant, teksten in (("betekent", thema.betekent), ("versterkt", thema.versterkt)):
        for tekst_ in teksten:
            lijst.erbij("burgerperspectief", {"kant": kant, "tekst": tekst_.tekst}, tekst_.plaats, plek)
    _doel(lijst, thema, plek)
    for deel in thema.deelthemas:
        _thema(lijst, deel, plek)


def _een_keer(teksten: tuple[Tekst, ...]) -> Iterator[Tekst]:
    """Without what the document names twice; the attention list says that it did."""
    gehad: set[str] = set()
    for tekst in teksten:
        if tekst.tekst.lower() not in gehad:
            gehad.add(tekst.tekst.lower())
            yield tekst


def _doel(lijst: _Lijst, thema: GelezenThema, plek: int) -> None:
    if thema.doelstelling is None:
        _indicatoren(lijst, list(thema.indicatoren), plek, zin="")
        return
    omdat = thema.geen_indicator_omdat.tekst if thema.geen_indicator_omdat and not thema.indicatoren else ""
    jaar = thema.doelstelling.jaar or next((i.doeljaar for i in thema.indicatoren if i.doeljaar), None)
    doel = lijst.erbij(
        "doel",
        {"tekst": thema.doelstelling.tekst, "doeljaar": jaar, "geen_indicator_omdat": omdat},
        thema.doelstelling.plaats,
        plek,
    )
    for indicator in thema.indicatoren:
        lijst.erbij("indicator", dict(_indicatorwaarde(indicator)), indicator.plaats, doel)


def _omgeving(lijst: _Lijst, plan: GelezenPlan) -> None:
    for punt in plan.uitgangspunten:
        lijst.erbij("uitgangspunt", {"naam": punt.naam, "omschrijving": punt.omschrijving}, punt.plaats)
    for draad in plan.verbindende_themas:
        lijst.erbij("verbindend_thema", {"naam": draad.naam, "omschrijving": draad.omschrijving}, draad.plaats)
    for kader in plan.bovenlokale_kaders:
        prioriteiten = "\n".join(kader.prioriteiten)
        lijst.erbij("kader", {"naam": kader.naam, "periode": kader.periode, "prioriteiten": prioriteiten}, kader.plaats)
    for regel in plan.begroting:
        waarde = {
            "omschrijving": regel.omschrijving,
            "bedrag": regel.bedrag,
            "jaar": regel.jaar,
            "status": "claim" if regel.is_claim else "begroot",
        }
        lijst.erbij("budgetregel", waarde, regel.plaats)
    for raadpleging in plan.raadplegingen:
        wie = ", ".join(raadpleging.wie)
        lijst.erbij("raadpleging", {"wie": wie, "resultaat": raadpleging.tekst}, raadpleging.plaats)
