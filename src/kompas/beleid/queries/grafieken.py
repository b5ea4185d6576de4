"""The chart of an indicator: its series with margin, target and baseline."""

from kompas.beleid.queries.standen import IndicatorStand
from kompas.ui.charts import Grafiek, lijngrafiek


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
        breuken=stand.breuken,
        vanaf_nul=not is_rapportcijfer(stand),
        smal=smal,
    )


def is_rapportcijfer(stand: IndicatorStand) -> bool:
    """Report marks lie between 6 and 8; on an axis from zero every line would be flat."""
    return "rapportcijfer" in stand.indicator.eenheid
