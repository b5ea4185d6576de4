"""One definition per chart (Vega-Lite through Altair) for pages and reports alike."""

from kompas.ui.charts.bevinding import Bedoeling, alternatief, bevinding
from kompas.ui.charts.grafiek import Grafiek, warm
from kompas.ui.charts.kaart import Vlak, kaartgrafiek
from kompas.ui.charts.lijn import bronregel, lijngrafiek
from kompas.ui.charts.staven import Staaf, kwartielen, staafgrafiek
from kompas.ui.charts.vergelijk import LIJNEN_MAX, Mijlpaal, Reeks, vergelijkgrafiek

__all__ = [
    "LIJNEN_MAX",
    "Bedoeling",
    "Grafiek",
    "Mijlpaal",
    "Reeks",
    "Staaf",
    "Vlak",
    "alternatief",
    "bevinding",
    "bronregel",
    "kaartgrafiek",
    "kwartielen",
    "lijngrafiek",
    "staafgrafiek",
    "vergelijkgrafiek",
    "warm",
]
