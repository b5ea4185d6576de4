"""The latest month, flags for the registration, and questions that cannot be answered, in words."""

from typing import Final

from kompas.base import getal_tekst, nodige_decimalen
from kompas.stats.artefacten import Soort
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import NIET_BEOORDEELD, Bewijs, Gezegd
from kompas.stats.duiding.feiten import Artefactfeit, Geen, Onderwerp, Reeksnaam, Signaalfeit, Vorm
from kompas.stats.verandering import Zekerheid

_WOORDEN: Final = {"piek": "opvallend hoog", "aanhoudend": "al maanden hoger"}
_BLADZIJDEN: Final = {
    Onderwerp.HOOGTE: "funnel",
    Onderwerp.VERSCHIL: "verandering",
    Onderwerp.TREND: "trend",
    Onderwerp.KANS: "doelkans",
    Onderwerp.SIGNAAL: "signalering",
    Onderwerp.ARTEFACT: "artefacten",
    Onderwerp.EFFECT: "effect",
}


def zeg_signaal(feit: Signaalfeit, b: Bewijs) -> Gezegd:
    return Gezegd(
        feit.onderwerp,
        _WOORDEN.get(feit.soort, "geen signaal"),
        "⚑" if feit.soort else "–",
        _zinnen(feit, b),
        methode="bewaking van alle maandreeksen samen",
        pagina="signalering",
        getallen=(
            (taal.maand_tekst(feit.maand), getal_tekst(feit.telling)),
            ("gewoon voor deze maand", f"ongeveer {taal.ongeveer(feit.verwacht)}"),
            ("signalen per jaar als er niets aan de hand is", f"ongeveer {_valse(feit.valse_per_jaar)}"),
            ("reeksen die samen worden bewaakt", getal_tekst(feit.reeksen)),
        ),
        let_op=_let_op(feit, b),
    )


def _zinnen(feit: Signaalfeit, b: Bewijs) -> tuple[str, ...]:
    wat = b.naam.eenheid if b.naam.vorm is Vorm.AANTAL else "gevallen"
    stand = f"In {taal.maand_tekst(feit.maand)} {taal.er_waren(feit.telling, wat, b.naam.gemeente)}."
    gewoon = f"Gewoon voor deze maand is ongeveer {taal.ongeveer(feit.verwacht)}."
    if feit.soort == "piek":
        return (stand, gewoon, "Dat is opvallend veel. Kijk wat er aan de hand is.")
    if feit.soort == "aanhoudend":
        return (stand, gewoon, "Het is al maanden achter elkaar meer dan gewoon. Kijk wat er aan de hand is.")
    return (stand, gewoon, "Dat valt niet op.")


def _let_op(feit: Signaalfeit, b: Bewijs) -> tuple[str, ...]:
    if not feit.soort:
        return ("Geen signaal betekent niet dat er niets gebeurt. Het is alleen niet meer dan gewoon.",)
    per_jaar = valse_signalen(feit.valse_per_jaar)
    return (
        "Een signaal vraagt om te kijken. Het zegt niet waardoor het komt.",
        f"Ook als er niets aan de hand is, krijgt {b.naam.gemeente} ongeveer {per_jaar} per jaar.",
    )


def _valse(per_jaar: float) -> str:
    return getal_tekst(per_jaar, nodige_decimalen(per_jaar, 1))


def valse_signalen(per_jaar: float) -> str:
    """So many signals for nothing."""
    tekst = _valse(per_jaar)
    return f"{tekst} {'signaal' if tekst == '1' else 'signalen'}"


def zeg_artefact(feit: Artefactfeit, b: Bewijs) -> Gezegd:
    return Gezegd(
        feit.onderwerp,
        "let op",
        "⚑",
        (_vlag(feit, b.naam), "Laat iemand hiernaar kijken voordat u dit cijfer uitlegt."),
        methode=f"vlag: {feit.soort}",
        pagina="artefacten",
        getallen=(("jaar", str(feit.jaar)), ("wat er opvalt", feit.reden)),
        let_op=("Een vlag is een vraag. Het cijfer kan ook gewoon kloppen.",),
    )


def _vlag(feit: Artefactfeit, naam: Reeksnaam) -> str:
    """What is strange, in the words of somebody who reads it aloud; an unknown kind gives its own reason."""
    jaar, plaats, gebieden = feit.jaar, naam.gemeente, naam.gebieden
    zinnen: dict[str, str] = {
        Soort.SPRONG_IN_AANDEEL: f"In {jaar} veranderde dit in {plaats} veel meer dan in andere {gebieden}.",
        Soort.LEEG: f"Over {jaar} staat er 0, en dat is bijna niet mogelijk. Waarschijnlijk ontbreekt het cijfer.",
        Soort.REGISTRATIE: f"In {jaar} gingen bijna alle {gebieden} tegelijk dezelfde kant op. Misschien is overal "
        "anders geteld, of is er overal iets gebeurd.",
        Soort.VERSCHUIVING: f"In {jaar} ging een andere soort bijna evenveel de andere kant op. Misschien is alleen de "
        "indeling veranderd.",
        Soort.MELDPUNT: f"Vanaf {jaar} is het aantal meldingen blijvend anders. Misschien is er een nieuw meldpunt.",
        Soort.MELDER: f"In {jaar} kwam een groot deel van de meldingen van één melder.",
    }
    return zinnen.get(feit.soort, feit.reden)


def zeg_geen(feit: Geen) -> Gezegd:
    return Gezegd(
        feit.onderwerp,
        str(Zekerheid.NIET_TE_BEOORDELEN),
        "○",
        (feit.reden,),
        methode="niet getoetst",
        pagina=_BLADZIJDEN[feit.onderwerp],
        zekerheid=Zekerheid.NIET_TE_BEOORDELEN,
        let_op=(NIET_BEOORDEELD,),
    )
