"""The comparisons of an evaluation as statements for a page: word, sentence, numbers, reservations."""

from typing import Final

from kompas.base import Refused, getal_tekst
from kompas.stats.duiding import Onderwerp, Uitspraak
from kompas.stats.effect.onderzoek import Onderzoek, Uitwijk
from kompas.stats.effect.oordeel import NIET_TE_BEOORDELEN, Oordeel, verdict
from kompas.stats.effect.synthetisch import SynthetischeControle
from kompas.stats.effect.verschil import VerschilInVerschillen
from kompas.stats.effect.wdd import NIET_AAN_TE_TONEN, Effect
from kompas.stats.verandering import Zekerheid

PAGINA: Final = "effect"
AANNAME: Final = "We nemen aan dat de andere gebieden de maatregel niet hadden en er ook niets van merkten."
VOORAF_KIEZEN: Final = (
    "Kies het cijfer en het beginjaar vooraf. Wie er veel probeert, vindt door toeval al gauw een verschil."
)
_VERSCHIL: Final = "de verandering in dit gebied naast die in andere gebieden (difference-in-differences)"
_SYNTHETISCH: Final = "een mengeling van andere gebieden als spiegel (synthetic control met placebo's)"
_UITWIJK: Final = "aantallen ervoor en erna, met de gebieden waar het heen kan gaan (weighted displacement difference)"


def statements(onderzoek: Onderzoek, *, gekozen_om_piek: bool = False) -> tuple[tuple[str, Uitspraak], ...]:
    """Title and statement of every comparison that was asked for, in the order of a page."""
    gevonden = [
        ("Naast andere gebieden", _van_verschil(onderzoek.verschil, piek=gekozen_om_piek)),
        ("Naast een mengeling die erop lijkt", _van_synthetisch(onderzoek.synthetisch, piek=gekozen_om_piek)),
    ]
    if onderzoek.uitwijk is not None:
        gevonden += _van_uitwijk(onderzoek.uitwijk, piek=gekozen_om_piek)
    return tuple(gevonden)


def main_statement(onderzoek: Onderzoek) -> Uitspraak:
    """The verdict over all comparisons, with the numbers of the first."""
    oordeel, verschil = onderzoek.oordeel, onderzoek.verschil
    p = () if isinstance(verschil, Refused) else (verschil.p,)
    getallen = () if isinstance(verschil, Refused) else _getallen_verschil(verschil)
    return _uitspraak(oordeel, _VERSCHIL, getallen, p, (AANNAME, VOORAF_KIEZEN))


def _van_verschil(verschil: VerschilInVerschillen | Refused, *, piek: bool) -> Uitspraak:
    if isinstance(verschil, Refused):
        return _kan_niet(verschil, _VERSCHIL)
    oordeel = verdict(verschil, gekozen_om_piek=piek)
    return _uitspraak(oordeel, _VERSCHIL, _getallen_verschil(verschil), (verschil.p,))


def _van_synthetisch(synthetisch: SynthetischeControle | Refused, *, piek: bool) -> Uitspraak:
    if isinstance(synthetisch, Refused):
        return _kan_niet(synthetisch, _SYNTHETISCH)
    oordeel = verdict(synthetisch, gekozen_om_piek=piek)
    laag, hoog = (_procent(grens) for grens in (synthetisch.zonder.laag, synthetisch.zonder.hoog))
    mee = int((synthetisch.gewichten > 0.01).sum())
    getallen = (
        ("verschil na het begin", _procent(synthetisch.effect)),
        ("gewone fout vóór het begin", f"{getal_tekst(synthetisch.pasfout * 100, 1)}% van het niveau"),
        ("past goed genoeg", "ja" if synthetisch.past else "nee"),
        ("gebieden als proef op de som (placebo's)", str(len(synthetisch.placebo_effecten))),
        ("gebieden in de mengeling", str(mee)),
        ("als één zwaar gebied wegvalt", f"van {laag} tot {hoog}"),
    )
    return _uitspraak(oordeel, _SYNTHETISCH, getallen, (synthetisch.p,))


def _van_uitwijk(uitwijk: Uitwijk, *, piek: bool) -> list[tuple[str, Uitspraak]]:
    delen = (("Waar het heen kan gaan", uitwijk.daar, False), ("Samen met waar het heen kan gaan", uitwijk.samen, piek))
    return [(titel, _van_effect(effect, uitwijk.perioden, piek=om_piek)) for titel, effect, om_piek in delen]


def _van_effect(effect: Effect | Refused, perioden: int, *, piek: bool) -> Uitspraak:
    if isinstance(effect, Refused):
        return _kan_niet(effect, _UITWIJK)
    jaren = f"{perioden} jaar ervoor, {perioden} jaar erna"
    getallen = (
        ("verschil in incidenten", getal_tekst(effect.schatting)),
        ("standaardfout", getal_tekst(effect.standaardfout, 1)),
        ("vergeleken", jaren),
    )
    return _uitspraak(verdict(effect, gekozen_om_piek=piek), _UITWIJK, getallen, (effect.p,))


def _getallen_verschil(verschil: VerschilInVerschillen) -> tuple[tuple[str, str], ...]:
    vooraf = "niet te toetsen" if verschil.vooraf is None else _p(verschil.vooraf)
    return (
        ("verwacht zonder maatregel", f"{getal_tekst(verschil.verwacht)} incidenten"),
        ("verschil", f"{getal_tekst(verschil.scheelt)} incidenten"),
        ("andere gebieden", str(verschil.vergelijkingsgebieden)),
        ("zo ver lopen gebieden vanzelf uiteen", f"{getal_tekst(verschil.tussen * 100, 1)}%"),
        ("liepen ze vooraf gelijk op? (p)", vooraf),
    )


def _uitspraak(
    oordeel: Oordeel,
    methode: str,
    getallen: tuple[tuple[str, str], ...],
    p: tuple[float, ...],
    erbij: tuple[str, ...] = (),
) -> Uitspraak:
    return Uitspraak(
        onderwerp=Onderwerp.EFFECT,
        woord=oordeel.woord,
        symbool=_symbool(oordeel),
        zekerheid=oordeel.zekerheid,
        zin=oordeel.zin,
        methode=methode,
        pagina=PAGINA,
        getallen=getallen,
        let_op=(*oordeel.voorbehoud, *erbij),
        p=p,
    )


def _kan_niet(reden: Refused, methode: str) -> Uitspraak:
    return _uitspraak(Oordeel(NIET_TE_BEOORDELEN, reden.reason, (), Zekerheid.NIET_TE_BEOORDELEN), methode, (), ())


def _symbool(oordeel: Oordeel) -> str:
    if oordeel.zekerheid is Zekerheid.NIET_TE_BEOORDELEN:
        return "○"
    if oordeel.woord == NIET_AAN_TE_TONEN:
        return "≈"
    omlaag = "minder" in oordeel.woord
    if oordeel.zekerheid is Zekerheid.ZEKER:
        return "▼" if omlaag else "▲"
    return "▽" if omlaag else "△"


def _procent(deel: float) -> str:
    """-0,204 is "20% minder"."""
    return f"{getal_tekst(abs(deel) * 100)}% {'minder' if deel < 0 else 'meer'}"


def _p(kans: float) -> str:
    return "p < 0,001" if kans < 0.001 else f"p = {getal_tekst(kans, 3)}"
