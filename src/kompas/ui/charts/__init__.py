"""One definition per chart (Vega-Lite through Altair) for pages and reports alike."""

from kompas.ui.charts.bevinding import Bedoeling, alternatief, bevinding
from kompas.ui.charts.grafiek import Grafiek, warm
from kompas.ui.charts.lijn import lijngrafiek

__all__ = ["Bedoeling", "Grafiek", "alternatief", "bevinding", "lijngrafiek", "warm"]
