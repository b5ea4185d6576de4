"""Whether definitions fit together: what they name exists, nothing leads back to itself, units add up."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from kompas.base import Refused
from kompas.data.definities.eenheden import Eenheid, EenheidError, lees_eenheid, omrekening, past, van_formule
from kompas.data.definities.formule import lees_formule
from kompas.data.definities.indicator import Alternatief, Deel, IndicatorDefinitie
from kompas.data.definities.verzameling import Definities

_BERICHTEN = {
    "extra_forbidden": "dit veld bestaat niet",
    "missing": "dit veld ontbreekt",
    "string_pattern_mismatch": "heeft niet de juiste vorm",
    "literal_error": "is geen van de toegestane waarden",
    "string_type": "moet tekst zijn (zet aanhalingstekens om de waarde)",
    "int_parsing": "moet een heel getal zijn",
}
_AANDEEL_SPELING = 0.01


def controleer_definitie(ruw: Mapping[str, object], definities: Definities) -> IndicatorDefinitie | Refused:
    """An own indicator beside the others, or what is wrong with it: one Dutch line per fault, each names its field."""
    try:
        definitie = IndicatorDefinitie.model_validate(dict(ruw))
    except ValidationError as fout:
        return Refused("\n".join(uitleg(dict(detail)) for detail in fout.errors()))
    fout_regel = next(indicator_fouten(definitie, definities.met([definitie])), None)
    return Refused(fout_regel) if fout_regel else definitie


def uitleg(detail: dict[str, Any]) -> str:
    """What is wrong with one field, in Dutch; `detail` is an entry of `ValidationError.errors()`."""
    veld = ".".join(str(stap) for stap in detail["loc"])
    bericht = _BERICHTEN.get(detail["type"], detail["msg"].removeprefix("Value error, "))
    if detail["type"] == "literal_error":
        bericht += f" ({detail['ctx']['expected'].replace(' or ', ' of ')})"
    return f"veld {veld}: {bericht}" if veld else bericht


def fouten(definities: Definities) -> Iterator[str]:
    """Everything that does not fit, worst first within one definition."""
    for bron in definities.bronnen:
        if bron.soorten and bron.soorten not in definities.soortenlijsten:
            yield f"bron {bron.key}, veld soorten: {bron.soorten} bestaat niet"
    for indicator in definities.indicatoren:
        yield from indicator_fouten(indicator, definities)
    yield from _breuk_fouten(definities)
    yield from _aandeel_fouten(definities)
    yield from (f"woorden.yaml, referentie: {fout}" for fout in _kenmerk_fouten(definities))


def indicator_fouten(indicator: IndicatorDefinitie, definities: Definities) -> Iterator[str]:
    """What is wrong with one indicator; its units are only looked at when everything that it names exists."""
    gevonden = [*_verwijzingen(indicator, definities), *_kring(indicator.key, definities, ())]
    gevonden = gevonden or [*_eenheden(indicator, definities)]
    yield from (f"indicator {indicator.key}, {fout}" for fout in gevonden)


def _verwijzingen(indicator: IndicatorDefinitie, definities: Definities) -> Iterator[str]:
    if indicator.bron not in definities.bronnen:
        yield f"bron: {indicator.bron} bestaat niet"
    for naam, deel in indicator.delen.items():
        if deel.indicator and deel.indicator not in definities.indicatoren:
            yield f"deel {naam}: indicator {deel.indicator} bestaat niet"
        for bron, code in _codes(indicator, deel):
            yield from _code_fout(naam, bron, code, definities)
        gemeten = definities.indicatoren.get(deel.indicator) if deel.indicator else indicator
        if deel.over and gemeten and gemeten.soort == "enquete":
            yield f"deel {naam}, over: van een enquête geven we geen gemiddelde over jaren of maanden"
    if indicator.noemer and indicator.noemer not in definities.indicatoren:
        yield f"noemer: indicator {indicator.noemer} bestaat niet"


def _codes(indicator: IndicatorDefinitie, deel: Deel) -> Iterator[tuple[str, str]]:
    eigen = deel.bron or indicator.bron
    if deel.code:
        yield eigen, deel.code
    yield from ((anders.bron or eigen, anders.code) for anders in deel.anders)


def _code_fout(naam: str, bron: str, code: str, definities: Definities) -> Iterator[str]:
    gevonden = definities.bronnen.get(bron)
    if gevonden is None:
        yield f"deel {naam}, bron: {bron} bestaat niet"
    elif gevonden.soorten in definities.soortenlijsten and definities.soort(bron, code) is None:
        yield f"deel {naam}: code {code} staat niet in {gevonden.soorten}"


def _kring(key: str, definities: Definities, pad: tuple[str, ...]) -> Iterator[str]:
    if key in pad:
        yield f"verwijst naar zichzelf: {' → '.join((*pad, key))}"
        return
    indicator = definities.indicatoren.get(key)
    for volgende in indicator.verwijst_naar if indicator else ():
        gevonden = list(_kring(volgende, definities, (*pad, key)))
        if gevonden:
            yield gevonden[0]
            return


def _eenheden(indicator: IndicatorDefinitie, definities: Definities) -> Iterator[str]:
    if not indicator.delen:
        return
    try:
        for deel in indicator.delen.values():
            for anders in deel.anders:
                omrekenfactor(indicator, deel, anders)
        uitkomst = _uitkomst(indicator, definities)
        if fout := _past_niet(indicator, uitkomst, lees_eenheid(indicator.eenheid)):
            yield f"eenheid: {fout}"
    except EenheidError as fout:
        yield f"eenheid: {fout}"


def omrekenfactor(indicator: IndicatorDefinitie, deel: Deel, anders: Alternatief) -> float:
    """What a figure of another source is multiplied with; `EenheidError` when it measures something else."""
    if not anders.eenheid:
        return 1.0
    return omrekening(lees_eenheid(anders.eenheid), lees_eenheid(deel.eenheid or indicator.eenheid))


def _uitkomst(indicator: IndicatorDefinitie, definities: Definities) -> Eenheid | None:
    """The unit that the formula gives; None when only the denominator can be checked."""
    delen = {naam: _deeleenheid(indicator, deel, definities) for naam, deel in indicator.delen.items()}
    if None in delen.values():
        if indicator.per and indicator.is_enkelvoudig:
            return None
        zonder = next(naam for naam, eenheid in delen.items() if eenheid is None)
        raise EenheidError(f"geef de eenheid van deel {zonder}; in een formule met × of ÷ is die niet te raden")
    bekend = {naam: eenheid for naam, eenheid in delen.items() if eenheid is not None}
    uitkomst = (
        _gewogen(indicator, bekend) if indicator.gewichten else van_formule(lees_formule(indicator.formule), bekend)
    )
    if not indicator.per:
        return uitkomst
    noemer = lees_eenheid(definities.indicatoren[indicator.noemer or ""].eenheid)
    return van_formule(lees_formule(f"deel / noemer * {indicator.per}"), {"deel": uitkomst, "noemer": noemer})


def _deeleenheid(indicator: IndicatorDefinitie, deel: Deel, definities: Definities) -> Eenheid | None:
    if deel.indicator:
        return lees_eenheid(definities.indicatoren[deel.indicator].eenheid)
    if deel.eenheid:
        return lees_eenheid(deel.eenheid)
    raadbaar = not indicator.per and lees_formule(indicator.formule).alleen_optellen
    return lees_eenheid(indicator.eenheid) if raadbaar else None


def _gewogen(indicator: IndicatorDefinitie, delen: dict[str, Eenheid]) -> Eenheid:
    """A weighted average has the unit of its parts, and they all have the same."""
    eenheden = list(dict.fromkeys(delen[naam] for naam in indicator.gewichten))
    wegers = {delen[naam] for naam in delen if naam not in indicator.gewichten}
    if len(eenheden) > 1 or len(wegers) > 1:
        verschil = eenheden if len(eenheden) > 1 else sorted(wegers, key=lambda weger: weger.tekst)
        raise EenheidError(f"{verschil[0].tekst} en {verschil[1].tekst} zijn niet samen te wegen")
    return eenheden[0]


def _past_niet(indicator: IndicatorDefinitie, uitkomst: Eenheid | None, bedoeld: Eenheid) -> str:
    if indicator.per == 100 and bedoeld == lees_eenheid("%"):
        return ""
    if uitkomst is None:
        klopt = any(macht < 0 for _, macht in bedoeld.machten) and bedoeld.schaal == indicator.per
        return "" if klopt else f"per: {indicator.per} past niet bij {indicator.eenheid or 'een lege eenheid'}"
    if past(uitkomst, bedoeld):
        return ""
    if not bedoeld.is_aantal and uitkomst.is_aantal:
        return f"{indicator.eenheid} vraagt om een noemer; geef per (bijvoorbeeld per: 1000) of deel in de formule"
    return f"de formule geeft {uitkomst.tekst}, maar de eenheid is {indicator.eenheid or 'leeg'}"


def _breuk_fouten(definities: Definities) -> Iterator[str]:
    for breuk in definities.reeksbreuken:
        if breuk.bron and breuk.bron not in definities.bronnen:
            yield f"reeksbreuken.yaml: bron {breuk.bron} bestaat niet"
        elif breuk.bron and breuk.code:
            yield from (f"reeksbreuken.yaml: {fout}" for fout in _code_fout("", breuk.bron, breuk.code, definities))
        if breuk.indicator and breuk.indicator not in definities.indicatoren:
            yield f"reeksbreuken.yaml: indicator {breuk.indicator} bestaat niet"


def _aandeel_fouten(definities: Definities) -> Iterator[str]:
    """The shares of one divided municipality make one whole."""
    samen: dict[tuple[str, int], list[float | None]] = {}
    for herindeling in definities.herindelingen:
        for code, aandeel in herindeling.aandelen.items():
            samen.setdefault((code, herindeling.jaar), []).append(aandeel)
    for (code, jaar), aandelen in samen.items():
        bekend = [aandeel for aandeel in aandelen if aandeel is not None]
        if len(bekend) == len(aandelen) and abs(sum(bekend) - 1) > _AANDEEL_SPELING:
            yield f"herindelingen.yaml: de aandelen van {code} in {jaar} zijn samen {sum(bekend):.3f} in plaats van 1"


def _kenmerk_fouten(definities: Definities) -> Iterator[str]:
    """A group is the same for everybody: no characteristic that only some readers may see."""
    for kenmerk in definities.woorden.referentie.kenmerken:
        indicator = definities.indicatoren.get(kenmerk.indicator)
        if indicator is None:
            yield f"indicator {kenmerk.indicator} bestaat niet"
        elif any(definities.bronnen[bron].openbaarheid == "intern" for bron in definities.bronnen_van(indicator)):
            yield f"indicator {kenmerk.indicator} komt uit een bron die niet openbaar is"
