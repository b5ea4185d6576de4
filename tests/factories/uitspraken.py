"""Figures of Noordwijk that say something about burglary, and the indicator that goes with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings
from django.utils.timezone import localdate
from tests.factories.plannen import KleinPlan

from kompas.beleid import queries
from kompas.beleid.actions import bevinding_overnemen, bevinding_verwijderen
from kompas.beleid.models import Bevinding, Indicator
from kompas.beleid.queries.bevindingen import Overname, overnames
from kompas.core.access import Persoon
from kompas.core.models import Gemeente
from kompas.core.openbaar import openbare_cijfers
from kompas.data.build import lees_bestanden

DALEND = (210, 190, 160, 120, 80, 60)
"""From 2018 on: certain by any test."""


def leg_cijfers_neer(home: Path, aantallen: tuple[int, ...] = DALEND) -> None:
    """Make these counts the active figures of this installation."""
    misdrijven = ["SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1"]
    misdrijven += [f"1.1.1,GM0575,{2018 + n}JJ00,{aantal}" for n, aantal in enumerate(aantallen)]
    mensen = ["RegioS,Perioden,GemiddeldAantalInwoners_51"]
    mensen += [f"GM0575,{2018 + n}JJ00,43000" for n in range(len(aantallen))]
    map_ = home / "cijfers"
    map_.mkdir(exist_ok=True)
    for naam, regels in (("47018NED.csv", misdrijven), ("70072ned.csv", mensen)):
        (home / naam).write_text("\n".join(regels) + "\n", "utf-8")
    lees_bestanden(map_, [home / "47018NED.csv", home / "70072ned.csv"])


@contextmanager
def eigen_cijfers() -> Iterator[Path]:
    """An installation of its own with these figures, as long as this lasts."""
    with TemporaryDirectory() as naam, override_settings(KOMPAS_HOME=Path(naam)):
        leg_cijfers_neer(Path(naam))
        yield Path(naam)


def meet_inbraak(klein: KleinPlan) -> Indicator:
    """The indicator of the small plan is about burglary."""
    indicator = klein.indicator
    indicator.naam, indicator.definitie, indicator.eenheid = "woninginbraken", "woninginbraak", "misdrijven"
    indicator.decimalen, indicator.uitgangswaarde, indicator.streefwaarde = 0, 210, 100
    indicator.uitgangsjaar, indicator.doeljaar = 2018, 2026
    indicator.save()
    return indicator


def eerste_overname(indicator: Indicator, gemeente: Gemeente) -> Overname:
    """The first statement that everybody sees."""
    return overnames(queries.indicator_stand(indicator, openbare_cijfers(gemeente)))[0]


def verwijder(klein: KleinPlan, wie: Persoon) -> None:
    """Remove a finding that was taken over before."""
    bevinding = Bevinding.objects.create(
        plan=klein.plan, tekst="Er was iets.", soort="veiligheidsbeeld", woord="zeker gedaald", cijfers_op=localdate()
    )
    bevinding_verwijderen(bevinding=bevinding, door=wie, versie=1)


def neem_over(klein: KleinPlan, wie: Persoon) -> Bevinding:
    """Take the first statement about burglary over, in an installation of its own."""
    indicator = meet_inbraak(klein)
    with eigen_cijfers():
        kenmerk = eerste_overname(indicator, klein.plan.gemeente).kenmerk
        return bevinding_overnemen(indicator=indicator, door=wie, versie=1, kenmerk=kenmerk)
