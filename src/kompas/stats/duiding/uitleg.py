"""Every word that a page can print: what it means, and what it does not mean. The thresholds are those in use."""

from dataclasses import dataclass

from kompas.base import getal_tekst
from kompas.stats.duiding.feiten import Onderwerp
from kompas.stats.duiding.meldingen import valse_signalen
from kompas.stats.meervoud import Drempels


@dataclass(frozen=True, slots=True)
class Woorduitleg:
    """A word with its symbol (several: separated by a space), its meaning and what people wrongly read in it."""

    onderwerp: Onderwerp
    woord: str
    symbool: str
    betekenis: str
    niet: str


def uitleg(drempels: Drempels, *, valse_per_jaar: float = 4) -> tuple[Woorduitleg, ...]:
    """All words, in the order of a page."""
    return (*_verandering(drempels), *_hoogte(), *_trend(), *_kans(), *_meldingen(valse_per_jaar))


def een_op(deel: float) -> str:
    """A small part as people say it: 0.05 is 1 op de 20."""
    return f"1 op de {getal_tekst(1 / deel)}"


def _verandering(drempels: Drempels) -> tuple[Woorduitleg, ...]:
    return (
        Woorduitleg(
            Onderwerp.VERSCHIL,
            "zeker gestegen, zeker gedaald",
            "▲ ▼",
            "Dit is meer dan toeval. Van alle woorden ‘zeker’ die bij elkaar staan, is naar verwachting hoogstens "
            f"{een_op(drempels.zeker)} onterecht.",
            "Het zegt niet waardoor het komt, en niet of het veel is. Een daling is nog geen bewijs voor het beleid.",
        ),
        Woorduitleg(
            Onderwerp.VERSCHIL,
            "waarschijnlijk gestegen, waarschijnlijk gedaald, niet zeker",
            "△ ▽",
            "Het cijfer wijst die kant op, maar het kan ook toeval zijn. Van alle woorden ‘zeker’ en ‘waarschijnlijk’ "
            f"samen is naar verwachting hoogstens {een_op(drempels.waarschijnlijk_samen)} onterecht.",
            "Het is geen zekerheid. Wacht op het volgende cijfer voordat u er een besluit op bouwt.",
        ),
        Woorduitleg(
            Onderwerp.VERSCHIL,
            "niet te zeggen",
            "≈",
            "Het verschil kan toeval zijn. Er kan een daling achter zitten, maar ook een stijging.",
            "Het is niet hetzelfde als ‘gelijk gebleven’. Er kan wel iets zijn veranderd.",
        ),
        Woorduitleg(
            Onderwerp.VERSCHIL,
            "niet te beoordelen",
            "○",
            "Er ontbreekt een cijfer, of de cijfers zijn niet te vergelijken. De reden staat erbij.",
            "Het zegt niets over hoe goed of slecht het gaat. Een cijfer dat ontbreekt, is niet nul.",
        ),
    )


def _hoogte() -> tuple[Woorduitleg, ...]:
    return (
        Woorduitleg(
            Onderwerp.HOOGTE,
            "zeker hoger, zeker lager dan vergelijkbare gemeenten",
            "▲ ▼",
            "Het verschil is groter dan gewoon is tussen gemeenten. Toeval is meegeteld.",
            "Hoger is niet hetzelfde als slecht, lager is niet hetzelfde als veilig. Er kan ook minder zijn gemeld.",
        ),
        Woorduitleg(
            Onderwerp.HOOGTE,
            "waarschijnlijk hoger, waarschijnlijk lager, niet zeker",
            "△ ▽",
            "Het verschil lijkt groter dan gewoon is tussen gemeenten, maar het kan ook toeval zijn.",
            "Het is geen zekerheid. Wacht op het volgende cijfer voordat u er een besluit op bouwt.",
        ),
        Woorduitleg(
            Onderwerp.HOOGTE,
            "niet te zeggen",
            "≈",
            "Los bekeken valt de gemeente op. Maar er staan veel cijfers bij elkaar, en dan kan het toeval zijn.",
            "Het betekent niet dat de gemeente gelijk is aan de andere.",
        ),
        Woorduitleg(
            Onderwerp.HOOGTE,
            "valt niet op",
            "≈",
            "Gemeenten verschillen altijd van elkaar. Dit verschil past bij wat gewoon is.",
            "Het betekent niet dat de gemeente gelijk is aan de andere, en niet dat het goed of slecht gaat.",
        ),
    )


def _trend() -> tuple[Woorduitleg, ...]:
    return (
        Woorduitleg(
            Onderwerp.TREND,
            "zeker stijgend, zeker dalend",
            "▲ ▼",
            "Over alle jaren samen gaat het cijfer die kant op. Eén vreemd jaar is daarvoor niet genoeg.",
            "Een lijn door het verleden is geen voorspelling.",
        ),
        Woorduitleg(
            Onderwerp.TREND,
            "waarschijnlijk stijgend, waarschijnlijk dalend, niet zeker",
            "△ ▽",
            "De jaren wijzen die kant op, maar het kan ook toeval zijn.",
            "Het is geen zekerheid, en geen voorspelling.",
        ),
        Woorduitleg(
            Onderwerp.TREND,
            "niet te zeggen",
            "≈",
            "Over de jaren gaat het cijfer op en neer. Een richting is daar niet in te zien.",
            "Het is niet hetzelfde als ‘gelijk gebleven’.",
        ),
        Woorduitleg(
            Onderwerp.TREND,
            "meer dan elders, minder dan elders, terwijl het elders daalt, vergeleken met elders",
            "▲ ▼ △ ▽ ≈",
            "Het gaat hier anders dan in de andere gemeenten samen.",
            "Een verschil met elders bewijst niet dat het door het beleid komt.",
        ),
    )


def _kans() -> tuple[Woorduitleg, ...]:
    return (
        Woorduitleg(
            Onderwerp.KANS,
            "kans ongeveer 35%",
            "◔ ◑ ◕",
            "Van de 20 keer dat de cijfers er zo voor staan, wordt het doel ongeveer 7 keer gehaald.",
            "Een kans is geen voorspelling. Ook zonder echte verandering wordt een doel soms gehaald.",
        ),
        Woorduitleg(
            Onderwerp.KANS,
            "doeljaar voorbij",
            "○",
            "Het jaar van het doel is geweest. Het doel is gehaald of niet gehaald; een kans is er niet meer.",
            "Gehaald of niet gehaald bewijst niet dat het door het beleid komt.",
        ),
    )


def _meldingen(valse_per_jaar: float) -> tuple[Woorduitleg, ...]:
    return (
        Woorduitleg(
            Onderwerp.SIGNAAL,
            "opvallend hoog, al maanden hoger",
            "⚑",
            "Er is meer geteld dan gewoon is voor deze maand. Iemand moet kijken wat er aan de hand is.",
            "Het zegt niet waardoor het komt. Ook als er niets aan de hand is, krijgt een gemeente ongeveer "
            f"{valse_signalen(valse_per_jaar)} per jaar.",
        ),
        Woorduitleg(
            Onderwerp.SIGNAAL,
            "geen signaal",
            "–",
            "Het aantal van deze maand is niet meer dan gewoon.",
            "Het betekent niet dat er niets gebeurt.",
        ),
        Woorduitleg(
            Onderwerp.ARTEFACT,
            "let op",
            "⚑",
            "Misschien is er anders geteld of geregistreerd. Laat daar eerst iemand naar kijken.",
            "Een vlag betekent niet dat het cijfer fout is. Het is een vraag.",
        ),
    )
