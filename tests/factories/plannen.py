"""A small plan by hand: one theme, one goal, one indicator, one line of approach."""

from dataclasses import dataclass
from decimal import Decimal

from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Plan, Thema
from kompas.core.models import Gemeente


@dataclass(frozen=True, slots=True)
class KleinPlan:
    plan: Plan
    thema: Thema
    doel: Doel
    indicator: Indicator
    hoofdlijn: Hoofdlijn


def maak_plan(gemeente: Gemeente) -> KleinPlan:
    plan = Plan.objects.create(
        gemeente=gemeente,
        slug="ivp",
        titel="Integraal veiligheidsplan",
        soort=Plan.Soort.IVP,
        jaar_van=2021,
        jaar_tot=2024,
        status=Plan.Status.GELDEND,
        methode_editie="2017",
    )
    thema = Thema.objects.create(
        plan=plan, nummer="5.1", slug="jeugd", titel="Jeugd en veiligheid", status=Thema.Status.PRIORITAIR
    )
    doel = Doel.objects.create(plan=plan, thema=thema, tekst="Minder overlast van jeugd", doeljaar=2024)
    indicator = Indicator.objects.create(
        doel=doel,
        naam="meldingen jeugdoverlast",
        bron="politie",
        eenheid="per 1.000 inwoners",
        decimalen=1,
        uitgangswaarde=Decimal("8.1"),
        uitgangsjaar=2019,
        streefsoort=Indicator.Streefsoort.HOOGSTENS,
        streefwaarde=Decimal("7.5"),
        doeljaar=2024,
    )
    hoofdlijn = Hoofdlijn.objects.create(thema=thema, tekst="Ken de groepen in de wijk.", volgorde=1)
    return KleinPlan(plan, thema, doel, indicator, hoofdlijn)
