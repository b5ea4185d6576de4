"""The latest month, flags for the registration, and questions that cannot be answered, in words."""

from kompas.base import getal_tekst
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import Bewijs, Gezegd
from kompas.stats.duiding.feiten import Artefactfeit, Geen, Signaalfeit, Vorm
from kompas.stats.verandering import Zekerheid


def zeg_signaal(feit: Signaalfeit, b: Bewijs) -> Gezegd:
    return Gezegd(
        feit.onderwerp,
        _woord(feit),
        "⚑" if feit.soort else "–",
        _zinnen(feit, b),
        methode="bewaking van alle maandreeksen samen",
        pagina="signalering",
        getallen=(
            (taal.maand_tekst(feit.maand), getal_tekst(feit.telling)),
            ("verwacht", f"ongeveer {_verwacht(feit)}"),
            ("valse signalen per jaar, alle reeksen samen", f"ongeveer {getal_tekst(feit.valse_per_jaar)}"),
            ("aantal reeksen", getal_tekst(feit.reeksen)),
        ),
        let_op=_let_op(feit),
    )


def _woord(feit: Signaalfeit) -> str:
    return {"piek": "opvallend hoog", "aanhoudend": "al maanden hoger"}.get(feit.soort, "geen signaal")


def _verwacht(feit: Signaalfeit) -> str:
    return getal_tekst(feit.verwacht, 0 if feit.verwacht >= 3 else 1)


def _zinnen(feit: Signaalfeit, b: Bewijs) -> tuple[str, ...]:
    wat = b.naam.eenheid if b.naam.vorm is Vorm.AANTAL else "gevallen"
    if feit.telling == 1:
        wat = taal.ENKELVOUD.get(wat, wat)
    waren = "was" if feit.telling == 1 else "waren"
    stand = f"In {taal.maand_tekst(feit.maand)} {waren} er in {b.naam.gemeente} {getal_tekst(feit.telling)} {wat}."
    verwacht = f"Gewoon voor deze maand is ongeveer {_verwacht(feit)}."
    if feit.soort == "piek":
        return (stand, verwacht, "Dat is opvallend veel. Kijk wat er aan de hand is.")
    if feit.soort == "aanhoudend":
        return (stand, verwacht, "Het ligt al maanden achter elkaar hoger. Kijk wat er aan de hand is.")
    return (stand, verwacht, "Dat valt niet op.")


def _let_op(feit: Signaalfeit) -> tuple[str, ...]:
    if not feit.soort:
        return (
            "Geen signaal betekent niet dat er niets gebeurt. De aantallen wijken alleen niet af van wat gewoon is.",
        )
    return (
        "Een signaal vraagt om te kijken. Het zegt niet waardoor het komt.",
        f"Ook als er niets aan de hand is, komen er ongeveer {getal_tekst(feit.valse_per_jaar)} signalen per jaar.",
    )


def zeg_artefact(feit: Artefactfeit) -> Gezegd:
    return Gezegd(
        feit.onderwerp,
        "let op",
        "⚑",
        (feit.reden, "Laat iemand hiernaar kijken voordat u dit cijfer uitlegt."),
        methode=f"vlag: {feit.soort}",
        pagina="artefacten",
        getallen=(("jaar", str(feit.jaar)),),
        let_op=("Een vlag is een vraag. Het cijfer kan gewoon kloppen.",),
    )


def zeg_geen(feit: Geen) -> Gezegd:
    return Gezegd(
        feit.onderwerp,
        "niet te beoordelen",
        "○",
        (feit.reden,),
        methode="niet getoetst",
        pagina="duiding",
        zekerheid=Zekerheid.NIET_TE_BEOORDELEN,
    )
