"""Findings of a plan that are taken over from the figures.

The form says which statement the user saw; what is kept, is made again here from the figures as everybody may see
them, because a finding is read by everybody.
"""

from django.db import models, transaction
from django.utils.timezone import localdate

from kompas.base import RefusedError
from kompas.beleid.actions.bewerken import boven, gemeente_van
from kompas.beleid.models import Bevinding, Indicator
from kompas.beleid.queries.bevindingen import kenmerk_van
from kompas.beleid.queries.stand import indicator_stand
from kompas.core.access import Persoon
from kompas.core.actions import Verschil, bewerker, eis_versie, wijziging_vastleggen
from kompas.core.models import Gebruiker
from kompas.core.openbaar import cijfers_voor, openbare_cijfers
from kompas.data.cijfers import Cijfers
from kompas.stats.duiding import Uitspraak
from kompas.stats.verandering import Zekerheid

VERANDERD = (
    "Deze uitspraak is intussen veranderd: er zijn nieuwe cijfers, of het plan is gewijzigd. "
    "Lees hieronder wat er nu staat en neem dat over."
)
NIET_OPENBAAR = (
    "Deze uitspraak rust op cijfers die niet iedereen mag zien. Een bevinding staat in het plan, en dat leest "
    "iedereen. Daarom kunt u deze uitspraak niet overnemen."
)
STAAT_ER_AL = "Deze uitspraak staat al bij de bevindingen van het plan. Ze is niet nog een keer overgenomen."
WEG = "Deze indicator bestaat niet meer; iemand heeft hem verwijderd."


def bevinding_overnemen(*, indicator: Indicator, door: Persoon, versie: int, kenmerk: str) -> Bevinding:
    """Make the statement with this mark, as it is true now, a finding of the plan.

    `versie` is that of the indicator. The statement is made before the row is locked: that may take a while.
    """
    gemeente = gemeente_van(indicator)
    persoon = bewerker(door, gemeente)
    cijfers = openbare_cijfers(gemeente)
    uitspraak = _gezegd(indicator, cijfers, kenmerk)
    if uitspraak is None:
        alleen_hier = _gezegd(indicator, cijfers_voor(persoon, gemeente), kenmerk)
        raise RefusedError(NIET_OPENBAAR if alleen_hier else VERANDERD)
    return _leg_vast(indicator, persoon, versie, uitspraak, cijfers.build_id)


def _gezegd(indicator: Indicator, cijfers: Cijfers, kenmerk: str) -> Uitspraak | None:
    """The statement with this mark, when these figures still say exactly that."""
    gezegd = indicator_stand(indicator, cijfers).zonder_kans
    return next((u for u in gezegd if kenmerk_van(u) == kenmerk), None)


@transaction.atomic
def _leg_vast(indicator: Indicator, door: Gebruiker, versie: int, uitspraak: Uitspraak, build: str) -> Bevinding:
    """Add the finding under the locked indicator; a double click finds it there."""
    huidig = Indicator.objects.select_for_update().filter(pk=indicator.pk).first()
    if huidig is None:
        raise RefusedError(WEG)
    eis_versie(huidig, versie)
    if Bevinding.objects.filter(indicator=huidig, tekst=uitspraak.volzin).exists():
        raise RefusedError(STAAT_ER_AL)
    plan, thema = huidig.doel.plan, huidig.doel.thema
    laatste = plan.bevindingen.aggregate(hoogste=models.Max("volgorde"))["hoogste"] or 0
    bevinding = Bevinding.objects.create(
        plan=plan,
        volgorde=laatste + 1,
        tekst=uitspraak.volzin,
        soort=Bevinding.Soort.VEILIGHEIDSBEELD,
        uitkomst=_uitkomst(uitspraak),
        indicator=huidig,
        onderwerp=uitspraak.onderwerp.value,
        woord=uitspraak.woord,
        methode=uitspraak.methode,
        toetsen=[list(toets) for toets in uitspraak.toetsregels],
        familie=uitspraak.familie,
        build=build,
        cijfers_op=localdate(),
    )
    if thema is not None:
        bevinding.themas.add(thema)
    wijziging_vastleggen(
        gemeente=gemeente_van(huidig),
        onderdeel=bevinding,
        door=door,
        handeling="toegevoegd",
        wat=Verschil(nieuw=bevinding.tekst),
        toelichting=f"Overgenomen uit de cijfers van de indicator {huidig}: {bevinding.woord}.",
        bovenliggend=boven(bevinding),
    )
    return bevinding


def _uitkomst(uitspraak: Uitspraak) -> str:
    """Favourable or not only where the figures say so; else the plan does not judge."""
    if uitspraak.gunstig is None or uitspraak.zekerheid not in (Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK):
        return ""
    return Bevinding.Uitkomst.GUNSTIG if uitspraak.gunstig else Bevinding.Uitkomst.AANDACHT
