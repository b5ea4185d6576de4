"""The chart of an indicator: its series with target and margin."""

from kompas.beleid.queries import IndicatorStand
from kompas.ui.charts import Grafiek, lijngrafiek


def grafiek_van(stand: IndicatorStand) -> Grafiek | None:
    """None when there is nothing to draw."""
    if not any(waarde.bekend for waarde in stand.reeks):
        return None
    streef = stand.beoordeling.streef
    return lijngrafiek(stand.reeks, titel=stand.want, streef=streef, streefsoort=stand.indicator.streefsoort)
