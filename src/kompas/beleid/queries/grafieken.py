"""The chart of an indicator: its series with margin, target and baseline."""

from kompas.beleid.queries.standen import IndicatorStand
from kompas.core.cijfers import cijfers
from kompas.data.definities import Reeksbreuk
from kompas.ui.charts import Grafiek, lijngrafiek


def breuken_van(stand: IndicatorStand) -> tuple[Reeksbreuk, ...]:
    """The breaks and outliers between the first and the last year of the series."""
    if stand.definitie is None or not stand.reeks:
        return ()
    jaren = [waarde.periode.eind.year for waarde in stand.reeks]
    return cijfers().breuken(stand.definitie.key, min(jaren), max(jaren))


def grafiek_van(stand: IndicatorStand, *, smal: bool = False) -> Grafiek | None:
    """None when there is nothing to draw; `smal` is the picture for a phone."""
    if not any(waarde.bekend for waarde in stand.reeks):
        return None
    oordeel = stand.beoordeling
    return lijngrafiek(
        stand.reeks,
        streef=oordeel.streef,
        streefsoort=oordeel.streefsoort,
        doeljaar=oordeel.doeljaar,
        uitgang=oordeel.uitgang,
        oordeel=oordeel.oordeel,
        peiljaar=oordeel.peiljaar,
        breuken=[breuk for breuk in breuken_van(stand) if breuk.soort == "breuk"],
        vanaf_nul=not is_rapportcijfer(stand),
        smal=smal,
    )


def is_rapportcijfer(stand: IndicatorStand) -> bool:
    """Report marks lie between 6 and 8; on an axis from zero every line would be flat."""
    return "rapportcijfer" in stand.indicator.eenheid
